"""The API page lists all that readers may use; tests/pages look at the built page."""

from pathlib import Path

from each import each

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "code" / "plainnet"
API = ROOT / "chapters" / "api.md"
# Internal parts: readers call functions that use these, and chapters show the broken ones.
NOT_FOR_READERS = {
    *("judge", "lab.in_place", "lab.dependencies", "lab.fingerprint"),
    *("broken.original_listing", "broken.programs", "exercises.diagnosis"),
    *("exercises.changes", "exercises.faulty_passes", "exercises.feedback"),
    *("exercises.mistakes", "exercises.repair", "language", "zh"),
    *("sweeps.digits_sweep", "sweeps.running", "sweeps.writing_sweep"),
}


def modules():
    """The modules that readers may use, by their names after ``plainnet.``."""
    for path in sorted(PACKAGE.rglob("*.py")):
        name = ".".join(path.relative_to(PACKAGE).with_suffix("").parts)
        ours = name.startswith(tuple(NOT_FOR_READERS)) or name.startswith("explorers")
        if not ours and not name.rpartition(".")[2].startswith("_"):
            yield name


def wanted():
    """The texts that the page must contain."""
    yield from (f"\n.. automodule:: plainnet.{name}\n" for name in modules())
    yield "\n.. explorers::\n"  # all of them, by `plainnet_book.docstrings`
    yield "\n.. sweeps::\n"
    yield "\n.. autoclass:: plainnet.explorers.AnswerBox\n"


@each("text", list(wanted()), ids=str.strip)
def test_the_page_of_docstrings_contains(text):
    assert text in API.read_text("utf8"), (
        f"chapters/api.md: add a section with a sentence on what it is for, and {text.strip()!r}; "
        "or name it in NOT_FOR_READERS, in this file, if no reader calls it"
    )
