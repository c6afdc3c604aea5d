"""The description in the head of a page."""

import re
from types import SimpleNamespace

from docutils import nodes

from plainnet_book import head


def described(doctree, **context):
    config = SimpleNamespace(html_title="plainnet", html_baseurl="https://book.example/")
    head.add_description(SimpleNamespace(config=config), "xor", "page.html", context, doctree)
    return dict(re.findall(r'(?:name|property)="(\S+)" content="([^"]*)"', context["metatags"]))


def test_a_page_is_described_by_its_first_paragraph_cut_at_a_word():
    section = nodes.section(
        "", nodes.title("", "XOR"), nodes.paragraph("", f"«a» & {'word ' * 99}")
    )
    section += nodes.paragraph("", "not this")
    found = described(section, title="<em>XOR</em> &amp; more")
    assert (
        found["description"].startswith("«a» &amp; word") and found["description"][-5:] == "word…"
    )
    assert 150 < len(found["description"].replace("&amp;", "&")) <= 155
    assert found["og:description"] == found["description"]
    assert (found["og:title"], found["og:type"]) == ("XOR &amp; more", "article")
    assert "og:url" not in found
