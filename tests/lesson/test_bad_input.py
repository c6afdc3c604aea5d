"""The doors refuse bad input, say which argument, what was expected, what came, and change nothing.

The calls are good ones of the fuzz with a bad argument or two. Here each check has the values that
tell most about it; `make fuzz` tries thousands of others.
"""

import functools
import inspect
import itertools
import os
import random
import re

import numpy as np
import pytest
from doors import FUNCTIONS, TABLE, good_call
from each import each
from judge import state
from matplotlib.figure import Figure
from networks import network

from plainnet import (
    ACTIVATIONS,
    INITIALISATIONS,
    LOSSES,
    OUTPUTS,
    Adam,
    Ensemble,
    Momentum,
    NeuralNetwork,
    WeightDecay,
    datasets,
    plots,
    train,
)
from plainnet.lab.ensemble import SETTINGS
from plainnet.training_outcomes import History

X, y = datasets.xor()
NAN, INF = float("nan"), float("inf")
MASKED = np.ma.masked_array([0.5, 0.5], [True, False])
DRAW = 6  # of which the good calls are drawn: a 2-2-1 network with cross-entropy, batches, Adam


def with_entry(array, value):
    changed = array.copy()
    changed[2, 0] = value
    return changed


def parameters(**changes):
    """A network with these parameters replaced; ``None`` removes one."""
    nn = network()
    nn.parameters = replaced(nn.parameters, changes)
    return nn


def replaced(entries, changes, gone=None):
    return {name: value for name, value in (entries | changes).items() if value is not gone}


def returning(**changes):
    """A ``backward`` that returns the gradient with these changes."""
    return lambda nn, record, y: replaced(nn.backward(record, y), changes)


def leaving(**changes):
    """A ``step`` that leaves the parameters with these changes."""
    return lambda nn, *_: setattr(nn, "parameters", replaced(nn.parameters, changes))


def overwrite(nn, *given):
    """A function on trial that overwrites every array that it is given, and returns nothing."""
    for array in (*nn.parameters.values(), *given):
        if isinstance(array, np.ndarray):
            array += NAN


def many(**settings):
    return Ensemble(2, 2, 1, seeds=range(3), **settings)


@functools.cache
def good(door, folder):
    """The good call of a door, made once; an update rule has made a step already."""
    call = good_call(DOORS[door], random.Random(DRAW), folder)
    if door == "train":
        call.arguments.update(validation=None, patience=None)
    if door in RULES.split():
        call()
    return call


def history(**changes):
    """The history of a run, with these changes."""
    return History(**({"loss": [1, 0.5, 0.2], "outcome": "stuck", "epoch": [0, 1, 2]} | changes))


def one_of(table):
    return f"one of {', '.join(table)}"


USED, DOORS = Adam(), {FUNCTIONS[name].__qualname__: name for name in reversed(TABLE)}
train(network(), X, y, learning_rate=1, epochs=1, update=USED)
THREE, INFINITE = network(2, 3, output="softmax"), parameters(W2=[[1], [INF]])
HUGE = network(output="identity", loss="mse")
HUGE.parameters["W2"][:] = 1e300
FORGETFUL = network()
FORGETFUL.backward = lambda *_: None
CLASSES, SOFTMAX = {"self": THREE, "record": THREE.forward(X)}, {"output": "softmax"}
ONE_HOT = "of labels, datasets.one_hot(y, 3) makes it"
POLAR = Figure().add_subplot(projection="polar")
LATE = {"W1": np.ones((2, 2)), "b1": np.ones(2), "W2": np.ones((2, 1)), "b2": X}
ABOVE_0, FROM_0 = "a finite number above 0", "a finite number 0 or more"
SECOND, FLAGS, TOO_LARGE = np.timedelta64(1, "s"), ("False", 1, None, np.array([])), (INF, 10**400)
NO_COUNT, NO_RATE = (0, 2.0, "2", True, SECOND), (0, -1, NAN, "0.1", SECOND)
NO_PATH = 1, None, b"x", ".", ""
AT_LEAST, A_LIST = "a whole number of at least", "a list or a range"
NO_NUMBERS = [["0", "1"]], [[0, 1], [2]], 1j * X, MASKED, None
DATA = "train Ensemble.train check_gradient numerical_gradient check_step hessian sharpness"
MEASURED, JUDGED = DATA.replace("Ensemble.train", "save to_code"), "check_loss check_backward"
DATA += f" {JUDGED}"
RULES = "descend WeightDecay.__call__ Momentum.__call__ Adam.__call__"
RECORDED, FORWARD = "NeuralNetwork.loss NeuralNetwork.backward", "NeuralNetwork.forward"
MAPS, MAKING = "decision_map patterns", "NeuralNetwork Ensemble"
LABELS, KNOWN = "labels 0 and 1 for cross-entropy", "names, or pairs of them, that layers has"
LOW_HIGH, NOT_EMPTY = "pairs (low, high) of numbers from 0 to 1", "shape (n,), not empty"
NAMES = "nn.parameters: expected the names W1, b1, W2, b2; got "
BAD_b1 = [
    (np.array([0.0, NAN]), "finite numbers; got nan at (1,)"),
    (np.array([0.0, -INF]), "finite numbers; got -inf at (1,)"),
    (np.zeros((2, 2)), "shape (2,); got shape (2, 2)"),
    ("0", "numbers; got '0'"),
]
ANSWERS = [
    (lambda points: points, "shape (10201, 1); got shape (10201, 2)"),
    (lambda points: points[:, 0], "shape (10201, 1); got shape (10201,)"),
    (lambda points: None, "numbers; got None"),
    (lambda points: points[:, :1] * NAN, "finite numbers; got nan at (0, 0)"),
]
FAR = [[0, 0], [1.7e308, -1.7e308]], [[0, 1e300], [1, 1e300]], [[0, 1e16], [1, 1e16 + 2]]
BEYOND = [[0], [0.3], [1], [-0.1]], [[0], [0.3], [1], [1.1]]
RETURNED = "what forward of this network returned"
REACHABLE = "numbers from 0 to 1, for an output of sigmoid"
REMEMBERED = "nn: expected the network that this {0} remembers; make a new {0}"
SHRINKING, SINGLE = {"self": WeightDecay(0.5)}, {"self": many(dtype=np.float32)}
BY_CLASS = {"y": [0, 1], "parts": (0.5, 0.5), "by_class": True}
TWO = "shape (3,); got shape (2,)"
NO_ROWS = {"rates": [], "intervals": np.empty((0, 2))}
PLACES = "[0, 2]", "[-1, 0]", "[0]", "", "[i, j]", "[0, 0"
TEXTS, NUMBERS = "a dictionary whose keys are texts", "check_numbers number"
NAMED, NO_PLACES = {"right": {"W": 2}}, [f"W1{at}" for at in PLACES]
FINITE = "a network with a finite prediction and loss"
STEP, GRADIENTS = "parameters after the step", "gradients: expected"
# Arguments, bad values of them, what the message says was expected; and the doors, if not all.
EXPECTED = [
    ("nn", (None, "nn", NeuralNetwork, {"W1": X}, many()), "a NeuralNetwork"),
    ("rng", (0, np.random), "a generator such as np.random.default_rng(0)"),
    ("learning_rate epsilon solved_below size", NO_RATE, ABOVE_0),
    ("learning_rate epsilon solved_below size", TOO_LARGE, f"{ABOVE_0}, below 1.8e+308; got "),
    ("decay noise margin", (-1, NAN, "a"), FROM_0),
    ("decay noise margin", TOO_LARGE, f"{FROM_0}, below 1.8e+308; got "),
    ("beta beta1 beta2 momentum", (1, 1.5, -0.1, NAN, "0.9"), "a finite number 0 or more, below 1"),
    ("every batch_size m runs", NO_COUNT, f"{AT_LEAST} 1"),
    ("every batch_size m runs digits classes", (2**63,), f"a whole number below {2**63}"),
    ("bias", FLAGS, "True or False", MAKING),
    ("by_class mini_batches progress", FLAGS, "True or False"),
    ("sizes[1]", NO_COUNT, f"{AT_LEAST} 1", MAKING),
    ("epochs", NO_COUNT, f"{AT_LEAST} 1", "train Ensemble.train"),
    ("activation", ("swish", "softmax", None, np.tanh), one_of(ACTIVATIONS)),
    ("output", ("swish",), one_of(OUTPUTS)),
    ("loss", ("hinge", np.array(["mse", "mse"]), None), one_of(LOSSES)),
    ("init", ("zeros", ["he"]), one_of(INITIALISATIONS)),
    ("path", (*NO_PATH, "a\0b"), "that of a file, a str or an os.PathLike"),
    ("seeds snapshots", (5, {1, 2}, "12", MASKED), A_LIST),
    ("seeds", (None,), A_LIST),
    ("dtype", (int, "float32", None), "np.float32 or np.float64"),
    # Data.
    ("X", NO_NUMBERS, "numbers", f"{DATA} {FORWARD}"),
    ("X", (X[0], X[:, :1]), "shape (m, 2)", f"{DATA} {FORWARD} check_forward {MAPS}"),
    ("X", (with_entry(X, NAN), with_entry(X, INF)), "finite numbers", f"{DATA} {MAPS}"),
    ("X", (X[:0],), "at least one row and column", f"{DATA} {FORWARD}"),
    ("y", ("y", None), "numbers", f"{DATA} {RECORDED} plateaus classify_run {MAPS}"),
    ("y", (y[:3],), "shape (4, 1)", f"{DATA} {RECORDED} {MAPS}"),
    ("y", (y[:, 0],), "shape (4, 1)", f"{DATA} {RECORDED}"),
    ("y", (with_entry(y, NAN), with_entry(y, INF)), "finite numbers", f"{DATA} plateaus"),
    ("y", (y - 1, with_entry(y, 0.5)), LABELS, f"{DATA} {RECORDED}"),
    ("y", (with_entry(y, NAN),), f"{LABELS}; got nan", RECORDED),
    ("y", (y + 1,), "targets 0 and 1", MAPS),
    ("y", (y[:, 0],), "shape (m, n)", "plateaus"),
    ("self", (parameters(S=X), parameters(b2=None)), NAMES, FORWARD),
    ("self", (parameters(W2=y),), "W2: expected shape (2, 1); got shape (4, 1)", FORWARD),
    ("self", (parameters(b1="b"),), "b1: expected numbers; got 'b'", FORWARD),
    ("nn", (INFINITE,), "W2: expected finite numbers; got inf at (1, 0)", MEASURED),
    ("nn", (parameters(b2=None),), NAMES, MEASURED),
    ("record", ("record", (X, X), CLASSES["record"]), RETURNED, RECORDED),
    # Update rules, and functions on trial.
    ("gradients", (None,), "a dictionary of W1, b1, W2, b2 (is a `return` missing?)", RULES),
    ("gradients", ({},), "a dictionary of W1, b1, W2, b2; got {}", RULES),
    ("gradients", ({"W3": X},), "one of W1, b1, W2, b2", RULES),
    ("gradients", (LATE,), "gradients['b2']: expected shape (1,); got shape (4, 2)", RULES),
    ("gradients", ({"b1": 0.0},), "gradients['b1']: expected shape (2,); got shape ()", RULES),
    ("backward", (5, NeuralNetwork, X, {}), "a function of nn, record and y"),
    ("backward", (overwrite, lambda *_: None), f"{GRADIENTS} a dictionary of W1, b1, W2, b2 ("),
    ("backward", (returning(W2=None),), f"{GRADIENTS} also W2; got ['W1', 'b1', 'b2']"),
    ("backward", (returning(b3=X),), f"{GRADIENTS} one of W1, b1, W2, b2; got 'b3'"),
    ("step", (overwrite,), f"{STEP}['W1']: expected finite numbers; got nan at (0, 0)"),
    ("step", (leaving(b1=None),), f"{STEP}: expected also b1; got "),
    ("step", (5, None, NeuralNetwork), "a function of nn, X, y and learning_rate"),
    ("predict", (None, NeuralNetwork), "a function, such as nn.predict"),
    ("update", (None, "adam", Momentum), "descend, WeightDecay(), Momentum() or Adam()"),
    ("learning_rate", ([1, "1", 2], [1, 1, -1]), ABOVE_0, "Ensemble.train"),
    ("learning_rate", ([1, 2],), "one number, or 3", "Ensemble.train"),
    ("batch_size", (5,), "at most the 4 patterns, or None"),
    ("snapshots", ([1.5],), f"{AT_LEAST} 0"),
    ("snapshots", (range(5),), "epochs up to 3; got 4"),
    ("validation", (X, (X, y, y)), "a pair (X, y)"),
    ("validation", ((X.T, y),), "validation: X: expected shape (m, 2); got shape (2, 4)"),
    ("validation", ((X, y - 1),), f"validation: y: expected {LABELS}; got -1"),
    # Figures.
    ("ax", (None, 5, plots, Figure(), POLAR), "axes of matplotlib, such as plt.gca()"),
    ("kind", ("x", ["curve"], None), one_of(plots.COLOURS)),
    ("label", (5, []), "a text"),
    ("label", (None,), "a text", "success_curve number_grid"),
    ("history", (None, ["a", "b"], [1, None]), "numbers"),
    ("history", ([], 0.5, np.eye(4)), NOT_EMPTY),
    ("history", ([1, NAN, 1], [INF, 1, 1]), "finite numbers"),
    ("history epochs", ([1, -1, 2],), "numbers of 0 or more", "loss_curve"),
    ("epochs", ([0, 1],), TWO, "loss_curve"),
    ("epochs", ([0, 1, NAN],), "finite numbers; got nan at (2,)", "loss_curve"),
    ("rates", ([0.5],), "shape (2,)"),
    ("rates", ([NAN, 1],), "finite numbers; got nan at (0,)"),
    ("rates", ([25, 100],), "numbers from 0 to 1"),
    ("rates", ([-1, 1],), "numbers of 0 or more"),
    ("intervals", ([None] * 2, None), "numbers"),
    ("intervals", ([(0.1, 0.4)],), "shape (2, 2)"),
    ("intervals", ([(0.4, 0.1), (0, 1)], [(-1, 0.1), (0, 1)], [(0, 0.1), (0, 2)]), LOW_HIGH),
    ("labels", ("ab",), A_LIST, "success_rates"),
    ("labels", ([1, 2],), "a text", "success_rates"),
    ("learning_rates", (1,), A_LIST),
    ("learning_rates", ([0, 1], [1, INF]), ABOVE_0),
    ("values", (5, [1, 2]), "shape (m, n)"),
    ("values", ([["a"]],), "numbers"),
    ("values", ([[NAN]],), "finite numbers; got nan at (0, 0)"),
    ("corner", ((0, 1, 2),), "shape (2,)"),
    ("corner", ((0, NAN),), "finite numbers; got nan at (1,)"),
    ("marked", (5, [5]), A_LIST),
    ("marked", ([(0, 0.5)],), f"{AT_LEAST} 0"),
    ("marked", ([(0, 2)], [(0, 1, 0)]), "cells (row, column) of a table of shape (2, 2)"),
    ("layers", ("ab", ["a", "b"]), A_LIST),
    ("layers", ([["a", []]],), "a text"),
    ("layers", ([], [["a"], ["a"]]), "names of units, each of them once"),
    ("nodes edges", (["a"], None), "a dictionary of texts"),
    ("nodes", ({"x1": 1},), "nodes['x1']: expected a text; got 1"),
    ("nodes edges", ({"c": ""},), KNOWN),
    ("edges", ({("x1", "c"): ""},), KNOWN),
    # The rest.
    ("seeds", ([],), "at least one"),
    ("seeds", ([0, -1],), f"{AT_LEAST} 0"),
    ("solved", (-1, 0.5, "1"), f"{AT_LEAST} 0"),
    ("solved", (6,), "at most runs=5"),
    ("i", (3,), "a whole number of at most 2"),
    ("i", (-4, 1.0), f"{AT_LEAST} -3"),
    ("classes", (1, 2.5), f"{AT_LEAST} 2", "blobs"),
    ("classes", (0,), f"{AT_LEAST} 1", "one_hot"),
    ("labels", (["3"], MASKED), "numbers", "one_hot"),
    ("labels", ([[1], [2]], 3), "shape (m,)", "one_hot"),
    ("labels", ([3], [-1], [0.5]), "whole numbers from 0 to 2", "one_hot"),
    ("parts", ([1], (0.5, 0.6)), "two or more shares that sum to 1"),
    ("parts", ((1, 0),), ABOVE_0),
    ("X y", (MASKED,), "X, y: expected arrays without a mask; got ", "split"),
    ("y", (y[:3],), "as many rows as X has", "split"),
    ("X", (1,), "y: expected as many rows as X has; got shapes ()", "split"),
    ("losses", ("x", [[1], [1, 2]]), "numbers"),
    ("losses", (X,), "shape (epochs,)"),
    ("losses", ([], [1.0]), "the start and at least one epoch"),
    ("y_hat", (y[:, 0],), "shape (4, 1)"),
    # One that needs another; ``...`` leaves an argument out.
    ("sizes[2]", (...,), "an input and an output size; got (2,)", MAKING, {"sizes[1]": ...}),
    ("loss", ("mse",), "categorical_cross_entropy for the output softmax", MAKING, SOFTMAX),
    ("output", ("tanh",), "loss: expected mse for the output tanh; got 'cross_entropy'"),
    ("activaton rng", (None,), f"settings: expected {one_of(SETTINGS)}; got ", "Ensemble"),
    ("y", (np.zeros((4, 3)),), "one-hot rows, a single 1 in each", RECORDED, CLASSES),
    ("y", ([0, 2, 1, 0],), f"shape (4, 3); got shape (4,); {ONE_HOT}", RECORDED, CLASSES),
    ("y", (2 * y,), f"shape (4, 3); got shape (4, 1); {ONE_HOT}", "train", {"nn": THREE}),
    ("y", BEYOND, REACHABLE, "train", {"nn": network(loss="mse")}),
    ("y", BEYOND, REACHABLE, "Ensemble.train", {"self": many(loss="mse")}),
    ("patience", (2,), "None without validation=(X, y), whose loss it watches"),
    ("patience", NO_COUNT, f"{AT_LEAST} 1", "train", {"validation": (X, y)}),
    ("nn", (FORGETFUL,), f"{GRADIENTS} a dictionary of W1, b", "train", {"batch_size": None}),
    ("update", (USED,), REMEMBERED.format("Adam"), "train", {"batch_size": None}),
    ("nn", (network(),), REMEMBERED.format("Adam"), "Adam.__call__"),
    ("nn", (network(),), REMEMBERED.format("Momentum"), "Momentum.__call__"),
    ("learning_rate", (2,), "below 1 / decay = 2", "WeightDecay.__call__", SHRINKING),
    ("learning_rate", (1e300,), "what float32 can hold", "Ensemble.train", SINGLE),
    ("X", (X[:2],), "at least one pattern for each part; got 2", "split", {"y": y[:2]}),
    ("X", ([],), "at least one pattern for each part", "split", {"y": [], "by_class": True}),
    ("X", (X[:2],), "at least one pattern for each part; got 2", "split", BY_CLASS),
    ("labels", ([2, 0.5],), "whole numbers from 0 to 2", "one_hot", {"classes": None}),
    ("history", (history(loss=np.ones((3, 3))),), f"{NOT_EMPTY}; got shape (3, 3)"),
    ("history", (history(epoch=[0, 1]),), f"epochs: expected {TWO}", "loss_curve", {"epochs": ...}),
    ("history", (history(validation_loss=[1, 0.5]),), "epochs: expected shape (2,)"),
    ("X", FAR, "patterns that a grid of finite numbers can cover", "decision_map", {"y": [0, 1]}),
    ("labels", (["a"],), "rates: expected shape (1,); got shape (2,)", "success_rates"),
    ("labels", ([],), f"rates: expected {NOT_EMPTY}", "success_rates", NO_ROWS),
    # Exercises and questions.
    ("nn", (INFINITE, HUGE), FINITE, JUDGED),
    ("nn", (INFINITE,), FINITE, "check_forward"),
    ("subject", ("x",), "one of forward, loss, backward, step", "mistaken_answers from_catalogue"),
    ("problem", (None,), "a Problem, as make_problem makes it", "mistaken_answers"),
    ("right", (None,), "numbers", "check_numbers"),
    ("right", (NAN,), "finite numbers", "check_numbers"),
    ("right", ([], {}), "at least one number", "check_numbers"),
    ("right", ({1: 2},), TEXTS, "check_numbers"),
    ("right", ("d",), "one of yes, no", "choice"),
    ("answers", (["a", "b"], {"a": "", 1: ""}), TEXTS, "choice"),
    ("answers", ({"yes": ""},), "the number of answers: expected a whole number of", "choice"),
    ("mistakes", (5, {3: 3}), TEXTS, NUMBERS),
    ("mistakes", ({"x": "a"},), "mistakes['x']: expected numbers; got 'a'", NUMBERS),
    ("mistakes", ({"x": INF},), "mistakes['x']: expected finite numbers; got", NUMBERS),
    ("mistakes", ({"x": 3},), "mistakes['x']: expected numbers for W", "check_numbers", NAMED),
    ("digits", (-1,), f"{AT_LEAST} 0", "check_numbers"),
    ("digits", (1.5,), f"{AT_LEAST} 1", "number"),
    ("digits", (18,), "at most 17, as many as a float has", "number"),
    ("value", ("0.5",), "numbers", "number"),
    ("value", ([2],), "shape ()", "number"),
    ("value", (NAN,), "finite numbers", "number"),
    ("percent", (100.5, -1), "a number from 0 to 100", "guess"),
    ("place", ("W3", ""), "one of W1, b1, W2, b2", "from_catalogue"),
    ("place", NO_PLACES, "W1 of shape (2, 2), as in W1[0, 0]", "from_catalogue"),
    ("place", ("b2[1]",), "b2 of shape (1,), as in b2[0]", "from_catalogue"),
    ("place", ("cost",), "one of loss", "from_catalogue", {"subject": "loss"}),
    ("place", ("loss[0]",), "loss of shape (), as in loss", "from_catalogue", {"subject": "loss"}),
    ("inputs[0]", ("b",), "inputs[0]: expected numbers; got 'b'", "check_operation"),
    ("inputs[0]", (X[:0],), "inputs[0]: expected at least one number; got ", "check_operation"),
    ("inputs[0]", (NAN,), "inputs[0]: expected finite numbers; got nan", "check_operation"),
    ("constants", (2,), "a tuple of what follows the inputs", "check_operation"),
    # What a function on trial returns or leaves.
    *(("backward", (returning(b1=b),), f"gradients['b1']: expected {e}") for b, e in BAD_b1),
    *(("step", (leaving(b1=b),), f"{STEP}['b1']: expected {e}") for b, e in BAD_b1),
    *(("predict", (answer,), expected) for answer, expected in ANSWERS),
]


def rows():
    """Each bad call: its door, the arguments that are changed, and how the message begins."""
    takes = {door: inspect.signature(FUNCTIONS[name]).parameters for door, name in DOORS.items()}
    for arguments, values, expected, *more in EXPECTED:
        doors, others = (*more, *("", {})[len(more) :])
        pairs = itertools.product(doors.split() or DOORS, arguments.split())
        pairs = [(door, argument) for door, argument in pairs if doors or argument in takes[door]]
        assert pairs, f"no door has {arguments}"
        for (door, argument), value in itertools.product(pairs, values):
            named = "" if ": expected" in expected else f"{argument.partition('[')[0]}: expected "
            yield door, {argument: value} | others, named + expected + came(value, expected)


def came(value, expected):
    """What the message says of a bad value, where that is short."""
    if "got" in expected or ": expected" in expected:
        return ""
    if expected.startswith("shape"):
        return f"; got shape {np.shape(value)}"
    return f"; got {value!r}" if isinstance(value, str | int | float | None) else ""


BAD = list(rows())


@each(("door", "changes", "message"), BAD, ids=[f"{door}, {message}" for door, _, message in BAD])
def test_bad_input_is_refused_by_name_and_nothing_is_changed(door, changes, message, tmp_path):
    call = good(door, tmp_path)
    call = call._replace(arguments=replaced(call.arguments, changes, gone=...))
    before, files = state(call.arguments), os.listdir(tmp_path)
    with pytest.raises(ValueError, match="^" + re.escape(message)):
        call()
    assert (state(call.arguments), os.listdir(tmp_path)) == (before, files)


@each("look", [NeuralNetwork.loss, NeuralNetwork.backward])
@each("nn", [network(), THREE])
def test_labels_that_were_right_are_read_again_when_they_change(look, nn):
    record, labels = nn.forward(X), np.eye(nn.sizes[-1])[[0] * 4]
    look(nn, record, labels)
    labels[2, 0] = 0.5
    with pytest.raises(ValueError, match=LABELS):
        look(nn, record, labels)


# Unusual input that is accepted.
@each("value", [1, 0.5, np.float64(0.5), np.int64(2), np.float32(0.25)])
def test_every_kind_of_number_is_a_learning_rate(value):
    for rates in (value, [value], [value] * 3, np.array([value] * 3)):
        assert np.isfinite(many().train(X, y, learning_rate=rates, epochs=3).loss).all()


@each("size", [np.int64(2), np.uint8(2)])
def test_every_kind_of_whole_number_is_a_size(size):
    assert NeuralNetwork(size, size, 1).parameter_count == 9
    options = {"batch_size": size, "epochs": size, "every": size, "snapshots": [size]}
    assert train(network(), X, y, learning_rate=1, **options).epoch.tolist() == [0, 2]


@each("seeds", [[4, 5], (4, 5), range(4, 6), np.array([4, 5])])
def test_every_kind_of_list_holds_seeds(seeds):
    assert Ensemble(2, 2, 1, seeds=seeds).seeds == [4, 5]
