"""The explorer on the first page, compared with newly trained networks."""

import numpy as np
from each import each

from plainnet import NeuralNetwork, datasets, train
from plainnet.explorers import opening, prediction_map

X, Y = datasets.xor()


@each(
    ("seed", "epoch", "rate"),
    [(0, 0, 1.0), (0, 400, 1.0), (5, 2000, 1.0), (9, 2000, 1.0), (0, 100, 30.0), (5, 2000, 0.1)],
)
def test_a_frame_is_what_training_gives(shown, seed, epoch, rate):
    nn = NeuralNetwork(2, 2, 1, rng=np.random.default_rng(seed))
    losses = [nn.loss(nn.forward(X), Y)]
    if epoch:
        losses = train(nn, X, Y, learning_rate=rate, epochs=epoch).loss
    frame = shown.compute(epoch, rate, seed)
    epochs = [e for e in opening.SHOWN if e <= epoch]
    np.testing.assert_allclose(frame["loss"], np.array(losses)[epochs], rtol=6e-4)
    y_hat = nn.predict(X).ravel()
    right = (y_hat > 0.5) == (Y.ravel() > 0.5)
    assert frame["answer"] == [
        f"{'✓' if ok else '✗'} {opening.short(value)}"
        for ok, value in zip(right, y_hat, strict=True)
    ]
    assert [frame["roles"][f"answer.{i}"] == "solved" for i in range(4)] == right.tolist()
    assert f"{right.sum()} of 4" in frame["count"] and f"{right.sum()} of 4" in frame["sentence"]
    assert frame["cells"] == prediction_map.pack(nn.predict(prediction_map.grid()))


def test_a_wire_is_as_thick_as_its_weight_is_large(shown):
    nn = opening.network(2000, 0)
    frame, W1, W2 = shown.compute(2000, 1.0, 0), nn.parameters["W1"], nn.parameters["W2"]
    values = {("x1", "h1"): W1[0, 0], ("x1", "h2"): W1[0, 1], ("x2", "h1"): W1[1, 0]}
    values |= {("x2", "h2"): W1[1, 1], ("h1", "y"): W2[0, 0], ("h2", "y"): W2[1, 0]}
    weights = [values[tuple(wire)] for wire in shown.spec["wires"]]
    assert [bool(sign) for sign in frame["negative"]] == [weight < 0 for weight in weights]
    order = np.argsort(np.abs(weights))
    assert np.diff(np.array(frame["thick"])[order]).min() >= 0
    assert max(frame["thick"]) <= opening.THICKEST


def ends(shown, rate):
    return [shown.compute(opening.EPOCHS, rate, seed)["outcome"] for seed in opening.SEEDS]


def test_one_start_of_three_is_stuck_and_rates_decide_too(shown):
    assert ends(shown, 1.0) == ["✓ solved", "✓ solved", "✗ stuck"]
    assert ends(shown, 0.1) == ["… too slow"] * 3
    assert ends(shown, 30.0) == ["✗ overshoots"] * 3
    assert {shown.compute(1600, 1.0, seed)["outcome"] for seed in opening.SEEDS} == {""}


def test_what_looks_stuck_at_a_small_rate_is_solved_later():
    """After 2,000 epochs, `train` calls this run stuck; the explorer asks it for longer."""
    assert opening.history(5, 0.1).outcome == "stuck"
    assert opening.outcome(5, 0.1) == "still learning"
    nn = NeuralNetwork(2, 2, 1, rng=np.random.default_rng(5))
    assert train(nn, X, Y, learning_rate=0.1, epochs=20_000).outcome == "solved"
