"""Under a finger, whatever can be pressed is at least 44 px wide and high."""

import grounds
import page_scripts
import pytest
from engines import PAGE
from page_blocks import blocks

SCRIPTS = page_scripts.functions("fingers.js")
TOUCH = {"has_touch": True, "is_mobile": True, "reduced_motion": "reduce"}


def pages():
    """A page for each explorer and for each kind of page around the text."""
    chosen, seen = ["search.html", "chapters/debugging.html"], set()
    for name in grounds.pages():
        views = {block.view for block in blocks(grounds.SITE / name)}
        if views - seen:
            chosen.append(name)
        seen |= views
    return chosen


def small(engine, place):
    found = engine.run(SCRIPTS.small, place)
    assert found["count"] > 0, f"nothing to press in {place}"
    return found["small"]


@pytest.mark.parametrize("page", pages())
def test_on_a_page_whatever_can_be_pressed_fits_a_finger(chromium, page):
    engine = chromium(width=390, **TOUCH)
    engine.open(page)
    assert engine.run("() => matchMedia('(pointer: coarse)').matches")
    assert engine.run(PAGE.scrollThrough) == []
    engine.run(PAGE.unfold)
    found = small(engine, ".mobile-header") + small(engine, ".content")
    found += engine.run(SCRIPTS.strayChoices)
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("toggle", "drawer"), [("__navigation", ".sidebar-drawer"), ("__toc", ".toc-drawer")]
)
def test_so_does_what_is_in_the_drawers(chromium, toggle, drawer):
    engine = chromium(width=390, **TOUCH)
    engine.open("chapters/xor.html")
    engine.run("(id) => (document.getElementById(id).checked = true)", toggle)
    engine.page.wait_for_timeout(500)  # it slides in
    found = small(engine, drawer)
    assert not found, "\n".join(found)


def test_so_does_a_page_on_a_tablet(chromium):
    engine = chromium(**TOUCH)
    engine.open("chapters/xor.html")
    found = [text for place in (".sidebar-drawer", ".main") for text in small(engine, place)]
    assert not found, "\n".join(found)
