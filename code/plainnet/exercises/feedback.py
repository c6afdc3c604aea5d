"""Feedback: an answer made of arrays is compared with the right one and with known mistakes."""

import ast
import contextlib
import dis
import functools
import inspect
import re
import textwrap
import traceback
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from plainnet import language
from plainnet._validation import reals, unfit
from plainnet.exercises.diagnosis import KNOWN, diagnosis, place, same
from plainnet.exercises.repair import Said, Trial, near_miss


@dataclass(frozen=True, repr=False)
class Feedback:
    """What a check says of an answer: true if the answer is right, and as text a sentence.

    The text begins with *Right*, *Not yet* or *Not answered yet*. ``search`` says which changes of
    the reader's cell may tell more: all, those of lines alone, or none.
    """

    right: bool
    message: str
    search: str = "all"

    def __bool__(self):
        return self.right

    def __repr__(self):
        return Said(language.said(__name__, self.message))

    def about(self, part) -> "Feedback":
        """The same feedback, which says of which ``part`` of an answer it speaks."""
        return replace(self, message=self.message.replace("Not yet: ", f"Not yet: in {part}, ", 1))


NOT_ANSWERED = Feedback(False, "Not answered yet.")
HINTS = {  # by what errors of Python and NumPy say
    r"bitwise_xor|for \^": "`^` compares bits; a power is `**`",
    r"only .* arrays can be converted to Python scalars": (
        "this works on single numbers alone; on arrays, NumPy's functions do, such as `np.sqrt`"
    ),
    "truth value of an array": (
        "`if`, `and` and `max` take single numbers; for arrays there are `np.where` and "
        "`np.maximum`"
    ),
}
PRODUCTS = "@", "dot", "matmul", "einsum", "inner", "tensordot", "vdot", "__matmul__"
PRODUCTS += "forward", "predict"  # all do what `@` does, or call it
_running = []  # the checks that are running, each called by the one before


class UnfitError(Exception):
    """An answer that cannot be compared; the message says what it is and what is needed."""


class NamedError(UnfitError):
    """An answer with a mistake that the message names."""


class UntrainedError(UnfitError):
    """A result of training that is not good enough yet.

    Many a change leads a run elsewhere, so one with which it arrives need not be what was wrong.
    """


class UnansweredError(UnfitError):
    """A function returned ``...``."""


def judged(call, *answers) -> Feedback:
    """The feedback of ``call()``, which looks at these ``answers``.

    What it returns otherwise, a text or None, stands behind *Right*; an `UnfitError` is *Not yet*.
    What is not right is *not answered yet* as long as it is None or ``...``, contains it, or is a
    function with ``...`` in its code.
    """
    if any(answer is None for answer in answers):
        return replace(NOT_ANSWERED, message="Not answered yet: it is None. Is a `return` missing?")
    try:
        return _judged(call, answers)
    except RecursionError:  # not of a function of the reader's, which ends as an `UnfitError`
        return Feedback(False, "Not yet: your answer contains itself.", "none")
    except ValueError:  # of an argument of the exercise
        raise
    except Exception as error:  # of a method of an answer, such as `__len__`
        return Feedback(False, f"Not yet: the check ended with {in_words(None, error)}.", "none")


def _judged(call, answers):
    if any(map(_is_open, answers)):
        return NOT_ANSWERED
    try:
        found = call()
    except UnansweredError:
        return NOT_ANSWERED
    except UnfitError as error:
        kinds = {NamedError: "none", UntrainedError: "lines"}
        search = kinds.get(type(error), "all")
        found = Feedback(False, f"Not yet: {_ended(str(error))}", search)
    if not isinstance(found, Feedback):
        return Feedback(True, f"Right: {found}." if found else "Right.")
    if found or Trial.is_running:
        return found
    is_open = any(_is_open(part) or _has_dots(part) for part in _parts(answers))
    return NOT_ANSWERED if is_open else found


def _ended(sentence):
    return sentence if sentence.endswith(("?", ".")) else f"{sentence}."


def check(function) -> Callable[..., Feedback]:
    """Decorate a function of answers: it is `judged`, and a small slip is found in the cell.

    See `repair`. A check that is called by another one leaves the search to that one.
    """

    @functools.wraps(function)
    def checked(*answers, **settings) -> Feedback:
        _running.append(function)
        try:
            found = judged(lambda: function(*answers, **settings), *answers)
        finally:
            _running.pop()
        is_told = found or found.search == "none" or found.message.startswith("Not answered")
        words = "" if is_told or _running else near_miss(found.search)
        return Feedback(False, f"Not yet: {words}.") if words else found

    return checked


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


@check
def give_feedback(answer, expected) -> Feedback:
    """Compare ``answer``, numbers or a function that returns them, with what is `Expected`."""
    right, scale = expected.right, expected.scale
    answers, rows = _arrays(answer() if callable(answer) else answer, right)
    if expected.digits is not None:
        answers = {name: value.round(expected.digits) for name, value in answers.items()}
    if not all(same(answers[name], right[name], scale) for name in right):
        if Trial.is_running:
            return Feedback(False, "Not yet.")
        told = diagnosis(answers, expected)
        search = "none" if KNOWN in told else "all"
        return Feedback(False, f"Not yet: {_ended(told)}", search)
    if not rows:
        return Feedback(True, "Right.")
    wide = " and ".join(f"{name} has shape {(1, *right[name].shape)}" for name in rows)
    return Feedback(True, f"Right, but {wide}; needed is one axis, so leave `keepdims` out.")


def worded(argument, value) -> Mapping:
    """Return ``value``, a dictionary whose keys are texts, or raise a `ValueError`."""
    if not isinstance(value, Mapping) or not all(isinstance(words, str) for words in value):
        raise unfit(argument, "a dictionary whose keys are texts", value)
    return value


def check_uses(function, without) -> None:
    """Raise a `NamedError` if a function uses the name ``without``, or ``@`` or one of its kind."""
    codes, used = [each.__code__ for each in written(function)], set()
    while codes:
        code = codes.pop()
        used |= {*code.co_names, *(each.argrepr.rstrip("=") for each in dis.get_instructions(code))}
        codes += [each for each in code.co_consts if hasattr(each, "co_names")]
    kind = PRODUCTS if without == "@" else [without] if without else []
    if found := [f"`{name}`" for name in kind if name in used]:
        raise NamedError(f"the numbers are right, but with {found[0]}; the task is to do without")


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
    if not callable(function):
        raise UnfitError("needed is the function itself, without brackets")
    try:
        return function(*arguments)
    except (Exception, SystemExit) as error:
        words = f"{by or name_of(function)} raised {in_words(function, error)}"
        is_misfit = isinstance(error, ValueError | LookupError) and not _hint(error)
        raise (UnfitError if is_misfit else NamedError)(words) from None


def _hint(error):
    """What an error of Python means that few beginners understand, or ""."""
    if isinstance(error, UnboundLocalError):
        return "a name that a function assigns is its own, so give it another one"
    if isinstance(error, NameError) and hasattr(np, error.name or ""):
        return f"NumPy's is called `np.{error.name}`"
    text = str(traceback.TracebackException.from_exception(error))  # also if its own text fails
    return next((hint for pattern, hint in HINTS.items() if re.search(pattern, text)), "")


def name_of(function) -> str:
    """The name of the reader's function, also if it is called by a function without a name."""
    names = (getattr(each, "__name__", "") for each in (function, *written(function)))
    return next(filter(str.isidentifier, names), "your function")


def in_words(function, error) -> str:
    """The error in one line, with the line of the reader's own code in which it happened."""
    own = written(function)  # of a check's lambda, what it calls
    own = [each for each in own if each.__name__.isidentifier()] or own[1:] or own
    files = {each.__code__.co_filename for each in own}
    told = traceback.TracebackException.from_exception(error)
    lines = [frame.lineno for frame in told.stack if frame.filename in files]
    place = f" in line {lines[-1]}" if lines else ""
    text = " ".join(str(told).split()).rstrip(".")
    if hint := _hint(error):
        text = f"{text}; {hint}"
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
        name, value = _unfit_part(name, value)
        raise UnfitError(f"{name} is {kind(value)}; needed are real numbers")
    with np.errstate(over="ignore"):  # a long double may be infinite as a double
        array = array.astype(float)
    if not np.isfinite(array).all():
        index = tuple(np.argwhere(~np.isfinite(array))[0])
        raise UnfitError(f"{place(name, index)} is {array[index]}; needed are finite numbers")
    if shape not in (None, array.shape):
        raise UnfitError(f"{name} has shape {array.shape}; needed is shape {shape}")
    return array


def _unfit_part(name, value):
    """What is no number: of a list or a tuple, its first such part, with the name of its place."""
    if isinstance(value, list | tuple):
        for index, part in np.ndenumerate(np.asarray(value, dtype=object)):
            if not isinstance(part, int | float | np.number | np.bool_ | None):
                return place(name, index), part
    return name, value


def kind(value) -> str:
    """What a value is, in words."""
    if value is None:
        return "None (is a `return` missing?)"
    if isinstance(value, list | tuple) and any(item is None for item in value):
        return f"a {type(value).__name__} with None (is a `return` missing?)"
    if isinstance(value, np.ndarray):
        return f"an array of {value.dtype}"
    return f"the text {value!r}" if isinstance(value, str) else f"of type {type(value).__name__}"
