"""The bug museum."""

WORDS = {
    "title": "An exhibit of the bug museum: how often it solves XOR, and what the judge says",
    "exhibit": "Exhibit",
    "name": "{number} · {title}",
    "activation": "Hidden activation",
    "learning_rate": "Learning rate α",
    "share": "starts solved, in %",
    "rows": [
        "Exhibit: {solved} of {runs}, {0:.1f} % ({1:.1f}–{2:.1f})",
        "Right code: {solved} of {runs}, {0:.1f} % ({1:.1f}–{2:.1f})",
    ],
    "epoch": "Epoch",
    "y": "Loss L",
    "loss": "Loss, exhibit",
    "loss_right": "Loss, right code",
    "solved_below": "solved below {limit:g}",
    "run": {
        "solved": "Start {seed}, its first that is solved",
        "stuck": "Start {seed}, its first that is stuck",
        "other": "Start {seed}",
    },
    "legend": (
        "Blue is the exhibit, grey the right code with as many hidden units. The lines around "
        "the dots are 95 % intervals. Both curves are from the same start; where you see only one, "
        "they coincide."
    ),
    "verdicts": [
        "Gradient check, at a network with random weights",
        "Step check, at the same network",
    ],
    "lines": ["In the exhibit", "In the right code"],
    "none": "no difference",
    "table": "Loss after some of the epochs, of the runs that are drawn",
    "sentence": (
        "{title}, {activation}, learning rate {learning_rate:g}: XOR is solved from {solved} of "
        "{runs} starts{right}.{harmless} Gradient check: {gradient}. Step check: {step}."
    ),
    "beside": ", with the right code from {solved}",
    "harmless": " With {activation} this is no fault.",
    "still": (
        "Loss curves on a logarithmic axis, over {epochs:,} epochs, of an exhibit of the bug "
        "museum and of the right code from the same start. {run}. {sentence} A dotted line marks "
        "the loss of {limit:g} below which a run counts as solved."
    ),
    "summary": (
        "Bug museum: with a fault, XOR is solved from more than half of {runs} starts "
        "in {most} of {cells} settings"
    ),
}
