"""The check of the network that a reader writes in the chapter `concepts`.

It has two inputs, three hidden units and one output, all with sigmoids. All 13 parameters are in
one array, ``theta``: W1, of shape (2, 3), row by row, then b1, W2 and b2.
"""

from functools import partial

import numpy as np

from plainnet.activations import relu, sigmoid
from plainnet.exercises.checks import check_numbers
from plainnet.exercises.feedback import (
    Feedback,
    NamedError,
    UnfitError,
    UntrainedError,
    check,
    kind,
    numbers,
)
from plainnet.losses import binary_cross_entropy

X = np.array([[warmth, water] for warmth in (-1, 0, 1) for water in (-1, 0, 1)])
Y = (np.abs(X).sum(axis=1, keepdims=True) == 0).astype(float)
SWAPPED = np.r_[0:6, 9:12, 6:9, 12]  # theta with b1 and W2 in each other's place
GOAL = 0.05
NUDGE = 1e-5
ALIKE = 1e-5  # nudges leave a trace in units that start alike
HALF = np.log(2)  # the loss of ½ to all
NEVER = "these are the numbers of a start, so the loss never changed: is each step assigned, as in "
NEVER += "`theta = theta - …`?"
ANY_NUDGE = 1e-2  # above the relative error of slopes by any small nudge, to one side or to both


@check
def check_network(forward, gradient, theta) -> Feedback:
    """Check a first network: ``forward(theta)``, ``gradient(theta)``, and whether it is trained.

    ``forward`` returns the answers to the nine patterns, shape (9, 1), and ``gradient`` the slopes
    of the cross-entropy, shape (13,), by nudging. ``theta``, shape (13,), is trained when its loss
    is below 0.05.
    """
    for name, function in {"forward": forward, "gradient": gradient}.items():
        if not callable(function):
            raise UnfitError(f"{name} is {kind(function)}; needed is the function, without (theta)")
    at = np.random.default_rng(5).normal(size=13)
    answers = check_numbers(lambda: forward(at.copy()), _answers(at), _wrong_answers(at))
    if not answers:
        return answers.about("forward(theta)")
    given = at.copy()
    slopes = check_numbers(lambda: _snapped(gradient(given), at), _slopes(at), _wrong_slopes(at))
    if not slopes:
        return slopes.about("gradient(theta)")
    if not np.allclose(given, at, 0, 1e-9):
        raise NamedError("gradient(theta) changes theta: nudge a copy of it")
    try:
        theta = numbers("theta", theta, (13,))
    except UnfitError as error:
        hint = ": go downhill, and not too far in a step" if "finite" in str(error) else ""
        raise NamedError(f"{error}{hint}") from None
    if (loss := _loss(theta)) >= GOAL:
        raise UntrainedError(
            f"the network is right, but its loss is {loss:.3f}; {_why(theta, loss)}"
        )
    return Feedback(True, "Right. This network is yours.")


def _why(theta, loss):
    """What to do with a theta that has not been trained well enough."""
    W1 = theta[:6].reshape(2, 3)
    if not theta.any():
        return "theta is still at the start, all zeros, where three units learn no more than one"
    if np.allclose(W1, W1[:, :1], atol=ALIKE) and np.allclose(theta[6:9], theta[6], atol=ALIKE):
        return "its hidden units are all alike, so three do no more than one: start at random"
    if is_start(theta):
        return NEVER
    if loss > HALF:
        return "½ to all costs less: train it, downhill, and not too far in a step"
    return "train on, or with a larger learning rate"


def is_start(theta) -> bool:
    """Whether numbers are as a generator drew them, or all larger or smaller by one factor."""
    drawn = [np.random.default_rng(seed).normal(size=theta.size) for seed in range(100)]
    return any(np.allclose(theta, theta @ start / (start @ start) * start) for start in drawn)


def _answers(theta, hidden=sigmoid, last=sigmoid, b1=1, b2=1, order="C"):
    W1, W2 = theta[:6].reshape(2, 3, order=order), theta[9:12].reshape(3, 1)
    return last(hidden(X @ W1 + b1 * theta[6:9]) @ W2 + b2 * theta[12])


def _flipped(z):
    return sigmoid(-z)


def _loss(theta, Y=Y):
    return binary_cross_entropy(_answers(theta, last=np.asarray), Y)  # from the logits


def _squared_error(theta):
    return np.mean((_answers(theta) - Y) ** 2)


def _spread_error(theta):
    """The loss if the targets are a row: then each answer meets all nine."""
    y_hat = _answers(theta)
    return -np.mean(np.log(np.where(Y.ravel() == 1, y_hat, 1 - y_hat)))


def _slopes(theta, loss=_loss):
    """The slopes of the loss, measured by nudges to both sides."""
    steps = NUDGE * np.eye(13)
    return np.array([loss(theta + step) - loss(theta - step) for step in steps]) / (2 * NUDGE)


def _wrong_answers(theta):
    """The answers to which mistakes in ``forward`` lead, by the words for each mistake."""
    return {
        "b1 is left out": _answers(theta, b1=0),
        "b2 is left out": _answers(theta, b2=0),
        "both biases are left out": _answers(theta, b1=0, b2=0),
        "b1 is subtracted": _answers(theta, b1=-1),
        "b2 is subtracted": _answers(theta, b2=-1),
        "b1 and W2 are taken from each other's place": _answers(theta[SWAPPED]),
        "the sigmoid of the hidden units is missing": _answers(theta, hidden=np.asarray),
        "the last sigmoid is missing": _answers(theta, last=np.asarray),
        "both sigmoids are missing": _answers(theta, hidden=np.asarray, last=np.asarray),
        "the hidden units have tanh instead of the sigmoid": _answers(theta, hidden=np.tanh),
        "the hidden units have ReLU instead of the sigmoid": _answers(theta, hidden=relu),
        "the sigmoid has e^z where e^−z belongs": _answers(theta, _flipped, _flipped),
        "this is 1 − ŷ": 1 - _answers(theta),
        "W1 is filled column by column": _answers(theta, order="F"),
    }


def _wrong_slopes(theta):
    """The slopes to which mistakes in ``gradient`` lead, by the words for each mistake."""
    slopes, piled_up, changes = _slopes(theta), theta.copy(), []
    for i in range(13):
        piled_up[i] += NUDGE
        changes.append(_loss(piled_up) - _loss(theta))
    return {
        "all signs are turned round": -slopes,
        "the change is not divided by the nudge": NUDGE * slopes,
        "the change is divided by two nudges, but goes to one side": slopes / 2,
        "it goes to both sides, but is divided by a single nudge, or the learning rate is in it": (
            2 * slopes
        ),
        "these are the slopes of the squared error": _slopes(theta, _squared_error),
        "the targets have lost an axis, so each answer meets all nine": (
            _slopes(theta, _spread_error)
        ),
        **{
            f"the 1 among the targets stands at pattern {place}; it belongs to (0, 0)": (
                _slopes(theta, partial(_loss, Y=np.roll(Y, place - 4)))
            )
            for place in range(9)
            if place != 4
        },
        "the loss is a sum; it is the mean of nine": 9 * slopes,
        "this is 1 step of training; needed are the slopes alone": theta - slopes,
        "the nudges pile up: take a new copy for each": np.array(changes) / NUDGE,
        "only the first slope is measured; does `return` stand inside of the loop?": (
            np.where(np.arange(13) == 0, slopes, 0)
        ),
        "the last slope, that of b2, is not measured": np.where(np.arange(13) == 12, 0, slopes),
        "every slope is 0; give `nudged` to the loss, and make it with `copy`": np.zeros(13),
    }


def _snapped(found, theta):
    """The right slopes or known wrong ones, if ``found`` is near them, otherwise ``found``."""
    if np.shape(found) != (13,):
        return found
    for slopes in (_slopes(theta), *_wrong_slopes(theta).values()):
        if np.abs(found - slopes).max() < ANY_NUDGE * max(np.abs(slopes).max(), NUDGE):
            return slopes
    return found
