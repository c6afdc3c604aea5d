"""Planted faults: their check, and the programs of the chapters, run as their pages run them.

Each program is tried as it is given, mended in several ways, and with its fault covered up.
"""

import json
import re
import sys
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest
from each import each

from plainnet.exercises import Planted, planted
from plainnet_book.page_python.session import Session

CHAPTERS = Path(__file__).parents[2] / "chapters"


class Program(NamedTuple):
    """A program with a fault: its ``symptom``, repairs that cure it, and changes that do not.

    The first repair is that of the solution. A change replaces a text by another one; if the
    program then works, its check says so, with the words that stand beside it.
    """

    symptom: str
    repairs: list[tuple]
    cover_ups: list[tuple]


SHARE = "y * (1 - y_hat) + (1 - y) * y_hat"
START = "np.array([[1, 0, -1], [0, 1, 1]])"
TURNED = "(delta1.T @ X).ravel()"
LOWER = "            learning_rate = 0.97 * learning_rate"
TARGETS = "y = np.abs(X[:, 0] - X[:, 1])"
ROWS = "y[start : start + 32]"
SIZE = "drawn * np.sqrt(2) / n_in"
SEEN = "text[i - n + 1 : i + 1]"
PAIR = f"\n            before.append({SEEN})\n            after.append(text["
PROGRAMS = {
    "concepts": Program(
        "an answer is off by 0.991, on average",
        [
            (SHARE, "y * y_hat + (1 - y) * (1 - y_hat)"),
            (SHARE, "np.where(y == 1, y_hat, 1 - y_hat)"),
            ("np.mean(-np.log(share))", "-np.mean(np.log(1 - share))"),
        ],
        [
            ("theta - 5 * slopes", "theta + 0.02 * slopes"),
            ("theta - 5 * slopes", "theta - slopes"),
            ("y[4] = 1", "y[4] = 1\ny = 1 - y", "now the targets are turned round as well"),
            ("default_rng(0)", "default_rng(1)"),
            ("range(401)", "range(501)"),
        ],
    ),
    "toolbox": Program(
        "the loss is 0.208",
        [
            (START, "np.array([[1.0, 0, -1], [0, 1, 1]])"),
            (START, "np.array([[1, 0, -1], [0, 1, 1]], dtype=float)"),
            (START, "np.zeros((2, 3))"),
            ("descend(weights, to_weights)", "weights = weights - 0.5 * to_weights"),
        ],
        [
            ("0.5 *", "0.3 *"),
            ("range(21)", "range(31)"),
            ("to_biases)\nprint", "to_biases)\nweights = weights.astype(float)\nprint"),
            (START, "np.array([[2, 2, 0], [2, 2, 0]])"),
            ("np.zeros(3)", "np.ones(3)"),
        ],
    ),
    "forward_backward": Program(
        "the loss is 0.162",
        [
            (TURNED, "(X.T @ delta1).ravel()"),
            (TURNED, "(delta1.T @ X).T.ravel()"),
            (TURNED, 'np.einsum("ki,kj->ij", X, delta1).ravel()'),
        ],
        [
            ("default_rng(2)", "default_rng(4)", planted.COVERED),
            ("theta - 5 *", "theta - 2 *"),
            ("range(401)", "range(601)"),
            ("/ len(y)", "/ 3"),
        ],
    ),
    "gradient_descent": Program(
        "the loss is 0.625",
        [
            (LOWER, "        learning_rate = 0.97 * learning_rate"),
            (LOWER, "        learning_rate -= 0.03 * learning_rate"),
            (f"learning_rate)\n{LOWER}", "learning_rate * 0.97 ** (len(losses) - 1))"),
        ],
        [
            ("cooling(nn, 5, 60)", "cooling(nn, 50, 60)"),
            ("0.97 *", "0.997 *", "in the first epoch, not each step has the"),
            (LOWER, "", "the rate does not fall any more"),
            ("cooling(nn, 5, 60)", "cooling(nn, 5, 100)"),
        ],
    ),
    "xor": Program(
        "the true loss is 0.693",
        [
            (TARGETS, "y = np.abs(X[:, [0]] - X[:, [1]])"),
            (TARGETS, f"{TARGETS}.reshape(4, 1)"),
            ("forward(theta)\n    share", "forward(theta).ravel()\n    share"),
        ],
        [
            ("default_rng(0)", "default_rng(1)"),
            ("theta - 2 *", "theta - 0.5 *"),
            ("range(401)", "range(501)"),
            ("np.mean(-", "np.sum(-"),
        ],
    ),
    "digits": Program(
        "the loss is 2.3",
        [
            (ROWS, "y[rows]"),
            ("len(X))\n    for", "len(X))\n    y = y[order]\n    for"),
            (
                "len(X))\n    for",
                "len(X))\n    X, y = X[order], y[order]\n    order = range(len(X))\n    for",
            ),
        ],
        [
            (
                "rng.permutation(len(X))",
                "np.arange(len(X))",
                "the epochs do not take the images in batches of new order",
            ),
            ("0.3 *", "0.03 *"),
            ("range(11)", "range(16)"),
            ("np.sqrt(2 / 64)", "0.5"),
        ],
    ),
    "writing": Program(
        "the perplexity on new names is 8,789.0",
        [
            (SEEN, "text[i - n : i]"),
            (SEEN, "text[: i][-n:]"),
            (f"n, len(text)):{PAIR}i])", f"n - 1, len(text) - 1):{PAIR}i + 1])"),
        ],
        [
            ('"epochs": 2', '"epochs": 3'),
            ("default_rng(2)", "default_rng(3)"),
            ("27, 32, 27", "27, 64, 27"),
        ],
    ),
    "outlook": Program(
        "the loss is 0.686",
        [
            (SIZE, "drawn * np.sqrt(2 / n_in)"),
            (SIZE, "drawn * np.sqrt(2) / np.sqrt(n_in)"),
            (SIZE, "rng.uniform(-1, 1, size=(n_in, n_out)) * np.sqrt(6 / n_in)"),
        ],
        [
            (SIZE, f"4 * {SIZE}"),
            ("[16] * 8", "[16] * 2", planted.COVERED),
            (SIZE, "0.35 * drawn"),
            ("epochs=400", "epochs=500"),
            ("default_rng(0))\nrun", "default_rng(1))\nrun"),
        ],
    ),
}
EACH = pytest.mark.parametrize(("chapter", "program"), PROGRAMS.items(), ids=PROGRAMS)
pytestmark = pytest.mark.rests_on("code", *(f"cells chapters/{name}.ipynb" for name in PROGRAMS))


@pytest.fixture(autouse=True)
def _no_tries_yet(monkeypatch):
    monkeypatch.setattr(planted, "given", {})
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])  # a session replaces it


class Page:
    """The page of a chapter, on which a reader changes the program and presses *Check*."""

    def __init__(self, chapter):
        notebook = json.loads((CHAPTERS / f"{chapter}.ipynb").read_text("utf8"))
        self.cells, self.sent = notebook["cells"], []
        code = [i for i, cell in enumerate(self.cells) if cell["cell_type"] == "code"]
        page = {"notebook": notebook, "built": {i: {} for i in code}}
        self.session = Session(json.dumps(page), lambda *piece: self.sent.append(piece))
        self.place, *more = (i for i in code if "fault.check(" in self.session.sources[i])
        self.later = more

    def told(self, old="", new=""):
        """What the check of the program says, changed so."""
        source = self.session.sources[self.place]
        assert old in source, f"the program has no {old!r}"
        self.sent.clear()
        self.session.plan(self.place, json.dumps({self.place: source.replace(old, new)}))
        assert self.session.run(), self.sent
        text = "".join(text for _, text in self.sent).strip()
        return re.split(r"^(?=Right|Not)", text, flags=re.MULTILINE)[-1]


def test_each_planted_fault_of_a_page_is_tried_here():
    pages = {path.stem for path in CHAPTERS.glob("*.ipynb") if "fault.check(" in path.read_text()}
    assert pages == {*PROGRAMS}


@EACH
def test_a_program_as_it_is_given_shows_its_symptom_and_a_repair_is_right(chapter, program):
    page = Page(chapter)
    told = f"Not yet: {program.symptom}, as before; no change makes a difference yet."
    for more in ("", "# a comment", "print('theta')"):
        assert page.told("\nprint(fault", f"\n{more}\nprint(fault").startswith(told)
    hints = page.session.module.fault.hints
    assert len({*hints}) == 3 and all(hint[0].isupper() and hint[-1] in ".?" for hint in hints)
    for repair in program.repairs:
        assert page.told(*repair).startswith("Right: the fault is gone, and "), repair
    assert not planted.given  # none of these costs a hint
    stored = ["".join(page.cells[i]["outputs"][-1]["text"]) for i in (page.place, page.later[-1])]
    assert told.removesuffix(" yet.") in stored[0] and "Right: the fault is gone" in stored[1]
    assert "exercise" in page.cells[page.place]["metadata"]["tags"]


@EACH
def test_a_fault_that_is_covered_up_still_stands_and_each_try_has_a_hint(chapter, program):
    page = Page(chapter)
    numbers = [0]
    for *change, words in ((*change, "")[:3] for change in program.cover_ups):
        told = page.told(*change)
        assert told.startswith("Not yet: ") and "fault is gone" not in told, change
        assert not words or (f", but {words}" in told and ".\nHint " in told), change
        numbers += re.findall(r"\nHint (\d) of 3: ", told)[:1] or numbers[-1:]
        assert 0 <= int(numbers[-1]) - int(numbers[-2]) <= 1, change
    assert int(numbers[-1]) > 0
    assert ", as before; no change makes a difference yet" in page.told()
    assert page.told(*program.repairs[0]).startswith("Right: ")


# The check itself, with a program whose fault is a factor of 2.
def made(loss=abs, cured=lambda x, f: f(1) == 1, **more):
    hints = "It is large.", "Is it doubled?", "Leave out the 2."
    return Planted(lambda x, _: loss(x), 1, cured, 4.0, hints, **more)


def double(x):
    return 2 * x


def same(x):
    return x


def fails(x):
    raise KeyError("W1")


@each(
    ("answers", "told"),
    [
        ((4.0, double), "the loss is 4, as before; no change makes a difference yet."),
        ((4.0 + 1e-9, double), "the loss is 4, as before; no change makes a difference yet."),
        ((3.0, double), "the loss is 3.\nHint 1 of 3: It is large."),
        ((0.5, double), f"the loss is 0.5, but {planted.COVERED}.\nHint 1 of 3: It is large."),
        ((4.0, same), "the planted fault is gone, but the loss is 4. Is your line right, and"),
        ((np.nan, double), "the run overflowed, so there is no loss any more. Take the last"),
        ((np.inf, same), "the run overflowed"),
        ((0.5, fails), "the check ended with KeyError in line"),
        ((0.5, lambda x: sys.exit()), "the check ended with SystemExit"),
        ((None, same), "the check ended with TypeError"),
        (("none", same), "the check ended with TypeError"),
        ((0.5,), "the check ended with TypeError"),
    ],
)
def test_a_program_that_is_not_cured(answers, told, monkeypatch):
    monkeypatch.setattr(planted, "given", {})
    feedback = str(made().check(*answers))
    assert feedback.startswith("Not yet: ") and told in feedback
    assert "\nHint 1 of 3: " in feedback or "the check ended" not in told
    told = str(made(cured=lambda x, f: "it is doubled").check(0.5, double))
    assert told.startswith("Not yet: the loss is 0.5, but it is doubled.\nHint ")


def test_a_program_that_is_cured():
    feedback = made().check(0.25, same)
    assert feedback and str(feedback) == "Right: the fault is gone, and the loss is 0.25."
    assert "off by 0.25" in str(made(words="off by {:.3g}").check(0.25, same))
    assert made(cured=lambda x, f: "").check(0.25, double)


def test_what_a_reader_prints_in_a_function_is_not_printed_again(capsys):
    def told(x):
        print("x is", x)
        return x

    assert made().check(0.25, told)
    assert capsys.readouterr().out == ""


def test_hints_go_on_when_the_page_makes_the_exercise_again():
    told = [str(made().check(x, double)) for x in (2.0, 2.0, 3.0, 5.0, 6.0)]
    assert [text.partition("Hint ")[2][0] for text in told] == ["1", "1", "2", "3", "3"]
    assert told[3].endswith("Leave out the 2.") and told[4].endswith(planted.LAST)
