"""A colour gradient of predictions for a single neuron, which depend on w1 x1 + w2 x2 + b only.

``core/ramps.js`` draws it. Its colours are those of a prediction map.
"""

import numpy as np

from plainnet.activations import sigmoid
from plainnet.explorers import shades

EDGE = 6.0  # the gradient spans z = -6 to 6, that is, predictions from 0.002 to 0.998
PLACES = np.linspace(0, 1, 33)
MIDDLE = 0.5, 0.5


def scale() -> dict[str, list]:
    """The constant `ramp` of an explorer: the stops, from 0 to 1, and their colours."""
    colours = [colour(y_hat) for y_hat in sigmoid(EDGE * (2 * PLACES - 1))]
    return {"places": PLACES.round(4).tolist(), "colours": colours}


def ends(w1, w2, b, through=MIDDLE) -> tuple[list, list]:
    """The points with z = -6 and z = 6 on the normal through a given point: their x1 and x2.

    If both weights are 0, there is no line, and both lists are empty.
    """
    w = np.array([w1, w2], float)
    if not w.any():
        return [], []
    z = w @ through + b
    points = [through + (edge - z) / (w @ w) * w for edge in (-EDGE, EDGE)]
    return tuple([round(float(x), 2) for x in column] for column in zip(*points, strict=True))


def colour(y_hat) -> str:
    """The colour of one prediction."""
    return shades.colour("PuOr_r", float(y_hat))
