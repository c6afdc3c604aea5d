"""Checks that name the mistake.

``check_backward(my_backward, nn, X, y)`` and the checks like it compare a reader's answer with the
right one and with every mistake of the catalogue in `mistakes`. An answer may be a function or what
it returns. `check_numbers` compares numbers that do not come from a network. Whatever an answer is,
a check returns a `Feedback` and raises no error. The other arguments are those of the exercise: a
`ValueError` names the one that does not fit.
"""

import copy
import dis
import re
from functools import partial

import numpy as np

from plainnet._validation import choice, unfit, whole
from plainnet.exercises.diagnosis import Expected, largest, same
from plainnet.exercises.faulty_passes import Problem, make_problem
from plainnet.exercises.feedback import (
    Feedback,
    NamedError,
    UnfitError,
    check,
    check_uses,
    give_feedback,
    in_words,
    judged,
    name_of,
    named,
    returned,
    worded,
)
from plainnet.exercises.mistakes import CATALOGUE, RIGHT, two_at_once


def check_forward(answer, nn, X, without="") -> Feedback:
    """Check a prediction, shape (m, n_out), or a function ``answer(nn, X)`` that returns it.

    ``without`` is a name, or ``@``, that the function should do without.
    """
    return _check("forward", answer, make_problem(nn, X), without)


def check_loss(answer, nn, X, y) -> Feedback:
    """Check the loss of ``nn``, or a function ``answer(y_hat, y)`` that returns it."""
    return _check("loss", answer, make_problem(nn, X, y))


def check_backward(answer, nn, X, y, learning_rate=1.0) -> Feedback:
    """Check the gradients of ``nn``, a dictionary of arrays named as ``nn.parameters``.

    ``answer`` may be a function ``answer(nn, record, y)`` that returns them. A gradient that was
    multiplied by the ``learning_rate`` is recognised.
    """
    return _check("backward", answer, make_problem(nn, X, y, learning_rate))


def check_step(answer, nn, X, y, learning_rate, without="") -> Feedback:
    """Check the parameters after one update, or a function ``answer(nn, X, y, learning_rate)``.

    The function changes the parameters of its ``nn`` (it gets a copy), or returns new ones, for any
    learning rate. ``without`` is a name that it should do without.
    """
    once = make_problem(nn, X, y, learning_rate)
    twice = make_problem(nn, X, y, 2 * learning_rate)

    @check
    def checked(answer):
        found = _check("step", answer, once, without)
        if found and callable(answer) and not _check("step", answer, twice):
            rates = f"a learning rate of {learning_rate}, but not for {2 * learning_rate}"
            raise NamedError(f"right for {rates}; is the argument used?")
        return found

    return checked(answer)


def check_numbers(answer, right, mistakes=None, digits=None) -> Feedback:
    """Check numbers of any kind against ``right``: a number, an array, or a dictionary of arrays.

    ``mistakes`` maps the words for a mistake to the numbers to which it leads, which have the names
    of those of ``right``. If ``digits`` are given, so many after the point count, at most 17.
    """
    digits = None if digits is None else min(whole("digits", digits, least=0), 17)

    def rounded(arrays):
        return arrays if digits is None else {n: a.round(digits) for n, a in arrays.items()}

    right, known = rounded(named("right", right)), {}
    for message, numbers in worded("mistakes", {} if mistakes is None else mistakes).items():
        known[message] = rounded(named(f"mistakes[{message!r}]", numbers))
        if not known[message].keys() >= right.keys():
            raise unfit(f"mistakes[{message!r}]", f"numbers for {', '.join(right)}", numbers)
    call = partial(returned, answer) if callable(answer) else answer
    return give_feedback(call, Expected(right, largest(right) or 1.0, lambda: known, digits=digits))


@check
def check_guard(answer) -> Feedback:
    """Check that a loss ``answer(y_hat, y)``, the mean squared error, refuses different shapes.

    If the shapes differ, it should raise an error, of any kind, that names both of them; if they
    agree, none.
    """
    if not callable(answer):
        raise UnfitError("needed is the function itself, without brackets")
    y_hat, y = np.array([[0.75], [0.25], [1.0], [0.5]]), np.array([[0.0], [1.0], [1.0], [0.0]])
    d = y_hat - y
    mistakes = {
        "the mean is missing: this is the sum": np.sum(d**2),
        "there is a square root too much": np.sqrt(np.mean(d**2)),
        "there is a factor ½ too much": np.mean(d**2) / 2,
        "this is the mean of |ŷ − y|; square the differences": np.mean(np.abs(d)),
        "the differences are not squared": np.mean(d),
        "the mean is squared; square first": np.mean(d) ** 2,
        "the differences are added up before they are squared": np.sum(d) ** 2,
    }
    given = y_hat.copy(), y.copy()
    if not (feedback := check_numbers(partial(answer, *given), np.mean(d**2), mistakes)):
        return feedback
    if not all(map(np.array_equal, given, (y_hat, y))):
        raise NamedError("the loss is right, but it changes the arrays that it is given")
    others = y[:, 0], y.T
    refusals = [_refusal(answer, y_hat.copy(), other.copy()) for other in others]
    for other, (refusal, loss) in zip(others, refusals, strict=True):
        if not refusal:
            took = f"it took shapes {y_hat.shape} and {other.shape}, and returned {loss}"[:200]
            only = " It compares only a part of the shapes." if any(r for r, _ in refusals) else ""
            raise NamedError(f"{took}; there it should `raise` an error.{only}")
        if missing := [str(a.shape) for a in (y_hat, other) if not _names(refusal, a.shape)]:
            said = f"it refuses, but does not name {' and '.join(missing)}: {refusal}"
            hint = "; is the `f` before the text missing?" if "{" in refusal else ""
            raise (NamedError if hint else UnfitError)(f"{said}{hint}")
    return Feedback(True, f"Right, it refuses: {refusals[-1][0]}.")


def _refusal(answer, y_hat, y):
    """How a loss refuses these arguments, in words or "", and what it returns."""
    try:
        return "", answer(y_hat, y)
    except (Exception, SystemExit) as error:
        last = error.__traceback__
        while last.tb_next:
            last = last.tb_next
        if dis.opname[last.tb_frame.f_code.co_code[last.tb_lasti]] != "RAISE_VARARGS":
            of = f"for shapes {y_hat.shape} and {y.shape}"
            words = f"{of} it ended before any `raise`: {in_words(answer, error)}"
            raise NamedError(words) from None
        return in_words(answer, error), None


def _names(text, shape):
    """Whether a text names a shape, in any brackets, with or without spaces."""
    return re.search(r"[(\[]\s*" + r",\s*".join(map(str, shape)) + r",?\s*[)\]]", text)


def _check(subject, answer, problem, without=""):
    if not isinstance(without, str):
        raise unfit("without", "a name, or '@'", without)
    call = partial(_called, subject, answer, problem) if callable(answer) else answer
    right, scale = RIGHT[subject](problem), _scale(subject, problem)
    start = problem.nn.parameters if subject == "step" else {}
    mistakes = partial(mistaken_answers, subject, problem)
    expected = Expected(right, scale, mistakes, partial(_rare, subject, problem), start)
    found = give_feedback(call, expected)
    return judged(lambda: check_uses(answer, without) or found, answer) if found else found


def _rare(subject, problem, listed):
    """Pairs (words, answer) of mistakes that are rarer than those of the catalogue."""
    inside = mistaken_answers("backward", problem) if subject == "step" else {}
    return _wrong_answers(two_at_once(subject, problem, {*listed, *inside}), subject, problem)


def _called(subject, function, problem):
    """What ``function`` returns for copies of the arguments of its subject."""
    nn, X, y, learning_rate = copy.deepcopy(problem)
    record = nn.forward(X)
    arguments = {
        "forward": (nn, X),
        "loss": (record.y_hat, y),
        "backward": (nn, record, y),
        "step": (nn, X, y, learning_rate),
    }[subject]
    answer = returned(function, *arguments)
    before, parameters = problem.nn.parameters, getattr(nn, "parameters", None)
    has_changed = not isinstance(parameters, dict) or any(
        not np.array_equal(before[key], parameters.get(key)) for key in before
    )
    if subject == "step":
        return parameters if has_changed or answer is None else answer
    if has_changed:
        changed = "changed the parameters of the network; it should only compute"
        raise NamedError(f"{name_of(function)} {changed}")
    return answer


def _scale(subject, problem):
    """How large the numbers of the right answer are; for an update, how large its changes are.

    An answer in single precision is rounded, so the changes count as at least 1/40 of the largest
    parameter.
    """
    right = RIGHT[subject](problem)
    scale = largest(right)
    if subject == "step":
        moved = largest(
            {name: value - problem.nn.parameters[name] for name, value in right.items()}
        )
        scale = max(moved, scale / 40.0)
    return scale or 1.0


def mistaken_answers(subject, problem) -> dict[str, dict[str, np.ndarray]]:
    """The answers to which the mistakes of the catalogue lead, by the words for each mistake.

    Mistakes that make no difference for this problem are left out. ``subject`` is ``forward``,
    ``loss``, ``backward`` or ``step``; ``problem`` is a `Problem` of `exercises.faulty_passes`.
    Raises a `ValueError` for any other subject or problem.
    """
    choice("subject", subject, RIGHT)
    if not isinstance(problem, Problem):
        raise unfit("problem", "a Problem, as make_problem makes it", problem)
    problem = make_problem(*(problem[:2] if subject == "forward" else problem))
    return dict(_wrong_answers(CATALOGUE[subject].items(), subject, problem))


def _wrong_answers(mistakes, subject, problem):
    """Pairs (words, answer) of those ``mistakes`` that lead to a wrong answer to this problem."""
    right, scale = RIGHT[subject](problem), _scale(subject, problem)
    for words, mistake in mistakes:
        with np.errstate(all="ignore"):
            try:
                wrong = {name: np.asarray(value) for name, value in mistake(problem).items()}
            except ValueError:  # shapes that do not match: nobody gets this answer
                continue
        finite = all(np.isfinite(value).all() for value in wrong.values())
        if finite and not all(same(wrong[name], right[name], scale) for name in right):
            yield words, wrong
