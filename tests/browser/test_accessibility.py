"""axe-core finds nothing on any page: light and dark, wide and narrow, all controls in use."""

import answer_box_page
import explorer_page
import page_scripts
import pytest
from axe_playwright_python.sync_playwright import Axe

from plainnet.explorers import AnswerBox

SCRIPTS = page_scripts.functions("accessibility.js")
WCAG = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
COLOURS = ("color-contrast", "link-in-text-block")
OF_COLOURS = {"runOnly": {"type": "rule", "values": COLOURS}}
STILL = "*, ::before, ::after { transition: none !important; animation: none !important; }"
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 360, "height": 740}
LOOKS = (WIDE, "light"), (NARROW, "dark")
OTHER_LOOKS = (WIDE, "dark"), (NARROW, "light")
parts = pytest.mark.parametrize("part", range(PARTS := 4))


@parts
def test_axe_finds_nothing(chromium, site, samples, part):
    engine, known, found = chromium(), set(), []
    for name in (samples, *site.pages)[part::PARTS]:
        open_still(engine, name)
        if name == samples:
            found += violations(engine, known)  # boxes without an answer
        use_all(engine, name)
        found += violations(engine, known)
    assert not found, "\n".join(found)


@pytest.mark.thorough
@parts
def test_axe_finds_nothing_in_other_colours_and_in_each_single_text(chromium, site, samples, part):
    engine, known, found = chromium(), set(), []
    for name in (samples, *site.pages)[part::PARTS]:
        open_still(engine, name)
        use_all(engine, name)
        mark(engine, known)
        found += judged(engine, OF_COLOURS)
        for size in looked_at(engine, OTHER_LOOKS):
            found += judged_colours(engine, size)
    assert not found, "\n".join(found)


def open_still(engine, name):
    engine.open(name)
    engine.page.add_style_tag(content=STILL)


def use_all(engine, name):
    """Give an answer in each box, and move each explorer, with its table."""
    for index, (_, view, spec) in enumerate(explorer_page.blocks(engine.site.folder / name)):
        if view == AnswerBox.view:
            box = answer_box_page.Box(engine, index, spec)
            box.give(box.answers[-1])
            continue
        shown = explorer_page.Shown(engine, index, view, spec)
        shown.press(0, "ArrowRight")
        shown.open_table()
        shown.check()


def violations(engine, known):
    """One text for each element that breaks a rule."""
    found = []
    mark(engine, known)
    for size in looked_at(engine, LOOKS):
        off = {rule: {"enabled": False} for rule in COLOURS}
        found += judged(engine, {"runOnly": WCAG, "rules": off})
        found += judged_colours(engine, size)
    return found


def mark(engine, known):
    """Open all folds, and mark one text of each kind that is not ``known`` from another page."""
    engine.run("() => document.querySelectorAll('.plainnet-fold').forEach((f) => (f.open = true))")
    engine.run(SCRIPTS.lighten)
    kinds = engine.run(SCRIPTS.markKinds, [*known])
    assert len(kinds) > 10
    known.update(kinds)
    engine.run("() => scrollTo({ top: 0, behavior: 'instant' })")  # nothing under the page's bar


def looked_at(engine, looks):
    """The sizes of the looks, while the page has them; then it is wide and light again."""
    for size, theme in looks:
        engine.page.set_viewport_size(size)
        engine.page.emulate_media(color_scheme=theme)
        engine.wait(SCRIPTS.hasTheme, theme)
        engine.wait(SCRIPTS.scrollersHaveFocus)
        yield size
    engine.page.set_viewport_size(WIDE)
    engine.page.emulate_media(color_scheme="light")


def judged_colours(engine, size):
    # On a phone the contents lie in a closed drawer, in which axe 4.12 may lose its way.
    drawer = ":not(.bd-sidebar-secondary *)" if size is NARROW else ""
    return judged(engine, OF_COLOURS, include=[[f"[data-kind]{drawer}"]])


def judged(engine, options, **context):
    if not engine.run("() => 'axe' in window"):
        engine.page.evaluate(Axe().axe_script)
    result = engine.run(SCRIPTS.judge, context or None, options)
    look = engine.run(SCRIPTS.look)
    enough = "color-contrast" in result["passed"] or len(result["passed"]) > 5
    assert enough, f"{engine.page.url}, {look}: axe judged next to nothing"
    return [f"{engine.page.url}, {look}: {text}" for text in result["violations"]]
