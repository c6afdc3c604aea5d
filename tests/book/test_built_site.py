"""What the files of the built site tell without a browser: icons, descriptions, weights."""

import gzip
import inspect
import re

import pytest

import plainnet
from plainnet.explorers.widget import BUDGET
from plainnet_book import BLOCKING_BUDGET, PAGE_BUDGET, contents, execution, pages

SITE = execution.ROOT / "_build" / "html"
BOOK = contents.read(execution.ROOT / "_toc.yml")
NUMBERS = {
    "equation": r'class="eqno">\(([\w.]+)\)',
    "figure": r'caption-number">Fig\. ([\w.]+) ',
    "exercise": r'caption-number">Exercise ([\w.]+) ',
}
EXERCISE_HEAD = r'id="(ex-[\w-]+)">\s*<p class="admonition-title">.*?Exercise ([\w.]+) '
EQUATION_HEAD = r'id="(equation-[\w-]+)">\s*<span class="eqno">\(([\w.]+)\)'
REFERENCE = r'<a class="reference internal" href="([^"]*#[^"]*)">(?:<span[^>]*>)?(.*?)</'


@pytest.fixture(scope="module")
def site():
    """The path of each page but the redirect, and its HTML."""
    files = sorted({*SITE.glob("*.html"), *SITE.glob("chapters/**/*.html")})
    html = {path: path.read_text("utf8") for path in files}
    found = {path: text for path, text in html.items() if 'http-equiv="Refresh"' not in text}
    assert len(found) > 10, "build the site first: make site"
    return found


def test_every_page_has_its_icon(site):
    for path, html in site.items():
        icon = re.search(r'<link rel="icon" href="([^"]+)"', html)
        assert path.parent.joinpath(icon[1]).is_file(), f"{path}: `favicon` in _config.yml"


@pytest.mark.parametrize("name", plainnet.__all__)
def test_what_the_package_offers_is_described(site, name):
    found = getattr(plainnet, name)
    if inspect.isfunction(found) or inspect.isclass(found):
        anchor = f'id="{found.__module__}.{found.__qualname__}"'
        assert anchor in site[SITE / "chapters" / "api.html"], (
            f"chapters/api.md: add an automodule block for {found.__module__}"
        )


def test_descriptions_are_without_noise(site):
    html = site[SITE / "chapters" / "api.html"]
    for noise in ("Alias for field", "Create new instance", "factory", "kwargs", ">object<"):
        assert noise not in html, "api.html: leave it out in plainnet_book/docstrings.py"


def test_pages_are_light(site):
    for path, html in site.items():
        blocking = [address.partition("?")[0] for address in pages.render_blocking(html)]
        assert blocking, path
        weight = packed(html.encode())
        assert weight <= PAGE_BUDGET, f"{path}: {weight} bytes; split the chapter"
        sizes = [packed(path.parent.joinpath(one).read_bytes()) for one in blocking]
        assert sum(sizes) <= BLOCKING_BUDGET, f"{path}: {sum(sizes)} bytes block: {blocking}"
        for data in re.findall(r'<script type="application/json">(.*?)</script>', html, re.DOTALL):
            weight = packed(data.encode())
            assert weight <= BUDGET, f"{path}: an explorer weighs {weight} bytes; give fewer values"


def packed(data):
    return len(gzip.compress(data))


# Numbers, and the menu.
def test_every_number_begins_with_the_place_in_the_table_of_contents(site):
    counted = 0
    for entry in BOOK:
        html = site[SITE / f"{entry.file}.html"]
        article = html.partition("<article")[2].partition("</article>")[0]
        shown = [(kind, n) for kind in NUMBERS for n in re.findall(NUMBERS[kind], article)]
        for kind, number in shown:
            chapter, _, rest = number.rpartition(".")
            assert chapter == entry.number and rest.isdigit(), f"{entry.file}: {kind} {number}"
        counted += len(shown)
    assert counted > 100


def test_references_show_the_number_of_what_they_point_at(site):
    numbers, counted = {}, 0
    for path, html in site.items():
        for label, number in re.findall(EXERCISE_HEAD, html):
            numbers[f"{path.name}#{label}"] = f"Exercise {number}"
        for label, number in re.findall(EQUATION_HEAD, html):
            numbers[f"{path.name}#{label}"] = f"({number})"
    for path, html in site.items():
        for address, text in re.findall(REFERENCE, html):
            name, _, label = address.rpartition("#")
            number = numbers.get(f"{name or path.name}#{label}")
            if number and re.match(r"Exercise [\w.]+$|\([\w.]+\)$", text):
                assert text == number, f"{path}: a reference to {label} says {text}"
                counted += 1
    assert counted > 20


def test_the_menu_lists_the_book_with_numbers_titles_minutes_and_boxes(site):
    boxes = {
        entry.file: site[SITE / f"{entry.file}.html"].count('data-view="answer_box"')
        for entry in BOOK
    }
    for path, html in site.items():
        nav = html.partition('<nav class="bd-links')[2].partition("</nav>")[0]
        lines = nav.split("<li ")[1:]
        assert len(lines) == len(BOOK), path
        for entry, line in zip(BOOK, lines, strict=True):
            assert f'plainnet-number">{entry.number}<' in line
            assert f'plainnet-title">{entry.title}<' in line
            counted = re.findall(r'data-boxes="(\d+)"', line)
            assert counted == [str(boxes[entry.file])][: bool(boxes[entry.file])], entry
            is_current = path == SITE / f"{entry.file}.html"
            assert ('aria-current="page"' in line) == is_current
            place = re.search(r'<p class="plainnet-place">(.*?)</p>', html)
            if is_current:
                minutes = re.findall(r">about (\d+) minutes<", line)
                assert place[1].startswith(entry.place)
                assert re.findall(r"bout (\d+) minutes", place[1]) == minutes
        captions = re.findall(r'caption-text">(.*?)<', nav)
        assert captions == list(dict.fromkeys(entry.part for entry in BOOK))


def test_the_next_page_stands_before_the_references_which_are_folded(site):
    folded = 0
    for entry in BOOK:
        html = site[SITE / f"{entry.file}.html"]
        assert html.count("prev-next-area") == 1
        if '<div class="citation-list">' in html and not entry.is_appendix:
            folded += 1
            summary = re.search(r"<summary>References · (\d+)</summary>", html)
            assert int(summary[1]) == html.count('<div class="citation"')
            assert html.index("prev-next-area") < summary.start() < html.index('"citation-list"')
    assert folded > 5
