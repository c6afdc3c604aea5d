"""The runs that the success map shows; each is trained again from its seed."""

import functools
from dataclasses import dataclass

from plainnet import Ensemble, datasets, sweeps
from plainnet.explorers import prediction_map
from plainnet.explorers.formatting import digits
from plainnet.explorers.success_map.words import WORDS
from plainnet.explorers.words import ENDED
from plainnet.sweeps import SweepResult
from plainnet.training_outcomes import OUTCOMES, plateaus

SWEEP = sweeps.ALL["xor_success_map"]
SHOWN = list(range(0, SWEEP.epochs + 1, SWEEP.curve_step))  # the epochs shown
# Cells per side for the boundary; in flat regions, it would follow the edges of larger cells.
FINE = 96
PLATEAUS = plateaus(datasets.xor()[1], SWEEP.loss)


@dataclass(frozen=True)
class Run:
    """One trained network: its seed, outcome, losses at the ``SHOWN`` epochs, and predictions.

    ``half`` is the boundary of its predictions (`prediction_map.half`).
    """

    seed: int
    outcome: str
    loss: list
    answers: str
    half: tuple[list, list]

    def name(self) -> str:
        """The seed and, in a word or two, the outcome."""
        return WORDS["outcome"].format(seed=self.seed, outcome=ENDED[self.outcome])

    def in_words(self) -> str:
        """The seed and the outcome in words."""
        plateau = min(PLATEAUS, key=lambda plateau: abs(plateau - self.loss[-1]))
        how = WORDS["how"][self.outcome].format(plateau=plateau, loss=self.loss[-1])
        return WORDS["seed"].format(seed=self.seed, how=how, loss=self.loss[-1])

    def python(self, width, activation, learning_rate) -> str:
        """Python code that repeats the run."""
        return WORDS["python"].format(
            width=width,
            activation=activation,
            learning_rate=learning_rate,
            seed=self.seed,
            epochs=SWEEP.epochs,
        )


@functools.cache
def result() -> SweepResult:
    """The stored result of the sweep."""
    return SWEEP.load_result()


@functools.cache
def counts(activation) -> dict[str, list]:
    """For each outcome, how many runs have it, by width (rows) and learning rate (columns)."""
    place = SWEEP.activations.index(activation)
    return {name: result().count(name)[:, place].tolist() for name in OUTCOMES}


def train_all(width, activation, picks) -> list[Run]:
    """Train the ``picks``, pairs (learning rate, seed), together; return a `Run` for each."""
    rates, seeds = zip(*picks, strict=True)
    start = {"activation": activation, "loss": SWEEP.loss, "init": SWEEP.init}
    ensemble = Ensemble(2, width, 1, seeds=seeds, **start)
    settings = {"epochs": SWEEP.epochs, "every": SWEEP.curve_step}
    history = ensemble.train(*datasets.xor(), learning_rate=rates, **settings)
    networks = [ensemble.network(i) for i in range(len(ensemble))]
    maps = [prediction_map.pack(nn.predict(prediction_map.grid())) for nn in networks]
    halves = [half(nn) for nn in networks]
    losses = [digits(loss, 3) for loss in history.loss.T]
    parts = zip(seeds, history.outcome.tolist(), losses, maps, halves, strict=True)
    return [Run(*run) for run in parts]


def half(nn) -> tuple[list, list]:
    """The boundary at ½. As in `pack`, values within rounding error of ½ belong to it."""
    return prediction_map.half(lambda X: nn.predict(X) + 1e-9, FINE)


def chosen(width, activation, learning_rate) -> dict[str, Run]:
    """The first solved and the first stuck run of a cell, as far as they exist, as {kind: Run}."""
    return _chosen(width, activation).get(learning_rate, {})


@functools.cache
def _chosen(width, activation):
    """The runs to show at all learning rates, trained together: {learning rate: {kind: Run}}."""
    picks = [
        (rate, kind, run["seed"])
        for (*group, rate), runs in zip(SWEEP.cells, result().chosen, strict=True)
        if group == [width, activation]
        for kind, run in runs.items()
    ]
    runs, by_rate = train_all(width, activation, [(rate, seed) for rate, _, seed in picks]), {}
    for (rate, kind, _), run in zip(picks, runs, strict=True):
        by_rate.setdefault(rate, {})[kind] = run
    return by_rate


@functools.lru_cache(maxsize=1000)
def any_run(width, activation, learning_rate, seed) -> Run:
    """The run of a cell from any seed."""
    return train_all(width, activation, [(learning_rate, seed)])[0]
