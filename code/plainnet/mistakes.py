"""The catalogue: classic mistakes in a forward pass, a loss, a gradient and an update.

A mistake is a function that makes it on purpose, listed under the words for a reader who made it.
Like the right answer it takes a `Case` and returns a dictionary of arrays. For some networks it
fails, or makes no difference. `exercises` compares a reader's answer with all of them.
"""

from typing import NamedTuple

import numpy as np

from plainnet.losses import LOSSES
from plainnet.network import NeuralNetwork


class Case(NamedTuple):
    """What an exercise is about: a network, its data, and the learning rate of an update."""

    nn: NeuralNetwork
    X: np.ndarray
    y: np.ndarray
    learning_rate: float = 1.0


# The next four return a function of a case: the right answer, or one with some part replaced.
def forward(*, weight=lambda W: W, bias=lambda b: b, g=lambda f, z: f(z), last=None, turn=False):
    """The prediction; ``g`` and ``last`` apply the activation f of a layer, and of the last one."""

    def answer(case):
        A, parameters, count = case.X, case.nn.parameters, len(case.nn.activations)
        for layer, activation in enumerate(case.nn.activations, 1):
            W, b = parameters[f"W{layer}"], parameters.get(f"b{layer}", 0.0)
            apply = (last or g) if layer == count else g
            A = apply(activation.function, A @ weight(W) + bias(b))
        return {"y_hat": A.T if turn else A}

    return answer


def loss(of=lambda case: case.nn.loss(case.nn.forward(case.X), case.y)):
    """The loss; by default the network's own."""
    return lambda case: {"loss": np.asarray(of(case))}


def backward(
    *,
    delta=lambda d, case, record: d,
    entered=lambda record: record.A,
    weight=lambda A, d: A.T @ d,
    bias=lambda d: d.sum(axis=0),
    back=lambda d, W, gradient, case: d @ W.T,
    slope=lambda g, record, layer: g[layer].derivative(record.Z[layer]),
):
    """The gradient; layers count from 0, and ``g`` lists their activations."""

    def answer(case):
        nn, record, gradients = case.nn, case.nn.forward(case.X), {}
        d = delta(_output_delta(case, record), case, record)
        for layer in range(len(nn.activations) - 1, -1, -1):
            W, b = f"W{layer + 1}", f"b{layer + 1}"
            gradients[W], gradients[b] = weight(entered(record)[layer], d), bias(d)
            if layer > 0:
                d = back(d, nn.parameters[W], gradients[W], case)
                d = d * slope(nn.activations, record, layer - 1)
        return {name: gradients[name] for name in nn.parameters}

    return answer


def step(*, gradients=backward(), rate=lambda alpha: alpha, moves=lambda name, last: True):
    """The parameters after an update; ``last`` is the number of the last layer, as a text."""

    def answer(case):
        alpha, found, last = (
            rate(case.learning_rate),
            gradients(case),
            str(len(case.nn.activations)),
        )
        return {
            name: value - alpha * found[name] if moves(name, last) else value.copy()
            for name, value in case.nn.parameters.items()
        }

    return answer


def _output_delta(case, record):
    loss, last = LOSSES[case.nn.loss_name], case.nn.activations[-1]
    if loss.from_logit:
        return loss.gradient(record.Z[-1], case.y)
    return loss.gradient(record.y_hat, case.y) * last.derivative(record.Z[-1])


def _with_slope(d, case, record):
    return d * case.nn.activations[-1].derivative(record.Z[-1])


def _without_slope(d, case, record):
    own = LOSSES[case.nn.loss_name]
    return d if own.from_logit else own.gradient(record.y_hat, case.y)


def _own(case):
    return case.nn.loss(case.nn.forward(case.X), case.y)


def _square(W):
    return len(set(W.shape)) == 1


RIGHT = {"forward": forward(), "loss": loss(), "backward": backward(), "step": step()}
CATALOGUE = {
    "forward": {
        "the biases are left out: Z = A W + b": forward(bias=lambda b: 0.0),
        "the biases are subtracted, not added: Z = A W + b": forward(bias=lambda b: -b),
        "the hidden layer has no activation: A = g(Z)": forward(
            g=lambda f, z: z, last=lambda f, z: f(z)
        ),
        "this is the last pre-activation z; the prediction is g(z)": forward(last=lambda f, z: z),
        "the activation is applied twice": forward(g=lambda f, z: f(f(z))),
        "the sign inside the activation is flipped: σ(z) contains e⁻ᶻ": forward(
            g=lambda f, z: f(-z)
        ),
        "a weight matrix is transposed: W has a row for each input": forward(
            weight=lambda W: W.T if _square(W) else W
        ),
        "the prediction is transposed: it has a row for each pattern": forward(turn=True),
    },
    "loss": {
        "the mean is missing: this is the sum": loss(lambda c: _own(c) * c.y.size),
        "the sign is flipped: a loss is never negative": loss(lambda c: -_own(c)),
        "there is a factor ½ too much": loss(lambda c: _own(c) / 2.0),
        "there is a square root too much": loss(lambda c: np.sqrt(_own(c))),
        "the logarithm has base 10; it is the natural one": loss(lambda c: _own(c) / np.log(10)),
        "the logarithm has base 2; it is the natural one": loss(lambda c: _own(c) / np.log(2)),
        "the patterns with target 0 are left out: they cost −ln(1 − ŷ)": loss(
            lambda c: -np.mean(c.y * np.log(c.nn.predict(c.X)))
        ),
        "the targets are swapped: with y = 1 the loss is −ln ŷ": loss(
            lambda c: c.nn.loss(c.nn.forward(c.X), 1.0 - c.y)
        ),
        "this is the mean of |ŷ − y|": loss(lambda c: np.mean(np.abs(c.nn.predict(c.X) - c.y))),
        "this is the mean squared error": loss(lambda c: np.mean((c.nn.predict(c.X) - c.y) ** 2)),
    },
    "backward": {
        "the mean over the batch is missing": backward(delta=lambda d, c, record: d * c.y.size),
        "the mean over the batch is taken twice": backward(delta=lambda d, c, record: d / c.y.size),
        "the sign is flipped: δ is ŷ − y, not y − ŷ": backward(delta=lambda d, c, record: -d),
        "the sign is flipped in the hidden layer": backward(back=lambda d, W, g, c: -(d @ W.T)),
        "the derivative of the hidden activation is left out: δ Wᵀ · g′(Z)": backward(
            slope=lambda g, record, layer: 1.0
        ),
        "the derivative of the hidden activation is taken at A, not at Z": backward(
            slope=lambda g, record, layer: g[layer].derivative(record.A[layer + 1])
        ),
        "the derivative is that of the layer after it": backward(
            slope=lambda g, record, layer: g[layer + 1].derivative(record.Z[layer + 1])
        ),
        "Z stands where A belongs: ∂L/∂W = Aᵀ δ": backward(
            entered=lambda record: [record.A[0], *record.Z]
        ),
        "X stands where the hidden A belongs: ∂L/∂W = Aᵀ δ": backward(
            entered=lambda record: [record.A[0]] * len(record.A)
        ),
        "a σ′ too much at the output: with cross-entropy it cancels": backward(delta=_with_slope),
        "the derivative of the output's activation is left out": backward(delta=_without_slope),
        "the factor 2 of the square is missing": backward(delta=lambda d, c, record: d / 2.0),
        "the gradient of the weights is transposed": backward(weight=lambda A, d: d.T @ A),
        "W is not transposed on the way back: δ Wᵀ": backward(
            back=lambda d, W, g, c: d @ (W if _square(W) else W.T)
        ),
        "W is left out on the way back: δ Wᵀ": backward(
            back=lambda d, W, g, c: d @ np.ones_like(W).T
        ),
        "the gradient of a bias is summed over the units, not over the patterns": backward(
            bias=lambda d: d.sum(axis=1)
        ),
        "the gradient of a bias is a mean, not a sum: δ contains the mean already": backward(
            bias=lambda d: d.mean(axis=0)
        ),
        "the learning rate is in the gradient; it belongs into the update": lambda c: {
            name: c.learning_rate * value for name, value in RIGHT["backward"](c).items()
        },
    },
    "step": {
        "the step goes uphill: θ ← θ − α ∂L/∂θ": step(rate=lambda alpha: -alpha),
        "the learning rate is missing": step(rate=lambda alpha: 1.0),
        "the learning rate is applied twice": step(rate=lambda alpha: alpha**2),
        "the step is divided by the learning rate": step(rate=lambda alpha: 1.0 / alpha),
        "nothing has changed: the update is missing": step(rate=lambda alpha: 0.0),
        "the biases are not updated": step(moves=lambda name, last: name[0] == "W"),
        "the hidden biases are not updated": step(
            moves=lambda name, last: name[0] == "W" or name[1:] == last
        ),
        "the hidden layer is not updated": step(moves=lambda name, last: name[1:] == last),
        "the weights were updated before they were used on the way back": step(
            gradients=backward(back=lambda d, W, g, c: d @ (W - c.learning_rate * g).T)
        ),
        "the mean over the batch is missing": step(
            gradients=backward(delta=lambda d, c, record: d * c.y.size)
        ),
    },
}
