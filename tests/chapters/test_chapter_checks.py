"""Checks that chapters define themselves: what they say of answers that no page shows.

What a page shows is stored, and compared with what the build computes (`test_outputs.py`).
"""

import inspect
from functools import cache
from itertools import pairwise

import numpy as np
import pytest
from each import each
from from_chapter import functions

from plainnet import NeuralNetwork, datasets

CHAPTERS = "background", "bug_museum", "faq", "gradient_descent", "history"
CHAPTERS += "numpy_to_pytorch", "outlook", "plateaus", "toolbox"
pytestmark = pytest.mark.rests_on("code", *(f"cells chapters/{name}.ipynb" for name in CHAPTERS))

X, y = datasets.xor()
LONG = np.random.default_rng(0).random((2, 2000))
TABLE = np.random.default_rng(2).random((50, 4))
BATCH = np.array([[1.0, 20.0, 0.0], [3.0, 10.0, 0.5], [2.0, 60.0, 1.0]])
TOWNS = np.array([0.0, 3.0, 3.0, 6.0])
PARCEL = NeuralNetwork(
    3, 3, 1, activation="tanh", init="normal", rng=np.random.default_rng(4)
).parameters

CHECKS = {  # the chapter that defines a check, and what is known to it besides its functions
    "check_speed": (
        "background",
        {"inputs": LONG[0], "weights": LONG[1], "x": LONG[0].tolist(), "w": LONG[1].tolist()},
    ),
    "check_average": ("background", {}),
    "check_centred": ("toolbox", {"patterns": BATCH}),
    "check_epoch": (
        "gradient_descent",
        dict(zip(("X6", "y6"), datasets.noisy_xor(6, rng=np.random.default_rng(0)), strict=True)),
    ),
    "check_bias_free": ("plateaus", {}),
    "is_a_forgery": ("bug_museum", {}),
    "check_operations": ("faq", {}),
    "check_starts": ("faq", {"count_solved": lambda *_, init: 293 if init == "xavier" else 287}),
    "check_widest": ("outlook", {}),
    "check_arrays": ("history", {"table": TABLE}),
    "check_distances": ("history", {"x": TOWNS, "y": TOWNS[::-1]}),
    "check_unpack": ("numpy_to_pytorch", {"parcel": lambda: PARCEL}),
    "check_floor": ("numpy_to_pytorch", {}),
}


@cache
def check(name):
    chapter, known = CHECKS[name]
    return functions(chapter, name, **{"X": X, "y": y} | known)[0]


def of_page(check_name, name):
    """What a name means to the check."""
    return inspect.unwrap(check(check_name)).__globals__[name]


def told(name, *answers):
    return str(check(name)(*answers))


def without_return(*given):
    sum(map(np.sum, given))


def in_place(a, b):
    a -= b
    return (a**2).sum()


def network_of(rows, share=1.0):
    def my_epoch(nn):
        X6, y6 = (of_page("check_epoch", name) for name in ("X6", "y6"))
        for some in rows:
            for name, slope in nn.backward(nn.forward(X6[some]), y6[some]).items():
                nn.parameters[name] -= 0.3 * share * slope

    return my_epoch


def by_arrays(table):
    squares, large = (table**2).sum(), (table > 0.5).sum()
    return {"squares": squares, "means": table.mean(axis=0), "large": large}


@each(
    ("name", "answers"),
    [
        ("check_average", [lambda left, right: left / 2 + right / 2]),
        ("check_average", [lambda left, right: (left / 2 + right / 2).tolist()]),
        ("check_bias_free", [[[2.0, 9.0], [2.0, 9.0]], [[-6.0], [5.5]]]),
    ],
)
def test_a_right_answer_is_right(name, answers):
    assert told(name, *answers).startswith("Right")


def test_speed_is_measured_by_a_clock_that_ticks_once_in_a_millisecond(monkeypatch):
    """As some browsers' clocks do: an answer that takes less took no time by one call."""
    clock = of_page("check_speed", "time")
    finer = clock.perf_counter
    monkeypatch.setattr(clock, "perf_counter", lambda: int(1000 * finer()) / 1000)
    assert told("check_speed", lambda a, b: ((a - b) ** 2).sum()).startswith("Right")


def returned(*given):
    return ...


def statement(*given): ...  # nothing yet


@each("name", CHECKS)
@each("answer", [..., returned, statement, [..., 1.0]])
def test_an_open_answer_is_not_answered(name, answer):
    if isinstance(answer, list) and not name.startswith("check_"):
        return  # only for plain values
    more = {"check_starts": [287], "check_bias_free": [np.ones((2, 1))]}.get(name, [])
    answers = answer, *more
    assert told(name, *answers) == "Not answered yet."


SEEMS = "it looks as if "
WRONG = [
    ("check_speed", f"{SEEMS}the root is taken", lambda a, b: np.linalg.norm(a - b)),
    ("check_speed", f"{SEEMS}the squares are not added up", lambda a, b: (a - b) ** 2),
    ("check_speed", f"{SEEMS}each number is squared before", lambda a, b: (a**2 - b**2).sum()),
    ("check_speed", "your answer is None (is a `return` missing?)", without_return),
    ("check_speed", "the number is right, but `a` or `b` is changed", in_place),
    ("check_average", "your answer is None (is a `return` missing?)", without_return),
    ("check_average", f"{SEEMS}only the second picture", lambda left, right: left + right / 2),
    ("check_bias_free", "the answers are [0.5 0.5 0.5 0.5]", np.zeros((2, 2)), np.zeros((2, 1))),
    ("check_bias_free", "W1 has shape (2,); needed is shape (2, 2)", [1, 2], [[1], [2]]),
    ("check_centred", f"{SEEMS}this is `X`", X - X.mean(axis=0)),
    ("check_epoch", f"{SEEMS}each batch lacks its last pattern", network_of([[0, 1], [3, 4]])),
    ("check_epoch", f"{SEEMS}the first batch has the patt", network_of([[0, 3, 4], [1, 2, 5]])),
    ("check_centred", f"{SEEMS}nothing is subtracted", BATCH),
    ("check_centred", f"{SEEMS}the inputs are scaled, too", (BATCH - BATCH.mean(0)) / BATCH.std(0)),
    ("check_epoch", f"{SEEMS}this is one update from all six", network_of([slice(None)])),
    ("check_epoch", f"{SEEMS}this is one update a pattern", network_of([[i] for i in range(6)])),
    ("check_epoch", f"{SEEMS}these are batches of two", network_of([[0, 1], [2, 3], [4, 5]])),
    ("check_epoch", f"{SEEMS}the mean over the batch", network_of([[0, 1, 2], [3, 4, 5]], 3)),
    ("check_epoch", f"{SEEMS}nothing has changed", lambda nn: None),
    ("check_epoch", "without_return raised TypeError", without_return),
    ("is_a_forgery", "XOR is not solved", lambda *given: None),
    ("is_a_forgery", "your function raised TypeError: <lambda>() takes 2", lambda nn, X: None),
    (
        "check_operations",
        f"{SEEMS}the parameters were counted",
        lambda *s: sum((n + 1) * k for n, k in pairwise(s)),
    ),
    ("check_operations", "your function raised IndexError in line ", lambda *s: s[3]),
    ("check_operations", "your answer is a list with None", without_return),
    ("check_starts", f"{SEEMS}the two counts were exchanged", 287, 293),
    ("check_widest", "depth 1 is None (is a `return` missing?)", without_return),
    (
        "check_arrays",
        f"{SEEMS}the squares are averaged",
        lambda t: by_arrays(t) | {"squares": (t**2).mean()},
    ),
    ("check_arrays", "your answer is None", without_return),
    ("check_unpack", "your function raised KeyError in line ", lambda s: s["0.weight"]),
    ("check_floor", f"{SEEMS}this is the floor without the mistake", 0.0),
    ("check_floor", "your answer is the text '0.5'", "0.5"),
]


@each(("name", "says", "answers"), [(n, says, a) for n, says, *a in WRONG])
def test_a_wrong_answer_gets_a_sentence(name, says, answers):
    assert told(name, *answers).startswith(f"Not yet: {says}")
