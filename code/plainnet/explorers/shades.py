"""Two colour maps of ColorBrewer, as Matplotlib has them, where there may be no Matplotlib.

Source: Cynthia Brewer, colorbrewer2.org (Apache License 2.0); the names are Matplotlib's.
"""

import functools

import numpy as np

LEVELS = 256
ANCHORS = {
    "PuOr_r": "2d004b 542788 8073ac b2abd2 d8daeb f7f7f7 fee0b6 fdb863 e08214 b35806 7f3b08",
    "Blues": "f7fbff deebf7 c6dbef 9ecae1 6baed6 4292c6 2171b5 08519c 08306b",
}


def mixed(anchors, levels=LEVELS) -> list[str]:
    """So many colours, evenly from the first to the last of a text with some colours."""
    channels = np.array([[int(part[i : i + 2], 16) for i in (0, 2, 4)] for part in anchors.split()])
    places, ends = np.linspace(0, 1, levels), np.linspace(0, 1, len(channels))
    colours = np.column_stack([np.interp(places, ends, channel) for channel in channels.T])
    return ["#" + "".join(f"{round(level):02x}" for level in colour) for colour in colours.tolist()]


@functools.cache
def table(name) -> list[str]:
    """All colours of a map, from that for 0 to that for 1."""
    return mixed(ANCHORS[name])


def colour(name, part) -> str:
    """The colour for a number from 0 to 1."""
    return table(name)[min(int(part * LEVELS), LEVELS - 1)]
