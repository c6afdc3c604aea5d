"""The texts of the pad on which a reader draws a digit."""

from plainnet import language

WORDS = {
    "title": "It learns to read your hand",
    "title_own": "It reads your hand",
    "step": "Step",
    "train": "▶ Train",
    "lies": "The network gets it",
    "centred": "centred",
    "as_it_lies": "as it lies",
    "pad": "A pad to draw a digit on. The arrow keys move the drawing by one pixel.",
    "draw": "Draw a digit here",
    "clear": "Clear",
    "stored": "A stored digit",
    "none": "draw…",
    "sees": "what it sees",
    "units": "{count} units",
    "move": "Move it by a pixel",
    "ways": {"left": "←", "up": "↑", "down": "↓", "right": "→"},
    "way": {
        "left": "One pixel to the left",
        "up": "One pixel up",
        "down": "One pixel down",
        "right": "One pixel to the right",
    },
    "answers": "How sure it is of each digit",
    "unknown": "?",
    "percent": "{percent} %",
    "empty": "Draw a digit, and the network reads it.",
    "says": {
        "first": "Before its first step, the network reads this as {digit}, with {percent} %.",
        "after": "After {step} steps, the network reads this as {digit}, with {percent} %.",
        "own": "The network reads this as {digit}, with {percent} %.",
    },
    "others": " Of {count} digits that are new to it, it reads {right} right.",
    "proving": "Your browser is reading {images} images…",
    "proved": (
        "✓ Your browser has just read {images} images with {networks}; every sum is the whole "
        "number that Python found."
    ),
    "refuted": (
        "✗ Your browser found other numbers than Python ({what}). Do not believe this picture."
    ),
    "networks": ["this network", "all {count} networks"],
    "parts": {"sums": "sums", "shares": "probabilities", "right": "counts", "pen": "strokes"},
    "comma": ", ",
    "summary": "Hand: {count} networks, the last reads {right} of {images} digits",
}
language.words(__name__, WORDS)
