"""Checks of single exercises of the course: what they say of right, wrong and open answers."""

import inspect
from functools import cache, partial

import numpy as np
from each import each
from test_first_network import by_backward

from plainnet import NeuralNetwork, datasets
from plainnet.activations import sigmoid
from plainnet.exercises import course

X, y = datasets.xor()
backward_two = partial(by_backward, hidden=2)
START = np.random.default_rng(2).normal(size=9)
OUTER, RNG = np.arange(60) % 2, np.random.default_rng(0)
ANGLE, RADIUS = RNG.uniform(0, 2 * np.pi, 60), 0.5 + 0.5 * OUTER + RNG.normal(0, 0.08, 60)
RINGS = RADIUS * np.cos(ANGLE), RADIUS * np.sin(ANGLE), OUTER
IMAGES, CLASSES = (each[:200] for each in datasets.digits())
READER = NeuralNetwork(64, 4, 10, output="softmax", rng=np.random.default_rng(0))
MORE = {  # what the chapter adds to the answer
    "check_feature": RINGS,
    "check_reader": (IMAGES, np.eye(10)[CLASSES], READER),
}
CHECKS = [name for name, _ in inspect.getmembers(course) if name.startswith("check_")]
CHECKS.remove("check_backward")


def told(name, answer):
    return str(getattr(course, name)(answer, *MORE.get(name, ())))


def neuron(x1, x2, w1, w2, b):
    return sigmoid(w1 * x1 + w2 * x2 + b)


def three_neurons(x1, x2, size=10, either=0.5, nand=1.5, b=1.5, heard=None):
    at_least_one = neuron(x1, x2, size, size, -either * size)
    not_both = neuron(x1, x2, -size, -size, nand * size)
    return neuron(*(heard or (at_least_one, not_both)), size, size, -b * size)


def pattern_by_pattern(x1, x2):
    return [three_neurons(*each) for each in zip(x1, x2, strict=True)]


def by_if(x1, x2):
    if x1 != x2:
        return 1
    return 0


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
    for _ in range(epochs):
        theta = theta - rate * by_backward(theta, 3, X, y)
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
            self.forward(x)
            output = self.output
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


class Silent(Listing):
    def forward(self, x):
        super().forward(x)


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


RIGHT = [
    ("check_slopes", backward_two),
    ("check_nine", trained_nine()),
    ("check_unstuck", unstuck),
    ("check_repaired", Listing()),
    ("check_reader", of_class(0.98)),
    ("check_xor", three_neurons),
    ("check_xor", pattern_by_pattern),
    ("check_feature", lambda x1, x2: x1**2 + x2**2),
    ("check_feature", np.hypot),
    ("check_theta", [1, 1, -2, 0]),
    ("check_theta", np.array([[0.99], [0.99], [-1.98], [0.005]])),
]


@each(("name", "answer"), RIGHT)
def test_a_right_answer_is_right(name, answer):
    assert told(name, answer).startswith("Right")
    assert {name for name, _ in RIGHT} == {*CHECKS}


def spoils(answer):
    """The same answer, which then writes into its arguments."""

    def spoiling(*given):
        found = answer(*given)
        for array in given:
            array[...] = 0
        return found

    return spoiling


@each(("name", "answer"), [row for row in RIGHT if callable(row[1])])
def test_what_an_answer_writes_into_its_arguments_changes_no_verdict(name, answer):
    assert [told(name, one)[:5] for one in (spoils(answer), answer)] == ["Right"] * 2


def returned(*given):
    return ...


def statement(*given): ...  # nothing yet


@each("name", CHECKS)
@each("answer", [..., returned, statement, [..., 1.0]])
def test_an_open_answer_is_not_answered(name, answer):
    assert told(name, answer) == "Not answered yet."


SEEMS = "it looks as if "
NEURONS = "the answers are right, but not made by three neurons: call `neuron` for each."
LAST = "the hidden neurons are right, but the last one makes of them"
ALONE = "your answer is computed from more than x1 and x2."
WRONG = [
    ("check_xor", NEURONS, lambda x1, x2: x1 + x2 - 2 * x1 * x2),
    ("check_xor", NEURONS, np.logical_xor),
    ("check_xor", "needed is the function itself, without brackets.", 0.5),
    ("check_xor", "by_if raised ValueError in line ", by_if),
    ("check_xor", "your function raised TypeError in line ", lambda x1, x2: neuron(x1, x2, 1)),
    ("check_xor", "OR and NAND are right, but unsure: an an", partial(three_neurons, size=1)),
    ("check_xor", f"{LAST}: always 1. It should do AND", partial(three_neurons, b=0.5)),
    ("check_xor", f"{LAST}: always 0. It should do AND", partial(three_neurons, b=2.5)),
    ("check_xor", "the second neuron says NOR, not NAND", lambda *x: three_neurons(*x, nand=0.5)),
    ("check_xor", "the first neuron says AND, not OR", lambda *x: three_neurons(*x, either=1.5)),
    ("check_xor", "the last neuron hears x1 and x2", lambda *x: three_neurons(*x, heard=x)),
    ("check_xor", "your answer is None (is a `return` missing?)", lambda *x: None),
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
    ("check_slopes", "the slopes stand in the order W1, W2, b1, b2; needed is W1, b1,", w_before_b),
    ("check_slopes", f"{SEEMS}the mean over the batch", lambda theta: 9 * backward_two(theta)),
    ("check_nine", "theta has 13 numbers, as for three hidden units", np.ones(13)),
    ("check_nine", "8 of 9 are right, and the loss is 0.397", np.r_[np.zeros(8), -1.2]),
    ("check_nine", "9 of 9 are right, and the loss is 0.124; train", 0.5 * trained_nine()),
    ("check_nine", "1 of 9 are right, and the loss is 2", np.r_[np.zeros(8), 2.5]),
    ("check_nine", "1 of 9 are right, and the loss is 0.919; these are the numbers of a", START),
    ("check_nine", "theta has rows of unequal lengths", [[1.0], [1.0, 2.0]]),
    ("check_feature", "your answer has rows of unequal lengths", lambda *x: [[1.0], [1.0, 2.0]]),
    ("check_reader", "what it returns has rows of unequal", lambda X: [[1.0], [1.0, 2.0]]),
    ("check_unstuck", "it returns `theta` as it was: is each step assigned?", lambda theta: theta),
    ("check_unstuck", "it does not begin at the given `theta`", lambda theta: np.ones(13)),
    ("check_unstuck", "the loss is 0.35", partial(unstuck, rate=2.0)),
    ("check_unstuck", "the loss is 87.977; the", partial(unstuck, rate=-1.0, epochs=100)),
    ("check_repaired", "this is the class; call it", Listing),
    ("check_repaired", "forward(X) is None (is a `return` missing?)", Silent()),
    ("check_repaired", "`output` has no sigmoid", Listing(last=np.asarray, steps=0)),
    ("check_repaired", "`hidden` has no sigmoid", Listing(first=np.asarray, steps=0)),
    ("check_repaired", "W1 and W2 have no biases", WithoutBiases()),
    ("check_repaired", "the answers are ", Listing(biases=0.0)),
    ("check_repaired", "the answers are 1.00, 1.00, 1.00, 1.00; too few", Listing(sign=-1.0)),
    ("check_repaired", "the answers are ", Listing(seed=0)),
    ("check_reader", "it returns one number for each image", lambda X: np.zeros(len(X))),
    ("check_reader", "its rows are digits; needed are images", lambda X: np.zeros((10, len(X)))),
    (
        "check_reader",
        "the answer to an image depends on more than this",
        lambda X: np.eye(10)[CLASSES][: len(X)][::-1],
    ),
    ("check_reader", "this is the network of this page", READER.predict),
    ("check_reader", "nearly all are right; was it trained on these", of_class(1.0)),
    ("check_reader", "the right digit has the smallest number", of_class(1.0, sign=-1.0)),
    ("check_reader", "every image gets the same answer", lambda X: np.ones((len(X), 10))),
    ("check_reader", "it reads 10.0% of the validation set, as guessing", of_class(0.1)),
    ("check_reader", "it reads 50.0% of the validation set, so it has", of_class(0.5)),
    ("check_reader", "it reads 95.0% of the validation set. Is it the", of_class(0.95)),
    ("check_theta", "theta has whole numbers only; begin with", np.array([0, 2, 0, 0])),
    ("check_theta", f"{SEEMS}it has not been trained", np.zeros(4)),
    ("check_theta", f"{SEEMS}the bias comes first", [0, 1, 1, -2]),
    ("check_theta", "theta has 3 numbers; needed are three weights and a bias", [1, 1, -2]),
    ("check_theta", "its loss is 0.01; is it trained long enough", [0.8, 0.8, -1.6, 0.1]),
    ("check_theta", "theta is the text '1'", "1"),
]


@each(("name", "says", "answer"), WRONG)
def test_a_wrong_answer_gets_a_sentence(name, says, answer):
    assert told(name, answer).startswith(f"Not yet: {says}")


def test_the_neuron_of_a_reader_is_left_as_it_was():
    before = neuron
    for answer in (three_neurons, by_if):
        told("check_xor", answer)
    assert neuron is before
