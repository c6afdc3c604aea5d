"""The texts of the explorer of ten digits."""

from plainnet import language

WORDS = {
    "title": "Ten digits",
    "rate": "Learning rate α",
    "symbol": "α",
    "hidden": "Hidden units",
    "decay": "Weight decay λ",
    "image": "Unseen digit",
    "epoch": "Epoch",
    "loss": "Loss L",
    "train": "training",
    "validation": "validation",
    "ends": {"train": "training", "validation": "validation"},
    "pixels": "64 pixels",
    "arrow": "→",
    "percents": ["0", "50", "100 %"],
    "answer": "The answer is {answer}",
    "right": "right",
    "wrong": "wrong: it is {digit}",
    "active": "{active} of {hidden} active",
    "tasks": ["8 units", "decay {decay:g}", "64 units, a {image}", "α = {learning_rate:g}"],
    "legend": (
        "A ring marks the lowest loss drawn on the validation set, and a thin grey line is that "
        "of the network you saw before; a click on it brings that network back. Below, one pass at "
        "the epoch named above the curves: the image, the hidden units (the bluer, the larger; the "
        "faintest are 0) and the ten probabilities, that of the right digit in blue."
    ),
    "table": "Losses after some of the epochs",
    "sentence": (
        "After {epochs:,} epochs, {percent:.1f} % of {count} images are right. The lowest "
        "validation loss drawn is {best:.3g}, after epoch {best_epoch}. {silent}"
    ),
    "silent": [
        "Each hidden unit is active for some of the {count} images.",
        "1 hidden unit is 0 for all {count} images.",
        "{silent} hidden units are 0 for all {count} images.",
    ],
    "still": (
        "Above, the loss against the epoch, on the training set and on the validation set. Below, "
        "an image of a {digit}, the hidden units, and ten bars with the probabilities of the "
        "digits 0 to 9 after training. {sentence}"
    ),
    "summary": (
        "Ten digits: {rates} rates × {widths} widths × {decays} decays, {images} images; "
        "the lowest validation loss drawn is {best:.3g}, with {where}"
    ),
    "where": "rate {learning_rate:g}, {hidden} units and decay {decay:g}",
}
language.words(__name__, WORDS)
