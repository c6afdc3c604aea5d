"""Training as a film."""

WORDS = {
    "title": "A 2-2-1 network learns XOR: a film of its training",
    "epoch": "Epoch",
    "seed": "Start (seed)",
    "x1": "input x₁",
    "x2": "input x₂",
    "h1": "hidden h₁",
    "h2": "hidden h₂",
    "pattern": "Pattern",
    "target": "Target",
    "answer": "Answer ŷ",
    "loss": "Loss L",
    "solved_below": "solved below {limit:g}",
    "legend": (
        "Squares are patterns with target 0, circles those with target 1; 01 is (0, 1). Left: the "
        "answers over the plane of inputs. Right: where the hidden layer puts the patterns. The "
        "line is where the network answers ½; it answers more in the shaded part."
    ),
    "table": "The four patterns at this epoch",
    "sentence": (
        "Start {seed}, epoch {epoch:,}: the loss is {loss:.3g}, {right} of 4 answers are right. In "
        "hidden space, the closest two patterns with different targets are {one} and {other}, "
        "{distance:.3f} apart."
    ),
    "at": "epoch {epoch:,}",
    "still": (
        "A network while it learns XOR, at {count} moments. Above, its answers over the plane of "
        "inputs with the four patterns; below, where its hidden layer puts these patterns, squares "
        "for target 0 and circles for target 1, and the line where it answers one half. {told}"
    ),
    "summary": "Training film: {frames} epochs each; starts {outcomes}",
}
