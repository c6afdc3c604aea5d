"""Pages are as they were when somebody last looked at them, at rest and after each press.

A small book in ``example/`` has one of everything that pages have; it is built by itself, so that
no word of the real book changes it. Its pages are compared as HTML, and as a browser shows them.
When one changes on purpose, look at it, and then write it down: ``make looked-at NAME=example``.
"""

import contextlib
import difflib
import gzip
import re
import shutil
import struct
import subprocess
from types import SimpleNamespace
from urllib.parse import urlsplit

import engines
import jupytext
import looked_at
import nbformat
import page_scripts
import pytest
import small_book
from playwright.sync_api import Error

from plainnet_book import HERE, notebooks

SCRIPTS = page_scripts.functions("page_looked_at.js")
EXAMPLE = looked_at.HERE / "example"
KEPT = "pages_looked_at.json"
PAGES = (
    *(f"chapters/{name}.html" for name in ("intro", "chapter", "glossary", "api")),
    "search.html",
)
SIZES = {
    "wide": {"width": 1280, "color_scheme": "light", "reduced_motion": "reduce"},
    "phone": {"width": 390, "color_scheme": "dark", "reduced_motion": "reduce", "has_touch": True},
}
# At last each is seen in another width and light, with motion, and one as a Chinese page is.
OTHERS = {
    "wide": ({"width": 1100, "height": 900}, "dark", "en"),
    "phone": ({"width": 820, "height": 900}, "light", "zh-CN"),
}
EMPTY = gzip.compress(struct.pack("<I", 2) + b"{}")  # a part of Python without files
SHOWN = 20  # differences: one often leads to others
TRIES = 10  # until a page does not change any more
KEYS = "Escape", "/", "Escape", "f", "Escape", "Tab", "Tab"
CODE = "if x:\n    y"
TYPED = {  # by what a field takes: texts, each with a key
    "search": [("neuron", "ArrowDown"), ("f", "Escape")],
    "textarea": [(CODE, "Enter"), ("z", "Tab"), ("(", "Escape")],
    "text": [("f", "Enter"), ("3", "Enter"), ("50 %", "Enter"), ("0.75", "Enter")],
}
NOT_IN_THE_EXAMPLE = {
    *("plainnet-english", "plainnet-stale"),  # on Chinese pages
    "plainnet-launchers",  # where an address is configured
    *("copybtn", "scroll-current"),  # by scripts of the theme and of Sphinx
    "plainnet-glyphs",  # out of sight
    *("plainnet-beside", "plainnet-hand"),  # explorers are looked at elsewhere
}
# Not for eyes, or seen elsewhere: explorers' data, shapes of formulas and icons, digests of files.
PASSING = re.compile(
    r'(?<=<script type="application/json">).*?(?=</script>)|(?<=<svg)[ >].*?(?=</svg>)'
    r"|(?<=_images/)[0-9a-f]+|(?<=\?v=)\w+|(?<='sha256-)[^']+|(?<=\.)[0-9a-f]{12,64}(?=\.(?:js|css))",
    re.DOTALL,
)
pytestmark = pytest.mark.rests_on("code", f"file tests/pages/{KEPT}", "file tests/pages/example")


def write_book(folder):
    """Copy what a build needs, and the example as its chapters."""
    chapters = small_book.begin(folder, (EXAMPLE / "toc.yml").read_text("utf8"))
    for name in ("intro.md", "glossary.md", "api.md", "diagram.svg"):
        shutil.copy(EXAMPLE / name, chapters)
    chapter = jupytext.read(EXAMPLE / "chapter.md")
    chapter.metadata = notebooks.METADATA
    nbformat.write(chapter, chapters / "chapter.ipynb")


@pytest.fixture(scope="module")
def example(tmp_path_factory):
    """The built site of the example."""
    folder = tmp_path_factory.mktemp("example")
    write_book(folder)
    command, environment = small_book.build(folder)
    run = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    site = folder / "_build" / "html"
    with engines.served(site) as http:
        yield SimpleNamespace(folder=site, http=http)


@pytest.fixture
def reader(example, browser, size):
    engine = engines.Chromium(example, browser, **SIZES[size])
    engine.page.route("**/*.bin?*", lambda route: route.fulfill(body=EMPTY))
    engine.page.add_init_script(f"({SCRIPTS.pretendPython})()")
    engine.page.clock.install()  # so that nothing waits for a second
    yield engine
    engine.close()


def lines_of(html):
    """The tags and texts of a page, a line each, without what eyes do not see."""
    return re.sub(r"\s*(<[^>]*>)\s*", r"\n\1\n", PASSING.sub("", html)).split("\n")


@pytest.mark.parametrize("name", PAGES)
def test_the_html_of_the_example_is_as_it_was(example, name):
    kept = EXAMPLE / "html" / name.rpartition("/")[2].replace(".html", ".txt")
    seen = [line for line in lines_of((example.folder / name).read_text("utf8")) if line.strip()]
    if looked_at.WRITE:
        kept.parent.mkdir(exist_ok=True)
        kept.write_text("\n".join(seen) + "\n", "utf8")
    before = kept.read_text("utf8").splitlines() if kept.is_file() else []
    told = "\n".join(difflib.unified_diff(before, seen, "before", "now", lineterm="", n=2))
    assert not told, f"if all is as it should be: make looked-at NAME=example\n{told}"


def test_the_example_has_whatever_the_style_sheets_name():
    """Each class and each name, apart from those that scripts give."""
    styles, pages, scripts = (
        "".join(path.read_text("utf8") for path in paths)
        for paths in (HERE.glob("style/*.css"), EXAMPLE.glob("html/*.txt"), HERE.rglob("*.js"))
    )
    selectors = re.sub(r"/\*.*?\*/|\{[^{}]*\}", " ", styles, flags=re.DOTALL)
    named = set(re.findall(r"[.#]([a-z][\w-]+)", selectors))
    assert named - set(re.findall(r"[\w-]+", pages + scripts)) == NOT_IN_THE_EXAMPLE


def opened(engine, page):
    """Open a page, and mark it, so that a reload is noticed: that would scroll at its own time."""
    engine.open(page)
    engine.run("() => { window.isOpened = true; }")


def pressed(engine, kind, index, name):
    """Rest on something, press it, type into it, and press it again; after each, its name."""
    x, y, is_elsewhere, takes = engine.run(SCRIPTS.placeToPress, kind, index)
    engine.hover(x, y)
    if is_elsewhere:
        engine.page.clock.run_for(1000)
        yield f"on {name}"
        if above := engine.run(SCRIPTS.placeAbove):
            engine.hover(*above)
            yield f"on {name}, in what it shows"
        engine.hover(2, 2)
        yield f"off {name}"
        return
    engine.click(x, y)
    yield name
    for text, key in TYPED.get(takes, ()):
        engine.press("Control+a")
        engine.type(text)
        yield f"{name}, typed {text!r}"
        engine.press(key)
        yield f"{name}, {key}"
    if place := engine.run(SCRIPTS.placeToPress, kind, index):
        engine.click(*place[:2])
        yield f"{name} again"


def visit(engine, page, size):
    """Do on a page what can be done, with all of its parts in turn; yield what was done."""
    opened(engine, page)
    yield "at the start"
    for kind, index, name in engine.run(SCRIPTS.pressable)[:: -1 if size == "phone" else 1]:
        if engine.run(SCRIPTS.placeToPress, kind, index):
            yield from pressed(engine, kind, index, name)
    for key in KEYS:
        engine.press(key)
        yield f"key {key}"
    engine.page.emulate_media(media="print")
    engine.run(SCRIPTS.printing, "beforeprint")
    yield "on paper"
    engine.run(SCRIPTS.printing, "afterprint")
    engine.page.emulate_media(media="null")
    engine.press("Home")  # how far printing scrolls depends on when the page learns of it
    yield "after printing, at the top"
    opened(engine, page)
    yield "read again"
    if engine.run(SCRIPTS.runAll):
        yield "all listings run"
        engine.page.locator(".plainnet-active pre").first.click()
        engine.type("# ")
        yield "the first one edited"
    area, scheme, language = OTHERS[size]
    engine.page.set_viewport_size(area)
    engine.page.emulate_media(color_scheme=scheme, reduced_motion="no-preference")
    engine.run("(it) => { document.documentElement.lang = it; }", language)
    yield "in another width and light"


def seen_now(engine, page):
    """What the page looks like when it is at rest; then back to it, if a press led elsewhere."""
    before, now = {}, {"nothing": "yet"}
    for left in reversed(range(TRIES)):
        engine.page.wait_for_load_state()
        engine.page.clock.run_for(1000)
        with contextlib.suppress(*[Error] * bool(left)):  # while it is being left
            is_there = urlsplit(engine.page.url).path == f"/{page}"
            if is_there and not engine.run("() => window.isOpened === true"):
                opened(engine, page)
            engine.wait(SCRIPTS.isSearched)
            before, now = now, engine.run(SCRIPTS.pageNow)
        if before == now:
            break
    assert before == now, [kind for kind in now if now[kind] != before.get(kind)]
    if not is_there:
        opened(engine, page)
    return now


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("size", SIZES)
def test_the_example_looks_and_answers_as_it_did(reader, name, size):
    states, seen = [], []
    for state in visit(reader, name, size):
        states.append(state)
        seen.append(seen_now(reader, name))
    wrong = looked_at.unlike(KEPT, "example", f"{name} {size}", seen, states, looked_at.SCROLLED)
    advice = "look at it; if it is as it should be: make looked-at NAME=example"
    assert not wrong, "\n".join([advice, *wrong[:SHOWN]])
