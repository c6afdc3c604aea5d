"""By how much can a gradient be off that was measured by nudging? For the judge."""

import copy

import numpy as np

from plainnet import _arguments, _validation
from plainnet._checked import trusting

EPS, TINY = np.finfo(float).eps, np.finfo(float).tiny
GENTLE = 0.01  # a nudge that moves no Z by more leaps over nothing


def uncertainty(measure, nn, X, y, epsilon, n) -> dict[str, np.ndarray]:
    """By how much each entry of ``n``, or of a right gradient, can be off.

    ``measure`` is `numerical_gradient`, and ``n`` what it found. What is added up:

    - the formula, ε² L‴/6: a nudge of 2 ε shows three times as much of it;
    - rounding of the loss, over ε;
    - rounding of the prediction, which a right gradient feels as ∂ŷ/∂θ.

    Where weights are so large that a nudge can leap over all that happens, this is infinite, unless
    both nudges find the same.
    """
    moved, rng, noise = copy.copy(nn), np.random.default_rng(0), _rounding(nn, X, y)
    for nudge in (epsilon, -epsilon):
        signs = {name: rng.choice([-1.0, 1.0], p.shape) for name, p in nn.parameters.items()}
        moved.parameters = {name: p + nudge * signs[name] for name, p in nn.parameters.items()}
        noise = max(noise, _rounding(moved, X, y))
    wide, felt = measure(unchecked(nn, X, y), X, y, 2.0 * epsilon), _felt(nn, X, y)
    gentle = 2.0 * epsilon * max(reach.max() for reach in _reaches(nn, nn.forward(X))) < GENTLE
    off = {}
    for name, slope in n.items():
        bend = np.abs(wide[name] - slope)
        known = gentle or np.linalg.norm(bend) < GENTLE * np.linalg.norm(slope)
        off[name] = bend + noise / epsilon + felt[name] if known else np.full_like(bend, np.inf)
    return off


def _felt(nn, X, y):
    """By how much rounding of the prediction can move each entry of a right gradient.

    As `backward` goes, but all parts are positive, so that none makes up for another.
    """
    record, felt = nn.forward(X), {}
    each = 4.0 * EPS / nn._loss.count(y)  # larger numbers are felt in the loss first
    delta = np.full(y.shape, each)
    hidden = list(zip(nn.activations[:-1], record.Z[:-1], strict=True))
    for (W, b), A in zip(reversed(nn.names), reversed(record.A[:-1]), strict=True):
        felt |= {W: np.abs(A).T @ delta, b: delta.sum(axis=0)}
        if hidden:
            g, Z = hidden.pop()
            delta = (delta @ np.abs(nn.parameters[W]).T) * g.derivative(Z)
    return felt


def unchecked(nn, X, y) -> object:
    """``nn``, with the same parameters, whose passes check no more what was checked once."""
    fast = copy.copy(nn)
    fast.forward, _ = trusting(nn.forward, X)
    fast.loss, _ = trusting(nn.loss, fast.forward(X), y)
    return fast


def _rounding(nn, X, y):
    """By how much rounding can move the loss.

    A sum is off by the rounding of its largest parts; each layer hands on what it was given.
    """
    record, off = nn.forward(X), np.zeros_like(X)
    for (W, b), g, A, Z in zip(nn.names, nn.activations, record.A[:-1], record.Z, strict=True):
        weights, bias = np.abs(nn.parameters[W]), np.abs(nn.parameters.get(b, 0.0))
        logit = off @ weights + EPS * (np.abs(A) @ weights + bias)
        off = logit * np.abs(g.derivative(Z)) + EPS * (1.0 + np.abs(g.function(Z)))
    slope, loss = np.abs(nn._loss.gradient(nn._loss_input(record), y)), nn.loss(record, y)
    off = logit if nn._loss.from_logit else off
    near_1 = EPS * (nn._loss.output == "softmax")  # the sum of a softmax, which is rounded there
    # The last: a slope can be rounded to 0 where the loss, which is no smaller, is not.
    return np.sum(slope * off) + EPS * loss + near_1 + min(loss, 1.0) * off.max()


def why(nn, X, off, size, lost) -> str:
    """Why nobody can tell, and what to do: from ``off`` and ``size`` of each array."""
    for layer, (g, A) in enumerate(zip(nn.activations, nn.forward(X).A[1:], strict=True), 1):
        if g.kink and not A.any():
            return f"layer {layer} is dead, its relu is 0 for all patterns; draw fresh weights"
    if not np.isfinite(off).all():
        return "the numbers are too large to be measured; draw smaller weights"
    worst = int(np.argmax(off / np.maximum(size, TINY)))
    if np.max(lost) > 0.5 * off[worst]:
        return "rounding hides so small a step; take a larger learning rate"
    name = list(nn.parameters)[worst]
    small = f"the gradient of {name} has the size {size[worst] / 2:.1g}"
    return f"{small}, and what measures it can be off by {off[worst]:.1g}; draw fresh weights"


def away_from_kinks(nn, X, epsilon, rng) -> np.ndarray:
    """A copy of ``X``, with other patterns for those whose measurement a kink would spoil."""
    X = X.copy()
    for _ in range(1000):
        near = _near_a_kink(nn, X, epsilon)
        if not near.any():
            return X
        X[near] = rng.standard_normal((int(near.sum()), X.shape[1]))
    raise ValueError("X: expected patterns away from the kinks of relu; 1000 redraws found none")


def _near_a_kink(nn, X, epsilon):
    """Which patterns ten nudges of one parameter might take across a kink."""
    record, near = nn.forward(X), np.zeros(len(X), dtype=bool)
    for g, Z, reach in zip(nn.activations, record.Z, _reaches(nn, record), strict=True):
        near |= g.kink & (np.abs(Z) < 10.0 * epsilon * reach).any(axis=1)
    return near


def _reaches(nn, record):
    """For each layer, how far a nudge of one parameter can move its Z, in units of that nudge.

    A nudge of a weight moves Z by what the weight multiplies, one further back by more.
    """
    reaches, reach = [], np.zeros_like(record.A[0])
    for (W, _), A in zip(nn.names, record.A[:-1], strict=True):
        own = np.abs(A).max(axis=1, initial=1.0, keepdims=True)
        reach = np.maximum(own, reach @ np.abs(nn.parameters[W]))
        reaches.append(reach)
    return reaches


@np.errstate(all="ignore")
def fit_to_measure(nn, X, y, epsilon, rng) -> tuple:
    """X away from kinks, y and ε: all checked; X and y are copies."""
    nn, X, y, epsilon = _arguments.nudges(nn, X, y, epsilon)
    rng = _validation.generator("rng", np.random.default_rng(0) if rng is None else rng)
    if not np.isfinite(loss := nn.loss(nn.forward(X), y)):
        raise ValueError(f"nn: expected weights that give a finite loss; got {loss}: draw others")
    return away_from_kinks(nn, X, epsilon, copy.deepcopy(rng)), y.copy(), epsilon
