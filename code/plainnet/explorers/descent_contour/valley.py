"""The valley L = ½ (x²/κ + y²): its contours, and how a coordinate shrinks, whatever its start.

A path is in proportion to its start. So what is computed here is, for one coordinate and each step,
which share of the start is left: 1 at first, 0 at the minimum, below 0 on the other side.
"""

import functools
import math

import numpy as np

from plainnet.explorers.quadratic import descent

STEEP = 1.0  # the curvature across the valley; along it, the curvature is STEEP / condition
STEPS = 50
START = (-1.0, 0.6)
LEVELS = (0.005, 0.02, 0.08, 0.18, 0.32, 0.5)  # of the loss, where a contour is drawn
NEAR, PATIENCE = 0.001, 1000
POINTS = 49  # of a contour


@functools.cache
def left(step, momentum) -> list[float]:
    """The share of the start that is left after each step, for ``step`` = α λ."""
    path = descent([1.0], [1.0], step, momentum, STEPS)[:, 0]
    return [float(f"{share:.3f}" if abs(share) < 10 else f"{share:.3g}") for share in path]


@functools.cache
def steps_needed(step, momentum) -> float:
    """After how many steps less than a thousandth of the start is left, for good.

    Infinity if that never happens or takes more than 1,000 steps: `slowest` tells them apart.
    """
    if slowest(step, momentum) > 1.0 - 1e-9:
        return math.inf
    share, velocity, last = 1.0, 0.0, 0
    for k in range(1, PATIENCE + 1):  # as `descent`, in plain numbers: there are hundreds of them
        velocity = momentum * velocity + share
        share = share - step * velocity
        last = k if abs(share) > NEAR else last
    return math.inf if last == PATIENCE else last + 1


@functools.cache
def slowest(step, momentum) -> float:
    """By what factor a coordinate shrinks per step in the long run, for ``step`` = α λ.

    The largest root of r² − (1 + β − αλ) r + β, in size: θ_{t+1} = (1 + β − αλ) θ_t − β θ_{t−1}.
    """
    return float(np.abs(np.roots([1.0, -(1.0 + momentum - step), momentum])).max())


def verdict(along, across) -> str:
    """The regime of a path whose coordinates shrink by these factors per step.

    Even is what takes at most a quarter more steps.
    """
    if across > 1.0 + 1e-9:
        return "diverges"
    if across > 1.0 - 1e-9:
        return "forever"
    along_takes, across_takes = (-1 / math.log(max(factor, 1e-9)) for factor in (along, across))
    if along_takes > 1.25 * across_takes:
        return "along"
    return "across" if across_takes > 1.25 * along_takes else "even"


def limits(momentum, end) -> list[float]:
    """The learning rates up to ``end`` between which, across the valley, a path behaves alike.

    It creeps while both roots (`slowest`) are real and above 0, then it swings, and from where one
    of them is −1 it diverges.
    """
    swings, diverges = (1 - math.sqrt(momentum)) ** 2 / STEEP, 2 * (1 + momentum) / STEEP
    return [0.0, round(swings, 4), round(diverges, 4), end]


def contours(condition, wide) -> tuple[list, list]:
    """x and y of points on the contour of each of the ``LEVELS``, an ellipse, as far as ``wide``.

    Where it is longer, it is in two parts, with a gap (None) between.
    """
    lines = [_arcs(math.sqrt(2.0 * level / STEEP), condition, wide) for level in LEVELS]
    return [xs for xs, _ in lines], [ys for _, ys in lines]


def _arcs(height, condition, wide):
    length = height * math.sqrt(condition)
    if length <= wide:
        angles = np.linspace(0, 2 * math.pi, POINTS)
        return _rounded(length * np.cos(angles)), _rounded(height * np.sin(angles))
    first = math.acos(wide / length)
    angles = np.linspace(first, math.pi - first, POINTS // 2)
    xs, ys = _rounded(length * np.cos(angles)), _rounded(height * np.sin(angles))
    return [*xs, None, *xs], [*ys, None, *(-y for y in ys)]


def _rounded(values):
    return [float(f"{value:.4g}") for value in np.round(values, 5) + 0.0]
