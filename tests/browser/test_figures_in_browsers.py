"""Of each figure one picture is shown: that for the light, that for the dark, or the only one."""

import page_scripts
import pytest

SCRIPTS = page_scripts.functions("figures.js")
PAGE = "chapters/concepts.html"  # it has figures with a double and a map
CLEAR, WHITE = "rgba(0, 0, 0, 0)", "rgb(255, 255, 255)"
OTHER = {"light": "dark", "dark": "light"}


@pytest.mark.parametrize("theme", OTHER)
def test_the_picture_for_the_theme_is_shown_and_the_other_is_not_loaded(engine, theme):
    engine.open("search.html")
    engine.run("(mode) => localStorage.setItem('theme', mode)", theme)
    engine.run("(mode) => localStorage.setItem('mode', mode)", theme)
    engine.open(PAGE)
    engine.run(SCRIPTS.seeAll)
    found = engine.run(SCRIPTS.pictures)
    engine.run("() => localStorage.clear()")
    assert {picture["kind"] for picture in found} == {"light", "dark", "card"}
    for picture in found:
        assert picture["isSeen"] == picture["isLoaded"] == (picture["kind"] != OTHER[theme])
        is_card = picture["kind"] == "card" and theme == "dark"
        assert not picture["isSeen"] or picture["ground"] == (WHITE if is_card else CLEAR)


def test_pictures_fit_a_phone_and_are_not_stretched(chromium):
    engine = chromium(width=360)
    engine.open(PAGE)
    seen = [picture["width"] for picture in engine.run(SCRIPTS.pictures) if picture["isSeen"]]
    assert min(seen) > 200 and max(seen) < 345


def test_on_paper_it_is_the_picture_for_the_light(chromium):
    engine = chromium(color_scheme="dark")
    engine.open(PAGE)
    engine.page.emulate_media(media="print")
    found = engine.run(SCRIPTS.pictures)
    assert len(found) > 5
    for picture in found:
        assert picture["isSeen"] == (picture["kind"] != "dark")
        assert picture["ground"] == CLEAR
    engine.run(SCRIPTS.seeAll)
    assert all(p["isLoaded"] for p in engine.run(SCRIPTS.pictures) if p["isSeen"])
