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
STILL = "*, ::before, ::after { transition: none !important; animation: none !important; }"
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 360, "height": 740}
LOOKS = (WIDE, "light"), (WIDE, "dark"), (NARROW, "dark"), (NARROW, "light")
PARTS = 6


@pytest.mark.parametrize("part", range(PARTS))
def test_axe_finds_nothing(chromium, site, samples, part):
    engine = chromium()
    found = []
    for name in (samples, *site.pages)[part::PARTS]:
        engine.open(name)
        engine.page.add_style_tag(content=STILL)
        if name == samples:
            found += violations(engine)  # boxes without an answer
        for index, (_, view, spec) in enumerate(explorer_page.blocks(site.folder / name)):
            if view == AnswerBox.view:
                box = answer_box_page.Box(engine, index, spec)
                box.give(box.answers[-1])
                continue
            shown = explorer_page.Shown(engine, index, view, spec)
            shown.press(0, "ArrowRight")
            shown.open_table()
            shown.check()
        found += violations(engine)
    assert not found, "\n".join(found)


def violations(engine):
    """One text for each element that breaks a rule, in light or dark, wide or narrow."""
    found = []
    engine.run("() => document.querySelectorAll('.plainnet-fold').forEach((f) => (f.open = true))")
    engine.run(SCRIPTS.lighten)
    assert engine.run(SCRIPTS.markKinds) > 10
    engine.run("() => scrollTo({ top: 0, behavior: 'instant' })")  # nothing under the page's bar
    for size, theme in LOOKS:
        engine.page.set_viewport_size(size)
        engine.page.emulate_media(color_scheme=theme)
        engine.wait(SCRIPTS.hasTheme, theme)
        engine.wait(SCRIPTS.scrollersHaveFocus)
        if (size, theme) == LOOKS[0]:
            found += judged(engine, {"runOnly": WCAG})
            continue
        if theme == "light":  # a phone shows other parts
            off = {rule: {"enabled": False} for rule in COLOURS}
            found += judged(engine, {"runOnly": WCAG, "rules": off})
        colours = {"runOnly": {"type": "rule", "values": COLOURS}}
        # On a phone the contents lie in a closed drawer, in which axe 4.12 may lose its way.
        drawer = ":not(.bd-sidebar-secondary *)" if size is NARROW else ""
        found += judged(engine, colours, include=[[f"[data-kind]{drawer}"]])
    engine.page.set_viewport_size(WIDE)
    engine.page.emulate_media(color_scheme="light")
    return found


def judged(engine, options, **context):
    options |= {"resultTypes": ["violations"]}
    result = Axe().run(engine.page, context=context or None, options=options)
    passed = {rule["id"] for rule in result.response["passes"]}
    look = engine.run(SCRIPTS.look)
    enough = "color-contrast" in passed or len(passed) > 5
    assert enough, f"{engine.page.url}, {look}: axe judged next to nothing"
    return [
        f"{engine.page.url}, {look}: {rule['id']}: {node['html'][:200]} {node['failureSummary']}"
        for rule in result.response["violations"]
        for node in rule["nodes"]
    ]
