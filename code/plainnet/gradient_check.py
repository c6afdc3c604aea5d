"""The judge: is a gradient right? Central differences, and a verdict."""

import copy
from dataclasses import dataclass

import numpy as np

from plainnet import _arguments, _validation
from plainnet._checked import checked
from plainnet.judge.uncertainty import (
    EPS,
    TINY,
    fit_to_measure,
    uncertainty,
    unchecked,
    why,
)

TOLERANCE = 1e-7
BLUR = 1e-4  # of an array: what is measured less exactly tells nothing


@dataclass(frozen=True)
class Verdict:
    """What the check found; true when the gradient is right.

    ``answer`` is ``right``, ``wrong`` or ``cannot tell here``. ``error`` is
    ‖a − n‖ / (‖a‖ + ‖n‖) for the gradient ``a`` under test and the
    numerical one ``n``: over all parameters together, or over the array
    that is wrong, where the others would hide it. ``worst`` names the entry
    that differs most; there ``expected`` was n and ``got`` was a.

    The judge knows by how much its own n can be off, and compares each
    array of the gradient, W1, b1 and so on, with that in mind. It is wrong
    if an array differs by more than ``TOLERANCE`` of its size and what n
    can be off. It is right if no array does, if ``error`` is at most
    ``TOLERANCE``, and if every n is known to ``BLUR`` of its array's size.
    Else the judge cannot tell here, and ``reason`` says why.
    """

    answer: str
    error: float
    worst: str
    expected: float
    got: float
    reason: str = ""

    def __bool__(self):
        return self.answer == "right"

    def __str__(self):
        bound = f"{TOLERANCE:.0e}"
        if self.answer == "right":
            return f"right: the relative error is at most {bound}"
        if self.answer == "wrong":
            return (
                f"wrong: the relative error is {self.error:.1e}, expected "
                f"at most {bound}; worst entry {self.worst}: expected "
                f"{self.expected:.6g}, got {self.got:.6g}"
            )
        return f"{self.answer}: {self.reason}"


@checked(_arguments.nudges, all_or_nothing=True)
def numerical_gradient(nn, X, y, epsilon=1e-5) -> dict[str, np.ndarray]:
    """∂L/∂θ ≈ (L(θ + ε) − L(θ − ε)) / 2ε, one parameter after the other.

    Returns a dictionary with the names and shapes of ``nn.parameters`` and
    leaves ``nn`` as it was, whatever is raised. The error of the formula
    shrinks with ε², that of rounding grows with 1/ε.
    """
    gradients = {}
    for name, value in nn.parameters.items():
        gradients[name] = np.zeros_like(value)
        for index in np.ndindex(value.shape):
            before = value[index]
            value[index] = before + epsilon
            above = nn.loss(nn.forward(X), y)
            value[index] = before - epsilon
            below = nn.loss(nn.forward(X), y)
            value[index] = before
            gradients[name][index] = (above - below) / (2.0 * epsilon)
    return gradients


def check_gradient(
    nn, X, y, backward=None, *, epsilon=1e-5, rng=None
) -> Verdict:
    """Compare ``backward(nn, record, y)`` with the numerical gradient.

    ``backward`` is the function on trial, by default the network's own; it
    is given copies. Returns a `Verdict`.

    A function with a kink has no derivative there, and a nudge across it
    tells nothing: patterns that ten nudges might take across one are
    redrawn from the standard normal with ``rng`` (seed 0 by default) before
    the comparison. Raises a `ValueError` if a gradient lacks a name, has a
    wrong shape or is not finite.
    """
    if backward is not None:
        what = "a function of nn, record and y"
        _validation.function("backward", backward, what)
    X, y, epsilon = fit_to_measure(nn, X, y, epsilon, rng)
    backward = backward or type(nn).backward
    gradients = backward(copy.deepcopy(nn), nn.forward(X.copy()), y.copy())
    return _compare(nn, X, y, gradients, epsilon)


def check_step(
    nn, X, y, step, learning_rate, *, epsilon=1e-5, rng=None
) -> Verdict:
    """Check an *update*: (θ − θ_next) / α must be the gradient at θ.

    ``step(nn, X, y, learning_rate)`` makes one update of plain gradient
    descent and is tried on copies. Finds what `check_gradient` cannot: a
    right gradient, wrongly applied. The smaller α is, the less of θ_next
    tells about it: below about 1e-6 the verdict can be that nobody can
    tell.
    """
    learning_rate = _validation.positive("learning_rate", learning_rate)
    what = "a function of nn, X, y and learning_rate"
    _validation.function("step", step, what)
    X, y, epsilon = fit_to_measure(nn, X, y, epsilon, rng)
    after, moved = copy.deepcopy(nn), {}
    step(after, X.copy(), y.copy(), learning_rate)
    for name, value in nn.parameters.items():
        end, what = after.parameters.get(name), f"{name} after the step"
        end = _validation.reals(what, end, value.shape)
        moved[name] = (value - end) / learning_rate
    return _compare(nn, X, y, moved, epsilon, learning_rate)


# Where the loss is too large, the verdict says so.
@np.errstate(all="ignore")
def _compare(nn, X, y, gradients, epsilon, learning_rate=np.inf):
    """The verdict on ``gradients``; of a step, rounding took some."""
    a = _validation.gradients(gradients, nn.parameters, complete=True)
    n = numerical_gradient(unchecked(nn, X, y), X, y, epsilon)
    norm_a, norm_n = _norms(a), _norms(n)
    apart, size = _norms({k: a[k] - n[k] for k in n}), norm_a + norm_n
    lost = EPS * _norms(nn.parameters) / learning_rate
    blur = uncertainty(numerical_gradient, nn, X, y, epsilon, n)
    off = lost + _norms(blur)
    both = np.linalg.norm(norm_a) + np.linalg.norm(norm_n)
    error = np.linalg.norm(apart) / max(both, TINY)
    wrong, answer, reason = apart > TOLERANCE * size + off, "right", ""
    if wrong.any():
        answer = "wrong"
        error = error if error > TOLERANCE else max((apart / size)[wrong])
    elif not (off <= BLUR * size).all() or not error <= TOLERANCE:
        answer, reason = "cannot tell here", why(nn, X, off, size, lost)
    return Verdict(answer, float(error), *_worst(a, n, wrong), reason)


def _worst(a, n, wrong):
    """The entry that differs most: its name, what was expected, what
    came."""
    entries = [(k, i) for k in n for i in np.ndindex(n[k].shape)]
    bad = dict(zip(n, wrong, strict=True))
    *_, k, i = max(
        (bad[k], abs(a[k][i] - n[k][i]), k, i) for k, i in entries
    )
    return f"{k}{list(i)}", float(n[k][i]), float(a[k][i])


def _norms(arrays):
    """The norm of each array of a dictionary, in its order."""
    return np.array([np.linalg.norm(array) for array in arrays.values()])
