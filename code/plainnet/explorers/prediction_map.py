"""A map of predictions for the page: the square of the inputs in cells, one letter each.

``core/maps.js`` draws it, smoothed; the line at ½ comes from here, too.
"""

import contourpy
import numpy as np
from matplotlib import colormaps
from matplotlib.colors import to_hex

# 90 levels: all printable signs but the space and those that JSON or HTML would write longer.
LETTERS = np.array([sign for sign in map(chr, range(33, 127)) if sign not in '"\\<&'])
LOW, HIGH = -0.5, 1.5  # of both inputs
SIDE = 24  # cells across, and up
COLOURS = [to_hex(colormaps["PuOr_r"]((k + 0.5) / len(LETTERS))) for k in range(len(LETTERS))]
SCALE = {"colours": COLOURS, "letters": "".join(LETTERS)}  # the constant `map` of an explorer
STRAIGHT = 0.004  # by how much the line at ½ may be off between its points


def centres(side=SIDE) -> np.ndarray:
    """The middles of the cells along one axis."""
    return LOW + (np.arange(side) + 0.5) / side * (HIGH - LOW)


def grid(side=SIDE) -> np.ndarray:
    """The middles of all cells, shape (side², 2): the lowest row first, each from left to right."""
    x2, x1 = np.meshgrid(centres(side), centres(side), indexing="ij")
    return np.column_stack([x1.ravel(), x2.ravel()])


def pack(y_hat) -> str:
    """The predictions at the points of `grid` as a text, one of the ``LETTERS`` a cell.

    Letter k stands for k/90 ≤ ŷ < (k + 1)/90, the last one also for 1: from letter 45 on the answer
    is ½ or more. What misses the next letter by a rounding error has it: a stuck network that
    answers ½ everywhere is drawn in one colour.
    """
    levels = np.clip(np.floor(np.ravel(y_hat) * len(LETTERS) + 1e-9), 0, len(LETTERS) - 1)
    return "".join(LETTERS[levels.astype(int)])


def levels(cells) -> np.ndarray:
    """What `pack` wrote, as numbers from 0 to 89."""
    places = {letter: level for level, letter in enumerate(LETTERS)}
    return np.array([places[letter] for letter in cells])


def half(predict, side=SIDE) -> tuple[list, list]:
    """The line at ½ of ``predict``: its x1 and its x2 with None between two parts.

    ``predict`` takes points of shape (m, 2). Points on a straight stretch are left out.
    """
    edges = np.linspace(LOW, HIGH, side + 1)
    x2, x1 = np.meshgrid(edges, edges, indexing="ij")
    y_hat = np.reshape(predict(np.column_stack([x1.ravel(), x2.ravel()])), x1.shape)
    xs, ys = [], []
    for line in contourpy.contour_generator(edges, edges, y_hat).lines(0.5):
        kept = straightened(line)
        xs += [None] * bool(xs) + [round(float(x), 3) for x in kept[:, 0]]
        ys += [None] * bool(ys) + [round(float(y), 3) for y in kept[:, 1]]
    return xs, ys


def straightened(line) -> np.ndarray:
    """The ends of a line of shape (n, 2), and those points between that keep its form.

    Ramer, Douglas and Peucker: what lies farthest from the chord stays, if it is `STRAIGHT` away.
    """
    start, end = line[0], line[-1]
    way = end - start
    length = np.hypot(*way)
    if length:
        apart = np.abs(way[0] * (line[:, 1] - start[1]) - way[1] * (line[:, 0] - start[0])) / length
    else:
        apart = np.hypot(*(line - start).T)
    farthest = int(apart.argmax())
    if apart[farthest] <= STRAIGHT:
        return line[[0, -1]]
    return np.vstack([straightened(line[: farthest + 1])[:-1], straightened(line[farthest:])])


def picture(ax, cells) -> None:
    """Draw what `pack` returned on ``ax``, for a still picture."""
    side, edges = round(len(cells) ** 0.5), [LOW, HIGH]
    grid = levels(cells).reshape(side, side)
    look = {"origin": "lower", "extent": edges * 2, "vmin": 0, "vmax": len(LETTERS) - 1}
    ax.imshow(grid, "PuOr_r", **look)
    ax.set(xticks=[0, 1], yticks=[0, 1], xlim=edges, ylim=edges, aspect="equal")
    ax.grid(False)
