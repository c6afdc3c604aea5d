"""The text and the colour of a cell of the success map."""

import numpy as np

from plainnet.explorers import shades
from plainnet.explorers.success_map.runs import SWEEP, counts
from plainnet.explorers.success_map.words import WORDS
from plainnet.explorers.words import ENDED
from plainnet.lab.ensemble import success_interval
from plainnet.training_outcomes import OUTCOMES

SCALE = [shades.colour("Blues", part / 100) for part in range(101)]


def percent(part) -> str:
    """A fraction as text, in percent; 0 and 100 are written only if they are exact."""
    if 0 < part < 0.005:
        return "<1"
    return ">99" if 0.995 <= part < 1 else f"{100 * part:.0f}"


def colour(part) -> str:
    """The colour of a cell in which this fraction of the networks solves XOR."""
    return SCALE[round(100 * part)]


def ink(paper) -> str:
    """Black or white, whichever contrasts more with the colour ``paper`` (WCAG 2, luminance)."""
    channels = np.array([int(paper[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    return "#000" if linear @ [0.2126, 0.7152, 0.0722] > 0.179 else "#fff"


def tables() -> dict[str, list]:
    """By activation, width (rows) and learning rate: percentage, its colour, its text colour."""
    shares = [np.divide(counts(name)["solved"], SWEEP.seeds) for name in SWEEP.activations]

    def each(function):
        return [[[function(part) for part in row] for row in of_one] for of_one in shares]

    return {
        "percent": each(percent),
        "colour": each(colour),
        "ink": each(lambda part: ink(colour(part))),
    }


def units(width) -> str:
    """The number of hidden units in words, such as ``3 hidden units``."""
    return WORDS["units"][width > 1].format(width=width)


def rate_in_words(width, activation, learning_rate) -> str:
    """A cell in words: how many of its networks solve XOR, and how the others ended."""
    row, column = SWEEP.widths.index(width), SWEEP.learning_rates.index(learning_rate)
    count = {name: counts(activation)[name][row][column] for name in OUTCOMES}
    others = [
        WORDS["other"].format(count=count[name], outcome=ENDED[name])
        for name in OUTCOMES[1:]
        if count[name]
    ]
    low, high = success_interval(count["solved"], SWEEP.seeds)
    return WORDS["rate"].format(
        units=units(width),
        activation=WORDS["activations"][activation],
        learning_rate=learning_rate,
        solved=count["solved"],
        seeds=SWEEP.seeds,
        percent=percent(count["solved"] / SWEEP.seeds),
        low=100 * low,
        high=100 * high,
        others="".join(others),
    )
