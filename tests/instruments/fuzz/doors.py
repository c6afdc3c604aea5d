"""The doors of the package, functions that check their arguments, and a valid call of each."""

from functools import partial
from pathlib import Path
from typing import NamedTuple

import numpy as np
from interface import documented
from matplotlib.figure import Figure

from plainnet import Adam, Ensemble, Momentum, NeuralNetwork, WeightDecay, datasets, descend, save
from plainnet.autograd import RULES, Tensor
from plainnet.exercises import first_network
from plainnet.exercises.faulty_passes import make_problem
from plainnet.exercises.mistakes import RIGHT

# Documented names that are no doors and are not called, by name, module or folder; and why.
NOT_CALLED = {
    "activations losses initialisations": "plain NumPy",
    "network.Record gradient_check.Verdict training_outcomes.History": "holds what a door made",
    "exercises.feedback exercises.questions.Answer exercises.questions.Question": "as well",
    "gradient_descent.Log gradient_descent.steps": "part of `train`, which takes the same",
    "gradient_descent.progress_bar optimisers.one_network": "part of a door, which has checked",
    "training_outcomes.classify_runs training_outcomes.why_undefined": "as well",
    "training_outcomes.recorded_epochs training_outcomes.last_tenth": "as well",
    "autograd": "operations pass on what they made; tests/lesson/test_tensors.py has the errors",
    "broken": "wrong on purpose",
    "exercises.own_network": "calls the own functions of a reader, whose errors are the reader's",
    "exercises.course": "called by chapters; tests/exercises/test_course.py has a reader's errors",
    "exercises.first_network.is_start": "asked by checks, of numbers that they have read",
    "exercises.planted": "made by chapters; tests/exercises/test_planted.py has a reader's errors",
    "model_size": "sizes of published networks, which nobody checks",
    "sweeps lab.kept": "only the sweeps of the book are run; tests/sweeps has the errors",
    "lab.next_letter": "experiments of a page; tests/lab/test_next_letter.py has the errors",
    "lab.pytorch": "needs PyTorch",
    "explorers": "made by pages; tests/explorers has the errors",
}
LEFT_OUT = " ".join(NOT_CALLED).split()
NETWORKS = (  # sizes and settings
    ((2, 2, 1), {}),
    ((2, 3, 1), {"activation": "tanh", "loss": "mse"}),
    ((2, 4, 3, 1), {"activation": "relu", "init": "he"}),
    ((2, 2, 1), {"output": "identity", "loss": "mse", "bias": False}),
)


class Goods:
    """Valid arguments, chosen at random, for the calls in `TABLE`; files are in ``folder``."""

    def __init__(self, draw, folder):
        self.draw, self.folder = draw, Path(folder)
        self.rng = np.random.default_rng(draw.randrange(1000))
        self.sizes, self.settings = draw.choice(NETWORKS)
        self.nn = NeuralNetwork(*self.sizes, rng=self.rng, **self.settings)
        self.X, self.y = datasets.xor()
        self.data = {"nn": self.nn, "X": self.X, "y": self.y}
        self.ax = Figure().subplots()

    @property
    def layers(self):
        return {f"sizes[{place}]": size for place, size in enumerate(self.sizes)}

    @property
    def record(self):
        return {"self": self.nn, "record": self.nn.forward(self.X), "y": self.y}

    @property
    def step(self):
        gradients = self.nn.backward(self.nn.forward(self.X), self.y)
        return {"nn": self.nn, "gradients": gradients, "learning_rate": 0.5}

    @property
    def update(self):
        return self.draw.choice([lambda: descend, WeightDecay, Momentum, Adam])()

    @property
    def many(self):
        return Ensemble(*self.sizes, seeds=range(3), **self.settings)

    @property
    def saved(self):
        save(self.nn, self.folder / "saved.npz")
        return self.folder / "saved.npz"

    @property
    def operation(self):
        name, constants = self.draw.choice([("**", (2.0,)), ("@", ()), ("sum", (0,))])
        second = {"inputs[1]": self.X.T} if name == "@" else {}
        return {"rule": RULES[name], "inputs[0]": self.X, **second, "constants": constants}

    def answer(self, subject):
        """A right answer to an exercise, or a function that returns it."""
        right = RIGHT[subject](make_problem(**self.data))
        right = right if len(right) > 1 else next(iter(right.values()))
        return self.draw.choice([right, lambda *_: right])


RATES = {"rates": [0.2, 0.5], "intervals": [(0.1, 0.4), (0.3, 0.8)]}
WORDS = {"prompt": "How much?", "message": "Yes."}
CHOICES = {"right": "yes", "answers": {"yes": "So it is.", "no": "It isn't."}}
SETTINGS = {"activation": "tanh", "output": "sigmoid", "loss": "cross_entropy", "init": "xavier"}
TABLE = {
    "datasets.noisy_xor": lambda g: dict(m=3, noise=0.2, rng=g.rng),
    "datasets.two_moons": lambda g: dict(m=3, noise=0.2, rng=g.rng),
    "datasets.rings": lambda g: dict(m=3, noise=0.2, rng=g.rng),
    "datasets.spirals": lambda g: dict(m=3, noise=0.2, rng=g.rng),
    "datasets.blobs": lambda g: dict(m=3, noise=0.2, classes=3, rng=g.rng),
    "datasets.one_hot": lambda g: dict(labels=[0, 2], classes=3),
    "datasets.split": lambda g: dict(
        X=g.X, y=g.y, parts=(0.5, 0.25, 0.25), by_class=False, rng=g.rng
    ),
    "network.NeuralNetwork": lambda g: g.layers | SETTINGS | dict(bias=True, rng=g.rng),
    "network.NeuralNetwork.forward": lambda g: dict(self=g.nn, X=g.X),
    "network.NeuralNetwork.predict": lambda g: dict(self=g.nn, X=g.X),
    "network.NeuralNetwork.loss": lambda g: g.record,
    "network.NeuralNetwork.backward": lambda g: g.record,
    "gradient_check.numerical_gradient": lambda g: dict(g.data, epsilon=1e-5),
    "gradient_check.check_gradient": lambda g: dict(
        g.data, backward=NeuralNetwork.backward, epsilon=1e-5, rng=g.rng
    ),
    "gradient_check.check_step": lambda g: dict(
        g.data, step=lambda *_: None, learning_rate=0.5, epsilon=1e-5, rng=g.rng
    ),
    "gradient_descent.descend": lambda g: g.step,
    "gradient_descent.train": lambda g: dict(
        **dict(g.data, learning_rate=0.5, epochs=3, update=g.update, rng=g.rng, every=2),
        **dict(batch_size=g.draw.choice([None, 3]), validation=(g.X, g.y), patience=2),
        **dict(snapshots=[0, 2], progress=False),
    ),
    "optimisers.WeightDecay": lambda g: dict(decay=0.01),
    "optimisers.Momentum": lambda g: dict(beta=0.5),
    "optimisers.Adam": lambda g: dict(beta1=0.9, beta2=0.99, epsilon=1e-8),
    "optimisers.WeightDecay.__call__": lambda g: dict(g.step, self=WeightDecay()),
    "optimisers.Momentum.__call__": lambda g: dict(g.step, self=Momentum()),
    "optimisers.Adam.__call__": lambda g: dict(g.step, self=Adam()),
    "training_outcomes.plateaus": lambda g: dict(y=g.y, loss="mse"),
    "training_outcomes.classify_run": lambda g: dict(
        losses=[0.7, 0.5, 0.3], y_hat=g.X[:, :1], y=g.y, loss="mse", mini_batches=False
    ),
    "lab.ensemble.success_interval": lambda g: dict(solved=3, runs=5),
    "lab.ensemble.Ensemble": lambda g: g.layers | SETTINGS | dict(seeds=[0, 1], dtype=np.float32),
    "lab.ensemble.Ensemble.network": lambda g: dict(self=g.many, i=1),
    "lab.ensemble.Ensemble.train": lambda g: dict(
        **dict(self=g.many, X=g.X, y=g.y, learning_rate=0.5, epochs=5, momentum=0.5),
        **dict(every=2, progress=False),
    ),
    "lab.hessian.hessian": lambda g: g.data,
    "lab.hessian.sharpness": lambda g: g.data,
    "lab.saving.save": lambda g: dict(nn=g.nn, path=g.folder / "a.npz"),
    "lab.saving.load": lambda g: dict(path=g.saved),
    "lab.saving.to_code": lambda g: dict(nn=g.nn),
    "exercises.checks.check_forward": lambda g: dict(
        answer=g.answer("forward"), nn=g.nn, X=g.X, without="@"
    ),
    "exercises.checks.check_loss": lambda g: dict(g.data, answer=g.answer("loss")),
    "exercises.checks.check_backward": lambda g: dict(
        g.data, answer=g.answer("backward"), learning_rate=0.5
    ),
    "exercises.checks.check_step": lambda g: dict(
        g.data, answer=g.answer("step"), learning_rate=1.0, without="descend"
    ),
    "exercises.checks.check_numbers": lambda g: dict(
        answer=1.5, right=1.5, mistakes={"a sign": -1.5}, digits=3
    ),
    "exercises.checks.check_guard": lambda g: dict(answer=1.5),
    "exercises.checks.mistaken_answers": lambda g: dict(
        subject="backward", problem=make_problem(**g.data)
    ),
    "exercises.first_network.check_network": lambda g: dict(
        forward=first_network._answers, gradient=first_network._slopes, theta=np.ones(13)
    ),
    "exercises.own_operation.check_operation": lambda g: g.operation,
    "exercises.own_walk.check_walk": lambda g: dict(Tensor=Tensor),
    "exercises.questions.choice": lambda g: dict(prompt="Is it?", **CHOICES),
    "exercises.questions.number": lambda g: dict(
        WORDS, value=1.5, mistakes={"a sign": -1.5, "a factor": 3}, digits=3
    ),
    "exercises.questions.guess": lambda g: dict(WORDS, percent=97.5),
    "exercises.questions.from_catalogue": lambda g: dict(
        WORDS | g.data, subject="backward", place="W1[0, 1]", learning_rate=0.5, digits=3
    ),
    "plots.loss_curve": lambda g: dict(
        **dict(ax=g.ax, history=np.array([0.7, 0.5, 0.1]), epochs=[0, 5, 10]),
        **dict(label="so", solved_below=0.02, kind="pinned"),
    ),
    "plots.label_ends": lambda g: dict(ax=g.ax),
    "plots.decision_map": lambda g: dict(ax=g.ax, predict=g.nn.predict, X=g.X, y=g.y, margin=0.25),
    "plots.patterns": lambda g: dict(ax=g.ax, X=g.X, y=g.y, size=90),
    "plots.success_rates": lambda g: dict(RATES, ax=g.ax, labels=["a", "b"]),
    "plots.success_curve": lambda g: dict(
        RATES, ax=g.ax, learning_rates=[0.5, 1.0], label="so", kind="curve"
    ),
    "plots.number_grid": lambda g: dict(
        ax=g.ax, values=np.eye(2), corner=(0, 1), marked=[(0, 0)], label="W1"
    ),
    "plots.network_diagram": lambda g: dict(
        **dict(ax=g.ax, layers=[["x1"], ["h1"], ["y"]], nodes={"x1": "0", "h1": "0.5", "y": "1"}),
        edges={("x1", "h1"): "0.1", ("h1", "y"): "−2"},
    ),
}
# Arguments in which NaN is allowed: the call returns NaN, or says that it found it.
NAN_FINE = {
    "datasets.split": ("X", "y"),
    "network.NeuralNetwork.forward": ("self", "X"),
    "network.NeuralNetwork.predict": ("self", "X"),
    "network.NeuralNetwork.loss": ("y",),
    "network.NeuralNetwork.backward": ("self", "y"),
    **dict.fromkeys([name for name in TABLE if name.endswith("__call__")], ("nn", "gradients")),
    "gradient_descent.descend": ("nn", "gradients"),
    "training_outcomes.classify_run": ("losses", "y_hat"),
    **{name: ("answer",) for name in TABLE if name.startswith("exercises.checks.check")},
    "exercises.first_network.check_network": ("forward", "gradient", "theta"),
    "exercises.own_operation.check_operation": ("rule", "constants"),
    "exercises.own_walk.check_walk": ("Tensor",),
    "plots.loss_curve": ("history",),
}
FUNCTIONS = documented()


class Call(NamedTuple):
    """A function and its arguments; those up to the last ``sizes[i]`` are passed by position."""

    function: object
    arguments: dict
    nan_fine: tuple = ()

    def __call__(self):
        names, by_name = list(self.arguments), dict(self.arguments)
        last = max((i for i, name in enumerate(names) if "[" in name), default=-1)
        by_position = [by_name.pop(name) for name in names[: last + 1]]
        return self.function(*by_position, **by_name)


def good_call(name, draw, folder) -> Call:
    """A valid call of the documented function ``name``; if it plots, the plot is rendered."""
    function = FUNCTIONS[name]
    if name.startswith("plots."):
        function = partial(_drawn, function)
    return Call(function, dict(TABLE[name](Goods(draw, folder))), NAN_FINE.get(name, ()))


def _drawn(plot, **arguments):
    ax = plot(**arguments)
    ax.figure.draw_without_rendering()
    return ax
