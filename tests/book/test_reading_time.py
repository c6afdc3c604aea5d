"""The amount of text on small pages, compared with counts by hand."""

import re
from unittest.mock import MagicMock

import nbformat
import pytest
from docutils import nodes
from each import each
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from sizes import ROOT, page_file
from sphinx.errors import ExtensionError

from plainnet_book import contents, languages, menu, reading_time
from plainnet_book.contents import Entry
from plainnet_book.reading_time import Size

BOOK = [e for e in contents.read(ROOT / "_toc.yml") if not languages.is_chinese(e.file)]


def book(*cells):
    return new_notebook(cells=[new_markdown_cell(c) if isinstance(c, str) else c for c in cells])


def code(source, *tags):
    return new_code_cell(source, metadata={"tags": list(tags)})


BOX = code("AnswerBox(question)", "remove-input")
EXERCISE = "```{exercise} Add them\n:label: ex-sum\n\nHow much is it?\n```"  # 4 words, no title


@each(
    ("cells", "size"),
    [
        (["# A title\n\nOne *two* **three**, [four](#x) – five."], Size(words=7)),
        (["(label)=\n## Head\n\n+++"], Size(words=1)),
        (["The slope of $f(x + 1)$ in `f(x, 1)` is\n0.5."], Size(words=6)),
        (["As {cite:t}`a` says, see {eq}`b`."], Size(words=5)),
        (["| a | b |\n|---|---|\n| c d | $e$ |"], Size(words=4)),
        (["Text <b>bold</b>.\n\n<div><p>raw</p></div>"], Size(words=3)),
        (["So\n\n$$\ny = x\n$$ (eq-y)\n\nor\n\n$$z$$"], Size(words=3, equations=2)),
        (["```{math}\n:label: e\na = b\n```"], Size(equations=1)),
        (["```python\nx = 1\n```\nand"], Size(words=1)),
        (["```{bibliography}\n:filter: docname in docnames\n```"], Size()),
        ([":::{note} Title\n:class: x\nAnd that: it is so.\n:::"], Size(words=5)),
        (["Read [](xor.ipynb), or [two words](#a-b)."], Size(words=4)),
        ([EXERCISE], Size(words=4, exercises=1, practice=3)),
        (["````{exercise}\n```python\nx\n```\n\none\n````"], Size(1, exercises=1, practice=3)),
        (
            [
                "```{exercise-start}\n```\none\n```{exercise-end}\n```\n"
                "```{solution-start} ex-sum\n```\ntwo\n```{solution-end}\n```"
            ],
            Size(words=2, exercises=1, practice=3),
        ),
        (["损" * 255 + " loss"], Size(words=229)),  # 255 characters take as long as 228 words
        ([code("x = 1\n\n\ny = 2\n# z\n")], Size(lines=3)),
        ([code("")], Size()),
        ([code("x = 1", "hide-input")], Size()),
        ([code("x = 1", "hide-cell")], Size()),
        ([code("x = 1", "remove-input")], Size()),
        ([code("x = 1", "remove-cell")], Size()),
        ([code("x = 1", "hide-output")], Size(lines=1)),
        ([BOX], Size(boxes=1, questions=1)),
        (
            ["# One two", code("x = 1"), EXERCISE, BOX, "$$x$$", code("y = 2\ny")],
            Size(6, lines=3, equations=1, boxes=1, exercises=1, practice=3, questions=1),
        ),
    ],
)
def test_what_cells_hold(cells, size):
    assert reading_time.measure(book(*cells)) == size


@each(
    ("options", "cells", "minutes"),
    [
        ("", [], 3),
        (":class: pencil\n", [], 3),
        ("", [code("f()", "exercise")], 20),
        ("", [code("f()"), code("")], 20),
        ("", [code("f()")], 3),
        (":class: longer\n", [code("f()", "exercise")], 60),
        (":class: pencil minutes-10\n", [], 10),
        (":class: minutes-5\n", [code("f()", "exercise")], 5),
    ],
)
def test_the_minutes_of_an_exercise_follow_from_its_cells_and_its_class(options, cells, minutes):
    text = f"```{{exercise}} Add\n:label: ex-sum\n{options}\nHow much?\n```"
    size = reading_time.measure(book(text, *cells, "Other text."))
    assert (size.exercises, size.practice, size.questions) == (1, minutes, 0)


def test_a_question_has_a_right_answer():
    cells = code("check(...)", "exercise"), code("...", "exercise"), code("check(...)")
    predictions = map(code, ("AnswerBox(a, prediction=True)", "AnswerBox(questions.guess(1))"))
    assert reading_time.measure(book(*cells, *predictions, BOX)).questions == 2


@each(
    ("size", "minutes"),
    [
        (Size(words=1700), 10),
        (Size(words=1700, lines=100), 15),
        (Size(words=1700, equations=5), 20),
        (Size(words=1700, boxes=10), 25),
        (Size(words=1700, exercises=3, practice=60), 70),
        (Size(words=1275), 10),  # 7.5 minutes
        (Size(words=1190), 5),  # 7 minutes
        (Size(), 5),
    ],
)
def test_minutes(size, minutes):
    assert size.minutes == minutes


def test_a_page_of_markdown_is_read_as_one_cell(tmp_path):
    (tmp_path / "a.md").write_text("# One two", "utf8")
    nbformat.write(book("# One two three"), tmp_path / "b.ipynb")
    sizes = [reading_time.measure(reading_time.page(tmp_path / n)) for n in ("a.md", "b.ipynb")]
    assert sizes == [Size(words=2), Size(words=3)]


# What one section holds.
SECTIONS = book(
    "# A page\n\nOne two.",
    "Three.\n\n(top)=\n## Top\n\nHere.",
    code("x = 1\ny = 2"),
    "(inner)=\n### Inner\n\n$$x$$\n\nThere.\n\n## Next",
    EXERCISE,
)


@each(
    ("label", "size"),
    [
        ("top", Size(words=4, lines=2, equations=1)),
        ("inner", Size(words=2, equations=1)),
        ("none", Size()),
    ],
)
def test_a_section_ends_at_the_next_heading_of_its_level(label, size):
    assert reading_time.section(SECTIONS, label) == size


@each("name, practice", [("sum", 3), ("code", 20), ("none", 0)])
def test_an_exercise_is_found_by_its_label(name, practice):
    page = book(EXERCISE, EXERCISE.replace("ex-sum", "ex-code"), code("f()", "exercise"))
    size = Size(exercises=int(practice > 0), practice=practice)
    assert reading_time.exercise(page, f"ex-{name}") == size


# What the menu and the page show of the reading time.
START, CHAPTER = Entry("i", "Start here", "Start", ""), Entry("a", "Add", "The course", "4")
APPENDIX = Entry("x", "", "Appendix", "A")


TEXT = "word " * 1700  # ten minutes


def measured(folder, pages):
    """The menu of a book of four pages, of which only some are built, from Markdown in a folder."""
    env = MagicMock(found_docs=pages, doc2path=lambda name: folder / f"{name}.md")
    shown = menu.Menu(MagicMock(), [START, CHAPTER, CHAPTER._replace(file="b"), APPENDIX])
    shown.measure(None, env)
    return shown


@each(
    ("pages", "course", "sections"),
    [
        ({"i", "a", "b", "x"}, "about 2 hours", "about 20 minutes"),
        ({"i", "a"}, "long", "an hour"),
    ],
)
def test_a_page_tells_how_long_it_takes_once_all_pages_are_there(tmp_path, pages, course, sections):
    for name in pages:
        page = f"{TEXT * 4}\n\n({name}-1)=\n## One\n\n{TEXT}\n\n## Two\n\n{TEXT}"
        (tmp_path / f"{name}.md").write_text(page)
    shown = measured(tmp_path, pages)
    times = menu.CourseTime("", "long"), menu.SectionTime("", "an hour <a-1 b-1>")
    page = nodes.paragraph("", "", *times)
    shown.write_times(None, page, "i")
    assert page.astext() == f"{course}{sections}"
    shown.course_time = str  # as if all pages were there
    with pytest.raises(ExtensionError, match=r"^x: expected labels of sections or .*; got a-2"):
        shown.write_times(None, menu.SectionTime("", "long <a-1 a-2>"), "x")


def test_the_first_hour_is_not_longer_than_an_hour():
    intro = reading_time.page(page_file(BOOK[0]))
    text = "\n".join(cell.source for cell in intro.cells)
    labels = re.search(r"\{section-time\}`[^<`]*<([^>]*)>`", text)[1].split()
    pages = [reading_time.page(page_file(entry)) for entry in BOOK]
    stops = [reading_time.section(page, label) for label in labels for page in pages]
    assert reading_time.total(stops).minutes <= 60
    assert reading_time.total(stops).words <= 5000


@pytest.mark.parametrize(
    ("entry", "page", "line"),
    [
        (START, book(TEXT), ("i", "Start here", "", 10, 0, "About 10 minutes")),
        (CHAPTER, book(TEXT), ("a", "Add", "4", 10, 0, "Chapter 4 · about 10 minutes")),
        (
            CHAPTER,
            book(TEXT, EXERCISE, BOX),
            ("a", "Add", "4", 15, 1, "Chapter 4 · about 15 minutes with exercises"),
        ),
        # A page of the appendix without code, made for looking things up, has no reading time.
        (APPENDIX, book(TEXT), ("x", "Its heading", "A", 0, 0, "Appendix A")),
        (
            APPENDIX,
            book(TEXT, code("1")),
            ("x", "Its heading", "A", 10, 0, "Appendix A · about 10 minutes"),
        ),
    ],
)
def test_what_the_menu_and_the_page_say(entry, page, line):
    assert menu.listed(entry, "Its heading", page) == (*line, "en")


# The Chinese pages beside them.
def test_a_menu_in_chinese_has_chinese_pages_where_there_are_some(tmp_path):
    chinese = [Entry("chapters/zh/a", "加", "The course", "4")]
    english = [START._replace(file="chapters/i"), CHAPTER._replace(file="chapters/a")]
    for name in ("chapters-i", "chapters-a", "chapters-zh-a"):
        (tmp_path / f"{name}.md").write_text("加" * 1140 if "zh" in name else TEXT)
    env = MagicMock(
        found_docs=[entry.file for entry in english + chinese],
        doc2path=lambda name: tmp_path / f"{name.replace('/', '-')}.md",
    )
    shown = menu.Menu(MagicMock(), [*english, *chinese])
    shown.measure(None, env)
    titles = [
        [page.title for page in shown.order(name)] for name in ("chapters/a", "chapters/zh/a")
    ]
    assert titles == [["Start here", "Add"], ["Start here", "加"]]
    assert shown.pages["chapters/zh/a"].place == "第 4 章 · 约 5 分钟"
    assert shown.course_time("chapters/zh/a") == "约 0 小时"
