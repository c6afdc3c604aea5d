"""The parts of the package on which the outputs of a chapter depend.

For the code that its cells use, the computation and the error messages count, but not comments or
formatting. If a cell prints source by ``inspect.getsource``, that text counts. If it cannot be
known what is shown, as in a traceback, the text of all modules that are used counts.
"""

import ast
import functools
import hashlib
import inspect
from pathlib import Path

from plainnet.lab.dependencies import DEFINITION, PACKAGE, Reached, chains, imports
from plainnet.lab.fingerprint import parsed

AS_TEXT = {
    *("getsource", "getsourcelines", "getdoc", "getcomments", "signature", "help", "dis"),
    *("__doc__", "__annotations__", "__code__", "traceback", "linecache"),
}
SHOWN = {  # modules that read code as text, and the module whose text they show, if any
    "plainnet.lab.saving": "plainnet.activations",
    "plainnet.explorers.bug_museum.differences": "plainnet.broken.museum",
    "plainnet.lab.dependencies": None,  # this one and the next two only compare digests of code
    "plainnet.lab.fingerprint": None,
    "plainnet.lab.pytorch": None,
    "plainnet.sweeps.__main__": None,  # runs in a terminal only
    "plainnet.explorers.widget": None,  # says what failed
    "plainnet.exercises.checks": None,  # this one and the next two read the reader's own code
    "plainnet.exercises.feedback": None,
    "plainnet.exercises.repair": None,
}


@functools.cache
def state() -> str:
    """A digest of all code that `used` reads; while it is the same, so is the result of `used`."""
    paths = sorted(PACKAGE.folder.rglob("*.py"))
    texts = [f"{path.relative_to(PACKAGE.folder)} {path.read_text('utf8')}" for path in paths]
    texts.append(Path(__file__).read_text("utf8"))
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()


def used(sources, tags=(), package=None) -> list:
    """The code and texts of the package that cells with these ``sources`` and ``tags`` use."""
    cells = _Cells("\n".join(sources))
    reached = Reached(package, errors=True)
    reached.read(ast.unparse(cells.tree))
    texts = [_text(*found) for found in cells.printed(reached)]
    readers = {place for place, name in reached.names if name in AS_TEXT}
    texts += [_text(reached.package.module(SHOWN[p])) for p in sorted(readers) if SHOWN.get(p)]
    if readers - SHOWN.keys() or None in texts or "raises-exception" in tags:
        places = sorted({place for place, *_ in reached.found} - {""})
        texts = [_text(reached.package.module(place)) for place in places]
    return [*reached.parts(), *texts]


def _text(module, names=()):
    """The text of a module or of one of its definitions; ``None`` if that cannot be found."""
    if module is None:
        return None
    if not names:
        return "".join(module.lines)
    if (node := module.definition(names)) is None:
        return None
    return "".join(inspect.getblock(module.lines[module.first(node) - 1 :]))


class _Cells(ast.NodeTransformer):
    """The code of cells; in ``tree``, names replace reads of code as text, such as f.__doc__."""

    def __init__(self, source):
        nodes = list(ast.walk(parsed(source)))
        self.imported, self.shown = imports(nodes), []
        defined = {node.name for node in nodes if isinstance(node, DEFINITION)}
        names = (node for node in nodes if isinstance(node, ast.Name))
        stored = {name.id for name in names if not isinstance(name.ctx, ast.Load)}
        self.unclear = stored | {node.arg for node in nodes if isinstance(node, ast.arg)}
        self.own = defined - self.unclear - self.imported.keys()
        self.tree = self.visit(parsed(source))

    def visit_Call(self, node):
        function, named = next(chains(node.func), [""]), [next(chains(a), [""]) for a in node.args]
        is_plain = [ast.unparse(each) for each in node.args] == [".".join(each) for each in named]
        if AS_TEXT & set(function) and is_plain and all(each[0] in self.own for each in named):
            return ast.Tuple(node.args)
        if function[-1] == "getsource" and is_plain and len(named) == 1:
            self.shown.append(named[0])
            return node.args[0]
        return self.generic_visit(node)

    def visit_Attribute(self, node):
        is_own = next(chains(node))[0] in self.own
        return node.value if is_own and node.attr in AS_TEXT else self.generic_visit(node)

    def printed(self, reached) -> list[tuple]:
        """The modules and names whose text is printed; ``None`` where that cannot be known."""
        found = []
        for first, *names in self.shown:
            places = [] if first in self.unclear else self.imported.get(first, [])
            if not places and first not in self.own:
                found.append((None,))
            for place, more in places:
                found += reached.find(place, [*more, *names])
        return [(None,) if each[0] and each[0].name == "plainnet" else each for each in found]
