"""Two classes, and a single sigmoid neuron that learns them by cross-entropy: nothing is wrong."""

import numpy as np


def two_clouds():
    """Around (−1.5, −1.5) and (1.5, 1.5); here the targets have shape (m,)."""
    rng = np.random.default_rng(0)
    y = np.arange(300) % 2
    X = rng.normal(0, 1, (300, 2)) + 3.0 * (y[:, None] - 0.5)
    return X[:200], y[:200], X[200:], y[200:]


def answers(theta, X):
    return 1 / (1 + np.exp(-(X @ theta["W"] + theta["b"])))


def score(theta, X, y):
    return np.mean((answers(theta, X) > 0.5) == y)


def train(X, y, rate=0.3, epochs=200, score=score):
    theta, log = {"W": np.zeros((X.shape[1], 1)), "b": np.zeros(1)}, []
    for _ in range(epochs):
        p = answers(theta, X)
        loss = -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))
        log.append((loss, score(theta, X, y)))
        theta["W"] -= rate * X.T @ (p - y) / len(y)
        theta["b"] -= rate * np.mean(p - y)
    return theta, log
