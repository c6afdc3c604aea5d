"""The first step is so large that every ReLU is off for every pattern, and stays off."""

import numpy as np

FIXED = False
CLASSES, MEANT = 2, (0.0, 10.0)


def data():
    """Four clouds, XOR with noise, all coordinates positive."""
    rng = np.random.default_rng(0)
    corner = np.array([[0, 0], [0, 1], [1, 1], [1, 0]])[np.arange(300) % 4]
    X = 3 + 4 * corner + rng.normal(0, 0.5, (300, 2))
    y = (corner[:, :1] != corner[:, 1:]).astype(float)
    return X[:200], y[:200], X[200:], y[200:]


def hidden(theta, X):
    return np.maximum(0, X @ theta["W1"] + theta["b1"])


def logits(theta, X):
    return hidden(theta, X) @ theta["W2"] + theta["b2"]


def answers(theta, X):
    return (1 + np.tanh(logits(theta, X) / 2)) / 2


def train(X, y):
    rng, log, rate = np.random.default_rng(1), [], 0.1 if FIXED else 1.0
    theta = {"W1": rng.normal(0, 0.3, (2, 16)), "b1": np.zeros(16)}
    theta |= {"W2": rng.normal(0, 0.3, (16, 1)), "b2": np.zeros(1)}
    for _ in range(400):
        H, z = hidden(theta, X), logits(theta, X)
        log.append((np.mean(np.logaddexp(0, z) - y * z), score(theta, X, y)))
        delta2 = (answers(theta, X) - y) / len(y)
        delta1 = delta2 @ theta["W2"].T * (H > 0)
        theta["W1"] -= rate * X.T @ delta1
        theta["b1"] -= rate * delta1.sum(axis=0)
        theta["W2"] -= rate * H.T @ delta2
        theta["b2"] -= rate * delta2.sum(axis=0)
    return theta, log


def score(theta, X, y):
    return np.mean((answers(theta, X) > 0.5) == y)
