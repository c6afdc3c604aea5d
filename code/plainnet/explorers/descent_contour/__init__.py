"""Learning rate × momentum × conditioning → the path of descent in a valley of two parameters."""

import numpy as np

from plainnet import plots
from plainnet.explorers.descent_contour.words import WORDS
from plainnet.explorers.explorer import Explorer, Slider
from plainnet.explorers.formatting import digits, labels
from plainnet.explorers.quadratic import descent, loss

STEEP = 1.0  # the curvature across the valley; along it, the curvature is STEEP / condition
STEPS = 100
START = (-1.0, 0.6)
RATES = (0.1, 0.4, 0.8, 1.0, 1.2, 1.6, 1.8, 1.9, 2.0, 2.1)
MOMENTA = (0.0, 0.5, 0.8, 0.9)
CONDITIONS = (1, 10, 30, 100)
LEVELS = (0.005, 0.02, 0.08, 0.18, 0.32, 0.5)  # of the loss, where a contour is drawn
WIDE, HIGH, FAR = 1.25, 1.0, 99.0


class DescentContour(Explorer):
    """Gradient descent on L = ½ (x²/κ + y²): 10 learning rates, 4 momenta β, 4 condition numbers κ.

    Across the valley the curvature is 1, whatever κ is: the limit 2/λ_max of plain descent is 2.
    """

    view = "descent_contour"
    room = 996, 584

    def __init__(self):
        super().__init__(
            [
                Slider(
                    "learning_rate", WORDS["learning_rate"], RATES, labels(RATES), RATES.index(1.8)
                ),
                Slider("momentum", WORDS["momentum"], MOMENTA, labels(MOMENTA)),
                Slider("condition", WORDS["condition"], CONDITIONS, labels(CONDITIONS), 1),
            ],
            words=WORDS,
            step=list(range(STEPS + 1)),
            x={"from": -WIDE, "to": WIDE, "ticks": [-1, 0, 1]},
            y={"from": -HIGH, "to": HIGH, "ticks": [-1, 0, 1]},
            steps={"from": 0, "to": STEPS, "ticks": [0, 50, 100]},
            losses={"from": 1e-12, "to": 10, "ticks": [1e-12, 1e-8, 1e-4, 1]},
            ellipse=[[float(f"{r:.4g}") for r in radii(LEVELS, k)] for k in CONDITIONS],
            table=["step", "along", "across", "loss"],
            pin=True,
        )

    def compute(self, learning_rate, momentum, condition) -> dict:
        """The path (``along`` and ``across`` the valley), its ``loss``, the sentence."""
        curvatures = STEEP / condition, STEEP
        path = descent(curvatures, START, learning_rate, momentum, STEPS)
        losses = loss(curvatures, path)
        inside = np.clip(path, -FAR, FAR)
        factors = [slowest(learning_rate * curvature, momentum) for curvature in curvatures]
        return {
            "ellipse": CONDITIONS.index(condition),
            "along": [float(f"{value:.3f}") for value in inside[:, 0]],
            "across": [float(f"{value:.3f}") for value in inside[:, 1]],
            "loss": digits(np.minimum(losses, FAR), 3),
            "sentence": WORDS["sentence"].format(
                learning_rate=learning_rate,
                momentum=momentum,
                condition=condition,
                regime=WORDS["regimes"][verdict(*factors)],
                first=losses[0],
                last=losses[-1],
                steps=STEPS,
            ),
        }

    def draw_still(self, ax, frame) -> None:
        x, y = np.meshgrid(np.linspace(-WIDE, WIDE, 101), np.linspace(-HIGH, HIGH, 81))
        condition = CONDITIONS[frame["ellipse"]]
        ax.contour(x, y, 0.5 * STEEP * (x**2 / condition + y**2), LEVELS, colors="#777777")
        ax.plot(frame["along"], frame["across"], ".-", color=plots.COLOURS["curve"])
        ax.set(xlim=(-WIDE, WIDE), ylim=(-HIGH, HIGH), xlabel="x", ylabel="y")

    def alt_text(self, frame) -> str:
        return WORDS["still"].format(sentence=frame["sentence"])

    def plain_text(self) -> str:
        frames = [self.at([i, j, 1]) for i in range(len(RATES)) for j in range(len(MOMENTA))]
        low = sum(frame["loss"][-1] < 0.001 for frame in frames)
        return WORDS["summary"].format(
            frames=len(RATES) * len(MOMENTA) * len(CONDITIONS), low=low, runs=len(frames)
        )


def radii(levels, condition) -> list:
    """Half the length and half the width of each contour ½ (x²/κ + y²) = level, flat."""
    across = np.sqrt(2.0 * np.asarray(levels) / STEEP)
    return np.stack([across * np.sqrt(condition), across], axis=1).ravel()


def slowest(step, momentum) -> float:
    """By what factor a coordinate shrinks per step in the long run, for ``step`` = α λ.

    The largest root of r² − (1 + β − αλ) r + β, in size: θ_{t+1} = (1 + β − αλ) θ_t − β θ_{t−1}.
    """
    return float(np.abs(np.roots([1.0, -(1.0 + momentum - step), momentum])).max())


def verdict(along, across) -> str:
    """The regime of a path whose coordinates shrink by these factors per step."""
    if across > 1.0 + 1e-9:
        return "diverges"
    if across > 1.0 - 1e-9:
        return "forever"
    if along > 1.05 * across:
        return "along"
    return "across" if across > 1.05 * along else "even"
