"""Checks of arguments: which argument, what was expected, what came."""

import functools
import inspect
import math
import operator
from collections.abc import Callable

import numpy as np

# Each checked function: its check, and the function without it. Not attributes of the function,
# which `functools.wraps` would hand on to a reader's own.
CHECKED = {}


def checked(check) -> Callable:
    """Decorate a function so that ``check`` sees its arguments first, and returns them as fit.

    Both take the same arguments. `trusting` leaves the check out.
    """

    def decorate(function):
        @functools.wraps(function)
        def checking(*args, **kwargs):
            return function(*check(*args, **kwargs))

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


def choice(argument, value, known) -> object:
    """Return ``known[value]``, or raise a `ValueError` that lists the known names."""
    if not isinstance(value, str) or value not in known:
        raise ValueError(f"{argument}: expected one of {', '.join(known)}; got {value!r}")
    return known[value]


def whole(argument, value, least=1) -> int:
    """Return ``value`` as an int of at least ``least``, or raise a `ValueError`."""
    try:
        number = operator.index(value)
    except TypeError:
        number = None
    if number is None or isinstance(value, bool) or number < least:
        raise ValueError(f"{argument}: expected a whole number of at least {least}; got {value!r}")
    return number


def positive(argument, value, zero_allowed=False) -> float:
    """Return ``value`` as a finite float above 0 (or 0 itself), or raise a `ValueError`."""
    try:
        number = math.nan if isinstance(value, str) else float(value)
    except (TypeError, ValueError):
        number = math.nan
    if not math.isfinite(number) or number < 0 or (number == 0 and not zero_allowed):
        bound = "0 or more" if zero_allowed else "above 0"
        raise ValueError(f"{argument}: expected a finite number {bound}; got {value!r}")
    return number


def positives(argument, value, count) -> np.ndarray:
    """Return ``value``, one number above 0 or ``count`` of them, as ``count`` floats."""
    listed = [value] if isinstance(value, str) or not np.iterable(value) else value
    numbers = [positive(argument, number) for number in listed]
    if len(numbers) not in (1, count):
        raise ValueError(f"{argument}: expected one number, or {count}; got {len(numbers)}")
    return np.broadcast_to(numbers, count)


def fraction(argument, value) -> float:
    """Return ``value`` as a float with 0 ≤ value < 1, or raise a `ValueError`."""
    number = positive(argument, value, zero_allowed=True)
    if number >= 1:
        raise ValueError(f"{argument}: expected a number from 0 to below 1; got {value!r}")
    return number


def generator(argument, value) -> np.random.Generator:
    """Return ``value`` if it is a `numpy.random.Generator`; a fresh one for ``None``."""
    if value is None:
        return np.random.default_rng()
    if not isinstance(value, np.random.Generator):
        raise ValueError(
            f"{argument}: expected a generator such as np.random.default_rng(0); got {value!r}"
        )
    return value


def gradients(value, parameters) -> None:
    """Raise a `ValueError` unless each entry of ``value`` has the shape of its parameter."""
    for name, gradient in value.items():
        parameter = choice("gradients", name, parameters)
        if np.shape(gradient) != parameter.shape:
            raise ValueError(
                f"gradients[{name!r}]: expected shape {parameter.shape}, "
                f"got shape {np.shape(gradient)}"
            )


def matrix(argument, value, columns=None, rows=None) -> np.ndarray:
    """Return ``value`` as a float64 array of shape (rows, columns), all finite, not empty.

    ``None`` leaves that size free. Raises a `ValueError` that names the shape that came, or the
    first entry that is not finite.
    """
    try:
        array = np.asarray(value).astype(float, casting="same_kind", copy=False)
    except (TypeError, ValueError):
        raise ValueError(f"{argument}: expected numbers; got {value!r}") from None
    expected = f"({'m' if rows is None else rows}, {'n' if columns is None else columns})"
    if array.ndim != 2 or columns not in (None, array.shape[1]) or rows not in (None, len(array)):
        raise ValueError(f"{argument}: expected shape {expected}, got shape {array.shape}")
    if array.size == 0:
        raise ValueError(f"{argument}: expected at least one row and column, got {array.shape}")
    if not np.isfinite(array).all():
        where = tuple(int(index) for index in np.argwhere(~np.isfinite(array))[0])
        raise ValueError(f"{argument}: expected finite numbers; got {array[where]} at {where}")
    return array


def data(X, y, sizes) -> tuple[np.ndarray, np.ndarray]:
    """Return ``X`` and ``y`` as matrices with as many rows as each other, for these ``sizes``."""
    X = matrix("X", X, columns=sizes[0])
    return X, matrix("y", y, rows=len(X), columns=sizes[-1])


def epochs_of(argument, values, epochs) -> set[int]:
    """Return ``values`` as a set of whole numbers from 0 to ``epochs``, or raise a `ValueError`."""
    wanted = {whole(argument, value, least=0) for value in values}
    if max(wanted, default=0) > epochs:
        raise ValueError(f"{argument}: expected epochs up to {epochs}; got {max(wanted)}")
    return wanted


def memory(needed) -> None:
    """Raise a `ValueError` if more bytes are needed than the machine has free."""
    import psutil  # here, so that `import plainnet` loads NumPy only

    free = psutil.virtual_memory().available
    if needed > free:
        raise ValueError(
            f"memory: this needs {needed / 1e9:.1f} GB, and {free / 1e9:.1f} GB are free; "
            "train fewer networks, or fewer epochs, or keep fewer losses with `every`"
        )
