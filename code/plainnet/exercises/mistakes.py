"""The catalogue: classic mistakes in a forward pass, a loss, a gradient and an update.

A mistake is a function that makes it on purpose, listed under the words for a reader who made it.
Like the right answer it takes a `Problem` and returns a dictionary of arrays. For some networks it
fails, or makes no difference. `exercises` compares a reader's answer with all of them.
"""

import numpy as np

from plainnet.exercises.faulty_passes import make_backward, make_forward, make_loss, make_step
from plainnet.losses import LOSSES


def _with_slope(d, problem, record):
    return d * problem.nn.activations[-1].derivative(record.Z[-1])


def _without_slope(d, problem, record):
    return (
        d if _crossed(problem) else LOSSES[problem.nn.loss_name].gradient(record.y_hat, problem.y)
    )


def _without_two(d, problem, record):
    return d if _crossed(problem) else d / 2.0


def _of_cross_entropy(wrong):
    """The wrong loss where the right one is the cross-entropy; else no mistake is made."""
    return make_loss(lambda problem: wrong(problem) if _crossed(problem) else _own(problem))


def _crossed(problem):
    return LOSSES[problem.nn.loss_name].from_logit


def _own(problem):
    return problem.nn.loss(problem.nn.forward(problem.X), problem.y)


def _all_pairs(problem):
    """The loss of targets of shape (m,) against answers of shape (m, 1): NumPy pairs them all."""
    record, entry = problem.nn.forward(problem.X), LOSSES[problem.nn.loss_name]
    answers = record.Z[-1] if entry.from_logit else record.y_hat
    return entry.function(answers, problem.y.ravel())


def _square(W):
    return len(set(W.shape)) == 1


RIGHT = {
    "forward": make_forward(),
    "loss": make_loss(),
    "backward": make_backward(),
    "step": make_step(),
}
CATALOGUE = {
    "forward": {
        "the biases are left out: Z = A W + b": make_forward(bias=lambda b: 0.0),
        "the biases are subtracted, not added: Z = A W + b": make_forward(bias=lambda b: -b),
        "the hidden layer has no activation: A = g(Z)": make_forward(
            g=lambda f, z: z, last=lambda f, z: f(z)
        ),
        "this is the last pre-activation z; the prediction is g(z)": make_forward(
            last=lambda f, z: z
        ),
        "the activation is applied twice": make_forward(g=lambda f, z: f(f(z))),
        "the sign inside the activation is flipped: σ(z) contains e⁻ᶻ": make_forward(
            g=lambda f, z: f(-z)
        ),
        "a weight matrix is transposed: W has a row for each input": make_forward(
            weight=lambda W: W.T if _square(W) else W
        ),
        "the prediction is transposed: it has a row for each pattern": make_forward(turn=True),
    },
    "loss": {
        "the mean is missing: this is the sum": make_loss(lambda c: _own(c) * c.y.size),
        "the sign is flipped: a loss is never negative": make_loss(lambda c: -_own(c)),
        "there is a factor ½ too much": make_loss(lambda c: _own(c) / 2.0),
        "there is a square root too much": make_loss(lambda c: np.sqrt(_own(c))),
        "the logarithm has base 10; it is the natural one": _of_cross_entropy(
            lambda c: _own(c) / np.log(10)
        ),
        "the logarithm has base 2; it is the natural one": _of_cross_entropy(
            lambda c: _own(c) / np.log(2)
        ),
        "the patterns with target 0 are left out: they cost −ln(1 − ŷ)": _of_cross_entropy(
            lambda c: -np.mean(c.y * np.log(c.nn.predict(c.X)))
        ),
        "the targets are swapped: with y = 1 the loss is −ln ŷ": _of_cross_entropy(
            lambda c: c.nn.loss(c.nn.forward(c.X), 1.0 - c.y)
        ),
        "each answer meets every target: print both shapes, (m, 1) and (m,)": make_loss(_all_pairs),
        "this is the mean of |ŷ − y|": make_loss(
            lambda c: np.mean(np.abs(c.nn.predict(c.X) - c.y))
        ),
        "this is the mean squared error": make_loss(
            lambda c: np.mean((c.nn.predict(c.X) - c.y) ** 2)
        ),
    },
    "backward": {
        "the mean over the batch is missing": make_backward(
            delta=lambda d, c, record: d * c.y.size
        ),
        "the mean over the batch is taken twice": make_backward(
            delta=lambda d, c, record: d / c.y.size
        ),
        "the sign is flipped: δ is ŷ − y, not y − ŷ": make_backward(delta=lambda d, c, record: -d),
        "the sign is flipped in the hidden layer": make_backward(
            back=lambda d, W, g, c: -(d @ W.T)
        ),
        "the derivative of the hidden activation is left out: δ Wᵀ · g′(Z)": make_backward(
            slope=lambda g, record, layer: 1.0
        ),
        "the derivative of the hidden activation is taken at A, not at Z": make_backward(
            slope=lambda g, record, layer: g[layer].derivative(record.A[layer + 1])
        ),
        "the derivative is that of the layer after it": make_backward(
            slope=lambda g, record, layer: g[layer + 1].derivative(record.Z[layer + 1])
        ),
        "Z stands where A belongs: ∂L/∂W = Aᵀ δ": make_backward(
            entered=lambda record: [record.A[0], *record.Z]
        ),
        "X stands where the hidden A belongs: ∂L/∂W = Aᵀ δ": make_backward(
            entered=lambda record: [record.A[0]] * len(record.A)
        ),
        "the hidden A stands where X belongs: ∂L/∂W = Aᵀ δ": make_backward(
            entered=lambda record: [record.A[1], *record.A[1:]]
        ),
        "there is a σ′ too much at the output: with cross-entropy it cancels": make_backward(
            delta=_with_slope
        ),
        "the derivative of the output's activation is left out": make_backward(
            delta=_without_slope
        ),
        "the factor 2 of the square is missing": make_backward(delta=_without_two),
        "there is a factor 2 too much: cross-entropy has none, a nudge divides by 2ε": (
            make_backward(delta=lambda d, c, record: 2.0 * d)
        ),
        "the gradient of the weights is transposed": make_backward(weight=lambda A, d: d.T @ A),
        "W is not transposed on the way back: δ Wᵀ": make_backward(
            back=lambda d, W, g, c: d @ (W if _square(W) else W.T)
        ),
        "W is left out on the way back: δ Wᵀ": make_backward(
            back=lambda d, W, g, c: d @ np.ones_like(W).T
        ),
        "the gradient of a bias is summed over the units, not over the patterns": make_backward(
            bias=lambda d: d.sum(axis=1)
        ),
        "the gradient of a bias is a mean, not a sum: δ contains the mean already": make_backward(
            bias=lambda d: d.mean(axis=0)
        ),
        "the learning rate is in the gradient; it belongs into the update": lambda c: {
            name: c.learning_rate * value for name, value in RIGHT["backward"](c).items()
        },
    },
    "step": {
        "the step goes uphill: θ ← θ − α ∂L/∂θ": make_step(rate=lambda alpha: -alpha),
        "the learning rate is missing": make_step(rate=lambda alpha: 1.0),
        "the learning rate is applied twice": make_step(rate=lambda alpha: alpha**2),
        "the step is divided by the learning rate": make_step(rate=lambda alpha: 1.0 / alpha),
        "nothing has changed: the update is missing": make_step(rate=lambda alpha: 0.0),
        "the biases are not updated": make_step(moves=lambda name, last: name[0] == "W"),
        "the hidden biases are not updated": make_step(
            moves=lambda name, last: name[0] == "W" or name[1:] == last
        ),
        "the hidden layer is not updated": make_step(moves=lambda name, last: name[1:] == last),
        "the weights were updated before they were used on the way back": make_step(
            gradients=make_backward(back=lambda d, W, g, c: d @ (W - c.learning_rate * g).T)
        ),
        "the mean over the batch is missing": make_step(
            gradients=make_backward(delta=lambda d, c, record: d * c.y.size)
        ),
    },
}
