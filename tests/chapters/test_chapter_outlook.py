"""What the page *Outlook* says about runs that it does not show."""

from functools import partial

import numpy as np
import pytest
from from_chapter import functions

from plainnet import datasets
from plainnet.activations import ACTIVATIONS
from plainnet.broken import museum

pytestmark = pytest.mark.rests_on("code", "cells chapters/outlook.ipynb")

KNOWN = {"np": np, "museum": museum, "TANH": ACTIVATIONS["tanh"]}
step, draw, error = functions("outlook", "step", "draw", "error", **KNOWN)


def test_with_256_points_the_gap_is_one_point_after_500_epochs_and_five_after_20_000():
    """Then the networks err less on their own points than the best rule, on new ones more."""
    task = partial(datasets.noisy_xor, noise=0.25)
    X, y = draw(task, 256, range(5000, 5006))
    X_new, y_new = draw(task, 4000, range(6000, 6006))
    stack, gaps = museum.start(range(6), 16, "tanh"), []
    for epochs in (500, 19_500):
        for _ in range(epochs):
            step(stack, X, y, 1.0)
        own, new = error(stack, X, y).mean(), error(stack, X_new, y_new).mean()
        gaps.append(new - own)
    assert gaps[0] < 2.5 and 4.5 < gaps[1] < 5.5 and own < 2 and new > 6
