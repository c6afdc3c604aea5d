"""Contrasts of colours, and their distances for people with and without colour blindness."""

import re

import numpy as np

# Matrices on linear RGB that simulate vision without one kind of cones (Machado and others, 2009,
# doi:10.1109/TVCG.2009.113).
EYES = {
    "usual": np.eye(3),
    "without red": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "without green": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "without blue": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}
TO_LMS = [
    [0.4122214708, 0.5363325363, 0.0514459929],
    [0.2119034982, 0.6806995451, 0.1073969566],
    [0.0883024619, 0.2817188376, 0.6299787005],
]
TO_LAB = [
    [0.2104542553, 0.7936177850, -0.0040720468],
    [1.9779984951, -2.4285922050, 0.4505937099],
    [0.0259040371, 0.7827717662, -0.8086757660],
]


def linear(colour):
    """The linear RGB of an opaque colour, written as in Python or as browsers write it."""
    parts = re.fullmatch(r"#(..)(..)(..)|rgb\((\d+), (\d+), (\d+)\)", colour)
    assert parts, f"not an opaque colour: {colour}"
    numbers = [int(part, 16 if colour[0] == "#" else 10) for part in parts.groups() if part]
    channels = np.array(numbers) / 255
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def contrast(one, two):
    """The contrast of two colours, as WCAG 2 defines it."""
    dark, light = sorted(linear(colour) @ [0.2126, 0.7152, 0.0722] for colour in (one, two))
    return (light + 0.05) / (dark + 0.05)


def distance(one, two, eyes):
    """The distance of two colours in Oklab, as seen with ``eyes``, a key of `EYES`."""
    seen = [np.clip(EYES[eyes] @ linear(colour), 0, 1) for colour in (one, two)]
    labs = [TO_LAB @ np.cbrt(TO_LMS @ colour) for colour in seen]
    return np.linalg.norm(labs[0] - labs[1])
