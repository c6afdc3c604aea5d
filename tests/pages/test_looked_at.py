"""Each picture is as it was when somebody last looked at it.

`drawn` compares pictures with the numbers of Python; this sees all the rest: whether all is there,
what stands beside what, marks, colours in light and dark, order, what can be pressed, what screen
readers are told. When a picture changes on purpose, look at it, and then write down what it looks
like: ``make looked-at``.
"""

import explorer_page
import page_scripts
import pytest
from looked_at import changes, different, is_near, unlike, whole

from plainnet import explorers

SCRIPTS = page_scripts.functions("looked_at.js")
KEPT = "looked_at.json"
CLOCKS = "time", "cursor"
SIZES = {
    "wide": {"reduced_motion": "reduce", "width": 1280, "color_scheme": "light"},
    "phone": {"reduced_motion": "reduce", "width": 390, "color_scheme": "dark"},
    "motion": {"reduced_motion": "no-preference", "width": 1280},
}


def moves(spec):
    """Both ends and the middle of each control, and back to its start; first those of time.

    Time then stays at its end, where most is drawn.
    """
    for control in sorted(spec["controls"], key=lambda each: each["kind"] not in CLOCKS):
        keys, start = control["keys"], control["start"]
        end = len(keys) - 1 if control["kind"] in CLOCKS else start
        for place in (0, len(keys) // 2, len(keys) - 1, end):
            yield [control["name"], keys[place]]


@pytest.mark.rests_on(f"file tests/pages/{KEPT}")
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("view", explorers.ALL)
def test_a_picture_is_as_it_was_when_it_was_looked_at(chromium, view, size):
    shown = explorer_page.alone(engine := chromium(**SIZES[size]), view)
    steps = list(moves(shown.spec))
    ways = [[control["name"], control["keys"]] for control in shown.spec["controls"]]
    seen = engine.run(SCRIPTS.pictures, shown.index, steps, ways if size == "motion" else None)
    states = ["at the start", *(f"{name} at {key}" for name, key in steps), "at all values"]
    wrong = unlike(KEPT, view, size, seen, states)
    assert not wrong, "look at the picture; if it is as it should be: make looked-at"


@pytest.mark.rests_on(f"file tests/pages/{KEPT}")
@pytest.mark.parametrize("size", ["wide", "phone"])
@pytest.mark.parametrize("view", ["hand", "playground"])
def test_so_are_the_pad_and_the_playground(chromium, view, size):
    """The playground also as challenges leave it: the first ones have the same data."""
    explorer_page.opened(engine := chromium(**SIZES[size]), view)
    states = ["at the start"]
    if view == "hand":
        seen = engine.run(SCRIPTS.pictures, 0, [])
    else:
        states += [*2 * ("few units", "dead"), "few units", "overfit", "diverge", "reading"]
        seen = engine.run(SCRIPTS.desks, 0, states[1:])
        states += ["in the other theme", "narrower"]
    wrong = unlike(KEPT, view, size, seen, states)
    assert not wrong, "look at the picture; if it is as it should be: make looked-at"


@pytest.mark.parametrize(
    ("now", "then", "near"),
    [
        ("2 ab12 cd34 1.0 2 3 4 5", "2 ab12 cd34 1.2 2 3 4 5", True),
        ("2 ab12 cd34 1.0 2 3 4 5", "2 ab12 cd34 1.4 2 3 4 5", False),
        ("2 ab12 cd34 1.0 2 3 4 5", "2 ab13 cd34 1.0 2 3 4 5", False),
        ("3 ab12 cd34 1.0 2 3 4 5", "2 ab12 cd34 1.0 2 3 4 5", False),
        ("1 120.4", "1 120.5", True),
        ("1 120.4", "1 121.5", False),
        ("1 120.4", "none", False),
        ("2 10 -20 600", "2 10 20 600", False),
    ],
)
def test_words_agree_exactly_and_numbers_nearly(now, then, near):
    assert is_near(now, then) == near


def test_what_did_not_change_is_kept_once():
    pictures = [{"a": "1", "b": "2"}, {"a": "1", "b": "3"}, {"b": "3"}]
    kept = list(changes(pictures))
    assert kept == ["a: 1; b: 2", "b: 3", "a: "]
    assert list(whole(kept)) == pictures


def test_a_picture_more_or_less_is_told():
    (told,) = different([{"a": "1"}], ["a: 1", "b: 2"], ["at the start"])
    assert told == "there are 1 pictures, at the start, and there were 2"
