"""How a run of training went, and how it ended: one of five outcomes."""

from dataclasses import dataclass, field

import numpy as np

from plainnet import _arguments, _validation

OUTCOMES = ("solved", "stuck", "still learning", "thrashing", "diverged")
SOLVED_BELOW = {
    "mse": 0.01,
    "cross_entropy": 0.02,
    "categorical_cross_entropy": 0.02,
}


@dataclass(frozen=True)
class History:
    """What training saw.

    ``loss[k]`` is the loss over all patterns after ``epoch[k]`` epochs; the
    first is that of the start, the last that of the end. ``outcome`` is one
    of ``OUTCOMES``, judged from all epochs, also those that were not kept.
    ``snapshots[t]`` holds a copy of the parameters after t epochs, for the
    epochs that were asked for.

    After training with a ``validation`` set, ``validation_loss[k]`` is its
    loss beside ``loss[k]``; ``best`` is a copy of the parameters after the
    epoch ``best_epoch``, where it was smallest of all epochs.

    The history of an ensemble has one more axis, the last, for its
    networks: ``loss`` has shape (epochs kept, networks), ``outcome`` shape
    (networks,).
    """

    loss: np.ndarray
    outcome: str | np.ndarray
    epoch: np.ndarray
    snapshots: dict = field(default_factory=dict, repr=False)
    validation_loss: np.ndarray | None = field(default=None, repr=False)
    best: dict = field(default_factory=dict, repr=False)
    best_epoch: int | None = field(default=None, repr=False)


def plateaus(y, loss) -> np.ndarray:
    """The losses at which training can get stuck, sorted, for 0/1 targets.

    On a plateau the network answers some patterns, j with target 0 and k
    with target 1, with one and the same value, and the others correctly.
    The best such value is k / (j + k). For XOR: ln 2, 0.4774 and 0.3466
    under cross-entropy, 1/4, 1/6 and 1/8 under mean squared error.

    Empty for other targets, for more than one output, and for more than 100
    patterns, among whose plateaus there are no gaps. Raises a `ValueError`
    for targets that have not the shape (m, n_out), or are not finite, and
    for an unknown loss.
    """
    _validation.choice("loss", loss, SOLVED_BELOW)
    y = _validation.matrix("y", y)
    if y.shape[-1] != 1 or len(y) > 100 or not np.isin(y, (0.0, 1.0)).all():
        return np.array([])
    ones, zeros = int(y.sum()), int((1.0 - y).sum())
    k, j = np.meshgrid(np.arange(1, ones + 1), np.arange(1, zeros + 1))
    p = k / (j + k)
    at_best = (
        p * (1.0 - p)
        if loss == "mse"
        else -p * np.log(p) - (1.0 - p) * np.log(1.0 - p)
    )
    return np.unique(np.round((j + k) / len(y) * at_best, 12))


def classify_run(losses, y_hat, y, loss) -> str:
    """Name the outcome of a run from its ``losses``.

    ``losses`` holds one number an epoch, that of the start included,
    ``y_hat`` is the prediction at its end, ``y`` the targets, both of shape
    (m, n_out).

    - ``solved``: each element of ``y_hat`` lies on the right side of ½ and
      the last loss is below 0.01 (``mse``) or 0.02 (the cross-entropies);
    - ``stuck``: within 0.01 of a plateau (see `plateaus`; where none is
      known, anywhere), and over the last tenth of the epochs the loss
      stayed within 1 % of its value;
    - ``thrashing``: finite, but above its start, or rising in a tenth of
      the last tenth's steps;
    - ``diverged``: not finite;
    - ``still learning``: everything else.

    Raises a `ValueError` for losses that are not one number an epoch, for
    ``y_hat`` and ``y`` of shapes that differ, and for an unknown loss.
    """
    losses, y_hat, y = _arguments.run(losses, y_hat, y)
    tail = losses[-1 - _tail_length(len(losses) - 1) :]
    right = ((y_hat > 0.5) == (y > 0.5)).all()
    return str(_classify_runs(losses[0], tail, right, y, loss))


def _kept_epochs(epochs, every) -> np.ndarray:
    """The epochs that a history keeps: start, each ``every``-th, last."""
    return np.unique([*range(0, epochs + 1, every), epochs])


def _tail_length(epochs) -> int:
    """How many epochs are the last tenth of ``epochs``: at least one."""
    return max(1, epochs // 10)


def _classify_runs(first, tail, right, y, loss) -> np.ndarray:
    """Name the outcome of many runs at once; a text for each run.

    The rules are those of `classify_run`. ``first`` holds the loss of each
    run at its start, shape (runs,), ``tail`` those of the last tenth of its
    epochs and of the epoch before them, shape (epochs, runs), ``right``
    whether it ended with all its answers on the right side.
    """
    limit = _validation.choice("loss", loss, SOLVED_BELOW)
    last, levels = tail[-1], plateaus(y, loss)
    rounding = np.maximum(1e-12, 8.0 * np.finfo(tail.dtype).eps * last)
    # inf - inf, in runs that diverged
    with np.errstate(invalid="ignore", over="ignore"):
        from_levels = np.abs(np.subtract.outer(levels, last))
        near = levels.size == 0 or from_levels.min(axis=0) < 0.01
        flat = np.abs(tail - tail[0]).max(axis=0) < 0.01 * tail[0]
        rises = np.sum(np.diff(tail, axis=0) > rounding, axis=0)
    rules = {
        "diverged": ~np.isfinite(last),
        "solved": (last < limit) & right,
        "stuck": near & flat,
        "thrashing": (last > first) | (10 * rises >= len(tail) - 1),
    }
    return np.select(list(rules.values()), list(rules), "still learning")


def success_interval(solved, runs) -> tuple[float, float]:
    """The 95 % interval (low, high) for a success rate (Wilson 1927).

    The rate is ``solved`` of ``runs``. Unlike solved/runs ± two standard
    errors it stays between 0 and 1, also when none is solved.

    Raises a `ValueError` unless both are whole numbers, and for more solved
    than runs.
    """
    n = _validation.positive("runs", _validation.whole("runs", runs))
    if _validation.whole("solved", solved, least=0) > runs:
        raise _validation.unfit("solved", f"at most runs={runs}", solved)
    rate, z2 = solved / n, 1.959964**2
    centre = (rate + z2 / (2 * n)) / (1 + z2 / n)
    half = np.sqrt(z2 * (rate * (1 - rate) / n + z2 / (4 * n * n))) / (
        1 + z2 / n
    )
    return float(max(0.0, centre - half)), float(min(1.0, centre + half))
