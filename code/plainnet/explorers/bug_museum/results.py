"""The results for each exhibit: success rates, an example run, the verdicts of the checks."""

import functools
import math

import numpy as np

from plainnet import NeuralNetwork, check_gradient, check_step, datasets, sweeps
from plainnet.broken import museum
from plainnet.broken.museum import EXHIBITS, NUMBERS
from plainnet.gradient_check import Verdict
from plainnet.lab.ensemble import success_interval
from plainnet.sweeps import SweepResult
from plainnet.training_outcomes import SOLVED_BELOW, recorded_epochs

SWEEP = sweeps.ALL["bug_museum"]
RIGHT = {exhibit.hidden: key for key, exhibit in EXHIBITS.items() if exhibit.kind == "right"}
KEYS = ("right", *NUMBERS)
EPOCH = recorded_epochs(SWEEP.epochs, SWEEP.curve_step).tolist()
LIMIT = SOLVED_BELOW["cross_entropy"]
POINT = 0  # the seed of the random network that is checked


@functools.cache
def result() -> SweepResult:
    """The stored result of the sweep."""
    return sweeps.load_sweep(SWEEP.name)


def right_of(key) -> str:
    """The correct code with which an exhibit is compared: the one with as many hidden units."""
    return RIGHT[EXHIBITS[key].hidden]


def solved(cell) -> int:
    """How many networks solve XOR in one cell of the sweep."""
    return int((result().outcome[SWEEP.cells.index(cell)] == "solved").sum())


@functools.cache
def run(cell) -> tuple[str, int, list]:
    """The run that is shown for a cell: its kind, its seed, its loss curve.

    It is the first ``solved`` run; without one the first ``stuck`` run; otherwise seed 0, as
    ``other``.
    """
    chosen = result().chosen[SWEEP.cells.index(cell)]
    for kind in ("solved", "stuck"):
        if kind in chosen:
            return kind, chosen[kind]["seed"], chosen[kind]["loss"]
    return "other", 0, SWEEP.train_runs([(cell, 0)], every=SWEEP.curve_step).loss[:, 0]


@functools.cache
def right_losses(right, activation) -> dict[tuple, np.ndarray]:
    """The correct code's loss curves from the starts of all runs shown, by (rate, seed)."""
    cells = [cell for cell in SWEEP.cells if right_of(cell[0]) == right and cell[1] == activation]
    starts = sorted({(cell[2], run(cell)[1]) for cell in cells})
    picks = [((right, activation, rate), seed) for rate, seed in starts]
    losses = SWEEP.train_runs(picks, every=SWEEP.curve_step).loss
    return dict(zip(starts, losses.T, strict=True))


@functools.cache
def verdicts(key, activation) -> tuple[Verdict, dict[float, Verdict]]:
    """The verdict of the gradient check at a random network, and of the step check at each rate.

    The gradient is the same at every learning rate.
    """
    exhibit, rng, (X, y) = EXHIBITS[key], np.random.default_rng(POINT), datasets.xor()
    nn = NeuralNetwork(2, exhibit.hidden, 1, activation=activation, init="normal", rng=rng)
    gradient = check_gradient(nn, X, y, museum.backward_of(exhibit))
    step = museum.step_of(exhibit)
    return gradient, {rate: check_step(nn, X, y, step, rate) for rate in SWEEP.learning_rates}


def percents(count) -> list[float]:
    """A count as a percentage of all runs, and the ends of its 95 % interval; one decimal."""
    values = count / SWEEP.seeds, *success_interval(count, SWEEP.seeds)
    return [round(100 * value, 1) for value in values]


def rounded(losses) -> list[float | None]:
    """Losses rounded to four digits; ``None`` for those that are not finite."""
    return [float(f"{loss:.4g}") if math.isfinite(loss) else None for loss in losses]
