"""The package's docstrings on a page: names in backticks become links; clutter is left out."""

import inspect

from docutils.nodes import Element, Node
from docutils.statemachine import StringList
from sphinx.addnodes import desc
from sphinx.roles import AnyXRefRole
from sphinx.util.docutils import SphinxDirective

from plainnet.explorers import ALL


class Explorers(SphinxDirective):
    """The directive ``explorers``: the docstrings of all explorers, sorted by name."""

    def run(self) -> list[Node]:
        """Let autodoc document each explorer."""
        names = sorted(explorer.__name__ for explorer in ALL.values())
        lines = [
            line
            for name in names
            for line in (f".. autoclass:: plainnet.explorers.{name}", "   :no-members:", "")
        ]
        found = Element()
        self.state.nested_parse(StringList(lines, source=__file__), 0, found)
        return found.children


def connect(app) -> None:
    """Set up autodoc, and the role ``package_name`` for names in backticks."""
    app.setup_extension("sphinx.ext.autodoc")
    app.add_directive("explorers", Explorers)
    app.add_role("package_name", AnyXRefRole())
    app.connect("missing-reference", resolve)
    app.connect("autodoc-skip-member", skip)
    app.connect("autodoc-process-signature", readable)


def resolve(app, env, node, contnode) -> Node | None:
    """Link a name to its documentation; a name without documentation stays plain code."""
    if node["reftype"] != "package_name":
        return None
    contnode["classes"].clear()
    domain = env.get_domain("py")
    scope = node.get("py:module"), node.get("py:class"), described(node)
    name = full_name(node["reftarget"], domain.objects, *scope)
    place = env, node["refdoc"], app.builder
    return (name and domain.resolve_xref(*place, "obj", name, node, contnode)) or contnode


def described(node) -> str | None:
    """The full name of the object whose documentation contains ``node``."""
    while node and not isinstance(node, desc):
        node = node.parent
    return node and node[0]["ids"][0]


def full_name(name, known, module, owner, here) -> str | None:
    """The full name in ``known`` that ``name`` means in the docstring of ``here``, or ``None``.

    Candidates are another member of the same class, then the same module, then the whole package,
    where functions precede methods. ``None`` also if two candidates are equally near.
    """
    member, own = f"{module}.{owner}.{name}", f"{module}.{name}"
    for candidate in (member, own, name):
        if candidate in known and (candidate, here) != (member, member):
            return candidate
    alike = [full for full in known if full.endswith(f".{name}")]
    level = min((full.count(".") for full in alike), default=0)
    near = [full for full in alike if full.count(".") == level]
    return near[0] if len(near) == 1 else None


def skip(app, what, name, member, skipped, options) -> bool | None:
    """Skip the fields of a NamedTuple, whose generated docstrings say nothing."""
    return (getattr(member, "__doc__", None) or "").startswith("Alias for field") or None


def readable(app, what, name, member, options, signature, returned) -> tuple:
    """The signature for the page; if a library's base class hides it, that of the class itself."""
    if signature == "(*args, **kwargs)":  # from the __new__ of a widget's base class
        signature = str(inspect.signature(member))
    return signature and signature.replace("=<factory>", "=…"), returned  # defaults of dataclasses
