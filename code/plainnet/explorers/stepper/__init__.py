"""Explorer: a forward pass, a backward pass and an update, number by number.

The lines of code that a reader sees are those that run: each step executes its own lines.
"""

from html import escape
from itertools import chain

import numpy as np

from plainnet import datasets, plots
from plainnet.explorers.explorer import Explorer, Slider
from plainnet.explorers.formatting import number
from plainnet.explorers.stepper import mathematics
from plainnet.explorers.stepper.arithmetic import EQUATIONS, arithmetic_lines
from plainnet.explorers.stepper.arithmetic import NAMES as SHORT
from plainnet.explorers.stepper.motion import UNITS, WIRES, origin, waves
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
from plainnet.explorers.words import COMMON

PATTERN = (1.0, 0.0, 1.0)  # the pattern that the chapter works out by hand
ZEROS = (0.0, 0.0, 0.0)
TASKS = {
    "first": {"step": NAMES.index("delta2"), "pattern": PATTERN, "loss": "cross_entropy"},
    "back": {"step": NAMES.index("db1"), "pattern": PATTERN, "loss": "cross_entropy"},
    "other": {"step": NAMES.index("db1"), "pattern": PATTERN, "loss": "mse"},
    "zeros": {"step": NAMES.index("dW1"), "pattern": ZEROS, "loss": "cross_entropy"},
    "again": {"step": NAMES.index("again"), "pattern": PATTERN, "loss": "cross_entropy"},
}
ROLES = (None, "ink", "curve")  # for numbers that are unused, used and computed in a step


class Stepper(Explorer):
    """A 2-2-1 sigmoid network on one XOR pattern: forward, backward, update, forward again.

    The weights are ``START``, the learning rate is 1. The reader chooses the step, the pattern and
    the loss.
    """

    view = "stepper"
    height = ("412px",)
    beside = True

    def __init__(self):
        X, y = datasets.xor()
        patterns = tuple(map(tuple, np.hstack([X, y]).tolist()))
        labels = tuple(f"({x1:g}, {x2:g})" for x1, x2, _ in patterns)
        steps, losses = tuple(range(len(NAMES))), WORDS["losses"]
        counted = tuple(f"{step + 1}/{len(NAMES)}" for step in steps)
        first, chosen = NAMES.index("Z1"), patterns.index(PATTERN)
        super().__init__(
            [
                Slider(
                    *("step", WORDS["step"], steps, counted, first, "time"),
                    **{"pace": 1500, "rests": (NAMES.index("loss"),)},  # where the way turns
                ),
                Slider("pattern", WORDS["pattern"], patterns, labels, chosen, "choice"),
                Slider("loss", WORDS["loss"], tuple(losses), tuple(losses.values()), 0, "choice"),
            ],
            tasks=[(WORDS["tasks"][name], state) for name, state in TASKS.items()],
            words=WORDS,
            units=list(UNITS),
            unit_names=[SHORT[unit] for unit in UNITS],
            wires=[list(wire) for wire in WIRES],
            places=[slot.place for slot in SLOTS],
            cells=[list(slot.cell) for slot in SLOTS],
            origins=[origin(slot) for slot in SLOTS],
            slots=[slot.label for slot in SLOTS],
            line_steps=_line_steps(),
            quantity=[f"{slot.name}{list(slot.index) if slot.index else ''}" for slot in SLOTS],
            table=["quantity", "value"],
        )

    def compute(self, step, pattern, loss) -> dict:
        """All numbers known after ``step``, the highlighted ones, the equation, the code."""
        name, lines, steps = NAMES[step], code(pattern, loss), trace(pattern, loss)
        running = at_work(name, lines)
        shining = [lit(running).get(slot.name, 0) for slot in SLOTS]
        explanation = WORDS["explanations"][name].format(
            y=pattern[2],
            learning_rate=LEARNING_RATE,
            before=float(steps[NAMES.index("loss")]["loss"]),
            after=float(steps[-1]["loss"]),
        )
        part = WORDS["parts"][PARTS.get(name, "backward")]
        equation = EQUATIONS[loss].get(name) or EQUATIONS[name]
        return {
            "value": [_shown(slot, steps[step]) for slot in SLOTS],
            "lit": shining,
            **_wires(steps[step]),
            "roles": _roles(shining),
            "waves": waves(name),
            "equation": equation,
            "equation_set": mathematics.trees(equation),
            "numbers": arithmetic_lines(name, loss, steps, step),
            "code": [*chain(*lines.values())],
            "active": [int(line in running) for line in chain(*lines.values())],
            "sentence": WORDS["sentence"].format(
                step=step + 1, steps=len(NAMES), part=part, explanation=explanation
            ),
        }

    def around(self) -> dict[str, list[str]]:
        """Empty places for the equation and its sums; the code for both losses."""
        codes = [chain(*code(PATTERN, loss).values()) for loss in WORDS["losses"]]
        return {
            "notes": ['<p class="plainnet-equation"></p><ul class="plainnet-sums"></ul>'],
            "more": [_listed(lines) for lines in codes],
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
        numbers = COMMON["comma"].join(f"{quantity} = {value}" for quantity, value in pairs)
        return WORDS["still"].format(numbers=numbers)

    def plain_text(self) -> str:
        _, patterns, losses = (len(slider.values) for slider in self.sliders)
        return WORDS["summary"].format(steps=len(NAMES), patterns=patterns, losses=losses)


def _listed(lines):
    items = "".join(f"<li><code>{escape(line)}</code></li>" for line in lines)
    head = f'<p class="plainnet-head">{WORDS["code"]}</p>'
    return f'{head}<ol class="plainnet-code">{items}</ol>'


def _line_steps():
    """For each line of the code, the step in which it runs."""
    lines = code(PATTERN, "mse")
    return [NAMES.index(name) for name, rows in lines.items() for _ in rows]


def _shown(slot, known):
    return number(known[slot.name][slot.index]) if slot.name in known else ""


def _wires(known):
    """The width of each wire in pixels, and whether its weight is negative."""
    values = [slot for slot in SLOTS if slot.name in ("W1", "W2")]
    weights = {tuple(slot.place.split()): float(known[slot.name][slot.index]) for slot in values}
    return {
        "thick": [round(1 + 3 * abs(weights[wire]), 2) for wire in WIRES],
        "negative": [int(weights[wire] < 0) for wire in WIRES],
    }


def _roles(shining):
    """The colours of numbers, units and wires; a place has that of its most important number."""
    most = {}
    for slot, on in zip(SLOTS, shining, strict=True):
        most[slot.place] = max(on, most.get(slot.place, 0))
    bright = [place for place, on in enumerate(shining) if on == 2]
    blue = {f"{key}.{place}": "curve" for key in ("slots", "value") for place in bright}
    return blue | {
        "units": [ROLES[most[unit]] or "muted" for unit in UNITS],
        "thick": [ROLES[most[" ".join(wire)]] or "muted" for wire in WIRES],
    }
