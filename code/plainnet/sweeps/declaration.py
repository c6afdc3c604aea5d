"""A sweep: many small networks trained over a grid of settings, and a small stored result."""

import itertools
import json
from dataclasses import asdict, dataclass

import numpy as np

from plainnet import datasets
from plainnet._validation import choice, fraction, positive, unfit, whole
from plainnet.lab import ensemble
from plainnet.lab.dependencies import computing_with
from plainnet.lab.ensemble import Ensemble
from plainnet.lab.fingerprint import fingerprint
from plainnet.lab.kept import Kept
from plainnet.network import NeuralNetwork
from plainnet.sweeps.running import run_tasks
from plainnet.training_outcomes import OUTCOMES, History

DATA = {"and_": datasets.and_, "or_": datasets.or_, "xor": datasets.xor}
COMPUTING = (  # the methods that compute a result
    *("cells", "network", "train_runs", "curve_step"),
    *("_train", "_together", "_blocks", "_outcomes", "_chosen"),
)
CURVE = 40  # the number of steps of a stored loss curve


@dataclass(frozen=True)
class Sweep(Kept):
    """Networks with one hidden layer: ``widths`` × ``activations`` × ``learning_rates`` × seeds.

    The seeds are 0 to ``seeds`` − 1. ``data`` names a dataset of ``DATA``. A *cell* is one (width,
    activation, learning rate). The result is stored in a file with the ``name`` of the sweep;
    `load_result` reads it.

    Raises a `ValueError` for settings with which no network can be trained.
    """

    name: str
    widths: tuple
    learning_rates: tuple
    seeds: int
    epochs: int
    activations: tuple = ("sigmoid",)
    data: str = "xor"
    loss: str = "cross_entropy"
    init: str = "xavier"
    momentum: float = 0.0

    def __post_init__(self):
        for axis in ("widths", "activations", "learning_rates"):
            values = getattr(self, axis)
            if not isinstance(values, tuple) or not values:
                raise unfit(axis, "a tuple of at least one value", values)
        for rate in self.learning_rates:
            positive("learning_rates", rate)
        whole("seeds", self.seeds)
        whole("epochs", self.epochs)
        fraction("momentum", self.momentum)
        choice("data", self.data, DATA)
        for cell in itertools.product(self.widths, self.activations, [None]):
            self.network(cell, 0)  # raises an error if there is no such network

    @property
    def cells(self) -> list[tuple]:
        """All (width, activation, learning rate); the learning rate changes fastest."""
        return list(itertools.product(self.widths, self.activations, self.learning_rates))

    def key(self) -> str:
        """The fingerprint of all that the result depends on: the settings and the code."""
        return fingerprint(asdict(self), self._code())

    def _code(self, without=()):
        """The code of the `COMPUTING` methods, with those that a subclass calls by ``super()``."""
        kinds = [vars(kind) for kind in type(self).__mro__]
        methods = [kind[name] for name in COMPUTING for kind in kinds if name in kind]
        functions = (getattr(method, "fget", method) for method in methods)
        return computing_with(*functions, without=without)

    def network(self, cell, seed) -> NeuralNetwork:
        """The untrained network of this cell and seed."""
        width, activation, _ = cell
        X, y = DATA[self.data]()
        sizes, rng = (X.shape[1], width, y.shape[1]), np.random.default_rng(seed)
        return NeuralNetwork(*sizes, activation=activation, loss=self.loss, init=self.init, rng=rng)

    def train_runs(self, picks, every=None, progress=False) -> History:
        """Train some of the networks together and return their `History`.

        ``picks`` are pairs (cell, seed), whose cells share width and activation. ``every`` and
        ``progress`` are those of `Ensemble.train`. Raises a `ValueError` for other cells.
        """
        cells, seeds = zip(*picks, strict=True)
        widths, activations, rates = zip(*cells, strict=True)
        if len(set(widths)) > 1 or len(set(activations)) > 1:
            raise unfit("picks", "cells that share width and activation", cells)
        return self._train(widths[0], activations[0], rates, seeds, every=every, progress=progress)

    def _train(self, width, activation, rates, seeds, **options):
        """Train one network for each learning rate and seed."""
        X, y = DATA[self.data]()
        sizes, start = (X.shape[1], width, y.shape[1]), {"loss": self.loss, "init": self.init}
        networks = Ensemble(*sizes, seeds=seeds, activation=activation, **start)
        steps = {"learning_rate": rates, "epochs": self.epochs, "momentum": self.momentum}
        return networks.train(X, y, **steps, **options)

    def run(self, executor=None, progress=False) -> "SweepResult":
        """Run the whole sweep and return its `SweepResult`.

        The networks that train together are one task. The tasks go to ``executor``, any executor of
        ``concurrent.futures``; without one, a process on each core of this machine takes them (a
        script has to call this below ``if __name__ == "__main__":``). The result is the same to the
        last bit, whatever runs the tasks and in whatever order. ``progress=True`` shows a bar for
        all training, and one for the loss curves.

        Raises a `ValueError` if ``executor`` is not an executor, and a `BrokenExecutor` if a worker
        dies.
        """
        by_pair = itertools.groupby(self.cells, key=lambda cell: cell[:2])
        groups = [list(cells) for _, cells in by_pair]  # they share width and activation
        blocks = [block for cells in groups for block in self._blocks(cells)]
        where = {"executor": executor, "progress": progress}
        outcomes = np.concatenate(run_tasks(self._outcomes, blocks, **where))
        outcomes = outcomes.reshape(len(groups), -1, self.seeds)
        chosen = run_tasks(self._chosen, groups, outcomes, **where)
        return SweepResult(self, outcomes.reshape(-1, self.seeds), list(itertools.chain(*chosen)))

    def _together(self, cell) -> int:
        """How many networks with the cell's width and activation train together.

        The last bits of a run can depend on it.
        """
        X, _ = DATA[self.data]()
        return ensemble._block_size(self.network(cell, 0).sizes, len(X))

    def _blocks(self, cells):
        """All runs of ``cells`` as pairs (cell, seed), in lists that train together."""
        picks, size = list(itertools.product(cells, range(self.seeds))), self._together(cells[0])
        return [picks[start : start + size] for start in range(0, len(picks), size)]

    def _outcomes(self, picks):
        """The outcome of each of the runs ``picks``."""
        return self.train_runs(picks).outcome

    def _chosen(self, cells, outcomes):
        """For each cell the first solved and the first stuck run: its seed and its loss curve."""
        runs = [
            (i, kind, int(np.argmax(outcome == kind)))
            for i, outcome in enumerate(outcomes)
            for kind in ("solved", "stuck")
            if kind in outcome
        ]
        chosen = [{} for _ in cells]
        picks = [(cells[i], seed) for i, _, seed in runs]
        curves = self.train_runs(picks, every=self.curve_step).loss.T if picks else []
        for (i, kind, seed), curve in zip(runs, curves, strict=True):
            chosen[i][kind] = {"seed": seed, "loss": [float(f"{loss:.4g}") for loss in curve]}
        return chosen

    @property
    def curve_step(self) -> int:
        """How many epochs lie between two losses of a stored curve; it also has the last loss."""
        return max(1, self.epochs // CURVE)

    def save_result(self, result) -> None:
        """Store ``result`` in ``path``. Each outcome is a digit, its index in ``OUTCOMES``.

        Raises a `ValueError` if it is the result of another sweep.
        """
        if result.sweep != self:
            raise unfit("result", f"a result of the sweep {self.name}", result)
        digits = sum(place * (result.outcome == name) for place, name in enumerate(OUTCOMES))
        outcomes = ["".join(map(str, row)) for row in digits]
        chosen = [json.dumps(runs) for runs in result.chosen]  # one line for each cell
        self._write({"outcomes": outcomes, "chosen": chosen})

    def _result(self, content):
        places = np.array([list(row) for row in content["outcomes"]], dtype=int)
        outcome = np.array(OUTCOMES)[places.reshape(len(self.cells), self.seeds)]
        chosen = [json.loads(runs) for _, runs in zip(self.cells, content["chosen"], strict=True)]
        return SweepResult(self, outcome, chosen)


@dataclass(frozen=True)
class SweepResult:
    """The result of a sweep.

    ``outcome`` names the outcome of each run, shape (cells, seeds). ``chosen`` holds a dictionary
    for each cell, with its first ``solved`` and its first ``stuck`` run, where there is one: the
    ``seed``, and the ``loss`` after every ``sweep.curve_step`` epochs.
    """

    sweep: Sweep
    outcome: np.ndarray
    chosen: list

    def count(self, kind="solved") -> np.ndarray:
        """How many runs of each cell have this outcome: (widths, activations, learning rates).

        Raises a `ValueError` if ``kind`` is not one of ``OUTCOMES``.
        """
        choice("kind", kind, dict.fromkeys(OUTCOMES))
        axes = self.sweep.widths, self.sweep.activations, self.sweep.learning_rates
        return (self.outcome == kind).sum(axis=1).reshape([len(axis) for axis in axes])
