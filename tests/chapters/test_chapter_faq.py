"""What the page *Questions* says about runs that it does not show."""

import numpy as np
import pytest
from from_chapter import functions

from plainnet import Adam, Ensemble, NeuralNetwork, datasets, train

pytestmark = pytest.mark.rests_on("code", "cells chapters/faq.ipynb")

NAMES = "data", "tree", "answer", "tree_answers", "network"
KNOWN = {"np": np, "datasets": datasets, "NeuralNetwork": NeuralNetwork, "train": train}
data, tree, _, tree_answers, network = functions("faq", *NAMES, **KNOWN)


def percent_right(y_hat, y):
    return 100 * ((y_hat > 0.5) == (y > 0.5)).mean()


def test_turning_costs_most_trees_two_or_three_points_and_the_network_hardly_any():
    """Of 50 trees, 41 do worse on the turned picture, but three fail on the straight one."""
    trees, networks = np.empty((50, 2)), np.empty((50, 2))
    for seed in range(50):
        for turned, degrees in enumerate((0, 45)):
            A, a, B, b = data(seed, degrees)
            trees[seed, turned] = percent_right(tree_answers(A, a, B), b)
            networks[seed, turned] = percent_right(network(A, a, seed).predict(B), b)
    lost, little = trees[:, 0] - trees[:, 1], networks[:, 0] - networks[:, 1]
    assert (lost > 0).sum() == 41 and 2 < np.median(lost) < 3
    assert sorted(trees[:, 0].round())[:4] == [50, 57, 83, 90]
    assert abs(lost.mean()) < half_interval(lost)  # so the mean says nothing
    assert 0.3 < little.mean() < 0.5 and 0.3 < half_interval(little) < 0.45
    # Without the three, the tree loses more than the network: by 1.8 ± 0.8.
    usual = (lost - little)[trees[:, 0] > 85]
    assert len(usual) == 47 and usual.mean() > half_interval(usual)


def half_interval(numbers):
    """Half of the 95 % interval of the mean of about 50 numbers."""
    return 2.01 * numbers.std(ddof=1) / np.sqrt(len(numbers))


@pytest.mark.parametrize(("degrees", "least", "most"), [(0, 0.01, 0.07), (45, 0.28, 0.41)])
def test_only_on_the_turned_picture_a_first_question_unmixes_the_classes(degrees, least, most):
    for seed in range(50):
        A, a, _, _ = data(seed, degrees)
        j, c, below, above = tree(A, a, 1)
        low = (A[:, j] < c).mean()
        left = low * below * (1 - below) + (1 - low) * above * (1 - above)
        assert least < 1 - left / a.var() < most


def test_the_tree_that_fails_cuts_off_a_few_points_at_the_edge():
    """Six questions leave 172 of 200 points mixed."""
    A, a, _, _ = data(22, 0)
    grown, rows = tree(A, a, 6), np.arange(len(A))
    while isinstance(grown, tuple):
        j, c, below, above = grown
        low = A[rows, j] < c
        rows, grown = (rows[low], below) if low.mean() > 0.5 else (rows[~low], above)
    assert len(rows) == 172 and 0.4 < a[rows].mean() < 0.6


@pytest.mark.parametrize(("seed", "six"), [(18, 83), (22, 50), (45, 57)])
def test_for_the_three_that_fail_six_questions_are_too_few(seed, six):
    A, a, B, b = data(seed, 0)
    answered = [percent_right(tree_answers(A, a, B, depth), b) for depth in (6, 10)]
    assert round(answered[0]) == six and answered[1] > 90


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


def test_with_small_batches_steps_of_adam_are_much_shorter_than_alpha():
    """On digits, after 1,000 steps at α = 0.001; no parameter has moved by 1."""
    images, labels = datasets.digits()
    y, rng = datasets.one_hot(labels), np.random.default_rng(0)
    kinds = {"activation": "relu", "init": "he", "output": "softmax"}
    nn, adam = NeuralNetwork(64, 32, 10, **kinds, rng=rng), Adam()

    def flat():
        return np.concatenate([value.ravel() for value in nn.parameters.values()])

    start = flat()
    for _ in range(1000):
        rows, before = rng.choice(len(y), 32, replace=False), flat()
        adam(nn, nn.backward(nn.forward(images[rows]), y[rows]), 0.001)
    assert 0.05 < np.median(np.abs(flat() - before)) / 0.001 < 0.3
    assert 0.5 < np.abs(flat() - start).max() < 1
