"""Step × pattern × loss → one forward pass, one backward pass and one update, number by number.

The lines of code that the reader sees are the lines that run: each step executes its own.
"""

from itertools import chain

import numpy as np

from plainnet import datasets, plots
from plainnet.explorers.explorer import Explorer, Slider
from plainnet.explorers.formatting import number
from plainnet.explorers.stepper.arithmetic import EQUATIONS, arithmetic_lines
from plainnet.explorers.stepper.words import WORDS
from plainnet.explorers.stepper.worked_example import (
    LEARNING_RATE,
    NAMES,
    PARTS,
    SLOTS,
    at_work,
    code,
    lit,
    trace,
)


class Stepper(Explorer):
    """A 2-2-1 network of sigmoids on one pattern of XOR: forward, backward, update, and again.

    The weights are ``START``, the learning rate is 1. The reader chooses the step, the pattern and
    the loss.
    """

    view = "stepper"
    room = 1446, 1060

    def __init__(self):
        X, y = datasets.xor()
        patterns = tuple(map(tuple, np.hstack([X, y]).tolist()))
        labels = tuple(f"({x1:g}, {x2:g}) → {target:g}" for x1, x2, target in patterns)
        steps, losses = tuple(range(len(NAMES))), tuple(WORDS["losses"])
        counted = tuple(str(step + 1) for step in steps)
        super().__init__(
            [
                Slider("step", WORDS["step"], steps, counted, kind="steps"),
                Slider("pattern", WORDS["pattern"], patterns, labels, 2, kind="choice"),
                Slider(
                    "loss", WORDS["loss"], losses, tuple(WORDS["losses"].values()), kind="choice"
                ),
            ],
            words=WORDS,
            places=[slot.place for slot in SLOTS],
            slots=[slot.label for slot in SLOTS],
            quantity=[f"{slot.name}{list(slot.index) if slot.index else ''}" for slot in SLOTS],
            table=["quantity", "value"],
        )

    def compute(self, step, pattern, loss) -> dict:
        """All numbers known after ``step``, which of them light up, the equation, the code."""
        name, lines, steps = NAMES[step], code(pattern, loss), trace(pattern, loss)
        running = at_work(name, lines)
        shining = lit(running)
        value = [steps[step].get(slot.name) for slot in SLOTS]
        says = WORDS["says"][name].format(
            y=pattern[2],
            learning_rate=LEARNING_RATE,
            before=float(steps[NAMES.index("loss")]["loss"]),
            after=float(steps[-1]["loss"]),
        )
        part = WORDS["parts"][PARTS.get(name, "backward")]
        return {
            "value": [
                "" if array is None else number(array[slot.index])
                for slot, array in zip(SLOTS, value, strict=True)
            ],
            "lit": [shining.get(slot.name, 0) for slot in SLOTS],
            "equation": EQUATIONS[loss].get(name) or EQUATIONS[name],
            "numbers": arithmetic_lines(name, loss, steps, step),
            "code": [*chain(*lines.values())],
            "active": [int(line in running) for line in chain(*lines.values())],
            "sentence": WORDS["sentence"].format(
                step=step + 1, steps=len(NAMES), part=part, says=says
            ),
        }

    def draw_still(self, ax, frame) -> None:
        whole = self.at([NAMES.index("update") - 1, *self.position[1:]])
        values = [f"{slot.label} {text}" for slot, text in zip(SLOTS, whole["value"], strict=True)]
        nodes, edges = {}, {}
        for slot, text in zip(SLOTS, values, strict=True):
            part = edges if " " in slot.place else nodes
            part.setdefault(slot.place, []).append(text)
        nodes = {place: "\n".join(rows) for place, rows in nodes.items()}
        edges = {tuple(place.split()): "\n".join(rows) for place, rows in edges.items()}
        plots.network_diagram(ax, [["x1", "x2"], ["h1", "h2"], ["y"]], nodes, edges)

    def alt_text(self, frame) -> str:
        whole = self.at([NAMES.index("update") - 1, *self.position[1:]])
        pairs = zip(self.spec["quantity"], whole["value"], strict=True)
        numbers = ", ".join(f"{quantity} = {value}" for quantity, value in pairs)
        return WORDS["still"].format(numbers=f"{numbers}.")

    def plain_text(self) -> str:
        _, patterns, losses = (len(slider.values) for slider in self.sliders)
        return WORDS["summary"].format(steps=len(NAMES), patterns=patterns, losses=losses)
