"""The pictures of a page: the lighter one where a cell drew two, its size, and one for the dark.

In the dark, each colour of a figure becomes the one that has its meaning there, as ``colours.css``
says, and greys become those of text and lines. A figure with other colours, such as a map, has a
picture for the light alone, and stands on a light card.
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

GREYS = ("ink", "muted", "grid", "paper")  # from dark to light
IMAGE = re.compile(r"<img [^>]*>")
ADDRESS = re.compile(r'(?<=src=")[^"]+')
COLOUR = re.compile(r"(?<=: )#[0-9a-f]{6}\b")
INLINE = "data:image/{};base64,"
SIZE = re.compile(r'width="([\d.]+)pt" height="([\d.]+)pt"')
PIXELS_PER_POINT = 4 / 3


def lighter(notebook) -> NotebookNode:
    """The executed ``notebook``, in which each figure is SVG or, where that is dense, PNG."""
    for output in (output for cell in notebook.cells for output in cell.get("outputs", [])):
        data = output.get("data", {})
        if "image/svg+xml" in data:
            data["image/svg+xml"] = svg = still.tidy(data["image/svg+xml"])
            png = data.pop("image/png", None)  # there is none of a light figure
            if png and still.is_dense(svg, b64decode(png)):
                del data["image/svg+xml"]
                data["image/png"] = png
    return notebook


def on_page(html, folder) -> str:
    """``html``, a page in ``folder``, whose pictures have their size and do not delay the page.

    A PNG becomes a WebP, and what can be drawn for the dark is followed by its double, of which
    style sheets hide one. The files are written beside those that there are.
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
    return _shown(tag, address, "plainnet-light") + _shown(tag, other, "plainnet-dark")


def _read(address, folder):
    inline = address.partition(";base64,")[2]
    return b64decode(inline) if inline else (folder / address).read_bytes()


def _write(address, suffix, data, folder):
    """Put the picture ``data`` where that of ``address`` is; return its address, and ``data``."""
    if address.startswith("data:"):
        return INLINE.format("svg+xml") + b64encode(data).decode(), data
    address = address.rpartition(".")[0] + suffix
    (folder / address).write_bytes(data)
    return address, data


def _shown(tag, address, kind):
    """The ``tag`` with this address. The theme leaves alone what is ``dark-light``."""
    tag = ADDRESS.sub(lambda _: address, tag)
    before = re.search(r'(?<=class=")[^"]*', tag)
    if before is None:
        return tag.replace("<img ", f'<img class="{kind} dark-light" ')
    return tag.replace(before[0], f"{before[0]} {kind} dark-light", 1)


def size(data) -> tuple[int, int]:
    """The width and the height of a picture in pixels of a page."""
    if found := SIZE.search(data[:1000].decode("utf8", "replace")):
        return tuple(round(float(points) * PIXELS_PER_POINT) for points in found.groups())
    return tuple(pixels // 2 for pixels in Image.open(io.BytesIO(data)).size)


def in_the_dark(svg) -> str | None:
    """The ``svg`` in the colours for the dark; ``None`` if it has any that mean nothing there.

    Pixels in it stay as they are, such as those of a scanned digit. Where anything coloured is
    drawn over them, it was chosen for the light, and there is no double.
    """
    colours = {colour: darkened(colour) for colour in COLOUR.findall(svg)}
    if ("<image" in svg and colours) or None in colours.values():
        return None
    svg = COLOUR.sub(lambda colour: colours[colour[0]], svg)
    return svg.replace("<svg ", f'<svg fill="{darkened("#000000")}" ', 1)  # black is not written


def darkened(colour) -> str | None:
    """The colour for the dark, of a colour that has a meaning or of a grey; else ``None``."""
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
    """The colours for the light, and for the dark, by name."""
    css = (HERE / "colours.css").read_text("utf8")
    blocks = re.findall(r"\{([^{}]*)\}", css)
    return [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block)) for block in blocks]


def _channels(colour):
    return [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
