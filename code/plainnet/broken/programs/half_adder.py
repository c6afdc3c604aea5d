"""Add two bits: a 2-2-2 network answers with the carry and the sum."""

import numpy as np

X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
Y = np.array([[0.0, 0.0], [0.0, 1.0], [0.0, 1.0], [1.0, 0.0]])


def sigmoid(z):
    """Between 0 and 1."""
    return (1 + np.tanh(z / 2)) / 2


def start(rng):
    """Random weights, and biases 0."""
    bound = np.sqrt(6 / (2 + 2))
    return {
        "W1": rng.uniform(-bound, bound, (2, 2)),
        "b1": np.zeros(2),
        "W2": rng.uniform(-bound, bound, (2, 2)),
        "b2": np.zeros(2),
    }


def forward(theta, X):
    """All that the backward pass needs; the predictions come last."""
    H = sigmoid(X @ theta["W1"] + theta["b1"])
    return X, H, sigmoid(H @ theta["W2"] + theta["b2"])


def loss(y_hat, y):
    """The cross-entropy, a mean over patterns and outputs."""
    return -np.mean(y * np.log(y_hat) + (1 - y) * np.log(1 - y_hat))


def backward(theta, record, y):
    """The gradient, from the output back to the input."""
    X, H, y_hat = record
    gradient = {}
    delta = (y_hat - y) / y.size
    gradient["W2"] = H.T @ delta
    gradient["b2"] = delta.sum(axis=0)
    delta = delta @ theta["W2"].T * H * (1 - H)
    gradient["W1"] = X.T @ delta
    gradient["b1"] = delta.sum(axis=0)
    return gradient


def step(theta, X, y, learning_rate):
    """One step of gradient descent, in place."""
    gradient = backward(theta, forward(theta, X), y)
    for value, slope in zip(theta.values(), gradient.values(), strict=True):
        value -= learning_rate * slope


def train(theta, X, y, learning_rate, epochs):
    """Step after step; the loss before each."""
    losses = []
    for _ in range(epochs):
        losses.append(loss(forward(theta, X)[-1], y))
        step(theta, X, y, learning_rate)
    return losses
