"""The time that `train` takes, against the loop that a tutorial writes, on the same start.

Processor time, both sides by turns in one process, so that a busy machine slows both.
"""

import statistics
import time

import numpy as np
import pytest
from ratios import report

from plainnet import NeuralNetwork, datasets, train

X, y = datasets.xor()
TURNS = 5


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


HIDDEN = {"sigmoid": (sigmoid, lambda a: a * (1 - a)), "tanh": (np.tanh, lambda a: 1 - a**2)}


def tutorial(parameters, activation, learning_rate, epochs, batch_size=None):
    """Train one 2-2-1 network as a tutorial does; return the loss at the start and each epoch."""
    g, slope = HIDDEN[activation]
    W1, b1, W2, b2 = (parameters[name].copy() for name in ("W1", "b1", "W2", "b2"))
    losses = []
    for _ in range(epochs + 1):
        A1 = g(X @ W1 + b1)
        y_hat = sigmoid(A1 @ W2 + b2)
        losses.append(-np.mean(y * np.log(y_hat) + (1 - y) * np.log(1 - y_hat)))
        for start in range(0, len(X), batch_size or len(X)):
            inputs, targets = X, y
            if batch_size:
                inputs, targets = (part[start : start + batch_size] for part in (X, y))
                A1 = g(inputs @ W1 + b1)
                y_hat = sigmoid(A1 @ W2 + b2)
            delta2 = (y_hat - targets) / len(inputs)
            delta1 = (delta2 @ W2.T) * slope(A1)
            W2 -= learning_rate * (A1.T @ delta2)
            b2 -= learning_rate * delta2.sum(axis=0)
            W1 -= learning_rate * (inputs.T @ delta1)
            b1 -= learning_rate * delta1.sum(axis=0)
    return losses


def timed(call):
    start = time.process_time()
    result = call()
    return time.process_time() - start, result


@pytest.mark.parametrize(
    ("activation", "batch_size"), [("sigmoid", None), ("tanh", None), ("sigmoid", 2)]
)
def test_what_a_run_costs_by_the_loop_of_a_tutorial(activation, batch_size):
    times, settings = [], {"learning_rate": 1.0, "epochs": 5000, "batch_size": batch_size}
    for _ in range(TURNS):
        nn = NeuralNetwork(2, 2, 1, activation=activation, rng=np.random.default_rng(0))
        start = {name: value.copy() for name, value in nn.parameters.items()}
        ours, history = timed(lambda nn=nn: train(nn, X, y, **settings))
        plain, losses = timed(lambda start=start: tutorial(start, activation, **settings))
        np.testing.assert_allclose(history.loss, losses, rtol=0, atol=1e-10)
        times.append((ours, plain))
    ratio = statistics.median(ours / plain for ours, plain in times)
    epoch = 1e6 * statistics.median(ours for ours, _ in times) / 5000
    what = f"2-2-1 on XOR, {activation}, batches of {batch_size or len(X)}, by a tutorial's loop"
    report(what, ratio, f"{epoch:.1f} µs an epoch")
