"""One pass, step by step."""

WORDS = {
    "title": "One pass of a 2-2-1 network, step by step",
    "step": "Step",
    "pattern": "Pattern",
    "loss": "Loss",
    "losses": {"cross_entropy": "cross-entropy", "mse": "squared error"},
    "quantity": "Quantity",
    "value": "Value",
    "table": "Every number so far",
    "equation": "Equation",
    "line": "Code",
    "numbers": "Numbers",
    "code": "All of the code",
    "now": "computed in this step",
    "used": "used for it",
    "slope": "∂w, ∂a, ∂b: the slope of the loss for that weight, activation or bias",
    "parts": {"forward": "forward", "backward": "backward", "update": "update"},
    "sentence": "Step {step} of {steps}, {part}: {says}",
    "still": (
        "Diagram of a 2-2-1 network after one forward and one backward pass, with the numbers of "
        "each unit in its box and each weight on its edge, above its slope. {numbers}"
    ),
    "summary": "Stepper: {steps} steps × {patterns} patterns × {losses} losses",
    "says": {
        "input": "the pattern enters; its target is {y:g}.",
        "Z1": "each hidden unit adds up its weighted inputs and its bias.",
        "A1": "the sigmoid squeezes both sums into the range from 0 to 1.",
        "Z2": "the output adds up the weighted hidden values and its bias.",
        "y_hat": "the sigmoid of that sum is the prediction.",
        "loss": "the loss says how far the prediction is from the target {y:g}.",
        "delta2": "back propagation starts with the slope of the loss for z at the output.",
        "dW2": "a weight's slope is what entered it times the δ behind it.",
        "db2": "a bias multiplies 1, so its slope is the δ itself.",
        "dA1": "δ goes back through the same weights: the slope for each hidden activation.",
        "delta1": "and through the sigmoid: times its slope, that is the δ of the hidden layer.",
        "dW1": "the same rule again: what entered, times δ. From an input of 0 the slope is 0.",
        "db1": "and the slope of each hidden bias is its δ.",
        "update": "every number moves against its slope, with learning rate {learning_rate:g}.",
        "again": "a second forward pass: the loss was {before:.3f} and is now {after:.3f}.",
    },
}
