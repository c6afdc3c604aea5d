"""The notebooks that the site offers: plain Markdown, and no answer before its question.

That no cell reads what only a later one binds is seen by nbval, which executes them from the top.
"""

import json
import re

import pytest
from each import each
from rules import Rules

from plainnet_book import cells, execution, learning

FOLDER = execution.ROOT / "_build" / "html" / "_sources" / "chapters"
NAMES = sorted(path.stem for path in (execution.ROOT / "chapters").glob("*.ipynb"))
MYST = r":::|^\$\$ \(|^`{3,}\{|\{[\w:-]+\}`|^\([\w-]+\)=|\]\((?:#|[\w/]+\.(?:ipynb|md))"
EXERCISE = re.compile(r"^### Exercise [\w.]+ \(.+\)$", re.MULTILINE)
SOLUTION = "<details><summary>Solution to Exercise"


def source(cell):
    return "".join(cell["source"])


@pytest.fixture(scope="module", params=NAMES)
def book(request):
    """The cells of an edition."""
    return json.loads((FOLDER / f"{request.param}.ipynb").read_text("utf8"))["cells"]


def code(text, *tags, **settings):
    metadata = {"tags": tags, **settings}
    return {"cell_type": "code", "source": text, "outputs": [], "metadata": metadata}


def text(words):
    return {"cell_type": "markdown", "source": words}


TASK = text("### Exercise 1.1 (Add)\n\nHow much?")
ANSWER = text(f"{SOLUTION} 1.1</summary></details>")
TOLD = code("print(2)", jupyter={"outputs_hidden": True}) | {"outputs": [{"text": "2"}]}
FAILED = code("1 / 0", "exercise") | {"outputs": [{"output_type": "error"}]}
rule = Rules()


@rule(
    [text("See {eq}`a`.")],
    [text("```{math}\na\n```")],
    [text("$$\na\n$$ (eq-a)")],
    [text("A [weight](#gl-weight), [](xor.ipynb).")],
)
def raw(book):
    """What of the text only MyST understands; code does not count."""
    for cell in (cell for cell in book if cell["cell_type"] == "markdown"):
        yield from re.findall(MYST, learning.CODE.sub("", source(cell)), re.MULTILINE)


@rule([TASK, code("assert 1 + 1 == 2")], [TASK, ANSWER, code("print(2)")], [TOLD])
def told_too_early(book):
    """Cells with assertions, and cells that are not folded, between a question and its answer."""
    asked = answered = False
    for cell in book:
        if cell["cell_type"] == "markdown":
            marks = re.findall(r"^### Exercise|^##? |<summary>Solution to", source(cell), re.M)
            asked = marks[-1] == "### Exercise" if marks else asked
            answered = SOLUTION in source(cell) and source(cell).endswith("</details>")
            continue
        is_proof = asked and source(cell).strip() and cells.kind(source(cell)) == "assertions"
        hidden = cell["metadata"].get("jupyter", {})
        is_open = answered and not hidden.get("source_hidden")
        if is_proof or is_open or (hidden.get("outputs_hidden") and cell["outputs"]):
            yield source(cell)  # of a folded output, JupyterLab shows the first line


@rule([TASK, FAILED])
def exercises_without_a_cell(book):
    """Exercises that are solved by code without a cell for it that runs as it is."""
    mark = ""
    for cell in book:
        if cell["cell_type"] == "markdown":
            marks = re.findall(r"^### Exercise.*|<summary>Solution to", source(cell), re.MULTILINE)
            mark = marks[-1] if marks else mark
        elif "exercise" in cell["metadata"].get("tags", []):
            assert mark.startswith("### Exercise"), source(cell)
            if any(output["output_type"] == "error" for output in cell["outputs"]):
                yield mark


@each("rule", rule, ids=lambda rule: rule.__name__)
def test_an_edition_keeps_its_answers_and_shows_no_raw_text(book, rule):
    assert list(rule(book)) == []


@each(("rule", "bad"), rule.samples(), ids=lambda value: getattr(value, "__name__", ""))
def test_a_rule_speaks_of_its_bad_samples(rule, bad):
    assert list(rule(bad))


def test_editions_hold_exercises_figures_and_the_line_for_a_bare_kernel():
    books = [json.loads((FOLDER / f"{name}.ipynb").read_text("utf8"))["cells"] for name in NAMES]
    texts = "\n".join(source(cell) for book in books for cell in book)
    assert len(EXERCISE.findall(texts)) > 70
    assert texts.count("# %pip install") == len(NAMES)
    outputs = [o for book in books for cell in book for o in cell.get("outputs", [])]
    assert sum("<img" in output.get("data", {}).get("text/html", "") for output in outputs) > 40
