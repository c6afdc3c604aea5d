"""Checks that name the mistake.

``check_backward(my_backward, nn, X, y)`` and its relatives compare a reader's answer with the right
one and with every mistake of the catalogue in `mistakes`. An answer may be a function or what it
returns. A check never fails: whatever it is given, it answers with a `Finding`.
"""

import copy
import traceback
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from plainnet.mistakes import CATALOGUE, RIGHT
from plainnet.variants import case_of

CLOSE = 1e-5  # of the largest number in the right answer; of an update, of its largest change


@dataclass(frozen=True, repr=False)
class Finding:
    """What a check found; true when the answer is right. As text, it is a sentence."""

    right: bool
    says: str

    def __bool__(self):
        return self.right

    def __repr__(self):
        return self.says


class UnfitError(Exception):
    """An answer that cannot be compared; its text says what came and what is needed."""


def check_forward(answer, nn, X):
    """Check a prediction, shape (m, n_out), or a function ``answer(nn, X)`` that returns it."""
    return _check("forward", answer, case_of(nn, X))


def check_loss(answer, nn, X, y):
    """Check the loss of ``nn``, or a function ``answer(y_hat, y)`` that returns it."""
    return _check("loss", answer, case_of(nn, X, y))


def check_backward(answer, nn, X, y, learning_rate=1.0):
    """Check the gradients of ``nn``, a dictionary of arrays named as ``nn.parameters``.

    ``answer`` may be a function ``answer(nn, record, y)`` that returns them. With a
    ``learning_rate``, a gradient that contains it is recognised.
    """
    return _check("backward", answer, case_of(nn, X, y, learning_rate))


def check_step(answer, nn, X, y, learning_rate):
    """Check the parameters after one update, or a function ``answer(nn, X, y, learning_rate)``.

    The function changes the parameters of its ``nn`` (it gets a copy), or returns new ones.
    """
    return _check("step", answer, case_of(nn, X, y, learning_rate))


def _check(subject, answer, case):
    right, scale = RIGHT[subject](case), _scale(subject, case)
    try:
        found = _arrays(_called(subject, answer, case) if callable(answer) else answer, right)
    except UnfitError as unfit:
        return Finding(False, f"Not yet: {unfit}.")
    wrong = [name for name in right if not _same(found[name], right[name], scale)]
    if not wrong:
        return Finding(True, "Right.")
    says = _diagnosis(found, right, wrong, made(subject, case), scale)
    return Finding(False, f"Not yet: {says or _first_difference(found, right, wrong, scale)}.")


def _called(subject, function, case):
    """What ``function`` returns for the arguments of its subject, which are copies."""
    nn, X, y, learning_rate = copy.deepcopy(case)
    record = nn.forward(X)
    arguments = {
        "forward": (nn, X),
        "loss": (record.y_hat, y),
        "backward": (nn, record, y),
        "step": (nn, X, y, learning_rate),
    }[subject]
    name = getattr(function, "__name__", "")
    name = name if name.isidentifier() else "your function"
    try:
        answer = function(*arguments)
    except (Exception, SystemExit) as error:
        raise UnfitError(f"{name} raised {_words(function, error)}") from None
    parameters = getattr(nn, "parameters", None)
    if subject == "step":
        return parameters if answer is None else answer
    before = case.nn.parameters
    if not isinstance(parameters, dict) or any(
        not np.array_equal(before[key], parameters.get(key)) for key in before
    ):
        raise UnfitError(f"{name} changed the parameters of the network; it should only compute")
    return answer


def _words(function, error):
    """The error in one line, and where in the reader's own code it happened."""
    file = getattr(getattr(function, "__code__", None), "co_filename", None)
    lines = [f.lineno for f in traceback.extract_tb(error.__traceback__) if f.filename == file]
    place = f" in line {lines[-1]}" if lines else ""
    try:
        text = " ".join(str(error).split()).rstrip(".")
    except Exception:  # an error that cannot say what it is
        text = ""
    return f"{type(error).__name__}{place}{text and ': '}{text}"


def _arrays(answer, right):
    """``answer`` as a dictionary of finite arrays, with the names of ``right``."""
    if right.keys() <= {"y_hat", "loss"}:
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


def _same(a, b, scale):
    return _fits(a, b) and bool(np.all(np.abs(a.reshape(b.shape) - b) <= CLOSE * scale))


def _scale(subject, case):
    """How large the numbers of the right answer are; of an update, its changes.

    Parameters of single precision are rounded, so that a change counts as no less than 1/40 of the
    largest parameter.
    """
    right = RIGHT[subject](case)
    largest = max(np.abs(value).max() for value in right.values())
    if subject == "step":
        moved = [np.abs(value - case.nn.parameters[name]).max() for name, value in right.items()]
        largest = max(*moved, largest / 40.0)
    return largest or 1.0


def made(subject, case):
    """Every mistake that can be made in this case, by its words: the answer to which it leads."""
    answers, right, scale = {}, RIGHT[subject](case), _scale(subject, case)
    for says, answer in CATALOGUE[subject].items():
        with np.errstate(all="ignore"):
            try:
                wrong = {name: np.asarray(value) for name, value in answer(case).items()}
            except ValueError:  # shapes that fit no matrix product: nobody gets this answer
                continue
        finite = all(np.isfinite(value).all() for value in wrong.values())
        if finite and not all(_same(wrong[name], right[name], scale) for name in right):
            answers[says] = wrong
    return answers


def _diagnosis(found, right, wrong, mistakes, scale):
    """The mistakes that explain the whole answer, or its wrong arrays together, or one by one."""

    def like(name):
        return [says for says, made in mistakes.items() if _same(found[name], made[name], scale)]

    explained = {name: like(name) for name in right}
    for names in (right, wrong):
        if common := [says for says in mistakes if all(says in explained[name] for name in names)]:
            return "it looks as if " + ", or ".join(common)
    if all(explained[name] for name in wrong):
        return "; ".join(f"in {name}, {', or '.join(explained[name])}" for name in wrong)
    return None


def _first_difference(found, right, wrong, scale):
    name = wrong[0]
    a, b = found[name], right[name]
    label = name if len(right) > 1 else "your answer"
    if not _fits(a, b):
        return f"{label} has shape {a.shape}; needed is shape {b.shape}"
    a = a.reshape(b.shape)
    index = tuple(np.argwhere(np.abs(a - b) > CLOSE * scale)[0])
    return f"{_place(label, index)}: expected {b[index]:.6g}, got {a[index]:.6g}"
