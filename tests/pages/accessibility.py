"""Checks of pages with axe-core: light and dark, wide and narrow, with all controls in use."""

import answer_box_page
import explorer_page
import page_blocks
import page_scripts
from axe_playwright_python.sync_playwright import Axe

from plainnet.explorers import AnswerBox, Hand, Playground

SCRIPTS = page_scripts.functions("accessibility.js")
WCAG = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
COLOURS = ("color-contrast", "link-in-text-block")
OF_COLOURS = {"runOnly": {"type": "rule", "values": COLOURS}}
STRUCTURE = {rule: {"enabled": False} for rule in COLOURS} | {"heading-order": {"enabled": True}}
OF_STRUCTURE = {"runOnly": WCAG, "rules": STRUCTURE}
STILL = """*, ::before, ::after {
  transition: none !important; animation: none !important; scroll-behavior: auto !important; }
/* A bar at the window's edge covers what happens to lie there, until one scrolls. */
.plainnet-desk-bar, .plainnet-time { position: static !important; }"""
WIDE, NARROW = (1280, 900), (360, 740)
LOOKS = (WIDE, "light"), (NARROW, "dark")
OTHER_LOOKS = (NARROW, "light"), (WIDE, "dark")
known = {LOOKS: set(), OTHER_LOOKS: set()}  # kinds of text that passed


def violations(engine, name, looks=LOOKS, uses=True):
    """A text for each violation: of structural rules in one look, of colour rules in all looks.

    Texts of the same kind are checked only on the first page that has them.
    """
    engine.page.add_style_tag(content=STILL)
    found = []
    if uses:
        use_all(engine, name)
    kinds = mark(engine, known[looks])
    for number, (size, theme) in enumerate(looks):
        look_at(engine, size, theme)
        found += judged(engine, OF_STRUCTURE) if number == 0 else []
        found += judged_colours(engine, size)
    if not found:
        known[looks].update(kinds)
    return found


def of_parts(engine, *selectors):
    """A text for each violation in these parts of a page, in all looks.

    The window is so tall that no bar that sticks to its edge lies on a control.
    """
    found = []
    for (width, _), theme in (*LOOKS, *OTHER_LOOKS):
        take_on(engine, (width, 4000), theme)
        engine.run(page_scripts.functions("page.js").rest, 100)
        found += judged(engine, {"runOnly": WCAG}, include=[[each] for each in selectors])
    return found


def use_all(engine, name):
    """Answer each box, move each explorer and open its table."""
    for index, block in enumerate(page_blocks.blocks(engine.site.folder / name)):
        if block.view == AnswerBox.view:
            box = answer_box_page.Box(engine, index, block.spec)
            box.answer_all([box.text(box.answers[-1])], clears=False)
            continue
        if block.view == Playground.view:
            continue  # test_playground_page.py asks axe while it is used
        if block.view == Hand.view:
            engine.wait(page_scripts.functions("page.js").mountsWhenNear, index)
            continue  # it looks the same when it is used
        shown = explorer_page.Shown(engine, index, block)
        shown.press(0, "ArrowRight")
        shown.open_table()


def mark(engine, known):
    """Open all folds, and mark a text of each kind that is not ``known``; return all kinds."""
    engine.run("() => document.querySelectorAll('.plainnet-fold').forEach((f) => (f.open = true))")
    engine.run(SCRIPTS.lighten)
    kinds = engine.run(SCRIPTS.markKinds, [*known])
    assert len(kinds) > 10
    return kinds


def take_on(engine, size, theme):
    engine.page.set_viewport_size(dict(zip(("width", "height"), size, strict=True)))
    engine.page.emulate_media(color_scheme=theme)
    engine.wait(SCRIPTS.hasTheme, theme)


def look_at(engine, size, theme):
    take_on(engine, size, theme)
    engine.wait(SCRIPTS.scrollersHaveFocus)


def judged_colours(engine, size):
    # On a phone, the menu and the contents are in closed drawers.
    drawer = ":not(.toc-drawer *, .sidebar-drawer *)" if size is NARROW else ""
    return judged(engine, OF_COLOURS, include=[[f"[data-kind]{drawer}"]])


def judged(engine, options, **context):
    if not engine.run("() => 'axe' in window"):
        engine.page.evaluate(Axe().axe_script)
    result = engine.run(SCRIPTS.judge, context or None, options)
    look = engine.run(SCRIPTS.look)
    enough = "color-contrast" in result["passed"] or len(result["passed"]) > 5
    assert enough, f"{engine.page.url}, {look}: axe judged next to nothing"
    return [f"{look}: {text}" for text in result["violations"]]
