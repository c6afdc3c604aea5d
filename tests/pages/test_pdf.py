"""`make pdf`: pages joined into one, printed by Chromium, and offered by the site."""

import io
import re
import shutil

import engines
import page_scripts
import pytest
from bs4 import BeautifulSoup
from engines import rest_on_page
from pypdf import PdfReader

from plainnet_book import contents, pdf

pytestmark = pytest.mark.rests_on("code")
PAPER = page_scripts.functions("print.js")
BOOK = contents.read(pdf.ROOT / "_toc.yml")
SEVERAL = "intro", "toolbox", "xor"
TEXT_WIDTH = round((210 - 2 * 22) / 25.4 * 96)  # px; the margins stand in pdf.css
HEIGHTS = (
    "[...document.querySelectorAll('.plainnet-explorer > img')].map((one) => one.offsetHeight)"
)
LEFT = """() => [...document.querySelectorAll("article [id]")].filter(
  (one) => one.getBoundingClientRect().x < 0).map((one) => one.id)"""
KEPT = """() => [
  [...document.querySelectorAll("figure")].map((one) => getComputedStyle(one).breakAfter),
  [...document.querySelectorAll(".cell_input + .cell_output:not(:has(figure))")].map(
    (one) => getComputedStyle(one).breakBefore,
  ),
]"""
ASKED = "[data-view=answer_box], .exercise:has([data-fold=solution])"


def entries(*names):
    for name in names:
        rest_on_page(f"chapters/{name}.html")
    return [entry for name in names for entry in pdf.chosen(name, BOOK)]


def page(site, chosen):
    return BeautifulSoup(pdf.joined(site, chosen), "html.parser")


def wrong_in(joined, folder):
    """Ids that occur twice, links that lead nowhere, and pictures that are missing."""
    ids = [node["id"] for node in joined.select("[id]")]
    links = [node["href"] for node in joined.select("a[href], use[href]")]
    away = re.compile("https?://")
    errors = {f"id twice: {name}" for name in ids if ids.count(name) > 1}
    errors |= {link for link in links if not away.match(link) and link[1:] not in set(ids)}
    sources = (node["src"] for node in joined.select("[src]"))
    return errors | {source for source in sources if not (folder / source).is_file()}


def still(explorer):
    """Whether an explorer shows a picture, and says what that shows."""
    picture = explorer.find(["img", "svg"])
    return picture and any(len(p.text) > 40 for p in explorer.select("p"))


@pytest.fixture(scope="module")
def joined(built):
    return page(built, entries(*SEVERAL))


def test_joined_pages_lead_to_each_other_and_explorers_are_pictures(built, joined):
    assert wrong_in(joined, built.parent) == set()
    explorers = joined.select(".plainnet-explorer:not(:has(.plainnet-prompt))")
    assert len(explorers) > 3 and all(map(still, explorers))
    formulas = joined.select(".math > svg, .plainnet-formula > svg")
    assert len(formulas) > 20 and all(formula["aria-label"] for formula in formulas)
    hrefs = [link["href"] for link in joined.select("article a[href]")]
    assert "#toolbox--tb-product" in hrefs and "#xor--training_film" in hrefs
    assert not joined.select("script, template, button.copybtn, .headerlink, nav nav")
    assert "in the page" not in {where.text for where in joined.select(".plainnet-where")}


def test_what_answers_a_question_stands_at_the_end(built, joined):
    chosen = entries(*SEVERAL)
    site = [BeautifulSoup((built / f"{e.file}.html").read_text(), "html.parser") for e in chosen]
    asked = sum(len(found.select(ASKED)) for found in site)
    *pages, last = joined.select("body > article")
    assert len(last.select(".plainnet-answer > .plainnet-asked a[href]")) == asked > 20
    assert [head.text for head in last.select("h2")] == [pdf.titled(entry) for entry in chosen]
    told = [p for found in pages for p in found.select("[data-fold=solution], .plainnet-answer")]
    assert told == []
    assert sum(len(found.select("[data-page]")) for found in pages) == asked


@pytest.mark.thorough
@pytest.mark.parametrize("name", pdf.BOOKS)
def test_in_a_whole_book_no_link_leads_nowhere(built, name):
    chosen = pdf.chosen(name, BOOK)
    for entry in chosen:
        rest_on_page(f"{entry.file}.html")
    assert wrong_in(page(built, chosen), built.parent) == set()


@pytest.fixture(scope="module")
def printed(built, tmp_path_factory):
    """The shortest chapter with an explorer, a question and sections, as a PDF."""
    engines.need(any(map(shutil.which, pdf.CHROMIUM)), pdf.CHROMIUM[0])
    folder = tmp_path_factory.mktemp("pdf")
    (folder / "html").symlink_to(built)
    path = folder / "intro.html"
    path.write_text(pdf.joined(folder / "html", entries("intro")), "utf8")
    return PdfReader(io.BytesIO(pdf.printed(path)))


def test_a_pdf_has_a_title_bookmarks_and_tags(printed):
    assert printed.metadata.title == "Start here · plainnet"
    top, *others = (mark for mark in printed.outline if not isinstance(mark, list))
    assert [mark.title for mark in (top, *others)] == [
        *("plainnet", "Contents", "Start here", "Solutions")
    ]
    titles = re.findall(r"'/Title': '(.*?)'", str(printed.outline))
    assert len(titles) > 5 and not [title for title in titles if re.fullmatch(r"(.+)\1", title)]
    root = printed.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and root["/StructTreeRoot"] and root["/Lang"] == "en"
    assert {tuple(map(round, sheet.mediabox[2:])) for sheet in printed.pages} == {(595, 842)}


def test_the_contents_name_the_page_on_which_a_section_begins(printed):
    texts = [sheet.extract_text() for sheet in printed.pages]
    (listed,) = (text for text in texts if "Contents" in text)
    rows = re.findall(r"^(\D+?) ?(\d+)$", listed.partition("Contents")[2], re.MULTILINE)
    assert len(rows) > 2
    for title, number in rows:
        assert title.strip() in texts[int(number) - 1], (title, number)
        assert int(number) > texts.index(listed) + 1


def test_nothing_is_wider_than_the_sheet_and_pictures_are_seen(built, browser, tmp_path):
    (tmp_path / "html").symlink_to(built)
    path = tmp_path / "xor.html"
    path.write_text(pdf.joined(tmp_path / "html", entries("xor", "playground", "api")), "utf8")
    sheet = browser.new_page(viewport={"width": TEXT_WIDTH, "height": 900})
    sheet.goto(path.as_uri())
    sheet.emulate_media(media="print")
    assert sheet.evaluate(f"({PAPER.cut})()") == []
    assert sheet.evaluate(LEFT) == []  # to which Chromium would write no links
    heights = sheet.evaluate(HEIGHTS)
    assert len(heights) == 3 and min(heights) > 100, heights
    # A figure kept with the code below it leaves half a page empty; a result belongs to its code.
    assert [set(kept) for kept in sheet.evaluate(KEPT)] == [{"auto"}, {"avoid"}]
    sheet.close()


def test_the_cover_tells_where_the_site_is():
    chosen = pdf.chosen("xor", BOOK)
    assert "<p>https://a.org/xor.html</p>" in pdf.cover(chosen, str, "https://a.org/xor.html")
    assert pdf.cover(chosen, str, "").count("<p>") == 3


def test_without_chromium_a_message_says_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(OSError, match="please install chromium-headless-shell"):
        pdf.printed(tmp_path / "page.html")


def test_a_name_is_nothing_a_language_or_a_page():
    assert [entry.file for entry in pdf.chosen("zh/xor", BOOK)] == ["chapters/zh/xor"]
    assert {entry.file for entry in pdf.chosen("", BOOK) + pdf.chosen("zh", BOOK)} == {
        entry.file for entry in BOOK
    }
    with pytest.raises(ValueError, match=r"NAME: expected nothing, zh or one of intro, .*'xr'"):
        pdf.chosen("xr", BOOK)


def test_the_site_offers_a_pdf_as_long_as_it_is_of_the_same_book(tmp_path):
    site = tmp_path / "html"
    for name in ("one", "zh/one"):
        path = site / "chapters" / f"{name}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"<p>{pdf.MARK}\n</p>")
    english, chinese = pdf.of_book(site, "") + pdf.of_book(site, "zh")
    before = english.read_text()
    assert pdf.link(site, tmp_path) == [] and english.read_text() == before
    (tmp_path / "plainnet.pdf").write_bytes(b"%PDF")
    (tmp_path / "plainnet.key").write_text(pdf.digest(site, ""))
    for _ in range(2):  # a second time changes nothing
        assert pdf.link(site, tmp_path) == []
        assert english.read_text().count('<a href="../plainnet.pdf" download>') == 1
    assert (site / "plainnet.pdf").is_file() and chinese.read_text() == before
    english.write_text(english.read_text().replace("<p>", "<p>A new word. "))
    assert pdf.link(site, tmp_path) == ["plainnet.pdf"]
    assert "download" not in english.read_text()
