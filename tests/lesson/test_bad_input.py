"""A bad argument is a `ValueError` that says which, what was expected and what came."""

import os
import re
from pathlib import Path

import numpy as np
import pytest

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
    activations,
    check_gradient,
    check_step,
    datasets,
    descend,
    initialisations,
    load,
    losses,
    numerical_gradient,
    save,
    to_code,
    train,
)
from plainnet.lab.hessian import hessian, sharpness
from plainnet.training_outcomes import classify_run, plateaus, success_interval

X, y = datasets.xor()
NAN, INF = float("nan"), float("inf")
HUGE = 10**400  # too large for a float
FUNCTIONS = [f.__name__ for g in ACTIVATIONS.values() for f in g[:2]]


def network(**options):
    return NeuralNetwork(2, 2, 1, rng=np.random.default_rng(0), **options)


def broken():
    nn = network()
    nn.parameters["W2"][1] = INF
    return nn


def changed(change):
    """A network with other parameters; ``None`` takes one out."""
    nn = network()
    nn.parameters |= change
    nn.parameters = {name: value for name, value in nn.parameters.items() if value is not None}
    return nn


def with_parameters(value):
    """A network whose parameters are something else."""
    nn = network()
    nn.parameters = value
    return nn


def with_record(change):
    """Computes a loss from another record than `forward` returned."""
    nn = network()
    return lambda: nn.loss(change(nn.forward(X)), y)


def meanwhile(change, name):
    """Calls a method of a network whose parameters have changed since its forward pass."""
    nn = network()
    record = nn.forward(X)
    nn.parameters |= change
    return lambda: getattr(nn, name)(record, y)


def with_entry(array, value):
    changed = array.copy()
    changed[2, 0] = value
    return changed


def training(X=X, y=y, learning_rate=1, epochs=3, **options):
    return lambda: train(network(), X, y, learning_rate=learning_rate, epochs=epochs, **options)


def ensemble(seeds=range(3), dtype=np.float64, **settings):
    return lambda: Ensemble(2, 2, 1, seeds=seeds, dtype=dtype, **settings)


def together(X=X, y=y, learning_rate=1, epochs=3, dtype=np.float64, **options):
    many = ensemble(dtype=dtype)()
    return lambda: many.train(X, y, learning_rate=learning_rate, epochs=epochs, **options)


def updating(update, gradients, learning_rate=1):
    return lambda: update(network(), gradients, learning_rate)


def checking(X=X, y=y, **options):
    return lambda: check_gradient(network(), X, y, **options)


def stepping(learning_rate=1, X=X, y=y, **options):
    return lambda: check_step(network(), X, y, lambda *_: None, learning_rate, **options)


def making(*sizes, **options):
    return lambda: NeuralNetwork(*(sizes or (2, 2, 1)), **options)


def loss_of(y, **options):
    nn = network(**options)
    return lambda: nn.loss(nn.forward(X), y)


def gradient_of(y, **options):
    nn = network(**options)
    return lambda: nn.backward(nn.forward(X), y)


def classes():
    return NeuralNetwork(2, 3, output="softmax", rng=np.random.default_rng(0))


def one_of(table):
    return f"expected one of {', '.join(table)}; got "


ABOVE_0 = "expected a finite number above 0; got "
FROM_0 = "expected a finite number 0 or more; got "
AT_LEAST_1 = "expected a whole number of at least 1; got "
AT_LEAST_0 = "expected a whole number of at least 0; got "
BELOW_1 = "expected a number from 0 to below 1; got "
A_RULE = "expected descend, WeightDecay(), Momentum() or Adam(); got "
A_BACKWARD = "expected a function of nn, record and y; got "
A_STEP = "expected a function of nn, X, y and learning_rate; got "
A_GENERATOR = "rng: expected a generator such as np.random.default_rng(0); got "
A_LIST = "expected a list or a range; got "
SETTINGS = "expected one of activation, output, loss, init, bias; got "
MASKED = np.ma.masked_array([0.5, 0.5], [True, False])
NO_NUMBERS = ("x", ["x"], None, [None], 1j, [1, [2]], {1}, {"z": 1}, HUGE, MASKED)


def shown(value):
    """How a message shows ``value``."""
    return f"{value!r}"[:200]


BAD = [
    # sizes and names
    (making(2), "sizes: expected at least an input and an output size; got (2,)"),
    (making(2, 0, 1), f"sizes: {AT_LEAST_1}0"),
    (making(2, -1, 1), f"sizes: {AT_LEAST_1}-1"),
    (making(2, 2.0, 1), f"sizes: {AT_LEAST_1}2.0"),
    (making(2, "2", 1), f"sizes: {AT_LEAST_1}'2'"),
    (making(2, True, 1), f"sizes: {AT_LEAST_1}True"),
    (making([2, 2], 1), f"sizes: {AT_LEAST_1}[2, 2]"),
    (making(activation="swish"), f"activation: {one_of(ACTIVATIONS)}'swish'"),
    (making(activation=None), f"activation: {one_of(ACTIVATIONS)}None"),
    (making(activation=np.tanh), f"activation: {one_of(ACTIVATIONS)}<ufunc 'tanh'>"),
    (making(activation="softmax"), f"activation: {one_of(ACTIVATIONS)}'softmax'"),
    (making(output="swish"), f"output: {one_of(OUTPUTS)}'swish'"),
    (
        making(output="softmax", loss="mse"),
        "loss: expected 'cross_entropy' with output 'softmax'; got 'mse'",
    ),
    (
        making(output="sigmoid", loss="categorical_cross_entropy"),
        "output: expected softmax with loss 'categorical_cross_entropy'; got 'sigmoid'",
    ),
    (making(loss="hinge"), f"loss: {one_of(LOSSES)}'hinge'"),
    (making(init="zeros"), f"init: {one_of(INITIALISATIONS)}'zeros'"),
    (making(init=["he"]), f"init: {one_of(INITIALISATIONS)}['he']"),
    (making(output="tanh"), "output: expected sigmoid with loss 'cross_entropy'; got 'tanh'"),
    (making(rng=0), "rng: expected a generator such as np.random.default_rng(0); got 0"),
    (making(10**6, 10**6, 1), "memory: this needs 8000.0 GB, and "),
    (making(10**6, 10**6, 10**6), "memory: this needs 16000.0 GB, and "),
    # inputs
    (lambda: network().forward(X[0]), "X: expected shape (m, 2), got shape (2,)"),
    (lambda: network().forward(X[:, :1]), "X: expected shape (m, 2), got shape (4, 1)"),
    (lambda: network().predict(X[None]), "X: expected shape (m, 2), got shape (1, 4, 2)"),
    (lambda: network().predict(X[:0]), "X: expected at least one row and column, got (0, 2)"),
    (lambda: network().predict(1.0), "X: expected shape (m, 2), got shape ()"),
    (lambda: network().predict([["a", "b"]]), "X: expected numbers; got [['a', 'b']]"),
    (lambda: network().predict([[0, 1], [2]]), "X: expected numbers; got [[0, 1], [2]]"),
    (lambda: network().predict([["0", "1"]]), "X: expected numbers; got [['0', '1']]"),
    (lambda: network().predict(1j * X[:1]), "X: expected numbers; got array([[0.+0.j, 0.+0.j]])"),
    (lambda: network().predict(None), "X: expected "),
    (training(X=with_entry(X, NAN)), "X: expected finite numbers; got nan at (2, 0)"),
    (training(X=with_entry(X, INF)), "X: expected finite numbers; got inf at (2, 0)"),
    (training(X=X[:3]), "y: expected shape (3, 1), got shape (4, 1)"),
    (training(X=X[:0], y=y[:0]), "X: expected at least one row and column, got (0, 2)"),
    (checking(X=with_entry(X, -INF)), "X: expected finite numbers; got -inf at (2, 0)"),
    (checking(X=X.T), "X: expected shape (m, 2), got shape (2, 4)"),
    (stepping(X=with_entry(X, NAN)), "X: expected finite numbers; got nan at (2, 0)"),
    (lambda: numerical_gradient(network(), X.T, y), "X: expected shape (m, 2), got shape (2, 4)"),
    # records
    *[
        (with_record(change), "record: expected what forward of this network returned; got ")
        for change in (
            lambda record: None,
            lambda record: tuple(record),
            lambda record: record._replace(Z=np.ones((2, 4, 2))),
            lambda record: record._replace(A=iter(record.A)),
            lambda record: record._replace(Z=record.Z[:1]),
            lambda record: record._replace(A=[*record.A, y]),
        )
    ],
    *[
        (with_record(change), f"record.{message}")
        for change, message in [
            (
                lambda record: record._replace(A=[X[:3], *record.A[1:]]),
                "Z[0]: expected shape (3, 2), got shape (4, 2)",
            ),
            (
                lambda record: record._replace(A=[X, np.ones((4, 3)), y]),
                "A[1]: expected shape (4, 2), got shape (4, 3)",
            ),
            (
                lambda record: record._replace(Z=[record.Z[0], y[:3]]),
                "Z[1]: expected shape (4, 1), got shape (3, 1)",
            ),
            (lambda record: record._replace(A=["X", X, y]), "A[0]: expected numbers; got 'X'"),
            (lambda record: record._replace(A=[X, X, None]), "A[2]: expected numbers; got None"),
        ]
    ],
    *[
        (meanwhile(change, name), message)
        for name in ("loss", "backward")
        for change, message in [
            ({"W2": y[:3]}, "W2: expected shape (2, 1), got shape (3, 1)"),
            ({"b1": "b"}, "b1: expected numbers; got 'b'"),
        ]
    ],
    # targets
    (loss_of(y[:, 0]), "y: expected shape (4, 1), got shape (4,)"),
    (loss_of(y.T), "y: expected shape (4, 1), got shape (1, 4)"),
    (loss_of(with_entry(y, NAN)), "y: expected finite numbers; got nan at (2, 0)"),
    (loss_of(y - 1), "y: expected labels 0 and 1 for cross-entropy; got -1.0"),
    (loss_of(with_entry(y, NAN), loss="mse"), "y: expected finite numbers; got nan at (2, 0)"),
    (gradient_of(y[:, 0]), "y: expected shape (4, 1), got shape (4,)"),
    (gradient_of(y[:3]), "y: expected shape (4, 1), got shape (3, 1)"),
    (gradient_of(y + 1), "y: expected labels 0 and 1 for cross-entropy; got 2.0"),
    (gradient_of(with_entry(y, INF), loss="mse"), "y: expected finite numbers; got inf at (2, 0)"),
    (training(y=y[:, 0]), "y: expected shape (4, 1), got shape (4,)"),
    (training(y=with_entry(y, 0.5)), "y: expected labels 0 and 1 for cross-entropy; got 0.5"),
    (checking(y=y[:, 0]), "y: expected shape (4, 1), got shape (4,)"),
    (stepping(y=y[:, 0]), "y: expected shape (4, 1), got shape (4,)"),
    # what is on trial
    *[
        (checking(X=X, backward=value), f"backward: {A_BACKWARD}{value!r}")
        for X in (X, X.T)
        for value in (5, "backward", NeuralNetwork)
    ],
    *[
        (lambda value=value: check_step(network(), X.T, y, value, 1), f"step: {A_STEP}{value!r}")
        for value in (5, None, NeuralNetwork)
    ],
    # settings of a run
    *[
        (call(learning_rate=value), f"learning_rate: {ABOVE_0}{value!r}")
        for call in (training, stepping)
        for value in (0, -1, NAN, INF, -INF, "fast", "0.1", None, [0.1], 1j)
    ],
    *[
        (call(epochs=value), f"epochs: {AT_LEAST_1}{value!r}")
        for call in (training, together)
        for value in (0, -5, 10.0, "10", None, NAN, True)
    ],
    *[
        (training(batch_size=value), f"batch_size: {AT_LEAST_1}{value!r}")
        for value in (0, -1, NAN, 2.0, "2", True)
    ],
    (training(batch_size=5), "batch_size: expected at most the 4 patterns, or None; got 5"),
    *[
        (training(rng=0, batch_size=size), "rng: expected a generator such as ")
        for size in (None, 2, 4)
    ],
    (training(rng=np.random, batch_size=2), "rng: expected a generator such as "),
    *[
        (call(every=value), f"every: {AT_LEAST_1}{value!r}")
        for call in (training, together)
        for value in (0, -1, 2.5, "3", NAN, True)
    ],
    (training(every=None), f"every: {AT_LEAST_1}None"),
    (training(snapshots=(0, -1)), f"snapshots: {AT_LEAST_0}-1"),
    (training(snapshots=(1.5,)), f"snapshots: {AT_LEAST_0}1.5"),
    # updates
    *[
        (training(update=value), f"update: {A_RULE}{value!r}")
        for value in (None, "adam", 0.9, Momentum, Adam)
    ],
    *[
        (lambda make=make, value=value: make(value), f"{name}: {bound}{value!r}")
        for make, name in [
            (Momentum, "beta"),
            (lambda value: Adam(beta1=value), "beta1"),
            (lambda value: Adam(beta2=value), "beta2"),
            (lambda value: together(momentum=value)(), "momentum"),
        ]
        for bound, values in [(BELOW_1, (1, 1.5)), (FROM_0, (-0.1, NAN, INF, "0.9", None))]
        for value in values
    ],
    *[
        (lambda value=value: Adam(epsilon=value), f"epsilon: {ABOVE_0}{value!r}")
        for value in (0, -1e-8, NAN, "small")
    ],
    *[
        case
        for make in (Momentum, Adam)
        for case in [
            (training(update=make(), learning_rate=0), f"learning_rate: {ABOVE_0}0"),
            (updating(make(), {"W3": 0}), "gradients: expected one of W1, b1, W2, b2; got"),
            (updating(make(), {"b1": 0.0}), "gradients['b1']: expected shape (2,), got shape ()"),
        ]
    ],
    # ensembles
    (ensemble(seeds=5), "seeds: expected a list or a range; got 5"),
    (ensemble(seeds=None), "seeds: expected a list or a range; got None"),
    (ensemble(seeds=iter([1])), "seeds: expected a list or a range; got <list_iterator"),
    (ensemble(seeds=[]), f"the number of seeds: {AT_LEAST_1}0"),
    *[
        (ensemble(seeds=[0, value]), f"seeds: {AT_LEAST_0}{value!r}")
        for value in (-1, 1.5, "1", None, NAN, True)
    ],
    *[
        (ensemble(dtype=value), f"dtype: expected np.float32 or np.float64; got {value!r}")
        for value in (float, int, np.float16, "float32", None)
    ],
    *[
        (ensemble(seeds=value), f"seeds: {A_LIST}{shown(value)}")
        for value in ({1, 2}, {1: 2}, "12", b"12", np.array(5), np.ma.array([1, 2]), object())
    ],
    (ensemble(seeds=np.array([[1], [2]])), f"seeds: {AT_LEAST_0}array([1])"),
    (ensemble(seeds=range(10**30)), "memory: this needs "),
    *[
        (ensemble(dtype=value), f"dtype: expected np.float32 or np.float64; got {shown(value)}")
        for value in ([1, 2], {1}, np.array([1, 2]), np.dtype(">f8"), 1j, MASKED)
    ],
    (ensemble(activaton="relu"), f"settings: {SETTINGS}'activaton'"),
    (ensemble(rng=np.random.default_rng(0)), f"settings: {SETTINGS}'rng'"),
    (lambda: Ensemble(10**5, 10**5, 1, seeds=[0]), "memory: this needs "),
    (lambda: Ensemble(HUGE, 2, 1, seeds=[0]), "memory: this needs "),
    (lambda: Ensemble([2], 2, 1, seeds=[0]), f"sizes: {AT_LEAST_1}[2]"),
    *[
        (lambda i=i: ensemble()().network(i), f"i: {bound}{i!r}")
        for bound, values in [
            ("expected a whole number of at most 2; got ", (3, 5)),
            (
                "expected a whole number of at least -3; got ",
                (-4, None, "1", 1.0, [1], slice(2), True, np.array([1])),
            ),
        ]
        for i in values
    ],
    (ensemble(activation="swish"), f"activation: {one_of(ACTIVATIONS)}'swish'"),
    (lambda: Ensemble(2, seeds=[0]), "sizes: expected at least an input and an output size; got"),
    (together(X=X.T), "X: expected shape (m, 2), got shape (2, 4)"),
    (together(X=with_entry(X, NAN)), "X: expected finite numbers; got nan at (2, 0)"),
    (together(y=y[:3]), "y: expected shape (4, 1), got shape (3, 1)"),
    (together(y=with_entry(y, 0.5)), "y: expected labels 0 and 1 for cross-entropy; got 0.5"),
    *[
        (together(learning_rate=value), f"learning_rate: {ABOVE_0}{value!r}")
        for value in (0, -1, NAN, INF, -INF, "fast", "0.1", None, 1j)
    ],
    *[
        (together(learning_rate=[1, value, 2]), f"learning_rate: {ABOVE_0}{value!r}")
        for value in (0, -1, NAN, "1", None, [1])
    ],
    *[
        (
            together(learning_rate=np.ones(count)),
            f"learning_rate: expected one number, or 3; got {count}",
        )
        for count in (0, 2, 4)
    ],
    (together(learning_rate=np.ones((1, 3))), f"learning_rate: {ABOVE_0}array([1., 1., 1.])"),
    *[
        (together(learning_rate=value), f"learning_rate: {ABOVE_0}{shown(value)}")
        for value in ({1}, {1: 2}, HUGE, np.array(1.0))
    ],
    (together(learning_rate=np.ma.array([1, 2, 3])), f"learning_rate: {A_LIST}masked_array"),
    *[
        (together(dtype=np.float32, learning_rate=value), f"learning_rate: {message}{value!r}")
        for message in ["expected what float32 can hold; got "]
        for value in (1e300, 1e-300, [1, 1e300, 1])
    ],
    *[
        (together(epochs=epochs, every=every), "memory: this needs ")
        for epochs, every in [(HUGE, None), (HUGE, 1), (10**9, 1), (10**12, None)]
    ],
    # what is no network, or computes nothing
    *[
        (lambda call=call, nn=nn: call(nn), f"nn: expected a NeuralNetwork; got {shown(nn)}")
        for call in (
            to_code,
            lambda nn: save(nn, os.devnull),
            lambda nn: hessian(nn, X, y),
            lambda nn: sharpness(nn, X, y),
        )
        for nn in (None, "nn", 1, {"W1": X}, NeuralNetwork, ensemble()())
    ],
    *[
        case
        for call in (hessian, sharpness)
        for case in [
            (
                lambda call=call: call(broken(), X, y),
                "W2: expected finite numbers; got inf at (1, 0)",
            ),
            (lambda call=call: call(network(), X.T, y), "X: expected shape (m, 2), got shape (2,"),
            (lambda call=call: call(network(), None, y), "X: expected numbers; got None"),
            (lambda call=call: call(network(), X, y[:, 0]), "y: expected shape (4, 1), got shape"),
            (lambda call=call: call(network(), X, "y"), "y: expected numbers; got 'y'"),
            (
                lambda call=call: call(network(), X, with_entry(y, NAN)),
                "y: expected finite numbers; got nan at (2, 0)",
            ),
        ]
    ],
    (lambda: save(broken(), os.devnull), "W2: expected finite numbers; got inf at (1, 0)"),
    *[
        (
            lambda call=call, change=change: call(changed(change)),
            f"nn.parameters: expected {message}",
        )
        for call in (to_code, lambda nn: save(nn, os.devnull))
        for change, message in [
            ({"S": X}, "W1, b1, W2, b2; got W1, b1, W2, b2, S"),
            ({"b2": None}, "W1, b1, W2, b2; got W1, b1, W2"),
            ({"W2": None}, "W1, b1, W2, b2; got W1, b1, b2"),
        ]
    ],
    *[
        (
            lambda call=call, value=value: call(with_parameters(value)),
            f"nn.parameters: expected a dictionary of arrays; got {shown(value)}",
        )
        for call in (lambda nn: nn.forward(X), lambda nn: descend(nn, {}, 1))
        for value in (None, [], ["W1", "b1", "W2", "b2"], [X, X])
    ],
    *[
        (
            lambda call=call, path=path: call(path),
            f"path: expected that of a file, a str or an os.PathLike; got {path!r}",
        )
        for call in (load, lambda path: save(network(), path))
        for path in (1, 1.0, True, None, b"x", ["x"], {"x"}, os.curdir, Path("/"), "a\0b", "\ud800")
    ],
    (lambda: to_code(broken()), "W2: expected finite numbers; got inf at (1, 0)"),
    *[
        (call(epsilon=value), f"epsilon: {ABOVE_0}{value!r}")
        for call in (checking, stepping)
        for value in (0, -1e-5, NAN, INF, "tiny")
    ],
    (lambda: numerical_gradient(network(), X, y, 0), f"epsilon: {ABOVE_0}0"),
    (checking(rng=1), "rng: expected a generator such as np.random.default_rng(0); got 1"),
    (stepping(rng=1), "rng: expected a generator such as np.random.default_rng(0); got 1"),
    # data sets
    *[
        case
        for make in (datasets.noisy_xor, datasets.two_moons)
        for case in [
            (lambda make=make: make(0), f"m: {AT_LEAST_1}0"),
            (lambda make=make: make(2.5), f"m: {AT_LEAST_1}2.5"),
            (
                lambda make=make: make(9, -0.1),
                f"noise: {FROM_0}-0.1",
            ),
            (lambda make=make: make(9, NAN), f"noise: {FROM_0}nan"),
            (lambda make=make: make(9, HUGE), f"noise: {FROM_0}1000"),
            (lambda make=make: make(10**12), "memory: this needs 100000.0 GB, and "),
            (lambda make=make: make(HUGE), "memory: this needs "),
            (lambda make=make: make({9}), f"m: {AT_LEAST_1}{{9}}"),
            (lambda make=make: make(9, rng=7), "rng: expected a generator such as "),
            (lambda make=make: make(9, rng=np.random), "rng: expected a generator such as "),
        ]
    ],
    # classes
    (lambda: activations.softmax(1.0), "z: expected rows of numbers, one a class; got 1.0"),
    (lambda: activations.softmax([[]]), "z: expected at least one number"),
    (lambda: activations.softmax([0, INF]), "z: expected finite numbers; got inf at (1,)"),
    *[
        (lambda rule=rule, z=z, y=y: rule(z, y), message)
        for rule in (
            losses.categorical_cross_entropy,
            losses.categorical_cross_entropy_gradient,
        )
        for z, y, message in [
            ([1.0, 2.0], [1, 0], "z: expected shape (m, n), got shape (2,)"),
            ([[1.0, 2.0]], [1, 0], "y: expected shape (1, 2), got shape (2,)"),
            ([[1.0, 2.0]], [[1, 0, 0]], "y: expected shape (1, 2), got shape (1, 3)"),
            ([[1.0, 2.0]], [[0.5, 0.5]], "y: expected labels 0 and 1 for cross-entropy; got 0.5"),
            (
                [[1.0, 2.0], [1.0, 2.0]],
                [[1, 0], [1, 1]],
                "y: expected one-hot rows, a single 1 in each; row 1 sums to 2",
            ),
            (
                [[0.25, 0.75], [1.0, 0.0]],
                [[1, 0], [0, 1]],
                "z: expected logits, which softmax has not seen yet; got probabilities",
            ),
        ]
    ],
    *[
        (lambda y=y: classes().loss(classes().forward(X), y), message)
        for y, message in [
            (np.eye(3)[[0, 1, 2]], "y: expected shape (4, 3), got shape (3, 3)"),
            ([0, 1, 2, 0], "y: expected shape (4, 3), got shape (4,)"),
            (np.zeros((4, 3)), "y: expected one-hot rows, a single 1 in each; row 0 sums to 0"),
            (np.full((4, 3), 1 / 3), "y: expected labels 0 and 1 for cross-entropy; got 0.33"),
        ]
    ],
    *[
        (lambda labels=labels: datasets.one_hot(labels), message)
        for labels, message in [
            ([3, 10], "labels: expected whole numbers from 0 to 9; got 10"),
            ([-1], "labels: expected whole numbers from 0 to 9; got -1"),
            ([0.5], "labels: expected whole numbers from 0 to 9; got 0.5"),
            (["3"], "labels: expected numbers; got ['3']"),
            (7, "labels: expected shape (m,), got shape ()"),
            ([[1], [2]], "labels: expected shape (m,), got shape (2, 1)"),
        ]
    ],
    (lambda: datasets.one_hot([0], 0), f"classes: {AT_LEAST_1}0"),
    (lambda: datasets.split(X, y[:3]), "y: expected as many rows as X has; got shapes (4, 2) and"),
    (lambda: datasets.split(X, y, rng=0), f"{A_GENERATOR}0"),
    (lambda: datasets.split(X, y, (0.5, 0.5)), "parts: expected three shares that sum to 1; got"),
    (lambda: datasets.split(X, y, (0.5, 0.5, 0.1)), "parts: expected three shares that sum to 1"),
    (lambda: datasets.split(X, y, (1, 0, 0)), f"parts: {ABOVE_0}0"),
    (lambda: datasets.split(X[:2], y[:2]), "X: expected enough patterns for three parts"),
    # validation and weight decay
    (training(patience=2), "patience: expected None without validation=(X, y), whose loss it"),
    (training(validation=(X, y), patience=0), f"patience: {AT_LEAST_1}0"),
    (training(validation=X), "validation: expected a pair (X, y); got array("),
    (training(validation=(X, y, y)), "validation: expected a pair (X, y); got ("),
    (training(validation=(X[:, :1], y)), "validation: X: expected shape (m, 2), got shape (4, 1)"),
    (training(validation=(X, y[:3])), "validation: y: expected shape (4, 1), got shape (3, 1)"),
    (training(validation=(X, y - 1)), "validation: y: expected labels 0 and 1 for cross-entropy"),
    (lambda: WeightDecay(-1), f"decay: {FROM_0}-1"),
    (lambda: WeightDecay(np.nan), f"decay: {FROM_0}nan"),
    (
        training(update=WeightDecay(0.5), learning_rate=2.0),
        "learning_rate: expected below 1 / decay = 2; got 2.0",
    ),
    # the update rule, snapshots, outcomes
    (lambda: descend(network(), {}, -1), f"learning_rate: {ABOVE_0}-1"),
    (lambda: descend(network(), {"W3": 0}, 1), "gradients: expected one of W1, b1, W2, b2; got"),
    (
        lambda: descend(network(), {"W1": np.ones(2)}, 1),
        "gradients['W1']: expected shape (2, 2), got shape (2,)",
    ),
    *[
        (training(snapshots=value), "snapshots: expected epochs up to 3; got 4")
        for value in ((4,), (0, 4), [4, 1], {4, 2}, range(5))
    ],
    (
        lambda: classify_run([1.0, 0.5], y, y, "hinge"),
        f"loss: {one_of(LOSSES)}",
    ),
    (
        lambda: classify_run([1.0], y, y, "mse"),
        "losses: expected the start and at least one epoch; got",
    ),
    *[
        (
            lambda values=values: classify_run(values, y, y, "mse"),
            f"losses: expected numbers; got {shown(values)}",
        )
        for values in NO_NUMBERS
    ],
    (
        lambda: classify_run(np.ones((5, 2)), y, y, "mse"),
        "losses: expected shape (epochs,), got shape (5, 2)",
    ),
    (lambda: classify_run(0.5, y, y, "mse"), "losses: expected shape (epochs,), got shape ()"),
    (lambda: classify_run([], y, y, "mse"), "losses: expected the start and at least one epoch"),
    *[
        (
            lambda answers=answers: classify_run([1.0, 0.5], answers, y, "mse"),
            f"y_hat: expected {message}",
        )
        for answers, message in [
            *[(value, f"numbers; got {shown(value)}") for value in NO_NUMBERS],
            (y[:, 0], "shape (4, 1), got shape (4,)"),
            (y[:2], "shape (4, 1), got shape (2, 1)"),
            (0.5, "shape (4, 1), got shape ()"),
        ]
    ],
    *[
        (lambda call=call, targets=targets: call(targets), f"y: expected {message}")
        for call in (
            lambda targets: plateaus(targets, "mse"),
            lambda targets: classify_run([1.0, 0.5], y, targets, "mse"),
        )
        for targets, message in [
            *[(value, f"numbers; got {shown(value)}") for value in NO_NUMBERS],
            (y[:, 0], "shape (m, n), got shape (4,)"),
            (1.0, "shape (m, n), got shape ()"),
            (y[:0], "at least one row and column, got (0, 1)"),
            (with_entry(y, NAN), "finite numbers; got nan at (2, 0)"),
        ]
    ],
    (lambda: plateaus(y, "hinge"), f"loss: {one_of(LOSSES)}'hinge'"),
    (lambda: plateaus(y, ["mse"]), f"loss: {one_of(LOSSES)}['mse']"),
    # the tables of small functions
    *[
        (
            lambda name=name, z=z: getattr(activations, name)(z),
            f"z: expected numbers; got {shown(z)}",
        )
        for name in FUNCTIONS
        for z in NO_NUMBERS
    ],
    *[
        (lambda name=name, a=a: getattr(activations, name)([1.0, 2.0], a), f"a: {why}")
        for name in FUNCTIONS
        if name.endswith("_derivative")
        for a, why in [("x", "expected numbers; got 'x'"), ([1], "expected shape (2,), got shape")]
    ],
    *[
        case
        for name, first in [("mean_squared_error", "y_hat"), ("binary_cross_entropy", "z")]
        for rule in (getattr(losses, name), getattr(losses, f"{name}_gradient"))
        for case in [
            *[
                (lambda rule=rule, a=a: rule(a, y), f"{first}: expected numbers; got {shown(a)}")
                for a in NO_NUMBERS
            ],
            *[
                (lambda rule=rule, a=a: rule(y[:2, 0], a), f"y: expected numbers; got {shown(a)}")
                for a in NO_NUMBERS
            ],
            (lambda rule=rule: rule(y, y[:, 0]), "y: expected shape (4, 1), got shape (4,)"),
            (lambda rule=rule: rule(y[:, 0], y), "y: expected shape (4,), got shape (4, 1)"),
            (lambda rule=rule: rule(y, 1), "y: expected shape (4, 1), got shape ()"),
            (lambda rule=rule: rule(y[:0], y[:0]), f"{first}: expected at least one number; got "),
            (
                lambda rule=rule: rule(with_entry(y, NAN), y),
                f"{first}: expected finite numbers; got nan at (2, 0)",
            ),
            (
                lambda rule=rule: rule(y, with_entry(y, INF)),
                "y: expected finite numbers; got inf at (2, 0)",
            ),
        ]
    ],
    *[
        (
            lambda rule=rule: rule(y, with_entry(y, 0.5)),
            "y: expected labels 0 and 1 for cross-entropy; got 0.5",
        )
        for rule in LOSSES["cross_entropy"][:2]
        for rule in [getattr(losses, rule.__name__)]
    ],
    *[
        (lambda draw=draw, args=args: draw(*args), message)
        for init in INITIALISATIONS.values()
        for draw in [getattr(initialisations, init.draw.__name__)]
        for rng in [np.random.default_rng(0)]
        for args, message in [
            ((0, (2, 2), 2, 2), f"{A_GENERATOR}0"),
            ((np.random, (2, 2), 2, 2), f"{A_GENERATOR}<module"),
            ((rng, None, 2, 2), f"shape: {AT_LEAST_1}None"),
            ((rng, (2, -1), 2, 2), f"shape: {AT_LEAST_1}-1"),
            ((rng, (2, 2.0), 2, 2), f"shape: {AT_LEAST_1}2.0"),
            ((rng, {2, 3}, 2, 2), f"shape: {AT_LEAST_1}{{2, 3}}"),
            ((rng, "22", 2, 2), f"shape: {AT_LEAST_1}'22'"),
            ((rng, (10**6, 10**6), 2, 2), "memory: this needs 8000.0 GB, and "),
            ((rng, (HUGE,), 2, 2), "memory: this needs "),
            ((rng, (2, 2), 0, 2), f"n_in: {AT_LEAST_1}0"),
            ((rng, (2, 2), "2", 2), f"n_in: {AT_LEAST_1}'2'"),
            ((rng, (2, 2), 2, -2), f"n_out: {AT_LEAST_1}-2"),
            ((rng, (2, 2), 2, None), f"n_out: {AT_LEAST_1}None"),
        ]
    ],
    # success rates
    (lambda: success_interval(0, 0), f"runs: {AT_LEAST_1}0"),
    (lambda: success_interval(-1, 3), "solved: expected a whole number of at least 0; got -1"),
    (lambda: success_interval(4, 3), "solved: expected at most runs=3; got 4"),
    (lambda: success_interval(0.5, 3), "solved: expected a whole number of at least 0; got 0.5"),
    *[
        (lambda value=value: success_interval(value, 3), f"solved: {AT_LEAST_0}{value!r}")
        for value in (None, "1", True, {1}, [1], NAN, 1j)
    ],
    *[
        (lambda value=value: success_interval(0, value), f"runs: {AT_LEAST_1}{value!r}")
        for value in (None, "3", True, {3}, [3], INF)
    ],
    (lambda: success_interval(1, HUGE), f"runs: {ABOVE_0}1000"),
    (lambda: success_interval(10**5000, 10**5000), f"runs: {ABOVE_0}of type int"),
]


@pytest.mark.parametrize(
    ("call", "message"), BAD, ids=[re.sub(" at 0x[0-9a-f]+", "", message) for _, message in BAD]
)
def test_bad_input_says(call, message):
    with pytest.raises(ValueError, match="^" + re.escape(message)):
        call()


def test_bad_training_data_leave_the_network_alone():
    nn = network()
    before = {name: value.copy() for name, value in nn.parameters.items()}
    with pytest.raises(ValueError, match=r"^y: "):
        train(nn, X, with_entry(y, NAN), learning_rate=1, epochs=5)
    for name, value in before.items():
        np.testing.assert_array_equal(nn.parameters[name], value)


def test_bad_training_data_leave_an_ensemble_alone():
    many = ensemble()()
    before = {name: value.copy() for name, value in many.parameters.items()}
    for options in ({"y": with_entry(y, 0.5)}, {"learning_rate": [1, 1, -1]}, {"every": 0}):
        with pytest.raises(ValueError, match=f"^{next(iter(options))}: "):
            many.train(**({"X": X, "y": y, "learning_rate": 1, "epochs": 5} | options))
    for name, value in before.items():
        np.testing.assert_array_equal(many.parameters[name], value)


@pytest.mark.parametrize("value", [1, 0.5, np.float64(0.5), np.int64(2), np.float32(0.25)])
def test_every_kind_of_number_is_a_learning_rate(value):
    assert np.isfinite(training(learning_rate=value)().loss).all()
    for rates in (value, [value], [value] * 3, np.array([value] * 3)):
        assert np.isfinite(together(learning_rate=rates)().loss).all()


@pytest.mark.parametrize("size", [np.int64(2), np.uint8(2)])
def test_every_kind_of_whole_number_is_a_size(size):
    assert NeuralNetwork(size, size, 1).parameter_count == 9
    options = {"batch_size": size, "epochs": size, "every": size, "snapshots": [size]}
    assert training(**options)().epoch.tolist() == [0, 2]


@pytest.mark.parametrize("seeds", [[4, 5], (4, 5), range(4, 6), np.array([4, 5])])
def test_every_kind_of_list_holds_seeds(seeds):
    assert ensemble(seeds)().seeds == [4, 5]
