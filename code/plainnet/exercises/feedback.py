"""Feedback: an answer made of arrays is compared with the right one and with known mistakes."""

import ast
import contextlib
import functools
import inspect
import textwrap
import traceback
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from plainnet._validation import reals, unfit
from plainnet.exercises.diagnosis import diagnosis, place, same


@dataclass(frozen=True, repr=False)
class Feedback:
    """What a check says of an answer: true if the answer is right, and as text a sentence.

    The text begins with *Right*, *Not yet* or *Not answered yet*.
    """

    right: bool
    message: str

    def __bool__(self):
        return self.right

    def __repr__(self):
        return self.message

    def about(self, part) -> "Feedback":
        """The same feedback, which says of which ``part`` of an answer it speaks."""
        return replace(self, message=self.message.replace("Not yet: ", f"Not yet: in {part}, ", 1))


NOT_ANSWERED = Feedback(False, "Not answered yet.")


class UnfitError(Exception):
    """An answer that cannot be compared; the message says what it is and what is needed."""


class UnansweredError(UnfitError):
    """A function returned ``...``."""


def judged(check, *answers) -> Feedback:
    """The feedback of ``check()``, which looks at these ``answers``.

    An `UnfitError` becomes feedback, too. What is not right is *not answered yet* as long as it is
    None or ``...``, contains it, or is a function with ``...`` in its code.
    """
    if any(answer is None or _is_open(answer) for answer in answers):
        return NOT_ANSWERED
    try:
        feedback = check()
    except UnansweredError:
        return NOT_ANSWERED
    except UnfitError as error:
        end = "" if str(error).endswith("?") else "."
        feedback = Feedback(False, f"Not yet: {error}{end}")
    is_open = not feedback and any(_is_open(part) or _has_dots(part) for part in _parts(answers))
    return NOT_ANSWERED if is_open else feedback


def _is_open(answer):
    """Whether an answer is ``...``, or an array, a list or a dictionary with it."""
    if isinstance(answer, np.ndarray):
        answer = answer.ravel().tolist() if answer.dtype == object else []
    answer = list(answer.values()) if isinstance(answer, Mapping) else answer
    return answer is ... or (isinstance(answer, list | tuple) and any(map(_is_open, answer)))


def _parts(*answers):
    """What answers consist of: values, functions, methods, and what a function has inside."""
    found, left = {}, list(answers)
    while left:
        part = left.pop()
        if id(part) in found:
            continue
        found[id(part)] = part
        if isinstance(part, list | tuple):
            left += part
        elif isinstance(part, functools.partial):
            left += [part.func, *part.args]
        elif isinstance(part, type):
            left += [method for _, method in inspect.getmembers(part, inspect.isfunction)]
        elif inspect.ismethod(part):
            left.append(part.__func__)
        elif inspect.isfunction(part):
            left.append(getattr(part, "__wrapped__", None))
            for cell in part.__closure__ or ():
                with contextlib.suppress(ValueError):  # an empty cell
                    left.append(cell.cell_contents)
    return list(found.values())


def written(*answers) -> list[Callable]:
    """The functions in which answers are written."""
    return list(filter(inspect.isfunction, _parts(*answers)))


def _has_dots(function):
    """Whether ``...`` stands in the code of a function, otherwise than in ``a[..., 0]``."""
    if not inspect.isfunction(function):
        return False
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(function.__code__)))
    except (OSError, SyntaxError):  # it has no source, or is a part of a line
        return ... in _constants(function.__code__.co_consts)
    indices = [node.slice for node in ast.walk(tree) if isinstance(node, ast.Subscript)]
    inside = {id(node) for index in indices for node in ast.walk(index)}
    return any(
        isinstance(node, ast.Constant) and node.value is ... and id(node) not in inside
        for node in ast.walk(tree)
    )


def _constants(values) -> Iterator:
    for value in values:
        inner = getattr(value, "co_consts", value)
        yield from _constants(inner) if isinstance(inner, tuple) else [inner]


def give_feedback(answer, expected) -> Feedback:
    """Compare ``answer``, numbers or a function that returns them, with what is `Expected`."""
    return judged(lambda: _compared(answer, expected), answer)


def _compared(answer, expected):
    right, scale = expected.right, expected.scale
    answers, rows = _arrays(answer() if callable(answer) else answer, right)
    if expected.digits is not None:
        answers = {name: value.round(expected.digits) for name, value in answers.items()}
    if not all(same(answers[name], right[name], scale) for name in right):
        return Feedback(False, f"Not yet: {diagnosis(answers, expected)}.")
    if not rows:
        return Feedback(True, "Right.")
    wide = " and ".join(f"{name} has shape {(1, *right[name].shape)}" for name in rows)
    return Feedback(True, f"Right, but {wide}; needed is one axis, so leave `keepdims` out.")


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


def returned(function, *arguments, by=None) -> object:
    """What a function of the reader returns, or an `UnfitError` with the error that it raised."""
    try:
        return function(*arguments)
    except (Exception, SystemExit) as error:
        raise UnfitError(f"{by or name_of(function)} raised {in_words(function, error)}") from None


def name_of(function) -> str:
    """The name of the reader's function, also if it is called by a function without a name."""
    names = (getattr(each, "__name__", "") for each in (function, *written(function)))
    return next(filter(str.isidentifier, names), "your function")


def in_words(function, error) -> str:
    """The error in one line, with the line of the reader's own code in which it happened."""
    own = written(function)  # of a check's lambda, what it calls
    own = [each for each in own if each.__name__.isidentifier()] or own[1:] or own
    files = {each.__code__.co_filename for each in own}
    lines = [f.lineno for f in traceback.extract_tb(error.__traceback__) if f.filename in files]
    place = f" in line {lines[-1]}" if lines else ""
    text = " ".join(str(error).split()).rstrip(".")
    return f"{type(error).__name__}{place}{text and ': '}{text}"


def _arrays(answer, right):
    """``answer`` as a dictionary of finite arrays, with the names of ``right``.

    Also the names of those that `keepdims` made a row: an update with either is the same.
    """
    if right.keys() <= {"y_hat", "loss", "answer"}:
        whole = {name: numbers("your answer", getattr(answer, name, answer)) for name in right}
        return whole, []
    answer = getattr(answer, "parameters", answer)
    if isinstance(answer, tuple | list) and len(answer) == len(right):
        answer = dict(zip(right, answer, strict=True))
    if not isinstance(answer, Mapping):
        raise UnfitError(
            f"your answer is {kind(answer)}; needed is a dictionary of {', '.join(right)}"
        )
    if missing := [name for name in right if name not in answer]:
        raise UnfitError(f"your answer lacks {', '.join(missing)}")
    arrays = {name: numbers(name, answer[name]) for name in right}
    rows = [n for n, r in right.items() if r.ndim == 1 and arrays[n].shape == (1, *r.shape)]
    return arrays | {name: arrays[name][0] for name in rows}, rows


def numbers(name, value, shape=None) -> np.ndarray:
    """``value`` as an array of finite floats, or an `UnfitError` that begins with its ``name``."""
    if _is_open(value):
        raise UnansweredError
    try:
        array = np.asarray(value)
    except ValueError:
        raise UnfitError(
            f"{name} has rows of unequal lengths; needed is an array of numbers"
        ) from None
    except Exception:  # an object that cannot become an array, such as a tensor of PyTorch
        array = np.asarray(None)
    if array.dtype.kind not in "biuf":
        raise UnfitError(f"{name} is {kind(value)}; needed are real numbers")
    if not np.isfinite(array).all():
        index = tuple(np.argwhere(~np.isfinite(array))[0])
        raise UnfitError(f"{place(name, index)} is {array[index]}; needed are finite numbers")
    if shape not in (None, array.shape):
        raise UnfitError(f"{name} has shape {array.shape}; needed is shape {shape}")
    return array.astype(float)


def kind(value) -> str:
    """What a value is, in words."""
    if value is None:
        return "None (is a `return` missing?)"
    if isinstance(value, list | tuple) and any(item is None for item in value):
        return f"a {type(value).__name__} with None (is a `return` missing?)"
    if isinstance(value, np.ndarray):
        return f"an array of {value.dtype}"
    return f"the text {value!r}" if isinstance(value, str) else f"of type {type(value).__name__}"
