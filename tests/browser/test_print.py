"""What comes out of a printer: the page for the night on one sheet; no page cut, none dark."""

import re

import pytest

# The widest fonts that a reader may have: what fits in them fits in others.
pytestmark = pytest.mark.parametrize("fonts", ["wide"], indirect=True)
TONIGHT = "chapters/debugging.html"
SHEETS = {"A4": 210, "Letter": 216}  # width in mm
MARGIN = 14  # mm on each side, as in book.css
# Lines of the article that paper does not hold: wider than the sheet, or cut where a box scrolls.
CUT = """() => {
  const kinds = "p:not(.plainnet-told), li, pre, table, td, img, figure, svg, h1, h2, h3";
  const wide = (e) => e.getBoundingClientRect().right > innerWidth + 1;
  const scrolled = (e) => e.matches("pre, p, td") && e.scrollWidth > e.clientWidth + 1;
  const boxes = [...document.querySelector("article").querySelectorAll(kinds)]
    .filter((e) => e.getClientRects().length);
  const cut = boxes.filter((e) => wide(e) || scrolled(e)).map((e) => e.outerHTML.slice(0, 120));
  return boxes.length > 5 ? cut : ["too little to look at"];
}"""
# Words in a colour that white paper makes hard to read, and what a pointer would be needed for.
PALE = """() => {
  const light = (value) => value <= 10 ? value / 3295 : ((value / 255 + 0.055) / 1.055) ** 2.4;
  const contrast = (colour) => {
    const [r, g, b] = colour.match(/[\\d.]+/g).map(Number).map(light);
    return 1.05 / (0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05);
  };
  const seen = (e) => e.getClientRects().length && getComputedStyle(e).visibility === "visible";
  const worded = [...document.querySelectorAll("body :not(rect + text)")].filter((e) => seen(e)
    && [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()));
  const colour = (e) => getComputedStyle(e)[e instanceof SVGElement ? "fill" : "color"];
  const tools = "button, nav, .headerlink, .bd-sidebar-primary, .bd-header, .prev-next-footer *";
  const amiss = [...worded.filter((e) => contrast(colour(e)) < 4.5),
    ...[...document.querySelectorAll(tools)].filter(seen)].map((e) => e.outerHTML.slice(0, 120));
  return worded.length > 5 ? amiss : ["too little to look at"];
}"""


def chapters(site):
    return [name for name in site.pages if name.startswith("chapters/")]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("sheet", SHEETS)
def test_the_page_for_the_night_is_one_sheet(chromium, sheet, scheme):
    engine = chromium(color_scheme=scheme)
    engine.open(TONIGHT)
    pdf = engine.page.pdf(format=sheet)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1


@pytest.mark.thorough  # all pages, on two sheets
def test_no_page_is_cut_or_dark_on_paper_after_a_dark_screen(chromium, site):
    engine = chromium(color_scheme="dark")
    engine.page.emulate_media(media="print")
    amiss = []
    for name in chapters(site):
        engine.open(name)
        assert engine.run("() => document.documentElement.dataset.theme") == "dark"
        amiss += [f"{name}: {text}" for text in engine.run(PALE)]
        for sheet, width in SHEETS.items():
            width = round((width - 2 * MARGIN) / 25.4 * 96)
            engine.page.set_viewport_size({"width": width, "height": 900})
            amiss += [f"{name}, {sheet}: {text}" for text in engine.run(CUT)]
    assert not amiss, "\n".join(amiss)


def test_the_table_is_one_screen(chromium):
    engine = chromium()
    engine.open(TONIGHT)
    table = "document.querySelector('.plainnet-tonight table').getBoundingClientRect()"
    assert engine.run(f"() => {table}.bottom") <= 900
    assert engine.run(f"() => {table}.right <= innerWidth")
