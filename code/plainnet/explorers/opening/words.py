"""The texts of the explorer on the first page."""

WORDS = {
    "title": "A network learns",
    "epoch": "Epoch",
    "train": "▶ Train",
    "seed": "Start",
    "start": "start {seed}",
    "network": "The network",
    "answers": "Its answers: x₁ →, x₂ ↑",
    "falls": "Its loss: how wrong it is",
    "loss": "Loss L",
    "table": "The loss so far",
    "solved_below": "solved below {limit:g}",
    "count": "· {right} of 4 right",
    "loss_text": "· loss {loss:.3g}",
    "outcomes": {"solved": "✓ solved", "stuck": "✗ stuck"},
    "legend": (
        "A thick wire is a large weight, a dashed one is negative. In the square, orange is an "
        "answer near 1 and purple one near 0; the line is at ½. Circles want a 1, squares a 0. "
        "Grey curves are the runs before."
    ),
    "sentence": (
        "Start {seed} after {epoch:,} epochs: {right} of 4 answers are right, the loss is "
        "{loss:.3g}.{end}"
    ),
    "ends": {
        "solved": " It has learned the task.",
        "stuck": " It is stuck: the curve is flat, and two answers stay wrong.",
    },
    "still": (
        "A network with two inputs, two hidden units and one output, trained from start {seed}: "
        "its weights as wires, its answers over the plane of inputs with the four patterns of XOR, "
        "and its loss. {sentence}"
    ),
    "summary": "Opening: {frames} moments each; starts {outcomes}",
}
