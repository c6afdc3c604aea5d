"""Old addresses lead on with their anchors, over http and from a folder."""

import pytest
from each import each

from plainnet_book import moved, pages

MOVES = {
    "moved/old.html": "moved/middle.html",
    "moved/old.html#gone": "moved/a/there.html#kept",
    "moved/middle.html": "moved/a/there.html",
    "moved/dropped.html": "moved/a/there.html#kept",
    "moved/here.html#section": "moved/a/there.html#kept",
    "moved/here.html#stepper": "moved/a/there.html#stepper",
    "moved/here.html#renamed": "moved/here.html#name",
}
LEAD = {
    "old.html": "a/there.html",
    "old.html#kept": "a/there.html#kept",
    "old.html#gone": "a/there.html#kept",
    "dropped.html#any": "a/there.html#kept",
    "here.html#section": "a/there.html#kept",
    "here.html#stepper&step=2": "a/there.html#stepper&step=2",
    "here.html#renamed": "here.html#name",
    "here.html#other": "here.html#other",
}
PAGE = '<html>\n<head>\n<title>A page</title>\n</head><body><p id="kept">Text</p></body></html>'


@pytest.fixture(scope="module")
def there(site):
    """The addresses of a folder with pages, some of which are gone, by how they are opened."""
    made = {"moved/a/there.html": PAGE} | moved.redirects(MOVES)
    made["moved/here.html"] = moved.leading_on(PAGE, "moved/here.html", MOVES)
    (site.folder / "moved" / "a").mkdir(parents=True)
    for name, html in made.items():
        (site.folder / name).write_text(pages.with_policy(html), "utf8")
    return {"http": f"{site.http}/moved", "file": f"file://{site.folder}/moved"}


@pytest.mark.rests_on("code")
@each("over", ["http", "file"])
def test_an_old_address_leads_on(chromium, there, over):
    page = chromium().page
    for old, new in LEAD.items():
        page.goto("about:blank")
        page.goto(f"{there[over]}/{old}")
        page.wait_for_url(f"{there[over]}/{new}", timeout=5000)
    page.evaluate("location.hash = '#section'")  # a reader mends the address
    page.wait_for_url(f"{there[over]}/a/there.html#kept", timeout=5000)


@pytest.mark.rests_on("code")
def test_a_page_that_is_gone_leads_on_without_scripts(chromium, there):
    page = chromium(java_script_enabled=False).page
    page.goto(f"{there['http']}/old.html")
    page.wait_for_url(f"{there['http']}/a/there.html", timeout=5000)
