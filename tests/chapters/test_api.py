"""The page of docstrings has all that a reader may use; how it was built: tests/pages."""

from pathlib import Path

import pytest

from plainnet import ACTIVATIONS, INITIALISATIONS, LOSSES

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "code" / "plainnet"
API = ROOT / "chapters" / "api.md"
# What readers call has these at work inside; the chapters show what is broken themselves.
NOT_FOR_READERS = {
    *("in_place", "broken.original_listing", "broken.programs", "exercises.diagnosis"),
    *("exercises.faulty_passes", "exercises.feedback", "exercises.mistakes"),
    "sweeps.digits_sweep",
}


def modules():
    """The modules of the package that a reader may use, by what follows ``plainnet.``."""
    for path in sorted(PACKAGE.rglob("*.py")):
        name = ".".join(path.relative_to(PACKAGE).with_suffix("").parts)
        ours = name.startswith(tuple(NOT_FOR_READERS)) or name.startswith("explorers")
        if not ours and not name.rpartition(".")[2].startswith("_"):
            yield name


def wanted():
    """What the page must contain, as text."""
    yield from (f"\n.. automodule:: plainnet.{name}\n" for name in modules())
    yield "\n.. explorers::\n"  # all of them, by `plainnet_book.docstrings`
    yield "\n.. autoclass:: plainnet.explorers.AnswerBox\n"
    yield from (f"`{name}`" for table in (ACTIVATIONS, INITIALISATIONS, LOSSES) for name in table)


@pytest.mark.parametrize("text", list(wanted()), ids=str.strip)
def test_the_page_of_docstrings_contains(text):
    assert text in API.read_text("utf8"), (
        f"chapters/api.md: add a section with a sentence on what it is for, and {text.strip()!r}; "
        "or name it in NOT_FOR_READERS, in this file, if no reader calls it"
    )
