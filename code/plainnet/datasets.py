"""Small data sets: ``X`` of shape (m, 2), ``y`` of (m, 1); and digits.

Those that are drawn raise a `ValueError` for an ``m`` below 1 or too large
for the memory that is free, for a ``noise`` below 0, and for an ``rng``
that is no `numpy.random.Generator`.
"""

from pathlib import Path

import numpy as np

from plainnet import _arguments

DIGITS = Path(__file__).parent / "data" / "digits.csv.gz"
CORNERS = ((0.0, 0.0), (0.0, 1.0), (1.0, 0.0), (1.0, 1.0))


def _gate(*targets):
    return np.array(CORNERS), np.array(targets, dtype=float).reshape(4, 1)


def xor() -> tuple[np.ndarray, np.ndarray]:
    """The four patterns of exclusive or: 1 where exactly one input is 1."""
    return _gate(0, 1, 1, 0)


def and_() -> tuple[np.ndarray, np.ndarray]:
    """The four patterns of and: 1 where both inputs are 1."""
    return _gate(0, 0, 0, 1)


def or_() -> tuple[np.ndarray, np.ndarray]:
    """The four patterns of or: 1 where at least one input is 1."""
    return _gate(0, 1, 1, 1)


def noisy_xor(m, noise=0.2, *, rng=None) -> tuple[np.ndarray, np.ndarray]:
    """``m`` points around the corners of XOR, with their corner's target.

    The corner is drawn uniformly; ``noise`` is the standard deviation added
    to each coordinate.
    """
    m, noise, rng = _arguments.points(m, noise, rng)
    X, y = xor()
    corner = rng.integers(4, size=m)
    return X[corner] + rng.normal(0.0, noise, (m, 2)), y[corner]


def two_moons(m, noise=0.1, *, rng=None) -> tuple[np.ndarray, np.ndarray]:
    """``m`` points on two interleaved half circles, one for each target.

    The upper one has target 0 and its centre at (0, 0), the lower one
    target 1 and its centre at (1, ½). ``noise`` is the standard deviation
    added to each coordinate.
    """
    m, noise, rng = _arguments.points(m, noise, rng)
    y = rng.integers(2, size=(m, 1)).astype(float)
    angle = rng.uniform(0.0, np.pi, (m, 1))
    upper = np.hstack([np.cos(angle), np.sin(angle)])
    lower = np.hstack([1.0 - np.cos(angle), 0.5 - np.sin(angle)])
    return np.where(y == 0, upper, lower) + rng.normal(
        0.0, noise, (m, 2)
    ), y


def digits() -> tuple[np.ndarray, np.ndarray]:
    """1,797 handwritten digits: ``X`` (1797, 64), and labels (1797,).

    A row of ``X`` is an image of 8 × 8 pixels, row by row, from 0 (paper)
    to 1 (ink) in steps of 1/16. The labels are the whole numbers 0 to 9;
    `one_hot` makes targets of them. Source, citation and licence: see
    ``data/README.md`` beside this file (Alpaydin and Kaynak 1998).
    """
    table = np.loadtxt(DIGITS, delimiter=",")
    return table[:, :64] / 16.0, table[:, 64].astype(int)


def one_hot(labels, classes=10) -> np.ndarray:
    """Targets (m, classes): in each row a 1 at the label, 0 elsewhere.

    Raises a `ValueError` for labels that are not of shape (m,), or not
    whole numbers from 0 to classes − 1.
    """
    labels, classes = _arguments.classes(labels, classes)
    return np.eye(classes)[labels]


def split(X, y, parts=(0.6, 0.2, 0.2), *, rng=None) -> tuple:
    """Training, validation and test data: three pairs (X, y).

    The rows of ``X`` and ``y`` are shuffled together and then cut, so that
    each part has about its share of ``parts``. Raises a `ValueError` for
    different numbers of rows, and unless the three ``parts`` sum to 1.
    """
    X, y, (a, b, _), rng = _arguments.split(X, y, parts, rng)
    order = rng.permutation(len(X))
    return tuple((X[rows], y[rows]) for rows in np.split(order, [a, b]))
