"""The training code scales the measurements, the test code forgets to."""

import numpy as np

from faults import logistic

FIXED = False
CLASSES, MEANT = 2, (0.0, 120.0)


def data():
    """Degrees and percent: warm and dry, or cool and damp."""
    rng = np.random.default_rng(0)
    y = rng.integers(2, size=(300, 1)).astype(float)
    X = np.hstack([16 + 8 * y, 80 - 40 * y]) + rng.normal(0, (2.0, 10.0), (300, 2))
    return X[:200], y[:200], X[200:], y[200:]


def train(X, y):
    mean, deviation = X.mean(axis=0), X.std(axis=0)
    theta, log = logistic.train((X - mean) / deviation, y, rate=0.5)
    return theta | {"mean": mean, "deviation": deviation}, log


def answers(theta, X):
    if FIXED:
        X = (X - theta["mean"]) / theta["deviation"]
    return logistic.answers(theta, X)


def score(theta, X, y):
    return np.mean((answers(theta, X) > 0.5) == y)
