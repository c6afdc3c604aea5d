"""What the page *Ten digits* says about runs that it does not show."""

import numpy as np
import pytest
import ten_digits
from ten_digits import IMAGES, TARGETS, share_right, split

from plainnet import descend, train

pytestmark = pytest.mark.rests_on("code", "cells chapters/digits.ipynb")

PARTS = split()
STUDENT = {12: 2.201, 20: 2.093}  # 97.5 % quantiles with one degree of freedom less
SHIFTS = [(1, 0), (-1, 0), (0, 1), (0, -1)]


def interval(differences):
    """The mean and half of its 95 % interval, in percentage points."""
    error = STUDENT[len(differences)] * np.std(differences, ddof=1) / np.sqrt(len(differences))
    return round(100 * np.mean(differences), 1), round(100 * error, 1)


def surety(nn, X, y):
    """How sure the network is of its mistakes, and of its right answers."""
    answers = nn.predict(X)
    right = answers.argmax(axis=1) == y.argmax(axis=1)
    return np.array([answers.max(axis=1)[part].mean() for part in (~right, right)])


def shifted(images, right, down):
    wide = np.pad(images.reshape(-1, 8, 8), ((0, 0), (1, 1), (1, 1)))
    return wide[:, 1 - down : 9 - down, 1 - right : 9 - right].reshape(-1, 64)


def trained(
    seed, hidden=32, init="he", learning_rate=0.3, parts=None, patience=None, last=1, **more
):
    """A network after 100 epochs, its history, and the share of the validation set it read best.

    Its last weights begin ``last`` times as large as ``init`` draws them.
    """
    parts = PARTS if parts is None else parts
    nn = ten_digits.network(hidden, seed, init=init)
    nn.parameters["W2"] *= last
    how = {"epochs": 100, "batch_size": 32, "rng": np.random.default_rng(seed)}
    how |= {"learning_rate": learning_rate, "validation": parts[1], "patience": patience}
    history = train(nn, *parts[0], **how, **more)
    end, nn.parameters = nn.parameters, history.best
    share = share_right(nn, *parts[1])
    nn.parameters = end
    return nn, history, share


def test_the_factor_of_the_first_weights_is_worth_two_points():
    """One of 20 starts reads 97 % without it, all 20 with it; 2.0 ± 0.4 points from start to start.

    (One pattern of 360 is 0.3 points.)
    """
    drawn = np.array([trained(seed, init="normal_zero_bias")[2] for seed in range(20)])
    scaled = np.array([trained(seed)[2] for seed in range(20)])
    assert ((drawn >= 0.97).sum(), (scaled >= 0.97).sum()) == (1, 20)
    assert interval(scaled - drawn) == (2.0, 0.4)


def change(nn, seed, factor=1):
    """How far the first weights have moved from where they were drawn, relative to their size."""
    start = ten_digits.network(32, seed, init="normal").parameters["W1"] * factor
    return np.linalg.norm(nn.parameters["W1"] - start) / np.linalg.norm(start)


def test_on_other_splits_the_factor_is_worth_as_much_and_stopping_nothing():
    """Of twelve, 4 reach 97 %; the last epoch reads as much as the best one, surer of all.

    With ``W2`` at 0, no start is sure and wrong. It costs 1.4 ± 0.5 points, significantly more than
    half of 1.9, and weights that are too large change little.
    """
    drawn, scaled, harmless, more, surer = [], [], [], [], []
    for seed in range(1, 13):
        parts = split(seed)
        drawn.append(trained(seed, init="normal_zero_bias", parts=parts)[2])
        nn, history, share = trained(seed, init="normal_zero_bias", parts=parts, last=0)
        harmless.append(share)
        assert history.loss[0] == pytest.approx(np.log(10)) and change(nn, seed) < 0.3
        nn, history, share = trained(seed, parts=parts)
        scaled.append(share)
        assert change(nn, seed, np.sqrt(2 / 64)) > 1
        last = share_right(nn, *parts[2]), surety(nn, *parts[2])
        nn.parameters = history.best
        more.append(last[0] - share_right(nn, *parts[2]))
        surer.append(last[1] - surety(nn, *parts[2]))
    assert interval(np.subtract(scaled, drawn)) == (1.9, 0.8)
    assert interval(np.subtract(scaled, harmless)) == (1.4, 0.5)
    mean, error = interval(np.add(scaled, drawn) - 2 * np.array(harmless))
    assert mean > error
    assert sum(share >= 0.97 for share in scaled) == 4
    assert interval(more) == (0.0, 0.2)
    for differences in np.transpose(surer):
        mean, error = interval(differences)
        assert mean > error


def test_neighbouring_rows_are_alike_and_a_block_of_them_is_read_worse():
    """A nearest neighbour is within 140 rows in 59 % of cases, and would by chance be in 15 %."""
    rows, y = np.arange(len(IMAGES)), TARGETS
    squares = (IMAGES**2).sum(axis=1)
    apart = squares[:, None] + squares - 2 * IMAGES @ IMAGES.T
    np.fill_diagonal(apart, np.inf)
    assert np.mean(abs(apart.argmin(axis=1) - rows) <= 140) == pytest.approx(0.59, abs=0.005)
    near = (abs(rows[:, None] - rows) <= 140).sum() - len(rows)
    assert near / len(rows) / (len(rows) - 1) == pytest.approx(0.15, abs=0.005)

    def mean(order):
        shares = []
        for seed, block in enumerate(np.array_split(order, 5)):
            rest = np.random.default_rng(seed).permutation(np.setdiff1d(rows, block))
            parts = [(IMAGES[part], y[part]) for part in (rest[360:], rest[:360], block)]
            nn, history, _ = trained(seed, 64, parts=parts, patience=20)
            nn.parameters = history.best
            shares.append(share_right(nn, *parts[2]))
        return np.mean(shares)

    assert mean(rows).round(2) == 0.93
    assert mean(np.random.default_rng(0).permutation(rows)).round(2) == 0.97


def test_a_network_trained_with_shifted_images_reads_them():
    (X, y), validation, (new, targets) = PARTS
    copies = np.vstack([X] + [shifted(X, *way) for way in SHIFTS]), np.vstack([y] * 5)
    nn, history, _ = trained(1, 64, parts=[copies, validation], patience=20)
    nn.parameters = history.best
    shares = [share_right(nn, shifted(new, *way), targets) for way in SHIFTS]
    assert np.mean(shares).round(2) == 0.97


def test_after_a_shift_more_than_half_of_the_ink_lies_on_ink():
    both = [np.minimum(IMAGES, shifted(IMAGES, *way)).sum() for way in ((1, 0), (-1, 0))]
    assert min(both) / IMAGES.sum() > 0.55


def test_the_two_units_that_are_left_at_rate_3_carry_nothing():
    """They are 0 for the training set; all images are read as the same digit."""
    nn, _, _ = trained(1, learning_rate=3.0)
    assert (nn.forward(PARTS[0][0]).A[1] == 0).all()
    record = nn.forward(PARTS[1][0])
    responds = record.A[1] > 0
    assert (responds.any(axis=0).sum(), responds.any(axis=1).sum()) == (2, 5)
    assert (record.y_hat.argmax(axis=1) == 0).all()


def test_with_the_first_layer_left_as_drawn_a_network_reads_93_to_94_percent():
    def last_layer(nn, gradients, learning_rate):
        descend(nn, {name: gradients[name] for name in ("W2", "b2")}, learning_rate)

    shares = []
    for seed in range(1, 13):
        parts = split(seed)
        nn, history, _ = trained(seed, 64, parts=parts, patience=20, update=last_layer)
        nn.parameters = history.best
        shares.append(share_right(nn, *parts[2]))
    assert 0.93 < np.mean(shares) < 0.94


def test_at_a_small_rate_the_loss_ends_as_high_as_with_mixed_targets_but_more_is_read():
    nn, history, _ = trained(1, learning_rate=0.001)
    assert round(history.loss[-1], 1) == 1.7 and round(100 * share_right(nn, *PARTS[2])) == 56
