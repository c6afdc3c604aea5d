"""Figures on a page: SVG or pixels, their sizes, and their dark versions."""

import copy
import gzip
import io
import re
from base64 import b64decode, b64encode
from xml.etree import ElementTree

import matplotlib.style
import nbformat
import numpy as np
import pytest
from each import each
from matplotlib.figure import Figure
from PIL import Image

from plainnet import plots
from plainnet.explorers import still
from plainnet_book import dark as night
from plainnet_book import pictures

LIGHT, DARK = night.themes()


def drawn(points=10, kind="curve", colours=()):
    """A figure of a line with this many points, as SVG and as PNG."""
    rng = np.random.default_rng(0)
    with matplotlib.style.context("plainnet.book"):
        figure = Figure(figsize=(3, 2))
        ax = figure.add_subplot(title="Title", xlabel="$x_1$")
        ax.plot(*rng.normal(size=(2, points)), ".", color=plots.COLOURS[kind])
        for colour in colours:
            ax.plot([0, 1], [0, 1], color=colour)
        svg, png = io.StringIO(), io.BytesIO()
        figure.savefig(svg, format="svg")
        figure.savefig(png, format="png", dpi=192)
    return svg.getvalue(), png.getvalue()


@pytest.fixture(scope="module")
def small():
    return drawn()


@pytest.fixture(scope="module")
def dense():
    return drawn(20_000)


def test_a_tidy_drawing_has_no_date_no_ground_and_what_it_shows(small):
    tidy = still.tidy(small[0])
    for unseen in ("<?xml", "<!DOCTYPE", "<metadata", "<!--", "patch_1", "\n"):
        assert unseen in small[0] and unseen not in tidy
    assert tidy.startswith("<svg ") and tidy.endswith("</svg>")
    assert len(tidy) < 0.9 * len(small[0])
    for part in ("<use ", "<g"):
        assert tidy.count(part) >= small[0].count(part) - 1
    scale = re.compile(r"scale\([^)]*\)")
    assert scale.findall(tidy) == scale.findall(small[0]) and "(0.105 -0.105)" in tidy
    assert max(len(end) for end in re.findall(r"\d\.(\d+)", scale.sub("", tidy))) == 2


def test_a_drawing_that_differs_by_its_date_alone_is_the_same_when_tidy():
    first, second = (drawn()[0] for _ in range(2))
    assert first != second
    assert still.tidy(first) == still.tidy(second)


def test_pixels_stay_what_they_are(small):
    webp = still.lossless(small[1])
    before, after = (Image.open(io.BytesIO(data)).convert("RGB") for data in (small[1], webp))
    assert Image.open(io.BytesIO(webp)).format == "WEBP"
    assert before.tobytes() == after.tobytes()
    assert len(webp) < 0.6 * len(small[1])


def test_only_what_is_heavy_and_heavier_than_pixels_is_dense(small, dense, monkeypatch):
    assert not still.is_dense(*small)
    assert still.is_dense(*dense)
    weight = len(gzip.compress(dense[0].encode()))
    monkeypatch.setattr(still, "lossless", lambda png: bytes(weight))
    assert not still.is_dense(*dense)  # the PNG is as large
    monkeypatch.setattr(still, "lossless", lambda png: bytes(weight - 1))
    assert still.is_dense(*dense)
    monkeypatch.setattr(still, "DENSE", weight)
    assert not still.is_dense(*dense)


def notebook(svg, png):
    data = {"image/svg+xml": svg, "image/png": b64encode(png).decode(), "text/plain": "<Figure>"}
    output = nbformat.v4.new_output("display_data", data)
    cells = [nbformat.v4.new_markdown_cell(""), nbformat.v4.new_code_cell("", outputs=[output])]
    return nbformat.v4.new_notebook(cells=cells)


def test_a_notebook_keeps_one_of_two_pictures(small, dense):
    for (svg, png), kind in ((small, "image/svg+xml"), (dense, "image/png")):
        (output,) = pictures.lighter(notebook(svg, png)).cells[1].outputs
        assert set(output.data) == {kind, "text/plain"}
        assert output.data[kind] == (still.tidy(svg) if "svg" in kind else b64encode(png).decode())


def test_a_light_figure_has_one_picture_from_the_start(small):
    drawing = notebook(*small)
    wanted = pictures.lighter(copy.deepcopy(drawing))
    del drawing.cells[1].outputs[0].data["image/png"]
    assert pictures.lighter(drawing) == wanted


# Colours.
@each("name", plots.COLOURS)
def test_a_colour_becomes_the_one_with_the_same_meaning(name):
    assert night.darkened(plots.COLOURS[name]) == DARK[name.replace(" ", "-")]


def test_greys_become_those_of_text_and_lines():
    for name in night.GREYS:
        assert night.darkened(LIGHT[name]) == DARK[name]
    assert night.darkened("#000000") == DARK["ink"]
    greys = [night.darkened("#" + 3 * f"{level:02x}") for level in range(256)]
    names = {DARK[name] for name in DARK}
    levels = [int(grey[1:3], 16) for grey in greys if grey not in names]
    assert levels == sorted(levels, reverse=True) and len(set(levels)) > 100


def test_a_colour_without_a_meaning_has_none_in_the_dark_nor_has_its_figure():
    assert night.darkened("#123456") is None
    assert night.in_the_dark(drawn(colours=["#123456"])[0]) is None
    assert night.in_the_dark(mapped("#0072b2")) is not None
    assert night.in_the_dark(mapped("#123456")) is None


def test_a_map_keeps_its_colours_and_those_upon_it_in_the_dark():
    svg = still.tidy(mapped())
    dark = night.in_the_dark(svg)
    image = re.compile('base64,[^"]*')
    assert image.findall(svg) == image.findall(dark) and len(image.findall(svg)) == 1
    styles, dark_styles = (
        [(node.tag, node.get("style")) for node in ElementTree.fromstring(text).iter()]
        for text in (svg, dark)
    )
    # On the map: its contour line, the lines around a marker and the colour in it.
    on_map = [f"stroke: {colour}" for colour in ("#123456", "#ffffff")] + ["fill: #654321"]
    for kept in on_map:
        same = [pair for pair in zip(styles, dark_styles, strict=True) if kept in str(pair[0])]
        assert same and all(before == after for before, after in same)
    # Beside the map: a curve, the frames and the texts.
    curve = plots.COLOURS["curve"]
    assert f"stroke: {curve}" in svg
    assert f"stroke: {curve}" not in dark and f"stroke: {DARK['curve']}" in dark
    for grey in ("#333333", "#555555", "#222222"):
        assert grey in svg and grey not in dark
    # Black, which matplotlib omits, is black upon the map and light beside it.
    root = ElementTree.fromstring(dark)
    (name,) = [g for g in root.iterfind(".//*[@clip-path]") if g.find("./{*}g[@transform]")]
    assert name.get("fill") == "#000000" and root.get("fill") == DARK["ink"]


def mapped(colour=plots.COLOURS["curve"]):
    """A figure of a map with lines, a marker and a text upon it, and of a curve beside it."""
    with matplotlib.style.context("plainnet.book"):
        figure = Figure(figsize=(5, 2))
        ax, other = figure.subplots(1, 2)
        ax.pcolormesh(np.eye(3), cmap="PuOr", rasterized=True)
        ax.plot([0, 3], [0, 3], color="#123456")
        ax.scatter(1, 2, color="#654321", edgecolors="white")
        ax.text(1, 1, "name", clip_on=True, color="black")
        ax.set(xlabel="x")
        other.plot([0, 1], [0, 1], color=colour)
        figure.savefig(svg := io.StringIO(), format="svg")
    return svg.getvalue()


def test_in_the_dark_all_colours_are_those_of_the_dark():
    svg = still.tidy(drawn(colours=["black", *plots.COLOURS.values()])[0])
    dark = night.in_the_dark(svg)
    for name, colour in plots.COLOURS.items():
        assert colour in svg and DARK[name.replace(" ", "-")] in dark
    left = {*plots.COLOURS.values(), "#000000", "#ffffff", "#333333"} - set(DARK.values())
    assert not left & set(night.COLOUR.findall(dark))
    # The title is black, which matplotlib omits.
    assert f' fill="{DARK["ink"]}"' in dark[: dark.index(">")]
    shapes = re.compile(r' d="[^"]*"| x="[^"]*"|#[0-9a-f]{6}')
    assert [len(part) for part in shapes.findall(svg)] == [
        len(part) for part in shapes.findall(dark.replace(f' fill="{DARK["ink"]}"', "", 1))
    ]


# Pictures on a page.
def placed(tmp_path, tag, **files):
    folder = tmp_path / "chapters"
    (tmp_path / "_images").mkdir(exist_ok=True)
    folder.mkdir(exist_ok=True)
    for name, data in files.items():
        (tmp_path / "_images" / name.replace("_", ".")).write_bytes(data)
    html = f"<figure>{tag}<figcaption>Text.</figcaption></figure>"
    after = pictures.on_page(html, folder)
    assert pictures.on_page(after, folder) == after  # repeating it changes nothing
    assert re.sub("<img [^>]*>", "", after) == re.sub("<img [^>]*>", "", html)
    return re.findall("<img [^>]*>", after)


def attributes(tag):
    return dict(re.findall(r'([\w-]+)="([^"]*)"', tag))


def test_a_drawing_gets_its_size_and_a_double_for_the_dark(tmp_path, small):
    svg = still.tidy(small[0])
    image = '<img alt="A curve &gt; 0." src="../_images/a.svg" />'
    one, other = placed(tmp_path, image, a_svg=svg.encode())
    for tag, kind, name in ((one, "light", "a.svg"), (other, "dark", "a.dark.svg")):
        assert attributes(tag) == {
            **{"alt": "A curve &gt; 0.", "src": f"../_images/{name}"},
            **{"class": f"only-{kind}", "width": "288", "height": "192"},
            **{"loading": "lazy", "decoding": "async"},
        }
    assert (tmp_path / "_images/a.svg").read_text() == svg
    assert (tmp_path / "_images/a.dark.svg").read_text() == night.in_the_dark(svg)


def test_a_drawing_for_a_phone_follows_in_the_output_and_is_a_file_of_its_own(tmp_path, small):
    other = drawn(20, "wrong")
    (output,) = pictures.lighter(notebook(small[0] + other[0], small[1])).cells[1].outputs
    assert set(output.data) == {"image/svg+xml", "text/plain"}
    wide, narrow = still.tidy(small[0]), still.tidy(other[0])
    assert output.data["image/svg+xml"] == wide + narrow
    both = (wide + narrow).encode()
    image = '<img alt="A." src="a.svg" />'
    html = pictures.on_page(image, write_to(tmp_path / "a.svg", both))
    assert pictures.on_page(image, tmp_path) == html  # the same figure on another page
    pattern = r'<picture><source media="([^"]*)" srcset="([^"]*)" width="288" height="192"><img '
    sources = re.findall(pattern, html)
    assert sources == [(pictures.PHONE, f"a{kind}.phone.svg") for kind in ("", ".dark")]
    assert re.findall(r'src="([^"]*)"', html) == ["a.svg", "a.dark.svg"]
    for name, drawing in {"a.svg": wide, "a.phone.svg": narrow}.items():
        assert (tmp_path / name).read_text() == drawing
        dark = tmp_path / name.replace("a.", "a.dark.")
        assert dark.read_text() == night.in_the_dark(drawing)


def write_to(path, data):
    path.write_bytes(data)
    return path.parent


def test_pixels_become_webp_and_a_drawing_of_a_map_stays_each_on_a_card(tmp_path, small):
    svg = still.tidy(drawn(colours=["#123456"])[0])
    for kind, data, shown in (("png", small[1], "webp"), ("svg", svg.encode(), "svg")):
        image = f'<img alt="A." src="../_images/a.{kind}" />'
        found = attributes(*placed(tmp_path, image, **{f"a_{kind}": data}))
        assert found["src"] == f"../_images/a.{shown}" and found["class"] == "plainnet-card"
        assert (found["width"], found["height"]) == ("288", "192")  # half of the pixels
    assert (tmp_path / "_images/a.webp").read_bytes() == still.lossless(small[1])


def test_a_still_picture_in_the_page_has_its_double_there_too(tmp_path, small):
    svg = still.tidy(small[0])
    data = "data:image/svg+xml;base64," + b64encode(svg.encode()).decode()
    one, other = placed(tmp_path, f'<img class="plainnet-still" alt="A." src="{data}">')
    assert attributes(one)["class"] == "plainnet-still only-light"
    assert f'src="{data}"' in one
    assert attributes(other)["class"] == "plainnet-still only-dark"
    dark = re.search(r"base64,([^\"]+)", other)[1]
    assert b64decode(dark).decode() == night.in_the_dark(svg)
