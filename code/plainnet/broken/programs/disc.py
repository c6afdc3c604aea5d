"""Does a point lie in the disc? A hidden layer of tanh, and one sigmoid."""

import numpy as np


def data(m, rng):
    """m points of a square, and whether they lie in the disc."""
    X = rng.uniform(-1, 1, (m, 2))
    return X, (np.hypot(X[:, :1], X[:, 1:]) < 0.8).astype(float)


def start(hidden, rng):
    """Random weights, and biases 0."""
    return {
        "W1": rng.normal(0, 1 / np.sqrt(2), (2, hidden)),
        "b1": np.zeros(hidden),
        "W2": rng.normal(0, 1 / np.sqrt(hidden), (hidden, 1)),
        "b2": np.zeros(1),
    }


def forward(theta, X):
    """All that the backward pass needs; the answers come last."""
    H = np.tanh(X @ theta["W1"] + theta["b1"])
    y_hat = 1 / (1 + np.exp(-(H @ theta["W2"] + theta["b2"])))
    return X, H, y_hat


def loss(y_hat, y):
    """The cross-entropy, a mean over the batch."""
    return -np.mean(y * np.log(y_hat) + (1 - y) * np.log(1 - y_hat))


def backward(theta, record, y):
    """The gradient, a mean over the batch."""
    parts = (*record, y)
    X, H, y_hat, y = (part.mean(axis=0, keepdims=True) for part in parts)
    delta2 = y_hat - y
    delta1 = delta2 @ theta["W2"].T * (1 - H**2)
    return {
        "W1": X.T @ delta1,
        "b1": delta1.sum(axis=0),
        "W2": H.T @ delta2,
        "b2": delta2.sum(axis=0),
    }


def train(theta, X, y, learning_rate, epochs):
    """Gradient descent on the whole batch; the loss before each step."""
    losses = []
    for _ in range(epochs):
        record = forward(theta, X)
        losses.append(loss(record[-1], y))
        gradient = backward(theta, record, y)
        for name in theta:
            theta[name] -= learning_rate * gradient[name]
    return losses
