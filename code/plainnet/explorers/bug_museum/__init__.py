"""Exhibit × activation × learning rate → how often XOR is solved, a run, and the verdicts."""

import ast
import difflib
import functools
import inspect
import math
import textwrap

import numpy as np

from plainnet import NeuralNetwork, check_gradient, check_step, datasets, plots, sweeps
from plainnet.broken import museum
from plainnet.broken.museum import EXHIBITS
from plainnet.explorers.bug_museum.words import WORDS
from plainnet.explorers.explorer import Explorer, Slider
from plainnet.explorers.formatting import labels
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
BOTTOM, TOP = 1e-4, 20  # of the loss axis
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


def statements(function) -> list[str]:
    """The lines of a function's body but its docstring, and but the line that unpacks a record."""
    source = textwrap.dedent(inspect.getsource(function))
    body = ast.parse(source).body[0].body[1:]  # after the docstring
    lines = source.splitlines()[body[0].lineno - 1 :]
    return [line[4:] for line in lines if not line.endswith("= record")]


def changed(exhibit) -> list[str]:
    """The lines of the exhibit that are not as in the right code; those in their place there."""
    right = museum.step if exhibit.kind == "update" else museum.backward
    ours, theirs = statements(exhibit.function), statements(right)
    blocks = difflib.SequenceMatcher(None, ours, theirs).get_opcodes()
    differ = [block[1:] for block in blocks if block[0] != "equal"] or [(0, 0, 0, 0)]
    (i, _, j, _), (_, i_end, _, j_end) = differ[0], differ[-1]
    return ["\n".join(ours[i:i_end]), "\n".join(theirs[j:j_end])]


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


def share(count) -> list[float]:
    """So many of all starts in per cent, and the ends of the 95 % interval; one decimal."""
    values = count / SWEEP.seeds, *success_interval(count, SWEEP.seeds)
    return [round(100 * value, 1) for value in values]


def rounded(losses) -> list[float | None]:
    """Losses with four digits; ``None`` where one is not finite."""
    return [float(f"{loss:.4g}") if math.isfinite(loss) else None for loss in losses]


class BugMuseum(Explorer):
    """An exhibit of `broken.museum`: how often XOR is solved with it, and what the judge says.

    11 faults and the right code, three activations, four learning rates, 500 starts each.
    """

    view = "bug_museum"
    room = 1350, 1001

    def __init__(self):
        rates, activations = SWEEP.learning_rates, SWEEP.activations
        names = [
            WORDS["name"].format(number=number, title=EXHIBITS[key].title)
            for key, number in NUMBERS.items()
        ]
        exhibits = (EXHIBITS["right"].title, *names)
        start = rates.index(1.0)
        super().__init__(
            [
                Slider("exhibit", WORDS["exhibit"], KEYS, exhibits, 1, "steps"),
                Slider("activation", WORDS["activation"], activations, activations, 0, "choice"),
                Slider(
                    "learning_rate", WORDS["learning_rate"], rates, labels(rates), start, "choice"
                ),
            ],
            words=WORDS | {"solved_below": WORDS["solved_below"].format(limit=LIMIT)},
            epoch=EPOCH,
            limit=LIMIT,
            x={"from": 0, "to": SWEEP.epochs, "ticks": list(range(0, SWEEP.epochs + 1, 500))},
            y={"from": BOTTOM, "to": TOP, "ticks": [1e-4, 1e-3, 0.01, 0.1, 1, 10]},
            share={"from": 0, "to": 100, "ticks": [0, 25, 50, 75, 100]},
            table=["epoch", "loss", "loss_right"],
        )

    def compute(self, exhibit, activation, learning_rate) -> dict:
        """Both rates with their intervals, a run of each code, the verdicts, the lines of code."""
        place, right = (activation, learning_rate), right_of(exhibit)
        kind, seed, losses = run((exhibit, *place))
        counts = [solved((key, *place)) for key in (exhibit, right)]
        shares = [share(count) for count in counts]
        gradient, steps = verdicts(exhibit, activation)
        return {
            "share": shares[0],
            "share_right": shares[1],
            "rows": [
                row.format(*percents, solved=count, runs=SWEEP.seeds)
                for row, percents, count in zip(WORDS["rows"], shares, counts, strict=True)
            ],
            "loss": rounded(losses),
            "loss_right": rounded(right_losses(right, activation)[learning_rate, seed]),
            "run": WORDS["run"][kind].format(seed=seed),
            "verdicts": [str(gradient), str(steps[learning_rate])],
            "lines": [lines or WORDS["none"] for lines in changed(EXHIBITS[exhibit])],
            "sentence": sentence(exhibit, *place, counts, gradient, steps[learning_rate]),
        }

    def draw_still(self, ax, frame) -> None:
        right, ours = (np.array(frame[key], float) for key in ("loss_right", "loss"))
        plots.loss_curve(ax, right, EPOCH, label=WORDS["loss_right"], kind="pinned")
        plots.loss_curve(ax, ours, EPOCH, label=WORDS["loss"], solved_below=LIMIT)
        ax.set(ylim=(BOTTOM, TOP))
        ax.legend(loc="upper right")

    def alt_text(self, frame) -> str:
        return WORDS["still"].format(
            sentence=frame["sentence"], run=frame["run"], epochs=SWEEP.epochs, limit=LIMIT
        )

    def plain_text(self) -> str:
        cells = [cell for cell in SWEEP.cells if cell[1] in EXHIBITS[cell[0]].faulty]
        most = sum(solved(cell) > SWEEP.seeds / 2 for cell in cells)
        return WORDS["summary"].format(cells=len(cells), runs=SWEEP.seeds, most=most)


def sentence(key, activation, learning_rate, counts, gradient, step) -> str:
    """All that is shown, in words."""
    exhibit = EXHIBITS[key]
    fault = exhibit.kind != "right"
    harmless = fault and activation not in exhibit.faulty
    return WORDS["sentence"].format(
        title=exhibit.title[0].upper() + exhibit.title[1:],
        activation=activation,
        learning_rate=learning_rate,
        solved=counts[0],
        runs=SWEEP.seeds,
        right=WORDS["beside"].format(solved=counts[1]) if fault else "",
        harmless=WORDS["harmless"].format(activation=activation) if harmless else "",
        gradient=gradient.answer,
        step=step.answer,
    )
