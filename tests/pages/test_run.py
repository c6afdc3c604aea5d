"""Listings run where they are read: what a reader does, in the engine of each browser."""

import contextlib
import io
import json
import re

import page_scripts
import pytest

from plainnet_book.execution import ROOT
from plainnet_book.page_python.words import WORDS

PAGE = "chapters/xor.html"
NOTEBOOK = ROOT / "chapters" / "xor.ipynb"
SCRIPTS = page_scripts.functions("run.js")
PATIENCE = 180  # seconds; WebKit takes a minute to start Python
# The places of cells in the notebook.
PATTERNS, SHAPES, SHAPES_BELOW, TRAINED, CURVE = 3, 14, 16, 49, 51
pytestmark = pytest.mark.rests_on("code", f"page {PAGE}", "cells chapters/xor.ipynb")


def source(cell):
    return json.loads(NOTEBOOK.read_text("utf8"))["cells"][cell]["source"]


def edit(cell, old, new):
    """The text of a cell with a change."""
    text = "".join(source(cell))
    assert text.count(old) == 1
    return text.replace(old, new)


def printed_by_python(cell, texts):
    """What a cell prints after those above it; ``texts`` stand for some of them."""
    names, output = {}, io.StringIO()
    cells = json.loads(NOTEBOOK.read_text("utf8"))["cells"][: cell + 1]
    for index, each in enumerate(cells):
        tags = each["metadata"].get("tags", [])
        if each["cell_type"] != "code" or {"remove-cell", "remove-input"} & {*tags}:
            continue
        with contextlib.redirect_stdout(output := io.StringIO()):
            exec(texts.get(index, "".join(each["source"])), names)
    return output.getvalue().strip()


def told(name):
    """A pattern for what a listing tells, with any numbers."""
    return re.compile(re.sub(r"\\\{\w+\\\}", ".+", re.escape(WORDS[name])), re.DOTALL)


@pytest.mark.parametrize("over", ["http", "file"])
@pytest.mark.shares_storage
def test_an_edited_listing_prints_what_python_prints(engine, over):
    engine.open(PAGE, over)
    engine.run(SCRIPTS.forgetAll)
    engine.open(PAGE, over)
    engine.click(*engine.run(SCRIPTS.place, PATTERNS, "pre")[:2])
    assert engine.run(SCRIPTS.mark, PATTERNS, "4")
    engine.type("3")
    engine.click(*engine.run(SCRIPTS.place, PATTERNS, "[data-does=run]")[:2])
    found = engine.wait(SCRIPTS.printed, PATTERNS, seconds=PATIENCE)
    expected = printed_by_python(PATTERNS, {PATTERNS: edit(PATTERNS, "(4)", "(3)")})
    assert told("done").fullmatch(found["status"])
    assert found["output"].strip() == expected and expected.count("\n") == 2
    assert engine.problems() == []
    engine.run(SCRIPTS.forgetAll)
