"""The texts of the noisy XOR explorer."""

from plainnet import language

WORDS = {
    "title": "Samples and units",
    "samples": "Samples to learn from",
    "hidden": "Hidden units",
    "x1": "x₁",
    "x2": "x₂",
    "epoch": "Epoch",
    "loss": "Loss L",
    "train": "training",
    "test": "test",
    "ends": {"train": "training", "test": "test"},
    "tasks": [
        "{samples} samples",
        "at epoch {epoch}",
        "{samples} samples",
        "{samples} samples, {hidden} unit",
    ],
    "legend": (
        "Squares have target 0, circles 1. Behind them is the answer of the network at this epoch, "
        "from 0 (purple) to 1 (orange), with a black line at ½. A few samples lie beyond the edge. "
        "The test set has {test:,} other points; a ring marks where its loss is lowest, "
        "and a thin grey line is that of the network before; a click on it brings that network "
        "back. The rule answers 1 where exactly one coordinate is above ½."
    ),
    "table": "Losses after some of the epochs",
    "sentence": (
        "After {epochs:,} epochs, the training loss is {train:.3g}, with {right} of {samples} "
        "right, and the test loss {test:.3g}, with {percent:.1f} % right (by the rule: "
        "{rule:.1f} %); it was lowest, {lowest:.3g}, at epoch {best}."
    ),
    "still": (
        "Two pictures. On the left, the plane of inputs with {samples} samples around the four "
        "corners of XOR, and the answers of a network after training. On the right, its loss "
        "against the epoch, on the training set and on a test set. {sentence}"
    ),
    "and": " and ",
    "summary": (
        "Noisy XOR: {samples} sizes of the training set × {widths} widths; {first} and {last} "
        "samples, {hidden} hidden units: test loss {losses}"
    ),
}
language.words(__name__, WORDS)
