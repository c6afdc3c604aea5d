"""Every page, twice: over http, on a wide screen and on paper; from a folder on a phone."""

import accessibility
import grounds
import page_scripts
import pytest
from engines import PAGE, WITNESS, Chromium

PAPER = page_scripts.functions("print.js")
SHEETS = {"A4": 210, "Letter": 216}  # width in mm
MARGIN = 14  # mm on each side, as in book.css
BUDGET = 150_000  # bytes, compressed, that a page may load before any action of its reader
# How a cell is labelled where a phone has no room for the head of its column.
LABELS = {"In this book": "here", "In PyTorch": "PyTorch", "Mind": ""}
WIDE = {"width": 1280, "height": 900}
every_page = pytest.mark.parametrize("page", grounds.pages())


@every_page
@pytest.mark.turns(2)
def test_over_http_a_page_asks_no_other_host_is_quiet_light_and_readable_and_on_paper(engine, page):
    """Chromium loads the page on a phone in dark mode, and is then made wide."""
    errors, is_chromium = [], isinstance(engine, Chromium)
    if is_chromium:
        engine.page.emulate_media(color_scheme="dark")
        engine.open(page, narrow=True, until="networkidle")
        errors += too_heavy(engine.weight)
        engine.page.set_viewport_size(WIDE)
    else:
        engine.open(page)
    errors += engine.run(PAGE.scrollThrough) + engine.problems() + engine.run(PAGE.idsTwice)
    if is_chromium:
        errors += wrong_on_paper(engine, page)
        errors += accessibility.violations(engine, page)
    assert not errors, "\n".join(errors)


@every_page
@pytest.mark.turns(2)
def test_from_a_folder_a_page_is_quiet_too_and_fits_a_phone(engine, page):
    engine.open(page, "file", narrow=True)
    errors = engine.run(PAGE.scrollThrough) + engine.problems()
    errors += engine.run(PAGE.idsTwice) + engine.run(PAGE.wideOnPhone)
    cells = engine.run(PAGE.labelledCells)
    errors += {f"{head}: labelled {has}" for head, has in cells if LABELS.get(head) != has}
    assert not errors, "\n".join(errors)


@every_page
@pytest.mark.thorough
@pytest.mark.turns(4)
@pytest.mark.twins
def test_axe_finds_nothing_in_other_colours_on_a_phone_and_in_each_single_text(chromium, page):
    engine = chromium()
    engine.open(page)
    errors = accessibility.violations(engine, page, accessibility.OTHER_LOOKS)
    accessibility.look_at(engine, *accessibility.LOOKS[0])
    errors += accessibility.judged(engine, accessibility.OF_COLOURS)
    assert not errors, "\n".join(errors)


def test_axe_finds_nothing_in_boxes_of_all_kinds(chromium, samples):
    engine = chromium()
    engine.open(samples)
    errors = accessibility.violations(engine, samples, uses=False)
    errors += accessibility.violations(engine, samples)
    assert not errors, "\n".join(errors)


def too_heavy(weight):
    assert weight > 20_000, "next to nothing was loaded"
    return [f"{weight} bytes, {BUDGET} are allowed"] if weight > BUDGET else []


def wrong_on_paper(engine, page):
    """Texts of a chapter that are too pale on paper after a dark screen, or cut off."""
    if not page.startswith("chapters/") or page.endswith("search.html"):
        return []
    engine.page.emulate_media(media="print")
    assert engine.run("() => matchMedia('(prefers-color-scheme: dark)').matches")
    errors = [f"on paper: {text}" for text in engine.run(PAPER.pale)]
    for sheet, width in SHEETS.items():
        width = round((width - 2 * MARGIN) / 25.4 * 96)
        engine.page.set_viewport_size({"width": width, "height": 900})
        errors += [f"{sheet}: {text}" for text in engine.run(PAPER.cut)]
    engine.page.emulate_media(media="screen")
    return errors


@pytest.mark.parametrize("over", ["http", "file"])
def test_the_root_leads_to_a_page(chromium, over):
    engine = chromium()
    engine.page.goto(engine.address("index.html", over))
    engine.page.wait_for_selector("article h1", timeout=5000)
    assert engine.native == []


def test_an_uncaught_error_of_a_page_is_noticed(engine, site):
    thrown = "<script>throw new Error('planted')</script><script>Promise.reject('too')</script>"
    page = site.folder / "uncaught.html"
    page.write_text(f"<!DOCTYPE html><html><head>{WITNESS}{thrown}</head></html>", "utf8")
    engine.open(page.name)
    problems = " ".join(engine.problems())
    page.unlink()
    assert "planted" in problems and "rejected: too" in problems


@pytest.mark.parametrize(
    ("page", "locale", "says"),
    [
        ("intro", "zh-CN", "这本书有中文版"),
        ("intro", "de-DE", "中文"),
        ("zh/intro", "en-GB", "Read this book in English"),
        ("zh/intro", "zh-TW", "English"),
        ("xor", "zh-CN", "中文"),
    ],
)
def test_the_first_page_tells_who_reads_another_language_of_it(chromium, site, page, locale, says):
    reader = chromium(locale=locale).page
    reader.goto(f"{site.http}/chapters/{page}.html")
    assert reader.locator(".plainnet-place a").inner_text() == says
    assert reader.url.endswith(f"/chapters/{page}.html")  # nobody is sent anywhere
