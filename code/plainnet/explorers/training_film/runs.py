"""The three trainings shown by the film and on the first page, and their networks at each epoch."""

import functools
import itertools

import numpy as np

from plainnet import NeuralNetwork, datasets, train
from plainnet.explorers import prediction_map, ramp
from plainnet.explorers.formatting import digits
from plainnet.explorers.once import once
from plainnet.explorers.single_neuron import cut
from plainnet.explorers.training_film.words import WORDS
from plainnet.explorers.words import ENDED
from plainnet.training_outcomes import SOLVED_BELOW, History

EPOCHS = 2000
SHOWN = (0, 2, 5, 10, *range(25, 701, 25), 750, 800, 900, 1000, *range(1200, EPOCHS + 1, 200))
SEEDS = (0, 5, 9)
LIMIT = SOLVED_BELOW["cross_entropy"]
X, Y = datasets.xor()
EDGES = -0.2, 1.2  # the range of hidden space that is drawn
SPACE = np.array([[x, y] for x, y in zip(np.repeat(EDGES, 2), [*EDGES, *EDGES[::-1]], strict=True)])
BESIDE = 0.13  # rough distance of a name from its pattern in hidden space, along each axis
THICK = 0.9  # pixels per unit of weight


@once
def history(seed, learning_rate=1.0) -> History:
    """What `train` returns for this start, with the parameters at the ``SHOWN`` epochs."""
    nn = NeuralNetwork(2, 2, 1, rng=np.random.default_rng(seed))
    return train(nn, X, Y, learning_rate=learning_rate, epochs=EPOCHS, snapshots=SHOWN)


def network(epoch, seed, learning_rate=1.0) -> NeuralNetwork:
    """The network of this start as it was after ``epoch`` epochs."""
    nn = NeuralNetwork(2, 2, 1, rng=np.random.default_rng(seed))
    nn.parameters = history(seed, learning_rate).snapshots[epoch]
    return nn


def half(nn) -> tuple[np.ndarray, np.ndarray]:
    """The part of hidden space where the output is above ½, and both ends of the line at ½."""
    return cut(*output_of(nn), SPACE)


def output_of(nn) -> tuple[float, float, float]:
    """The two weights and the bias of the output unit, which is a neuron on hidden space."""
    return *nn.parameters["W2"].ravel().tolist(), nn.parameters["b2"].item()


@functools.cache
def names_beside(seed) -> tuple:
    """For each pattern, the side on which its name stands, (±1, ±1), so that names do not overlap.

    All sides differ, because patterns may coincide, and they stay the same through the film. Of the
    24 assignments, it is the one with the largest minimum distance.
    """
    hidden = np.array([network(epoch, seed).forward(X).A[1] for epoch in SHOWN])
    pairs = np.triu_indices(4, 1)

    def smallest_distance(sides):
        names = hidden + BESIDE * np.array(sides)
        return np.linalg.norm(names[:, pairs[0]] - names[:, pairs[1]], axis=-1).min()

    return max(itertools.permutations(itertools.product((-1, 1), repeat=2)), key=smallest_distance)


def closest(hidden) -> tuple[int, int, float]:
    """The closest two patterns with different targets in hidden space, and their distance.

    ``hidden`` has shape (4, 2). Returns two indices and the distance.
    """
    distances = np.linalg.norm(hidden[:, None] - hidden, axis=-1)
    distances[Y == Y.T] = np.inf
    first, other = np.unravel_index(distances.argmin(), distances.shape)
    return int(first), int(other), float(distances[first, other])


@functools.cache
def moment(epoch, seed) -> dict:
    """The frame entries for one start after this many epochs."""
    nn, loss = network(epoch, seed), history(seed).loss
    record = nn.forward(X)
    hidden = record.A[1]
    *pair, distance = closest(hidden)
    label = WORDS["start"].format(seed=seed)
    ended = WORDS["ended"].format(start=label, outcome=ENDED[history(seed).outcome])
    return {
        **plane(nn),
        "h1": digits(hidden[:, 0], 3),
        "h2": digits(hidden[:, 1], 3),
        "answer": digits(record.y_hat.ravel(), 3),
        "close_x": digits(hidden[pair, 0], 3),
        "close_y": digits(hidden[pair, 1], 3),
        "distance": WORDS["distance"].format(distance=distance),
        "beside": list(map(list, names_beside(seed))),
        "loss": digits(loss[[e for e in SHOWN if e <= epoch]], 3),
        "count": WORDS["right"].format(right=right_answers(epoch, seed)),
        "name": ended if epoch == EPOCHS else label,
        "label": label,
    }


def weights_of(nn) -> list[float]:
    """The six weights: those of x₁, those of x₂ and those of the output; no biases."""
    return [weight for name in ("W1", "W2") for weight in nn.parameters[name].ravel().tolist()]


def plane(nn) -> dict:
    """The predictions over the input plane and over hidden space, with the lines at ½."""
    half_x, half_y = prediction_map.half(nn.predict, 2 * prediction_map.SIDE)
    ramp_x, ramp_y = ramp.ends(*output_of(nn))
    _, line = half(nn)
    return {
        "grid": prediction_map.pack(nn.predict(prediction_map.grid())),
        "half_x": half_x,
        "half_y": half_y,
        "ramp_x": ramp_x,
        "ramp_y": ramp_y,
        "line_x": digits(line[:, 0]),
        "line_y": digits(line[:, 1]),
    }


def right_answers(epoch, seed) -> int:
    """How many of the four predictions are right."""
    return int(((network(epoch, seed).predict(X) > 0.5) == (Y > 0.5)).sum())
