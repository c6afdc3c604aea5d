"""The texts of the explorer of a single neuron."""

from plainnet import language

WORDS = {
    "title": "One neuron",
    "w1": "Weight w₁",
    "w2": "Weight w₂",
    "b": "Bias b",
    "symbols": {"w1": "w₁", "w2": "w₂", "b": "b"},
    "task": "Task",
    "try": {
        "soft": "a soft AND",
        "surer": "the same line, surer",
        "turned": "all signs turned",
        "zero": "all three at 0",
    },
    "comma": ", ",
    "answer": "{pattern}: {answer}",
    "tasks": {"and": "AND", "or": "OR", "xor": "XOR"},
    "x": "input x₁",
    "y": "input x₂",
    "pattern": "Pattern",
    "target": "Target",
    "shown": "Answer ŷ",
    "counts": [*(f"{count} of 4 right" for count in range(4)), "✓ 4 of 4 right"],
    "marks": "Right?",
    "verdicts": ["✗", "✓"],
    "tip": "w",
    "grip": "b",
    "weights": ["w₁ =", "w₂ =", "b ="],
    "loss": "loss",
    "best": "best",
    "half": "0.693, always ½",
    "legend": (
        "Drag the line at b, or the arrow of the weights at w. Circles have target 1, squares "
        "target 0; beside each is the answer ŷ. The colour is the answer everywhere, orange above "
        "½ and purple below. A thick wire is a large weight, a dashed one is negative."
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
language.words(__name__, WORDS)
