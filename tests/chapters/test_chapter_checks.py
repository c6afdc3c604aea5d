"""Checks that chapters define themselves: what they say of right, wrong and open answers."""

import time
from functools import cache, partial
from itertools import pairwise

import numpy as np
import pytest
from from_chapter import functions

from plainnet import NeuralNetwork, datasets, descend, exercises, train
from plainnet.broken import museum
from plainnet.exercises import Feedback, check_numbers, feedback
from plainnet.gradient_check import check_step
from plainnet.losses import binary_cross_entropy

CHAPTERS = "background", "bug_museum", "concepts", "faq", "gradient_descent", "history"
CHAPTERS += "numpy_to_pytorch", "outlook", "toolbox"
pytestmark = pytest.mark.rests_on("code", *(f"cells chapters/{name}.ipynb" for name in CHAPTERS))

X, y = datasets.xor()
x1, x2 = X.T
LONG = np.random.default_rng(0).random((2, 2000))
TABLE = np.random.default_rng(2).random((50, 4))
BATCH = np.array([[1.0, 20.0, 0.0], [3.0, 10.0, 0.5], [2.0, 60.0, 1.0]])
AND, OR, TOWNS = datasets.and_()[1], datasets.or_()[1], np.array([0.0, 3.0, 3.0, 6.0])
RNG, OUTER = np.random.default_rng(0), np.arange(60) % 2
ANGLE, RADIUS = RNG.uniform(0, 2 * np.pi, 60), 0.5 + 0.5 * OUTER + RNG.normal(0, 0.08, 60)
R1, R2 = RADIUS * np.cos(ANGLE), RADIUS * np.sin(ANGLE)
PARCEL = NeuralNetwork(
    3, 3, 1, activation="tanh", init="normal", rng=np.random.default_rng(4)
).parameters

KNOWN = {  # what each check finds on its page, or what stands for it
    "np": np,
    "exercises": exercises,
    "feedback": feedback,
    "Feedback": Feedback,
    "check_numbers": check_numbers,
    "check_step": check_step,
    "NeuralNetwork": NeuralNetwork,
    "binary_cross_entropy": binary_cross_entropy,
    **{"train": train, "descend": descend, "museum": museum, "time": time},
    **{"pairwise": pairwise, "X": X, "y": y},
}
CHECKS = {  # the chapter, further names that it defines, and what is known to it
    "check_speed": (
        "background",
        ["is_fast", "times_faster", "seconds", "squares_by_loop"],
        {"inputs": LONG[0], "weights": LONG[1], "x": LONG[0].tolist(), "w": LONG[1].tolist()},
    ),
    "check_xor": (
        "concepts",
        ["neuron", "sigmoid", "XOR_MISTAKES"],
        {"x1": x1, "x2": x2, "y_and": AND, "y_or": OR, "y_xor": y},
    ),
    "check_feature": (
        "concepts",
        ["judged_feature", "right_with", "FEATURES"],
        {"r1": R1, "r2": R2, "y_rings": OUTER},
    ),
    "check_centred": ("toolbox", [], {"batch": BATCH}),
    "check_theta": ("toolbox", ["judged_theta"], {"Y": np.hstack([AND, OR, y])}),
    "check_epoch": (
        "gradient_descent",
        ["MISTAKES", "after", "one_epoch", "network"],
        dict(zip(("X6", "y6"), datasets.noisy_xor(6, rng=np.random.default_rng(0)), strict=True)),
    ),
    "is_a_forgery": ("bug_museum", ["forged", "walk", "same", "network"], {}),
    "check_operations": ("faq", ["work", "NETWORKS"], {}),
    "check_starts": (
        "faq",
        [],
        {"count_solved": lambda *_, init: 293 if init == "xavier" else 287},
    ),
    "check_widest": ("outlook", [], {}),
    "check_arrays": ("history", ["by_loops"], {"table": TABLE}),
    "check_distances": ("history", [], {"x": TOWNS, "y": TOWNS[::-1]}),
    "check_unpack": ("numpy_to_pytorch", [], {"parcel": lambda: PARCEL}),
    "check_floor": ("numpy_to_pytorch", [], {}),
}


@cache
def check(name):
    chapter, others, known = CHECKS[name]
    return functions(chapter, name, *others, **KNOWN | known)[0]


def told(name, *answers):
    return str(check(name)(*answers))


def neuron(*given):
    """The neuron of the chapter, as its check sees it."""
    return check("check_xor").__globals__["neuron"](*given)


def three_neurons(x1, x2, size=10, b=1.5):
    at_least_one = neuron(x1, x2, size, size, -0.5 * size)
    not_both = neuron(x1, x2, -size, -size, 1.5 * size)
    return neuron(at_least_one, not_both, size, size, -b * size)


def pattern_by_pattern(x1, x2):
    return [three_neurons(*each) for each in zip(x1, x2, strict=True)]


def by_if(x1, x2):
    if x1 != x2:
        return 1
    return 0


def without_return(*given):
    sum(map(np.sum, given))


def network_of(rows, share=1.0):
    def my_epoch(nn):
        X6, y6 = (check("check_epoch").__globals__[name] for name in ("X6", "y6"))
        for some in rows:
            for name, slope in nn.backward(nn.forward(X6[some]), y6[some]).items():
                nn.parameters[name] -= 0.3 * share * slope

    return my_epoch


def slow_bias(nn, X, y, learning_rate):
    for name, slope in nn.backward(nn.forward(X), y).items():
        nn.parameters[name] -= learning_rate * slope * (0.5 if name == "b2" else 1)


def operations(*sizes):
    products = [n * k for n, k in pairwise(sizes)]
    return 2 * (3 * sum(products) - products[0])


def widest(depth, budget):
    return 2499 if depth == 1 else 69


def by_arrays(table):
    squares, large = (table**2).sum(), (table > 0.5).sum()
    return {"squares": squares, "means": table.mean(axis=0), "large": large}


DISTANCES = np.hypot(*(z[:, None] - z for z in (TOWNS, TOWNS[::-1])))
RIGHT = [
    ("check_speed", lambda a, b: ((a - b) ** 2).sum()),
    ("check_xor", three_neurons),
    ("check_xor", pattern_by_pattern),
    ("check_feature", lambda x1, x2: x1**2 + x2**2),
    ("check_feature", np.hypot),
    ("check_centred", BATCH - BATCH.mean(axis=0)),
    ("check_theta", [1, 1, -2, 0]),
    ("check_theta", np.array([[0.99], [0.99], [-1.98], [0.005]])),
    ("check_epoch", network_of([[0, 1, 2], [3, 4, 5]])),
    ("is_a_forgery", slow_bias),
    ("check_operations", operations),
    ("check_starts", 293, 287),
    ("check_widest", widest),
    ("check_arrays", by_arrays),
    ("check_distances", DISTANCES),
    ("check_unpack", lambda state: dict(state)),
    ("check_floor", 0.5032),
]


@pytest.mark.parametrize(("name", "answers"), [(name, answers) for name, *answers in RIGHT])
def test_a_right_answer_is_right(name, answers):
    assert told(name, *answers).startswith("Right")
    assert len({name for name, *_ in RIGHT}) == len(CHECKS)


def returned(*given):
    return ...


def statement(*given): ...  # nothing yet


@pytest.mark.parametrize("name", CHECKS)
@pytest.mark.parametrize("answer", [..., None, returned, statement, [..., 1.0]])
def test_an_open_answer_is_not_answered(name, answer):
    if answer is None or (isinstance(answer, list) and not name.startswith("check_")):
        pytest.skip("only for plain values")
    answers = (answer, 287) if name == "check_starts" else (answer,)
    assert told(name, *answers) == "Not answered yet."


SEEMS = "it looks as if "
NEURONS = "the answers are right, but not those of three neurons: call `neuron` for each."
ALONE = "your answer is computed from more than x1 and x2."
WRONG = [
    ("check_speed", "the number is right, but not five times", lambda a, b: sum((a - b) ** 2)),
    ("check_speed", f"{SEEMS}the root is taken", lambda a, b: np.linalg.norm(a - b)),
    ("check_speed", f"{SEEMS}the squares are not added up", lambda a, b: (a - b) ** 2),
    ("check_speed", f"{SEEMS}each number is squared before", lambda a, b: (a**2 - b**2).sum()),
    ("check_speed", "your answer is None (is a `return` missing?)", without_return),
    ("check_xor", NEURONS, lambda x1, x2: x1 + x2 - 2 * x1 * x2),
    ("check_xor", NEURONS, np.logical_xor),
    ("check_xor", "by_if raised ValueError in line ", by_if),
    ("check_xor", "your function raised TypeError in line ", lambda x1, x2: neuron(x1, x2, 1)),
    ("check_xor", f"{SEEMS}every answer counts as 0", partial(three_neurons, size=1)),
    ("check_xor", f"{SEEMS}every answer counts as 1", partial(three_neurons, b=0.5)),
    ("check_xor", "your answer is None (is a `return` missing?)", without_return),
    ("check_feature", ALONE, lambda x1, x2: OUTER),
    ("check_feature", ALONE, lambda x1, x2: RADIUS),
    ("check_feature", "your answer has shape (); needed is shape (60,)", lambda x1, x2: 1),
    ("check_feature", "your answer has shape (60, 2)", lambda *x: np.column_stack(x)),
    ("check_feature", "with your answer a neuron gets 30 of", lambda x1, x2: 0 * x1),
    ("check_feature", f"{SEEMS}only one coordinate is squared", lambda x1, x2: x2**2),
    ("check_feature", f"{SEEMS}the squares are subtracted", lambda x1, x2: x1**2 - x2**2),
    ("check_feature", "by_if raised ValueError in line ", by_if),
    ("check_centred", f"{SEEMS}nothing is subtracted", BATCH),
    ("check_centred", f"{SEEMS}the inputs are scaled, too", (BATCH - BATCH.mean(0)) / BATCH.std(0)),
    ("check_theta", f"{SEEMS}it has not been trained", np.zeros(4)),
    ("check_theta", f"{SEEMS}the bias comes first", [0, 1, 1, -2]),
    ("check_theta", "theta has 3 numbers; needed are three weights and a bias", [1, 1, -2]),
    ("check_theta", "its loss is 0.01; train on", [0.8, 0.8, -1.6, 0.1]),
    ("check_theta", "theta is the text '1'", "1"),
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
    ("check_distances", f"{SEEMS}the root is missing", DISTANCES**2),
    ("check_unpack", f"{SEEMS}W1 lies the wrong way", lambda s: s | {"W1": s["W1"].T}),
    ("check_unpack", "your function raised KeyError in line ", lambda s: s["0.weight"]),
    ("check_floor", f"{SEEMS}this is the floor without the mistake", 0.0),
    ("check_floor", "your answer is the text '0.5'", "0.5"),
]


@pytest.mark.parametrize(("name", "says", "answers"), [(n, says, a) for n, says, *a in WRONG])
def test_a_wrong_answer_gets_a_sentence(name, says, answers):
    assert told(name, *answers).startswith(f"Not yet: {says}")


def test_the_neuron_of_the_page_is_left_as_it_was():
    before = check("check_xor").__globals__["neuron"]
    for answer in (three_neurons, by_if):
        told("check_xor", answer)
    assert check("check_xor").__globals__["neuron"] is before
