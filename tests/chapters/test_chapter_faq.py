"""What the page *Questions* says about runs that it does not show."""

import numpy as np
import pytest
import ten_digits
from from_chapter import functions

from plainnet import Adam, Ensemble, datasets

pytestmark = pytest.mark.rests_on("code", "cells chapters/faq.ipynb")


def unsolved(sizes, seeds, epochs, **settings):
    """The starts whose loss is not below 0.02 then, and those of them that are called stuck."""
    many = Ensemble(*sizes, seeds=seeds, **settings)
    run = many.train(*datasets.xor(), learning_rate=1.0, epochs=epochs)
    seeds = np.array(seeds)
    return seeds[run.loss[-1] >= 0.02].tolist(), seeds[run.outcome == "stuck"].tolist()


def test_with_three_hidden_layers_nearly_all_that_are_called_stuck_are_slow():
    sizes = 2, 4, 4, 4, 1
    _, stuck = unsolved(sizes, range(1000, 1300), 2000)
    late, _ = unsolved(sizes, stuck, 8000)
    assert (len(stuck), len(late)) == (100, 7)


def test_without_biases_two_hidden_units_learn_seldom_and_slowly():
    for epochs, solved in ((2000, 0), (20_000, 23)):
        assert len(unsolved((2, 2, 1), range(100), epochs, bias=False)[0]) == 100 - solved


def test_turned_data_cost_a_tree_2_7_points_or_more_or_nothing():
    """In some of 40 sets, the tree asks useless questions first on straight data already."""
    data, tree_answers = functions("faq", "data", "tree_answers")

    def shares(degrees):
        right = []
        for seed in range(5, 45):
            A, a, B, b = data(seed, degrees)
            right.append(((tree_answers(A, a, B) > 0.5) == (b > 0.5)).mean())
        return 100 * np.array(right)

    costs = shares(0) - shares(45)
    assert np.median(costs) == pytest.approx(2.3, abs=0.05)
    assert ((costs > 2.7).sum(), (costs <= 0).sum()) == (15, 7)


def test_3000_starts_decide_what_300_do_not():
    for init, share in (("xavier", 97.6), ("normal_zero_bias", 95.4)):
        many = Ensemble(2, 3, 1, seeds=range(1000, 4000), init=init)
        run = many.train(*datasets.xor(), learning_rate=1.0, epochs=2000)
        assert 100 * (run.outcome == "solved").mean() == pytest.approx(share, abs=0.06)


def test_with_small_batches_steps_of_adam_are_much_shorter_than_alpha():
    """On digits, after 1,000 steps at α = 0.001; no parameter has moved by 1."""
    rng = np.random.default_rng(0)
    nn, adam, y = ten_digits.network(32, rng), Adam(), ten_digits.TARGETS

    def flat():
        return np.concatenate([value.ravel() for value in nn.parameters.values()])

    start = flat()
    for _ in range(1000):
        rows, before = rng.choice(len(y), 32, replace=False), flat()
        adam(nn, nn.backward(nn.forward(ten_digits.IMAGES[rows]), y[rows]), 0.001)
    assert 0.05 < np.median(np.abs(flat() - before)) / 0.001 < 0.3
    assert 0.5 < np.abs(flat() - start).max() < 1
