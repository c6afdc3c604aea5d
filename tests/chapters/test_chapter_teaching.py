"""What the page *For teachers* says of runs that no other page shows."""

import numpy as np
import pytest
from from_chapter import functions

from plainnet import datasets
from plainnet.exercises.first_network import X, Y

pytestmark = pytest.mark.rests_on("code", "cells chapters/concepts.ipynb")


def own_network(X, y):
    """The loss and the gradient of the network that a class has written, on these data."""
    _, forward = functions("concepts", "sigmoid", "forward", np=np, X=X)

    def loss(theta):
        y_hat = forward(theta)
        return np.mean(-np.log(np.where(y == 1, y_hat, 1 - y_hat)))

    (gradient,) = functions("concepts", "gradient", np=np, loss=loss)
    return loss, gradient


def trained(data, seed, learning_rate, epochs):
    """The parameters before each epoch, and after the last, and their losses."""
    loss, gradient = own_network(*data)
    thetas = [np.random.default_rng(seed).normal(size=13)]
    for _ in range(epochs):
        thetas.append(thetas[-1] - learning_rate * gradient(thetas[-1]))
    return thetas, np.array([loss(theta) for theta in thetas])


def test_rate_10_arrives_sooner_though_the_loss_jumps():
    """0.05 after 170 epochs instead of 806, and of the first 60 steps, many lead up."""
    (_, slow), (_, fast) = (trained((X, Y), 0, rate, 810) for rate in (2, 10))
    assert [np.argmax(losses < 0.05) for losses in (slow, fast)] == [806, 170]
    assert np.sum(np.diff(fast[:61]) > 0) > 20 and np.all(np.diff(slow) < 0)


def test_on_its_way_the_loss_curves_by_0_22_so_the_limit_is_about_9():
    thetas, _ = trained((X, Y), 0, 2, 400)
    _, gradient = own_network(X, Y)
    for theta in (thetas[epoch] for epoch in (10, 100, 400)):
        steps = 1e-4 * np.eye(13)
        rows = np.array([gradient(theta + step) - gradient(theta - step) for step in steps])
        assert np.linalg.eigvalsh(rows + rows.T)[-1] / 4e-4 == pytest.approx(0.22, abs=0.006)


def test_which_rates_free_start_2_on_xor():
    last = {rate: trained(datasets.xor(), 2, rate, 600)[1][-1] for rate in (4, 4.5, 5, 5.5, 6, 8)}
    assert [rate for rate, loss in last.items() if loss < 0.02] == [4.5, 5, 6]
