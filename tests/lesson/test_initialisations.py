"""Anyone can repeat a network from its seed: these tests do, number by number."""

import itertools
import math

import numpy as np
import pytest
from each import each

from plainnet import NeuralNetwork
from plainnet.initialisations import INITIALISATIONS

# How one weight of a layer (n_in, n_out) is drawn, and whether biases are drawn too.
BY_HAND = {
    "uniform": (lambda rng, n_in, n_out: rng.uniform(-1, 1), True),
    "normal": (lambda rng, n_in, n_out: rng.standard_normal(), True),
    "normal_zero_bias": (lambda rng, n_in, n_out: rng.standard_normal(), False),
    "xavier": (
        lambda rng, n_in, n_out: rng.uniform(
            -math.sqrt(6 / (n_in + n_out)), math.sqrt(6 / (n_in + n_out))
        ),
        False,
    ),
    "he": (lambda rng, n_in, n_out: math.sqrt(2 / n_in) * rng.standard_normal(), False),
}
each_init = each("init", BY_HAND)


def by_hand(init, sizes, seed, bias=True):
    """Draw all parameters from one generator, layer by layer, W then b, row by row."""
    rng = np.random.default_rng(seed)
    number, draws_biases = BY_HAND[init]
    parameters = {}
    for layer, (n_in, n_out) in enumerate(itertools.pairwise(sizes), 1):
        rows = [[number(rng, n_in, n_out) for _ in range(n_out)] for _ in range(n_in)]
        parameters[f"W{layer}"] = np.array(rows)
        if bias:
            b = [number(rng, n_in, n_out) if draws_biases else 0.0 for _ in range(n_out)]
            parameters[f"b{layer}"] = np.array(b)
    return parameters


@each_init
@pytest.mark.parametrize("bias", [True, False])
@pytest.mark.parametrize("sizes", [(2, 1), (2, 2, 1), (3, 4, 2, 5)])
def test_a_network_is_drawn_number_by_number_from_its_seed(init, sizes, bias):
    rng = np.random.default_rng(7)
    drawn = NeuralNetwork(*sizes, init=init, bias=bias, rng=rng).parameters
    expected = by_hand(init, sizes, 7, bias)
    assert list(drawn) == list(expected)
    for name, value in expected.items():
        np.testing.assert_allclose(drawn[name], value, rtol=1e-15)


def test_every_initialisation_of_the_table_is_repeated_here():
    assert set(BY_HAND) == set(INITIALISATIONS), "write the new one in BY_HAND, number by number"


@each_init
def test_biases_start_at_0_or_are_drawn_as_the_table_says(init):
    nn = NeuralNetwork(2, 3, 1, init=init, rng=np.random.default_rng(0))
    biases = np.concatenate([nn.parameters["b1"], nn.parameters["b2"]])
    assert (biases != 0).all() == INITIALISATIONS[init].draws_biases
    assert init not in ("normal_zero_bias", "xavier", "he") or (biases == 0).all()
