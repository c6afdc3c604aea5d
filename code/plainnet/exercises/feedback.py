"""Feedback: an answer made of arrays is compared with the right one and with known mistakes."""

import inspect
import traceback
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from plainnet._validation import reals, unfit
from plainnet.exercises.diagnosis import diagnosis, place, same


@dataclass(frozen=True, repr=False)
class Feedback:
    """What a check says of an answer: true if the answer is right, and as text a sentence."""

    right: bool
    message: str

    def __bool__(self):
        return self.right

    def __repr__(self):
        return self.message


class UnfitError(Exception):
    """An answer that cannot be compared; the message says what it is and what is needed."""


def give_feedback(answer, expected) -> Feedback:
    """Compare ``answer``, numbers or a function that returns them, with what is `Expected`.

    An `UnfitError` becomes feedback, too.
    """
    right, scale = expected.right, expected.scale
    try:
        answers = _arrays(answer() if callable(answer) else answer, right)
    except UnfitError as unfit:
        return Feedback(False, f"Not yet: {unfit}.")
    if all(same(answers[name], right[name], scale) for name in right):
        return Feedback(True, "Right.")
    return Feedback(False, f"Not yet: {diagnosis(answers, expected)}.")


def worded(argument, value) -> Mapping:
    """Return ``value``, a dictionary whose keys are texts, or raise a `ValueError`."""
    if not isinstance(value, Mapping) or not all(isinstance(words, str) for words in value):
        raise unfit(argument, "a dictionary whose keys are texts", value)
    return value


def named(argument, numbers) -> dict[str, np.ndarray]:
    """``numbers`` as a dictionary of finite arrays; a single array gets the name ``answer``.

    Raises a `ValueError` that names the ``argument`` for anything else, and if it is empty.
    """
    given = worded(argument, numbers) if isinstance(numbers, Mapping) else {"answer": numbers}
    arrays = {name: reals(argument, value) for name, value in given.items()}
    if not arrays or not all(array.size for array in arrays.values()):
        raise unfit(argument, "at least one number", numbers)
    return arrays


def in_words(function, error) -> str:
    """The error in one line, with the line of the reader's own function in which it happened.

    If ``function`` was made by ``functools.wraps``, the reader's own is the one inside it.
    """
    own = inspect.unwrap(function) if inspect.isfunction(function) else function
    file = getattr(getattr(own, "__code__", None), "co_filename", None)
    lines = [f.lineno for f in traceback.extract_tb(error.__traceback__) if f.filename == file]
    place = f" in line {lines[-1]}" if lines else ""
    text = " ".join(str(error).split()).rstrip(".")
    return f"{type(error).__name__}{place}{text and ': '}{text}"


def _arrays(answer, right):
    """``answer`` as a dictionary of finite arrays, with the names of ``right``."""
    if right.keys() <= {"y_hat", "loss", "answer"}:
        return {name: numbers("your answer", getattr(answer, name, answer)) for name in right}
    answer = getattr(answer, "parameters", answer)
    if isinstance(answer, tuple | list) and len(answer) == len(right):
        answer = dict(zip(right, answer, strict=True))
    if not isinstance(answer, Mapping):
        raise UnfitError(
            f"your answer is {_kind(answer)}; needed is a dictionary of {', '.join(right)}"
        )
    if missing := [name for name in right if name not in answer]:
        raise UnfitError(f"your answer lacks {', '.join(missing)}")
    return {name: _row(numbers(name, answer[name]), right[name]) for name in right}


def _row(array, right):
    """``array``, as a vector if ``keepdims`` made it a row: an update with either is the same."""
    return array[0] if right.ndim == 1 and array.shape == (1, *right.shape) else array


def numbers(name, value) -> np.ndarray:
    """``value`` as an array of finite floats, or an `UnfitError` that begins with its ``name``."""
    try:
        array = np.asarray(value)
    except ValueError:
        raise UnfitError(
            f"{name} has rows of unequal lengths; needed is an array of numbers"
        ) from None
    except Exception:  # an object that cannot become an array, such as a tensor of PyTorch
        array = np.asarray(None)
    if array.dtype.kind not in "biuf":
        raise UnfitError(f"{name} is {_kind(value)}; needed are real numbers")
    if not np.isfinite(array).all():
        index = tuple(np.argwhere(~np.isfinite(array))[0])
        raise UnfitError(f"{place(name, index)} is {array[index]}; needed are finite numbers")
    return array.astype(float)


def _kind(value):
    if value is None:
        return "None (is a `return` missing?)"
    if isinstance(value, np.ndarray):
        return f"an array of {value.dtype}"
    return f"the text {value!r}" if isinstance(value, str) else f"of type {type(value).__name__}"
