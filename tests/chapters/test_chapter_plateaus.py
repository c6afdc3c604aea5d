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


def test_no_pair_contains_the_origin_if_the_hidden_biases_begin_at_0():
    many = Ensemble(2, 2, 1, seeds=range(1000), init="uniform")
    many.parameters["b1"][...] = 0
    ended = many.train(X, y, learning_rate=1.0, epochs=2000)
    stuck = [many.network(i).predict(X).ravel() for i in np.flatnonzero(ended.outcome == "stuck")]
    unsure = np.abs(np.array(stuck) - 0.5) < 0.3
    pairs = unsure[unsure.sum(axis=1) == 2]
    assert len(pairs) == 184 and not pairs[:, 0].any()


def test_at_rate_01_most_sigmoids_that_seem_stuck_are_slow():
    many = Ensemble(2, 2, 1, seeds=range(300))
    stuck = np.flatnonzero(many.train(X, y, learning_rate=0.1, epochs=2000).outcome == "stuck")
    late = Ensemble(2, 2, 1, seeds=stuck.tolist())
    ended = late.train(X, y, learning_rate=0.1, epochs=40_000)
    assert len(stuck) == 86 and (ended.outcome == "solved").sum() == 74


@pytest.mark.parametrize("activation", ["tanh", "relu"])
def test_without_biases_tanh_and_relu_answer_a_half_to_the_origin(activation):
    many = Ensemble(2, 4, 1, seeds=range(20), bias=False, activation=activation)
    many.train(X, y, learning_rate=0.5, epochs=500)
    assert all(many.network(i).predict(X)[0] == 0.5 for i in range(20))
