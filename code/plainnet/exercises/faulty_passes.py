"""Forward pass, loss, gradient and update once more, with parts that can be replaced.

For `mistakes`: each of the four returns a function of a `Problem`, which returns a dictionary of
arrays. Without arguments it is the right answer; each argument replaces one part of it.
"""

import copy
from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from plainnet import _validation
from plainnet.losses import LOSSES
from plainnet.network import NeuralNetwork


class Problem(NamedTuple):
    """What an exercise is about: a network, its data, and the learning rate of an update."""

    nn: NeuralNetwork
    X: np.ndarray
    y: np.ndarray
    learning_rate: float = 1.0


def make_problem(nn, X, y=..., learning_rate=1.0) -> Problem:
    """A `Problem` of copies, without targets where none are needed.

    Raises a `ValueError` that names the argument which does not suit the others.
    """
    if not isinstance(nn, NeuralNetwork):
        raise _validation.unfit("nn", "a NeuralNetwork", nn)
    X = _validation.matrix("X", X, columns=nn.sizes[0])
    y = None if y is ... else _validation.matrix("y", y, rows=len(X), columns=nn.sizes[-1])
    with np.errstate(all="ignore"):
        record = nn.forward(X)
        size = record.y_hat if y is None else nn.loss(record, y)
    if not np.isfinite(size).all():
        raise ValueError("nn: expected a network with a finite prediction and loss")
    return copy.deepcopy(Problem(nn, X, y, _validation.positive("learning_rate", learning_rate)))


def make_forward(
    *, weight=lambda W: W, bias=lambda b: b, g=lambda f, z: f(z), last=None, turn=False
) -> Callable[[Problem], dict[str, np.ndarray]]:
    """The prediction; ``g`` and ``last`` apply the activation f of a layer, and of the last one."""

    def answer(problem):
        A, parameters, count = problem.X, problem.nn.parameters, len(problem.nn.activations)
        for layer, activation in enumerate(problem.nn.activations, 1):
            W, b = parameters[f"W{layer}"], parameters.get(f"b{layer}", 0.0)
            apply = (last or g) if layer == count else g
            A = apply(activation.function, A @ weight(W) + bias(b))
        return {"y_hat": A.T if turn else A}

    return answer


def make_loss(
    value=lambda problem: problem.nn.loss(problem.nn.forward(problem.X), problem.y),
) -> Callable[[Problem], dict[str, np.ndarray]]:
    """The loss; by default the network's own."""
    return lambda problem: {"loss": np.asarray(value(problem))}


def make_backward(
    *,
    delta=lambda d, problem, record: d,
    entered=lambda record: record.A,
    weight=lambda A, d: A.T @ d,
    bias=lambda d: d.sum(axis=0),
    back=lambda d, W, gradient, problem: d @ W.T,
    slope=lambda g, record, layer: g[layer].derivative(record.Z[layer]),
) -> Callable[[Problem], dict[str, np.ndarray]]:
    """The gradient; layers count from 0, and ``g`` lists their activations."""

    def answer(problem):
        nn, record, gradients = problem.nn, problem.nn.forward(problem.X), {}
        d = delta(output_delta(problem, record), problem, record)
        for layer in range(len(nn.activations) - 1, -1, -1):
            W, b = f"W{layer + 1}", f"b{layer + 1}"
            gradients[W], gradients[b] = weight(entered(record)[layer], d), bias(d)
            if layer > 0:
                d = back(d, nn.parameters[W], gradients[W], problem)
                d = d * slope(nn.activations, record, layer - 1)
        return {name: gradients[name] for name in nn.parameters}

    return answer


def make_step(
    *, gradients=None, rate=lambda alpha: alpha, moves=lambda name, last: True
) -> Callable[[Problem], dict[str, np.ndarray]]:
    """The parameters after an update; ``last`` is the number of the last layer, as a text."""

    def answer(problem):
        alpha, slopes = rate(problem.learning_rate), (gradients or make_backward())(problem)
        last = str(len(problem.nn.activations))
        return {
            name: value - alpha * slopes[name] if moves(name, last) else value.copy()
            for name, value in problem.nn.parameters.items()
        }

    return answer


def output_delta(problem, record) -> np.ndarray:
    """δ = ∂L/∂Z of the last layer."""
    loss, last = LOSSES[problem.nn.loss_name], problem.nn.activations[-1]
    if loss.from_logit:
        return loss.gradient(record.Z[-1], problem.y)
    return loss.gradient(record.y_hat, problem.y) * last.derivative(record.Z[-1])
