"""Read the digits of postcodes: 64 pixels in, ten answers out.

It learns from an archive, which has a row of 64 numbers for each digit.
New digits come from a camera, as pictures.
"""

import numpy as np

from plainnet import datasets


def archive(rng):
    """1,000 rows to learn from, 797 others, and the targets of both."""
    X, labels = datasets.digits()
    y = np.eye(10)[labels]
    old, new = np.split(rng.permutation(len(X)), [1000])
    return X[old], y[old], X[new], y[new]


def camera(X):
    """What it sees of these digits: pictures of 8 × 8 bytes, 0 to 255."""
    return np.round(255 * X).astype(np.uint8).reshape(-1, 8, 8)


def rows(pictures):
    """Pictures as the archive has them: rows of 64 numbers, 0 to 1."""
    strips = [pictures[:, :, k] for k in range(8)]
    return np.hstack(strips) / 255


def start(hidden, rng):
    """Random weights, and biases 0."""
    return {
        "W1": rng.normal(0, np.sqrt(2 / 64), (64, hidden)),
        "b1": np.zeros(hidden),
        "W2": rng.normal(0, 1 / np.sqrt(hidden), (hidden, 10)),
        "b2": np.zeros(10),
    }


def forward(theta, X):
    """All that the backward pass needs; the answers come last."""
    H = np.maximum(0, X @ theta["W1"] + theta["b1"])
    z = H @ theta["W2"] + theta["b2"]
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return X, H, e / e.sum(axis=1, keepdims=True)


def loss(y_hat, y):
    """The cross-entropy of ten classes, a mean over the batch."""
    return -np.mean(np.log((y_hat * y).sum(axis=1)))


def backward(theta, record, y):
    """The gradient, from the output back to the input."""
    X, H, y_hat = record
    delta2 = (y_hat - y) / len(y)
    delta1 = delta2 @ theta["W2"].T * (H > 0)
    return {
        "W1": X.T @ delta1,
        "b1": delta1.sum(axis=0),
        "W2": H.T @ delta2,
        "b2": delta2.sum(axis=0),
    }


def step(theta, X, y, learning_rate):
    """One step of gradient descent, in place."""
    gradient = backward(theta, forward(theta, X), y)
    for name, value in theta.items():
        value -= learning_rate * gradient[name]


def train(theta, X, y, learning_rate, epochs):
    """Step after step; the loss before each."""
    losses = []
    for _ in range(epochs):
        losses.append(loss(forward(theta, X)[-1], y))
        step(theta, X, y, learning_rate)
    return losses


def read(theta, pictures):
    """The digit on each picture."""
    return forward(theta, rows(pictures))[-1].argmax(axis=1)
