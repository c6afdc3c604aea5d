"""The texts of the cost table."""

from plainnet import language

WORDS = {
    "title": "What networks cost",
    "network": "Network",
    "heads": {"parameters": "Parameters", "step": "Operations", "memory": "Memory"},
    "names": "Network",
    "of": "Parameters",
    "published": "Published",
    "forward": "Forward, operations",
    "step": "Training step, operations",
    "weights": "Parameters, memory",
    "training": "Training, memory",
    "table": "What each network costs; one example is a pattern, an image or a token",
    "legend": (
        "k, M, B and T are thousand, million, billion and trillion. The operations are those of a "
        "training step for one example: a pattern, an image or a token, a piece of a word. A step "
        "counts as three forward passes. Left out are the operations for biases and activations, "
        "and the products of attention that grow with the length of a text. The memory is what "
        "training with Adam takes."
    ),
    "sum": "{title}: {parameters:,} parameters, counted from",
    "part": "{name}: {sum} = {parameters:,}",
    "sentence": (
        "{title}: {parameters} parameters. For one {example}, the forward pass takes "
        "about {forward} operations, and a training step {step}."
    ),
    "tasks": {
        "nine": "nine numbers",
        "shared": "shared weights",
        "billion": "a billion parameters",
        "experts": "experts",
    },
    "sizes": ["thousand", "million", "billion", "trillion"],
    "zeros": "000",  # those that each size has more than the one before
    "letters": ["", "k", "M", "B", "T"],
    "bytes": ["bytes", "kB", "MB", "GB", "TB"],
    "row": "{name} {parameters}",
    "still": "Dots on a logarithmic axis, three for each of {count} networks: {rows}. {sentence}",
    "summary": "Cost table: {count} networks, from {first} to {last} parameters",
}
language.words(__name__, WORDS)


def said(text) -> str:
    """A text of `model_size`, which knows of no second language, in the one that is spoken."""
    return language.said(__name__, text)
