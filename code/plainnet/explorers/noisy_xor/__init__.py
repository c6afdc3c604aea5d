"""Samples × hidden units → what is learned of noisy XOR: boundary, training loss, test loss."""

import functools

import numpy as np

from plainnet import NeuralNetwork, datasets, plots, train
from plainnet.explorers import prediction_map
from plainnet.explorers.explorer import Explorer, Slider
from plainnet.explorers.formatting import digits, labels
from plainnet.explorers.noisy_xor.words import WORDS
from plainnet.gradient_descent import Adam

NOISE = 0.25
SAMPLES = (10, 20, 40, 80, 160, 320)  # each training set holds the smaller ones
HIDDEN = (1, 2, 4, 8, 16, 32, 64)
EPOCHS = 800
SHOWN = (0, 5, 10, 20, 30, *range(50, EPOCHS + 1, 50))
SIDE = 32  # cells of the map of answers, across and up
X, Y = datasets.noisy_xor(SAMPLES[-1], NOISE, rng=np.random.default_rng(0))
X_TEST, Y_TEST = datasets.noisy_xor(2000, NOISE, rng=np.random.default_rng(7))


@functools.cache
def trained(samples, hidden) -> tuple[NeuralNetwork, np.ndarray, np.ndarray]:
    """The network after training, and its losses after the ``SHOWN`` epochs: training, test."""
    nn = NeuralNetwork(2, hidden, 1, activation="tanh", rng=np.random.default_rng(0))
    settings = {"learning_rate": 0.02, "epochs": EPOCHS, "update": Adam(), "snapshots": SHOWN}
    history = train(nn, X[:samples], Y[:samples], **settings)
    test = []
    for parameters in history.snapshots.values():
        nn.parameters = parameters  # the last ones are those with which it ends
        test.append(nn.loss(nn.forward(X_TEST), Y_TEST))
    return nn, history.loss[list(SHOWN)], np.array(test)


def right(y_hat, y) -> int:
    """How many answers lie on the right side of ½."""
    return int(((y_hat > 0.5) == (y > 0.5)).sum())


def by_rule(X) -> np.ndarray:
    """The rule that made the targets: 1 where exactly one input is above ½."""
    return ((X > 0.5).sum(axis=1, keepdims=True) == 1).astype(float)


class NoisyXor(Explorer):
    """What 42 networks learn of noisy XOR: 6 training sets × 7 widths.

    One hidden layer with tanh, Xavier start from seed 0, Adam with learning rate 0.02, full batch,
    800 epochs. A frame shows the samples, the answers over the plane of inputs, and the loss on
    the training set and on a test set of 2,000 points. The noise has standard deviation 0.25.
    """

    view = "noisy_xor"
    room = 1061, 639

    def __init__(self):
        super().__init__(
            [
                Slider("samples", WORDS["samples"], SAMPLES, labels(SAMPLES), SAMPLES.index(20)),
                Slider("hidden", WORDS["hidden"], HIDDEN, labels(HIDDEN), HIDDEN.index(16)),
            ],
            words=WORDS | {"legend": WORDS["legend"].format(test=len(X_TEST))},
            patterns={"input": ["x1", "x2"]},
            rasters=["grid"],
            map=prediction_map.AXIS,
            epoch=list(SHOWN),
            x={"from": 0, "to": EPOCHS, "ticks": [0, 400, 800]},
            y={"from": 1e-4, "to": 3, "ticks": [1e-4, 1e-3, 0.01, 0.1, 1]},
            table=["epoch", "train", "test"],
        )

    def compute(self, samples, hidden) -> dict:
        """The samples, the answers everywhere, the losses, and all in words."""
        nn, train_loss, test_loss = trained(samples, hidden)
        best = int(test_loss.argmin())
        return {
            "x1": digits(X[:samples, 0], 3),
            "x2": digits(X[:samples, 1], 3),
            "target": Y[:samples, 0].astype(int).tolist(),
            "grid": prediction_map.pack(nn.predict(prediction_map.grid(SIDE))),
            "train": digits(train_loss),
            "test": digits(test_loss),
            "sentence": WORDS["sentence"].format(
                samples=samples,
                hidden=WORDS["units"][hidden > 1].format(hidden=hidden),
                epochs=EPOCHS,
                train=train_loss[-1],
                test=test_loss[-1],
                right=right(nn.predict(X[:samples]), Y[:samples]),
                percent=100 * right(nn.predict(X_TEST), Y_TEST) / len(Y_TEST),
                rule=100 * right(by_rule(X_TEST), Y_TEST) / len(Y_TEST),
                lowest=test_loss[best],
                best=SHOWN[best],
            ),
        }

    def draw_still(self, ax, frame) -> None:
        ax.axis("off")
        plane, fall = (ax.inset_axes(box) for box in ([0, 0.05, 0.4, 0.9], [0.58, 0.1, 0.42, 0.8]))
        prediction_map.picture(plane, frame["grid"])
        plots.patterns(plane, np.transpose([frame["x1"], frame["x2"]]), frame["target"], size=36)
        for key, kind in (("test", "curve"), ("train", "pinned")):
            plots.loss_curve(fall, frame[key], SHOWN, label=WORDS[key].split(" (")[0], kind=kind)
        fall.legend()

    def alt_text(self, frame) -> str:
        return WORDS["still"].format(samples=len(frame["target"]), sentence=frame["sentence"])

    def plain_text(self) -> str:
        hidden = HIDDEN[self.sliders[1].start]
        ends = SAMPLES[0], SAMPLES[-1]
        return WORDS["summary"].format(
            samples=len(SAMPLES),
            widths=len(HIDDEN),
            first=ends[0],
            last=ends[1],
            hidden=hidden,
            losses=" and ".join(f"{trained(samples, hidden)[2][-1]:.2g}" for samples in ends),
        )
