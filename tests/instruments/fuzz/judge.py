"""How a call ended: well, with an error that names the argument, or with a fault."""

import contextlib
import re
import signal
import traceback
import warnings
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes

import plainnet
from plainnet.gradient_check import Verdict
from plainnet.training_outcomes import History

PACKAGE = str(Path(plainnet.__file__).parent)
SECONDS = 5.0
BY_NAME = re.compile(r"[^:\n]{1,300}: .*expected", re.DOTALL)
RAGGED = "an array element with a sequence"  # NumPy's message about rows of unequal lengths
# What Python says when a reader's function takes other arguments than it is given.
OTHER_SIGNATURE = re.compile(r"\(\) (takes|missing) .* positional argument")


class HangError(BaseException):
    """A call took too long. It is no `Exception`, so ``except Exception`` does not catch it."""


class Fault(NamedTuple):
    """A fault at the end of a call: its ``kind``, ``words``, and any ``error`` with its place."""

    kind: str
    words: str
    error: str = ""


class End(NamedTuple):
    """How a call ended: whether it was ``refused``, and its faults."""

    refused: bool
    faults: list
    trace: str = ""


def judge(call, changes=(), seconds=SECONDS) -> End:
    """Make the ``call``, in whose arguments the ``changes`` were made, and judge how it ends."""
    before, given = state(call.arguments), strange(call.arguments)
    as_number = strange([change.value for change in changes if _counts(change.good)])
    nan_is_meant = any(strange(call.arguments[name]) for name in call.nan_fine)
    with _limited(seconds), warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        try:
            result, error = call(), None
        except (Exception, HangError) as raised:
            error, trace = raised, traceback.format_exc()
    if nan_is_meant:
        warned = []  # NumPy may warn of the NaN
    faults = [Fault("warning", f"{w.category.__name__}: {w.message}") for w in warned]
    if error is None:
        if "nan" in as_number and not nan_is_meant:
            faults.append(Fault("NaN accepted", "as a number"))
        elif not nan_is_meant and not _says_so(result):
            silent = sorted(strange([result, call.arguments]) - given)
            faults += [Fault("silent NaN", f"{kind} comes out") for kind in silent]
        return End(False, faults)
    if fault := _of_error(error, changes):
        faults.append(fault)
    elif not any(callable(change.value) for change in changes) and state(call.arguments) != before:
        faults.append(Fault("changed", f"what was passed in, and then came: {error}"))
    return End(True, faults, trace)


def _of_error(error, changes):
    """The `Fault` of an error that is not what the package promises."""
    if isinstance(error, HangError):
        return Fault("hang", "no end in sight")
    place = traceback.extract_tb(error.__traceback__)[-1]
    ours, kind = place.filename.startswith(PACKAGE), type(error).__name__
    if ours and isinstance(error, OSError) and any(change.where == "path" for change in changes):
        return None
    if ours and type(error) is ValueError and (BY_NAME.match(str(error)) or RAGGED in str(error)):
        return None
    of_reader = any(callable(change.value) for change in changes)  # a function may itself fail
    if of_reader and (not ours or OTHER_SIGNATURE.search(str(error))):
        return None
    where = f"{Path(place.filename).name}:{place.lineno}"
    return Fault("bare error", f"{kind}: {error} ({where})", f"{kind} {where}")


def _counts(good):
    """Whether ``good`` is made of numbers."""
    if isinstance(good, list | tuple):
        return any(map(_counts, good))
    return isinstance(good, np.ndarray | int | float) and not isinstance(good, bool)


def _says_so(result):
    """Whether the ``result`` says in words that numbers are not finite."""
    if isinstance(result, History):
        return "diverged" in np.ravel(result.outcome)
    return isinstance(result, Verdict) and not result


def strange(value, depth=0) -> set[str]:
    """Which of ``nan`` and ``inf`` occur anywhere in ``value``."""
    if isinstance(value, Decimal):
        value = float("nan") if value.is_nan() else 0.0
    if isinstance(value, float | complex | np.inexact | np.ndarray):
        array = np.asarray(value)
        if array.dtype.kind in "fc":
            kinds = {"nan": np.isnan(array).any(), "inf": np.isinf(array).any()}
            return {kind for kind, there in kinds.items() if there}
    return set().union(*(strange(part, depth + 1) for part in _parts(value, depth)))


def _parts(value, depth):
    """What ``value`` holds, if it is a container or an object of the package."""
    if depth > 8:
        return []
    if isinstance(value, dict):
        return [*value, *value.values()]
    if isinstance(value, list | tuple | set):
        return list(value)
    if isinstance(value, np.ndarray):
        return value.ravel().tolist() if value.dtype.kind == "O" else []
    own = type(value).__module__.startswith("plainnet.") and hasattr(value, "__dict__")
    return list(vars(value).values()) if own else []


def state(value, depth=0) -> object:
    """What can be compared, to see whether ``value`` has changed.

    Real numbers that became doubles, as the parameters of a network do, have not.
    """
    if isinstance(value, np.random.Generator):
        return str(value.bit_generator.state)
    if isinstance(value, Axes):
        drawn = [child.get_label() for child in value.get_children()]
        return drawn, len(value.figure.axes), value.get_xlabel(), value.get_xlim()
    if isinstance(value, np.ndarray | list | int | float) and not np.ma.isMA(value):
        with contextlib.suppress(Exception), warnings.catch_warnings(action="error"):
            if (array := np.asarray(value)).dtype.kind in "biuf":
                return array.shape, array.astype(float).tobytes()
    parts = _parts(value, depth)
    return [type(value), [state(part, depth + 1) for part in parts]] if parts else repr(value)


@contextlib.contextmanager
def _limited(seconds):
    """Raise a `HangError` after ``seconds`` of processor time; waiting does not count."""

    def stop(*_):
        raise HangError

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0.0)
        signal.signal(signal.SIGPROF, before)
