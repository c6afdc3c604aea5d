"""What the museum knows of its exhibits: how often each is solved, a run of it, the verdicts."""

import functools
import math

import numpy as np

from plainnet import NeuralNetwork, check_gradient, check_step, datasets, sweeps
from plainnet.broken import museum
from plainnet.broken.museum import EXHIBITS
from plainnet.gradient_check import Verdict
from plainnet.sweeps import SweepResult
from plainnet.training_outcomes import SOLVED_BELOW, _kept_epochs, success_interval

SWEEP = sweeps.ALL["bug_museum"]
RIGHT = {exhibit.hidden: key for key, exhibit in EXHIBITS.items() if exhibit.kind == "right"}
NUMBERS = {  # as in the chapter
    "derivative_at_output": "1",
    "relu2deriv": "1b",
    "derivative_forgotten": "2",
    "sign_flipped": "3",
    "random_feedback": "4",
    "average_forgotten": "5",
    "extra_derivative": "6",
    "wrong_axis": "7",
    "updated_too_early": "8",
    "bias_not_updated": "9",
    "hidden_frozen": "10",
}
KEYS = ("right", *NUMBERS)
EPOCH = _kept_epochs(SWEEP.epochs, SWEEP.curve_step).tolist()
LIMIT = SOLVED_BELOW["cross_entropy"]
POINT = 0  # the seed of the random network at which the judge looks


@functools.cache
def result() -> SweepResult:
    """The kept result of the sweep."""
    return sweeps.load_sweep(SWEEP.name)


def right_of(key) -> str:
    """The right code beside which an exhibit stands: that with as many hidden units."""
    return RIGHT[EXHIBITS[key].hidden]


def solved(cell) -> int:
    """How many starts of a cell of the sweep are solved."""
    return int((result().outcome[SWEEP.cells.index(cell)] == "solved").sum())


@functools.cache
def run(cell) -> tuple[str, int, list]:
    """The run that stands for a cell: its kind, its seed, its loss curve.

    The first that is ``solved``; else the first that is ``stuck``; else, as ``other``, seed 0.
    """
    chosen = result().chosen[SWEEP.cells.index(cell)]
    for kind in ("solved", "stuck"):
        if kind in chosen:
            return kind, chosen[kind]["seed"], chosen[kind]["loss"]
    return "other", 0, SWEEP.train_runs([(cell, 0)], every=SWEEP.curve_step).loss[:, 0]


@functools.cache
def right_losses(right, activation) -> dict[tuple, np.ndarray]:
    """The loss curves of the right code from the starts of all runs beside it, by (rate, seed)."""
    cells = [cell for cell in SWEEP.cells if right_of(cell[0]) == right and cell[1] == activation]
    starts = sorted({(cell[2], run(cell)[1]) for cell in cells})
    picks = [((right, activation, rate), seed) for rate, seed in starts]
    losses = SWEEP.train_runs(picks, every=SWEEP.curve_step).loss
    return dict(zip(starts, losses.T, strict=True))


@functools.cache
def verdicts(key, activation) -> tuple[Verdict, dict[float, Verdict]]:
    """What the gradient check says of an exhibit at a random network, and the step check by rate.

    The gradient is the same at every learning rate.
    """
    exhibit, rng, (X, y) = EXHIBITS[key], np.random.default_rng(POINT), datasets.xor()
    nn = NeuralNetwork(2, exhibit.hidden, 1, activation=activation, init="normal", rng=rng)
    gradient = check_gradient(nn, X, y, museum.backward_of(exhibit))
    step = museum.step_of(exhibit)
    return gradient, {rate: check_step(nn, X, y, step, rate) for rate in SWEEP.learning_rates}


def percents(count) -> list[float]:
    """So many of all starts in per cent, and the ends of the 95 % interval; one decimal."""
    values = count / SWEEP.seeds, *success_interval(count, SWEEP.seeds)
    return [round(100 * value, 1) for value in values]


def rounded(losses) -> list[float | None]:
    """Losses with four digits; ``None`` where one is not finite."""
    return [float(f"{loss:.4g}") if math.isfinite(loss) else None for loss in losses]
