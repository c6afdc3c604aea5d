"""Definitions of terms by mouse, keyboard and finger; without JavaScript, terms are plain links."""

import re
from pathlib import Path

import page_scripts
import pytest
from accessibility import WCAG, judged

CARD = page_scripts.functions("definitions.js")
# The term of each entry, and its definition until something is not plain text.
ENTRY = re.compile(r"^\((gl-[\w-]+)\)=\n\*\*(.+?)\*\*.*\n: ([^$*`\[]+)", re.MULTILINE)
TEXT = (Path(__file__).parents[2] / "chapters" / "glossary.md").read_text("utf8")
GLOSSARY = {label: (term, text.strip()) for label, term, text in ENTRY.findall(TEXT)}
NAME = "chapters/xor.html"
LINK = "a[data-term]:not(details *)"  # in a closed fold there is nothing to point at
HEIGHT = "() => document.documentElement.scrollHeight"


@pytest.fixture
def engine(chromium):
    found = chromium()
    found.open(NAME)
    return found


def shown(engine):
    return engine.run(CARD.shown)


def hover(engine, selector, number=0):
    engine.page.mouse.move(*engine.run(CARD.place, selector, number), steps=3)


def test_it_appears_under_a_mouse_and_stays_while_that_is_on_either(engine):
    terms = engine.run(CARD.terms)
    x, y = engine.run(CARD.place, LINK)
    engine.page.mouse.move(x, y)
    engine.page.mouse.move(2, 450)  # it passes
    engine.page.wait_for_timeout(500)
    assert shown(engine) is None
    for number in (0, len(terms) // 2, len(terms) - 1):
        hover(engine, LINK, number)
        engine.wait(CARD.isOf, terms[number])
        assert shown(engine)["fits"] and 0 < shown(engine)["far"] < 8
        term, definition = GLOSSARY[terms[number]]
        text = shown(engine)["text"].strip()
        assert text.startswith(term) and definition in text
    hover(engine, ".plainnet-definition a")
    engine.page.wait_for_timeout(500)
    assert shown(engine)["of"] == terms[-1]
    height = engine.run(HEIGHT)  # not from the start: figures that come later round it
    engine.page.mouse.move(2, 450)
    engine.wait(f"() => !({CARD.shown})()")
    assert engine.run(HEIGHT) == height
    engine.page.mouse.move(*engine.run(CARD.place, LINK, 3, "end"), steps=3)
    engine.wait(CARD.isOf, terms[3])
    found = shown(engine)
    assert found["isAbove"] and 0 < found["far"] < 8  # no room below
    engine.press("Escape")
    assert shown(engine) is None
    assert engine.problems() == []


def test_it_appears_on_focus_and_its_links_come_next(engine):
    engine.run(CARD.focusBefore, 0)
    engine.press("Tab")
    first = engine.run(CARD.terms)[0]
    assert engine.run(CARD.focused) == first == shown(engine)["of"]
    for x in (2, 8):  # a mouse elsewhere does not close what has the focus
        engine.page.mouse.move(x, 450)
    engine.page.wait_for_timeout(300)
    assert shown(engine)["of"] == first
    engine.press("Tab")
    assert engine.run(CARD.focused) == "definition" and shown(engine)
    engine.press("Escape")
    assert engine.run(CARD.focused) == first and shown(engine) is None
    engine.press("Shift+Tab", "Tab")
    assert shown(engine)["of"] == first
    engine.press("Shift+Tab")
    assert shown(engine) is None


def test_a_first_tap_shows_it_and_a_second_follows_the_link(chromium):
    engine = chromium(has_touch=True)
    engine.open(NAME, "file", narrow=True)
    engine.page.touchscreen.tap(*engine.run(CARD.place, LINK))
    card = engine.wait(CARD.shown)
    assert card["fits"] and engine.page.url.endswith(NAME)
    engine.page.touchscreen.tap(2, 600)
    assert shown(engine) is None
    engine.page.touchscreen.tap(*engine.run(CARD.place, LINK))
    engine.wait(CARD.shown)
    engine.page.touchscreen.tap(*engine.run(CARD.place, LINK))
    engine.page.wait_for_url(f"**/glossary.html#{card['of']}")
    engine.open(NAME)  # a link in the definition leads there, too
    engine.page.touchscreen.tap(*engine.run(CARD.place, LINK))
    card = engine.wait(CARD.shown)
    engine.page.touchscreen.tap(*engine.run(CARD.place, ".plainnet-definition a"))
    engine.page.wait_for_url(f"**/glossary.html#{card['of']}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_it(chromium, scheme):
    engine = chromium(color_scheme=scheme)
    engine.open(NAME)
    hover(engine, LINK)
    engine.wait(CARD.shown)
    context = {"include": [[".plainnet-definition"], ["p:has(> a[data-term])"]]}
    assert judged(engine, {"runOnly": WCAG}, **context) == []


def test_it_is_not_on_paper_and_the_glossary_has_none(engine):
    hover(engine, LINK)
    engine.wait(CARD.shown)
    engine.page.emulate_media(media="print")
    assert shown(engine) is None
    engine.open("chapters/glossary.html")
    assert engine.run(CARD.terms) == []
