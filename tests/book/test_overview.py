"""Overviews: to what they link."""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace

from plainnet_book import bibliography, overview

MODULES = "# Page\n\n```{overview}\n```\n\n## `a.one`\n\n## `a.b.two`\n"
GROUPS = "# 页\n\n```{overview}\n```\n\n## A\n\n(b)=\n### B?\n\n### C\n\n## D\n"
LIST = "# Page\n\n```{overview}\n```\n\n## All\n\n```{bibliography}\n:all:\n```\n"
BOOK = "@misc{%s, author = {%s}, title = {T}, year = {2026}}\n"
WORKS = [("a", "Mary Zed"), ("b", "{Open House}"), ("c", "Ann Ott"), ("d", "{van Roe}, Jan")]


def links(folder, page):
    """The paragraphs that an overview becomes, and the addresses of their links."""
    (folder / "index.md").write_text(page, "utf8")
    (folder / "works.bib").write_text("".join(BOOK % work for work in WORKS), "utf8")
    own = {"extensions": ["myst_parser", "sphinxcontrib.bibtex"], "bibtex_bibfiles": ["works.bib"]}
    with docutils_namespace():
        app = Sphinx(folder, None, folder / "out", folder / "trees", "dummy", own, status=None)
        bibliography.connect(app)
        overview.connect(app)
        app.build()
        top = app.env.get_and_resolve_doctree("index", app.builder)[0]
    found = [node for node in top.children if isinstance(node, nodes.paragraph)]
    references = [link for each in found for link in each.findall(nodes.reference)]
    return [each.astext() for each in found], [link["refuri"] for link in references], top


def test_an_overview_links_to_sections_without_what_their_titles_share(tmp_path):
    texts, addresses, _ = links(tmp_path, MODULES)
    assert texts == ["one · b.two"] and addresses == ["#a-one", "#a-b-two"]


def test_sections_that_hold_sections_list_these(tmp_path):
    texts, addresses, _ = links(tmp_path, GROUPS)
    assert texts == ["A: B? · C"] and addresses == ["#a", "#b", "#c"]


def test_references_are_listed_by_letters_each_of_which_leads_to_the_first(tmp_path):
    texts, addresses, top = links(tmp_path, LIST)
    entries = list(top.findall(nodes.citation))
    assert [entry[0].astext() for entry in entries] == ["OpenHouse26", "Ott26", "vanRoe26", "Zed26"]
    assert texts == ["All: O · V · Z"]
    assert addresses[1:] == [f"#{entries[place]['ids'][0]}" for place in (0, 2, 3)]
