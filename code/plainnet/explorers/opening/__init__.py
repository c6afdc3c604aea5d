"""Explorer: a network while it learns XOR: its weights, its predictions and its loss."""

import numpy as np

from plainnet import plots
from plainnet.explorers import prediction_map
from plainnet.explorers.explorer import Explorer, Slider
from plainnet.explorers.formatting import axis, digits
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

# Fewer epochs than in the film, whose runs these are, because the first page should load fast.
SHOWN = (0, 5, 10, *range(25, 601, 25), 650, 700, 750, 800, 900, 1000, *range(1200, 2001, 200))
THINNEST, THICKEST, PER_WEIGHT = 0.8, 11.0, 1.05  # the width of a wire in pixels
UNITS = {"x1": "x₁", "x2": "x₂", "h1": "h₁", "h2": "h₂", "y": "ŷ"}
WIRES = [[f"x{i}", f"h{j}"] for i in (1, 2) for j in (1, 2)] + [["h1", "y"], ["h2", "y"]]
ROLES = {
    "limit": "solved",
    "words.solved_below": "solved",
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
    """``NeuralNetwork(2, 2, 1)`` while it learns XOR, from three starts; one gets stuck.

    Cross-entropy, full batch, learning rate 1, 2,000 epochs.
    """

    view = "opening"
    height = "46cqw + 270px", 560, "30cqw + 76px"
    reads = True

    def __init__(self):
        epochs = tuple(f"{epoch:,}" for epoch in SHOWN)
        starts = tuple(WORDS["start"].format(seed=seed) for seed in SEEDS)
        super().__init__(
            [
                Slider("epoch", WORDS["epoch"], SHOWN, epochs, 0, "time", WORDS["train"]),
                Slider("seed", WORDS["seed"], SEEDS, starts, kind="choice", rewinds=True),
            ],
            words=WORDS | {"solved_below": WORDS["solved_below"].format(limit=LIMIT)},
            ghosts=2,
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
            y=axis(0.004, 1.2, [0.01, 0.1, 1], log=True),
            epoch=list(SHOWN),
            table=["epoch", "loss"],
        )

    def compute(self, epoch, seed) -> dict:
        """The wires, the map, the four predictions, the loss so far and the sentence."""
        nn, loss = network(epoch, seed), history(seed).loss
        y_hat = nn.predict(X).ravel()
        good = ((y_hat > 0.5) == (Y.ravel() > 0.5)).astype(int)
        half_x, half_y = prediction_map.half(nn.predict)
        outcome = history(seed).outcome if epoch == EPOCHS else ""
        known = {"right": good.sum(), "loss": loss[epoch], "epoch": epoch, "seed": seed}
        roles = {f"answer.{i}": ("wrong", "solved")[ok] for i, ok in enumerate(good)}
        return {
            **wires(weights_of(epoch, seed)),
            "cells": prediction_map.pack(nn.predict(prediction_map.grid())),
            "half_x": half_x,
            "half_y": half_y,
            "answer": [f"{'✗✓'[ok]} {short(value)}" for ok, value in zip(good, y_hat, strict=True)],
            "loss": digits(loss[[e for e in SHOWN if e <= epoch]]),
            "name": WORDS["start"].format(seed=seed),
            "count": WORDS["count"].format(**known),
            "loss_text": "" if outcome else WORDS["loss_text"].format(**known),
            "outcome": WORDS["outcomes"].get(outcome, ""),
            "roles": roles | {"outcome": "solved" if outcome == "solved" else "wrong"},
            "sentence": WORDS["sentence"].format(**known, end=WORDS["ends"].get(outcome, "")),
        }

    def last(self) -> dict:
        """The frame that is shown without JavaScript."""
        return self.compute(EPOCHS, SEEDS[0])

    def draw_still(self, ax, frame) -> None:
        frame, weights = self.last(), weights_of(EPOCHS, SEEDS[0])
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
        return WORDS["still"].format(seed=SEEDS[0], sentence=self.last()["sentence"])

    def plain_text(self) -> str:
        outcomes = ", ".join(f"{seed} {history(seed).outcome}" for seed in SEEDS)
        return WORDS["summary"].format(frames=len(SHOWN), outcomes=outcomes)
