"""The trained networks: their losses and predictions at the epochs shown."""

from dataclasses import dataclass

import numpy as np

from plainnet import NeuralNetwork, datasets, train
from plainnet.explorers import prediction_map
from plainnet.explorers.once import once
from plainnet.optimisers import Adam

NOISE = 0.25
SAMPLES = (10, 20, 40, 80, 160, 320)  # each training set contains the smaller ones
HIDDEN = (1, 2, 4, 8, 16, 32, 64)
EPOCHS = 800
SHOWN = (0, 5, 10, 20, 30, *range(50, EPOCHS + 1, 50))
SEEN = (0, 10, 30, 50, 100, 200, 400, 800)  # the epochs of SHOWN that have a map
X, Y = datasets.noisy_xor(SAMPLES[-1], NOISE, rng=np.random.default_rng(0))
X_TEST, Y_TEST = datasets.noisy_xor(2000, NOISE, rng=np.random.default_rng(7))


@dataclass(frozen=True)
class Run:
    """A network: its losses at the ``SHOWN`` epochs, its maps and boundaries at those of ``SEEN``.

    ``right`` holds how many samples and how many test points it classifies correctly at the end.
    """

    train: np.ndarray
    test: np.ndarray
    maps: list[str]
    half: list[tuple[list, list]]
    right: tuple[int, int]


@once
def trained(samples, hidden) -> Run:
    """Train a network with this many hidden units on this many samples."""
    nn = NeuralNetwork(2, hidden, 1, activation="tanh", rng=np.random.default_rng(0))
    settings = {"learning_rate": 0.02, "epochs": EPOCHS, "update": Adam(), "snapshots": SHOWN}
    history = train(nn, X[:samples], Y[:samples], **settings)
    test, maps, half = [], [], []
    for epoch, parameters in history.snapshots.items():
        nn.parameters = parameters  # of this epoch; in the end, of the last one
        test.append(nn.loss(nn.forward(X_TEST), Y_TEST))
        if epoch in SEEN:
            maps.append(prediction_map.pack(nn.predict(prediction_map.grid())))
            half.append(prediction_map.half(nn.predict))
    found = right(nn.predict(X[:samples]), Y[:samples]), right(nn.predict(X_TEST), Y_TEST)
    return Run(history.loss[list(SHOWN)], np.array(test), maps, half, found)


def right(y_hat, y) -> int:
    """How many predictions are on the correct side of ½."""
    return int(((y_hat > 0.5) == (y > 0.5)).sum())


def by_rule(X) -> np.ndarray:
    """The rule behind the targets: 1 if exactly one input is above ½."""
    return ((X > 0.5).sum(axis=1, keepdims=True) == 1).astype(float)
