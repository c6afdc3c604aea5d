"""At F, an explorer fills the screen; at F or Escape, the page is as it was."""

import engines
import page_blocks
import page_scripts
import pytest

PAGE = page_scripts.functions("page.js")
SCRIPTS = page_scripts.functions("full_screen.js")
NAME = "chapters/gradient_descent.html"
SIZES = {(1280, 720): 1.0, (1024, 768): 0.9, (1920, 1080): 1.5}  # px, and how large it is at least
FILLED = 0.9  # of the screen, in one direction


def number_of(engine, view):
    """The number of the first block of this view on the page, which is mounted then."""
    views = [block.view for block in page_blocks.blocks(engine.site.folder / NAME)]
    engine.wait(PAGE.mountsWhenNear, index := views.index(view))
    return index


def fills(engine, expected):
    engine.wait(f"() => ({SCRIPTS.filling})() === {expected}")


@pytest.mark.parametrize("over", ["http", "file"])
def test_an_explorer_fills_the_screen_at_f_and_the_page_is_then_as_it_was(engine, over):
    engine.open(NAME, over)
    # Without a window manager, WebKit takes seconds to give the screen away.
    if over == "file" or isinstance(engine, engines.WebKit):
        engine.run(SCRIPTS.refuseTheScreen)  # then it fills the window
    index = number_of(engine, "descent_line")
    engine.run(PAGE.focus, index, "input[type=range]")
    engine.press("End", "ArrowLeft")
    before = engine.run(SCRIPTS.place, index)
    for leave in (lambda: engine.type("F"), lambda: engine.press("Escape")):
        engine.type("f")
        fills(engine, index)
        assert engine.run(SCRIPTS.place, index) | {"top": before["top"]} == before
        leave()
        fills(engine, -1)
        engine.wait(f"(...all) => ({SCRIPTS.place})(...all).top === {before['top']}", index)
        assert engine.run(SCRIPTS.place, index) == before
    engine.type("f")
    fills(engine, index)
    engine.press("ArrowLeft")
    assert engine.run(SCRIPTS.place, index)["values"] != before["values"]
    engine.type("f")
    fills(engine, -1)
    assert types_f(engine, box := number_of(engine, "answer_box"), "input[type=text]"), box
    assert engine.problems() == []


def types_f(engine, index, selector):
    """Whether F, typed into this field, stands in it, and fills no screen."""
    engine.run(PAGE.focus, index, selector)
    engine.type("f")
    is_written = engine.run(SCRIPTS.place, index)["values"][0].startswith("f ")
    return is_written and engine.run(SCRIPTS.filling) == -1


def test_f_is_written_where_a_reader_writes_code(chromium):
    engine = chromium()
    engine.open(NAME)
    number_of(engine, "answer_box")
    listing = engine.page.locator("[data-cell] pre:visible").first
    listing.click()
    engine.page.locator(".plainnet-question").first.hover()
    engine.type("f")
    assert engine.page.locator("[data-cell] textarea").input_value().count("f")
    assert engine.run(SCRIPTS.filling) == -1
    engine.run("() => { document.querySelector('.plainnet-copy').open = true; }")
    for field in (".sidebar-search", ".plainnet-copy input"):
        engine.page.locator(".plainnet-question").first.hover()
        engine.page.locator(field).evaluate("(it) => it.focus({ preventScroll: true })")
        engine.type("f")
        assert engine.page.locator(field).input_value() == "f"
        assert engine.run(SCRIPTS.filling) == -1, field


def test_a_handle_stays_under_the_pointer_where_it_is_drawn_larger(chromium):
    engine = chromium(width=1920, reduced_motion="reduce")
    engine.page.set_viewport_size({"width": 1920, "height": 1080})
    engine.open(NAME)
    engine.run(SCRIPTS.refuseTheScreen)
    index = number_of(engine, "descent_line")
    engine.run(SCRIPTS.toggle, index)
    fills(engine, index)
    handle = "[data-handle='start']"
    engine.run(SCRIPTS.measures)  # some frames later, nothing moves
    x, y, *_ = engine.run(PAGE.middleOf, index, handle)
    for far in (400, -90):  # not as far as an end, where all pointers have the same value
        engine.drag(x, y, x + far, y)
        at, y, *_ = engine.run(PAGE.middleOf, index, handle)
        assert at == pytest.approx(x + far, abs=60)  # the next value
        x = at
    engine.run("() => { document.querySelector(':popover-open details').open = true; }")
    engine.wait(f"async () => (await ({SCRIPTS.measures})()).share <= 1")  # it becomes smaller


def test_the_pointer_chooses_and_a_button_of_the_playground_does_the_same(chromium):
    engine = chromium()
    engine.open("chapters/playground.html")
    engine.wait(PAGE.mountsWhenNear, 0)
    full = engine.page.locator("[data-do=full]")
    before = full.text_content()
    full.hover()
    engine.press(*(f"{held}+f" for held in ("Control", "Meta", "Alt", "Shift")))  # the browser's
    engine.type("f")
    fills(engine, 0)
    engine.wait("(text) => document.querySelector('[data-do=full]').textContent !== text", before)
    full.click()
    fills(engine, -1)
    full.click()
    fills(engine, 0)


def test_nothing_is_cut_or_small_on_the_screens_of_a_classroom(chromium, all_views):
    name, views = all_views
    engine = chromium(reduced_motion="reduce")
    engine.open(name)
    engine.run(SCRIPTS.refuseTheScreen)  # that of a browser without windows has one size
    assert engine.run(PAGE.scrollThrough) == []
    wrong = {}
    for index, view in enumerate(views):
        engine.run(SCRIPTS.toggle, index)
        for (width, height), least in SIZES.items():
            engine.page.set_viewport_size({"width": width, "height": height})
            found = engine.run(SCRIPTS.measures)
            if found["wrong"] or found["scale"] < least or found["share"] < FILLED:
                wrong[view, width, height] = found
        engine.run(SCRIPTS.toggle, index)
    assert wrong == {}
