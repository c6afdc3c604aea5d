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


def test_the_others_push_a_merged_pair_apart_and_its_own_loss_pulls_it_back():
    """Without the others the gap closes faster; without its own loss it grows."""
    many = Ensemble(2, 2, 1, seeds=range(1000))
    run = many.train(X, y, learning_rate=1.0, epochs=2000)
    stuck = np.flatnonzero(run.outcome == "stuck")
    unsure = {i: np.abs(many.network(i).predict(X).ravel() - 0.5) < 0.3 for i in stuck}

    def gap(networks, count, pair):
        rows = X[pair], y[pair].ravel()
        answers = np.array([networks.network(i).predict(rows[0]).ravel() for i in range(count)])
        logits = np.log(answers / (1 - answers))
        return (logits[:, rows[1] == 1] - logits[:, rows[1] == 0]).ravel()

    met = 0
    for pair, others in (([1, 3], [0, 2]), ([2, 3], [0, 1])):
        seeds = [int(i) for i in stuck if np.flatnonzero(unsure[i]).tolist() == pair]
        met += len(seeds)

        def after(rows, epochs, rate, seeds=seeds, pair=pair):
            networks = Ensemble(2, 2, 1, seeds=seeds)
            networks.train(X, y, learning_rate=1.0, epochs=1000)
            before = gap(networks, len(seeds), pair)
            half = rate * len(rows) / 4  # the mean is over fewer patterns
            networks.train(X[rows], y[rows], learning_rate=half, epochs=epochs)
            return before, gap(networks, len(seeds), pair)

        before, pushed = after(others, 1, 0.01)
        _, pulled = after(pair, 1, 0.01)
        assert (pushed < before).all() and (pulled > before).all()
        ends = [np.median(after(rows, 7000, 1.0)[1]) for rows in (pair, [0, 1, 2, 3], others)]
        assert ends[2] < 4 * np.median(before) < 0 and 2.5 < ends[1] / ends[0] < 4
    assert met == 239
