"""The places of boxes, lines and texts in a drawing of a graph."""

import math

from plainnet.explorers.formatting import axis
from plainnet.explorers.graph.examples import EXAMPLES

BOX = {"wide": (109, 62), "tall": (96, 62)}  # the size of a node in pixels, in each layout
TEXT = 20, 8  # half the width and half the height of the longest text at a line, in pixels
NEAR = 4  # pixels between a line and its text
AXES = {  # in units of boxes; view.js has the heights
    "wide_across": axis(-0.52, 5.32, []),
    "wide_up": axis(-3.55, 0.55, []),
    "tall_across": axis(-0.52, 2.62, []),
    "tall_up": axis(-6.55, 0.55, []),
}


def constants() -> dict:
    """For each example and both layouts: the centres of the boxes, and the lines between them."""
    return AXES | _form("wide") | _form("tall")


def _form(form):
    found = {f"{form}_{part}_{axis}": [] for part in ("box", "line", "label") for axis in "xy"}
    for example in EXAMPLES.values():
        middles = {name: (x, -y) for name, (x, y) in getattr(example, form).items()}
        lines = [[middles[name] for name in edge] for edge in example.edges]
        labels = [_beside(*line, form) for line in lines]
        for at, along in enumerate("xy"):
            found[f"{form}_box_{along}"].append([middle[at] for middle in middles.values()])
            found[f"{form}_line_{along}"].append([[end[at] for end in line] for line in lines])
            found[f"{form}_label_{along}"].append([round(label[at], 3) for label in labels])
    return found


def _beside(start, end, form):
    """The centre of a text next to a line: to its right, or above it if the line is horizontal."""
    box, above = BOX[form], form == "wide"
    run, rise = ((end[at] - start[at]) * box[at] for at in (0, 1))
    length = math.hypot(run, rise)
    away = -rise / length, run / length
    is_level = abs(rise) < 0.32 * abs(run)
    if (away[1] > 0) != above if is_level else away[0] < 0:
        away = -away[0], -away[1]
    distance = sum(abs(part) * size for part, size in zip(away, TEXT, strict=True)) + NEAR
    return [(start[at] + end[at]) / 2 + away[at] * distance / box[at] for at in (0, 1)]
