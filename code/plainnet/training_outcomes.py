"""How a run of training went, and how it ended: one of five outcomes."""

from dataclasses import dataclass, field

import numpy as np

from plainnet import _validation as valid
from plainnet.losses import LOSSES

OUTCOMES = ("solved", "stuck", "still learning", "thrashing", "diverged")
SOLVED_BELOW = {"mse": 0.01, "cross_entropy": 0.02, "categorical_cross_entropy": 0.02}


@dataclass(frozen=True, repr=False)
class History:
    """What `train` returns: how the loss went, and how the run ended.

    ``loss[k]`` is the loss over all patterns after ``epoch[k]`` epochs; the
    first is that of the start, the last that of the end. ``outcome`` is one
    of ``OUTCOMES``, judged from all epochs, also those that are not in
    ``epoch``; where none is defined, it is ``None``, and ``reason`` says
    why. ``snapshots[t]`` is a copy of the parameters after t epochs, for
    the epochs that were asked for.

    After training with a ``validation`` set, ``validation_loss[k]`` is its
    loss beside ``loss[k]``; ``best`` is a copy of the parameters after the
    epoch ``best_epoch``, where it was smallest of all epochs.

    The history of an ensemble has one more axis, the last, for its
    networks: ``loss`` has shape (epochs, networks), ``outcome`` shape
    (networks,).
    """

    loss: np.ndarray
    outcome: str | np.ndarray | None
    epoch: np.ndarray
    snapshots: dict = field(default_factory=dict)
    validation_loss: np.ndarray | None = None
    best: dict = field(default_factory=dict)
    best_epoch: int | None = None
    reason: str = ""

    def __repr__(self):
        several, last = np.ndim(self.outcome), np.mean(self.loss[-1])
        how = f"{len(self.outcome)} networks" if several else self.outcome or self.reason
        return f"History({self.epoch[-1]} epochs, loss {last:.4g}, {how})"


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
    valid.choice("loss", loss, SOLVED_BELOW)
    y = valid.matrix("y", y)
    if y.shape[-1] != 1 or len(y) > 100 or not np.isin(y, (0.0, 1.0)).all():
        return np.array([])
    ones, zeros = int(y.sum()), int((1.0 - y).sum())
    k, j = np.meshgrid(np.arange(1, ones + 1), np.arange(1, zeros + 1))
    p = k / (j + k)
    at_best = p * (1.0 - p)
    if loss != "mse":
        at_best = -p * np.log(p) - (1.0 - p) * np.log(1.0 - p)
    return np.unique(np.round((j + k) / len(y) * at_best, 12))


def why_undefined(y, loss) -> str:
    """Why no outcome is defined for targets ``y``; empty if one is."""
    if loss not in SOLVED_BELOW:
        return f"no bound is known below which {loss} counts as solved"
    return "" if np.isin(y, (0.0, 1.0)).all() else "the targets are not all 0 or 1"


def classify_run(losses, y_hat, y, loss, mini_batches=False) -> str | None:
    """Name the outcome of a run from its ``losses``.

    ``losses`` holds one number an epoch, that of the start included,
    ``y_hat`` is the prediction at its end, ``y`` the targets, both of shape
    (m, n_out).

    - ``solved``: each element of ``y_hat`` lies on the right side of ½ and
      the last loss is below 0.01 (``mse``) or 0.02 (the cross-entropies);
    - ``stuck``: within 0.01 of a plateau (see `plateaus`; where none is
      known, anywhere), and over the last tenth of the epochs the loss
      stayed within 1 % of its value;
    - ``thrashing``: finite, but above its start; or rising in a tenth of
      the steps of the last tenth. With ``mini_batches`` the second does
      not count: the loss rises now and then while the network learns;
    - ``diverged``: not finite;
    - ``still learning``: everything else.

    For targets other than 0 and 1, and for a ``loss`` of your own, a run
    that has not diverged has no outcome: ``None``.

    Raises a `ValueError` for losses that are not one number an epoch, for
    ``y_hat`` and ``y`` of shapes that differ, and for an unknown ``loss``.
    """
    losses = valid.reals("losses", losses, finite=False)
    y = valid.matrix("y", y)
    y_hat = valid.reals("y_hat", y_hat, y.shape, finite=False)
    if losses.ndim != 1:
        raise ValueError(f"losses: expected shape (epochs,); got shape {losses.shape}")
    if losses.size < 2 and np.isfinite(losses).all():
        raise valid.unfit("losses", "the start and at least one epoch", losses)
    valid.choice("loss", loss, LOSSES)
    batches = valid.flag("mini_batches", mini_batches)
    tail = losses[-1 - last_tenth(len(losses) - 1) :]
    right = ((y_hat > 0.5) == y).all()
    return classify_runs(losses[0], tail, right, y, loss, batches).item()


def classify_runs(first, tail, right, y, loss, mini_batches=False) -> np.ndarray:
    """Name the outcome of many runs at once; a text, or None, for each.

    The rules are those of `classify_run`. ``first`` holds the loss of each
    run at its start, shape (runs,), ``tail`` those of the last tenth of its
    epochs and of the epoch before them, shape (epochs, runs), ``right``
    whether it ended with all its answers on the right side.
    """
    last = tail[-1]
    if why_undefined(y, loss):
        return np.where(np.isfinite(last), None, "diverged")
    limit, levels = SOLVED_BELOW[loss], plateaus(y, loss)
    rounding = np.maximum(1e-12, 8.0 * np.finfo(tail.dtype).eps * last)
    # inf - inf, in runs that diverged
    with np.errstate(invalid="ignore", over="ignore"):
        from_levels = np.abs(np.subtract.outer(levels, last))
        near = levels.size == 0 or from_levels.min(axis=0) < 0.01
        flat = np.abs(tail - tail[0]).max(axis=0) < 0.01 * tail[0]
        rises = np.sum(np.diff(tail, axis=0) > rounding, axis=0)
    rising = (10 * rises >= len(tail) - 1) & (not mini_batches)
    rules = {
        "diverged": ~np.isfinite(last),
        "solved": (last < limit) & right,
        "stuck": near & flat,
        "thrashing": (last > first) | rising,
    }
    return np.select(list(rules.values()), list(rules), "still learning")


def recorded_epochs(epochs, every) -> np.ndarray:
    """The epochs of a history: the start, each ``every``-th, the last."""
    return np.unique([*range(0, epochs + 1, every), epochs])


def last_tenth(epochs) -> int:
    """How many epochs are the last tenth of ``epochs``: at least one."""
    return max(1, epochs // 10)
