"""What listings print in the Python of their pages, run in Node, is what the site shows.

Pages whose notebooks changed, and a part of the others in turn; all of them where what runs them
has changed. `tests/instruments/page_python.py` runs them.
"""

import json
import re

import page_python
import pytest
import rotation

from plainnet_book.page_python import listings, parts

NOT_SHOWN = {"remove-cell", "remove-input"}
CHAPTERS = rotation.ROOT / "chapters"
NAMES = sorted(path.stem for path in CHAPTERS.glob("*.ipynb"))
CHINESE = [f"zh/{path.stem}" for path in CHAPTERS.glob("zh/*.ipynb")]
RUNS_THEM = "code/plainnet_book/page_python/", "tests/instruments/page_python."


def pytest_generate_tests(metafunc):
    if "due" in metafunc.fixturenames:
        every = not metafunc.config.option.all or rotation.has_changed(*RUNS_THEM)
        due = {name for name in NAMES if every or rotation.has_changed(f"chapters/{name}.ipynb")}
        due = sorted(due | rotation.taken({*NAMES} - due, 4))
        # The English page stands for a Chinese one, whose code is the same.
        metafunc.parametrize("due", [*due, *sorted(rotation.taken(CHINESE, len(CHINESE)))])


@pytest.fixture(scope="module", autouse=True)
def _built():
    if not parts.are_there():
        pytest.skip("make site: Pyodide is not there, so listings do not run")
    assert page_python.pages(), "build the site first: make site"


@pytest.fixture(scope="module")
def every():
    """The listings of all pages."""
    return {name: list(page_python.listings(name)) for name in page_python.pages()}


@pytest.mark.thorough
def test_a_page_prints_what_the_site_shows(due):
    found = page_python.results(due)
    assert found
    assert page_python.wrong(found) == [], "make page-python NAME=" + due
    differ = [result for result in found if not result.is_equal]
    print(f"{due}: {len(found) - len(differ)} of {len(found)} listings print the same")


def visible(name):
    """The places of the code cells of a learning edition that its page shows."""
    path = page_python.SITE / "_sources" / "chapters" / f"{name}.ipynb"
    book = json.loads(path.read_text("utf8"))
    for index, cell in enumerate(book["cells"]):
        tags = cell["metadata"].get("tags", [])
        is_code = cell["cell_type"] == "code" and "".join(cell["source"]).strip()
        if is_code and cell["id"] != "install" and NOT_SHOWN.isdisjoint(tags):
            yield index


MARKED = re.compile(r'<div class="cell_input docutils container"(?: data-cell="(\d+)")?([^>]*)>')


@pytest.mark.parametrize("name", NAMES)
def test_every_code_cell_that_a_page_shows_can_run_and_each_once(name):
    page = (page_python.SITE / "chapters" / f"{name}.html").read_text("utf8")
    assert [cell for cell, _ in MARKED.findall(page)] == [*map(str, visible(name))]
    assert page.count(" data-cell=") == page.count('class="cell_input')
    outputs = re.findall(r' data-output="(\d+)"', page)
    assert len({*outputs}) == len(outputs)


@pytest.mark.parametrize("name", NAMES)
def test_a_page_tells_which_cells_take_long_and_which_they_need(name):
    page = (page_python.SITE / "chapters" / f"{name}.html").read_text("utf8")
    told = {int(cell): more for cell, more in MARKED.findall(page)}
    script = (page_python.FOLDER / f"{name}.js").read_text("utf8")
    about = json.loads(script[script.index("{") : script.rindex("}") + 1])
    known = listings.known(about)
    assert told.keys() <= known.keys()
    for cell, more in told.items():
        expected = {name: str(value) for name, value in known[cell].items() if value}
        assert dict(re.findall(r' data-(\w+)="([^"]*)"', more)) == expected


def test_the_listings_that_differ_exist(every):
    for page, part in page_python.DIFFERENT:
        assert any(part in listing.code for listing in every[page]), (page, part)


def test_few_listings_may_differ(every):
    all_of_them = [listing for name in every for listing in every[name]]
    differ = sum(listing.may_differ for listing in all_of_them)
    assert len(all_of_them) > 100
    assert differ <= page_python.SHARE * len(all_of_them), f"{differ} of {len(all_of_them)}"


def test_a_listing_that_prints_something_else_is_told_by_page_and_cell(every, monkeypatch):
    name = min(every, key=lambda name: sum(len(listing.code) for listing in every[name]))
    other = [listing._replace(shown="something else") for listing in every[name]]
    monkeypatch.setattr(page_python, "listings", lambda page: other)
    messages = page_python.wrong(page_python.results(name))
    assert len(messages) == len(other)
    assert all(
        message.startswith(f"{name}, cell {listing.cell}: ") and "'something else'" in message
        for message, listing in zip(messages, other, strict=True)
    )
