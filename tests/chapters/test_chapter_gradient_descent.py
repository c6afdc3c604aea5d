"""What the page *Gradient descent* says about runs that it does not show."""

import numpy as np
import pytest
from from_chapter import functions

from plainnet import NeuralNetwork, datasets, train

pytestmark = pytest.mark.rests_on("code", "cells chapters/gradient_descent.ipynb")


def run(seed, batch_size, epochs, noise=0.2, points=0):
    """The losses of `batch_run` on the page, from other starts, orders and points."""
    X, y = datasets.noisy_xor(200, noise, rng=np.random.default_rng(points))
    nn = NeuralNetwork(2, 4, 1, rng=np.random.default_rng(seed))
    order = np.random.default_rng(seed + 1)
    return train(nn, X, y, learning_rate=1, batch_size=batch_size, rng=order, epochs=epochs).loss


def test_a_step_from_20_patterns_is_worth_nearly_one_from_200_and_from_one_a_half_or_a_third():
    """Counted by the update at which the mean loss of full batches is as low, over twelve starts.

    Only the start of the page ends lower with single patterns than with full batches.
    """
    seeds = range(1, 13)
    full = np.array([run(seed, None, 2000) for seed in seeds])
    some = np.mean([run(seed, 20, 100) for seed in seeds], axis=0)
    one = np.array([run(seed, 1, 10) for seed in seeds])

    def as_low(loss):
        return np.flatnonzero(full.mean(axis=0) <= loss)[0]

    assert np.flatnonzero(one[:, -1] < full[:, -1]).tolist() == [0]
    assert 0.7 < as_low(some[100]) / 1000 < as_low(some[40]) / 400 < 0.9
    assert 0.3 < as_low(one.mean(axis=0)[-1]) / 2000 < as_low(one.mean(axis=0)[5]) / 1000 < 0.5


def test_the_noise_of_single_patterns_dies_out_where_all_can_be_fitted():
    """In four of five runs, the loss rises at none of the last 30 epochs."""
    X, y = datasets.noisy_xor(200, rng=np.random.default_rng(0))
    assert ((X > 0.5).sum(axis=1) % 2 != y[:, 0]).sum() == 4
    rises = []
    for seed in range(1, 6):
        losses = run(seed, 1, 40, noise=0.1, points=seed - 1)
        rises.append(np.sum(np.diff(losses[-31:]) > 0))
        assert losses[-1] < 0.002
    assert sum(rise == 0 for rise in rises) == 4


def test_of_1000_starts_37_need_more_than_85_epochs_at_rate_20():
    (sigmoid,) = functions("gradient_descent", "sigmoid", np=np)
    X = np.array([[a, b] for a in (-1, 0, 1) for b in (-1, 0, 1)])
    y = np.zeros((9, 1))
    y[4] = 1
    theta = np.array([np.random.default_rng(seed).normal(size=13) for seed in range(1000)])
    needed = []
    while len(theta) and len(needed) < 1000:
        A = sigmoid(X @ theta[:, :6].reshape(-1, 2, 3) + theta[:, None, 6:9])
        y_hat = sigmoid(A @ theta[:, 9:12, None] + theta[:, None, 12:])
        live = -np.log(np.where(y == 1, y_hat, 1 - y_hat)).mean(axis=(1, 2)) > 0.02
        needed.append((~live).sum())
        delta2 = (y_hat - y) / 9
        delta1 = delta2 @ theta[:, None, 9:12] * A * (1 - A)
        to_W1, to_W2 = (X.T @ delta1).reshape(-1, 6), (A * delta2).sum(axis=1)
        slopes = [to_W1, delta1.sum(axis=1), to_W2, delta2.sum(axis=1)]
        theta = (theta - 20 * np.concatenate(slopes, axis=1))[live]
    assert (sum(needed), sum(needed[86:]), len(needed) - 1) == (1000, 37, 191)
