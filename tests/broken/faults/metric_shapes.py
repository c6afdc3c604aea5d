"""The loss is right, but the accuracy compares answers (m, 1) with targets (m,): all with all."""

import numpy as np

from faults.logistic import answers
from faults.logistic import two_clouds as data  # noqa: F401

FIXED = False
CLASSES, MEANT = 2, (-6.0, 6.0)


def train(X, y):
    theta, log = {"W": np.zeros((2, 1)), "b": np.zeros(1)}, []
    for _ in range(300):
        p = answers(theta, X)
        delta = p[:, 0] - y
        loss = -np.mean(y * np.log(p[:, 0]) + (1 - y) * np.log(1 - p[:, 0]))
        log.append((loss, score(theta, X, y)))
        theta["W"] -= 0.3 * X.T @ delta[:, None] / len(y)
        theta["b"] -= 0.3 * np.mean(delta)
    return theta, log


def score(theta, X, y):
    p = answers(theta, X)
    if FIXED:
        p = p[:, 0]
    return np.mean((p > 0.5) == y)
