"""What the page *Bug museum* says about runs that it does not show."""

import numpy as np
import pytest

from plainnet import datasets
from plainnet.activations import ACTIVATIONS
from plainnet.broken import museum

pytestmark = pytest.mark.rests_on("code", "cells chapters/bug_museum.ipynb")

X, y = datasets.xor()


def trained(key, starts, epochs):
    """Sigmoid networks with an exhibit's bug, trained at α = 1; and their history."""
    stack = museum.start(range(starts), 3, "sigmoid")
    settings = {"learning_rate": 1.0, "epochs": epochs}
    return stack, museum.train_stack(stack, X, y, museum.EXHIBITS[key], "sigmoid", **settings)


def test_exhibit_2_gets_170_of_500_right_by_a_hair():
    """None is solved, but 170 end with four predictions on the right side of ½."""
    stack, history = trained("derivative_forgotten", 500, 2000)
    y_hat = museum.forward(stack, X, ACTIVATIONS["sigmoid"]).y_hat
    right = ((y_hat > 0.5) == (y > 0.5)).all(axis=(1, 2))
    loss = -np.log(np.abs(1 - y - y_hat)).mean(axis=(1, 2))
    assert right.sum() == 170
    assert loss[right].min() > 0.6
    assert not (history.outcome == "solved").any()


def test_exhibit_6_solves_50_of_50_starts_in_20_000_epochs():
    """The extra derivative only makes runs slow; none is stuck."""
    _, history = trained("extra_derivative", 50, 20_000)
    assert (history.outcome == "solved").all()
