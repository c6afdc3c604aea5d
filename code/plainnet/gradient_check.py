"""The judge: is a gradient right? Central differences, and a verdict."""

import copy
from dataclasses import dataclass

import numpy as np

from plainnet import _validation
from plainnet._validation import checked
from plainnet.losses import LOSSES

TOLERANCE = 1e-7
BLUR = 1e-4  # of an array: what is measured less exactly tells nothing about it
EPS, TINY = np.finfo(float).eps, np.finfo(float).tiny


@dataclass(frozen=True)
class Verdict:
    """What the check found; true when the gradient is right.

    ``answer`` is ``right``, ``wrong`` or ``cannot tell here``. ``error`` is ‖a − n‖ / (‖a‖ + ‖n‖)
    over all parameters together, for the gradient ``a`` under test and the numerical one ``n``.
    ``worst`` names the entry that differs most; there ``expected`` was n and ``got`` was a.

    The judge knows by how much its own n can be off, and compares each array of the gradient, W1,
    b1 and so on, with that in mind. It is wrong if an array differs by more than ``TOLERANCE`` of
    its size and what n can be off. It is right if no array does, if ``error`` is at most
    ``TOLERANCE``, and if every n is known to ``BLUR`` of its array's size. Else the judge cannot
    tell here, and ``reason`` says why.
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
        if self:
            return f"right: the relative error is at most {TOLERANCE:.0e}"
        if self.answer == "wrong":
            return (
                f"wrong: the relative error is {self.error:.1e}, expected at most {TOLERANCE:.0e}; "
                f"worst entry {self.worst}: expected {self.expected:.6g}, got {self.got:.6g}"
            )
        return f"{self.answer}: {self.reason}; draw fresh weights, and check again"


def _nudges_fit(nn, X, y, epsilon=1e-5):
    """What `checked` asks before parameters are nudged."""
    X, y = _validation.data(nn, X, y)
    return nn, X, y, _validation.positive("epsilon", epsilon)


@checked(_nudges_fit, all_or_nothing=True)
def numerical_gradient(nn, X, y, epsilon=1e-5) -> dict[str, np.ndarray]:
    """∂L/∂θ ≈ (L(θ + ε) − L(θ − ε)) / 2ε, for one parameter after the other.

    Returns a dictionary with the names and shapes of ``nn.parameters`` and leaves ``nn`` as it was,
    whatever is raised. The error of the formula shrinks with ε², that of rounding grows with 1/ε.
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


def check_gradient(nn, X, y, backward=None, *, epsilon=1e-5, rng=None) -> Verdict:
    """Compare what ``backward(nn, record, y)`` returns with the numerical gradient.

    ``backward`` is the function on trial, by default the network's own; it is given copies.
    Returns a `Verdict`.

    A function with a kink has no derivative there, and a nudge across it tells nothing: patterns
    that ten nudges might take across one are redrawn from the standard normal with ``rng`` (seed 0
    by default) before the comparison. Raises a `ValueError` if a gradient lacks a name, has a wrong
    shape or is not finite.
    """
    X, y, epsilon = _fit_to_measure(nn, X, y, epsilon, rng)
    if backward is None:
        gradients = nn.backward(nn.forward(X), y)
    else:
        _validation.function("backward", backward, "nn, record and y")
        gradients = backward(copy.deepcopy(nn), nn.forward(X.copy()), y.copy())
    return _compare(nn, X, y, gradients, epsilon)


def check_step(nn, X, y, step, learning_rate, *, epsilon=1e-5, rng=None) -> Verdict:
    """Check an *update*: (θ − θ_next) / α must be the gradient at θ.

    ``step(nn, X, y, learning_rate)`` makes one update of plain gradient descent and is tried on
    copies. Finds what `check_gradient` cannot: a right gradient, wrongly applied. The smaller
    α is, the less of θ_next tells about it: below about 1e-6 the verdict can be that nobody can
    tell.
    """
    learning_rate = _validation.positive("learning_rate", learning_rate)
    _validation.function("step", step, "nn, X, y and learning_rate")
    X, y, epsilon = _fit_to_measure(nn, X, y, epsilon, rng)
    after, moved, lost = copy.deepcopy(nn), {}, {}
    step(after, X.copy(), y.copy(), learning_rate)
    _validation.network(after)
    for name, value in nn.parameters.items():
        end = _validation.reals(f"{name} after the step", after.parameters.get(name), value.shape)
        moved[name] = (value - end) / learning_rate
        lost[name] = EPS * np.abs(value) / learning_rate
    return _compare(nn, X, y, moved, epsilon, lost)


gradient_check, step_check = check_gradient, check_step  # their names in the first edition


def _compare(nn, X, y, gradients, epsilon, lost=None):
    """The verdict on ``gradients``, of which rounding ``lost`` so much before they came here."""
    gradients = _validation.gradients(gradients, nn.parameters, complete=True)
    with np.errstate(all="ignore"):  # where the loss is too large, the verdict says so
        numerical = numerical_gradient(nn, X, y, epsilon)
        unsure = _uncertainty(nn, X, y, epsilon, gradients, numerical)
        rows = {}
        for name, a in gradients.items():
            n, off = numerical[name], unsure[name] + (0.0 if lost is None else lost[name])
            rows[name] = [np.linalg.norm(v) for v in (a - n, off)]
            rows[name].append(np.linalg.norm(a) + np.linalg.norm(n))
        difference, off, size = np.array(list(rows.values())).T
        a, n = (np.concatenate([g[k].ravel() for k in rows]) for g in (gradients, numerical))
        error = np.linalg.norm(a - n) / max(np.linalg.norm(a) + np.linalg.norm(n), TINY)
        wrong = difference > TOLERANCE * size + off
        vague = ~(off <= BLUR * size)
    worst = int(np.argmax(np.nan_to_num(np.abs(a - n), nan=np.inf)))
    names = [f"{k}{list(i)}" for k, v in gradients.items() for i in np.ndindex(v.shape)]
    answer, reason = "right", ""
    if wrong.any():
        answer = "wrong"
    elif vague.any() or not error <= TOLERANCE:
        answer, reason = "cannot tell here", _reason(nn, X, list(rows), off, size)
    return Verdict(answer, float(error), names[worst], float(n[worst]), float(a[worst]), reason)


def _reason(nn, X, names, off, size):
    """Why the judge cannot tell."""
    for layer, (g, A) in enumerate(zip(nn.activations, nn.forward(X).A[1:], strict=True), 1):
        if g.kink and not A.any():
            return f"layer {layer} is dead: its relu is 0 for all patterns, and no gradient passes"
    if not np.isfinite(off).all():
        return "the loss is too large to be measured"
    worst = int(np.argmax(off / np.maximum(size, TINY)))
    return (
        f"the gradient of {names[worst]} is as small as {size[worst] / 2:.0e}, "
        f"and what measures it can be off by {off[worst]:.0e}"
    )


def _uncertainty(nn, X, y, epsilon, gradients, numerical):
    """By how much each entry of ``numerical``, and of a right gradient, can be off.

    - the formula, ε² L‴/6: a nudge of 2 ε shows three times as much of it;
    - rounding of the loss, over ε; and of θ ± ε, which nudges by a little more or less;
    - rounding of the prediction, which the gradient feels as ∂ŷ/∂θ.
    """
    wide, noise = numerical_gradient(nn, X, y, 2.0 * epsilon), _rounding_of_loss(nn, X, y, epsilon)
    felt = copy.copy(nn)
    signs = np.random.default_rng(0).choice([-1.0, 1.0], np.shape(y))
    felt.loss = lambda record, y: float(np.mean(signs * _loss_input(nn, record)))
    felt = numerical_gradient(felt, X, y, epsilon)
    return {
        name: np.abs(wide[name] - n)
        + noise / epsilon
        + EPS / epsilon * np.abs(nn.parameters[name]) * (np.abs(n) + np.abs(gradients[name]))
        + 8.0 * EPS * np.abs(felt[name])
        for name, n in numerical.items()
    }


def _loss_input(nn, record):
    return record.Z[-1] if LOSSES[nn.loss_name].from_logit else record.y_hat


def _rounding_of_loss(nn, X, y, epsilon):
    """By how much rounding can move the loss, here or with all parameters nudged at once."""
    near, rng, noise = copy.deepcopy(nn), np.random.default_rng(0), []
    signs = {name: rng.choice([-1.0, 1.0], value.shape) for name, value in nn.parameters.items()}
    for nudge in (0.0, epsilon, -epsilon):
        near.parameters = {k: v + nudge * signs[k] for k, v in nn.parameters.items()}
        record, loss = near.forward(X), LOSSES[nn.loss_name]
        slope = np.abs(loss.gradient(_loss_input(nn, record), y))
        noise.append(np.sum(slope * _rounding(near, record)) + EPS * near.loss(record, y))
    return max(noise)


def _rounding(nn, record):
    """By how much rounding can move what the loss takes, element by element.

    A sum is off by the rounding of its largest parts; each layer hands on what it was given.
    """
    off = np.zeros_like(record.A[0])
    for (W, b), g, A, Z in zip(nn.names, nn.activations, record.A[:-1], record.Z, strict=True):
        weights, bias = np.abs(nn.parameters[W]), np.abs(nn.parameters.get(b, 0.0))
        logit = off @ weights + EPS * (np.abs(A) @ weights + bias)
        off = logit * np.abs(g.derivative(Z)) + EPS * (1.0 + np.abs(g.function(Z)))
    return logit if LOSSES[nn.loss_name].from_logit else off


def _fit_to_measure(nn, X, y, epsilon, rng):
    """X away from kinks, y and ε: all checked; X and y are copies."""
    epsilon = _validation.positive("epsilon", epsilon)
    rng = np.random.default_rng(0) if rng is None else _validation.generator("rng", rng)
    X, y = (array.copy() for array in _validation.data(nn, X, y))
    nn.loss(nn.forward(X), y)  # raises for targets that do not suit it
    for _ in range(1000):
        near = _near_a_kink(nn, X, epsilon)
        if not near.any():
            return X, y, epsilon
        X[near] = rng.standard_normal((int(near.sum()), X.shape[1]))
    raise ValueError("X: expected patterns away from the kinks of relu; 1000 redraws found none")


def _near_a_kink(nn, X, epsilon):
    """Which patterns ten nudges of one parameter might take across a kink.

    A nudge of a weight moves Z by ε times what the weight multiplies, a nudge before it by more.
    """
    record, reach = nn.forward(X), np.zeros((len(X), nn.sizes[0]))
    near = np.zeros(len(X), dtype=bool)
    for (W, _), g, A, Z in zip(nn.names, nn.activations, record.A[:-1], record.Z, strict=True):
        own = np.abs(A).max(axis=1, initial=1.0, keepdims=True)
        reach = np.maximum(own, reach @ np.abs(nn.parameters[W]))
        near |= g.kink & (np.abs(Z) < 10.0 * epsilon * reach).any(axis=1)
    return near
