"""Optimises the pictures of pages: the smaller format, the size, and a dark version.

In the dark version, each colour of a figure is replaced by the dark colour with the same meaning,
as in ``colours.css``, and greys by those of text and lines. A figure with other colours, such as a
map, has no dark version and is shown on a light card.
"""

import io
import re
from base64 import b64decode, b64encode
from functools import cache

import numpy as np
from nbformat import NotebookNode
from PIL import Image

from plainnet.explorers import still
from plainnet.explorers.widget import HERE

GREYS = ("ink", "muted", "grid", "paper")  # the greys of a theme, from strongest to faintest
IMAGE = re.compile(r"<img [^>]*>")
ADDRESS = re.compile(r'(?<=src=")[^"]+')
COLOUR = re.compile(r"(?<=: )#[0-9a-f]{6}\b")
INLINE = "data:image/{};base64,"
SIZE = re.compile(r'width="([\d.]+)pt" height="([\d.]+)pt"')
PIXELS_PER_POINT = 4 / 3


def lighter(notebook) -> NotebookNode:
    """The executed ``notebook`` with each figure as SVG or, if that is large, as PNG."""
    for output in (output for cell in notebook.cells for output in cell.get("outputs", [])):
        data = output.get("data", {})
        if "image/svg+xml" in data:
            data["image/svg+xml"] = svg = still.tidy(data["image/svg+xml"])
            png = data.pop("image/png", None)  # a figure with a small SVG has none
            if png and still.is_dense(svg, b64decode(png)):
                del data["image/svg+xml"]
                data["image/png"] = png
    return notebook


def on_page(html, folder) -> str:
    """The page ``html`` with the sizes of its pictures and with dark versions; they load lazily.

    PNG files are converted to WebP. A dark version follows its light version, and the theme hides
    one of the two. The files are written to ``folder``, next to those that are there.
    """
    return IMAGE.sub(lambda tag: _placed(tag[0], folder), html)


def _placed(tag, folder):
    address = ADDRESS.search(tag)[0]
    if ' width="' in tag:
        return tag
    data = _read(address, folder)
    if address.endswith(".png"):
        address, data = _write(address, ".webp", still.lossless(data), folder)
    width, height = size(data)
    tag = tag.replace("<img ", f'<img width="{width}" height="{height}" ')
    tag = tag.replace("<img ", '<img loading="lazy" decoding="async" ')
    night = in_the_dark(data.decode()) if b"<svg" in data else None
    if night is None:
        return _shown(tag, address, "plainnet-card")
    other, _ = _write(address, ".dark.svg", night.encode(), folder)
    return _shown(tag, address, "only-light") + _shown(tag, other, "only-dark")


def _read(address, folder):
    inline = address.partition(";base64,")[2]
    return b64decode(inline) if inline else (folder / address).read_bytes()


def _write(address, suffix, data, folder):
    """Write the picture ``data`` next to that at ``address``; return its address and ``data``."""
    if address.startswith("data:"):
        return INLINE.format("svg+xml") + b64encode(data).decode(), data
    address = address.rpartition(".")[0] + suffix
    (folder / address).write_bytes(data)
    return address, data


def _shown(tag, address, kind):
    """The ``tag`` with this address and this class."""
    tag = ADDRESS.sub(lambda _: address, tag)
    before = re.search(r'(?<=class=")[^"]*', tag)
    if before is None:
        return tag.replace("<img ", f'<img class="{kind}" ')
    return tag.replace(before[0], f"{before[0]} {kind}", 1)


def size(data) -> tuple[int, int]:
    """The width and height of a picture in CSS pixels."""
    if found := SIZE.search(data[:1000].decode("utf8", "replace")):
        return tuple(round(float(points) * PIXELS_PER_POINT) for points in found.groups())
    return tuple(pixels // 2 for pixels in Image.open(io.BytesIO(data)).size)


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
    css = (HERE / "colours.css").read_text("utf8")
    light = re.findall(r"--([\w-]+): (?:light-dark\()?(#[0-9a-f]{6})", css)
    dark = re.findall(r"--([\w-]+): light-dark\(#[0-9a-f]{6}, (#[0-9a-f]{6})\)", css)
    return [dict(light), dict(dark)]


def _channels(colour):
    return [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
