"""Each loss against the textbook formula, each gradient against central differences."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from plainnet.activations import sigmoid, softmax
from plainnet.losses import (
    LOSSES,
    binary_cross_entropy,
    binary_cross_entropy_gradient,
    categorical_cross_entropy,
    categorical_cross_entropy_gradient,
    mean_squared_error,
)

shapes = hnp.array_shapes(min_dims=2, max_dims=2, max_side=4)
pairs = shapes.flatmap(
    lambda shape: st.tuples(
        hnp.arrays(float, shape, elements=st.floats(-5, 5)),
        hnp.arrays(float, shape, elements=st.sampled_from([0.0, 1.0])),
    )
)
# Logits, and a class of each pattern as a one-hot row.
classes = shapes.flatmap(
    lambda shape: st.tuples(
        hnp.arrays(float, shape, elements=st.floats(-5, 5)),
        hnp.arrays(int, shape[0], elements=st.integers(0, shape[1] - 1)).map(
            lambda labels: np.eye(shape[1])[labels]
        ),
    )
)
OF_CLASSES = "categorical_cross_entropy"


@given(pairs)
def test_mse_is_the_mean_over_all_elements_without_a_half(pair):
    y_hat, y = pair
    expected = sum((a - b) ** 2 for a, b in zip(y_hat.flat, y.flat, strict=True)) / y.size
    assert mean_squared_error(y_hat, y) == pytest.approx(expected, rel=1e-12)


@given(pairs)
def test_cross_entropy_is_the_textbook_formula_with_natural_logarithms(pair):
    z, y = pair
    y_hat = sigmoid(z)
    expected = np.mean(-y * np.log(y_hat) - (1 - y) * np.log(1 - y_hat))
    assert binary_cross_entropy(z, y) == pytest.approx(expected, rel=1e-12)


@given(classes)
def test_the_cross_entropy_of_classes_is_the_textbook_formula_as_a_mean_over_patterns(pair):
    z, y = pair
    of_class = [p[row.argmax()] for p, row in zip(softmax(z), y, strict=True)]
    assert categorical_cross_entropy(z, y) == pytest.approx(-np.mean(np.log(of_class)), rel=1e-12)


@given(pairs)
def test_of_two_classes_it_is_the_other_cross_entropy(pair):
    z, y = (array.reshape(-1, 1) for array in pair)
    two = np.hstack([np.zeros_like(z), z])  # logits may be shifted: their difference counts
    found = categorical_cross_entropy(two, np.hstack([1 - y, y]))
    assert found == pytest.approx(binary_cross_entropy(z, y), rel=1e-12)


@pytest.mark.parametrize("loss", LOSSES.values(), ids=LOSSES)
@given(data=st.data())
def test_every_gradient_equals_central_differences(loss, data):
    a, y = data.draw(classes if loss.output == "softmax" else pairs)
    gradient, h = loss.gradient(a, y), 1e-5
    assert gradient.shape == y.shape
    for index in np.ndindex(a.shape):
        nudge = np.zeros_like(a)
        nudge[index] = h
        slope = (loss.function(a + nudge, y) - loss.function(a - nudge, y)) / (2 * h)
        assert gradient[index] == pytest.approx(slope, abs=1e-8)


def test_a_logit_of_1000_is_finite_and_raises_no_warning():
    z = np.array([[1000.0], [-1000.0]])
    wrong, right = np.array([[0.0], [1.0]]), np.array([[1.0], [0.0]])
    assert binary_cross_entropy(z, wrong) == 1000.0
    assert binary_cross_entropy(z, right) == 0.0
    np.testing.assert_array_equal(binary_cross_entropy_gradient(z, wrong), [[0.5], [-0.5]])
    np.testing.assert_array_equal(binary_cross_entropy_gradient(z, right), [[0.0], [0.0]])
    z, y = np.array([[1000.0, -1000.0, 0.0]]), np.eye(3)
    assert categorical_cross_entropy(z, y[[1]]) == 2000.0
    assert categorical_cross_entropy(z, y[[0]]) == 0.0
    np.testing.assert_array_equal(categorical_cross_entropy_gradient(z, y[[1]]), [[1, -1, 0]])


def test_a_confident_right_answer_still_costs_something():
    z, y = np.array([[40.0]]), np.ones((1, 1))
    assert binary_cross_entropy(z, y) == pytest.approx(np.exp(-40), rel=1e-12)


@pytest.mark.parametrize(("name", "g"), [("cross_entropy", sigmoid), (OF_CLASSES, softmax)])
def test_a_gradient_takes_the_prediction_that_is_known(name, g):
    z, y, gradient = np.array([[0.5, -1.0], [2.0, 0.0]]), np.eye(2), LOSSES[name].gradient
    np.testing.assert_array_equal(gradient(z, y, g(z)), gradient(z, y))
    np.testing.assert_array_equal(gradient(z, y, y_hat=y), 0 * y)
