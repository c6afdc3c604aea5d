"""The texts about descent in a valley: how many steps it takes, and what slows it down."""

import functools
import math

from plainnet.explorers.descent_contour.valley import (
    PATIENCE,
    STEEP,
    slowest,
    steps_needed,
    verdict,
)
from plainnet.explorers.descent_contour.words import WORDS


def products(learning_rate, condition) -> tuple[float, float]:
    """The products α λ along the valley and across it."""
    return learning_rate * STEEP / condition, learning_rate * STEEP


def needed(learning_rate, momentum, condition) -> float:
    """The number of steps until less than a thousandth of each distance to the minimum is left."""
    return max(steps_needed(step, momentum) for step in products(learning_rate, condition))


@functools.cache
def race(learning_rate, momentum, condition) -> dict[str, str]:
    """How long the run takes, and with momentum also how long plain descent takes."""
    ours, plain = (_to_the_end(learning_rate, beta, condition) for beta in (momentum, 0.0))
    return {
        "needs": WORDS["needs"].format(steps=ours),
        "plain_needs": WORDS["plain_needs"].format(steps=plain) if momentum else "",
    }


def _to_the_end(learning_rate, momentum, condition):
    steps = products(learning_rate, condition)
    if max(slowest(step, momentum) for step in steps) > 1.0 - 1e-9:
        return WORDS["never"]
    return in_words(needed(learning_rate, momentum, condition))


@functools.cache
def sentence(learning_rate, momentum, condition) -> str:
    """What slows the path down, and how long it takes along the valley and across it."""
    steps = products(learning_rate, condition)
    regime = verdict(*(slowest(step, momentum) for step in steps))
    counts = {
        name: _time(step, beta)
        for name, step, beta in (
            ("along", steps[0], momentum),
            ("across", steps[1], momentum),
            ("plain_along", steps[0], 0.0),
            ("plain_across", steps[1], 0.0),
        )
    }
    form = WORDS["sentence" if momentum else "plain_sentence"]
    return form.format(regime=WORDS["regimes"][regime], **counts)


def in_words(count) -> str:
    """A number of steps as text."""
    if math.isinf(count):
        return WORDS["many"].format(most=PATIENCE)
    return WORDS["one" if count == 1 else "some"].format(count=count)


def _time(step, momentum):
    if slowest(step, momentum) > 1.0 - 1e-9:
        return WORDS["never"]
    return in_words(steps_needed(step, momentum))
