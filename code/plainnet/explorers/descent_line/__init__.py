"""Learning rate × start → gradient descent on L(w) = ½ λ w², where every case can be derived."""

import numpy as np

from plainnet import plots
from plainnet.explorers.descent_line.words import WORDS
from plainnet.explorers.explorer import Explorer, Slider
from plainnet.explorers.formatting import digits, labels, minus
from plainnet.explorers.quadratic import descent, loss

CURVATURE = 2.0
STEPS = 30
RATES = tuple(round(0.05 * k, 2) for k in range(1, 25))
STARTS = (-1.5, -1.0, -0.5, 0.5, 1.0, 1.5)
EDGE = 2.0  # of the axis of w


class DescentLine(Explorer):
    """Gradient descent on the parabola L(w) = w², so λ = 2: 24 learning rates, 6 starts.

    Beside the path stands its loss, step by step, and below both where α lies between 0, 1/λ
    and 2/λ.
    """

    view = "descent_line"
    room = 953, 600

    def __init__(self):
        w = np.linspace(-EDGE, EDGE, 81)
        marks = [(1 / CURVATURE, WORDS["one_step"]), (2 / CURVATURE, WORDS["limit"])]
        super().__init__(
            [
                Slider("learning_rate", WORDS["learning_rate"], RATES, labels(RATES), 3),
                Slider("start", WORDS["start"], STARTS, labels(STARTS)),
            ],
            words=WORDS,
            w=digits(w),
            parabola=digits(loss([CURVATURE], w[:, None])),
            step=list(range(STEPS + 1)),
            x={"from": -EDGE, "to": EDGE, "ticks": [-2, -1, 0, 1, 2]},
            y={"from": 0, "to": EDGE**2, "ticks": [0, 1, 2, 3, 4]},
            steps={"from": 0, "to": STEPS, "ticks": [0, 10, 20, 30]},
            losses={"from": 1e-12, "to": 1e4, "ticks": [1e-12, 1e-8, 1e-4, 1, 1e4]},
            rates={"from": 0, "to": RATES[-1]},
            marks=[{"at": at, "label": f"{label} = {at:g}"} for at, label in marks],
            table=["step", "path", "loss"],
            pin=True,
        )

    def compute(self, learning_rate, start) -> dict:
        """The ``path`` of w (4 digits), its ``loss`` after each step, the regime, the sentence."""
        path = descent([CURVATURE], [start], learning_rate, steps=STEPS)
        factor = round(1.0 - learning_rate * CURVATURE, 10)
        regime = WORDS["regimes"][regime_of(factor)]
        sentence = WORDS["sentence"].format(
            learning_rate=learning_rate,
            start=start,
            factor=factor,
            regime=regime["says"],
            steps=STEPS,
            last=path[-1, 0],
        )
        return {
            "rate": learning_rate,
            "path": digits(path[:, 0]),
            "loss": digits(loss([CURVATURE], path)),
            "regime": regime["name"],
            "sentence": minus(sentence),
        }

    def draw_still(self, ax, frame) -> None:
        ax.plot(self.spec["w"], self.spec["parabola"], color="#777777")
        height = np.minimum(frame["loss"], EDGE**2)
        ax.plot(frame["path"], height, ".-", color=plots.COLOURS["curve"])
        ax.set(xlim=(-EDGE, EDGE), ylim=(0, EDGE**2), xlabel="w", ylabel="loss L")

    def alt_text(self, frame) -> str:
        return WORDS["still"].format(sentence=frame["sentence"])

    def plain_text(self) -> str:
        frames = [self.at([index, 0]) for index in range(len(RATES))]
        ended = sum(frame["loss"][-1] < frame["loss"][0] for frame in frames)
        return WORDS["summary"].format(rates=len(RATES), starts=len(STARTS), ended=ended)


def regime_of(factor) -> str:
    """The name of what happens when each step multiplies w by ``factor``."""
    if factor == 0:
        return "at once"
    if factor > 0:
        return "creeps"
    if factor > -1:
        return "swings"
    return "forever" if factor == -1 else "diverges"
