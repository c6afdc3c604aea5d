"""`check_gradient` near the kink of a relu: patterns there are drawn again, and no others."""

import numpy as np
import pytest
from each import each

from plainnet import NeuralNetwork, check_gradient

EPSILON = 1e-5


def judged(X, epsilon=EPSILON, weight=1.0, rng=None):
    """The patterns at which ``backward`` is checked, with Z = ``weight`` * X in the first layer."""
    options = {"activation": "relu", "output": "identity", "loss": "mse"}  # it never saturates
    nn, seen = NeuralNetwork(3, 3, 1, **options, rng=np.random.default_rng(0)), []
    nn.parameters["W1"][:], nn.parameters["b1"][:] = weight * np.eye(3), 0.0

    def backward(nn, record, y):
        seen.append(record.A[0])
        return nn.backward(record, y)

    assert check_gradient(nn, X, np.ones((len(X), 1)), backward, epsilon=epsilon, rng=rng)
    return seen[0]


@pytest.mark.parametrize("unit", [0, 1, 2])
def test_a_pattern_near_the_kink_of_one_unit_of_several_is_drawn_again_and_no_other(unit):
    X = np.array([[0.3, -0.4, 0.5], [0.6, 0.7, -0.8], [-0.9, 1.0, 1.1]])
    X[1, unit] = 0.0
    found = judged(X)
    assert (found[1] != X[1]).all()
    np.testing.assert_array_equal(found[[0, 2]], X[[0, 2]])


@each("side", [-1, 1])
@each("epsilon", [EPSILON, 1e-4])
@each("weight", [1.0, 3.0, -3.0])
def test_near_is_within_ten_epsilon_on_either_side_whatever_the_weight(side, epsilon, weight):
    X = np.full((2, 3), 0.5) * np.sign(weight)
    X[:, 1] = np.array([9.9, 10.1]) * side * epsilon / weight
    found = judged(X, epsilon, weight)
    assert found[0, 1] != X[0, 1]
    np.testing.assert_array_equal(found[1], X[1])


@pytest.mark.parametrize("far", [50.0, -50.0])
def test_a_large_input_takes_a_nudge_further_whatever_its_sign(far):
    X = np.full((2, 3), far)
    X[:, 1] = np.array([9.9, 10.1]) * abs(far) * EPSILON
    found = judged(X)
    assert found[0, 1] != X[0, 1]
    np.testing.assert_array_equal(found[1], X[1])


def test_all_patterns_are_drawn_again_until_none_is_near():
    X = np.zeros((40, 3))
    found = judged(X)
    assert np.abs(found).min() > 10 * EPSILON
    assert len(np.unique(found)) == found.size


def test_what_is_drawn_comes_from_the_generator_and_from_seed_0_without_one():
    X = np.zeros((4, 3))
    np.testing.assert_array_equal(judged(X), judged(X, rng=np.random.default_rng(0)))
    assert not np.array_equal(judged(X), judged(X, rng=np.random.default_rng(1)))


def test_the_generator_is_left_as_it_was():
    X, rng = np.zeros((4, 3)), np.random.default_rng(5)
    np.testing.assert_array_equal(judged(X, rng=rng), judged(X, rng=rng))
