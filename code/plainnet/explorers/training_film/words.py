"""The texts of the training film."""

from plainnet import language

WORDS = {
    "title": "Training as a film",
    "epoch": "Epoch",
    "left": "Upper start",
    "right_start": "Lower start",
    "start": "Start {seed}",
    "ended": "{start}, {outcome}",
    "right": "{right} of 4 right",
    "tasks": {
        "leads": "epoch 300: who leads?",
        "later": "100 epochs later",
        "late": "start 5: late",
    },
    "distance": "{distance:.3f} apart",
    "x1": "input x₁",
    "x2": "input x₂",
    "h1": "hidden h₁",
    "h2": "hidden h₂",
    "pattern": "Pattern",
    "target": "Target",
    "left_h1": "Upper: h₁",
    "left_h2": "Upper: h₂",
    "left_answer": "Upper: answer ŷ",
    "right_h1": "Lower: h₁",
    "right_h2": "Lower: h₂",
    "right_answer": "Lower: answer ŷ",
    "loss": "Loss L",
    "solved_below": "solved below {limit:g}",
    "legend": (
        "Squares are patterns with target 0, circles those with target 1; 01 is (0, 1). Hidden "
        "space shows where the hidden layer puts them; a dashed line joins the closest two with "
        "different targets. Colours are answers: orange above ½, purple below. Thick wires are "
        "large weights, dashed ones negative."
    ),
    "table": "The four patterns at this epoch",
    "at_epoch": "Epoch {epoch:,}.",
    "sentence": (
        "Start {seed}: loss {loss:.3g}, {right} of 4 right, {one} and {other} {distance:.3f} apart."
    ),
    "at": "epoch {epoch:,}",
    "still": (
        "A network while it learns XOR, at {count} moments. Above, its answers over the plane of "
        "inputs with the four patterns; below, where its hidden layer puts these patterns, squares "
        "for target 0 and circles for target 1, and the line where it answers one half. {sentences}"
    ),
    "summary": "Training film: {frames} epochs each; starts {outcomes}",
}
language.words(__name__, WORDS)
