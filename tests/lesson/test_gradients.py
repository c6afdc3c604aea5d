"""Back-propagation against numerical gradients, for every allowed combination of settings."""

import itertools

import numpy as np
from each import each

from plainnet import ACTIVATIONS, LOSSES, OUTPUTS, NeuralNetwork, check_gradient, datasets

ALLOWED = [
    (loss, output)
    for loss, output in itertools.product(LOSSES, OUTPUTS)
    if output == LOSSES[loss].output or (output != "softmax" and not LOSSES[loss].from_logit)
]
SIZES = {1: (2, 3), 2: (2, 3, 2), 3: (2, 3, 2, 3)}  # of the layers before the output


def targets(m, n_out, output, rng):
    if output == "softmax":
        return datasets.one_hot(rng.integers(n_out, size=m), n_out)
    return rng.integers(2, size=(m, n_out))


@each("bias", [True, False], ids=["bias", "no-bias"])
@each("depth", SIZES)
@each(("loss", "output"), ALLOWED)
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


@each(("loss", "output"), ALLOWED)
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
