"""The head of a page, and the picture that it names."""

import re
from types import SimpleNamespace

import pytest
from docutils import nodes
from PIL import Image

from plainnet_book import cover, head


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
    assert not {"og:url", "og:image"} & set(found)


@pytest.mark.parametrize(("address", "drawn"), [("", False), ("https://book.example/", True)])
def test_the_picture_is_drawn_if_the_site_has_an_address(tmp_path, monkeypatch, address, drawn):
    monkeypatch.setattr(cover, "draw", lambda path, title: path.write_text(title))
    (tmp_path / "_static" / "plainnet").mkdir(parents=True)
    config = SimpleNamespace(html_title="plainnet", html_baseurl=address)
    app = SimpleNamespace(config=config, outdir=tmp_path)
    head.draw_picture(app, None)
    assert (tmp_path / head.PICTURE).exists() is drawn


def test_the_picture_has_the_size_that_sites_expect_and_is_the_same_each_time(tmp_path):
    for name in ("a.png", "b.png"):
        cover.draw(tmp_path / name, "plainnet")
    with Image.open(tmp_path / "a.png") as picture:
        assert picture.size == (1200, 630)
        assert len(picture.convert("RGB").getcolors(1 << 20)) > 20
    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()
