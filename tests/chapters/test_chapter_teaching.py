"""What the page *For teachers* says of runs that no other page shows."""

import re
from collections import Counter

import numpy as np
import pytest
from each import each
from from_chapter import CHAPTERS

from plainnet import Ensemble, datasets
from plainnet.exercises.first_network import X, Y
from plainnet.lab.hessian import sharpness

PAGES = [CHAPTERS / "teaching.md", CHAPTERS / "zh" / "teaching.md"]
GROUNDS = "cells chapters/concepts.ipynb", "file chapters/teaching.md", "file chapters/zh/teaching.md"
pytestmark = pytest.mark.rests_on("code", *GROUNDS)


def trained(data, seed, rates, epochs):
    """The network that a class has written after training at these rates, and its losses."""
    many = Ensemble(2, 3, 1, seeds=[seed] * len(rates), init="normal")
    return many, many.train(*data, learning_rate=rates, epochs=epochs, every=1).loss.T


def test_rate_10_arrives_sooner_though_the_loss_jumps():
    """0.05 after 170 epochs instead of 806, and of the first 60 steps, many lead up."""
    _, (slow, fast) = trained((X, Y), 0, [2, 10], 810)
    assert [np.argmax(losses < 0.05) for losses in (slow, fast)] == [806, 170]
    assert np.sum(np.diff(fast[:61]) > 0) > 20 and np.all(np.diff(slow) < 0)


def test_on_its_way_the_loss_curves_by_0_22_so_the_limit_is_about_9():
    for epochs in (10, 100, 400):
        many, _ = trained((X, Y), 0, [2], epochs)
        assert sharpness(many.network(0), X, Y) == pytest.approx(0.22, abs=0.006)


def test_which_rates_free_start_2_on_xor():
    rates = [4, 4.5, 5, 5.5, 6, 8]
    _, losses = trained(datasets.xor(), 2, rates, 600)
    assert np.array(rates)[losses[:, -1] < 0.02].tolist() == [4.5, 5, 6]


@each("path", PAGES, ids=str)
def test_the_starts_for_marks_are_stuck_and_others_are_nearly_there(path):
    (line,) = re.findall(r"^- .*default_rng\(seed\).*$", path.read_text("utf8"), re.MULTILINE)
    many, (X, y) = Ensemble(2, 2, 1, seeds=range(1000)), datasets.xor()
    run = many.train(X, y, learning_rate=1.0, epochs=2000)
    ends = Counter(run.outcome)
    counted = [1000, ends["solved"], ends["stuck"], ends["still learning"]]
    few = run.outcome[:60]
    stuck, nearly = (np.flatnonzero(few == end) for end in ("stuck", "still learning"))
    assert all(np.all((many.network(seed).predict(X) > 0.5) == y) for seed in nearly)
    last = run.loss[-1, nearly].round(4)
    said = [float(n) for n in re.findall(r"[\d.]*\d", re.sub(r"(?<=\d),(?=\d)", "", line))]
    first = said.index(1000)
    kept = [*counted, 12, 59, *stuck[stuck >= 12], *nearly[nearly >= 12], *last[nearly >= 12]]
    assert said[first : first + len(kept)] == kept
    hands = rf"29\D+{np.sum(few[:30] == 'solved')}\D+0\D+59\D+{np.sum(few == 'solved')}\D"
    assert re.search(hands, path.read_text("utf8")), hands
