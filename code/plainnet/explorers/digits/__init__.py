"""Explorer: how a network learns to read digits, and what it makes of single images."""

import functools
import json
import math

import numpy as np

from plainnet import plots, sweeps
from plainnet.explorers.digits.words import WORDS
from plainnet.explorers.explorer import Explorer, Slider
from plainnet.explorers.formatting import axis, labels
from plainnet.sweeps.digits_sweep import LOUDNESS, NO_UNIT, parts

SWEEP = sweeps.ALL["digits"]
DIGITS = tuple(range(10))
SHADES = "0123456789abcdefg"  # a letter for each shade of a pixel, from white to black
PAPER = [f"#{level:02x}{level:02x}{level:02x}" for level in range(255, -1, -15)][:17]
ACTIVE = plots.COLOURS["curve"]
SILENT = 0.14  # how opaque a unit that is 0 is
SIDE = 8  # pixels per row of an image


class Digits(Explorer):
    """How 72 networks learn to read digits, and how each classifies ten images.

    64 pixels, one hidden layer with ReLU (He initialisation), ten outputs with softmax;
    mini-batches of 32, 100 epochs; the runs of the sweep ``digits``. The reader chooses learning
    rate, hidden units, weight decay, one image of each digit, and the epoch.
    """

    view = "digits"
    height = "376px", 560, "430px"
    reads = True

    def __init__(self):
        rates, hidden, decays = SWEEP.learning_rates, SWEEP.hidden, SWEEP.decays
        seen, last = SWEEP.seen, len(SWEEP.seen) - 1
        super().__init__(
            [
                Slider("epoch", WORDS["epoch"], seen, labels(seen), last, "cursor", pace=900),
                Slider(
                    *("learning_rate", WORDS["rate"], rates, labels(rates), 3),
                    **{"own": (0.0001, 10.0), "symbol": WORDS["symbol"]},
                ),
                Slider("image", WORDS["image"], DIGITS, labels(DIGITS), 8),
                Slider("hidden", WORDS["hidden"], hidden, labels(hidden), 0, "choice"),
                Slider("decay", WORDS["decay"], decays, labels(decays), 0, "choice"),
            ],
            words=WORDS,
            tasks=tasks(),
            ghosts=1,
            roles={
                "train": "pinned",
                "words.ends.train": "pinned",
                "words.ends.validation": "curve",
            },
            paper={"colours": PAPER, "letters": SHADES},
            loudness={"colours": shades(), "letters": NO_UNIT + LOUDNESS},
            digit=list(DIGITS),
            epoch=list(SWEEP.shown),
            rows=[SWEEP.shown.index(epoch) for epoch in SWEEP.seen],
            **axes(),
            table=["epoch", "train", "validation"],
        )

    def compute(self, learning_rate, hidden, decay, image) -> dict:
        """The losses, the image, hidden units and probabilities at each epoch, and the sentence."""
        run = result().get((hidden, learning_rate, decay)) or own_run(hidden, learning_rate, decay)
        answers, units = run["answers"][image], run["units"][image]
        digits_read = [int(np.argmax(answer)) for answer in answers]
        right = [answer == image for answer in digits_read]
        best = int(np.argmin(run["validation"]))
        settings = {"learning_rate": learning_rate, "hidden": hidden, "decay": decay}
        last = {"digit": image, "answer": digits_read[-1], "share": max(answers[-1]) / 10}
        return {
            "train": run["loss"],
            "validation": run["validation"],
            "best": run["validation"][best],
            "best_epoch": SWEEP.shown[best],
            "pixels": pixels(image),
            "units": [squared(row) for row in units],
            "active": [WORDS["active"].format(active=active(row), hidden=hidden) for row in units],
            "answers": answers,
            "answer": [WORDS["answer"].format(answer=answer) for answer in digits_read],
            "verdict": [WORDS["right" if ok else "wrong"].format(digit=image) for ok in right],
            "roles": {
                "digit": ["curve" if digit == image else "muted" for digit in DIGITS],
                **{f"verdict.{at}": "solved" if ok else "wrong" for at, ok in enumerate(right)},
            },
            "sentence": in_words(run, best, **settings, **last),
        }

    def draw_still(self, ax, frame) -> None:
        ax.axis("off")
        boxes = [0, 0.02, 0.2, 0.34], [0.24, 0.02, 0.2, 0.34], [0.56, 0.02, 0.42, 0.36]
        image, units, bars = (ax.inset_axes(box) for box in boxes)
        fall = ax.inset_axes([0.1, 0.54, 0.88, 0.42])
        for square, cells, scale in (
            (image, frame["pixels"], self.spec["paper"]),
            (units, frame["units"][-1], self.spec["loudness"]),
        ):
            side = math.isqrt(len(cells))
            places = [scale["letters"].index(cell) for cell in flipped(cells, side)]
            look = {"vmin": 0, "vmax": len(scale["letters"]) - 1}
            square.imshow(np.reshape(places, (side, side)), "Greys", **look)
            square.set(xticks=[], yticks=[])
        colours = [
            plots.COLOURS["curve" if r == "curve" else "pinned"] for r in frame["roles"]["digit"]
        ]
        bars.barh(DIGITS, frame["answers"][-1], color=colours)
        bars.set(yticks=DIGITS, xlim=(0, 1000), ylim=(9.5, -0.5))
        bars.set_xticks([0, 500, 1000], self.spec["thousandths"]["names"])
        for key, kind in (("validation", "curve"), ("train", "pinned")):
            plots.loss_curve(fall, frame[key], SWEEP.shown, label=WORDS["ends"][key], kind=kind)
        plots.label_ends(fall)

    def alt_text(self, frame) -> str:
        digit = frame["roles"]["digit"].index("curve")
        return WORDS["still"].format(digit=digit, sentence=frame["sentence"])

    def plain_text(self) -> str:
        best = min(SWEEP.cells, key=lambda cell: min(result()[cell]["validation"]))
        hidden, rate, decay = best
        where = WORDS["where"].format(learning_rate=rate, hidden=hidden, decay=decay)
        rates, widths, decays = SWEEP.learning_rates, SWEEP.hidden, SWEEP.decays
        return WORDS["summary"].format(
            rates=len(rates),
            widths=len(widths),
            decays=len(decays),
            images=len(SWEEP.images),
            best=min(result()[best]["validation"]),
            where=where,
        )


def axes() -> dict[str, dict]:
    """The axes of the losses and of the probabilities, and those of the squares without ticks."""
    return {
        "x": axis(0, SWEEP.shown[-1], [0, 50, 100], WORDS["epoch"]),
        "y": axis(5e-4, 4, [1e-3, 0.01, 0.1, 1], WORDS["loss"], log=True),
        "thousandths": axis(0, 1000, [0, 500, 1000], names=WORDS["percents"]),
        "digits": axis(9.5, -0.5, DIGITS),
        "square": axis(0, SIDE, [0, SIDE], names=["", ""]),
    }


@functools.cache
def result() -> dict:
    """The stored result of the sweep."""
    return SWEEP.load_result()


@functools.lru_cache(maxsize=30)
def own_run(*cell) -> dict:
    """The run of a cell that the sweep has not; the reader changes images more often than it."""
    return json.loads(json.dumps(SWEEP.train_run(cell)))


def in_words(run, best, **more) -> str:
    """The sentence of a frame: how the run ended, and when its validation loss was smallest."""
    count = len(parts()[1][0])
    return WORDS["sentence"].format(
        epochs=SWEEP.shown[-1],
        train=run["loss"][-1],
        validation=run["validation"][-1],
        percent=100 * run["right"] / count,
        count=count,
        best=run["validation"][best],
        best_epoch=SWEEP.shown[best],
        silent=WORDS["silent"][min(run["silent"], 2)].format(silent=run["silent"], count=count),
        **more,
    )


@functools.cache
def pixels(digit) -> str:
    """The image of a digit for `core/maps.js`: one letter of ``SHADES`` per pixel."""
    X, _ = parts()[1]
    image = (16 * X[SWEEP.images[digit]]).round().astype(int)
    return flipped("".join(SHADES[level] for level in image))


def squared(units) -> str:
    """The smallest square that holds all units, row by row."""
    own = units.rstrip(NO_UNIT)
    side = math.isqrt(len(own) - 1) + 1
    return flipped(own.ljust(side**2, NO_UNIT), side)


def flipped(cells, side=SIDE) -> str:
    """Reverses the order of rows: a map begins with its lowest row, an image with its top row."""
    rows = [cells[start : start + side] for start in range(0, len(cells), side)]
    return "".join(rows[::-1])


def active(units) -> int:
    """How many hidden units are active, that is, above 0."""
    return sum(unit not in (LOUDNESS[0], NO_UNIT) for unit in units)


def shades() -> list[str]:
    """The colours of units: none for no unit, then from faint, on any ground, to opaque."""
    steps = np.linspace(SILENT, 1, len(LOUDNESS))
    return ["#00000000", *(f"{ACTIVE}{round(255 * step):02x}" for step in steps)]


def tasks() -> list[tuple[str, dict]]:
    """Suggested states: those that the chapter asks about."""
    settings = (0.3, 8, 0.0, 8), (0.3, 8, 0.001, 8), (0.3, 64, 0.0, 5), (3.0, 32, 0.0, 8)
    states = [
        {"learning_rate": rate, "hidden": hidden, "decay": decay, "image": image}
        for rate, hidden, decay, image in settings
    ]
    return [
        (label.format(**state), state) for label, state in zip(WORDS["tasks"], states, strict=True)
    ]
