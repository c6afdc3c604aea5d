"""Each picture is as it was when somebody last looked at it.

`drawn` compares pictures with the numbers of Python; this sees all the rest: whether all is there,
what stands beside what, marks, colours in light and dark, order, what can be pressed, what screen
readers are told. When a picture changes on purpose, look at it, and then write down what it looks
like: ``make looked-at``.
"""

import json
import os
from pathlib import Path

import explorer_page
import page_scripts
import pytest

from plainnet import explorers

SCRIPTS = page_scripts.functions("looked_at.js")
KEPT = Path(__file__).with_name("looked_at.json")
WRITE = os.environ.get("LOOKED_AT") == "write"
CLOCKS = "time", "cursor"
NEAR = 0.3  # px, or parts of a number: processors round differently
WORDS = 3  # of a line for drawn parts: how many, what they look like, what they say
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


def changes(pictures):
    """The first picture, and of each later one the kinds that differ, each picture as a line."""
    before = {}
    for picture in pictures:
        gone = {kind: "" for kind in before if kind not in picture}
        new = {kind: line for kind, line in picture.items() if before.get(kind) != line} | gone
        yield "; ".join(f"{kind}: {line}" for kind, line in sorted(new.items()))
        before = picture


def whole(kept):
    """The pictures of which `changes` kept what is new."""
    picture = {}
    for new in kept:
        told = dict(part.split(": ", 1) for part in new.split("; ") if part)
        picture = {kind: line for kind, line in (picture | told).items() if line}
        yield picture


def is_near(line, other):
    """Whether two lines agree: words exactly, numbers nearly."""
    words, others = line.split(), other.split()
    exact = WORDS if len(words) > 4 else 1
    numbers = zip(words[exact:], others[exact:], strict=False)
    near = all(abs(float(a) - float(b)) <= NEAR + 1e-3 * abs(float(b)) for a, b in numbers)
    return len(words) == len(others) and words[:exact] == others[:exact] and near


def different(seen, kept, states):
    """What has changed, as sentences."""
    for state, picture, before in zip(states, seen, whole(kept), strict=True):
        for kind in sorted(picture.keys() | before.keys()):
            now, then = picture.get(kind, "none"), before.get(kind, "none")
            if not is_near(now, then):
                yield f"{state}: {kind} is {now}, was {then}"


@pytest.mark.rests_on(f"file tests/pages/{KEPT.name}")
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("view", explorers.ALL)
def test_a_picture_is_as_it_was_when_it_was_looked_at(chromium, view, size):
    shown = explorer_page.alone(engine := chromium(**SIZES[size]), view)
    steps = list(moves(shown.spec))
    seen = engine.run(SCRIPTS.pictures, shown.index, steps, size == "motion")
    kept = json.loads(KEPT.read_text("utf8")) if KEPT.is_file() else {}
    if WRITE:
        kept.setdefault(view, {})[size] = list(changes(seen))
        KEPT.write_text(json.dumps(kept, indent=0, sort_keys=True) + "\n", "utf8")
    states = ["at the start", *(f"{name} at {key}" for name, key in steps)]
    assert size in kept.get(view, ()), f"look at the picture, and then: make looked-at NAME={view}"
    wrong = list(different(seen, kept[view][size], states))
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
