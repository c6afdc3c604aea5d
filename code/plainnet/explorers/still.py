"""Still pictures for the page: SVG if that is small enough, otherwise pixels.

SVG is sharp at every size, and its colours can be changed for dark mode. But a plot of thousands of
points is smaller as pixels; with two pixels per CSS pixel it is sharp, too.
"""

import gzip
import io
import re

import matplotlib.style
from matplotlib.figure import Figure
from PIL import Image

PIXELS_PER_INCH = 96  # CSS pixels
DENSE = 20_000  # compressed bytes above which an SVG may be too large
UNSEEN = re.compile(r"<\?xml.*?\?>|<!DOCTYPE.*?>|<metadata>.*?</metadata>|<!--.*?-->", re.DOTALL)
GROUND = re.compile(r'<g id="patch_1">.*?</g>', re.DOTALL)  # the figure's white background
GROUP = re.compile(r'<g id="(?!legend_)([^"]+)">')  # most are never referred to
FRACTION = re.compile(r"scale\([^)]*\)|-?\d+\.\d{3,}")


def drawn(draw, size) -> tuple[str, bytes]:
    """The kind and the bytes of a picture: SVG, or lossless WebP if that is smaller.

    ``draw`` draws on axes; ``size`` is in inches.
    """
    with matplotlib.style.context("plainnet.book"):
        figure = Figure(figsize=size)
        draw(figure.add_subplot())
        svg, png = io.StringIO(), io.BytesIO()
        figure.savefig(svg, format="svg")
        text = tidy(svg.getvalue())
        if weight(text) > DENSE:
            figure.savefig(png, format="png", dpi=2 * PIXELS_PER_INCH)
            if is_dense(text, png.getvalue()):
                return "webp", lossless(png.getvalue())
    return "svg+xml", text.encode()


def tidy(svg) -> str:
    """An SVG from matplotlib without invisible parts, such as the date, and without background."""
    svg = GROUND.sub("", UNSEEN.sub("", svg), count=1)
    svg = GROUP.sub(lambda group: group[0] if f"#{group[1]}" in svg else "<g>", svg)
    svg = FRACTION.sub(lambda found: found[0] if "(" in found[0] else f"{float(found[0]):.2f}", svg)
    return re.sub(r"\s*\n\s*(?=<)|(?<=>)\s+$", "", svg).replace("\n", " ")


def lossless(png) -> bytes:
    """A PNG converted to lossless WebP, which has a third of its size."""
    buffer = io.BytesIO()
    Image.open(io.BytesIO(png)).convert("RGB").save(buffer, "webp", lossless=True, method=6)
    return buffer.getvalue()


def weight(svg) -> int:
    """How many bytes an SVG has when it is compressed."""
    return len(gzip.compress(svg.encode()))


def is_dense(svg, png) -> bool:
    """Whether the ``svg`` is large, and larger than the same figure as pixels, ``png``."""
    return weight(svg) > max(DENSE, len(lossless(png)))
