"""What code depends on: the statements of this package that it reaches, from name to name.

A name leads to each statement at the top of a module that binds it, and on to the names in there. A
class counts as a whole; so does a module that is handed around, as in ``getattr(datasets, name)``.
What a module does while it is imported counts with it. Where nothing can be known, all counts.
"""

import ast
import functools
import inspect
import itertools
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from plainnet.lab.fingerprint import only_computing, parsed

FINDER = "plainnet.explorers"  # it imports its subfolders and offers their classes
BY_NAME = {"import_module", "__import__", "__subclasses__"}
IN_TEXT = re.compile(r"\b(from +plainnet\S* +import|import +plainnet)\b")
DEFINITION = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
SCOPE = DEFINITION | ast.Lambda | ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp
IMPORT = ast.Import | ast.ImportFrom
QUIET = DEFINITION | IMPORT | ast.Assign | ast.AnnAssign | ast.AugAssign


def chains(node) -> Iterator[list[str]]:
    """The dotted names in a syntax tree, as parts; the first is "" where it is no name: f().x."""
    parts = []
    while isinstance(node, ast.Attribute):
        parts, node = [node.attr, *parts], node.value
    if isinstance(node, ast.Name) or parts:
        yield [getattr(node, "id", ""), *parts]
    for child in ast.iter_child_nodes(node):
        yield from chains(child)


def imports(nodes) -> dict[str, list]:
    """What each name is imported from, by name: pairs of a module and names to look up in it."""
    found = {}
    for node in nodes:
        for alias in node.names if isinstance(node, IMPORT) else ():
            place = alias.name, []
            if isinstance(node, ast.ImportFrom):
                place = node.module, [alias.name] * (alias.name != "*")
            elif not alias.asname:  # `import a.b` binds `a`
                found.setdefault(top := alias.name.partition(".")[0], []).append((top, []))
            found.setdefault(alias.asname or alias.name, []).append(place)
    return found


def outer(node) -> Iterator[ast.AST]:
    """A node and all nodes below it, without the insides of functions, classes and other scopes."""
    yield node
    for child in () if isinstance(node, SCOPE) else ast.iter_child_nodes(node):
        yield from outer(child)


def bound(node) -> str | None:
    """The name that a node binds, or changes a part of, as in ``x.y = 1``; ``None`` without one."""
    if isinstance(node, DEFINITION):
        return node.name
    binds = isinstance(getattr(node, "ctx", None), ast.Store | ast.Del)
    while isinstance(node, ast.Attribute | ast.Subscript):
        node = node.value
    return getattr(node, "id", None) if binds else None


class Module:
    """A module: its statements by the names that they bind, and those with an effect on import."""

    def __init__(self, name, text):
        self.name, self.lines, self.tree = name, text.splitlines(keepends=True), parsed(text)
        statements = self.tree.body[ast.get_docstring(self.tree) is not None :]
        self.imported = imports(node for each in statements for node in outer(each))
        self.statements = [each for each in statements if not isinstance(each, IMPORT)]
        self.bound, self.at_import, self.of_all_names = {}, [], []
        for node in self.statements:
            names = set(map(bound, outer(node))) - {None}
            for name in names:
                self.bound.setdefault(name, []).append(node)
            if not isinstance(node, DEFINITION) and ["globals"] in chains(node):
                self.of_all_names.append(node)
            elif not isinstance(node, QUIET) or names & self.imported.keys():
                self.at_import.append(node)

    @staticmethod
    def first(node) -> int:
        """The number of the line in which a statement begins, or its first decorator."""
        return min(each.lineno for each in (node, *getattr(node, "decorator_list", ())))

    def source(self, node) -> str:
        """The lines of a statement."""
        return "".join(self.lines[self.first(node) - 1 : node.end_lineno])

    def definition(self, names) -> ast.AST | None:
        """The function or class that has this path of names, such as a class and its method."""
        node = self.tree
        for name in names:
            body = [n for n in getattr(node, "body", ()) if isinstance(n, DEFINITION)]
            node = {n.name: n for n in body}.get(name)
        return node


_module = functools.cache(Module)  # copies of the package share modules with the same text


class Package:
    """The modules of the package in a folder, each read once."""

    def __init__(self, folder):
        self.folder, self.name = Path(folder), Path(folder).name
        self.module, self.below = functools.cache(self._module), functools.cache(self._below)

    def _module(self, name):
        """The module of this name, or ``None``."""
        path = self.folder.joinpath(*(parts := name.split("."))[1:])
        path = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
        there = parts[0] == "plainnet" and path.is_file()
        return _module(name, path.read_text("utf8")) if there else None

    def _below(self, name):
        """The module of this name, and all modules in its folder."""
        folder = self.folder.joinpath(*name.split(".")[1:])
        parts = [p.relative_to(self.folder).with_suffix("").parts for p in folder.rglob("*.py")]
        names = {".".join(("plainnet", *part)).removesuffix(".__init__") for part in parts}
        return list(map(self.module, sorted(names | {name})))


PACKAGE = Package(Path(__file__).parents[1])


@functools.cache
def _names(source, errors):
    """The code of a source that computes, the dotted names in it, its imports, and its marks.

    Marks tell of code that runs by other means: ``any``, where nobody can know which; ``exec``,
    where a text is executed; ``text``, where a text imports the package.
    """
    imported = imports(ast.walk(tree := parsed(source)))
    text = ast.unparse(only_computing(tree, errors))  # this changes `tree`, too
    used = list(map(list, dict.fromkeys(map(tuple, chains(tree)))))
    names = {*itertools.chain(*used), *imported}
    signs = {"any": (BY_NAME | {"*"}) & names, "exec": {"exec", "eval"} & names}
    marks = {mark for mark, sign in signs.items() if sign}
    return text, used, imported, marks | ({"text"} if IN_TEXT.search(text) else set())


class Reached:
    """What code reaches in a `Package`; with ``errors``, the texts of errors count, too.

    ``modules`` has the names of imported modules. ``names`` has, for each name in the code that is
    reached, a pair of its module's name and itself. What the pairs ``without`` name is left out.
    """

    def __init__(self, package=None, errors=False, without=()):
        self.package, self.errors, self.todo = package or PACKAGE, errors, []
        self.found, self.names, self.modules, self.marks, self.known = (set() for _ in range(5))
        for place, name in without:
            self.known.update(self.package.module(place).bound[name])

    def read(self, source, module=None) -> None:
        """Follow all names in ``source``, which is code of ``module`` or has its own imports."""
        self._follow(source, module)
        while self.todo:
            module, node = self.todo.pop()
            self._follow(module.source(node), module, node.lineno)

    def parts(self) -> list[tuple[str, str]]:
        """Pairs of a module's name and a part of its code that is reached, in order."""
        return [(place, text) for place, _, text in sorted(self.found)]

    def _follow(self, source, module, line=0):
        text, used, imported, marks = _names(source, self.errors)
        place, outside = (module.name, module.imported) if module else ("", {})
        self.found.add((place, line, text))
        for target, names in itertools.chain(*imported.values()):
            self._import(target, names)
        self.marks |= marks
        self.names.update((place, name) for name in itertools.chain(*used))
        if "any" in marks or self.marks >= {"exec", "text"}:
            self._whole(self.package.module("plainnet"))
        if module and ["globals"] in used:
            self._whole(module)
        for first, *names in used:
            for target, more in [*imported.get(first, []), *outside.get(first, [])]:
                self.found.add((place, 0, f"{first} is {target} {more}"))
                for found, left in self.find(target, [*more, *names]):
                    self._take(found, found.bound[left[0]]) if left else self._whole(found)
            if module:
                self._take(module, module.bound.get(first, []))

    def find(self, place, names) -> list[tuple[Module, list]]:
        """Where ``names`` lead from the module ``place``: pairs of a module and remaining names.

        No names remain where they lead to a module itself, or where nobody knows where they lead.
        """
        if place.partition(".")[0] != "plainnet":
            return []
        self._import(place, [])
        module = self.package.module(place)
        if module is None or not names:
            return [(module or self.package.module("plainnet"), [])]
        first, *rest = names
        found = [(module, names)] if first in module.bound else []
        for target, more in module.imported.get(first, []):
            if (target, more) != (place, [first]):  # otherwise it imports its own submodule
                found += self.find(target, [*more, *rest])
        if not found and self.package.module(f"{place}.{first}"):
            return self.find(f"{place}.{first}", rest)
        if not found and place == FINDER:
            found = [(each, names) for each in self.package.below(place) if first in each.bound]
        return found or ([] if first in module.imported else [(module, [])])

    def _import(self, place, names):
        """Add what an import runs: the module, the package around it, and all that they import."""
        for name in (place.rpartition(".")[0], place, *(f"{place}.{name}" for name in names)):
            module = self.package.module(name)
            if module and name not in self.modules:
                self.modules.add(name)
                self._take(module, module.at_import)
                below = [(m.name, []) for m in self.package.below(name) if name == FINDER]
                for target, more in itertools.chain(below, *module.imported.values()):
                    self._import(target, more)

    def _whole(self, module):
        for each in self.package.below(module.name):
            self._take(each, each.statements)

    def _take(self, module, nodes):
        of_all = module.of_all_names if nodes and module.name != FINDER else []
        for node in {*nodes, *of_all} - self.known:
            self.known.add(node)
            self.todo.append((module, node))


def computing_with(*functions: Callable, without=()) -> list:
    """The code that functions and methods of this package need: all parts that they reach.

    With a function from elsewhere, all of the package counts, and what it computes itself.
    """
    return _computing_with(PACKAGE, functions, tuple(without))


@functools.cache
def _computing_with(package, functions, without):
    reached = Reached(package, without=without)
    for function in functions:
        module = package.module(function.__module__)
        node = module and module.definition(function.__qualname__.split("."))
        if node is None:
            # An f-string: as a plain text, this import would set the mark ``text`` on our callers.
            reached.read(f"import {PACKAGE.name}\nprint({PACKAGE.name})")
        reached.read(module.source(node) if node else inspect.getsource(function), module)
    return reached.parts()
