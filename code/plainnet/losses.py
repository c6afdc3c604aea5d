"""Losses, each beside its gradient, in one table.

Both losses are the mean over *all* elements. ``y`` holds the targets, shape
(m, n_out).

Called by their names, they raise a `ValueError` for what is not finite, for
no elements, for shapes that differ, also where NumPy would stretch them,
and the cross-entropy for other targets than 0 and 1.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from plainnet import _arguments
from plainnet._checked import checked
from plainnet.activations import ACTIVATIONS

sigmoid = ACTIVATIONS["sigmoid"].function  # without its check


def mean_squared_error(y_hat, y) -> float:
    """mean((ŷ − y)²), without a factor ½."""
    return np.mean((y_hat - y) ** 2)


def mean_squared_error_gradient(y_hat, y) -> np.ndarray:
    """∂L/∂ŷ = 2 (ŷ − y) / (number of elements), the shape of ``y``."""
    return 2.0 * (y_hat - y) / y.size


def binary_cross_entropy(z, y) -> float:
    """mean(−y ln ŷ − (1 − y) ln(1 − ŷ)) with ŷ = σ(z), for targets 0 and 1.

    Takes the logit ``z``, the output before its sigmoid, and computes ln(1
    + e^∓z): from ŷ itself the loss would be infinite as soon as ŷ is
    rounded to 0 or 1.
    """
    losses = np.logaddexp(0.0, (1.0 - 2.0 * y) * z)
    return losses.sum() / losses.size


def binary_cross_entropy_gradient(z, y) -> np.ndarray:
    """∂L/∂z = (σ(z) − y) / (number of elements): the σ′ has cancelled."""
    return (sigmoid(z) - y) / y.size


class Loss(NamedTuple):
    """A loss and its gradient; whether both take the logit z, or ŷ."""

    function: Callable
    gradient: Callable
    from_logit: bool


mse = mean_squared_error, mean_squared_error_gradient
cross_entropy = binary_cross_entropy, binary_cross_entropy_gradient
LOSSES = {
    "mse": Loss(*mse, from_logit=False),
    "cross_entropy": Loss(*cross_entropy, from_logit=True),
}

# Called by their names, they check; the table, and so the network, has them
# without.
of_predictions = checked(_arguments.predictions)
of_logits = checked(_arguments.logits)
mean_squared_error = of_predictions(mean_squared_error)
mean_squared_error_gradient = of_predictions(mean_squared_error_gradient)
binary_cross_entropy = of_logits(binary_cross_entropy)
binary_cross_entropy_gradient = of_logits(binary_cross_entropy_gradient)
