"""The page of docstrings has all that a reader may use; how it was built: tests/browser."""

from pathlib import Path

import pytest

from plainnet import ACTIVATIONS, INITIALISATIONS, LOSSES, explorers

ROOT = Path(__file__).parents[2]
# What readers call has these at work inside; `listing` is shown by the chapters themselves.
NOT_FOR_READERS = {
    *("__init__", "checks", "findings", "kernels", "listing"),
    *("mistakes", "progress", "variants"),
}


def wanted():
    """What the page must contain, as text."""
    modules = {path.stem for path in ROOT.glob("code/plainnet/*.py")} - NOT_FOR_READERS
    yield from (f"\n.. automodule:: plainnet.{name}\n" for name in sorted(modules))
    classes = {name for name in explorers.__all__ if name != "ALL"}
    yield from (f"\n.. autoclass:: plainnet.explorers.{name}\n" for name in sorted(classes))
    yield from (f"`{name}`" for table in (ACTIVATIONS, INITIALISATIONS, LOSSES) for name in table)


@pytest.mark.parametrize("text", list(wanted()), ids=str.strip)
def test_the_page_of_docstrings_contains(text):
    assert text in (ROOT / "chapters" / "api.md").read_text("utf8")
