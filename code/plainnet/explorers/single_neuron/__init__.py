"""Explorer: a single neuron, its decision boundary, and which of four patterns it gets right."""

import functools

import numpy as np

from plainnet import datasets, plots
from plainnet.activations import sigmoid
from plainnet.explorers import ramp
from plainnet.explorers.explorer import Explorer, Slider
from plainnet.explorers.formatting import axis, digits, labels, minus
from plainnet.explorers.single_neuron.lines import BOX, HIGH, LOW, cut, grips
from plainnet.explorers.single_neuron.words import WORDS
from plainnet.losses import binary_cross_entropy

__all__ = ["BOX", "HIGH", "LOW", "PATTERNS", "TASKS", "SingleNeuron", "cut"]

WEIGHTS = tuple(range(-6, 7))
BIASES = tuple(1.5 * k for k in range(-6, 7))
TASKS = {"and": datasets.and_, "or": datasets.or_, "xor": datasets.xor}
PATTERNS = [f"({x1:g}, {x2:g})" for x1, x2 in datasets.CORNERS]
WIRES = [["x1", "sum"], ["x2", "sum"], ["one", "sum"], ["sum", "answer"]]
# The arrow's length for a weight of 1, in axis lengths: all fit, and none ends on a pattern.
ARROW = 1 / 7
SHORTEST = 0.03  # length of the loss bar for the smallest loss; its scale is logarithmic
TO_TRY = {
    "soft": {"w1": 1, "w2": 1, "b": -1.5, "task": "and"},
    "surer": {"w1": 3, "w2": 3, "b": -4.5, "task": "and"},
    "turned": {"w1": -3, "w2": -3, "b": 4.5, "task": "and"},
    "zero": {"w1": 0, "w2": 0, "b": 0.0},
}


ROLES = {f"marks.{at}": "solved" for at in range(4)}


class SingleNeuron(Explorer):
    """One neuron, ŷ = σ(w1 x1 + w2 x2 + b), with 13 values each of w1, w2 and b, on three gates.

    It shows the predictions over the input plane, with the line where ŷ is ½; the line and the tip
    of the weight vector can be dragged. Next to it are the neuron and its loss, with the smallest
    so far.
    """

    view = "single_neuron"
    height = "549px", 560, "max(386px, min(55cqw + 84px, 464px))"
    below = "w1", "w2", "b"

    def __init__(self):
        tasks = tuple(WORDS["tasks"][task] for task in TASKS)
        super().__init__(
            [
                _number("w1", WORDS["w1"], WEIGHTS, 2),
                _number("w2", WORDS["w2"], WEIGHTS, 1),
                _number("b", WORDS["b"], BIASES, -1.5),
                Slider("task", WORDS["task"], tuple(TASKS), tasks, kind="choice"),
            ],
            tasks=[(WORDS["try"][name], state) for name, state in TO_TRY.items()],
            best="loss",
            roles=ROLES,
            words=WORDS,
            pattern=PATTERNS,
            corner_x=[x1 for x1, _ in datasets.CORNERS],
            corner_y=[x2 for _, x2 in datasets.CORNERS],
            x=axis(LOW, HIGH, [0, 1], WORDS["x"]),
            y=axis(LOW, HIGH, [0, 1], WORDS["y"]),
            losses=axis(
                SHORTEST, 15, [0.1, np.log(2), 10], log=True, names=["", WORDS["half"], ""]
            ),
            flat=axis(0, 1, []),
            middle=0.5,
            tips=[tip(weight) for weight in WEIGHTS],
            units=["x1", "x2", "one", "sum", "answer"],
            unit_labels=["x₁", "x₂", "1", "Σ", "ŷ"],
            wires=WIRES,
            ramp=ramp.scale(),
            grips=[[list(grips(w1, w2, BIASES)) for w2 in WEIGHTS] for w1 in WEIGHTS],
            table=["pattern", "target", "shown", "marks"],
        )

    def compute(self, w1, w2, b, task) -> dict:
        """The four predictions, which are right, the loss, and the indices of w1, w2 and b."""
        X, y = TASKS[task]()
        z = X @ [[w1], [w2]] + b
        answers, loss = sigmoid(z).ravel().tolist(), binary_cross_entropy(z, y)
        right = ((z > 0) == (y > 0.5)).ravel()
        wrong = [name for name, ok in zip(PATTERNS, right, strict=True) if not ok]
        return {
            **drawn(w1, w2, b),
            "thick": [round(0.6 + 1.1 * abs(weight), 1) for weight in (w1, w2, b)] + [2],
            "negative": [int(weight < 0) for weight in (w1, w2, b)] + [0],
            "shown": [almost(value) for value in answers],
            "target": y.ravel().astype(int).tolist(),
            "marks": [WORDS["verdicts"][ok] for ok in right.tolist()],
            "roles": {f"marks.{at}": "wrong" for at in range(4) if not right[at]}
            | ({"count": "solved"} if right.all() else {}),
            "count": WORDS["counts"][right.sum()],
            "weights": [minus(f"{weight:g}") for weight in (w1, w2, b)],
            "loss": digits([loss], 3)[0],
            "bar": [SHORTEST, *digits([loss], 3)],
            "sentence": WORDS["sentence"].format(
                task=WORDS["tasks"][task],
                right=int(right.sum()),
                wrong=WORDS["wrong"].format(patterns=WORDS["comma"].join(wrong)) if wrong else "",
                loss=loss,
            ),
        }

    def draw_still(self, ax, frame) -> None:
        i, j = frame["at"]
        region, line = cut(WEIGHTS[i], WEIGHTS[j], BIASES[self.position[2]])
        ax.fill(*region.T, color=plots.COLOURS["target 1"], alpha=0.2)
        ax.plot(*line.T, color=plots.COLOURS["curve"])
        for corner, target in zip(datasets.CORNERS, frame["target"], strict=True):
            colour = plots.COLOURS[f"target {target}"]
            ax.plot(*corner, "os"[target == 0], color=colour, markersize=10)
        ax.set(xlim=(LOW, HIGH), ylim=(LOW, HIGH), xlabel="$x_1$", ylabel="$x_2$", aspect="equal")

    def alt_text(self, frame) -> str:
        pairs = zip(self.spec["pattern"], frame["shown"], strict=True)
        answers = [WORDS["answer"].format(pattern=each, answer=answer) for each, answer in pairs]
        return WORDS["still"].format(
            sentence=frame["sentence"], answers=WORDS["comma"].join(answers)
        )

    def plain_text(self) -> str:
        X = datasets.xor()[0]
        w1, w2, b = np.meshgrid(WEIGHTS, WEIGHTS, BIASES, indexing="ij")
        above = np.stack([w1 * x1 + w2 * x2 + b > 0 for x1, x2 in X], axis=-1)
        solved = {
            task: int((above == (TASKS[task]()[1].ravel() > 0.5)).all(axis=-1).sum())
            for task in TASKS
        }
        return WORDS["summary"].format(neurons=w1.size, **{f"{k}_": v for k, v in solved.items()})


def _number(name, label, values, start):
    """A slider for a weight or the bias, which may also be a number of the reader's own."""
    more = {"origin": values.index(0), "own": (float(values[0]), float(values[-1])), "fine": True}
    symbol, at = WORDS["symbols"][name], values.index(start)
    return Slider(name, label, values, labels(values), at, symbol=symbol, **more)


def almost(value) -> str:
    """A prediction as text, with three digits; one that would be rounded to 1 is > 0.999."""
    return "> 0.999" if value > 0.9995 else f"{value:.3g}"


@functools.cache
def drawn(w1, w2, b) -> dict:
    """Entries for any task: the boundary and its handle, the colour gradient, the weight vector."""
    line_x, line_y = cut(w1, w2, b)[1].T.round(3).tolist()
    ramp_x, ramp_y = ramp.ends(w1, w2, b)
    biases = tuple(sorted({*BIASES, b}))
    grip_x, grip_y = (places[biases.index(b)] for places in grips(w1, w2, biases))
    is_usual = w1 in WEIGHTS and w2 in WEIGHTS
    at = [WEIGHTS.index(w1), WEIGHTS.index(w2)] if is_usual else [0, 0]
    own = {} if is_usual else {"grips": [[list(grips(w1, w2, BIASES))]]}
    return own | {
        "at": at,
        "line_x": line_x,
        "line_y": line_y,
        "ramp_x": ramp_x,
        "ramp_y": ramp_y,
        "ground": "" if w1 or w2 else ramp.colour(sigmoid(np.array(b))),
        "grip_x": grip_x,
        "grip_y": grip_y,
        "arrow_x": [0.5, tip(w1)],
        "arrow_y": [0.5, tip(w2)],
    }


def tip(weight) -> float:
    """The place along its axis where the arrow for this weight ends."""
    return round(0.5 + ARROW * weight, 3)
