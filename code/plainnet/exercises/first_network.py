"""The check of the network that a reader writes in the chapter `concepts`.

It has two inputs, three hidden units and one output, all with sigmoids. All 13 parameters are in
one array, ``theta``: W1, of shape (2, 3), row by row, then b1, W2 and b2.
"""

import numpy as np

from plainnet._validation import reals, unfit
from plainnet.activations import sigmoid
from plainnet.exercises.checks import check_numbers
from plainnet.exercises.feedback import Feedback
from plainnet.losses import binary_cross_entropy

X = np.array([[warmth, water] for warmth in (-1, 0, 1) for water in (-1, 0, 1)])
Y = (np.abs(X).sum(axis=1, keepdims=True) == 0).astype(float)
GOAL = 0.05
NUDGE = 1e-5
ANY_NUDGE = 1e-2  # above the relative error of slopes by any small nudge, to one side or to both


def check_network(forward, gradient, theta) -> Feedback:
    """Check a first network: ``forward(theta)``, ``gradient(theta)``, and whether it is trained.

    ``forward`` returns the answers to the nine patterns, shape (9, 1), and ``gradient`` the slopes
    of the cross-entropy, shape (13,), by nudging. ``theta``, shape (13,), is trained when its loss
    is below 0.05. Raises a `ValueError` if the first two are not functions, or ``theta`` is not an
    array of this shape with finite numbers.
    """
    for name, function in {"forward": forward, "gradient": gradient}.items():
        if not callable(function):
            raise unfit(name, "the function itself, without brackets", function)
    theta = reals("theta", theta, (13,))
    at = np.random.default_rng(5).normal(size=13)
    answers = check_numbers(lambda: forward(at.copy()), _answers(at), _wrong_answers(at))
    if not answers:
        return Feedback(False, f"forward(theta): {answers}")
    slopes = check_numbers(
        lambda: _snapped(gradient(at.copy()), at), _slopes(at), _wrong_slopes(at)
    )
    if not slopes:
        return Feedback(False, f"gradient(theta): {slopes}")
    if (loss := _loss(theta)) >= GOAL:
        but = f"the network is right, but its loss is {loss:.3f}"
        return Feedback(False, f"Not yet: {but}; train on, or with a larger learning rate.")
    return Feedback(True, "Right. This network is yours.")


def _answers(theta, hidden=sigmoid, last=sigmoid, b1=1, b2=1, order="C"):
    W1, W2 = theta[:6].reshape(2, 3, order=order), theta[9:12].reshape(3, 1)
    return last(hidden(X @ W1 + b1 * theta[6:9]) @ W2 + b2 * theta[12])


def _loss(theta):
    return binary_cross_entropy(_answers(theta, last=np.asarray), Y)  # from the logits


def _slopes(theta):
    """The slopes of the loss, measured by nudges to both sides."""
    steps = NUDGE * np.eye(13)
    return np.array([_loss(theta + step) - _loss(theta - step) for step in steps]) / (2 * NUDGE)


def _wrong_answers(theta):
    """The answers to which mistakes in ``forward`` lead, by the words for each mistake."""
    return {
        "b1 is left out": _answers(theta, b1=0),
        "b2 is left out": _answers(theta, b2=0),
        "both biases are left out": _answers(theta, b1=0, b2=0),
        "the sigmoid of the hidden units is missing": _answers(theta, hidden=np.asarray),
        "the last sigmoid is missing": _answers(theta, last=np.asarray),
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
        "the nudges pile up: take a new copy for each": np.array(changes) / NUDGE,
        "only the first slope is measured; does `return` stand inside of the loop?": (
            np.where(np.arange(13) == 0, slopes, 0)
        ),
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
