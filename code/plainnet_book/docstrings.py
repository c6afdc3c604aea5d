"""How the package's docstrings are shown: `names` in backticks become links, noise is left out."""

import inspect

from docutils.nodes import Element, Node
from docutils.statemachine import StringList
from sphinx.addnodes import desc
from sphinx.roles import AnyXRefRole
from sphinx.util.docutils import SphinxDirective

from plainnet.explorers import ALL


class Explorers(SphinxDirective):
    """The directive ``explorers``: the docstring of each of them, in the order of their names."""

    def run(self) -> list[Node]:
        """Ask autodoc for each."""
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
    """Connect to autodoc, and offer the role ``package_name`` for names in backticks."""
    app.setup_extension("sphinx.ext.autodoc")
    app.add_directive("explorers", Explorers)
    app.add_role("package_name", AnyXRefRole())
    app.connect("missing-reference", resolve)
    app.connect("autodoc-skip-member", skip)
    app.connect("autodoc-process-signature", readable)


def resolve(app, env, node, contnode) -> Node | None:
    """Link a name to where it is described; leave one that is described nowhere as plain code."""
    if node["reftype"] != "package_name":
        return None
    contnode["classes"].clear()
    domain = env.get_domain("py")
    scope = node.get("py:module"), node.get("py:class"), described(node)
    name = full_name(node["reftarget"], domain.objects, *scope)
    place = env, node["refdoc"], app.builder
    return (name and domain.resolve_xref(*place, "obj", name, node, contnode)) or contnode


def described(node) -> str | None:
    """The full name of what is described where ``node`` stands."""
    while node and not isinstance(node, desc):
        node = node.parent
    return node and node[0]["ids"][0]


def full_name(name, known, module, owner, here) -> str | None:
    """What ``name`` means in the docstring of ``here``: the full name in ``known``, or ``None``.

    Another member of the same class, else something of the same module, else of the whole package,
    functions before methods. ``None`` also when two are equally near.
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
    """Leave out what a NamedTuple writes about its fields; its docstring describes them."""
    return (getattr(member, "__doc__", None) or "").startswith("Alias for field") or None


def readable(app, what, name, member, options, signature, returned) -> tuple:
    """The signature that a reader would write, where classes of libraries hide it."""
    if signature == "(*args, **kwargs)":  # a widget's, from a parent's __new__
        signature = str(inspect.signature(member))
    return signature and signature.replace("=<factory>", "=…"), returned  # a dataclass's
