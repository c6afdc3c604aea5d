"""Browsers use the fonts of the tests; with other common fonts, no page is too wide either."""

import fonts
import grounds
import pytest
from engines import PAGE

NAME = "chapters/plateaus.html"  # a page with text and code


def drawn_in(page, selector):
    """The font families in which the first element that matches ``selector`` is drawn."""
    session = page.context.new_cdp_session(page)
    for domain in ("DOM", "CSS"):
        session.send(f"{domain}.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    found = session.send("DOM.querySelector", {"nodeId": root, "selector": selector})
    used = session.send("CSS.getPlatformFontsForNode", found)["fonts"]
    return {font["familyName"] for font in used}


@pytest.mark.parametrize("fonts", [None, *fonts.SETS], indirect=True, ids=lambda name: name)
def test_text_and_code_are_drawn_in_the_fonts_that_were_asked_for(chromium, request):
    engine, name = chromium(), request.node.callspec.params["fonts"] or fonts.USUAL
    engine.open(NAME)
    code = "article .cell_input:not(details *) pre"
    for selector, kind in (("article h1", "Sans"), (code, "Mono")):
        (family,) = drawn_in(engine.page, selector)
        assert family.startswith(name) and kind in family


@pytest.mark.parametrize("fonts", fonts.OTHERS, indirect=True)
@pytest.mark.parametrize("page", grounds.pages())
def test_a_page_is_no_wider_than_a_phone(chromium, page):
    engine = chromium()
    engine.open(page, narrow=True)
    assert engine.run(PAGE.wideOnPhone) == []
