"""The network: shapes, the forward pass against a formula by hand, what backward leaves alone."""

import copy
import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plainnet import NeuralNetwork, datasets, train

X, y = datasets.xor()


def network(*sizes, seed=0, **options):
    return NeuralNetwork(*sizes, rng=np.random.default_rng(seed), **options)


def shapes(arrays):
    return {name: value.shape for name, value in arrays.items()}


@pytest.mark.parametrize(
    ("sizes", "count"), [((2, 2, 1), 9), ((2, 3, 1), 13), ((2, 1), 3), ((3, 5, 4, 2), 54)]
)
def test_each_layer_has_weights_and_biases_which_are_counted(sizes, count):
    nn, expected = network(*sizes), {}
    for layer, (n_in, n_out) in enumerate(itertools.pairwise(sizes), 1):
        expected |= {f"W{layer}": (n_in, n_out), f"b{layer}": (n_out,)}
    assert shapes(nn.parameters) == expected and list(nn.parameters) == list(expected)
    assert (nn.sizes, nn.parameter_count) == (sizes, count)


def test_without_biases_there_are_none_and_they_count_as_zero():
    nn, same = network(2, 2, 1, bias=False), network(2, 2, 1)
    assert shapes(nn.parameters) == {"W1": (2, 2), "W2": (2, 1)}
    assert nn.parameter_count == 6
    np.testing.assert_array_equal(nn.predict(X), same.predict(X))  # xavier: biases are 0


@given(seed=st.integers(0, 2**32))
def test_forward_equals_the_formula_written_by_hand(seed):
    nn = network(2, 2, 1, seed=seed, init="uniform", activation="tanh")
    (w11, w12), (w21, w22) = nn.parameters["W1"].tolist()
    (b1, b2), ((v1,), (v2,)) = nn.parameters["b1"].tolist(), nn.parameters["W2"].tolist()
    (c,) = nn.parameters["b2"].tolist()
    for (x1, x2), (predicted,) in zip(X, nn.predict(X), strict=True):
        h1, h2 = math.tanh(x1 * w11 + x2 * w21 + b1), math.tanh(x1 * w12 + x2 * w22 + b2)
        assert predicted == pytest.approx(1 / (1 + math.exp(-(h1 * v1 + h2 * v2 + c))), rel=1e-12)


def test_the_record_holds_every_pre_activation_and_activation():
    nn = network(2, 3, 3, 1, activation="relu", init="uniform")
    record = nn.forward(X)
    assert [Z.shape for Z in record.Z] == [(4, 3), (4, 3), (4, 1)]
    assert [A.shape for A in record.A] == [(4, 2), (4, 3), (4, 3), (4, 1)]
    np.testing.assert_array_equal(record.A[0], X)
    np.testing.assert_array_equal(record.A[1], np.maximum(0, record.Z[0]))
    np.testing.assert_allclose(record.A[3], 1 / (1 + np.exp(-record.Z[2])))
    for layer in (1, 2, 3):
        affine = record.A[layer - 1] @ nn.parameters[f"W{layer}"] + nn.parameters[f"b{layer}"]
        np.testing.assert_allclose(record.Z[layer - 1], affine)


@pytest.mark.parametrize("loss", ["mse", "cross_entropy"])
def test_the_loss_is_a_float_of_prediction_and_targets(loss):
    nn = network(2, 2, 1, loss=loss)
    record = nn.forward(X)
    y_hat = record.y_hat
    expected = {
        "mse": np.mean((y_hat - y) ** 2),
        "cross_entropy": -np.mean(np.log(np.where(y == 1, y_hat, 1 - y_hat))),
    }
    assert isinstance(nn.loss(record, y), float)
    assert nn.loss(record, y) == pytest.approx(expected[loss], rel=1e-12)


@pytest.mark.parametrize("bias", [True, False])
def test_backward_returns_the_shapes_of_the_parameters_and_changes_nothing(bias):
    nn = network(2, 3, 2, 1, init="uniform", bias=bias)
    before, record = copy.deepcopy(nn.parameters), nn.forward(X)
    kept, targets = copy.deepcopy(record), y.copy()
    gradients = nn.backward(record, targets)
    assert list(gradients) == list(nn.parameters)
    assert shapes(gradients) == shapes(nn.parameters)
    np.testing.assert_array_equal(targets, y)
    for name, value in before.items():
        np.testing.assert_array_equal(nn.parameters[name], value)
    for now, then in zip(record.Z + record.A, kept.Z + kept.A, strict=True):
        np.testing.assert_array_equal(now, then)


def test_without_a_generator_each_network_is_another_one():
    assert not np.array_equal(NeuralNetwork(2, 2, 1).predict(X), NeuralNetwork(2, 2, 1).predict(X))


def test_integers_and_lists_are_good_inputs():
    nn = network(2, 2, 1)
    np.testing.assert_array_equal(nn.predict([[0, 0], [0, 1], [1, 0], [1, 1]]), nn.predict(X))
    assert nn.loss(nn.forward(X), [[0], [1], [1], [0]]) == nn.loss(nn.forward(X), y)


def test_the_defaults_are_sigmoid_cross_entropy_and_xavier():
    same = network(
        2, 2, 1, activation="sigmoid", output="sigmoid", loss="cross_entropy", init="xavier"
    )
    np.testing.assert_array_equal(network(2, 2, 1).predict(X), same.predict(X))
    assert network(2, 2, 1).loss(same.forward(X), y) == same.loss(same.forward(X), y)


def test_a_network_shows_its_sizes_and_names_in_one_line():
    nn = network(2, 3, 1, activation="tanh")
    assert repr(nn) == "NeuralNetwork(2, 3, 1): tanh, sigmoid, cross_entropy"


@pytest.mark.parametrize("kind", [int, np.float32, np.int8])
def test_parameters_that_are_not_float64_are_converted_when_first_used(kind):
    nn = network(2, 2, 1)
    nn.parameters = {name: np.ones(shape, kind) for name, shape in nn.shapes.items()}
    same = network(2, 2, 1)
    same.parameters = {name: np.ones(shape) for name, shape in nn.shapes.items()}
    np.testing.assert_array_equal(nn.predict(X), same.predict(X))
    for value in nn.parameters.values():
        assert value.dtype == float


def test_parameters_that_cannot_be_changed_are_copied_before_training():
    nn = network(2, 2, 1)
    start = nn.parameters["W1"]
    start.flags.writeable = False
    before = start.copy()
    train(nn, X, y, learning_rate=1, epochs=1)
    np.testing.assert_array_equal(start, before)
    assert (nn.parameters["W1"] != before).all()


def test_if_one_parameter_cannot_be_converted_all_stay_as_they_are():
    nn = network(2, 2, 1)
    nn.parameters = {name: np.ones(shape, int) for name, shape in nn.shapes.items()}
    nn.parameters["b2"] = np.array(["b"])
    with pytest.raises(ValueError, match=r"^b2: expected numbers; got "):
        nn.predict(X)
    assert nn.parameters["W1"].dtype == int
