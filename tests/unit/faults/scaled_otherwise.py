"""The training code scales the measurements, the test code forgets to."""

import numpy as np

CURED = False
CLASSES, MEANT = 2, (0.0, 120.0)


def data():
    """Degrees and percent: warm and dry, or cool and damp."""
    rng = np.random.default_rng(0)
    y = rng.integers(2, size=(300, 1)).astype(float)
    X = np.hstack([16 + 8 * y, 80 - 40 * y]) + rng.normal(0, (2.0, 10.0), (300, 2))
    return X[:200], y[:200], X[200:], y[200:]


def network(theta, X):
    return 1 / (1 + np.exp(-(X @ theta["W"] + theta["b"])))


def train(X, y):
    theta, log = {"W": np.zeros((2, 1)), "b": np.zeros(1)}, []
    mean, deviation = X.mean(axis=0), X.std(axis=0)
    X = (X - mean) / deviation
    for _ in range(200):
        p = network(theta, X)
        loss = -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))
        log.append((loss, np.mean((p > 0.5) == y)))
        theta["W"] -= 0.5 * X.T @ (p - y) / len(y)
        theta["b"] -= 0.5 * np.mean(p - y)
    return theta | {"mean": mean, "deviation": deviation}, log


def answers(theta, X):
    if CURED:
        X = (X - theta["mean"]) / theta["deviation"]
    return network(theta, X)


def score(theta, X, y):
    return np.mean((answers(theta, X) > 0.5) == y)
