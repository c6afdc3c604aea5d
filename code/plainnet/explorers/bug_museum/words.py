"""The texts of the bug museum."""

from plainnet import language

WORDS = {
    "title": "The bug museum",
    "exhibit": "Exhibit",
    "name": "{number} · {title}",
    "activation": "Activation",
    "activations": ["sigmoid", "tanh", "ReLU"],
    "learning_rate": "Learning rate α",
    "tasks": {  # exhibit, activation, learning rate
        "beats the right code": ["derivative_at_output", "tanh", 1.0],
        "no fault with ReLU": ["derivative_at_output", "relu", 1.0],
        "a larger step": ["extra_derivative", "tanh", 4.0],
        "random numbers": ["random_feedback", "tanh", 2.0],
        "right gradient": ["updated_too_early", "tanh", 1.0],
    },
    "checks": ["gradient", "step"],
    "stamps": {"right": "✓", "wrong": "✗", "cannot tell here": "?"},
    "share": "% of starts solved",
    "rows": [
        "Exhibit: {solved} of {runs}, {0:.1f} % ({1:.1f}–{2:.1f})",
        "Right code: {solved} of {runs}, {0:.1f} % ({1:.1f}–{2:.1f})",
    ],
    "epoch": "Epoch",
    "y": "Loss L",
    "loss": "exhibit",
    "loss_right": "right code",
    "ends": {"loss": "exhibit", "loss_right": "right code"},
    "solved_below": "solved below {limit:g}",
    "run": {
        "solved": "Start {seed}, its first that is solved",
        "stuck": "Start {seed}, its first that is stuck",
        "other": "Start {seed}",
    },
    "legend": (
        "Both checks call the right code right and an exhibit wrong, unless a stamp says "
        "otherwise: ✓ is right, and ? means that the check cannot tell. Press a column of dots to "
        "choose its activation and learning rate; the bars are 95 % intervals. "
        "The right code has as many hidden units as the exhibit, and both curves begin at the same "
        "start: where you see only one, they coincide."
    ),
    "verdicts": [
        "Gradient check, at a network with random weights",
        "Step check, at the same network",
    ],
    "judge": "The judge",
    "lines": ["In the exhibit", "In the right code"],
    "none": "no difference",
    "table": "Loss after some of the epochs, of the runs that are drawn",
    "sentence": (
        "XOR is solved from {solved} of {runs} starts{right}.{harmless} "
        "Gradient check: {gradient}. Step check: {step}."
    ),
    "beside": ", with the right code from {solved}",
    "harmless": " With {activation} this is no fault.",
    "still": (
        "Loss curves on a logarithmic axis, over {epochs:,} epochs, of an exhibit of the bug "
        "museum and of the right code from the same start. {run}. {sentence} A dashed line marks "
        "the loss of {limit:g} below which a run counts as solved."
    ),
    "summary": (
        "Bug museum: with a fault, XOR is solved from more than half of {runs} starts "
        "in {most} of {cells} settings"
    ),
}
language.words(__name__, WORDS)
