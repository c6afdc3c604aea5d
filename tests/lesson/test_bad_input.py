"""Public functions refuse bad input, and say which argument, what was expected and what came.

Here each check has the values that tell most about it. `make fuzz` tries thousands of others.
"""

import os
import re
from functools import partial

import numpy as np
import pytest
from each import each
from judge import state

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
    check_gradient,
    check_step,
    datasets,
    descend,
    load,
    numerical_gradient,
    save,
    to_code,
    train,
)
from plainnet.autograd import Tensor
from plainnet.exercises import check_forward
from plainnet.lab.ensemble import success_interval
from plainnet.lab.hessian import hessian, sharpness
from plainnet.training_outcomes import classify_run, plateaus

X, y = datasets.xor()
NAN, INF = float("nan"), float("inf")
MASKED = np.ma.masked_array([0.5, 0.5], [True, False])
GOOD = {"learning_rate": 1, "epochs": 3}


def network(**settings):
    return NeuralNetwork(2, 2, 1, rng=np.random.default_rng(0), **settings)


def classes():
    return NeuralNetwork(2, 3, output="softmax", rng=np.random.default_rng(0))


def with_entry(array, value):
    changed = array.copy()
    changed[2, 0] = value
    return changed


def parameters(**changes):
    """A network with these parameters replaced; ``None`` removes one."""
    nn = network()
    nn.parameters = {k: p for k, p in (nn.parameters | changes).items() if p is not None}
    return nn


# The functions to call, with good defaults for all arguments that ARGUMENTS does not set.
def making(*sizes, **settings):
    return NeuralNetwork(*(sizes or (2, 2, 1)), **settings)


def forward(X=X, nn=None):
    return (nn or network()).forward(X)


def loss(y=y, nn=None, record=None):
    nn = nn or network()
    return nn.loss(record or nn.forward(X), y)


def backward(y=y, record=None):
    nn = network()
    return nn.backward(record or nn.forward(X), y)


def training(nn=network, X=X, y=y, **options):
    return train(nn() if nn is network else nn, X, y, **(GOOD | options))


def checking(nn=None, X=X, y=y, **options):
    return check_gradient(nn or network(), X, y, **options)


def stepping(step=lambda *_: None, learning_rate=1, **options):
    return check_step(network(), X, y, step, learning_rate, **options)


def ensemble(seeds=range(3), **settings):
    return Ensemble(2, 2, 1, seeds=seeds, **settings)


def together(dtype=np.float64, X=X, y=y, **options):
    return ensemble(dtype=dtype).train(X, y, **(GOOD | options))


def splitting(X=X, y=y, parts=(0.5, 0.5), **options):
    return datasets.split(X, y, parts, **options)


def classifying(losses=(1.0, 0.5), y_hat=y, y=y, loss="mse"):
    return classify_run(losses, y_hat, y, loss)


def one_of(table):
    return f"one of {', '.join(table)}"


ABOVE_0, FROM_0 = "a finite number above 0", "a finite number 0 or more"
BELOW_1 = "a finite number 0 or more, below 1"
AT_LEAST_2, AT_LEAST_1, AT_LEAST_0 = (f"a whole number of at least {k}" for k in (2, 1, 0))
A_GENERATOR = "a generator such as np.random.default_rng(0)"
A_RULE = "descend, WeightDecay(), Momentum() or Adam()"
A_PATH = "that of a file, a str or an os.PathLike"
A_DTYPE = "np.float32 or np.float64"
NO_RATE, NO_COUNT = (0, -1, NAN, INF, "0.1", None), (0, 2.0, "2", True)
LEARN = training, together, checking
# A call, its bad argument, bad values of it, and what the message says was expected.
ARGUMENTS = [
    (making, "activation", ("swish", "softmax", None, np.tanh), one_of(ACTIVATIONS)),
    (making, "output", ("swish",), one_of(OUTPUTS)),
    (making, "loss", ("hinge", np.array(["mse", "mse"])), one_of(LOSSES)),
    (making, "init", ("zeros", ["he"]), one_of(INITIALISATIONS)),
    (making, "rng", (0, np.random), A_GENERATOR),
    (forward, "X", ([["0", "1"]], [[0, 1], [2]], 1j * X, MASKED, None), "numbers"),
    (forward, "X", (X[0], X[:, :1]), "shape (m, 2)"),
    (loss, "y", ("y", None), "numbers"),
    (backward, "y", ("y", None), "numbers"),
    *[(call, "y", (y[:, 0], y[:3]), "shape (4, 1)") for call in (loss, backward, *LEARN)],
    (training, "nn", ("nn", None, NeuralNetwork, ensemble()), "a NeuralNetwork"),
    (training, "learning_rate", (*NO_RATE, [0.1]), ABOVE_0),
    (training, "epochs", NO_COUNT, AT_LEAST_1),
    (training, "every", NO_COUNT, AT_LEAST_1),
    (training, "batch_size", NO_COUNT, AT_LEAST_1),
    (training, "batch_size", (5,), "at most the 4 patterns, or None"),
    (training, "rng", (0, np.random), A_GENERATOR),
    (training, "update", (None, "adam", Momentum), A_RULE),
    (training, "snapshots", (5, {1, 2}), "a list or a range"),
    (training, "validation", (X, (X, y, y)), "a pair (X, y)"),
    (training, "patience", (2,), "None without validation=(X, y), whose loss it watches"),
    (lambda patience: training(validation=(X, y), patience=patience), "patience", (0,), AT_LEAST_1),
    (Momentum, "beta", (1, -0.1, NAN, "0.9"), BELOW_1),
    (Adam, "beta1", (1.5,), BELOW_1),
    (Adam, "beta2", (None,), BELOW_1),
    (Adam, "epsilon", (0, "small"), ABOVE_0),
    (WeightDecay, "decay", (-1, NAN), FROM_0),
    (checking, "backward", (5, NeuralNetwork, X), "a function of nn, record and y"),
    (checking, "epsilon", NO_RATE[:-1], ABOVE_0),
    (checking, "rng", (1,), A_GENERATOR),
    (stepping, "step", (5, None, NeuralNetwork), "a function of nn, X, y and learning_rate"),
    (stepping, "learning_rate", NO_RATE, ABOVE_0),
    (stepping, "epsilon", (0,), ABOVE_0),
    (lambda epsilon: numerical_gradient(network(), X, y, epsilon), "epsilon", (0,), ABOVE_0),
    (ensemble, "seeds", (5, None, {1, 2}, "12", MASKED), "a list or a range"),
    (ensemble, "dtype", (int, "float32", None), A_DTYPE),
    (ensemble().network, "i", (3,), "a whole number of at most 2"),
    (ensemble().network, "i", (-4, 1.0), "a whole number of at least -3"),
    (together, "learning_rate", NO_RATE, ABOVE_0),
    (together, "epochs", NO_COUNT, AT_LEAST_1),
    (together, "every", NO_COUNT, AT_LEAST_1),
    (together, "momentum", (1, "0.9"), BELOW_1),
    (load, "path", (1, None, b"x", os.curdir, "a\0b"), A_PATH),
    (lambda path: save(network(), path), "path", (1, None, b"x", os.curdir, "a\0b"), A_PATH),
    (to_code, "nn", ({"W1": X}, NeuralNetwork), "a NeuralNetwork"),
    (lambda nn: save(nn, os.devnull), "nn", ({"W1": X}, NeuralNetwork), "a NeuralNetwork"),
    (datasets.noisy_xor, "m", NO_COUNT, AT_LEAST_1),
    (lambda noise: datasets.two_moons(9, noise), "noise", (-0.1, NAN), FROM_0),
    (lambda rng: datasets.two_moons(9, rng=rng), "rng", (7,), A_GENERATOR),
    (lambda classes: datasets.blobs(9, classes=classes), "classes", (1, 2.5), AT_LEAST_2),
    (datasets.one_hot, "labels", (["3"], MASKED), "numbers"),
    (lambda classes: datasets.one_hot([0], classes), "classes", (0,), AT_LEAST_1),
    (splitting, "rng", (0,), A_GENERATOR),
    (splitting, "parts", ([1], (0.5, 0.6)), "two or more shares that sum to 1"),
    (classifying, "losses", ("x", [[1], [1, 2]]), "numbers"),
    (classifying, "losses", (X,), "shape (epochs,)"),
    (classifying, "y_hat", (y[:, 0],), "shape (4, 1)"),
    (classifying, "y", (["x"],), "numbers"),
    (classifying, "loss", (["mse"],), "the name of a loss"),
    (lambda y: plateaus(y, "mse"), "y", (["x"],), "numbers"),
    (lambda y: plateaus(y, "mse"), "y", (y[:, 0],), "shape (m, n)"),
    (lambda loss: plateaus(y, loss), "loss", ("hinge",), one_of(LOSSES)),
    (lambda runs: success_interval(0, runs), "runs", NO_COUNT, AT_LEAST_1),
    (lambda solved: success_interval(solved, 3), "solved", (-1, 0.5, "1"), AT_LEAST_0),
    (lambda solved: success_interval(solved, 3), "solved", (4,), "at most runs=3"),
    # test_mistakes.py and test_tensors.py have more cases of these functions
    (lambda nn: check_forward(y, nn, X), "nn", (None,), "a NeuralNetwork"),
    (lambda X: check_forward(y, network(), X), "X", (X.T,), "shape (m, 2)"),
    (Tensor, "data", (["x"], MASKED), "numbers"),
]
LABELS = "y: expected labels 0 and 1 for cross-entropy; got "
NAMES = "nn.parameters: expected the names W1, b1, W2, b2; got "
NAN_IN_X = "X: expected finite numbers; got nan at (2, 0)"
INF_IN_W2 = "W2: expected finite numbers; got inf at (1, 0)"
INFINITE = parameters(W2=[[1], [INF]])
# A call, and the start of its error message.
OTHERS = [
    (lambda: making(2), "sizes: expected an input and an output size; got (2,)"),
    *[(lambda n=n: making(2, n, 1), f"sizes: expected {AT_LEAST_1}; got {n!r}") for n in NO_COUNT],
    (lambda: making(output="softmax", loss="mse"), "loss: expected one for the output softmax; "),
    (lambda: making(output="tanh"), "loss: expected one for the output tanh; got 'cross_entropy'"),
    (lambda: forward(X[:0]), "X: expected at least one row and column; got (0, 2)"),
    (lambda: forward(nn=parameters(S=X)), NAMES),
    (lambda: forward(nn=parameters(b2=None)), NAMES),
    (lambda: forward(nn=parameters(W2=y)), "W2: expected shape (2, 1); got shape (4, 1)"),
    (lambda: forward(nn=parameters(b1="b")), "b1: expected numbers; got 'b'"),
    *[
        (lambda call=call, record=record: call(record=record), "record: expected what forward of ")
        for call in (loss, backward)
        for record in ("record", tuple(forward()), classes().forward(X))
    ],
    *[
        (lambda call=call, entry=entry: call(y=with_entry(y, entry)), f"{LABELS}{entry}")
        for call in (loss, *LEARN)
        for entry in (-1.0, 0.5)
    ],
    (lambda: loss(with_entry(y, NAN)), f"{LABELS}nan"),
    (lambda: loss(np.zeros((4, 3)), classes()), "y: expected one-hot rows, a single 1 in each; "),
    *[(lambda call=call: call(X=with_entry(X, NAN)), NAN_IN_X) for call in LEARN],
    (lambda: training(y=with_entry(y, INF)), "y: expected finite numbers; got inf at (2, 0)"),
    (lambda: training(network(loss="mse"), y=y + 1), "y: expected numbers from 0 to 1, for an out"),
    (lambda: training(snapshots=[1.5]), f"snapshots: expected {AT_LEAST_0}; got 1.5"),
    (lambda: training(snapshots=range(5)), "snapshots: expected epochs up to 3; got 4"),
    (lambda: training(validation=(X.T, y)), "validation: X: expected shape (m, 2); got shape (2,"),
    (lambda: training(validation=(X, y - 1)), f"validation: {LABELS}-1"),
    *[
        (lambda make=make, arguments=arguments: make()(*arguments), message)
        for make in (lambda: descend, WeightDecay, Momentum, Adam)
        for arguments, message in [
            ((None, {"b1": y}, 1), "nn: expected a NeuralNetwork; got None"),
            ((network(), {}, 0), f"learning_rate: expected {ABOVE_0}; got 0"),
            ((network(), None, 1), "gradients: expected a dictionary of W1, b1, W2, b2 (is a `ret"),
            ((network(), {"W3": X}, 1), "gradients: expected one of W1, b1, W2, b2; got 'W3'"),
            ((network(), {"b1": 0.0}, 1), "gradients['b1']: expected shape (2,); got shape ()"),
        ]
    ],
    (lambda: WeightDecay(0.5)(network(), {}, 2), "learning_rate: expected below 1 / decay = 2; go"),
    *[
        (lambda call=call, arguments=arguments: call(*arguments), message)
        for call in (check_gradient, numerical_gradient, hessian, sharpness)
        for arguments, message in [
            ((None, X, y), "nn: expected a NeuralNetwork; got None"),
            ((INFINITE, X, y), INF_IN_W2),
            ((network(), with_entry(X, NAN), y), NAN_IN_X),
            ((network(), X, with_entry(y, 0.5)), f"{LABELS}0.5"),
        ]
    ],
    (lambda: checking(backward=lambda *_: None), "gradients: expected a dictionary of W1, b1, W2"),
    (lambda: checking(backward=lambda *_: {"W1": X}), "gradients: expected also b1, W2, b2; got"),
    (lambda: ensemble([]), "seeds: expected at least one; got []"),
    (lambda: ensemble([0, -1]), f"seeds: expected {AT_LEAST_0}; got -1"),
    (lambda: ensemble(activation="swish"), f"activation: expected {one_of(ACTIVATIONS)}; got"),
    (lambda: ensemble(activaton="relu"), "settings: expected one of activation, output, loss, in"),
    (lambda: ensemble(rng=None), "settings: expected one of activation, output, loss, init, bias"),
    (lambda: together(learning_rate=[1, "1", 2]), f"learning_rate: expected {ABOVE_0}; got '1'"),
    (lambda: together(learning_rate=[1, 2]), "learning_rate: expected one number, or 3; got "),
    (lambda: together(np.float32, learning_rate=1e300), "learning_rate: expected what float32 can"),
    *[
        (lambda call=call, nn=nn: call(nn), message)
        for call in (to_code, lambda nn: save(nn, os.devnull))
        for nn, message in [(INFINITE, INF_IN_W2), (parameters(b2=None), NAMES)]
    ],
    *[
        (lambda labels=labels: datasets.one_hot(labels, 10), f"labels: expected {expected}; got ")
        for labels, expected in [
            *[([label], "whole numbers from 0 to 9") for label in (10, -1, 0.5)],
            ([[1], [2]], "shape (m,)"),
        ]
    ],
    (lambda: splitting(y=y[:3]), "y: expected as many rows as X has; got "),
    (lambda: splitting(MASKED), "X, y: expected arrays without a mask; got "),
    (lambda: splitting(parts=(1, 0)), f"parts: expected {ABOVE_0}; got 0"),
    (lambda: splitting(X[:1], y[:1]), "X: expected at least one pattern for each part; got 1"),
    (lambda: classifying(losses=[1.0]), "losses: expected the start and at least one epoch; got"),
    (lambda: plateaus(with_entry(y, NAN), "mse"), "y: expected finite numbers; got nan at (2, 0)"),
]


def what_came(value, expected):
    return f"shape {np.shape(value)}" if expected.startswith("shape") else repr(value)[:200]


BAD = OTHERS + [
    (
        partial(call, **{name: value}),
        f"{name}: expected {expected}; got {what_came(value, expected)}",
    )
    for call, name, values, expected in ARGUMENTS
    for value in values
]


@each(("call", "message"), BAD, ids=[re.sub(" at 0x[0-9a-f]+", "", message) for _, message in BAD])
def test_bad_input_says(call, message):
    with pytest.raises(ValueError, match="^" + re.escape(message)):
        call()


# A refused call leaves networks, data, generators and the memory of update rules unchanged.
def batches(**options):
    return GOOD | {"batch_size": 2, "rng": np.random.default_rng(1)} | options


def gradients(nn):
    return nn.backward(nn.forward(X), y)


def half_wrong(nn):
    """Gradients of which the last has a wrong shape."""
    return gradients(nn) | {"b2": X}


def used(rule, nn):
    """``rule`` after one step with ``nn``, which it remembers."""
    rule(nn, gradients(nn), 1)
    return rule


def spoil(nn, *data):
    """A bad function to check: it overwrites every array that it is given, and returns None."""
    for array in (*nn.parameters.values(), *data):
        array += np.nan


REFUSED = {
    "train, y": lambda nn: (train, [nn, X, with_entry(y, 0.5)], batches()),
    "train, patience": lambda nn: (train, [nn, X, y], batches(patience=2)),
    "train, validation": lambda nn: (train, [nn, X, y], batches(validation=(X, y - 1))),
    "train, update": lambda nn: (train, [nn, X, y], GOOD | {"update": used(Adam(), network())}),
    "descend": lambda nn: (descend, [nn, half_wrong(nn), 1], {}),
    "WeightDecay": lambda nn: (WeightDecay(), [nn, half_wrong(nn), 1], {}),
    "WeightDecay, rate": lambda nn: (WeightDecay(0.5), [nn, gradients(nn), 2.0], {}),
    "Momentum": lambda nn: (used(Momentum(), nn), [nn, half_wrong(nn), 1], {}),
    "Adam": lambda nn: (used(Adam(), nn), [nn, half_wrong(nn), 1], {}),
    "Adam, nn": lambda nn: (used(Adam(), network()), [nn, gradients(nn), 1], {}),
    "numerical_gradient": lambda nn: (numerical_gradient, [nn, X, with_entry(y, 0.5)], {}),
    "check_gradient": lambda nn: (check_gradient, [nn, X, y, lambda nn, _, y: spoil(nn, y)], {}),
    "check_step": lambda nn: (check_step, [nn, X, y, lambda nn, X, y, _: spoil(nn, X, y), 1], {}),
    "Ensemble.train": lambda _: (ensemble().train, [X, y], GOOD | {"learning_rate": [1, 1, -1]}),
    "split": lambda _: (datasets.split, [X[:2], y[:2]], {"rng": np.random.default_rng(1)}),
}


@each("refused", REFUSED.values(), ids=REFUSED)
def test_a_refused_call_leaves_everything_as_it_was(refused):
    nn = network()
    function, arguments, options = refused(nn)
    things = [nn, getattr(function, "__self__", function), arguments, options]
    before = state(things)
    with pytest.raises(ValueError, match="expected"):
        function(*arguments, **options)
    assert state(things) == before


# Unusual input that is accepted.
@pytest.mark.parametrize("value", [1, 0.5, np.float64(0.5), np.int64(2), np.float32(0.25)])
def test_every_kind_of_number_is_a_learning_rate(value):
    assert np.isfinite(training(learning_rate=value).loss).all()
    for rates in (value, [value], [value] * 3, np.array([value] * 3)):
        assert np.isfinite(together(learning_rate=rates).loss).all()


@pytest.mark.parametrize("size", [np.int64(2), np.uint8(2)])
def test_every_kind_of_whole_number_is_a_size(size):
    assert NeuralNetwork(size, size, 1).parameter_count == 9
    options = {"batch_size": size, "epochs": size, "every": size, "snapshots": [size]}
    assert training(**options).epoch.tolist() == [0, 2]


@pytest.mark.parametrize("seeds", [[4, 5], (4, 5), range(4, 6), np.array([4, 5])])
def test_every_kind_of_list_holds_seeds(seeds):
    assert ensemble(seeds).seeds == [4, 5]
