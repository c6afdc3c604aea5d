"""The texts of the success map."""

from plainnet import language

WORDS = {
    "title": "The success map",
    "width": "Hidden units",
    "learning_rate": "Learning rate α",
    "activation": "Activation",
    "activations": {"sigmoid": "sigmoid", "tanh": "tanh", "relu": "ReLU"},
    "run": "One run",
    "symbol": "its seed",
    "kinds": {"solved": "a solved one", "stuck": "a stuck one"},
    "tasks": {
        "one": "one hidden unit",
        "two": "two ReLUs",
        "small": "small steps",
        "large": "large steps",
        "every": "every start",
    },
    "share": "of starts solved",
    "scale": ["0", "100 %"],
    "epoch": "Epoch",
    "loss": "Loss L",
    "solved_below": "solved below {limit:g}",
    "x1": "x₁",
    "x2": "x₂",
    "legend": (
        "Each cell is one width and one learning rate; press it to see one of its runs. The square "
        "shows that network's answers at the end, from 0 (purple) to 1 (orange), with a black line "
        "at ½. Circles are the patterns with target 1, squares those with target 0."
    ),
    "table": "Loss of the run after some of the epochs",
    "repeat": "In Python",
    "rate": (
        "{units}, {activation}, α = {learning_rate:g}: {solved} of {seeds} starts "
        "solved, {percent} % ({low:.0f}–{high:.0f} %){others}."
    ),
    "units": ["{width} hidden unit", "{width} hidden units"],
    "other": "; {count} {outcome}",
    "seed": "Seed {seed}: {how}.",
    "how": {
        "solved": "solved, at a loss of {loss:.3g}",
        "stuck": "stuck near the plateau at {plateau:.4g}",
        "still learning": "still learning, at a loss of {loss:.3g}",
        "thrashing": "thrashing, at a loss of {loss:.3g}",
        "diverged": "diverged",
    },
    "outcome": "seed {seed}: {outcome}",
    "no_outcome": {"solved": "no start is solved", "stuck": "no start is stuck"},
    "none": {
        "solved": "",
        "stuck": "No start got stuck here.",
    },
    "python": (  # the lines must fit on a phone
        "import numpy as np\n"
        "from plainnet import NeuralNetwork\n"
        "from plainnet import datasets, train\n"
        "rng = np.random.default_rng({seed})\n"
        "nn = NeuralNetwork(2, {width}, 1, rng=rng,\n"
        '    activation="{activation}")\n'
        "history = train(nn, *datasets.xor(),\n"
        "    learning_rate={learning_rate}, epochs={epochs})\n"
        "history.outcome"
    ),
    "still": (
        "A table of colours: the percentage of {seeds} starts that learn XOR with {activation} in "
        "the hidden layer, at the learning rates {rates}. {rows}. {sentence}"
    ),
    "row": "{units}: {percents}",
    "summary": (
        "Success map of XOR: {cells} cells of {seeds} starts each; {solved:,} of {runs:,} runs are "
        "solved"
    ),
}
language.words(__name__, WORDS)
