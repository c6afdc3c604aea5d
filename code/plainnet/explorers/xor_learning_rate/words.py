"""The texts of the explorer of learning rates on XOR."""

from plainnet import language

WORDS = {
    "title": "Learning rate and start",
    "rate": "Learning rate α",
    "symbol": "α",
    "seed": "Start (seed)",
    "epoch": "Epoch",
    "loss": "Loss L",
    "solved_below": "solved below {limit:g}",
    "legend": (
        "Blue: the start that you chose; thin grey: the others at this rate; broken grey: what you "
        "saw before, and a click brings it back. The bars under the slider show how many of the "
        "{seeds} starts are solved at each rate."
    ),
    "table": "Loss after some of the epochs",
    "start": "Start {seed}:",
    "share": "{solved} of {seeds} solved",
    "tasks": {
        "small": "small steps",
        "works": "it works",
        "large": "large steps",
        "one": "start {seed} at {learning_rate:g}",
        "start by start": "{learning_rate:g}, start by start",
    },
    "slow": "hardly moves; it looks stuck, but ten times as many epochs carry it further",
    "how": {
        "solved": ["is solved", "are solved"],
        "stuck": ["is stuck", "are stuck"],
        "hardly moves": ["hardly moves", "hardly move"],
        "still learning": ["is still learning", "are still learning"],
        "thrashing": ["is thrashing", "are thrashing"],
        "diverged": ["diverged", "diverged"],
    },
    "all": "All {seeds} starts {how} at this rate.",
    "some": "Of the {seeds} starts, {first}; {others}.",
    "none": "none is solved",
    "sentence": ("Start {seed}: {outcome}. {among}"),
    "still": (
        "Loss curves of a 2-2-1 network that learns XOR, on a logarithmic axis, over "
        "{epochs:,} epochs, the chosen start in blue and the others in grey. {sentence} "
        "A dashed line marks the loss of {limit:g} below which a run counts as solved."
    ),
    "summary": (
        "XOR learning rate: {rates} rates × {seeds} starts; "
        "at rates up to {stable}, {solved} of {runs} runs are solved"
    ),
}
language.words(__name__, WORDS)
