"""The texts of the stepper."""

from plainnet import language

WORDS = {
    "title": "One pass, step by step",
    "step": "Step",
    "pattern": "Pattern",
    "loss": "Loss",
    "losses": {"cross_entropy": "cross-entropy", "mse": "squared error"},
    "quantity": "Quantity",
    "value": "Value",
    "table": "Every number so far",
    "code": "Code: click a line to go there",
    "legend": (
        "Blue: computed in this step. Bold: used for it. w₁₂: the weight from x₁ to h₂. ∂w, ∂a, "
        "∂b: the slope of the loss for that weight, activation or bias. A full dot runs forward, a "
        "ring runs back. The thicker a wire, the larger its weight; dashed where it is negative."
    ),
    "tasks": {
        "first": "the first δ",
        "back": "the way back",
        "other": "the other loss",
        "zeros": "inputs of 0",
        "again": "did it help?",
    },
    "parts": {"forward": "forward", "backward": "backward", "update": "update"},
    "sentence": "Step {step} of {steps}, {part}: {explanation}",
    "still": (
        "Diagram of a 2-2-1 network after one forward and one backward pass, with the numbers of "
        "each unit in its box and each weight on its edge, above its slope. {numbers}."
    ),
    "summary": "Stepper: {steps} steps × {patterns} patterns × {losses} losses",
    "explanations": {
        "input": "the pattern enters the network; its target is {y:g}.",
        "Z1": "each hidden unit adds up its weighted inputs and its bias.",
        "A1": "the sigmoid squeezes both sums into the range from 0 to 1.",
        "Z2": "the output adds up the weighted activations and its bias.",
        "y_hat": "the sigmoid of that sum is the prediction.",
        "loss": "the loss measures how far the prediction is from the target {y:g}.",
        "delta2": "the way back starts with δ, the slope of the loss for z at the output.",
        "dW2": "the slope of a weight is what entered it times the δ behind it.",
        "db2": "a bias multiplies 1, so its slope is the δ itself.",
        "dA1": "the δ goes back through the same weights to each hidden activation.",
        "delta1": (
            "then it goes back through the sigmoid, that is, times the slope of the sigmoid. The "
            "result is the δ of each hidden unit."
        ),
        "dW1": (
            "the same rule as before: what entered, times δ. Where the input was 0, the slope is 0."
        ),
        "db1": "the slope of each hidden bias is its δ.",
        "update": "every number moves against its slope, with learning rate {learning_rate:g}.",
        "again": (
            "a second forward pass, with the new numbers. The loss was {before:.3f} and is now "
            "{after:.3f}."
        ),
    },
}
language.words(__name__, WORDS)
