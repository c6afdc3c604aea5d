"""The judge: is a gradient right? Central differences, and a verdict."""

import copy
from dataclasses import dataclass

import numpy as np

from plainnet import _validation

TOLERANCE = 1e-7


@dataclass(frozen=True)
class Verdict:
    """What the check found; true when the gradient is right.

    ``error`` is ‖a − n‖ / (‖a‖ + ‖n‖) over all parameters together, for the gradient ``a`` under
    test and the numerical one ``n``: 0 is perfect, at most ``TOLERANCE`` is right. ``worst`` names
    the entry that differs most; there ``expected`` was n and ``got`` was a. ``rounding`` is the
    error that rounding alone can cause at this point.
    """

    error: float
    worst: str
    expected: float
    got: float
    rounding: float

    def __bool__(self):
        return self.error <= TOLERANCE

    def __str__(self):
        if self:
            return f"right: the relative error is at most {TOLERANCE:.0e}"
        text = (
            f"wrong: the relative error is {self.error:.1e}, expected at most {TOLERANCE:.0e}; "
            f"worst entry {self.worst}: expected {self.expected:.6g}, got {self.got:.6g}"
        )
        if self.error <= self.rounding:
            text += "; but so small a gradient can be off by rounding alone: try other weights"
        return text


def numerical_gradient(nn, X, y, epsilon=1e-5) -> dict[str, np.ndarray]:
    """∂L/∂θ ≈ (L(θ + ε) − L(θ − ε)) / 2ε, for one parameter after the other.

    Returns a dictionary with the names and shapes of ``nn.parameters`` and leaves ``nn`` as it was.
    The error of the formula shrinks with ε², that of rounding grows with 1/ε.
    """
    epsilon = _validation.positive("epsilon", epsilon)
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
    """Compare what ``backward(nn, record, y)`` returns with the numerical gradient.

    ``backward`` is the function on trial, by default the network's own. Returns a `Verdict`.

    A function with a kink has no derivative there, and a nudge across it tells nothing: patterns
    within 10 ε of a kink are redrawn from the standard normal with ``rng`` (seed 0 by default)
    before the comparison. Raises a `ValueError` if a gradient lacks a name or has a wrong shape.
    """
    X = _away_from_kinks(nn, X, epsilon, rng)
    backward = backward or type(nn).backward
    return _compare(nn, X, y, backward(nn, nn.forward(X), y), epsilon)


def check_step(nn, X, y, step, learning_rate, *, epsilon=1e-5, rng=None) -> Verdict:
    """Check an *update*: (θ − θ_next) / α must be the gradient at θ.

    ``step(nn, X, y, learning_rate)`` makes one update of plain gradient descent and is tried on
    a copy of ``nn``. Finds what `check_gradient` cannot: a right gradient, wrongly applied.
    """
    learning_rate = _validation.positive("learning_rate", learning_rate)
    X = _away_from_kinks(nn, X, epsilon, rng)
    after = copy.deepcopy(nn)
    step(after, X, y, learning_rate)
    moved = {
        name: (value - after.parameters[name]) / learning_rate
        for name, value in nn.parameters.items()
    }
    return _compare(nn, X, y, moved, epsilon)


gradient_check, step_check = check_gradient, check_step  # their names in the first edition


def _compare(nn, X, y, gradients, epsilon):
    _validation.gradients(gradients, nn.parameters)
    if missing := [name for name in nn.parameters if name not in gradients]:
        raise ValueError(f"gradients: expected also {', '.join(missing)}; got {list(gradients)}")
    names = [
        f"{name}{list(index)}"
        for name, value in nn.parameters.items()
        for index in np.ndindex(value.shape)
    ]
    numerical = numerical_gradient(nn, X, y, epsilon)
    n = np.concatenate([numerical[name].ravel() for name in nn.parameters])
    a = np.concatenate([np.ravel(gradients[name]) for name in nn.parameters])
    size = max(np.linalg.norm(a) + np.linalg.norm(n), np.finfo(float).tiny)
    worst = int(np.argmax(np.nan_to_num(np.abs(a - n), nan=np.inf)))
    noise = np.finfo(float).eps * nn.loss(nn.forward(X), y) / epsilon * np.sqrt(n.size)
    error = np.linalg.norm(a - n) / size if np.isfinite(a).all() else np.inf
    return Verdict(
        error=float(error),
        worst=names[worst],
        expected=float(n[worst]),
        got=float(a[worst]),
        rounding=float(noise / size),
    )


def _away_from_kinks(nn, X, epsilon, rng):
    epsilon = _validation.positive("epsilon", epsilon)
    X = _validation.matrix("X", X, columns=nn.sizes[0]).copy()
    rng = _validation.generator("rng", np.random.default_rng(0) if rng is None else rng)
    for _ in range(1000):
        near = np.zeros(len(X), dtype=bool)
        for g, Z in zip(nn.activations, nn.forward(X).Z, strict=True):
            near |= g.kink & (np.abs(Z) < 10.0 * epsilon).any(axis=1)
        if not near.any():
            return X
        X[near] = rng.standard_normal((int(near.sum()), X.shape[1]))
    raise ValueError("X: expected patterns away from the kinks of relu; 1000 redraws found none")
