"""Listings run where they are read: what a reader does, in the engine of each browser."""

import contextlib
import io
import json
import re
import time

import accessibility
import grounds
import nbformat
import page_scripts
import pytest
from engines import PAGE as PAGES
from engines import Chromium, WebKit
from playwright.sync_api import expect

from plainnet_book.page_python import words
from plainnet_book.page_python.words import ENGLISH as WORDS
from plainnet_book.page_python.words import SAID_IN_ENGLISH as SAID
from plainnet_book.run_chapter import HERE

PAGE = "chapters/xor.html"
NOTEBOOK = grounds.SITE / "_sources" / "chapters" / "xor.ipynb"  # the learning edition
SCRIPTS = page_scripts.functions("run.js")
expect.set_options(timeout=20_000)
PATIENCE = 180  # seconds; WebKit takes a minute to start Python
# The places of cells in the notebook.
PATTERNS, SHAPES, SHAPES_BELOW, TRAINED, CURVE = 4, 15, 17, 49, 51
ALONE = SHAPES_BELOW  # no other cell needs what this one does
pytestmark = pytest.mark.rests_on("code", f"page {PAGE}", "cells chapters/xor.ipynb")


def source(cell):
    return json.loads(NOTEBOOK.read_text("utf8"))["cells"][cell]["source"]


def edit(cell, old, new):
    """The text of a cell with a change."""
    text = "".join(source(cell))
    assert text.count(old) == 1
    return text.replace(old, new)


def printed_by_python(cell, texts):
    """What a cell prints after those above it; ``texts`` stand for some of them."""
    names, output = {}, io.StringIO()
    cells = json.loads(NOTEBOOK.read_text("utf8"))["cells"][: cell + 1]
    for index, each in enumerate(cells):
        tags = each["metadata"].get("tags", [])
        if each["cell_type"] != "code" or {"remove-cell", "remove-input"} & {*tags}:
            continue
        with contextlib.redirect_stdout(output := io.StringIO()):
            exec(texts.get(index, "".join(each["source"])), names)
    return output.getvalue().strip()


def told(name):
    """A pattern for what a listing tells, with any numbers."""
    return re.compile(re.sub(r"\\\{\w+\\\}", ".+", re.escape(WORDS[name])), re.DOTALL)


@pytest.mark.parametrize("over", ["http", "file"])
@pytest.mark.shares_storage
def test_an_edited_listing_prints_what_python_prints(engine, over):
    engine.open(PAGE, over)
    engine.run(PAGES.forget)
    engine.open(PAGE, over)
    engine.click(*engine.run(SCRIPTS.place, PATTERNS, "pre")[:2])
    assert engine.run(SCRIPTS.mark, PATTERNS, "4")
    engine.type("3")
    engine.click(*engine.run(SCRIPTS.place, PATTERNS, "[data-does=run]")[:2])
    found = engine.wait(SCRIPTS.printed, PATTERNS, seconds=PATIENCE)
    expected = printed_by_python(PATTERNS, {PATTERNS: edit(PATTERNS, "(4)", "(3)")})
    assert told("done").fullmatch(found["status"])
    assert found["output"].strip() == expected and expected.count("\n") == 2
    assert engine.problems() == []
    engine.run(PAGES.forget)


class Listing:
    """A listing of a page in Chromium, by the place of its cell in the notebook."""

    def __init__(self, page, cell):
        self.page, self.cell = page, cell
        page.set_default_timeout(20_000)
        self.box = page.locator(f'[data-cell="{cell}"]')
        self.code, self.editor = self.box.locator("pre"), self.box.locator("textarea")
        self.begin = self.box.locator(".plainnet-begin button").first
        self.runs = self.box.locator("[data-does]")
        self.status = self.box.locator(".plainnet-status")
        self.output = page.locator(f'.plainnet-output[data-of="{cell}"]')
        self.book = page.locator(f'[data-output="{cell}"]')

    def button(self, name):
        return self.box.get_by_role("button", name=WORDS[name], exact=True)

    def write(self, text):
        if not self.editor.count():
            shown = self.code.text_content().removesuffix("\n")
            self.code.click()
            assert self.editor.input_value().removesuffix("\n") == shown
        self.editor.fill(text)

    def press(self):
        """Press Run, or Stop."""
        (self.runs if self.runs.count() else self.begin).click()

    def ends(self, name="done", seconds=60):
        expect(self.status).to_have_text(told(name), timeout=seconds * 1000)
        expect(self.box.locator("[data-does=run]")).to_be_visible()

    def run(self, text=None, name="done"):
        """What a run prints; of this text, if there is one."""
        if text is not None:
            self.write(text)
        self.press()
        self.ends(name)
        return self.output.inner_text().strip() if self.output.count() else ""


@pytest.fixture(scope="module")
def python(site, browser):
    """A page in which Python runs already."""
    engine = Chromium(site, browser)
    engine.open(PAGE)
    Listing(engine.page, PATTERNS).run()
    yield engine
    engine.close()


@pytest.fixture
def listing(python):
    """A function that finds a listing, as it is in the book; Python runs already."""
    reset(python.page)
    yield lambda cell: Listing(python.page, cell)
    assert python.problems() == []


def reset(page):
    page.evaluate("""() => {
        for (const button of document.querySelectorAll('[data-does=stop]')) button.click();
        document.activeElement.blur();
    }""")
    if (button := page.locator(".plainnet-own").get_by_text(WORDS["reset_all"])).is_visible():
        button.click()


@pytest.fixture
def opened(chromium):
    """A function that opens a page anew, with its own storage."""

    def make(over="http", script="", **options):
        engine = chromium(**options)
        if script:
            engine.page.add_init_script(script)
        engine.open(PAGE, over)
        return engine

    return make


def test_nothing_of_python_comes_before_the_first_press_and_figures_when_one_is_drawn(opened):
    engine = opened()
    came = {}
    engine.page.on("response", lambda r: came.update({r.url: r}))
    engine.run(PAGES.unfold)
    for box in engine.page.locator("[data-takes]").all():
        seconds = box.get_attribute("data-takes")
        label = WORDS["run_long"].format(seconds=seconds)
        assert label in box.locator(".plainnet-begin").text_content()
    engine.run(SCRIPTS.listen)
    engine.run(PAGES.scrollThrough)
    assert "_static/plainnet/python/" not in "".join(row[0] for row in engine.run(PAGES.requests))
    trained = Listing(engine.page, TRAINED)
    expected, begin = printed_by_python(TRAINED, {}), time.monotonic()
    assert trained.run() == expected
    own = float(re.search(r"[\d.]+", trained.status.inner_text())[0])
    assert own < 0.8 * (time.monotonic() - begin)  # without the time that Python takes to load
    assert 8e6 < size(came) <= 10e6
    assert told("starting").fullmatch(engine.run("() => window.told")[1])
    told_of = {address: came[address] for address in came if ".bin" in address}
    assert size(came) - size(told_of) < 0.3e6  # the page's notebook, with its figures
    assert f"{size(told_of) / 1e6:.1f} MB" in " ".join(engine.run("() => window.told"))
    versions = trained.run("import sys, numpy\nprint(sys.version_info[:2], numpy.__version__)")
    assert versions.startswith(f"({words.PYTHON.replace('.', ', ')}) {words.NUMPY}.")
    trained.button("reset").click()
    came.clear()
    drawn = Listing(engine.page, CURVE)
    drawn.run()
    assert 1e6 < size(came) <= 7e6
    image = drawn.output.get_by_role("img", name=WORDS["figure"])
    assert image.evaluate("(image) => image.naturalWidth") > 200
    for scheme in ("light", "dark"):
        engine.page.emulate_media(color_scheme=scheme)
        assert (drawn.output.evaluate(SCRIPTS.brightness) > 0.5) == (scheme == "light")
    engine.page.emulate_media(color_scheme="light")
    came.clear()
    drawn.run()
    assert size(came) == 0
    assert engine.problems() == []


def size(came):
    """The number of bytes of all parts of Python, as a server sends them without compression."""
    addresses = [address for address in came if "_static/plainnet/python/" in address]
    return sum(len(came[address].body()) for address in addresses)


def test_a_run_that_waits_for_another_runs_afterwards_or_is_stopped_alone(listing):
    first, second, third = map(listing, (ALONE, SHAPES, TRAINED))
    first.write(f"{SLOW}\nprint(total)")
    first.page.evaluate(CLICK_ALL, [each.cell for each in (first, second, third, second)])
    second.ends("stopped")
    first.ends()
    third.ends()
    assert first.output.inner_text().strip() == "15000000"
    assert third.output.inner_text().strip() == printed_by_python(TRAINED, {})


# All at once: on a busy machine, the slow run would end between two presses.
CLICK_ALL = """(cells) => {
    for (const cell of cells) {
        const box = document.querySelector(`[data-cell="${cell}"]`);
        const begin = box.querySelector(".plainnet-begin button:first-child");
        (box.querySelector("[data-does]") ?? begin).click();
    }
}"""
SLOW = "total = 0\nfor _ in range(15_000_000):\n    total += 1"  # seconds, in the page


@pytest.mark.parametrize(
    ("text", "line", "error"),
    [
        ("import numpy as np\nnp.zeros(10**11)", "np.zeros(10**11)", "Error: "),
        ("a = 1\nb = [0] * 10**9", "b = [0] * 10**9", "MemoryError"),
        ("def f():\n    return f()\n\n\nf()", "    return f()", "RecursionError: maximum"),
        ("a = 1\ninput()", "input()", "EOFError: "),
    ],
)
def test_an_error_shows_the_readers_own_line_and_another_run_works(listing, text, line, error):
    failing = listing(ALONE)
    shown = failing.run(text, "failed")
    number = text.splitlines().index(line) + 1
    assert f'File "{SAID["this_cell"]}", line {number}' in shown
    assert line.strip() in shown and error in shown.splitlines()[-1]
    assert shown.count('File "') == 1 or "Recursion" in error
    assert not re.search("pyodide|/lib/|session.py|<exec>", shown)
    assert listing(SHAPES).run() != ""
    assert failing.run("print('again')") == "again"


def test_a_run_tells_how_long_it_took(listing):
    one = listing(ALONE)
    one.write("import time\n\ntime.sleep(1.5)")
    begin = time.monotonic()
    one.press()
    expect(one.status).to_have_text(re.compile(r"\d\.\d"))
    own = float(re.search(r"[\d.]+", one.status.inner_text())[0])
    assert 1.4 <= own <= time.monotonic() - begin + 0.1  # it is rounded


def test_too_much_text_is_cut_and_its_loop_can_be_stopped(listing, python):
    used = "() => performance.memory.usedJSHeapSize"
    before = python.run(used)
    endless = listing(ALONE)
    shown = endless.run("for number in range(1000):\n    print(number)")  # not too much
    assert shown.split() == [str(number) for number in range(1000)]
    endless.write('while True:\n    print("x" * 1000)')
    endless.press()
    expect(endless.output).to_contain_text(SAID["too_long"].strip())
    python.page.wait_for_timeout(1000)
    assert 90_000 < len(endless.output.inner_text()) < 101_000
    assert python.run(used) - before < 50e6
    endless.press()
    endless.ends("stopped")
    assert listing(SHAPES).run() == printed_by_python(SHAPES, {})


def test_text_comes_while_a_cell_runs_and_stays_when_it_is_stopped(listing):
    endless = listing(ALONE)
    endless.write('print("early")\nprint("and")\nwhile True:\n    pass')
    endless.press()
    expect(endless.status).to_have_text(told("running"))
    expect(endless.output).to_have_text(re.compile(r"^early\s+and\s*$"))
    endless.press()
    endless.ends("stopped")
    assert endless.output.inner_text().split() == ["early", "and"]


def test_what_a_cell_needs_runs_before_it_with_the_readers_changes(listing):
    above, below, trained = map(listing, (SHAPES, SHAPES_BELOW, TRAINED))
    assert below.run() == printed_by_python(SHAPES_BELOW, {})
    wider = edit(SHAPES, "2, 2, 1", "2, 3, 1")
    above.write(wider)
    changed = printed_by_python(SHAPES_BELOW, {SHAPES: wider})
    assert below.run() == changed != printed_by_python(SHAPES_BELOW, {})
    assert trained.run() == trained.run() == printed_by_python(TRAINED, {})
    above.write("other = 1")
    assert "NameError: name 'network' is not defined" in below.run(name="failed")
    above.write("network = 1 / 0")
    shown = below.run(name="failed")
    assert shown.startswith(f"Line 1 of {SAID['cell_above']}") and WORDS["above"] in shown
    assert shown.endswith("ZeroDivisionError: division by zero")
    above.button("reset").click()
    assert below.run() == printed_by_python(SHAPES_BELOW, {})


KEPT = "print('kept')"


def test_changes_are_kept_until_the_reader_takes_them_back(opened):
    engine = opened()
    one, other = Listing(engine.page, SHAPES_BELOW), Listing(engine.page, TRAINED)
    book, original = one.book.inner_text(), one.code.inner_text()
    fold = engine.page.locator("article details:has([data-cell])").first
    fold.locator("summary").first.click()
    folded = Listing(engine.page, fold.locator("[data-cell]").get_attribute("data-cell"))
    folded.write(f"{folded.code.inner_text()}\n# mine")
    for each in (one, other):
        each.write(KEPT)
        expect(each.status).to_have_text(WORDS["edited"])
    engine.open(PAGE)
    engine.open("chapters/toolbox.html")
    engine.page.go_back()
    assert [each.code.inner_text().strip() for each in (one, other)] == [KEPT, KEPT]
    expect(folded.code).to_be_visible()
    assert one.run() == "kept" and not one.book.is_visible()
    one.button("reset").click()
    expect(one.code).to_have_text(original)
    assert one.book.inner_text() == book and not one.output.count()
    assert other.code.inner_text().strip() == KEPT
    one.write(KEPT)
    engine.page.locator(".plainnet-own").get_by_text(WORDS["reset_all"]).click()
    expect(one.code).to_have_text(original)
    expect(other.code).not_to_have_text(KEPT)
    assert {"mine"} == {key.split()[3] for key in stored(engine)}
    one.write(KEPT)
    kept = len(stored(engine))
    engine.page.evaluate("() => localStorage.setItem('plainnet another page', 'an answer')")
    forget = engine.page.locator(".plainnet-forget")
    forget.click()
    forget.blur()  # then it begins anew
    forget.click()  # which asks once more
    assert len(stored(engine)) == kept + 1
    with engine.page.expect_navigation():
        forget.click()
    expect(one.code).to_have_text(original)
    assert stored(engine) == []
    assert engine.problems() == []


def stored(engine):
    return engine.run("() => Object.keys(localStorage).filter((key) => /^plainnet /.test(key))")


def test_a_result_of_other_code_than_that_above_it_says_so(listing):
    above, below = listing(SHAPES), listing(SHAPES_BELOW)
    wider = edit(SHAPES, "2, 2, 1", "2, 3, 1")
    expect(below.book).not_to_have_attribute("data-stale", re.compile("."))
    above.write(wider)
    expect(below.book).to_have_attribute("data-stale", WORDS["stale_above"])
    below.press()
    below.ends("done_edited")
    expect(below.output).not_to_have_attribute("data-stale", re.compile("."))
    below.button("book").click()
    expect(below.book).to_be_visible()
    above.write(edit(SHAPES, "2, 2, 1", "2, 4, 1"))
    expect(below.output).to_have_attribute("data-stale", WORDS["old"])
    above.write(wider)
    expect(below.output).not_to_have_attribute("data-stale", re.compile("."))
    above.button("reset").click()
    expect(below.book).not_to_have_attribute("data-stale", re.compile("."))
    above.press()
    above.ends()
    above.button("reset").click()
    above.button("undo").click()
    assert above.code.inner_text().strip() == wider.strip()
    below.write("print('mine')")
    below.button("book").click()
    below.button("book").click()
    expect(below.book).to_have_attribute("data-stale", WORDS["stale"])


def test_nothing_moves_away_from_a_press_while_an_editor_is_open(opened):
    engine = opened(width=1280)
    # So small that the button *Edit*, which comes when the editor closes, begins a line.
    engine.page.add_style_tag(content=".plainnet-bar * { font-size: 0.68rem }")
    above, below = (Listing(engine.page, cell) for cell in (SHAPES, SHAPES_BELOW))
    above.run()
    above.write(edit(SHAPES, "2, 2, 1", "2, 3, 1"))
    below.begin.scroll_into_view_if_needed()
    place, row = below.begin.bounding_box(), above.box.bounding_box()["height"]
    engine.page.mouse.move(place["x"] + 5, place["y"] + 5)
    engine.page.mouse.down()
    assert below.begin.bounding_box() == place
    engine.page.mouse.up()
    below.ends("done_edited")
    assert not above.editor.count() and above.box.bounding_box()["height"] > row
    assert engine.problems() == []


@pytest.mark.parametrize("what", ["full", "forbidden"])
def test_without_storage_listings_are_edited_and_run_and_say_so(opened, what):
    names = ["setItem"] if what == "full" else ["getItem", "setItem", "removeItem"]
    engine = opened(script=f"({PAGES.keepNothing})({json.dumps(names)})")
    one, other = Listing(engine.page, SHAPES), Listing(engine.page, SHAPES_BELOW)
    wider = edit(SHAPES, "2, 2, 1", "2, 3, 1")
    one.write(wider)
    expect(one.status).to_have_text(WORDS["not_kept"])
    assert other.run() == printed_by_python(SHAPES_BELOW, {SHAPES: wider})
    assert one.code.inner_text().strip() == wider
    one.button("reset").click()
    assert other.run() == printed_by_python(SHAPES_BELOW, {})
    assert engine.problems() == []


def test_what_is_written_in_one_tab_appears_in_another(opened):
    engine = opened()
    tab = engine.context.new_page()
    tab.goto(engine.address(PAGE))
    one, there = Listing(engine.page, SHAPES), Listing(tab, SHAPES)
    other, other_there = Listing(engine.page, TRAINED), Listing(tab, TRAINED)
    one.write(KEPT)
    expect(there.code).to_have_text(KEPT)
    other_there.write("print('there')")
    expect(other.code).to_have_text("print('there')")
    one.editor.press("End")
    one.editor.press_sequentially(" # a comment, typed fast and letter by letter " * 3)
    text = one.editor.input_value()
    expect(there.code).to_have_text(text)
    engine.page.wait_for_timeout(300)
    engine.page.reload()
    tab.reload()
    for page in (engine.page, tab):
        assert Listing(page, SHAPES).code.inner_text().rstrip("\n") == text
        assert Listing(page, TRAINED).code.inner_text().strip() == "print('there')"


@pytest.mark.parametrize("over", ["http", "file"])
def test_the_notebook_is_downloaded_with_the_changes(opened, over):
    engine = opened(over)
    listing = Listing(engine.page, TRAINED)
    listing.write(KEPT)
    with engine.page.expect_download() as download:
        listing.button("download").click()
    assert download.value.suggested_filename == NOTEBOOK.name
    found = nbformat.reads(download.value.path().read_text("utf8"), as_version=4)
    nbformat.validate(found)
    site = engine.address("", over).rstrip("/")
    expected = nbformat.reads(NOTEBOOK.read_text("utf8").replace(HERE, site), as_version=4)
    expected.cells[TRAINED].update(source=KEPT, outputs=[], execution_count=None)
    assert found == expected
    assert engine.problems() == []


def test_a_listing_is_run_and_edited_by_keyboard(opened):
    python = opened()
    here = Listing(python.page, ALONE)
    here.code.evaluate("(node) => { node.tabIndex = -1; node.focus(); }")
    tabs = 0
    while not here.begin.evaluate("(node) => node === document.activeElement"):
        python.press("Tab")
        tabs += 1
        assert tabs < 5
    python.press("Enter")
    here.ends()
    expect(here.runs).to_be_focused()
    here.button("edit").focus()
    python.press("Enter")
    expect(here.editor).to_be_focused()
    here.editor.fill("")
    python.type("for a in (1, 2):")
    python.press("Enter")
    python.type("b = a")
    python.press("Enter")
    python.type("print(b)")
    assert here.editor.input_value() == "for a in (1, 2):\n    b = a\n    print(b)"
    here.editor.fill("a = 1\nif a:\n    print(a)")
    for key in ("Control+Home", "End", "Enter"):  # as the line above, not as the last
        python.press(key)
    assert here.editor.input_value() == "a = 1\n\nif a:\n    print(a)"
    here.editor.fill("for a in (1, 2):\n    b = a\n    print(b)")
    python.press("Shift+Enter")
    here.ends()
    assert here.output.inner_text().split() == ["1", "2"]
    expect(here.editor).to_be_focused()
    python.press("Control+z")
    assert here.editor.input_value() != "for a in (1, 2):\n    b = a\n    print(b)"
    python.press("Escape")
    expect(here.runs).to_be_focused()
    assert not here.editor.count()
    here.button("edit").focus()
    python.press("Enter", "Tab")
    assert not here.editor.count() and here.box.locator(":focus").count()


def test_a_finger_edits_and_runs_and_nothing_is_too_small_or_too_wide(opened):
    engine = opened(width=360, has_touch=True, is_mobile=True)
    here = Listing(engine.page, PATTERNS)
    assert engine.run(SCRIPTS.unfitForFingers) == []
    here.begin.tap()
    here.ends()
    here.code.tap()
    expect(here.editor).to_be_focused()
    assert engine.run(SCRIPTS.unfitForFingers) == []
    here.editor.fill("print('wide ' * 100)\nprint('w' * 500)\n1 / 0")
    here.runs.tap()
    here.ends("failed")
    assert engine.run(SCRIPTS.unfitForFingers) == []
    here.button("reset").tap()
    above, below = Listing(engine.page, SHAPES), Listing(engine.page, SHAPES_BELOW)
    below.begin.tap()
    below.ends()
    above.code.tap()
    above.editor.fill(edit(SHAPES, "2, 2, 1", "2, 3, 1"))
    below.runs.scroll_into_view_if_needed()
    box = below.runs.bounding_box()  # a tap counts while the editor of another listing is open
    engine.page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    below.ends("done_edited")
    assert engine.problems() == []


def test_a_screen_reader_is_told_the_end_once(listing, python):
    here = listing(PATTERNS)
    here.run()
    python.run(SCRIPTS.listen)
    printed = here.run()
    said = python.run("() => window.said")
    assert len(said) == 1 and told("done").match(said[0])
    assert " ".join(printed.split())[:40] in " ".join(said[0].split())
    assert here.box.locator("[role=status]").inner_text() != ""


def test_axe_finds_nothing_in_listings_that_were_used(opened):
    engine = opened()
    engine.page.add_style_tag(content=accessibility.STILL)
    Listing(engine.page, PATTERNS).run()
    Listing(engine.page, SHAPES_BELOW).run("1 / 0", "failed")
    Listing(engine.page, SHAPES).write("# a comment\nfor a in (1, 'b'):\n    print(a)")
    cells = PATTERNS, SHAPES, SHAPES_BELOW
    parts = [f'[data-cell="{cell}"]' for cell in cells]
    assert accessibility.of_parts(engine, *parts, ".plainnet-output", ".plainnet-own") == []
    expect(Listing(engine.page, SHAPES).editor).to_be_visible()


@pytest.mark.parametrize("missing", ["WebAssembly", "DecompressionStream"])
def test_a_browser_that_is_too_old_says_so(opened, missing):
    engine = opened(script=f"delete window.{missing}")
    here = Listing(engine.page, PATTERNS)
    for _ in range(2):
        here.press()
        expect(here.status).to_have_text(WORDS["too_old"])
        expect(here.runs).to_have_text(WORDS["run"])
    here.write(KEPT)
    expect(here.status).to_have_text(WORDS["edited"])
    assert here.book.is_visible()
    assert engine.problems() == []


LONG = "first = 1\n    indented = 2\n\nlong = '" + "0123456789" * 20 + "'\n# last"


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.shares_storage
def test_the_editor_lies_exactly_over_its_text(engine, narrow):
    engine.open(PAGE, narrow=narrow)
    engine.click(*engine.run(SCRIPTS.place, PATTERNS, "pre")[:2])
    assert engine.run(SCRIPTS.misfits, PATTERNS) == []
    engine.run(SCRIPTS.fill, PATTERNS, LONG)
    assert engine.run(SCRIPTS.misfits, PATTERNS) == []
    if not (narrow and isinstance(engine, WebKit)):  # there, the page lies in a frame
        for at in (0, 3, LONG.index("indented"), LONG.index("9"), LONG.rindex("5"), len(LONG) - 2):
            x, y = engine.run(SCRIPTS.edgeOf, PATTERNS, at)
            engine.click(x + 1, y)
            assert engine.run(SCRIPTS.caret, PATTERNS) == at
    engine.run(PAGES.forget)
