"""Learning rate × seed → the loss curve of a 2-2-1 network on XOR, with its outcome."""

import functools

import numpy as np

from plainnet import NeuralNetwork, datasets, plots, train
from plainnet.explorers import texts
from plainnet.explorers.explorer import Explorer, Slider
from plainnet.outcomes import SOLVED_BELOW

EPOCHS = 2000
SHOWN = (*range(0, 50, 5), *range(50, 200, 10), *range(200, EPOCHS + 1, 50))
RATES = tuple(float(f"{rate:.3g}") for rate in 10 ** np.linspace(-1.5, 1.5, 25))
BOTTOM, TOP = 1e-4, 20  # of the loss axis
LIMIT = SOLVED_BELOW["cross_entropy"]
WORDS = texts.XOR_LEARNING_RATE


@functools.cache
def run(learning_rate, seed):
    """Train one network from ``seed``; return its loss after each epoch, and its outcome."""
    nn = NeuralNetwork(2, 2, 1, rng=np.random.default_rng(seed))
    history = train(nn, *datasets.xor(), learning_rate=learning_rate, epochs=EPOCHS)
    return history.loss, history.outcome


class XorLearningRate(Explorer):
    """The loss curve of ``NeuralNetwork(2, 2, 1)`` on XOR, for 25 learning rates and many seeds.

    Cross-entropy, full batch, 2,000 epochs. A seed fixes the start, whatever the learning rate.
    """

    view = "xor_learning_rate"

    def __init__(self, seeds=12):
        self.seeds = seeds
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

    def compute(self, learning_rate, seed):
        """The loss after the ``SHOWN`` epochs (4 digits), the outcome, the sentence."""
        loss, outcome = run(learning_rate, seed)
        sentence = WORDS["sentence"].format(
            learning_rate=learning_rate,
            seed=seed,
            outcome=texts.OUTCOMES[outcome],
            first=loss[0],
            last=loss[-1],
            epochs=EPOCHS,
        )
        shown = [float(f"{value:.4g}") for value in loss[list(SHOWN)]]
        return {"loss": shown, "outcome": outcome, "sentence": sentence}

    def still(self, ax, frame):
        plots.loss_curve(ax, frame["loss"], SHOWN, solved_below=LIMIT)
        ax.set(ylim=(BOTTOM, TOP))

    def alt(self, frame):
        return WORDS["still"].format(sentence=frame["sentence"], epochs=EPOCHS, limit=LIMIT)

    def summary(self):
        solved = sum(run(1.0, seed)[1] == "solved" for seed in range(self.seeds))
        return WORDS["summary"].format(rates=len(RATES), seeds=self.seeds, solved=solved)
