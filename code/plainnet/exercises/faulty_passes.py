"""Forward pass, loss, gradient and update once more, with parts that can be replaced.

The catalogue of mistakes needs them. Each of the four takes a `Problem` and returns a dictionary of
arrays, which is the right answer. Each further argument replaces one part of the computation, by a
function of the right value of this part and of the `Place` where it is.
"""

import copy
from typing import NamedTuple

import numpy as np

from plainnet import _validation
from plainnet.activations import Activation
from plainnet.losses import LOSSES
from plainnet.network import NeuralNetwork, Record

NO_TARGETS = object()


class Problem(NamedTuple):
    """What an exercise is about: a network, inputs and targets, the learning rate of an update."""

    nn: NeuralNetwork
    X: np.ndarray
    y: np.ndarray
    learning_rate: float = 1.0


class Place(NamedTuple):
    """Where a part is: the number of its layer, counted from 1, and the arrays there.

    ``A`` is the input of the layer, ``g`` its activation, ``Z`` its pre-activation and ``delta``
    the derivative of the loss by Z. On the way back from a layer to the one before it, ``W``, ``A``
    and ``delta`` belong to the former, everything else to the latter.
    """

    problem: Problem
    layer: int
    last: bool
    A: np.ndarray
    W: np.ndarray
    g: Activation
    Z: np.ndarray = None
    delta: np.ndarray = None
    record: Record = None


def make_problem(nn, X, y=NO_TARGETS, learning_rate=1.0) -> Problem:
    """A `Problem` of copies; without targets if an exercise needs none.

    Raises a `ValueError` that names the argument which does not fit.
    """
    if not isinstance(nn, NeuralNetwork):
        raise _validation.unfit("nn", "a NeuralNetwork", nn)
    X = _validation.matrix("X", X, columns=nn.sizes[0])
    y = None if y is NO_TARGETS else _validation.matrix("y", y, rows=len(X), columns=nn.sizes[-1])
    with np.errstate(all="ignore"):
        record = nn.forward(X)
        size = record.y_hat if y is None else nn.loss(record, y)
    if not all(np.isfinite(each).all() for each in (*nn.parameters.values(), size)):
        raise ValueError("nn: expected a network with a finite prediction and loss")
    return copy.deepcopy(Problem(nn, X, y, _validation.positive("learning_rate", learning_rate)))


Answer = dict[str, np.ndarray]


def right(value, at) -> np.ndarray:
    """The ``value`` itself: used for each part that is not replaced."""
    return value


def forward(
    problem, *, weight=right, total=right, bias=right, z=right, a=right, end=right
) -> Answer:
    """The prediction. Its parts: ``total`` is A W, ``z`` A W + b, ``a`` g(z), ``end`` ŷ."""
    A, nn, at = problem.X, problem.nn, None
    for layer, ((W, b), g) in enumerate(zip(nn.names, nn.activations, strict=True), 1):
        at = Place(problem, layer, layer == len(nn.names), A, nn.parameters[W], g)
        Z = total(A @ weight(at.W, at), at)
        Z = z(Z + bias(nn.parameters.get(b, np.zeros(at.W.shape[1])), at), at)
        A = a(g.function(Z), at._replace(Z=Z))
    return {"y_hat": end(A, at)}


def loss(problem, *, value=right) -> Answer:
    """The loss, by default the network's own."""
    nn, X, y, _ = problem
    return {"loss": np.asarray(value(np.float64(nn.loss(nn.forward(X), y)), problem))}


def backward(
    problem, *, entered=right, delta=right, weight=right, bias=right, back=right, slope=right
) -> Answer:
    """The gradient. Two of its parts: ``back`` is δ Wᵀ, ``slope`` is g′(Z)."""
    nn, record = problem.nn, problem.nn.forward(problem.X)
    layers, gradients = list(zip(nn.names, nn.activations, strict=True)), {}
    at = Place(problem, len(layers), True, record.A[-2], None, nn.activations[-1], record.Z[-1])
    d = delta(output_delta(problem, record), at._replace(record=record))
    for layer, ((W, b), g) in reversed(list(enumerate(layers, 1))):
        A, Z = record.A[layer - 1], record.Z[layer - 1]
        last = layer == len(layers)
        at = Place(problem, layer, last, A, nn.parameters[W], g, Z, d, record)
        at = at._replace(A=entered(A, at))
        gradients[W], gradients[b] = weight(at.A.T @ d, at), bias(d.sum(axis=0), at)
        if layer > 1:
            g, Z = nn.activations[layer - 2], record.Z[layer - 2]
            at = at._replace(layer=layer - 1, last=False, g=g, Z=Z)
            d = back(d @ at.W.T, at)
            d = d * slope(g.derivative(Z), at)
    return {name: gradients[name] for name in nn.parameters}


def step(problem, *, rate=right, moved=right, **parts) -> Answer:
    """The parameters after an update; further ``parts`` are those of `backward`."""
    alpha, gradients = rate(problem.learning_rate, problem), backward(problem, **parts)
    return {
        name: value - moved(alpha * gradients[name], (name, problem))
        for name, value in problem.nn.parameters.items()
    }


def output_delta(problem, record) -> np.ndarray:
    """δ = ∂L/∂Z of the last layer."""
    loss, last = LOSSES[problem.nn.loss_name], problem.nn.activations[-1]
    if loss.from_logit:
        return loss.gradient(record.Z[-1], problem.y)
    return loss.gradient(record.y_hat, problem.y) * last.derivative(record.Z[-1])
