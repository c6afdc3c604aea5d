"""What the page *The gradient check* says about checking entry by entry."""

import numpy as np
import pytest
from from_chapter import functions

from plainnet import NeuralNetwork, datasets, numerical_gradient

pytestmark = pytest.mark.rests_on("code", "cells chapters/gradient_check.ipynb")

X, y = datasets.xor()
flat, error = functions("gradient_check", "flat", "error")


def one_entry_fails(sizes, seed):
    nn = NeuralNetwork(*sizes, rng=np.random.default_rng(seed))
    a = flat(nn.backward(nn.forward(X), y))
    n = flat(numerical_gradient(nn, X, y))
    assert error(a, n) < 1e-7  # the vectors as a whole agree
    return (np.abs(a - n) > 1e-7 * (np.abs(a) + np.abs(n))).any()


@pytest.mark.parametrize(
    ("sizes", "networks", "low", "high"),
    [
        ((2, 2, 1), 200, 0.005, 0.05),  # about 2 %
        ((2, 10, 10, 1), 40, 0.13, 0.4),  # about a fifth
        ((2, 30, 30, 1), 20, 0.5, 0.9),  # about 70 %
    ],
    ids=str,
)
def test_right_gradients_fail_entry_by_entry(sizes, networks, low, high):
    """The more entries, the likelier one is too small to stand out from rounding of the loss."""
    share = np.mean([one_entry_fails(sizes, seed) for seed in range(networks)])
    assert low < share < high
