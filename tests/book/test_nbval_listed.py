"""The list of cells that nbval passed: fails if a chapter is missing or a cell did not pass."""

import json
import subprocess

import nbformat
import nbval_listed
import pytest
import rotation
from each import each

CASE = '<testcase classname="chapters.{}.ipynb" name="Cell {}">{}</testcase>'


def report(path, *cases):
    cells = "".join(CASE.format(*case) for case in cases)
    path.write_text(f"<testsuites><testsuite>{cells}</testsuite></testsuites>", "utf8")
    return path


ALL = [("one", 0, ""), ("two", 0, ""), ("two", 1, "<system-out>1</system-out>")]


@each(
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
    for name, count in {"one": 1, "two": 2}.items():
        cells = [{"cell_type": "markdown"}, *[{"cell_type": "code"}] * count]
        (tmp_path / f"{name}.ipynb").write_text(json.dumps({"cells": cells}))
    found = nbval_listed.passed(report(tmp_path / "nbval.xml", *cases))
    lines = list(nbval_listed.listed(nbval_listed.cells(tmp_path), found))
    assert [verdict for _, verdict in lines] == good
    assert lines[1][0].startswith("two: ")


def notebook(text, code, *outputs):
    cell = nbformat.v4.new_code_cell(code, outputs=list(outputs), id="b")
    cells = [nbformat.v4.new_markdown_cell(text, id="a"), cell]
    return nbformat.writes(nbformat.v4.new_notebook(cells=cells))


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """A repository with chapters 0 to 9 in its base commit; no rotation adds chapters to test."""
    monkeypatch.setattr(rotation, "ROOT", tmp_path)
    monkeypatch.setattr(rotation, "EVERYTHING", False)
    monkeypatch.setattr(rotation, "taken", lambda names, parts: set())
    chapters = tmp_path / "chapters"
    chapters.mkdir()
    for k in range(10):
        (chapters / f"{k}.ipynb").write_text(notebook("Text.", f"f({k})"), "utf8")
    git = ["git", "-C", tmp_path, "-c", "user.name=a", "-c", "user.email=b"]
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "All"]):
        subprocess.run([*git, *command], check=True)
    monkeypatch.setattr(rotation, "base", lambda: "HEAD")
    return chapters


NAMES = [str(k) for k in range(10)]


def test_what_is_due_is_code_that_changed_not_prose_and_a_part_of_the_others(checkout, monkeypatch):
    assert nbval_listed.due(NAMES) == set()
    (checkout / "1.ipynb").write_text(notebook("Another.", "f(1)"), "utf8")
    (checkout / "2.ipynb").write_text(notebook("Text.", "g(2)"), "utf8")
    output = nbformat.v4.new_output("stream", text="1")
    (checkout / "3.ipynb").write_text(notebook("Text.", "f(3)", output), "utf8")
    (checkout / "new.ipynb").write_text(notebook("Text.", "f()"), "utf8")
    assert nbval_listed.due([*NAMES, "new"]) == {"2", "3", "new"}
    asked = []
    monkeypatch.setattr(rotation, "taken", lambda *given: asked.append(given) or {"7"})
    assert nbval_listed.due(NAMES) == {"2", "3", "7"}
    assert asked == [(set(NAMES) - {"2", "3"}, 4)]


def test_without_a_base_and_when_everything_is_asked_for_all_are_due(checkout, monkeypatch):
    with monkeypatch.context() as there_is_none:
        there_is_none.setattr(rotation, "base", lambda: None)
        assert nbval_listed.due(NAMES) == set(NAMES)
    monkeypatch.setattr(rotation, "EVERYTHING", True)
    assert nbval_listed.due(NAMES) == set(NAMES)
