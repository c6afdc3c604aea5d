"""axe-core finds nothing on any page: light and dark, wide and narrow, all controls in use."""

import asked
import drawn
import pytest
from axe_playwright_python.sync_playwright import Axe

from plainnet.explorers import AnswerBox

WCAG = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
COLOURS = ("color-contrast", "link-in-text-block")
# Formulas and the words of code are thousands of nodes, all alike: no formula is judged (that none
# has to be scrolled, another test holds), and of code one word of each kind in each kind of block.
FORMULAS = [["mjx-container"]]
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
# Marks one text of each kind: those that no rule of a style sheet can tell apart look alike.
MARK = """() => {
  const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]);
  const named = new Set(rules.map((rule) => rule.cssText).join().match(/[.#][\\w-]+/g));
  const kinds = new Set();
  for (const node of document.querySelectorAll("body *")) {
    if (![...node.childNodes].some((part) => part.nodeType === 3 && part.data.trim())) continue;
    let kind = "";
    for (let up = node; up !== document.body; up = up.parentNode) {
      const even = up.localName === "tr" && [...up.parentNode.children].indexOf(up) % 2;
      const classes = [...up.classList].filter((name) => named.has(`.${name}`));
      kind += [up.localName, ...classes, named.has(`#${up.id}`) && up.id, even, "<",
        ...["style", "role", "open", "disabled"].map((name) => up.getAttribute(name))];
    }
    if (!kinds.has(kind)) node.dataset.kind = kinds.size;
    kinds.add(kind);
  }
  return kinds.size;
}"""
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
    assert engine.run(MARK) > 10
    engine.run("() => scrollTo({ top: 0, behavior: 'instant' })")  # nothing under the page's bar
    for size, theme in LOOKS:
        engine.page.set_viewport_size(size)
        engine.page.emulate_media(color_scheme=theme)
        engine.wait(THEME, theme)
        engine.wait(SCROLLS)
        if (size, theme) == LOOKS[0]:
            found += judged(engine, {"runOnly": WCAG})
            continue
        if theme == "light":  # a phone shows other parts
            off = {rule: {"enabled": False} for rule in COLOURS}
            found += judged(engine, {"runOnly": WCAG, "rules": off})
        colours = {"runOnly": {"type": "rule", "values": COLOURS}}
        found += judged(engine, colours, include=[["[data-kind]"]])
    engine.page.set_viewport_size(WIDE)
    engine.page.emulate_media(color_scheme="light")
    return found


def judged(engine, options, **context):
    options |= {"resultTypes": ["violations"]}
    result = Axe().run(engine.page, context={"exclude": FORMULAS, **context}, options=options)
    passed = {rule["id"] for rule in result.response["passes"]}
    assert "color-contrast" in passed or len(passed) > 5, "axe judged next to nothing"
    look = engine.run("() => `${innerWidth} px, ${document.documentElement.dataset.theme}`")
    return [
        f"{engine.page.url}, {look}: {rule['id']}: {node['html'][:200]} {node['failureSummary']}"
        for rule in result.response["violations"]
        for node in rule["nodes"]
    ]
