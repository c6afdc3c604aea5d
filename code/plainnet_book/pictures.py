"""Optimises the pictures of pages: the smaller format, the size, and a dark version (`dark`).

A figure without a dark version is shown on a light card. For a phone, a figure may have a narrow
drawing of its own (`figure_sizes`), whose SVG then follows that of the wide one.
"""

import functools
import io
import re
from base64 import b64decode, b64encode

from nbformat import NotebookNode
from PIL import Image

from plainnet.explorers import still
from plainnet_book.dark import in_the_dark

IMAGE = re.compile(r"<img [^>]*>")
ADDRESS = re.compile(r'(?<=src=")[^"]+')
DRAWING = re.compile("<svg .*?</svg>", re.DOTALL)
PHONE = "(max-width: 36rem)"
INLINE = "data:image/{};base64,"
SIZE = re.compile(r'width="([\d.]+)pt" height="([\d.]+)pt"')
PIXELS_PER_POINT = 4 / 3


def lighter(notebook) -> NotebookNode:
    """The executed ``notebook`` with each figure as SVG or, if that is large, as PNG."""
    for output in (output for cell in notebook.cells for output in cell.get("outputs", [])):
        data = output.get("data", {})
        if "image/svg+xml" in data:
            wide, *narrow = map(still.tidy, DRAWING.findall(data["image/svg+xml"]))
            data["image/svg+xml"] = "".join([wide, *narrow])
            png = data.pop("image/png", None)  # a figure with a small SVG has none
            if png and still.is_dense(wide, b64decode(png)):
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
    tag = tag.replace("<img ", f'<img loading="lazy" decoding="async" {_size(data)} ')
    if b"<svg" not in data:
        return _shown(tag, address, "plainnet-card")
    light = DRAWING.findall(data.decode())
    dark = [in_the_dark(drawing) for drawing in light]
    looks = {"plainnet-card": (light, "")}
    if None not in dark:
        looks = {"only-light": (light, ""), "only-dark": (dark, ".dark")}
    return "".join(_drawn(tag, address, folder, kind, *look) for kind, look in looks.items())


def _drawn(tag, address, folder, kind, drawings, suffix):
    """The ``tag`` for SVGs of one theme: of a wide page and, if there are two, of a phone."""
    wide, *narrow = [drawing.encode() for drawing in drawings]
    tag = _shown(tag, _write(address, f"{suffix}.svg", wide, folder)[0], kind)
    for data in narrow:
        phone, _ = _write(address, f"{suffix}.phone.svg", data, folder)
        source = f'<source media="{PHONE}" srcset="{phone}" {_size(data)}>'
        tag = f"<picture>{source}{tag}</picture>"
    return tag


def _read(address, folder):
    inline = address.partition(";base64,")[2]
    return b64decode(inline) if inline else _file((folder / address).resolve())


@functools.cache
def _file(path):
    """A file as Sphinx wrote it: in its place, the first page that shows it puts the wide SVG."""
    return path.read_bytes()


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


def _size(data):
    return 'width="{}" height="{}"'.format(*size(data))


def size(data) -> tuple[int, int]:
    """The width and height of a picture in CSS pixels."""
    if found := SIZE.search(data[:1000].decode("utf8", "replace")):
        return tuple(round(float(points) * PIXELS_PER_POINT) for points in found.groups())
    return tuple(pixels // 2 for pixels in Image.open(io.BytesIO(data)).size)
