"""Store the outputs of chapters: ``python -m plainnet_book.notebooks chapters/*.ipynb``.

It stores what nbval compares later: texts, but no pictures, widgets or HTML. What the page folds or
leaves out is collapsed in JupyterLab, so that a notebook does not answer its own questions.
"""

import sys
from collections import Counter
from collections.abc import Iterator

import nbformat
from nbformat import NotebookNode

from plainnet_book import cells, execution, twins

# Tags of cells whose source, or whose outputs, the page folds or leaves out.
NO_SOURCE = {"hide-input", "hide-cell", "remove-input", "remove-cell"}
NO_OUTPUTS = {"hide-output", "hide-cell", "remove-output", "remove-cell"}
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
    for cell, hidden in zip(notebook.cells, collapsed(notebook), strict=True):
        name = twins.name_of(cell.source)
        seen[name] += 1
        cell.id = name if seen[name] == 1 else f"{name}-{seen[name]}"
        if cell.cell_type == "code":
            for made in ("jupyter", "built"):
                cell.metadata.pop(made, None)
            if hidden:
                cell.metadata["jupyter"] = hidden
            cell.execution_count = 1 if cell.source.strip() else None
            outputs = ignored.get(cell.source, cell.outputs) if is_ignored(cell) else cell.outputs
            cell.outputs = [execution.reduced(output) for output in outputs]
    return notebook


def collapsed(notebook) -> Iterator[dict]:
    """For each cell, the settings of JupyterLab that collapse its source, its outputs or both.

    Solutions are collapsed. A cell without a source is a place for the reader's code, and open.
    """
    for cell, in_solution in zip(notebook.cells, cells.in_solutions(notebook), strict=True):
        tags, hidden = set(cell.metadata.get("tags", [])), {}
        if cell.cell_type == "code" and cell.source.strip():
            hidden["source_hidden"] = in_solution or bool(tags & NO_SOURCE)
            hidden["outputs_hidden"] = in_solution or bool(tags & NO_OUTPUTS)
        yield {setting: True for setting, is_set in hidden.items() if is_set}


def is_ignored(cell) -> bool:
    """Whether this cell has an output that nbval ignores."""
    return bool("nbval-ignore-output" in cell.metadata.get("tags", []) and cell.outputs)


def write(notebook, path) -> None:
    """Write a notebook as a whole: where the disk is full, the one that is there stays."""
    new = path.with_suffix(".new")
    try:
        nbformat.write(notebook, new)
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)


def store(paths) -> None:
    """Execute those of the notebooks that changed, and store the outputs of all.

    Raises a `ChapterError` with the errors of all chapters that failed.
    """
    for chapter in execution.execute(paths, alone=True):
        text, before = chapter.path.read_text("utf8"), nbformat.read(chapter.path, as_version=4)
        write(stored(chapter.executed(), before), chapter.path)
        if chapter.path.read_text("utf8") != text:
            print(f"stored the outputs of {chapter.path}")


if __name__ == "__main__":
    try:
        store(sys.argv[1:])
    except execution.ChapterError as error:
        sys.exit(f"a chapter does not run: {error}")
