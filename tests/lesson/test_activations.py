"""Each activation against its formula, each derivative against central differences."""

import math
import pickle

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from plainnet import NeuralNetwork
from plainnet.activations import (
    ACTIVATIONS,
    OUTPUTS,
    sigmoid,
    sigmoid_derivative,
    softmax,
    softmax_derivative,
)

H = 1e-5
each_activation = pytest.mark.parametrize("g", ACTIVATIONS.values(), ids=ACTIVATIONS)
arrays = hnp.arrays(float, hnp.array_shapes(max_dims=3), elements=st.floats(-10, 10))


def textbook_sigmoid(z):
    return 1 / (1 + math.exp(-z)) if z >= 0 else math.exp(z) / (1 + math.exp(z))


@given(st.floats(-700, 700))
def test_sigmoid_equals_the_textbook_formula(z):
    assert sigmoid(z) == pytest.approx(textbook_sigmoid(z), abs=3e-16)


@pytest.mark.parametrize("z", [1000.0, 1e308, np.inf])
def test_sigmoid_saturates_without_a_warning(z):
    assert sigmoid(z) == 1.0
    assert sigmoid(-z) == 0.0
    assert sigmoid_derivative(z) == sigmoid_derivative(-z) == 0.0


@given(arrays)
def test_sigmoid_stays_between_0_and_1_and_mirrors_itself(z):
    assert ((sigmoid(z) > 0) & (sigmoid(z) < 1)).all()
    np.testing.assert_allclose(sigmoid(-z), 1 - sigmoid(z), atol=3e-16)


@pytest.mark.parametrize(
    ("name", "reference"),
    [
        ("sigmoid", textbook_sigmoid),
        ("tanh", math.tanh),
        ("relu", lambda z: max(0.0, z)),
        ("identity", lambda z: z),
    ],
)
def test_the_table_holds_the_functions_it_names(name, reference):
    z = np.linspace(-5, 5, 21)
    expected = [reference(value) for value in z]
    np.testing.assert_allclose(ACTIVATIONS[name].function(z), expected, atol=1e-15)


@each_activation
@given(z=arrays)
def test_every_derivative_equals_central_differences(g, z):
    if g.kink:
        z = z[np.abs(z) > 2 * H]
    slope = (g.function(z + H) - g.function(z - H)) / (2 * H)
    np.testing.assert_allclose(g.derivative(z), slope, atol=1e-9)


@each_activation
@given(z=arrays)
def test_function_and_derivative_keep_the_shape_and_the_input(g, z):
    before = z.copy()
    assert np.shape(g.function(z)) == np.shape(g.derivative(z)) == z.shape
    np.testing.assert_array_equal(z, before)


@each_activation
def test_a_number_is_an_input_too(g):
    assert g.function(1.5) == g.function(np.array([1.5]))[0]
    assert g.derivative(1.5) == g.derivative(np.array([1.5]))[0]


@each_activation
def test_a_kink_is_where_the_slopes_on_both_sides_of_zero_differ(g):
    left, middle, right = (g.function(z) for z in (-H, 0.0, H))
    assert g.kink == (abs((right - middle) - (middle - left)) / H > 1e-3)


def test_at_its_kink_the_slope_of_relu_is_zero_by_convention():
    slopes = ACTIVATIONS["relu"].derivative([-1.0, 0.0, -0.0, 1.0])
    np.testing.assert_array_equal(slopes, [0, 0, 0, 1])


@pytest.mark.parametrize("g", OUTPUTS.values(), ids=OUTPUTS)
@given(z=hnp.arrays(float, (2, 3), elements=st.floats(-10, 10)))
def test_a_derivative_takes_what_the_function_returned(g, z):
    np.testing.assert_array_equal(g.derivative(z, g.function(z)), g.derivative(z))
    np.testing.assert_array_equal(g.derivative(z, a=g.function(z)), g.derivative(z))


def test_a_network_can_be_pickled():
    nn = NeuralNetwork(2, 2, 1, activation="relu", output="tanh", loss="mse")
    again = pickle.loads(pickle.dumps(nn))
    np.testing.assert_array_equal(again.predict([[1, 2]]), nn.predict([[1, 2]]))


# Softmax, whose outputs each depend on all units of a pattern.
rows = hnp.arrays(float, hnp.array_shapes(min_dims=1, max_dims=3), elements=st.floats(-30, 30))


@given(rows)
def test_softmax_is_the_textbook_formula_for_each_row(z):
    p = softmax(z)
    for index in np.ndindex(z.shape[:-1]):
        total = sum(math.exp(value) for value in z[index])
        expected = [math.exp(value) / total for value in z[index]]
        np.testing.assert_allclose(p[index], expected, rtol=1e-12)
    np.testing.assert_allclose(p.sum(axis=-1), 1, rtol=1e-14)


def test_softmax_survives_huge_numbers_and_a_shift_changes_nothing():
    np.testing.assert_array_equal(softmax([[1000, 0, -1000]]), [[1, 0, 0]])
    np.testing.assert_array_equal(softmax([[3.0, 1.0]]), softmax([[1003.0, 1001.0]]))


@given(rows)
def test_the_derivative_of_softmax_is_its_diagonal(z):
    for index in np.ndindex(z.shape):
        nudge = np.zeros_like(z)
        nudge[index] = 1e-5
        slope = (softmax(z + nudge)[index] - softmax(z - nudge)[index]) / 2e-5
        assert softmax_derivative(z)[index] == pytest.approx(slope, abs=1e-9)
