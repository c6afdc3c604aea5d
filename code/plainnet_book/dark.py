"""The dark version of a figure, where the book is built and in its pages.

Each colour is replaced by the dark colour with the same meaning, as in ``colours.css``, and greys
by those of text and lines. An image, such as a map, keeps its colours, as does all that is drawn
upon it. A figure with other colours has no dark version.
"""

import re
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import numpy as np

import plainnet

COLOURS = Path(plainnet.__file__).parent / "explorers" / "colours.css"
GREYS = ("ink", "muted", "grid", "paper")  # the greys of a theme, from strongest to faintest
COLOUR = re.compile(r"(?<=: )#[0-9a-f]{6}\b")
BLACK = "#000000"  # matplotlib omits it
HREF = "{http://www.w3.org/1999/xlink}href"
ElementTree.register_namespace("", "http://www.w3.org/2000/svg")
ElementTree.register_namespace("xlink", "http://www.w3.org/1999/xlink")


def in_the_dark(svg) -> str | None:
    """The ``svg`` for dark mode; ``None`` if it has a colour that is not in the palette."""
    root = ElementTree.fromstring(svg)
    images = upon_images(root)
    root.set("fill", darkened(BLACK))
    for node in root.iter():
        if node in images and node.get("clip-path"):
            node.set("fill", BLACK)
        elif node not in images and (style := node.get("style")):
            if None in map(darkened, COLOUR.findall(style)):
                return None
            node.set("style", COLOUR.sub(lambda colour: darkened(colour[0]), style))
    return ElementTree.tostring(root, encoding="unicode")


def upon_images(root) -> set:
    """The elements that are drawn into axes with an image, with the markers that they use.

    They are clipped to these axes, which ticks and frames are not, and texts by ``clip_on=True``.
    """
    parents = {child: parent for parent in root.iter() for child in parent}
    found = set()
    for axes in map(parents.get, root.iterfind(".//{*}image")):
        axes = parents[axes] if axes.get("clip-path") else axes
        for clipped in axes.iterfind(".//*[@clip-path]"):
            found.update(clipped.iter())
    used = {node.get(HREF, "#")[1:] for node in found}
    return found | {node for node in root.iterfind(".//{*}defs/{*}path") if node.get("id") in used}


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
