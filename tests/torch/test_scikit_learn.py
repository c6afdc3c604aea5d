"""The stored results of scikit-learn's networks are those that scikit-learn gives."""

import pytest

from plainnet.sweeps import ALL
from plainnet.sweeps.digits_sweep import parts

pytest.importorskip("sklearn")
PEER = ALL["digits_scikit_learn"]


def test_a_sample_of_the_splits_is_what_scikit_learn_gives(draw):
    kept = PEER.load_result()
    for seed in draw.sample(range(PEER.splits), 3):
        assert abs(PEER.right(seed) - kept[seed]) <= 1, seed  # Adam may differ on another processor


def test_it_stops_at_its_limit_with_a_warning(draw):
    """What the chapter `digits` says of all splits; `right` keeps the warning quiet."""
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.neural_network import MLPClassifier

    seed = draw.choice(range(PEER.splits))
    (X, y), _, _ = parts(seed)
    with pytest.warns(ConvergenceWarning):
        model = MLPClassifier(random_state=seed).fit(X, y.argmax(axis=1))
    assert model.n_iter_ == 200, seed
