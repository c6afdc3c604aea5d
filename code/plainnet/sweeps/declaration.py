"""A sweep: many small networks over a grid of settings, and a small result that is kept."""

import itertools
import json
from dataclasses import asdict, dataclass

import numpy as np

from plainnet import _validation, datasets
from plainnet._checked import checked
from plainnet._validation import choice, unfit
from plainnet.lab import ensemble
from plainnet.lab.dependencies import computing_with
from plainnet.lab.ensemble import Ensemble
from plainnet.lab.fingerprint import fingerprint
from plainnet.lab.kept import Kept
from plainnet.network import NeuralNetwork
from plainnet.sweeps._checks import chosen_fit, network_fits, picks_fit, setting, settings
from plainnet.sweeps._executors import mapping
from plainnet.training_outcomes import OUTCOMES, History

COMPUTING = (  # the methods that make a result
    *("cells", "network", "train_runs", "curve_step"),
    *("_together", "_blocks", "_outcomes", "_chosen"),
)
CURVE = 40  # steps of the loss curve of a chosen run


@dataclass(frozen=True)
class Sweep(Kept):
    """Networks with one hidden layer: ``widths`` × ``activations`` × ``learning_rates`` × seeds.

    The seeds are 0 to ``seeds`` − 1. ``data`` names a function of `plainnet.datasets`, one without
    arguments. A *cell* is one (width, activation, learning rate), in the order of the axes.
    `load_result` reads a result, from a file that is called as the sweep is.

    Raises a `ValueError` for a setting with which nothing can be trained.
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
        vars(self).update(settings(self))  # the class is frozen

    @staticmethod
    def _setting(name, value):
        """``value`` of the setting ``name``, or one of its values, if it can be one."""
        return setting(name, value)

    @property
    def cells(self) -> list[tuple]:
        """All (width, activation, learning rate), the last one fastest."""
        return list(itertools.product(self.widths, self.activations, self.learning_rates))

    def key(self) -> str:
        """The fingerprint of what the result depends on: the settings, and what computes."""
        return fingerprint(asdict(self), self._code())

    def _code(self, without=()):
        """What its methods compute with, also those that a subclass calls by ``super``."""
        kinds = [vars(kind) for kind in type(self).__mro__]
        methods = [kind[name] for name in COMPUTING for kind in kinds if name in kind]
        functions = (getattr(method, "fget", method) for method in methods)
        return computing_with(*functions, without=without)

    @checked(network_fits)
    def network(self, cell, seed) -> NeuralNetwork:
        """The untrained network of this cell and seed."""
        width, activation, _ = cell
        X, y = getattr(datasets, self.data)()
        sizes, rng = (X.shape[1], width, y.shape[1]), np.random.default_rng(seed)
        return NeuralNetwork(*sizes, activation=activation, loss=self.loss, init=self.init, rng=rng)

    @checked(picks_fit)
    def train_runs(self, picks, every=None, progress=False) -> History:
        """Train the networks ``picks``, pairs (cell, seed) that share width and activation.

        Returns their `History`.
        """
        cells, seeds = zip(*picks, strict=True)
        nn = self.network(cells[0], 0)
        settings = {"activation": nn.activation_names[0], "loss": self.loss, "init": self.init}
        return Ensemble(*nn.sizes, seeds=seeds, **settings).train(
            *getattr(datasets, self.data)(),
            learning_rate=[rate for _, _, rate in cells],
            epochs=self.epochs,
            momentum=self.momentum,
            every=every,
            progress=progress,
        )

    def run(self, executor=None, progress=False) -> "SweepResult":
        """Run the whole sweep and return its `SweepResult`.

        The networks that train together are one task, and so are the loss curves of cells that
        share width and activation. The tasks go to ``executor``, any of `concurrent.futures` or its
        like; without one, to all cores of this machine, a process for each (a script calls this
        below ``if __name__ == "__main__":``). No bit of the result depends on the executor, nor on
        how many workers it has.

        Raises a `ValueError` before it starts, if it does not fit into the memory that is free or
        ``executor`` is none, and a `BrokenExecutor` if a worker dies and no other takes its task.
        """
        self._refuse_what_does_not_fit()
        pairs = itertools.product(self.widths, self.activations)
        groups = [[(*pair, rate) for rate in self.learning_rates] for pair in pairs]
        blocks = [block for cells in groups for block in self._blocks(cells)]
        with mapping(executor, self, len(blocks) + len(groups), progress) as run:
            outcomes = np.concatenate(run(self._outcomes, blocks))
            outcomes = outcomes.reshape(len(groups), -1, self.seeds)
            chosen = run(self._chosen, groups, outcomes)
        return SweepResult(self, outcomes.reshape(-1, self.seeds), list(itertools.chain(*chosen)))

    def _refuse_what_does_not_fit(self):
        """Raise a `ValueError` if the outcomes or one block need more memory than is free."""
        cell = max(self.widths), self.activations[0], self.learning_rates[0]
        outcomes = 2 * len(self.cells) * self.seeds * np.array(OUTCOMES).itemsize
        block = min(self._together(cell), len(self.learning_rates) * self.seeds)
        _validation.memory(outcomes + 32 * block * self.network(cell, 0).parameter_count)

    def _together(self, cell) -> int:
        """How many networks of the cell's width and activation train together.

        The last bits of a run can depend on it.
        """
        X, _ = getattr(datasets, self.data)()
        return ensemble._block_size(self.network(cell, 0).sizes, len(X))

    def _blocks(self, cells):
        """The runs of ``cells``, pairs (cell, seed), in the lists that train together."""
        picks, size = list(itertools.product(cells, range(self.seeds))), self._together(cells[0])
        return [picks[start : start + size] for start in range(0, len(picks), size)]

    def _outcomes(self, picks):
        """How each of the runs ``picks`` ends."""
        return self.train_runs(picks).outcome

    def _chosen(self, cells, outcomes):
        """For each cell the first solved and the first stuck seed, with its loss curve."""
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
        """The loss curves of chosen runs keep each of so many epochs, and the last."""
        return max(1, self.epochs // CURVE)

    def save_result(self, result) -> None:
        """Write ``result`` to ``path``, one digit a run: its place in ``OUTCOMES``.

        Raises a `ValueError` if it is none of this sweep.
        """
        if not isinstance(result, SweepResult) or result.sweep != self:
            raise unfit("result", f"a SweepResult of the sweep {self.name}", result)
        digits = sum(place * (result.outcome == name) for place, name in enumerate(OUTCOMES))
        outcomes = ["".join(map(str, row)) for row in digits]
        chosen = [json.dumps(runs) for runs in result.chosen]  # a line for each cell
        self._write({"outcomes": outcomes, "chosen": chosen})

    def _result(self, content):
        places = np.array([list(row) for row in content["outcomes"]], dtype=int)
        outcome = np.array(OUTCOMES)[places.reshape(len(self.cells), self.seeds)]
        chosen = [json.loads(runs) for _, runs in zip(self.cells, content["chosen"], strict=True)]
        return SweepResult(self, outcome, chosen)


@dataclass(frozen=True)
class SweepResult:
    """``outcome`` names the outcome of each run, shape (cells, seeds).

    ``chosen`` holds for each cell its first ``solved`` and its first ``stuck`` run, where there is
    one: the ``seed`` and the ``loss`` after every ``sweep.curve_step`` epochs.

    Raises a `ValueError` if they do not fit the ``sweep``.
    """

    sweep: Sweep
    outcome: np.ndarray
    chosen: list

    def __post_init__(self):
        if not isinstance(self.sweep, Sweep):
            raise unfit("sweep", "a Sweep", self.sweep)
        shape, names = (len(self.sweep.cells), self.sweep.seeds), self.outcome
        if not isinstance(names, np.ndarray) or names.shape != shape or names.dtype.kind != "U":
            raise unfit("outcome", f"an array of names, of shape {shape}", names)
        if not np.isin(names, OUTCOMES).all():
            raise unfit("outcome", f"an array of {', '.join(OUTCOMES)}", names)
        chosen_fit(self.chosen, len(self.sweep.cells))

    def count(self, kind="solved") -> np.ndarray:
        """How many seeds of each cell ended so: shape (widths, activations, learning rates)."""
        choice("kind", kind, dict.fromkeys(OUTCOMES))
        axes = self.sweep.widths, self.sweep.activations, self.sweep.learning_rates
        return (self.outcome == kind).sum(axis=1).reshape([len(axis) for axis in axes])
