"""Which cells of a notebook have to run before one of them, and no more.

A cell needs the cells that bind the names it reads, and those that changed their objects since.
The first can be seen in the source. The second cannot: ``train(network, X, y)`` changes its
network. So the build compares all objects before and after each cell (`digests`), and writes down
which names `changed`.

The same code runs where the book is built and in the page, so it needs the standard library alone.
"""

import ast
import contextlib
import dis
import functools
import hashlib
import importlib
import io
import pickle
import re
import types
import zlib
from collections.abc import Iterator
from typing import NamedTuple

# Statements that bind a name on every way through them.
CERTAIN = (
    *(ast.Assign, ast.AnnAssign, ast.AugAssign, ast.Import, ast.ImportFrom, ast.With),
    *(ast.FunctionDef, ast.ClassDef, ast.Expr),
)
SIMPLE = ast.Assign | ast.AnnAssign | ast.AugAssign | ast.Expr  # read all before they bind
IMPORT = ast.Import | ast.ImportFrom
NOT_DATA = types.ModuleType | types.FunctionType | types.BuiltinFunctionType | type
SIGNS, MANY = re.compile(r"[-+*/%@&|^~.([{]"), 3000  # of them, before Python in a page would die
TOO_DEEP = "too many signs in one expression"
DRAWN = ("matplotlib", "plainnet.explorers")  # objects of these packages are shown, not computed


class Unit(NamedTuple):
    """What runs as one piece: a cell or, of a cell with imports and settings, one statement."""

    cell: int
    text: str
    line: int  # the number of lines of the cell above it
    reads: frozenset[str]
    later: frozenset[str]  # names that functions defined here read when they are called
    binds: frozenset[str]
    changes: frozenset[str]  # names whose objects are other ones afterwards, bound names included


def parsed(source, file="<unknown>") -> ast.Module:
    """The tree of a source. Raises a `SyntaxError` also for what is nested too deep for a page."""
    for number, line in enumerate(source.split("\n"), 1):
        parts = line.split(",") if len(line) > MANY else ()
        if any(len(SIGNS.findall(part)) > MANY for part in parts):
            raise SyntaxError(TOO_DEEP, (file, number, None, None))
    return ast.parse(source, file)


def units(cell, source, changed=()) -> list[Unit]:
    """The units of a cell. Raises a `SyntaxError` if the source is not plain Python.

    ``changed`` are the names that changed when the cell ran. A cell is cut into statements if all
    of them are imports, settings of modules, and assignments that do not read each other's names,
    and if nothing else changed: an object may have several names.
    """
    body = parsed(source).body
    whole = _unit(cell, source, 0, body, changed)
    if not all(map(_prepares, body)):
        return [whole]
    pieces = [_unit(cell, *piece) for statement in body for piece in _pieces(statement)]
    read = {name for piece in pieces for name in piece.reads}
    assigned = {name for node in body if isinstance(node, ast.Assign) for name in _names(node)[2]}
    return pieces if pieces and not read & assigned and assigned.issuperset(changed) else [whole]


class Notebook:
    """The cells of a notebook, and what each of them needs: lists of sources and changed names.

    Where a source is not plain Python, ``originals`` tell what the cell binds, and so who needs it.
    """

    def __init__(self, sources, changed, originals=None):
        self.units = []
        self.makers = functools.cache(self._makers)
        self.needed = functools.cache(self._needed)
        self.key = functools.cache(self._key)
        rows = zip(sources, changed, originals or sources, strict=True)
        for cell, (source, names, original) in enumerate(rows):
            try:
                self.units += units(cell, source, names)
            except (SyntaxError, ValueError, RecursionError, MemoryError):  # not to be read
                whole = _unit(cell, source, 0, ast.parse(original).body, names)
                self.units.append(whole)

    def of_cell(self, cell) -> list[int]:
        """The indices of the units of a cell."""
        return [index for index, unit in enumerate(self.units) if unit.cell == cell]

    def _makers(self, name, before) -> tuple[int, ...]:
        """The units that make what ``name`` stands for: the last that binds it, and all since."""
        found = []
        for index in range(before - 1, -1, -1):
            if name in self.units[index].changes:
                found.append(index)
                if name in self.units[index].binds:
                    break
        return tuple(reversed(found))

    def _needed(self, index) -> dict[str, tuple[str, ...]]:
        """For each name that matters to a unit, the keys of the units that make it."""
        names, todo = set(), list(self.units[index].reads)
        while todo:
            name = todo.pop()
            if name not in names:
                names.add(name)
                for maker in self.makers(name, index):
                    todo += self.units[maker].later
        made = {name: self.makers(name, index) for name in sorted(names)}
        return {name: tuple(map(self.key, makers)) for name, makers in made.items() if makers}

    def _key(self, index) -> str:
        """A digest of a unit and of all that it needs, so of all that it does."""
        parts = repr((self.units[index].text, self.needed(index)))
        return hashlib.sha256(parts.encode()).hexdigest()

    def plan(self, cell, made=()) -> list[int]:
        """The units to run for a cell, its own included.

        ``made`` are the keys of the units that made each name which is there already.
        """
        todo = set(self.of_cell(cell))
        while more := self._missing(todo, dict(made)) - todo:
            todo |= more
        return sorted(todo)

    def _missing(self, todo, made):
        for index in sorted(todo):
            wrong = (name for name, keys in self.needed(index).items() if made.get(name) != keys)
            makers = {maker for name in wrong for maker in self.makers(name, index)}
            if makers - todo:
                return makers
            self.apply(index, made)
        return set()

    def apply(self, index, made) -> None:
        """Write down in ``made`` what a unit makes."""
        unit, key = self.units[index], self.key(index)
        for name in unit.changes:
            made[name] = (key,) if name in unit.binds else (*made.get(name, ()), key)


def digests(namespace) -> dict[str, int | None]:
    """A digest of each object with data in a namespace; ``None`` where there can't be one."""
    return {
        name: _digest(value)
        for name, value in list(namespace.items())
        if isinstance(name, str) and name[:1] != "_" and not issubclass(type(value), NOT_DATA)
    }


def changed(before, after) -> list[str]:
    """The names of which two results of `digests` differ."""
    return sorted(name for name in after if name not in before or before[name] != after[name])


class _Pickler(pickle.Pickler):
    def reducer_override(self, value):
        if type(value).__module__.startswith(DRAWN):
            raise pickle.PicklingError
        if isinstance(value, float):  # NumPy's numbers, four times as fast
            return float, (float(value),)
        return NotImplemented


def _digest(value):
    arrays = []  # their data apart from the rest, because copying them takes most of the time
    try:
        _Pickler(data := io.BytesIO(), protocol=5, buffer_callback=arrays.append).dump(value)
        return hash((data.getvalue(), *(zlib.crc32(array.raw()) for array in arrays)))
    except Exception:  # whatever an object's own methods raise
        return None


def _prepares(statement):
    """Whether a statement is an import, a setting of a module, or an assignment to names."""
    if isinstance(statement, ast.Assign):
        targets = [node for target in statement.targets for node in ast.walk(target)]
        return not any(isinstance(node, ast.Subscript | ast.Attribute) for node in targets)
    is_call = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call)
    is_setting = is_call and isinstance(statement.value.func, ast.Attribute)
    return is_setting or isinstance(statement, IMPORT)


def _pieces(statement) -> Iterator[tuple]:
    """The text, the line, the statements, and the changed names: one piece for each import."""
    if isinstance(statement, IMPORT):
        for alias in statement.names:
            if isinstance(statement, ast.Import):
                single = ast.Import([alias])
            else:
                single = ast.ImportFrom(statement.module, [alias], statement.level)
            yield ast.unparse(single), statement.lineno - 1, [single], ()
        return
    changes = _root(statement.value) if isinstance(statement, ast.Expr) else ()
    yield ast.unparse(statement), statement.lineno - 1, [statement], changes


def _unit(cell, text, line, body, changes):
    reads, later, binds, stores = set(), set(), set(), set()
    defined = {node.name for node in body if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    for statement in body:
        loaded, inner, stored = _names(statement)
        at_once = inner if isinstance(statement, SIMPLE) else inner - stored
        reads |= (loaded | at_once - defined) - binds
        later |= inner
        stores |= stored
        if isinstance(statement, CERTAIN):
            binds |= stored
        changes = {*changes, *_set(statement)}
    sets = map(frozenset, (reads, later, binds, stores | set(changes)))
    return Unit(cell, text, line, *sets)


def _set(statement):
    """The names whose attributes or items a statement sets, as in ``Tensor.backward = walk``."""
    for node in ast.walk(statement):
        if isinstance(node, ast.Attribute | ast.Subscript) and not isinstance(node.ctx, ast.Load):
            yield from _root(node)


def _root(node):
    """The name with which an expression like ``a.b[i].c(x)`` begins, as a list."""
    while isinstance(node, ast.Attribute | ast.Subscript | ast.Call):
        node = node.func if isinstance(node, ast.Call) else node.value
    return [node.id] if isinstance(node, ast.Name) else []


def _names(statement):
    """The names that a statement loads before it stores them, loads in functions, and stores.

    What one branch of an ``if`` stores is not there in the other, so each counts for itself.
    """
    if isinstance(statement, ast.If) and statement.orelse:
        branches = statement.body, statement.orelse
        ways = [_names(ast.If(statement.test, branch, [])) for branch in branches]
        return tuple(set().union(*names) for names in zip(*ways, strict=True))
    tree = ast.fix_missing_locations(ast.Module([statement], []))
    loaded, inner, stored = set(), set(), {*_starred(statement)}
    codes = [compile(tree, "", "exec")]
    for code in codes:
        codes += [constant for constant in code.co_consts if isinstance(constant, types.CodeType)]
        for step in dis.get_instructions(code):
            if code is not codes[0]:
                inner |= {step.argval} if step.opname in ("LOAD_GLOBAL", "LOAD_NAME") else set()
                continue
            if step.opname in ("LOAD_NAME", "LOAD_GLOBAL", "DELETE_NAME"):
                loaded |= {step.argval} - stored
            if step.opname in ("STORE_NAME", "DELETE_NAME", "STORE_GLOBAL"):
                stored.add(step.argval)
    return loaded, inner, stored


def _starred(statement):
    """The names that ``from module import *`` makes, if this is in a statement."""
    for node in ast.walk(statement):
        if isinstance(node, ast.ImportFrom) and node.names[0].name == "*":
            with contextlib.suppress(Exception):  # whatever a module raises that is imported
                names = vars(importlib.import_module(node.module))
                yield from names.get("__all__", [name for name in names if name[0] != "_"])
