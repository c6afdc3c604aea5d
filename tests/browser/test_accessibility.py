"""axe-core finds nothing on any page: light and dark, wide and narrow, all controls in use."""

import itertools

import asked
import drawn
from axe_playwright_python.sync_playwright import Axe

from plainnet.explorers import AnswerBox

RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
}
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
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 360, "height": 740}


def test_axe_finds_nothing(chromium, site, samples):
    engine = chromium()
    found = []
    for name in (samples, *site.pages):
        engine.open(name)
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
    for size, theme in itertools.product((WIDE, NARROW), ("light", "dark")):
        engine.page.set_viewport_size(size)
        engine.page.emulate_media(color_scheme=theme)
        engine.wait(THEME, theme)
        # Colours fade; and 0.3 s after a resize, the theme lets what scrolls have the focus.
        engine.run("() => new Promise((done) => setTimeout(done, 600))")
        result = Axe().run(engine.page, context=CONTEXT, options=RULES).response
        judged = {rule["id"] for rule in result["passes"]}
        assert "color-contrast" in judged and len(judged) > 5, "axe judged next to nothing"
        found += [
            f"{engine.page.url}, {size['width']} px, {theme}: {rule['id']}: {node['html'][:200]} "
            + node["failureSummary"]
            for rule in result["violations"]
            for node in rule["nodes"]
        ]
    engine.page.set_viewport_size(WIDE)
    return found
