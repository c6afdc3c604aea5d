"""Pages keep to the form: the rules of notebooks, and of the words of all pages."""

import ast
import functools
import itertools
import json
import re

import nbformat
import pytest
from each import each
from rules import Rules
from sizes import page_file

from plainnet_book import cells, contents, notebooks, reading_time
from plainnet_book.execution import ROOT

CHAPTERS = ROOT / "chapters"
NOTEBOOKS = sorted(CHAPTERS.glob("*.ipynb"))  # their Chinese twins are compared with them
BOOK = contents.read(ROOT / "_toc.yml")
PROMISE_NOTHING = ("intro", "notation", "debugging", "playground")  # nor have they exercises
TEXT = {"text/plain", "text/latex"}
LABELS = ("In this chapter", "You need", "What you learned", "In practice", "Further reading")
EXPLAINED = re.compile(r"nbval-.*|raises-exception|timing")
PART = re.compile(r"\{(exercise|exercise-start|solution-start|solution-end)\} *(\S*)")
LINE = 76  # the longest line that fits on a page
# Messages of the package, of NumPy and of PyTorch: a page wraps them; and it shows no widgets.
SENTENCE = re.compile(
    r"Not yet: |Right, it refuses: |wrong: |cannot tell here: |^\w+Error: |^PyTorch is not |"
    r"^\w+\(children="
)


def source(cell):
    return "".join(cell["source"])


def code_cells(notebook):
    return [c for c in notebook["cells"] if c["cell_type"] == "code" and source(c).strip()]


def words(notebook):
    return "\n".join(source(c) for c in notebook["cells"] if c["cell_type"] == "markdown")


def tags(cell):
    return cell["metadata"].get("tags", [])


# Samples, of which the rules must speak.
NUMBERS = itertools.count()


def code(text, *outputs, count=1, **metadata):
    return {
        "id": f"{next(NUMBERS)}",
        "cell_type": "code",
        "source": text.splitlines(keepends=True),
        "outputs": list(outputs),
        "execution_count": count,
        "metadata": metadata,
    }


def prose(text):
    lines = text.splitlines(keepends=True)
    return {"id": f"{next(NUMBERS)}", "cell_type": "markdown", "source": lines, "metadata": {}}


def book(*cells, **metadata):
    return {"cells": list(cells), "metadata": metadata}


def shown(kind):
    return {"output_type": "display_data", "data": {kind: "x"}, "metadata": {}}


def exercises(*labels):
    """Exercises and solutions with these pairs of labels; an exercise may have none."""
    options = [(one and f":label: ex-{one}\n", other) for one, other in labels]
    texts = [
        f"```{{exercise}}\n{label}How?\n```\n\n```{{solution}} ex-{solved}\n```\n"
        for label, solved in options
    ]
    return book(prose("".join(texts)))


def promises(items):
    """A list of promises, above a label that is one of a section, and one that is not."""
    return book(prose(f"**In this chapter**\n\n{items}\n(this)=\n## This\n\n(that)=\nThat\n"))


LONG = "Long enough to say what can be seen in it."
FIGURE = {"image": {"alt": LONG}, "figure": {"caption": LONG}}
FOLDED = {"source_hidden": True}
rule = Rules()


# The rules of notebooks.
@rule(
    book(code("f", shown("text/html"))),
    book(code("f", {"output_type": "error"})),
    book(code("f", {"output_type": "stream", "name": "stderr"})),
)
def outputs_are_text(notebook):
    for cell in code_cells(notebook):
        for output in cell["outputs"]:
            for kind in set(output.get("data", {})) - TEXT:
                yield f"run `make notebooks`; {kind} is stored below: {source(cell)[:60]}"
            if output["output_type"] == "error" and "raises-exception" not in tags(cell):
                yield (
                    f"mend the cell, or tag it `raises-exception` and say why in a comment on its "
                    f"first line; an error is stored below: {source(cell)[:60]}"
                )
            if output.get("name") == "stderr":
                yield f"mend what warns, then `make notebooks`; below: {source(cell)[:60]}"


@rule(book(code("f", count=None)), book(code("f"), code("g", count=2)))
def every_cell_was_run(notebook):
    """Cells not run by `make notebooks`, which sets all counts to 1: new cells change no others."""
    for cell in code_cells(notebook):
        if cell["execution_count"] != 1:
            yield f"run `make notebooks`: {source(cell)[:60]}"


@rule(book(code("f") | {"id": "1"}, code("g") | {"id": "1"}), book({"cell_type": "code"}))
def every_cell_has_an_id_of_its_own(notebook):
    ids = [cell.get("id") for cell in notebook["cells"]]
    if None in ids or len(set(ids)) < len(ids):
        yield "run `make notebooks`: ids are missing or stand twice"


@rule(book(code("f", shown("application/vnd.jupyter.widget-view+json"))), book(widgets={}))
def no_widgets_are_stored(notebook):
    if "widgets" in notebook["metadata"] or "widget-view" in json.dumps(notebook):
        yield "run `make notebooks`: the state or the view of a widget is stored"


def kind(cell):
    return cells.kind(source(cell), cell["metadata"])


@rule(
    book(code("AnswerBox(q)", jupyter=FOLDED)),
    book(code("box = AnswerBox(q)")),
    book(code("from plainnet.explorers import Stepper\n\nStepper()")),
)
def calls_are_hidden(notebook):
    """Calls of explorers or answer boxes that a page shows; such a call may reveal an answer."""
    for cell in code_cells(notebook):
        is_call = kind(cell) == "call" or "AnswerBox(" in source(cell)
        if is_call and "remove-input" not in tags(cell):
            yield f"readers see what the call shows: tag it `remove-input`: {source(cell)[:60]}"


@rule(
    book(code("f()", tags=["hide-output"])),
    book(code("f()", jupyter=FOLDED)),
    book(prose("```{solution-start} ex-1"), code("f()")),
)
def what_folds_is_collapsed(notebook):
    """Cells that JupyterLab does not show as the page does, folded or open."""
    joined = [cell | {"source": source(cell)} for cell in notebook["cells"]]
    book = nbformat.from_dict(notebook | {"cells": joined})
    for cell, settings in zip(book.cells, notebooks.collapsed(book), strict=True):
        if cell.metadata.get("jupyter", {}) != settings:
            yield f"run `make notebooks`: JupyterLab needs {settings}: {cell.source[:60]}"


@rule(book(code("assert 1", tags=["remove-cell"]), prose("Guess."), code("Box(prediction=True)")))
def questions_come_before_their_proof(notebook):
    """Predictions below a proof that the page leaves out, which may tell the answer.

    A proof in another section, or above other code, is about something else.
    """
    before = None
    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown":
            before = None if re.search(r"^#+ ", source(cell), re.MULTILINE) else before
            continue
        if before and "prediction=True" in source(cell) and "remove-cell" in tags(before):
            yield f"move it below the prediction that follows: {source(before)[:60]}"
        before = cell


@rule(
    book(prose("```{exercise} A\n```\n```{solution-start} ex-1\n```"), code("f()")),
    book(code(""), prose("```{exercise} A"), prose("```{solution-start} a"), code("f()")),
)
def exercises_for_code_have_a_place(notebook):
    """Exercises that are solved by code, and have neither an answer box nor a cell for it."""
    mark = label = ""
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            if mark == "solution-start":
                yield f"put a cell with the tag exercise above the solution: {label}"
            is_place = "exercise" in tags(cell) or not source(cell).strip()
            if mark == "solution-start" or is_place or "AnswerBox(" in source(cell):
                mark = "done"
            continue
        for found, name in re.findall(PART, source(cell)):
            if mark != "done" or found != "solution-start":
                mark, label = found, name


@rule(
    book(code("import numpy as np")),
    book(code("f()\nplt.show()")),
    book(code("draw()", mystnb=FIGURE)),
)
def setup_and_plotting_code_is_folded(notebook):
    for cell in code_cells(notebook):
        gone = {"remove-cell", "remove-input", "hide-input", "hide-cell"} & set(tags(cell))
        if kind(cell) in ("setup", "figure") and not gone and "exercise" not in tags(cell):
            yield f"tag it `hide-input`, which folds the code: {source(cell)[:60]}"


@rule(
    book(code("plt.show()", tags=["hide-cell"])),
    book(prose("So."), code("plt.show()", tags=["hide-output"])),
)
def figures_are_in_sight(notebook):
    """Figures that are folded although there is no prediction directly above them."""
    for before, cell in itertools.pairwise([None, *notebook["cells"]]):
        asked = before and "prediction=True" in source(before)
        folded = {"hide-cell", "hide-output"} & set(tags(cell))
        if folded and not asked and cell["cell_type"] == "code" and kind(cell) == "figure":
            yield f"tag it `hide-input`, not {folded}: the figure is folded: {source(cell)[:60]}"


@rule(
    book(code("assert 1 < 2")),
    book(prose("So it is."), code("x = 1\nassert x", tags=["hide-cell"])),
    book(prose("```{solution-end}"), code("assert 1")),
)
def proofs_are_off_the_page(notebook):
    """Visible cells that only assert, unless the text announces them or they are solutions."""
    code, pairs = code_cells(notebook), itertools.pairwise([None, *notebook["cells"]])
    for (before, cell), solves in zip(pairs, cells.in_solutions(notebook), strict=True):
        announced = before and before["cell_type"] == "markdown" and source(before)[-1:] == ":"
        if cell not in code or announced or solves or cell["outputs"]:
            continue
        later = "\n".join(source(other) for other in code[code.index(cell) + 1 :])
        if cells.is_proof(source(cell), later) and "remove-cell" not in tags(cell):
            yield f"it only asserts: tag it `remove-cell`: {source(cell)[:60]}"


def shown_outputs(cell):
    """The texts below a cell on the page, except messages, which the page wraps.

    Explorers show no such text.
    """
    if kind(cell) == "call" or {"remove-cell", "remove-output"} & set(tags(cell)):
        return []
    pieces = [
        one.get("text") or one.get("data", {}).get("text/plain", "") for one in cell["outputs"]
    ]
    lines = "".join(itertools.chain(*pieces)).splitlines()
    return [line for line in lines if not SENTENCE.search(line)]


@rule(
    book(code("x = " + "1" * 73)),
    book(code("f()", {"output_type": "stream", "text": ["1\n", "1" * 77]})),
    book(code("f()", {"output_type": "execute_result", "data": {"text/plain": "1" * 77}})),
)
def lines_fit_a_page(notebook):
    """Lines of code and of printed output that are too long for a page."""
    for cell in code_cells(notebook):
        for line in (*source(cell).splitlines(), *shown_outputs(cell)):
            if len(line) > LINE:
                yield f"{len(line)} characters; at most {LINE}, or the line is cut: {line}"


@rule(book(code("AnswerBox(q, prediction=True)"), code("2 + 2", shown("text/plain"))))
def predictions_come_before_their_answer(notebook):
    """Outputs directly below a prediction that are not folded; the reader should commit first.

    An output is folded alone, or together with the code.
    """
    for prediction, cell in itertools.pairwise(notebook["cells"]):
        if "prediction=True" not in source(prediction) or cell["cell_type"] != "code":
            continue
        explorer = re.fullmatch(r"\w+\(\)", source(cell))
        folded = {"hide-output", "hide-cell"} & set(tags(cell))
        if cell["outputs"] and not explorer and not folded:
            yield (
                f"below a prediction, its answer is in sight; tag the cell `hide-output` or "
                f"`hide-cell`: {source(cell)[:60]}"
            )


@rule(book(code("x\n" * 21), *[code("x")] * 30), book(code("x\n" * 11), *[code("x")] * 8))
def cells_are_short(notebook):
    shown = [cell for cell in code_cells(notebook) if "remove-input" not in tags(cell)]
    sizes = []
    for cell in shown:
        lines = source(cell).strip().splitlines()
        may_be_long = "exercise" in tags(cell) and sum(map(bool, lines)) <= 30  # to find a fault in
        sizes.append(min(len(lines), 10) if may_be_long else len(lines))
    if any(size > 20 for size in sizes):
        yield f"a cell has {max(sizes)} lines; at most 20: cut it, or move code into the package"
    if sum(size > 10 for size in sizes) > len(sizes) / 10:
        long = sum(size > 10 for size in sizes)
        yield f"{long} of {len(sizes)} cells have more than 10 lines; at most one in ten: cut some"


@rule(
    book(code("%matplotlib inline")),
    book(code("import sys\nsys.path.append('..')")),
    book(code("from code.plainnet import train")),
    book(code("import code")),
)
def cells_are_plain_python(notebook):
    for cell in code_cells(notebook):
        try:
            tree = ast.parse(source(cell))
        except SyntaxError:
            yield f"write plain Python, without magics or `!`: {source(cell)[:60]}"
            continue
        for node in ast.walk(tree):
            names = [alias.name for alias in getattr(node, "names", []) if hasattr(alias, "name")]
            names.append(getattr(node, "module", None) or "")
            if any(name.partition(".")[0] == "code" for name in names):
                yield "write `from plainnet import …`: something is imported from `code`"
        if re.search(r"\bsys\.path\b|\bget_ipython\b", source(cell)):
            yield f"do without sys.path and get_ipython: {source(cell)[:60]}"


@rule(
    book(code("plt.show()", mystnb=FIGURE | {"image": {"alt": "short"}})),
    book(code("plt.show()", mystnb={"image": {"alt": LONG}})),
)
def figures_have_words(notebook):
    for cell in (cell for cell in code_cells(notebook) if "exercise" not in tags(cell)):
        about = cell["metadata"].get("mystnb", {})
        for kind, key in (("image", "alt"), ("figure", "caption")):
            is_figure = re.search(r"^plt\.show\(\)", source(cell), re.MULTILINE)
            if is_figure and len(about.get(kind, {}).get(key, "")) < 40:
                yield (
                    f"a figure needs the metadata mystnb.{kind}.{key}, at least 40 characters: "
                    f"{source(cell)[-60:]}"
                )


@rule(
    book(code("f()", tags=["nbval-ignore-output"])),
    book(code("f()", tags=["hide-input", "timing"])),
    book(code("f()  # so", tags=["raises-exception"])),
)
def tags_have_reasons(notebook):
    for cell in code_cells(notebook):
        if any(EXPLAINED.fullmatch(tag) for tag in tags(cell)) and source(cell).strip()[0] != "#":
            yield f"why the tags {tags(cell)}? Say it in a comment on the first line"


@rule(book(prose(" ".join(LABELS))), but=PROMISE_NOTHING)
def labels_are_there(notebook):
    text = words(notebook)
    for label in LABELS:
        if not re.search(rf"^(#+ {label}|\W*\*\*{label}\W*\*\*)", text, re.MULTILINE):
            yield f"a heading or bold label is missing: add `## {label}` or `**{label}**`"


@rule(book(prose("So\n\n$$\na = b\n$$\n")), book(prose("```{math}\na = b\n```\n")))
def formulas_have_numbers(notebook):
    alone = r"^\$\$\n[^$]*\$\$[ \t]*$|^```+\{math\}\n(?!:label:)"
    for formula in re.findall(alone, words(notebook), re.MULTILINE):
        yield f"give this formula a label, as in `$$ (eq-…)`: {formula}"


@rule(
    exercises((1, 1), (2, 2)),
    exercises((1, 1), (2, 2), (3, 4)),
    exercises((1, 1), (2, 2), (2, 2)),
    exercises((1, 1), (2, 2), (3, 3), ("", 4)),
    but=PROMISE_NOTHING,
)
def exercises_have_solutions(notebook):
    directive = r"^[`:]{3,}\{(exercise|exercise-start)\}.*\n(?:---\n)?((?::?[\w-]+:.*\n)*)"
    options = [match[2] for match in re.finditer(directive, words(notebook) + "\n", re.MULTILINE)]
    labels = [label for text in options for label in re.findall(r"label: *(\S+)", text)]
    solved = re.findall(r"^[`:]{3,}\{solution(?:-start)?\} *(\S+)", words(notebook), re.MULTILINE)
    if len(options) < 3:
        yield f"{len(options)} exercises; write at least 3, with ```{{exercise}}"
    if len(labels) != len(options) or len(set(labels)) != len(labels):
        yield f"each exercise needs a line `:label: ex-…` of its own: {labels}"
    for label in set(labels) ^ set(solved):
        yield f"write an exercise and a {{solution}} for the label {label}: one of them is missing"


@rule(
    promises("- [so](#this)\n" * 2),
    promises("- so\n" * 3),
    promises("- [so](#this)\n- [so](#this)\n- [so](#that)\n"),
    promises("- [so](#this)\n- [so](#this)\n- [so](#ex-2)\n"),
    but=PROMISE_NOTHING,
)
def promises_point_somewhere(notebook):
    """Items of *In this chapter* without a link to a section or an exercise of the chapter."""
    text = words(notebook)
    found = re.search(r"\*\*In this chapter\*\*.*\n+((?:(?:- |  ).*\n*)+)", text)
    items = re.split(r"^- ", found[1], flags=re.MULTILINE)[1:] if found else []
    if len(items) < 3:
        yield f"{len(items)} promises in the list below **In this chapter**; write at least 3"
    sections = set(re.findall(r"^\(([\w-]+)\)=\n+#+ \S", text, re.MULTILINE))
    exercises = set(
        re.findall(r"^:?label: *(ex-\S+)", text.replace("\n:label", "\nlabel"), re.MULTILINE)
    )
    for item in items:
        targets = re.findall(r"\]\(#([\w-]+)\)", item)
        if not targets:
            yield f"link this promise to a section or an exercise, [so](#label): {item[:60]}"
        for target in set(targets) - sections - exercises:
            yield (
                f"a promise points at {target}: write `({target})=` above a heading, or give an "
                f"exercise of this chapter that label, which begins with ex-"
            )


OUTSIDE = re.compile(r"\.\.(/|$)|/\w|~/|(_build|chapters|code|tests)/")


@rule(
    book(code("open('../README.md')")),
    book(code("open('/etc/hostname')")),
    book(code("Path('~/x').expanduser()")),
    book(code("def f():\n    open('references.bib')")),
    book(code("open(f'chapters/{name}.md')")),
)
def cells_read_nothing_that_was_not_downloaded(notebook):
    for cell in code_cells(notebook):
        nodes = ast.walk(ast.parse(source(cell)))
        for text in (node.value for node in nodes if isinstance(node, ast.Constant)):
            if isinstance(text, str) and (OUTSIDE.match(text) or is_file_here(text)):
                yield f"a reader does not have {text!r}"


def is_file_here(text):
    """Whether ``text`` is the path of a file next to the chapters."""
    return len(text) < 100 and "\0" not in text and (CHAPTERS / text).is_file()


# The rules of words.
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


def texts(notebook):
    """The texts of a page that readers see: prose, captions, alt texts, code."""
    for cell in notebook["cells"]:
        about = cell["metadata"].get("mystnb", {})
        yield source(cell)
        yield about.get("figure", {}).get("caption", "")
        yield about.get("image", {}).get("alt", "")


@rule(
    book(prose("see chapter 5")),
    book(prose("Exercise 24")),
    book(prose("by equation (7)")),
    book(prose("see fig. 3")),
    book(prose("appendix B")),
    book(prose("in\nChapters 30–34")),
    book(prose("{cite:t}`goodfellow2016` is good, as chapter 5 says")),
    book(prose("text\n*About 5 minutes.*")),
    book(prose("20 minutes of reading")),
    book(code("f()", mystnb={"figure": {"caption": "As in figure 3"}})),
)
def nothing_is_typed_that_is_computed(notebook):
    for text in texts(notebook):
        text = OF_OTHERS.sub("", text)
        for kind, pattern in (("a number", NUMBER), ("a time", TIME)):
            for match in pattern.finditer(text):
                words = text[max(0, match.start() - 30) : match.end() + 20]
                yield f"… {words!r} … types {kind}: {WHERE[kind]}"


QUESTIONS = re.compile(r"^### (.*)$", re.MULTILINE)
LONGEST = 150  # words of an answer


@rule(
    book(prose("# Questions\n\n### Long?\n[here](#a) " + "word " * 150)),
    book(prose("# Questions\n\n### Alone?\nYes.\n\n## More\n[a](#b)")),
)
def an_answer_to_a_question_is_short_and_has_a_link(notebook):
    text = words(notebook).partition("\n## Exercises")[0]
    parts = QUESTIONS.split(text)[1:] if text.startswith("# Questions\n") else []
    for question, answer in zip(parts[::2], parts[1::2], strict=True):
        answer = re.split(r"^(?:## |\([\w-]+\)=$)", answer, flags=re.MULTILINE)[0]
        cell = nbformat.v4.new_markdown_cell(answer)
        length = reading_time.measure(nbformat.v4.new_notebook(cells=[cell])).words
        if length > LONGEST:
            yield f"{question}: {length} words; at most {LONGEST}"
        if "](" not in answer:
            yield f"{question}: no link"


GLOSSARY = (CHAPTERS / "glossary.md").read_text("utf8")
TERMS = dict(
    re.findall(r"^\((gl-[\w-]+)\)=\n\*\*(.+?)\*\*(?: · .+)?\n: .+$", GLOSSARY, re.MULTILINE)
)
# Parts that are no running text; they are blanked before terms are searched for.
APART = (
    r"^(`{3,})[^\n]*\n.*?^\1 *$",  # fenced code, formulas, exercises
    r"^#[^\n]*$",  # headings
    r"^\|[^\n]*$",  # tables
    r"^:[\w-]+:[^\n]*$|^:{3}[^\n]*$|^\([\w-]+\)=$",  # options, colon fences, labels
    # The list at the top, whose items are links already.
    r"\*\*In this chapter\*\*.*?(?=\*\*You need)",
    r"`[^`\n]*`",  # code, roles
    r"\$[^$]*\$",  # formulas
    r"(?<!\()https?://\S+",  # addresses, except those of links
    # Phrases in which the word of a term means something else.
    r"linear algebra",
    r"language models?",
    r"temperature and a humidity",
    r"(?<!\*)\*(?!\*)[^*\n]*[Dd]eep [Ll]earning[^*\n]*\*(?!\*)",  # titles
)
LINK = r"\[([^\]]*)\]\(([^)\s]*)\)"


def running(text):
    """``text`` with blanks in place of all that is no running text, with the same length."""
    for pattern in APART:
        text = re.sub(
            pattern, lambda m: re.sub(r"[^\n]", " ", m[0]), text, flags=re.MULTILINE | re.DOTALL
        )
    return text


def named(term):
    """A pattern for ``term`` and its plural; capitals matter only if the term has some."""
    word = re.escape(term)
    flags = "" if term.isupper() else "(?i:"
    return f"{flags}(?<![\\w-]){word}(?:s|es)?(?![\\w-]){')' if flags else ''}"


@functools.cache
def first_uses(text):
    """For each label whose term is used: the label to which its first use links, or ``None``.

    If several terms begin at the same place, the longest counts: ``learning rate``, not ``rate``.
    Words within another link do not count.
    """
    text, found = running(text), {}
    links = [(m.span(), m[1], m[2]) for m in re.finditer(LINK, text)]
    taken = []
    for label, term in sorted(TERMS.items(), key=lambda item: -len(item[1])):
        for match in re.finditer(named(term), text):
            start, end = match.span()
            if any(a <= start and end <= b for a, b in taken):
                continue
            around = [link for link in links if link[0][0] <= start and end <= link[0][1]]
            if around and around[0][2] != f"#{label}":
                continue
            if label not in found:
                found[label] = (f"#{label}" if around else None), start, end
            taken.append((start, end))
    return found


@rule(
    book(prose("A loss, a [loss](#gl-loss).")),
    book(prose("The learning rate, or not.")),
    book(prose("In `XOR` and OR.")),
    book(prose("[loss](#gl-loss) and [loss](#gl-loss)")),
    book(prose("[unheard](#gl-unheard)")),
    but=["notation"],
)
def a_term_is_linked_at_its_first_use(notebook):
    text = words(notebook)
    for label, (link, start, end) in first_uses(text).items():
        if link is None:
            around = text[max(0, start - 40) : end + 40].replace("\n", " ")
            yield f"link this first use, [{TERMS[label]}](#{label}): …{around}…"
    links = re.findall(r"\]\(#(gl-[\w-]+)\)", text)
    for link in {link for link in links if links.count(link) > 1}:
        yield f"link only the first use of {link}"
    for link in set(links) - set(TERMS):
        yield f"chapters/glossary.md: add {link}, which the page links to"


OTHERS = [page_file(entry) for entry in BOOK if page_file(entry) not in NOTEBOOKS]
OTHERS += ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(ROOT.glob("code/plainnet/**/*.py"))


# The tests.
def read(path):
    """A page as a notebook; one in Markdown is a single cell, the strings of a module are one."""
    text = path.read_text("utf8")
    if path.suffix == ".ipynb":
        return json.loads(text)
    if path.suffix == ".py":
        nodes = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Constant)]
        text = "\n\n".join(node.value for node in nodes if isinstance(node.value, str))
    return book(prose(text))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
@each("rule", rule, ids=lambda rule: rule.__name__)
def test_in_chapter(path, rule):
    errors = [] if path.stem in rule.but else list(rule(read(path)))
    errors += ["(Pages named in `but` need not keep this rule.)"] if errors and rule.but else []
    assert not errors, f"{path.name}:\n" + "\n".join(errors)


@each(("rule", "bad"), rule.samples(), ids=lambda value: getattr(value, "__name__", ""))
def test_a_rule_speaks_of_its_bad_samples(rule, bad):
    assert list(rule(bad))


@each("path", OTHERS, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_is_typed_elsewhere_that_is_computed(path):
    errors = list(nothing_is_typed_that_is_computed(read(path)))
    assert not errors, f"{path.name}:\n" + "\n".join(errors)


@each("entry", BOOK, ids=lambda entry: entry.file)
def test_the_heading_of_a_page_is_its_title(entry):
    heading = re.search(r"^# (.+)$", words(read(page_file(entry))), re.MULTILINE)[1]
    message = f"{entry.file}: write `# {entry.title}`, or give it the title {heading!r} in _toc.yml"
    assert heading == entry.title, message


def test_the_skeleton_in_contributing_keeps_to_the_form():
    skeleton = (ROOT / "CONTRIBUTING.md").read_text("utf8").split("````\n")[1]
    form = [one for one in rule if one.but == PROMISE_NOTHING]
    errors = [text for one in form for text in one(book(prose(skeleton)))]
    assert not errors, "CONTRIBUTING.md, the skeleton:\n" + "\n".join(errors)


def test_the_glossary_can_be_read():
    labels = re.findall(r"^\((gl-[\w-]+)\)=$", GLOSSARY, re.MULTILINE)
    assert labels == [*TERMS, "gl-sources"] and len(TERMS) > 50, (
        "chapters/glossary.md: write an entry in three lines: (gl-term)=, **term** · 中文, "
        f": what it means. Not read: {set(labels) - {*TERMS, 'gl-sources'}}"
    )
    assert len(set(TERMS.values())) == len(TERMS), "a term has two entries"
    unknown = set(re.findall(r"\]\(#(gl-[\w-]+)\)", GLOSSARY)) - set(labels)
    assert not unknown, f"chapters/glossary.md: {unknown} are linked, and have no entry"
    firsts = [term[0].upper() for term in TERMS.values()]
    letters = re.findall(r"^## (\w)$", GLOSSARY, re.MULTILINE)
    assert letters == sorted(set(firsts)), (
        "chapters/glossary.md: one heading `## A` for each first letter, in the alphabet's order"
    )
    assert firsts == sorted(firsts), "chapters/glossary.md: move the entry below its letter"


def test_every_term_is_used_in_a_chapter():
    pages = [path for path in NOTEBOOKS if path.stem != "notation"]
    used = {label for path in pages for label in first_uses(words(read(path)))}
    unused = {TERMS[label] for label in set(TERMS) - used}
    assert not unused, f"use {unused} in a chapter, or take it out of chapters/glossary.md"
