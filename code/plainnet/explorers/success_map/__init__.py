"""Width × activation × learning rate → how often XOR is learned, and one run to look at."""

import numpy as np
from matplotlib import colormaps
from matplotlib.colors import to_hex, to_rgb

from plainnet import _validation, datasets
from plainnet.explorers import prediction_map
from plainnet.explorers.explorer import Explorer, Slider
from plainnet.explorers.formatting import labels
from plainnet.explorers.success_map.runs import SHOWN, SWEEP, any_run, chosen, counts, result
from plainnet.explorers.success_map.words import WORDS
from plainnet.training_outcomes import OUTCOMES, SOLVED_BELOW, success_interval

KINDS = tuple(WORDS["kinds"])
LIMIT = SOLVED_BELOW[SWEEP.loss]
SCALE = [to_hex(rgba) for rgba in colormaps["Blues"](np.arange(101) / 100)]


class SuccessMap(Explorer):
    """How many of 300 starts learn XOR: 8 widths × 3 activations × 9 learning rates, and one run.

    The run is the first solved one or the first stuck one of its cell. ``SuccessMap(seeds=300)``
    offers, beside these, the run of every seed; it trains them on demand, so it needs Jupyter.

    Cross-entropy, Xavier start, full batch, 2,000 epochs.
    """

    view = "success_map"
    room = 1656, 1036

    def __init__(self, seeds=0):
        if _validation.whole("seeds", seeds, least=0) > SWEEP.seeds:
            raise ValueError(f"seeds: expected at most {SWEEP.seeds}; got {seeds}")
        shares = [np.divide(counts(name)["solved"], SWEEP.seeds) for name in SWEEP.activations]
        super().__init__(
            sliders(seeds),
            words=WORDS | {"solved_below": WORDS["solved_below"].format(limit=LIMIT)},
            percent=[[[percent(part) for part in row] for row in of_one] for of_one in shares],
            colour=[[[colour(part) for part in row] for row in of_one] for of_one in shares],
            scale=SCALE[::5],
            inks={colour: ink(colour) for colour in SCALE},
            epoch=SHOWN,
            limit=LIMIT,
            corners=[list(corner) for corner in datasets.CORNERS],
            target=datasets.xor()[1].ravel().astype(int).tolist(),
            map=prediction_map.AXIS,
            rasters=["answers"],
            x={"from": 0, "to": SWEEP.epochs, "ticks": [0, 1000, 2000]},
            y={"from": 1e-5, "to": 10, "ticks": [1e-4, 1e-3, 0.01, 0.1, 1]},
            table=["epoch", "loss"],
        )

    def compute(self, run, **cell) -> dict:
        """Where the cell lies, its rate in words, and the run: losses, answers, lines of Python."""
        trained = chosen(**cell).get(run) if run in KINDS else any_run(**cell, seed=run)
        none = WORDS["none"].get(run)
        return {
            "cell": [
                SWEEP.widths.index(cell["width"]),
                SWEEP.learning_rates.index(cell["learning_rate"]),
            ],
            "activation": SWEEP.activations.index(cell["activation"]),
            "loss": trained.loss if trained else [None] * len(SHOWN),
            "answers": trained.answers if trained else "",
            "outcome": WORDS["outcome"].format(**vars(trained)) if trained else none,
            "sentence": f"{rate_in_words(**cell)} {trained.in_words() if trained else none}",
            "python": trained.python(**cell) if trained else "",
        }

    def draw_still(self, ax, frame) -> None:
        place, names = frame["activation"], [labels(SWEEP.learning_rates), labels(SWEEP.widths)]
        solved = counts(SWEEP.activations[place])["solved"]
        ax.imshow(solved, "Blues", vmin=0, vmax=SWEEP.seeds, origin="lower", aspect="auto")
        for (row, column), n in np.ndenumerate(solved):
            dark = ink(colour(n / SWEEP.seeds))
            text = percent(n / SWEEP.seeds)
            ax.text(column, row, text, color=dark, ha="center", va="center", fontsize=8)
        ax.set(xlabel=WORDS["learning_rate"], ylabel=WORDS["width"])
        ax.set_xticks(range(len(names[0])), names[0])
        ax.set_yticks(range(len(names[1])), names[1])
        ax.grid(visible=False)

    def alt_text(self, frame) -> str:
        place = frame["activation"]
        rows = zip(SWEEP.widths, self.spec["percent"][place], strict=True)
        return WORDS["still"].format(
            activation=WORDS["activations"][SWEEP.activations[place]],
            seeds=SWEEP.seeds,
            rates=", ".join(labels(SWEEP.learning_rates)),
            rows="; ".join(f"{units(width)}: {', '.join(percents)}" for width, percents in rows),
            sentence=frame["sentence"],
        )

    def plain_text(self) -> str:
        outcome = result().outcome
        return WORDS["summary"].format(
            cells=len(outcome),
            seeds=SWEEP.seeds,
            solved=(outcome == "solved").sum(),
            runs=outcome.size,
        )


def sliders(seeds) -> list[Slider]:
    """The four controls; with ``seeds`` the run is chosen on a slider that holds these, too."""
    activations = tuple(WORDS["activations"][name] for name in SWEEP.activations)
    widths, rates, runs = SWEEP.widths, SWEEP.learning_rates, (*KINDS, *range(seeds))
    names = [*(WORDS["kinds"][kind] for kind in KINDS), *labels(range(seeds))]
    kind = "slider" if seeds else "choice"
    every = [
        Slider("width", WORDS["width"], widths, labels(widths), widths.index(3)),
        Slider("learning_rate", WORDS["learning_rate"], rates, labels(rates), rates.index(1.0)),
        Slider("activation", WORDS["activation"], SWEEP.activations, activations, kind="choice"),
        Slider("run", WORDS["run"], runs, tuple(names), kind=kind),
    ]
    return sorted(every, key=lambda slider: slider.kind == "choice")


def percent(part) -> str:
    """A fraction in percent; 0 and 100 are written only where they are exact."""
    if 0 < part < 0.005:
        return "<1"
    return ">99" if 0.995 <= part < 1 else f"{100 * part:.0f}"


def colour(part) -> str:
    """The colour of a cell in which this fraction was solved."""
    return SCALE[round(100 * part)]


def ink(paper) -> str:
    """Black or white: what stands out more from the colour ``paper`` (WCAG 2, luminance)."""
    channels = np.array(to_rgb(paper))
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    return "#000" if linear @ [0.2126, 0.7152, 0.0722] > 0.179 else "#fff"


def units(width) -> str:
    """Such as ``3 hidden units``."""
    return WORDS["units"][width > 1].format(width=width)


def rate_in_words(width, activation, learning_rate) -> str:
    """The cell, how many of its starts were solved, and how the others ended."""
    row, column = SWEEP.widths.index(width), SWEEP.learning_rates.index(learning_rate)
    count = {name: counts(activation)[name][row][column] for name in OUTCOMES}
    others = [name for name in OUTCOMES[1:] if count[name]]
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
        others="".join(WORDS["other"].format(count=count[name], outcome=name) for name in others),
    )
