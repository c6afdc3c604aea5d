"""Explorer: how often networks with a planted bug learn XOR, and which check finds it."""

from html import escape

import numpy as np

from plainnet import plots
from plainnet.broken.museum import EXHIBITS, NUMBERS
from plainnet.explorers.bug_museum.differences import changed, pieces
from plainnet.explorers.bug_museum.results import (
    EPOCH,
    KEYS,
    LIMIT,
    SWEEP,
    percents,
    right_losses,
    right_of,
    rounded,
    run,
    solved,
    verdicts,
)
from plainnet.explorers.bug_museum.settings import APART, SETTINGS, places, shares
from plainnet.explorers.bug_museum.words import WORDS
from plainnet.explorers.explorer import Explorer, Slider
from plainnet.explorers.formatting import axis, labels

BOTTOM, TOP = 1e-4, 20  # the range of the loss axis
CONTROLS = "exhibit", "activation", "learning_rate"
TASKS = tuple(
    (label, dict(zip(CONTROLS, state, strict=True))) for label, state in WORDS["tasks"].items()
)
STAMPS = {"right": "solved", "wrong": "wrong", "cannot tell here": "muted"}  # verdicts' colours


class BugMuseum(Explorer):
    """Each bug of `broken.museum`: how often XOR is solved with it, and what the checks say.

    11 bugs and the correct code, three activations, four learning rates, 500 starts each.
    """

    view = "bug_museum"
    height = "410px", 600, "280px"
    reads = True
    below = "activation", "learning_rate"

    def __init__(self):
        middles = places()
        super().__init__(
            sliders(),
            tasks=TASKS,
            roles=roles(),
            words=WORDS | {"solved_below": WORDS["solved_below"].format(limit=LIMIT)},
            **axes(),
            middles=middles,
            places=[round(middle - APART, 2) for middle in middles],
            places_right=[round(middle + APART, 2) for middle in middles],
            settings=[
                [SWEEP.activations.index(name), SWEEP.learning_rates.index(rate)]
                for name, rate in SETTINGS
            ],
            epoch=EPOCH,
            limit=LIMIT,
            table=["epoch", "loss", "loss_right"],
        )

    def compute(self, exhibit, activation, learning_rate) -> dict:
        """Success rates, runs and lines of the exhibit and of the correct code; the verdicts."""
        place, right = (activation, learning_rate), right_of(exhibit)
        kind, seed, losses = run((exhibit, *place))
        counts = [solved((key, *place)) for key in (exhibit, right)]
        gradient, steps = verdicts(exhibit, activation)
        return {
            **shares(exhibit, right, SETTINGS.index(place)),
            "rows": [
                row.format(*percents(count), solved=count, runs=SWEEP.seeds)
                for row, count in zip(WORDS["rows"], counts, strict=True)
            ],
            "loss": rounded(losses),
            "loss_right": rounded(right_losses(right, activation)[learning_rate, seed]),
            "run": WORDS["run"][kind].format(seed=seed),
            "stamps": [stamps(key, *place) for key in KEYS],
            "verdicts": [str(gradient), str(steps[learning_rate])],
            "code": _code(exhibit),
            "sentence": sentence(exhibit, *place, counts, gradient, steps[learning_rate]),
        }

    def around(self) -> dict[str, list[str]]:
        """The code of all exhibits, and the folded verdicts of the checks."""
        codes = [self.frame["code"], *(_code(key) for key in KEYS)]
        return {
            "notes": ["".join(map(_lines, WORDS["lines"], code)) for code in codes],
            "more": [f"<details><summary>{WORDS['judge']}</summary></details>"],
        }

    def draw_still(self, ax, frame) -> None:
        right, ours = (np.array(frame[key], float) for key in ("loss_right", "loss"))
        plots.loss_curve(ax, right, EPOCH, label=WORDS["ends"]["loss_right"], kind="pinned")
        plots.loss_curve(ax, ours, EPOCH, label=WORDS["ends"]["loss"], solved_below=LIMIT)
        ax.set(ylim=(BOTTOM, TOP))
        plots.label_ends(ax)

    def alt_text(self, frame) -> str:
        return WORDS["still"].format(
            sentence=frame["sentence"], run=frame["run"], epochs=SWEEP.epochs, limit=LIMIT
        )

    def plain_text(self) -> str:
        cells = [cell for cell in SWEEP.cells if cell[1] in EXHIBITS[cell[0]].faulty]
        most = sum(solved(cell) > SWEEP.seeds / 2 for cell in cells)
        return WORDS["summary"].format(cells=len(cells), runs=SWEEP.seeds, most=most)


def _code(exhibit):
    """The lines of the exhibit and of the correct code in pieces; those that differ are marked."""
    lines = changed(EXHIBITS[exhibit])
    return pieces(*lines) if any(lines) else [[[WORDS["none"], False]]] * 2


def _lines(head, code):
    lines = "".join(piece for piece, _ in code).splitlines()
    text = "".join(f"<div>{escape(line)}</div>" for line in lines)
    return f'<div><p class="plainnet-head">{head}</p><pre>{text}</pre></div>'


def sliders() -> list[Slider]:
    """The choice of an exhibit, and the choices of activation and learning rate."""
    rates, activations = SWEEP.learning_rates, SWEEP.activations
    names = [
        WORDS["name"].format(number=number, title=EXHIBITS[key].title)
        for key, number in NUMBERS.items()
    ]
    exhibits = (EXHIBITS["right"].title, *names)
    tanh, one, shown = activations.index("tanh"), rates.index(1.0), tuple(WORDS["activations"])
    return [
        Slider("exhibit", WORDS["exhibit"], KEYS, exhibits, 1, "choice", marks="stamps"),
        Slider("activation", WORDS["activation"], activations, shown, tanh, "choice"),
        Slider("learning_rate", WORDS["learning_rate"], rates, labels(rates), one, "choice"),
    ]


def axes() -> dict[str, dict]:
    """The axes of the twelve settings, of the success rates and of the losses."""
    rates, middles = labels(SWEEP.learning_rates), places()
    names = rates * len(SWEEP.activations)
    return {
        "setting": axis(-0.5, middles[-1] + 0.5, middles, names=names),
        "percent": axis(-5, 105, [0, 25, 50, 75, 100], WORDS["share"]),
        "x": axis(0, SWEEP.epochs, [0, 1000, 2000], WORDS["epoch"]),
        "y": axis(BOTTOM, TOP, [1e-4, 1e-3, 0.01, 0.1, 1, 10], WORDS["y"], log=True),
    }


def roles() -> dict[str, str]:
    """The colours: the correct code is grey wherever it is compared with an exhibit."""
    grey = "loss_right", "shares_right", "interval_right", "rows.1", "words.ends.loss_right"
    blue = "rows.0", "words.ends.loss"
    green = "limit", "words.solved_below"
    colours = {"pinned": grey, "curve": blue, "solved": green}
    return {key: role for role, keys in colours.items() for key in keys}


def stamps(key, activation, learning_rate) -> list[list[str]]:
    """The checks that miss a fault, or see one in the right code: a short text and its colour."""
    usual = "right" if EXHIBITS[key].kind == "right" else "wrong"
    gradient, steps = verdicts(key, activation)
    answers, signs = (gradient.answer, steps[learning_rate].answer), WORDS["stamps"]
    return [
        [f"{check} {signs[answer]}", STAMPS[answer]]
        for check, answer in zip(WORDS["checks"], answers, strict=True)
        if answer != usual
    ]


def sentence(key, activation, learning_rate, counts, gradient, step) -> str:
    """Everything that is shown, in words."""
    exhibit = EXHIBITS[key]
    fault = exhibit.kind != "right"
    harmless = fault and activation not in exhibit.faulty
    name = WORDS["activations"][SWEEP.activations.index(activation)]
    return WORDS["sentence"].format(
        title=exhibit.title[0].upper() + exhibit.title[1:],
        activation=name,
        learning_rate=learning_rate,
        solved=counts[0],
        runs=SWEEP.seeds,
        right=WORDS["beside"].format(solved=counts[1]) if fault else "",
        harmless=WORDS["harmless"].format(activation=name) if harmless else "",
        gradient=gradient.answer,
        step=step.answer,
    )
