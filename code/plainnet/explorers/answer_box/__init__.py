"""The answer box: a question whose answer is checked on the page.

Python computes the possible answers and writes the messages; JavaScript only compares.
"""

import html
import math
import re

from plainnet import language
from plainnet._validation import unfit
from plainnet.exercises import questions
from plainnet.exercises.questions import Question
from plainnet.explorers import contract
from plainnet.explorers.answer_box.words import WORDS
from plainnet.explorers.widget import Widget

PERCENT = re.compile(r"\bper ?cent\b|[%％]|百分(?!位)")  # also in Chinese
NEAR = 0.05  # a fraction of the value: 0.6 is a rounded 0.607, but 20 is no rounded 16.7
HAIR = 1e-9  # a fraction of the tolerance: 0.501 is within 0.001 of 0.5 despite rounding


class AnswerBox(Widget):
    """A question (`plainnet.exercises.questions.Question`) and the check of the reader's answer.

    With ``prediction``, a multiple-choice question asks what will happen, as a question to guess
    always does: the reader's first answer is final until it is cleared. Text between backticks is
    shown as code.

    A typed number is right if it rounds to the digits that are asked for; one that is off by one
    in the last of them gets a hint, and so does one that lacks digits. It may also be typed as a
    fraction, a product, a power, a root, a logarithm or a percentage; where the prompt asks for
    percent, 26.7 %, 26.7 and 0.267 mean the same.
    """

    view = "answer_box"

    def __init__(self, question, prediction=False):
        if not isinstance(question, Question):
            raise unfit("question", "a plainnet.exercises.questions.Question", question)
        if not isinstance(prediction, bool):
            raise unfit("prediction", "True or False", prediction)
        if prediction and not (question.guessed or question.is_choice):
            raise ValueError(
                "prediction: expected a question with choices, or a guess; got one for a number"
            )
        self.question = question
        self.kind = _kind(question)
        shown = "prediction" if prediction and question.is_choice else self.kind
        self.words = words = WORDS[shown]
        answers = [self._answer(answer, words) for answer in question.answers]
        if not question.is_choice:
            answers.sort(key=lambda answer: answer["kind"] != "right")  # the right answer wins ties
        spec = {
            "view": self.view,
            "kind": shown,
            "prompt": question.prompt,
            "answers": answers,
            "words": {"clear": WORDS["clear"], **self._shown_words(words)},
            **(self._readings() if self.kind == "number" else {}),
        }
        super().__init__(spec)

    def check(self) -> None:
        contract.check(self.view, self.spec)

    def _shown_words(self, words):
        if self.question.is_choice:
            return words["shown"]
        if self.kind == "guess":
            return words["shown"] | {"unknown": _verdict(self.question.right, words, "wrong")}
        digits, exact = _digits(self.question.right), self.question.right.tolerance == 0
        near = words["shown"]["near"].format(digits=digits)
        unknown = {"unknown": words["unknown_whole"]} if exact else {}
        return words["shown"] | {"near": near} | unknown

    def _readings(self):
        """How typed numbers are read: as percent or not, and which values lack some last digits."""
        right, digits = self.question.right, _digits(self.question.right)
        percent = right.tolerance > 0 and bool(PERCENT.search(self.question.prompt))
        return {"percent": percent, "near": _rounded(right.value, digits), "fewer": digits - 1}

    def _answer(self, answer, words):
        """What the page needs to know about an answer: its value, the verdict and the message."""
        value = {"value": answer.value}
        if not self.question.is_choice:
            rounds = answer.right and self.kind == "number"
            value = {
                "value": float(answer.value),
                "tolerance": float(answer.tolerance) * (1 + HAIR) * (0.5 if rounds else 1.0),
            }
        return {
            **value,
            "kind": "right" if answer.right else "wrong",
            "message": _verdict(answer, words),
        }

    def fallback_html(self, _content=None) -> str:
        """The prompt and a folded list of the answers that are recognised."""
        answers = [f"<li>{self._unfolded(answer)}</li>" for answer in self.question.answers]
        return "\n".join(
            [
                f'<p class="plainnet-tag">{self.spec["words"]["tag"]}</p>',
                f'<p class="plainnet-prompt">{_rich(self.question.prompt)}</p>',
                *(["<ul>", *self._choices(), "</ul>"] if self.question.is_choice else []),
                *(['<p class="plainnet-guess"></p>'] if self.question.guessed else []),
                f"<details><summary>{WORDS['unfold']}</summary>",
                *["<ul>", *answers, "</ul>"],
                "</details>",
            ]
        )

    def _unfolded(self, answer):
        if self.kind == "guess":
            return _rich(language.said(questions.__name__, answer.message))
        verdict = _rich(_verdict(answer, WORDS[self.kind]))
        return WORDS["unfolded"].format(answer=_rich(_shown(answer)), verdict=verdict)

    def _choices(self):
        return [f"<li>{_rich(answer.value)}</li>" for answer in self.question.answers]

    def plain_text(self) -> str:
        """The prompt and the number of answers that are recognised; it reveals none of them."""
        prompt = " ".join(self.question.prompt.split())
        count = len(self.question.answers) - (not self.question.is_choice)
        summary = self.words["summary" if count != 1 else "summary_of_one"]
        return summary.format(prompt=prompt, count=count)


def _kind(question):
    if question.guessed:
        return "guess"
    return "choice" if question.is_choice else "number"


def _verdict(answer, words, kind=None):
    sentence = words[kind or ("right" if answer.right else "wrong")]
    message = language.said(questions.__name__, answer.message)
    return sentence.format(value=answer.value, message=message).strip()


def _rich(text):
    """``text`` as HTML, with code elements for the parts between backticks."""
    parts = re.split(r"`([^`]+)`", text)
    return "".join(
        f"<code>{html.escape(part)}</code>" if index % 2 else html.escape(part)
        for index, part in enumerate(parts)
    )


def _shown(answer):
    """An answer as text; a number is written with the digits that the question asks for."""
    if isinstance(answer.value, str):
        return answer.value
    digits = _digits(answer)
    return f"{answer.value:.{digits}g}" if digits else f"{answer.value:.15g}"


def _digits(answer):
    """How many significant digits the question asks for; 0 if the number is exact or zero."""
    if not (answer.value and answer.tolerance):
        return 0
    size = math.floor(math.log10(abs(answer.value)))
    return max(1, round(size - math.log10(answer.tolerance)) + 1)


def _rounded(value, digits):
    """``value`` with fewer than ``digits``: with one less, or with even fewer, but still near."""
    last = _cut(value, digits - 1) if digits > 1 else []
    fewer = [each for count in range(1, digits - 1) for each in _cut(value, count)]
    near = [each for each in fewer if abs(each - value) <= NEAR * abs(value)]
    return list(dict.fromkeys(last + near))


def _cut(value, digits):
    """``value`` with ``digits`` significant digits, once rounded and once truncated."""
    unit = 10.0 ** (math.floor(math.log10(abs(value))) - digits + 1)
    rounded, cut = float(f"{value:.{digits}g}"), math.trunc(value / unit) * unit
    return list(dict.fromkeys([rounded, float(f"{cut:.{digits}g}")]))
