"""What the page *Forward and back propagation* says about runs that it does not show."""

import numpy as np
import pytest

from plainnet import NeuralNetwork, check_gradient, numerical_gradient
from plainnet.activations import sigmoid

pytestmark = pytest.mark.rests_on("code", "cells chapters/forward_backward.ipynb")


def test_of_1000_starts_with_two_units_some_are_slow_and_67_are_stuck():
    """Without all nine right are 112 after 1,001 epochs; those are trained on to 20,000."""
    X = np.array([[a, b] for a in (-1, 0, 1) for b in (-1, 0, 1)])
    y = np.zeros((9, 1))
    y[4] = 1

    def forward(theta):
        A = sigmoid(X @ theta[:, :4].reshape(-1, 2, 2) + theta[:, None, 4:6])
        return A, sigmoid(A @ theta[:, 6:8, None] + theta[:, None, 8:])

    def trained(theta, epochs):
        for _ in range(epochs):
            A, y_hat = forward(theta)
            delta2 = (y_hat - y) / 9
            delta1 = delta2 @ theta[:, None, 6:8] * A * (1 - A)
            to_W1, to_W2 = (X.T @ delta1).reshape(-1, 4), (A * delta2).sum(axis=1)
            slopes = [to_W1, delta1.sum(axis=1), to_W2, delta2.sum(axis=1)]
            theta = theta - 2 * np.concatenate(slopes, axis=1)
        return theta, ((forward(theta)[1] > 0.5) == (y == 1)).all(axis=(1, 2))

    theta = np.array([np.random.default_rng(seed).normal(size=9) for seed in range(1000)])
    theta, nine = trained(theta, 1001)
    assert (~nine).sum() == 112
    assert (~trained(theta[~nine], 20_000 - 1001)[1]).sum() == 67


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
