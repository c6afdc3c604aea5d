"""How good calls are made: each maker takes a function and `Goods`, and returns a `Call`."""

import operator
from typing import NamedTuple

import numpy as np
from goods import NETWORKS, Here

from plainnet.activations import ACTIVATIONS
from plainnet.autograd import RULES
from plainnet.broken import museum
from plainnet.exercises.faulty_passes import make_problem
from plainnet.exercises.mistakes import RIGHT
from plainnet.gradient_check import check_gradient, check_step


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


def takes(**arguments):
    """A maker whose arguments are constants, or names of what `Goods` has after a dot."""

    def make(function, goods):
        made = {name: _made(goods, value) for name, value in arguments.items()}
        return call(function, **made)

    return make


def _made(goods, value):
    named = isinstance(value, str) and value.startswith(".")
    return operator.attrgetter(value[1:])(goods) if named else value


def layer_sizes(function, goods):
    return call(function, 2, 3, 1)


def with_record(function, goods):
    nn = goods.nn
    diverged = ("self", "record")  # a network whose weights are NaN says NaN
    return call(function, self=nn, record=nn.forward(goods.X), y=goods.y, nan_fine=diverged)


def step_of_descent(function, goods):
    nn = goods.nn
    gradients = nn.backward(nn.forward(goods.X), goods.y)
    return call(function, nn=nn, gradients=gradients, learning_rate=0.5, nan_fine=("nn",))


def answering(subject, **options):
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


def checked_operation(function, goods):
    """A power, a product or a sum, and its rule."""
    name, constants = goods.draw.choice([("**", (2.0,)), ("@", ()), ("sum", (0,))])
    inputs = {"inputs[0]": goods.X}
    inputs |= {"inputs[1]": goods.X.T} if name == "@" else {}
    arguments = {"rule": RULES[name], **inputs, "constants": constants}
    # NaN comes back in words.
    return Call(function, arguments, ("rule", *inputs), ("constants",))


def museum_gradient(function, goods):
    stack, g = museum.start([0, 1], 4, "tanh"), ACTIVATIONS["tanh"]
    record = museum.forward(stack, goods.X, g)
    fine = ("stack", "record")  # the run of an exhibit may diverge
    return call(function, stack=stack, record=record, y=goods.y, g=g, nan_fine=fine)


def museum_step(function, goods):
    data = {"stack": goods.stack, "X": goods.X, "y": goods.y}
    rules = {"g": ACTIVATIONS["tanh"], "backward": museum.backward}
    return call(function, **data, alpha=0.5, **rules, nan_fine=("stack",))


def museum_product(function, goods):
    rng = goods.rng
    deltas = {"delta1": rng.normal(size=(2, 4, 3)), "delta2": rng.normal(size=(2, 4, 1))}
    fine = ("A1", "delta1", "delta2")
    return call(function, X=goods.X, A1=rng.normal(size=(2, 4, 3)), **deltas, nan_fine=fine)


def museum_training(function, goods):
    data = {"stack": goods.stack, "X": goods.X, "y": goods.y, "exhibit": goods.exhibit}
    options = {"learning_rate": 1.0, "epochs": 5, "every": 2, "progress": False}
    return call(function, **data, activation="tanh", **options, nan_fine=("stack",))


def exhibits_gradient(function, goods):
    def used(exhibit):
        nn = goods.shallow
        return check_gradient(nn, goods.X, goods.y, function(exhibit))

    return call(used, exhibit=goods.exhibit)


def exhibits_step(function, goods):
    def used(exhibit):
        return check_step(goods.shallow, goods.X, goods.y, function(exhibit), 1.0)

    return call(used, exhibit=goods.exhibit)


def declaration(widths, momentum):
    def make(function, goods):
        def used(**settings):
            sweep = function(**settings)
            return sweep, sweep.cells, sweep.run(Here())

        settings = {"data": "xor", "loss": "cross_entropy", "init": "xavier", "momentum": momentum}
        axes = {"widths": widths, "learning_rates": (0.5, 1.0), "activations": ("sigmoid", "tanh")}
        return call(used, name="tiny", seeds=2, epochs=10, **axes, **settings)

    return make


def classified(function, goods):
    run = {"losses": [0.7, 0.5, 0.3], "y_hat": goods.rng.uniform(size=(4, 1)), "y": goods.y}
    return call(
        function,
        **run,
        loss=goods.draw.choice(["mse", "cross_entropy"]),
        nan_fine=("losses", "y_hat"),
    )


def training(function, goods):
    options = {"batch_size": goods.draw.choice([None, 3]), "rng": goods.rng, "every": 2}
    run = {"nn": goods.nn, "X": goods.X, "y": goods.y, "learning_rate": 0.5, "epochs": 3}
    more = {"update": goods.update, "snapshots": [0, 2], "progress": False}
    seen = {"validation": (goods.X, goods.y), "patience": 2}
    return call(function, **run, **options, **more, **seen)


def making(function, goods):
    sizes, settings = goods.draw.choice(NETWORKS)
    default = {"activation": "sigmoid", "output": "sigmoid", "loss": "cross_entropy"}
    more = {"init": "xavier", "bias": True, "rng": goods.rng}
    return call(function, *sizes, **(default | more | settings))


def making_many(function, goods):
    sizes, settings = goods.draw.choice(NETWORKS)
    return call(function, *sizes, seeds=[0, 1], dtype=np.float32, **settings)


def training_many(function, goods):
    run = {"self": goods.many, "X": goods.X, "y": goods.y, "learning_rate": 0.5, "epochs": 5}
    return call(function, **run, momentum=0.5, every=2, progress=False, nan_fine=("self",))


def asking_for_an_entry(function, goods):
    task = {"subject": "backward", "place": "W1[0, 1]", "nn": goods.nn, "X": goods.X, "y": goods.y}
    words = {"prompt": "How much?", "message": "Yes.", "says": ""}
    return call(function, **task, **words, learning_rate=0.5, digits=3)


def picking(function, goods):
    answers = {"yes": "So it is.", "no": "It isn't."}
    return call(function, prompt="Is it?", right="yes", answers=answers)


def asking_for_a_number(function, goods):
    mistakes = {"a sign": -1.5, "a factor": 3}
    words = {"prompt": "How much?", "message": "Yes."}
    return call(function, **words, value=1.5, mistakes=mistakes, digits=3)


def rates(axis):
    def make(function, goods):
        values = {"labels": ["a", "b"], "learning_rates": [0.5, 1.0]}[axis]
        interval = [(0.1, 0.4), (0.3, 0.8)]
        more = {} if axis == "labels" else {"label": "so", "kind": "curve"}
        return call(
            function, **{axis: values}, ax=goods.ax, rates=[0.2, 0.5], intervals=interval, **more
        )

    return make


def curve(function, goods):
    losses = {"losses": np.array([0.7, 0.5, 0.1]), "epochs": [0, 5, 10]}
    words = {"label": "so", "solved_below": 0.02, "kind": "pinned"}
    return call(function, ax=goods.ax, **losses, **words, nan_fine=("losses",))


def prediction_map(function, goods):
    grid = {"x1": np.linspace(0, 1, 4), "x2": np.linspace(0, 1, 3)}
    return call(
        function, ax=goods.ax, **grid, y_hat=goods.rng.uniform(size=(3, 4)), X=goods.X, y=goods.y
    )


def grid(function, goods):
    where = {"corner": (0, 1), "marked": [(0, 0)], "label": "W1"}
    return call(function, ax=goods.ax, values=np.eye(2), **where)


def diagram(function, goods):
    nodes = {"x1": "0", "h1": "0.5", "y": "1"}
    edges = {("x1", "h1"): "0.1", ("h1", "y"): "−2"}
    return call(function, ax=goods.ax, layers=[["x1"], ["h1"], ["y"]], nodes=nodes, edges=edges)
