"""An ordinary slip of a contributor is told: which thing, what was expected, what came."""

import sys

import mutation
import pytest
import sizes
from docutils.utils import new_document
from sphinx.errors import ExtensionError

import plainnet_book
from plainnet_book import build, contents, docstrings, han_font, languages, run_chapter
from plainnet_book.page_python import parts

TOC = "format: jb-book\nroot: chapters/one\nchapters: [{file: chapters/two}]\n"


@pytest.fixture
def book(tmp_path):
    """A book of two pages, one of which was renamed."""
    (tmp_path / "chapters").mkdir()
    for name in ("one", "second"):
        (tmp_path / "chapters" / f"{name}.md").touch()
    (tmp_path / "_toc.yml").write_text(TOC)
    return tmp_path


def test_a_listed_page_that_was_renamed(book):
    message = r"_toc.yml lists \['chapters/two'\], which are not there; \['chapters/second'\] are,"
    with pytest.raises(ExtensionError, match=message):
        plainnet_book.listed(book)
    (book / "chapters" / "two.md").touch()
    assert [entry.file for entry in plainnet_book.listed(book)] == ["chapters/one", "chapters/two"]


def test_a_chinese_page_without_its_english_one(book):
    (book / "_toc.yml").write_text(TOC.replace("two", "zh/two"))
    message = "_toc.yml: chapters/zh/two: expected chapters/two above it; add it, or take out"
    with pytest.raises(ExtensionError, match=message):
        plainnet_book.listed(book)


def test_a_page_in_english_alone_that_was_renamed(monkeypatch):
    pages = [contents.Entry(f"chapters/{name}", "", "", "") for name in ("one", "two", "zh/one")]
    monkeypatch.setattr(languages, "TITLES", {"two": "二"})
    assert languages.untitled(pages) == languages.untitled(pages[:1]) == ""
    monkeypatch.setattr(languages, "TITLES", {"second": "二"})
    told = languages.untitled(pages)
    assert told.endswith("give ['two'] a title, and take out ['second']")


def test_a_notebook_that_was_cut_short(book):
    (book / "chapters" / "one.ipynb").write_text('{"cells": [')
    with pytest.raises(ExtensionError, match=r"one.ipynb is no notebook: .*: line 1 column 12"):
        docstrings.code_of_pages(book)


def test_the_cell_of_a_warning(capsys):
    warning = "chapters/a.ipynb:520010: WARNING: target not found, b.md:9: WARNING"
    assert build.run([sys.executable, "-c", f"import sys; sys.exit({warning!r})"]) == 1
    told = "chapters/a.ipynb, cell 52, line 9: WARNING: target not found, b.md:9: WARNING"
    assert told in capsys.readouterr().err


def test_a_page_without_a_heading():
    with pytest.raises(ExtensionError, match=r"a.md: expected a heading at the top"):
        run_chapter.insert(new_document("a.md"), None, "A fold")


def test_a_font_that_is_not_installed(monkeypatch, tmp_path):
    monkeypatch.setattr(han_font.font_manager, "findSystemFonts", list)
    with pytest.raises(FileNotFoundError, match="is not installed: on Debian, apt install fonts"):
        han_font.write(tmp_path / "han.otf")


def test_a_wheel_a_page_and_a_test_that_are_missing():
    with pytest.raises(FileNotFoundError, match=r"expected no_such-\*.whl"):
        parts.wheel("no-such")
    with pytest.raises(AssertionError, match=r"_toc.yml: chapters/none: there is no such"):
        sizes.page_file(contents.Entry("chapters/none", "", "", ""))
    with pytest.raises(AssertionError, match=r"there is none for \['none'\]"):
        mutation.files(["losses", "none"])
