"""Figures on a page: their SVG, their sizes, and their dark versions."""

import io
import re
from xml.etree import ElementTree

import matplotlib.style
import nbformat
import numpy as np
import pytest
from each import each
from matplotlib.figure import Figure

from plainnet import plots
from plainnet.explorers import still
from plainnet_book import dark as night
from plainnet_book import pictures

LIGHT, DARK = night.themes()


def drawn(points=10, kind="curve", colours=()):
    """The SVG of a figure of a line with this many points."""
    rng = np.random.default_rng(0)
    with matplotlib.style.context("plainnet.book"):
        figure = Figure(figsize=(3, 2))
        ax = figure.add_subplot(title="Title", xlabel="$x_1$")
        ax.plot(*rng.normal(size=(2, points)), ".", color=plots.COLOURS[kind])
        for colour in colours:
            ax.plot([0, 1], [0, 1], color=colour)
        figure.savefig(svg := io.StringIO(), format="svg")
    return svg.getvalue()


@pytest.fixture(scope="module")
def small():
    return drawn()


def test_a_tidy_drawing_has_no_date_no_ground_and_what_it_shows(small):
    tidy = still.tidy(small)
    for unseen in ("<?xml", "<!DOCTYPE", "<metadata", "<!--", "patch_1", "\n"):
        assert unseen in small and unseen not in tidy
    assert tidy.startswith("<svg ") and tidy.endswith("</svg>")
    assert len(tidy) < 0.9 * len(small)
    for part in ("<use ", "<g"):
        assert tidy.count(part) >= small.count(part) - 1
    scale = re.compile(r"scale\([^)]*\)")
    assert scale.findall(tidy) == scale.findall(small) and "(0.105 -0.105)" in tidy
    assert max(len(end) for end in re.findall(r"\d\.(\d+)", scale.sub("", tidy))) == 2


def test_a_drawing_that_differs_by_its_date_alone_is_the_same_when_tidy():
    first, second = (drawn() for _ in range(2))
    assert first != second
    assert still.tidy(first) == still.tidy(second)


def notebook(svg):
    data = {"image/svg+xml": svg, "text/plain": "<Figure>"}
    output = nbformat.v4.new_output("display_data", data)
    cells = [nbformat.v4.new_markdown_cell(""), nbformat.v4.new_code_cell("", outputs=[output])]
    return nbformat.v4.new_notebook(cells=cells)


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
    assert night.in_the_dark(drawn(colours=["#123456"])) is None
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


def test_a_drawing_for_a_phone_follows_in_the_output_and_is_a_file_of_its_own(tmp_path, small):
    other = drawn(20, "wrong")
    book = notebook(small + other)
    live = {"text/plain": "Slider()", pictures.LIVE: {"model_id": "a"}}  # no page can show it
    book.cells[1].outputs.append(nbformat.v4.new_output("display_data", live))
    (output,) = pictures.lighter(book).cells[1].outputs
    assert book.cells[1].metadata.tags == ["nbval-ignore-output"]
    assert set(output.data) == {"image/svg+xml", "text/plain"}
    wide, narrow = still.tidy(small), still.tidy(other)
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


def test_a_figure_with_other_colours_stands_on_a_card_and_pixels_stay_as_they_are(tmp_path):
    svg = still.tidy(drawn(colours=["#123456"]))
    (tag,) = placed(tmp_path, '<img alt="A." src="../_images/a.svg" />', a_svg=svg.encode())
    assert attributes(tag)["src"] == "../_images/a.svg"
    assert attributes(tag)["class"] == "plainnet-card"
    assert placed(tmp_path, '<img src="a.png">') == ['<img src="a.png">']
