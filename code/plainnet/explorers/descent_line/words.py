"""The texts of the explorer of descent on a parabola."""

from plainnet import language

WORDS = {
    "title": "The stable range",
    "learning_rate": "Learning rate α",
    "start": "Start w",
    "symbols": {"learning_rate": "α", "start": "start"},
    "step": "Step",
    "roll": "▶ Roll",
    "path": "w",
    "loss": "Loss L",
    "height": "loss L",
    "slope": "Slope",
    "table": "Where each step lands",
    "one_step": "1/λ = 0.5",
    "limit": "2/λ = 1",
    "zones": ["creeps", "swings", "diverges"],
    "rate": "learning rate α = {learning_rate:g}",
    "factor": "each step: w × {factor:g}",
    "drag": "Drag the ring",
    "tasks": {
        "once": "one step is enough",
        "swings": "it swings",
        "limit": "the limit",
        "beyond": "beyond it",
    },
    "regimes": {
        "at once": "the first step lands on the minimum",
        "creeps": "w shrinks and stays on its side",
        "swings": "w changes sides at every step and comes closer",
        "forever": "w changes sides and never comes closer",
        "diverges": "w changes sides and moves further away",
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
language.words(__name__, WORDS)
