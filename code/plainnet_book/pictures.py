"""Optimises the pictures of pages: their SVG, their size, and a dark version (`dark`).

A figure without a dark version is shown on a light card. For a phone, a figure may have a narrow
drawing of its own (`figure_sizes`), whose SVG then follows that of the wide one.
"""

import functools
import re

from nbformat import NotebookNode

from plainnet.explorers import still
from plainnet_book.dark import in_the_dark

IMAGE = re.compile(r"<img [^>]*>")
ADDRESS = re.compile(r'(?<=src=")[^"]+')
LIVE = "application/vnd.jupyter.widget-view+json"
DRAWING = re.compile("<svg .*?</svg>", re.DOTALL)
PHONE = "(max-width: 36rem)"
SIZE = re.compile(r'width="([\d.]+)pt" height="([\d.]+)pt"')
PIXELS_PER_POINT = 4 / 3


def lighter(notebook) -> NotebookNode:
    """The executed ``notebook`` with figures as tidy SVG, without widgets: those need Jupyter."""
    for cell in (cell for cell in notebook.cells if cell.get("outputs")):
        if any(LIVE in each.get("data", {}) for each in cell.outputs):  # nbval is not to miss them
            cell.metadata.tags = sorted({*cell.metadata.get("tags", []), "nbval-ignore-output"})
        cell.outputs = [each for each in cell.outputs if LIVE not in each.get("data", {})]
        for data in (output.get("data", {}) for output in cell.outputs):
            if "image/svg+xml" in data:
                drawings = DRAWING.findall(data["image/svg+xml"])
                data["image/svg+xml"] = "".join(map(still.tidy, drawings))
    return notebook


def on_page(html, folder) -> str:
    """The page ``html`` with the sizes of its pictures and with dark versions; they load lazily.

    A dark version follows its light version, and the theme hides one of the two. The files are
    written to ``folder``, next to those that are there.
    """
    return IMAGE.sub(lambda tag: _placed(tag[0], folder), html)


def _placed(tag, folder):
    address = ADDRESS.search(tag)[0]
    if not address.endswith(".svg") or ' width="' in tag:
        return tag
    light = DRAWING.findall(_file((folder / address).resolve()))
    tag = tag.replace("<img ", f'<img loading="lazy" decoding="async" {_size(light[0])} ')
    dark = [in_the_dark(drawing) for drawing in light]
    looks = {"plainnet-card": (light, "")}
    if None not in dark:
        looks = {"only-light": (light, ""), "only-dark": (dark, ".dark")}
    return "".join(_drawn(tag, address, folder, kind, *look) for kind, look in looks.items())


def _drawn(tag, address, folder, kind, drawings, suffix):
    """The ``tag`` for SVGs of one theme: of a wide page and, if there are two, of a phone."""
    wide, *narrow = drawings
    tag = _shown(tag, _write(address, f"{suffix}.svg", wide, folder), kind)
    for drawing in narrow:
        phone = _write(address, f"{suffix}.phone.svg", drawing, folder)
        source = f'<source media="{PHONE}" srcset="{phone}" {_size(drawing)}>'
        tag = f"<picture>{source}{tag}</picture>"
    return tag


@functools.cache
def _file(path):
    """A file as Sphinx wrote it: in its place, the first page that shows it puts the wide SVG."""
    return path.read_text("utf8")


def _write(address, suffix, drawing, folder):
    """Write a ``drawing`` next to that at ``address``; return its address."""
    address = address.removesuffix(".svg") + suffix
    (folder / address).write_text(drawing, "utf8")
    return address


def _shown(tag, address, kind):
    """The ``tag`` with this address and this class."""
    tag = ADDRESS.sub(lambda _: address, tag)
    before = re.search(r'(?<=class=")[^"]*', tag)
    if before is None:
        return tag.replace("<img ", f'<img class="{kind}" ')
    return tag.replace(before[0], f"{before[0]} {kind}", 1)


def _size(svg):
    return 'width="{}" height="{}"'.format(*size(svg))


def size(svg) -> tuple[int, int]:
    """The width and height of an SVG in CSS pixels."""
    return tuple(round(float(points) * PIXELS_PER_POINT) for points in SIZE.search(svg).groups())
