"""The list of what nbval looked at: red when a chapter is missing or a cell did not pass."""

import nbval_listed
import pytest

CASE = '<testcase classname="chapters.{}.ipynb" name="Cell {}">{}</testcase>'


def report(path, *cases):
    cells = "".join(CASE.format(*case) for case in cases)
    path.write_text(f"<testsuites><testsuite>{cells}</testsuite></testsuites>", "utf8")
    return path


ALL = [("one", 0, ""), ("two", 0, ""), ("two", 1, "<system-out>1</system-out>")]


@pytest.mark.parametrize(
    ("cases", "good"),
    [
        (ALL, [True, True]),
        (ALL[:1], [True, False]),
        (ALL[:2], [True, False]),
        ([("one", 0, "<failure/>"), *ALL[1:]], [False, True]),
        ([("one", 0, "<skipped/>"), *ALL[1:]], [False, True]),
        ([*ALL[:2], ("two", 1, "<error/>")], [True, False]),
    ],
)
def test_each_chapter_passes_when_all_of_its_cells_do(tmp_path, cases, good):
    found = nbval_listed.passed(report(tmp_path / "nbval.xml", *cases))
    lines = list(nbval_listed.listed({"one": 1, "two": 2}, found))
    assert [verdict for _, verdict in lines] == good
    assert lines[1][0].startswith("two: ")


def test_the_cells_of_every_notebook_are_counted():
    counts = nbval_listed.cells(nbval_listed.CHAPTERS)
    assert len(counts) == len(list(nbval_listed.CHAPTERS.glob("*.ipynb"))) > 10
    assert all(counts.values())
