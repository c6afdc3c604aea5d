"""Learning rate × seed → the loss and the sharpness of a 2-2-1 network on XOR, against 2/α."""

import functools

import numpy as np

from plainnet import Ensemble, datasets, plots
from plainnet.explorers.explorer import Explorer, Slider
from plainnet.explorers.formatting import digits
from plainnet.explorers.sharpness.words import WORDS
from plainnet.explorers.words import OUTCOMES
from plainnet.hessian import sharpness

EPOCHS = 2000
SEEDS = 8
SHOWN = (*range(0, 300, 10), *range(300, 800, 20), *range(800, EPOCHS + 1, 100))
RATES = (0.316, 0.562, 1.0, 1.78, 3.16, 4.22, 5.62, 7.5, 10.0)
TOP = 0.7  # of the sharpness axis


@functools.cache
def runs() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Train all starts at all rates: losses and λ_max at the ``SHOWN`` epochs, and outcomes.

    All have the axes rate, seed last. The learning rates stop at 10: beyond it, processors differ.
    """
    X, y = datasets.xor()
    start = {"seeds": [*range(SEEDS)] * len(RATES)}
    rates = [rate for rate in RATES for _ in range(SEEDS)]
    history = Ensemble(2, 2, 1, **start).train(X, y, learning_rate=rates, epochs=EPOCHS, every=2)
    ensemble, curvatures = Ensemble(2, 2, 1, **start), []
    nn = ensemble.network(0)
    for before, epoch in zip((0, *SHOWN), SHOWN, strict=False):
        if epoch > before:
            ensemble.train(X, y, learning_rate=rates, epochs=epoch - before)
        for i in range(len(rates)):
            nn.parameters = {name: p[..., i] for name, p in ensemble.parameters.items()}
            curvatures.append(sharpness(nn, X, y))
    shape = len(RATES), SEEDS
    losses = history.loss[[epoch // 2 for epoch in SHOWN]].reshape(-1, *shape)
    return losses, np.reshape(curvatures, (-1, *shape)), history.outcome.reshape(shape)


class Sharpness(Explorer):
    """Loss and λ_max of ``NeuralNetwork(2, 2, 1)`` on XOR, for 9 learning rates and 8 seeds.

    Cross-entropy, full batch, 2,000 epochs; λ_max is that of the exact Hessian of 9 × 9 numbers.
    """

    view = "sharpness"
    room = 878, 743

    def __init__(self):
        rates, seeds = (tuple(map("{:g}".format, values)) for values in (RATES, range(SEEDS)))
        super().__init__(
            [
                Slider("learning_rate", WORDS["learning_rate"], RATES, rates, RATES.index(5.62)),
                Slider("seed", WORDS["seed"], tuple(range(SEEDS)), seeds),
            ],
            words=WORDS,
            epoch=list(SHOWN),
            x={"from": 0, "to": EPOCHS, "ticks": list(range(0, EPOCHS + 1, 500))},
            y={"from": 1e-4, "to": 10, "ticks": [1e-4, 1e-3, 0.01, 0.1, 1, 10]},
            curvature={"from": 0, "to": TOP, "ticks": [0, 0.2, 0.4, 0.6]},
            table=["epoch", "loss", "sharpness"],
            pin=True,
        )

    def compute(self, learning_rate, seed) -> dict:
        """Loss and λ_max after the ``SHOWN`` epochs (4 digits), 2/α, outcome, sentence."""
        losses, curvatures, outcomes = runs()
        rate, limit = RATES.index(learning_rate), 2.0 / learning_rate
        curvature, outcome = curvatures[:, rate, seed], str(outcomes[rate, seed])
        sentence = WORDS["sentence"].format(
            learning_rate=learning_rate,
            seed=seed,
            outcome=OUTCOMES[outcome],
            limit=limit,
            highest=curvature.max(),
            when=SHOWN[int(curvature.argmax())],
            last=curvature[-1],
            above=int((curvature > limit).sum()),
            shown=len(SHOWN),
        )
        return {
            "loss": digits(losses[:, rate, seed]),
            "sharpness": digits(curvature),
            "limit": float(f"{limit:.4g}"),
            "limit_label": WORDS["limit" if limit < TOP else "limit_above"].format(limit=limit),
            "outcome": outcome,
            "sentence": sentence,
        }

    def draw_still(self, ax, frame) -> None:
        ax.plot(SHOWN, frame["sharpness"], color=plots.COLOURS["curve"])
        ax.axhline(frame["limit"], color=plots.COLOURS["limit"], linestyle="--")
        ax.annotate(frame["limit_label"], (EPOCHS, frame["limit"]), (0, 4), ha="right",
                    textcoords="offset points", color=plots.COLOURS["limit"])  # fmt: skip
        ax.set(ylim=(0, TOP), xlabel="epoch", ylabel="λₘₐₓ")

    def alt_text(self, frame) -> str:
        return WORDS["still"].format(sentence=frame["sentence"])

    def plain_text(self) -> str:
        _, curvatures, outcomes = runs()
        above = (curvatures > 2.0 / np.array(RATES)[:, None]).any(axis=0)
        return WORDS["summary"].format(
            rates=len(RATES), seeds=SEEDS, above=above.sum(), runs=outcomes.size
        )
