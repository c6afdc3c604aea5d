"""The search finds sections, over http and from a folder; it never finds imports."""

import json
from urllib.parse import quote

import page_scripts
import pytest

SEARCH = page_scripts.functions("search.js")
INDEX_BYTES = 200_000
INDEX = "_static/plainnet/search-index.js"
pytestmark = pytest.mark.rests_on(f"file _build/html/{INDEX}")


def ask(engine, query, over="http"):
    """The results of a query, best first."""
    engine.open("search.html", over)
    engine.page.goto(engine.address(f"search.html?q={quote(query)}", over))
    engine.wait(SEARCH.status)
    return engine.run(SEARCH.results)


@pytest.fixture(scope="module")
def index(site):
    text = (site.folder / INDEX).read_text("utf8")
    return json.loads(text.partition("=")[2])


@pytest.mark.parametrize("over", ["http", "file"])
def test_a_section_is_found_by_its_heading(chromium, index, over):
    engine = chromium()
    page = next(k for k, (address, _) in enumerate(index["pages"]) if address.endswith("/xor.html"))
    _, anchor, heading = next(one for one in index["sections"] if one[0] == page and one[1])
    first = ask(engine, heading, over)[0]
    assert first["title"] == heading and first["page"] == index["pages"][page][1]
    assert first["address"] == f"chapters/xor.html#{anchor}"
    engine.page.locator("#search-results a").first.click()
    engine.wait(SEARCH.seesTop, anchor)
    assert engine.problems() == []


@pytest.mark.parametrize(
    "query",
    ["import matplotlib.pyplot as plt", "from plainnet.explorers import AnswerBox SingleNeuron"],
)
def test_imports_are_not_found(chromium, query):
    assert ask(chromium(), query) == []


def test_every_word_must_occur_and_may_be_a_beginning(chromium, index):
    engine = chromium()
    both, one = ask(engine, "platea saddle"), ask(engine, "platea")
    assert 0 < len(both) < len(one)
    assert ask(engine, "plateau xyzzy") == [] and engine.run(SEARCH.status).startswith("No section")
    assert "学习率" in index["words"] and ask(engine, "习率")  # a part of 学习率
    assert ask(engine, "check_gradient")[0]["title"] == "check_gradient"


def test_the_field_keeps_the_query_and_the_magnifier_its_place(chromium):
    engine = chromium()
    ask(engine, "<b>loss")
    assert engine.run(SEARCH.highlighted) == ["<b>loss", True]
    place = engine.run(SEARCH.magnifier)
    assert place["right"] <= place["begin"]


def test_ctrl_k_opens_a_dialog_that_leads_to_the_results(chromium):
    engine = chromium()
    engine.open("chapters/xor.html", "file")
    engine.page.keyboard.press("Control+k")
    engine.page.keyboard.type("saddle")
    engine.page.keyboard.press("Enter")
    engine.page.wait_for_url("**/search.html?q=saddle")
    engine.wait(SEARCH.status)
    assert engine.run(SEARCH.results) and engine.problems() == []


def test_the_index_is_light_and_comes_only_with_a_query(chromium, site):
    path = site.folder / INDEX
    assert path.stat().st_size <= INDEX_BYTES
    engine = chromium()
    engine.open("search.html")
    assert engine.run("() => globalThis.plainnetSearch") is None
