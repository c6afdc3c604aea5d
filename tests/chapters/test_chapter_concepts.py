"""What the page *Core concepts* says about runs that it does not show."""

import numpy as np
import pytest
from from_chapter import functions

from plainnet import NeuralNetwork, datasets, train
from plainnet.exercises.first_network import X, Y

pytestmark = pytest.mark.rests_on("code", "cells chapters/concepts.ipynb")

X_NEW, Y_NEW = datasets.noisy_xor(1000, noise=0.4, rng=np.random.default_rng(1000))


def noisy_run(m, seed):
    """Every 50 epochs: both losses, how many new points are right, how sure the wrong ones are."""
    rng = np.random.default_rng(seed)
    X_train, y_train = datasets.noisy_xor(m, noise=0.4, rng=rng)
    nn = NeuralNetwork(2, 10, 1, rng=rng)
    rows = []
    for _ in range(61):
        record = nn.forward(X_NEW)
        losses = nn.loss(nn.forward(X_train), y_train), nn.loss(record, Y_NEW)
        wrong = (record.y_hat > 0.5) != (Y_NEW > 0.5)
        share = np.maximum(record.y_hat, 1 - record.y_hat)[wrong].mean()
        rows.append((*losses, 1000 - wrong.sum(), share))
        train(nn, X_train, y_train, learning_rate=1.0, epochs=50)
    return np.array(rows)


def test_overfitting_with_all_ten_sets_of_20_points():
    """Wrong predictions get surer but not more numerous; 200 points bring the losses closer."""
    runs = np.array([noisy_run(20, seed) for seed in range(10)])
    at_lowest = runs[range(10), runs[:, :, 1].argmin(axis=1)]
    assert (runs[:, -1, 1] > at_lowest[:, 1] + 0.1).all()
    assert runs[:, -1, 2].mean() > at_lowest[:, 2].mean()
    assert runs[:, -1, 3].mean() > at_lowest[:, 3].mean() + 0.05
    few, many = runs[0][-1], noisy_run(200, 0)[-1]
    assert round(few[1] - few[0], 2) == 1.25
    assert round(many[1] - many[0], 2) == 0.17


def test_hidden_units_that_start_at_zero_stay_alike():
    """The loss falls from 0.693 to 0.349 and stays there; all predictions are 1/9."""
    names = "sigmoid", "forward", "loss", "gradient"
    _, forward, loss, gradient = functions("concepts", *names, np=np, X=X, y=Y)
    theta = np.zeros(13)
    assert round(loss(theta), 3) == 0.693
    for _ in range(1000):
        theta = theta - 2.0 * gradient(theta)
    assert round(loss(theta), 3) == 0.349
    assert np.allclose(forward(theta), 1 / 9, atol=1e-5)
    for part in (theta[0:3], theta[3:6], theta[6:9], theta[9:12]):
        assert np.allclose(part, part[0], atol=1e-5)
    longer = theta - 2.0 * gradient(theta)
    assert abs(loss(longer) - loss(theta)) < 1e-9
