"""Questions for the answer boxes of the book, with the answers to which classic mistakes lead.

All values are computed here, when the book is built; a page only compares.
"""

import math
import re
from dataclasses import dataclass

import numpy as np

from plainnet import _validation
from plainnet.exercises import mistaken_answers
from plainnet.exercises.faulty_passes import make_problem
from plainnet.exercises.feedback import worded
from plainnet.exercises.mistakes import RIGHT

CLOSE = 5.0  # a guess is close if it is off by at most so many percentage points


@dataclass(frozen=True)
class Answer:
    """One answer: a number that is recognised within a tolerance, or a text to choose.

    ``message`` tells the reader why it is right, or what went wrong.
    """

    value: float | str
    message: str
    right: bool = False
    tolerance: float = 0.0


@dataclass(frozen=True)
class Question:
    """A ``prompt`` and the recognised ``answers``, all texts or all numbers; one is right.

    If it is ``guessed``, the reader answers on a slider from 0 to 100 %. `choice`, `number`,
    `guess` and `from_catalogue` make questions, and check what they are given.
    """

    prompt: str
    answers: tuple
    guessed: bool = False

    @property
    def right(self) -> Answer:
        """The right answer."""
        return next(answer for answer in self.answers if answer.right)

    @property
    def is_choice(self) -> bool:
        """Whether the reader picks one of the answers, and types no number."""
        return isinstance(self.right.value, str)


def choice(prompt, right, answers) -> Question:
    """A question with answers to pick from: ``answers`` maps each text to its message.

    ``right`` is one of these texts. Raises a `ValueError` if it is not, or is the only one.
    """
    _validation.choice("right", right, worded("answers", answers))
    _validation.whole("the number of answers", len(answers), least=2)
    return Question(
        prompt, tuple(Answer(text, message, text == right) for text, message in answers.items())
    )


def number(prompt, value, message, mistakes=None, digits=3) -> Question:
    """A question whose answer is the number ``value``, to ``digits`` significant digits, up to 17.

    Whole numbers have to be exact. ``mistakes`` maps the words for a mistake to the number to which
    it leads. A mistake that is too close to the right answer is left out; mistakes within one unit
    of the last digit share a message. Raises a `ValueError` for numbers that are not finite.
    """
    right = Answer(_finite("value", value), message, True, _tolerance(value, digits))
    answers = [right]
    for words, given in worded("mistakes", {} if mistakes is None else mistakes).items():
        wrong = _finite(f"mistakes[{words!r}]", given)
        reach = _tolerance(given or value, digits)  # 0 has no last digit of its own
        if abs(right.value - wrong) <= right.tolerance + reach:
            continue
        for place, other in enumerate(answers[1:], 1):
            if abs(other.value - wrong) <= max(reach, other.tolerance):
                words = f"{other.message}, or {words}"
                answers[place] = Answer(other.value, words, False, max(reach, other.tolerance))
                break
        else:
            answers.append(Answer(wrong, words, False, reach))
    return Question(prompt, tuple(answers))


def guess(prompt, percent, message) -> Question:
    """A question for a percentage, to be guessed on a slider in whole percent.

    A guess within 5 points of ``percent`` is close. ``message`` says what was measured. Raises a
    `ValueError` unless ``percent`` is a number from 0 to 100.
    """
    share = _finite("percent", percent)
    if not 0 <= share <= 100:
        raise _validation.unfit("percent", "a number from 0 to 100", percent)
    return Question(prompt, (Answer(share, message, True, CLOSE),), guessed=True)


def from_catalogue(
    prompt, subject, place, nn, X, y, *, message="", learning_rate=1.0, digits=3
) -> Question:
    """A question for the number at ``place``; it recognises every mistake of the catalogue.

    ``subject`` is ``forward``, ``loss``, ``backward`` or ``step``; ``place`` names an entry of its
    answer, such as ``y_hat[0, 0]``, ``loss``, ``W1[0, 1]`` or ``b2[0]``. ``message`` belongs to the
    right answer.
    """
    _validation.choice("subject", subject, RIGHT)
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
    """The text ``W1[0, 1]`` as W1 and (0, 1); a `ValueError` if ``right`` has no such entry."""
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
    return float(_validation.reals(argument, value, shape=())) + 0.0  # turns -0.0 into 0.0


def _tolerance(value, digits):
    """One unit of the last digit that is asked for; 0 for whole numbers."""
    digits = _validation.whole("digits", digits)
    if digits > 17:
        raise _validation.unfit("digits", "at most 17, as many as a float has", digits)
    if isinstance(value, int | np.integer):
        return 0.0
    number = abs(float(value))
    size = math.floor(math.log10(number)) if number else 0
    return 10.0 ** (size - digits + 1)
