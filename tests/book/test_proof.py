"""Passed tests are skipped until their key changes, failed ones never; false keys are found."""

from types import SimpleNamespace

import grounds
import proof
import pytest
import rotation
from each import each

pytest_plugins = ["pytester"]

CONFTEST = """import proof

def pytest_addoption(parser):
    parser.addoption("--seed", type=int, default=0)

def pytest_configure(config):
    for marker in proof.MARKERS:
        config.addinivalue_line("markers", marker)
    config.pluginmanager.register(proof.Proof(config), "proof")
"""
TESTS = """import pathlib
import instrument
import proof
import pytest

HERE = pathlib.Path(__file__).parents[2]

def test_green():
    pass

def test_red():
    assert (HERE / "world").exists()

@pytest.mark.shares_storage
def test_shares():
    pass

def test_reads():
    assert "word" in (HERE / "chapters" / "a.md").read_text()

@pytest.mark.rests_on("cells chapters")
def test_code():
    assert "1 + 1" in (HERE / "chapters" / "a.ipynb").read_text()

@pytest.mark.parametrize("page", ["chapters/a.html", "chapters/b.html"])
def test_page(page):
    proof.rest_on(f"page {page}")
    assert not (HERE / "changed").exists()
"""
NOTEBOOK = """{{"cells": [
    {{"cell_type": "markdown", "source": ["{}"]}},
    {{"cell_type": "code", "source": ["{}"], "metadata": {{}}, "outputs": []}}
]}}"""
PAGE = f'<link rel="stylesheet" href="../style.css">{grounds.ARTICLE}{{}}</article>'


@pytest.fixture
def checkout(pytester, monkeypatch):
    """A small repository with tests and a site; ``prove()`` returns the results of a run."""
    root = pytester.path
    monkeypatch.setattr(grounds, "ROOT", root)
    monkeypatch.setattr(grounds, "SITE", root / "_build" / "html")
    monkeypatch.setattr(proof, "KEPT", root / "_build" / "proved" / "keys.json")
    monkeypatch.setattr(proof, "_CHAPTERS", f"{root}/chapters/")
    monkeypatch.setattr(proof, "_ROOT", f"{root}/")
    monkeypatch.setattr(proof, "ANEW", 0)
    monkeypatch.setattr(proof, "is_ours", lambda: True)
    monkeypatch.setattr(proof, "versions", lambda: "these")
    monkeypatch.setattr(rotation, "EVERYTHING", False)
    pytester.makeconftest(CONFTEST)
    pytester.syspathinsert(root / "tests" / "instruments")
    for name, text in {
        "tests/lesson/test_it.py": TESTS,
        "tests/instruments/instrument.py": "",
        "code/plainnet/a.py": "A = 1",
        "chapters/a.md": "a word",
        "chapters/a.ipynb": NOTEBOOK.format("a word", "1 + 1"),
        "_build/html/chapters/a.html": PAGE.format("a"),
        "_build/html/chapters/b.html": PAGE.format("b"),
        "_build/html/style.css": "p { background: url(ground.png) }",
        "_build/html/ground.png": "pixels",
        "other/plainnet/__init__.py": "",
    }.items():
        write(root / name, text)

    def prove():
        for cached in (
            grounds.digest,
            grounds.digest_of_asset,
            grounds.is_file,
            proof.modules,
            proof.written_in,
        ):
            cached.cache_clear()
        return pytester.inline_run("-q", "-p", "no:xdist", "tests").listoutcomes()

    pytester.prove = prove
    return pytester


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf8")


def names(reports):
    return {report.nodeid.partition("::test_")[2] for report in reports}


ALL = {"green", "red", "shares", "reads", "code", "page[chapters/a.html]", "page[chapters/b.html]"}
ALWAYS = {"red", "shares"}


def test_what_is_green_is_left_out_the_next_time_and_nothing_red_is_stored(checkout):
    passed, _, failed = checkout.prove()
    assert (names(passed), names(failed)) == (ALL - {"red"}, {"red"})
    passed, _, failed = checkout.prove()
    assert (names(passed), names(failed)) == ({"shares"}, {"red"})


@each(
    ("file", "text", "again"),
    [
        ("tests/lesson/test_it.py", TESTS + "\n# changed\n", ALL),
        ("tests/lesson/helper.py", "new = 1", ALL),
        ("tests/instruments/data.toml", "new = 1", ALL),
        ("tests/lab/helper.py", "new = 1", set()),
        ("tests/conftest.py", "", ALL),
        ("code/plainnet/a.py", "A = 2", ALL - {"code"}),
        ("code/plainnet/results/a.json", "{}", ALL - {"code"}),
        ("chapters/a.md", "another word", {"reads"}),
        ("chapters/a.ipynb", NOTEBOOK.format("another word", "1 + 1"), set()),
        ("chapters/a.ipynb", NOTEBOOK.format("a word", "1 + 1 + 1"), {"code"}),
        ("chapters/b.md", "a page that nobody reads", set()),
        ("_build/html/chapters/a.html", PAGE.format("other"), {"page[chapters/a.html]"}),
        ("_build/html/ground.png", "others", {"page[chapters/a.html]", "page[chapters/b.html]"}),
        ("_build/html/other.css", "", set()),
    ],
)
def test_a_change_proves_anew_what_rests_on_it_and_nothing_else(checkout, file, text, again):
    checkout.prove()
    write(checkout.path / file, text)
    passed, _, failed = checkout.prove()
    assert names([*passed, *failed]) == ALWAYS | again


def test_what_is_too_long_for_a_name_of_a_file_is_no_asset(checkout):
    page = grounds.SITE / "chapters" / "a.html"
    html = PAGE.format(f'<p data-numbers="{5000 * "9"}">')
    assert [path.name for path in grounds.assets(page, html)] == ["ground.png", "style.css"]


ANEW = {
    "another version": lambda patch: patch.setattr(proof, "versions", lambda: "newer"),
    "PROVE=all": lambda patch: patch.setattr(rotation, "EVERYTHING", True),
    "a copy of the package": lambda patch: patch.setattr(proof, "is_ours", lambda: False),
    "a damaged file of keys": lambda patch: proof.KEPT.write_text("{", "utf8"),
}


@each("change", ANEW.values(), ids=ANEW)
def test_all_is_proved_anew_with(change, checkout, monkeypatch):
    checkout.prove()
    change(monkeypatch)
    passed, _, failed = checkout.prove()
    assert names([*passed, *failed]) == ALL


def test_what_was_green_and_is_red_now_loses_its_key(checkout):
    checkout.prove()
    write(checkout.path / "world", "")
    checkout.prove()
    assert "red" in stored_names()
    (checkout.path / "world").unlink()
    write(checkout.path / "code/plainnet/a.py", "A = 3")
    checkout.prove()
    assert "red" not in stored_names()


def stored_names():
    return {name.partition("::test_")[2] for name in proof.read()}


def test_two_pages_are_proved_anew_and_a_key_that_lies_is_seen(checkout, monkeypatch):
    checkout.prove()
    monkeypatch.setattr(proof, "ANEW", 2)
    passed, _, failed = checkout.prove()
    assert names([*passed, *failed]) == ALWAYS | {page for page in ALL if page.startswith("page")}
    write(checkout.path / "changed", "")  # tests depend on it without declaring so
    *_, failed = checkout.prove()
    lies = [report for report in failed if ("its key", proof.LIES) in report.sections]
    assert names(lies) == {page for page in ALL if page.startswith("page")}
    assert not names(lies) & stored_names()


def test_a_copy_of_the_package_proves_nothing_of_ours(checkout, monkeypatch):
    monkeypatch.setattr(proof, "is_ours", lambda: False)
    checkout.prove()
    assert proof.read() == {}


TURNS = """import pytest

@pytest.mark.turns(4)
@pytest.mark.parametrize("number", range(8))
def test_turn(number):
    pass

@pytest.mark.turns(2)
@pytest.mark.parametrize("view", ["stepper", "graph"])
def test_view(view):
    pass

@pytest.mark.rests_on("code", "cells chapters/a.ipynb")
@pytest.mark.turns(4)
@pytest.mark.parametrize("number", range(8))
def test_code(number):
    pass

@pytest.mark.judges("code/plainnet/judge")
def test_judge():
    pass
"""


@pytest.mark.parametrize(
    ("changed", "counts"),
    [
        ((), (2, 1, 2, 0)),
        (["chapters/a.md"], (2, 1, 2, 0)),
        (["code/plainnet/network.py"], (2, 1, 8, 0)),
        (["code/plainnet/results/a.json"], (2, 1, 8, 0)),
        (["chapters/a.ipynb"], (2, 1, 8, 0)),
        (["code/plainnet/judge/a.py"], (2, 1, 8, 1)),
        (["code/plainnet/explorers/core/stage.js"], (8, 2, 8, 0)),
        (["code/plainnet/explorers/explorers.css"], (8, 2, 8, 0)),
        (["code/plainnet_book/style/book.css"], (8, 2, 8, 0)),
        (["tests/pages/drawn.py"], (8, 2, 8, 0)),
        (["tests/lesson/test_it.py"], (8, 2, 8, 1)),
        (None, (8, 2, 8, 1)),
    ],
)
def test_what_takes_turns_waits_unless_it_has_changed(checkout, monkeypatch, changed, counts):
    write(checkout.path / "tests/lesson/test_it.py", TURNS)
    paths = changed if changed is None else frozenset(changed)
    monkeypatch.setattr(rotation, "changed", lambda: paths)
    passed = names(checkout.prove()[0])
    kinds = "turn", "view", "code", "judge"
    assert tuple(sum(kind in name for name in passed) for kind in kinds) == counts


def test_an_explorer_that_changed_is_tried_and_the_others_wait(checkout, monkeypatch):
    write(checkout.path / "tests/lesson/test_it.py", TURNS)
    paths = frozenset({"code/plainnet/explorers/graph/view.js"})
    monkeypatch.setattr(rotation, "changed", lambda: paths)
    seen = set()
    for commit in ("a", "b", "c", "d"):
        monkeypatch.setattr(rotation, "commit", lambda commit=commit: commit)
        proof.KEPT.unlink(missing_ok=True)
        passed, *_ = checkout.prove()
        assert "view[graph]" in names(passed)
        seen |= {frozenset(names(passed))}
    assert len(seen) > 1


TWINS = """import pytest

@pytest.mark.turns(4)
@pytest.mark.twins
@pytest.mark.parametrize("page", {})
def test_twin(page):
    pass
"""
PAGES = ("chapters/a.html", "chapters/zh/a.html", "chapters/b.html")
SHARED = "code/plainnet_book/style/book.css"


def test_of_twins_one_is_enough(checkout, monkeypatch):
    write(checkout.path / "tests/lesson/test_it.py", TWINS.format(PAGES))
    monkeypatch.setattr(rotation, "changed", lambda: frozenset({SHARED}))
    monkeypatch.setattr(grounds, "pages", lambda: list(PAGES))
    passed, *_ = checkout.prove()
    assert len(passed) == 2 and "twin[chapters/b.html]" in names(passed)


@each(
    ("changed", "each_time"),
    [
        ({SHARED}, [{0}, {1}]),
        ({SHARED, "chapters/a.md", "chapters/zh/a.md"}, [{0}, {1}]),
        ({SHARED, "chapters/a.md"}, [{0}]),
        ({SHARED, "chapters/zh/a.md"}, [{1}]),
        (None, [{0}, {1}]),
        ("everything", [{0, 1}]),
    ],
)
def test_of_twins_the_changed_one_is_looked_at_or_one_by_turns(monkeypatch, changed, each_time):
    """The page without a twin is always looked at."""
    monkeypatch.setattr(rotation, "EVERYTHING", changed == "everything")
    paths = frozenset(changed) if isinstance(changed, set) else None
    monkeypatch.setattr(rotation, "changed", lambda: paths)
    monkeypatch.setattr(grounds, "pages", lambda: list(PAGES))
    seen = set()
    for commit in "abcdefgh":
        monkeypatch.setattr(rotation, "commit", lambda commit=commit: commit)
        due = [not proof.twin_stands_in(asking("twins", page)) for page in PAGES]
        seen.add(tuple(due))
        assert all(not proof.twin_stands_in(asking("turns", page)) for page in PAGES)
    assert seen == {(0 in those, 1 in those, True) for those in each_time}


def asking(mark, page):
    """A test of a page with this mark."""
    call = SimpleNamespace(params={"page": page})
    return SimpleNamespace(callspec=call, get_closest_marker=lambda name: name == mark)


# Tests that take turns.
def test_all_parts_are_equal_and_another_python_or_commit_takes_another(monkeypatch):
    monkeypatch.setattr(rotation, "EVERYTHING", False)
    names, parts, taken = {f"chapter {i}" for i in range(22)}, [], set()
    for commit in "abcdefgh":
        with monkeypatch.context() as now:
            now.setattr(rotation, "commit", lambda commit=commit: commit)
            taken |= rotation.taken(names, 4)
    for minor in (11, 12, 13, 14):
        monkeypatch.setattr(rotation.sys, "version_info", SimpleNamespace(minor=minor))
        parts.append(rotation.taken(names, 4))
    assert {len(part) for part in parts} == {5, 6} and sum(map(len, parts)) == 22
    monkeypatch.setattr(rotation, "EVERYTHING", True)
    assert set().union(*parts) == taken == rotation.taken(names, 4) == names


# What tests depend on.
def test_without_its_text_a_page_keeps_its_blocks_and_what_is_around_them(checkout):
    block = '<div class="plainnet-explorer" data-view="a" data-scripts="a.js">\n{}\n</div>'
    page = checkout.path / "_build/html/chapters/a.html"

    def digest(text, inner, menu=""):
        write(page, PAGE.format(f"{text}{block.format(inner)}") + menu)
        grounds.digest.cache_clear()
        return grounds.digest("blocks chapters/a.html"), grounds.digest("page chapters/a.html")

    first = digest("a word", "1")
    assert digest("other", "1")[0] == first[0] and digest("other", "1")[1] != first[1]
    assert digest("a word", "2")[0] != first[0] != digest("a word", "1", "menu")[0]


def test_a_notebook_that_was_renamed_ends_no_run():
    assert grounds.digest("cells chapters/none.ipynb") == grounds.digest_of()
