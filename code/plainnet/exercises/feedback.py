"""Feedback: an answer made of arrays, held against the right one and against known mistakes."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from plainnet._validation import flag, reals, unfit

CLOSE = 1e-5  # of the largest number in the right answer; of an update, of its largest change


@dataclass(frozen=True, repr=False)
class Feedback:
    """What a check answers; true when the answer is right. As text, it is a sentence.

    Raises a `ValueError` unless ``right`` is True or False, and ``message`` a text.
    """

    right: bool
    message: str

    def __post_init__(self):
        flag("right", self.right)
        if not isinstance(self.message, str):
            raise unfit("message", "a text", self.message)

    def __bool__(self):
        return self.right

    def __repr__(self):
        return self.message


class UnfitError(Exception):
    """An answer that cannot be compared; its text says what came and what is needed."""


def give_feedback(answer, right, mistakes, scale) -> Feedback:
    """Hold ``answer``, numbers or a function that returns them, against ``right``.

    ``right`` is a dictionary of arrays, ``mistakes`` maps words to others of the same names, and
    ``scale`` says how large the numbers are. An `UnfitError` becomes feedback, too.
    """
    try:
        answers = _arrays(answer() if callable(answer) else answer, right)
    except UnfitError as unfit:
        return Feedback(False, f"Not yet: {unfit}.")
    wrong = [name for name in right if not same(answers[name], right[name], scale)]
    if not wrong:
        return Feedback(True, "Right.")
    message = _diagnosis(answers, right, wrong, mistakes, scale)
    return Feedback(
        False, f"Not yet: {message or _first_difference(answers, right, wrong, scale)}."
    )


def worded(argument, value) -> Mapping:
    """Return ``value``, a dictionary whose keys are texts, or raise a `ValueError`."""
    if not isinstance(value, Mapping) or not all(isinstance(words, str) for words in value):
        raise unfit(argument, "a dictionary whose keys are texts", value)
    return value


def named(argument, numbers) -> dict[str, np.ndarray]:
    """``numbers`` as a dictionary of finite arrays; what has no name is the ``answer``.

    Raises a `ValueError` that names the ``argument``, also where there is no number at all.
    """
    given = worded(argument, numbers) if isinstance(numbers, Mapping) else {"answer": numbers}
    arrays = {name: reals(argument, value) for name, value in given.items()}
    if not arrays or not all(array.size for array in arrays.values()):
        raise unfit(argument, "at least one number", numbers)
    return arrays


def largest(named) -> float:
    """The largest size of any number in a dictionary of arrays."""
    return max(np.abs(value).max() for value in named.values())


def same(a, b, scale) -> bool:
    """Whether two arrays agree, on a ``scale`` that says how large the numbers are."""
    return _fits(a, b) and bool(np.all(np.abs(a.reshape(b.shape) - b) <= CLOSE * scale))


def _arrays(answer, right):
    """``answer`` as a dictionary of finite arrays, with the names of ``right``."""
    if right.keys() <= {"y_hat", "loss", "answer"}:
        return {name: _numbers("your answer", getattr(answer, name, answer)) for name in right}
    answer = getattr(answer, "parameters", answer)
    if isinstance(answer, tuple | list) and len(answer) == len(right):
        answer = dict(zip(right, answer, strict=True))
    if not isinstance(answer, Mapping):
        raise UnfitError(
            f"your answer is {_kind(answer)}; needed is a dictionary of {', '.join(right)}"
        )
    if missing := [name for name in right if name not in answer]:
        raise UnfitError(f"your answer lacks {', '.join(missing)}")
    return {name: _numbers(name, answer[name]) for name in right}


def _numbers(name, value):
    try:
        array = np.asarray(value)
    except ValueError:
        raise UnfitError(
            f"{name} has rows of unequal lengths; needed is an array of numbers"
        ) from None
    except Exception:  # an object with an idea of its own what an array is
        array = np.asarray(None)
    if array.dtype.kind not in "biuf":
        raise UnfitError(f"{name} is {_kind(value)}; needed are real numbers")
    if not np.isfinite(array).all():
        index = tuple(np.argwhere(~np.isfinite(array))[0])
        raise UnfitError(f"{_place(name, index)} is {array[index]}; needed are finite numbers")
    return array.astype(float)


def _kind(value):
    if value is None:
        return "None (is a `return` missing?)"
    if isinstance(value, np.ndarray):
        return f"an array of {value.dtype}"
    return f"the text {value!r}" if isinstance(value, str) else f"of type {type(value).__name__}"


def _place(name, index):
    return f"{name}{list(map(int, index))}" if len(index) else name


def _fits(a, b):
    """Whether the shapes agree; a vector may come as a single row or column."""
    return a.shape == b.shape or (a.ndim != b.ndim and np.squeeze(a).shape == np.squeeze(b).shape)


def _diagnosis(answers, right, wrong, mistakes, scale):
    """The mistakes that explain the whole answer, or its wrong arrays together, or one by one."""

    def like(name):
        return [
            message for message, made in mistakes.items() if same(answers[name], made[name], scale)
        ]

    explained = {name: like(name) for name in right}
    for names in (right, wrong):
        if common := [
            message for message in mistakes if all(message in explained[name] for name in names)
        ]:
            return "it looks as if " + ", or ".join(common)
    if all(explained[name] for name in wrong):
        return "; ".join(f"in {name}, {', or '.join(explained[name])}" for name in wrong)
    return None


def _first_difference(answers, right, wrong, scale):
    name = wrong[0]
    a, b = answers[name], right[name]
    label = name if len(right) > 1 else "your answer"
    if not _fits(a, b):
        return f"{label} has shape {a.shape}; needed is shape {b.shape}"
    a = a.reshape(b.shape)
    index = tuple(np.argwhere(np.abs(a - b) > CLOSE * scale)[0])
    return f"{_place(label, index)}: expected {b[index]:.6g}, got {a[index]:.6g}"
