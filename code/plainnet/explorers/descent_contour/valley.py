"""The valley L = ½ (x²/κ + y²): its contours, and how fast a coordinate approaches 0.

A path is proportional to its start. So what is computed here is, for one coordinate and each step,
the fraction of the start that is left: 1 at first, 0 at the minimum, negative on the other side.
"""

import functools
import math

import numpy as np

from plainnet.explorers.quadratic import descent

STEEP = 1.0  # the curvature across the valley; along it, the curvature is STEEP / condition
STEPS = 50
START = (-1.0, 0.6)
LEVELS = (0.005, 0.02, 0.08, 0.18, 0.32, 0.5)  # the values of the loss at which contours are drawn
NEAR, PATIENCE = 0.001, 1000
RATES = [round(0.05 * k, 2) for k in range(1, 81)]  # the columns of the map of steps needed
MOMENTA = [round(0.05 * k, 2) for k in range(20)]  # its rows, the lowest first
BOUNDS = [10, 20, 40, 80, 160, 320, PATIENCE + 1]  # from one shade of the map to the next
LETTERS = "abcdefgh"
POINTS = 49  # points per contour


@functools.cache
def left(step, momentum) -> list[float]:
    """The fraction of the start that is left after each step, for ``step`` = α λ."""
    path = descent([1.0], [1.0], step, momentum, STEPS)[:, 0]
    return [float(f"{share:.3f}" if abs(share) < 10 else f"{share:.3g}") for share in path]


@functools.cache
def steps_needed(step, momentum) -> float:
    """After how many steps less than a thousandth of the start is left for good.

    Infinity if that never happens or takes more than 1,000 steps; `slowest` distinguishes the two.
    """
    if slowest(step, momentum) > 1.0 - 1e-9:
        return math.inf
    last = _last_far(step, momentum)  # plain floats are fast: this runs for hundreds of settings
    return math.inf if last == PATIENCE else last + 1


def _last_far(step, momentum):
    """The last of 1,000 steps after which a thousandth or more is left: of floats or of arrays."""
    share, velocity, last = 1.0, 0.0, 0
    for k in range(1, PATIENCE + 1):
        velocity = momentum * velocity + share
        share = share - step * velocity
        last = last + (k - last) * (abs(share) > NEAR)
    return last


@functools.cache
def counts(condition) -> np.ndarray:
    """The steps needed both ways, by `MOMENTA` and `RATES`.

    It is one more than 1,000 where they take longer, and infinity where a path never comes near.
    """
    rates, momenta = np.meshgrid(RATES, MOMENTA)
    arrives = STEEP * rates < 2 * (1 + momenta) - 1e-9
    ways = (_last_far(arrives * rates * each, momenta) for each in (STEEP, STEEP / condition))
    return np.where(arrives, 1 + np.maximum(*ways), math.inf)


def letters(condition) -> str:
    """The map of `counts`, a letter a cell: how many of the ``BOUNDS`` each exceeds."""
    exceeded = np.searchsorted(BOUNDS, counts(condition).ravel())
    return "".join(LETTERS[place] for place in exceeded)


def fewest(condition) -> tuple[float, float, int]:
    """The cell of the map with the fewest steps: its learning rate, its momentum and its steps."""
    found = counts(condition)
    row, column = np.unravel_index(found.argmin(), found.shape)
    return RATES[column], MOMENTA[row], int(found[row, column])


@functools.cache
def slowest(step, momentum) -> float:
    """The factor by which a coordinate shrinks per step in the long run, for ``step`` = α λ.

    It is the largest root, in absolute value, of r² − (1 + β − αλ) r + β, since momentum makes
    θ_{t+1} = (1 + β − αλ) θ_t − β θ_{t−1}.
    """
    return float(np.abs(np.roots([1.0, -(1.0 + momentum - step), momentum])).max())


def verdict(along, across) -> str:
    """The regime of a path whose coordinates shrink by these two factors per step.

    It is even if the slower coordinate takes at most a quarter more steps than the other.
    """
    if across > 1.0 + 1e-9:
        return "diverges"
    if across > 1.0 - 1e-9:
        return "forever"
    along_takes, across_takes = (-1 / math.log(max(factor, 1e-9)) for factor in (along, across))
    if along_takes > 1.25 * across_takes:
        return "along"
    return "across" if across_takes > 1.25 * along_takes else "even"


def limits(momenta) -> tuple[list, list]:
    """For each momentum, the learning rates at which a path begins to swing and to diverge.

    A path creeps across the valley while both roots (`slowest`) are real and positive, then it
    swings, and it diverges from the rate on at which one of them is −1.
    """
    swings = [(1 - math.sqrt(momentum)) ** 2 / STEEP for momentum in momenta]
    return swings, [2 * (1 + momentum) / STEEP for momentum in momenta]


def contours(condition, wide) -> tuple[list, list]:
    """x and y of points on the contour of each of the ``LEVELS``, an ellipse cut off at ``wide``.

    An ellipse that is longer has two parts, with a gap (None) between them.
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
