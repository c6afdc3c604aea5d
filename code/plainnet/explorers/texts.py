"""All words that an explorer shows, in one place, so that a translation can replace them.

JavaScript holds no sentence. Numbers arrive formatted by Python.
"""

COMMON = {
    "pin": "Pin this curve",
    "unpin": "Remove the pinned curve",
    "pinned": "Pinned",
    "numbers": "Show the numbers",
}

OUTCOMES = {
    "solved": "solved, all four patterns are right",
    "stuck": "stuck, the curve is flat near a plateau",
    "still learning": "still learning",
    "thrashing": "thrashing, the steps are too large",
    "diverged": "diverged, the numbers overflowed",
}

XOR_LEARNING_RATE = {
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
