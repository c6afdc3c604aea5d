"""The update rule and the loop around it: by hand, bit for bit, and as published."""

import copy

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plainnet import OUTCOMES, NeuralNetwork, datasets, descend, train

X, y = datasets.xor()


def network(*sizes, seed=0, **options):
    options = {"init": "uniform", **options}
    return NeuralNetwork(*(sizes or (2, 2, 1)), rng=np.random.default_rng(seed), **options)


def equal(one, two):
    for name, value in one.items():
        np.testing.assert_array_equal(value, two[name])


def moved_by_hand(nn, X, y, learning_rate):
    gradients = nn.backward(nn.forward(X), y)
    return {name: value - learning_rate * gradients[name] for name, value in nn.parameters.items()}


@given(seed=st.integers(0, 10_000), learning_rate=st.floats(1e-3, 30))
def test_one_epoch_is_one_step_of_the_rule(seed, learning_rate):
    nn = network(seed=seed)
    expected = moved_by_hand(nn, X, y, learning_rate)
    train(nn, X, y, learning_rate=learning_rate, epochs=1)
    equal(nn.parameters, expected)


def test_descend_moves_in_place_and_only_what_it_is_given():
    nn = network()
    before = copy.deepcopy(nn.parameters)
    W1 = nn.parameters["W1"]
    descend(nn, {"W1": np.ones((2, 2))}, 0.25)
    assert nn.parameters["W1"] is W1
    equal(nn.parameters, before | {"W1": before["W1"] - 0.25})


def test_batch_size_1_makes_an_update_for_each_pattern_in_order():
    nn = network()
    by_hand = copy.deepcopy(nn)
    history = train(nn, X, y, learning_rate=0.5, epochs=2, batch_size=1)
    for i in (0, 1, 2, 3) * 2:
        by_hand.parameters = moved_by_hand(by_hand, X[i : i + 1], y[i : i + 1], 0.5)
    equal(nn.parameters, by_hand.parameters)
    assert history.loss[-1] == by_hand.loss(by_hand.forward(X), y)
    assert len(history.loss) == 3


@pytest.mark.parametrize("batch_size", [None, 1])
def test_the_history_starts_with_the_loss_of_the_start_and_ends_with_that_of_the_end(batch_size):
    nn = network()
    start = nn.loss(nn.forward(X), y)
    history = train(nn, X, y, learning_rate=1, epochs=20, batch_size=batch_size)
    assert history.loss[0] == start
    assert history.loss[-1] == nn.loss(nn.forward(X), y)
    assert history.loss.shape == (21,)
    assert history.outcome in OUTCOMES


def test_training_goes_on_where_it_stopped():
    whole, parts = network(), network()
    history = train(whole, X, y, learning_rate=1, epochs=30)
    first = train(parts, X, y, learning_rate=1, epochs=10)
    second = train(parts, X, y, learning_rate=1, epochs=20)
    np.testing.assert_array_equal(history.loss, [*first.loss, *second.loss[1:]])
    equal(whole.parameters, parts.parameters)


def test_snapshots_are_copies_of_the_parameters_after_these_epochs():
    nn = network()
    start = copy.deepcopy(nn.parameters)
    history = train(nn, X, y, learning_rate=1, epochs=10, snapshots=(0, 3, 10))
    assert list(history.snapshots) == [0, 3, 10]
    equal(history.snapshots[0], start)
    equal(history.snapshots[10], nn.parameters)
    again = network()
    train(again, X, y, learning_rate=1, epochs=3)
    equal(history.snapshots[3], again.parameters)
    nn.parameters["W1"][:] = 99
    assert not (history.snapshots[10]["W1"] == 99).any()


def test_without_asking_there_are_no_snapshots():
    assert train(network(), X, y, learning_rate=1, epochs=3).snapshots == {}


@pytest.mark.parametrize("batch_size", [None, 1])
def test_a_diverging_run_stops_early_without_a_warning(batch_size):
    nn = network(activation="identity", output="identity", loss="mse")
    history = train(nn, X, y, learning_rate=100, epochs=1000, batch_size=batch_size)
    assert history.outcome == "diverged"
    assert len(history.loss) < 1001
    assert np.isfinite(history.loss[:-1]).all()
    assert not np.isfinite(history.loss[-1])


def test_training_prints_nothing(capsys):
    train(network(), X, y, learning_rate=1, epochs=50)
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("batch_size", [None, 1])
def test_the_same_seed_gives_the_same_run_bit_for_bit(batch_size):
    options = {"learning_rate": 3, "epochs": 300, "batch_size": batch_size}
    one, two = network(seed=5), network(seed=5)
    np.testing.assert_array_equal(
        train(one, X, y, **options).loss, train(two, X, y, **options).loss
    )
    equal(one.parameters, two.parameters)


def test_training_leaves_the_data_alone():
    inputs, targets = X.copy(), y.copy()
    train(network(), inputs, targets, learning_rate=1, epochs=5, batch_size=1)
    np.testing.assert_array_equal(inputs, X)
    np.testing.assert_array_equal(targets, y)


def test_a_good_run_solves_xor():
    nn = network(2, 8, 1, activation="tanh")
    history = train(nn, X, y, learning_rate=1, epochs=1000)
    assert history.outcome == "solved"
    np.testing.assert_array_equal(nn.predict(X) > 0.5, y == 1)


def test_mazurs_worked_example_to_nine_digits():
    nn = NeuralNetwork(2, 2, 2, loss="mse")
    nn.parameters |= {
        "W1": np.array([[0.15, 0.25], [0.20, 0.30]]),
        "b1": np.array([0.35, 0.35]),
        "W2": np.array([[0.40, 0.50], [0.45, 0.55]]),
        "b2": np.array([0.60, 0.60]),
    }
    x, target = [[0.05, 0.10]], [[0.01, 0.99]]
    np.testing.assert_allclose(nn.predict(x), [[0.75136507, 0.772928465]], atol=5e-10)
    history = train(nn, x, target, learning_rate=0.5, epochs=1)
    assert history.loss[0] == pytest.approx(0.298371109, abs=5e-10)  # ½ and 2 outputs: the same
    published = {  # he keeps the biases, so only the weights; a row holds what enters one unit
        "W1": [[0.149780716, 0.19956143], [0.24975114, 0.29950229]],
        "W2": [[0.35891648, 0.408666186], [0.511301270, 0.561370121]],
    }
    for name, weights in published.items():
        np.testing.assert_allclose(nn.parameters[name].T, weights, atol=5e-9)
