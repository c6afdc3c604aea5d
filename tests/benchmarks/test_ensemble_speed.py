"""The time of an ensemble: against the same networks in stacked arrays, and as it grows.

Both sides of a comparison run by turns in one process, so that a slow machine slows both. An
ensemble computes the losses that it is asked for, the stacked arrays all of them.
"""

import time

import numpy as np
from ratios import report

from plainnet import Ensemble, datasets
from plainnet.activations import sigmoid

X, y = datasets.xor()


def stacked(parameters, learning_rate, epochs):
    """Train 2-2-1 networks the way that suggests itself: one more axis, and `np.matmul`.

    ``parameters`` has the networks as the last axis; here they are the first. Returns the losses,
    shape (epochs + 1, networks).
    """
    W1, W2 = (np.moveaxis(parameters[name], -1, 0).copy() for name in ("W1", "W2"))
    b1, b2 = (parameters[name].T[:, None].copy() for name in ("b1", "b2"))
    losses = np.empty((epochs + 1, len(W1)))
    for epoch in range(epochs + 1):
        A1 = sigmoid(X @ W1 + b1)
        Z2 = A1 @ W2 + b2
        losses[epoch] = np.logaddexp(0.0, (1.0 - 2.0 * y) * Z2).mean(axis=(1, 2))
        if epoch == epochs:
            return losses
        delta2 = (sigmoid(Z2) - y) / y.size
        delta1 = delta2 @ W2.swapaxes(1, 2) * A1 * (1.0 - A1)
        W2 -= learning_rate * (A1.swapaxes(1, 2) @ delta2)
        b2 -= learning_rate * delta2.sum(axis=1, keepdims=True)
        W1 -= learning_rate * (X.T @ delta1)
        b1 -= learning_rate * delta1.sum(axis=1, keepdims=True)


def seconds(call):
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def test_what_stacked_arrays_cost():
    networks, epochs = 4096, 50
    many = Ensemble(2, 2, 1, seeds=range(networks))
    start = {name: value.copy() for name, value in many.parameters.items()}

    def ours(every=None):
        for name, value in start.items():
            many.parameters[name][...] = value
        return many.train(X, y, learning_rate=1.0, epochs=epochs, every=every)

    np.testing.assert_allclose(ours(every=1).loss, stacked(start, 1.0, epochs), rtol=0, atol=1e-9)
    times = [(seconds(ours), seconds(lambda: stacked(start, 1.0, epochs))) for _ in range(25)]
    fast, slow = np.min(times, axis=0)
    per_step = 1e9 / (networks * epochs)
    what = f"2-2-1 on XOR, {networks} networks in stacked arrays, by an ensemble"
    report(what, slow / fast, f"{slow * per_step:.0f} ns a step of a network")


def test_what_a_step_of_a_network_costs_in_a_larger_ensemble():
    costs, epochs = {}, 200
    for networks, repeated in ((1_000, 3), (100_000, 1)):
        many = Ensemble(2, 2, 1, seeds=range(networks))
        train = lambda many=many: many.train(X, y, learning_rate=1.0, epochs=epochs)  # noqa: E731
        least = min(seconds(train) for _ in range(repeated))
        costs[networks] = 1e9 * least / (networks * epochs)
    ratio = costs[100_000] / costs[1_000]
    report("a step of a network in 100,000, by one in 1,000", ratio, f"{costs[1_000]:.0f} ns")
