"""Descent on a parabola."""

WORDS = {
    "title": "Gradient descent on the parabola L(w) = w²",
    "learning_rate": "Learning rate α",
    "start": "Start w",
    "step": "Step",
    "path": "w",
    "loss": "Loss L",
    "table": "Where each step lands",
    "one_step": "1/λ",
    "limit": "2/λ",
    "regimes": {
        "creeps": {"name": "creeps", "says": "w shrinks and stays on its side"},
        "at once": {"name": "one step", "says": "the first step lands on the minimum"},
        "swings": {"name": "swings", "says": "w changes sides at every step and comes closer"},
        "forever": {"name": "swings forever", "says": "w changes sides and never comes closer"},
        "diverges": {"name": "diverges", "says": "w changes sides and moves further away"},
    },
    "sentence": (
        "Learning rate {learning_rate:g}, start {start:g}: each step multiplies w by "
        "1 - αλ = {factor:g}, so {regime}. After {steps} steps w is {last:.3g}."
    ),
    "still": (
        "The parabola L(w) = w² and on it, joined by lines, the points that gradient descent "
        "visits. {sentence}"
    ),
    "summary": (
        "Descent on a line: {rates} learning rates × {starts} starts; "
        "at {ended} rates the loss falls"
    ),
}
