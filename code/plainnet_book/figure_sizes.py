"""The size of a figure on a page: as wide as the text or, on a phone, as the screen.

In a notebook, a figure has the size that its cell says.
"""

import math
from contextlib import contextmanager

COLUMN, HIGHEST = 6.7, 4.4  # inches of a figure on a wide page
MORE = 1.35  # how many times as large it is there as in the notebook, at most
PHONE = 4  # inches of a figure on a phone


@contextmanager
def on_a_page(figure):
    """The ``figure`` is as large as a wide page allows for a while; its texts keep their size."""
    width, height = figure.get_size_inches()
    grown = max(1, min(COLUMN / width, HIGHEST / height, MORE))
    with _of_size(figure, grown * width, grown * height):
        yield


@contextmanager
def on_a_phone(figure):
    """The ``figure`` is as narrow as a phone for a while.

    Where it is wider than 6 inches, each row of axes is broken into two.
    """
    width, height = figure.get_size_inches()
    places = {ax: place for ax in figure.axes if (place := ax.get_subplotspec())}
    grids = {place.get_gridspec().get_geometry() for place in places.values()}
    rows, columns = max(grids, default=(1, 1))
    folds = width > 6 and columns > 1
    if folds:
        grid = figure.add_gridspec(2 * rows, math.ceil(columns / 2))
        for ax, place in places.items():
            ax.set_subplotspec(grid[place.num1])
    try:
        with _of_size(figure, min(width, PHONE), height * (1 + folds)):
            yield
    finally:
        for ax, place in places.items():
            ax.set_subplotspec(place)


@contextmanager
def _of_size(figure, *size):
    before = figure.get_size_inches()
    figure.set_size_inches(size)
    try:
        yield
    finally:
        figure.set_size_inches(before)
