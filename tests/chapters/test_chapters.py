"""The rules for notebooks: each is a function of a notebook, and is itself tested below."""

import ast
import copy
import itertools
import json
import re
from pathlib import Path

import nbformat
import pytest
from each import each

from plainnet_book import cells, notebooks

CHAPTERS = Path(__file__).parents[2] / "chapters"
NOTEBOOKS = sorted(CHAPTERS.glob("*.ipynb"))  # their Chinese twins are compared with them
TEXT = {"text/plain", "text/latex"}
LABELS = ("In this chapter", "You need", "What you learned", "In practice", "Further reading")
EXPLAINED = re.compile(r"nbval-.*|raises-exception|timing")
PART = re.compile(r"\{(exercise|exercise-start|solution-start|solution-end)\} *(\S*)")
LINE = 76  # the longest line that fits on a page
# Messages of the package, of NumPy and of PyTorch: a page wraps them.
SENTENCE = re.compile(
    r"Not yet: |Right, it refuses: |wrong: |cannot tell here: |^\w+Error: |^PyTorch is not "
)


def source(cell):
    return "".join(cell["source"])


def code_cells(notebook):
    return [c for c in notebook["cells"] if c["cell_type"] == "code" and source(c).strip()]


def words(notebook):
    return "\n".join(source(c) for c in notebook["cells"] if c["cell_type"] == "markdown")


def tags(cell):
    return cell["metadata"].get("tags", [])


# The rules: each yields the errors in a notebook as texts.
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


def every_cell_was_run(notebook):
    """Cells not run by `make notebooks`, which sets all counts to 1: new cells change no others."""
    for cell in code_cells(notebook):
        if cell["execution_count"] != 1:
            yield f"run `make notebooks`: {source(cell)[:60]}"


def every_cell_has_an_id_of_its_own(notebook):
    ids = [cell.get("id") for cell in notebook["cells"]]
    if None in ids or len(set(ids)) < len(ids):
        yield "run `make notebooks`: ids are missing or stand twice"


def no_widgets_are_stored(notebook):
    if "widgets" in notebook["metadata"] or "widget-view" in json.dumps(notebook):
        yield "run `make notebooks`: the state or the view of a widget is stored"


def kind(cell):
    return cells.kind(source(cell), cell["metadata"])


def calls_are_hidden(notebook):
    """Calls of explorers or answer boxes that a page shows; such a call may reveal an answer."""
    for cell in code_cells(notebook):
        is_call = kind(cell) == "call" or "AnswerBox(" in source(cell)
        if is_call and "remove-input" not in tags(cell):
            yield f"readers see what the call shows: tag it `remove-input`: {source(cell)[:60]}"


def what_folds_is_collapsed(notebook):
    """Cells that JupyterLab does not show as the page does, folded or open."""
    joined = [cell | {"source": source(cell)} for cell in notebook["cells"]]
    book = nbformat.from_dict(notebook | {"cells": joined})
    for cell, settings in zip(book.cells, notebooks.collapsed(book), strict=True):
        if cell.metadata.get("jupyter", {}) != settings:
            yield f"run `make notebooks`: JupyterLab needs {settings}: {cell.source[:60]}"


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


def setup_and_plotting_code_is_folded(notebook):
    for cell in code_cells(notebook):
        gone = {"remove-cell", "remove-input", "hide-input", "hide-cell"} & set(tags(cell))
        if kind(cell) in ("setup", "figure") and not gone and "exercise" not in tags(cell):
            yield f"tag it `hide-input`, which folds the code: {source(cell)[:60]}"


def figures_are_in_sight(notebook):
    """Figures that are folded although there is no prediction directly above them."""
    for before, cell in itertools.pairwise([None, *notebook["cells"]]):
        asked = before and "prediction=True" in source(before)
        folded = {"hide-cell", "hide-output"} & set(tags(cell))
        if folded and not asked and cell["cell_type"] == "code" and kind(cell) == "figure":
            yield f"tag it `hide-input`, not {folded}: the figure is folded: {source(cell)[:60]}"


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


def lines_fit_a_page(notebook):
    """Lines of code and of printed output that are too long for a page."""
    for cell in code_cells(notebook):
        for line in (*source(cell).splitlines(), *shown_outputs(cell)):
            if len(line) > LINE:
                yield f"{len(line)} characters; at most {LINE}, or the line is cut: {line}"


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


def figures_have_words(notebook):
    for cell in (cell for cell in code_cells(notebook) if "exercise" not in tags(cell)):
        about = cell["metadata"].get("mystnb", {})
        for kind, key in (("image", "alt"), ("figure", "caption")):
            if "plt.show()" in source(cell) and len(about.get(kind, {}).get(key, "")) < 40:
                yield (
                    f"a figure needs the metadata mystnb.{kind}.{key}, at least 40 characters: "
                    f"{source(cell)[-60:]}"
                )


def tags_have_reasons(notebook):
    for cell in code_cells(notebook):
        if any(EXPLAINED.fullmatch(tag) for tag in tags(cell)) and source(cell).strip()[0] != "#":
            yield f"why the tags {tags(cell)}? Say it in a comment on the first line"


def labels_are_there(notebook):
    text = words(notebook)
    for label in LABELS:
        if not re.search(rf"^(#+ {label}|\W*\*\*{label}\W*\*\*)", text, re.MULTILINE):
            yield f"a heading or bold label is missing: add `## {label}` or `**{label}**`"


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


RULES = (
    outputs_are_text,
    every_cell_was_run,
    every_cell_has_an_id_of_its_own,
    no_widgets_are_stored,
    calls_are_hidden,
    what_folds_is_collapsed,
    questions_come_before_their_proof,
    exercises_for_code_have_a_place,
    setup_and_plotting_code_is_folded,
    figures_are_in_sight,
    proofs_are_off_the_page,
    lines_fit_a_page,
    predictions_come_before_their_answer,
    cells_are_short,
    cells_are_plain_python,
    figures_have_words,
    tags_have_reasons,
)
CHAPTER_RULES = (labels_are_there, promises_point_somewhere, exercises_have_solutions)


# Pages without promises and exercises.
PROMISE_NOTHING = ("intro", "notation", "debugging", "playground")


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
@each("rule", [*RULES, *CHAPTER_RULES], ids=lambda rule: rule.__name__)
def test_in_chapter(path, rule):
    if rule in CHAPTER_RULES and path.stem in PROMISE_NOTHING:
        return
    errors = list(rule(json.loads(path.read_text("utf8"))))
    if rule in CHAPTER_RULES:
        errors += errors and ["(A page that teaches nothing new stands in PROMISE_NOTHING, above.)"]
    assert not errors, f"{path.name}:\n" + "\n".join(errors)


def test_there_are_chapters():
    assert NOTEBOOKS, f"no notebook in {CHAPTERS}"


def test_the_skeleton_in_contributing_keeps_to_the_form():
    skeleton = (CHAPTERS.parent / "CONTRIBUTING.md").read_text("utf8").split("````\n")[1]
    errors = [text for rule in CHAPTER_RULES for text in rule(notebook(prose(skeleton)))]
    assert not errors, "CONTRIBUTING.md, the skeleton:\n" + "\n".join(errors)


# Tests of the rules.
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


def exercise(number, solved=None):
    return (
        f"```{{exercise}} Find it\n:label: ex-{number}\nHow?\n```\n\n"
        f"```{{solution}} ex-{solved or number}\n:class: dropdown\nSo.\n```\n"
    )


def shown(kind):
    return {"output_type": "display_data", "data": {kind: "x"}, "metadata": {}}


LONG = "Long enough to say what can be seen in it."
FIGURE = {"image": {"alt": LONG}, "figure": {"caption": LONG}}
FOLDED, UNSEEN = {"source_hidden": True}, {"outputs_hidden": True}
CLOSED = FOLDED | UNSEEN
GOOD_CODE = [
    code("1 + 1", shown("text/plain")),
    code("print(1)", {"output_type": "stream", "name": "stdout", "text": "1\n"}),
    code("import numpy as np", tags=["hide-input"], jupyter=FOLDED),
    code(
        "fig, ax = plt.subplots()\nplt.show()",
        shown("text/plain"),
        tags=["hide-input"],
        jupyter=FOLDED,
        mystnb=FIGURE,
    ),
    code("x = 1\nassert x == 1", tags=["remove-cell"], jupyter=CLOSED),
    code("nn = network()\nassert nn.loss < 1"),
    code("print(nn)"),
    prose("And so it is:"),
    code("assert 1 < 2"),
    prose("```{exercise}\n:label: ex-4\n```"),
    code("", count=None),
    prose("```{solution-start} ex-4\n```"),
    code("assert 2 < 3", jupyter=CLOSED),
    code("2 + 3", jupyter=CLOSED),
    prose("```{solution-end}\n```"),
    code(
        "1 + 2  # 345678901234567890123456789012345678901234567890123456789012345678",
        shown("text/plain"),
    ),
    code("# fails on purpose\n1 / 0", {"output_type": "error"}, tags=["raises-exception"]),
    code("AnswerBox(\n" + "1,\n" * 30 + ")", tags=["remove-input"], jupyter=FOLDED),
    code("AnswerBox(q, prediction=True)", tags=["remove-input"], jupyter=FOLDED),
    code("2 + 2", shown("text/plain"), tags=["hide-output"], jupyter=UNSEEN),
    code("AnswerBox(q, prediction=True)", tags=["remove-input"], jupyter=FOLDED),
    code(
        "Stepper()",
        {"output_type": "execute_result", "data": {"text/plain": "x" * 99}},
        tags=["remove-input"],
        jupyter=FOLDED,
    ),
    code("AnswerBox(q, prediction=True)", tags=["remove-input"], jupyter=FOLDED),
    code("3 + 3", shown("text/plain"), tags=["hide-cell"], jupyter=CLOSED),
    code("AnswerBox(q, prediction=True)", tags=["remove-input"], jupyter=FOLDED),
    code("plt.show()", shown("text/plain"), tags=["hide-cell"], jupyter=CLOSED, mystnb=FIGURE),
    code("", count=None),
]
GOOD_PROSE = [
    prose(
        "# Title\n\n**In this chapter** you will\n\n- [read](#this),\n- solve [one](#ex-1),\n"
        "- and, on a longer line,\n  solve [two](#ex-2) and [three](#ex-3).\n\n"
        "**You need:** time\n\n(this)=\n### This\n\n## What you learned\n\n"
        "## In practice\n\n### Further reading\n"
    ),
    prose(exercise(1) + exercise(2)),
    prose("````{exercise-start} Last\n:label: ex-3\n````\n````{exercise-end}\n````\n"),
    prose(":::{solution-start} ex-3\n:::\n:::{solution-end}\n:::\n"),
]


def notebook(*cells, **metadata):
    return {"cells": list(cells), "metadata": metadata}


GOOD = notebook(*GOOD_PROSE, *GOOD_CODE)
REST = GOOD_PROSE[1:]
BAD = [
    (outputs_are_text, notebook(code("f", shown("text/html")))),
    (outputs_are_text, notebook(code("f", shown("image/png")))),
    (outputs_are_text, notebook(code("f", {"output_type": "error"}))),
    (outputs_are_text, notebook(code("f", {"output_type": "stream", "name": "stderr"}))),
    (every_cell_was_run, notebook(code("f", count=None))),
    (every_cell_was_run, notebook(code("f"), code("g", count=2))),
    (every_cell_has_an_id_of_its_own, notebook(code("f") | {"id": "1"}, code("g") | {"id": "1"})),
    (every_cell_has_an_id_of_its_own, notebook({"cell_type": "code"})),
    (no_widgets_are_stored, notebook(widgets={"state": {}})),
    (no_widgets_are_stored, notebook(code("f", shown("application/vnd.jupyter.widget-view+json")))),
    (calls_are_hidden, notebook(code("AnswerBox(q)"))),
    (calls_are_hidden, notebook(code("AnswerBox(q)", jupyter=FOLDED))),
    (calls_are_hidden, notebook(code("box = AnswerBox(q)"))),
    (calls_are_hidden, notebook(code("from plainnet.explorers import Stepper\n\nStepper()"))),
    (what_folds_is_collapsed, notebook(code("f()", tags=["hide-output"]))),
    (what_folds_is_collapsed, notebook(code("f()", tags=["hide-input"], jupyter=CLOSED))),
    (what_folds_is_collapsed, notebook(code("f()", jupyter=FOLDED))),
    (what_folds_is_collapsed, notebook(prose("```{solution-start} ex-1"), code("f()"))),
    (
        questions_come_before_their_proof,
        notebook(
            code("assert 1", tags=["remove-cell"]), prose("Guess."), code("Box(prediction=True)")
        ),
    ),
    (
        exercises_for_code_have_a_place,
        notebook(prose("```{exercise} A\n```\n```{solution-start} ex-1\n```"), code("f()")),
    ),
    (
        exercises_for_code_have_a_place,
        notebook(code(""), *map(prose, ("```{exercise} A", "```{solution-start} a")), code("f()")),
    ),
    (setup_and_plotting_code_is_folded, notebook(code("import numpy as np"))),
    (setup_and_plotting_code_is_folded, notebook(code("f()\nplt.show()"))),
    (setup_and_plotting_code_is_folded, notebook(code("draw()", mystnb=FIGURE))),
    (figures_are_in_sight, notebook(code("plt.show()", tags=["hide-cell"]))),
    (figures_are_in_sight, notebook(prose("So."), code("plt.show()", tags=["hide-output"]))),
    (proofs_are_off_the_page, notebook(code("assert 1 < 2"))),
    (
        proofs_are_off_the_page,
        notebook(prose("So it is."), code("x = 1\nassert x", tags=["hide-cell"])),
    ),
    (proofs_are_off_the_page, notebook(prose("```{solution-end}"), code("assert 1"))),
    (lines_fit_a_page, notebook(code("x = " + "1" * 73))),
    (lines_fit_a_page, notebook(code("f()", {"output_type": "stream", "text": ["1\n", "1" * 77]}))),
    (
        lines_fit_a_page,
        notebook(code("f()", {"output_type": "execute_result", "data": {"text/plain": "1" * 77}})),
    ),
    (
        predictions_come_before_their_answer,
        notebook(code("AnswerBox(q, prediction=True)"), code("2 + 2", shown("text/plain"))),
    ),
    (cells_are_short, notebook(code("x\n" * 21), *[code("x")] * 30)),
    (cells_are_short, notebook(code("x\n" * 11), *[code("x")] * 8)),
    (cells_are_plain_python, notebook(code("%matplotlib inline"))),
    (cells_are_plain_python, notebook(code("!pip install x"))),
    (cells_are_plain_python, notebook(code("%%time\nf()"))),
    (cells_are_plain_python, notebook(code("import sys\nsys.path.append('..')"))),
    (cells_are_plain_python, notebook(code("from code.plainnet import train"))),
    (cells_are_plain_python, notebook(code("import code"))),
    (figures_have_words, notebook(code("plt.show()"))),
    (figures_have_words, notebook(code("plt.show()", mystnb=FIGURE | {"image": {"alt": "short"}}))),
    (figures_have_words, notebook(code("plt.show()", mystnb={"image": {"alt": LONG}}))),
    (figures_have_words, notebook(code("plt.show()", render=FIGURE))),
    (tags_have_reasons, notebook(code("f()", tags=["nbval-ignore-output"]))),
    (tags_have_reasons, notebook(code("f()", tags=["hide-input", "timing"]))),
    (tags_have_reasons, notebook(code("f()  # so", tags=["raises-exception"]))),
    *[
        (labels_are_there, notebook(prose(source(GOOD_PROSE[0]).replace(label, "x"))))
        for label in LABELS
    ],
    (labels_are_there, notebook(prose(" ".join(LABELS)))),
    *[
        (promises_point_somewhere, notebook(prose(source(GOOD_PROSE[0]).replace(*change)), *REST))
        for change in (
            ("(#this)", "(#that)"),
            ("(#ex-2)", "(#ex-4)"),
            ("[read](#this)", "read"),
            ("(this)=\n### This", "(this)=\nThis"),
            ("- [read](#this),\n", ""),
            ("**In this chapter**", "**In this**"),
        )
    ],
    (promises_point_somewhere, notebook(GOOD_PROSE[0])),
    (exercises_have_solutions, notebook(prose(exercise(1) + exercise(2)))),
    (exercises_have_solutions, notebook(prose(exercise(1) + exercise(2) + exercise(3, 4)))),
    (exercises_have_solutions, notebook(prose(exercise(1) + exercise(2) + exercise(2)))),
    (
        exercises_have_solutions,
        notebook(prose("".join(map(exercise, (1, 2, 3))).replace(":label: ex-2\n", ""))),
    ),
]


@each("rule", [*RULES, *CHAPTER_RULES], ids=lambda rule: rule.__name__)
def test_a_good_notebook_passes(rule):
    before = copy.deepcopy(GOOD)
    assert list(rule(GOOD)) == []
    assert before == GOOD


@each(("rule", "bad"), BAD, ids=lambda value: getattr(value, "__name__", ""))
def test_a_bad_notebook_is_rejected(rule, bad):
    assert list(rule(bad))


def test_every_rule_was_on_trial():
    untried = {*RULES, *CHAPTER_RULES} - {rule for rule, _ in BAD}
    assert not untried, f"add to BAD a notebook that breaks each of {untried}"
