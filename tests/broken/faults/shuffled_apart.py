"""Bright or dark upper half? Patterns and targets are shuffled, but not in the same order."""

from functools import partial

import numpy as np

from faults import logistic
from faults.logistic import answers, score  # noqa: F401

FIXED = False
CLASSES, MEANT = 2, (-4.0, 4.0)


def data(m=60):
    """Noisy pictures of 8 × 8 pixels; in those of class 1, the upper half is brighter."""
    rng = np.random.default_rng(0)
    y = rng.integers(2, size=(m + 200, 1)).astype(float)
    X = rng.normal(0, 1, (m + 200, 64))
    X[:, :32] += 1.2 * (y - 0.5)
    order = rng.permutation(m + 200)
    X = X[order]
    if not FIXED:
        order = rng.permutation(m + 200)
    y = y[order]
    return X[:m], y[:m], X[m:], y[m:]


train = partial(logistic.train, rate=0.2, epochs=100)
