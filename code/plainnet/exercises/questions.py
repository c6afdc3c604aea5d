"""Questions for the answer boxes of the book: the right answer, and those of classic mistakes.

All values are computed here, when the book is built; a page only compares.
"""

import math
import numbers
import re
from dataclasses import dataclass

import numpy as np

from plainnet import _validation
from plainnet._validation import unfit
from plainnet.exercises import mistaken_answers
from plainnet.exercises.faulty_passes import make_problem
from plainnet.exercises.feedback import worded
from plainnet.exercises.mistakes import RIGHT

CLOSE = 5.0  # percent, for a guess


@dataclass(frozen=True)
class Answer:
    """One answer: a number with the tolerance at which it is recognised, or the text of a choice.

    ``message`` is what the reader is told: why it is right, or what went wrong. Raises a
    `ValueError` for a value that is neither, and for a message that is not a text.
    """

    value: float | str
    message: str
    right: bool = False
    tolerance: float = 0.0

    def __post_init__(self):
        if isinstance(self.value, bool) or not isinstance(self.value, str | numbers.Real):
            raise unfit("value", "a text or a number", self.value)
        _text("message", self.message)
        _validation.flag("right", self.right)
        _validation.positive("tolerance", self.tolerance, zero_allowed=True)


@dataclass(frozen=True)
class Question:
    """A ``prompt`` and the ``answers`` that are recognised, exactly one of them right.

    One that is ``guessed`` is answered on a slider from 0 to 100 %. Raises a `ValueError` if
    not one answer is right, if some are texts and some are numbers, or if no share can be guessed.
    """

    prompt: str
    answers: tuple
    guessed: bool = False

    def __post_init__(self):
        _text("prompt", self.prompt)
        answers = _validation.listed("answers", self.answers)
        if not all(isinstance(answer, Answer) for answer in answers):
            raise unfit("answers", "a list of Answer", self.answers)
        if sum(answer.right for answer in answers) != 1:
            raise unfit("answers", "exactly one that is right", self.answers)
        if len({isinstance(answer.value, str) for answer in answers}) != 1:
            raise unfit("answers", "texts, or numbers", self.answers)
        if self.is_choice and len(answers) < 2:
            raise unfit("answers", "at least two to choose from", self.answers)
        if not self.is_choice and not all(map(_is_finite, answers)):
            raise unfit("answers", "finite numbers, as JSON has no others", self.answers)
        if _validation.flag("guessed", self.guessed) and not self._is_share:
            raise unfit("answers", "one number from 0 to 100, as it is guessed", self.answers)

    @property
    def right(self) -> Answer:
        """The right answer."""
        return next(answer for answer in self.answers if answer.right)

    @property
    def is_choice(self) -> bool:
        """Whether the reader picks one of the answers; else a number is typed."""
        return isinstance(self.right.value, str)

    @property
    def _is_share(self):
        return not self.is_choice and len(self.answers) == 1 and 0 <= self.right.value <= 100


def choice(prompt, right, answers) -> Question:
    """A question with answers to pick from: ``answers`` maps each text to what is said about it.

    ``right`` is one of them. Raises a `ValueError` if it is not, or stands alone.
    """
    for text, message in worded("answers", answers).items():
        _text(f"answers[{text!r}]", message)
    _validation.choice("right", right, answers)
    _validation.whole("the number of answers", len(answers), least=2)
    return Question(
        prompt, tuple(Answer(text, message, text == right) for text, message in answers.items())
    )


def number(prompt, value, message, mistakes=None, digits=3) -> Question:
    """A question whose answer is the number ``value``.

    It is asked for with so many ``digits``, 17 at most; a whole number exactly. ``mistakes`` maps
    what is said about a mistake to the number to which it leads. A mistake that cannot be told from
    the right answer is left out; those within one unit of the last digit are told together.
    """
    right = Answer(_finite("value", value), message, True, _tolerance(value, digits))
    answers = [right]
    for words, given in worded("mistakes", {} if mistakes is None else mistakes).items():
        wrong = _finite(f"mistakes[{words!r}]", given)
        reach = _tolerance(given or value, digits)  # 0 has no last digit of its own
        if abs(right.value - wrong) <= right.tolerance + reach:
            continue
        for other in answers[1:]:
            if abs(other.value - wrong) <= max(reach, other.tolerance):
                answers.remove(other)
                words = f"{other.message}, or {words}"
        answers.append(Answer(wrong, words, False, reach))
    return Question(prompt, tuple(answers))


def guess(prompt, percent, message) -> Question:
    """A question for a share, which is guessed on a slider in whole percent; 5 off are close.

    ``message`` says what was measured. Raises a `ValueError` unless ``percent`` is a number from 0
    to 100.
    """
    answer = Answer(_finite("percent", percent), message, True, CLOSE)
    return Question(prompt, (answer,), guessed=True)


def from_catalogue(
    prompt, subject, place, nn, X, y, *, message="", learning_rate=1.0, digits=3
) -> Question:
    """The question for the number at ``place``, with every mistake of the catalogue.

    ``subject`` is ``forward``, ``loss``, ``backward`` or ``step``; ``place`` names an entry of its
    answer as ``y_hat[0, 0]``, ``loss``, ``W1[0, 1]`` or ``b2[0]``. ``message`` is said of the right
    answer.
    """
    _validation.choice("subject", subject, RIGHT)
    message = _text("message", message)
    problem = make_problem(nn, X, y, learning_rate)
    right = RIGHT[subject](problem)
    name, index = _entry(place, right)
    mistakes = {
        words: answer[name][index]
        for words, answer in mistaken_answers(subject, problem).items()
        if answer[name].shape == right[name].shape
    }
    return number(prompt, right[name][index], message, mistakes, digits)


def _entry(place, right):
    """``W1[0, 1]`` as W1 and (0, 1), or a `ValueError` if ``right`` has no such entry."""
    name, rest = re.fullmatch(
        r"(\w*)(.*)", place if isinstance(place, str) else "", re.DOTALL
    ).groups()
    shape = _validation.choice("place", name, right).shape
    listed = re.fullmatch(r"(?:\[(\d{1,9}(?:, *\d{1,9})*)\])?", rest)
    index = tuple(map(int, re.findall(r"\d+", rest))) if listed else ()
    if not listed or len(index) != len(shape) or any(np.array(index) >= shape):
        first = f"{name}{[0] * len(shape)}" if shape else name
        raise ValueError(f"place: expected {name} of shape {shape}, as in {first}; got {place!r}")
    return name, index


def _finite(argument, value):
    if not math.isfinite(number := _validation.as_float(value)):
        raise unfit(argument, "a finite number", value)
    return number + 0.0  # and no -0


def _is_finite(answer):
    return math.isfinite(_validation.as_float(answer.value))


def _text(argument, value):
    if not isinstance(value, str):
        raise unfit(argument, "a text", value)
    return value


def _tolerance(value, digits):
    """One unit of the last digit that is asked for; whole numbers are exact."""
    digits = _validation.whole("digits", digits)
    if digits > 17:
        raise unfit("digits", "at most 17, as many as a float has", digits)
    if isinstance(value, int | np.integer):
        return 0.0
    number = abs(float(value))
    size = math.floor(math.log10(number)) if number else 0
    return 10.0 ** (size - digits + 1)
