"""Descent in a valley."""

WORDS = {
    "title": "Gradient descent in a valley of two parameters",
    "learning_rate": "Learning rate α",
    "momentum": "Momentum β",
    "condition": "Condition number κ",
    "x": "along the valley: x",
    "y": "across: y",
    "step": "Step",
    "along": "x",
    "across": "y",
    "loss": "Loss L",
    "table": "Where each step lands",
    "regimes": {
        "along": "the way along the valley takes longest",
        "across": "the swinging across the valley takes longest",
        "even": "both directions shrink about equally fast",
        "forever": "the swinging across the valley does not shrink",
        "diverges": "the swinging across the valley grows: α is too large",
    },
    "sentence": (
        "Learning rate {learning_rate:g}, momentum {momentum:g}, condition number {condition}: "
        "{regime}. The loss goes from {first:.3g} to {last:.3g} in {steps} steps."
    ),
    "still": (
        "Contour lines of the loss, long ellipses around the minimum at (0, 0), and the path of "
        "gradient descent from (-1, 0.6), one point a step. {sentence}"
    ),
    "summary": (
        "Descent in a valley: {frames} settings; at condition number 10, "
        "{low} of {runs} end below a loss of 0.001"
    ),
}
