"""What the page *Toolbox* says about runs that it does not show."""

import numpy as np
import pytest

from plainnet import NeuralNetwork, datasets

pytestmark = pytest.mark.rests_on("code", "cells chapters/toolbox.ipynb")


def answers(size, epochs):
    """The mean answers of a trapped network where the targets are 1 and where they are 0.

    Each answer is compared with all targets of its step, so that its slope is that for their mean.
    """
    X, y = datasets.noisy_xor(200, rng=np.random.default_rng(0))
    rng = np.random.default_rng(1)
    nn = NeuralNetwork(2, 4, 1, rng=rng)
    for _ in range(epochs):
        order = rng.permutation(200)
        for start in range(0, 200, size):
            rows = order[start : start + size]
            record, share = nn.forward(X[rows]), y[rows].mean()
            ones, zeros = (nn.backward(record, np.full((size, 1), k)) for k in (1.0, 0.0))
            for name in nn.parameters:  # slopes are linear in the targets
                slope = share * ones[name] + (1 - share) * zeros[name]
                nn.parameters[name] = nn.parameters[name] - slope
    y_hat = nn.predict(X)
    return y_hat[y == 1].mean(), y_hat[y == 0].mean()


def test_in_small_steps_the_trap_only_draws_answers_towards_the_mean():
    """With all patterns at once, there is nothing else that the network could learn."""
    for size, apart in ((2, 0.5), (4, 0.25)):
        ones, zeros = answers(size, 80)
        assert ones - zeros == pytest.approx(apart, abs=0.1)
    ones, zeros = answers(200, 2000)
    assert abs(ones - 0.5) < 0.02 and abs(zeros - 0.5) < 0.02
