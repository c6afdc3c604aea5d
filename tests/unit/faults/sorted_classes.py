"""Three kinds, listed one after the other, and the last third of the list is the test set."""

import numpy as np

CURED = False
CLASSES, MEANT = 3, (-2.0, 7.0)


def data():
    """Three clouds, sorted by class, as files often are."""
    rng = np.random.default_rng(0)
    kind = np.repeat([0, 1, 2], 100)
    X = np.array([[1, 4], [4, 1], [4, 4]])[kind] + rng.normal(0, 0.7, (300, 2))
    y = np.eye(3)[kind]
    if CURED:
        order = rng.permutation(300)
        X, y = X[order], y[order]
    return X[:200], y[:200], X[200:], y[200:]


def answers(theta, X):
    Z = X @ theta["W"] + theta["b"]
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


def train(X, y):
    theta, log = {"W": np.zeros((2, 3)), "b": np.zeros(3)}, []
    for _ in range(200):
        p = answers(theta, X)
        log.append((-np.mean(np.log((p * y).sum(axis=1))), score(theta, X, y)))
        theta["W"] -= 0.5 * X.T @ (p - y) / len(y)
        theta["b"] -= 0.5 * (p - y).mean(axis=0)
    return theta, log


def score(theta, X, y):
    return np.mean(answers(theta, X).argmax(axis=1) == y.argmax(axis=1))
