"""What the page *Where XOR gets stuck* says about runs that it does not show."""

import numpy as np
import pytest

from plainnet import Ensemble, datasets

pytestmark = pytest.mark.rests_on("code", "cells chapters/plateaus.ipynb")

X, y = datasets.xor()


def test_with_soft_targets_two_of_300_starts_stay_with_three_merged_patterns():
    many = Ensemble(2, 2, 1, seeds=range(1000, 1300), loss="mse")
    loss = many.train(X, 0.1 + 0.8 * y, learning_rate=5.0, epochs=20_000).loss[-1]
    three = np.flatnonzero(np.isclose(loss, 0.107, atol=2e-3))
    assert len(three) == 2
    for i in three:
        assert np.allclose(np.sort(many.network(i).predict(X).ravel())[1:], 0.633, atol=0.002)
