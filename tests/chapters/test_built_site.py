"""Tests of the files of the built site that need no browser: icons, descriptions, licences."""

import gzip
import inspect
import re
from html import unescape

import grounds
import page_blocks
import proof
import pytest
import yaml
from each import each

import plainnet
import plainnet_book
from plainnet.explorers import ALL, AnswerBox, Hand, Playground
from plainnet.explorers.widget import BUDGET
from plainnet_book import contents, execution, head, languages, moved, published

SITE = execution.ROOT / "_build" / "html"
ALL_PAGES = contents.read(execution.ROOT / "_toc.yml")
BOOK = [entry for entry in ALL_PAGES if not languages.is_chinese(entry.file)]
NUMBERS = {
    "equation": r'class="eqno">\(([\w.]+)\)',
    "figure": r'caption-number">(?:Fig\.|图) ([\w.]+) ',
    "exercise": r'caption-number">(?:Exercise|练习) ([\w.]+) ',
    "explorer": r"<b>(?:Explorer|交互图) ([\w.]+) · ",
}
EXERCISE_HEAD = r'id="(ex-[\w-]+)">\s*<p class="admonition-title">.*?(Exercise|练习) ([\w.]+) '
EQUATION_HEAD = r'(?s)id="(equation-[\w-]+)"><div class="plainnet-formula">.*?eqno">\(([\w.]+)\)'
REFERENCE = r'<a class="reference internal" href="([^"]*#[^"]*)">(?:<span[^>]*>)?(.*?)</'


@pytest.fixture(scope="module")
def site():
    """The path and the HTML of each page."""
    found = {SITE / name: (SITE / name).read_text("utf8") for name in grounds.pages()}
    assert len(found) > 10, "build the site first: make site"
    return found


def test_every_page_has_its_icon(site):
    for path, html in site.items():
        icon = re.search(r'<link rel="shortcut icon" href="([^"]+)"', html)
        assert path.parent.joinpath(icon[1]).is_file(), f"{path}: `favicon` in _config.yml"


@each("name", plainnet.__all__)
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


def leads_on(path) -> bool:
    """Whether a section of a page has moved, so that a script in its head leads on."""
    name = path.relative_to(SITE).as_posix()
    return any(moved.is_on(name, old) for old in moved.moves())


def test_a_page_is_shown_before_its_scripts_are_loaded(site):
    for path, html in site.items():
        top = html.partition("</head>")[0]
        assert top.count("<script") == leads_on(path), path
        sheets = re.findall(r'<link rel="stylesheet"[^>]* href="([^"?]+)', top)
        assert len(sheets) == len(plainnet_book.SHEETS), f"{path}: {sheets}"
        for address in (*sheets, *re.findall(r'<script src="([^"?]+)', html)):
            assert path.parent.joinpath(address).is_file(), f"{path}: {address}"


def test_a_page_runs_no_script_but_those_of_the_site_and_its_inline_ones(site):
    for path, html in site.items():
        head = html.partition("<head>")[2]
        policy = re.match(r'\s*<meta http-equiv="Content-Security-Policy" content="([^"]+)"', head)
        scripts = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'sha256-"
        assert policy and scripts in policy[1], path
        inline = 1 + leads_on(path)
        assert policy[1].count("sha256-") == len(re.findall("<script>", html)) == inline, path
        assert not re.search(r"<[^>]* on\w+=|javascript:", html.partition("<article")[0]), path


def test_formulas_are_typeset(site):
    count = 0
    for path, html in site.items():
        assert "mathjax/" not in html and "window.MathJax" not in html, path
        formulas = re.findall(r'<(span|div) class="math[^>]*>(.*?)</\1>', html, re.DOTALL)
        assert all("<svg" in text and "<math>" in text for _, text in formulas), path
        used = re.findall(r'<use href="#(tex-[^"]+)"', html)
        assert re.findall(r'<path id="(tex-[^"]+)"', html) == sorted(set(used)), path
        count += len(formulas)
    assert count > 1000
    assert not (SITE / "_static" / "mathjax").exists()


def test_an_explorer_loads_little_and_a_page_holds_none_of_it(site):
    views = set()
    for path, html in site.items():
        assert "data:image/png" not in html, f"{path}: a picture that is no file"
        for view, listed in re.findall(r'data-view="(\w+)" data-scripts="([^"]+)"', html):
            views.add(view)
            code, data = listed.split(" ")[:2], listed.split(" ")[2:]
            assert all(path.parent.joinpath(address).is_file() for address in code)
            assert len(data) == (view != AnswerBox.view)
            weight = sum(packed(path.parent.joinpath(one).read_bytes()) for one in data)
            assert weight <= BUDGET, f"{path}: {view} weighs {weight} bytes; give fewer values"
    assert views == {*ALL, AnswerBox.view, Hand.view, Playground.view}


SAMPLE = 10  # frames that are compared, of each explorer on each page


@pytest.mark.rests_on("code")
@pytest.mark.parametrize("view", ALL)
def test_a_page_gives_an_explorer_what_python_computes_now(site, view, draw):
    """So browser tests only need to compare what is shown with what the page contains."""
    explorer = ALL[view]()
    every = [slider.labels for slider in explorer.sliders]  # a page may offer fewer
    blocks = [(path, block) for path, _ in english(site) for block in page_blocks.blocks(path)]
    given = [(path, block) for path, block in blocks if block.view == view]
    assert given
    for path, block in given:
        proof.rest_on(f"blocks {path.relative_to(SITE)}")
        offered = [control["labels"] for control in block.spec["controls"]]
        assert block.spec | {"controls": []} == explorer.spec | {"controls": []}
        for _ in range(SAMPLE):
            position = [draw.randrange(len(labels)) for labels in offered]
            both = zip(every, offered, position, strict=True)
            computed = explorer.at([known.index(labels[at]) for known, labels, at in both])
            assert block.at(position) == computed, f"{path.name} at {position}"


def test_every_page_describes_itself_as_no_other_does(site):
    seen = {}
    for path, html in site.items():
        for tag in ('meta name="viewport"', 'meta name="description"', 'meta property="og:title"'):
            assert html.count(f"<{tag}") == 1, f"{path}: {tag}"
        description = re.search(r'<meta name="description" content="([^"]+)"', html)[1]
        assert description not in seen, f"{path} and {seen[description]}: {description}"
        assert len(unescape(description)) <= head.LONGEST, path
        seen[description] = path


def test_every_published_address_leads_somewhere():
    listed, moves, there = moved.published(), moved.moves(), moved.anchors(published.read(SITE))
    gone = published.lost(listed, moves, there)
    assert not gone, published.about(gone, moves, there)
    assert all((SITE / address.partition("#")[0]).is_file() for address in listed)


def test_every_address_that_readers_may_keep_is_listed():
    new = sorted(published.kept(published.read(SITE)) - moved.published())
    listed = f"lists {len(new)} new addresses in {moved.PUBLISHED}: {', '.join(new[:3])} …"
    assert not new, f"run `make published`, which {listed}"


EMPTY = re.compile(r'<a class="reference[^"]*"[^>]*>(?:\s|<[^>]*>)*</a>')


def test_every_reference_has_a_text(site):
    assert EMPTY.search('<a class="reference internal" href="#x"><span></span></a>')
    for path, html in site.items():
        found = EMPTY.search(html.partition("<article")[2])
        assert not found, f"{path}: {found[0]}: write {{ref}}, {{numref}} or a text"


def test_every_page_names_its_licences(site):
    for path, html in site.items():
        footer = html.partition("<footer>")[2]
        for name in ("CC BY 4.0", "BSD-3-Clause"):
            assert name in footer, f"{path}: {name} is missing in templates/page.html"


def test_pages_lead_to_their_source_and_are_cited_if_the_repository_has_an_address(site):
    settings = yaml.safe_load((execution.ROOT / "_config.yml").read_text("utf8"))["repository"]
    has_address = bool(settings["url"])
    for entry in ALL_PAGES:
        footer = site[SITE / f"{entry.file}.html"].partition("<footer>")[2]
        parts = '<details class="plainnet-cite">', f"/{settings['branch']}/{entry.file}."
        assert [part in footer for part in parts] == [has_address] * 2, (
            f"{entry.file}: expected {parts} {'in' * has_address or 'not in'} the footer, because "
            f"_config.yml has the address {settings['url']!r}; is the site built with it? make site"
        )


def packed(data):
    return len(gzip.compress(data))


# Tests of numbers, of references and of the menu.
def test_every_number_begins_with_the_place_in_the_table_of_contents(site):
    counted = 0
    for entry in ALL_PAGES:
        html = site[SITE / f"{entry.file}.html"]
        article = html.partition("<article")[2].partition("</article>")[0]
        for kind in NUMBERS:
            shown = re.findall(NUMBERS[kind], article)
            first = [f"{entry.number}.1"] if entry.number else ["1"]
            assert shown[:1] in ([], first), f"{entry.file}: the first {kind} is {shown[:1]}"
            for number in shown:
                chapter, _, rest = number.rpartition(".")
                assert chapter == entry.number and rest.isdigit(), f"{entry.file}: {kind} {number}"
            counted += len(shown)
    assert counted > 100


def test_references_show_the_number_of_what_they_point_at(site):
    numbers, counted = {}, 0
    for path, html in site.items():
        for label, word, number in re.findall(EXERCISE_HEAD, html):
            numbers[path, label] = f"{word} {number}"
        for label, number in re.findall(EQUATION_HEAD, html):
            numbers[path, label] = f"({number})"
    for path, html in site.items():
        for address, text in re.findall(REFERENCE, html):
            name, _, label = address.rpartition("#")
            target = (path.parent / name).resolve() if name else path
            number = numbers.get((target, label))
            if number and re.match(r"(Exercise|练习) [\w.]+$|\([\w.]+\)$", text):
                assert text.split()[-1] == number.split()[-1], f"{path}: {label} is {text}"
                counted += 1
    assert counted > 20


def english(site):
    """The pages in English, with their paths."""
    return [pair for pair in site.items() if 'lang="zh-CN"' not in pair[1][:200]]


def questions(html):
    """The number of answer boxes of a page, and of exercises whose code is checked."""
    exercises = [part.partition("</pre>")[0] for part in html.split(" tag_exercise")[1:]]
    return html.count('data-view="answer_box"') + sum("check" in each for each in exercises)


def test_the_menu_lists_the_book_with_numbers_titles_minutes_and_questions(site):
    asked = {entry.file: questions(site[SITE / f"{entry.file}.html"]) for entry in BOOK}
    assert sum(asked.values()) > 150
    for path, html in english(site):
        nav = html.partition('<nav class="plainnet-menu')[2].partition("</nav>")[0]
        lines = nav.split("<li>")[1:]
        assert len(lines) == len(BOOK), path
        for entry, line in zip(BOOK, lines, strict=True):
            assert f'plainnet-number">{entry.number}<' in line
            assert f'plainnet-title">{entry.title}<' in line
            counted = re.findall(r'data-questions="(\d+)"', line)
            assert counted == [str(asked[entry.file])][: bool(asked[entry.file])], entry
            is_current = path == SITE / f"{entry.file}.html"
            assert ('aria-current="page"' in line) == is_current
            place = re.search(r'<p class="plainnet-place">(.*?)</p>', html)
            if is_current:
                minutes = re.findall(r">about (\d+) minutes<", line)
                assert place[1].startswith(entry.place)
                assert re.findall(r"bout (\d+) minutes", place[1]) == minutes
        captions = re.findall(r'aria-level="2">(.*?)<', nav)
        assert captions == list(dict.fromkeys(entry.part for entry in BOOK))


def test_the_first_page_tells_how_long_the_course_takes(site):
    menu = site[SITE / "chapters/intro.html"].partition('<nav class="plainnet-menu')[2]
    course = menu.partition(f">{contents.COURSE}<")[2].partition("aria-level")[0]
    hours = sum(map(int, re.findall(r">about (\d+) minutes<", course))) / 60
    duration = f"takes about {round(hours)} hours with all its exercises"
    assert duration in site[SITE / "chapters/intro.html"]


def test_the_next_page_stands_before_the_references_which_are_folded(site):
    folded = 0
    for entry in BOOK:
        html = site[SITE / f"{entry.file}.html"]
        assert html.count("related-pages") == 1
        if '<div class="citation-list">' in html and not entry.is_appendix:
            folded += 1
            summary = re.search(r"<summary><span>References · (\d+)</span></summary>", html)
            assert int(summary[1]) == html.count('<div class="citation"')
            assert html.index("related-pages") < summary.start() < html.index('"citation-list"')
    assert folded > 5
