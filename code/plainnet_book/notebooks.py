"""Store the outputs of chapters: ``python -m plainnet_book.notebooks chapters/*.ipynb``.

What is stored is what nbval compares later: text, no picture, no widget view, no HTML.
"""

import hashlib
import sys
from collections import Counter

import nbformat

from plainnet_book import execution

KEPT = {"text/plain", "text/latex"}
METADATA = {
    "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
    "language_info": {"name": "python"},
}


def stored(notebook):
    """Make of an executed ``notebook`` what is committed; return it.

    The id of a cell follows from its source, and every execution count is 1: a new cell is a
    difference of one cell, not of all that come after it.
    """
    notebook.metadata = nbformat.from_dict(METADATA)
    seen = Counter()
    for cell in notebook.cells:
        name = hashlib.sha256(cell.source.encode()).hexdigest()[:8]
        seen[name] += 1
        cell.id = name if seen[name] == 1 else f"{name}-{seen[name]}"
        if cell.cell_type == "code":
            cell.execution_count = 1 if cell.source.strip() else None
            cell.outputs = [text_only(output) for output in cell.outputs]
    return notebook


def text_only(output):
    """Drop every form of an output but text."""
    if "data" in output:
        output.data = {kind: data for kind, data in output.data.items() if kind in KEPT}
        output.metadata = {}
    if "execution_count" in output:
        output.execution_count = 1
    return output


if __name__ == "__main__":
    for chapter in execution.execute(sys.argv[1:]):
        nbformat.write(stored(chapter.executed()), chapter.path)
        print(f"stored the outputs of {chapter.path}")
