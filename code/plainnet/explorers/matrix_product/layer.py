"""A layer of three units with two inputs, on the patterns of XOR, and its three products."""

from typing import NamedTuple

import numpy as np

from plainnet import datasets
from plainnet.losses import LOSSES

X = datasets.xor()[0]
W = np.array([[0.5, 1.0, -1.0], [0.5, -0.5, 2.0]])
TARGETS = np.array([[-3, 3, -1.5], [6.5, -6.5, -2.5], [-2.5, -5, 0.5], [-2, 3.5, -2]])
DELTA = LOSSES["mse"].gradient(X @ W, TARGETS)  # with these targets, its numbers are short


class Product(NamedTuple):
    """A product of two matrices: its name, theirs, and what their rows and columns count.

    ``axes`` has the rows of the left one, what is summed over, and the columns of the right one.
    ``start`` and ``task`` are cells of the result.
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
        """What is multiplied for a cell of the result, to be summed."""
        return list(zip(self.left[row].tolist(), self.right[:, column].tolist(), strict=True))

    def step(self, cell) -> int:
        """The step that completes a cell. Each term is one; the cells come row by row."""
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
