"""Noisy XOR: each frame shows a network that `train` produces on `datasets.noisy_xor`."""

import re

import numpy as np
import pytest
from each import each

from plainnet import NeuralNetwork, datasets, train
from plainnet.explorers import noisy_xor as noisy
from plainnet.explorers import prediction_map
from plainnet.optimisers import Adam

POSITIONS = [(samples, hidden) for samples in noisy.SAMPLES for hidden in noisy.HIDDEN]


@pytest.fixture(scope="module")
def test_set():
    return datasets.noisy_xor(2000, 0.25, rng=np.random.default_rng(7))


@pytest.mark.parametrize("number", range(4))
def test_a_frame_is_what_training_on_these_samples_gives(shown, test_set, draw, number):
    samples, hidden = draw.choice(POSITIONS)
    X, y = datasets.noisy_xor(320, 0.25, rng=np.random.default_rng(0))
    X, y, frame = X[:samples], y[:samples], shown.compute(samples, hidden)
    nn = NeuralNetwork(2, hidden, 1, activation="tanh", rng=np.random.default_rng(0))
    loss = train(nn, X, y, learning_rate=0.02, epochs=800, update=Adam()).loss
    assert frame["samples"] == samples
    x1, x2, target = (shown.spec[name][:samples] for name in ("x1", "x2", "target"))
    np.testing.assert_allclose(np.column_stack([x1, x2]), X, rtol=6e-3)
    assert target == y.ravel().tolist()
    np.testing.assert_allclose(frame["train"], loss[shown.spec["epoch"]], rtol=6e-4)
    test_loss = nn.loss(nn.forward(test_set[0]), test_set[1])
    assert frame["test"][-1] == pytest.approx(test_loss, rel=6e-4)
    assert frame["maps"][-1] == prediction_map.pack(nn.predict(prediction_map.grid()))
    right = ((nn.predict(X) > 0.5) == (y > 0.5)).sum()
    assert f"with {right} of {samples} right" in frame["sentence"]


@each("samples", noisy.SAMPLES)
def test_an_epoch_has_the_test_loss_the_map_and_the_line_of_its_network(
    shown, test_set, draw, samples
):
    at = draw.randrange(1, len(noisy.SEEN))  # at 0 the network is untrained
    epoch, frame = noisy.SEEN[at], shown.compute(samples, 8)
    nn = NeuralNetwork(2, 8, 1, activation="tanh", rng=np.random.default_rng(0))
    data = noisy.X[:samples], noisy.Y[:samples]
    train(nn, *data, learning_rate=0.02, epochs=epoch, update=Adam())
    found = frame["test"][noisy.SHOWN.index(epoch)]
    assert found == pytest.approx(nn.loss(nn.forward(test_set[0]), test_set[1]), rel=6e-4)
    assert frame["maps"][at] == prediction_map.pack(nn.predict(prediction_map.grid()))
    assert (frame["half_x1"][at], frame["half_x2"][at]) == prediction_map.half(nn.predict)


def test_the_clock_stands_at_epochs_of_the_table(shown):
    assert [shown.spec["epoch"][row] for row in shown.spec["rows"]] == list(noisy.SEEN)
    assert shown.sliders[0].values == noisy.SEEN and shown.frame["best"] in shown.spec["rows"]
    assert {len(shown.frame[key]) for key in ("maps", "half_x1", "half_x2")} == {len(noisy.SEEN)}


def test_the_sentence_names_the_lowest_test_loss(shown, draw):
    for samples, hidden in draw.sample(POSITIONS, 8):
        frame = shown.compute(samples, hidden)
        lowest, epoch = re.search(r"lowest, ([\d.]+), at epoch (\d+)\.", frame["sentence"]).groups()
        assert float(lowest) == pytest.approx(min(frame["test"]), rel=6e-3)
        assert frame["test"][noisy.SHOWN.index(int(epoch))] == min(frame["test"])
        assert frame["best"] == noisy.SHOWN.index(int(epoch))


def test_the_test_set_is_none_of_the_training_sets(test_set):
    assert not np.isin(noisy.X, test_set[0]).any()
    np.testing.assert_array_equal(noisy.X_TEST, test_set[0])


def test_the_rule_is_that_of_the_nearest_corner():
    corners, targets = datasets.xor()
    nearest = np.linalg.norm(noisy.X_TEST[:, None] - corners, axis=-1).argmin(axis=1)
    np.testing.assert_array_equal(noisy.by_rule(noisy.X_TEST), targets[nearest])
