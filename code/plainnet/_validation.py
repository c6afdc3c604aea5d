"""Checks of arguments; errors say which argument, what was expected, and what came."""

import numbers
import warnings
from collections.abc import Callable

import numpy as np

ARRAY, FLOAT, LARGEST = np.ndarray, np.dtype(float), np.finfo(float).max
LISTS = list | tuple | range | np.ndarray  # types whose items have an order


def unfit(argument, expected, value) -> ValueError:
    """The `ValueError` for an argument that does not fit: its name, what was expected, what came.

    Of what came, 200 characters are shown.
    """
    return ValueError(f"{argument}: expected {expected}; got {repr(value)[:200]}")


def choice(argument, value, known) -> object:
    """Return ``known[value]``, or raise a `ValueError` that lists the known names."""
    if not isinstance(value, str) or value not in known:
        raise unfit(argument, f"one of {', '.join(map(str, known))}", value)
    return known[value]


def flag(argument, value) -> bool:
    """Return ``value``, if it is True or False, or raise a `ValueError`."""
    if not isinstance(value, bool | np.bool_):
        raise unfit(argument, "True or False", value)
    return bool(value)


def function(argument, value, expected) -> Callable:
    """Return ``value``, if it can be called and is no class, or raise a `ValueError`."""
    if not callable(value) or isinstance(value, type):
        raise unfit(argument, expected, value)
    return value


def listed(argument, value) -> list:
    """Return the items of ``value``: a list, a tuple, a range or an array."""
    if not isinstance(value, LISTS) or np.ma.isMA(value) or getattr(value, "ndim", 1) == 0:
        raise unfit(argument, "a list or a range", value)
    return list(value)


NO_NUMBER = bool | np.timedelta64  # Python counts them among the numbers, whole and real ones


def whole(argument, value, least=1, below=2**63) -> int:
    """Return ``value`` as an int of at least ``least``, ``below`` one, or raise a `ValueError`."""
    if not isinstance(value, numbers.Integral) or isinstance(value, NO_NUMBER) or value < least:
        raise unfit(argument, f"a whole number of at least {least}", value)
    if value >= below:
        raise unfit(argument, f"a whole number below {below}", value)
    return int(value)


def positive(argument, value, zero_allowed=False, below=LARGEST) -> float:
    """Return ``value`` as a finite float above 0 (or 0, if allowed), or raise a `ValueError`."""
    if type(value) is float and 0.0 < value < below:
        return value
    is_real = isinstance(value, numbers.Real) and not isinstance(value, NO_NUMBER)
    try:
        number = float(value) if is_real else np.nan
    except OverflowError:  # of a whole number
        number = np.inf
    if not 0 <= number < below or (number == 0 and not zero_allowed):
        bound = "0 or more" if zero_allowed else "above 0"
        limit = f", below {below:.2g}" if below < LARGEST or number > 0 else ""
        raise unfit(argument, f"a finite number {bound}{limit}", value)
    return number + 0.0  # turns -0.0 into 0.0


def fraction(argument, value) -> float:
    """Return ``value`` as a float with 0 ≤ value < 1, or raise a `ValueError`."""
    return positive(argument, value, zero_allowed=True, below=1)


def generator(argument, value) -> np.random.Generator:
    """Return ``value`` if it is a `numpy.random.Generator`; a fresh one for ``None``."""
    if not isinstance(value, np.random.Generator | None):
        raise unfit(argument, "a generator such as np.random.default_rng(0)", value)
    return np.random.default_rng() if value is None else value


def reals(argument, value, shape=None, finite=True) -> np.ndarray:
    """Return ``value`` as a float64 array, of this ``shape`` if one is given.

    Real numbers of another kind are converted. Raises a `ValueError` that names the shape that
    came, or the first entry that is not finite, if it should be; for masked arrays, too.
    """
    array = value
    if type(value) is not np.ndarray or value.dtype is not FLOAT:
        try:  # a masked number in a list would only warn; a large long double becomes infinite
            with warnings.catch_warnings(action="error"), np.errstate(over="ignore"):
                array = np.asarray(None if np.ma.isMA(value) else value)
                array = array.astype(float, casting="same_kind", copy=False)
        except Exception:  # an object's own conversion to an array may raise any error
            raise unfit(argument, "numbers", value) from None
    if shape not in (None, array.shape):
        raise ValueError(f"{argument}: expected shape {shape}; got shape {array.shape}")
    if finite and not array.size:
        raise unfit(argument, "at least one number", value)
    if finite and not np.isfinite(array).all():
        where = tuple(np.argwhere(~np.isfinite(array))[0].tolist())
        at = f" at {where}" if where else ""
        raise ValueError(f"{argument}: expected finite numbers; got {array[where]}{at}")
    return array


def matrix(argument, value, columns=None, rows=None, finite=True) -> np.ndarray:
    """Return ``value`` as a float64 array of shape (rows, columns), not empty.

    ``None`` leaves that size free. Raises a `ValueError` as `reals` does.
    """
    array = reals(argument, value, finite=False)
    if array.ndim != 2 or columns not in (None, array.shape[1]) or rows not in (None, len(array)):
        expected = f"({'m' if rows is None else rows}, {'n' if columns is None else columns})"
        is_labels = rows == array.size and columns != 1
        hint = f"; of labels, datasets.one_hot({argument}, {columns}) makes it" if is_labels else ""
        raise ValueError(f"{argument}: expected shape {expected}; got shape {array.shape}{hint}")
    if array.size == 0:
        raise ValueError(f"{argument}: expected at least one row and column; got {array.shape}")
    return reals(argument, array) if finite else array


# Checks of networks and their data. `inputs`, `targets`, `labels` and `step` are called in every
# step of training: plain arrays of the right shape pass at once, and everything does in a network
# that is being trained, once its first epoch has shown that all fits.
SEEN = {}  # by the output, the labels that were right last: in a loop, they come again and again
IN_TRAINING = set()  # the ids of such networks: a mark on the network would be copied with it


def network(nn, finite=False) -> None:
    """Raise a `ValueError` unless ``nn`` is a network whose parameters have its shapes.

    Parameters of another kind (whole numbers, single precision) become float64. If one cannot, all
    of them stay as they are.
    """
    shapes = getattr(nn, "shapes", None)
    if isinstance(nn, type) or not isinstance(shapes, dict):
        raise unfit("nn", "a NeuralNetwork", nn)
    if not isinstance(nn.parameters, dict):
        raise unfit("nn.parameters", "a dictionary of arrays", nn.parameters)
    if nn.parameters.keys() != shapes.keys():
        raise unfit("nn.parameters", f"the names {', '.join(shapes)}", list(nn.parameters))
    fit = {name: reals(name, nn.parameters[name], shapes[name], finite) for name in shapes}
    nn.parameters.update({n: p if p.flags.writeable else p.copy() for n, p in fit.items()})


def data(nn, X, y) -> tuple[np.ndarray, np.ndarray]:
    """Return ``X`` and ``y`` as matrices that fit ``nn`` and its loss; all numbers are finite."""
    network(nn, finite=True)
    X = matrix("X", X, columns=nn.sizes[0])
    y = matrix("y", y, rows=len(X), columns=nn.sizes[-1])
    labels(y, nn.criterion.output)
    return X, y


def reachable(nn, y) -> None:
    """Raise a `ValueError` for targets that a sigmoid cannot come close to, under squared error."""
    beyond = y[(y < 0.0) | (y > 1.0)]
    if nn.activation_names[-1] == "sigmoid" and nn.loss_name == "mse" and beyond.size:
        raise unfit("y", "numbers from 0 to 1, for an output of sigmoid", float(beyond[0]))


def inputs(nn, X) -> np.ndarray:
    """Return ``X`` as a float64 array of shape (m, n_in); check the shapes of the parameters."""
    if id(nn) in IN_TRAINING:
        return X
    parameters = nn.parameters
    try:
        for name, shape in nn.shapes.items():
            value = parameters[name]
            if value.shape != shape or value.dtype is not FLOAT or type(value) is not ARRAY:
                network(nn)
        if len(parameters) != len(nn.shapes):
            network(nn)
    except (AttributeError, LookupError, TypeError):
        network(nn)
    if type(X) is ARRAY and X.dtype is FLOAT and X.shape[1:] == nn.sizes[:1] and len(X):
        return X
    return matrix("X", X, columns=nn.sizes[0], finite=False)


def targets(nn, record, y) -> np.ndarray:
    """Return ``y`` as a float64 array of the shape of the prediction in ``record``."""
    if id(nn) in IN_TRAINING:
        return y
    if getattr(record, "_fields", None) != ("Z", "A") or len(record.A) != len(nn.sizes):
        raise unfit("record", "what forward of this network returned", record)
    m, n = shape = record.A[-1].shape
    if type(y) is not ARRAY or y.dtype is not FLOAT or y.shape != shape:
        y = matrix("y", y, rows=m, columns=n, finite=False)
    labels(y, nn.criterion.output)
    return y


def labels(y, output) -> None:
    """Raise a `ValueError` if ``output`` is that of a cross-entropy, and ``y`` no labels for it."""
    if output not in ("sigmoid", "softmax") or SEEN.get(output) == (seen := (y.shape, y.tobytes())):
        return
    if 1 in (y != y * y).tobytes():  # faster than any()
        wrong = y[(y != 0) & (y != 1)][0]
        raise ValueError(f"y: expected labels 0 and 1 for cross-entropy; got {wrong}")
    if output == "softmax" and 1 in (several := y.sum(axis=1) != 1).tobytes():
        raise ValueError(f"y: expected one-hot rows, a single 1 in each; got {y[several][0]}")
    SEEN[output] = seen


def step(nn, gradients, learning_rate) -> tuple[dict, float]:
    """Return ``gradients``, arrays of the names and shapes of parameters, and the learning rate.

    Numbers that are not finite may be among them: a run that diverges may diverge.
    """
    if id(nn) in IN_TRAINING:
        return gradients, learning_rate
    learning_rate = positive("learning_rate", learning_rate)
    try:
        parameters = nn.parameters
        for name, g in gradients.items():
            value = parameters[name]
            if g.shape != value.shape or not g.dtype is value.dtype is FLOAT:
                break
            if not type(g) is type(value) is ARRAY or not value.flags.writeable:
                break
        else:
            if len(gradients):
                return gradients, learning_rate
    except (AttributeError, LookupError, TypeError):
        pass
    network(nn)
    return named("gradients", gradients, nn.parameters, complete=False), learning_rate


def named(argument, value, parameters, complete=True, lenient=False) -> dict[str, np.ndarray]:
    """Return ``value``, a dictionary of arrays of the shapes of their parameters, as float64.

    If it should be ``complete``, no name is missing, and all numbers are finite. If it is
    ``lenient``, a list in the order of the parameters will do, and a row for a vector, as
    ``keepdims`` makes it. Raises a `ValueError` that says what is missing, or does not fit.
    """
    if lenient and isinstance(value, list | tuple) and len(value) == len(parameters):
        value = dict(zip(parameters, value, strict=True))
    if not isinstance(value, dict) or not value:
        hint = " (is a `return` missing?)" if value is None else ""
        raise unfit(argument, f"a dictionary of {', '.join(map(str, parameters))}{hint}", value)
    for name in value:
        choice(argument, name, parameters)
    if missing := [name for name in parameters if complete and name not in value]:
        raise unfit(argument, f"also {', '.join(missing)}", list(value))
    fit, rows = {}, {name: (1, *array.shape) for name, array in parameters.items() if lenient}
    for name in [name for name in parameters if name in value]:
        given = value[name]
        given = given[0] if getattr(given, "shape", 0) == rows.get(name) else given
        fit[name] = reals(f"{argument}[{name!r}]", given, parameters[name].shape, complete)
    return fit
