"""A laptop shows all of an explorer on one screen, a phone its picture with its controls."""

import explorer_page
import page_scripts
import pytest
from engines import PAGE

from plainnet import explorers

SCRIPTS = page_scripts.functions("one_screen.js")
CARD = 852  # px that a window of 900 leaves below the head of the page
WORK = 796  # px that a phone of 844 leaves
PHONE = {"width": 390, "has_touch": True, "is_mobile": True, "reduced_motion": "reduce"}
TWO_LINES = {"descent_contour"}  # their readings have too many columns to share a line

every_view = pytest.mark.parametrize("view", explorers.ALL)


def texts_that_meet(shown):
    """Texts of the picture that lie on others, at the start and with each control at its end."""
    found = shown.engine.run(SCRIPTS.textsThatMeet, shown.index)
    for number, control in enumerate(shown.spec["controls"]):
        if not control.get("fine"):
            shown.press(number, "End")
            shown.check()
            found += shown.engine.run(SCRIPTS.textsThatMeet, shown.index)
    return found


@every_view
def test_a_laptop_shows_the_whole_card_with_two_lines_of_text(chromium, view):
    shown = explorer_page.alone(engine := chromium(reduced_motion="reduce"), view)
    assert engine.run(PAGE.heightOf, shown.index) <= CARD
    found = engine.run(SCRIPTS.textBelow, shown.index)
    assert found["lines"] <= 2
    assert found["isShared"] or view in TWO_LINES
    assert found["open"] == 0
    assert texts_that_meet(shown) == []


@every_view
def test_a_phone_shows_the_picture_with_all_controls(chromium, view):
    """The clock stays at the bottom of the window, and covers no handle."""
    shown = explorer_page.alone(engine := chromium(**PHONE), view)
    if shown.clock is not None:
        engine.page.set_viewport_size({"width": 390, "height": 500})
        found = engine.run(SCRIPTS.clockPlaces, shown.index)
        assert abs(found["early"]) <= 1
        assert found["late"] >= 0
        assert found["covered"] == 0
        assert found["ground"].startswith("rgb(")  # what is below does not shine through
        engine.page.set_viewport_size({"width": 390, "height": 740})
    assert engine.run(SCRIPTS.workHeight, shown.index) <= WORK
    assert texts_that_meet(shown) == []
