"""The weights begin as `[0, 0]`, whole numbers, so every small step is rounded down to nothing."""

import numpy as np

from faults.logistic import two_clouds as data  # noqa: F401

FIXED = False
CLASSES, MEANT = 2, (-6.0, 6.0)


def answers(theta, X):
    return 1 / (1 + np.exp(-(X @ theta["w"] + theta["b"])))


def train(X, y):
    theta = {"w": np.array([0, 0]), "b": np.array([0])}
    if FIXED:
        theta = {"w": np.array([0.0, 0.0]), "b": np.array([0.0])}
    log = []
    for _ in range(300):
        p = answers(theta, X)
        loss = -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))
        log.append((loss, score(theta, X, y)))
        for j in range(2):
            theta["w"][j] -= 0.3 * np.mean((p - y) * X[:, j])
        theta["b"][0] -= 0.3 * np.mean(p - y)
    return theta, log


def score(theta, X, y):
    return np.mean((answers(theta, X) > 0.5) == y)
