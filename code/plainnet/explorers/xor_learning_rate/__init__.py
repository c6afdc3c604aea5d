"""Learning rate × seed → the loss curve of a 2-2-1 network on XOR, with its outcome."""

import functools

import numpy as np

from plainnet import Ensemble, _validation, datasets, plots, sweeps
from plainnet.explorers.explorer import Explorer, Slider
from plainnet.explorers.words import OUTCOMES
from plainnet.explorers.xor_learning_rate.words import WORDS
from plainnet.training_outcomes import SOLVED_BELOW

EPOCHS = 2000
SEEDS = 12
STEP = 5
SHOWN = (*range(0, 50, STEP), *range(50, 200, 10), *range(200, EPOCHS + 1, 50))
RATES = sweeps.ALL["xor_learning_rates"].learning_rates
STABLE = 10  # up to this rate, all processors agree on the outcomes
BOTTOM, TOP = 1e-4, 20  # of the loss axis
LIMIT = SOLVED_BELOW["cross_entropy"]


@functools.cache
def runs() -> tuple[np.ndarray, np.ndarray]:
    """Train all starts at all rates together: their losses at the ``SHOWN`` epochs, and outcomes.

    Both have the axes rate, seed last.
    """
    ensemble = Ensemble(2, 2, 1, seeds=[*range(SEEDS)] * len(RATES))
    rates = [rate for rate in RATES for _ in range(SEEDS)]
    history = ensemble.train(*datasets.xor(), learning_rate=rates, epochs=EPOCHS, every=STEP)
    losses = history.loss[[epoch // STEP for epoch in SHOWN]]
    return losses.reshape(-1, len(RATES), SEEDS), history.outcome.reshape(len(RATES), SEEDS)


class XorLearningRate(Explorer):
    """The loss curve of ``NeuralNetwork(2, 2, 1)`` on XOR, for 25 learning rates and some seeds.

    Cross-entropy, full batch, 2,000 epochs. A seed fixes the start, whatever the learning rate.
    """

    view = "xor_learning_rate"
    room = 551, 547

    def __init__(self, seeds=SEEDS):
        self.seeds = _validation.whole("seeds", seeds)
        if seeds > SEEDS:
            raise ValueError(f"seeds: expected at most {SEEDS}; got {seeds}")
        rates = tuple(f"{rate:g}" for rate in RATES)
        super().__init__(
            [
                Slider("learning_rate", WORDS["learning_rate"], RATES, rates, RATES.index(1.0)),
                Slider("seed", WORDS["seed"], tuple(range(seeds)), tuple(map(str, range(seeds)))),
            ],
            words=WORDS | {"solved_below": WORDS["solved_below"].format(limit=LIMIT)},
            epoch=list(SHOWN),
            limit=LIMIT,
            x={"from": 0, "to": EPOCHS, "ticks": list(range(0, EPOCHS + 1, 500))},
            y={"from": BOTTOM, "to": TOP, "ticks": [1e-4, 1e-3, 0.01, 0.1, 1, 10]},
            table=["epoch", "loss"],
            pin=True,
        )

    def compute(self, learning_rate, seed) -> dict:
        """The loss after the ``SHOWN`` epochs (4 digits), the outcome, the sentence."""
        losses, outcomes = runs()
        rate = RATES.index(learning_rate)
        loss, outcome = losses[:, rate, seed], str(outcomes[rate, seed])
        sentence = WORDS["sentence"].format(
            learning_rate=learning_rate,
            seed=seed,
            outcome=OUTCOMES[outcome],
            first=loss[0],
            last=loss[-1],
            epochs=EPOCHS,
        )
        rounded = [float(f"{value:.4g}") for value in loss]
        return {"loss": rounded, "outcome": outcome, "sentence": sentence}

    def draw_still(self, ax, frame) -> None:
        plots.loss_curve(ax, frame["loss"], SHOWN, solved_below=LIMIT)
        ax.set(ylim=(BOTTOM, TOP))

    def alt_text(self, frame) -> str:
        return WORDS["still"].format(sentence=frame["sentence"], epochs=EPOCHS, limit=LIMIT)

    def plain_text(self) -> str:
        stable = [rate <= STABLE for rate in RATES]
        outcomes = runs()[1][stable, : self.seeds]
        return WORDS["summary"].format(
            rates=len(RATES),
            seeds=self.seeds,
            stable=STABLE,
            solved=(outcomes == "solved").sum(),
            runs=outcomes.size,
        )
