"""Explorer: what a network writes while it learns, and how sure it is of each letter."""

import functools

import numpy as np

from plainnet import plots, sweeps
from plainnet.explorers.explorer import Explorer, Slider
from plainnet.explorers.formatting import axis, labels
from plainnet.explorers.writer.words import WORDS
from plainnet.sweeps.writing_sweep import LIKELIEST

SWEEP = sweeps.ALL["writing"]
RANKS = tuple(range(LIKELIEST))
LETTERS = tuple(range(1, SWEEP.length + 1))
DRAWN = plots.COLOURS["curve"]
TOLD = 80  # so many letters stand in the sentence
FAINTEST = 0.08  # how opaque the line below the least likely letter is


class Writer(Explorer):
    """What a network writes after some steps of training, at some temperatures.

    The runs of the sweep ``writing``. The reader chooses steps and temperature, and a letter that
    was written, of which the likeliest alternatives are shown.
    """

    view = "writer"
    height = "368px", 560, "330px"

    def __init__(self):
        steps, temperatures = SWEEP.shown, SWEEP.temperatures
        named = tuple(f"{count:,}" for count in steps)
        super().__init__(
            [
                Slider(
                    *("letter", WORDS["letter"], LETTERS, labels(LETTERS), len(LETTERS) - 1),
                    **{"kind": "cursor", "play": WORDS["play"], "pace": 110},
                ),
                Slider("steps", WORDS["steps"], steps, named, len(steps) - 1),
                Slider(
                    *("temperature", WORDS["temperature"], temperatures, labels(temperatures)),
                    *(temperatures.index(0.8), "choice"),
                ),
            ],
            words=WORDS,
            tasks=tasks(),
            roles={"start": "muted"},
            start=list(SWEEP.start),
            chosen=[list(RANKS)] * len(LETTERS),
            place=list(LETTERS),
            across=axis(0, 100, [0, 50, 100], WORDS["probability"], names=WORDS["percents"]),
            down=axis(LIKELIEST - 0.5, -0.5, []),
            table=["place", "drawn", "percent"],
        )

    def compute(self, steps, temperature) -> dict:
        """The letters, the likeliest at each place with their shares, and the sentence."""
        row = SWEEP.shown.index(steps)
        text, likely = book()["written"][row][SWEEP.temperatures.index(temperature)]
        percent = [drawn for *_, drawn in likely]
        return {
            "letters": [WORDS["line_sign"] if letter == "\n" else letter for letter in text],
            "likely": [list(map(named, signs)) for signs, *_ in likely],
            "shares": [shares for _, shares, _ in likely],
            "sure": [shade(drawn) for drawn in percent],
            "perplexity": WORDS["perplexity"].format(perplexity=book()["perplexity"][row][2]),
            "roles": {
                f"chosen.{place}": ["curve" if sign == letter else "muted" for sign in signs]
                for place, (letter, (signs, *_)) in enumerate(zip(text, likely, strict=True))
            },
            "drawn": list(map(named, text)),
            "percent": percent,
            "sentence": WORDS["sentence"].format(
                text=" ".join(text.split())[:TOLD],
                mean=np.mean(percent),
            ),
        }

    def draw_still(self, ax, frame) -> None:
        ax.axis("off")
        text = SWEEP.start + "".join(frame["letters"])
        lines = [text[at : at + 46] for at in range(0, len(text), 46)]
        ax.text(0, 1, "\n".join(lines), family="monospace", va="top", fontsize=8)
        bars = ax.inset_axes([0.2, 0.08, 0.75, 0.5])
        chosen = frame["roles"][f"chosen.{len(LETTERS) - 1}"]
        colours = [plots.COLOURS["curve" if role == "curve" else "pinned"] for role in chosen]
        bars.barh(RANKS, frame["shares"][-1], color=colours)
        bars.set_yticks(RANKS, frame["likely"][-1])
        bars.set(xlim=(0, 100), ylim=(LIKELIEST - 0.5, -0.5))
        bars.set_xticks([0, 50, 100], self.spec["across"]["names"])

    def alt_text(self, frame) -> str:
        return WORDS["still"].format(said=frame["sentence"])

    def plain_text(self) -> str:
        return WORDS["summary"].format(
            steps=len(SWEEP.shown),
            temperatures=len(SWEEP.temperatures),
            perplexity=book()["perplexity"][-1][2],
        )


@functools.cache
def book() -> dict:
    """The stored network that learned from the book, and what it wrote."""
    return SWEEP.load_result()["book"]


def named(letter) -> str:
    """A letter as text; a space and a line break have names."""
    return {" ": WORDS["space"], "\n": WORDS["line_break"]}.get(letter, letter)


def shade(percent) -> str:
    """The colour of the line below a letter, more opaque for one that was likelier."""
    opaque = FAINTEST + (1 - FAINTEST) * percent / 100
    return f"{DRAWN}{round(255 * opaque):02x}"


def tasks() -> list[tuple[str, dict]]:
    """Suggested states: those that the chapter asks about."""
    ends = (0, 0.8), (100, 0.8), (SWEEP.shown[-1], 0.2), (SWEEP.shown[-1], 1.3)
    return [
        (label.format(temperature=temperature), {"steps": steps, "temperature": temperature})
        for label, (steps, temperature) in zip(WORDS["tasks"], ends, strict=True)
    ]
