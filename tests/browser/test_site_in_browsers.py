"""Every page, in two engines, over http and from a folder: quiet, self-contained, narrow, light."""

import gzip
import inspect
import re

import pytest

import plainnet
from plainnet.explorers.widget import BUDGET
from plainnet_book import BLOCKING_BUDGET, PAGE_BUDGET, pages

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


@pytest.mark.parametrize("over", ["http", "file"])
def test_pages_are_quiet_and_ask_no_other_host(engine, site, over):
    def look(name):
        engine.open(name, over)
        return engine.problems() + engine.run(TWICE)

    hold_on_all(site, look)


@pytest.mark.parametrize("over", ["http", "file"])
def test_pages_fit_a_phone(engine, site, over):
    def look(name):
        engine.open(name, over, narrow=True)
        return engine.run(WIDE)

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


def test_every_page_has_its_icon(built, site):
    for name in site.pages:
        icon = re.search(r'<link rel="icon" href="([^"]+)"', (built / name).read_text("utf8"))
        assert (built / name).parent.joinpath(icon[1]).is_file(), name


@pytest.mark.parametrize("name", plainnet.__all__)
def test_what_the_package_offers_is_described(built, name):
    found = getattr(plainnet, name)
    if inspect.isfunction(found) or inspect.isclass(found):
        anchor = f'id="{found.__module__}.{found.__qualname__}"'
        assert anchor in (built / "chapters" / "api.html").read_text("utf8")


def test_descriptions_are_without_noise(built):
    html = (built / "chapters" / "api.html").read_text("utf8")
    for noise in ("Alias for field", "Create new instance", "factory", "kwargs", ">object<"):
        assert noise not in html


def test_pages_are_light(built, site):
    for name in site.pages:
        html = (built / name).read_text("utf8")
        blocking = [address.partition("?")[0] for address in pages.render_blocking(html)]
        assert blocking, name
        assert packed(html.encode()) <= PAGE_BUDGET, name
        sizes = [packed((built / name).parent.joinpath(one).read_bytes()) for one in blocking]
        assert sum(sizes) <= BLOCKING_BUDGET, name
        for data in re.findall(r'<script type="application/json">(.*?)</script>', html, re.DOTALL):
            assert packed(data.encode()) <= BUDGET, name


def packed(data):
    return len(gzip.compress(data))
