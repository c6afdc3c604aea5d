"""The figures of the built site: sharp, with sizes and alt texts, legible in light and dark."""

import html
import re
from base64 import b64decode
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from colours import contrast

from plainnet_book import dark, pictures
from plainnet_book.execution import ROOT

SITE = ROOT / "_build" / "html"
LIGHT, DARK = dark.themes()
WIDEST = 760  # pixels; wider figures are scaled down, and their text becomes smaller
GRID = "#dddddd"  # the same as in book.mplstyle
QUIET = {"none", GRID, dark.darkened(GRID), LIGHT["paper"], DARK["paper"]}


def images(path):
    """The attributes of each picture on a page."""
    for tag in re.findall(r"<img [^>]*>", path.read_text("utf8")):
        found = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        yield {name: html.unescape(value) for name, value in found.items()}


@pytest.fixture(scope="module")
def site():
    """The pictures of each page."""
    found = {path: list(images(path)) for path in sorted(SITE.glob("chapters/*.html"))}
    assert sum(map(len, found.values())) > 80, "build the site first: make site"
    return found


def source(path, image):
    address = image["src"]
    inline = address.partition(";base64,")[2]
    return b64decode(inline) if inline else (path.parent / unquote(address)).read_bytes()


def test_a_figure_is_svg_or_webp_and_has_its_size_and_its_words(site):
    for path, found in site.items():
        for image in found:
            assert re.search(r"\.svg$|\.webp$|^data:image/(svg\+xml|webp);", image["src"]), path
            assert len(image["alt"]) >= 40, f"{path}: {image['alt']}"
            assert image["loading"] == "lazy" and image["decoding"] == "async"
            size = int(image["width"]), int(image["height"])
            assert size == pictures.size(source(path, image))
            assert size[0] <= WIDEST, f"{path}: {image['alt']} is too wide"


def test_a_figure_that_a_phone_would_shrink_has_a_drawing_for_phones(site):
    for path, found in site.items():
        phones = re.findall(r'srcset="([^"]*)\.phone\.svg" width="(\d+)"', path.read_text("utf8"))
        assert all(int(width) < 430 for _, width in phones), path
        named = {f"{name}.svg" for name, _ in phones}
        for image in found:
            if image["src"].endswith(".svg") and "plainnet-still" not in image["class"]:
                fits = int(image["width"]) < 430
                assert fits or image["src"] in named, f"{path.name}: {image['alt']}"


def test_every_caption_has_a_number(site):
    pages = {path: path.read_text("utf8").split("<figcaption")[1:] for path in site}
    assert sum(map(len, pages.values())) > 70
    for path, captions in pages.items():
        for caption in captions:
            assert 'class="caption-number">Fig. ' in caption[:200], f"{path.name}: {caption[:300]}"


def test_there_is_no_png(site):
    assert not list(SITE.glob("_images/*.png"))


def test_curves_are_named_at_their_ends_and_not_in_a_legend_box(site):
    for path, found in site.items():
        for image in found:
            boxes = source(path, image).count(b'id="legend_')
            assert not boxes, f"{path.name}: call plots.label_ends instead: {image['alt']}"


def test_every_figure_has_a_double_for_the_dark_with_the_same_words(site):
    for path, found in site.items():
        kinds = [re.search("(light|dark|card)\\b", image["class"])[1] for image in found]
        assert kinds == ["light", "dark"] * (len(kinds) // 2), path
        alts = [image["alt"] for image in found]
        assert alts[::2] == alts[1::2], path


def test_texts_and_lines_stand_out_from_the_page_in_light_and_dark(site):
    checked = {"text": 0, "fill": 0, "stroke": 0}
    for path, image in ((path, image) for path, found in site.items() for image in found):
        paper = (DARK if "only-dark" in image["class"] else LIGHT)["paper"]
        for what, colour, least in paints(ElementTree.fromstring(source(path, image))):
            checked[what] += 1
            seen = contrast(colour, paper)
            assert seen >= least, f"{path.name}: {what} {colour} on {paper}: {image['alt']}"
    assert min(checked.values()) > 1000


def paints(root):
    """Each visible colour: the element, the colour, the minimum contrast that it needs.

    Text needs most; the grid, background colours, tints and what is drawn upon a map need none.
    """
    black = root.get("fill", "#000000")  # of elements without a colour of their own
    upon = dark.upon_images(root)
    for node in (node for node in root.iter() if node not in upon):
        if node.tag.endswith("}g") and node.get("transform"):
            yield "text", colours(node).get("fill", black), 4.5
        elif node.tag.endswith(("}path", "}use")) and node.get("style"):
            for what, colour in ({"fill": black} | colours(node)).items():
                if colour not in QUIET:
                    yield what, colour, 3


def colours(node):
    """The colours of an element, except those that are more than half transparent."""
    style = dict(re.findall(r"([\w-]+): ([^;]+)", node.get("style", "")))
    return {
        what: style[what]
        if float(style.get(f"{what}-opacity", style.get("opacity", 1))) > 0.5
        else "none"
        for what in ("fill", "stroke")
        if what in style
    }
