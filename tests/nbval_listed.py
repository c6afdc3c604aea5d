"""Which notebooks nbval executes in a run, and whether all of their cells passed."""

import json
import xml.etree.ElementTree as ElementTree
from collections import Counter

import nbformat
import rotation

from plainnet_book.execution import code_cells

CHAPTERS = rotation.ROOT / "chapters"
PARTS = 4  # unchanged chapters are divided into so many parts; a run takes one


def due(names) -> set[str]:
    """The chapters whose code or stored outputs changed since `rotation.base`, and a part of the
    others."""
    changed = {name for name in names if rotation.EVERYTHING or has_changed(name)}
    return changed | rotation.taken(set(names) - changed, PARTS)


def has_changed(name) -> bool:
    """Whether the code cells of a chapter or their outputs have changed since `rotation.base`."""
    path, base = f"chapters/{name}.ipynb", rotation.base()
    before = base and rotation.git("show", f"{base}:{path}")
    return not before or code(before) != code((rotation.ROOT / path).read_text("utf8"))


def code(text):
    """The source, tags and stored outputs of each code cell, from the text of a notebook's file."""
    cells = code_cells(nbformat.reads(text, as_version=4))
    return [(cell.source, cell.metadata.get("tags"), cell.outputs) for cell in cells]


def cells(folder):
    """The number of code cells of each notebook."""
    books = {path.stem: json.loads(path.read_text("utf8")) for path in folder.glob("*.ipynb")}
    return {
        name: sum(cell["cell_type"] == "code" for cell in book["cells"])
        for name, book in sorted(books.items())
    }


def passed(report):
    """The number of cells of each notebook that passed, by a JUnit report."""
    found = Counter()
    for case in ElementTree.parse(report).iter("testcase"):
        if not len(case.findall("failure") + case.findall("error") + case.findall("skipped")):
            found[case.get("classname").removesuffix(".ipynb").rpartition(".")[2]] += 1
    return found


def listed(wanted, found):
    """A line for each notebook, and whether all of its cells passed."""
    for name, count in wanted.items():
        yield f"{name}: {found[name]} of {count} cells passed", found[name] == count
