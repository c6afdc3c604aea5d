"""The foot of a page: where its source is, and how to cite it."""

from pathlib import Path
from types import SimpleNamespace

import jinja2
from each import each
from pybtex.database import parse_string

import plainnet
import plainnet_book
from plainnet_book import citation, execution

GITHUB = "https://github.com/someone/plainnet"
PAGE = "https://someone.github.io/plainnet/chapters/a.html"
ABOUT = {"title": "plainnet: a book", "authors": [{"name": "The plainnet authors"}]}
PARENT = "{% block content %}{% endblock %}{% block footer %}{% endblock %}"


def foot(address, name="chapters/a", suffix=".ipynb"):
    """The foot of a page of a book whose repository has this address, as HTML."""
    options = {"source_repository": address, "source_branch": "book"} if address else {}
    config = SimpleNamespace(html_theme_options=options, copyright="2026")
    app = SimpleNamespace(config=config, srcdir=execution.ROOT)
    context = {"title": "<em>Sums</em> &amp; more", "page_source_suffix": suffix, "pageurl": PAGE}
    context |= {"theme_source_repository": address, "_": str, "book_languages": {}}
    citation.add_foot(app, name, "page.html", context, None)
    folder = Path(plainnet_book.__file__).parent / "templates"
    texts = jinja2.DictLoader({"!page.html": PARENT})
    loader = jinja2.ChoiceLoader([texts, jinja2.FileSystemLoader(folder)])
    page = jinja2.Environment(loader=loader).get_template("page.html")
    return page.render(pathto=lambda name, *_: name, **context)


def test_with_an_address_a_page_leads_to_its_source_and_folds_its_citation():
    html = foot(GITHUB)
    assert f'<a href="{GITHUB}/edit/book/chapters/a.ipynb">Edit this page</a>' in html
    assert f'<a href="{GITHUB}/commits/book/chapters/a.ipynb">Changes</a>' in html
    assert '<details class="plainnet-cite"><summary>Cite this book</summary>' in html
    assert f"Page “Sums &amp; more”, {PAGE}</p>" in html
    assert "page “Sums \\&amp; more”},\n  year = {2026}" in html


@each(("address", "suffix"), [("", ".ipynb"), ("", ".md"), (GITHUB, "")])
def test_without_an_address_or_a_source_a_page_has_none_of_it(address, suffix):
    html = foot(address, suffix=suffix)
    assert "CC BY 4.0" in html
    assert "Edit this page" not in html and "Cite this book" not in html


def test_other_hosts_have_addresses_of_their_own_and_unknown_ones_are_not_guessed():
    links = citation.source_links("https://gitlab.com/a/b", "main", "c.md")
    assert set(links.values()) == {
        "https://gitlab.com/a/b/-/edit/main/c.md",
        "https://gitlab.com/a/b/-/commits/main/c.md",
    }
    assert citation.source_links("https://git.example.org/a/b", "main", "c.md") == {}
    html = foot("https://git.example.org/a/b")
    assert "Edit this page" not in html and "Cite this book" in html


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
    assert "2031. Page" in foot(GITHUB)
