"""What a chapter defines, for tests that would take too much space or time there."""

import ast
from collections import defaultdict
from pathlib import Path

import nbformat

CHAPTERS = Path(__file__).parents[2] / "chapters"


def functions(chapter, *names, **known) -> list:
    """The functions and constants ``names`` of the chapter, executed with what they use of it.

    That is its imports, functions, and constants with names in capitals; whatever else they use is
    given in ``known``. Raises a `KeyError` for a name that the chapter does not define.
    """
    cells = nbformat.read(CHAPTERS / f"{chapter}.ipynb", 4).cells
    sources = [cell.source for cell in cells if cell.cell_type == "code"]
    body = [node for source in sources for node in ast.parse(source).body]
    defined = defaultdict(list)
    for node in body:
        for name in _named(node):
            defined[name].append(node)
    todo, wanted = [*names], set()
    while todo:
        new = {*defined.get(todo.pop(), ())} - wanted
        wanted |= new
        todo += {name for node in new for name in _used(node)} - known.keys()
    program = [node for node in body if node in wanted]
    exec(compile(ast.Module(program, []), chapter, "exec"), known)
    return [known[name] for name in names]


def _used(node):
    """The names that a statement takes from around it."""
    names = [each for each in ast.walk(node) if isinstance(each, ast.Name)]
    bound = {each.id for each in names if isinstance(each.ctx, ast.Store)}
    bound |= {each.arg for each in ast.walk(node) if isinstance(each, ast.arg)}
    return {each.id for each in names} - bound


def _named(node):
    """The names that a statement defines, if they are imported, of functions or of constants."""
    if isinstance(node, ast.Import | ast.ImportFrom):
        return {each.asname or each.name.partition(".")[0] for each in node.names}
    targets = {getattr(each, "id", "") for each in getattr(node, "targets", ())}
    return {each for each in targets if each.isupper()} | {getattr(node, "name", None)}
