"""Ten digits: each frame shows a network that `train` produces with the chapter's settings."""

import math
import re

import numpy as np
import pytest
from each import each

from plainnet import NeuralNetwork, WeightDecay, datasets, train
from plainnet.explorers import digits
from plainnet.sweeps import ALL
from plainnet.sweeps.digits_sweep import LOUDNESS, NO_UNIT, DigitsSweep

SWEEP = digits.SWEEP
STABLE = 0.3  # up to this rate, results do not depend on the processor
CALM = [cell for cell in SWEEP.cells if cell[1] <= STABLE]


@pytest.fixture(scope="module")
def data():
    X, labels = datasets.digits()
    return datasets.split(X, datasets.one_hot(labels), rng=np.random.default_rng(0))


def frame_at(shown, cell, image):
    hidden, learning_rate, decay = cell
    return shown.compute(learning_rate, hidden, decay, image)


def image_of(shown, cells):
    """The numbers that a map encodes, the top row first."""
    return [shown.spec["paper"]["letters"].index(cell) for cell in digits.flipped(cells)]


@pytest.mark.parametrize("number", range(3))
def test_a_frame_is_what_training_gives(shown, data, draw, number):
    hidden, learning_rate, decay = cell = draw.choice(CALM)
    image, frame = draw.randrange(10), None
    settings = {"activation": "relu", "init": "he", "output": "softmax"}
    nn = NeuralNetwork(64, hidden, 10, **settings, rng=np.random.default_rng(1))
    training, (X, y), _ = data
    at = draw.randrange(1, len(SWEEP.seen))
    history = train(
        nn,
        *training,
        learning_rate=learning_rate,
        epochs=100,
        batch_size=32,
        rng=np.random.default_rng(1),
        update=WeightDecay(decay),
        validation=(X, y),
        snapshots=[SWEEP.seen[at]],
    )
    frame, epochs = frame_at(shown, cell, image), shown.spec["epoch"]
    np.testing.assert_allclose(frame["train"], history.loss[epochs], rtol=6e-4)
    np.testing.assert_allclose(frame["validation"], history.validation_loss[epochs], rtol=6e-4)
    right = (nn.predict(X).argmax(axis=1) == y.argmax(axis=1)).mean()
    assert f"{100 * right:.1f} % of 360 images are right" in frame["sentence"]

    place = SWEEP.images[image]
    assert y[place].argmax() == image
    assert image_of(shown, frame["pixels"]) == (16 * X[place]).tolist()
    nn.parameters = history.snapshots[SWEEP.seen[at]]
    record = nn.forward(X[[place]])
    np.testing.assert_allclose(frame["answers"][at], 1000 * record.y_hat[0], atol=0.51)
    answer = record.y_hat[0].argmax()
    assert frame["answer"][at].endswith(f" {answer}")
    assert frame["verdict"][at] == ("right" if answer == image else f"wrong: it is {image}")
    heard = record.A[1][0] / max(record.A[1].max(), 1e-300)
    side = math.ceil(math.sqrt(hidden))
    cells = digits.flipped(frame["units"][at], side)
    assert cells[hidden:] == NO_UNIT * (side**2 - hidden)
    levels = np.array([LOUDNESS.index(cell) for cell in cells[:hidden]])
    assert (levels - 15 * heard < 1 + 1e-9).all() and (levels - 15 * heard > -1e-9).all()
    assert frame["active"][at] == f"{(heard > 0).sum()} of {hidden} active"


def test_the_images_are_of_the_validation_set_and_one_for_each_digit(shown, data):
    _, (_, y), _ = data
    assert [y[place].argmax() for place in SWEEP.images] == list(range(10))
    assert len({shown.compute(0.3, 8, 0.0, image)["pixels"] for image in range(10)}) == 10


def test_the_clock_stands_at_epochs_of_the_table(shown):
    assert [shown.spec["epoch"][row] for row in shown.spec["rows"]] == list(SWEEP.seen)
    assert {len(shown.frame[key]) for key in ("units", "answers", "answer")} == {len(SWEEP.seen)}


def test_the_ring_and_the_sentence_name_the_lowest_validation_loss_drawn(shown, draw):
    for cell in draw.sample(SWEEP.cells, 12):
        frame = frame_at(shown, cell, 0)
        told = re.search(r"drawn is ([\d.]+), after epoch (\d+)\.", frame["sentence"])
        lowest, epoch = told.groups()
        assert frame["best"] == min(frame["validation"]) == pytest.approx(float(lowest), rel=6e-3)
        assert frame["best_epoch"] == int(epoch)
        assert frame["validation"][shown.spec["epoch"].index(int(epoch))] == frame["best"]


@each("key", ["hidden", "learning_rates", "decays", "shown", "seen", "images"])
def test_the_key_depends_on_every_setting(key):
    settings = vars(SWEEP) | {key: vars(SWEEP)[key][:-1]}
    assert DigitsSweep(**settings).key() != SWEEP.key()


def test_without_scikit_learn_its_sweep_says_how_to_get_it(monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(ImportError, match=r"^scikit-learn is missing: `pip install "):
        ALL["digits_scikit_learn"].run()


def test_kept_runs_are_read_as_they_were_saved(tmp_path, monkeypatch):
    result = SWEEP.load_result()
    monkeypatch.setattr("plainnet.lab.kept.RESULTS", tmp_path)
    SWEEP.save_result(result)
    assert SWEEP.load_result() == result
