"""What the page *XOR from scratch* says about runs that it does not show."""

import from_chapter
import numpy as np
import pytest

from plainnet import Ensemble, datasets
from plainnet.explorers import training_film as film
from plainnet.lab.hessian import sharpness

pytestmark = pytest.mark.rests_on("code", "cells chapters/xor.ipynb")

X, y = datasets.xor()


def test_start_9_is_still_stuck_at_small_rates_after_15_000_epochs():
    """A start that is *still learning* after 2,000 epochs does not get further by 15,000."""
    same = Ensemble(2, 2, 1, seeds=[9, 9])
    run = same.train(X, y, learning_rate=[0.1, 0.316], epochs=15_000)
    assert run.outcome.tolist() == ["stuck", "stuck"]


@pytest.fixture(scope="module")
def thousand():
    """The outcomes of 1,000 starts at learning rate 1, and their networks at epoch 300."""
    outcome = Ensemble(2, 2, 1, seeds=range(1000)).train(X, y, learning_rate=1.0, epochs=2000)
    early = Ensemble(2, 2, 1, seeds=range(1000))
    losses = early.train(X, y, learning_rate=1.0, epochs=300).loss[-1]
    return outcome.outcome, losses, [early.network(i) for i in range(1000)]


def test_the_loss_at_epoch_300_does_not_tell_who_will_be_solved(thousand):
    """In 47 of 100 pairs of a solved and a stuck start, the solved one has the lower loss."""
    outcome, losses, _ = thousand
    lower = losses[outcome == "solved"][:, None] < losses[outcome == "stuck"]
    assert round(100 * lower.mean()) == 47


def test_the_closest_patterns_at_epoch_300_tell_more(thousand):
    """Half of the solved have them more than 0.15 apart, half of the stuck less than 0.06."""
    outcome, _, networks = thousand
    apart = np.array([film.closest(nn.forward(X).A[1])[2] for nn in networks])
    assert 0.15 < np.median(apart[outcome == "solved"]) < 0.16
    assert 0.05 < np.median(apart[outcome == "stuck"]) < 0.06


def test_without_biases_some_have_all_answers_right_and_are_solved_later():
    """Of 100 starts 23, which are solved within 16,000 epochs."""
    ensemble = Ensemble(2, 2, 1, seeds=range(100), bias=False)
    ensemble.train(X, y, learning_rate=1.0, epochs=2000)
    answers = np.array([ensemble.network(i).predict(X) for i in range(100)])
    right = np.flatnonzero(((answers > 0.5) == (y > 0.5)).all(axis=(1, 2)))
    assert len(right) == 23
    same = Ensemble(2, 2, 1, seeds=right.tolist(), bias=False)
    outcome = same.train(X, y, learning_rate=1.0, epochs=16_000).outcome
    assert outcome.tolist() == ["solved"] * 23


def at_three_eighths(rate):
    """How many of 1,000 starts are solved, and which are stuck where the curvature is 3/8."""
    ensemble = Ensemble(2, 2, 1, seeds=range(1000))
    outcome = ensemble.train(X, y, learning_rate=rate, epochs=2000).outcome
    stuck = np.flatnonzero(outcome == "stuck").tolist()
    kinds = [round(24 * sharpness(ensemble.network(i), X, y)) for i in stuck]
    there = [i for i, kind in zip(stuck, kinds, strict=True) if kind == 9]
    return (outcome == "solved").sum(), there


def test_runs_pass_a_plateau_by_below_its_limit_and_are_not_shaken_off_above():
    """The limit is 16/3. Of those that rest there, none is solved by going on at 5.62."""
    (solved, there), (solved_more, fewer) = at_three_eighths(4.22), at_three_eighths(4.8)
    assert (solved, len(there), solved_more, len(fewer)) == (754, 73, 813, 7)
    resting = Ensemble(2, 2, 1, seeds=there)
    resting.train(X, y, learning_rate=4.22, epochs=2000)
    run = resting.train(X, y, learning_rate=5.62, epochs=4000)
    assert (run.outcome == "thrashing").all()
    assert (run.loss[-1].round(2) == 0.39).all()


def test_a_change_in_the_last_digit_alters_a_quarter_to_half_of_the_runs_that_thrash():
    """One weight of each start is moved to the next number, or by 1e-15."""

    def run(move):
        ensemble = Ensemble(2, 2, 1, seeds=range(1000))
        weights = ensemble.parameters["W1"][0, 0]
        weights[:] = move(weights)
        return ensemble.train(X, y, learning_rate=23.7, epochs=2000, every=20).loss

    losses = run(lambda weights: weights)
    least = run(lambda weights: np.nextafter(weights, np.inf))
    more = run(lambda weights: weights + 1e-15)
    parted = [(abs(other - losses) > 0.01).any(axis=0).mean() for other in (least, more)]
    assert 0.15 < parted[0] < parted[1] < 0.6


def test_a_target_of_two_is_told_although_the_loss_takes_it_for_a_zero():
    for y, told in ((datasets.xor()[1], True), ([[0], [1], [1], [2]], "a target is neither 0")):
        cured, loss = from_chapter.functions("xor", "is_true_loss", "true_loss", y=y)
        assert str(cured(None, loss)).startswith(str(told))
