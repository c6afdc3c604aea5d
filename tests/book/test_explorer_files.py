"""The data and the picture of an explorer are moved from the page to files."""

import base64
import html
import json
import re

import pytest
import rjsmin

from plainnet.exercises import questions
from plainnet.explorers import AnswerBox, Stepper, javascript
from plainnet_book import explorer_files

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="374pt" viewBox="0 0 374.4 216"></svg>'
BLOCK = """<div class="plainnet-explorer" data-view="stepper">
{}
<script type="application/json">{{}}</script>
</div>"""


@pytest.fixture(scope="module")
def stepper():
    return Stepper()


@pytest.fixture(scope="module")
def box():
    return AnswerBox(questions.number("How many?", 1.0, "So it is."))


@pytest.fixture
def files():
    return explorer_files.Files()


def moved_out(page, files, root="../"):
    return explorer_files.moved_out(page, root, files)


def scripts(page):
    """The paths of the scripts that the page names; the page is one folder below the root."""
    (listed,) = re.findall(r' data-scripts="([^"]+)"', page)
    return [address.removeprefix("../") for address in listed.split(" ")]


def test_an_explorer_names_its_scripts_and_its_data(stepper, files):
    page = moved_out(f"<p>Before.</p>{stepper.page()}<p>After.</p>", files)
    assert "application/json" not in page
    assert page.startswith('<p>Before.</p><div class="plainnet-explorer" data-view="stepper" ')
    assert page.endswith("\n</div><p>After.</p>")
    core, view, data = (files[path].decode() for path in scripts(page))
    written = [javascript.core(), javascript.view("stepper")]
    assert [core, view] == [rjsmin.jsmin(script) for script in written]
    (name,) = re.findall(r' data-content="([^"]+)"', page)
    before, _, content = data.partition(" = ")
    assert before == f'(window.plainnetData ??= {{}})["{name}"]'
    assert json.loads(content.removesuffix(";\n")) == stepper.content()


def test_an_answer_box_keeps_its_data(box, files):
    page = moved_out(box.page(), files)
    assert [files[path].decode() for path in scripts(page)] == [
        rjsmin.jsmin(javascript.core()),
        rjsmin.jsmin(javascript.view("answer_box")),
    ]
    _, _, inside = page.partition(">")
    assert inside == box.page().partition(">")[2]


def test_a_second_pass_changes_nothing(stepper, box, files):
    once = moved_out(f"{stepper.page()}{box.page()}", files)
    before = dict(files)
    assert moved_out(once, files) == once
    assert files == before


def test_names_follow_from_what_is_in_the_files(stepper, files):
    page, other = moved_out(stepper.page(), files), explorer_files.Files()
    assert moved_out(stepper.page(), other) == page and other == files
    changed = stepper.page().replace('"frames"', '"frames" ')
    paths, anew = scripts(page), scripts(moved_out(changed, files))
    assert paths[:2] == anew[:2] and paths[2] != anew[2]
    assert all(re.fullmatch(r"[\w/-]+\.[0-9a-f]{12}\.(css|js|webp|svg)", path) for path in files)


def test_each_of_several_has_its_own(stepper, box, files):
    page = moved_out(f"{box.page()}{stepper.page()}{box.page()}", files)
    assert re.findall(r'data-view="(\w+)" data-scripts', page) == [
        *("answer_box", "stepper", "answer_box"),
    ]
    assert page.count("application/json") == 2


def still(address):
    tag = '<img width="8" class="plainnet-still only-light" alt="A &gt; b" src="{}">'
    image = tag.format(html.escape(address))
    return BLOCK.format(image)


def as_base64(kind, content):
    return f"data:image/{kind};base64,{base64.b64encode(content).decode()}"


@pytest.mark.parametrize(
    ("address", "suffix", "content"),
    [
        (as_base64("svg+xml", SVG.encode()), "svg", SVG.encode()),
        (f"data:image/svg+xml,{SVG}".replace("#", "%23"), "svg", SVG.encode()),
        (as_base64("webp", b"pixels"), "webp", b"pixels"),
    ],
)
def test_a_picture_becomes_a_file_and_its_tag_stays(files, address, suffix, content):
    page = moved_out(still(address), files)
    (path,) = re.findall(rf'src="\.\./(_images/stepper\.[0-9a-f]{{12}}\.{suffix})"', page)
    assert files[path] == content
    assert page.count("<img ") == 1
    assert '<img width="8" class="plainnet-still only-light" alt="A &gt; b" src="' in page
