"""A theme that a reader has chosen looks as it does where the system asks for it."""

import io

import engines
import page_scripts
import pytest
from PIL import Image, ImageChops

PAGE = page_scripts.functions("page.js")
CHOICE = ".theme-toggle { visibility: hidden }"  # which says what is chosen
TRIES = 10  # until a page does not change any more
NEAR = 8  # of 255: the edge of a rounded corner differs by 1, now and then
pytestmark = pytest.mark.rests_on("code")


def picture(browser, site, name, theme, is_chosen):
    """A whole page in a theme that is chosen against the system's, or is the system's."""
    scheme = {"light": "dark", "dark": "light"}[theme] if is_chosen else theme
    engine = engines.Chromium(site, browser, color_scheme=scheme, reduced_motion="reduce")
    if is_chosen:
        engine.page.add_init_script(f"localStorage.setItem('theme', '{theme}')")
    engine.open(name)
    engine.run(PAGE.scrollThrough)
    shots = [b""]
    for _ in range(TRIES):
        shots.append(engine.page.screenshot(full_page=True, style=CHOICE))
        if shots[-1] == shots[-2]:
            break
    engine.close()
    return Image.open(io.BytesIO(shots[-1])).convert("RGB")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", ["explorers", "chapters/debugging.html", "chapters/xor.html"])
def test_a_chosen_theme_looks_as_that_of_the_system(browser, site, all_views, name, theme):
    name = all_views[0] if name == "explorers" else name
    chosen, given = (picture(browser, site, name, theme, each) for each in (True, False))
    assert chosen.size == given.size
    differ = ImageChops.difference(chosen, given)
    assert max(most for _, most in differ.getextrema()) < NEAR, differ.getbbox()
