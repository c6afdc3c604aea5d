"""A figure for the page: as SVG where that is light, else as a picture of pixels.

SVG is sharp at every size and can be drawn in other colours for the dark; but a figure of thousands
of points, or of a map, weighs less as pixels, two for each of the screen's so that it is sharp, too.
"""

import gzip
import io
import re

from PIL import Image

DENSE = 20_000  # bytes of an SVG, compressed: what is heavier is pixels, unless these are heavier
UNSEEN = re.compile(r"<\?xml.*?\?>|<!DOCTYPE.*?>|<metadata>.*?</metadata>|<!--.*?-->", re.DOTALL)
GROUND = re.compile(r'<g id="patch_1">.*?</g>', re.DOTALL)  # the white sheet of matplotlib's figure
FRACTION = re.compile(r"(?<!scale\()-?\d+\.\d{3,}")


def tidy(svg) -> str:
    """An SVG of matplotlib without what nobody sees, such as the date, and without a ground."""
    svg = GROUND.sub("", UNSEEN.sub("", svg), count=1)
    svg = FRACTION.sub(lambda number: f"{float(number[0]):.2f}", svg)
    return re.sub(r"\s*\n\s*(?=<)|(?<=>)\s+$", "", svg).replace("\n", " ")


def lossless(png) -> bytes:
    """The pixels of a PNG as WebP, which needs a third of its bytes."""
    buffer = io.BytesIO()
    Image.open(io.BytesIO(png)).convert("RGB").save(buffer, "webp", lossless=True, method=6)
    return buffer.getvalue()


def is_dense(svg, png) -> bool:
    """Should a figure be pixels, the ``png``, rather than the ``svg``?"""
    weight = len(gzip.compress(svg.encode()))
    return weight > DENSE and weight > len(lossless(png))
