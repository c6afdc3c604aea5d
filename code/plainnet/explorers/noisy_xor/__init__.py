"""Explorer: what networks learn from noisy XOR data: boundary, training loss and test loss."""

import numpy as np

from plainnet import plots
from plainnet.explorers import prediction_map
from plainnet.explorers.explorer import Explorer, Slider
from plainnet.explorers.formatting import axis, digits, labels
from plainnet.explorers.noisy_xor.trained import (
    EPOCHS,
    HIDDEN,
    SAMPLES,
    SEEN,
    SHOWN,
    X_TEST,
    Y_TEST,
    X,
    Y,
    by_rule,
    right,
    trained,
)
from plainnet.explorers.noisy_xor.words import WORDS


class NoisyXor(Explorer):
    """What 42 networks learn from noisy XOR: 6 training sets × 7 widths, and how they learn it.

    One hidden layer with tanh, Xavier initialisation from seed 0, Adam with learning rate 0.02,
    full batch, 800 epochs. A frame shows the samples and, at 12 epochs, the predictions over the
    input plane; at 21 epochs, the loss on the training set and on a test set of 2,000 points. The
    noise has standard deviation 0.25.
    """

    view = "noisy_xor"
    height = "466px", 560, "min(50cqw + 28px, 392px)"
    reads = True

    def __init__(self):
        end, samples, hidden = len(SEEN) - 1, SAMPLES.index(20), HIDDEN.index(16)
        plane = prediction_map.LOW, prediction_map.HIGH, [0, 1]
        super().__init__(
            [
                Slider("epoch", WORDS["epoch"], SEEN, labels(SEEN), end, "cursor", pace=400),
                Slider("samples", WORDS["samples"], SAMPLES, labels(SAMPLES), samples, "choice"),
                Slider("hidden", WORDS["hidden"], HIDDEN, labels(HIDDEN), hidden, "choice"),
            ],
            words=WORDS | {"legend": WORDS["legend"].format(test=len(X_TEST))},
            tasks=tasks(),
            ghosts=1,
            roles={"train": "pinned", "words.ends.train": "pinned", "words.ends.test": "curve"},
            map=prediction_map.SCALE,
            x1=digits(X[:, 0], 3),
            x2=digits(X[:, 1], 3),
            target=Y[:, 0].astype(int).tolist(),
            epoch=list(SHOWN),
            rows=[SHOWN.index(epoch) for epoch in SEEN],
            across=axis(*plane, WORDS["x1"]),
            up=axis(*plane, WORDS["x2"]),
            x=axis(0, EPOCHS, [0, 400, 800], WORDS["epoch"]),
            y=axis(1e-4, 3, [1e-4, 1e-3, 0.01, 0.1, 1], WORDS["loss"], log=True),
            table=["epoch", "train", "test"],
        )

    def compute(self, samples, hidden) -> dict:
        """The number of samples, the map and the losses at each epoch, and the sentence."""
        run = trained(samples, hidden)
        best = int(run.test.argmin())
        return {
            "samples": samples,
            "maps": run.maps,
            "half_x1": [line[0] for line in run.half],
            "half_x2": [line[1] for line in run.half],
            "train": digits(run.train),
            "test": digits(run.test),
            "best": best,
            "best_epoch": SHOWN[best],
            "best_test": digits(run.test)[best],
            "sentence": WORDS["sentence"].format(
                samples=samples,
                epochs=SHOWN[-1],
                train=run.train[-1],
                test=run.test[-1],
                right=run.right[0],
                percent=100 * run.right[1] / len(Y_TEST),
                rule=100 * right(by_rule(X_TEST), Y_TEST) / len(Y_TEST),
                lowest=run.test[best],
                best=SHOWN[best],
            ),
        }

    def draw_still(self, ax, frame) -> None:
        ax.axis("off")
        plane, fall = (ax.inset_axes(box) for box in ([0, 0.05, 0.4, 0.9], [0.58, 0.1, 0.42, 0.8]))
        shown = slice(frame["samples"])
        prediction_map.picture(plane, frame["maps"][-1])
        points = np.transpose([self.spec["x1"][shown], self.spec["x2"][shown]])
        plots.patterns(plane, points, self.spec["target"][shown], size=36)
        for key, kind in (("test", "curve"), ("train", "pinned")):
            plots.loss_curve(fall, frame[key], SHOWN, label=WORDS["ends"][key], kind=kind)
        plots.label_ends(fall)

    def alt_text(self, frame) -> str:
        return WORDS["still"].format(samples=frame["samples"], sentence=frame["sentence"])

    def plain_text(self) -> str:
        hidden = HIDDEN[self.sliders[2].start]
        ends = SAMPLES[0], SAMPLES[-1]
        losses = [f"{trained(samples, hidden).test[-1]:.2g}" for samples in ends]
        return WORDS["summary"].format(
            samples=len(SAMPLES),
            widths=len(HIDDEN),
            first=ends[0],
            last=ends[1],
            hidden=hidden,
            losses=WORDS["and"].join(losses),
        )


def tasks() -> list[tuple[str, dict]]:
    """Suggested states: those that the chapter asks about."""
    states = [
        {"samples": samples, "hidden": hidden, "epoch": epoch}
        for samples, hidden, epoch in [(20, 16, 800), (20, 16, 100), (320, 16, 800), (320, 1, 800)]
    ]
    return [
        (label.format(**state), state) for label, state in zip(WORDS["tasks"], states, strict=True)
    ]
