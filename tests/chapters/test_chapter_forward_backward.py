"""What the page *Forward and back propagation* says about runs that it does not show."""

import numpy as np
import pytest
import ten_digits
from from_chapter import functions

from plainnet import Ensemble, NeuralNetwork, check_gradient, numerical_gradient
from plainnet.exercises.first_network import X, Y

pytestmark = pytest.mark.rests_on(
    "code", "cells chapters/forward_backward.ipynb", "cells chapters/digits.ipynb"
)


def test_of_1000_starts_with_two_units_some_are_slow_and_67_are_stuck():
    """Without all nine right are 112 after 1,001 epochs; those are trained again, to 20,000."""

    def wrong(seeds, epochs):
        many = Ensemble(2, 2, 1, seeds=seeds, init="normal")
        many.train(X, Y, learning_rate=2.0, epochs=epochs)
        answers = [many.network(i).predict(X) for i in range(len(many))]
        right = ((np.array(answers) > 0.5) == (Y == 1)).all(axis=(1, 2))
        return np.array(seeds)[~right].tolist()

    late = wrong(range(1000), 1001)
    assert (len(late), len(wrong(late, 20_000))) == (112, 67)


def test_in_a_network_of_ten_hidden_layers_a_wrong_first_layer_can_pass_with_the_others():
    """With the sign of ``W1`` turned; array by array, it is found in each case."""

    def fault(nn, record, y):
        slopes = nn.backward(record, y)
        return slopes | {"W1": -slopes["W1"]}

    def in_line(gradients):
        return np.concatenate([gradients[name].ravel() for name in sorted(gradients)])

    passed = {}
    for layers in (8, 10, 12):
        passed[layers] = 0
        for seed in range(5):
            rng = np.random.default_rng(seed)
            nn = NeuralNetwork(3, *[5] * layers, 2, rng=rng)
            X, y = rng.normal(size=(7, 3)), np.ones((7, 2))
            a, n = in_line(fault(nn, nn.forward(X), y)), in_line(numerical_gradient(nn, X, y))
            error = np.linalg.norm(a - n) / (np.linalg.norm(a) + np.linalg.norm(n))
            passed[layers] += error < 1e-7
            assert not check_gradient(nn, X, y, fault)
    assert passed[8] == 0 < passed[10] and passed[12] == 5


def test_in_float32_right_gradients_of_the_network_for_digits_differ_by_a_tenth_to_a_fifth():
    relu, cross_entropy = functions("digits", "relu", "cross_entropy")
    errors = []
    for seed in range(5):
        nn, rows = ten_digits.network(32, seed), slice(20 * seed, 20 * seed + 20)
        X, y = ten_digits.IMAGES[rows], ten_digits.TARGETS[rows]
        slopes = nn.backward(nn.forward(X), y)
        single = {name: np.float32(value) for name, value in nn.parameters.items()}
        X, y = np.float32(X), np.float32(y)

        def loss(single=single, X=X, y=y):
            hidden = relu(X @ single["W1"] + single["b1"])
            found = cross_entropy(hidden @ single["W2"] + single["b2"], y)
            assert found.dtype == np.float32
            return float(found)

        a, n = [], []
        for name, exact in nn.parameters.items():
            for at in np.ndindex(exact.shape):
                up_down = []
                for nudge in (1e-5, -1e-5):
                    single[name][at] = exact[at] + nudge
                    up_down.append(loss())
                single[name][at] = exact[at]
                a.append(slopes[name][at])
                n.append((up_down[0] - up_down[1]) / 2e-5)
        far = np.linalg.norm(np.subtract(a, n))
        errors.append(far / (np.linalg.norm(a) + np.linalg.norm(n)))
    assert 0.1 < np.median(errors) < 0.2 and min(errors) > 0.05 and max(errors) < 0.25
