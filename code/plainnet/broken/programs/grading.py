"""The check of a repaired program, function by function."""

import inspect
from functools import partial, wraps
from importlib.util import module_from_spec
from itertools import filterfalse
from types import ModuleType

import numpy as np

from plainnet import _validation, datasets, exercises
from plainnet.broken.programs import disc, greenhouse, half_adder, post_office
from plainnet.exercises.feedback import NOT_ANSWERED, Feedback
from plainnet.network import NeuralNetwork

ADDITION = half_adder.X, half_adder.Y


def repaired(program, *unnamed, **functions) -> ModuleType:
    """A copy of ``program`` in which your ``functions`` replace those of the same names.

    As long as one of them is ``...``, nothing is replaced, and `check` says so. Raises a
    `ValueError` for a name that the program does not have, for a function that is passed without a
    name, and for anything that is not a function.
    """
    is_open = ... in (*unnamed, *functions.values())
    if unnamed and not is_open:
        got = getattr(unnamed[0], "__name__", repr(unnamed[0]))
        raise ValueError(f"functions: expected name_in_the_program=your_function; got {got} alone")
    copy = module_from_spec(program.__spec__)
    program.__spec__.loader.exec_module(copy)
    names = [name for name, value in vars(copy).items() if inspect.isfunction(value)]
    for name, function in functions.items() if not is_open else ():
        _validation.choice("functions", name, dict.fromkeys(names))
        if not callable(function):
            raise ValueError(f"{name}: expected your function; got {function!r}")
        setattr(copy, name, function)
    copy.changed = (...,) if is_open else tuple(functions)
    return copy


def check(program) -> Feedback:
    """Check what `repaired` returned; the `Feedback` says what is still wrong in your function."""
    changed = getattr(program, "changed", ())
    if ... in changed:
        return NOT_ANSWERED
    if not changed:
        return Feedback(False, "Not yet: nothing has been repaired.")
    for name, feedback in _parts(program):
        if not feedback and name in changed:
            return feedback.about(name)
        if not feedback:
            return Feedback(False, f"Not yet: there is a fault outside of {' and '.join(changed)}.")
    return Feedback(True, "Right.")


def _parts(program):
    """The names of functions and what was found; each function comes after those that it calls."""
    for nn, X, y in CASES[program.__name__]:
        for name, judge in JUDGES.items():
            if hasattr(program, name):
                yield name, judge(program, nn, X, y)


# Each judge wraps the reader's function, so that a message about an error has its name and line.
def _sigmoid(program, nn, X, y):
    z = np.array([[-3.0, -1.0], [0.0, 0.5], [2.0, 4.0]])
    mistakes = {
        "it is tanh, between −1 and 1; promised is 0 to 1": np.tanh(z),
        "the sign of z is flipped: it falls where it should rise": 1 / (1 + np.exp(z)),
    }
    return exercises.check_numbers(_call(program.sigmoid, z), 1 / (1 + np.exp(-z)), mistakes)


def _call(function, X):
    """``function`` with a copy of ``X``, as a function without arguments."""
    return wraps(function)(lambda: function(X.copy()))


def _forward(program, nn, X, y):
    @wraps(program.forward)
    def forward(nn, X):
        return program.forward(nn.parameters, X)[-1]

    return exercises.check_forward(forward, nn, X)


def _loss(program, nn, X, y):
    return exercises.check_loss(program.loss, nn, X, y)


def _backward(program, nn, X, y):
    @wraps(program.backward)
    def backward(nn, record, y):
        return program.backward(nn.parameters, tuple(record.A), y)

    feedback = exercises.check_backward(backward, nn, X, y)
    return feedback and _fits(backward(nn, nn.forward(X), y), nn.parameters)


def _fits(gradient, parameters):
    """`check_backward` accepts a list, or a row for a vector; the rest of a program does not."""
    if not isinstance(gradient, dict):
        return Feedback(False, f"Not yet: needed is a dictionary of {', '.join(parameters)}.")
    try:
        _validation.named("gradients", gradient, parameters, complete=False)
    except ValueError as error:
        return Feedback(False, f"Not yet: {error}.")
    return Feedback(True, "Right.")


def _step(program, nn, X, y):
    @wraps(program.step)
    def step(nn, X, y, learning_rate):
        program.step(nn.parameters, X, y, learning_rate)

    return exercises.check_step(step, nn, X, y, learning_rate=0.5)


def _train(program, nn, X, y):
    @wraps(program.train)
    def step(nn, X, y, learning_rate):
        program.train(nn.parameters, X, y, learning_rate, 1)

    return exercises.check_step(step, nn, X, y, learning_rate=0.5)


def _prepare(program, nn, X, y):
    X, _ = greenhouse.data(50, np.random.default_rng(1))
    centred = X - X.mean(axis=0)
    mistakes = {
        "the mean is subtracted, but nothing is divided": centred,
        "it is divided by the standard deviation, but no mean is subtracted": X / X.std(axis=0),
        "it is divided by the variance, the square of the standard deviation": centred / X.var(0),
        "the deviation divides by m − 1; it is the root of a mean": centred / X.std(0, ddof=1),
        "it is divided by the range, not by the standard deviation": centred / np.ptp(X, axis=0),
        "all lies between 0 and 1; promised are mean 0 and standard deviation 1": (X - X.min(0))
        / np.ptp(X, axis=0),
        "one mean and one deviation serve both columns": (X - X.mean()) / X.std(),
    }
    right = centred / X.std(axis=0)
    return exercises.check_numbers(_call(program.prepare, X), right, mistakes)


def _batches(X):
    """All pictures; seven faint ones, none of which has a 255; a single one."""
    return [post_office.camera(part) for part in (X, X[:7] / 2, X[:1])]


def _of_pictures(judge):
    """Make a judge of all batches from a judge of one; it reports the first that is wrong."""

    def judged(program, nn, X, y):
        findings = (judge(program, nn, pictures) for pictures in _batches(X))
        return next(filterfalse(None, findings), Feedback(True, "Right."))

    return judged


@_of_pictures
def _rows(program, nn, pictures):
    m = len(pictures)
    lines = pictures.reshape(m, 64)
    mistakes = {
        "its numbers lie between 0 and 255; promised are 0 to 1": lines,
        "it divides by 16; the largest number of a picture is 255": lines / 16,
        "`//` cuts off the fraction, and nearly all is 0": lines // 255,
        "left and right are exchanged": pictures[:, :, ::-1].reshape(m, 64) / 255,
        "top and bottom are exchanged": pictures[:, ::-1].reshape(m, 64) / 255,
        "it divides by the largest number of these pictures, which is smaller in other "
        "pictures; divide by 255 always": lines / lines.max(),
        "it divides each picture by its own largest number; divide by 255 always": lines
        / lines.max(axis=1, keepdims=True),
    }
    return exercises.check_numbers(_call(program.rows, pictures), lines / 255, mistakes)


@_of_pictures
def _read(program, nn, pictures):
    read = wraps(program.read)(partial(program.read, nn.parameters))
    y_hat = nn.predict(pictures.reshape(len(pictures), 64) / 255)
    mistakes = {"it returns the largest probability, not its place": y_hat.max(axis=1)}
    return exercises.check_numbers(_call(read, pictures), y_hat.argmax(axis=1), mistakes)


JUDGES = {
    "sigmoid": _sigmoid,
    "forward": _forward,
    "loss": _loss,
    "backward": _backward,
    "step": _step,
    "train": _train,
    "prepare": _prepare,
    "rows": _rows,
    "read": _read,
}


def _network(*sizes, **settings):
    return NeuralNetwork(*sizes, **settings, rng=np.random.default_rng(1))


def _digits():
    X, labels = datasets.digits()
    return X[:50], datasets.one_hot(labels[:50], 10)


CASES = {  # the half adder with layers of different sizes, too: there no mix-up fits by chance
    half_adder.__name__: [
        (_network(2, 2, 2), *ADDITION),
        (_network(2, 3, 2), *ADDITION),
    ],
    greenhouse.__name__: [
        (_network(2, 8, 1, activation="relu"), *disc.data(50, np.random.default_rng(1)))
    ],
    disc.__name__: [
        (_network(2, 8, 1, activation="tanh"), *disc.data(50, np.random.default_rng(1)))
    ],
    post_office.__name__: [(_network(64, 16, 10, activation="relu", output="softmax"), *_digits())],
}
