"""The foot of a page: where its source is, and how to cite it."""

from types import SimpleNamespace

from each import each
from pybtex.database import parse_string

import plainnet
from plainnet_book import citation, execution

GITHUB = "https://github.com/someone/plainnet"
PAGE = "https://someone.github.io/plainnet/chapters/a.html"
ABOUT = {"title": "plainnet: a book", "authors": [{"name": "The plainnet authors"}]}


def foot(address, name="chapters/a", suffix=".ipynb"):
    """What the foot of a page shows in a book whose repository has this address."""
    options = {"source_repository": address, "source_branch": "book"} if address else {}
    config = SimpleNamespace(html_theme_options=options, copyright="2026")
    app = SimpleNamespace(config=config, srcdir=execution.ROOT)
    context = {"title": "<em>Sums</em> &amp; more", "page_source_suffix": suffix, "pageurl": PAGE}
    citation.add_foot(app, name, "page.html", context, None)
    return context


def test_with_an_address_a_page_is_cited_by_the_words_of_its_title():
    found = foot(GITHUB)["citation"]
    assert found["text"].endswith(f"Page “Sums & more”, {PAGE}")
    assert "page “Sums \\& more”},\n  year = {2026}" in found["bibtex"]


@each(("address", "suffix"), [("", ".ipynb"), ("", ".md"), (GITHUB, "")])
def test_without_an_address_or_a_source_a_page_has_none_of_it(address, suffix):
    assert not {"source_links", "citation"} & {*foot(address, suffix=suffix)}


def test_other_hosts_have_addresses_of_their_own_and_unknown_ones_are_not_guessed():
    links = citation.source_links("https://gitlab.com/a/b", "main", "c.md")
    assert set(links.values()) == {
        "https://gitlab.com/a/b/-/edit/main/c.md",
        "https://gitlab.com/a/b/-/commits/main/c.md",
    }
    found = foot("https://git.example.org/a/b")
    assert found["source_links"] == {} and found["citation"]


def cited(name="chapters/a", title="Sums", **more):
    return citation.citation(ABOUT | more, name, title, "2026", PAGE)


def test_a_page_is_cited_with_book_version_year_title_and_address_in_its_language():
    known = f"{plainnet.__version__}, 2026. Page “Sums”, {PAGE}"
    assert cited()["text"] == f"The plainnet authors. plainnet: a book. Version {known}"
    found = cited("chapters/zh/a", "求和")
    assert found["text"].endswith(f"，{plainnet.__version__} 版，2026 年，《求和》一页，{PAGE}")
    assert "@misc{plainnet-zh-a," in found["bibtex"] and "《求和》一页}" in found["bibtex"]


def test_bibtex_can_be_read_back():
    entries = parse_string(cited(title="50 % of _a_", doi="10.1/x")["bibtex"], "bibtex").entries
    (entry,) = entries.values()
    assert list(entries) == ["plainnet-a"]
    assert dict(entry.fields) == {
        "title": "{plainnet: a book}",
        "note": rf"Version {plainnet.__version__}, page “50 \% of \_a\_”",
        "year": "2026",
        "doi": "10.1/x",
        "url": PAGE,
    }
    (group,) = entry.persons["author"]
    assert group.last_names == ["{The plainnet authors}"]


def test_people_are_named_as_people():
    people = [
        {"given-names": "Ada", "family-names": "B"},
        {"given-names": "C", "family-names": "D"},
    ]
    found = cited(authors=people)
    assert found["text"].startswith("Ada B, C D. plainnet")
    (entry,) = parse_string(found["bibtex"], "bibtex").entries.values()
    assert [person.last_names for person in entry.persons["author"]] == [["B"], ["D"]]


def test_the_year_is_that_of_the_release_once_there_is_one(monkeypatch):
    about = ABOUT | {"date-released": "2031-01-02"}
    monkeypatch.setattr(citation.yaml, "safe_load", lambda text: about)
    assert "2031. Page" in foot(GITHUB)["citation"]["text"]
