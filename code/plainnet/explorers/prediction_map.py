"""A map of predictions over the square of inputs, as a text with one letter per cell.

``core/maps.js`` draws it smoothed; this module also computes the boundary, the line at ½.
"""

import contourpy
import numpy as np

from plainnet.explorers import shades

# 90 levels: the printable ASCII characters except space and those that JSON or HTML escapes.
LETTERS = np.array([sign for sign in map(chr, range(33, 127)) if sign not in '"\\<&'])
LOW, HIGH = -0.5, 1.5  # the range of both inputs
SIDE = 24  # cells per row and per column
COLOURS = [shades.colour("PuOr_r", (k + 0.5) / len(LETTERS)) for k in range(len(LETTERS))]
SCALE = {"colours": COLOURS, "letters": "".join(LETTERS)}  # the constant `map` of an explorer
TOLERANCE = 0.004  # the largest distance between the boundary and its simplified form


def centres(side=SIDE) -> np.ndarray:
    """The centres of the cells along one axis."""
    return LOW + (np.arange(side) + 0.5) / side * (HIGH - LOW)


def grid(side=SIDE) -> np.ndarray:
    """The centres of all cells, shape (side², 2), row by row from the lowest, left to right."""
    x2, x1 = np.meshgrid(centres(side), centres(side), indexing="ij")
    return np.column_stack([x1.ravel(), x2.ravel()])


def pack(y_hat) -> str:
    """The predictions at the points of `grid` as a text with one of the ``LETTERS`` per cell.

    Letter k stands for k/90 ≤ ŷ < (k + 1)/90, the last one also for 1; from letter 45 on, the
    prediction is ½ or more. A value just below the next letter, within rounding error, gets that
    letter: so a stuck network that predicts ½ everywhere has one colour.
    """
    levels = np.clip(np.floor(np.ravel(y_hat) * len(LETTERS) + 1e-9), 0, len(LETTERS) - 1)
    return "".join(LETTERS[levels.astype(int)])


def levels(cells) -> np.ndarray:
    """The levels, from 0 to 89, of the letters that `pack` wrote."""
    places = {letter: level for level, letter in enumerate(LETTERS)}
    return np.array([places[letter] for letter in cells])


def half(predict, side=SIDE) -> tuple[list, list]:
    """The boundary where ``predict`` is ½: x1 and x2 of its points, with None between parts.

    ``predict`` takes points of shape (m, 2). Points on straight stretches are left out.
    """
    edges = np.linspace(LOW, HIGH, side + 1)
    x2, x1 = np.meshgrid(edges, edges, indexing="ij")
    y_hat = np.reshape(predict(np.column_stack([x1.ravel(), x2.ravel()])), x1.shape)
    xs, ys = [], []
    for line in contourpy.contour_generator(edges, edges, y_hat).lines(0.5):
        simple = simplified(line)
        xs += [None] * bool(xs) + [round(float(x), 3) for x in simple[:, 0]]
        ys += [None] * bool(ys) + [round(float(y), 3) for y in simple[:, 1]]
    return xs, ys


def simplified(line) -> np.ndarray:
    """A polyline of shape (n, 2) with fewer points, at most `TOLERANCE` away from the original.

    Ramer-Douglas-Peucker: the point farthest from the chord stays if it is farther than that.
    """
    start, end = line[0], line[-1]
    way = end - start
    length = np.hypot(*way)
    if length:
        distances = (
            np.abs(way[0] * (line[:, 1] - start[1]) - way[1] * (line[:, 0] - start[0])) / length
        )
    else:
        distances = np.hypot(*(line - start).T)
    farthest = int(distances.argmax())
    if distances[farthest] <= TOLERANCE:
        return line[[0, -1]]
    return np.vstack([simplified(line[: farthest + 1])[:-1], simplified(line[farthest:])])


def picture(ax, cells) -> None:
    """Draw a map that `pack` returned on ``ax``, for a still picture."""
    side, edges = round(len(cells) ** 0.5), [LOW, HIGH]
    grid = levels(cells).reshape(side, side)
    look = {"origin": "lower", "extent": edges * 2, "vmin": 0, "vmax": len(LETTERS) - 1}
    ax.imshow(grid, "PuOr_r", **look)
    ax.set(xticks=[0, 1], yticks=[0, 1], xlim=edges, ylim=edges, aspect="equal")
    ax.grid(False)
