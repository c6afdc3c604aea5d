"""Printing: the page of symptoms has two sides; `test_pages_in_browsers` tests all pages."""

import itertools
import re

import page_scripts

SCRIPTS = page_scripts.functions("print.js")


def test_what_is_not_mounted_prints_its_picture_or_its_question(chromium, site):
    engine = chromium()
    engine.page.goto(engine.address("chapters/xor.html"))
    engine.page.pdf()  # loads the pictures
    engine.page.emulate_media(media="print")
    unmounted = engine.run(SCRIPTS.unmounted)
    assert {kind for kind, *_ in unmounted} == {"picture", "question"}
    for kind, height, around, title, loaded in unmounted:
        assert loaded and height > (200 if kind == "picture" else 20)
        if kind == "picture":
            assert title > 10 and around < title + height + 40  # no height is reserved on paper


def in_words_and_numbers(text):
    return [int(part) if part.isdigit() else part for part in re.split(r"(\d+)", text)]


def test_folds_are_open_and_solutions_come_last(chromium):
    engine = chromium()
    engine.open("chapters/toolbox.html")
    engine.run(SCRIPTS.openSome)
    before = engine.run(SCRIPTS.folds)
    engine.page.emulate_media(media="print")  # else the page is still a screen before printing
    assert before["closed"] and before["solutions"] == 0
    engine.run(SCRIPTS.watchPrint)
    engine.page.pdf()
    paper = engine.run(SCRIPTS.printed)
    assert paper["closed"] == [] and paper["solutions"] == before["exercises"] > 0
    assert before["open"] and paper["hidden"] == []
    assert paper["whose"] == sorted(paper["whose"], key=in_words_and_numbers)
    engine.page.emulate_media(media="screen")
    assert engine.run(SCRIPTS.folds) == before
    assert engine.problems() == []


def test_without_a_script_folds_are_open_on_paper_too(chromium):
    engine = chromium(java_script_enabled=False)
    engine.page.goto(engine.address("chapters/toolbox.html"))
    solution = engine.page.locator("[data-fold=solution] p").first
    assert not solution.is_visible()
    engine.page.emulate_media(media="print")
    assert solution.is_visible()
    whose = engine.page.locator(".plainnet-whose").first
    assert whose.bounding_box()["width"] > 50  # which exercise it belongs to
    assert whose.evaluate("node => getComputedStyle(node).clipPath") == "none"


def test_the_table_of_symptoms_is_one_screen_and_its_page_one_sheet(chromium):
    """Each row is a line with a link; the sheet has two sides."""
    engine = chromium()  # 1280 × 900
    engine.open("chapters/debugging.html")
    table = engine.run(SCRIPTS.symptoms)
    assert table["broken"] == table["astray"] == [] and table["count"] > 15
    assert table["bottom"] <= 900 and table["right"] <= 0
    for scheme, sheet in itertools.product(("light", "dark"), ("A4", "Letter")):
        engine.page.emulate_media(color_scheme=scheme)
        pdf = engine.page.pdf(format=sheet)
        assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 2, (scheme, sheet)
