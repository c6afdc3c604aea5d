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

# A verdict is a whole sentence. For a number, `exercises` uses the same words.
ANSWER_BOX = {
    "clear": "Clear",
    "unfold": "Show the answer",
    "number": {
        "right": "Right. {says}",
        "wrong": "Not yet: it looks as if {says}.",
        "shown": {
            "check": "Check",
            "unknown": (
                "Not yet, and it is none of the mistakes that are known here. "
                "Check each step, and round only at the end."
            ),
            "unread": (
                "Please type a number such as 0.25 or -3e-4. "
                "Fractions and units are not understood."
            ),
        },
        "unknown_whole": (
            "Not yet, and it is none of the mistakes that are known here. "
            "Check each step; the answer is a whole number."
        ),
        "summary": "Answer box: {prompt} ({count} mistakes are recognised)",
        "summary_of_one": "Answer box: {prompt} (1 mistake is recognised)",
    },
    "choice": {
        "right": "Right. {says}",
        "wrong": "Not yet. {says}",
        "shown": {"check": "Check", "unread": "Please pick one of the answers first."},
        "summary": "Answer box: {prompt} ({count} answers to pick from)",
    },
    "prediction": {
        "right": "You predicted: {value}. Right. {says}",
        "wrong": "You predicted: {value}. It turns out differently. {says}",
        "shown": {
            "check": "That is my prediction",
            "unread": "Please pick one first. A guess is fine.",
        },
        "summary": "Prediction: {prompt} ({count} answers to pick from)",
    },
}
