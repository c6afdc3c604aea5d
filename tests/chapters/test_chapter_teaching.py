"""What the page *For teachers* says of runs that no other page shows."""

import numpy as np
import pytest

from plainnet import Ensemble, datasets
from plainnet.exercises.first_network import X, Y
from plainnet.lab.hessian import sharpness

pytestmark = pytest.mark.rests_on("code", "cells chapters/concepts.ipynb")


def trained(data, seed, rates, epochs):
    """The network that a class has written after training at these rates, and its losses."""
    many = Ensemble(2, 3, 1, seeds=[seed] * len(rates), init="normal")
    return many, many.train(*data, learning_rate=rates, epochs=epochs, every=1).loss.T


def test_rate_10_arrives_sooner_though_the_loss_jumps():
    """0.05 after 170 epochs instead of 806, and of the first 60 steps, many lead up."""
    _, (slow, fast) = trained((X, Y), 0, [2, 10], 810)
    assert [np.argmax(losses < 0.05) for losses in (slow, fast)] == [806, 170]
    assert np.sum(np.diff(fast[:61]) > 0) > 20 and np.all(np.diff(slow) < 0)


def test_on_its_way_the_loss_curves_by_0_22_so_the_limit_is_about_9():
    for epochs in (10, 100, 400):
        many, _ = trained((X, Y), 0, [2], epochs)
        assert sharpness(many.network(0), X, Y) == pytest.approx(0.22, abs=0.006)


def test_which_rates_free_start_2_on_xor():
    rates = [4, 4.5, 5, 5.5, 6, 8]
    _, losses = trained(datasets.xor(), 2, rates, 600)
    assert np.array(rates)[losses[:, -1] < 0.02].tolist() == [4.5, 5, 6]
