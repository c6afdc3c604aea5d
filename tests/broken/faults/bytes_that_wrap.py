"""Pixels should lie between −1 and 1, but `2 * pixels` is computed in bytes, and 256 becomes 0."""

import numpy as np

from faults.logistic import answers, score, train  # noqa: F401

FIXED = False
CLASSES, MEANT = 2, (-1.0, 1.0)


def data():
    """Dark and bright pictures of 4 × 4 pixels, as a camera stores them."""
    rng = np.random.default_rng(0)
    y = rng.integers(2, size=(300, 1)).astype(float)
    pixels = (64 + 128 * y + rng.normal(0, 20, (300, 16))).clip(0, 255).astype(np.uint8)
    if FIXED:
        pixels = pixels.astype(float)
    X = (2 * pixels - 255) / 255
    return X[:200], y[:200], X[200:], y[200:]
