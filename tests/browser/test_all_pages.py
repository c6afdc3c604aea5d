"""Every page, in each engine, over http and from a folder: quiet, self-contained, narrow."""

import pytest
from engines import PAGE, WITNESS


def hold_on_all(site, look):
    """Fail with all that ``look``, which yields texts, finds amiss on any page."""
    assert "search.html" in site.pages and any("chapters/" in name for name in site.pages)
    amiss = [f"{name}: {text}" for name in site.pages for text in look(name)]
    assert not amiss, "\n".join(amiss)


def test_pages_are_quiet_and_ask_no_other_host(engine, site):
    def look(name):
        engine.open(name)
        missing = engine.run(PAGE.scrollThrough)
        return missing + engine.problems() + engine.run(PAGE.idsTwice)

    hold_on_all(site, look)


def test_from_a_folder_pages_are_quiet_too_and_fit_a_phone(engine, site):
    def look(name):
        engine.open(name, "file", narrow=True)
        missing = engine.run(PAGE.scrollThrough)
        return (
            missing + engine.problems() + engine.run(PAGE.idsTwice) + engine.run(PAGE.wideOnPhone)
        )

    hold_on_all(site, look)


@pytest.mark.parametrize("over", ["http", "file"])
def test_the_root_leads_to_a_page(chromium, site, over):
    engine = chromium()
    engine.page.goto(engine.address("index.html", over))
    engine.page.wait_for_selector("article h1", timeout=5000)
    assert engine.native == []


def test_search_finds_a_word(engine):
    engine.open("search.html?q=learning")
    engine.wait(PAGE.searchHasFound)
    assert engine.problems() == []


def test_an_uncaught_error_of_a_page_is_noticed(engine, site):
    thrown = "<script>throw new Error('planted')</script><script>Promise.reject('too')</script>"
    page = site.folder / "uncaught.html"
    page.write_text(f"<!DOCTYPE html><html><head>{WITNESS}{thrown}</head></html>", "utf8")
    engine.open(page.name)
    told = " ".join(engine.problems())
    page.unlink()
    assert "planted" in told and "rejected: too" in told
