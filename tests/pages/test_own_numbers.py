"""Numbers of the reader's own: explorers show what Python computes for them, in the page."""

import copy
import re

import explorer_page
import page_scripts
import pytest
from explorer_page import SCRIPTS

from plainnet.explorers import ALL
from plainnet.explorers.words import COMMON

WORDS = COMMON["own"]
OWN = {  # numbers to type, by the names of sliders
    "descent_line": {"learning_rate": "0.937", "start": "0.33"},
    "descent_contour": {"learning_rate": "1.7333", "start_x": "0,45", "start_y": "−0.31"},
    "single_neuron": {"w1": "1.25", "w2": "-0.4", "b": "-0.7"},
    "graph": {"leaf": "1.234"},
    "xor_learning_rate": {"learning_rate": "2.2"},
    "success_map": {"run": "17"},
    "digits": {"learning_rate": "0.05"},
}
PATIENCE = 180  # seconds; WebKit takes a minute to start Python
# A frame may bring constants; the smallest loss so far is not among those that the test has seen.
NOT_ASKED = re.compile("nobody sees|best")
NUMBERS = page_scripts.functions("own_numbers.js")
pytestmark = pytest.mark.rests_on("code")


class Answering:
    """An explorer in which a reader typed a number: what it shows near that, and elsewhere."""

    def __init__(self, view):
        self.view, self.explorer = view, ALL[view]()
        self.spec, self.reply = copy.deepcopy(self.explorer.spec), None

    def type(self, name, text):
        self.reply = self.explorer.answer(self.explorer.position, {name: text})
        for control, index in zip(self.spec["controls"], self.reply["position"], strict=True):
            if control["name"] == name:
                control["labels"][index] = self.reply["labels"][name]

    def at(self, position):
        if self.reply and list(position) == self.reply["position"]:
            return self.reply["frame"]
        return self.explorer.at(position)


def place(engine, view):
    name, index, _ = explorer_page.places(engine, view)[0]
    return name, index


def typed(engine, index, name, text, key="Enter"):
    engine.run(NUMBERS.focusField, index, name)
    engine.type(text)
    engine.press(key)


def computed(engine, index):
    assert engine.wait(NUMBERS.told, index, seconds=PATIENCE) == WORDS["computed"]


@pytest.mark.parametrize("view", OWN)
def test_what_is_typed_is_drawn_as_python_computes_it(chromium, view):
    engine = chromium()
    name, index = place(engine, view)
    engine.open(name)
    shown = explorer_page.Shown(engine, index, Answering(view))
    explorer = shown.explorer
    engine.run(NUMBERS.open, index)
    slider, text = next(iter(OWN[view].items()))
    explorer.type(slider, text)
    typed(engine, index, slider, text)
    computed(engine, index)
    assert engine.run(NUMBERS.sentence, index) == explorer.reply["frame"]["sentence"]
    if view != "success_map":  # of which no choice is pressed then
        assert [each for each in shown.wrong_at_once() if not NOT_ASKED.search(each)] == []
    for slider, text in OWN[view].items():
        typed(engine, index, slider, text, "Tab")
        computed(engine, index)
    every = explorer.explorer.answer(explorer.explorer.position, OWN[view])
    assert engine.run(NUMBERS.sentence, index) == every["frame"]["sentence"]
    refuses = engine.page.locator(".plainnet-computed[data-refuses]")
    assert refuses.count() == 0
    typed(engine, index, slider, "x")
    symbol = next(each.symbol for each in explorer.explorer.sliders if each.name == slider)
    told = engine.wait(NUMBERS.told, index, seconds=60)
    assert told.startswith(f"{symbol}: a ") and told.endswith("not “x”") and refuses.count() == 1
    assert engine.run(NUMBERS.sentence, index) == every["frame"]["sentence"]
    if view == "descent_line":  # after a number that was refused, the run plays on
        shown.press(0, "Home", "ArrowRight")
        assert engine.run(NUMBERS.sentence, index) == every["frame"]["sentence"]
        shown.focus(".plainnet-go")
        engine.press("Enter")
        engine.wait(f"(...all) => ({SCRIPTS.position})(...all)[0] > 3", index, shown.names())
    assert engine.problems() == []


@pytest.mark.parametrize("over", ["http", "file"])
def test_a_handle_is_dragged_between_values(engine, over):
    """Once Python runs; before, it stops at the values that were computed in advance."""
    name, index = place(engine, "descent_line")
    engine.open(name, over)
    shown = explorer_page.Shown(engine, index, Answering("descent_line"))
    rates = [slider.values for slider in shown.explorer.explorer.sliders][1]
    shown.drag_handle(1, -53, 0)
    before = engine.run(NUMBERS.field, index, "learning_rate")
    assert float(before) in rates
    engine.run(NUMBERS.open, index)
    typed(engine, index, "learning_rate", "0.5")
    computed(engine, index)
    for right in (31, 33, 37):
        shown.drag_handle(1, right, 0)
        computed(engine, index)
        if float(engine.run(NUMBERS.field, index, "learning_rate")) not in rates:
            break
    value = float(engine.run(NUMBERS.field, index, "learning_rate"))
    assert value not in rates
    frame = shown.explorer.explorer.compute(value, -1.5)
    assert engine.run(NUMBERS.sentence, index) == frame["sentence"]
    shown.focus(".plainnet-tasks button")
    engine.press("Enter")  # a chip brings a value computed in advance, and Python is not asked
    assert engine.run(NUMBERS.field, index, "learning_rate") == "0.5"
    assert engine.run(NUMBERS.told, index) == ""
    assert engine.problems() == []


def test_the_fields_are_folded_and_paper_has_none(chromium):
    engine = chromium(width=360)
    name, index = place(engine, "descent_line")
    engine.open(name)
    explorer_page.Shown(engine, index, Answering("descent_line"))
    assert engine.run(NUMBERS.visible, index) == [WORDS["any"]]
    engine.run(NUMBERS.open, index)
    assert engine.run(NUMBERS.visible, index) == [WORDS["any"], "learning_rate", "start"]
    engine.page.emulate_media(media="print")
    assert engine.run(NUMBERS.visible, index) == []


def test_a_listing_that_never_ends_does_not_lose_the_question(chromium):
    """Stopping it stops Python; the explorer says so, and asks again with the next number."""
    engine = chromium()
    name, index = place(engine, "xor_learning_rate")
    engine.open(name)
    explorer_page.Shown(engine, index, Answering("xor_learning_rate"))
    engine.run(NUMBERS.open, index)
    typed(engine, index, "learning_rate", "2.2")
    computed(engine, index)
    listing = engine.page.locator("[data-cell]:visible").first
    listing.locator("pre").click()
    listing.locator("textarea").fill("while True:\n    pass")
    listing.locator("[data-does=run]").click()
    typed(engine, index, "learning_rate", "2.3")
    listing.locator("[data-does=stop]").click()
    assert "stopped" in engine.wait(NUMBERS.told, index, seconds=60)
    typed(engine, index, "learning_rate", "2.4")
    computed(engine, index)


def test_every_explorer_with_such_numbers_is_tried():
    sliders = {name: kind.that_answers().sliders for name, kind in ALL.items()}
    assert {*OWN} == {name for name, some in sliders.items() if any(each.own for each in some)}
