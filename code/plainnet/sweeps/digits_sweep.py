"""Networks that learn to read digits: ours over a grid of settings, and those of scikit-learn."""

import functools
import importlib.util
import itertools
import json
import warnings
from dataclasses import dataclass

import numpy as np

from plainnet import datasets
from plainnet.gradient_descent import train
from plainnet.lab.dependencies import computing_with
from plainnet.lab.fingerprint import fingerprint
from plainnet.lab.kept import Kept
from plainnet.network import NeuralNetwork
from plainnet.optimisers import WeightDecay
from plainnet.sweeps.running import run_tasks

# How active a hidden unit is: from 0, silent, to f, the most active unit for this image.
LOUDNESS = "0123456789abcdef"
NO_UNIT = "."
MOST = 64  # the largest number of hidden units


@dataclass(frozen=True)
class DigitsSweep(Kept):
    """One network for each cell: (hidden units, learning rate, weight decay).

    As in the chapter `digits`, seed 1 draws the start and the order of the mini-batches, and seed 0
    splits the data. The losses at the epochs ``shown`` are stored. So are the network's answers to
    the ``images`` (rows of the validation set) at the epochs ``seen``.
    """

    name: str
    hidden: tuple
    learning_rates: tuple
    decays: tuple
    shown: tuple
    seen: tuple
    images: tuple
    batch_size: int = 32

    @property
    def cells(self) -> list[tuple]:
        """All (hidden units, learning rate, weight decay); the weight decay changes fastest."""
        return list(itertools.product(self.hidden, self.learning_rates, self.decays))

    def key(self) -> str:
        """The fingerprint of all that the result depends on: the settings and the code."""
        return fingerprint(vars(self), computing_with(type(self).train_run))

    def run(self, executor=None, progress=False) -> dict:
        """Train all networks as `Sweep.run` does: {cell: what `train_run` returns}."""
        runs = run_tasks(self.train_run, self.cells, executor=executor, progress=progress)
        return dict(zip(self.cells, runs, strict=True))

    def train_run(self, cell) -> dict:
        """Train the network of this cell, and return what is stored of it.

        ``loss`` and ``validation`` are the losses at the epochs ``shown``. ``right`` is the number
        of validation images that the trained network reads correctly, ``silent`` the number of
        hidden units that are 0 for all of them. ``answers`` and ``units`` have the axes image and
        epoch (of ``images`` and ``seen``). An answer is ten probabilities in thousandths. Units are
        a text: a letter of `LOUDNESS` for each, then `NO_UNIT` up to `MOST`.
        """
        hidden, learning_rate, decay = cell
        training, (X, y), _ = parts()
        settings = {"activation": "relu", "init": "he", "output": "softmax"}
        nn = NeuralNetwork(64, hidden, 10, **settings, rng=np.random.default_rng(1))
        history = train(
            nn,
            *training,
            learning_rate=learning_rate,
            epochs=self.shown[-1],
            batch_size=self.batch_size,
            rng=np.random.default_rng(1),
            update=WeightDecay(decay),
            validation=(X, y),
            snapshots=self.seen,
        )
        record = nn.forward(X)
        right = record.y_hat.argmax(axis=1) == y.argmax(axis=1)
        shown = list(self.shown)
        return {
            "loss": _rounded(history.loss[shown]),
            "validation": _rounded(history.validation_loss[shown]),
            "right": int(right.sum()),
            "silent": int((record.A[1].max(axis=0) == 0).sum()),
            **_answers(nn, history.snapshots.values(), X[list(self.images)]),
        }

    def save_result(self, result) -> None:
        """Store ``result``, a run for each cell."""
        self._write({"runs": [json.dumps(run, separators=(",", ":")) for run in result.values()]})

    def _result(self, content):
        return dict(zip(self.cells, map(json.loads, content["runs"]), strict=True))


@functools.cache
def parts(seed=0) -> tuple:
    """Pairs (X, y) for training, validation and test, as in the chapter `digits`."""
    X, labels = datasets.digits()
    return datasets.split(X, datasets.one_hot(labels), rng=np.random.default_rng(seed))


def _rounded(losses):
    return [float(f"{loss:.4g}") for loss in losses]


def _answers(nn, snapshots, X):
    """``answers`` and ``units`` for the images ``X``, with the parameters of each snapshot."""
    answers, units = [], []
    for parameters in snapshots:
        nn.parameters = parameters
        record = nn.forward(X)
        answers.append((1000.0 * record.y_hat).round().astype(int).tolist())
        loudest = np.maximum(record.A[1].max(axis=1, keepdims=True), 1e-300)
        levels = np.ceil((len(LOUDNESS) - 1) * (record.A[1] / loudest)).astype(int)
        units.append(["".join(LOUDNESS[at] for at in row).ljust(MOST, NO_UNIT) for row in levels])
    by_image = (list(map(list, zip(*table, strict=True))) for table in (answers, units))
    return dict(zip(("answers", "units"), by_image, strict=True))


@dataclass(frozen=True)
class ScikitLearn(Kept):
    """How many test images the ``MLPClassifier`` of scikit-learn reads correctly on each split.

    All its settings except the seed are scikit-learn's own. It learns from the training set alone.
    ``datasets.split`` with seed k makes split k, as in the chapter `digits`.
    """

    name: str
    splits: int

    def key(self) -> str:
        """The fingerprint of the settings and the code, without the version of scikit-learn."""
        return fingerprint(vars(self), computing_with(type(self).right))

    def right(self, seed) -> int:
        """How many test images are read correctly on the split that this ``seed`` makes."""
        from sklearn.neural_network import MLPClassifier

        training, _, (X, y) = parts(seed)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # after 200 epochs it warns that it has not converged
            model = MLPClassifier(random_state=seed).fit(training[0], training[1].argmax(axis=1))
        return int((model.predict(X) == y.argmax(axis=1)).sum())

    def run(self, executor=None, progress=False) -> list[int]:
        """`right` for each split. Raises an `ImportError` without scikit-learn."""
        if importlib.util.find_spec("sklearn") is None:
            raise ImportError("scikit-learn is missing: `pip install -r requirements-torch.txt`")
        return run_tasks(self.right, range(self.splits), executor=executor, progress=progress)

    def save_result(self, result) -> None:
        """Store ``result``, a number for each split."""
        self._write({"right": result})

    def _result(self, content):
        return content["right"]
