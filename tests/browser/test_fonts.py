"""The fonts of the tests, whatever the machine has; in those of other readers, no page is wide."""

import fonts
import pytest
from engines import PAGE

NAME = "chapters/plateaus.html"  # has text and code


def drawn_in(page, selector):
    """The families of the font files in which the first such element is drawn."""
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


@fonts.in_each
def test_no_page_is_wider_than_a_phone(chromium, site):
    engine, wide = chromium(), []
    for name in site.pages:
        engine.open(name, narrow=True)
        wide += [f"{name}: {told}" for told in engine.run(PAGE.wideOnPhone)]
    assert not wide, "\n".join(wide)
