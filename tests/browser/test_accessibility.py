"""axe-core finds nothing on any page: light and dark, wide and narrow, all controls in use."""

import asked
import drawn
import pytest
from axe_playwright_python.sync_playwright import Axe

from plainnet.explorers import AnswerBox

WCAG = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
# In the dark the same things are there: only their colours are others.
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
# Formulas and the words of code are thousands of nodes, all alike: no formula is judged (that none
# has to be scrolled, another test holds), and of code one word of each kind in each kind of block.
CONTEXT = {"exclude": [["mjx-container"]]}
LIGHTEN = """() => {
  document.querySelectorAll("mjx-container > *").forEach((node) => node.remove());
  const kinds = new Set();
  for (const word of document.querySelectorAll("pre span")) {
    const kind = [word, word.closest("pre"), word.closest("div, article")?.parentNode]
      .map((node) => node?.className).join(" in ");
    if (kinds.has(kind)) word.replaceWith(...word.childNodes);
    kinds.add(kind);
  }
  return kinds.size;
}"""
THEME = "(theme) => document.documentElement.dataset.theme === theme"
STILL = "*, ::before, ::after { transition: none !important; animation: none !important; }"
# Some time after a change, the theme gives the focus to what scrolls.
SCROLLS = """() => [...document.querySelectorAll("pre, .cell_output > .output, "
  + ".jp-RenderedHTMLCommon, .pst-scrollable-table-container")].every((node) => {
  const wide = node.scrollWidth > node.clientWidth || node.scrollHeight > node.clientHeight;
  return wide === (node.tabIndex === 0);
})"""
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 360, "height": 740}
LOOKS = (WIDE, "light", WCAG), (WIDE, "dark", COLOURS), (NARROW, "dark", COLOURS)
LOOKS += ((NARROW, "light", WCAG),)
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
        for index, (view, spec) in enumerate(drawn.blocks(site.folder / name)):
            if view == AnswerBox.view:
                box = asked.Box(engine, index, spec)
                box.give(box.answers[-1])
                continue
            shown = drawn.Shown(engine, index, view, spec)
            shown.press(0, "ArrowRight")
            shown.open_table()
            shown.check()
        found += violations(engine)
    assert not found, "\n".join(found)


def violations(engine):
    """One text for each element that breaks a rule, in light or dark, wide or narrow."""
    found = []
    engine.run(LIGHTEN)
    engine.run("() => scrollTo({ top: 0, behavior: 'instant' })")  # nothing under the page's bar
    for size, theme, rules in LOOKS:
        engine.page.set_viewport_size(size)
        engine.page.emulate_media(color_scheme=theme)
        engine.wait(THEME, theme)
        engine.wait(SCROLLS)
        options = {"runOnly": rules, "resultTypes": ["violations"]}
        result = Axe().run(engine.page, context=CONTEXT, options=options).response
        judged = {rule["id"] for rule in result["passes"]}
        assert "color-contrast" in judged, "axe judged next to nothing"
        assert rules is COLOURS or len(judged) > 5, "axe judged next to nothing"
        found += [
            f"{engine.page.url}, {size['width']} px, {theme}: {rule['id']}: {node['html'][:200]} "
            + node["failureSummary"]
            for rule in result["violations"]
            for node in rule["nodes"]
        ]
    engine.page.set_viewport_size(WIDE)
    engine.page.emulate_media(color_scheme="light")
    return found
