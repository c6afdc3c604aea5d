"""The texts of the playground."""

from plainnet import language

WORDS = {
    "settings": {
        "data": "Data",
        "noise": "Noise",
        "points": "Points",
        "activation": "Activation",
        "init": "First weights",
        "loss": "Loss",
        "rule": "Rule",
        "rate": "Rate α",
        "batch": "Batch",
        "decay": "Decay λ",
    },
    "values": {
        "data": {
            "and": "AND",
            "or": "OR",
            "nand": "NAND",
            "xor": "XOR",
            "noisy_xor": "noisy XOR",
            "rings": "rings",
            "moons": "moons",
            "spirals": "spirals",
            "blobs": "three blobs",
            "five": "five blobs",
            "line": "a line",
            "digits": "digits",
        },
        "activation": {
            "sigmoid": "sigmoid",
            "tanh": "tanh",
            "relu": "ReLU",
            "identity": "none",
        },
        "init": {"xavier": "Xavier", "he": "He", "uniform": "uniform", "normal": "normal"},
        "loss": {"cross_entropy": "cross-entropy", "mse": "squared error"},
        "rule": {"descent": "descent", "momentum": "momentum", "adam": "Adam"},
        "batch": {"0": "all", "1": "1", "10": "10", "32": "32"},
    },
    "rare": "More",
    "rare_hint": "More: first weights, loss, batch, decay",
    "speed": "Epochs a picture",
    "as many": "many",
    "training": "Training",
    "task_reached": "{task} {reached}",
    "challenges": "Challenges",
    "challenge": {
        "two units": {
            "label": "XOR, two units",
            "task": "Solve XOR with at most two hidden units.",
            "many": "These are {units} hidden units; two are enough.",
            "not yet": "{right} of {all} right; it is solved when all are, at a loss below "
            "{limit:g}.",
            "solved": "Solved, with two units. Not every start gets there: try others.",
            "other": "This challenge is about XOR.",
        },
        "few units": {
            "label": "rings, few units",
            "task": "Get 95 % of the new points of the rings right, with as few units as you can.",
            "share": "{share:.0%} of the new points are right, with {units} units; 95 % are asked.",
            "units": "{share:.0%} of new points are right, with {units} units. Will one less do?",
            "other": "This challenge is about the rings.",
        },
        "winding": {
            "label": "spirals",
            "task": "Get 90 % of the new points of the spirals right.",
            "share": "{share:.0%} of the new points are right; 90 % are asked.",
            "other": "This challenge is about the spirals.",
        },
        "overfit": {
            "label": "overfit and cure",
            "task": "Make the loss on new points rise again while the other one falls; then keep "
            "it from rising, on the same data.",
            "fits": "On new points, the loss is {times:.2f} times its smallest so far; it overfits "
            "from 1.5 times on.",
            "overfits": "It overfits: on new points, the loss is {times:.1f} times its smallest. "
            "Now cure it, on the same data: try fewer units, or weight decay.",
            "to cure": "After {epochs} epochs, the loss on new points is {loss:.3g}, {times:.2f} "
            "times its smallest; it is cured if it stays below {limit:.3g}, and below 1.1 times, "
            "for 200 epochs or more.",
            "cured": "Cured: on new points, the loss stays at {loss:.3g}.",
            "other": "This challenge is about the moons.",
        },
        "diverge": {
            "label": "diverge",
            "task": "Choose a learning rate at which the loss grows beyond all numbers.",
            "finite": "At α = {rate:g}, the loss is still a number.",
            "adam": "At α = {rate:g}, the loss is still a number. A step of Adam is about as long "
            "as α, however steep it is: try another rule.",
            "diverged": "It diverged at α = {rate:g}.",
            "other": "This challenge is about the line.",
        },
        "dead": {
            "label": "dead ReLU",
            "task": "Make a hidden ReLU that answers 0 for every point, so that it never learns "
            "again.",
            "no relu": "There are no ReLUs in this network.",
            "alive": "Each hidden unit answers more than 0 somewhere.",
            "silent": "Unit {unit} of layer {layer} answers 0 for every point, but the layer "
            "before it still learns, and may wake it.",
            "dead": "Unit {unit} of layer {layer} answers 0 for every point: its slope is 0 there, "
            "so it gets no gradient any more.",
            "other": "This challenge is about the rings.",
        },
        "reading": {
            "label": "digits, 97 %",
            "task": "Read 97 % of the images that it was not trained on.",
            "share": "{share:.1%} of the new images are read correctly; 97 % are asked.",
            "other": "This challenge is about the digits.",
        },
    },
    "train": "▶ Train",
    "stop": "❚❚ Stop",
    "step": "Step",
    "step_hint": "Step: one epoch",
    "reset": "↺",
    "reset_hint": "The same start again",
    "other_start": "Other start",
    "other_data": "Other data",
    "undo_points": "Undo all",
    "link": "Link",
    "link_hint": "Copy a link to these settings",
    "copied": "Copied",
    "save": "Save",
    "epochs": "epochs",
    "layers": "hidden",
    "less_layers": "One hidden layer less",
    "more_layers": "One hidden layer more",
    "less": "One unit less in hidden layer {layer}",
    "more": "One unit more in hidden layer {layer}",
    "many_terms": "{count} weights and the bias {bias:.2g}",
    "silent": "It answers 0 for every point",
    "full": "Full screen",
    "small": "Leave full screen",
    "shows": "What it answers",
    "unit_shows": "Layer {layer}, unit {unit}",
    "unit_silent": "{unit}. {silent}",
    "network": "Network",
    "network_alt": (
        "The network: a wire for each weight, thick where the weight is large, orange above 0 and "
        "purple below; in each hidden unit a small map of its answers"
    ),
    "answers_alt": "What the network answers for each input; the sentence says how many are right",
    "loss": "Loss",
    "loss_alt": "The losses against the epoch",
    "new": "new",
    "trained": "trained",
    "legend": {
        "plane": "Black: it cannot decide.",
        "line": "The curve is what it answers.",
        "digits": "Its mistakes first: 8 ≠ 3 if it answers 8 for a 3. The bars are its ten "
        "probabilities, that of the right digit in blue.",
        "table": "Rows: the right class. Columns: what it answers.",
    },
    "between": " ",  # two sentences
    "comma": ", ",
    "marks": "Filled: trained on. Hollow: new.",
    "moves": "Drag a point, or add one by a click beside them.",
    "adds": "A click adds",
    "classes": ["■", "●", "▲", "◆", "✚"],
    "code": "The Python of this",
    "code_alt": "The Python code of this run",
    "stale": "Python writes these lines anew…",
    "copy": "Copy",
    "open": "As a cell",
    "count": "{count:,} numbers to learn: {names}.",
    "without": (
        "Python does not run in this page, because {why}. So it shows runs that were trained when "
        "the page was made: choose a challenge."
    ),
    "too_old": "this browser is too old for it",
    "no_python": "the book was built without it",
    "finished": "A finished run. ",
    "said": "After {epochs}: loss {loss:.3g}, {right} of {all} right",
    "said_number": "After {epochs}: loss {loss:.3g}",
    "said_all": "{said}.",
    "said_new": "; on {all} new ones, loss {loss:.3g}, {share:.0%} right.",
    "said_new_number": "; on {all} new ones, {loss:.3g}.",
    "said_epochs": ["{epochs:,} epochs", "{epochs} epoch"],
    "said_diverged": "It diverged after {epochs}: the loss is no number any more.",
    "ask": {
        "same": "Run these lines: the same numbers?",
        "gradient": "Is the gradient right, here?",
        "many": "What if it starts 100 times?",
    },
    "asking": "Python computes…",
    "starting": "Python starts…",
    "decay_descent": "Weight decay goes with descent, so the rule is descent now.",
    "untaken": "Not to be had here, so another value stands: {names}.",
    "no_decay": "Weight decay goes with descent only, so λ is 0 now.",
    "same": (
        "✓ Run from the top, these lines give the same {count:,} numbers, bit for bit "
        "({epochs}, {seconds:.1f} s)."
    ),
    "not_same": "✗ Run from the top, these lines give other numbers than the page.",
    "nothing": "Train first.",
    "interrupted": "Stopped.",
    "gradient": "{sign} {verdict} ({losses:,} losses in {seconds:.1f} s)",
    "too large": (
        "This network has {count:,} numbers to learn, so the check would compute {losses:,} "
        "losses. Take one with at most {most:,}."
    ),
    "many": {
        "solved": "{good} of {count} starts solve it within {epochs}",
        "share": "{good} of {count} starts get 95 % of the new ones right within {epochs}",
        "loss": "{good} of {count} starts end below a loss of {limit:.3g} within {epochs}",
    },
    "by": {
        "ensemble": "; all at once, by {rule} at α = {rate:g}, {seconds:.1f} s.",
        "train": "; one after the other, by {rule} at α = {rate:g}, {seconds:.1f} s.",
    },
    "table": "The losses",
    "numbers": "Show the numbers",
    "epoch": "Epoch",
    "summary": "Playground: {data}, {units} hidden units; after {epochs} the loss is {loss:.3g}",
    "own_summary": "Playground: {network}",
    "start_over": "Start over",
}
language.words(__name__, WORDS)
