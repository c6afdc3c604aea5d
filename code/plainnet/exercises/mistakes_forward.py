"""Classic mistakes in a forward pass and in a loss: part of the catalogue in `mistakes`."""

from functools import partial

import numpy as np

from plainnet.activations import ACTIVATIONS, OUTPUTS
from plainnet.exercises.faulty_passes import forward, loss
from plainnet.losses import LOSSES


def has_cross_entropy(problem) -> bool:
    """Whether the loss is a cross-entropy."""
    return LOSSES[problem.nn.loss_name].from_logit


def has_classes(problem) -> bool:
    """Whether the loss is the cross-entropy of classes, after a softmax."""
    return LOSSES[problem.nn.loss_name].output == "softmax"


def count(problem) -> int:
    """The number of terms in the mean that is the loss."""
    return len(problem.y) if has_classes(problem) else problem.y.size


def square(W) -> bool:
    """Whether a matrix has as many rows as columns."""
    return len(set(W.shape)) == 1


def _but(unit):
    """A replacement for ``bias`` that sets the bias of one hidden unit, number 0 or −1, to 0."""

    def bias(b, at):
        return b if at.last else np.where(np.arange(len(b)) == unit % len(b), 0.0, b)

    return bias


def _never_reset(Z, at):
    return np.cumsum(Z).reshape(Z.shape)


def _softmax_by(wrong):
    """A mistake in softmax: ``wrong(logits)`` replaces its output; a sigmoid output stays right."""

    def a(A, at):
        return wrong(at.Z) if at.last and has_classes(at.problem) else A

    return partial(forward, a=a)


def _activated(layers, is_last):
    """For each activation, the mistake that these ``layers`` have it instead of their own."""

    def a(A, at, g):
        return g.function(at.Z) if at.last == is_last else A

    return {
        f"{layers} has the activation {name}, which this network has not": partial(
            forward, a=partial(a, g=g)
        )
        for name, g in ACTIVATIONS.items()
        if name != "identity"
    }


FORWARD = {
    "the biases are left out: Z = A W + b": partial(forward, bias=lambda b, at: 0.0 * b),
    "the biases are subtracted, not added: Z = A W + b": partial(forward, bias=lambda b, at: -b),
    "the hidden biases are left out": partial(forward, bias=lambda b, at: b if at.last else 0 * b),
    "the bias of the last layer is left out": partial(
        forward, bias=lambda b, at: 0.0 * b if at.last else b
    ),
    "the bias of the first hidden unit is left out": partial(forward, bias=_but(0)),
    "the bias of the last hidden unit is left out": partial(forward, bias=_but(-1)),
    "the first bias of a layer is used for all its units": partial(
        forward, bias=lambda b, at: 0.0 * b + b[0]
    ),
    "the bias is added once for each input, as if inside a loop over them": partial(
        forward, bias=lambda b, at: b * len(at.W)
    ),
    "only the last input counts, as if `=` stood where `+=` belongs": partial(
        forward, total=lambda S, at: at.A[:, -1:] * at.W[-1]
    ),
    "the sum is not set back to 0 for each unit": partial(
        forward, total=lambda S, at: np.cumsum(S, axis=1)
    ),
    "the sum, with its bias, is not set back to 0 for each unit": partial(
        forward, z=lambda Z, at: np.cumsum(Z, axis=1)
    ),
    "the sum is never set back to 0": partial(forward, total=_never_reset),
    "the sum, with its bias, is never set back to 0": partial(forward, z=_never_reset),
    "the hidden layer has no activation: A = g(Z)": partial(
        forward, a=lambda A, at: A if at.last else at.Z
    ),
    "this is the last pre-activation z; the prediction is g(z)": partial(
        forward, a=lambda A, at: at.Z if at.last else A
    ),
    **_activated("the hidden layer", is_last=False),
    **_activated("the last layer", is_last=True),
    "this is 1 − ŷ": partial(forward, end=lambda A, at: 1.0 - A),
    "the activation is applied twice": partial(forward, a=lambda A, at: at.g.function(A)),
    "the sign inside the activation is flipped: σ(z) contains e⁻ᶻ": partial(
        forward, a=lambda A, at: at.g.function(-at.Z)
    ),
    "a weight matrix is transposed: W has a row for each input": partial(
        forward, weight=lambda W, at: W.T if square(W) else W
    ),
    "softmax sums over the patterns; it sums over the classes of each: axis=1": _softmax_by(
        lambda Z: OUTPUTS["softmax"].function(Z.T).T
    ),
    "softmax sums over all patterns and classes; it sums over the classes of each": _softmax_by(
        lambda Z: np.exp(Z - Z.max()) / np.exp(Z - Z.max()).sum()
    ),
    "softmax is not divided by its sum: a row sums to 1": _softmax_by(np.exp),
    "the prediction is transposed: it has a row for each pattern": partial(
        forward, end=lambda A, at: A.T
    ),
}


def _of_cross_entropy(wrong, which=has_cross_entropy):
    """A mistake in a cross-entropy: ``wrong(L, problem)`` replaces it; other losses stay right."""
    return partial(loss, value=lambda L, c: wrong(L, c) if which(c) else L)


def _has_labels(problem):
    return has_cross_entropy(problem) and not has_classes(problem)


def _all_pairs(L, problem):
    """The loss of predictions of shape (m, 1) and targets of shape (m,): NumPy makes all pairs."""
    record, entry = problem.nn.forward(problem.X), LOSSES[problem.nn.loss_name]
    answers = record.Z[-1] if entry.from_logit else record.y_hat
    return entry.function(answers, problem.y.ravel())


def _of_row(i, problem):
    """The loss if the pattern with the number ``i`` were the only one."""
    nn, rows = problem.nn, slice(i, i + 1 or None)
    return nn.loss(nn.forward(problem.X[rows]), problem.y[rows])


def _each_alone(y_hat, y):
    return -np.mean(y * np.log(y_hat) + (1.0 - y) * np.log(1.0 - y_hat))


LOSS = {
    "the mean is missing: this is the sum": partial(loss, value=lambda L, c: L * count(c)),
    "the mean divides by one pattern less than there are": partial(
        loss, value=lambda L, c: L * len(c.y) / np.float64(len(c.y) - 1)
    ),
    "the sign is flipped: a loss is never negative": partial(loss, value=lambda L, c: -L),
    "there is a factor ½ too much": partial(loss, value=lambda L, c: L / 2.0),
    "there is a square root too much": partial(loss, value=lambda L, c: np.sqrt(L)),
    "only the last pattern counts: `=` stands where `+=` belongs": partial(
        loss, value=lambda L, c: _of_row(-1, c) / len(c.y)
    ),
    "this is the loss of the last pattern alone": partial(loss, value=lambda L, c: _of_row(-1, c)),
    "this is the loss of the first pattern alone: is `return` inside the loop?": partial(
        loss, value=lambda L, c: _of_row(0, c)
    ),
    "the logarithm has base 10; it is the natural one": _of_cross_entropy(
        lambda L, c: L / np.log(10)
    ),
    "the logarithm has base 2; it is the natural one": _of_cross_entropy(
        lambda L, c: L / np.log(2)
    ),
    "the patterns with target 0 are left out: they cost −ln(1 − ŷ)": _of_cross_entropy(
        lambda L, c: -np.mean(c.y * np.log(c.nn.predict(c.X))), _has_labels
    ),
    "the targets are swapped: with y = 1 the loss is −ln ŷ": _of_cross_entropy(
        lambda L, c: c.nn.loss(c.nn.forward(c.X), 1.0 - c.y), _has_labels
    ),
    "the mean is over all outputs; for classes it is over the patterns": _of_cross_entropy(
        lambda L, c: L / c.y.shape[1], has_classes
    ),
    "this is the cross-entropy of each output alone, as after a sigmoid": _of_cross_entropy(
        lambda L, c: _each_alone(c.nn.predict(c.X), c.y), has_classes
    ),
    "each answer meets every target: print both shapes, (m, 1) and (m,)": partial(
        loss, value=_all_pairs
    ),
    "this is the mean of |ŷ − y|; square the differences": partial(
        loss, value=lambda L, c: np.mean(np.abs(c.nn.predict(c.X) - c.y))
    ),
    "this is the mean squared error": partial(
        loss, value=lambda L, c: np.mean((c.nn.predict(c.X) - c.y) ** 2)
    ),
}
