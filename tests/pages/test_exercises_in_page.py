"""Exercises are answered where they stand: an editor, its check, and what becomes of the answer."""

import nbformat
import pytest
from playwright.sync_api import expect

from plainnet_book.page_python.words import ENGLISH as WORDS

PAGE = "chapters/toolbox.html"
pytestmark = pytest.mark.rests_on("code", f"page {PAGE}", "cells chapters/toolbox.ipynb")
RIGHT = "centred = batch - batch.mean(axis=0)\nprint(check_centred(centred))"
WRONG = RIGHT.replace("axis=0", "axis=1")
SLIP = "centred = batch.mean(axis=0) - batch\nprint(check_centred(centred))"
NAMED = "the rows' means are subtracted from the columns"
MISTAKE = f"it looks as if {NAMED}"
START = 180_000  # ms in which Python starts


class Exercise:
    """The exercise with this label, on a page in Chromium."""

    def __init__(self, page, label):
        self.frame = page.locator(f"#{label}")
        self.box = self.frame.locator(".tag_exercise [data-cell]")
        self.code = self.box.locator("pre")
        self.solution = self.frame.locator("details[data-fold=solution]")
        self.output = self.frame.locator(".plainnet-output")
        self.check = self.frame.get_by_role("button", name=WORDS["check"], exact=True)

    def write(self, text):
        self.code.click()
        self.box.locator("textarea").fill(text)

    def says(self, words):
        self.box.locator("[data-does]").click()
        expect(self.box.locator("[data-does=run]")).to_be_visible(timeout=START)  # it has ended
        expect(self.output).to_contain_text(words)


def test_an_answer_is_judged_counted_and_kept_and_the_solution_stays_closed(chromium):
    engine = chromium()
    engine.open(PAGE)
    page = engine.page
    exercise = Exercise(page, "ex-tb-centre")
    count = page.locator("[aria-current=page] .plainnet-answered")
    left = page.locator(".plainnet-left")
    place = exercise.frame.locator(".caption-number").inner_text().strip()
    its_link = left.get_by_role("link", name=place, exact=True)
    exercise.says("Not answered yet.")
    expect(exercise.box).to_contain_text(WORDS["unanswered"])
    assert count.is_hidden() and left.is_hidden()
    exercise.write(WRONG)
    exercise.says(NAMED)
    exercise.write(SLIP)
    exercise.says("in line 1, the two sides are exchanged in")
    exercise.write(WRONG)
    exercise.says(NAMED)
    announced = exercise.box.locator("[role=status]").inner_text()
    assert NAMED in announced
    printed = "centred = batch\nprint('Right now', centred.shape, 'Right.')"
    for several in (f"{RIGHT}\n{WRONG}", f"{WRONG}\n{RIGHT}", printed):
        exercise.write(several)
        exercise.says("Right.")
        expect(count).to_contain_text("0/")
    exercise.write(f"print('Not yet there')\n{RIGHT}")
    exercise.says("Right.")
    expect(count).to_contain_text("1/")
    exercise.write(RIGHT)
    exercise.says("Right.")
    expect(count).to_contain_text("1/")
    expect(left).to_contain_text("1 of ")
    expect(its_link).to_have_count(0)
    assert not exercise.solution.evaluate("(fold) => fold.open")  # part of the task may be left
    page.reload()
    expect(exercise.box.locator(".plainnet-status")).to_have_text(WORDS["right"])
    expect(exercise.code).to_have_text(RIGHT)
    expect(count).to_contain_text("1/")
    with page.expect_download() as download:
        exercise.frame.get_by_role("button", name=WORDS["download"]).click()
    cells = nbformat.read(download.value.path(), as_version=4).cells
    assert RIGHT in [cell.source for cell in cells]
    fold = page.locator(".plainnet-copy")
    fold.locator("summary").click()
    text = fold.locator("textarea")
    told = f"Asked: The wrong axis, without an error\n   Mistake: {MISTAKE}"
    assert f"{place}: right, 7 tries\n   {told}" in text.input_value()
    exercise.write(WRONG)
    exercise.says(NAMED)
    expect(count).to_contain_text("0/")
    page.reload()
    expect(exercise.box.locator(".plainnet-status")).to_have_text(WORDS["edited"])
    its_link.click()
    expect(exercise.box).to_be_in_viewport()
    fold.locator("summary").click()
    exercise.frame.get_by_role("button", name=WORDS["reset"]).click()
    assert f"{place}: no answer, 8 tries\n" in text.input_value()
    Exercise(page, "ex-tb-whole").says("Not yet")
    assert ": not yet" not in text.input_value()  # the book's own code is no try
    assert engine.problems() == []


def test_an_exercise_needs_no_other_and_spoils_no_listing_and_no_mouse(chromium):
    engine = chromium()
    engine.open(PAGE)
    layer, centre = (Exercise(engine.page, f"ex-tb-{name}") for name in ("layer", "centre"))
    layer.write("X = nn = None\nprint(X)")
    layer.says("None")
    layer.write("raise ValueError")
    layer.says("ValueError")
    centre.box.get_by_role("button", name=WORDS["edit"], exact=True).focus()
    engine.press("Enter", "ControlOrMeta+a")
    engine.type(RIGHT)
    engine.press("Shift+Enter")
    expect(centre.output).to_have_text("Right.", timeout=START)
    engine.press("Escape")
    expect(centre.box.locator("[data-does]")).to_be_focused()
    layer.frame.get_by_role("button", name=WORDS["reset"]).click()
    layer.says("Not answered yet.")
    assert engine.problems() == []


@pytest.mark.parametrize("width", [1280, 360])
def test_the_place_for_an_answer_is_seen_and_moves_nothing(chromium, site, width):
    """Without scripts there is the same room, and no button."""
    tops = {}
    for scripts in (False, True):
        engine = chromium(width=width, java_script_enabled=scripts, has_touch=width < 800)
        engine.page.goto(f"{site.http}/{PAGE}")
        exercise = Exercise(engine.page, "ex-tb-guard")
        assert exercise.check.count() == scripts
        tops[scripts] = exercise.solution.bounding_box()["y"] - exercise.box.bounding_box()["y"]
    assert abs(tops[True] - tops[False]) <= 3
