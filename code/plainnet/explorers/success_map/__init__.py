"""Explorer: how often networks learn XOR, by width, activation and learning rate."""

import numpy as np

from plainnet import _validation, datasets
from plainnet.explorers import prediction_map
from plainnet.explorers.explorer import Explorer, Slider
from plainnet.explorers.formatting import axis, labels
from plainnet.explorers.success_map.cells import (
    SCALE,
    colour,
    ink,
    percent,
    rate_in_words,
    tables,
    units,
)
from plainnet.explorers.success_map.runs import SHOWN, SWEEP, any_run, chosen, counts, result
from plainnet.explorers.success_map.words import WORDS
from plainnet.explorers.words import COMMON
from plainnet.training_outcomes import SOLVED_BELOW

KINDS = tuple(WORDS["kinds"])
LIMIT = SOLVED_BELOW[SWEEP.loss]
KEY = SCALE[::10]
CONTROLS = "width", "learning_rate", "activation", "run"
TASKS = {
    "one": (1, 1.0, "tanh", "stuck"),
    "two": (2, 1.0, "relu", "stuck"),
    "small": (3, 0.05, "relu", "solved"),
    "large": (3, 5.0, "relu", "stuck"),
    "every": (5, 1.0, "tanh", "solved"),
}


class SuccessMap(Explorer):
    """How many of 300 networks learn XOR: 8 widths × 3 activations × 9 learning rates, and one run.

    The run shown is the first solved or the first stuck one of a cell. ``SuccessMap(seeds=300)``
    also offers the run of every seed; these are trained on demand, which needs Jupyter.

    Cross-entropy, Xavier initialisation, full batch, 2,000 epochs.
    """

    view = "success_map"
    height = "664px", 600, "520px"
    reads = True
    below = ("run",)
    drawn = "width", "learning_rate"

    def __init__(self, seeds=0):
        if _validation.whole("seeds", seeds, least=0) > SWEEP.seeds:
            raise ValueError(f"seeds: expected at most {SWEEP.seeds}; got {seeds}")
        super().__init__(
            sliders(seeds),
            tasks=[
                (WORDS["tasks"][name], dict(zip(CONTROLS, state, strict=True)))
                for name, state in TASKS.items()
            ],
            roles={"limit": "solved", "words.solved_below": "solved"},
            words=WORDS | {"solved_below": WORDS["solved_below"].format(limit=LIMIT)},
            **tables(),
            **axes(),
            key=KEY,
            epoch=SHOWN,
            limit=LIMIT,
            corner_x1=[corner[0] for corner in datasets.CORNERS],
            corner_x2=[corner[1] for corner in datasets.CORNERS],
            target=datasets.xor()[1].ravel().astype(int).tolist(),
            map=prediction_map.SCALE,
            table=["epoch", "loss"],
        )

    def compute(self, run, **cell) -> dict:
        """The cell, its success rate in words, and the run: losses, predictions, Python code."""
        runs = chosen(**cell)
        trained = runs.get(run) if run in KINDS else any_run(**cell, seed=run)
        none = "" if trained else WORDS["none"][run]
        # Without a run of the chosen kind, show the other one.
        trained = trained or next(iter(runs.values()), None)
        no_outcome = WORDS["no_outcome"].get(run)
        half_x1, half_x2 = trained.half if trained else ([], [])
        return {
            "cell": [
                SWEEP.widths.index(cell["width"]),
                SWEEP.learning_rates.index(cell["learning_rate"]),
            ],
            "activation": SWEEP.activations.index(cell["activation"]),
            "loss": trained.loss if trained else [None] * len(SHOWN),
            "answers": trained.answers if trained else "",
            "half_x1": half_x1,
            "half_x2": half_x2,
            "outcome": trained.name() if trained else no_outcome,
            "sentence": COMMON["space"].join(
                filter(None, [rate_in_words(**cell), none, trained and trained.in_words()])
            ),
            "python": trained.python(**cell) if trained else "",
        }

    def around(self) -> dict[str, list[str]]:
        """The folded Python code."""
        return {"more": [f"<details><summary>{WORDS['repeat']}</summary></details>"]}

    def draw_still(self, ax, frame) -> None:
        place, names = frame["activation"], [labels(SWEEP.learning_rates), labels(SWEEP.widths)]
        solved = counts(SWEEP.activations[place])["solved"]
        ax.imshow(solved, "Blues", vmin=0, vmax=SWEEP.seeds, origin="lower", aspect="auto")
        for (row, column), n in np.ndenumerate(solved):
            dark = ink(colour(n / SWEEP.seeds))
            centred = {"ha": "center", "va": "center", "clip_on": True}
            ax.text(column, row, percent(n / SWEEP.seeds), color=dark, fontsize=8, **centred)
        ax.set(xlabel=WORDS["learning_rate"], ylabel=WORDS["width"])
        ax.set_xticks(range(len(names[0])), names[0])
        ax.set_yticks(range(len(names[1])), names[1])
        ax.grid(visible=False)

    def alt_text(self, frame) -> str:
        place, listed = frame["activation"], COMMON["comma"].join
        rows = [
            WORDS["row"].format(units=units(width), percents=listed(percents))
            for width, percents in zip(SWEEP.widths, self.spec["percent"][place], strict=True)
        ]
        return WORDS["still"].format(
            activation=WORDS["activations"][SWEEP.activations[place]],
            seeds=SWEEP.seeds,
            rates=listed(labels(SWEEP.learning_rates)),
            rows=COMMON["semicolon"].join(rows),
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
    """The four controls; with ``seeds``, the run is chosen on a slider that includes all seeds."""
    activations = tuple(WORDS["activations"][name] for name in SWEEP.activations)
    widths, rates, runs = SWEEP.widths, SWEEP.learning_rates, (*KINDS, *range(seeds))
    names = [*(WORDS["kinds"][kind] for kind in KINDS), *labels(range(seeds))]
    relu = SWEEP.activations.index("relu")
    kind = "slider" if seeds else "choice"
    every = [
        Slider("width", WORDS["width"], widths, labels(widths), widths.index(3)),
        Slider("learning_rate", WORDS["learning_rate"], rates, labels(rates), rates.index(1.0)),
        Slider("activation", WORDS["activation"], SWEEP.activations, activations, relu, "choice"),
        Slider(
            *("run", WORDS["run"], runs, tuple(names), KINDS.index("stuck"), kind),
            **{"own": (0, 999_999), "symbol": WORDS["symbol"]},
        ),
    ]
    return sorted(every, key=lambda slider: slider.kind == "choice")


def axes() -> dict[str, dict]:
    """The axes of the maps, in units of cells, of the loss and of the predictions."""
    rates, widths = labels(SWEEP.learning_rates), labels(SWEEP.widths)
    rows = -0.5, len(widths) - 0.5, list(range(len(widths)))
    columns = -0.5, len(rates) - 0.5, list(range(len(rates)))
    return {
        "rates": axis(*columns, names=rates),
        "rates_few": axis(*columns, names=[r if i % 2 == 0 else "" for i, r in enumerate(rates)]),
        "widths": axis(*rows, WORDS["width"], names=widths),
        "widths_again": axis(*rows, names=[""] * len(widths)),
        "x": axis(0, SWEEP.epochs, [0, 1000, 2000], WORDS["epoch"]),
        "y": axis(1e-5, 10, [1e-4, 1e-3, 0.01, 0.1, 1], WORDS["loss"], log=True),
        "x1": axis(prediction_map.LOW, prediction_map.HIGH, [0, 1], WORDS["x1"]),
        "x2": axis(prediction_map.LOW, prediction_map.HIGH, [0, 1], WORDS["x2"]),
    }
