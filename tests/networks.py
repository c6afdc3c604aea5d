"""The networks that tests try: drawn from a seed, with each loss and output that fit."""

import itertools

import numpy as np

from plainnet import LOSSES, OUTPUTS, NeuralNetwork, datasets

# Each loss with each output that it takes.
ENDS = [
    (loss, output)
    for loss, output in itertools.product(LOSSES, OUTPUTS)
    if output == LOSSES[loss].output or (output != "softmax" and not LOSSES[loss].from_logit)
]


def network(*sizes, seed=0, init="uniform", **settings):
    """A network of these layers, or one for XOR; its biases are drawn, too."""
    rng = np.random.default_rng(seed)
    return NeuralNetwork(*(sizes or (2, 2, 1)), init=init, rng=rng, **settings)


def targets(m, n_out, output, rng):
    """Labels of 0 and 1, or one class for each of the ``m`` rows if the output is softmax."""
    if output == "softmax":
        return datasets.one_hot(rng.integers(n_out, size=m), n_out)
    return rng.integers(2, size=(m, n_out))
