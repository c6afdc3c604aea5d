"""The training film: each frame shows the network that `train` returns at that epoch."""

import itertools

import numpy as np
import pytest
from each import each

from plainnet import NeuralNetwork, datasets, train
from plainnet.explorers import prediction_map
from plainnet.explorers import training_film as film
from plainnet.explorers.training_film import runs

X, Y = datasets.xor()


def trained(epoch, seed):
    """A network and its losses after this many epochs, trained without snapshots."""
    nn = NeuralNetwork(2, 2, 1, rng=np.random.default_rng(seed))
    if epoch:
        return nn, train(nn, X, Y, learning_rate=1.0, epochs=epoch).loss
    return nn, np.array([nn.loss(nn.forward(X), Y)])


@each(("epoch", "seed"), [(0, 0), (0, 9), (25, 5), (375, 0), (550, 5), (2000, 0), (2000, 9)])
def test_a_frame_is_the_network_that_training_so_long_gives(shown, epoch, seed):
    nn, loss = trained(epoch, seed)
    side, other = ("left", "right") if seed else ("right", "left")
    frame, record = shown.compute(epoch, **{side: seed, other: 5}), nn.forward(X)
    hidden = np.column_stack([frame[f"{side}_h1"], frame[f"{side}_h2"]])
    np.testing.assert_allclose(hidden, record.A[1], rtol=6e-3)
    np.testing.assert_allclose(frame[f"{side}_answer"], record.y_hat.ravel(), rtol=6e-3)
    right = ((record.y_hat > 0.5) == (Y > 0.5)).sum()
    text = f"Start {seed}: loss {loss[-1]:.3g}, {right} of 4 right"
    assert text in frame["sentence"] and frame["sentence"].startswith(f"Epoch {epoch:,}. Start")
    now = {key.removeprefix(f"{side}_"): frame[key] for key in frame if key.startswith(side)}
    assert frame["moment"] == film.SHOWN.index(epoch)
    epochs = [one for one in film.SHOWN if one <= epoch]
    np.testing.assert_allclose(now["loss"], loss[epochs], rtol=6e-3)
    assert now["count"] == f"{right} of 4 right" and now["label"] == f"Start {seed}"
    weights = np.concatenate([nn.parameters[name].ravel() for name in ("W1", "W2")])
    signs = 1 - 2 * np.array(frame["negative"]).reshape(2, 6)[int(side == "right")]
    drawn = (
        (np.array(frame["thick"]).reshape(2, 6)[int(side == "right")] - 0.6) / runs.THICK * signs
    )
    np.testing.assert_allclose(drawn, weights, rtol=6e-3, atol=0.01)
    check_map(nn, now)
    assert len(set(now["grid"])) > 1 or epoch == 0


def check_map(nn, now):
    """Check that the cells show the predictions of ``nn``, which are one half on the line."""
    cells = nn.predict(prediction_map.grid()).ravel() * 90
    levels = prediction_map.levels(now["grid"])
    assert levels.shape == cells.shape
    assert (levels <= cells + 1e-9).all() and (cells < levels + 1 + 1e-9).all()
    places = zip(now["half_x"], now["half_y"], strict=True)
    half = [place for place in places if place[0] is not None]
    assert bool(half) == bool(cells.min() < 45 < cells.max())
    if half:
        np.testing.assert_allclose(nn.predict(half), 0.5, atol=0.02)


def test_the_frames_are_dense_where_patterns_move(shown):
    assert len(film.SHOWN) == 41 and film.SHOWN[0] == 0 and film.SHOWN[-1] == film.EPOCHS
    for seed in film.SEEDS:
        hidden = [film.network(epoch, seed).forward(X).A[1] for epoch in film.SHOWN]
        moves = np.linalg.norm(np.diff(hidden, axis=0), axis=-1)
        assert moves.max() < 0.2


@pytest.mark.parametrize("seed", film.SEEDS)
def test_on_the_line_the_output_answers_one_half_and_on_the_ramp_what_its_colours_say(shown, seed):
    lines = 0
    for epoch in film.SHOWN[::4]:
        now, nn = shown.compute(epoch, seed, 5), film.network(epoch, seed)
        top = NeuralNetwork(2, 1)
        top.parameters = {"W1": nn.parameters["W2"], "b1": nn.parameters["b2"]}
        line = np.column_stack([now["left_line_x"], now["left_line_y"]]).reshape(-1, 2)
        assert ((line >= runs.EDGES[0]) & (line <= runs.EDGES[1])).all()
        if len(line):
            lines += 1
            np.testing.assert_allclose(top.predict(line), 0.5, atol=2e-3)
        ends = np.column_stack([now["left_ramp_x"], now["left_ramp_y"]])
        z = ends @ nn.parameters["W2"] + nn.parameters["b2"]
        np.testing.assert_allclose(z.ravel(), [-6, 6], atol=0.15)
    assert lines >= 8


def test_the_line_between_the_closest_patterns_is_as_long_as_the_text_says(shown):
    for seed, epoch in itertools.product(film.SEEDS, film.SHOWN[::5]):
        frame = shown.compute(epoch, 5, seed)
        xs, ys = frame["right_close_x"], frame["right_close_y"]
        distance = float(frame["right_distance"].removesuffix(" apart"))
        assert np.hypot(xs[1] - xs[0], ys[1] - ys[0]) == pytest.approx(distance, abs=2e-3)
        assert f" {distance:.3f} apart." in frame["sentence"]
        places = list(zip(frame["right_h1"], frame["right_h2"], strict=True))
        targets = [film.TARGETS[places.index(place)] for place in zip(xs, ys, strict=True)]
        assert sorted(targets) == [0, 1]


def test_the_closest_patterns_with_different_targets_are_found():
    hidden = np.array([[0.0, 0.0], [1.0, 1.0], [0.0, 0.5], [0.0, 0.01]])
    assert film.closest(hidden) == (2, 3, pytest.approx(0.49))
    assert film.closest(hidden[::-1])[2] == pytest.approx(0.49)
