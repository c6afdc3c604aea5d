"""The outputs stored in notebooks equal those that the build computed, by the rules of nbval.

`make test-all` also has nbval itself execute downloaded notebooks.
"""

from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest
from nbval import plugin

from plainnet.explorers.widget import PARTS
from plainnet_book.execution import ROOT, Chapter, environment_digest

CHAPTERS = sorted(Path(ROOT / "chapters").glob("**/*.ipynb"))
SKIPPED = (
    *("metadata", "traceback", "prompt_number", "output_type", "name", "execution_count"),
    *("application/vnd.jupyter.widget-view+json", "image/png", "image/jpeg"),
    "image/svg+xml",  # of figures, only in the book
    PARTS,  # of explorers, only in the book; a rule for chapters forbids to store any
)


class Judge(plugin.IPyNbCell):
    """nbval's comparison, without its test runner."""

    colors = plugin.nocolors

    def __init__(self):
        self.parent = SimpleNamespace(skip_compare=SKIPPED, sanitize_patterns={})

    def format_output_compare(self, key, left, right):
        self.comparison_traceback.append(f"{key}: stored {left!r}, computed {right!r}")

    def difference(self, stored, computed):
        """The difference as a text; ``None`` if there is none."""
        pieces = (plugin.coalesce_streams(outputs) for outputs in (computed, stored))
        return None if self.compare_outputs(*pieces) else "\n".join(self.comparison_traceback)


def differences(stored, computed):
    """The differences between outputs of two notebooks, except those that are to be ignored."""
    judge = object.__new__(Judge)
    judge.__init__()
    cells = ([c for c in book.cells if c.cell_type == "code"] for book in (stored, computed))
    for one, other in zip(*cells, strict=True):
        ignored = "nbval-ignore-output" in one.metadata.get("tags", [])
        if not ignored and (found := judge.difference(one.outputs, other.outputs)):
            yield f"{one.source[:60]}\n{found}"


@pytest.fixture(scope="module")
def environment():
    return environment_digest()


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_the_build_computed_what_is_stored(path, environment):
    computed = Chapter(path, environment).executed()
    assert computed is not None, "build the site first: make site"
    errors = list(differences(nbformat.read(path, 4), computed))
    assert not errors, f"`make notebooks`, if {path.name} is to say so:\n" + "\n".join(errors)


# Tests of `differences`.
def book(*outputs, tags=()):
    cell = nbformat.v4.new_code_cell("f()", outputs=list(outputs), metadata={"tags": list(tags)})
    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("Text."), cell])


def printed(text, name="stdout"):
    return nbformat.v4.new_output("stream", name=name, text=text)


def result(**data):
    data = {kind.replace("_", "/"): value for kind, value in data.items()}
    data |= {PARTS: data.pop("parts")} if "parts" in data else {}
    return nbformat.v4.new_output("execute_result", data, execution_count=1)


def test_what_nbval_or_a_tag_leaves_out_is_alike_and_all_else_is_seen():
    alike = result(text_plain="1"), result(text_plain="1", parts={"view": "one"})
    assert list(differences(*map(book, alike))) == []
    one, other = printed("1\n"), printed("2\n")
    assert list(differences(book(one, tags=["nbval-ignore-output"]), book(other))) == []
    assert list(differences(book(one), book(other)))
    assert list(differences(book(), book(printed("a warning", name="stderr"))))
