"""The package's docstrings on a page: names in backticks become links; clutter is left out."""

import functools
from pathlib import Path

from docutils.nodes import Element, Node
from docutils.statemachine import StringList
from sphinx.addnodes import desc
from sphinx.errors import ExtensionError
from sphinx.roles import AnyXRefRole
from sphinx.util.docutils import SphinxDirective

from plainnet import sweeps
from plainnet.explorers import ALL
from plainnet_book import contents, execution, languages


class Explorers(SphinxDirective):
    """The directive ``explorers``: the docstring of each explorer, and the pages that show it."""

    def run(self) -> list[Node]:
        """Let autodoc document each explorer, sorted by name."""
        lines = []
        for explorer in sorted(ALL.values(), key=lambda explorer: explorer.__name__):
            name, pages = explorer.__name__, pages_with(self.env.srcdir, f"{explorer.__name__}(")
            lines += [f".. autoclass:: plainnet.explorers.{name}", "   :no-members:", ""]
            lines += [f"   On {pages}.", ""]
        return parsed(self.state, lines)


class Sweeps(SphinxDirective):
    """The directive ``sweeps``: the name of each sweep, and the pages that use its result."""

    def run(self) -> list[Node]:
        """List the sweeps, in the order in which they run."""
        lines = []
        for name in sweeps.ALL:
            shown = [e.__name__ for e in ALL.values() if uses(source(e.folder), name)]
            calls = (f'load_sweep("{name}")', *(f"{explorer}(" for explorer in shown))
            lines += [f"- ``{name}``, on {pages_with(self.env.srcdir, *calls)}"]
        return parsed(self.state, lines)


def parsed(state, lines) -> list[Node]:
    """The nodes of ``lines`` of reStructuredText."""
    found = Element()
    state.nested_parse(StringList(lines, source=__file__), 0, found)
    return found.children


def source(folder) -> str:
    """The Python code in a folder."""
    return "".join(path.read_text("utf8") for path in folder.glob("*.py"))


def uses(code, sweep) -> bool:
    """Whether some ``code`` reads the result of a ``sweep``."""
    return f'sweeps.ALL["{sweep}"]' in code or f'load_sweep("{sweep}")' in code


@functools.cache
def code_of_pages(folder) -> dict[str, str]:
    """The code in the cells of each English notebook, in the order of the book."""
    code, pages = {}, contents.read(folder / "_toc.yml")
    for entry in (page for page in pages if not languages.is_chinese(page.file)):
        path = folder / f"{entry.file}.ipynb"
        cells = execution.code_cells(execution.read(path)) if path.exists() else []
        code[entry.file] = "\n".join(cell.source for cell in cells)
    return code


def pages_with(folder, *texts) -> str:
    """Links to the pages whose code has one of the ``texts``, in the order of the book.

    Raises an `ExtensionError` if there is none.
    """
    pages = code_of_pages(Path(folder)).items()
    found = [f":doc:`/{name}`" for name, code in pages if any(text in code for text in texts)]
    if not found:
        uses = " or ".join(texts)
        raise ExtensionError(
            f"no page uses {uses}, and api.md tells where it is used: show it on one, or delete it"
        )
    return " and ".join(filter(None, [", ".join(found[:-1]), found[-1]]))


def connect(app) -> None:
    """Set up autodoc, and the role ``package_name`` for names in backticks."""
    app.setup_extension("sphinx.ext.autodoc")
    app.add_directive("explorers", Explorers)
    app.add_directive("sweeps", Sweeps)
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
    """The signature for the page, without how a dataclass makes its defaults."""
    return signature and signature.replace("=<factory>", "=…"), returned
