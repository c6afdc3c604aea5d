"""The stored results of scikit-learn's networks are those that scikit-learn gives."""

import pytest

from plainnet.sweeps import ALL

pytest.importorskip("sklearn")
PEER = ALL["digits_scikit_learn"]


def test_a_sample_of_the_splits_is_what_scikit_learn_gives(draw):
    kept = PEER.load_result()
    for seed in draw.sample(range(PEER.splits), 3):
        assert abs(PEER.right(seed) - kept[seed]) <= 1, seed  # Adam may differ on another processor
