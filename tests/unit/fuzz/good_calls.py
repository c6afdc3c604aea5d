"""For each function that the package documents, good arguments, made afresh for each call."""

import operator
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import NamedTuple

import numpy as np
from matplotlib.figure import Figure

from plainnet import Adam, Ensemble, Momentum, NeuralNetwork, datasets, descend, save
from plainnet.activations import ACTIVATIONS
from plainnet.broken import museum
from plainnet.exercises import questions
from plainnet.exercises.faulty_passes import make_problem
from plainnet.exercises.mistakes import RIGHT
from plainnet.gradient_check import check_gradient, check_step
from plainnet.model_size.counts import Part, dense
from plainnet.sweeps.declaration import Sweep, SweepResult
from plainnet.sweeps.museum_sweep import MuseumSweep
from plainnet.training_outcomes import OUTCOMES

CONTAINER = "holds what it is given; whoever takes one looks at it"
NEEDS_PYTORCH = "needs PyTorch, which the ordinary tests do without"
NOT_CALLED = {
    **dict.fromkeys(
        (
            *("activations.Activation", "losses.Loss", "initialisations.Initialisation"),
            *("network.Record", "gradient_check.Verdict", "training_outcomes.History"),
            *("sweeps.declaration.SweepResult", "broken.museum.Exhibit"),
            *("exercises.feedback.Feedback", "exercises.questions.Answer"),
            *("exercises.questions.Question", "model_size.counts.Part"),
            "model_size.architectures.Architecture",
        ),
        CONTAINER,
    ),
    **dict.fromkeys(("pytorch.twin", "pytorch.tensors", "pytorch.arrays"), NEEDS_PYTORCH),
    "sweeps.registry.renew": "would run and replace the sweeps of the book",
}
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
        return self.draw.choice([lambda: descend, Momentum, Adam])()

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


class Call(NamedTuple):
    """A function, and its arguments by name; the names of ``starred`` are given by position.

    ``nan_fine`` and ``none_fine`` name arguments in which NaN, or None, has a meaning: in the
    second case one that takes long.
    """

    function: object
    arguments: dict
    starred: tuple = ()
    nan_fine: tuple = ()
    none_fine: tuple = ()

    def __call__(self):
        named = dict(self.arguments)
        by_place = [named.pop(name) for name in self.starred]
        if "self" in named:
            by_place = [named.pop("self"), *by_place]
        return self.function(*by_place, **named)


def call(function, *sizes, nan_fine=(), none_fine=(), **arguments):
    starred = {f"sizes[{place}]": size for place, size in enumerate(sizes)}
    return Call(function, starred | arguments, tuple(starred), nan_fine, none_fine)


def good_call(name, function, goods) -> Call:
    """A good call of the ``function`` that is documented as ``name``; what it plots is drawn."""

    def drawn(**arguments):
        ax = function(**arguments)
        ax.figure.draw_without_rendering()
        return ax

    return TABLE[name](drawn if name.startswith("plots.") else function, goods)


def _with_record(function, goods):
    nn = goods.nn
    return call(function, self=nn, record=nn.forward(goods.X), y=goods.y)


def _step_of_descent(function, goods):
    nn = goods.nn
    gradients = nn.backward(nn.forward(goods.X), goods.y)
    return call(function, nn=nn, gradients=gradients, learning_rate=0.5)


def _answering(subject, **options):
    """A check of an answer to the exercise ``subject``: a function, or what it returns."""

    def make(function, goods):
        nn, X, y = goods.nn, goods.X, goods.y
        problem = make_problem(nn, X, y)
        answer = RIGHT[subject](problem)
        answer = answer if len(answer) > 1 else next(iter(answer.values()))
        more = options if subject == "forward" else {"y": y, **options}
        right = goods.draw.choice([answer, lambda *_: answer])
        return call(function, answer=right, nn=nn, X=X, **more, nan_fine=("answer",))

    return make


def _museum_gradient(function, goods):
    stack, g = museum.start([0, 1], 4, "tanh"), ACTIVATIONS["tanh"]
    record = museum.forward(stack, goods.X, g)
    return call(function, stack=stack, record=record, y=goods.y, g=g)


def _museum_step(function, goods):
    data = {"stack": goods.stack, "X": goods.X, "y": goods.y}
    return call(function, **data, g=ACTIVATIONS["tanh"], alpha=0.5, backward=museum.backward)


def _museum_product(function, goods):
    rng = goods.rng
    deltas = {"delta1": rng.normal(size=(2, 4, 3)), "delta2": rng.normal(size=(2, 4, 1))}
    return call(function, X=goods.X, A1=rng.normal(size=(2, 4, 3)), **deltas)


def _museum_training(function, goods):
    data = {"stack": goods.stack, "X": goods.X, "y": goods.y, "exhibit": goods.exhibit}
    options = {"learning_rate": 1.0, "epochs": 5, "every": 2, "progress": False}
    return call(function, **data, activation="tanh", **options)


def _exhibits_gradient(function, goods):
    def used(exhibit):
        nn = goods.shallow
        return check_gradient(nn, goods.X, goods.y, function(exhibit))

    return call(used, exhibit=goods.exhibit)


def _exhibits_step(function, goods):
    def used(exhibit):
        return check_step(goods.shallow, goods.X, goods.y, function(exhibit), 1.0)

    return call(used, exhibit=goods.exhibit)


def _declaration(widths):
    def make(function, goods):
        def used(**settings):
            sweep = function(**settings)
            return sweep, sweep.cells, sweep.run(Here())

        settings = {"data": "xor", "loss": "cross_entropy", "init": "xavier", "momentum": 0.5}
        axes = {"widths": widths, "learning_rates": (0.5, 1.0), "activations": ("sigmoid", "tanh")}
        return call(used, name="tiny", seeds=2, epochs=10, **axes, **settings)

    return make


def _runs(function, goods):
    run = {"losses": [0.7, 0.5, 0.3], "y_hat": goods.rng.uniform(size=(4, 1)), "y": goods.y}
    return call(
        function, **run, loss=goods.draw.choice(["mse", "cross_entropy"]), nan_fine=("losses",)
    )


def _many_runs(function, goods):
    tail = goods.rng.uniform(size=(3, 2))
    run = {"first": np.array([0.7, 0.8]), "tail": tail, "right": np.array([True, False])}
    return call(function, **run, y=goods.y, loss="mse", nan_fine=("first", "tail"))


def _training(function, goods):
    options = {"batch_size": goods.draw.choice([None, 3]), "rng": goods.rng, "every": 2}
    run = {"nn": goods.nn, "X": goods.X, "y": goods.y, "learning_rate": 0.5, "epochs": 3}
    more = {"update": goods.update, "snapshots": [0, 2], "progress": False}
    return call(function, **run, **options, **more)


def _making(function, goods):
    sizes, settings = goods.draw.choice(NETWORKS)
    default = {"activation": "sigmoid", "output": "sigmoid", "loss": "cross_entropy"}
    more = {"init": "xavier", "bias": True, "rng": goods.rng}
    return call(function, *sizes, **(default | more | settings))


def _making_many(function, goods):
    sizes, settings = goods.draw.choice(NETWORKS)
    return call(function, *sizes, seeds=[0, 1], dtype=np.float32, **settings)


def _training_many(function, goods):
    run = {"self": goods.many, "X": goods.X, "y": goods.y, "learning_rate": 0.5, "epochs": 5}
    return call(function, **run, momentum=0.5, every=2, progress=False)


def _asking_for_an_entry(function, goods):
    task = {"subject": "backward", "place": "W1[0, 1]", "nn": goods.nn, "X": goods.X, "y": goods.y}
    words = {"prompt": "How much?", "message": "Yes.", "says": ""}
    return call(function, **task, **words, learning_rate=0.5, digits=3)


def _picking(function, goods):
    answers = {"yes": "So it is.", "no": "It isn't."}
    return call(function, prompt="Is it?", right="yes", answers=answers)


def _asking_for_a_number(function, goods):
    mistakes = {"a sign": -1.5, "a factor": 3}
    words = {"prompt": "How much?", "message": "Yes."}
    return call(function, **words, value=1.5, mistakes=mistakes, digits=3)


def _rates(axis):
    def make(function, goods):
        values = {"labels": ["a", "b"], "learning_rates": [0.5, 1.0]}[axis]
        interval = [(0.1, 0.4), (0.3, 0.8)]
        more = {} if axis == "labels" else {"label": "so", "kind": "curve"}
        return call(
            function, **{axis: values}, ax=goods.ax, rates=[0.2, 0.5], intervals=interval, **more
        )

    return make


def _curve(function, goods):
    losses = {"losses": np.array([0.7, 0.5, 0.1]), "epochs": [0, 5, 10]}
    words = {"label": "so", "solved_below": 0.02, "kind": "pinned"}
    return call(function, ax=goods.ax, **losses, **words, nan_fine=("losses",))


def _map(function, goods):
    grid = {"x1": np.linspace(0, 1, 4), "x2": np.linspace(0, 1, 3)}
    return call(
        function, ax=goods.ax, **grid, y_hat=goods.rng.uniform(size=(3, 4)), X=goods.X, y=goods.y
    )


def _grid(function, goods):
    where = {"corner": (0, 1), "marked": [(0, 0)], "label": "W1"}
    return call(function, ax=goods.ax, values=np.eye(2), **where)


def _diagram(function, goods):
    nodes = {"x1": "0", "h1": "0.5", "y": "1"}
    edges = {("x1", "h1"): "0.1", ("h1", "y"): "−2"}
    return call(function, ax=goods.ax, layers=[["x1"], ["h1"], ["y"]], nodes=nodes, edges=edges)


def _key_of_an_answer(function, goods):
    source = "def f():\n    return g()\n"
    return call(function, source=source, beside={"g": "def g():\n    return 1\n"})


def takes(**arguments):
    """A maker whose arguments are constants, or names of what `Goods` has after a dot."""

    def make(function, goods):
        made = {name: _made(goods, value) for name, value in arguments.items()}
        return call(function, **made)

    return make


def _made(goods, value):
    named = isinstance(value, str) and value.startswith(".")
    return operator.attrgetter(value[1:])(goods) if named else value


def _sizes(function, goods):
    return call(function, 2, 3, 1)


NN, DATA = {"nn": ".nn"}, {"X": ".X", "y": ".y"}
DRAWN = {"rng": ".rng", "shape": (2, 3), "n_in": 2, "n_out": 3}
GRADIENTS = (
    *("backward", "derivative_at_output", "relu2deriv", "derivative_forgotten", "sign_flipped"),
    *("random_feedback", "average_forgotten", "extra_derivative", "wrong_axis"),
)
STEPS = "step", "updated_too_early", "bias_not_updated", "hidden_frozen"
CELL, MUSEUM_CELL = (2, "sigmoid", 1.0), ("right", "sigmoid", 1.0)
TABLE = {
    "datasets.noisy_xor": takes(m=3, noise=0.2, rng=".rng"),
    "datasets.two_moons": takes(m=3, noise=0.2, rng=".rng"),
    **{f"activations.{name}": takes(z=".z") for name in ACTIVATIONS},
    **{f"activations.{name}_derivative": takes(z=".X", a=".X") for name in ACTIVATIONS},
    "losses.mean_squared_error": takes(y_hat=".X", y=".X"),
    "losses.mean_squared_error_gradient": takes(y_hat=".X", y=".X"),
    "losses.binary_cross_entropy": takes(z=".X", y=".X"),
    "losses.binary_cross_entropy_gradient": takes(z=".X", y=".X"),
    **{f"initialisations.{name}": takes(**DRAWN) for name in ("uniform", "normal", "xavier", "he")},
    "network.NeuralNetwork": _making,
    "network.NeuralNetwork.forward": takes(self=".nn", X=".X"),
    "network.NeuralNetwork.predict": takes(self=".nn", X=".X"),
    "network.NeuralNetwork.loss": _with_record,
    "network.NeuralNetwork.backward": _with_record,
    "saving.save": lambda function, goods: call(function, nn=goods.nn, path=goods.folder / "a.npz"),
    "saving.load": takes(path=".saved"),
    "saving.to_code": takes(**NN),
    "gradient_check.numerical_gradient": takes(**NN, **DATA, epsilon=1e-5),
    "gradient_check.check_gradient": takes(
        **NN, **DATA, backward=NeuralNetwork.backward, epsilon=1e-5, rng=".rng"
    ),
    "gradient_check.check_step": takes(
        **(NN | DATA), step=lambda *_: None, learning_rate=0.5, epsilon=1e-5, rng=".rng"
    ),
    "gradient_descent.descend": _step_of_descent,
    "gradient_descent.Momentum": takes(beta=0.5),
    "gradient_descent.Momentum.__call__": lambda _, goods: _step_of_descent(Momentum(), goods),
    "gradient_descent.Adam": takes(beta1=0.9, beta2=0.99, epsilon=1e-8),
    "gradient_descent.Adam.__call__": lambda _, goods: _step_of_descent(Adam(), goods),
    "gradient_descent.train": _training,
    "hessian.hessian": takes(**NN, **DATA),
    "hessian.sharpness": takes(**NN, **DATA),
    "training_outcomes.plateaus": takes(y=".y", loss="mse"),
    "training_outcomes.classify_run": _runs,
    "training_outcomes.kept_epochs": takes(epochs=5, every=2),
    "training_outcomes.tail_length": takes(epochs=50),
    "training_outcomes.classify_runs": _many_runs,
    "training_outcomes.success_interval": takes(solved=3, runs=5),
    "ensemble.Ensemble": _making_many,
    "ensemble.Ensemble.network": lambda function, goods: call(
        function, self=goods.many, i=1, nan_fine=("self",)
    ),
    "ensemble.Ensemble.train": _training_many,
    "ensemble.block_size": takes(sizes=(2, 2, 1), m=4, itemsize=8),
    "sweeps.declaration.Sweep": _declaration((2, 3)),
    "sweeps.declaration.Sweep.key": takes(self=".sweep"),
    "sweeps.declaration.Sweep.network": takes(self=".sweep", cell=CELL, seed=1),
    "sweeps.declaration.Sweep.train_runs": takes(
        self=".sweep", picks=[(CELL, 0), (CELL, 1)], every=5, progress=False
    ),
    "sweeps.declaration.Sweep.run": lambda function, goods: call(
        function, self=goods.sweep, executor=Here(), progress=False, none_fine=("executor",)
    ),
    "sweeps.declaration.Sweep.together": takes(self=".sweep", cell=CELL),
    "sweeps.declaration.Sweep.save_result": takes(self=".sweep", result=".result"),
    "sweeps.declaration.Sweep.load_result": takes(self=".kept"),
    "sweeps.declaration.SweepResult.count": takes(self=".result", kind="stuck"),
    "sweeps.registry.load_sweep": takes(name="bug_museum"),
    "broken.museum.forward": takes(stack=".stack", X=".X", g=ACTIVATIONS["tanh"]),
    "broken.museum.gradients": _museum_product,
    **{f"broken.museum.{name}": _museum_gradient for name in GRADIENTS},
    **{f"broken.museum.{name}": _museum_step for name in STEPS},
    "broken.museum.start": takes(seeds=[0, 1], hidden=3, activation="relu"),
    "broken.museum.train_stack": _museum_training,
    "broken.museum.stack_of": takes(nn=".shallow"),
    "broken.museum.backward_of": _exhibits_gradient,
    "broken.museum.step_of": _exhibits_step,
    "sweeps.museum_sweep.MuseumSweep": _declaration(("right", "sign_flipped")),
    "sweeps.museum_sweep.MuseumSweep.key": takes(self=".museum_sweep"),
    "sweeps.museum_sweep.MuseumSweep.network": takes(
        self=".museum_sweep", cell=MUSEUM_CELL, seed=1
    ),
    "sweeps.museum_sweep.MuseumSweep.together": takes(self=".museum_sweep", cell=MUSEUM_CELL),
    "sweeps.museum_sweep.MuseumSweep.train_runs": takes(
        self=".museum_sweep", picks=[(MUSEUM_CELL, 0), (MUSEUM_CELL, 1)], every=5, progress=False
    ),
    "exercises.checks.check_forward": _answering("forward"),
    "exercises.checks.check_loss": _answering("loss"),
    "exercises.checks.check_backward": _answering("backward", learning_rate=0.5),
    "exercises.checks.check_step": _answering("step", learning_rate=0.5),
    "exercises.checks.check_numbers": takes(
        answer=1.5, right=1.5, mistakes={"a sign": -1.5}, nan_fine=("answer",)
    ),
    "exercises.checks.mistaken_answers": takes(subject="backward", problem=".problem"),
    "exercises.questions.choice": _picking,
    "exercises.questions.number": _asking_for_a_number,
    "exercises.questions.from_catalogue": _asking_for_an_entry,
    "plots.loss_curve": _curve,
    "plots.decision_map": _map,
    "plots.patterns": takes(ax=".ax", **DATA, size=90),
    "plots.success_rates": _rates("labels"),
    "plots.success_curve": _rates("learning_rates"),
    "plots.number_grid": _grid,
    "plots.network_diagram": _diagram,
    "pytorch.in_pytorch": takes(tolerance=1e-10),
    "pytorch.key": _key_of_an_answer,
    "pytorch.close": takes(value=[0.5], kept=[0.5], tolerance=1e-10),
    "model_size.counts.dense": _sizes,
    "model_size.counts.parameter_count": takes(parts=".parts"),
    "model_size.counts.forward_operations": takes(parts=".parts"),
    "model_size.counts.training_operations": takes(parts=".parts"),
    "model_size.counts.memory_bytes": takes(parts=".parts", copies=4),
    "model_size.architectures.gpt": takes(layers=2, width=8, context=4, words=10),
    "explorers.XorLearningRate": takes(seeds=1),
    "explorers.SuccessMap": takes(seeds=0),
    "explorers.AnswerBox": takes(question=".question", prediction=False),
}
