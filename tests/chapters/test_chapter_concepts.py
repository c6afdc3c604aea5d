"""What the page *Core concepts* says about runs that it does not show."""

import numpy as np
import pytest
from from_chapter import functions

from plainnet import Ensemble, NeuralNetwork, datasets, descend, train
from plainnet.exercises.first_network import X, Y
from plainnet.losses import binary_cross_entropy

pytestmark = pytest.mark.rests_on("code", "cells chapters/concepts.ipynb")

X_NEW, Y_NEW = datasets.noisy_xor(1000, noise=0.4, rng=np.random.default_rng(1000))


def noisy_run(m, seed):
    """Every 50 epochs: both losses, how many new points are right, how sure wrong and all ones are.

    And, last, the test loss with the sureness removed: with the best factor of all logits.
    """
    rng = np.random.default_rng(seed)
    X_train, y_train = datasets.noisy_xor(m, noise=0.4, rng=rng)
    nn = NeuralNetwork(2, 10, 1, rng=rng)
    rows = []
    for _ in range(61):
        record = nn.forward(X_NEW)
        losses = nn.loss(nn.forward(X_train), y_train), nn.loss(record, Y_NEW)
        wrong = (record.y_hat > 0.5) != (Y_NEW > 0.5)
        sure = np.maximum(record.y_hat, 1 - record.y_hat)
        factors, logits = np.geomspace(0.05, 2, 20), np.log(record.y_hat / (1 - record.y_hat))
        tamed = min(binary_cross_entropy(factor * logits, Y_NEW) for factor in factors)
        rows.append((*losses, 1000 - wrong.sum(), sure[wrong].mean(), sure.mean(), tamed))
        train(nn, X_train, y_train, learning_rate=1.0, epochs=50)
    return np.array(rows)


def test_overfitting_with_all_ten_sets_of_20_points():
    """Mistakes get surer but not more numerous; with sureness removed, the loss hardly rises."""
    runs = np.array([noisy_run(20, seed) for seed in range(10)])
    at_lowest = runs[range(10), runs[:, :, 1].argmin(axis=1)]
    assert (runs[:, -1, 1] > at_lowest[:, 1] + 0.1).all()
    assert runs[:, -1, 2].mean() > at_lowest[:, 2].mean()
    assert runs[:, -1, 3].mean() > at_lowest[:, 3].mean() + 0.05
    assert (runs[:, -1, 4] > at_lowest[:, 4]).all()
    rises = runs[:, -1] - at_lowest
    assert rises[:, 5].mean() < 0.1 * rises[:, 1].mean() and rises[0, 5] < 0.1 * rises[0, 1]


def gap(m, seed):
    """How much higher the test loss is than the training loss at the end, with m points."""
    rng = np.random.default_rng(seed)
    X_train, y_train = datasets.noisy_xor(m, noise=0.4, rng=rng)
    nn = NeuralNetwork(2, 10, 1, rng=rng)
    loss = train(nn, X_train, y_train, learning_rate=1.0, epochs=3000).loss[-1]
    return nn.loss(nn.forward(X_NEW), Y_NEW) - loss


def test_more_points_narrow_the_gap_between_the_losses():
    """From the same seeds, 200 points leave a smaller gap than 20, each of 30 times."""
    few = np.array([gap(20, seed) for seed in range(30)])
    many = np.array([gap(200, seed) for seed in range(30)])
    assert (many < few).all()
    assert 0.9 < np.median(few) < 1.15
    assert 0.03 < np.median(many) < 0.06


def test_hidden_units_that_start_at_zero_stay_alike():
    """The loss falls from 0.693 to 0.349 and stays there; all predictions are 1/9."""
    names = "forward", "loss", "gradient"
    forward, loss, gradient = functions("concepts", *names, X=X, y=Y)
    theta = np.zeros(13)
    assert round(loss(theta), 3) == 0.693
    for _ in range(1000):
        theta = theta - 2.0 * gradient(theta)
    assert round(loss(theta), 3) == 0.349
    assert np.allclose(forward(theta), 1 / 9, atol=1e-5)
    assert np.abs(theta[0:6]).max() < 1e-5  # the weights of the inputs; nudges leave a trace
    for part in (theta[6:9], theta[9:12]):
        assert np.allclose(part, part[0], atol=1e-5)
    longer = theta - 2.0 * gradient(theta)
    assert abs(loss(longer) - loss(theta)) < 1e-9


def test_a_single_hidden_unit_cuts_off_four_of_nine_points_at_best():
    """Of 40 starts, 21 end near 0.278, the others at 0.349; 0.278 is the limit."""
    many = Ensemble(2, 1, 1, seeds=range(40), init="normal")
    losses = many.train(X, Y, learning_rate=2.0, epochs=20_000).loss[-1]
    limit = -np.log([1 / 5] + 4 * [4 / 5]).sum() / 9
    assert round(limit, 3) == 0.278 and losses.min() > limit
    assert sorted(losses.round(3)) == 21 * [0.278] + 19 * [0.349]


def test_uphill_on_the_loss_that_likes_wrong_answers_all_nine_become_0():
    """The loss of the exercise is the cross-entropy for answers that are turned round."""
    for seed in range(4):
        for rate in (5, 0.5):
            nn = NeuralNetwork(2, 3, 1, rng=np.random.default_rng(seed))
            before = nn.loss(nn.forward(X), 1 - Y)
            for _ in range(400):
                slopes = nn.backward(nn.forward(X), 1 - Y)
                descend(nn, {name: -slope for name, slope in slopes.items()}, rate)
            assert nn.predict(X).max() < 0.01 and nn.loss(nn.forward(X), 1 - Y) > 5 * before
