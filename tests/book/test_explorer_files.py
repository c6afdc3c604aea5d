"""The data and the picture of an explorer are files; its page names them."""

import json
import re

import nbformat
import pytest
import rjsmin

from plainnet.exercises import questions
from plainnet.explorers import AnswerBox, Stepper, javascript, widget
from plainnet_book import explorer_files

NAME = "chapters/one"
INLINE = re.compile(r'<script type="application/json">(.*?)</script>', re.DOTALL)


@pytest.fixture(scope="module")
def stepper():
    return Stepper().parts()


@pytest.fixture(scope="module")
def box():
    return AnswerBox(questions.number("How many?", 1.0, "So it is.")).parts()


@pytest.fixture
def files():
    return explorer_files.Files()


def placed(files, *shown, chapter=""):
    """The HTML of each output of a notebook that shows these parts."""
    data = [{"text/plain": "a text", widget.PARTS: dict(parts)} for parts in shown]
    outputs = [nbformat.v4.new_output("display_data", each) for each in data]
    cells = [nbformat.v4.new_markdown_cell("Text."), nbformat.v4.new_code_cell(outputs=outputs)]
    notebook = nbformat.v4.new_notebook(cells=cells)
    explorer_files.placed(notebook, NAME, files, chapter)
    assert all(set(output.data) == {"text/plain", "text/html"} for output in outputs)
    return [output.data["text/html"] for output in outputs]


def scripts(page):
    """The paths of the scripts that a page names; the page is one folder below the root."""
    (listed,) = re.findall(r' data-scripts="([^"]+)"', page)
    return [address.removeprefix("../") for address in listed.split(" ")]


def test_an_explorer_names_its_scripts_its_data_and_its_picture(stepper, files):
    (page,) = placed(files, stepper)
    assert not INLINE.search(page) and "data:" not in page
    assert page.startswith('<div class="plainnet-explorer" data-view="stepper" data-scripts="')
    core, view, data = (files[path].decode() for path in scripts(page))
    written = [javascript.core(), javascript.view("stepper")]
    assert [core, view] == [rjsmin.jsmin(script) for script in written]
    (name,) = re.findall(r' data-content="([^"]+)"', page)
    before, _, content = data.partition(" = ")
    assert before == f'(window.plainnetData ??= {{}})["{name}"]'
    assert content == f"{stepper['data']};\n"
    assert files.specs == {NAME: {"stepper": json.loads(stepper["data"])["spec"]}}
    (path,) = re.findall(r'src="\.\./(_images/stepper\.[0-9a-f]{12}\.svg)"', page)
    assert files[path].decode() == stepper["picture"]


def test_an_answer_box_keeps_its_data_and_has_no_number(box, files):
    (page,) = placed(files, box)
    expected = [javascript.core(), javascript.view("answer_box")]
    assert [files[path].decode() for path in scripts(page)] == list(map(rjsmin.jsmin, expected))
    assert INLINE.findall(page) == [box["data"]] and box["html"] in page
    assert files.specs == {NAME: {}}


def test_names_follow_from_what_is_in_the_files(stepper, files):
    (page,), other = placed(files, stepper), explorer_files.Files()
    assert placed(other, stepper) == [page] and other == files
    changed = stepper | {"data": stepper["data"].replace('"frames"', '"frames" ')}
    paths, anew = scripts(page), scripts(placed(files, changed)[0])
    assert paths[:2] == anew[:2] and paths[2] != anew[2]
    assert all(re.fullmatch(r"[\w/-]+\.[0-9a-f]{12}\.(js|svg)", path) for path in files)


def test_other_outputs_stay_as_they_are(files):
    output = nbformat.v4.new_output("display_data", {"text/plain": "a", "text/html": "<b>"})
    stream = nbformat.v4.new_output("stream", text="b")
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(outputs=[output, stream])])
    assert explorer_files.placed(notebook, NAME, files) is notebook
    assert output.data == {"text/plain": "a", "text/html": "<b>"}
