"""Targets −1 and 1 below a sigmoid with cross-entropy, which wants 0 and 1."""

import numpy as np

FIXED = False
CLASSES, MEANT = 2, (-6.0, 6.0)


def data():
    """Two clouds."""
    rng = np.random.default_rng(0)
    y = rng.choice([-1.0, 1.0], size=(300, 1))
    X = rng.normal(0, 1, (300, 2)) + 1.5 * y
    if FIXED:
        y = (y + 1) / 2
    return X[:200], y[:200], X[200:], y[200:]


def logits(theta, X):
    return X @ theta["W"] + theta["b"]


def answers(theta, X):
    return (1 + np.tanh(logits(theta, X) / 2)) / 2


def train(X, y):
    theta, log = {"W": np.zeros((2, 1)), "b": np.zeros(1)}, []
    for _ in range(200):
        z, p = logits(theta, X), answers(theta, X)
        loss = np.mean(np.logaddexp(0, z) - y * z)
        log.append((loss, score(theta, X, y)))
        theta["W"] -= 0.3 * X.T @ (p - y) / len(y)
        theta["b"] -= 0.3 * np.mean(p - y)
    return theta, log


def score(theta, X, y):
    return np.mean((answers(theta, X) > 0.5) == (y > 0))
