"""On the built site, all folds look alike and have specific labels; exercises have frames."""

import re

from each import each
from grounds import BLOCK

from plainnet_book import exercises
from plainnet_book.execution import ROOT

PAGES = sorted((ROOT / "_build" / "html" / "chapters").glob("*.html"))
OPENING = r'<details class="(?:[^"]* )?plainnet-fold[ "][^>]*>'
FOLD = re.compile(rf"{OPENING}\s*<summary>(.*?)</summary>", re.DOTALL)
OTHERS = r'class="(?:[^"]* )?(?:admonition hide|sd-dropdown|dropdown admonition|toggle)(?: [^"]*)?"'


def labels(html):
    """The labels of the folds on a page."""
    return [" ".join(re.sub(r"<[^>]+>", "", label).split()) for label in FOLD.findall(html)]


def wrong_folds(html):
    """Folds of another kind or with a meaningless label, except in explorers."""
    html = BLOCK.sub("", html)
    folds = re.findall(r"<details[^>]*>\s*<summary>.*?</summary>", html, re.DOTALL)
    yield from (fold for fold in folds if not FOLD.fullmatch(fold))
    yield from re.findall(OTHERS, html)
    yield from (
        text for text in labels(html) if re.search(r"[Cc]ell|[Tt]oggle|[Cc]lick|^Code$|^$", text)
    )
    yield from re.findall(r"</details>\s*<details[^>]*>(?=\s*<summary>)", in_no_row(html))


def in_no_row(html):
    """A page without its rows of folds, which are not nested."""
    return re.sub(r'<div class="plainnet-folds.*?</details>\s*</div>', "", html, flags=re.DOTALL)


def test_there_are_pages():
    assert len(PAGES) > 10, "build the site first: make site"


@each("path", PAGES, ids=lambda path: path.stem)
def test_all_that_folds_looks_alike(path):
    assert list(wrong_folds(path.read_text("utf8"))) == []


@each(
    "html",
    [
        "<details><summary>Setup</summary></details>",
        '<details class="admonition hide above-input"><summary>x</summary></details>',
        '<details class="plainnet-fold"><summary><span>Show code cell source</span></summary>',
        '<details class="plainnet-fold"><summary><span>Code</span></summary>',
        '<div class="solution dropdown admonition">',
        '<div class="toggle docutils container">',
        '<details class="plainnet-fold"><summary>A</summary></details>\n'
        '<details class="plainnet-fold"><summary>B</summary></details>',
    ],
)
def test_what_folds_otherwise_is_seen(html):
    assert list(wrong_folds(html))


def frames(html):
    """The contents of the frame of each exercise on a page."""
    return re.split(r'<div class="exercise[^"]*"', html)[1:]


@each("path", PAGES, ids=lambda path: path.stem)
def test_an_exercise_says_where_it_is_done_and_has_its_solution(path):
    for frame in frames(path.read_text("utf8")):
        task, solution, _ = frame.partition('data-fold="solution"')
        assert solution, f"{path.stem}: move the solution below its exercise: {frame[:80]}"
        where = re.search(r'<span class="plainnet-where">(.*?)</span>', task)[1]
        can_be_done = 'data-view="answer_box"' in task or " tag_exercise" in task
        kinds = [exercises.HERE, *exercises.KINDS.values()] if can_be_done else ["in a notebook"]
        assert where in kinds, frame[:80]


def test_exercises_are_found():
    assert sum(len(frames(path.read_text("utf8"))) for path in PAGES) > 40
