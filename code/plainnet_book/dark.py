"""The dark version of a figure, where the book is built and in its pages.

Each colour is replaced by the dark colour with the same meaning, as in ``colours.css``, and greys
by those of text and lines. A figure with other colours, such as a map, has no dark version.
"""

import re
from functools import cache
from pathlib import Path

import numpy as np

import plainnet

COLOURS = Path(plainnet.__file__).parent / "explorers" / "colours.css"
GREYS = ("ink", "muted", "grid", "paper")  # the greys of a theme, from strongest to faintest
COLOUR = re.compile(r"(?<=: )#[0-9a-f]{6}\b")


def in_the_dark(svg) -> str | None:
    """The ``svg`` for dark mode; ``None`` if it has a colour that is not in the palette.

    Images in it, such as scanned digits, stay as they are. If something coloured is drawn over an
    image, its colour was chosen for light mode, and there is no dark version.
    """
    colours = {colour: darkened(colour) for colour in COLOUR.findall(svg)}
    if ("<image" in svg and colours) or None in colours.values():
        return None
    svg = COLOUR.sub(lambda colour: colours[colour[0]], svg)
    return svg.replace("<svg ", f'<svg fill="{darkened("#000000")}" ', 1)  # matplotlib omits black


def darkened(colour) -> str | None:
    """The dark version of a grey or of a colour with a meaning; ``None`` for any other colour."""
    light, dark = themes()
    names = [name for name in dark if light[name] == colour]
    if names:
        return dark[names[0]]
    level, *others = _channels(colour)
    if others != [level, level]:
        return None
    levels = [_channels(light[name])[0] for name in GREYS]
    ends = zip(*(_channels(dark[name]) for name in GREYS), strict=True)
    return "#" + "".join(f"{round(np.interp(level, levels, values)):02x}" for values in ends)


@cache
def themes() -> list[dict[str, str]]:
    """The light and the dark colours, by name."""
    css = COLOURS.read_text("utf8")
    light = re.findall(r"--([\w-]+): (?:light-dark\()?(#[0-9a-f]{6})", css)
    dark = re.findall(r"--([\w-]+): light-dark\(#[0-9a-f]{6}, (#[0-9a-f]{6})\)", css)
    return [dict(light), dict(dark)]


def _channels(colour):
    return [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
