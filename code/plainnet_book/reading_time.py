"""How much stands on a page, and how long it takes: counted, never typed.

Words are those of Markdown cells, with headings, captions, lists, tables and folded solutions, and
of the prompts of answer boxes; formulas, code, options of directives and the bibliography are
none. A citation or a reference is one word. A cell is visible when its source shows unfolded: no
tag removes or hides it, and it is no part of a solution, which is folded.
"""

import re
from typing import NamedTuple

import nbformat
from markdown_it.renderer import RendererHTML
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser

from plainnet.explorers.answer_box.words import WORDS

WORDS_A_MINUTE = 170
LINES_A_MINUTE = 12  # of code
EQUATION, BOX, EXERCISE = 1.5, 2.5, 20  # minutes
ROUNDED_TO = 5  # minutes

MARKDOWN = create_md_parser(
    MdParserConfig(enable_extensions={"amsmath", "colon_fence", "deflist", "dollarmath"}),
    RendererHTML,
)
EQUATIONS = {"math_block", "math_block_label", "amsmath"}
# Directives whose content is no prose, and those whose argument is.
NO_PROSE = {"bibliography", "code", "code-block", "code-cell", "eval-rst", "image", "math", "raw"}
TITLED = {"admonition", "dropdown", "exercise", "exercise-start", "note", "tip", "warning"}
OPTIONS = re.compile(r"\A(?:---\n(?:.*\n)*?---\n|(?::[\w-]+:.*(?:\n|\Z))+)")
SUMMARIES = [
    re.escape(words[key]).replace(r"\{prompt\}", "(.*)").replace(r"\{count\}", r"\d+")
    for words in map(WORDS.get, ("number", "choice", "prediction", "guess"))
    for key in ("summary", "summary_of_one")
    if key in words
]
BOX_TEXT = re.compile("|".join(SUMMARIES))
UNSEEN = {"remove-cell", "remove-input", "hide-cell", "hide-input"}  # tags of a source
SILENT = {"remove-cell", "remove-output"}  # tags of what a cell puts out


class Size(NamedTuple):
    """What stands on a page; ``lines`` are the visible cells' lines that are not blank.

    ``answers`` are those of the ``boxes`` that answer an exercise: they stand between it and its
    solution.
    """

    words: int = 0
    cells: int = 0
    lines: int = 0
    equations: int = 0
    boxes: int = 0
    answers: int = 0
    exercises: int = 0

    @property
    def minutes(self) -> int:
        """How long the page takes with its exercises, rounded to 5 minutes, and not less.

        An exercise takes 20 minutes, wherever it is answered; the boxes that answer it are a part
        of it, and do not count again.
        """
        exact = self.words / WORDS_A_MINUTE + self.lines / LINES_A_MINUTE
        exact += EQUATION * self.equations + BOX * (self.boxes - self.answers)
        exact += EXERCISE * self.exercises
        return max(ROUNDED_TO, ROUNDED_TO * round(exact / ROUNDED_TO))


class _Reader:
    """Goes through a page from its top; ``place`` is what it is in: text, exercise or solution."""

    def __init__(self):
        self.total, self.place = Size(), "text"

    def add(self, **counted):
        sums = {key: getattr(self.total, key) + number for key, number in counted.items()}
        self.total = self.total._replace(**sums)

    def text(self, source):
        for token in MARKDOWN.parse(source):
            if token.type == "inline":
                self.add(words=_words(token.children))
            elif token.type in EQUATIONS:
                self.add(equations=1)
            elif token.type == "html_block":
                self.add(words=_count(re.sub(r"<[^>]*>", " ", token.content)))
            elif directive := re.match(r"\{([\w-]+)\}\s*(.*)", token.info):
                self.directive(*directive.groups(), OPTIONS.sub("", token.content))

    def directive(self, name, argument, content):
        if name in ("exercise", "exercise-start"):
            self.place = "exercise"
            self.add(exercises=1)
        elif name in ("solution", "solution-start"):
            self.place = "solution"
        if name == "math":
            self.add(equations=1)
        if name in TITLED:
            self.text(argument)
        if name not in NO_PROSE:
            self.text(content)
        if name in ("solution", "solution-end"):
            self.place = "text"

    def code(self, cell):
        tags = set(cell.metadata.get("tags", []))
        lines = [line for line in cell.source.splitlines() if line.strip()]
        if lines and not UNSEEN & tags and self.place != "solution":
            self.add(cells=1, lines=len(lines))
        if SILENT & tags:
            return
        self.text(cell.metadata.get("mystnb", {}).get("figure", {}).get("caption", ""))
        for output in cell.outputs:
            box = BOX_TEXT.fullmatch(output.get("data", {}).get("text/plain", ""))
            if box:
                self.text(next(filter(None, box.groups())))
                self.add(boxes=1, answers=self.place == "exercise")


def measure(notebook) -> Size:
    """The size of a notebook, from its sources and from the text outputs that it holds."""
    reader = _Reader()
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            reader.text(cell.source)
        elif cell.cell_type == "code":
            reader.code(cell)
    return reader.total


def page(path) -> nbformat.NotebookNode:
    """The page at ``path`` as a notebook; a page of Markdown is one with a single cell."""
    if path.suffix == ".ipynb":
        return nbformat.read(path, as_version=4)
    cell = nbformat.v4.new_markdown_cell(path.read_text("utf8"))
    return nbformat.v4.new_notebook(cells=[cell])


def _words(tokens):
    """How many words stand in a line of Markdown."""
    parts = []
    for token in tokens:
        if token.type == "myst_role":
            parts.append(" role ")
        elif token.type == "text":
            parts.append(token.content)
        elif token.type.endswith(("break", "_inline", "image")):
            parts.append(" ")
    return _count("".join(parts))


def _count(text):
    return sum(bool(re.search(r"\w", word)) for word in text.split())
