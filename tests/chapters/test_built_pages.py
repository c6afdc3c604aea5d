"""Rules of built pages, tried without a browser: what loads, figures, folds, numbers, licences."""

import gzip
import html
import re
from base64 import b64decode, b64encode
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote
from xml.etree import ElementTree

import grounds
import nbformat
import pytest
from bs4 import BeautifulSoup
from colours import contrast
from each import each
from grounds import BLOCK, SITE
from rules import Rules

import plainnet_book
from plainnet.explorers import AnswerBox
from plainnet.explorers.widget import BUDGET
from plainnet_book import contents, dark, execution, exercises, head, pictures

ENTRIES = {entry.file: entry for entry in contents.read(execution.ROOT / "_toc.yml")}
LIGHT, DARK = dark.themes()
WIDEST = 760  # pixels; wider figures are scaled down, and their text becomes smaller
HEAVIEST = 30_000  # compressed bytes of a figure
GRID = "#dddddd"  # the same as in book.mplstyle
QUIET = {"none", GRID, dark.darkened(GRID), LIGHT["paper"], DARK["paper"]}
FORMULA = r'(?s)<(span|div) class="math[^>]*>(.*?)</\1>'
CAPTION = r"<figcaption.{,200}"
SOLVED = r'<div class="exercise[^"]*"'
NUMBERS = {
    "equation": r'class="eqno">\(([\w.]+)\)',
    "figure": r'caption-number">(?:Fig\.|图) ([\w.]+) ',
    "exercise": r'caption-number">(?:Exercise|练习) ([\w.]+) ',
    "explorer": r"<b>(?:Explorer|交互图) ([\w.]+) · ",
}
LOOKED_AT = {FORMULA: 1000, "<img ": 80, CAPTION: 70, SOLVED: 40}
LOOKED_AT |= dict.fromkeys(NUMBERS.values(), 20)


class Page(NamedTuple):
    """A built page; a bad sample takes the place of a page that is there."""

    html: str
    path: Path = SITE / "chapters" / "xor.html"

    @property
    def file(self):
        return self.path.relative_to(SITE).with_suffix("").as_posix()

    @property
    def is_english(self):
        return 'lang="zh-CN"' not in self.html[:200]

    def has(self, address):
        """Whether the page can load a file of the site from this address."""
        return self.path.parent.joinpath(unquote(address)).is_file()


@pytest.fixture(scope="module")
def site():
    found = [Page((SITE / name).read_text("utf8"), SITE / name) for name in grounds.pages()]
    assert len(found) > 10, "build the site first: make site"
    return found


rule, of_english = Rules(), Rules()


# What a page loads, and what it says of itself.
@rule("<article><p>A notice.</p><section><h1>A title</h1>", "<article><p>A page.</p></article>")
def it_begins_with_its_heading(page):
    before = page.html.partition("<article")[2].partition(">")[2].partition("<h1")[0]
    text = re.sub(r'<p class="plainnet-place">.*?</p>|<[^>]*>', "", before).strip()
    if text:
        yield f"above its heading stands: {text[:80]}"


SHEET = '<link rel="stylesheet" href="../_static/'


@rule(
    '<script src="a.js"></script><script></script></head>',
    f'{SHEET}gone.css"' * len(plainnet_book.SHEETS),
    f"{SHEET}",
)
def it_is_shown_before_its_scripts_are_loaded(page):
    top = page.html.partition("</head>")[0]
    if "<script" in top:
        yield "there is a script in its head"
    sheets = re.findall(r'<link rel="stylesheet"[^>]* href="([^"?]+)', top)
    if len(sheets) != len(plainnet_book.SHEETS):
        yield f"its style sheets are {sheets}"
    for address in (*sheets, *re.findall(r'<script src="([^"?]+)', page.html)):
        if not page.has(address):
            yield f"there is no {address}"


@rule(
    '<dl class="simple"><dt>convolution · 卷积</dt>',
    '<template><div><p>convolution · <b lang="en">卷积</b></p>',
)
def a_term_says_in_which_language_its_other_name_is(page):
    html = BeautifulSoup(page.html, "html.parser")
    other = "zh-CN" if page.is_english else "en"
    for term in html.select("dl.simple > dt, template > div > p:first-child"):
        if " · " in str(term) and not term.select(f'[lang="{other}"]'):
            yield f"the other name has no language: {term}"


POLICY = '<head><meta http-equiv="Content-Security-Policy" content="'
OURS = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'sha256-"


@rule(
    "<head><title>a</title><script></script>",
    f'{POLICY}default-src *"><script></script>',
    f"{POLICY}{OURS}a'\"><script></script><script></script>",
    f'{POLICY}{OURS}a\'"><script></script><p onclick="f()">',
)
def it_runs_no_script_but_those_of_the_site_and_its_inline_ones(page):
    head = page.html.partition("<head>")[2]
    policy = re.match(r'\s*<meta http-equiv="Content-Security-Policy" content="([^"]+)"', head)
    if not policy or OURS not in policy[1]:
        yield "its policy is another"
    elif not policy[1].count("sha256-") == page.html.count("<script>") == 1:
        yield "its policy names other inline scripts"
    if found := re.search(r"<[^>]* on\w+=|javascript:", page.html.partition("<article")[0]):
        yield f"a script stands in {found[0]}"


@rule(
    '<script src="mathjax/a.js">',
    '<span class="math">x</span>',
    '<use href="#tex-a">',
    '<path id="tex-a">',
)
def its_formulas_are_typeset(page):
    if "mathjax/" in page.html or "window.MathJax" in page.html:
        yield "it loads MathJax"
    for _, text in re.findall(FORMULA, page.html):
        if "<svg" not in text or "<math>" not in text:
            yield f"not typeset: {text}"
    used = re.findall(r'<use href="#(tex-[^"]+)"', page.html)
    if re.findall(r'<path id="(tex-[^"]+)"', page.html) != sorted(set(used)):
        yield "its letters are not those that its formulas use"


VIEW = '<div data-view="{}" data-scripts="{}"'


@rule(
    '<img src="data:image/png;base64,">',
    VIEW.format("stepper", "gone.js gone.js xor.html"),
    VIEW.format("stepper", "xor.html xor.html"),
)
def an_explorer_loads_little_and_a_page_holds_none_of_it(page):
    if "data:image/png" in page.html:
        yield "a picture is no file"
    for view, listed in re.findall(r'data-view="(\w+)" data-scripts="([^"]+)"', page.html):
        code, data = listed.split(" ")[:2], listed.split(" ")[2:]
        if not all(map(page.has, code)) or len(data) != (view != AnswerBox.view):
            yield f"{view} has the scripts {listed}"
        files = [page.path.parent / one for one in data]
        weight = sum(len(gzip.compress(file.read_bytes())) for file in files)
        if weight > BUDGET:
            yield f"{view} weighs {weight} bytes; give fewer values"


DESCRIBED = ('meta name="viewport"', 'meta name="description"', 'meta property="og:title"')
DESCRIPTION = r'<meta name="description" content="([^"]*)"'


@rule("", "".join(f'<{tag} content="{"word " * 100}">' for tag in DESCRIBED))
def it_describes_itself(page):
    for tag in DESCRIBED:
        if page.html.count(f"<{tag}") != 1:
            yield f"{tag} stands there {page.html.count(tag)} times"
    for text in re.findall(DESCRIPTION, page.html):
        if not 0 < len(html.unescape(text)) <= head.LONGEST:
            yield f"its description has another length: {text}"


@rule('<article><a class="reference internal" href="#x"><span></span></a>')
def every_reference_has_a_text(page):
    empty = re.compile(r'<a class="reference[^"]*"[^>]*>(?:\s|<[^>]*>)*</a>')
    for found in empty.finditer(page.html.partition("<article")[2]):
        yield f"write {{ref}}, {{numref}} or a text: {found[0]}"


EQUATION = 'class="eqno">({})'


@rule(
    "<article>" + EQUATION.format("99.1"),
    "<article>" + EQUATION.format("6.1") + EQUATION.format("6.3"),
)
def numbers_count_from_one_behind_the_place_in_the_table_of_contents(page):
    if entry := ENTRIES.get(page.file):
        article = page.html.partition("<article")[2].partition("</article>")[0]
        for kind, pattern in NUMBERS.items():
            shown = re.findall(pattern, article)
            places = range(1, len(shown) + 1)
            if shown != [f"{entry.number}.{place}".lstrip(".") for place in places]:
                yield f"the numbers of each {kind} are {shown}"


# Figures.
def images(page):
    """The attributes of each picture on a page."""
    for tag in re.findall(r"<img [^>]*>", page.html):
        found = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        yield {name: html.unescape(value) for name, value in found.items()}


def source(page, image):
    inline = image["src"].partition(";base64,")[2]
    file = page.path.parent / unquote(image["src"])
    return b64decode(inline).decode() if inline else file.read_text("utf8")


def sample(inside="", **attributes):
    """A picture that keeps the rules, except for what is drawn ``inside`` and its attributes."""
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="400pt" height="300pt">{inside}</svg>'
    src = f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"
    width, height = pictures.size(svg)
    about = {"src": src, "alt": "word " * 9, "loading": "lazy", "decoding": "async"}
    about |= {"width": width, "height": height, "class": "only-light"} | attributes
    return "<img " + " ".join(f'{name}="{value}"' for name, value in about.items()) + ">"


@of_english(
    sample(src="xor.png"),
    sample(alt="A curve."),
    sample(loading="eager"),
    sample(width=1),
    sample(width=2000),
    sample("".join(map(str, range(20_000)))),
)
def a_figure_is_a_light_svg_and_has_its_size_and_its_words(page):
    for image in images(page):
        if not re.search(r"\.svg$|^data:image/svg\+xml;", image["src"]):
            yield f"{image['src']} is no SVG"
        elif len(image["alt"]) < 40:
            yield f"say in more words what can be seen: {image['alt']}"
        elif (image["loading"], image["decoding"]) != ("lazy", "async"):
            yield f"the page waits for it: {image['alt']}"
        elif (int(image["width"]), int(image["height"])) != pictures.size(source(page, image)):
            yield f"it has another size: {image['alt']}"
        elif int(image["width"]) > WIDEST:
            yield f"it is too wide: {image['alt']}"
        elif len(gzip.compress(source(page, image).encode())) > HEAVIEST:
            yield f"draw what is dense in it with rasterized=True: {image['alt']}"


@rule(sample(src="a.svg", width=500), 'srcset="a.phone.svg" width="500"')
def a_figure_that_a_phone_would_shrink_has_a_drawing_for_phones(page):
    phones = re.findall(r'srcset="([^"]*)\.phone\.svg" width="(\d+)"', page.html)
    yield from (f"{name} is too wide for a phone" for name, width in phones if int(width) >= 430)
    named = {f"{name}.svg" for name, _ in phones}
    for image in images(page):
        is_drawn = image["src"].endswith(".svg") and "plainnet-still" not in image["class"]
        if is_drawn and int(image["width"]) >= 430 and image["src"] not in named:
            yield f"no drawing for phones: {image['alt']}"


@of_english("<figcaption>A curve.")
def every_caption_has_a_number(page):
    for caption in re.findall(CAPTION, page.html, re.DOTALL):
        if 'class="caption-number">Fig. ' not in caption:
            yield caption


@of_english(sample('<g id="legend_1"/>'))
def curves_are_named_at_their_ends_and_not_in_a_legend_box(page):
    for image in images(page):
        if 'id="legend_' in source(page, image):
            yield f"call plots.label_ends instead: {image['alt']}"


@of_english(sample(), sample() + sample(alt="other " * 9, **{"class": "only-dark"}))
def every_figure_has_a_double_for_the_dark_with_the_same_words(page):
    found = list(images(page))
    kinds = [re.search("(light|dark|card)\\b", image["class"])[1] for image in found]
    if kinds != ["light", "dark"] * (len(kinds) // 2):
        yield f"they are {kinds}"
    alts = [image["alt"] for image in found]
    if alts[::2] != alts[1::2]:
        yield f"the words of some differ: {alts}"


@of_english(
    sample('<g transform="scale(1)" style="fill: #999999"/>'),
    sample('<path style="stroke: #eeeeee"/>'),
    sample('<path style="fill: #222222"/>', **{"class": "only-dark"}),
)
def texts_and_lines_stand_out_from_the_page_in_light_and_dark(page):
    for image in images(page):
        paper = (DARK if "only-dark" in image["class"] else LIGHT)["paper"]
        for what, colour, least in paints(ElementTree.fromstring(source(page, image))):
            if contrast(colour, paper) < least:
                yield f"{what} {colour} on {paper}: {image['alt']}"


def paints(root):
    """Each visible colour: the element, the colour, the minimum contrast that it needs.

    Text needs most; the grid, background colours, tints and what is drawn upon a map need none.
    """
    black = root.get("fill", "#000000")  # of elements without a colour of their own
    upon = dark.upon_images(root)
    for node in (node for node in root.iter() if node not in upon):
        if node.tag.endswith("}g") and node.get("transform"):
            yield "text", colours(node).get("fill", black), 4.5
        elif node.tag.endswith(("}path", "}use")) and node.get("style"):
            for what, colour in ({"fill": black} | colours(node)).items():
                if colour not in QUIET:
                    yield what, colour, 3


def colours(node):
    """The colours of an element, except those that are more than half transparent."""
    style = dict(re.findall(r"([\w-]+): ([^;]+)", node.get("style", "")))
    return {
        what: style[what]
        if float(style.get(f"{what}-opacity", style.get("opacity", 1))) > 0.5
        else "none"
        for what in ("fill", "stroke")
        if what in style
    }


# Folds and exercises.
OPENING = r'<details class="(?:[^"]* )?plainnet-fold[ "][^>]*>'
FOLD = re.compile(rf"{OPENING}\s*<summary>(.*?)</summary>", re.DOTALL)
OTHERS = r'class="(?:[^"]* )?(?:admonition hide|sd-dropdown|dropdown admonition|toggle)(?: [^"]*)?"'
ROW = re.compile(r'<div class="plainnet-folds.*?</details>\s*</div>', re.DOTALL)  # not nested
OURS_OPEN = '<details class="plainnet-fold"><summary>'


@of_english(
    "<details><summary>Setup</summary></details>",
    f"{OURS_OPEN}<span>Show code cell source</span></summary>",
    f"{OURS_OPEN}<span>Code</span></summary>",
    '<div class="solution dropdown admonition">',
    f"{OURS_OPEN}A</summary></details>\n{OURS_OPEN}B</summary></details>",
)
def all_that_folds_looks_alike_and_says_what_is_in_it(page):
    text = BLOCK.sub("", page.html)  # explorers have folds of their own
    folds = re.findall(r"<details[^>]*>\s*<summary>.*?</summary>", text, re.DOTALL)
    yield from (fold for fold in folds if not FOLD.fullmatch(fold))
    yield from re.findall(OTHERS, text)
    for label in FOLD.findall(text):
        words = " ".join(re.sub(r"<[^>]+>", "", label).split())
        if re.search(r"[Cc]ell|[Tt]oggle|[Cc]lick|^Code$|^$", words):
            yield f"a label that says little: {label}"
    yield from re.findall(r"</details>\s*<details[^>]*>(?=\s*<summary>)", ROW.sub("", text))


EXERCISE = '<div class="exercise" id="a"><span class="plainnet-where">{}</span>'


@of_english(
    EXERCISE.format("in a notebook"),
    EXERCISE.format(exercises.HERE) + 'data-fold="solution"',
    EXERCISE.format("in a notebook") + ' tag_exercise data-fold="solution"',
)
def an_exercise_says_where_it_is_done_and_has_its_solution(page):
    for frame in re.split(SOLVED, page.html)[1:]:
        task, solution, _ = frame.partition('data-fold="solution"')
        where = re.search(r'<span class="plainnet-where">(.*?)</span>', task)[1]
        can_be_done = 'data-view="answer_box"' in task or " tag_exercise" in task
        kinds = [exercises.HERE, *exercises.KINDS.values()] if can_be_done else ["in a notebook"]
        if not solution:
            yield f"move the solution below its exercise: {frame[:80]}"
        if where not in kinds:
            yield f"it is done elsewhere than {where}: {frame[:80]}"


def in_sight(html, place):
    """The texts of code blocks in ``place`` that are in no fold."""
    blocks = BeautifulSoup(html, "html.parser").select(f"{place} pre")
    return [without_numbers(b.get_text()) for b in blocks if not b.find_parent("details")]


def without_numbers(text):
    """A text in which timings, which differ from run to run, look alike."""
    return re.sub(r"\d[\d.,]*", "0", text.strip())


@of_english("")
def jupyterlab_shows_what_the_page_shows(page):
    path = execution.ROOT / f"{page.file}.ipynb"
    sources, texts = [], []
    for cell in execution.code_cells(nbformat.read(path, 4)) if path.exists() else ():
        settings = cell.metadata.get("jupyter", {})
        if not settings.get("source_hidden"):
            sources.append(without_numbers(cell.source))
        is_answered = "exercise" not in cell.metadata.get("tags", [])
        if is_answered and not settings.get("outputs_hidden"):
            streams = [each for each in cell.outputs if each.output_type == "stream"]
            texts += [without_numbers(stream.text) for stream in streams]
    for place, open_there in ((".cell_input", sources), (".cell_output .stream", texts)):
        if path.exists() and (found := in_sight(page.html, place)) != open_there:
            yield f"in sight there is not what is open in JupyterLab: {found} / {open_there}"


# The tests.
@pytest.mark.parametrize("rule", [*rule, *of_english], ids=lambda rule: rule.__name__)
def test_on_each_page(rule, site, subtests):
    for page in site:
        if rule not in of_english or (page.is_english and page.path.parent.name == "chapters"):
            with subtests.test(page.file):
                assert list(rule(page)) == []


@each(("rule", "bad"), [*rule.samples(), *of_english.samples()])
def test_a_rule_speaks_of_its_bad_samples(rule, bad):
    assert list(rule(Page(bad)))


@each(("pattern", "least"), LOOKED_AT.items())
def test_pages_have_what_rules_look_at(site, pattern, least):
    assert sum(len(re.findall(pattern, page.html)) for page in site) >= least


def test_no_page_describes_itself_as_another_does(site):
    seen = {}
    for page in site:
        description = re.search(DESCRIPTION, page.html)[1]
        assert description not in seen, f"{page.file} and {seen[description]}: {description}"
        seen[description] = page.file


def test_there_is_no_png_and_no_mathjax():
    assert not list(SITE.glob("_images/*.png")) and not (SITE / "_static" / "mathjax").exists()
