"""Dear cells of a Chinese chapter, which need not be computed again: the English ones stand in.

The kernel keeps what a dear cell of an English chapter made. Where the Chinese cell is the same
program but for texts that it prints, its kernel loads that instead, and the page shows what the
cell printed when its outputs were stored (``make notebooks`` executes all cells for this).
"""

import ast
import base64
import json
from hashlib import sha256

from plainnet_book import editions

LOAD = "globals().update(__import__('pickle').load(open({!r}, 'rb')))"
DEFINITION = ast.FunctionDef | ast.ClassDef | ast.Import | ast.ImportFrom


class Printed(ast.NodeTransformer):
    """A program with the texts that it prints blanked."""

    def visit_Call(self, node):
        is_print = isinstance(node.func, ast.Name) and node.func.id == "print"
        return editions.Masked().visit(node) if is_print else self.generic_visit(node)


def is_same(source, other) -> bool:
    """Whether two cells make the same objects."""
    return editions.program(source, Printed()) == editions.program(other, Printed())


def program(source, made) -> str:
    """What a cell runs instead: its definitions, which are not kept, and a line that loads."""
    definitions = [node for node in ast.parse(source).body if isinstance(node, DEFINITION)]
    return "\n".join([*map(ast.unparse, definitions), LOAD.format(str(made))])


def name_of(source) -> str:
    """How the id of a cell with this source begins once its outputs are stored."""
    return sha256(source.encode()).hexdigest()[:8]


def keep(chapter, folder) -> None:
    """Move what the cells of a `Chapter` have made from its records to files in a new ``folder``.

    It is dropped if no Chinese chapter can use it.
    """
    has_twin = (chapter.path.parent / "zh" / chapter.path.name).exists()
    for place, record in enumerate(chapter.built):
        if (made := record.pop("made")) and has_twin:
            folder.mkdir(exist_ok=True, parents=True)
            (folder / f"{place}.pickle").write_bytes(base64.b64decode(made))


def stand_in(chapter) -> dict[int, dict]:
    """Let cells of a Chinese `Chapter` load what the English one has made.

    They do as long as all cells above are the same programs. Returns, for the place of each of
    them, its outputs and what is recorded of it.
    """
    english, kept = chapter.twin.output_file, {}
    ran = json.loads(english.read_text("utf8"))
    for place, (cell, source) in enumerate(zip(chapter.cells, chapter.twin.sources, strict=False)):
        if editions.program(cell.source) != editions.program(source):
            break
        made = english.with_suffix("") / f"{place}.pickle"
        is_stored = cell.id.startswith(name_of(cell.source)) and is_text(ran[place], cell)
        if made.exists() and is_stored and is_same(cell.source, source):
            kept[place] = {"outputs": cell.outputs, "built": ran[place]["built"]}
            cell.source = program(cell.source, made)
    return kept


def is_text(ran, cell) -> bool:
    """Whether what was executed and what is stored are texts, in the same order."""
    both = ran["outputs"], cell.outputs
    kinds = [[output["output_type"] for output in outputs] for outputs in both]
    forms = {form for output in ran["outputs"] for form in output.get("data", ())}
    return kinds[0] == kinds[1] and forms <= {"text/plain"}
