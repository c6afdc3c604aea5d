"""The functions of `activations` and `losses` once more, for `ensemble`: fast, and in place.

Every function writes its result into its last argument; only those for classes make new arrays.
``z`` is the pre-activation, ``a`` = g(z); a ``layer`` has ``Z``, ``A``, ``delta``, and ``work`` for
intermediate results. An activation or a loss that is not here is computed by the functions of its
own table, more slowly.
"""

from collections.abc import Callable

import numpy as np


def sigmoid(z, a) -> None:
    """a = (1 + tanh(z/2)) / 2."""
    np.multiply(z, 0.5, out=a)
    np.tanh(a, out=a)
    np.add(a, 1.0, out=a)
    np.multiply(a, 0.5, out=a)


def sigmoid_slope(z, a, slope) -> None:
    """a (1 − a)."""
    np.subtract(1.0, a, out=slope)
    np.multiply(slope, a, out=slope)


def tanh(z, a) -> None:
    """tanh(z)."""
    np.tanh(z, out=a)


def tanh_slope(z, a, slope) -> None:
    """1 − a²."""
    np.multiply(a, a, out=slope)
    np.subtract(1.0, slope, out=slope)


def relu(z, a) -> None:
    """max(0, z)."""
    np.maximum(z, 0.0, out=a)


def relu_slope(z, a, slope) -> None:
    """1 where z > 0, else 0."""
    np.greater(z, 0.0, out=slope)


def identity(z, a) -> None:
    """z."""
    np.copyto(a, z)


def identity_slope(z, a, slope) -> None:
    """1."""
    slope.fill(1.0)


def softmax(z, a) -> None:
    """e^z over the sum of e^z of all units."""
    np.subtract(z, z.max(axis=1, keepdims=True), out=a)
    np.exp(a, out=a)
    np.divide(a, a.sum(axis=1, keepdims=True), out=a)


ACTIVATION_KERNELS = {  # g(z), and g′ from z and a = g(z)
    "sigmoid": (sigmoid, sigmoid_slope),
    "tanh": (tanh, tanh_slope),
    "relu": (relu, relu_slope),
    "identity": (identity, identity_slope),
    "softmax": (softmax, sigmoid_slope),
}


def mse(layer, y, loss) -> None:
    """Σ (ŷ − y)²."""
    np.subtract(layer.A, y, out=layer.work)
    np.multiply(layer.work, layer.work, out=layer.work)
    np.add.reduce(layer.work, axis=(0, 1), out=loss)


def mse_delta(layer, y, delta) -> None:
    """2 (ŷ − y) g′(z)."""
    layer.slope(layer.Z, layer.A, layer.work)
    np.subtract(layer.A, y, out=delta)
    np.multiply(delta, layer.work, out=delta)
    np.multiply(delta, 2.0, out=delta)


def cross_entropy(layer, y, loss) -> None:
    """Σ max(0, z) − y z − ln σ(|z|), where σ(|z|) is the larger of ŷ and 1 − ŷ: always finite."""
    np.multiply(layer.Z, y, out=layer.delta)
    np.maximum(layer.Z, 0.0, out=layer.work)
    np.subtract(layer.work, layer.delta, out=layer.work)  # exactly 0 or |z|
    np.subtract(layer.A, 0.5, out=layer.delta)
    np.absolute(layer.delta, out=layer.delta)
    np.add(layer.delta, 0.5, out=layer.delta)
    np.log(layer.delta, out=layer.delta)
    np.subtract(layer.work, layer.delta, out=layer.work)
    np.add.reduce(layer.work, axis=(0, 1), out=loss)


def cross_entropy_delta(layer, y, delta) -> None:
    """ŷ − y."""
    np.subtract(layer.A, y, out=delta)


def categorical_cross_entropy(layer, y, loss) -> None:
    """Σ −ln p of the class of each pattern, from its logits: always finite."""
    np.subtract(layer.Z, layer.Z.max(axis=1, keepdims=True), out=layer.work)
    np.exp(layer.work, out=layer.delta)
    np.subtract(np.log(layer.delta.sum(axis=1, keepdims=True)), layer.work, out=layer.work)
    np.multiply(layer.work, y, out=layer.work)
    np.add.reduce(layer.work, axis=(0, 1), out=loss)


def logits(layer, y, loss) -> None:
    """Σ z, which is finite where a cross-entropy is, and much faster to compute."""
    np.add.reduce(layer.Z, axis=(0, 1), out=loss)


# The sum of the losses; its δ = ∂/∂Z; a fast sum that is finite if it is; the mean's divisor.
LOSS_KERNELS = {
    "mse": (mse, mse_delta, mse, np.size),
    "cross_entropy": (cross_entropy, cross_entropy_delta, logits, np.size),
    "categorical_cross_entropy": (categorical_cross_entropy, cross_entropy_delta, logits, len),
}


def activation_kernels(name, g) -> tuple[Callable, Callable]:
    """g(z) and g′ in place; for an activation not in ``ACTIVATION_KERNELS``, by its entry ``g``."""
    if name in ACTIVATION_KERNELS:
        return ACTIVATION_KERNELS[name]

    def function(z, a):  # such functions expect the units on the last axis, and may mix them
        a[:] = g.function(z.swapaxes(1, 2)).swapaxes(1, 2)

    def slope(z, a, out):
        out[:] = g.derivative(z.swapaxes(1, 2), a.swapaxes(1, 2)).swapaxes(1, 2)

    return function, slope


def loss_kernels(name, loss) -> tuple[Callable, Callable, Callable, Callable]:
    """A row of ``LOSS_KERNELS``; for a loss that is not there, one made of its entry ``loss``.

    That entry computes means, and is called for one network after the other.
    """
    if name in LOSS_KERNELS:
        return LOSS_KERNELS[name]

    def mean(layer, y, out):
        inputs = layer.Z if loss.from_logit else layer.A
        for i in range(len(out)):
            out[i] = loss.function(inputs[..., i], y[..., 0])

    def mean_delta(layer, y, delta):
        for i in range(delta.shape[-1]):
            Z, A, targets = layer.Z[..., i], layer.A[..., i], y[..., 0]
            inputs = (Z, targets, A) if loss.from_logit else (A, targets)
            delta[..., i] = loss.gradient(*inputs)
        if not loss.from_logit:
            layer.slope(layer.Z, layer.A, layer.work)
            np.multiply(delta, layer.work, out=delta)

    return mean, mean_delta, mean, lambda y: 1
