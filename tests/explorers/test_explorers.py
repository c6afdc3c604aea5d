"""Tests of all explorers: live and on the static page, they show the same frames."""

import base64
import functools
import gzip
import html
import importlib
import itertools
import json
import random
import re
import sys

import numpy as np
import pytest
from each import each
from page_blocks import Block

from plainnet import OUTCOMES, NeuralNetwork, datasets, explorers, plots, train
from plainnet.explorers import ALL, AnswerBox, Hand, Playground, XorLearningRate, shell, widget
from plainnet.explorers.deduplication import deduplicated
from plainnet.explorers.explorer import PARTS as BETWEEN
from plainnet.explorers.explorer import Slider
from plainnet.explorers.once import once
from plainnet.explorers.widget import HERE, PARTS
from plainnet.explorers.words import OUTCOMES as WORDS_OF_OUTCOMES
from plainnet.explorers.xor_learning_rate import (
    EPOCHS,
    RATES,
    SEEDS,
    SHOWN,
    SLOW,
    in_words,
    outcomes,
    runs,
)

LIGHT = {"graph": 20_000, "matrix_product": 30_000, "training_film": 90_000}
LIGHT |= {"noisy_xor": 120_000, "single_neuron": 120_000}  # bytes, less than the budget of a page
# Chips that name where the explorer starts, so that a reader comes back from the others.
BACK = {
    "bug_museum": "beats the right code",
    "digits": "8 units",
    "graph": "two roads meet",
    "noisy_xor": "20 samples",
    "sharpness": "where it crosses",
    "training_film": "100 epochs later",
    "xor_learning_rate": "it works",
}
DOWNWARDS = {"cost_table": {"y", "rows"}, "digits": {"digits"}, "writer": {"down"}}
VIEW = "application/vnd.jupyter.widget-view+json"


@pytest.fixture(scope="module")
def frames(small):
    return small.all_frames()


@pytest.fixture(scope="module")
def content(small, frames):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(small, "all_frames", lambda: frames)
        return small.content()


def sizes(widget):
    return [len(slider.values) for slider in widget.sliders]


def positions(widget):
    """All positions that have frames of their own; a cursor stays at 0, as it changes no frame."""
    return list(itertools.product(*map(range, widget.frame_sizes)))


def at_all(content, positions):
    """What a page with this content shows at all positions, as one list per key."""
    block = Block("", "", content)
    shown = [block.at(position) for position in positions]
    return {key: [frame[key] for frame in shown] for key in content["frames"]}


def part(spec, path):
    """The value at a path such as ``losses.3.5``."""
    first, *rest = path.split(".")
    return functools.reduce(lambda value, key: value[int(key)], rest, spec[first])


def some(items, seed):
    """Five of the items, or all if there are fewer."""
    return random.Random(seed).sample(items, min(5, len(items)))


def test_an_explorer_starts_where_its_sliders_start(small):
    assert small.position == [slider.start for slider in small.sliders]
    assert small.frame == small.at(small.position)
    assert [control["start"] for control in small.spec["controls"]] == small.position


def heard(explorer, message):
    """What an explorer answers to a message of its JavaScript."""
    answers = []
    explorer.hear(message, answers.append)
    (reply,) = answers
    return reply


def test_a_question_is_answered_with_what_python_computes_there(small):
    for position in map(list, some(positions(small), seed=0)):
        reply = heard(small, {"position": position, "own": {}})
        assert reply == {"frame": small.at(position), "labels": {}, "position": position}


def test_a_position_out_of_range_is_an_error(small):
    last = [size - 1 for size in sizes(small)]
    wrong = [[], [*last, 0], [-1, *last[1:]], [last[0] + 1, *last[1:]], [*last[:-1], last[-1] + 1]]
    for position in wrong:
        with pytest.raises(ValueError, match="position: expected one index a slider"):
            small.at(position)
        reply = heard(small, {"position": position, "own": {}})
        assert "ValueError: position: expected one index a slider" in reply["error"]


def test_what_fails_in_python_is_one_sentence_that_says_what_to_do(monkeypatch):
    def broken(**values):
        raise IndexError("index 150\nis too much")

    explorer, sent = ALL["descent_line"](), []
    live = explorer.live()
    monkeypatch.setattr(explorer, "compute", broken)
    monkeypatch.setattr(live, "send", sent.append)
    live.hear({"position": explorer.position, "own": {}})
    text = "Python could not go on (IndexError: index 150): choose something else, or start over."
    assert sent == [{"error": text, "failed": True}]


OWN = [name for name, kind in ALL.items() if any(slider.own for slider in kind().sliders)]


@each("name", OWN)
def test_numbers_of_ones_own_give_a_frame_of_the_same_form(name):
    """Numbers at both ends and in between; every entry that the usual frame has is there."""
    explorer = ALL[name].that_answers()
    usual = ALL[name]()
    start = [slider.start for slider in explorer.sliders]
    sliders = {slider.name: slider for slider in explorer.sliders if slider.own}
    for share in (0.0, 0.5, 0.4321, 1.0):
        own = {}
        for slider in sliders.values():
            low, high = slider.own
            number = low + share * (high - low)
            own[slider.name] = f"{number:.0f}" if isinstance(low, int) else f"{number:.4g}"
        reply = explorer.answer(start, own)
        assert json.loads(json.dumps(reply, allow_nan=False)) == reply
        frame = reply["frame"]
        assert {*usual.frame} <= {*frame} <= {*usual.frame, *usual.spec}
        kinds = {key: {type(usual.frame[key]), type(frame[key])} for key in usual.frame}
        assert all(len(kind - {type(None)}) <= 1 for kind in kinds.values()), kinds
        assert {*reply["labels"]} == {*sliders}


@each("name", OWN)
def test_a_value_of_the_slider_that_is_typed_gives_its_own_frame(name):
    explorer = ALL[name].that_answers()
    start = [slider.start for slider in explorer.sliders]
    for at, slider in enumerate(explorer.sliders):
        if not slider.own or slider.kind == "choice":
            continue
        for index in (0, len(slider.values) // 2, len(slider.values) - 1):
            position = [*start[:at], index, *start[at + 1 :]]
            typed = {slider.name: slider.labels[index]}
            reply = explorer.answer(start, typed)
            assert reply["position"] == position
            assert reply["frame"] == explorer.at(position)
            assert explorer.answer(start, {slider.name: BETWEEN * index})["frame"] == reply["frame"]


def test_between_values_a_slider_has_the_numbers_between():
    slider = Slider("a", "A", (1.0, 2.0, 4.0), ("1", "2", "4"), own=(0.0, 9.0), symbol="a")
    assert [slider.own_value(k) for k in (0, 5, 20, 30, 40)] == [1.0, 1.25, 2.0, 3.0, 4.0]
    assert [slider.nearest(value) for value in (-7.0, 1.4, 1.6, 9.0)] == [0, 0, 1, 2]
    typed = {" 8.5 ": 8.5, "0,5": 0.5, "−0": 0.0, "1e-3": 0.001, "1e-300": 0.0}
    assert [slider.own_value(text) for text in typed] == [*typed.values()]
    for text in ("", "-1", "9.01", "nan", "two"):
        with pytest.raises(ValueError, match=r"^a: a number from 0 to 9, please, not “.*”$"):
            slider.own_value(text)
    whole = Slider("a", "A", ("x",), ("x",), own=(0, 1999), symbol="seed")
    assert whole.own_value("17") == 17 and isinstance(whole.own_value("17"), int)
    with pytest.raises(ValueError, match=r"^seed: a whole number from 0 to 1,999, please, not"):
        whole.own_value("1.5")


def test_the_baked_frames_are_those_of_every_position_the_last_slider_fastest(small, frames):
    everywhere = positions(small)
    assert {len(values) for values in frames.values()} == {len(everywhere)}
    for index in (0, -1, *some(range(len(everywhere)), seed=1)):
        there = {key: values[index] for key, values in frames.items()}
        assert there == small.at(everywhere[index])


def test_frames_survive_json(small, frames):
    values = [*{id(value): value for column in frames.values() for value in column}.values()]
    assert json.loads(json.dumps(values, allow_nan=False)) == values
    assert json.loads(json.dumps(small.spec, allow_nan=False)) == small.spec


def test_a_frame_has_a_sentence_and_the_table_has_its_columns(small):
    assert small.frame["sentence"].endswith("."), "compute: end the frame's `sentence` with a stop"
    for key in {*small.spec["table"]} & {*small.frame.get("columns", {})}:
        length = len(part(small.spec, small.frame["columns"][key]))
        assert length == len(small.spec[small.spec["table"][0]])


def test_in_jupyter_an_explorer_is_a_widget_with_its_summary_as_text(small, monkeypatch):
    monkeypatch.delenv("PLAINNET_BOOK", raising=False)
    data, _ = small._repr_mimebundle_()
    assert data["text/plain"] == small.plain_text()
    assert "model_id" in data[VIEW]
    assert "text/html" not in data
    assert "\n" not in small.plain_text(), "plain_text: one line"


@each(("missing", "module"), [("contourpy", ""), ("anywidget", ".live"), ("ipywidgets", ".live")])
def test_what_is_not_installed_is_named_with_the_line_that_installs_it(
    missing, module, monkeypatch
):
    for name in [name for name in sys.modules if name.startswith((missing, "anywidget"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, missing, None)
    monkeypatch.delitem(sys.modules, f"plainnet.explorers{module}", raising=False)
    with pytest.raises(ModuleNotFoundError, match=rf'{missing}.*pip install "plainnet\[explorers'):
        importlib.import_module(f"plainnet.explorers{module}")


def test_a_light_explorer_stays_light(small, frames, monkeypatch):
    if small.view in LIGHT:
        monkeypatch.setattr(small, "all_frames", lambda: frames)
        assert len(gzip.compress(small.page().encode())) < LIGHT[small.view]


def test_the_page_gets_every_frame_and_a_still_picture_with_its_words(small, frames, content):
    assert content["spec"] == small.spec
    assert at_all(content, positions(small)) == frames
    pattern = r'<img class="plainnet-still" alt="([^"]+)" src="address-of-the-picture"'
    (alt,) = re.findall(pattern, small.fallback_html(content))
    assert html.unescape(alt) == small.alt_text(small.frame)
    assert not re.search(r"https?:", json.dumps(content)), "an address in an explorer"


# Tests of the HTML around an explorer, and of what all explorers share.
@pytest.fixture
def one():
    return ALL["xor_learning_rate"](seeds=1)


def test_in_the_book_an_explorer_is_a_page_that_needs_no_kernel(one, monkeypatch):
    monkeypatch.setenv("PLAINNET_BOOK", "1")
    monkeypatch.setattr(one, "spec", one.spec | {"trap": "</script><b>"})
    data, _ = one._repr_mimebundle_()
    assert data == {"text/plain": one.plain_text(), PARTS: one.parts()}
    assert one.parts()["picture"] == one.picture()
    page = one.page()
    picture = base64.b64encode(one.picture().encode()).decode()
    assert f'src="data:image/svg+xml;base64,{picture}"' in page
    assert f'class="plainnet-explorer" data-view="{one.view}"' in page
    assert one.fallback_html(one.content()).partition("<img ")[0] in page
    (inline,) = re.findall(r'<script type="application/json">(.*?)</script>', page, re.DOTALL)
    assert "</" not in inline
    assert json.loads(inline) == one.content()
    assert not re.search(r"https?:", page)


def test_an_alt_text_cannot_end_its_attribute(one, monkeypatch):
    monkeypatch.setattr(type(one), "alt_text", lambda self, frame: 'a "b" <c>')
    assert 'alt="a &quot;b&quot; &lt;c&gt;"' in one.page()


def test_a_page_holds_the_longest_sentences_and_no_text_is_taken_for_html(small, content):
    long = [f"{'<b>' * 999} {length}" for length in range(shell.LONGEST)]
    sentences = content["frames"]["sentence"]["values"]
    page = small.fallback_html({"frames": {"sentence": {"values": [*sentences, *long]}}})
    spare = r'<p class="plainnet-sentence plainnet-spare" aria-hidden="true">(.*?)</p>'
    assert set(map(html.unescape, re.findall(spare, page))) == set(long)
    (first,) = re.findall(r'<p class="plainnet-sentence" aria-hidden="true">(.*?)</p>', page)
    assert html.unescape(first) == small.frame["sentence"]


def test_the_longest_row_is_as_long_as_any(small, content):
    if not small.reads:
        return
    frames = {key: entry["values"] for key, entry in content["frames"].items()}
    row = shell.longest_row(small.spec, frames)
    columns = row.split(" · ")
    assert len(columns) == len(small.spec["table"])
    for key, column in zip(small.spec["table"], columns, strict=True):
        word, values = small.spec["words"][key], frames.get(key) or [small.spec.get(key) or []]
        lengths = [len(str(value)) for value in np.ravel(values[0])]
        assert column.startswith(word) and len(column) > len(word) + max(lengths, default=0)


def test_all_controls_stand_once_but_those_that_are_drawn(small):
    shown = re.findall(r' data-control="(\w+)"', small.first()["shell"])
    names = [slider.name for slider in small.sliders]
    assert sorted([*shown, *small.drawn]) == sorted(names)
    assert {*small.below, *small.drawn} <= {*names}, "below, drawn: no control has this name"


def test_axes_go_to_the_right_and_upwards_but_those_of_rows(small):
    """Where an axis is turned round, a map, which has no axis, does not fit its points."""
    axes = {name: each for name, each in small.spec.items() if isinstance(each, dict)}
    turned = {name for name, each in axes.items() if each.get("from", 0) > each.get("to", 1)}
    assert turned == DOWNWARDS.get(small.view, set())


def test_the_drawing_has_the_name_of_the_explorer(small):
    (name,) = re.findall('<svg role="group" aria-label="([^"]+)"', small.first()["shell"])
    assert html.unescape(name) == small.spec["words"]["title"]


def test_a_page_over_its_budget_is_an_error(one, monkeypatch):
    monkeypatch.setattr(widget, "BUDGET", 1000)
    with pytest.raises(ValueError, match=rf"{one.view}: expected at most 1000 bytes; got \d+"):
        one.page()


def test_every_folder_with_a_drawing_is_found():
    drawings = {path.parent.name for path in HERE.glob("*/view.js")}
    assert drawings == {*ALL, AnswerBox.view, Hand.view, Playground.view}
    for name, explorer in ALL.items():
        assert explorer.view == name
        assert getattr(explorers, explorer.__name__) is explorer
        assert explorer.__name__ in explorers.__all__


@each(
    ("options", "message"),
    [
        ({"values": (), "labels": ()}, "rate: expected "),
        ({"labels": ("1",)}, "rate: expected "),
        ({"values": (1,), "labels": ("1",), "start": 1}, "rate: expected "),
        ({"kind": "dial"}, "kind of rate: expected one of slider, choice, time, cursor"),
    ],
)
def test_a_slider_needs_labels_a_start_inside_and_a_known_kind(options, message):
    with pytest.raises(ValueError, match=f"^{message}"):
        Slider("rate", "Rate", **{"values": (1, 2), "labels": ("1", "2")} | options)


def test_at_most_one_control_is_time(small):
    assert sum(slider.kind in ("time", "cursor") for slider in small.sliders) <= 1


@pytest.mark.parametrize(
    ("values", "keys"),
    [
        ((0.1, 1.0, -1.5), ["0.1", "1", "-1.5"]),
        (("right", "2_more"), ["right", "2_more"]),
        (((0, 1), (1, 0)), ["0", "1"]),
        (("a b", "c"), ["0", "1"]),
        ((1, 1.0), ["0", "1"]),
    ],
)
def test_values_have_keys_for_an_address(values, keys):
    assert Slider("rate", "Rate", values, tuple(map(str, values))).keys == keys


def test_a_key_of_an_address_is_no_other_value(small):
    for control in small.spec["controls"]:
        assert len(set(control["keys"])) == len(control["keys"]) == len(control["labels"])


def test_a_state_names_values_of_sliders(small):
    slider = small.sliders[0]
    assert small.indices({slider.name: slider.values[-1]}) == {slider.name: len(slider.values) - 1}
    with pytest.raises(ValueError, match="slider: expected one of "):
        small.indices({"taste": 1})
    with pytest.raises(ValueError, match=rf"^{slider.name}: expected one of .*; got 'sweet'"):
        small.indices({slider.name: "sweet"})


def test_tasks_are_states(small):
    for task in small.spec["tasks"]:
        assert task["label"] and task["state"]
        for name, index in task["state"].items():
            (slider,) = (slider for slider in small.sliders if slider.name == name)
            assert 0 <= index < len(slider.values)


def test_a_task_leads_away_from_the_start(small):
    start = {slider.name: slider.start for slider in small.sliders}
    back = [task["label"] for task in small.spec["tasks"] if task["state"].items() <= start.items()]
    assert back == ([BACK[small.view]] if small.view in BACK else [])


def is_words(value):
    """Whether it is a text, and no number as a text, or a list that has nothing else."""
    if isinstance(value, list):
        return all(map(is_words, value))
    return isinstance(value, str) and (not value or any(map(str.isalpha, value)))


def test_a_control_changes_what_is_drawn_and_not_only_its_words(small, content):
    entries = [e for e in content["frames"].values() if not is_words(e["values"])]
    drawn = {by for entry in entries for by in entry["by"]}
    dead = [s.name for i, s in enumerate(small.sliders) if s.kind != "cursor" and i not in drawn]
    assert not dead, f"compute: {dead} changes no entry but words"


def test_roles_are_colours_of_the_book(small, frames):
    known = {*plots.COLOURS, "ink", "muted"}
    of_frames = frames.get("roles", [])
    roles = [role for roles in (small.spec["roles"], *of_frames) for role in roles.values()]
    each = {role for some in roles for role in (some if isinstance(some, list) else [some])}
    assert each <= known


def test_an_entry_is_kept_for_the_controls_that_change_it():
    frames = {"all": [1, 2, 3, 4, 5, 6], "first": [1, 1, 1, 2, 2, 2], "last": [7, 8, 9] * 2}
    thin = deduplicated(frames | {"none": [[0]] * 6}, [2, 1, 3])
    assert thin == {
        "all": {"by": [0, 2], "values": [1, 2, 3, 4, 5, 6]},
        "first": {"by": [0], "values": [1, 2]},
        "last": {"by": [2], "values": [7, 8, 9]},
        "none": {"by": [], "values": [[0]]},
    }
    controls = [{"labels": labels} for labels in ("ab", "a", "abc")]
    everywhere = itertools.product(range(2), range(1), range(3))
    there = at_all({"spec": {"controls": controls}, "frames": thin}, everywhere)
    assert there == frames | {"none": [[0]] * 6}


# Tests of the explorer `XorLearningRate`.
def test_the_start_is_kept_when_the_learning_rate_moves():
    small = XorLearningRate(seeds=1)
    assert len({losses[0][0] for losses in small.spec["losses"]}) == 1
    assert (runs()[0][0] == runs()[0][0, 0]).all()
    assert len(set(runs()[0][0, 0])) == SEEDS


@pytest.mark.parametrize(("rate", "seed"), [(0.1, 3), (1.0, 0), (3.16, 11), (10.0, 9)])
def test_it_shows_what_a_reader_gets_who_trains_one_network(rate, seed):
    nn = NeuralNetwork(2, 2, 1, rng=np.random.default_rng(seed))
    history = train(nn, *datasets.xor(), learning_rate=rate, epochs=EPOCHS)
    shown = XorLearningRate()
    frame = shown.compute(rate, seed)
    loss = history.loss[list(SHOWN)]
    np.testing.assert_allclose(part(shown.spec, frame["columns"]["loss"]), loss, rtol=6e-4)
    assert frame["outcome"] == history.outcome


def test_stuck_is_not_said_of_what_is_only_slow():
    """A stuck run that continues stays where it is; a slow one gets further."""
    named, corrected = runs()[1], outcomes()
    assert (corrected == SLOW).any() and set(named[corrected == SLOW]) == {"stuck"}
    assert (corrected[corrected != SLOW] == named[corrected != SLOW]).all()
    assert {RATES[rate] for rate in np.nonzero(corrected == SLOW)[0]} == set(RATES[:8])
    for rate, seed, moves in [
        (0.0316, 2, True),
        (0.178, 6, True),
        (1.0, 9, False),
        (7.5, 3, False),
    ]:
        assert (corrected[RATES.index(rate), seed] == SLOW) is moves
        nn = NeuralNetwork(2, 2, 1, rng=np.random.default_rng(seed))
        loss = train(nn, *datasets.xor(), learning_rate=rate, epochs=10 * EPOCHS).loss
        assert (loss[EPOCHS] - loss[-1] > 0.02) is np.bool_(moves)


def test_the_starts_of_a_rate_are_counted_in_words_in_the_track_and_at_the_ends():
    for seeds in (4, SEEDS):
        shown = XorLearningRate(seeds)
        for place, rate in enumerate(RATES):
            ended, frame = outcomes()[place, :seeds].tolist(), shown.compute(rate, 0)
            solved = ended.count("solved")
            assert frame["share"] == f"{solved} of {seeds} solved"
            assert f"{solved / seeds:.0%}" in shown.sliders[0].track[place]
            ends = shown.spec["roles"][f"ends.{place}"]
            assert [role == "solved" for role in ends] == [name == "solved" for name in ended]
            assert shown.spec["ends"][place] == [of[-1] for of in shown.spec["losses"][place]]


def test_the_starts_of_a_rate_are_counted_in_words():
    assert in_words(["solved"] * 4) == "All 4 starts are solved at this rate."
    assert in_words(["thrashing"] * 3) == "All 3 starts are thrashing at this rate."
    text = in_words(["stuck", "solved", SLOW, "stuck"])
    assert text == "Of the 4 starts, 1 is solved; 2 are stuck, 1 hardly moves."
    text = in_words(["stuck", "thrashing"])
    assert text == "Of the 2 starts, none is solved; 1 is stuck, 1 is thrashing."


@each(
    ("make", "message"),
    [
        (lambda: XorLearningRate(seeds=13), "seeds: expected at most 12; got 13"),
        (lambda: explorers.SuccessMap(seeds=301), "seeds: expected at most 300; got 301"),
        (lambda: explorers.MatrixProduct("W @ X"), "product: expected one of X @ W, Xᵀ @ δ, δ @ W"),
    ],
)
def test_what_an_explorer_has_not_is_refused(make, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        make()


def test_an_outcome_has_words():
    assert set(WORDS_OF_OUTCOMES) == set(OUTCOMES), "explorers/words.py: OUTCOMES has other names"


def test_what_is_trained_once_is_shared_by_processes_while_a_book_is_built(tmp_path, monkeypatch):
    runs = []

    def trained(rate):
        runs.append(rate)
        return {"rate": rate}

    monkeypatch.setenv("PLAINNET_ONCE", str(tmp_path))
    processes = once(trained), once(trained)
    assert [each(0.1) for each in processes] == [{"rate": 0.1}] * 2 and runs == [0.1]
    assert processes[1](0.2) == {"rate": 0.2} and runs == [0.1, 0.2]
    monkeypatch.delenv("PLAINNET_ONCE")
    assert once(trained)(0.1) == {"rate": 0.1} and runs == [0.1, 0.2, 0.1]
