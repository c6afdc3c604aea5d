"""w1 × w2 × b × task → the line of a single neuron, and which of the four patterns are right."""

import functools

import numpy as np

from plainnet import datasets, plots
from plainnet.activations import sigmoid
from plainnet.explorers.explorer import Explorer, Slider
from plainnet.explorers.formatting import digits, labels
from plainnet.explorers.single_neuron.words import WORDS
from plainnet.losses import binary_cross_entropy

WEIGHTS = tuple(range(-6, 7))
BIASES = tuple(1.5 * k for k in range(-6, 7))
TASKS = {"and": datasets.and_, "or": datasets.or_, "xor": datasets.xor}
PATTERNS = [f"({x1:g}, {x2:g})" for x1, x2 in datasets.CORNERS]
LOW, HIGH = -0.5, 1.5  # of both axes
BOX = np.array([[LOW, LOW], [HIGH, LOW], [HIGH, HIGH], [LOW, HIGH]])


class SingleNeuron(Explorer):
    """One neuron, ŷ = σ(w1 x1 + w2 x2 + b), with 13 values each for w1, w2 and b, on three gates.

    It shows the line where ŷ is ½, the side where it is larger, and the answers to the patterns.
    """

    view = "single_neuron"
    room = 836, 720

    def __init__(self):
        weights, biases, names = labels(WEIGHTS), labels(BIASES), WORDS["tasks"]
        tasks = tuple(names[task] for task in TASKS)
        super().__init__(
            [
                Slider("w1", WORDS["w1"], WEIGHTS, weights, WEIGHTS.index(2)),
                Slider("w2", WORDS["w2"], WEIGHTS, weights, WEIGHTS.index(1)),
                Slider("b", WORDS["b"], BIASES, biases, BIASES.index(-1.5)),
                Slider("task", WORDS["task"], tuple(TASKS), tasks, kind="choice"),
            ],
            words=WORDS,
            pattern=PATTERNS,
            corners=[list(corner) for corner in datasets.CORNERS],
            x={"from": LOW, "to": HIGH, "ticks": [0, 1]},
            y={"from": LOW, "to": HIGH, "ticks": [0, 1]},
            table=["pattern", "target", "answer"],
        )

    def compute(self, w1, w2, b, task) -> dict:
        """The answers to the four patterns, which are right, the line and its upper side."""
        X, y = TASKS[task]()
        z = X @ [[w1], [w2]] + b
        right = ((z > 0) == (y > 0.5)).ravel()
        wrong = [name for name, ok in zip(PATTERNS, right, strict=True) if not ok]
        return {
            **on_any_task(w1, w2, b),
            "target": y.ravel().astype(int).tolist(),
            "right": right.astype(int).tolist(),
            "sentence": WORDS["sentence"].format(
                task=WORDS["tasks"][task],
                right=int(right.sum()),
                wrong=WORDS["wrong"].format(patterns=", ".join(wrong)) if wrong else "",
                loss=binary_cross_entropy(z, y),
            ),
        }

    def draw_still(self, ax, frame) -> None:
        ax.fill(frame["region_x"], frame["region_y"], color=plots.COLOURS["target 1"], alpha=0.2)
        ax.plot(frame["line_x"], frame["line_y"], color=plots.COLOURS["curve"])
        for corner, target in zip(datasets.CORNERS, frame["target"], strict=True):
            colour = plots.COLOURS[f"target {target}"]
            ax.plot(*corner, "os"[target == 0], color=colour, markersize=10)
        ax.set(xlim=(LOW, HIGH), ylim=(LOW, HIGH), xlabel="$x_1$", ylabel="$x_2$", aspect="equal")

    def alt_text(self, frame) -> str:
        pairs = zip(self.spec["pattern"], frame["answer"], strict=True)
        answers = ", ".join(f"{pattern}: {answer:g}" for pattern, answer in pairs)
        return WORDS["still"].format(sentence=frame["sentence"], answers=answers)

    def plain_text(self) -> str:
        X = datasets.xor()[0]
        w1, w2, b = np.meshgrid(WEIGHTS, WEIGHTS, BIASES, indexing="ij")
        above = np.stack([w1 * x1 + w2 * x2 + b > 0 for x1, x2 in X], axis=-1)
        solved = {
            task: int((above == (TASKS[task]()[1].ravel() > 0.5)).all(axis=-1).sum())
            for task in TASKS
        }
        return WORDS["summary"].format(neurons=w1.size, **{f"{k}_": v for k, v in solved.items()})


@functools.cache
def on_any_task(w1, w2, b) -> dict:
    """What does not depend on the task: the answers, the line and its upper side."""
    answers = sigmoid(np.array(datasets.CORNERS) @ [w1, w2] + b).tolist()
    region, line = cut(w1, w2, b)
    return {
        "answer": digits(answers, 3),
        "shown": [almost(value) for value in answers],
        "region_x": digits(region[:, 0]),
        "region_y": digits(region[:, 1]),
        "line_x": digits(line[:, 0]),
        "line_y": digits(line[:, 1]),
    }


def almost(value) -> str:
    """An answer in three digits; one that would be rounded to 1 is told to be below it."""
    return "> 0.999" if value > 0.9995 else f"{value:.3g}"


def cut(w1, w2, b, box=BOX) -> tuple[np.ndarray, np.ndarray]:
    """The part of a box where w1 x1 + w2 x2 + b > 0, as corners; and the two ends of its edge.

    ``box`` lists its corners. Goes around it: a corner stays if it lies on that side, and where a
    side of the box crosses the line, the crossing is a corner of the part.
    """
    height = box @ [w1, w2] + b
    corners, ends = [], []
    for i in range(4):
        start, end = height[i - 1], height[i]
        if (start > 0) != (end > 0):
            ends.append(box[i - 1] + start / (start - end) * (box[i] - box[i - 1]))
            corners.append(ends[-1])
        if end > 0:
            corners.append(box[i])
    return np.reshape(corners, (-1, 2)), np.reshape(ends, (-1, 2))
