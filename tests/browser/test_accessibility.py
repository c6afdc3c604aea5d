"""axe-core finds nothing on any page: light and dark, wide and narrow, before and after a move."""

import drawn
import pytest
from axe_playwright_python.sync_playwright import Axe

RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
}
THEME = "() => document.documentElement.dataset.theme"


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_axe_finds_nothing(chromium, site, width, theme):
    engine = chromium(width=width, color_scheme=theme)
    found = []
    for name in site.pages:
        engine.open(name)
        assert engine.run(THEME) == theme
        found += violations(engine)
        for index, (view, spec) in enumerate(drawn.blocks(site.folder / name)):
            shown = drawn.Shown(engine, index, view, spec)
            shown.press(0, "ArrowRight")
            shown.open_table()
            shown.check()
            found += violations(engine, ".plainnet-explorer")
    assert not found, "\n".join(found)


def violations(engine, part=None):
    """One line for each element that breaks a rule."""
    result = Axe().run(engine.page, context=part, options=RULES).response
    assert len(result["passes"]) > 5, "axe judged next to nothing"
    return [
        f"{engine.page.url}: {rule['id']}: {node['html'][:200]} " + node["failureSummary"]
        for rule in result["violations"]
        for node in rule["nodes"]
    ]
