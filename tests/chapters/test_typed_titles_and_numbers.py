"""Texts do not repeat what is computed: numbers of chapters and equations, reading times."""

import ast
import json
import re

from each import each
from sizes import page_file

from plainnet_book import contents, execution

ROOT = execution.ROOT
BOOK = contents.read(ROOT / "_toc.yml")
WHERE = {
    "a number": "it changes when a page moves: write {ref}`ex-…`, {eq}`eq-…` or "
    "{numref}`fig-…`, and the build writes the number; call a chapter by its title",
    "a time": "the page computes how long it takes: take it out",
}
KINDS = r"(?:chapters?|appendix|appendices|exercises?|equations?|eqs?\.|figures?|figs?\.)"
NUMBER = re.compile(rf"\b{KINDS}(?:[^\S\n]+|\n(?!\n))(?:\(?\d|[A-F]\b(?![-’'`]))", re.IGNORECASE)
# Numbers of parts of other works are allowed after a citation or its year.
OTHERS_NUMBER = rf"(\{{cite:\w+\}}`[^`]*`|\b(19|20)\d\d), {KINDS} (?:\d|[A-F]\b)"
OF_OTHERS = re.compile(OTHERS_NUMBER, re.IGNORECASE)
TIME = re.compile(
    r"^[*_][^*_\n]*\b(?:minutes?|hours?)\b|\bminutes of reading\b", re.IGNORECASE | re.MULTILINE
)


def typed(text):
    """Numbers and times in a text that the build should compute: pairs of a kind and the words."""
    text = OF_OTHERS.sub("", text)
    found = [("a number", m) for m in NUMBER.finditer(text)]
    found += [("a time", m) for m in TIME.finditer(text)]
    return [(kind, text[max(0, m.start() - 30) : m.end() + 20]) for kind, m in found]


def page_texts(path):
    """The texts of a page that readers see: prose, captions, alt texts, code."""
    if path.suffix == ".md":
        return [path.read_text("utf8")]
    cells = json.loads(path.read_text("utf8"))["cells"]
    texts = ["".join(cell["source"]) for cell in cells]
    for cell in cells:
        about = cell["metadata"].get("mystnb", {})
        texts += [about.get("figure", {}).get("caption", ""), about.get("image", {}).get("alt", "")]
    return texts


def strings(path):
    """All strings in a module of the package, including docstrings."""
    nodes = ast.walk(ast.parse(path.read_text("utf8")))
    return [n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str)]


PAGES = [page_file(entry) for entry in BOOK]
TEXTS = {path: page_texts for path in (*PAGES, ROOT / "README.md", ROOT / "CONTRIBUTING.md")}
TEXTS |= {path: strings for path in sorted(ROOT.glob("code/plainnet/**/*.py"))}


@each("path", TEXTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_is_typed_that_is_computed(path):
    found = [pair for text in TEXTS[path](path) for pair in typed(text)]
    lines = "\n".join(f"… {words!r} … types {kind}: {WHERE[kind]}" for kind, words in found)
    assert not found, f"{path.name}:\n{lines}"


@each(
    "text",
    [
        "see chapter 5",
        "in Chapters 30–34",
        "Exercise 24",
        "by equation (7)",
        "Figure 3 shows",
        "fig. 3",
        "appendix B",
        "by the\nchapter 5",
        "{cite:t}`goodfellow2016` is good, as chapter 5 says",
        "*About 50 minutes of reading, and 30 more for the exercises.*",
        "text\n*About 5 minutes.*",
        "20 minutes of reading",
    ],
)
def test_what_is_typed_is_seen(text):
    assert typed(text)


@each(
    "text",
    [
        "[this chapter](#a) has 5 figures",
        "Exercise [](#ex-a), {eq}`a`",
        "It took about 5 minutes.",
        "chapters of 20 pages",
        "a figure, 3 lines and an equation: 7",
        "## An exercise\n\n1. Ask",
        "{cite:t}`goodfellow2016`, chapter 5, and (Glorot and Bengio 2010, eq. 16)",
    ],
)
def test_what_is_not_typed_is_left_alone(text):
    assert not typed(text)


@each("entry", BOOK, ids=lambda entry: entry.file)
def test_the_heading_of_a_page_is_its_title(entry):
    text = "\n\n".join(page_texts(page_file(entry)))
    heading = re.search(r"^# (.+)$", text, re.MULTILINE)[1]
    message = f"{entry.file}: write `# {entry.title}`, or give it the title {heading!r} in _toc.yml"
    assert heading == entry.title, message
