"""How much stands on a page: small notebooks whose sizes were worked out by hand."""

from unittest.mock import MagicMock

import nbformat
import pytest
from docutils import nodes
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from plainnet.exercises import questions
from plainnet.explorers import AnswerBox
from plainnet_book import menu, reading_time
from plainnet_book.contents import Entry
from plainnet_book.reading_time import Size


def book(*cells):
    return new_notebook(cells=[new_markdown_cell(c) if isinstance(c, str) else c for c in cells])


def code(source, *tags, outputs=(), **metadata):
    return new_code_cell(source, metadata={"tags": list(tags), **metadata}, outputs=list(outputs))


def box(prompt, prediction=False):
    question = questions.choice(prompt, "a", {"a": "", "b": ""})
    text = AnswerBox(question, prediction=prediction).plain_text()
    output = new_output("display_data", data={"text/plain": text})
    return code("AnswerBox(question)", "remove-input", outputs=[output])


EXERCISE = "```{exercise} Add them\n:label: ex-sum\n\nHow much is it?\n```\n"  # 2 + 4 words
SOLUTION = "```{solution} ex-sum\n:class: dropdown\n\nFive.\n```\n"  # 1 word


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("# A title\n\nOne *two* **three**, [four](#x) – five.", Size(words=7)),
        ("(label)=\n## Head\n\n% a comment\n\n+++", Size(words=1)),
        ("The slope of $f(x)$ in `train` is 0.5.", Size(words=6)),
        ("As {cite:t}`a` says, see {eq}`b`.", Size(words=5)),
        ("| a | b |\n|---|---|\n| c d | $e$ |", Size(words=4)),
        ("- one\n- [ ] two\n\n1. three", Size(words=3)),
        ("term\n: its meaning", Size(words=3)),
        ("Text <b>bold</b>.\n\n<div><p>raw</p></div>", Size(words=3)),
        ("So\n\n$$\ny = x\n$$ (eq-y)\n\nor\n\n$$z$$", Size(words=2, equations=2)),
        ("\\begin{align}\na &= b\n\\end{align}", Size(equations=1)),
        ("```{math}\n:label: e\na = b\n```", Size(equations=1)),
        ("```python\nx = 1\n```\n\n    y = 2", Size()),
        ("```{bibliography}\n:filter: docname in docnames\n```", Size()),
        (":::{note} Mind this\n---\nclass: x\n---\nAnd that: it is so.\n:::", Size(words=7)),
        (":::{div} wide\none\n:::", Size(words=1)),
        (EXERCISE, Size(words=6, exercises=1)),
        (EXERCISE + "\n" + SOLUTION, Size(words=7, exercises=1)),
        ("````{exercise}\n```python\nx\n```\n\n$$x$$\n````", Size(equations=1, exercises=1)),
    ],
)
def test_what_markdown_holds(text, size):
    assert reading_time.measure(book(text)) == size


SHOWN = {"mystnb": {"figure": {"caption": "The loss of $w$ falls."}}}  # 4 words


@pytest.mark.parametrize(
    ("cell", "size"),
    [
        (code("x = 1\n\n\ny = 2\n# z\n"), Size(cells=1, lines=3)),
        (code(""), Size()),
        (code("x = 1", "hide-input"), Size()),
        (code("x = 1", "hide-cell"), Size()),
        (code("x = 1", "remove-input"), Size()),
        (code("x = 1", "remove-cell"), Size()),
        (code("x = 1", "hide-output"), Size(cells=1, lines=1)),
        (code("plt.show()", **SHOWN), Size(words=4, cells=1, lines=1)),
        (code("plt.show()", "hide-input", **SHOWN), Size(words=4)),
        (code("plt.show()", "remove-output", **SHOWN), Size(cells=1, lines=1)),
        (code("plt.show()", "remove-cell", **SHOWN), Size()),
        (box("How many are `b2` in all?"), Size(words=5, boxes=1)),
        (box("Will it?", prediction=True), Size(words=2, boxes=1)),
    ],
)
def test_what_a_cell_holds(cell, size):
    assert reading_time.measure(book(cell)) == size


def test_the_words_of_all_kinds_of_boxes_are_known():
    number = questions.number("How much is it?", 2.0, "", {"a": 3.0})
    for question in (number, questions.number("How much is it?", 2.0, "", {"a": 3.0, "b": 4.0})):
        output = new_output("display_data", data={"text/plain": AnswerBox(question).plain_text()})
        found = reading_time.measure(book(code("AnswerBox(q)", outputs=[output])))
        assert (found.words, found.boxes) == (4, 1)


def test_code_in_a_folded_solution_is_not_visible_and_its_words_count():
    start, end = "```{solution-start} ex-sum\n:class: dropdown\n```", "```{solution-end}\n```"
    page = book(EXERCISE, start, "It is five.", code("2 + 3"), end, code("x = 1"))
    assert reading_time.measure(page) == Size(words=9, cells=1, lines=1, exercises=1)


def test_a_box_between_an_exercise_and_its_solution_answers_it():
    page = book(box("One?"), EXERCISE, box("Two?"), box("Three?"), SOLUTION, box("Four?"))
    assert reading_time.measure(page) == Size(words=11, boxes=4, answers=2, exercises=1)


@pytest.mark.parametrize(
    ("size", "minutes"),
    [
        (Size(words=1700), 10),
        (Size(words=1700, lines=60), 15),  # 5 s a line
        (Size(words=1700, equations=10), 25),
        (Size(words=1700, boxes=6), 25),
        (Size(words=1700, exercises=3), 70),
        (Size(words=1700, boxes=6, answers=6, exercises=3), 70),
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


# What the menu and the page say of it.
START, CHAPTER = Entry("i", "Start here", "Start", ""), Entry("a", "Add", "The course", "4")
APPENDIX = Entry("x", "", "Appendix", "A")


TEXT = "word " * 1700  # ten minutes


@pytest.mark.parametrize(
    ("pages", "told"), [({"i", "a", "b", "x"}, "about 2 hours"), ({"i", "a"}, "long")]
)
def test_a_page_tells_how_long_the_course_takes_once_all_pages_are_there(tmp_path, pages, told):
    for name in pages:
        (tmp_path / f"{name}.md").write_text(TEXT * 6)
    env = MagicMock(found_docs=pages, doc2path=lambda name: tmp_path / f"{name}.md")
    shown = menu.Menu(MagicMock(), [START, CHAPTER, CHAPTER._replace(file="b"), APPENDIX])
    shown.measure(None, env)
    page = nodes.paragraph("", "", menu.CourseTime("", "long"))
    shown.tell_course_time(None, page, "i")
    assert page.astext() == told


@pytest.mark.parametrize(
    ("entry", "page", "line"),
    [
        (START, book(TEXT), ("i", "Start here", "", 10, 0, "About 10 minutes")),
        (CHAPTER, book(TEXT), ("a", "Add", "4", 10, 0, "Chapter 4 · about 10 minutes")),
        (
            CHAPTER,
            book(TEXT, EXERCISE, box("Two?")),
            ("a", "Add", "4", 30, 1, "Chapter 4 · about 30 minutes with exercises"),
        ),
        # What is there to be looked things up in has no minutes.
        (APPENDIX, book(TEXT), ("x", "Its heading", "A", 0, 0, "Appendix A")),
        (
            APPENDIX,
            book(TEXT, code("1")),
            ("x", "Its heading", "A", 10, 0, "Appendix A · about 10 minutes"),
        ),
    ],
)
def test_what_the_menu_and_the_page_say(entry, page, line):
    assert menu.listed(entry, "Its heading", page) == line
