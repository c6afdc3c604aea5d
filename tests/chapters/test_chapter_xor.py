"""What the page *XOR from scratch* says about runs that it does not show."""

import pytest

from plainnet import Ensemble, datasets

pytestmark = pytest.mark.rests_on("code", "cells chapters/xor.ipynb")

X, y = datasets.xor()


def test_start_9_is_still_stuck_at_small_rates_after_15_000_epochs():
    """A start that is *still learning* after 2,000 epochs does not get further by 15,000."""
    same = Ensemble(2, 2, 1, seeds=[9, 9])
    run = same.train(X, y, learning_rate=[0.1, 0.316], epochs=15_000)
    assert run.outcome.tolist() == ["stuck", "stuck"]
