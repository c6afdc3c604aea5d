"""The judge: is a gradient right? Central differences, and a verdict."""

import copy
from dataclasses import dataclass

import numpy as np

from plainnet import _validation as valid
from plainnet.judge.kinks import away_from_kinks
from plainnet.judge.rounding import EPS, TINY, reason, uncertainty

TOLERANCE = 1e-7
BLUR = 1e-4  # the largest error of a measured array, relative to its size


@dataclass(frozen=True)
class Verdict:
    """What the check found; true when the gradient is right.

    ``answer`` is ``right``, ``wrong`` or ``cannot tell here``. ``error`` is
    ‖a − n‖ / (‖a‖ + ‖n‖) for the gradient ``a`` under test and the
    numerical one ``n``: over all parameters together, or over the array
    that is wrong, where the others would hide it. ``worst`` names the entry
    that differs most; there ``expected`` was n and ``got`` was a.

    The judge knows how large the error of its own n can be, and compares
    the arrays of the gradient, W1, b1 and so on, one by one. The gradient
    is wrong if an array differs from n by more than ``TOLERANCE`` of its
    size plus that error. It is right if no array does, if ``error`` is at
    most ``TOLERANCE``, and if the error of each n is at most ``BLUR`` of
    its size. Otherwise the judge cannot tell, and ``reason`` says why.
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
        if self.answer == "right":
            return f"right: the relative error is at most {TOLERANCE:.0e}"
        if self.answer != "wrong":
            return f"{self.answer}: {self.reason}"
        error = f"the relative error is {self.error:.1e}, expected at most {TOLERANCE:.0e}"
        worst = f"{self.worst}: expected {self.expected:.6g}, got {self.got:.6g}"
        return f"wrong: {error}; worst entry {worst}"


def numerical_gradient(nn, X, y, epsilon=1e-5) -> dict[str, np.ndarray]:
    """∂L/∂θ ≈ (L(θ + ε) − L(θ − ε)) / 2ε, one parameter after the other.

    Returns a dictionary with the names and shapes of ``nn.parameters`` and
    leaves ``nn`` as it was. The error of the formula shrinks with ε², that
    of rounding grows with 1/ε.
    """
    X, y = valid.data(nn, X, y)
    epsilon = valid.positive("epsilon", epsilon)
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


def check_gradient(nn, X, y, backward=None, *, epsilon=1e-5, rng=None) -> Verdict:
    """Compare ``backward(nn, record, y)`` with the numerical gradient.

    ``backward`` is the function on trial, by default the network's own; it
    is given copies. Returns a `Verdict`.

    A function with a kink has no derivative there, and a nudge across it
    tells nothing: patterns that ten nudges might take across one are
    redrawn from the standard normal with ``rng`` (seed 0 by default) before
    the comparison. Raises a `ValueError` if the gradient of a parameter is
    missing, has a wrong shape or is not finite.
    """
    backward = (lambda nn, record, y: nn.backward(record, y)) if backward is None else backward
    valid.function("backward", backward, "a function of nn, record and y")
    X, y, epsilon = _measurable(nn, X, y, epsilon, rng)
    gradients = backward(copy.deepcopy(nn), nn.forward(X.copy()), y.copy())
    return _compare(nn, X, y, gradients, epsilon)


def check_step(nn, X, y, step, learning_rate, *, epsilon=1e-5, rng=None) -> Verdict:
    """Check an *update*: (θ − θ_next) / α must be the gradient at θ.

    ``step(nn, X, y, learning_rate)`` makes one update of plain gradient
    descent and is tried on copies. Finds what `check_gradient` cannot: a
    right gradient, wrongly applied. The smaller α is, the more of the step
    is lost in the rounding of θ_next: below about 1e-6 the judge may be
    unable to tell. Raises a `ValueError` as `check_gradient` does.
    """
    learning_rate = valid.positive("learning_rate", learning_rate)
    valid.function("step", step, "a function of nn, X, y and learning_rate")
    X, y, epsilon = _measurable(nn, X, y, epsilon, rng)
    after, start = copy.deepcopy(nn), nn.parameters
    step(after, X.copy(), y.copy(), learning_rate)
    ends = valid.named("parameters after the step", after.parameters, start)
    moved = {name: (start[name] - end) / learning_rate for name, end in ends.items()}
    return _compare(nn, X, y, moved, epsilon, learning_rate)


@np.errstate(all="ignore")
def _measurable(nn, X, y, epsilon, rng):
    """Copies of X, without patterns near a kink, and of y; and ε."""
    X, y = valid.data(nn, X, y)
    epsilon = valid.positive("epsilon", epsilon)
    rng = np.random.default_rng(0) if rng is None else rng
    rng = copy.deepcopy(valid.generator("rng", rng))
    if not np.isfinite(loss := nn.loss(nn.forward(X), y)):
        raise ValueError(f"nn: expected weights that give a finite loss; got {loss}: draw others")
    return away_from_kinks(nn, X, epsilon, rng), y.copy(), epsilon


# Where the loss is too large, the verdict says so.
@np.errstate(all="ignore")
def _compare(nn, X, y, gradients, epsilon, learning_rate=np.inf):
    """The verdict on ``gradients``, or on those that a step shows.

    The smaller the ``learning_rate`` of the step was, the more of them is
    hidden by the rounding of the parameters.
    """
    a = valid.named("gradients", gradients, nn.parameters, lenient=True)
    n = numerical_gradient(nn, X, y, epsilon)
    norm_a, norm_n = _norms(a), _norms(n)
    difference, size = _norms({k: a[k] - n[k] for k in n}), norm_a + norm_n
    hidden = EPS * _norms(nn.parameters) / learning_rate
    measured = uncertainty(numerical_gradient, nn, X, y, epsilon, n)
    errors = hidden + _norms(measured)
    both = np.linalg.norm(norm_a) + np.linalg.norm(norm_n)
    error = np.linalg.norm(difference) / max(both, TINY)
    wrong, answer, why = difference > TOLERANCE * size + errors, "right", ""
    if wrong.any():
        answer = "wrong"
        error = error if error > TOLERANCE else max((difference / size)[wrong])
    elif not (errors <= BLUR * size).all() or not error <= TOLERANCE:
        answer = "cannot tell here"
        why = reason(nn, X, errors, size, hidden)
    return Verdict(answer, float(error), *_worst(a, n, wrong), why)


def _worst(a, n, wrong):
    """The entry that differs most: its name, its n and its a.

    It is one of a wrong array, if there is one.
    """
    entries = [(k, i) for k in n for i in np.ndindex(n[k].shape)]
    bad = dict(zip(n, wrong, strict=True))
    *_, k, i = max((bad[k], abs(a[k][i] - n[k][i]), k, i) for k, i in entries)
    return f"{k}{list(i)}", float(n[k][i]), float(a[k][i])


def _norms(arrays):
    """The norm of each array of a dictionary, in its order."""
    return np.array([np.linalg.norm(array) for array in arrays.values()])
