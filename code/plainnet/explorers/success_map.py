"""Width × activation × learning rate → how often XOR is learned, and one run to look at."""

import functools
from dataclasses import dataclass

import numpy as np
from matplotlib import colormaps
from matplotlib.colors import to_hex, to_rgb

from plainnet import Ensemble, checks, datasets, sweeps
from plainnet.explorers import raster
from plainnet.explorers.explorer import Explorer, Slider
from plainnet.explorers.numbers import digits, labels
from plainnet.explorers.texts.success_map import WORDS
from plainnet.outcomes import OUTCOMES, SOLVED_BELOW, plateaus, success_interval

SWEEP = sweeps.ALL["xor_success_map"]
KINDS = "solved", "stuck"
SHOWN = list(range(0, SWEEP.epochs + 1, SWEEP.curve_step))
LIMIT = SOLVED_BELOW[SWEEP.loss]
PLATEAUS = plateaus(datasets.xor()[1], SWEEP.loss)
SCALE = [to_hex(colormaps["Blues"](percent / 100)) for percent in range(101)]


@dataclass(frozen=True)
class Run:
    """One trained network: its seed, outcome, losses at the ``SHOWN`` epochs, and answers."""

    seed: int
    outcome: str
    loss: list
    answers: str

    def in_words(self):
        """Its seed, and how it ended."""
        plateau = min(PLATEAUS, key=lambda plateau: abs(plateau - self.loss[-1]))
        how = WORDS["how"][self.outcome].format(plateau=plateau)
        return WORDS["seed"].format(seed=self.seed, how=how, loss=self.loss[-1])

    def python(self, width, activation, learning_rate):
        """The lines of Python that train it again."""
        return WORDS["python"].format(
            width=width,
            activation=activation,
            learning_rate=learning_rate,
            seed=self.seed,
            epochs=SWEEP.epochs,
        )


@functools.cache
def result():
    """The kept result of the sweep."""
    return SWEEP.load()


def train_all(width, activation, picks):
    """Train the ``picks``, pairs (learning rate, seed), together; a `Run` for each."""
    rates, seeds = zip(*picks, strict=True)
    start = {"activation": activation, "loss": SWEEP.loss, "init": SWEEP.init}
    ensemble = Ensemble(2, width, 1, seeds=seeds, **start)
    settings = {"epochs": SWEEP.epochs, "every": SWEEP.curve_step}
    history = ensemble.train(*datasets.xor(), learning_rate=rates, **settings)
    maps = [raster.pack(ensemble.network(i).predict(raster.grid())) for i in range(len(ensemble))]
    losses = [digits(loss, 3) for loss in history.loss.T]
    return [Run(*run) for run in zip(seeds, history.outcome.tolist(), losses, maps, strict=True)]


@functools.cache
def chosen(width, activation):
    """The first solved and the first stuck run at each learning rate, as {(rate, kind): Run}."""
    picks = {
        (cell[2], kind): run["seed"]
        for cell, runs in zip(SWEEP.cells, result().chosen, strict=True)
        if cell[:2] == (width, activation)
        for kind, run in runs.items()
    }
    runs = train_all(width, activation, [(rate, seed) for (rate, _), seed in picks.items()])
    return dict(zip(picks, runs, strict=True))


@functools.lru_cache(maxsize=1000)
def any_run(width, activation, learning_rate, seed):
    """The run of this seed."""
    return train_all(width, activation, [(learning_rate, seed)])[0]


class SuccessMap(Explorer):
    """How many of 300 starts learn XOR: 8 widths × 3 activations × 9 learning rates, and one run.

    The run is the first solved one or the first stuck one of its cell. ``SuccessMap(seeds=300)``
    offers, beside these, the run of every seed; it trains them on demand, so it needs Jupyter.

    Cross-entropy, Xavier start, full batch, 2,000 epochs.
    """

    view = "success_map"

    def __init__(self, seeds=0):
        if checks.whole("seeds", seeds, least=0) > SWEEP.seeds:
            raise ValueError(f"seeds: expected at most {SWEEP.seeds}; got {seeds}")
        shares = [[[n / SWEEP.seeds for n in row] for row in solved(a)] for a in SWEEP.activations]
        super().__init__(
            sliders(seeds),
            words=WORDS | {"solved_below": WORDS["solved_below"].format(limit=LIMIT)},
            percent=[[[percent(part) for part in row] for row in one] for one in shares],
            colour=[[[SCALE[round(100 * part)] for part in row] for row in one] for one in shares],
            scale=SCALE[::5],
            inks={colour: ink(colour) for colour in SCALE},
            epoch=SHOWN,
            limit=LIMIT,
            corners=[list(corner) for corner in datasets.CORNERS],
            target=datasets.xor()[1].ravel().astype(int).tolist(),
            map=raster.AXIS,
            x={"from": 0, "to": SWEEP.epochs, "ticks": [0, 1000, 2000]},
            y={"from": 1e-5, "to": 10, "ticks": [1e-4, 1e-3, 0.01, 0.1, 1]},
            table=["epoch", "loss"],
        )

    def compute(self, width, learning_rate, activation, run):
        """Where the cell lies, its rate in words, and the run: losses, answers, lines of Python."""
        places = SWEEP.widths.index(width), SWEEP.learning_rates.index(learning_rate)
        if run in KINDS:
            run_of, none = chosen(width, activation).get((learning_rate, run)), WORDS["none"][run]
        else:
            run_of, none = any_run(width, activation, learning_rate, run), ""
        cell = {"width": width, "activation": activation, "learning_rate": learning_rate}
        return {
            "cell": list(places),
            "activation": SWEEP.activations.index(activation),
            "loss": run_of.loss if run_of else [None] * len(SHOWN),
            "answers": run_of.answers if run_of else "",
            "outcome": WORDS["outcome"].format(**vars(run_of)) if run_of else none,
            "sentence": f"{rate_in_words(*places, **cell)} {run_of.in_words() if run_of else none}",
            "python": run_of.python(**cell) if run_of else "",
        }

    def still(self, ax, frame):
        of, names = frame["activation"], [labels(SWEEP.learning_rates), labels(SWEEP.widths)]
        ax.imshow(solved(SWEEP.activations[of]), "Blues", vmin=0, vmax=SWEEP.seeds, origin="lower",
                  aspect="auto")  # fmt: skip
        for row, percents in enumerate(self.spec["percent"][of]):
            for column, (text, colour) in enumerate(
                zip(percents, self.spec["colour"][of][row], strict=True)
            ):
                ax.text(column, row, text, color=ink(colour), ha="center", va="center", fontsize=8)
        ax.set(xlabel=WORDS["learning_rate"], ylabel=WORDS["width"])
        ax.set_xticks(range(len(names[0])), names[0])
        ax.set_yticks(range(len(names[1])), names[1])
        ax.grid(visible=False)

    def alt(self, frame):
        of = frame["activation"]
        rows = zip(SWEEP.widths, self.spec["percent"][of], strict=True)
        return WORDS["still"].format(
            activation=SWEEP.activations[of],
            seeds=SWEEP.seeds,
            rates=", ".join(labels(SWEEP.learning_rates)),
            rows="; ".join(f"{units(width)}: {', '.join(percents)}" for width, percents in rows),
            sentence=frame["sentence"],
        )

    def summary(self):
        outcome = result().outcome
        return WORDS["summary"].format(
            cells=len(outcome),
            seeds=SWEEP.seeds,
            solved=(outcome == "solved").sum(),
            runs=outcome.size,
        )


def sliders(seeds):
    """The four controls; with ``seeds`` the run is chosen on a slider that holds these, too."""
    widths, rates, runs = SWEEP.widths, SWEEP.learning_rates, (*KINDS, *range(seeds))
    names = [*(WORDS["kinds"][kind] for kind in KINDS), *labels(range(seeds))]
    kind = "slider" if seeds else "choice"
    every = [
        Slider("width", WORDS["width"], widths, labels(widths), widths.index(3)),
        Slider("learning_rate", WORDS["learning_rate"], rates, labels(rates), rates.index(1.0)),
        Slider("activation", WORDS["activation"], *[SWEEP.activations] * 2, kind="choice"),
        Slider("run", WORDS["run"], runs, tuple(names), kind=kind),
    ]
    return sorted(every, key=lambda slider: slider.kind == "choice")


def solved(activation):
    """How many starts each width (rows) and learning rate (columns) solved."""
    return result().count()[:, SWEEP.activations.index(activation)].tolist()


def percent(part):
    """A fraction in percent; 0 and 100 are written only where they are exact."""
    if 0 < part < 0.005:
        return "<1"
    return ">99" if 0.995 <= part < 1 else f"{100 * part:.0f}"


def ink(colour):
    """Black or white: what stands out more from ``colour`` (the relative luminance of WCAG 2)."""
    channels = np.array(to_rgb(colour))
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    return "#000" if linear @ [0.2126, 0.7152, 0.0722] > 0.179 else "#fff"


def units(width):
    """Such as ``3 hidden units``."""
    return WORDS["units"][width > 1].format(width=width)


def rate_in_words(row, column, width, activation, learning_rate):
    """The cell, how many of its starts were solved, and how the others ended."""
    counts = {name: int(result().count(name)[row, SWEEP.activations.index(activation), column])
              for name in OUTCOMES}  # fmt: skip
    low, high = success_interval(counts["solved"], SWEEP.seeds)
    return WORDS["rate"].format(
        units=units(width),
        activation=activation,
        learning_rate=learning_rate,
        solved=counts["solved"],
        seeds=SWEEP.seeds,
        percent=percent(counts["solved"] / SWEEP.seeds),
        low=100 * low,
        high=100 * high,
        others="".join(
            WORDS["other"].format(count=counts[name], outcome=name)
            for name in OUTCOMES[1:]
            if counts[name]
        ),
    )
