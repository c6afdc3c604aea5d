"""The runs of the explorer: the losses of each start at each rate, and how it ended."""

import functools

import numpy as np

from plainnet import Ensemble, datasets, sweeps
from plainnet.explorers.once import once
from plainnet.training_outcomes import plateaus

EPOCHS = 2000
SEEDS = 12
STEP = 5
SHOWN = (*range(0, 50, STEP), *range(50, 200, 10), *range(200, EPOCHS + 1, 50))
RATES = sweeps.ALL["xor_learning_rates"].learning_rates
LONGER = 10  # times as many epochs distinguish stuck runs from slow ones
SLOW = "hardly moves"


def train(rates) -> tuple[np.ndarray, np.ndarray]:
    """Train all starts at some rates together: their losses at the ``SHOWN`` epochs, and outcomes.

    The last two axes of both are rate and seed.
    """
    ensemble = Ensemble(2, 2, 1, seeds=[*range(SEEDS)] * len(rates))
    each = [rate for rate in rates for _ in range(SEEDS)]
    history = ensemble.train(*datasets.xor(), learning_rate=each, epochs=EPOCHS, every=STEP)
    losses = history.loss[[epoch // STEP for epoch in SHOWN]]
    return losses.reshape(-1, len(rates), SEEDS), history.outcome.reshape(len(rates), SEEDS)


def corrected(rates, losses, named) -> np.ndarray:
    """The outcomes, except that runs which only look stuck are called ``SLOW``.

    At a tiny learning rate, a run that still learns is as flat as one on a plateau, and the loss
    alone cannot distinguish them. So each run called stuck continues, with the same steps, for
    ``LONGER`` times as many epochs. It was stuck if it is then still stuck at the same plateau;
    otherwise it was slow.
    """
    outcomes = named.astype(object)
    rate, seed = np.nonzero(named == "stuck")
    if not len(rate):
        return outcomes
    X, y = datasets.xor()
    longer = Ensemble(2, 2, 1, seeds=seed.tolist()).train(
        X, y, learning_rate=np.array(rates)[rate].tolist(), epochs=LONGER * EPOCHS, every=EPOCHS
    )
    levels = plateaus(y, "cross_entropy")[:, None]
    before, after = (
        np.abs(levels - last).argmin(axis=0) for last in (losses[-1, rate, seed], longer.loss[-1])
    )
    caught = (longer.outcome == "stuck") & (before == after)
    outcomes[rate, seed] = np.where(caught, "stuck", SLOW)
    return outcomes


@functools.cache
def runs() -> tuple[np.ndarray, np.ndarray]:
    """What `train` says of all ``RATES``."""
    return train(RATES)


@once
def outcomes() -> np.ndarray:
    """The outcomes of `runs`, `corrected`."""
    return corrected(RATES, *runs())


@functools.lru_cache(maxsize=30)
def own_runs(rate) -> tuple[np.ndarray, np.ndarray]:
    """The losses and the corrected outcomes of all starts at a rate of the reader's own."""
    losses, named = train([rate])
    return losses, corrected([rate], losses, named)
