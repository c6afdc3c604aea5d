"""Activation functions, each beside its derivative, in one table.

Every function takes the pre-activation ``z`` (a number or an array of any
shape) and returns an array of the same shape. So do the derivatives: they
are taken at ``z`` too, never at the activation. They may be given ``a`` =
g(z) as well, which saves computing it again.

A hidden layer may have any of ``ACTIVATIONS``, the last layer any of
``OUTPUTS``: softmax, too, which mixes the units of a pattern.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np


def sigmoid(z) -> np.ndarray:
    """σ(z) = 1 / (1 + e⁻ᶻ), between 0 and 1.

    Computed as (1 + tanh(z/2)) / 2, the same function: e⁻ᶻ itself overflows
    at z = −1000.
    """
    return 0.5 * (1.0 + np.tanh(0.5 * np.asarray(z)))


def sigmoid_derivative(z, a=None) -> np.ndarray:
    """σ′(z) = σ(z) (1 − σ(z))."""
    a = sigmoid(z) if a is None else a
    return a * (1.0 - a)


def tanh(z) -> np.ndarray:
    """tanh(z), between −1 and 1."""
    return np.tanh(z)


def tanh_derivative(z, a=None) -> np.ndarray:
    """tanh′(z) = 1 − tanh²(z)."""
    a = tanh(z) if a is None else a
    return 1.0 - a**2


def relu(z) -> np.ndarray:
    """max(0, z): the rectified linear unit."""
    return np.maximum(0.0, z)


def relu_derivative(z, a=None) -> np.ndarray:
    """1 where z > 0, else 0, also at the kink, which has no derivative."""
    return np.greater(z, 0).astype(float)


def identity(z) -> np.ndarray:
    """z itself: a layer without an activation."""
    return np.asarray(z, dtype=float)


def identity_derivative(z, a=None) -> np.ndarray:
    """1 everywhere."""
    return np.ones_like(z, dtype=float)


def softmax(z) -> np.ndarray:
    """e^z over the sum of e^z in each row: positive, 1 together.

    The largest z of a row is subtracted first, which changes nothing and
    keeps e^z from overflowing.
    """
    z = np.asarray(z)
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def softmax_derivative(z, a=None) -> np.ndarray:
    """∂aᵢ/∂zᵢ = aᵢ (1 − aᵢ) alone; the others, ∂aᵢ/∂zⱼ, are −aᵢ aⱼ."""
    a = softmax(z) if a is None else a
    return a * (1.0 - a)


class Activation(NamedTuple):
    """A function of z, and its derivative, of z and perhaps a = g(z).

    ``kink`` says whether the function has a kink at z = 0.
    """

    function: Callable
    derivative: Callable
    kink: bool = False


ACTIVATIONS = {
    "sigmoid": Activation(sigmoid, sigmoid_derivative),
    "tanh": Activation(tanh, tanh_derivative),
    "relu": Activation(relu, relu_derivative, kink=True),
    "identity": Activation(identity, identity_derivative),
}
OUTPUTS = ACTIVATIONS | {"softmax": Activation(softmax, softmax_derivative)}
