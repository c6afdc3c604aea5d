"""How a run of training ended: one of five outcomes."""

import numpy as np

from plainnet import checks

OUTCOMES = ("solved", "stuck", "still learning", "thrashing", "diverged")
SOLVED_BELOW = {"mse": 0.01, "cross_entropy": 0.02}


def plateaus(y, loss):
    """The losses at which training can get stuck, sorted, for targets ``y`` of 0 and 1.

    On a plateau the network answers some patterns, j with target 0 and k with target 1, with one
    and the same value, and the others correctly. The best such value is k / (j + k). For XOR:
    ln 2, 0.4774 and 0.3466 under cross-entropy, 1/4, 1/6 and 1/8 under mean squared error.

    Empty for other targets, for more than one output, and for more than 100 patterns, among whose
    plateaus there are no gaps.
    """
    checks.choice("loss", loss, SOLVED_BELOW)
    y = np.asarray(y)
    if y.shape[-1] != 1 or len(y) > 100 or not np.isin(y, (0.0, 1.0)).all():
        return np.array([])
    ones = int(y.sum())
    k, j = np.meshgrid(np.arange(1, ones + 1), np.arange(1, len(y) - ones + 1))
    p = k / (j + k)
    at_best = p * (1.0 - p) if loss == "mse" else -p * np.log(p) - (1.0 - p) * np.log(1.0 - p)
    return np.unique(np.round((j + k) / len(y) * at_best, 12))


def outcome(losses, y_hat, y, loss):
    """Name the outcome of a run from its ``losses`` (one per epoch, the start included).

    - ``solved``: each element of ``y_hat`` lies on the right side of ½ and the last loss is below
      0.01 (``mse``) or 0.02 (``cross_entropy``);
    - ``stuck``: within 0.01 of a plateau (see `plateaus`; where none is known, anywhere), and over
      the last tenth of the epochs the loss stayed within 1 % of its value;
    - ``thrashing``: finite, but above its start, or rising in a tenth of the last tenth's steps;
    - ``diverged``: not finite;
    - ``still learning``: everything else.
    """
    limit = checks.choice("loss", loss, SOLVED_BELOW)
    if len(losses) < 2 and np.isfinite(losses).all():
        raise ValueError(f"losses: expected the start and at least one epoch; got {list(losses)}")
    losses = np.asarray(losses)
    last = losses[-1]
    tail = losses[-1 - max(1, (len(losses) - 1) // 10) :]
    if not np.isfinite(last):
        return "diverged"
    if last < limit and ((y_hat > 0.5) == (y > 0.5)).all():
        return "solved"
    known = plateaus(y, loss)
    near = known.size == 0 or np.abs(known - last).min() < 0.01
    if near and np.abs(tail - tail[0]).max() < 0.01 * tail[0]:
        return "stuck"
    if last > losses[0] or np.mean(np.diff(tail) > 1e-12) >= 0.1:
        return "thrashing"
    return "still learning"


def success_interval(solved, runs):
    """The 95 % interval (low, high) for a success rate: ``solved`` of ``runs`` (Wilson 1927).

    Unlike solved/runs ± two standard errors it stays between 0 and 1, also when none is solved.
    """
    runs = checks.whole("runs", runs)
    if checks.whole("solved", solved, least=0) > runs:
        raise ValueError(f"solved: expected at most runs={runs}; got {solved}")
    rate, z2 = solved / runs, 1.959964**2
    centre = (rate + z2 / (2 * runs)) / (1 + z2 / runs)
    half = np.sqrt(z2 * (rate * (1 - rate) / runs + z2 / (4 * runs**2))) / (1 + z2 / runs)
    return float(max(0.0, centre - half)), float(min(1.0, centre + half))
