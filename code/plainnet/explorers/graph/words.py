"""The texts of the graph explorer."""

from plainnet import language

WORDS = {
    "title": "Slopes through a graph",
    "step": "Step",
    "leaf": "Value of a, or of w",
    "symbol": "a or w",
    "loss": "Loss",
    "losses": {"roads": "two roads", "neuron": "a neuron", "sigmoid": "sigmoid"},
    "formulas": {
        "roads": "L = a² + a·b + b",
        "neuron": "L = (w·x + b − y)²",
        "sigmoid": "L = log(1 + exp(−(w·x + b)))",
    },
    "names": "Node",
    "values": "Value",
    "slopes": "Slope of L",
    "table": "Every node, with what is known so far",
    "value": "value",
    "slope": "slope",
    "legend": (
        "Each box: how the node is made, its value, and the slope of L for it. On the way back, a "
        "line shows its local slope, which multiplies what goes along it. Blue: computed in this "
        "step. A full dot runs forward, a ring runs back. Fixed numbers, such as the 1 in 1 + u, "
        "have no box."
    ),
    "tasks": {
        "meet": "two roads meet",
        "slopes": "a neuron’s slopes",
        "none": "no error",
        "chain": "log and exp",
    },
    "row": {
        "forward": "{made} = {numbers} = {value}",
        "local": "∂{node}/∂{parent} = {local}",
        "hand": "∂L/∂{parent} = {slope}·{local} = {after}",
        "sum": "∂L/∂{parent} = {before} + {slope}·{local} = {after}",
    },
    "sentence": {
        "start": "Step 0 of {steps}: only the leaves have values, {leaves}.",
        "forward": "Step {step} of {steps}, forward: {rows}.",
        "local": "Step {step} of {steps}, back from {node}.{first} {rule} {rows}.",
        "hand": (
            "Step {step} of {steps}, back from {node}{rule}: the slope {rows}.{first}{meet}{end}"
        ),
    },
    "first": " The slope of L for itself is 1.",
    "meet": " Two roads meet in {parents}.",
    "end": " Every leaf has its slope.",
    "and": " and ",
    "spoken": {
        "forward": "{made} = {numbers} = {value}",
        "local": "the local slope for {parent} is {local}",
        "hand": "for {parent} is {slope}·{local} = {after}",
        "sum": "for {parent} is {before} + {slope}·{local} = {after}",
    },
    "rules": {
        "local": {
            "+": "A sum grows as much as each of its terms:",
            "-": "A difference grows with its first term, and shrinks as the second grows:",
            "*": "A product grows with a factor as fast as the other factor says:",
            "**": "A square grows twice as fast as its base says:",
        },
        "hand": {
            "+": ", to both as it is",
            "-": ", to the second with the sign turned",
            "*": ", times the other factor",
            "**": ", times twice the base",
            "exp": ", times its own value",
            "log": ", divided by what is inside",
            "* fixed": ", with the sign turned",
            "+ fixed": ", as it is",
        },
    },
    "still": (
        "Graph of the loss {formula}, with a box for each node and a line from each node to what "
        "is made of it. In the boxes are the values, and the slopes of L: {numbers}."
    ),
    "number": "{title} has the value {value} and the slope {slope}",
    "box": "{title}\nvalue {value}\nslope {slope}",
    "summary": "Graph: {steps} steps forward and back × {losses} losses × {leaves} values",
}
language.words(__name__, WORDS)
