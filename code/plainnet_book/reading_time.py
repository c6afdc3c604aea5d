"""The amount of text on a page, and the reading time estimated from it.

Words count in text, headings, lists, tables and folded solutions, but not in code, formulas and
HTML. A cell counts if its source is visible, also in a folded solution. Chinese characters count as
as many English words as take equally long: in the texts of IReST, which say the same in each
language, readers read 255 characters or 228 words a minute (Trauzettel-Klosinski and Dietz, 2012,
doi:10.1167/iovs.11-8284).
"""

import itertools
import re
from typing import NamedTuple

import nbformat

from plainnet_book.editions import HAN
from plainnet_book.page_python import session

NO_WORDS = re.compile(
    r"^(?P<fence>`{3,})(?:\w|\{(?:math|bibliography|eval-rst|code)).*?^(?P=fence)$"  # code
    r"|\$\$.*?\$\$|\$[^$\n]+\$|`[^`\n]+`|\]\([^)\n]*\)|<[^>]*>"  # formulas, code, links, HTML
    r"|^(?:```|:::|:[\w-]+:|\([\w-]+\)=)[^\n]*",  # directives, their options, labels
    re.DOTALL | re.MULTILINE,
)
EXERCISE = re.compile(r"`\{exercise(?:-start)?\}.*\n((?::[\w-]+:.*\n)*)")  # with its options
PREDICTION = re.compile(r"\bprediction=True|\bquestions\.guess\(")
LABEL = re.compile(r"^:label: *(\S+)", re.MULTILINE)
WORDS_A_CHARACTER = 228 / 255
QUESTION, WRITTEN = 3, 20  # minutes that an exercise takes, without and with a place for code
LONGER = 60  # those of the class `longer`; the class `minutes-5` sets any other number
UNSEEN = {"remove-cell", "remove-input", "hide-cell", "hide-input"}  # tags that hide the source
HEADING = re.compile(r"^(?:\(([\w-]+)\)=\n+)?(##+) ", re.MULTILINE)  # of a section, with its label


class Size(NamedTuple):
    """The amount of text and code; ``lines`` counts lines of visible code that are not blank."""

    words: int = 0
    lines: int = 0
    equations: int = 0
    boxes: int = 0
    exercises: int = 0
    practice: int = 0  # minutes that the exercises take
    questions: int = 0  # answers that are right or wrong: of boxes, and of code that is checked

    @property
    def minutes(self) -> int:
        """The time for a page with its exercises, rounded to 5 minutes; at least 5.

        It assumes 170 words or 20 lines of code per minute.
        """
        read = self.words / 170 + self.lines / 20 + 2 * self.equations
        exact = read + 1.5 * self.boxes + self.practice
        return max(5, 5 * round(exact / 5))


def measure(notebook) -> Size:
    """The amount of text and code in a notebook."""
    text = "\n\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    code = [cell for cell in notebook.cells if cell.cell_type == "code" and cell.source]
    practice = _practice(notebook.cells)
    shown = [cell.source for cell in code if not UNSEEN & set(_tags(cell))]
    return Size(
        words=_words(NO_WORDS.sub(" ", text)),
        lines=sum(bool(line.strip()) for source in shown for line in source.splitlines()),
        equations=text.count("$$") // 2 + text.count("```{math}"),
        boxes=sum("AnswerBox(" in cell.source for cell in code),
        exercises=len(practice),
        practice=sum(minutes for _, minutes in practice),
        questions=sum(map(_is_question, code)),
    )


def _is_question(cell):
    """Whether a cell asks for an answer; a prediction is neither right nor wrong."""
    if session.EXERCISE in _tags(cell):
        return "check" in cell.source
    return "AnswerBox(" in cell.source and not PREDICTION.search(cell.source)


def _words(text):
    characters = len(HAN.findall(text))
    return len(re.findall(r"\S*\w\S*", HAN.sub(" ", text))) + round(characters * WORDS_A_CHARACTER)


def _practice(cells):
    """Each exercise: its label, or "", and the minutes that it takes."""
    labels, minutes = [], []
    for cell in cells:
        if cell.cell_type == "markdown":
            for options in EXERCISE.findall(cell.source):
                label, known = LABEL.search(options), re.search(r"minutes-(\d+)", options)
                labels.append(label[1] if label else "")
                minutes.append(int(known[1]) if known else LONGER if "longer" in options else 0)
        elif minutes and not minutes[-1] and (session.EXERCISE in _tags(cell) or not cell.source):
            minutes[-1] = WRITTEN
    return [(label, each or QUESTION) for label, each in zip(labels, minutes, strict=True)]


def exercise(notebook, label) -> Size:
    """The exercise with this label; all counts are 0 if there is none."""
    found = [minutes for name, minutes in _practice(notebook.cells) if name == label]
    return Size(exercises=len(found), practice=sum(found))


def _tags(cell):
    return cell.metadata.get("tags", [])


def section(notebook, label) -> Size:
    """The amount of text and code in the section with this label, subsections included.

    All counts are 0 if no heading has the label.
    """
    inside, level = [], 0
    has_label = any(f"({label})=" in cell.source for cell in notebook.cells)
    for cell in _cut(notebook.cells) if has_label else ():  # cutting is slow
        heading = HEADING.match(cell.source) if cell.cell_type == "markdown" else None
        if heading and level and len(heading[2]) <= level:
            break
        if heading and heading[1] == label:
            level = len(heading[2])
        if level:
            inside.append(cell)
    return measure(nbformat.v4.new_notebook(cells=inside))


def total(sizes) -> Size:
    """The sum of several sizes."""
    return Size(*map(sum, zip(*sizes, strict=True)))


def page(path) -> nbformat.NotebookNode:
    """The page at ``path`` as a notebook; a Markdown page becomes a notebook with one cell."""
    if path.suffix == ".ipynb":
        return nbformat.read(path, as_version=4)
    cell = nbformat.v4.new_markdown_cell(path.read_text("utf8"))
    return nbformat.v4.new_notebook(cells=[cell])


def _cut(cells):
    """The cells, with the text cut before each heading of a section."""
    for cell in cells:
        if cell.cell_type != "markdown":
            yield cell
            continue
        starts = [heading.start() for heading in HEADING.finditer(cell.source)]
        for start, end in itertools.pairwise(sorted({0, *starts, len(cell.source)})):
            yield nbformat.v4.new_markdown_cell(cell.source[start:end])
