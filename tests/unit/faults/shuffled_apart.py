"""Bright or dark upper half? Patterns and targets are shuffled, but not in the same order."""

import numpy as np

CURED = False
CLASSES, MEANT = 2, (-4.0, 4.0)


def data(m=60):
    """Noisy pictures of 8 × 8 pixels; in those of class 1, the upper half is brighter."""
    rng = np.random.default_rng(0)
    y = rng.integers(2, size=(m + 200, 1)).astype(float)
    X = rng.normal(0, 1, (m + 200, 64))
    X[:, :32] += 1.2 * (y - 0.5)
    order = rng.permutation(m + 200)
    X = X[order]
    if not CURED:
        order = rng.permutation(m + 200)
    y = y[order]
    return X[:m], y[:m], X[m:], y[m:]


def answers(theta, X):
    return 1 / (1 + np.exp(-(X @ theta["W"] + theta["b"])))


def train(X, y):
    theta, log = {"W": np.zeros((64, 1)), "b": np.zeros(1)}, []
    for _ in range(100):
        p = answers(theta, X)
        loss = -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))
        log.append((loss, score(theta, X, y)))
        theta["W"] -= 0.2 * X.T @ (p - y) / len(y)
        theta["b"] -= 0.2 * np.mean(p - y)
    return theta, log


def score(theta, X, y):
    return np.mean((answers(theta, X) > 0.5) == y)
