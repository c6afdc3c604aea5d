"""Explorer: gradient descent on L(w) = ½ λ w², where every regime can be derived."""

import itertools

import numpy as np

from plainnet import plots
from plainnet.explorers.descent_line.words import WORDS
from plainnet.explorers.explorer import Explorer, Slider
from plainnet.explorers.formatting import axis, digits, labels, minus
from plainnet.explorers.quadratic import descent, loss

CURVATURE = 2.0
STEPS = 30
RATES = tuple(round(0.02 * k, 2) for k in range(1, 61))
STARTS = (-1.8, -1.5, -1.0, -0.5, 0.5, 1.0, 1.5, 1.8)
START = -1.5
EDGE = 2.0  # the axis of w ends here
TASKS = {"once": 0.5, "swings": 0.94, "limit": 1.0, "beyond": 1.04}  # learning rates
ROLES = {
    "parabola": "muted",
    "words.drag": "muted",
    "words.zones.2": "wrong",
    "limits": ["curve", "curve", "wrong"],
}


class DescentLine(Explorer):
    """Gradient descent on the parabola L(w) = w², so λ = 2: 60 learning rates, 8 starts, 30 steps.

    The loss of each step is plotted beside the path. Below both, α can be dragged along the line of
    learning rates with the marks 1/λ and 2/λ, and the ball along the parabola.
    """

    view = "descent_line"
    height = "626px", 560, "450px"
    reads = True
    drawn = "learning_rate", "start"

    def __init__(self):
        steps = tuple(range(STEPS + 1))
        super().__init__(
            [
                Slider("step", WORDS["step"], steps, labels(steps), 8, "cursor", WORDS["roll"]),
                _number("learning_rate", WORDS["learning_rate"], RATES, 44, (0.001, RATES[-1])),
                _number("start", WORDS["start"], STARTS, STARTS.index(START), (-EDGE, EDGE)),
            ],
            tasks=[
                (WORDS["tasks"][name], {"learning_rate": rate, "start": START})
                for name, rate in TASKS.items()
            ],
            ghosts=1,
            roles=ROLES,
            words=WORDS,
            step=list(steps),
            starts=list(STARTS),
            table=["step", "path", "loss", "slope"],
            **valley(),
            **strip(),
        )

    def compute(self, learning_rate, start) -> dict:
        """The ``path`` of w (4 digits), its ``loss`` and ``slope`` at each step, the sentence."""
        path = descent([CURVATURE], [start], learning_rate, steps=STEPS)
        factor = round(1.0 - learning_rate * CURVATURE, 10)
        regime = WORDS["regimes"][regime_of(factor)]
        sentence = WORDS["sentence"].format(
            learning_rate=learning_rate,
            start=start,
            factor=factor,
            regime=regime,
            steps=STEPS,
            last=path[-1, 0],
        )
        role = "wrong" if abs(factor) >= 1 else "curve"
        return {
            "rate": learning_rate,
            "rate_label": WORDS["rate"].format(learning_rate=learning_rate),
            "path": digits(path[:, 0]),
            "loss": digits(loss([CURVATURE], path)),
            "slope": digits(CURVATURE * path[:, 0]),
            "factor": minus(WORDS["factor"].format(factor=factor)),
            "roles": dict.fromkeys(("loss", "rate", "rate_label", "factor"), role),
            "sentence": minus(sentence),
        }

    def draw_still(self, ax, frame) -> None:
        ax.plot(self.spec["parabola_w"], self.spec["parabola"], color="#777777")
        height = np.minimum(frame["loss"], EDGE**2)
        ax.plot(frame["path"], height, ".-", color=plots.COLOURS["curve"])
        ax.set(xlim=(-EDGE, EDGE), ylim=(0, EDGE**2), xlabel="w", ylabel=WORDS["height"])

    def alt_text(self, frame) -> str:
        return WORDS["still"].format(sentence=frame["sentence"])

    def plain_text(self) -> str:
        frames = [self.compute(rate, STARTS[0]) for rate in RATES]
        ended = sum(frame["loss"][-1] < frame["loss"][0] for frame in frames)
        return WORDS["summary"].format(rates=len(RATES), starts=len(STARTS), ended=ended)


def _number(name, label, values, start, own):
    """A slider for a number that may also be the reader's own."""
    symbol = WORDS["symbols"][name]
    return Slider(name, label, values, labels(values), start, own=own, symbol=symbol, fine=True)


def valley() -> dict:
    """The parabola and the axes of both plots."""
    w = np.linspace(-EDGE, EDGE, 81)
    return {
        "parabola_w": digits(w),
        "parabola": digits(loss([CURVATURE], w[:, None])),
        "x": axis(-EDGE, EDGE, [-2, -1, 0, 1, 2], WORDS["path"]),
        "y": axis(-0.2, EDGE**2, [0, 1, 2, 3, 4], WORDS["loss"]),
        "steps": axis(0, STEPS, [0, 10, 20, 30], WORDS["step"]),
        "losses": axis(1e-12, 1e4, [1e-12, 1e-8, 1e-4, 1, 1e4], WORDS["loss"], log=True),
    }


def strip() -> dict:
    """The line of learning rates with its zones: up to 1/λ, up to 2/λ, and beyond."""
    limits = [0.0, 1 / CURVATURE, 2 / CURVATURE, RATES[-1]]
    return {
        "strip": axis(0, RATES[-1], limits[1:3], names=[WORDS["one_step"], WORDS["limit"]]),
        "flat": axis(0, 1, []),
        "middle": 0.5,
        "rates": list(RATES),
        "limits": limits,
        "middles": [(a + b) / 2 for a, b in itertools.pairwise(limits)],
    }


def regime_of(factor) -> str:
    """The name of the regime in which each step multiplies w by ``factor``."""
    if factor == 0:
        return "at once"
    if factor > 0:
        return "creeps"
    if factor > -1:
        return "swings"
    return "forever" if factor == -1 else "diverges"
