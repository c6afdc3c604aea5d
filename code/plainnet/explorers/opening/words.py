"""The texts of the explorer on the first page."""

from plainnet import language

WORDS = {
    "title": "A network learns",
    "epoch": "Epoch",
    "train": "▶ Train",
    "rate": "Learning rate α",
    "seed": "Start",
    "start": "start {seed}",
    "name": "α = {learning_rate:g}, start {seed}",
    "network": "The network",
    "answers": "Its answers: x₁ →, x₂ ↑",
    "falls": "Its loss",
    "loss": "Loss L",
    "table": "The loss so far",
    "goal": "solved",
    "count": "{right} of 4 right",
    "loss_text": "· loss {loss:.3g}",
    "outcomes": {
        "solved": "✓ solved",
        "stuck": "✗ stuck",
        "still learning": "… too slow",
        "thrashing": "✗ overshoots",
    },
    "legend": (
        "A thick wire is a large weight, a dashed one is negative. The line in the square is where "
        "the answer is ½; circles want a 1, squares a 0. Below the dotted line, at {limit:g}, the "
        "task counts as solved. Grey curves are the runs before; a click on one brings it back."
    ),
    "sentence": (
        "Learning rate {learning_rate:g}, start {seed}, after {epoch:,} epochs: {right} of 4 "
        "answers are right, the loss is {loss:.3g}.{end}"
    ),
    "ends": {
        "solved": " It has learned the task.",
        "stuck": " It is stuck: the curve is flat, and two answers stay wrong.",
        "still learning": " It is still learning: its steps are small.",
        "thrashing": " Its steps are too large: the loss jumps up and down.",
    },
    "still": (
        "A network with two inputs, two hidden units and one output, trained from start {seed}: "
        "its weights as wires, its answers over the plane of inputs with the four patterns of XOR, "
        "and its loss. {sentence}"
    ),
    "summary": "Opening: {rates} rates, {frames} moments each; at rate 1, starts {outcomes}",
}
language.words(__name__, WORDS)
