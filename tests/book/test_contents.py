"""The table of contents: the number of a page follows from its place."""

import pytest
import yaml

from plainnet_book import contents

TOC = """
root: start
title: Start here
parts:
  - caption: The course
    chapters: [{file: a, title: First}, {file: b, title: Second}]
  - caption: Workshop
    chapters: [{file: c, title: Third}]
  - caption: Appendix
    chapters: [{file: x, title: Words}, {file: y, title: Works}]
"""
FIRST = "{file: a, title: First}, "


@pytest.mark.parametrize(
    ("toc", "numbers"),
    [
        (TOC, {"start": "", "a": "1", "b": "2", "c": "3", "x": "A", "y": "B"}),
        (
            TOC.replace(FIRST, "").replace("[{file: c", f"[{FIRST}{{file: c"),
            {"start": "", "b": "1", "a": "2", "c": "3", "x": "A", "y": "B"},
        ),
    ],
    ids=["as it is", "moved"],
)
def test_chapters_are_counted_through_the_parts_and_the_appendix_has_letters(
    tmp_path, toc, numbers
):
    (tmp_path / "_toc.yml").write_text(toc, "utf8")
    found = contents.read(tmp_path / "_toc.yml")
    assert {entry.file: entry.number for entry in found} == numbers


def test_an_entry_says_where_it_stands():
    start, first, *_, last = contents.entries(yaml.safe_load(TOC))
    assert start == ("start", "Start here", "Start", "") and start.place == ""
    assert first == ("a", "First", "The course", "1") and first.place == "Chapter 1"
    assert last == ("y", "Works", "Appendix", "B") and last.place == "Appendix B"
    assert [entry.is_appendix for entry in (start, first, last)] == [False, False, True]


def test_a_page_below_a_page_is_refused():
    toc = {"root": "one", "chapters": [{"file": "two", "sections": [{"file": "three"}]}]}
    with pytest.raises(ValueError, match=r"_toc.yml: two: expected no sections below a page"):
        contents.entries(toc)
