"""Three classes, and a layer with a softmax that learns them: nothing is wrong."""

import numpy as np


def answers(theta, X):
    Z = X @ theta["W"] + theta["b"]
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


def train(X, y, answers=answers, epochs=200):
    theta, log = {"W": np.zeros((X.shape[1], 3)), "b": np.zeros(3)}, []
    for _ in range(epochs):
        p = answers(theta, X)
        loss = -np.mean(np.log((p * y).sum(axis=1)))
        log.append((loss, score(theta, X, y, answers)))
        theta["W"] -= 0.5 * X.T @ (p - y) / len(y)
        theta["b"] -= 0.5 * (p - y).mean(axis=0)
    return theta, log


def score(theta, X, y, answers=answers):
    return np.mean(answers(theta, X).argmax(axis=1) == y.argmax(axis=1))
