"""Epoch × start → the film of a training: the plane of inputs, hidden space, the loss so far."""

import functools
import itertools

import numpy as np

from plainnet import NeuralNetwork, datasets, plots, train
from plainnet.explorers import prediction_map
from plainnet.explorers.explorer import Explorer, Slider
from plainnet.explorers.formatting import digits
from plainnet.explorers.single_neuron import PATTERNS, cut
from plainnet.explorers.training_film.words import WORDS
from plainnet.training_outcomes import SOLVED_BELOW, History

EPOCHS = 2000
SHOWN = (0, 2, 5, 10, *range(25, 701, 25), 750, 800, 900, 1000, *range(1200, EPOCHS + 1, 200))
SEEDS = (0, 5, 9)
STRIP = (0, 300, 400, EPOCHS)  # the epochs of the still picture, which shows the first seed
SIDE = 32  # cells of the map of answers, across and up
LIMIT = SOLVED_BELOW["cross_entropy"]
X, Y = datasets.xor()
TARGETS = Y.ravel().astype(int).tolist()
UNIT = np.array([[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0]])
BESIDE = 0.13  # how far from its pattern a name stands in hidden space, about, along each axis


@functools.cache
def history(seed) -> History:
    """What `train` returns for this start, with its parameters after the ``SHOWN`` epochs."""
    nn = NeuralNetwork(2, 2, 1, rng=np.random.default_rng(seed))
    return train(nn, X, Y, learning_rate=1.0, epochs=EPOCHS, snapshots=SHOWN)


def network(epoch, seed) -> NeuralNetwork:
    """The network of this start as it was after ``epoch`` epochs."""
    nn = NeuralNetwork(2, 2, 1, rng=np.random.default_rng(seed))
    nn.parameters = history(seed).snapshots[epoch]
    return nn


class TrainingFilm(Explorer):
    """``NeuralNetwork(2, 2, 1)`` while it learns XOR, from three starts, in 41 frames each.

    Cross-entropy, full batch, learning rate 1, 2,000 epochs. A frame shows the answers over the
    plane of inputs, where the hidden layer puts the four patterns, with the line where the network
    answers ½, and the loss so far.
    """

    view = "training_film"
    room = 784, 777

    def __init__(self):
        epochs = tuple(f"{epoch:,}" for epoch in SHOWN)
        super().__init__(
            [
                Slider("epoch", WORDS["epoch"], SHOWN, epochs, kind="play"),
                Slider("seed", WORDS["seed"], SEEDS, tuple(map(str, SEEDS)), kind="choice"),
            ],
            words=WORDS | {"solved_below": WORDS["solved_below"].format(limit=LIMIT)},
            pattern=PATTERNS,
            target=TARGETS,
            names=[f"{x1:g}{x2:g}" for x1, x2 in X],
            order=sorted(range(4), key=lambda i: -TARGETS[i]),  # squares last, on top of circles
            patterns={"input": ["x1", "x2"], "hidden": ["h1", "h2"]},
            epochs=list(SHOWN),
            limit=LIMIT,
            x1=X[:, 0].tolist(),
            x2=X[:, 1].tolist(),
            input=prediction_map.AXIS,
            hidden={"from": -0.2, "to": 1.2, "ticks": [0, 1]},
            x={"from": 0, "to": EPOCHS, "ticks": list(range(0, EPOCHS + 1, 500))},
            y={"from": 0.004, "to": 1.2, "ticks": [0.01, 0.1, 1]},
            table=["pattern", "target", "h1", "h2", "answer"],
        )

    def compute(self, epoch, seed) -> dict:
        """The answers everywhere, the patterns in hidden space, the line, the loss so far."""
        nn, loss = network(epoch, seed), history(seed).loss
        record = nn.forward(X)
        hidden, y_hat = record.A[1], record.y_hat
        region, line = half(nn)
        first, other, distance = closest(hidden)
        sides = names_beside(seed)
        return {
            "grid": prediction_map.pack(nn.predict(prediction_map.grid(SIDE))),
            "h1": digits(hidden[:, 0], 3),
            "h2": digits(hidden[:, 1], 3),
            "side_x": [x for x, _ in sides],
            "side_y": [y for _, y in sides],
            "answer": digits(y_hat.ravel(), 3),
            "region_x": digits(region[:, 0]),
            "region_y": digits(region[:, 1]),
            "line_x": digits(line[:, 0]),
            "line_y": digits(line[:, 1]),
            "loss": digits(loss[[e for e in SHOWN if e <= epoch]]),
            "sentence": WORDS["sentence"].format(
                seed=seed,
                epoch=epoch,
                loss=loss[epoch],
                right=int(((y_hat > 0.5) == (Y > 0.5)).sum()),
                one=PATTERNS[first],
                other=PATTERNS[other],
                distance=distance,
            ),
        }

    def draw_still(self, ax, frame) -> None:
        ax.axis("off")
        for column, epoch in enumerate(STRIP):
            nn = network(epoch, SEEDS[0])
            plane, hidden = (
                ax.inset_axes([0.25 * column - 0.02, bottom, 0.21, 0.4]) for bottom in (0.55, 0.0)
            )
            prediction_map.picture(
                plane, prediction_map.pack(nn.predict(prediction_map.grid(SIDE)))
            )
            plane.set_title(WORDS["at"].format(epoch=epoch), fontsize=9)
            hidden.plot(*half(nn)[1].T, color=plots.COLOURS["curve"])
            hidden.set(xlim=(-0.2, 1.2), ylim=(-0.2, 1.2), aspect="equal")
            hidden.set(xticks=[0, 1], yticks=[0, 1])
            for axes, places in ((plane, X), (hidden, nn.forward(X).A[1])):
                plots.patterns(axes, places, Y, size=36)

    def alt_text(self, frame) -> str:
        told = " ".join(self.compute(epoch, SEEDS[0])["sentence"] for epoch in STRIP)
        return WORDS["still"].format(count=len(STRIP), told=told)

    def plain_text(self) -> str:
        outcomes = ", ".join(f"{seed} {history(seed).outcome}" for seed in SEEDS)
        return WORDS["summary"].format(frames=len(SHOWN), outcomes=outcomes)


def half(nn) -> tuple[np.ndarray, np.ndarray]:
    """Where the output is above ½ in the unit square of hidden space, and the ends of its edge."""
    return cut(*nn.parameters["W2"].ravel(), nn.parameters["b2"].item(), UNIT)


@functools.cache
def names_beside(seed) -> tuple:
    """On which side of its pattern each name stands, (±1, ±1), so that they keep apart.

    No two stand on the same side, since patterns may lie on each other; and a side stays through
    the film. Of the 24 ways, the one with the largest smallest distance.
    """
    hidden = np.array([network(epoch, seed).forward(X).A[1] for epoch in SHOWN])
    pairs = np.triu_indices(4, 1)

    def apart(sides):
        names = hidden + BESIDE * np.array(sides)
        return np.linalg.norm(names[:, pairs[0]] - names[:, pairs[1]], axis=-1).min()

    return max(itertools.permutations(itertools.product((-1, 1), repeat=2)), key=apart)


def closest(hidden) -> tuple[int, int, float]:
    """The two patterns with different targets that lie closest in hidden space, and how far apart.

    ``hidden`` has shape (4, 2). Returns two indices and the distance.
    """
    apart = np.linalg.norm(hidden[:, None] - hidden, axis=-1)
    apart[Y == Y.T] = np.inf
    first, other = np.unravel_index(apart.argmin(), apart.shape)
    return int(first), int(other), float(apart[first, other])
