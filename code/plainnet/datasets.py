"""Small data sets, made on the spot: ``X`` of shape (m, 2), ``y`` of (m,
1).

Those that are drawn raise a `ValueError` for an ``m`` below 1 or too large
for the memory that is free, for a ``noise`` below 0, and for an ``rng``
that is no `numpy.random.Generator`.
"""

import numpy as np

from plainnet import _arguments

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
