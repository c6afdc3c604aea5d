"""A laptop shows all of an explorer on one screen, a phone its picture with its controls."""

import explorer_page
import page_scripts
import pytest

from plainnet import explorers

SCRIPTS = page_scripts.functions("one_screen.js")
CARD = 852  # px that a window of 900 leaves below the head of the page
WORK = 796  # px that a phone of 844 leaves
PHONE = {"width": 390, "has_touch": True, "is_mobile": True, "reduced_motion": "reduce"}
TWO_LINES = {"descent_contour"}  # their readings have too many columns to share a line

every_view = pytest.mark.parametrize("view", explorers.ALL)


@every_view
def test_a_laptop_shows_the_whole_card(chromium, view):
    shown = explorer_page.alone(engine := chromium(), view)
    height = engine.run(SCRIPTS.cardHeight, shown.index)
    assert height <= CARD


@every_view
@pytest.mark.parametrize("size", [{"reduced_motion": "reduce"}, PHONE], ids=["laptop", "phone"])
def test_no_text_lies_on_another(chromium, view, size):
    shown = explorer_page.alone(engine := chromium(**size), view)
    assert engine.run(SCRIPTS.textsThatMeet, shown.index) == []
    controls = [i for i, control in enumerate(shown.spec["controls"]) if not control.get("fine")]
    for control in controls:
        shown.press(control, "End")
        shown.check()
        assert engine.run(SCRIPTS.textsThatMeet, shown.index) == []


@every_view
def test_below_the_picture_are_two_lines_of_text(chromium, view):
    shown = explorer_page.alone(engine := chromium(), view)
    found = engine.run(SCRIPTS.textBelow, shown.index)
    assert found["lines"] <= 2
    assert found["isShared"] or view in TWO_LINES
    assert found["open"] == 0


@every_view
def test_a_phone_shows_the_picture_with_all_controls(chromium, view):
    shown = explorer_page.alone(engine := chromium(**PHONE), view)
    height = engine.run(SCRIPTS.workHeight, shown.index)
    assert height <= WORK


@every_view
def test_on_a_phone_the_clock_stays_at_the_bottom_and_covers_no_handle(chromium, view):
    shown = explorer_page.alone(engine := chromium(**PHONE), view)
    if shown.clock is None:
        return
    engine.page.set_viewport_size({"width": 390, "height": 640})
    found = engine.run(SCRIPTS.clockPlaces, shown.index)
    assert abs(found["early"]) <= 1
    assert found["late"] >= 0
    assert found["covered"] == 0
    assert found["ground"].startswith("rgb(")  # what is below does not shine through
