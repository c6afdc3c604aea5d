"""Store the outputs of chapters: ``python -m plainnet_book.notebooks chapters/*.ipynb``.

It stores what nbval compares later: texts, but no pictures, widgets or HTML.
"""

import hashlib
import sys
from collections import Counter

import nbformat
from nbformat import NotebookNode

from plainnet_book import execution

STORED = {"text/plain", "text/latex"}
METADATA = {
    "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
    "language_info": {"name": "python"},
}


def stored(notebook, before) -> NotebookNode:
    """Prepare an executed ``notebook`` for a commit; return it. ``before`` is the stored version.

    A new cell must not change the ones after it: so the id of a cell is derived from its source,
    every execution count is 1, and an output that nbval ignores, such as a timing, stays as it was.
    """
    notebook.metadata = nbformat.from_dict(METADATA)
    ignored = {c.source: c.outputs for c in execution.code_cells(before) if is_ignored(c)}
    seen = Counter()
    for cell in notebook.cells:
        name = hashlib.sha256(cell.source.encode()).hexdigest()[:8]
        seen[name] += 1
        cell.id = name if seen[name] == 1 else f"{name}-{seen[name]}"
        if cell.cell_type == "code":
            cell.execution_count = 1 if cell.source.strip() else None
            outputs = ignored.get(cell.source, cell.outputs) if is_ignored(cell) else cell.outputs
            cell.outputs = [text_only(output) for output in outputs]
    return notebook


def is_ignored(cell) -> bool:
    """Whether this cell has an output that nbval ignores."""
    return bool("nbval-ignore-output" in cell.metadata.get("tags", []) and cell.outputs)


def text_only(output) -> NotebookNode:
    """Drop all forms of an output except text."""
    if "data" in output:
        output.data = {kind: data for kind, data in output.data.items() if kind in STORED}
        output.metadata = {}
    if "execution_count" in output:
        output.execution_count = 1
    return output


if __name__ == "__main__":
    for chapter in execution.execute(sys.argv[1:]):
        text, before = chapter.path.read_text("utf8"), nbformat.read(chapter.path, as_version=4)
        nbformat.write(stored(chapter.executed(), before), chapter.path)
        if chapter.path.read_text("utf8") != text:
            print(f"stored the outputs of {chapter.path}")
