"""The loss is right, but the accuracy compares answers (m, 1) with targets (m,): all with all."""

import numpy as np

from faults import logistic
from faults.logistic import answers
from faults.logistic import two_clouds as data  # noqa: F401

FIXED = False
CLASSES, MEANT = 2, (-6.0, 6.0)


def train(X, y):
    return logistic.train(X, y[:, None], epochs=300, score=lambda theta, X, _: score(theta, X, y))


def score(theta, X, y):
    p = answers(theta, X)
    if FIXED:
        p = p[:, 0]
    return np.mean((p > 0.5) == y)
