"""Addresses that have moved: where they lead, what is refused, and what to do about lost ones."""

import re

import docutils.core
import docutils.nodes
import pytest
from each import each
from sphinx.errors import ExtensionError

from plainnet_book import headings, moved, pages, published

THERE = {
    "chapters/new.html": {"kept", "second", "film"},
    "chapters/other.html": {"gone-there"},
    "chapters/zh/new.html": {"kept"},
}
MOVES = {
    "chapters/old.html": "chapters/middle.html",
    "chapters/old.html#gone": "chapters/other.html#gone-there",
    "chapters/middle.html": "chapters/new.html",
    "chapters/middle.html#first": "chapters/new.html#second",
    "chapters/dropped.html": "chapters/new.html#second",
    "chapters/new.html#film": "chapters/other.html",
}


@each(
    ("old", "new"),
    [
        ("chapters/new.html#kept", "chapters/new.html#kept"),
        ("chapters/old.html", "chapters/new.html"),
        ("chapters/old.html#kept", "chapters/new.html#kept"),
        ("chapters/old.html#gone", "chapters/other.html#gone-there"),
        ("chapters/old.html#first", "chapters/new.html#second"),
        ("chapters/dropped.html#any", "chapters/new.html#second"),
    ],
)
def test_an_address_leads_on_by_page_and_by_anchor(old, new):
    assert moved.goal(old, MOVES) == new


@each(
    ("moves", "message"),
    [
        ({"chapters/old": "chapters/new.html"}, "expected an address such as .*'chapters/old'"),
        ({"chapters/old.html": "new.ipynb"}, "expected an address such as .*'new.ipynb'"),
        ({"chapters": {"old": "new"}}, "expected an address such as"),
        ({"chapters/new.html": "chapters/other.html"}, "new.html is on the site; take"),
        ({"chapters/new.html#kept": "chapters/other.html"}, "#kept is on the site; take"),
        ({"chapters/old.html": "chapters/lost.html"}, "to chapters/lost.html, which is not"),
        ({"chapters/old.html": "chapters/new.html#lost"}, "new.html#lost, which is not"),
        ({"chapters/old.html#a": "chapters/new.html"}, "add a line for chapters/old.html, too"),
        ({"chapters/odl.html": "chapters/new.html"}, "chapters/odl.html was never published"),
        ({"a.html": "b.html", "b.html": "a.html"}, "leads in a circle"),
    ],
)
def test_a_line_that_leads_nowhere_is_refused(moves, message):
    listed = {"chapters/old.html", "chapters/old.html#a", "a.html", "b.html"}
    (first, *_) = moved.errors(moves, THERE, listed)
    assert re.match(f"chapters/moved.toml: .*{message}", first)


def test_right_lines_are_not_refused_and_only_pages_with_moved_anchors_change():
    there = THERE | {"chapters/new.html": {"kept", "second"}}
    assert moved.errors(MOVES, there) == moved.errors({}, there) == []
    page = "<html>\n<head>\n</head></html>"
    assert moved.leading_on(page, "chapters/other.html", MOVES) == page
    assert "film" in moved.leading_on(page, "chapters/new.html", MOVES)


def test_pages_lead_on_by_relative_addresses():
    found = moved.redirects({"chapters/zh/old.html": "chapters/new.html", "a.html": "b/c.html#d"})
    assert (
        '<noscript><meta http-equiv="Refresh" content="0; url=../new.html"></noscript>'
        in (found["chapters/zh/old.html"])
    )
    assert 'content="0; url=b/c.html#d"' in found["a.html"]


def test_what_is_lost_gets_lines_to_copy():
    listed = {
        *("chapters/xor.html", "chapters/xor.html#kept", "chapters/xor.html#film"),
        *("chapters/xor.html#away", "chapters/new.html#gone-there", "chapters/new.html#lost"),
        *("chapters/zh/none.html", "chapters/zh/none.html#any", "chapters/new.html#kept"),
    }
    gone = published.lost(listed, {}, THERE)
    assert gone == sorted(listed - {"chapters/new.html#kept"})
    said = published.about(gone, {"chapters/new.html#lost": "chapters/nwe.html"}, THERE)
    assert said.startswith("chapters/moved.toml: chapters/new.html#lost leads to chapters/nwe.html")
    lines = [line for line in said.splitlines() if line.startswith('"')]
    assert lines == [
        '"chapters/xor.html" = "chapters/new.html"',
        '"chapters/zh/none.html" = "….html#…"',
        '"chapters/new.html#gone-there" = "chapters/other.html#gone-there"',
        '"chapters/xor.html#away" = "chapters/new.html#…"',
    ]
    assert not published.lost(["chapters/old.html#first"], MOVES, THERE)


def test_an_address_that_is_the_only_new_one_of_its_page_is_proposed():
    gone, new = ["chapters/new.html#was"], ["chapters/new.html#second", "chapters/other.html#a"]
    line = '"chapters/new.html#was" = "chapters/new.html#{}"'
    assert line.format("second") in published.about(gone, {}, THERE, new)
    for others in [], ["chapters/new.html"], [*new, "chapters/new.html#film"]:
        assert line.format("…") in published.about(gone, {}, THERE, others)


def test_a_chinese_page_with_other_headings_than_its_english_one_is_named_and_nothing_proposed():
    both = "chapters/new.html#was", "chapters/zh/new.html#was"
    said = published.about(["chapters/zh/new.html#second", *both], {}, THERE)
    assert said.startswith("chapters/zh/new.html: its headings, or labels, are not those of its ")
    assert "make zh NAME=new" in said and said.count(" = ") == 1 and f'"{both[0]}" = ' in said
    alone = published.about(both, {}, THERE)
    assert "make zh" not in alone and f'"{both[1]}" = ' in alone


def test_readers_keep_what_they_can_copy_labels_and_explorers(tmp_path):
    (tmp_path / "chapters").mkdir()
    source = "(here)=\n## Here\n\n$$ (eq-a)\na\n$$\n\n```{figure} a\n:name: fig-a\n```"
    (tmp_path / "chapters" / "a.md").write_text(source, "utf8")
    ids = "here", "span", "equation-eq-a", "fig-a", "id1", "there"
    page = "<h2 id='x'></h2>" + "".join(f'<p id="{name}"></p>' for name in ids)
    page += "".join(f'<a class="headerlink" href="#{name}">#</a></h2>' for name in ("id1", "there"))
    page += '<div class="plainnet-explorer" data-view="stepper">'
    page += '<div class="plainnet-explorer" data-view="answer_box">'
    kept = published.kept({"chapters/a.html": page, "index.html": pages.stub("a")}, tmp_path)
    names = "", "#here", "#equation-eq-a", "#fig-a", "#stepper", "#there"
    assert kept == {f"chapters/a.html{name}" for name in names}


def test_chinese_headings_have_the_anchors_of_their_twins_and_labels_come_first():
    def sections(*titles, label):
        *first, last = (f"{title}\n{20 * '='}\n\n" for title in titles)
        text = "".join(first) + f".. _{label}:\n\n{last}"
        settings = {"auto_id_prefix": "id", "doctitle_xform": False}  # as Sphinx has them
        return docutils.core.publish_doctree(text, settings_overrides=settings)

    def anchors(page, doctree):
        headings.name(known, page, doctree)
        return [section["ids"] for section in doctree.findall(docutils.nodes.section)]

    known = {}
    english = sections("Gradients", "A step", label="gd-step")
    assert anchors("chapters/a", english) == [["gradients"], ["gd-step", "a-step"]]
    chinese = sections("梯度", "一步", label="zh-gd-step")
    assert anchors("chapters/zh/a", chinese) == [["gradients"], ["zh-gd-step", "a-step"]]
    same = sections("Gradients", "一步", label="zh-a-step")
    assert anchors("chapters/zh/a", same) == [["gradients"], ["zh-a-step"]]
    old = sections("梯度", label="zh-gd-step")  # than the English headings
    assert anchors("chapters/zh/a", old) == [["zh-gd-step", "id1"]]


def test_what_is_not_toml_is_told(tmp_path):
    (tmp_path / "chapters").mkdir()
    (tmp_path / "chapters" / "moved.toml").write_text("chapters/a.html = 1", "utf8")
    with pytest.raises(ExtensionError, match=r"^chapters/moved.toml: expected.*line 1"):
        moved.moves(tmp_path)


def test_the_command_adds_what_is_new_and_keeps_what_is_gone(tmp_path, capsys):
    folder = tmp_path / "_build" / "html"
    folder.mkdir(parents=True)
    (tmp_path / "chapters").mkdir()
    (folder / "a.html").write_text("<p>", "utf8")
    assert published.main(tmp_path) == 0
    (folder / "a.html").rename(folder / "b.html")
    assert published.main(tmp_path) == 1
    assert '"a.html" = "….html#…"' in capsys.readouterr().err
    assert moved.published(tmp_path) == {"a.html", "b.html"}
