"""Chapters as text: there and back nothing is lost, and nobody's work is overwritten."""

import resource

import nbformat
import pytest
from each import each

from plainnet_book import execution, notebooks, text

NOTEBOOKS = sorted((execution.ROOT / "chapters").rglob("*.ipynb"))
TEXT = """\
# Sums

One, and:

```{code-cell}
:tags: [hide-input]

import numpy as np
```

```{code-cell}
print(1+1)
```
"""


@pytest.mark.rests_on("code", "file chapters")
@each("path", NOTEBOOKS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_there_and_back_each_chapter_is_the_same(path):
    there = nbformat.read(path, as_version=4)
    back = text.notebook(text.of(there), there)
    assert [text.of(back), *map(dict, back.cells)] == [text.of(there), *map(dict, there.cells)]
    assert back.metadata == there.metadata


@pytest.fixture
def draft(tmp_path, monkeypatch):
    """A text without a notebook; what stores outputs only says which were to be stored."""
    stored = []
    monkeypatch.setattr(notebooks, "store", stored.append)
    (tmp_path / "chapters").mkdir()
    made = text.Draft("tiny", tmp_path)
    made.file.parent.mkdir()
    made.file.write_text(TEXT, "utf8")
    made.stored = stored
    return made


def change(draft, before, after):
    changed = draft.file.read_text("utf8").replace(before, after)
    draft.file.write_text(changed, "utf8")


def cell(draft, place):
    return nbformat.read(draft.path, as_version=4).cells[place]


def say_in_notebook(draft, said):
    found = nbformat.read(draft.path, as_version=4)
    found.cells[0].source = said
    nbformat.write(found, draft.path)


def test_a_new_text_becomes_a_notebook_and_both_are_formatted(draft):
    draft.take()
    assert cell(draft, 2).source == "print(1 + 1)"
    assert cell(draft, 1).metadata.tags == ["hide-input"]
    assert cell(draft, 1).source == "import numpy as np"  # which no cell uses yet
    assert "print(1 + 1)" in draft.file.read_text("utf8") and not draft.is_newer()
    assert draft.stored == [[draft.path]]


def test_what_did_not_change_keeps_its_outputs_and_its_id(draft):
    draft.take()
    found = nbformat.read(draft.path, as_version=4)
    found.cells[2].outputs = [nbformat.v4.new_output("stream", text="2\n")]
    nbformat.write(found, draft.path)
    change(draft, "One, and:", "One and one:")
    draft.take()
    after = nbformat.read(draft.path, as_version=4)
    assert after.cells[0].source == "# Sums\n\nOne and one:"
    assert after.cells[1:] == found.cells[1:]


def test_where_only_the_notebook_changed_the_text_is_written_again(draft, capsys):
    draft.take()
    say_in_notebook(draft, "# Two")
    capsys.readouterr()
    draft.take()
    assert "text/tiny.md is older than chapters/tiny.ipynb" in capsys.readouterr().out
    assert cell(draft, 0).source == "# Two" and "# Two" in draft.file.read_text("utf8")


def test_where_both_have_changed_nothing_is_done(draft):
    draft.take()
    say_in_notebook(draft, "# Two")
    change(draft, "Sums", "More sums")
    before = draft.file.read_bytes(), draft.path.read_bytes()
    with pytest.raises(text.TextError, match=r"(?s)both changed.*Rename\ntext/tiny.md"):
        draft.take()
    assert (draft.file.read_bytes(), draft.path.read_bytes()) == before and len(draft.stored) == 1
    draft.file.write_text("# Mine", "utf8")  # without the first line, which tells what it was
    with pytest.raises(text.TextError, match="both changed"):
        draft.take()


def test_a_text_does_not_bring_a_renamed_chapter_back(draft):
    draft.take()
    draft.path.rename(draft.path.with_stem("renamed"))
    with pytest.raises(text.TextError, match=r"tiny.ipynb, which is not there.*rename"):
        draft.take()
    assert not draft.path.exists()


@each(
    ("wrong", "message"),
    [
        ("print(1+1)", "text/tiny.md: mend"),
        ("[hide-input]", "text/tiny.md: .*YAML"),
        ("{code-cell}", "text/tiny.md, line 7: `{code-cel}` is no kind of cell"),
    ],
)
def test_what_cannot_be_read_is_told(draft, wrong, message):
    change(draft, wrong, wrong[:-1].replace("-cell", "-cel}"))
    with pytest.raises(text.TextError, match=message):
        draft.take()
    change(draft, wrong[:-1].replace("-cell", "-cel}"), wrong)


def test_where_the_disk_is_full_the_notebook_stays(draft):
    draft.take()
    before, limit = draft.path.read_bytes(), resource.getrlimit(resource.RLIMIT_FSIZE)
    change(draft, "One, and:", "One. " * 1000)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4000, limit[1]))
    try:
        with pytest.raises(OSError, match="large"):
            draft.take()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
    assert draft.path.read_bytes() == before
    assert [path.name for path in draft.path.parent.iterdir()] == ["tiny.ipynb"]


def test_what_is_no_text_and_no_notebook_is_told(draft):
    draft.file.write_bytes("# Größe".encode("latin-1"))
    with pytest.raises(text.TextError, match=r"text/tiny.md is not in UTF-8"):
        draft.take()
    draft.file.write_text("", "utf8")
    with pytest.raises(text.TextError, match=r"text/tiny.md is empty"):
        draft.take()
    draft.file.write_text(TEXT, "utf8")
    draft.take()
    for broken in ("{", "[]", "{}", '{"nbformat": 4, "nbformat_minor": 5}'):
        draft.path.write_text(broken)
        with pytest.raises(text.TextError, match=r"tiny.ipynb is no notebook any more: git check"):
            draft.take()


def test_a_text_that_is_not_taken_in_is_not_overwritten(draft, tmp_path, capsys):
    draft.take()
    change(draft, "Sums", "More sums")
    assert text.main("write", "tiny", tmp_path) == 2
    assert "make chapter takes them in" in capsys.readouterr().err
    assert "More sums" in draft.file.read_text("utf8")
    assert text.main("take", "tiny", tmp_path) == text.main("write", "tiny", tmp_path) == 0
    assert cell(draft, 0).source.startswith("# More sums")
    capsys.readouterr()
    assert text.main("write", "tyni", tmp_path) == 2
    assert capsys.readouterr().err == "NAME: expected one of tiny; got 'tyni'\n"
