"""What the page *Outlook* says about runs that it does not show: other splits of the digits."""

import numpy as np
import pytest
import ten_digits
from from_chapter import functions

pytestmark = pytest.mark.rests_on("code", "cells chapters/outlook.ipynb")

SETTINGS = {"learning_rate": 0.3, "batch_size": 32}
KNOWN = {"kinds": ten_digits.KINDS, "settings": SETTINGS}
learned, wrong, leaning = functions("outlook", "learned", "wrong", "leaning", **KNOWN)


def parts(seed):
    """The images to learn from and the new ones, from another split."""
    split = ten_digits.split(seed)
    return *split[0], *split[1]


def test_in_other_splits_leaning_digits_are_misread_four_to_nine_times_as_often():
    times = []
    for seed in range(1, 9):
        X, y, X_new, y_new = parts(seed)
        mixed = X.copy()
        mixed[:54] = leaning(X[:54])
        nn = learned(mixed, y, seed)
        times.append(wrong(nn, leaning(X_new), y_new) / wrong(nn, X_new, y_new))
    assert (round(min(times)), round(max(times))) == (4, 9)


def test_in_other_splits_the_power_is_alike_and_the_last_doublings_mostly_bring_less():
    sizes, more = [32, 64, 128, 256, 512, 1024], []
    for seed in (1, 2, 3, 4):
        X, y, X_new, y_new = parts(seed)
        errors = []
        for n in sizes:
            draws = [np.random.default_rng(k).permutation(len(X))[:n] for k in range(5)]
            found = [wrong(learned(X[r], y[r], k), X_new, y_new) for k, r in enumerate(draws)]
            errors.append(np.mean(found))
        slope, _ = np.polyfit(np.log(sizes), np.log(errors), 1)
        assert 0.45 < -slope < 0.8
        first = np.polyfit(np.log(sizes[:4]), np.log(errors[:4]), 1)
        more.append(errors[-1] > np.exp(np.polyval(first, np.log(sizes[-1]))))
    assert sum(more) == 3  # with more errors than the four smallest sets foretell
