"""The kind of a code cell, whether it only asserts, and the label of its fold."""

import nbformat
from each import each

from plainnet_book import cells, folds

ASKED = "```{exercise} A\n:label: ex-a\n```"
SOLVED = "```{solution} "
FIGURE = {"mystnb": {"figure": {"caption": "A line."}}}


@each(
    ("source", "kind"),
    [
        ("import numpy as np\n\nplt.style.use('plainnet.book')", "setup"),
        ("from plainnet import datasets\n\nX, y = datasets.xor()", "setup"),
        ("import numpy as np\n\nx = np.zeros(2)", "code"),
        ("fig, ax = plt.subplots()\nplt.show()", "figure"),
        ("from plainnet.explorers import Stepper\n\nStepper()", "call"),
        ("XorLearningRate(seeds=4)", "call"),
        ("Hand(nn)", "code"),
        ("AnswerBox(questions.number('How many?', 1, ''))", "call"),
        ("stepper = Stepper()", "code"),
        (
            "assert 1 < 2\nfor x in (1, 2):\n    assert x\n    np.testing.assert_allclose(x, x)",
            "assertions",
        ),
        ("import sys\n\nassert sys", "assertions"),
        ("assert 1 < 2\nprint(1)", "code"),
        ("if x:\n    assert y\nelse:\n    print(1)", "code"),
        ("def f():\n    return 1\n\n\nclass A:\n    pass", "definitions"),
        ("def f():\n    return 1\n\n\nf()", "code"),
    ],
)
def test_a_cell_has_a_kind(source, kind):
    assert cells.kind(source) == kind


@each(
    ("text", "fault"),
    [
        ("```{exercise} Try\nDo it.\n\nMore", "cell 2, line 1: ```{exercise} Try has no end"),
        ("Text.\n\n:::{note}\nText.", "cell 2, line 3: :::{note} has no end"),
        ("```{note}\n```{code-cell}\n1\n```", "cell 2, line 1: ```{note} has no end"),
        ("````{note}\n```python\n1\n````", "cell 2, line 2: ```python has no end"),
        ("````{note}\n```python\n````\n```\n````\n```", "cell 2, line 2: ```python has no end"),
        ("````{note}\n```python\n{math}\n```\n````\n~~~\n~~~", None),
        ("```text\n:::{note}\n```\n\n::::{a}\n:::{b}\n:::\n::::\n\n```a``` b", None),
        (f"(ex-a)=\n## A\n\n{ASKED}", "cell 2, line 5: label ex-a occurs above: cell 2, line 1"),
        (f"{ASKED}\n\n{ASKED}", "cell 2, line 6: label ex-a occurs above: cell 2, line 2"),
        (f"{ASKED}\n{SOLVED}ex-b\n```", "cell 2, line 4: no exercise above has the label ex-b"),
        (f"(b)=\n# B\n{SOLVED}b\n```", "cell 2, line 3: no exercise above has the label b"),
        (f"(a)=\n# A\n\n{ASKED}\n\nThe (a)= in a line.\n\n{SOLVED}ex-a\n```", None),
    ],
)
def test_a_fence_without_end_and_a_label_that_is_not_there_once_are_faults(text, fault):
    code, text = nbformat.v4.new_code_cell("1"), nbformat.v4.new_markdown_cell(text)
    assert [*cells.faults(nbformat.v4.new_notebook(cells=[code, text]))] == [fault] * bool(fault)


def test_what_has_a_caption_is_a_figure():
    assert cells.kind("draw(ax)", FIGURE) == "figure"


@each(
    ("source", "later", "proves"),
    [
        ("assert 1 < 2", "", True),
        ("x = f()\nassert x", "", True),
        ("x = f()\nassert x", "print(x)", False),
        ("x = f()\nassert [x for k in x]", "print(k)", True),
        ("def f():\n    k = 1\n    return k\n\n\nassert f()", "print(k)", True),
        ("def f():\n    return 1\n\n\nassert f()", "f()", False),
        ("print(x)\nassert x", "", False),
        ("plt.show()\nassert x", "", False),
        ("assert x\nx = 1", "", False),
    ],
)
def test_a_cell_that_only_asserts_is_seen(source, later, proves):
    assert cells.is_proof(source, later) == proves


@each(
    ("source", "tag", "has_output", "label"),
    [
        ("import a\nimport b\nfrom c import d, e", "hide-input", False, "Setup · 3 imports"),
        ("import a", "hide-cell", False, "Setup · 1 import"),
        ("plt.style.use('plainnet.book')", "hide-input", False, "Setup"),
        ("plt.show()", "hide-input", True, "Code of this figure"),
        ("plt.show()", "hide-cell", True, "Figure, with its code"),
        ("print(1)", "hide-output", True, "Result"),
        ("print(inspect.getsource(NN.forward))", "hide-output", True, "Source of `forward`"),
        ("plt.show()", "hide-output", True, "Result"),
        ("print(1)", "hide-input", True, "Code of this result"),
        ("print(1)", "hide-cell", True, "Result, with its code"),
        ("assert 1", "hide-cell", False, "What is asserted"),
        ("def draw(ax):\n    x = 1", "hide-input", False, "Code of `draw`"),
        ("def f(): pass\nclass A: pass\nx = 1", "hide-cell", False, "Code of `f` and `A`"),
        ("a = 1\nb, c = 2, 3", "hide-input", False, "Code of `a`, `b` and `c`"),
        ("a, b, c, d = 1, 2, 3, 4", "hide-input", False, "Code of `a`, `b` and 2 more"),
    ],
)
def test_a_fold_says_what_is_in_it(source, tag, has_output, label):
    assert cells.label(source, {"tags": [tag]}, has_output) == label


def cell(source, *tags, **about):
    metadata = {"tags": list(tags), **({"mystnb": about} if about else {})}
    return nbformat.v4.new_code_cell(source, metadata=metadata)


def test_a_notebook_gets_labels_where_it_has_none():
    notebook = nbformat.v4.new_notebook(
        cells=[
            cell("import a", "hide-input"),
            cell("import a", "hide-input", code_prompt_show="All that we need"),
            cell("AnswerBox(q, prediction=True)", "remove-input"),
            cell("print(1)", "hide-output"),
        ]
    )
    found = [one.metadata for one in folds.labelled(notebook).cells]
    shown = [about.get("mystnb", {}).get("code_prompt_show") for about in found]
    assert shown == ["Setup · 1 import", "All that we need", None, "Result"]
    assert [about.get("predicted") for about in found] == [False, False, None, True]
