"""Losses, each beside its gradient, in one table.

Both losses are the mean over *all* elements. ``y`` holds the targets, shape (m, n_out).
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from plainnet.activations import sigmoid


def mean_squared_error(y_hat, y) -> float:
    """mean((ŷ − y)²), without a factor ½."""
    return np.mean((y_hat - y) ** 2)


def mean_squared_error_gradient(y_hat, y) -> np.ndarray:
    """∂L/∂ŷ = 2 (ŷ − y) / (number of elements), the shape of ``y``."""
    return 2.0 * (y_hat - y) / y.size


def binary_cross_entropy(z, y) -> float:
    """mean(−y ln ŷ − (1 − y) ln(1 − ŷ)) with ŷ = σ(z), for targets 0 and 1.

    Takes the logit ``z``, the output before its sigmoid, and computes ln(1 + e^∓z): from ŷ itself
    the loss would be infinite as soon as ŷ is rounded to 0 or 1.
    """
    losses = np.logaddexp(0.0, (1.0 - 2.0 * y) * z)
    return losses.sum() / losses.size


def binary_cross_entropy_gradient(z, y) -> np.ndarray:
    """∂L/∂z = (σ(z) − y) / (number of elements), the shape of ``y``: the σ′ has cancelled."""
    return (sigmoid(z) - y) / y.size


class Loss(NamedTuple):
    """A loss and its gradient; whether both take the logit z or the prediction ŷ."""

    function: Callable
    gradient: Callable
    from_logit: bool


LOSSES = {
    "mse": Loss(mean_squared_error, mean_squared_error_gradient, from_logit=False),
    "cross_entropy": Loss(binary_cross_entropy, binary_cross_entropy_gradient, from_logit=True),
}
