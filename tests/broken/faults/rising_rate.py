"""The learning rate should shrink by 3 % an epoch; it is divided where it should be multiplied."""

import numpy as np

FIXED = False
CLASSES, MEANT = None, (-4.0, 4.0)  # the targets are numbers, no classes


def data():
    """A plane, measured with a little noise."""
    rng = np.random.default_rng(0)
    X = rng.normal(0, 1, (300, 2))
    y = X @ np.array([[3.0], [-2.0]]) + 1 + rng.normal(0, 0.1, (300, 1))
    return X[:200], y[:200], X[200:], y[200:]


def answers(theta, X):
    return X @ theta["W"] + theta["b"]


def train(X, y):
    theta, log, rate = {"W": np.zeros((2, 1)), "b": np.zeros(1)}, [], 0.2
    for _ in range(150):
        delta = answers(theta, X) - y
        log.append((np.mean(delta**2), score(theta, X, y)))
        theta["W"] -= rate * 2 * X.T @ delta / len(y)
        theta["b"] -= rate * 2 * delta.mean()
        rate = rate * 0.97 if FIXED else rate / 0.97
    return theta, log


def score(theta, X, y):
    """How many answers are no further off than ½."""
    return np.mean(abs(answers(theta, X) - y) < 0.5)
