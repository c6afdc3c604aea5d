"""Good arguments, made afresh each time: networks, data, results and places to draw and write."""

from concurrent.futures import Executor, Future
from pathlib import Path

import numpy as np
from matplotlib.figure import Figure

from plainnet import (
    Adam,
    Ensemble,
    Momentum,
    NeuralNetwork,
    WeightDecay,
    datasets,
    descend,
    save,
)
from plainnet.autograd import Tensor
from plainnet.broken import museum
from plainnet.exercises import questions
from plainnet.exercises.faulty_passes import make_problem
from plainnet.model_size.counts import Part, dense
from plainnet.sweeps.declaration import Sweep, SweepResult
from plainnet.sweeps.museum_sweep import MuseumSweep
from plainnet.training_outcomes import OUTCOMES

NETWORKS = (  # sizes and settings
    ((2, 2, 1), {}),
    ((2, 3, 1), {"activation": "tanh", "loss": "mse"}),
    ((2, 4, 3, 1), {"activation": "relu", "init": "he"}),
    ((2, 2, 1), {"output": "identity", "loss": "mse", "bias": False}),
)


class Here(Executor):
    """Runs a task at once, in this process."""

    def submit(self, function, /, *args, **kwargs):
        future = Future()
        try:
            future.set_result(function(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


class Goods:
    """Makes good arguments, of another kind at each draw; files lie in ``folder``."""

    def __init__(self, draw, folder):
        self.draw, self.folder = draw, Path(folder)

    @property
    def rng(self):
        return np.random.default_rng(self.draw.randrange(1000))

    @property
    def X(self):  # noqa: N802
        return datasets.xor()[0]

    @property
    def y(self):
        return datasets.xor()[1]

    @property
    def z(self):
        return self.draw.choice([self.rng.normal(size=(4, 3)), self.rng.normal(size=3), 0.5, -2])

    @property
    def nn(self):
        sizes, settings = self.draw.choice(NETWORKS)
        return NeuralNetwork(*sizes, rng=self.rng, **settings)

    @property
    def shallow(self):
        return NeuralNetwork(2, 2, 1, rng=self.rng)

    @property
    def many(self):
        sizes, settings = self.draw.choice(NETWORKS)
        return Ensemble(*sizes, seeds=range(3), **settings)

    @property
    def update(self):
        return self.draw.choice([lambda: descend, WeightDecay, Momentum, Adam])()

    @property
    def scalar(self):
        return (Tensor(self.X) * 2 + 1).mean()

    @property
    def ax(self):
        return Figure().subplots()

    @property
    def problem(self):
        return make_problem(self.nn, self.X, self.y)

    @property
    def stack(self):
        return museum.start([0, 1], 3, "tanh")

    @property
    def exhibit(self):
        return museum.EXHIBITS[self.draw.choice(["right", "sign_flipped", "updated_too_early"])]

    @property
    def sweep(self):
        return Sweep("tiny", widths=(2, 3), learning_rates=(0.5, 1.0), seeds=2, epochs=20)

    @property
    def museum_sweep(self):
        widths = ("right", "sign_flipped")
        return MuseumSweep("tiny", widths=widths, learning_rates=(1.0,), seeds=2, epochs=10)

    @property
    def result(self):
        outcome = np.array([OUTCOMES[:2]] * 4)
        return SweepResult(self.sweep, outcome, [{"solved": {"seed": 0, "loss": [0.7, 0.1]}}] * 4)

    @property
    def kept(self):
        sweep = self.sweep
        sweep.save_result(self.result)
        return sweep

    @property
    def saved(self):
        save(self.nn, self.folder / "saved.npz")
        return self.folder / "saved.npz"

    @property
    def question(self):
        return questions.number("How much?", 1.5, "Yes.", {"a sign": -1.5})

    @property
    def parts(self):
        return [*dense(2, 3, 1), Part("experts", (4, 5), count=3, active=2)]
