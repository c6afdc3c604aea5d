"""Explorer: a network while it learns XOR: its weights, its predictions and its loss."""

import numpy as np

from plainnet import NeuralNetwork, plots, train
from plainnet.explorers import prediction_map
from plainnet.explorers.explorer import Explorer, Slider
from plainnet.explorers.formatting import axis, digits, labels
from plainnet.explorers.once import once
from plainnet.explorers.opening.words import WORDS
from plainnet.explorers.training_film.runs import (
    EPOCHS,
    LIMIT,
    SEEDS,
    X,
    Y,
    history,
    network,
    weights_of,
)
from plainnet.explorers.words import COMMON, ENDED

# Fewer epochs than in the film, whose runs some of these are: the first page should load fast.
SHOWN = (0, 5, 10, *range(25, 101, 25), *range(150, 601, 50), 700, 800, 1000, 1200, 1600, 2000)
RATES = 0.1, 0.3, 1.0, 3.0, 10.0, 30.0
LONGER = 10  # times as many epochs distinguish a run that is stuck from a slow one
THINNEST, THICKEST, PER_WEIGHT = 0.8, 11.0, 1.05  # the width of a wire in pixels
UNITS = {"x1": "x₁", "x2": "x₂", "h1": "h₁", "h2": "h₂", "y": "ŷ"}
WIRES = [[f"x{i}", f"h{j}"] for i in (1, 2) for j in (1, 2)] + [["h1", "y"], ["h2", "y"]]
ROLES = {
    "limit": "solved",
    "words.goal": "solved",
    "name": "curve",
    **dict.fromkeys(("words.network", "words.answers", "words.falls"), "muted"),
}


def short(value) -> str:
    """A prediction as text: two decimals; four if two do not show on which side of ½ it is."""
    return f"{value:.4f}" if f"{value:.2f}" == "0.50" else f"{value:.2f}"


def wires(weights) -> dict:
    """The width of each wire in pixels, and which of the ``weights`` are negative."""
    thick = np.clip(THINNEST + PER_WEIGHT * np.abs(weights), None, THICKEST)
    return {
        "thick": [round(float(width), 1) for width in thick],
        "negative": [int(weight < 0) for weight in weights],
    }


class Opening(Explorer):
    """``NeuralNetwork(2, 2, 1)`` while it learns XOR, at six learning rates, from three starts.

    Cross-entropy, full batch, 2,000 epochs. A run is called stuck if it still is after ten times as
    many.
    """

    view = "opening"
    height = "46cqw + 270px", 560, "30cqw + 76px"
    reads = True

    def __init__(self):
        epochs = tuple(f"{epoch:,}" for epoch in SHOWN)
        starts = tuple(WORDS["start"].format(seed=seed) for seed in SEEDS)
        last, usual = len(SHOWN) - 1, RATES.index(1.0)
        super().__init__(
            [
                Slider("epoch", WORDS["epoch"], SHOWN, epochs, last, "time", WORDS["train"], 350),
                Slider("learning_rate", WORDS["rate"], RATES, labels(RATES), usual),
                Slider("seed", WORDS["seed"], SEEDS, starts, kind="choice"),
            ],
            words=WORDS | {"legend": WORDS["legend"].format(limit=LIMIT)},
            ghosts=1,
            roles=ROLES,
            units=list(UNITS),
            unit_labels=list(UNITS.values()),
            wires=WIRES,
            target=Y.ravel().astype(int).tolist(),
            x1=X[:, 0].tolist(),
            x2=X[:, 1].tolist(),
            map=prediction_map.SCALE,
            square=axis(prediction_map.LOW, prediction_map.HIGH, [0, 1]),
            limit=LIMIT,
            x=axis(0, EPOCHS, [0, 1000, 2000], WORDS["epoch"]),
            y=axis(3e-4, 20, [1e-3, 0.01, 0.1, 1, 10], log=True),
            epoch=list(SHOWN),
            table=["epoch", "loss"],
        )

    def compute(self, epoch, learning_rate, seed) -> dict:
        """The wires, the map, the four predictions, the loss so far and the sentence."""
        nn, loss = network(epoch, seed, learning_rate), history(seed, learning_rate).loss
        y_hat = nn.predict(X).ravel()
        good = ((y_hat > 0.5) == (Y.ravel() > 0.5)).astype(int)
        half_x, half_y = prediction_map.half(nn.predict)
        ended = outcome(seed, learning_rate) if epoch == EPOCHS else ""
        known = {"right": good.sum(), "loss": loss[epoch], "epoch": epoch, "seed": seed}
        known["learning_rate"] = learning_rate
        roles = {f"answer.{i}": ("wrong", "solved")[ok] for i, ok in enumerate(good)}
        return {
            **wires(weights_of(nn)),
            "cells": prediction_map.pack(nn.predict(prediction_map.grid())),
            "half_x": half_x,
            "half_y": half_y,
            "answer": [f"{'✗✓'[ok]} {short(value)}" for ok, value in zip(good, y_hat, strict=True)],
            "loss": digits(loss[[e for e in SHOWN if e <= epoch]]),
            "name": WORDS["name"].format(**known),
            "count": WORDS["count"].format(**known),
            "loss_text": WORDS["loss_text"].format(**known),
            "outcome": WORDS["outcomes"].get(ended, ""),
            "roles": roles | {"outcome": "solved" if ended == "solved" else "wrong"},
            "sentence": WORDS["sentence"].format(**known, end=WORDS["ends"].get(ended, "")),
        }

    def draw_still(self, ax, frame) -> None:
        weights = weights_of(network(EPOCHS, SEEDS[0]))
        ax.axis("off")
        diagram, plane, fall = (
            ax.inset_axes(box)
            for box in ([-0.1, 0.1, 0.36, 0.8], [0.3, 0.1, 0.3, 0.8], [0.74, 0.2, 0.3, 0.6])
        )
        edges = {tuple(w): f"{v:.1f}" for w, v in zip(WIRES, weights, strict=True)}
        plots.network_diagram(diagram, [["x1", "x2"], ["h1", "h2"], ["y"]], UNITS, edges)
        prediction_map.picture(plane, frame["cells"])
        plots.patterns(plane, X, Y, size=50)
        plots.loss_curve(fall, frame["loss"], SHOWN, solved_below=LIMIT)

    def alt_text(self, frame) -> str:
        return WORDS["still"].format(seed=SEEDS[0], sentence=frame["sentence"])

    def plain_text(self) -> str:
        ended = [f"{seed} {ENDED[outcome(seed, 1.0)]}" for seed in SEEDS]
        outcomes = COMMON["comma"].join(ended)
        return WORDS["summary"].format(frames=len(SHOWN), rates=len(RATES), outcomes=outcomes)


@once
def outcome(seed, learning_rate) -> str:
    """How a run ended; one is stuck only if it still is after `LONGER` times as many epochs."""
    ended = history(seed, learning_rate).outcome
    if ended != "stuck":
        return ended
    nn = NeuralNetwork(2, 2, 1, rng=np.random.default_rng(seed))
    longer = train(nn, X, Y, learning_rate=learning_rate, epochs=LONGER * EPOCHS)
    return "stuck" if longer.outcome == "stuck" else "still learning"
