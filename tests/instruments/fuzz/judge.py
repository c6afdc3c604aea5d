"""How a call ended: well, refused by name, or not as the package promises."""

import contextlib
import dataclasses
import io
import os
import re
import signal
import tempfile
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
BY_NAME = re.compile(
    r"[^:\n]{1,300}: .*(expected|this needs|`make sweeps`|`make torch`)", re.DOTALL
)
# What Python says when a reader's function takes other arguments than it is given.
OTHER_SIGNATURE = re.compile(r"\(\) takes .* positional arguments? (but |\()\d+ .*given")


class HangError(BaseException):
    """No `Exception`, so that what catches those lets it pass."""


class Fault(NamedTuple):
    """What is wrong with the end of a call: a ``kind``, an ``error`` and its place, ``words``."""

    kind: str
    words: str
    error: str = ""


class End(NamedTuple):
    """How a call ended: whether it was ``refused``, and its faults."""

    refused: bool
    faults: list
    trace: str = ""


def judge(call, changes=(), folders=(), seconds=SECONDS) -> End:
    """Make the ``call``, in whose arguments the ``changes`` were made, and judge how it ends."""
    before, given = _state(call, folders), _given(call, changes)
    with _watched() as seen, _limited(seconds), warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        error, trace, result = None, "", None
        try:
            result = call()
        except (Exception, SystemExit, HangError) as raised:
            _set_timers(0.0)
            error, trace = raised, traceback.format_exc()
            place = traceback.extract_tb(raised.__traceback__)[-1]
            # An open file that an error keeps alive would close a stream that is ours again.
            error.__traceback__ = error.__context__ = error.__cause__ = None
    if any(strange(call.arguments[name]) for name in call.nan_fine):
        warned = []  # NumPy may say what it meets
    faults = [Fault("warning", f"{type(w.message).__name__}: {w.message}") for w in warned]
    if seen and not any(change.where.startswith("progress") for change in changes):
        faults.append(Fault("output", ", ".join(seen)))
    if error is None:
        return End(False, faults + _of_numbers(given, call, result))
    if fault := _of_error(error, place, changes):
        faults.append(fault)
    elif not any(callable(change.value) for change in changes) and _state(call, folders) != before:
        faults.append(Fault("changed", f"what was passed in, and then came: {error}"))
    return End(True, faults, trace)


def _of_error(error, place, changes):
    """The `Fault` of an error that is not what the package promises."""
    if isinstance(error, HangError):
        return Fault("hang", "no end in sight")
    of_path = any(change.where == "path" for change in changes)
    ours = place.filename.startswith(PACKAGE)
    if ours and isinstance(error, OSError) and of_path:
        return None
    if ours and type(error) is ValueError and BY_NAME.match(str(error)):
        return None
    if type(error) is TypeError and OTHER_SIGNATURE.search(str(error)):
        return None
    kind = type(error).__name__
    where = f"{Path(place.filename).name}:{place.lineno}"
    return Fault("bare error", f"{kind}: {error} ({where})", f"{kind} {where}")


class Given(NamedTuple):
    """Which of ``nan`` and ``inf`` a call was given: anywhere, by changes, in place of a number."""

    anywhere: set
    put_in: set
    as_number: set


def _given(call, changes):
    numbers = [change for change in changes if _counts(change.good)]
    changed = ([change.value for change in these] for these in (changes, numbers))
    return Given(strange(call.arguments), *map(strange, changed))


def _of_numbers(given, call, result):
    """Faults of a call that was accepted: NaN that it was given, or that comes out in silence."""
    meant = [strange(call.arguments[name]) for name in call.nan_fine]
    if any(meant):
        return []
    if "nan" in given.as_number:
        return [Fault("NaN accepted", "as a number")]
    found = strange(result) | (strange(call.arguments) - given.anywhere)
    silent = set() if _tells(result) else found - given.put_in
    return [Fault("silent NaN", f"{kind} comes out") for kind in sorted(silent)]


def _counts(good):
    """Whether ``good`` is made of numbers."""
    if isinstance(good, list | tuple):
        return any(map(_counts, good))
    return isinstance(good, np.ndarray | int | float) and not isinstance(good, bool)


def _tells(result):
    """Whether the ``result`` says in words that numbers are not finite."""
    if isinstance(result, History):
        return "diverged" in np.ravel(result.outcome)
    return isinstance(result, Verdict) and not result


def strange(value, depth=0) -> set[str]:
    """Which of ``nan`` and ``inf`` occur anywhere in ``value``."""
    if isinstance(value, np.ma.MaskedArray):
        value = np.ma.getdata(value)
    if isinstance(value, np.ndarray) and value.dtype.kind in "fc":
        kinds = {"nan": np.isnan(value).any(), "inf": np.isinf(value).any()}
        return {kind for kind, there in kinds.items() if there}
    if isinstance(value, float | complex | np.inexact):
        return strange(np.asarray(value))
    if isinstance(value, Decimal):
        return {"nan"} if value.is_nan() else {"inf"} if value.is_infinite() else set()
    parts = _parts(value) if depth < 9 else []
    return set().union(*(strange(part, depth + 1) for part in parts))


def _parts(value):
    if isinstance(value, dict):
        return [*value, *value.values()]
    if isinstance(value, list | tuple | set | frozenset):
        return list(value)
    if isinstance(value, np.ndarray):
        return value.ravel().tolist() if value.dtype.kind == "O" else []
    own = type(value).__module__.startswith("plainnet.") or dataclasses.is_dataclass(value)
    return list(vars(value).values()) if own and hasattr(value, "__dict__") else []


def _state(call, folders):
    """All that a refused call must leave as it is."""
    files = (path for folder in folders for path in sorted(Path(folder).rglob("*")))
    stats = [(str(path), path.stat().st_size, path.stat().st_mtime_ns) for path in files]
    return state(call.arguments), stats


def state(value, depth=0) -> object:
    """What can be compared, to see whether ``value`` has changed.

    Real numbers that became doubles, as the parameters of a network do, have not.
    """
    if _is_real(value):
        return "numbers", np.shape(value), np.asarray(value, dtype=float).tobytes()
    if isinstance(value, np.ndarray) and value.dtype.kind != "O":
        mask = np.ma.getmaskarray(value).tobytes()
        return type(value), value.dtype.str, value.shape, np.asarray(value).tobytes(), mask
    if isinstance(value, np.random.Generator):
        return str(value.bit_generator.state)
    if isinstance(value, Axes):
        figure = value.figure
        drawn = [child.get_label() for child in value.get_children()]
        return drawn, len(figure.axes), value.get_xlabel(), value.get_yscale(), value.get_xlim()
    if isinstance(value, dict):
        return [(repr(key), state(item, depth + 1)) for key, item in value.items()]
    parts = _parts(value) if depth < 9 else []
    return [type(value), [state(part, depth + 1) for part in parts]] if parts else repr(value)


def _is_real(value):
    arrays = np.ndarray | np.flatiter | np.generic | memoryview | bytearray
    if not isinstance(value, arrays | list | int | float) or np.ma.isMA(value):
        return False
    try:
        with warnings.catch_warnings(action="error"):  # a masked number in a list
            return np.asarray(value).dtype.kind in "biuf"
    except Exception:  # rows of unequal lengths; what has an idea of its own what an array is
        return False


@contextlib.contextmanager
def _limited(seconds):
    """Raise a `HangError` after so many ``seconds`` of work, and again, should it be swallowed.

    Who only waits has ten times as long: on a busy machine everybody waits.
    """

    def stop(*_):
        raise HangError

    before = {number: signal.signal(number, stop) for number in (signal.SIGPROF, signal.SIGALRM)}
    _set_timers(seconds)
    try:
        yield
    finally:
        _set_timers(0.0)
        for number, handler in before.items():
            signal.signal(number, handler)


def _set_timers(seconds):
    signal.setitimer(signal.ITIMER_PROF, seconds, 0.5)
    signal.setitimer(signal.ITIMER_REAL, 10 * seconds, 0.5)


@contextlib.contextmanager
def _watched():
    """A list, in the end of what was done to the standard streams."""
    seen, text, kept = [], io.StringIO(), [os.dup(number) for number in range(3)]
    with tempfile.TemporaryFile() as file:
        for number in range(3):
            os.dup2(file.fileno(), number)
        try:
            with contextlib.redirect_stdout(text), contextlib.redirect_stderr(text):
                yield seen
        finally:
            ours = os.fstat(file.fileno())
            for number, stream in enumerate(("stdin", "stdout", "stderr")):
                try:
                    same = os.path.samestat(os.fstat(number), ours)
                except OSError:
                    same = False
                seen += [] if same else [f"{stream} was closed"]
                os.dup2(kept[number], number)
                os.close(kept[number])
            if ours.st_size or text.getvalue():
                seen.append("something was written to stdout or stderr")
