"""Readers copy their answers, in two languages, and a teacher's page makes one table of them."""

import re

import accessibility
import answer_box_page
import engines
import explorer_page
import page_blocks
import pytest
from engines import PAGE
from playwright.sync_api import expect

from plainnet.explorers import AnswerBox
from plainnet_book import class_answers

TWINS = "chapters/toolbox.html", "chapters/zh/toolbox.html"
ASKED = dict(zip(TWINS, ["   Asked: ", "   题目："], strict=True))
HOSTILE = '<img src=x onerror="alert(1)">', "=1+1", "😀, 李雷" + "长" * 50
TABLE = """() => [...document.querySelectorAll(".plainnet-class tr")].map((row) =>
  [...row.cells].map((cell) => (cell.querySelector("[aria-hidden]") ?? cell).textContent))
"""
PLACE = """(index) => {
  const node = document.querySelectorAll(".plainnet-explorer")[index];
  const exercise = node.closest(".exercise")?.querySelector(".caption-number").textContent;
  const mark = JSON.parse(node.style.getPropertyValue("--question") || '""');
  return (exercise?.match(/[\\dA-Z]+[.]\\d+/)[0] ?? "") + mark;
}"""
TRY = """(words) => document.querySelector("#ex-tb-layer [data-cell]").dispatchEvent(
  new CustomEvent("plainnet:tried", {
    bubbles: true, detail: { verdict: "wrong", answer: "", mistakes: [[0, words]] } }))
"""
pytestmark = pytest.mark.shares_storage


@pytest.fixture(scope="module")
def teaching(site):
    """The name of a page with the tool and nothing else."""
    style = (class_answers.HERE / "collect.css").read_text("utf8")
    src = f"../{class_answers.FILE}"
    tool = class_answers.TOOL.format(style=style, name="-", noscript="", src=src)
    name = explorer_page.without_text(site.folder, "chapters/xor.html", "collecting", tool)
    engines.made[name].append("code")
    yield name
    (site.folder / name).unlink()


def answer_some(engine, page):
    """Give answers of all kinds; return what is to be read, by the place of the question."""
    boxes = answer_box_page.boxes(engine, page)
    number = next(box for box in boxes if box.is_number and len(box.answers) > 1)
    other = next(box for box in boxes if box.is_number and box is not number)
    prediction = next(box for box in boxes if box.is_prediction and not box.is_guess)
    number.enter("no number")
    number.give(number.answers[1])
    number.give(number.answers[1])  # the same again is no try
    number.give(number.answers[0])
    other.enter("12345.678")
    other.clear()
    surprise = next(answer for answer in prediction.answers if answer["kind"] == "wrong")
    prediction.give(surprise)
    given = [(number, "✓ 2"), (other, "– 1"), (prediction, "! 1")]
    return {engine.run(PLACE, box.index): mark for box, mark in given}


def opened_fold(engine, name):
    """What shows the answers of a reader with this name."""
    fold = engine.page.locator(".plainnet-copy")
    fold.locator("summary").click()
    fold.locator("input").fill(name)
    return fold


def copied(engine, name):
    """What a reader with this name copies."""
    fold = opened_fold(engine, name)
    fold.get_by_role("button").first.click()
    expect(fold.get_by_role("status")).not_to_be_empty()
    field = fold.locator("textarea")
    text = field.input_value()
    assert field.evaluate("(it) => it.value.slice(it.selectionStart, it.selectionEnd)") == text
    return text


def paste(engine, text):
    engine.page.locator(".plainnet-class textarea").first.fill(text)


def test_answers_that_two_editions_copy_are_read_back_into_one_table(chromium, teaching):
    engine = chromium()
    given, texts = {}, []
    for page, name in zip(TWINS, HOSTILE, strict=False):
        given[name] = answer_some(engine, page)
        texts.append(copied(engine, name))
        asked = texts[-1].count(ASKED[page])
        assert texts[-1].endswith(f"{asked}\n"), "each question says what it asks"
        assert engine.problems() == []
    english, chinese = given.values()
    assert english == chinese, "questions have the same places in both languages"
    assert engine.run("() => localStorage.getItem('plainnet name')") == HOSTILE[1]
    texts.append(texts[0].replace(HOSTILE[0], HOSTILE[2]))
    engine.open(teaching)
    paste(engine, "Dear all,\n" + "".join(texts))
    head, *rows, foot = engine.run(TABLE)
    predictions = texts[0].count("\nPrediction ")
    assert predictions == foot.count("") - 1 > 0
    assert sorted(row[0] for row in rows) == sorted(HOSTILE) and head[-1] == foot[0] == "Right"
    for row in rows:
        cells = dict(zip(head, row, strict=True))
        assert {place: cells[place] for place in english} == english
        assert cells["Right"] == f"1/{len(head) - 2 - predictions}"
        assert {cells[place] for place in head[1:-1] if place not in english} == {"–"}
    assert [cell for cell in foot if cell == "3/3"] == ["3/3"]
    tool = engine.page.locator(".plainnet-class")
    assert tool.locator("img").count() == 0
    assert tool.locator(".plainnet-who bdi").count() == 3
    assert tool.locator("li").first.inner_text() == "Line 1: Dear all,"
    tool.get_by_label("Show the answers").check()
    tool.get_by_role("button", name="Copy").click()
    lines = tool.locator("textarea").last.input_value().split("\n")
    assert "Exercise 3.1b: Loops for a layer" in lines[0]
    assert len(lines) == 5 and {line.count("\t") for line in lines} == {len(head) - 1}
    assert {line.split("\t")[0] for line in lines[1:-1]} == {HOSTILE[0], "'=1+1", HOSTILE[2]}
    assert accessibility.violations(engine, teaching) == []
    assert engine.run("() => document.documentElement.scrollWidth") <= 360
    assert engine.problems() == []


@pytest.mark.parametrize("over", ["http", "file"])
def test_files_are_saved_and_opened_at_once_and_columns_left_out(
    chromium, teaching, tmp_path, over
):
    engine = chromium()
    engine.open(TWINS[0], over)
    fold = opened_fold(engine, "Ada/李 1")
    for words in ("the loss is 0.354", "the loss is 0.35", "it is stuck"):
        engine.run(TRY, words)
    with engine.page.expect_download() as download:
        fold.get_by_role("button", name="Save").click()
    assert download.value.suggested_filename == "toolbox-Ada-李-1.txt"
    text = download.value.path().read_text("utf8")
    assert text == fold.locator("textarea").input_value()
    assert re.findall("Mistake: (.*)", text) == ["the loss is 0.35", "it is stuck"]
    other = text.replace("3.1b: not yet, 3 tries", "3.1b: right, 1 try")
    files = [tmp_path / name for name in ("cut.txt", "whole.txt", "other.txt")]
    for path, own in zip(files, [text[:200].rstrip(), text, other], strict=True):
        path.write_text(own, "utf8")
    engine.open(teaching, over)
    tool = engine.page.locator(".plainnet-class")
    tool.locator("input[type=file]").set_input_files(files)
    expect(tool.locator("p[role=status]")).to_have_text(
        "Texts read: 3; incomplete: 1; replaced by another: 1"
    )
    assert "Line 1: the text of Ada/李 1 about “toolbox” has no end" in tool.inner_text()
    assert "2 texts named Ada/李 1" in tool.inner_text()
    head, *rows, foot = engine.run(TABLE)
    place = head.index("3.1b")
    assert {(row[place], row[-1][0]) for row in rows} == {("✗ 3", "0"), ("✓ 1", "1")}
    tool.get_by_label("Exercise 3.1b: Loops for a layer").uncheck()
    tool.locator("input[type=file]").set_input_files(files)  # and it stays away
    expect(tool.locator("p[role=status]")).to_contain_text("read: 6; incomplete: 2; replaced")
    fewer, *rows, _ = engine.run(TABLE)
    assert fewer == [each for each in head if each != "3.1b"]
    assert {row[-1] for row in rows} == {f"0/{len(fewer) - 2 - foot.count('') + 1}"}
    assert not tool.get_by_label("Exercise 3.1b: Loops for a layer").is_checked()
    assert tool.locator("li strong").count() == 0, "nor do its mistakes count"
    files[0].write_text(re.sub(r"\btoolbox\b", "another-page", text), "utf8")
    tool.locator("input[type=file]").set_input_files(files[0])
    boxes = tool.get_by_label("Exercise 3.1b: Loops for a layer")
    expect(boxes).to_have_count(2)
    assert sorted(box.is_checked() for box in boxes.all()) == [False, True]
    assert [row.count("3.1b") for row in engine.run(TABLE) if row[0] == head[0]] in ([0, 1], [1, 0])
    assert engine.problems() == []


def test_the_day_is_that_of_the_reader(chromium):
    engine = chromium(timezone_id="Asia/Shanghai")
    engine.page.clock.set_fixed_time("2026-11-30T20:00:00Z")
    engine.open(TWINS[0])
    assert "2026-12-01" in copied(engine, "Ada")


def test_without_storage_there_is_a_sentence_and_on_paper_nothing(chromium):
    engine = chromium()
    engine.page.add_init_script(f"({PAGE.keepNothing})()")
    engine.open("chapters/notation.html")  # no questions, no copy
    assert engine.run(PAGE.count, ".plainnet-copy") == 0
    engine.open(TWINS[0])
    fold = engine.page.locator(".plainnet-copy")
    fold.locator("summary").click()
    assert fold.locator("p").all_inner_texts()[1].startswith("This browser keeps nothing")
    assert not fold.locator("textarea").is_visible()
    engine.page.emulate_media(media="print")
    assert not fold.is_visible()
    assert engine.problems() == []


def test_twins_ask_the_same_questions_at_the_same_places(site):
    """So a mistake with a number is the same in both languages."""
    asked, folder = 0, site.folder / "chapters"
    for path in (path for path in folder.glob("zh/*.html") if (folder / path.name).exists()):
        chinese, english = (
            [
                (block.spec["kind"], [answer["kind"] for answer in block.spec["answers"]])
                for block in page_blocks.blocks(place / path.name)
                if block.view == AnswerBox.view
            ]
            for place in (path.parent, folder)
        )
        asked += len(chinese)
        assert chinese == english, path.name
    assert asked > 20
