"""Run notebooks, store their text outputs: ``python -m plainnet_book.notebooks chapters/*.ipynb``.

What is stored is what nbval compares later: text, no picture, no widget view, no HTML.
"""

import sys
from pathlib import Path

import nbclient
import nbformat

KEPT = {"text/plain", "text/latex"}


def executed(notebook, folder):
    """Return ``notebook`` after running all of it in ``folder``, with text outputs only."""
    nbclient.NotebookClient(
        notebook,
        timeout=600,
        coalesce_streams=True,
        resources={"metadata": {"path": folder}},
        kernel_name="python3",
    ).execute()
    notebook.metadata = nbformat.from_dict(
        {
            "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
            "language_info": {"name": "python"},
        }
    )
    for number, cell in enumerate(notebook.cells):
        cell.id = f"cell-{number}"
        if cell.cell_type == "code":
            cell.metadata.pop("execution", None)
            cell.outputs = [text_only(output) for output in cell.outputs]
    return notebook


def text_only(output):
    """Drop every form of an output but text."""
    if "data" in output:
        output.data = {kind: data for kind, data in output.data.items() if kind in KEPT}
        output.metadata = {}
    return output


if __name__ == "__main__":
    for name in sys.argv[1:]:
        path = Path(name)
        notebook = nbformat.read(path, as_version=4)
        nbformat.write(executed(notebook, str(path.parent)), path)
        print(f"stored the outputs of {path}")
