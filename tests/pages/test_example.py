"""The example explorer in CONTRIBUTING.md is built as printed there, and works like all others."""

import re

import explorer_page
import pytest
from engines import WITNESS

from plainnet import explorers
from plainnet_book import explorer_alone
from plainnet_book.execution import ROOT

LINES = 20  # of Python, blank lines not counted


@pytest.fixture(scope="module")
def sources():
    text = (ROOT / "CONTRIBUTING.md").read_text("utf8").partition("## An explorer")[2]
    return [re.search(rf"```{name}\n(.*?)```", text, re.DOTALL)[1] for name in ("python", "js")]


@pytest.fixture(scope="module")
def tiny(sources, tmp_path_factory):
    """The class of the example; only the example's folder is added to the package."""
    folder = tmp_path_factory.mktemp("more")
    (folder / "tiny").mkdir()
    for name, source in zip(("__init__.py", "view.js"), sources, strict=True):
        (folder / "tiny" / name).write_text(source, "utf8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(explorers, "__path__", [*explorers.__path__, str(folder)])
        found = explorers.found(folder)
        patch.setattr(explorers, "ALL", explorers.ALL | found)
        yield found["tiny"]


def test_the_example_is_short(sources):
    python, script = ([line for line in source.splitlines() if line.strip()] for source in sources)
    assert len(python) <= LINES and len(script) <= 10
    assert max(map(len, python + script)) <= 100


def test_the_example_works_as_all_explorers_do(engine, tiny):
    page = engine.site.folder / "tiny.html"
    html = explorer_alone.page(tiny())
    page.write_text(html.replace("<head>", f"<head>{WITNESS}", 1), "utf8")
    engine.open("tiny.html")
    shown = explorer_page.Shown(engine, 0, tiny())
    shown.check()
    shown.open_table()
    for key, place in (("End", 4), ("Home", 0), ("ArrowRight", 1)):
        shown.press(0, key)
        assert shown.position() == [place]
        assert shown.wrong_at_once() == []
    assert len(shown.read()["ghosts"]) == 1
    shown.check()
    assert engine.problems() == []
