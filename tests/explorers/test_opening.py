"""The explorer on the first page, compared with newly trained networks."""

import numpy as np
import pytest

from plainnet import NeuralNetwork, datasets, train
from plainnet.explorers import Opening, opening, prediction_map

X, Y = datasets.xor()


@pytest.fixture(scope="module")
def explorer():
    return Opening()


@pytest.mark.parametrize(("seed", "epoch"), [(0, 0), (0, 400), (5, 2000), (9, 2000)])
def test_a_frame_is_what_training_gives(explorer, seed, epoch):
    nn = NeuralNetwork(2, 2, 1, rng=np.random.default_rng(seed))
    losses = [nn.loss(nn.forward(X), Y)]
    if epoch:
        losses = train(nn, X, Y, learning_rate=1.0, epochs=epoch).loss
    frame = explorer.compute(epoch, seed)
    shown = [e for e in opening.SHOWN if e <= epoch]
    np.testing.assert_allclose(frame["loss"], np.array(losses)[shown], rtol=6e-4)
    y_hat = nn.predict(X).ravel()
    right = (y_hat > 0.5) == (Y.ravel() > 0.5)
    assert frame["answer"] == [
        f"{'✓' if ok else '✗'} {opening.short(value)}"
        for ok, value in zip(right, y_hat, strict=True)
    ]
    assert [frame["roles"][f"answer.{i}"] == "solved" for i in range(4)] == right.tolist()
    assert f"{right.sum()} of 4" in frame["count"] and f"{right.sum()} of 4" in frame["sentence"]
    assert frame["cells"] == prediction_map.pack(nn.predict(prediction_map.grid()))


def test_a_wire_is_as_thick_as_its_weight_is_large(explorer):
    nn = opening.network(2000, 0)
    frame, W1, W2 = explorer.compute(2000, 0), nn.parameters["W1"], nn.parameters["W2"]
    values = {("x1", "h1"): W1[0, 0], ("x1", "h2"): W1[0, 1], ("x2", "h1"): W1[1, 0]}
    values |= {("x2", "h2"): W1[1, 1], ("h1", "y"): W2[0, 0], ("h2", "y"): W2[1, 0]}
    weights = [values[tuple(wire)] for wire in explorer.spec["wires"]]
    assert [bool(sign) for sign in frame["negative"]] == [weight < 0 for weight in weights]
    order = np.argsort(np.abs(weights))
    assert np.diff(np.array(frame["thick"])[order]).min() >= 0
    assert max(frame["thick"]) <= opening.THICKEST


def test_one_start_of_three_is_stuck_and_the_others_are_solved(explorer):
    ends = [explorer.compute(opening.EPOCHS, seed)["outcome"] for seed in opening.SEEDS]
    assert ends == ["✓ solved", "✓ solved", "✗ stuck"]
    assert {explorer.compute(1800, seed)["outcome"] for seed in opening.SEEDS} == {""}


def test_without_javascript_a_page_shows_its_last_frame(explorer):
    assert "after 2,000 epochs" in explorer.alt_text(explorer.frame)
    assert explorer.last() == explorer.compute(2000, 0)
