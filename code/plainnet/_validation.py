"""Checks of arguments: which argument, what was expected, what came."""

import math
import numbers
import operator
import warnings
from collections.abc import Callable, Mapping
from decimal import Decimal
from itertools import pairwise

import numpy as np

LISTS = list | tuple | range | np.ndarray  # what has items in an order
UNASKED = 10**8  # bytes, for `memory`


def unfit(argument, expected, value) -> ValueError:
    """The `ValueError` for an argument that does not fit: its name, what was expected, what came.

    What came is shown as far as it can be, in at most 200 characters.
    """
    try:
        shown = repr(value)
    except Exception:  # the repr of an object of the reader's own; a number of 5,000 digits
        shown = f"of type {type(value).__name__}"
    return ValueError(f"{argument}: expected {expected}; got {shown[:200]}")


def choice(argument, value, known) -> object:
    """Return ``known[value]``, or raise a `ValueError` that lists the known names."""
    if not isinstance(value, str) or value not in known:
        raise unfit(argument, f"one of {', '.join(map(str, known))}", value)
    return known[value]


def function(argument, value, expected) -> Callable:
    """Return ``value``, if it can be called and is no class, or raise a `ValueError`."""
    if not callable(value) or isinstance(value, type):
        raise unfit(argument, expected, value)
    return value


def flag(argument, value) -> bool:
    """Return ``value``, ``True`` or ``False``, or raise a `ValueError`."""
    if not isinstance(value, bool | np.bool):
        raise unfit(argument, "True or False", value)
    return bool(value)


def listed(argument, value) -> list:
    """Return the items of ``value``, a list, a tuple, a range or an array of them."""
    if not isinstance(value, LISTS) or np.ma.isMA(value) or getattr(value, "ndim", 1) == 0:
        raise unfit(argument, "a list or a range", value)
    return list(value)


def one_or_several(argument, value) -> list:
    """Return the items of ``value``, if it is a list or its like; else ``value`` alone."""
    several = isinstance(value, LISTS) and getattr(value, "ndim", 1) > 0
    return listed(argument, value) if several else [value]


def whole(argument, value, least=1) -> int:
    """Return ``value`` as an int of at least ``least``, or raise a `ValueError`."""
    try:
        number = operator.index(value)
    except TypeError:
        number = None
    if number is None or isinstance(value, bool) or number < least:
        raise unfit(argument, f"a whole number of at least {least}", value)
    return number


def positive(argument, value, zero_allowed=False) -> float:
    """Return ``value`` as a finite float above 0 (or 0 itself), or raise a `ValueError`."""
    number = as_float(value)
    if not math.isfinite(number) or number < 0 or (number == 0 and not zero_allowed):
        bound = "0 or more" if zero_allowed else "above 0"
        raise unfit(argument, f"a finite number {bound}", value)
    return number + 0.0  # and no -0.0


def as_float(value) -> float:
    """``value`` as a float, if it is one real number; else not a number."""
    if isinstance(value, bool) or not isinstance(value, numbers.Real | Decimal):
        return math.nan
    try:
        return float(value)
    except (TypeError, ValueError, OverflowError):  # a time; a signalling NaN; a huge whole number
        return math.nan


def positives(argument, value, count) -> np.ndarray:
    """Return ``value``, one number above 0 or ``count`` of them, as ``count`` floats."""
    each = [positive(argument, number) for number in one_or_several(argument, value)]
    if len(each) not in (1, count):
        raise ValueError(f"{argument}: expected one number, or {count}; got {len(each)}")
    return np.broadcast_to(each, count)


def fraction(argument, value) -> float:
    """Return ``value`` as a float with 0 ≤ value < 1, or raise a `ValueError`."""
    number = positive(argument, value, zero_allowed=True)
    if number >= 1:
        raise unfit(argument, "a number from 0 to below 1", value)
    return number


def generator(argument, value) -> np.random.Generator:
    """Return ``value`` if it is a `numpy.random.Generator`; a fresh one for ``None``."""
    if value is not None and not isinstance(value, np.random.Generator):
        raise unfit(argument, "a generator such as np.random.default_rng(0)", value)
    return np.random.default_rng() if value is None else value


def reals(argument, value, shape=None, finite=True) -> np.ndarray:
    """Return ``value`` as a float64 array, of this ``shape`` if one is given.

    Real numbers of another kind are converted. Raises a `ValueError` that names the shape that
    came, or the first entry that is not finite, if it should be; for masked arrays, too.
    """
    array = value
    if type(value) is not np.ndarray or value.dtype != float:
        try:  # warnings: a masked number in a list; errstate: long doubles, which are infinite then
            with warnings.catch_warnings(action="error"), np.errstate(over="ignore"):
                array = np.asarray(None if np.ma.isMA(value) else value)
                array = array.astype(float, casting="same_kind", copy=False)
        except Exception:  # an object with an idea of its own what an array is
            raise unfit(argument, "numbers", value) from None
    if shape not in (None, array.shape):
        raise ValueError(f"{argument}: expected shape {shape}, got shape {array.shape}")
    if finite and not array.size:
        raise unfit(argument, "at least one number", value)
    if finite and not np.isfinite(array).all():
        where = tuple(int(index) for index in np.argwhere(~np.isfinite(array))[0])
        at = f" at {where}" if where else ""
        raise ValueError(f"{argument}: expected finite numbers; got {array[where]}{at}")
    return array


def matrix(argument, value, columns=None, rows=None) -> np.ndarray:
    """Return ``value`` as a float64 array of shape (rows, columns), all finite, not empty.

    ``None`` leaves that size free. Raises a `ValueError` as `reals` does.
    """
    array = reals(argument, value, finite=False)
    expected = f"({'m' if rows is None else rows}, {'n' if columns is None else columns})"
    if array.ndim != 2 or columns not in (None, array.shape[1]) or rows not in (None, len(array)):
        raise ValueError(f"{argument}: expected shape {expected}, got shape {array.shape}")
    if array.size == 0:
        raise ValueError(f"{argument}: expected at least one row and column, got {array.shape}")
    return reals(argument, array)


def network(nn, finite=False, needed=("parameters", "sizes", "names")) -> None:
    """Raise a `ValueError` unless ``nn`` has what is ``needed``, and its parameters fit its sizes.

    Parameters of another kind (whole numbers, single precision) become float64, all or none.
    """
    if isinstance(nn, type) or not all(hasattr(nn, part) for part in needed):
        raise unfit("nn", "a NeuralNetwork", nn)
    if not isinstance(nn.parameters, dict):
        raise unfit("nn.parameters", "a dictionary of arrays", nn.parameters)
    shapes, layered = {}, "names" in needed
    for (W, b), (n_in, n_out) in zip(nn.names, pairwise(nn.sizes), strict=True) if layered else ():
        shapes |= {W: (n_in, n_out), b: (n_out,)}
    if layered and not {W for W, _ in nn.names} <= set(nn.parameters) <= set(shapes):
        given = ", ".join(map(str, nn.parameters))
        raise ValueError(f"nn.parameters: expected {', '.join(shapes)}; got {given}")
    fit = {name: reals(name, p, shapes.get(name), finite) for name, p in nn.parameters.items()}
    nn.parameters.update({n: p if p.flags.writeable else p.copy() for n, p in fit.items()})


def gradients(value, parameters, complete=False, finite=True) -> dict[str, np.ndarray]:
    """Return ``value``, a dictionary of arrays of the shapes of their parameters, as float64.

    Raises a `ValueError` that names what is not; with ``complete``, also what is missing. Arrays in
    the order of the parameters are fit then, too, and a vector that ``keepdims`` made a row.
    """
    if complete and isinstance(value, list | tuple) and len(value) == len(parameters):
        value = dict(zip(parameters, value, strict=True))
    if not isinstance(value, Mapping):
        hint = " (is a `return` missing?)" if value is None else ""
        raise unfit("gradients", f"a dictionary of {', '.join(map(str, parameters))}{hint}", value)
    for name in value:
        choice("gradients", name, parameters)
    if missing := [name for name in parameters if complete and name not in value]:
        raise ValueError(f"gradients: expected also {', '.join(missing)}; got {list(value)}")
    given = {name: value[name] for name in parameters if name in value}
    if complete:
        rows = {n: (1, *p.shape) for n, p in parameters.items() if p.ndim == 1}
        given = {n: g[0] if np.shape(g) == rows.get(n, ...) else g for n, g in given.items()}
    return {
        name: reals(f"gradients[{name!r}]", gradient, parameters[name].shape, finite)
        for name, gradient in given.items()
    }


def data(nn, X, y) -> tuple[np.ndarray, np.ndarray]:
    """Return ``X`` and ``y`` as matrices with as many rows as each other, that fit ``nn``."""
    network(nn, finite=True)
    X = matrix("X", X, columns=nn.sizes[0])
    return X, matrix("y", y, rows=len(X), columns=nn.sizes[-1])


def memory(needed, unasked=0) -> None:
    """Raise a `ValueError` if more bytes are needed than the machine has free.

    Up to so many bytes ``unasked`` are taken for free: asking costs as much as a small network.
    """
    if needed <= unasked:
        return
    import psutil  # here, so that `import plainnet` loads NumPy only

    free = psutil.virtual_memory().available
    if needed > free:
        raise ValueError(
            f"memory: this needs {min(needed, 1e30) / 1e9:.1f} GB, and {free / 1e9:.1f} GB are "
            "free; train fewer networks, or fewer epochs, or keep fewer losses with `every`"
        )
