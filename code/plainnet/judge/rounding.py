"""How far a gradient that is measured by nudging can be from the true one."""

import copy

import numpy as np

from plainnet.judge.kinks import reaches

EPS, TINY = np.finfo(float).eps, np.finfo(float).tiny
SMALL = 0.01  # a nudge that moves no Z by more than this does not jump across a bend


def uncertainty(measure, nn, X, y, epsilon, n) -> dict[str, np.ndarray]:
    """The largest difference that each entry of ``n`` can have from a right gradient.

    ``n`` is the numerical gradient, and ``measure`` is `numerical_gradient`. Three errors are
    added:

    - that of the formula, ε² L‴/6: with nudges of 2 ε it is four times as large, so that the two
      measurements differ by three times as much;
    - rounding of the loss, divided by ε;
    - rounding of the prediction, which a right gradient multiplies by ∂ŷ/∂θ.

    Where weights are so large that a nudge can jump across a bend of the loss, the error is
    infinite, unless nudges of ε and 2 ε find the same slope.
    """
    moved, rng, noise = copy.copy(nn), np.random.default_rng(0), _loss_rounding(nn, X, y)
    for nudge in (epsilon, -epsilon):
        signs = {name: rng.choice([-1.0, 1.0], p.shape) for name, p in nn.parameters.items()}
        moved.parameters = {name: p + nudge * signs[name] for name, p in nn.parameters.items()}
        noise = max(noise, _loss_rounding(moved, X, y))
    wide, rounding = measure(nn, X, y, 2.0 * epsilon), _gradient_rounding(nn, X, y)
    farthest = max(reach.max() for reach in reaches(nn, nn.forward(X)))
    errors = {}
    for name, slope in n.items():
        bend = np.abs(wide[name] - slope)
        agree = np.linalg.norm(bend) < SMALL * np.linalg.norm(slope)
        known = 2.0 * epsilon * farthest < SMALL or agree
        error = bend + noise / epsilon + rounding[name]
        errors[name] = error if known else np.full_like(bend, np.inf)
    return errors


def _gradient_rounding(nn, X, y):
    """How far rounding of the prediction can move each entry of a right gradient.

    The steps are those of `backward`, with absolute values, so that no error cancels another.
    """
    record, errors = nn.forward(X), {}
    count = len(y) if nn.criterion.output == "softmax" else y.size
    # For predictions of size 1. The rounding of larger ones shows in `_loss_rounding`.
    delta = np.full(y.shape, 4.0 * EPS / count)
    hidden = list(zip(nn.activations[:-1], record.Z[:-1], strict=True))
    for (W, b), A in zip(reversed(nn.names), reversed(record.A[:-1]), strict=True):
        errors |= {W: np.abs(A).T @ delta, b: delta.sum(axis=0)}
        if hidden:
            g, Z = hidden.pop()
            delta = (delta @ np.abs(nn.parameters[W]).T) * np.abs(g.derivative(Z))
    return errors


def _loss_rounding(nn, X, y):
    """How far rounding can move the loss.

    The error of a sum is that of its terms; each layer passes on the error that it gets.
    """
    record, error, loss = nn.forward(X), np.zeros_like(X), nn.criterion
    for (W, b), g, A, Z in zip(nn.names, nn.activations, record.A[:-1], record.Z, strict=True):
        weights, bias = np.abs(nn.parameters[W]), np.abs(nn.parameters.get(b, 0.0))
        of_Z = error @ weights + EPS * (np.abs(A) @ weights + bias)
        error = of_Z * np.abs(g.derivative(Z)) + EPS * (1.0 + np.abs(g.function(Z)))
    if loss.from_logit:
        error = of_Z
    slope = np.abs(loss.gradient(record.Z[-1] if loss.from_logit else record.y_hat, y))
    value = nn.loss(record, y)
    near_1 = EPS * (loss.output == "softmax")  # the sum of a softmax, which is 1, is rounded
    # The last term is for slopes that were rounded to 0: unrounded, none exceeds the loss.
    return np.sum(slope * error) + EPS * value + near_1 + min(value, 1.0) * error.max()


def reason(nn, X, errors, sizes, hidden) -> str:
    """Why the check cannot tell whether a gradient is right, and what the reader can do about it.

    ``errors``, ``sizes`` and ``hidden`` have a number for each array of the gradient: how large its
    error can be, how large it is, and how much of it the rounding of a small step hides.
    """
    for layer, (g, A) in enumerate(zip(nn.activations, nn.forward(X).A[1:], strict=True), 1):
        if g.kink and not A.any():
            return f"layer {layer} is dead, its relu is 0 for all patterns; draw fresh weights"
    if not np.isfinite(errors).all():
        return "the numbers are too large to be measured; draw smaller weights"
    worst = int(np.argmax(errors / np.maximum(sizes, TINY)))
    if np.max(hidden) > 0.5 * errors[worst]:
        return "rounding hides so small a step; take a larger learning rate"
    name = list(nn.parameters)[worst]
    small = f"the gradient of {name} has the size {sizes[worst] / 2:.1g}"
    return f"{small}, and what measures it can be off by {errors[worst]:.1g}; draw fresh weights"
