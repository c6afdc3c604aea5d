"""A layer of three units with two inputs, on the XOR patterns, and its three matrix products."""

from typing import NamedTuple

import numpy as np

from plainnet import datasets
from plainnet.losses import LOSSES

X = datasets.xor()[0]
W = np.array([[0.5, 1.0, -1.0], [0.5, -0.5, 2.0]])
TARGETS = np.array([[-3, 3, -1.5], [6.5, -6.5, -2.5], [-2.5, -5, 0.5], [-2, 3.5, -2]])
DELTA = LOSSES["mse"].gradient(X @ W, TARGETS)  # the targets are chosen for short numbers


class Product(NamedTuple):
    """A product of two matrices: the names of all three, and what rows and columns stand for.

    ``axes`` names the rows of the left matrix, the dimension that is summed over, and the columns
    of the right one. ``start`` and ``task`` are cells of the result.
    """

    name: str
    names: tuple[str, str]
    left: np.ndarray
    right: np.ndarray
    axes: tuple[str, str, str]
    start: tuple[int, int]
    task: tuple[int, int]

    @property
    def result(self) -> np.ndarray:
        """The matrix product."""
        return self.left @ self.right

    def pairs(self, row, column) -> list[tuple[float, float]]:
        """The pairs of numbers whose products are summed for a cell of the result."""
        return list(zip(self.left[row].tolist(), self.right[:, column].tolist(), strict=True))

    def step(self, cell) -> int:
        """The step that completes a cell: a step per term, cell by cell, row by row."""
        place = np.ravel_multi_index(cell, self.result.shape)
        return (int(place) + 1) * len(self.right) - 1


PRODUCTS = {
    "forward": Product(
        "X @ W", ("X", "W"), X, W, ("pattern", "input", "unit"), start=(1, 1), task=(3, 1)
    ),
    "weights": Product(
        "Xᵀ @ δ", ("Xᵀ", "δ"), X.T, DELTA, ("input", "pattern", "unit"), start=(0, 1), task=(1, 2)
    ),
    "back": Product(
        "δ @ Wᵀ", ("δ", "Wᵀ"), DELTA, W.T, ("pattern", "unit", "input"), start=(1, 0), task=(2, 0)
    ),
}
