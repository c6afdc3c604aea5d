"""An explorer or answer box is mounted when its reader comes near; nothing else moves then."""

import re

import explorer_page
import fonts
import page_blocks
import page_scripts
import pytest
from engines import PAGE

from plainnet.explorers import ALL

EXPLORERS = page_scripts.functions("explorers.js")
SCRIPTS = page_scripts.functions("mounting.js")
at_all_widths = pytest.mark.parametrize("width", (360, 412, 1280))
LONG = "chapters/gradient_descent.html", "chapters/xor.html"
APART = ".plainnet-explorer { margin-block: 3000px !important; }"


def loaded(engine):
    """The names of the explorer scripts that the page has loaded, without their digests."""
    names = engine.run("() => [...document.scripts].map((script) => script.src)")
    return re.findall(r"plainnet/([\w-]+)\.[0-9a-f]{12}\.js", "\n".join(names))


@pytest.mark.parametrize("over", ["http", "file"])
def test_what_explorers_need_is_loaded_once_when_a_reader_comes_near(engine, site, over):
    name = LONG[1]
    engine.open(name, over)
    assert not {script for script in loaded(engine) if script.endswith("-data")}
    assert engine.run(PAGE.scrollThrough) == []
    views = [block.view for block in page_blocks.blocks(site.folder / name)]
    data = [f"{view}-data" for view in views if view in ALL]
    assert sorted(loaded(engine)) == sorted(["core", *set(views), *data])
    assert engine.problems() == []


def test_the_tab_key_passes_none_by(chromium):
    engine = chromium()
    engine.page.goto(engine.address(LONG[0]))
    last = engine.run(PAGE.count, ".plainnet-explorer") - 1
    assert last > 5 and not engine.run(PAGE.isMounted, last)
    engine.press("Tab")
    engine.wait(PAGE.isMounted, last)


@fonts.in_each
@pytest.mark.parametrize("name", LONG)
@at_all_widths
def test_nothing_moves_while_a_reader_scrolls(chromium, name, width):
    engine = chromium(width=width)
    engine.open(name)
    engine.run(SCRIPTS.watch)
    engine.run(SCRIPTS.scrollDown)
    assert engine.run("() => window.shifts") == []
    assert engine.run(PAGE.scrollThrough) == []


@fonts.in_each
@at_all_widths
def test_nothing_moves_where_a_reader_jumps_to(chromium, site, width):
    """Each block is far from the others, and is mounted only when it is in the middle."""
    engine, errors, seen = chromium(width=width), [], set()
    for name in site.pages:
        blocks = page_blocks.blocks(site.folder / name)
        if not blocks:
            continue
        body = f"<style>{APART}</style>" + "\n".join(block.html for block in blocks)
        stem = f"alone-{name.rpartition('/')[2].removesuffix('.html')}"
        engine.page.goto(engine.address(explorer_page.without_text(site.folder, name, stem, body)))
        engine.run(SCRIPTS.watch)
        for index, block in enumerate(blocks):
            before = engine.run(SCRIPTS.height, index)
            engine.wait(PAGE.mountsWhenNear, index)
            after = engine.run(SCRIPTS.height, index)
            seen.add(block.view)
            if block.view in ALL:
                errors += engine.run(EXPLORERS.misfits, index)
            if after != before:
                errors.append(f"{name}: {block.view}: {before} px are reserved, {after} are used")
        errors += engine.run(PAGE.wideOnPhone) if width == 360 else []
        errors += [f"{name}: {shift}" for shift in engine.run("() => window.shifts")]
    assert seen > {*ALL}
    assert not errors, f"{width} px: `around` or `height` of the class\n" + "\n".join(errors)
