"""`check_own` judges the gradient of any network in plain NumPy."""

import re
from functools import partial

import numpy as np
import pytest
from each import each

from plainnet import datasets
from plainnet.activations import sigmoid
from plainnet.exercises import check_own

X, y = datasets.xor()
SIZES = [(2, 3), 3, (3, 1), 1]


def drawn(seed, scale=1.0):
    rng = np.random.default_rng(seed)
    return [scale * rng.normal(size=size) for size in SIZES]


def forward(theta, X, hidden=sigmoid):
    return sigmoid(hidden(X @ theta[0] + theta[1]) @ theta[2] + theta[3])


def backward(theta, X, y, slope=lambda A: A * (1 - A), hidden=sigmoid, last=lambda p: 1):
    A, p = hidden(X @ theta[0] + theta[1]), forward(theta, X, hidden)
    delta = (p - y) / len(X) * last(p)
    back = delta @ theta[2].T * slope(A)
    return [X.T @ back, back.sum(axis=0), A.T @ delta, delta.sum(axis=0)]


def relu(z):
    return np.maximum(z, 0)


def verdicts(report):
    first, *lines = str(report).splitlines()
    assert first == ("Right:" if report else "Not yet:")
    return [line.split("  ", 1)[1] for line in lines]


@pytest.mark.parametrize("scale", [0.1, 1.0, 3.0, 6.0])
def test_no_right_gradient_is_called_wrong(scale):
    reports = [check_own(forward, backward, drawn(seed, scale), X, y) for seed in range(100)]
    assert not any("wrong" in str(report) for report in reports)
    assert sum(map(bool, reports)) >= (100 if scale <= 1 else 60)


@pytest.mark.parametrize("array", range(4))
def test_one_wrong_array_is_named_and_the_others_are_right(array):
    def faulty(theta, X, y):
        slopes = backward(theta, X, y)
        slopes[array] = slopes[array] * 1.001
        return slopes

    for seed in range(20):
        found = verdicts(check_own(forward, faulty, drawn(seed), X, y))
        assert [each.startswith("wrong at [") for each in found] == [i == array for i in range(4)]


def test_where_the_answers_are_all_but_1_it_cannot_tell():
    theta = [*drawn(0)[:3], np.array([36.0])]
    found = verdicts(check_own(forward, backward, theta, X, np.ones((4, 1))))
    assert all(each.startswith("cannot tell") for each in found)


def test_relus_are_judged_away_from_their_kinks():
    answers = partial(forward, hidden=relu)
    own = partial(backward, slope=lambda A: A > 0, hidden=relu)
    reports = [check_own(answers, own, drawn(seed), X, y) for seed in range(50)]
    assert not any("wrong" in str(report) for report in reports)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda slopes: [slopes[0].T, *slopes[1:]], "expected the shape (2, 3), got (3, 2)"),
        (lambda slopes: [slopes[0] * np.nan, *slopes[1:]], "not all numbers are finite"),
    ],
)
def test_slopes_of_another_shape_or_without_a_value_are_wrong(change, words):
    report = check_own(forward, lambda *given: change(backward(*given)), drawn(0), X, y)
    assert not report and words in verdicts(report)[0]


def test_theta_stays_as_it_is_whatever_backward_does():
    def destroys(theta, X, y):
        slopes = backward(theta, X, y)
        for value in theta:
            value[:] = 0
        X[:] = y[:] = 0
        return slopes

    theta = drawn(0)
    before = [value.copy() for value in theta]
    assert check_own(forward, destroys, theta, X, y)
    assert all(np.array_equal(a, b) for a, b in zip(theta, before, strict=True))


@each("loss", ["mse", lambda p, y: np.mean((p - y) ** 2)])
def test_other_losses(loss):
    own = partial(backward, last=lambda p: 2 * p * (1 - p))
    assert check_own(forward, own, drawn(0), X, y, loss=loss)


GOOD = {"forward": forward, "backward": backward, "theta": drawn(0), "X": X, "y": y}


def raises(*given):
    raise LookupError("no such layer")


@each(
    ("change", "words"),
    [
        ({"forward": 1}, "forward is of type int; needed is the function, without brackets"),
        ({"backward": "b"}, "backward is the text 'b'; needed is the function, without brackets"),
        ({"theta": "W1"}, "theta is the text 'W1'; needed is a list or a dictionary of arrays"),
        ({"theta": []}, "theta is empty; needed is at least one array"),
        ({"theta": [value * np.nan for value in drawn(0)]}, "theta[0][0, 0] is nan; needed are"),
        ({"y": y[:, 0]}, "what forward returns has shape (4, 1); needed is shape (4,)"),
        (
            {"backward": lambda *given: backward(*given)[:2]},
            "backward returns 2; needed are the slopes of theta[0], theta[1], theta[2], theta[3]",
        ),
        ({"backward": lambda *given: None}, "backward is None (is a `return` missing?); needed is"),
        ({"backward": raises}, "backward raised LookupError in line "),
        ({"forward": raises}, "forward raised LookupError in line "),
        ({"theta": drawn(0)[:2]}, "forward raised IndexError in line "),
    ],
)
def test_what_cannot_be_judged_gets_a_sentence(change, words):
    report = check_own(**GOOD | change)
    assert not report and str(report).startswith(f"Not yet: {words}")


@pytest.mark.parametrize(
    ("change", "words"),
    [({"loss": "hinge"}, "loss: expected"), ({"X": "X"}, "X: expected numbers; got 'X'")],
)
def test_what_is_no_exercise_is_refused(change, words):
    with pytest.raises(ValueError, match=re.escape(words)):
        check_own(**GOOD | change)
