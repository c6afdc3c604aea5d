"""The success map of XOR."""

WORDS = {
    "title": "How often networks of one hidden layer learn XOR",
    "width": "Hidden units",
    "learning_rate": "Learning rate α",
    "activation": "Activation",
    "activations": {"sigmoid": "sigmoid", "tanh": "tanh", "relu": "ReLU"},
    "run": "One run",
    "kinds": {"solved": "a solved one", "stuck": "a stuck one"},
    "share": "starts that are solved, in %",
    "scale": ["0", "100 %"],
    "epoch": "Epoch",
    "loss": "Loss L",
    "solved_below": "solved below {limit:g}",
    "x1": "x₁",
    "x2": "x₂",
    "legend": (
        "Each cell is one width and one learning rate; choose it with the sliders, or touch it. "
        "Below it is one run: its loss, and its answers at the end, from 0 (purple) to 1 (orange), "
        "with a black line at ½. Circles are the patterns with target 1, squares those with 0."
    ),
    "table": "Loss of the run after some of the epochs",
    "rate": (
        "{units}, {activation}, learning rate {learning_rate:g}: {solved} of {seeds} starts "
        "solved, {percent} % ({low:.0f}–{high:.0f} %){others}."
    ),
    "units": ["{width} hidden unit", "{width} hidden units"],
    "other": "; {count} {outcome}",
    "seed": "Seed {seed}: {how}, at a loss of {loss:.3g}.",
    "how": {
        "solved": "solved",
        "stuck": "stuck near the plateau at {plateau:.4g}",
        "still learning": "still learning",
        "thrashing": "thrashing",
        "diverged": "diverged",
    },
    "outcome": "seed {seed}: {outcome}",
    "none": {
        "solved": "No start was solved here: no run to show.",
        "stuck": "No start got stuck here: no run to show.",
    },
    "python": (
        "import numpy as np\n"
        "from plainnet import NeuralNetwork, datasets, train\n"
        'nn = NeuralNetwork(2, {width}, 1, activation="{activation}", '
        "rng=np.random.default_rng({seed}))\n"
        "train(nn, *datasets.xor(), learning_rate={learning_rate}, epochs={epochs}).outcome"
    ),
    "still": (
        "A table of colours: the percentage of {seeds} starts that learn XOR with {activation} in "
        "the hidden layer, at the learning rates {rates}. {rows}. {sentence}"
    ),
    "summary": (
        "Success map of XOR: {cells} cells of {seeds} starts each; {solved:,} of {runs:,} runs are "
        "solved"
    ),
}
