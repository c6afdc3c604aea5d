"""Back-propagation against numerical gradients, for every allowed combination of settings."""

import itertools

import numpy as np
from each import each
from networks import ENDS, targets

from plainnet import ACTIVATIONS, NeuralNetwork, check_gradient

SIZES = {1: (2, 3), 2: (2, 3, 2), 3: (2, 3, 2, 3)}  # of the layers before the output


@each("bias", [True, False], ids=["bias", "no-bias"])
@each("depth", SIZES)
@each(("loss", "output"), ENDS)
@each("activation", ACTIVATIONS)
def test_backward_is_right_for(activation, loss, output, depth, bias):
    options = {"activation": activation, "loss": loss, "output": output, "bias": bias}
    found_right = 0
    for seed in itertools.count():  # some networks are dead, and get no verdict
        rng = np.random.default_rng(seed)
        n_out = 3 if output == "softmax" else 1  # a single class is always right
        nn = NeuralNetwork(*SIZES[depth], n_out, init="uniform", rng=rng, **options)
        X, y = rng.standard_normal((5, 2)), targets(5, n_out, output, rng)
        verdict = check_gradient(nn, X, y)
        assert verdict.answer != "wrong", verdict
        found_right += bool(verdict)
        if found_right == 3:
            break
    assert seed < 40


@each(("loss", "output"), ENDS)
def test_backward_is_right_for_more_outputs(loss, output):
    rng = np.random.default_rng(0)
    nn = NeuralNetwork(3, 4, 3, loss=loss, output=output, init="uniform", rng=rng)
    X, y = rng.standard_normal((6, 3)), targets(6, 3, output, rng)
    verdict = check_gradient(nn, X, y)
    assert verdict, verdict


def test_backward_is_right_without_a_hidden_layer_and_for_a_single_pattern():
    rng = np.random.default_rng(0)
    nn = NeuralNetwork(2, 1, rng=rng)
    verdict = check_gradient(nn, rng.standard_normal((1, 2)), np.ones((1, 1)))
    assert verdict, verdict
