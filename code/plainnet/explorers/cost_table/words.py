"""What networks cost."""

WORDS = {
    "title": "What networks cost, from 2-2-1 to one of the largest of today",
    "network": "Network",
    "shown": "Shown",
    "quantity": {
        "parameters": "parameters",
        "step": "operations of a training step",
        "memory": "memory to train",
    },
    "x": {
        "parameters": "parameters",
        "step": "operations for one example",
        "memory": "bytes",
    },
    "names": "Network",
    "of": "Parameters",
    "published": "Published",
    "forward": "Forward, operations",
    "step": "Training step, operations",
    "weights": "Parameters, memory",
    "training": "Training, memory",
    "table": "What each network costs; one example is a pattern, an image or a token",
    "legend": (
        "Each line of the grid is a thousand times the one before. One example is a pattern, an "
        "image or a token, a piece of a word. A training step counts as three forward passes. Left "
        "out are the operations for biases and activations, and the products of attention that "
        "grow with the length of a text."
    ),
    "sum": "{title}: {parameters:,} parameters, counted from",
    "part": "{name}: {sum} = {parameters:,}",
    "sentence": (
        "{title}: {parameters} parameters{published}. For one {example}, the forward pass takes "
        "about {forward} operations, a training step {step}. In single precision, the "
        "parameters take {weights}, training with Adam {training}.{note}"
    ),
    "compared": " ({published} were published; ours are {apart})",
    "apart": ["the same", "{percent:.1f} % more", "{percent:.1f} % fewer"],
    "short": {
        "parameters": "{} parameters",
        "step": "{} operations",
        "memory": "{}",
    },
    "sizes": ["thousand", "million", "billion", "trillion"],
    "bytes": ["bytes", "kB", "MB", "GB", "TB"],
    "still": "Dots on a logarithmic axis, one for each of {count} networks: {rows}. {sentence}",
    "summary": "Cost table: {count} networks, from {first} to {last} parameters",
}
