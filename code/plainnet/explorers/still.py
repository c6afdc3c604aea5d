"""Still pictures for the page, as SVG: sharp at every size, with colours for dark mode, too."""

import io
import re

import matplotlib.style
from matplotlib.figure import Figure

UNSEEN = re.compile(r"<\?xml.*?\?>|<!DOCTYPE.*?>|<metadata>.*?</metadata>|<!--.*?-->", re.DOTALL)
GROUND = re.compile(r'<g id="patch_1">.*?</g>', re.DOTALL)  # the figure's white background
GROUP = re.compile(r'<g id="(?!legend_)([^"]+)">')  # most are never referred to
FRACTION = re.compile(r"scale\([^)]*\)|-?\d+\.\d{3,}")


def drawn(draw, size) -> str:
    """The SVG of what ``draw`` draws on axes; ``size`` is in inches."""
    with matplotlib.style.context("plainnet.book"):
        figure = Figure(figsize=size)
        draw(figure.add_subplot())
        figure.savefig(svg := io.StringIO(), format="svg")
    return tidy(svg.getvalue())


def tidy(svg) -> str:
    """An SVG from matplotlib without invisible parts, such as the date, and without background."""
    svg = GROUND.sub("", UNSEEN.sub("", svg), count=1)
    svg = GROUP.sub(lambda group: group[0] if f"#{group[1]}" in svg else "<g>", svg)
    svg = FRACTION.sub(lambda found: found[0] if "(" in found[0] else f"{float(found[0]):.2f}", svg)
    return re.sub(r"\s*\n\s*(?=<)|(?<=>)\s+$", "", svg).replace("\n", " ")
