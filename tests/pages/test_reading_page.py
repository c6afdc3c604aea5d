"""The page around the text: menu, contents, progress, answered questions, line length."""

import json
import re
import statistics

import fonts
import page_blocks
import page_scripts
import pytest

from plainnet_book import contents, execution

SCRIPTS = page_scripts.functions("reading_page.js")
PAGE = "chapters/xor.html"
THEME = "() => document.body.dataset.theme"
BOOK = contents.read(execution.ROOT / "_toc.yml")


def store(engine, page, *prompts, verdict="right", kind="question"):
    """Store tries as ``page`` would, and a record that somebody else wrote."""
    text = json.dumps({"kind": kind, "tries": 1, "verdict": verdict, "mistakes": []})
    kept = {f"plainnet /{page} tries {prompt} 0": text for prompt in prompts}
    engine.run(
        "(kept) => { Object.assign(localStorage, kept); }", kept | {f"plainnet /{page} tries ": "{"}
    )


def open_with_all_answered(engine, site, **options):
    """Open the page with the longest title, with all questions of the book answered."""
    longest = max(BOOK, key=lambda entry: len(entry.title))
    for _ in range(2):
        engine.open(f"{longest.file}.html", **options)
        for name in site.pages:
            store(engine, name, *range(40))
    assert len(engine.run(SCRIPTS.answered)) > 5


@pytest.mark.shares_storage
@fonts.in_each
def test_the_whole_book_fits_a_screen(chromium, site):
    engine = chromium()
    open_with_all_answered(engine, site)
    menu = engine.run(SCRIPTS.menu)
    assert menu["last"] <= 900 and not menu["bar"]["scrollable"]
    assert menu["lowest"] >= 24  # px, large enough for a finger
    assert len(menu["current"]) == 1
    assert engine.run(SCRIPTS.brokenLines) == []


@pytest.mark.shares_storage
@fonts.in_each
def test_in_the_drawer_of_a_phone_no_title_is_broken(chromium, site):
    engine = chromium()
    open_with_all_answered(engine, site, narrow=True)
    engine.page.click(".nav-overlay-icon")
    engine.wait("() => document.querySelector('.plainnet-menu').getBoundingClientRect().left >= 0")
    assert engine.run(SCRIPTS.brokenLines) == []
    menu = engine.run(SCRIPTS.menu)
    assert len(menu["current"]) == 1 and menu["bar"]["right"] <= 360


@pytest.mark.parametrize(
    ("toggle", "drawer"), [("__navigation", ".plainnet-menu"), ("__toc", ".toc-tree")]
)
def test_a_drawer_opens_by_keyboard_and_closed_it_cannot_be_reached(chromium, toggle, drawer):
    engine = chromium()
    engine.open(PAGE, narrow=True)
    is_reached = f"() => getComputedStyle(document.querySelector('{drawer}')).visibility"
    for _ in range(5):
        engine.press("Tab")
        if engine.run("() => document.activeElement.id") == toggle:
            break
    assert engine.run("() => document.activeElement.id") == toggle
    assert engine.run(is_reached) == "hidden"
    engine.press("Space")
    assert engine.run(is_reached) == "visible"
    engine.press("Escape")
    assert engine.run(is_reached) == "hidden"
    engine.press("Space")
    engine.page.locator(f"{drawer} li a").last.click()  # another page, or a place on this one
    engine.page.wait_for_load_state()
    engine.wait(f"() => ({is_reached})() === 'hidden'")


def test_the_current_page_is_in_view_in_the_menu_and_the_page_stays_where_it_is(chromium):
    engine = chromium()
    engine.page.set_viewport_size({"width": 1280, "height": 300})
    for entry in (BOOK[0], BOOK[len(BOOK) // 2], BOOK[-1], BOOK[1]):
        engine.open(f"{entry.file}.html")
        (current,) = engine.run(SCRIPTS.menu)["current"]
        assert current["top"] >= 0 and current["bottom"] <= 300, entry
        assert engine.run("() => scrollY") == 0


@pytest.mark.shares_storage
def test_the_menu_says_how_many_answers_are_right(chromium):
    engine = chromium()
    engine.open(PAGE)
    assert engine.run(SCRIPTS.answered) == []
    store(engine, "chapters/toolbox.html", "one", "two", "three")
    store(engine, "chapters/toolbox.html", "four", verdict="wrong")
    store(engine, "chapters/toolbox.html", "five", kind="prediction")
    store(engine, "chapters/digits.html", "one", kind="prediction")
    store(engine, PAGE, "one")
    engine.open(PAGE)
    toolbox, here = engine.run(SCRIPTS.answered)
    assert toolbox[0] == "Toolbox" and toolbox[1].startswith("3/")
    assert toolbox[2].startswith("3 of ") and toolbox[2].endswith(" right")
    assert toolbox[2] in toolbox[1]  # for screen readers
    assert here[0] == "XOR from scratch" and here[2].startswith("1 of ")
    store(engine, PAGE, "two")
    engine.run(SCRIPTS.dispatch, "plainnet:tried")
    assert engine.run(SCRIPTS.answered)[1][2].startswith("2 of ")
    store(engine, PAGE, *range(99))  # in another window; most were asked by an older page
    engine.run("() => dispatchEvent(new Event('storage'))")
    done, asked = re.findall(r"\d+", engine.run(SCRIPTS.answered)[1][2])
    assert done == asked
    engine.run("() => localStorage.clear()")
    engine.run(SCRIPTS.dispatch, "plainnet:cleared")
    assert engine.run(SCRIPTS.answered) == []


@pytest.mark.shares_storage
def test_where_nothing_can_be_kept_nothing_is_said(chromium):
    engine = chromium()
    engine.page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('no'); } })"
    )
    engine.open("chapters/xor.html")
    assert engine.run(SCRIPTS.answered) == []
    seen = [engine.run(THEME)]
    for _ in range(3):
        engine.page.locator(".theme-toggle:visible").first.click()
        seen.append(engine.run(THEME))
    assert seen == ["auto", "dark", "light", "auto"]
    assert engine.problems() == []


def test_the_contents_show_what_is_below_the_section_in_view_and_fold_the_rest(chromium):
    engine = chromium()
    engine.open(PAGE)
    shown = engine.run(SCRIPTS.contents)
    below = []
    for section in shown["sections"]:
        if engine.run(SCRIPTS.scrollToTop, section):
            engine.wait(SCRIPTS.showsWhatIsBelow, section)
            below.append(engine.run(SCRIPTS.contents)["below"])
    assert sum(map(bool, below)) > 1, "choose a page with parts of sections"


def test_without_javascript_sections_are_listed_nothing_runs_and_a_term_is_a_link(chromium):
    engine = chromium(java_script_enabled=False)
    engine.page.goto(engine.address(PAGE))
    links = engine.page.locator(".toc-tree > ul > li > ul > li > a")
    assert links.count() > 5
    assert all(links.nth(index).is_visible() for index in range(links.count()))
    for button in engine.page.locator("[data-cell] button, .plainnet-own button").all():
        assert not button.is_visible()
    engine.page.locator("a[data-term]").first.click()
    engine.page.wait_for_url("**/glossary.html#gl-*")


@pytest.mark.parametrize("motion", ["no-preference", "reduce"])
def test_a_line_on_top_tells_how_far_one_has_read(chromium, motion):
    engine = chromium(reduced_motion=motion)
    engine.open(PAGE)
    content = engine.run("() => getComputedStyle(document.body, '::after').content")
    if motion == "reduce":
        assert content == "none"
        return
    for part in (0, 0.5, 1):
        engine.run(
            "(part) => scrollTo({ behavior: 'instant', "
            "top: part * (document.documentElement.scrollHeight - innerHeight) })",
            part,
        )
        engine.wait(f"(part) => Math.abs(({SCRIPTS.progress})() - part) < 0.02", part)


@fonts.in_each
def test_a_line_of_text_has_66_to_70_characters_and_code_of_76_fits(chromium):
    engine = chromium()
    engine.open("chapters/plateaus.html")  # has paragraphs of text only
    assert 66 <= statistics.mean(engine.run(SCRIPTS.charactersALine)) <= 70
    assert engine.run(SCRIPTS.codeFits, 76)


def test_a_line_of_chinese_has_at_most_38_characters(chromium):
    engine = chromium()
    engine.open("chapters/zh/xor.html")
    assert 37 < engine.run(SCRIPTS.widestInCharacters) <= 38.01


def test_on_a_phone_a_heading_that_a_link_leads_to_stands_below_the_bar(chromium):
    engine = chromium(has_touch=True, reduced_motion="reduce")
    engine.open(PAGE, narrow=True)
    engine.run("() => { location.hash = '#the-repaired-network'; }")
    heading = engine.page.locator("#the-repaired-network + h2")
    engine.wait("() => scrollY > 1000")
    bar = engine.page.locator(".mobile-header").bounding_box()
    assert bar["y"] + bar["height"] <= heading.bounding_box()["y"] < 200


TOP = "(id) => document.getElementById(id).getBoundingClientRect().top"
GROW = "() => { document.querySelector('h1').style.paddingTop = '400px'; }"
ANSWER = "(answers) => { Object.assign(localStorage, answers); }"


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.shares_storage
def test_a_link_leads_to_its_place_though_answers_come_back_above_it(chromium, site, narrow):
    page, anchor, engine = "chapters/concepts.html", "co-overfit", chromium()
    # Without anchors of its own, as in Safari.
    engine.page.add_init_script(
        "addEventListener('DOMContentLoaded', () => "
        "{ document.documentElement.style.overflowAnchor = 'none'; })"
    )
    engine.open(page, narrow=narrow)
    for block in page_blocks.blocks(site.folder / page):
        if block.view == "answer_box":
            key = f"plainnet /{page} answer_box {block.spec['prompt']}"
            engine.run(ANSWER, {key: str(block.spec["answers"][0]["value"])})
    lands = f"(id) => Math.abs(({TOP})(id) - {68 if narrow else 16}) < 1"
    engine.page.goto(engine.address(f"{page}#{anchor}"))
    engine.page.wait_for_timeout(500)  # what is near is mounted
    engine.wait(lands, anchor)
    engine.run(GROW)
    engine.wait(lands, anchor)
    for scroll in (lambda: engine.page.mouse.wheel(0, 300), lambda: engine.run(BY_THE_BROWSER)):
        engine.page.goto(engine.address("chapters/faq.html"))
        engine.page.goto(engine.address(f"{page}#{anchor}"))
        engine.wait(lands, anchor)
        engine.page.wait_for_timeout(500)
        scroll()
        engine.wait("(id, narrow) => !({lands})(id)".replace("{lands}", lands), anchor)
        engine.page.wait_for_timeout(500)
        before = engine.run("() => scrollY")
        engine.run(GROW)
        engine.page.wait_for_timeout(100)
        assert engine.run("() => scrollY") == before
    assert engine.problems() == []


BY_THE_BROWSER = "() => scrollBy({ top: 900, behavior: 'instant' })"  # as its search does


@pytest.mark.parametrize("icon", [".nav-overlay-icon", ".toc-overlay-icon"])
def test_opening_a_menu_leaves_the_page_where_it_is(chromium, icon):
    engine = chromium(width=360, has_touch=True)
    engine.open(PAGE)
    engine.run("() => scrollTo({ top: 5000, behavior: 'instant' })")
    engine.page.wait_for_timeout(1000)  # what is near is mounted
    before = engine.run("() => scrollY")
    box = engine.page.locator(icon).locator("visible=true").first.bounding_box()
    engine.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    engine.page.wait_for_timeout(600)  # the browser scrolls slowly
    assert before > 4000 and abs(engine.run("() => scrollY") - before) < 5
