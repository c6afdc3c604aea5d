"""The runs of the explorer: the losses of each start at each rate, and how it ended."""

import functools

import numpy as np

from plainnet import Ensemble, datasets, sweeps
from plainnet.training_outcomes import plateaus

EPOCHS = 2000
SEEDS = 12
STEP = 5
SHOWN = (*range(0, 50, STEP), *range(50, 200, 10), *range(200, EPOCHS + 1, 50))
RATES = sweeps.ALL["xor_learning_rates"].learning_rates
LONGER = 10  # times as many epochs distinguish stuck runs from slow ones
SLOW = "hardly moves"


@functools.cache
def runs() -> tuple[np.ndarray, np.ndarray]:
    """Train all starts at all rates together: their losses at the ``SHOWN`` epochs, and outcomes.

    The last two axes of both are rate and seed.
    """
    ensemble = Ensemble(2, 2, 1, seeds=[*range(SEEDS)] * len(RATES))
    rates = [rate for rate in RATES for _ in range(SEEDS)]
    history = ensemble.train(*datasets.xor(), learning_rate=rates, epochs=EPOCHS, every=STEP)
    losses = history.loss[[epoch // STEP for epoch in SHOWN]]
    return losses.reshape(-1, len(RATES), SEEDS), history.outcome.reshape(len(RATES), SEEDS)


@functools.cache
def outcomes() -> np.ndarray:
    """The outcomes of `runs`, except that runs which only look stuck are called ``SLOW``.

    At a tiny learning rate, a run that still learns is as flat as one on a plateau, and the loss
    alone cannot distinguish them. So each run called stuck continues, with the same steps, for
    ``LONGER`` times as many epochs. It was stuck if it is then still stuck at the same plateau;
    otherwise it was slow.
    """
    losses, named = runs()
    rate, seed = np.nonzero(named == "stuck")
    X, y = datasets.xor()
    longer = Ensemble(2, 2, 1, seeds=seed.tolist()).train(
        X, y, learning_rate=np.array(RATES)[rate].tolist(), epochs=LONGER * EPOCHS, every=EPOCHS
    )
    levels = plateaus(y, "cross_entropy")[:, None]
    before, after = (
        np.abs(levels - last).argmin(axis=0) for last in (losses[-1, rate, seed], longer.loss[-1])
    )
    caught = (longer.outcome == "stuck") & (before == after)
    corrected = named.astype(object)
    corrected[rate, seed] = np.where(caught, "stuck", SLOW)
    return corrected
