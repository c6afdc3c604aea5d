"""How a Chinese page tells that its English one is newer."""

from types import SimpleNamespace

import nbformat
import pytest

from plainnet_book import editions, languages
from plainnet_book.editions import Cell, mark_of

TOP, CODE = "(lo)=\n# Loss\n\nA sentence.", "print(1)"
CHINESE = {TOP: "(lo)=\n# 损失\n\n一句话。", CODE: "import plainnet.zh\n\nprint(1)"}
NOTICE = 'class="plainnet-stale"'


def pages(folder, old):
    """The path of a Chinese notebook, of whose English cells one has changed since: ``old``."""
    (folder / "zh").mkdir()
    for path in (folder / "lo.ipynb", folder / "zh" / "lo.ipynb"):
        made = nbformat.v4.new_notebook()
        for source in (TOP, CODE):
            is_code, english = source == CODE, path.parent == folder
            make = nbformat.v4.new_code_cell if is_code else nbformat.v4.new_markdown_cell
            mark = mark_of(Cell(is_code, source))
            made.cells.append(make(source if english else CHINESE[source]))
            made.cells[-1].metadata = {} if english else {"english": mark}
        if path.parent == folder:
            made.cells[old].source += " # new"
        nbformat.write(made, path)
    return path


@pytest.mark.parametrize("old", [0, 1])
def test_that_the_top_of_a_page_is_old_is_told_below_its_heading(tmp_path, old):
    path = pages(tmp_path, old)
    notebook = nbformat.read(path, 4)
    languages.Chinese(["lo"], ["lo"]).mark(notebook, path)
    lines = notebook.cells[0].source.split("\n")
    assert lines[:2] == ["(zh-lo)=", "# 损失"] and NOTICE in lines[2]
    assert lines[3:] == ["", "一句话。"]


def test_what_is_told_moves_no_line_of_a_page_in_markdown(tmp_path):
    (tmp_path / "zh").mkdir()
    path, blocks = tmp_path / "zh" / "lo.md", ["# Loss", "A sentence.", "Another."]
    marks = [mark_of(Cell(False, block)) for block in blocks]
    texts = [f"% english: {mark}\n{block}" for mark, block in zip(marks, blocks, strict=True)]
    path.write_text("\n\n".join(texts), "utf8")
    for at, block in enumerate(blocks):
        newer = [*blocks[:at], f"{block} New.", *blocks[at + 1 :]]
        (tmp_path / "lo.md").write_text("\n\n".join(newer), "utf8")
        assert editions.stale(*map(editions.read, (tmp_path / "lo.md", path))) == {at}
        app = SimpleNamespace(env=SimpleNamespace(doc2path=lambda name: path))
        app.chinese, source = languages.Chinese([], []), [""]
        languages.mark(app, "chapters/zh/lo", source)
        was, now = path.read_text("utf8").split("\n"), source[0].split("\n")
        for text in blocks[1:]:
            assert now.index(text) == was.index(text)
        assert sum(NOTICE in line for line in now) == 1
        assert next(filter(None, now)) == "# Loss"


@pytest.mark.parametrize("site", ["https://book.example/", None])
def test_search_engines_are_told_whole_addresses_or_none(site):
    app = SimpleNamespace(
        builder=SimpleNamespace(get_relative_uri=lambda here, there: "../xor.html"),
        env=SimpleNamespace(found_docs={"chapters/xor", "chapters/zh/xor"}),
        chinese=languages.Chinese([], ["xor"]),
    )
    context = {"master_doc": "chapters/intro", "pageurl": site and f"{site}chapters/zh/xor.html"}
    languages.speak(app, "chapters/zh/xor", "page.html", context, None)
    assert context["book_languages"] == {"en": "../xor.html", "zh-CN": "../xor.html"}
    whole = {code: f"{site}chapters/xor.html" for code in ("en", "zh-CN")}
    assert context["book_alternates"] == (whole if site else {})
