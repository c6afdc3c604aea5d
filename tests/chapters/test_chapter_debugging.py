"""What the page *When it does not learn* says: any network in plain NumPy can be judged."""

import re

import numpy as np
import pytest
import ten_digits
from from_chapter import functions
from ten_digits import IMAGES, LABELS, TARGETS, share_right

from plainnet import Ensemble, NeuralNetwork, datasets, train
from plainnet.activations import sigmoid
from plainnet.exercises import check_own

GROUNDS = [f"cells chapters/{page}.ipynb" for page in ("debugging", "forward_backward", "xor")]
pytestmark = pytest.mark.rests_on("code", *GROUNDS)

X, y = datasets.xor()
twin = NeuralNetwork(2, 3, 1, init="normal", rng=np.random.default_rng(0))
(forward,) = functions("xor", "forward", X=X)
(backward,) = functions("forward_backward", "backward", X=X, y=y)


def in_line(nn):
    return np.concatenate([value.ravel() for value in nn.parameters.values()])


def taken_apart(slopes):
    W1, b1, W2 = slopes[0:6].reshape(2, 3), slopes[6:9], slopes[9:12].reshape(3, 1)
    return [W1, b1, W2, slopes[12:13]]


theta = in_line(twin)


def test_the_readers_first_network_is_judged_in_one_long_array():
    assert np.allclose(forward(theta), twin.predict(X), atol=1e-15)
    report = check_own(lambda theta, X: forward(theta), lambda t, X, y: backward(t), theta, X, y)
    assert report and str(report) == "Right:\ntheta  right"


def test_a_sum_in_place_of_the_mean_is_a_fixed_multiple():
    def summed(theta, X, y):
        return 4 * backward(theta)

    report = check_own(lambda theta, X: forward(theta), summed, theta, X, y)
    expected, got = map(float, re.findall(r"(?:expected|got) ([-+.\de]+)", str(report)))
    assert np.isclose(got, 4 * expected, rtol=1e-3)


def test_names_rows_and_transposed_weights_of_ones_own():
    """A dictionary with other names; biases as rows; a first weight of shape (units, inputs)."""

    def answers(theta, X):
        return sigmoid(sigmoid(X @ theta["V"].T + theta["c"]) @ theta["w"] + theta["d"])

    def own(theta, X, y):
        A = sigmoid(X @ theta["V"].T + theta["c"])
        delta = (answers(theta, X) - y) / len(X)
        back = delta @ theta["w"].T * A * (1 - A)
        rows = {"c": back.sum(axis=0, keepdims=True), "d": delta.sum(axis=0, keepdims=True)}
        return {"V": back.T @ X, "w": A.T @ delta, **rows}

    W1, b1, W2, b2 = taken_apart(theta)
    assert check_own(answers, own, {"V": W1.T, "c": b1, "w": W2, "d": b2}, X, y)


@pytest.mark.parametrize("activation", ["sigmoid", "tanh"])
def test_weights_from_minus_1_to_1_learn_xor_and_much_smaller_ones_hardly_move(activation):
    """Near 0, slopes are tiny, although no |Z| is large; larger weights learn."""
    settings = {"seeds": range(300), "activation": activation}
    for init, scale, count in (("uniform", 1, 300), ("normal", 0.01, 0), ("normal", 1, 300)):
        many = Ensemble(2, 8, 1, init=init, **settings)
        for value in many.parameters.values():
            value *= scale
        if scale == 0.01:
            nn = many.network(0)
            record = nn.forward(X)
            assert np.abs(record.Z[0]).max() < 0.1
            assert np.abs(nn.backward(record, y)["W1"]).max() < 1e-4
        run = many.train(X, y, learning_rate=1.0, epochs=2000)
        assert (run.outcome == "solved").sum() == count


@pytest.mark.parametrize("targets", [[0, 1, 0, 1], [0, 0, 1, 1], [1, 0, 0, 1]])
def test_permuted_targets_of_xor_are_learned_as_well(targets):
    settings = {"learning_rate": 1.0, "epochs": 2000}
    right, permuted = (
        Ensemble(2, 8, 1, seeds=range(20)).train(X, t, **settings).loss[-1]
        for t in (y, np.array(targets)[:, None])
    )
    assert permuted.max() < 1.2 * right.max() < 0.01


def test_in_few_epochs_all_digits_tell_permuted_targets_and_are_not_learned_by_heart():
    """Training reads 98 % of its own digits in 100 epochs, and a fifth if shuffled apart."""
    (images, digits), new, _ = ten_digits.split()
    rng = np.random.default_rng(0)
    losses, right = [], []
    for t in (digits, rng.permutation(digits)):
        nn = ten_digits.network(32, 0, activation="tanh", init="xavier")
        losses.append(train(nn, images, t, learning_rate=1.0, epochs=100).loss[-1])
        for some, their in ((images, t), (new[0], new[1]), (new[0], rng.permutation(new[1]))):
            right.append(share_right(nn, some, their))
    assert losses[0] < 0.2 and losses[1] > 2
    good, on_new, new_apart, apart, new_of_apart, _ = right
    assert min(good, on_new) > 0.94 and apart < 0.3
    assert max(new_apart, new_of_apart) < 0.2


TEN = ("relu", "he", 0.1), ("sigmoid", "uniform", 0.3)


@pytest.mark.parametrize(("activation", "init", "rate"), TEN)
def test_ten_digits_are_learned_by_heart_in_2000_steps_and_not_in_20(activation, init, rate):
    right = {20: 0, 2000: 0}
    for seed in range(5):
        rng = np.random.default_rng(seed)
        rows = [rng.choice(np.flatnonzero(digit == LABELS)) for digit in range(10)]
        ten = IMAGES[rows], TARGETS[rows]
        for epochs in right:
            nn = ten_digits.network(32, seed, activation=activation, init=init)
            run = train(nn, *ten, learning_rate=rate, epochs=epochs)
            right[epochs] += share_right(nn, *ten) == 1
        assert run.loss[-1] < 0.01
    assert right[20] < 4 and right[2000] == 5


def test_in_float32_a_right_slope_misses_by_a_tenth():
    kinds = {"activation": "tanh", "output": "softmax"}
    missed = {}
    for kind in (np.float64, np.float32):
        nn = NeuralNetwork(4, 8, 3, **kinds, rng=np.random.default_rng(0))
        W, _, V, _ = (value.astype(kind) for value in nn.parameters.values())
        A, t = np.random.default_rng(1).normal(size=(30, 4)).astype(kind), np.eye(3, dtype=kind)
        t = t[np.arange(30) % 3]

        def loss(W, A=A, V=V, t=t):
            Z = np.tanh(A @ W) @ V
            Z = Z - Z.max(axis=1, keepdims=True)
            return -((Z - np.log(np.exp(Z).sum(axis=1, keepdims=True))) * t).sum(axis=1).mean()

        H = np.tanh(A @ W)
        p = np.exp(H @ V)
        p /= p.sum(axis=1, keepdims=True)
        right = A.T @ ((p - t) / kind(30) @ V.T * (1 - H * H))
        assert right.dtype == loss(W).dtype == kind
        off = []
        for i in np.ndindex(W.shape):
            up, down = W.copy(), W.copy()
            up[i] += 1e-5
            down[i] -= 1e-5
            slope = (float(loss(up)) - float(loss(down))) / 2e-5
            off.append(abs(slope / right[i] - 1))
        missed[kind] = np.median(off)
    assert missed[np.float64] < 1e-6 and 0.05 < missed[np.float32] < 0.3


def test_wide_starts_begin_up_to_half_above_ln_10_and_standardised_pixels_reach_40():
    deviation = IMAGES.std(axis=0)
    standard = (IMAGES - IMAGES.mean(axis=0)) / np.where(deviation == 0, 1, deviation)
    assert standard.max() > 40 and 0.99 < (np.abs(standard) < 5).mean() < 1
    starts = [ten_digits.network(32, seed) for seed in range(20)]
    losses = [nn.loss(nn.forward(standard), TARGETS) / np.log(10) for nn in starts]
    assert min(losses) > 1.1 and 1.4 < max(losses) < 1.5


@pytest.mark.parametrize("activation", ["sigmoid", "tanh", "relu"])
def test_64_units_with_weights_from_minus_1_to_1_begin_at_twice_ln_10_or_more(activation):
    kinds = {"activation": activation, "init": "uniform"}
    starts = [ten_digits.network(64, seed, **kinds) for seed in range(20)]
    losses = [nn.loss(nn.forward(IMAGES), TARGETS) / np.log(10) for nn in starts]
    assert np.median(losses) > 2 and min(losses) > 1.4


def test_with_relus_and_biases_of_0_a_nudge_of_a_bias_is_off():
    """The pattern (0, 0) then stands at the kink; with other biases, all entries are right."""
    nn = NeuralNetwork(2, 3, 1, activation="relu", init="he", rng=np.random.default_rng(0))
    (nudged,) = functions("debugging", "nudged")
    for bias in (0.0, 0.1):
        nn.parameters["b1"][:] = bias
        right = nn.backward(nn.forward(X), y)["b1"]
        slopes = [
            nudged(lambda: nn.loss(nn.forward(X), y), nn.parameters["b1"], i) for i in range(3)
        ]
        assert np.allclose(slopes, right, rtol=1e-6) == (bias > 0)
