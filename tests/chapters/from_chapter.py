"""What a chapter defines, for tests that would take too much space or time there."""

import ast
from pathlib import Path

import nbformat

CHAPTERS = Path(__file__).parents[2] / "chapters"


def functions(chapter, *names, **known) -> list:
    """The functions and constants ``names`` of the chapter; no other part of it is executed.

    ``known`` has further names that they use. Raises a `KeyError` for a name that the chapter does
    not define.
    """
    for cell in nbformat.read(CHAPTERS / f"{chapter}.ipynb", 4).cells:
        if cell.cell_type == "code":
            body = ast.parse(cell.source).body
            wanted = [node for node in body if _named(node) & {*names}]
            exec(compile(ast.Module(wanted, []), chapter, "exec"), known)
    return [known[name] for name in names]


def _named(node):
    """The names that a statement defines, if they are those of functions or constants."""
    targets = {getattr(each, "id", "") for each in getattr(node, "targets", ())}
    return {each for each in targets if each.isupper()} | {getattr(node, "name", None)}
