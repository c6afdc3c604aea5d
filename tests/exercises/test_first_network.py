"""The check of a reader's first network: right answers in several styles, and each mistake."""

import re
from functools import partial

import numpy as np
import pytest
from each import each

from plainnet import NeuralNetwork
from plainnet.activations import sigmoid
from plainnet.exercises import check_network
from plainnet.exercises.first_network import X, Y


def forward_with(hidden=sigmoid, last=sigmoid, b1=1, b2=1, shape=lambda a: a, column=False):
    def forward(theta):
        W1 = theta[0:6].reshape(3, 2).T if column else theta[0:6].reshape(2, 3)
        z = hidden(X @ W1 + b1 * theta[6:9]) @ theta[9:12].reshape(3, 1)
        return shape(last(z + b2 * theta[12]))

    return forward


forward = forward_with()


def loss(theta):
    y_hat = forward(theta)
    return np.mean(-np.log(np.where(Y == 1, y_hat, 1 - y_hat)))


def gradient(theta, nudge=1e-5, anew=True, copied=True, until=13):
    nudged, slopes = theta.copy() if copied else theta, np.zeros(13)
    for i in range(until):
        nudged = theta.copy() if anew else nudged
        nudged[i] = nudged[i] + nudge
        slopes[i] = (loss(nudged) - loss(theta)) / nudge
    return slopes


@pytest.fixture(scope="module")
def theta():
    theta = np.random.default_rng(0).normal(size=13)
    for _ in range(1001):
        theta = theta - 2.0 * gradient(theta)
    return theta


def by_loops(theta):
    W1, W2 = theta[0:6].reshape(2, 3), theta[9:12]
    answers = []
    for x in X:
        hidden = [sigmoid(x[0] * W1[0, j] + x[1] * W1[1, j] + theta[6 + j]) for j in range(3)]
        answers.append([sigmoid(np.dot(hidden, W2) + theta[12])])
    return answers


def by_backward(theta, hidden=3, X=X, Y=Y):
    """The gradient by the package, whose parameters have the order of ``theta``."""
    nn = NeuralNetwork(2, hidden, 1)
    ends = np.cumsum([array.size for array in nn.parameters.values()])[:-1]
    for array, part in zip(nn.parameters.values(), np.split(theta, ends), strict=True):
        array[...] = part.reshape(array.shape)
    return np.concatenate([slope.ravel() for slope in nn.backward(nn.forward(X), Y).values()])


def to_both_sides(theta):
    steps = 1e-4 * np.eye(13)
    return [(loss(theta + step) - loss(theta - step)) / 2e-4 for step in steps]


def test_the_targets_are_those_of_the_chapter():
    assert Y.ravel().tolist() == [0, 0, 0, 0, 1, 0, 0, 0, 0] and X[4].tolist() == [0, 0]


@each("my_forward", [forward, by_loops])
@each("my_gradient", [gradient, by_backward, to_both_sides, lambda t: gradient(t, 1e-3)])
def test_a_right_network_is_not_accused(my_forward, my_gradient, theta):
    feedback = check_network(my_forward, my_gradient, theta)
    assert feedback and str(feedback) == "Right. This network is yours."


@each(
    ("answers", "says"),
    [
        (forward_with(b1=0), "it looks as if b1 is left out"),
        (forward_with(b2=0), "it looks as if b2 is left out"),
        (forward_with(b1=0, b2=0), "it looks as if both biases are left out"),
        (forward_with(hidden=np.asarray), "the sigmoid of the hidden units is missing"),
        (forward_with(last=np.asarray), "the last sigmoid is missing"),
        (forward_with(column=True), "W1 is filled column by column"),
        (forward_with(b1=-1), "b1 is subtracted"),
        (forward_with(hidden=np.tanh), "the hidden units have tanh instead of the sigmoid"),
        (forward_with(hidden=lambda z: np.maximum(z, 0)), "ReLU instead of the sigmoid"),
        (forward_with(shape=lambda a: 1 - a), "this is 1 − ŷ"),
        (forward_with(shape=lambda a: a.round(2)), "the numbers are rounded to 2 digits"),
        (forward_with(shape=np.ravel), "shape (9,); needed is shape (9, 1)"),
        (lambda theta: None, "is a `return` missing?"),
        (lambda theta: theta @ X, "raised ValueError"),
    ],
)
def test_a_mistake_in_forward_is_named(answers, says, theta):
    feedback = check_network(answers, gradient, theta)
    assert not feedback and str(feedback).startswith("Not yet: in forward(theta), ")
    assert says in str(feedback)


def test_a_gradient_that_changes_theta_is_told_to_take_a_copy(theta):
    def step_by_step(theta):
        slopes = np.zeros(13)
        for i in range(13):
            before = loss(theta)
            theta[i] = theta[i] + 1e-5
            slopes[i] = (loss(theta) - before) / 1e-5
        return slopes

    says = "Not yet: gradient(theta) changes theta: nudge a copy of it."
    assert str(check_network(forward, step_by_step, theta)) == says


@each(
    ("slopes", "says"),
    [
        (lambda theta: -gradient(theta), "all signs are turned round"),
        (lambda theta: 1e-5 * gradient(theta), "the change is not divided by the nudge"),
        (lambda theta: gradient(theta) / 2, "divided by two nudges, but goes to one side"),
        (lambda theta: gradient(theta) * 2, "to both sides, but is divided by a single nudge"),
        (lambda theta: gradient(theta) * 9, "the loss is a sum; it is the mean of nine"),
        (partial(gradient, anew=False), "the nudges pile up: take a new copy for each"),
        (
            partial(gradient, anew=False, copied=False),
            "every slope is 0; give `nudged` to the loss, and make it with `copy`",
        ),
        (partial(gradient, until=1), "does `return` stand inside of the loop?"),
        (lambda theta: None, "is a `return` missing?"),
        (lambda theta: gradient(theta)[:12], "needed is shape (13,)"),
        (lambda theta: "slopes", "needed are real numbers"),
        (lambda theta: gradient(theta) + 0.1, "I don't recognise this one"),
    ],
)
def test_a_mistake_in_the_gradient_is_named(slopes, says, theta):
    feedback = check_network(forward, slopes, theta)
    assert not feedback and str(feedback).startswith("Not yet: in gradient(theta), ")
    assert says in str(feedback)


def half_trained(start, rate):
    theta = start.copy()
    for _ in range(60 if rate else 0):
        theta = theta - rate * gradient(theta)
    return theta


DRAWN = np.random.default_rng(0).normal(size=13)


@pytest.mark.parametrize(
    ("start", "rate", "says"),
    [
        (DRAWN, 2.0, r"its loss is 0\.3\d\d; train on, or with a larger learning rate\."),
        (np.zeros(13), 0.0, r"0\.693; theta is still at the start, all zeros, where three units"),
        (np.zeros(13), 2.0, "its hidden units are all alike, so three do no more than one"),
        (np.full(13, 0.5), 2.0, "its hidden units are all alike"),
        (DRAWN, 0.0, "these are the numbers of a start, so the loss never changed: is each step"),
        (0.5 * DRAWN, 0.0, "the loss never changed"),
        (DRAWN + 40.0, 0.0, r"its loss is \d+\.\d+; ½ to all costs less: train it, down"),
    ],
)
def test_a_network_that_is_not_trained_is_told_why(start, rate, says):
    feedback = check_network(forward, gradient, half_trained(start, rate))
    assert not feedback and re.search(says, str(feedback))
    assert str(feedback).startswith("Not yet: the network is right, but its loss is ")


@pytest.mark.parametrize(
    ("theta", "says"),
    [
        (np.zeros(5), "theta has shape (5,); needed is shape (13,)"),
        (
            np.full(13, np.nan),
            "theta[0] is nan; needed are finite numbers: go downhill, and not too far in a step",
        ),
        ("theta", "theta is the text 'theta'; needed are real numbers"),
    ],
)
def test_what_is_no_theta_gets_a_sentence(theta, says):
    assert str(check_network(forward, gradient, theta)) == f"Not yet: {says}."


def test_the_functions_themselves_are_asked_for(theta):
    for answers in ((forward(theta), gradient), (forward, gradient(theta))):
        assert str(check_network(*answers, theta)).endswith(
            " is an array of float64; needed is the function, without (theta)."
        )
