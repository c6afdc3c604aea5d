"""What pages of the built site say of each other, of the package and of explorers."""

import inspect
import json
import posixpath
import re

import grounds
import page_blocks
import proof
import pytest
from each import each

import plainnet
from plainnet.explorers import ALL
from plainnet_book import contents, execution, languages
from plainnet_book.chinese import TITLES

SITE = execution.ROOT / "_build" / "html"
ALL_PAGES = contents.read(execution.ROOT / "_toc.yml")
BOOK = [entry for entry in ALL_PAGES if not languages.is_chinese(entry.file)]
EXERCISE_HEAD = r'id="(ex-[\w-]+)">\s*<p class="admonition-title">.*?(Exercise|练习) ([\w.]+) '
EQUATION_HEAD = r'(?s)id="(equation-[\w-]+)"><div class="plainnet-formula">.*?eqno">\(([\w.]+)\)'
ANCHOR = re.compile(r'(?:\sid|<div class="plainnet-explorer" data-view)="([^"]+)"')
REFERENCE = r'<a class="reference internal" href="([^"]*#[^"]*)">(?:<span[^>]*>)?(.*?)</'


@pytest.fixture(scope="module")
def site():
    """The path and the HTML of each page."""
    found = {SITE / name: (SITE / name).read_text("utf8") for name in grounds.pages()}
    assert len(found) > 10, "build the site first: make site"
    return found


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


# Tests of numbers, of references and of the menu.
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


def questions(html, entry):
    """How many answers can be right: of boxes but predictions, and of code that is checked."""
    exercises = [part.partition("</pre>")[0] for part in html.split(" tag_exercise")[1:]]
    file, boxes = execution.ROOT / f"{entry.file}.ipynb", html.count('data-view="answer_box"')
    cells = json.loads(file.read_text("utf8"))["cells"] if file.exists() else []
    asked = [source for cell in cells if "AnswerBox(" in (source := "".join(cell["source"]))]
    guessed = [each for each in asked if "prediction=True" in each or "questions.guess(" in each]
    return boxes - len(guessed) + sum("check" in each for each in exercises)


def menu_of(name):
    """The entries in the menu of a page: in its language, or in English with a title in it."""
    if not languages.is_chinese(name):
        return BOOK
    known = {entry.file: entry for entry in ALL_PAGES}
    alone = [e._replace(title=TITLES.get(e.file.rpartition("/")[2], "")) for e in BOOK]
    return [known.get(languages.twin(entry.file), entry) for entry in alone]


def test_the_menu_lists_the_book_with_numbers_titles_minutes_and_questions(site):
    asked = [questions(site[SITE / f"{entry.file}.html"], entry) for entry in BOOK]
    assert sum(asked) > 120
    for path, html in site.items():
        name = path.relative_to(SITE).with_suffix("").as_posix()
        nav = html.partition('<nav class="plainnet-menu')[2].partition("</nav>")[0]
        lines, own, said = nav.split("<li>")[1:], languages.code(name), []
        for entry, count, line in zip(menu_of(name), asked, lines, strict=True):
            other = [languages.code(entry.file)] * (languages.code(entry.file) != own)
            assert f'plainnet-number">{entry.number}<' in line
            assert re.search(f'plainnet-title">{re.escape(entry.title)}( <|<)', line), entry
            assert re.findall(r'hreflang="(.*?)"', line) == other
            assert line.count("plainnet-english") == len(other)
            counted = re.findall(r'data-questions="(\d+)"', line)
            assert counted == [str(count)] * bool(count), entry
            said += re.findall(r">(?:about |约 )(\d+) (?:minutes|分钟)<", line)
            is_current = name == entry.file
            assert ('aria-current="page"' in line) == is_current
            place = re.search(r'<p class="plainnet-place">(.*?)</p>', html)
            if is_current:
                minutes = re.findall(r">(\d+)′<", line)
                assert place[1].startswith(entry.place)
                assert re.findall(r"(\d+) (?:minutes|分钟)", place[1]) == minutes
            else:
                leads = path.parent / re.search('href="(.*?)"', line)[1]
                assert leads.resolve() == SITE / f"{entry.file}.html"
        assert said == re.findall(r">(\d+)′<", nav)  # for screen readers
        captions = re.findall(r'aria-level="2">(.*?)<', nav)
        say = languages.words(name)
        assert captions == [say(part) for part in dict.fromkeys(entry.part for entry in BOOK)]


def test_a_page_leads_to_those_before_and_behind_it(site):
    for file in (entry.file for entry in ALL_PAGES):
        order, path = [entry.file for entry in menu_of(file)], SITE / f"{file}.html"
        place = order.index(file)
        for kind, near in ("prev", order[:place][-1:]), ("next", order[place + 1 :][:1]):
            led = re.findall(rf'rel="{kind}" href="(.*?)"', site[path])
            found = [(path.parent / address).resolve() for address in led]
            assert found == [SITE / f"{name}.html" for name in near], (file, kind)


def test_every_link_leads_to_a_place_on_the_site_or_to_a_file(site):
    names = {path.relative_to(SITE).as_posix(): html for path, html in site.items()}
    there = {name: {"", *ANCHOR.findall(html)} for name, html in names.items()}
    astray = set()
    for name, html in names.items():
        for link in set(re.findall(r'<a [^>]*?href="([^":]*)"', html)):
            page, _, state = link.partition("#")
            address = posixpath.normpath(f"{name}/../{page}") if page else name
            anchor = state.partition("&")[0]
            is_file = address not in there and (SITE / address).is_file()
            if not is_file and anchor not in there.get(address, ()):
                astray.add(f"{name}: {link}")
    assert not astray


def test_the_first_page_tells_how_long_the_course_takes(site):
    menu = site[SITE / "chapters/intro.html"].partition('<nav class="plainnet-menu')[2]
    course = menu.partition(f">{contents.COURSE}<")[2].partition("aria-level")[0]
    hours = sum(map(int, re.findall(r">about (\d+) minutes<", course))) / 60
    duration = f"takes about {round(hours)} hours with all its exercises"
    assert duration in site[SITE / "chapters/intro.html"]
