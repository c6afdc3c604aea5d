"""A map of predictions for the page: the square of the inputs in cells, one digit of base 36 each.

`raster` in ``core/drawing.js`` draws it.
"""

import string

import numpy as np
from matplotlib import colormaps
from matplotlib.colors import to_hex

DIGITS = np.array([*string.digits, *string.ascii_lowercase])
LOW, HIGH = -0.5, 1.5  # of both inputs
SIDE = 24  # cells across, and up
COLOURS = [to_hex(colormaps["PuOr_r"]((k + 0.5) / len(DIGITS))) for k in range(len(DIGITS))]
AXIS = {"from": LOW, "to": HIGH, "ticks": [0, 1], "colours": COLOURS}  # of both inputs, for a spec


def centres(side=SIDE) -> np.ndarray:
    """The middles of the cells along one axis."""
    return LOW + (np.arange(side) + 0.5) / side * (HIGH - LOW)


def grid(side=SIDE) -> np.ndarray:
    """The middles of all cells, shape (side², 2): the lowest row first, each from left to right."""
    x2, x1 = np.meshgrid(centres(side), centres(side), indexing="ij")
    return np.column_stack([x1.ravel(), x2.ravel()])


def pack(y_hat) -> str:
    """The predictions at the points of `grid` as a text, one digit a cell.

    Digit k stands for k/36 ≤ ŷ < (k + 1)/36, the last one also for 1. From digit 18 on, written
    ``i``, the answer is ½ or more. What misses the next digit by a rounding error has it: a stuck
    network that answers ½ everywhere is drawn in one colour.
    """
    levels = np.clip(np.floor(np.ravel(y_hat) * len(DIGITS) + 1e-9), 0, len(DIGITS) - 1)
    return "".join(DIGITS[levels.astype(int)])


def picture(ax, cells) -> None:
    """Draw what `pack` returned on ``ax``, for a still picture."""
    side, edges = round(len(cells) ** 0.5), [LOW, HIGH]
    levels = np.array([int(digit, 36) for digit in cells]).reshape(side, side)
    ax.imshow(levels, "PuOr_r", origin="lower", extent=edges * 2, vmin=0, vmax=len(DIGITS) - 1)
    ax.set(xticks=[0, 1], yticks=[0, 1], xlim=edges, ylim=edges, aspect="equal")
    ax.grid(False)
