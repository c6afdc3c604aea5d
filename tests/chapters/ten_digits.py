"""The images of digits with their targets, for tests of what chapters say of other runs."""

import numpy as np

from plainnet import NeuralNetwork, datasets

IMAGES, LABELS = datasets.digits()
TARGETS = datasets.one_hot(LABELS)
KINDS = {"activation": "relu", "init": "he", "output": "softmax"}


def split(seed=0):
    """The parts to train with, to choose by and to test with: images and targets each."""
    return datasets.split(IMAGES, TARGETS, rng=np.random.default_rng(seed))


def network(hidden, rng, **kinds):
    """A network for digits as on most pages; ``rng`` is a generator or its seed."""
    return NeuralNetwork(64, hidden, 10, **KINDS | kinds, rng=np.random.default_rng(rng))


def share_right(nn, X, y):
    return (nn.predict(X).argmax(axis=1) == y.argmax(axis=1)).mean()
