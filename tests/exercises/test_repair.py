"""A slip in a reader's cell is found by trying small changes, and the cell is left as it was."""

import ast
import linecache
import os
import re
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import nbformat
import numpy as np
from each import each
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

from plainnet import NeuralNetwork
from plainnet.exercises import (
    check_backward,
    check_forward,
    check_guard,
    check_numbers,
    repair,
)
from plainnet.exercises.changes import changes
from plainnet.exercises.feedback import NamedError, UntrainedError, check

A = np.array([[1.0, 2.0, 4.0], [3.0, 5.0, 9.0]])


def told(cell, **names):
    """What a cell of a page prints."""
    cell, said = textwrap.dedent(cell), []
    linecache.cache["<cell 7>"] = len(cell), None, cell.splitlines(keepends=True), "<cell 7>"
    names |= {"np": np, "A": A, "check_numbers": check_numbers, "print": said.append}
    exec(compile(cell, "<cell 7>", "exec"), names)
    return "\n".join(map(str, said))


def function(*lines, right):
    body = "\n".join(f"    {line}" for line in lines)
    return f"def mine(a):\n{body}\n\n\nprint(check_numbers(lambda: mine(A.copy()), {right}))"


MEANS, TOTAL, ROWS = "A.mean(axis=0)", "A.sum()", "A.sum(axis=1)"
LOOP = "total = 0", "for row in a:", "    for number in row:"
SLIPS = [
    (["return a * a[0, 1] * 13 - 7"], "A", None),  # far off
    (["return a.mean()"], MEANS, "in line 2, `a.mean()` needs an axis."),
    (["return a.mean(axis=1)"], MEANS, "in line 2, `a.mean(axis=1)` goes along the wrong axis."),
    (["return a.sum(axis=0)"], MEANS, "in line 2, `sum` in `a.sum(axis=0)` is not the right func"),
    (["return a[1] + a[0]"], "A[1] - A[0]", "the sign is turned: `a[1] + a[0]` adds."),
    (["return a.sum() ^ 2"], f"{TOTAL} ** 2", "`^` compares bits; a power is `**`"),
    (["return a[0] / a.sum()"], "A.sum() / A[0]", "the two sides are exchanged in `a[0] /"),
    (["return a[0] + a[1] / 2"], "(A[0] + A[1]) / 2", "brackets are missing or in the wrong place"),
    (["return a[1, 0]"], "A[0, 1]", "in line 2, the indices of `a[1, 0]` are exchanged."),
    (["return a.T.T"], "A.T", "in line 2, `.T` in `a.T"),
    (["return 2 * a @ a.T"], "A @ A.T", "in line 2, `2` is not the right number."),
    (["return np.sqrt(a)"], "A", "in line 2, `sqrt` around `a` is too much."),
    (["return a"], "A**2", "in line 2, the square of `a` is missing."),
    (["a.sum()"], TOTAL, "line 2, `a.sum()`, should return."),
    (["print(a.sum())"], TOTAL, "line 2, `print(a.sum())`, should return, not print."),
    (["total = a.sum()"], TOTAL, "after line 2, `total = a.sum()`, a `return` is missing."),
    (
        [*LOOP, "        total += number", "    return total"],
        TOTAL,
        "line 6, `return total`, should stand outside of the loop.",
    ),
    (
        [*LOOP, "        pass", "    total += number", "return total"],
        TOTAL,
        "line 6, `total += number`, should stand inside of the loop.",
    ),
    ([*LOOP, "        total -= number", "return total"], TOTAL, "sign turned: it subtracts."),
    ([*LOOP, "        total = number", "return total"], TOTAL, "replaces what was there"),
    (
        ["for row in a:", "    row = 0 * row", "return a"],
        "0 * A",
        "gives a name to new numbers; the array itself stays as it was.",
    ),
    (
        ["t = 0", "for i in range(len(a) - 1):", "    t += a[i].sum()", "return t"],
        TOTAL,
        "in line 3, `len(a) - 1` is one too small.",
    ),
    (
        ["rows = [[0.0] * 2] * 2", "rows[0][0] = 1.0", "return np.array(rows)"],
        "np.diag([1.0, 0.0])",
        "in line 2, `[[0.0] * 2] * 2` has the same list again and again.",
    ),
    (["a = a > 3", "b = a.sum()", "return b"], TOTAL, "line 2, `a = a > 3`, is too much"),
    (["b = 2 * a", "a = a + 1", "return b"], "2 * (A + 1)", "lines 2 and 3 are in the wrong"),
    (["a + 1", "return a"], "A + 1", "line 2, `a + 1`, keeps its result nowhere."),
    (["return a[1]"], "A[1][:, None]", "in line 2, `a[1]` should be a column."),
    (["return a[0] ** 2 + a[1]"], "A[0]**2 + A[1]**2", "in line 2, the square of `a[1]` is miss"),
    # What Python says of an answer comes before a change with which it would be right.
    (["return sqrt(a)"], "A", "NameError in line 2: name 'sqrt' is not defined; NumPy's is called"),
    (["return float(a)"], "A", "; this works on single numbers alone; on arrays, NumPy's"),
    (["return a if a > 0 else 0"], "A", "; `if`, `and` and `max` take single numbers; for arrays"),
    (["return a.squared()"], "A", "AttributeError in line 2: 'numpy.ndarray' object has no"),
    (["return a @ a"], "A @ A.T", "in line 2, `a` should be transposed"),  # and what does not fit
    (["return [a.sum()]"], "A.sum()", "in line 2, the brackets of `[a.sum()]` are too much."),
]


@each(("lines", "right", "words"), SLIPS)
def test_a_slip_is_found(lines, right, words):
    said = told(function(*lines, right=right))
    assert said.count("Not yet: ") == 1
    assert (words or "I don't recognise this one") in said


@each("said", ["Not yet there", "还不对"])
def test_what_a_reader_prints_does_not_end_a_trial(said):
    cell = f"print({said!r})\nmine = A.mean()\nprint(check_numbers(mine, A.mean(axis=0)))"
    assert "needs an axis" in told(cell)


def test_a_slip_in_a_value_is_found_but_the_answer_is_never_told():
    assert "needs an axis" in told("mine = A.mean()\nprint(check_numbers(mine, A.mean(axis=0)))")
    assert "expected 28, got 27" in told("mine = 27\nprint(check_numbers(mine, 28))")


OF_SIZE = """
    def mine(y_hat, y):
        if y_hat.size != y.size:
            raise ValueError(f"{y_hat.shape} and {y.shape}")
        return ((y_hat - y) ** 2).mean()


    print(check_guard(mine))"""
OF_PARTS = OF_SIZE.replace("y_hat.size != y.size", "y_hat.shape[1] != y.shape[1]")
CHANGING = """
    def mine(nn, record, y):
        slopes = nn.backward(record, y)
        nn.parameters["W1"] = 0 * nn.parameters["W1"]
        return slopes


    print(check_backward(mine, NN, A[:, :2], A[:, [2]] > 5))"""
MEANT_TWICE = """
    def mine(nn, record, y):
        slopes = nn.backward(record, y)
        slopes["W1"] = slopes["W1"] / len(y)
        return slopes


    print(check_backward(mine, NN, A[:, :2], A[:, [2]] > 5))"""
CALLING = """
    def mine(nn, X):
        return nn.forward(X).Z[{}]


    print(check_forward(mine, NN, A[:, :2], without="@"))"""


@each(
    ("cell", "words"),
    [
        (OF_SIZE, "there it should `raise` an error"),
        (OF_PARTS, "(4, 1) and (4,) it ended before any `raise`: IndexError in line 3: tuple"),
        (CHANGING, "mine changed the parameters of the network; it should only compute"),
        (MEANT_TWICE, "line 4, `slopes['W1'] = slopes['W1'] / len(y)`, is too much"),
        (CALLING.format(0), "the numbers are right, but with `forward`"),
        (CALLING.format(1), "list index out of range"),
    ],
)
def test_what_is_wrong_is_told_and_not_the_luck_of_a_change(cell, words):
    checks = {check.__name__: check for check in (check_backward, check_forward, check_guard)}
    nn = NeuralNetwork(2, 1, output="identity", loss="mse", rng=np.random.default_rng(0))
    said = told(cell, NN=nn, **checks)
    assert words in said
    assert not re.search("right number|missing at|in the place|order", said)


def test_all_checks_of_a_cell_have_to_be_right():
    cell = "def mine(a):\n    return a.sum(axis={})\n"
    cell += "print(check_numbers(mine(A), A.sum(axis=0)))\n"
    other = "print(check_numbers(mine(A), A.mean(axis=0) * 2 + len('{}')))"
    assert "goes along the wrong axis" in told(cell.format(1))
    assert "goes along" not in told(cell.format(1) + other.format("x"))


def test_a_changed_cell_leaves_no_trace(capsys):
    kept, rng = np.zeros(3), np.random.default_rng(0)
    cell = """
        def mine(rng):
            kept[0] += 1
            drawn.append(rng.random())
            sys.stdout.write("once")
            return -1

        print(check_numbers(mine(rng), 1))
        """
    drawn = []
    assert "the sign of `1` is turned" in told(cell, kept=kept, rng=rng, drawn=drawn, sys=sys)
    assert capsys.readouterr().out == "once"
    assert kept.tolist() == [1, 0, 0]
    assert drawn == [np.random.default_rng(0).random()]
    assert rng.random() == np.random.default_rng(0).random(2)[1]


def test_a_loop_without_end_is_left_in_time(monkeypatch):
    monkeypatch.setattr(repair, "SECONDS", 0.3)
    lines = "i = 0", "while i < 3:", "    i += 1", "    a = a * 1.5", "return a"
    began = time.perf_counter()
    assert "I don't recognise this one" in told(function(*lines, right="A * 77.7"))
    assert time.perf_counter() - began < 3


def goal(kind):
    @check
    def at_goal(value):
        if value < 0:
            raise kind("it is below 0")

    return at_goal


@each("kind", [NamedError, UntrainedError])
def test_what_is_named_or_not_trained_is_not_looked_for_in_operators(kind):
    assert told("print(at_goal(-1))", at_goal=goal(kind)) == "Not yet: it is below 0."
    moved = "value = -2\nfor i in range(3):\n    i\nvalue += 1\nprint(at_goal(value))"
    found = told(moved, at_goal=goal(kind))
    assert ("should stand inside of the loop" in found) == (kind is UntrainedError)


@each("step", ["value", "array[0]", "array.T"])
def test_a_step_that_is_not_kept_is_told_although_it_would_not_arrive(step):
    cell = f"value = -200\nfor i in range(3):\n    {step} + 1\nprint(at_goal(value))"
    found = told(cell, at_goal=goal(UntrainedError), array=np.zeros(3))
    assert found == f"Not yet: line 3, `{step} + 1`, keeps its result nowhere."


def test_a_check_is_not_moved_into_a_loop_that_never_runs():
    cell = (
        "print(at_goal(1))\nvalue = -2\nfor i in range(0):\n    value += 1\nprint(at_goal(value))"
    )
    assert told(cell, at_goal=goal(UntrainedError)) == "Right.\nNot yet: it is below 0."


def test_in_a_notebook_a_slip_is_found_too():
    setup = "from plainnet.exercises import check_numbers\nimport numpy as np\nA = np.eye(3)"
    slip = function("return a.sum()", right="A.sum(axis=0)")
    magic = f"%xmode plain\n{slip}"
    book = new_notebook(cells=[new_code_cell(source) for source in (setup, slip, magic)])
    NotebookClient(book, kernel_name="python3").execute()
    said = [cell.outputs[-1].text for cell in book.cells[1:]]
    assert said[0] == "Not yet: in line 2, `a.sum()` needs an axis.\n"
    assert said[1].endswith("Not yet: in line 3, `a.sum()` needs an axis.\n")


def test_outside_of_pages_and_notebooks_nothing_is_run_again():
    assert "I don't recognise this one" in str(check_numbers(lambda: A.mean(), A.sum() + 1))


def test_the_order_of_the_changes_is_the_same_in_each_run():
    code = "import ast; from plainnet.exercises.changes import changes; "
    code += "print([c.words for c in changes(ast.parse('d = a.sum() + b * c'))])"
    told = {
        subprocess.check_output([sys.executable, "-c", code], env={**os.environ, **seed}, text=True)
        for seed in ({"PYTHONHASHSEED": "1"}, {"PYTHONHASHSEED": "2"})
    }
    assert len(told) == 1


RANKS = {  # code; what may be wrong with it, and how many likelier kinds of changes come before
    "x = c": {"should be transposed": 2, "`c` stands": 3, "`c` is in": 4, "`a` is missing at": 6},
    "x = f(c)": {"one too small": 2, "one too large": 2, "the root": 4, "a part of it": 4},
    "x = c * d": {"multiplies, and": 1, "`d` is too": 3, "`c` is too": 3, "both `c` and `d`": 5},
    "x = c - d / 2": {"the sign is turned": 1, "sides are": 2, "brackets": 2},
    "x = c / d - 2": {"brackets": 2},
    "x = [0] * 2": {"same list": 1},
    "x = -c": {"the sign of": 1},
    "x = c < d": {"comparison": 1},
    "x = c and d": {"`and` and `or`": 1},
    "x = d if c else 2": {"two cases": 1},
    "x = c.T": {"`.T` in": 1},
    "x = c, d": {"`(c, d)` is in": 2, "no copies": 3, "several values": 4},
    "x = f(True, 3, 0.3)": {"way round": 1, "`3` is not": 2, "`0.3` is not": 3, "arguments": 2},
    "x = f('p', k='q')": {"of 'q'": 2, "`k` is too": 2},
    "x = c[0, 1]": {"the indices": 1, "all of": 3},
    "x = c[0][1]": {"the indices": 1},
    "x = c[0:2]": {"wrong place": 2},
    "x = np.sum(c)": {"right function": 1, "`sum` around": 3},
    "x = c.sum()": {"needs an axis": 1, "axis, and": 2, "`keepdims=True` is": 1, "`sum` of": 3},
    "c = d\nd = c": {"lines 1 and 2": 3, "replaces what": 2, "line 1, `c = d`, is too": 3},
    "c += d": {"has its sign turned": 1, "should replace": 2, "the array itself": 2},
    "for c in d:\n    x = c\n    c = d": {"`c = d`, should": 0, "`x = c`, should": 0, "gives a": 0},
    "for c in d:\n    x = c\nx = d": {"inside of": 0},
    "x = d\nfor c in d:\n    x = c": {"`x = d`, should": 0},
    "for c in d:\n    if c:\n        x = c\n    else:\n        c = x": {"`c = x`, should": 0},
    "def f():\n    print(c)": {"not print": 0},
    "def f():\n    c": {"should return": 0},
    "def f():\n    x = c": {"a `return` is missing": 0},
    "c - d": {"nowhere": 0},
}


@each("code", RANKS)
def test_the_likelier_a_change_is_the_earlier_it_is_tried(code):
    tried = [each.words for each in changes(ast.parse(f"{code}\ny = a + b\ndef g():\n    b - 1"))]
    line = f"line {code.count(chr(10)) + 2}, "
    later = "`b - 1`, keeps", f"{line}the sign is turned", f"{line}the sign of `a` is turned"
    later += f"{line}`b` is too much", f"{line}the absolute value of `a`", f"{line}the square of bo"
    ranks = [next(i for i, words in enumerate(tried) if each in words) for each in later]
    for words, rank in RANKS[code].items():
        place = next(i for i, each in enumerate(tried) if words in each)
        assert sum(each < place for each in ranks) == rank, words


def test_every_cell_of_the_exercises_can_be_changed():
    count = 0
    for path in Path("chapters").glob("*.ipynb"):
        for cell in nbformat.read(path, 4).cells:
            if "exercise" in cell.metadata.get("tags", ()):
                count += sum(1 for change in changes(ast.parse(cell.source)) if change.words)
    assert count > 10_000
