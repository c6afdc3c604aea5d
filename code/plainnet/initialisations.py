"""Where a network starts: initialisations by name, in one table.

Each draws from the generator ``rng`` an array of ``shape`` for a layer of
``n_in`` inputs and ``n_out`` outputs.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np


def uniform(rng, shape, n_in, n_out) -> np.ndarray:
    """Uniform on [−1, 1]."""
    return rng.uniform(-1.0, 1.0, shape)


def normal(rng, shape, n_in, n_out) -> np.ndarray:
    """Standard normal: mean 0, standard deviation 1."""
    return rng.standard_normal(shape)


def xavier(rng, shape, n_in, n_out) -> np.ndarray:
    """Uniform on ±√(6 / (n_in + n_out)) (Glorot, Bengio 2010, eq. 16)."""
    bound = np.sqrt(6.0 / (n_in + n_out))
    return rng.uniform(-bound, bound, shape)


def he(rng, shape, n_in, n_out) -> np.ndarray:
    """Normal with standard deviation √(2 / n_in) (He and others 2015)."""
    return rng.normal(0.0, np.sqrt(2.0 / n_in), shape)


class Initialisation(NamedTuple):
    """How weights are drawn; whether biases are drawn, or start at 0."""

    draw: Callable
    draws_biases: bool


INITIALISATIONS = {
    "uniform": Initialisation(uniform, draws_biases=True),
    "normal": Initialisation(normal, draws_biases=True),
    "normal_zero_bias": Initialisation(normal, draws_biases=False),
    "xavier": Initialisation(xavier, draws_biases=False),
    "he": Initialisation(he, draws_biases=False),
}
