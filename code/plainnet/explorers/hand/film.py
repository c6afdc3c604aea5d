"""The network that learns to read: how it was after some of its steps."""

import functools

import numpy as np

from plainnet import NeuralNetwork
from plainnet.explorers.hand.whole_numbers import INK, rounded
from plainnet.gradient_descent import descend
from plainnet.sweeps.digits_sweep import parts

SEED, BATCH, LEARNING_RATE = 1, 32, 0.3
STEPS = 0, 2, 5, 10, 20, 34, 100, 340, 2000


@functools.cache
def frames() -> list:
    """The network after each of ``STEPS``, in whole numbers; a step takes ``BATCH`` images."""
    kinds = {"activation": "relu", "init": "he", "output": "softmax"}
    nn = NeuralNetwork(64, 32, 10, **kinds, rng=np.random.default_rng(SEED))
    (X, y), rng = parts()[0], np.random.default_rng(SEED)
    kept, order = [], []
    for step in range(STEPS[-1] + 1):
        if step in STEPS:
            kept.append(rounded(nn))
        if not len(order):
            order = rng.permutation(len(X))
        rows, order = order[:BATCH], order[BATCH:]
        descend(nn, nn.backward(nn.forward(X[rows]), y[rows]), LEARNING_RATE)
    return kept


def test_images() -> tuple[np.ndarray, np.ndarray]:
    """The pixels of the test set as whole numbers, (359, 64), and the digits that they show."""
    X, y = parts()[2]
    return np.rint(INK * X).astype(np.int64), y.argmax(axis=1)
