"""Plans of lessons: what they say, and what ends the build."""

import ast
import io
import json
import re
import tomllib
from itertools import pairwise
from types import SimpleNamespace

import pytest
from each import each
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from sphinx.util.docutils import docutils_namespace

from plainnet_book import editions, lessons
from plainnet_book.execution import ROOT

PAGE = """
# Plans

(a)=
## One

```{plan} 1
:lesson: 30

1. *Goal.* [](#a), [two](#b). Open with [](index.md).
   - At home: [](#c)
2. *Aim.* [](#b), {ref}`d <a>`
```

(b)=
## Two

(c)=
## Three
"""
ENTRIES = """
```{for-lessons}
- [](#a). *Ask*: ?
- [](#b). See [](#a). *Collect* {ref}`one <zh-ex-a>` and {ref}`two <ex-b>`.
```

(zh-ex-a)=
## Exercise 1

(ex-b)=
## Exercise 2
"""
MINUTES = {"a": 5, "b": 10}
CHAPTERS = {"a": "Chapter 1", "b": "Chapter 1", "c": "Chapter 2"}


def built(folder, page=PAGE, minutes=MINUTES, time="about 2 hours"):
    """The text of a page with a plan, and the warnings."""
    (folder / "index.md").write_text(page, "utf8")
    menu = SimpleNamespace(
        course_time=lambda name: time,
        section_minutes=lambda labels, name: sum(minutes[label] for label in labels),
        chapter=lambda label, name: CHAPTERS[label],
    )
    warnings, own = io.StringIO(), {"extensions": ["myst_parser"]}
    with docutils_namespace():
        folders = folder, None, folder / "out", folder / "trees"
        app = Sphinx(*folders, "text", own, status=None, warning=warnings)
        lessons.connect(app, menu)
        app.build()
    return (folder / "out" / "index.txt").read_text("utf8"), warnings.getvalue()


def rows(text):
    """The rows of the tables in a text, cell by cell, each of which is one line here."""
    lines = [line for line in text.splitlines() if line.startswith(("|", "+"))]
    joined = [list(zip(*(cells(line) for line in row), strict=True)) for row in split(lines)]
    return [[" ".join(" ".join(cell).split()) for cell in row] for row in joined]


def split(lines):
    """The lines of each row of a table, without those between rows."""
    ends = [place for place, line in enumerate(lines) if line[:2] in ("+-", "|=")]
    return [lines[a + 1 : b] for a, b in pairwise(ends) if b > a + 1]


def cells(line):
    return line.strip("|").split("|")


def test_a_plan_is_a_table_with_chapters_and_how_long_what_it_links_to_takes(tmp_path):
    text, warnings = built(tmp_path)
    head, first, second = rows(text)
    assert head == ["Lesson", "Goal, and what you do", "Counted"]
    done = "*Goal.* Chapter 1: One, two. Open with Plans. * At home: Chapter 2: Three"
    assert first == ["1", done, "15 of 30"]
    assert second == ["2", "*Aim.* Chapter 1: Two, d", "15 of 30"]
    assert "In all lessons together, 30 of 60 minutes are counted." in text
    assert warnings == ""


MINUTE_BY_MINUTE = """
# Plans

```{minutes}
- **0 to 5 · How?** *Screen*: [](#a). *Ask*, before: *which* one? (None.)
- **5 to 10 · Why?** *Class*: *looks*.
```

(a)=
## One
"""


def test_a_lesson_minute_by_minute_is_a_table_with_what_is_done_in_paragraphs(tmp_path):
    text, warnings = built(tmp_path, MINUTE_BY_MINUTE)
    head, *steps = rows(text)
    assert head == ["Minutes", "What you do"] and warnings == ""
    done = "**How?** *Screen*: One. *Ask*, before: *which* one? (None.)"
    assert steps == [["0 to 5", done], ["5 to 10", "**Why?** *Class*: *looks*."]]


def test_an_entry_says_which_lessons_hold_its_section(tmp_path):
    page = PAGE.replace("home: [](#c)", "home: {ref}`one <zh-ex-a>`")
    text, warnings = built(tmp_path, page + ENTRIES)
    assert "* One (1 h: lesson 1 · 1 h: lesson 2). *Ask*: ?" in text
    assert "* Two (1 h: lesson 1 · 1 h: lesson 2). See One." in text and warnings == ""
    assert re.search(r"Collect\* one \(1 h:\s+lesson 1\)\s+and\s+two\.", text), text


def test_a_lesson_without_an_entry_ends_the_build(tmp_path):
    page = (PAGE + ENTRIES).replace("[](#b), {ref}`d <a>`", "[](#c), {ref}`one <zh-ex-a>`")
    expected = "expected an entry in for-lessons for one of c, zh-ex-a; got none"
    with pytest.raises(ExtensionError, match=f"lesson 2 of 1 hours: {expected}"):
        built(tmp_path, page, MINUTES | {"c": 3, "zh-ex-a": 3})


def test_a_page_that_is_built_alone_says_no_times_and_lessons(tmp_path):
    text, _ = built(tmp_path, PAGE + ENTRIES, time="")
    assert "minutes" not in text and "lesson 1" not in text and "Chapter 1" not in text


def test_a_plan_without_a_list_says_what_was_expected(tmp_path):
    _, warnings = built(tmp_path, "```{plan} 1\n:lesson: 30\n\nSome words.\n```\n")
    assert "expected one list; got 0" in warnings


@each(("hours", "words"), [("2", "60 minutes too short"), ("0", "60 minutes too long")])
def test_lessons_that_do_not_fill_the_hours_end_the_build(tmp_path, hours, words):
    _, warnings = built(tmp_path, PAGE.replace("{plan} 1", f"{{plan}} {hours}"))
    assert f"2 lessons of 30 minutes are {words}" in warnings


@each(
    ("minutes", "words"),
    [({"a": 15, "b": 10}, "25, 5 too many"), ({"a": 5, "b": 0}, "5, 1 too few")],
)
def test_a_lesson_that_holds_too_much_or_too_little_ends_the_build(tmp_path, minutes, words):
    message = rf"lesson 1 \(a, b\): expected 6 to 20 minutes in a lesson of 30; got {words}"
    with pytest.raises(ExtensionError, match=message):
        built(tmp_path, minutes=minutes)


def said():
    """All texts of code in chapters and in the package, one a line."""
    sources = [path.read_text("utf8") for path in ROOT.glob("code/plainnet/**/*.py")]
    for path in ROOT.glob("chapters/**/*.ipynb"):
        cells = json.loads(path.read_text("utf8"))["cells"]
        sources += ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    return {text for source in sources for text in editions.strings(ast.parse(source))}


PAGES = sorted(ROOT.glob("chapters/**/teaching.md"))


@each("path", PAGES, ids=str)
def test_the_page_for_teachers_quotes_what_learners_are_told(path):
    quoted, known = re.findall("“([^”]{4,})”", path.read_text("utf8")), said()
    assert len(quoted) > 20
    assert not [text for text in quoted if text not in known]


@each("path", PAGES, ids=str)
def test_the_page_for_teachers_asks_for_the_versions_that_the_package_needs(path):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf8"))["project"]
    text, options = path.read_text("utf8"), project["optional-dependencies"]
    assert f"Python {project['requires-python'].removeprefix('>=')}" in text
    for needed in project["dependencies"] + options["figures"] + options["lab"]:
        for name, version in re.findall(r"^(numpy|matplotlib|jupyterlab)>=([\d.]+)", needed):
            assert f"{name} {version}" in text.lower(), needed
