"""Explorer: loss and sharpness of a 2-2-1 network on XOR while it trains, compared with 2/α."""

import functools
import math

import numpy as np

from plainnet import Ensemble, datasets, plots
from plainnet.explorers.explorer import Explorer, Slider
from plainnet.explorers.formatting import axis, digits, labels, minus
from plainnet.explorers.sharpness.words import WORDS
from plainnet.explorers.words import OUTCOMES
from plainnet.lab.hessian import sharpness

EPOCHS = 2000
SEEDS = 8
SHOWN = (*range(0, 300, 10), *range(300, 800, 20), *range(800, EPOCHS + 1, 100))
RATES = (0.316, 0.562, 1.0, 1.78, 3.16, 4.22, 5.62, 7.5, 10.0)
TOP = 0.7  # the end of the sharpness axis
EDGE = 1.75  # where the parabola ends
CROSSING = {"learning_rate": 5.62, "seed": 4, "epoch": 520}  # λ_max reaches 2/α from below


@functools.cache
def runs() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Train from all seeds at all rates: losses and λ_max at the ``SHOWN`` epochs, and outcomes.

    The last two axes are rate and seed. Above a rate of 10, results depend on the processor.
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

    Cross-entropy, full batch, 2,000 epochs; λ_max is the largest eigenvalue of the exact 9 × 9
    Hessian. A cursor marks one epoch in both panels; at first it is where λ_max crosses 2/α. A
    parabola shows the next two steps from there, in the direction of the largest curvature.
    """

    view = "sharpness"
    height = "486px", 560, "430px"
    reads = True

    def __init__(self):
        seeds, at = tuple(range(SEEDS)), SHOWN.index(CROSSING["epoch"])
        rate, seed = RATES.index(CROSSING["learning_rate"]), CROSSING["seed"]
        super().__init__(
            [
                Slider("epoch", WORDS["epoch"], SHOWN, labels(SHOWN), at, "cursor", pace=90),
                Slider("learning_rate", WORDS["learning_rate"], RATES, labels(RATES), rate),
                Slider("seed", WORDS["seed"], seeds, labels(seeds), seed, "choice"),
            ],
            words=WORDS,
            tasks=tasks(),
            ghosts=1,
            roles={"epoch": "muted", "above": "wrong", "limit_label": "limit", "ground": "muted"},
            epoch=list(SHOWN),
            x=axis(0, EPOCHS, range(0, EPOCHS + 1, 500), WORDS["epoch"]),
            upper=axis(0, EPOCHS, range(0, EPOCHS + 1, 500), names=[""] * 5),
            y=axis(1e-4, 10, [1e-4, 1e-3, 0.01, 0.1, 1, 10], WORDS["loss"], log=True),
            curvature=axis(0, TOP, [0, 0.2, 0.4, 0.6], WORDS["curvature"]),
            **parabola(),
            table=["epoch", "loss", "sharpness"],
        )

    def compute(self, learning_rate, seed) -> dict:
        """Loss and λ_max at the ``SHOWN`` epochs (4 digits), 2/α and the outcome.

        ``hops`` and ``heights`` are the places of two steps from 1 on the parabola u²; the first
        ``landed`` of them lie in the panel (`steps`).
        """
        losses, curvatures, outcomes = runs()
        rate, limit = RATES.index(learning_rate), 2.0 / learning_rate
        curvature, outcome = curvatures[:, rate, seed], str(outcomes[rate, seed])
        above = np.flatnonzero(curvature > limit)
        factor = (1.0 - learning_rate * curvature).round(2)
        hops, heights, landed = map(list, zip(*map(steps, factor.tolist()), strict=True))
        wrong = {f"{name}.{place}": "wrong" for name in ("factor", "heights") for place in above}
        sentence = WORDS["sentence"].format(
            seed=seed,
            outcome=OUTCOMES[outcome],
            highest=curvature.max(),
            when=SHOWN[int(curvature.argmax())],
            last=curvature[-1],
            above=len(above),
            shown=len(SHOWN),
        )
        return {
            "loss": digits(losses[:, rate, seed]),
            "sharpness": digits(curvature),
            "above": digits(curvature[above]),
            "above_epoch": [SHOWN[place] for place in above],
            "limit": float(f"{limit:.4g}"),
            "limit_seen": limit < TOP,
            "limit_label": WORDS["limit" if limit < TOP else "limit_above"].format(limit=limit),
            "factor": [minus(f"{each:z.2f}") for each in factor],
            "hops": hops,
            "heights": heights,
            "landed": landed,
            "start": WORDS["start"].format(seed=seed),
            "outcome": outcome,
            "roles": {"outcome": "solved" if outcome == "solved" else "ink"} | wrong,
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


def parabola() -> dict:
    """The loss along one direction, in units of the present distance from its bottom."""
    u = np.linspace(-EDGE, EDGE, 71)
    return {
        "ground_u": digits(u),
        "ground": digits(u**2),
        "distance": axis(-EDGE, EDGE, [-1, 0, 1]),
        "height": axis(-0.1, 3, [0, 1, 2, 3]),
        "here": 1,
    }


def steps(factor) -> tuple[list, list, int]:
    """Where two steps lead on the parabola u², from 1, as far as the panel's edge.

    These are each u and its height; and how many of the steps end before the edge.
    """
    us, heights = [1.0], [1.0]
    for landed in range(2):
        u, height, to = us[-1], heights[-1], us[-1] * factor
        if abs(to) > EDGE:
            aside, up = math.copysign(EDGE, to) - u, EDGE**2 - height
            part = min(aside / (to - u), up / (to**2 - height))
            us.append(round(u + part * (to - u), 2))
            heights.append(round(height + part * (to**2 - height), 2))
            return us, heights, landed
        us.append(round(to, 2))
        heights.append(round(to**2, 2))
    return us, heights, 2


def tasks() -> list[tuple[str, dict]]:
    """Suggested states: where λ_max crosses 2/α, and the ends of runs in the chapter."""
    asked = [(4, 3.16), (6, 5.62), (6, 10.0)]
    ends = [{"learning_rate": rate, "seed": seed, "epoch": EPOCHS} for seed, rate in asked]
    return [(WORDS["crossing"], CROSSING)] + [(WORDS["run"].format(**end), end) for end in ends]
