"""Checks that chapters define themselves: what they say of right, wrong and open answers."""

import inspect
import time
from functools import cache, partial
from itertools import combinations, pairwise, permutations

import numpy as np
import pytest
from from_chapter import functions

from plainnet import NeuralNetwork, datasets, descend, exercises, train
from plainnet.activations import sigmoid
from plainnet.broken import museum
from plainnet.exercises import Feedback, check_numbers, feedback, first_network
from plainnet.gradient_check import check_step
from plainnet.losses import binary_cross_entropy

CHAPTERS = "background", "bug_museum", "concepts", "digits", "faq", "forward_backward"
CHAPTERS += "gradient_descent", "history", "numpy_to_pytorch", "outlook", "plateaus", "toolbox"
CHAPTERS += ("xor",)
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

NINE = dict(zip("Xy", (first_network.X, first_network.Y), strict=True))
IMAGES, CLASSES = (each[:200] for each in datasets.digits())
FEW = IMAGES, np.eye(10)[CLASSES]
READER = NeuralNetwork(64, 4, 10, output="softmax", rng=np.random.default_rng(0))

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
    **{"pairwise": pairwise, "combinations": combinations, "permutations": permutations},
    **{"sigmoid": sigmoid, "X": X, "y": y},
}
CHECKS = {  # the chapter, further names that it defines, and what is known to it
    "check_speed": (
        "background",
        ["is_fast", "times_faster", "seconds", "squares_by_loop"],
        {"inputs": LONG[0], "weights": LONG[1], "x": LONG[0].tolist(), "w": LONG[1].tolist()},
    ),
    "check_xor": (
        "concepts",
        ["neuron", "sigmoid", "TASKS", "task_of", "three_answers"],
        {"x1": x1, "x2": x2, "y_and": AND, "y_or": OR, "y_xor": y},
    ),
    "check_feature": (
        "concepts",
        ["right_with", "FEATURES"],
        {"r1": R1, "r2": R2, "y_rings": OUTER},
    ),
    "check_average": ("background", [], {}),
    "check_centred": ("toolbox", [], {"batch": BATCH}),
    "check_theta": ("toolbox", [], {"Y": np.hstack([AND, OR, y])}),
    "check_epoch": (
        "gradient_descent",
        ["MISTAKES", "after", "from_rows", "other_mistakes", "one_epoch", "network"],
        dict(zip(("X6", "y6"), datasets.noisy_xor(6, rng=np.random.default_rng(0)), strict=True)),
    ),
    "check_slopes": ("forward_backward", ["two_units"], NINE),
    "check_nine": ("forward_backward", ["two_units"], NINE),
    "check_unstuck": ("xor", ["forward", "loss"], {}),
    "check_repaired": ("xor", ["scaled", "has_biases"], {}),
    "check_reader": ("digits", [], {"validation": FEW, "nn": READER}),
    "check_bias_free": ("plateaus", [], {}),
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


def of_page(check_name, name):
    """What a name means to the check."""
    return inspect.unwrap(check(check_name)).__globals__[name]


def told(name, *answers):
    return str(check(name)(*answers))


def neuron(*given):
    """The neuron of the chapter, as its check sees it."""
    return of_page("check_xor", "neuron")(*given)


def three_neurons(x1, x2, size=10, b=1.5):
    at_least_one = neuron(x1, x2, size, size, -0.5 * size)
    not_both = neuron(x1, x2, -size, -size, 1.5 * size)
    return neuron(at_least_one, not_both, size, size, -b * size)


def neurons_of(x1, x2, either=0.5, nand=1.5, heard=None):
    hidden = neuron(x1, x2, 10, 10, -10 * either), neuron(x1, x2, -10, -10, 10 * nand)
    return neuron(*(heard or hidden), 10, 10, -15)


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
        X6, y6 = (of_page("check_epoch", name) for name in ("X6", "y6"))
        for some in rows:
            for name, slope in nn.backward(nn.forward(X6[some]), y6[some]).items():
                nn.parameters[name] -= 0.3 * share * slope

    return my_epoch


def slow_bias(nn, X, y, learning_rate):
    for name, slope in nn.backward(nn.forward(X), y).items():
        nn.parameters[name] -= learning_rate * slope * (0.5 if name == "b2" else 1)


def averages(left, right):
    return (left.astype(float) + right) / 2


def backward_two(theta):
    nn = of_page("check_slopes", "two_units")(theta)
    slopes = nn.backward(nn.forward(NINE["X"]), NINE["y"])
    return np.concatenate([slope.ravel() for slope in slopes.values()])


def w_before_b(theta):
    W1, b1, W2, b2 = np.split(backward_two(theta), [4, 6, 8])
    return np.concatenate([W1, W2, b1, b2])


@cache
def trained_nine():
    theta = np.random.default_rng(2).normal(size=9)
    for _ in range(2000):
        theta = theta - 2.0 * backward_two(theta)
    return theta


def unstuck(theta, rate=5.0, epochs=600):
    forward = of_page("check_unstuck", "forward")
    for _ in range(epochs):
        nn = NeuralNetwork(2, 3, 1)
        parts = np.split(theta.copy(), [6, 9, 12])
        for array, part in zip(nn.parameters.values(), parts, strict=True):
            array[...] = part.reshape(array.shape)
        assert np.allclose(nn.predict(X), forward(theta))
        slopes = nn.backward(nn.forward(X), y)
        theta = theta - rate * np.concatenate([slope.ravel() for slope in slopes.values()])
    return theta


class Listing:
    """The listing of the chapter `xor`, repaired."""

    def __init__(self, seed=1, steps=4000, sign=1.0, last=sigmoid, first=sigmoid, biases=1.0):
        rng = np.random.default_rng(seed)
        self.W1, self.b1 = rng.standard_normal((2, 2)), np.zeros((1, 2))
        self.W2, self.b2 = rng.standard_normal((2, 1)), np.zeros((1, 1))
        self.functions = first, last
        for step in range(steps):
            x, target = X[[step % 4]], y[[step % 4]]
            output = self.forward(x)
            delta2 = (target - output) * output * (1 - output)
            delta1 = (delta2 @ self.W2.T) * self.hidden * (1 - self.hidden)
            self.W2 += sign * self.hidden.T @ delta2
            self.W1 += sign * x.T @ delta1
            self.b2 += sign * biases * delta2
            self.b1 += sign * biases * delta1

    def forward(self, x):
        self.hidden = self.functions[0](x @ self.W1 + self.b1)
        self.output = self.functions[1](self.hidden @ self.W2 + self.b2)
        return self.output


class WithoutBiases:
    def __init__(self):
        self.W1, self.W2 = np.ones((2, 2)), np.ones((2, 1))

    def forward(self, x):
        return sigmoid(sigmoid(x @ self.W1) @ self.W2)


def of_class(share, sign=1.0):
    """Answers of which a share is right: known by their images, for the rest those of class 0."""

    def answers(images):
        found = np.zeros((len(images), 10))
        for row, image in zip(found, images, strict=True):
            place = int(np.flatnonzero((image == IMAGES).all(axis=1))[0])
            row[CLASSES[place] if place < share * 200 else (CLASSES[place] + 1) % 10] = sign
        return found

    return answers


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
    ("check_average", averages),
    ("check_average", lambda left, right: left / 2 + right / 2),
    ("check_slopes", backward_two),
    ("check_nine", trained_nine()),
    ("check_unstuck", unstuck),
    ("check_repaired", Listing()),
    ("check_reader", of_class(0.98)),
    ("check_bias_free", [[2.0, 9.0], [2.0, 9.0]], [[-6.0], [5.5]]),
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
    more = {"check_starts": [287], "check_bias_free": [np.ones((2, 1))]}.get(name, [])
    answers = answer, *more
    assert told(name, *answers) == "Not answered yet."


SEEMS = "it looks as if "
NEURONS = "the answers are right, but not made by three neurons: call `neuron` for each."
LAST = "the hidden neurons are right, but the last one makes of them"
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
    ("check_xor", "OR and NAND are right, but unsure: an an", partial(three_neurons, size=1)),
    ("check_xor", f"{LAST}: always 1. It should do AND", partial(three_neurons, b=0.5)),
    ("check_xor", f"{LAST}: always 0. It should do AND", partial(three_neurons, b=2.5)),
    ("check_xor", "the second neuron says NOR, not NAND", lambda *x: neurons_of(*x, nand=0.5)),
    ("check_xor", "the first neuron says AND, not OR", lambda *x: neurons_of(*x, either=1.5)),
    ("check_xor", "the last neuron hears x1 and x2", lambda *x: neurons_of(*x, heard=x)),
    ("check_xor", "your answer is None (is a `return` missing?)", without_return),
    ("check_feature", ALONE, lambda x1, x2: OUTER),
    ("check_feature", ALONE, lambda x1, x2: RADIUS),
    ("check_feature", "your answer has shape (); needed is shape (60,)", lambda x1, x2: 1),
    ("check_feature", "it returns two numbers for each", lambda *x: np.column_stack(x)),
    ("check_feature", "with your answer a neuron gets 30 of", lambda x1, x2: 0 * x1),
    ("check_feature", f"{SEEMS}only one coordinate is squared", lambda x1, x2: x2**2),
    ("check_feature", f"{SEEMS}the squares are subtracted", lambda x1, x2: x1**2 - x2**2),
    ("check_feature", "by_if raised ValueError in line ", by_if),
    ("check_feature", "it returns two numbers for each point; needed is one", lambda *x: x),
    ("check_feature", f"{SEEMS}this is the angle", lambda x1, x2: np.arctan2(x2, x1)),
    ("check_average", f"{SEEMS}two bytes are added first", lambda left, right: (left + right) / 2),
    ("check_average", f"{SEEMS}only the second picture", lambda left, right: left + right / 2),
    ("check_slopes", "the slopes stand in the order W1, W2, b1, b2", w_before_b),
    ("check_slopes", f"{SEEMS}the mean over the batch", lambda theta: 9 * backward_two(theta)),
    ("check_nine", "theta has 13 numbers, as for three hidden units", np.ones(13)),
    ("check_nine", "8 of 9 are right, and the loss is 0.397", np.r_[np.zeros(8), -1.2]),
    ("check_nine", "9 of 9 are right, and the loss is 0.124; train", 0.5 * trained_nine()),
    ("check_nine", "1 of 9 are right, and the loss is 2", np.r_[np.zeros(8), 2.5]),
    ("check_unstuck", "it returns `theta` as it was", lambda theta: theta),
    ("check_unstuck", "it does not begin at the given `theta`", lambda theta: np.ones(13)),
    ("check_unstuck", "the loss is 0.35", partial(unstuck, rate=2.0)),
    ("check_unstuck", "the loss is inf", partial(unstuck, rate=-1.0, epochs=100)),
    ("check_repaired", "this is the class; call it", Listing),
    ("check_repaired", "`output` has no sigmoid", Listing(last=np.asarray, steps=0)),
    ("check_repaired", "`hidden` has no sigmoid", Listing(first=np.asarray, steps=0)),
    ("check_repaired", "W1 and W2 have no biases", WithoutBiases()),
    ("check_repaired", "the answers are ", Listing(biases=0.0)),
    ("check_repaired", "the answers are 1.00, 1.00, 1.00, 1.00; too few", Listing(sign=-1.0)),
    ("check_repaired", "the answers are ", Listing(seed=0)),
    ("check_reader", "it returns one number for each image", lambda X: np.zeros(len(X))),
    ("check_reader", "its rows are digits; needed are images", lambda X: np.zeros((10, len(X)))),
    ("check_reader", "the answers depend on more than X", lambda X: FEW[1][: len(X)][::-1]),
    ("check_reader", "this is the network of this page", READER.predict),
    ("check_reader", "nearly all are right; was it trained on these", of_class(1.0)),
    ("check_reader", "the right digit has the smallest number", of_class(1.0, sign=-1.0)),
    ("check_reader", "every image gets the same answer", lambda X: np.ones((len(X), 10))),
    ("check_reader", "it reads 10.0% of the validation set, as guessing", of_class(0.1)),
    ("check_reader", "it reads 50.0% of the validation set, so it has", of_class(0.5)),
    ("check_reader", "it reads 95.0% of the validation set. Is it the", of_class(0.95)),
    ("check_bias_free", "the answers are [0.5 0.5 0.5 0.5]", np.zeros((2, 2)), np.zeros((2, 1))),
    ("check_bias_free", "W1 has shape (2,); needed is shape (2, 2)", [1, 2], [[1], [2]]),
    ("check_theta", "theta has whole numbers only; begin with", np.array([0, 2, 0, 0])),
    ("check_centred", f"{SEEMS}this is `X`", X - X.mean(axis=0)),
    ("check_epoch", f"{SEEMS}each batch lacks its last pattern", network_of([[0, 1], [3, 4]])),
    ("check_epoch", f"{SEEMS}the first batch has the patt", network_of([[0, 3, 4], [1, 2, 5]])),
    ("check_centred", f"{SEEMS}nothing is subtracted", BATCH),
    ("check_centred", f"{SEEMS}the inputs are scaled, too", (BATCH - BATCH.mean(0)) / BATCH.std(0)),
    ("check_theta", f"{SEEMS}it has not been trained", np.zeros(4)),
    ("check_theta", f"{SEEMS}the bias comes first", [0, 1, 1, -2]),
    ("check_theta", "theta has 3 numbers; needed are three weights and a bias", [1, 1, -2]),
    ("check_theta", "its loss is 0.01; is it trained long enough", [0.8, 0.8, -1.6, 0.1]),
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
    before = of_page("check_xor", "neuron")
    for answer in (three_neurons, by_if):
        told("check_xor", answer)
    assert of_page("check_xor", "neuron") is before
