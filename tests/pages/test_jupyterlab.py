"""The chapter `intro` in JupyterLab: a kernel computes the frames of an explorer on demand.

Also answer boxes, in a separate notebook.
"""

import shutil
import sys
from types import SimpleNamespace

import answer_box_page
import explorer_page
import lab_server
import nbformat
import page_blocks
import page_scripts
import pytest
from playwright.sync_api import expect

from plainnet import explorers
from plainnet.exercises import questions
from plainnet.explorers import AnswerBox
from plainnet.explorers.playground.talk import said

pytestmark = [pytest.mark.thorough, pytest.mark.rests_on("code", "file chapters")]
SCRIPTS = page_scripts.functions("jupyterlab.js")
HAND = page_scripts.functions("hand.js")
LIVE = (
    AnswerBox(questions.number("How much?", 0.25, "So it is.")),
    AnswerBox(questions.choice("Which?", "a", {"a": "", "b": "That is the other."})),
)
BOXES = """from plainnet.exercises import questions
from plainnet.explorers import AnswerBox

display(AnswerBox(questions.number("How much?", 0.25, "So it is.")))
AnswerBox(questions.choice("Which?", "a", {"a": "", "b": "That is the other."}))"""
EXPLORERS = """from plainnet.explorers import ALL

display(*[explorer() for explorer in ALL.values()])"""
MAKES_OWN = """import numpy as np
from plainnet import NeuralNetwork, datasets
from plainnet.explorers import Playground

X, y = datasets.xor()
nn = NeuralNetwork(2, 3, 1, rng=np.random.default_rng(1))
playground = Playground(nn, X, y, learning_rate=2.0)"""


@pytest.fixture(scope="module")
def lab(built, tmp_path_factory):
    """The ``address`` of a JupyterLab for a copy of the chapters."""
    home = tmp_path_factory.mktemp("lab")
    shutil.copytree(built.parents[1] / "chapters", home / "chapters")
    write_notebook(home / "chapters" / "boxes.ipynb", BOXES, "1", "2")
    write_notebook(home / "chapters" / "explorers.ipynb", EXPLORERS, f"{MAKES_OWN}\nplayground")
    with lab_server.running(sys.executable, home, home / "chapters") as address:
        yield SimpleNamespace(address=address)


def write_notebook(path, *sources):
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), path)


def test_an_explorer_is_live(chromium, lab, site):
    blocks = page_blocks.blocks(site.folder / "chapters" / "intro.html")
    index, view = next((i, b.view) for i, b in enumerate(blocks) if b.view in explorers.ALL)
    engine = chromium()
    lab_server.run_all(engine.page, f"{lab.address}/lab/tree/intro.ipynb")
    engine.page.wait_for_selector(".plainnet-explorer input[type=range]", timeout=60_000)
    explorer = explorer_page.Shown(engine, index, explorers.ALL[view]())
    start = explorer.check(seconds=10)
    for key in ("Home", "ArrowRight"):
        explorer.press(0, key)
        assert explorer.check(seconds=10) != start
    # Moved there and back before Python answers, to the position that Python already has.
    before = explorer.check(seconds=10)
    engine.run(SCRIPTS.moveHastily, index)
    assert explorer.check(seconds=10) != before
    explorer.press(0, "ArrowLeft")
    explorer.check(seconds=10)
    explorer.open_table()
    explorer.check()
    kind, text = engine.wait(HAND.proof, seconds=20)
    assert kind == "right" and text.startswith("✓")
    first = engine.run(HAND.shown)
    engine.run(HAND.pick, "7")
    pad = explorers.Hand()
    assert engine.run(HAND.shown)["says"] == pad.shown(pad.stored[7])["says"] != first["says"]


def test_every_explorer_answers_with_a_kernel(chromium, lab):
    engine = chromium()
    lab_server.run_all(engine.page, f"{lab.address}/lab/workspaces/explorers/tree/explorers.ipynb")
    for index, view in enumerate(explorers.ALL):
        engine.page.wait_for_function(explorer_page.PAGE.isMounted, arg=index, timeout=60_000)
        explorer = explorer_page.Shown(engine, index, explorers.ALL[view]())
        for control in range(len(explorer.spec["controls"])):
            for key in ("End", "ArrowLeft"):
                explorer.press(control, key)
                explorer.check(seconds=10)
            if explorer.handle(control) and not explorer.spec["controls"][control].get("fine"):
                explorer.drag_handle(control, 40, 30)
                explorer.check(seconds=10)
        if explorer.clock is not None:
            play(engine, explorer)
    train(engine.page.locator("[data-view=playground]"))


def train(playground):
    """Train a network in a notebook for some epochs, as it is trained here."""
    exec(MAKES_OWN, names := {})
    run = names["playground"].talk.run
    for _ in range(3):
        expect(playground.locator(".plainnet-sentence")).to_have_text(said(run), timeout=20_000)
        playground.locator("[data-do=step]").click()
        run.train(1)


def play(engine, explorer):
    """Press the play button, which plays some frames, and press it again, which pauses."""
    explorer.press(explorer.clock, "Home")
    assert explorer.check(seconds=10)[explorer.clock] == 0
    for _ in range(2):
        explorer.focus(".plainnet-go")
        engine.press("Enter")
        engine.wait(SCRIPTS.hasReached, explorer.index, 2, seconds=30)
    assert explorer.check(seconds=10)[explorer.clock] >= 2


def test_a_slider_of_ipywidgets_draws_and_steers_a_network_while_it_trains(chromium, lab):
    """The section *A slider of your own*, with the chapter as it is."""
    page = chromium().page
    lab_server.run_all(page, f"{lab.address}/lab/workspaces/own/tree/gradient_descent.ipynb")
    playground = page.locator("[data-view=playground]")
    expect(playground.locator("[data-do=step]")).to_be_enabled(timeout=120_000)
    first, second = page.locator(".widget-slider .noUi-handle").all()
    curve = page.locator(".jupyter-widgets.widget-interact img")
    drawn, rate = curve.get_attribute("src"), first.get_attribute("aria-valuetext")
    first.press("ArrowRight")
    expect(curve).not_to_have_attribute("src", drawn, timeout=20_000)
    expect(second).not_to_have_attribute("aria-valuetext", rate)
    playground.locator("[data-do=step]").click()
    rate = 10 ** float(first.get_attribute("aria-valuetext"))
    expect(playground).to_contain_text(f"learning_rate={rate:g}", timeout=20_000)


def test_an_answer_box_answers_and_keeps_its_keys(chromium, lab):
    engine = chromium()
    lab_server.run_all(engine.page, f"{lab.address}/lab/workspaces/boxes/tree/boxes.ipynb")
    engine.page.wait_for_selector(".plainnet-explorer [type=radio]", timeout=60_000)
    number, choice = (answer_box_page.Box(engine, i, box.spec) for i, box in enumerate(LIVE))
    cells = engine.run(SCRIPTS.notebookCells)
    assert [kind for kind, _ in cells] == ["jp-CodeCell"] * 3
    assert number.wrong(number.enter("0.25"), number.answers[0]) == []
    assert choice.wrong(choice.enter("b"), choice.answers[1]) == []
    for box, part in ((number, "input"), (number, "button"), (choice, "input"), (choice, "button")):
        box.focus(part)
        for key in ("1", "m", "a", "b", "d", "d", "ArrowUp"):  # all are shortcuts of JupyterLab
            engine.press(key)
    assert engine.run(SCRIPTS.notebookCells) == cells
    assert engine.run(answer_box_page.SCRIPTS.stored) == []
    number.clear()
    assert number.read()["message"] == ""
