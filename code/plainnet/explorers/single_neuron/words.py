"""A single neuron and its line."""

WORDS = {
    "title": "One neuron, its line, and the four patterns",
    "w1": "Weight w1",
    "w2": "Weight w2",
    "b": "Bias b",
    "task": "Task",
    "tasks": {"and": "AND", "or": "OR", "xor": "XOR"},
    "x": "input x1",
    "y": "input x2",
    "pattern": "Pattern",
    "target": "Target",
    "answer": "Answer ŷ",
    "legend": (
        "A circle is a pattern with target 1, a square one with target 0. Above each stands the "
        "answer ŷ, and whether it is right. Shaded is the side where the answer is above ½."
    ),
    "table": "Answers to the four patterns",
    "sentence": "{task}: {right} of 4 right.{wrong} The loss is {loss:.3g}.",
    "wrong": " Wrong: {patterns}.",
    "still": (
        "The four patterns at the corners of a square, squares for target 0 and circles for "
        "target 1, with the line where the neuron answers one half, and the side where it answers "
        "more shaded. The answers are {answers}. {sentence}"
    ),
    "summary": (
        "Single neuron: {neurons:,} neurons; all four patterns right for AND {and_}, "
        "for OR {or_}, for XOR {xor_}"
    ),
}
