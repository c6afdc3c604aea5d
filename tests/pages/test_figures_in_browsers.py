"""One picture per figure is visible: the light one or the dark one."""

import page_scripts
import pytest
from engines import Chromium

SCRIPTS = page_scripts.functions("figures.js")
PAGE = "chapters/concepts.html"  # it has figures with dark versions and a map
CLEAR, WHITE = "rgba(0, 0, 0, 0)", "rgb(255, 255, 255)"
THEMES = "light", "dark"


def shown(engine, theme):
    """The pictures of the page after a reader has chosen this theme."""
    engine.open("search.html")
    for name in ("mode", "theme"):
        engine.run("(name, theme) => localStorage.setItem(name, theme)", name, theme)
    engine.open(PAGE)
    engine.run("() => localStorage.clear()")
    engine.wait(SCRIPTS.haveAllLoaded, seconds=20)
    found = engine.run(SCRIPTS.pictures)
    assert {picture["kind"] for picture in found} == {"light", "dark"}
    return found


@pytest.mark.parametrize("theme", THEMES)
def test_the_picture_for_the_theme_is_shown_and_one_without_a_double_on_a_card(engine, theme):
    for picture in shown(engine, theme):
        assert picture["isSeen"] == (picture["kind"] == theme)
        assert not picture["isSeen"] or picture["ground"] == CLEAR
        if isinstance(engine, Chromium):  # the picture for the other theme is not loaded
            assert picture["isLoaded"] == picture["isSeen"] and not picture["isForPhones"]
    assert engine.run(SCRIPTS.groundOfACard) == {"light": CLEAR, "dark": WHITE}[theme]


def test_pictures_fit_a_phone(chromium):
    engine = chromium(width=360)
    engine.open(PAGE)
    engine.wait(SCRIPTS.haveAllLoaded, seconds=20)
    seen = [picture for picture in engine.run(SCRIPTS.pictures) if picture["isSeen"]]
    widths = [picture["width"] for picture in seen]
    assert len(widths) > 5 and min(widths) > 200 and max(widths) < 345
    assert sum(picture["isForPhones"] for picture in seen) > 3


def test_on_paper_it_is_the_picture_for_the_light(chromium):
    engine = chromium(color_scheme="dark")
    engine.open(PAGE)
    engine.page.emulate_media(media="print")
    engine.wait(SCRIPTS.haveAllLoaded, seconds=20)
    for picture in engine.run(SCRIPTS.pictures):
        assert picture["isSeen"] == (picture["kind"] == "light")
        assert picture["ground"] == CLEAR
