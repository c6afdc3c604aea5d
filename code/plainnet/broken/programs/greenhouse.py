"""Open the window of a greenhouse? Two measurements in, one answer out.

The rule is invented: it is open when the air is warm and dry, or cool
and damp.
"""

import numpy as np


def data(m, rng):
    """m measurements, °C and percent, and whether the window was open."""
    warm, damp = rng.integers(2, size=(2, m, 1))
    X = np.hstack([12 + 12 * warm, 40 + 40 * damp])
    return X + rng.normal(0, (1.5, 4), (m, 2)), (warm != damp).astype(float)


def prepare(X):
    """Mean 0 and standard deviation 1, whatever the units were."""
    mean = X.mean(axis=1, keepdims=True)
    deviation = X.std(axis=1, keepdims=True)
    return (X - mean) / deviation


def start(hidden, rng):
    """Random weights, and biases 0."""
    return {
        "W1": rng.normal(0, np.sqrt(2 / 2), (2, hidden)),
        "b1": np.zeros(hidden),
        "W2": rng.normal(0, np.sqrt(2 / hidden), (hidden, 1)),
        "b2": np.zeros(1),
    }


def forward(theta, X):
    """All that the backward pass needs; the answers come last."""
    H = np.maximum(0, X @ theta["W1"] + theta["b1"])
    z = H @ theta["W2"] + theta["b2"]
    return X, H, 1 / (1 + np.exp(-z))


def loss(y_hat, y):
    """The cross-entropy, a mean over the batch."""
    return -np.mean(y * np.log(y_hat) + (1 - y) * np.log(1 - y_hat))


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


def run(hidden, seed, learning_rate=0.3, epochs=500):
    """The whole program: trained parameters, and each step's loss."""
    rng = np.random.default_rng(seed)
    X, y = data(200, rng)
    X, theta, losses = prepare(X), start(hidden, rng), []
    for _ in range(epochs):
        losses.append(loss(forward(theta, X)[-1], y))
        step(theta, X, y, learning_rate)
    return theta, losses
