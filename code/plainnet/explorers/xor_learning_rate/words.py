"""The loss curve on XOR."""

WORDS = {
    "title": "Loss curve of a 2-2-1 network on XOR",
    "learning_rate": "Learning rate α",
    "seed": "Start (seed)",
    "epoch": "Epoch",
    "loss": "Loss L",
    "solved_below": "solved below {limit:g}",
    "table": "Loss after some of the epochs",
    "sentence": (
        "Learning rate {learning_rate:g}, start {seed}: {outcome}. "
        "The loss goes from {first:.3g} to {last:.3g} in {epochs:,} epochs."
    ),
    "still": (
        "Loss curve of a 2-2-1 network that learns XOR, on a logarithmic axis, over "
        "{epochs:,} epochs. {sentence} A dashed line marks the loss of {limit:g} "
        "below which a run counts as solved."
    ),
    "summary": (
        "XOR learning rate: {rates} rates × {seeds} starts; "
        "at rates up to {stable}, {solved} of {runs} runs are solved"
    ),
}
