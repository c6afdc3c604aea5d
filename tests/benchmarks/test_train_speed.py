"""What `train` costs: against the loop that a tutorial writes, on the same start.

`make benchmark` prints the figures: processor time, both sides by turns in one process, so that a
busy machine slows both.
"""

import statistics
import time

import numpy as np
import pytest

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
    ("activation", "batch_size", "bound"),
    [("sigmoid", None, 1.6), ("tanh", None, 1.6), ("sigmoid", 2, 1.8)],
)
def test_a_run_costs_little_more_than_the_loop_of_a_tutorial(activation, batch_size, bound):
    times, settings = [], {"learning_rate": 1.0, "epochs": 5000, "batch_size": batch_size}
    for _ in range(TURNS):
        nn = NeuralNetwork(2, 2, 1, activation=activation, rng=np.random.default_rng(0))
        start = {name: value.copy() for name, value in nn.parameters.items()}
        ours, history = timed(lambda nn=nn: train(nn, X, y, **settings))
        plain, losses = timed(lambda start=start: tutorial(start, activation, **settings))
        np.testing.assert_allclose(history.loss, losses, rtol=0, atol=1e-10)
        times.append((ours, plain))
    of_medians = np.divide(*(statistics.median(side) for side in zip(*times, strict=True)))
    least = np.divide(*np.min(times, axis=0))
    print(
        f"\n2-2-1 on XOR, {activation}, batch size {batch_size}, 5,000 epochs: "
        f"{1e6 * statistics.median(ours for ours, _ in times) / 5000:.1f} µs an epoch, "
        f"{of_medians:.2f} × the tutorial's loop (the fastest of {TURNS}: {least:.2f} ×)"
    )
    assert min(of_medians, least) < bound
