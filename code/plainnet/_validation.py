"""Checks of arguments: which argument, what was expected, what came."""

import copy
import functools
import inspect
import math
import numbers
import operator
from collections.abc import Callable, Mapping
from decimal import Decimal
from itertools import pairwise

import numpy as np

# Each checked function: its check, and the function without it. Not attributes of the function,
# which `functools.wraps` would hand on to a reader's own.
CHECKED = {}
LISTS = list | tuple | range | np.ndarray  # what has items in an order
UNASKED = 10**8  # bytes, for `memory`


def checked(check, all_or_nothing=False) -> Callable:
    """Decorate a function so that ``check`` sees its arguments first, and returns them as fit.

    Both take the same arguments. With ``all_or_nothing`` the first of them is a network, and its
    parameters are as they were if anything raises. `trusting` leaves all this out.
    """

    def decorate(function):
        @functools.wraps(function)
        def checking(*args, **kwargs):
            args = check(*args, **kwargs)
            before = copy.deepcopy(args[0].parameters) if all_or_nothing else {}
            try:
                return function(*args)
            except BaseException:  # Ctrl-C, too
                for name, value in before.items():
                    args[0].parameters[name][...] = value
                raise

        CHECKED[checking] = check, function
        return checking

    return decorate


def is_checked(rule) -> bool:
    """Whether ``rule``, a function, a method or an object that is called, is `checked` itself."""
    return _function(rule) in CHECKED


def trusting(rule, *args) -> tuple[Callable, tuple]:
    """Check ``args`` now; return ``rule`` without its check, and them.

    What is not `checked`, such as a function of the reader's own, is returned as it is.
    """
    if not is_checked(rule):
        return rule, args
    check, function = CHECKED[_function(rule)]
    rule = rule if inspect.isroutine(rule) else rule.__call__
    owner = (rule.__self__,) if inspect.ismethod(rule) else ()
    return functools.partial(function, *owner), check(*owner, *args)[len(owner) :]


def _function(rule):
    rule = rule if inspect.isroutine(rule) else rule.__call__
    return getattr(rule, "__func__", rule)


def unfit(argument, expected, value) -> ValueError:
    """The `ValueError` for an argument that does not fit: its name, what was expected, what came.

    What came is shown as far as it can be, in at most 200 characters.
    """
    try:
        shown = repr(value)
    except Exception:  # the repr of an object of the reader's own; a number of 5,000 digits
        shown = f"of type {type(value).__name__}"
    shown = shown if len(shown) <= 200 else f"{shown[:200]}…"
    return ValueError(f"{argument}: expected {expected}; got {shown}")


def choice(argument, value, known) -> object:
    """Return ``known[value]``, or raise a `ValueError` that lists the known names."""
    if not isinstance(value, str) or value not in known:
        raise unfit(argument, f"one of {', '.join(known)}", value)
    return known[value]


def function(argument, value, takes) -> Callable:
    """Return ``value``, a function of what ``takes`` names, or raise a `ValueError`."""
    if not callable(value) or isinstance(value, type):
        raise unfit(argument, f"a function of {takes}", value)
    return value


def listed(argument, value) -> list:
    """Return the items of ``value``, a list, a tuple, a range or an array of them."""
    if not isinstance(value, LISTS) or np.ma.isMA(value) or getattr(value, "ndim", 1) == 0:
        raise unfit(argument, "a list or a range", value)
    return list(value)


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
    return number


def as_float(value) -> float:
    """``value`` as a float, if it is one real number; else not a number."""
    if isinstance(value, np.ndarray) and value.ndim == 0 and not np.ma.isMA(value):
        value = value[()]
    if isinstance(value, bool) or not isinstance(value, numbers.Real | Decimal):
        return math.nan
    try:
        return float(value)
    except (ValueError, OverflowError):  # a signalling NaN; a whole number too large for a float
        return math.nan


def positives(argument, value, count) -> np.ndarray:
    """Return ``value``, one number above 0 or ``count`` of them, as ``count`` floats."""
    several = isinstance(value, LISTS) and getattr(value, "ndim", 1) > 0
    each = [positive(argument, v) for v in (listed(argument, value) if several else [value])]
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
    if value is None:
        return np.random.default_rng()
    if not isinstance(value, np.random.Generator):
        raise unfit(argument, "a generator such as np.random.default_rng(0)", value)
    return value


def reals(argument, value, shape=None, finite=True) -> np.ndarray:
    """Return ``value`` as a float64 array, of this ``shape`` if one is given.

    Real numbers of another kind are converted. Raises a `ValueError` that names the shape that
    came, or the first entry that is not finite, if it should be; for masked arrays, too.
    """
    array = value if type(value) is np.ndarray and value.dtype == float else _floats(value)
    if array is None:
        raise unfit(argument, "numbers", value)
    if shape not in (None, array.shape):
        raise ValueError(f"{argument}: expected shape {shape}, got shape {array.shape}")
    if finite and not np.isfinite(array).all():
        where = tuple(int(index) for index in np.argwhere(~np.isfinite(array))[0])
        at = f" at {where}" if where else ""
        raise ValueError(f"{argument}: expected finite numbers; got {array[where]}{at}")
    return array


def _floats(value):
    """``value`` as a float64 array, or ``None`` for what has no real numbers, or a mask."""
    try:
        with np.errstate(over="ignore"):  # long doubles; they are not finite then
            array = np.asarray(value).astype(float, casting="same_kind", copy=False)
    except Exception:  # an object with an idea of its own what an array is
        return None
    return None if np.ma.isMA(value) else array


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


def network(nn, finite=False) -> None:
    """Raise a `ValueError` unless ``nn`` is a network, and its parameters fit its sizes.

    Parameters of another kind (whole numbers, single precision) become float64, all or none.
    """
    if isinstance(nn, type) or not all(hasattr(nn, x) for x in ("sizes", "names", "parameters")):
        raise unfit("nn", "a NeuralNetwork", nn)
    if not isinstance(nn.parameters, dict):
        raise unfit("nn.parameters", "a dictionary of arrays", nn.parameters)
    if missing := [W for W, _ in nn.names if W not in nn.parameters]:
        given = ", ".join(map(str, nn.parameters))
        raise ValueError(f"nn.parameters: expected also {', '.join(missing)}; got {given}")
    shapes = {}
    for (W, b), (n_in, n_out) in zip(nn.names, pairwise(nn.sizes), strict=True):
        shapes |= {W: (n_in, n_out), b: (n_out,)}
    given = nn.parameters.items()
    parameters = {name: reals(name, value, shapes.get(name), finite) for name, value in given}
    nn.parameters.update(parameters)


def gradients(value, parameters, complete=False, finite=True) -> dict[str, np.ndarray]:
    """Return ``value``, a dictionary of arrays, each of the shape of its parameter, as float64.

    Raises a `ValueError` that names what is not; with ``complete``, also what is missing.
    """
    if not isinstance(value, Mapping):
        raise unfit("gradients", f"a dictionary of {', '.join(parameters)}", value)
    for name in value:
        choice("gradients", name, parameters)
    if missing := [name for name in parameters if complete and name not in value]:
        raise ValueError(f"gradients: expected also {', '.join(missing)}; got {list(value)}")
    return {
        name: reals(f"gradients[{name!r}]", gradient, parameters[name].shape, finite)
        for name, gradient in value.items()
    }


def data(nn, X, y) -> tuple[np.ndarray, np.ndarray]:
    """Return ``X`` and ``y`` as matrices with as many rows as each other, that fit ``nn``."""
    network(nn, finite=True)
    X = matrix("X", X, columns=nn.sizes[0])
    return X, matrix("y", y, rows=len(X), columns=nn.sizes[-1])


def epochs_of(argument, values, epochs) -> set[int]:
    """Return ``values`` as a set of whole numbers from 0 to ``epochs``, or raise a `ValueError`."""
    values = values if isinstance(values, set | frozenset) else listed(argument, values)
    wanted = {whole(argument, value, least=0) for value in values}
    if max(wanted, default=0) > epochs:
        raise unfit(argument, f"epochs up to {epochs}", max(wanted))
    return wanted


def memory(needed, unasked=0) -> None:
    """Raise a `ValueError` if more bytes are needed than the machine has free.

    Up to so many bytes ``unasked`` are taken for free: asking costs as much as a small network.
    """
    if needed <= unasked:
        return
    import psutil  # here, so that `import plainnet` loads NumPy only

    free = psutil.virtual_memory().available
    if needed > free:
        gigabytes = Decimal(int(needed)) / 10**9  # which may be too many for a float
        raise ValueError(
            f"memory: this needs {gigabytes:.1f} GB, and {free / 1e9:.1f} GB are free; "
            "train fewer or smaller networks, or fewer epochs, or keep fewer losses with `every`"
        )
