"""Losses, each beside its gradient, in one table.

``y`` holds the targets, shape (m, n_out). Two losses are the mean over
*all* elements. The one of classes is the mean over the patterns: the row of
a pattern holds a 1 at its class, and 0 elsewhere (one-hot).
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from plainnet.activations import sigmoid, softmax


def mean_squared_error(y_hat, y) -> float:
    """mean((ŷ − y)²), without a factor ½."""
    return ((y_hat - y) ** 2).mean()


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


def binary_cross_entropy_gradient(z, y, y_hat=None) -> np.ndarray:
    """∂L/∂z = (σ(z) − y) / (number of elements): the σ′ has cancelled."""
    y_hat = sigmoid(z) if y_hat is None else y_hat
    return (y_hat - y) / y.size


def categorical_cross_entropy(z, y) -> float:
    """mean(−ln p) with p = softmax(z) of the class of each pattern.

    Takes the logits ``z``, the output before its softmax, from which
    ln p = z − ln Σ e^z stays finite, however small p is.
    """
    z = z - z.max(axis=-1, keepdims=True)
    ln_p = z - np.log(np.exp(z).sum(axis=-1, keepdims=True))
    return -(y * ln_p).sum() / len(y)


def categorical_cross_entropy_gradient(z, y, y_hat=None) -> np.ndarray:
    """∂L/∂z = (softmax(z) − y) / (number of patterns)."""
    y_hat = softmax(z) if y_hat is None else y_hat
    return (y_hat - y) / len(y)


class Loss(NamedTuple):
    """A loss and its gradient.

    ``output`` names the activation whose logit z both take; without it,
    they take ŷ. A gradient that takes z may be given ŷ, too, which saves
    computing it again: ``gradient(z, y, y_hat=None)``.
    """

    function: Callable
    gradient: Callable
    output: str | None = None

    @property
    def from_logit(self) -> bool:
        """Whether both take the logit z."""
        return self.output is not None


LOSSES = {
    "mse": Loss(mean_squared_error, mean_squared_error_gradient),
    "cross_entropy": Loss(binary_cross_entropy, binary_cross_entropy_gradient, output="sigmoid"),
    "categorical_cross_entropy": Loss(
        categorical_cross_entropy, categorical_cross_entropy_gradient, output="softmax"
    ),
}
