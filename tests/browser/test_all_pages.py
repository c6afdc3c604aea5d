"""Every page, in each engine, over http and from a folder: quiet, self-contained, narrow."""

import pytest

WIDE = """() => {
  const over = document.documentElement.scrollWidth - innerWidth;
  const cut = [...document.querySelectorAll("mjx-container[display=true]")]
    .filter((formula) => formula.scrollWidth > formula.clientWidth + 1)
    .map((formula) => `formula ${formula.closest(".math")?.id} has to be scrolled`);
  return [innerWidth === 360 || "not a phone", over <= 0 || `${over} px too wide`, ...cut]
    .filter(isNaN);
}"""
TWICE = """() => {
  const ids = [...document.querySelectorAll("[id]")].map((node) => node.id);
  return ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `id ${id} twice`);
}"""


def hold_on_all(site, look):
    """Fail with all that ``look``, which yields texts, finds amiss on any page."""
    assert "search.html" in site.pages and any("chapters/" in name for name in site.pages)
    amiss = [f"{name}: {text}" for name in site.pages for text in look(name)]
    assert not amiss, "\n".join(amiss)


def test_pages_are_quiet_and_ask_no_other_host(engine, site):
    def look(name):
        engine.open(name)
        return engine.problems() + engine.run(TWICE)

    hold_on_all(site, look)


def test_from_a_folder_pages_are_quiet_too_and_fit_a_phone(engine, site):
    def look(name):
        engine.open(name, "file", narrow=True)
        return engine.problems() + engine.run(TWICE) + engine.run(WIDE)

    hold_on_all(site, look)


@pytest.mark.parametrize("over", ["http", "file"])
def test_the_root_leads_to_a_page(chromium, site, over):
    engine = chromium()
    engine.page.goto(engine.address("index.html", over))
    engine.page.wait_for_selector("article h1", timeout=5000)
    assert engine.native == []


def test_search_finds_a_word(engine):
    engine.open("search.html?q=learning")
    engine.wait("() => document.querySelector('#search-results li a')?.href.includes('chapters/')")
    assert engine.problems() == []
