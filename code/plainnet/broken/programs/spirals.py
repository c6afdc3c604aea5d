"""A task for a network of your own: two spirals, wound into each other."""

import numpy as np

from plainnet import _validation


def spirals(m, noise=0.05, *, rng=None) -> tuple[np.ndarray, np.ndarray]:
    """``m`` points on two spirals: inputs of shape (m, 2), targets of shape (m, 1).

    Each spiral makes one turn, from radius 0.2 to 1; the one with target 1 is the other, rotated by
    half a turn. ``noise`` is the standard deviation of what is added to each coordinate. Raises a
    `ValueError` that names the argument which does not fit.
    """
    m, noise = _validation.whole("m", m), _validation.positive("noise", noise, zero_allowed=True)
    rng = _validation.generator("rng", rng)
    y = rng.integers(2, size=(m, 1)).astype(float)
    turn = rng.uniform(0.0, 1.0, (m, 1))
    angle, radius = 2.0 * np.pi * (turn + y / 2.0), 0.2 + 0.8 * turn
    X = radius * np.hstack([np.cos(angle), np.sin(angle)])
    return X + rng.normal(0.0, noise, (m, 2)), y
