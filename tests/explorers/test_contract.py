"""Entries that a view reads exist, and texts that Python gives are read."""

import copy
import re

import pytest
from each import each
from test_answer_box import BOXES

from plainnet.explorers import ALL, contract
from plainnet.explorers.contract import CORE, HERE, check, reads


@pytest.fixture
def given(small):
    """The constants and the frame of an explorer, as copies that a test may break."""
    return copy.deepcopy(small.spec), copy.deepcopy(small.frame)


def holders(spec, frame):
    return {**{name: spec[name] for name in ("words", "common")}, "spec": spec, "frame": frame}


def wanted(view):
    """The entries that a view and the core read."""
    pairs = [pair for path in (HERE / view / "view.js", *CORE) for pair in reads(path)]
    return set(pairs)


def test_whatever_is_missing_is_named(small, given):
    view, (spec, frame) = small.view, given
    check(view, spec, frame)
    for holder, name in sorted(wanted(view) - {("spec", "words"), ("spec", "common")}):
        if holder == "spec" and name in ("table", "view", "controls", "tasks", "ghosts", "roles"):
            continue  # every explorer has them
        there = holders(spec, frame)[holder]
        value = there.pop(name)
        message = rf"^(\w+/\w+\.js: {view} has no {holder}\.{name}; there are |{view}: the col)"
        with pytest.raises(ValueError, match=message):
            check(view, spec, frame)
        there[name] = value


def test_an_error_names_the_file_the_word_and_what_there_is():
    spec = {"words": {"title": "x"}, "table": [], "controls": [], "row": []}
    frame = {"sentence": "."}
    message = "cost_table has no spec.quantities; there are words, table, controls, row"
    with pytest.raises(ValueError, match=rf"^cost_table/view\.js: {re.escape(message)}$"):
        check("cost_table", spec, frame)


def test_an_explorer_without_a_word_cannot_be_shown(monkeypatch):
    explorer = ALL["stepper"]
    monkeypatch.delitem(explorer().spec["words"], "code")
    for show in (explorer().parts, explorer().live):
        with pytest.raises(ValueError, match=r"^stepper/view\.js: stepper has no words\.code; "):
            show()


def test_a_column_of_the_table_has_a_word_and_numbers(small, given):
    spec, frame = given
    spec["table"].append("taste")
    with pytest.raises(ValueError, match="the column taste of its table has no word"):
        check(small.view, spec, frame)
    spec["words"]["taste"] = "Taste"
    with pytest.raises(ValueError, match="the column taste of its table is no frame entry or con"):
        check(small.view, spec, frame)


def test_a_handle_moves_a_control_that_there_is(small, given):
    spec, frame = given
    spec["controls"] = []
    if contract.HANDLE.search((HERE / small.view / "view.js").read_text("utf8")):
        with pytest.raises(ValueError, match=r"/view\.js: the handle \w+ moves no control; there "):
            check(small.view, spec, frame)


def test_the_marks_of_a_choice_are_a_frame_entry(small, given):
    spec, frame = given
    spec["controls"][0]["marks"] = "stars"
    with pytest.raises(ValueError, match="the marks stars are no frame entry"):
        check(small.view, spec, frame)


@each("make", BOXES.values(), ids=BOXES)
def test_an_answer_box_has_what_its_view_reads(make):
    spec = make().spec
    for holder, name in reads(HERE / "answer_box" / "view.js"):
        spoilt = copy.deepcopy(spec)
        if (holder, name) != ("spec", "words"):
            del (spoilt if holder == "spec" else spoilt[holder])[name]
            with pytest.raises(ValueError, match=rf"^answer_box/view\.js: .* {holder}\.{name};"):
                check("answer_box", spoilt)


def test_a_view_takes_what_it_is_given(monkeypatch, tmp_path, small):
    text = (HERE / small.view / "view.js").read_text("utf8")
    (tmp_path / small.view).mkdir()
    spoilt = re.sub(r"draw\(stage(, \{)?", "draw(stage, { wish, ", text)
    spoilt = spoilt.replace("{ wish, )", "{ wish })")
    (tmp_path / small.view / "view.js").write_text(spoilt, "utf8")
    monkeypatch.setattr(contract, "HERE", tmp_path)
    with pytest.raises(ValueError, match="draw is not given wish; there are spec, frame, ghosts, "):
        check(small.view, small.spec, small.frame)


def test_reads_are_seen_in_every_form(tmp_path):
    path = tmp_path / "view.js"
    path.write_text(
        "const { words, limit } = spec;\n"
        "f(spec.words.title, words.table, words?.legend, frame.loss.map(frame.other));\n"
        "state.frame = spec[name];\n"
    )
    assert set(reads(path)) == {
        ("spec", "words"),
        ("spec", "limit"),
        ("words", "title"),
        ("words", "table"),
        ("frame", "loss"),
        ("frame", "other"),
    }


def test_every_word_is_read(small):
    """By the view, by the core, as the heading of a column, or by Python."""
    python = "\n".join(path.read_text("utf8") for path in HERE.rglob("*.py"))
    in_python = re.findall(r'"(\w+)"', "".join(re.findall(r"\bWORDS\[[^\]]+\]", python)))
    of_view = {name for holder, name in wanted(small.view) if holder == "words"}
    of_shell = re.findall(r'\bwords(?:\.get\(|\[)"(\w+)"', (HERE / "shell.py").read_text("utf8"))
    drawn = re.findall(r"words\.(\w+)", (HERE / small.view / "view.js").read_text("utf8"))
    of_view |= {*small.spec["table"], *of_shell, *drawn}
    assert set(small.spec["words"]) <= of_view | set(in_python)
