"""Reads a question bank in GIFT, by the rules of Moodle's importer, and answers its questions.

None of the parsers that we found on PyPI reads these files: `pygiftparser` has no negative numbers,
`pygiftparserrgmf` and `gift-to-moodlexml` no feedback to a number, and `ua-exam` drops feedback.
Moodle's own importer, of version 3.3.1, read all questions of the book as this module does.
"""

import re
from typing import NamedTuple

from bs4 import BeautifulSoup

HIDDEN = 0xE000  # added to a character that is escaped: no sign of GIFT, until it is `shown`
ANSWER = re.compile(r"(?:%(-?[\d.]+)%)?([^#]*)#([^#]*)")
NUMBER = re.compile(r"(-?\d+(?:\.\d+)?):(\d+(?:\.\d+)?)")


class Answer(NamedTuple):
    """An answer: a text, or a number with its tolerance; ``None`` is any other number."""

    value: str | float | None
    tolerance: float
    percent: float
    feedback: str


class Question(NamedTuple):
    """A question as Moodle has it once it is imported; ``source`` and ``prompt`` are paragraphs."""

    category: str
    name: str
    source: str
    prompt: str
    answers: list

    def given(self, typed) -> Answer:
        """The answer that counts if a learner answers so: the first that fits."""
        return next(answer for answer in self.answers if _fits(answer, typed))


def _fits(answer, typed):
    if answer.value is None or isinstance(typed, str):
        return answer.value in (None, typed)
    return abs(answer.value - typed) <= answer.tolerance + 1e-14 * max(1, abs(answer.value))


def read(text) -> list[Question]:
    """The questions of a file. Raises an error if something is neither question nor category."""
    category, questions = None, []
    for block in re.split(r"\n\s*\n", text):
        lines = [line for line in block.splitlines() if not line.startswith("//")]
        block = re.sub(r"\\([\\~=#{}:])", lambda it: chr(HIDDEN + ord(it[1])), "\n".join(lines))
        if block.startswith("$CATEGORY:"):
            category = block.removeprefix("$CATEGORY:").strip()
        elif block.strip():
            name, asked, listed = re.fullmatch(
                r"::([^:]+)::\[html\]([^{}]+)\{([^{}]+)\}\s*", block
            ).groups()
            paragraphs = re.fullmatch(r"<p>(.+)</p><p>(.+)</p>", asked).groups()
            questions.append(
                Question(category, shown(name), *map(shown, paragraphs), list(_answers(listed)))
            )
    return questions


def _answers(listed):
    is_number = listed.startswith("#")
    for sign, answer in re.findall(r"([=~])([^=~]*)", listed):
        percent, value, feedback = ANSWER.fullmatch(answer.strip()).groups()
        percent = float(percent or 100 * (sign == "="))
        number, tolerance = shown(value), 0.0
        if is_number:
            number = None
        if is_number and sign == "=":
            number, tolerance = map(float, NUMBER.fullmatch(value).groups())
        yield Answer(number, tolerance, percent, shown(feedback))


def shown(text) -> str:
    """The text that a learner sees, with backticks around code."""
    text = re.sub("[\ue000-\ue0ff]", lambda it: chr(ord(it[0]) - HIDDEN), text)
    soup = BeautifulSoup(f"<p>{text.strip()}</p>", "html.parser")
    for code in soup("code"):
        code.replace_with(f"`{code.get_text()}`")
    return soup.get_text()
