"""A figure for the page: SVG where that is light, else pixels.

SVG is sharp at every size, and its colours can be changed for the dark. But a figure of thousands
of points is lighter as pixels; two of them for one of the page's make it sharp, too.
"""

import gzip
import io
import re

from PIL import Image

DENSE = 20_000  # bytes of an SVG, compressed, from which on it may be too heavy
UNSEEN = re.compile(r"<\?xml.*?\?>|<!DOCTYPE.*?>|<metadata>.*?</metadata>|<!--.*?-->", re.DOTALL)
GROUND = re.compile(r'<g id="patch_1">.*?</g>', re.DOTALL)  # the white sheet of matplotlib's figure
GROUP = re.compile(r'<g id="([^"]+)">')  # a name that nobody uses
FRACTION = re.compile(r"(?<!scale\()-?\d+\.\d{3,}")


def tidy(svg) -> str:
    """An SVG of matplotlib without what nobody sees, such as the date, and without a ground."""
    svg = GROUND.sub("", UNSEEN.sub("", svg), count=1)
    svg = GROUP.sub(lambda group: group[0] if f"#{group[1]}" in svg else "<g>", svg)
    svg = FRACTION.sub(lambda number: f"{float(number[0]):.2f}", svg)
    return re.sub(r"\s*\n\s*(?=<)|(?<=>)\s+$", "", svg).replace("\n", " ")


def lossless(png) -> bytes:
    """The pixels of a PNG as WebP, which needs a third of its bytes."""
    buffer = io.BytesIO()
    Image.open(io.BytesIO(png)).convert("RGB").save(buffer, "webp", lossless=True, method=6)
    return buffer.getvalue()


def is_dense(svg, png) -> bool:
    """Is the ``svg`` heavy, and heavier than the same figure as pixels, ``png``?"""
    weight = len(gzip.compress(svg.encode()))
    return weight > DENSE and weight > len(lossless(png))
