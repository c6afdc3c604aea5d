"""Folds open by keyboard, and without JavaScript by a click anywhere on their summary."""

import pytest

NAME = "chapters/toolbox.html"


@pytest.mark.parametrize("width", [1280, 360])
def test_a_click_anywhere_on_the_head_of_a_solution_opens_it(chromium, width):
    engine = chromium(width=width, java_script_enabled=False)
    engine.page.goto(engine.address(NAME))
    frame = engine.page.locator(".exercise").first
    head, text = frame.locator("> details > summary"), frame.locator("> details p").first
    box, around = head.bounding_box(), frame.bounding_box()
    assert box["width"] >= around["width"] - 3 and not text.is_visible()
    for x in (4, box["width"] - 4):
        head.click(position={"x": x, "y": 8})
        assert text.is_visible()
        head.click(position={"x": box["width"] / 2, "y": 8})
        assert not text.is_visible()
