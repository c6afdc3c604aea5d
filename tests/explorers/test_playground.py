"""The playground: its lines do what it does, its pictures are the network's, its links are safe."""

import asyncio
import base64
import json
import re

import numpy as np
import pytest
from each import each

from plainnet import Adam, Ensemble, NeuralNetwork, datasets, train
from plainnet.explorers import Playground
from plainnet.explorers.playground import challenges, listing, picture, talk
from plainnet.explorers.playground.run import Run, equal, from_the_top, walked
from plainnet.explorers.playground.state import (
    CHOICES,
    DATA,
    FIRST,
    LAYERS,
    OWN,
    UNITS,
    checked,
    fitting,
    link,
    untaken,
)
from plainnet.explorers.playground.words import WORDS
from plainnet.training_outcomes import SOLVED_BELOW


def parsed(text):
    """The settings that a link has."""
    return dict(part.split("=") for part in text.split("&"))


def random_state(seed):
    """A state that a reader may reach, chosen at random."""
    rng = np.random.default_rng(seed)
    given = {name: str(rng.choice(values)) for name, values in CHOICES.items()}
    sizes = UNITS[given["data"] == "digits"]
    given["hidden"] = "-".join(map(str, rng.choice(sizes, rng.integers(0, LAYERS + 1))))
    given |= {"seed": str(rng.integers(10)), "start": str(rng.integers(10**6))}
    if rng.random() < 0.3:
        x1, x2 = rng.uniform(-1, 1, 2).round(2)
        given |= {"added": f"{x1}:{x2}:0", "moved": f"2:{x2}:{x1},{rng.integers(200)}:1:1"}
    return checked(given)


STATES = [random_state(seed) for seed in range(200)]


# States and links.
def test_a_link_brings_a_state_back():
    for state in STATES:
        assert checked(parsed(link(state))) == state
        assert checked(json.loads(json.dumps(state))) == state
    assert link(checked({})) == "data=rings" and checked({}) == FIRST


def test_a_page_and_a_reader_write_whole_numbers_without_a_point():
    for name in ("rate", "noise", "decay"):
        for value in CHOICES[name]:
            number = int(value) if value == int(value) else value
            for given in (number, str(number)):
                state = checked({"data": "moons", "rule": "descent", name: given})
                assert state[name] == value and isinstance(state[name], float)


TRAPS = (
    *("", "x", "nan", "inf", "-1", "1e999", "__import__('os')", "0);import os;(", "\n", "4-4\n"),
    *("4-4-4-4-4", "9", "4;4", "1.5", "0x1", "١", "4-__", "True", "None", "{noise}", "%s", "0.15 "),
    *("1:2", "1:2:9", "1:2:x", "a:b:0", "1e5:1:0", "0.1:0.2:0:1", "0.12345:1:0", "1:2:0);x", "99"),
)


@each("trap", TRAPS)
def test_a_link_can_only_have_values_of_the_lists(trap):
    for key in FIRST:
        for given in (trap, [trap], [[trap, trap, trap]], {trap: trap}, 10**9, -1, True, None, 1.7):
            state = checked({key: given, trap: given})
            assert {*state} == {*FIRST}
            for name, values in CHOICES.items():
                assert state[name] in values
            assert 0 <= len(state["hidden"]) <= LAYERS
            assert {*state["hidden"]} <= {*UNITS[state["data"] == "digits"]}
            for row in (*state["added"], *state["moved"]):
                assert all(isinstance(part, int | float) and abs(part) < 1e6 for part in row)
            code = listing.listing(state, [[state["rate"], 1]])
            compile(code, "", "exec")
            assert "import os" not in code and "__" not in code


def test_settings_that_do_not_go_together_are_mended():
    assert checked({"data": "line", "loss": "cross_entropy"})["loss"] == "mse"
    assert checked({"data": "digits", "loss": "mse"})["loss"] == "cross_entropy"
    assert checked({"data": "rings", "loss": "mse"})["loss"] == "mse"
    assert checked({"rule": "adam", "decay": "0.1"})["decay"] == 0
    assert checked({"rule": "descent", "decay": "0.1"})["decay"] == 0.1
    assert checked({"data": "xor", "batch": "32"})["batch"] == 1
    assert checked({"points": "30", "batch": "32"})["batch"] == 10
    many = ",".join(["0.1:0.1:0"] * 99)
    assert len(checked({"added": many})["added"]) == OWN
    for data, last in (("rings", 17), ("xor", 3)):  # a point that is gone is not moved any more
        moved = f"{last}:1:1,{last + 1}:1:1,150:1:1"
        state = checked({"data": data, "points": "30", "moved": moved})
        assert state["moved"] == ((last, 1.0, 1.0),)


@each(
    "asked, told",
    [
        ("rate=0.2&data=xor", ["rate=0.2"]),
        ("data=rings&rule=descent&rate=100&decay=0.1", ["rate=100"]),
        ("data=rings&hidden=9-9&colour=red", ["hidden=9-9", "colour=red"]),
        ("data=xor&added=0.10:1:0,1:1:7,0.5:0.25:1", ["added"]),
        ("data=rings&noise=0.30&hidden=8-8&rate=1&seed=007&added=0.10:1.0:0", []),
        ("data=rings&hidden=", []),
    ],
)
def test_what_a_link_asks_for_in_vain_is_told(view, asked, told):
    given = dict(pair.split("=") for pair in asked.split("&"))
    assert untaken(given, checked(given)) == told
    view.ask("begin", state=given)
    note = WORDS["untaken"].format(names=", ".join(told)) if told else ""
    assert view.heard[-2][0]["made"]["note"] == note
    assert untaken(checked(given), checked(given)) == []


def test_each_change_of_the_state_is_answered_with_the_state(view):
    """The page shows what was chosen meanwhile, until nothing is on its way."""
    view.ask("begin", state={"data": "xor", "rule": "descent", "decay": "0.1"})
    view.ask("rate", value=100.0)
    view.ask("point", x=0, y=0, row=99)  # of a picture that is gone
    changes = [m["changed"] for m, _ in view.heard if "changed" in m]
    assert [c["state"] for c in changes] == 2 * [view.talk.run.state]
    assert changes[0]["rate"] == 3.0 and "rate=3.0" in changes[0]["link"]


def test_what_changes_nothing_is_not_offered():
    for data, without in (
        ("rings", set()),
        ("xor", {"noise", "points", "seed"}),
        ("blobs", {"loss"}),
        ("line", {"loss"}),
        ("digits", {"noise", "points", "loss"}),
    ):
        assert {*FIRST} - {*fitting(checked({"data": data}))} == without


def test_words_name_all_that_can_be_chosen():
    assert {*WORDS["settings"]} == {*CHOICES}
    for name, words in WORDS["values"].items():
        assert [*words] == [str(value) for value in CHOICES[name]]
    assert {*WORDS["challenge"]} == {*challenges.CHALLENGES}
    assert {*WORDS["legend"]} == {"plane", "line", "digits", "table"}


# The lines.
@pytest.mark.parametrize("part", range(4))
def test_the_lines_give_the_numbers_of_the_page_bit_for_bit(part):
    """In 200 random states, also where the rate was changed in between, and in the middle."""
    for number, state in enumerate(STATES[part::4]):
        run = Run.of_state(state)
        run.train(1)
        run.rate = CHOICES["rate"][number % 8]  # none is too large for weight decay
        run.step()
        run.train(2)
        while not run.is_whole and not run.diverged:
            run.step()
        names = {}
        with np.errstate(all="ignore"):
            exec(run.text(), names)
        assert equal(run.nn, names["nn"]), link(state)
        names, calls = from_the_top(run.text())
        assert sum(call[1]["epochs"] for call in calls) == run.epoch
        for call in calls:
            for _ in walked(*call):
                pass
        assert equal(run.nn, names["nn"]), link(state)


@each("data", DATA)
def test_the_lines_are_few_and_fit(data):
    state = checked({"data": data})
    lines = Run.of_state(state).text().splitlines()
    assert len([line for line in lines if line]) <= 18
    assert max(map(len, lines)) <= listing.WIDTH + 1


def test_points_of_the_readers_own_stand_in_the_lines():
    given = {"added": "0.1:0.2:1,0.5:-0.5:0", "moved": "3:0.5:0.25"}
    run = Run.of_state(checked({"data": "moons", **given}))
    assert (run.X[-2:] == [[0.1, 0.2], [0.5, -0.5]]).all() and (run.y[-2:, 0] == [1, 0]).all()
    assert (run.X[3] == [0.5, 0.25]).all()
    assert "X[3] = 0.5, 0.25" in run.text()
    line = Run.of_state(checked({"data": "line", "added": "0.1:0.2:0", "moved": "3:0.5:0.25"}))
    assert (line.X[-1], line.y[-1]) == ([0.1], [0.2]) and (line.X[3], line.y[3]) == ([0.5], [0.25])
    five = Run.of_state(checked({"data": "five", "added": "0.1:0.2:4"}))
    assert five.y[-1].tolist() == [0, 0, 0, 0, 1]


# A run.
def test_a_run_has_the_history_of_train():
    state = checked({"data": "moons", "batch": "10"})
    run = Run.of_state(state)
    run.train(7)
    names = {}
    exec(run.text(), names)
    assert run.losses == names["history"].loss.tolist()
    assert run.new_losses == names["history"].validation_loss.tolist()
    assert run.right() == ((run.nn.predict(run.X) > 0.5) == (run.y > 0.5)).sum()


def test_a_run_that_diverges_ends():
    run = Run.of_state(checked({"data": "line", "rule": "descent", "rate": "30.0"}))
    run.train(10_000)
    assert run.diverged and run.epoch < 10_000 and not np.isfinite(run.losses[-1])
    before = run.epoch
    run.step()
    assert run.epoch == before
    assert talk.said(run).startswith("It diverged after ")


def test_silent_units_are_those_that_are_zero_for_all():
    run = Run.of_state(checked({"data": "rings", "activation": "relu", "hidden": "3-2"}))
    assert run.silent() == []
    run.nn.parameters["b1"][1] = -100.0
    run.nn.parameters["b2"][0] = -100.0
    assert run.silent() == [(1, 2), (2, 1)]
    assert Run.of_state(checked({})).silent() == []


# Pictures.
def parts_of(run, box):
    lengths, data = picture.frame(run, box)
    found, at = {}, 0
    for name, length in lengths.items():
        found[name] = data[at : at + length]
        at += length
    assert at == len(data)
    return found


def fine(data):
    return np.frombuffer(data, "<u2").astype(int)


@pytest.mark.parametrize("data", ["rings", "xor", "blobs", "five"])
def test_a_map_is_what_the_network_answers(data):
    run = Run.of_state(checked({"data": data, "hidden": "3-2"}))
    run.train(200)
    box = DATA[data].box
    parts = parts_of(run, box)
    x1, x2 = (np.linspace(low, high, 97)[1::2] for low, high in (box[:2], box[2:]))
    grid = np.column_stack([part.ravel() for part in np.meshgrid(x1, x2)])
    y_hat = run.nn.predict(grid)
    answers = np.frombuffer(parts["answers"], np.uint8)
    if y_hat.shape[1] == 1:
        assert (answers == np.rint(255 * y_hat[:, 0])).all()
    else:
        assert (answers // (255 // y_hat.shape[1]) == y_hat.argmax(axis=1)).all()
    hidden = run.nn.forward(grid).A[1:-1]
    units = np.frombuffer(parts["units"], np.uint8).reshape(-1, 24, 24)
    assert len(units) == 5
    low, high = (0, 1) if run.nn.activation_names[0] == "sigmoid" else (-1, 1)
    for unit, values in zip(units, np.hstack(hidden).T, strict=True):
        levels = 255 * (values.reshape(48, 48)[::2, ::2] - low) / (high - low)
        assert np.abs(unit - levels).max() <= 0.5 + 1e-9
    places = fine(parts["lines"]).reshape(-1, 2) / picture.FINE
    corner, size = np.array(box[::2]), np.subtract(box[1::2], box[::2])
    points = corner + places * size
    sorted_ = np.sort(run.nn.forward(points).Z[-1], axis=1)
    gap = sorted_[:, -1] - (sorted_[:, -2] if y_hat.shape[1] > 1 else 0)
    inside = ((places > 0.02) & (places < 0.98)).all(axis=1)
    assert len(points) == fine(parts["lengths"]).sum()
    if y_hat.shape[1] == 1 and inside.any():
        assert np.median(np.abs(gap[inside])) < 0.5


def test_the_curve_of_a_line_is_what_the_network_answers():
    run = Run.of_state(checked({"data": "line"}))
    run.train(50)
    parts, box = parts_of(run, DATA["line"].box), DATA["line"].box
    x, y = (fine(parts["lines"]).reshape(-1, 2) / picture.FINE).T
    expected = run.nn.predict((box[0] + x * (box[1] - box[0]))[:, None])[:, 0]
    np.testing.assert_allclose(box[2] + y * (box[3] - box[2]), expected, atol=1e-3)


def test_digits_have_a_table_and_images_mistakes_first():
    run = Run.of_state(checked({"data": "digits", "hidden": "16-8"}))
    run.train(3)
    parts = parts_of(run, None)
    X, y = run.new
    truth, answer = y.argmax(axis=1), run.nn.predict(X).argmax(axis=1)
    counts = fine(parts["counts"]).reshape(10, 10)
    assert counts.sum() == len(X) and np.trace(counts) == (truth == answer).sum() == run.right(True)
    shown = list(zip(parts["truth"], parts["answer"], strict=True))
    assert len(shown) == 6 and all(a != b for a, b in shown[:4])
    assert len(parts["units"]) == 16 * 64 and len(parts["active"]) == 8
    assert max(parts["shares"]) > 100


def test_wires_are_the_weights_the_largest_last():
    run = Run.of_state(checked({"hidden": "4-3"}))
    run.train(10)
    wires = np.frombuffer(parts_of(run, DATA["rings"].box)["wires"], np.uint8).reshape(-1, 4)
    assert len(wires) == 8 + 12 + 3
    for layer, begin, end, level in wires.astype(int):
        weight = run.nn.parameters[f"W{layer + 1}"][begin, end]
        assert level == round(127 + 127 * np.tanh(weight / 4))
    first = np.abs(wires[wires[:, 0] == 0, 3].astype(int) - 127)
    assert (np.diff(first) >= 0).all()
    digits = Run.of_state(checked({"data": "digits", "hidden": "64-64"}))
    wires = np.frombuffer(parts_of(digits, None)["wires"], np.uint8).reshape(-1, 4)
    counts = [(wires[:, 0] == layer).sum() for layer in (0, 1, 2)]
    assert counts == [0, picture.WIRES, picture.WIRES]


def test_points_are_places_of_the_patterns():
    run, box = Run.of_state(checked({"data": "moons"})), DATA["moons"].box
    rows = np.array(picture.points(run, box))
    assert len(rows) == len(run.X) + len(run.new[0])
    x = box[0] + rows[: len(run.X), 0] / picture.FINE * (box[1] - box[0])
    np.testing.assert_allclose(x, np.clip(run.X[:, 0], *box[:2]), atol=1e-4)
    assert (rows[: len(run.X), 2] == run.y[:, 0]).all()
    assert (rows[:, 3] == np.repeat([0, 1], [len(run.X), len(run.new[0])])).all()


# Challenges.
@each("name", challenges.CHALLENGES)
def test_a_challenge_can_be_solved_and_does_not_begin_so(name):
    challenge, memory = challenges.CHALLENGES[name], {}
    run = Run.of_state(challenges.begins(name))
    assert not challenges.verdict(name, run, memory)["done"]
    run = Run.of_state(challenges.solves(name))
    run.train(challenge.epochs)
    found = challenges.verdict(name, run, memory)
    if name == "overfit":
        assert not found["done"] and found["text"].startswith("It overfits")
        cure = {"hidden": "8", "rule": "descent", "rate": "0.1", "decay": "0.01"}
        run = Run.of_state(checked(challenges.FEW | cure))
        run.train(challenge.epochs)
        found = challenges.verdict(name, run, memory)
        assert found["text"].startswith("Cured")
        untrained = Run.of_state(checked(challenges.FEW | {"rule": "descent", "rate": "0.0001"}))
        untrained.train(challenge.epochs)
        assert not challenges.verdict(name, untrained, memory)["done"]
        assert not challenges.verdict(name, run, {})["done"]
    assert found["done"], found


def test_a_unit_is_dead_if_nothing_before_it_can_wake_it():
    run = Run.of_state(checked({"data": "rings", "activation": "relu", "hidden": "3-2"}))
    said = []
    for name, unit in (("b2", 0), ("b2", 1), ("b1", 2)):
        run.nn.parameters[name][unit] = -100.0
        verdict = challenges.verdict("dead", run, {})
        said.append((verdict["done"], verdict["text"][:17]))
    assert said == [
        (False, "Unit 1 of layer 2"),
        (True, "Unit 1 of layer 2"),
        (True, "Unit 3 of layer 1"),
    ]


def test_other_data_than_the_challenge_is_about_do_not_count():
    run = Run.of_state(checked({"data": "moons"}))
    for name in challenges.CHALLENGES:
        if challenges.CHALLENGES[name].begins["data"] != "moons":
            verdict = challenges.verdict(name, run, {})
            assert not verdict["done"] and verdict["text"].startswith("This challenge is about")


def test_challenges_say_what_is_missing():
    many = Run.of_state(checked({"data": "xor", "hidden": "3"}))
    assert "3 hidden units" in challenges.verdict("two units", many, {})["text"]
    five = Run.of_state(checked({"data": "xor", "added": "0.5:0.5:1"}))
    right = f"{five.right()} of 5 right"
    assert right in talk.said(five) and right in challenges.verdict("two units", five, {})["text"]
    plain = Run.of_state(checked({"data": "rings", "activation": "tanh"}))
    assert "no ReLUs" in challenges.verdict("dead", plain, {})["text"]
    adam = Run.of_state(checked({"data": "line", "rule": "adam", "rate": "100.0"}))
    assert "another rule" in challenges.verdict("diverge", adam, {})["text"]


# What the page asks.
class View:
    """Talks to the playground's Python as the page does."""

    def __init__(self):
        self.talk, self.heard = talk.Talk(Run.of_state), []

    def ask(self, do, **more):
        self.talk.receive({"do": do, **more}, self.hear)

    def hear(self, message, data=()):
        self.heard.append((message, data))
        if "frame" in message and self.talk.job:
            self.ask("drawn")

    async def rest(self, seconds=60):
        for _ in range(seconds * 1000):
            if self.talk.job is None:
                return
            await asyncio.sleep(0.001)
        raise AssertionError("it goes on")

    def frames(self):
        return [message["frame"] for message, _ in self.heard if "frame" in message]

    def answer(self):
        return next(message for message, _ in reversed(self.heard) if "answer" in message)["text"]


@pytest.fixture
def view():
    return View()


def test_a_unit_says_what_it_computes():
    nn = NeuralNetwork(2, 2, 3, 1, activation="tanh")
    nn.parameters["W1"][:] = [[-0.5, 2.0], [1.234, 0.0]]
    nn.parameters["b1"][:] = 0.25, -3.0
    nn.parameters["W2"][:] = 1.0
    nn.parameters["W2"][0, 2] = -1.5
    assert talk.formula(nn, None) == ""
    said = [talk.formula(nn, unit).replace("\u00a0", " ") for unit in (0, 1, 4)]
    assert said == [
        "tanh(−0.5 x₁ + 1.2 x₂ + 0.25)",
        "tanh(2 x₁ + 0 x₂ − 3)",
        "tanh(−1.5 a₁ + 1 a₂ + 0)",
    ]
    identity = NeuralNetwork(1, 2, 1, activation="identity", init="normal")
    assert re.fullmatch(r"−?[\d.]+\u00a0x [+−] [\d.]+", talk.formula(identity, 0))
    assert talk.formula(NeuralNetwork(64, 9, 10), 8) == "64 weights and the bias 0"


async def test_the_unit_that_is_looked_at_is_told_with_each_frame_until_a_run_begins(view):
    view.ask("begin", state={})
    view.ask("unit", unit=4)
    view.ask("step")
    await view.rest()
    view.ask("begin", state={})
    legends = [frame["legend"] for frame in view.frames()]
    usual = f"{WORDS['marks']} {WORDS['legend']['plane']} {WORDS['moves']}"
    assert legends[0] == legends[-1] == usual
    assert legends[1] != legends[2] and all(each.startswith("tanh(") for each in legends[1:3])


async def test_training_so_many_epochs_a_picture_waits_until_they_are_drawn(view):
    view.ask("begin", state={})
    view.hear = lambda message, data=(): view.heard.append((message, data))
    view.ask("go", epochs=10)
    for drawn in range(3):
        await asyncio.sleep(0.3)
        assert view.talk.run.epoch == 10 * (talk.CREDIT + drawn)
        view.ask("drawn")
    view.ask("stop")
    await view.rest()


async def test_a_picture_comes_after_so_many_epochs_even_if_they_take_long(view):
    view.ask("begin", state={"data": "digits", "hidden": "64-64", "batch": "10"})
    view.ask("go", epochs=10)
    for _ in range(600):
        await asyncio.sleep(0.05)
        if len(view.frames()) > 2:
            break
    assert [frame["epoch"] for frame in view.frames()[:3]] == [0, 10, 20]
    view.ask("stop")
    await view.rest()


async def test_what_was_asked_of_the_last_run_does_not_reach_the_next(view):
    view.ask("begin", state={})
    view.ask("step")
    view.ask("begin", state={"data": "moons"})
    await asyncio.sleep(0.1)
    assert view.talk.run.epoch == 0 and view.talk.job is None


async def test_a_page_sees_the_run_go_on_and_all_of_its_losses(view):
    view.ask("begin", state={"data": "moons", "batch": "10"})
    view.ask("go")
    await asyncio.sleep(0.3)
    view.ask("stop")
    await view.rest()
    view.ask("step")
    await view.rest()
    run, frames = view.talk.run, view.frames()
    assert len(frames) > 4 and frames[-1]["epoch"] == frames[-2]["epoch"] + 1
    assert not frames[-1]["going"] and frames[2]["going"]
    shown = [loss for frame in frames for loss in frame["losses"]]
    assert shown == [float(f"{loss:.4g}") for loss in run.losses]
    assert frames[-1]["code"] == run.text() and f"epochs={run.epoch}," in run.text()


async def test_without_credit_no_frame_is_made_and_no_loss_is_lost(view):
    view.ask("begin", state={})
    view.hear = lambda message, data=(): view.heard.append((message, data))
    view.ask("go")
    while view.talk.job and view.talk.run.epoch <= 100:
        await asyncio.sleep(0.05)
    assert len(view.frames()) == 1 + talk.CREDIT
    view.ask("stop")
    await view.rest()
    shown = [loss for frame in view.frames() for loss in frame["losses"]]
    assert len(shown) == view.talk.run.epoch + 1 > 100


async def test_a_change_of_rate_goes_on_and_any_other_begins_anew(view):
    view.ask("begin", state={})
    for rate in (0.1, 0.3, 17.5):
        view.ask("go", epochs=1)
        await asyncio.sleep(0.05)
        view.ask("rate", value=rate)
        view.ask("stop")
        await view.rest()
    view.ask("step")
    await view.rest()
    assert re.findall(r"learning_rate=([\d.]+)", view.talk.run.text()) == ["0.03", "0.1", "0.3"]
    view.ask("begin", state={"hidden": [2]})
    assert view.talk.run.epoch == 0 and view.talk.run.nn.sizes == (2, 2, 1)


async def test_a_point_is_added_and_moved(view):
    view.ask("begin", state={"data": "noisy_xor"})
    count = len(view.talk.run.X)
    view.ask("point", x=0, y=picture.FINE, label=1)
    assert view.talk.run.state["added"] == ((-0.6, 1.6, 1),)
    view.ask("point", x=picture.FINE // 2, y=0, row=count)
    assert view.talk.run.state["added"] == ((0.5, -0.6, 1),)
    for x in (0, picture.FINE):
        view.ask("point", x=x, y=0, row=5, label=0)
    assert view.talk.run.state["moved"] == ((5, 1.6, -0.6),)
    assert len(view.talk.run.X) == count + 1
    before = view.talk.run.state
    for asked in ({"do": "unit", "unit": 8}, {"do": "point", "x": 0, "y": 0, "row": count + 1}):
        view.ask(**asked)  # of a picture that is gone by now
        assert view.talk.run.state == before and view.frames()[-1]["legend"].startswith("Filled")
    view.ask("begin", state={"data": "digits"})
    view.ask("point", x=0, y=0, label=0)
    assert view.talk.run.state["added"] == ()


async def test_a_question_is_about_the_run_that_a_page_shows_before_python_comes(view):
    shown = json.loads(Playground().parts()["data"])["spec"]["first"]
    view.ask("begin", state=shown["made"]["state"], epochs=shown["frame"]["epoch"])
    (made, _), (frame, (data,)) = view.heard
    assert made["made"]["epoch"] == frame["frame"]["epoch"] == 300
    assert frame["frame"] == shown["frame"] | {"losses": [], "new_losses": []}
    assert base64.b64encode(data).decode() == shown["data"]
    view.ask("same")
    await view.rest()
    assert re.search("^✓ .* the same 37 numbers, .*300 epochs", view.answer())
    assert view.frames()[-1]["code"] == shown["frame"]["code"]


async def test_questions_are_answered(view):
    view.ask("begin", state={"data": "rings", "rule": "descent", "rate": "1.0"})
    view.ask("same")
    await view.rest()
    assert view.answer() == WORDS["nothing"]
    view.talk.run.train(120)
    view.ask("same")
    await view.rest()
    assert view.answer().startswith("✓ Run from the top, these lines give the same 37 numbers")
    view.ask("gradient")
    await view.rest()
    assert view.answer().startswith("✓ right")
    view.ask("many")
    await view.rest()
    seeds = range(talk.STARTS)
    ensemble = Ensemble(2, 4, 4, 1, seeds=seeds, activation="tanh")
    ensemble.train(view.talk.run.X, view.talk.run.y, learning_rate=1.0, epochs=120)
    X, y = view.talk.run.new
    good = [((ensemble.network(k).predict(X) > 0.5) == (y > 0.5)).mean() >= 0.95 for k in seeds]
    assert view.answer().startswith(f"{sum(good)} of 100 starts get 95 % of the new ones right")
    assert "all at once, by descent at α = 1" in view.answer()
    starts = [message["starts"] for message, _ in view.heard if "starts" in message]
    assert starts[-1] == [int(each) for each in good] and len(starts) == 4


async def test_starts_by_other_rules_are_trained_one_after_the_other(view):
    view.ask("begin", state={"data": "xor", "rule": "adam", "rate": "0.1"})
    view.talk.run.train(150)
    view.ask("many")
    await view.rest()
    solved = 0
    for seed in range(talk.STARTS):
        nn = NeuralNetwork(2, 2, 1, rng=np.random.default_rng(seed))
        history = train(nn, *datasets.xor(), learning_rate=0.1, epochs=150, update=Adam())
        right = ((nn.predict(datasets.xor()[0]) > 0.5) == (datasets.xor()[1] > 0.5)).all()
        solved += bool(right and history.loss[-1] < SOLVED_BELOW["cross_entropy"])
    assert view.answer().startswith(f"{solved} of 100 starts solve it within 150 epochs")
    assert "one after the other, by Adam" in view.answer()


async def test_a_question_is_stopped_and_a_wrong_answer_is_told(view):
    view.ask("begin", state={"data": "digits", "hidden": "64", "rule": "adam"})
    view.ask("many")
    await asyncio.sleep(0.2)
    view.ask("stop")
    await view.rest()
    assert view.answer() == WORDS["interrupted"]
    view.ask("begin", state={"data": "digits", "hidden": "64-64"})
    view.ask("gradient")
    await view.rest()
    assert "at most 5,000" in view.answer()
    view.ask("begin", state={})
    view.talk.run.train(3)
    view.talk.run.nn.parameters["W1"][0, 0] += 1e-12
    view.ask("same")
    await view.rest()
    assert view.answer() == WORDS["not_same"]


async def test_a_stop_ends_within_the_epoch_and_the_next_message_is_heard_at_once(view):
    """Whatever network is chosen, no step of the training is long."""

    slow = {"data": "digits", "hidden": "64-64-64", "rule": "adam", "batch": "10"}
    view.ask("begin", state=slow)
    view.ask("go")
    await asyncio.sleep(0.3)
    assert not view.talk.run.is_whole or view.talk.run.epoch
    view.ask("stop")
    waited = 0
    while view.talk.job:
        waited += 1
        await asyncio.sleep(0)
    assert view.talk.run.is_whole and waited < 200


# In JupyterLab, with a reader's own network.
def own(**settings):
    X, y = datasets.two_moons(40, rng=np.random.default_rng(0))
    nn = NeuralNetwork(2, 3, 1, activation="tanh", rng=np.random.default_rng(1))
    return nn, Playground(nn, X, y, **settings)


async def test_ones_own_network_is_trained_in_place_and_reset(view):
    nn, playground = own(learning_rate=0.3, update=Adam())
    view.talk = talk.Talk(playground.talk.make)
    before = {name: value.copy() for name, value in nn.parameters.items()}

    view.ask("begin")
    view.ask("go")
    await asyncio.sleep(0.1)
    view.ask("rate", value=0.1)
    view.ask("stop")
    await view.rest()
    assert not np.array_equal(nn.parameters["W1"], before["W1"])
    code = view.frames()[-1]["code"]
    assert code.startswith("history = train(\n    network, X, y, learning_rate=0.3, epochs=")
    assert "update=Adam()" in code
    view.talk.run.step = lambda: 1 / 0  # as a reader's own rule may
    view.ask("step")
    await view.rest()
    told = view.heard[-1][0]
    assert told["failed"] and "(ZeroDivisionError: division by zero): choose" in told["error"]
    view.ask("begin")
    assert all(np.array_equal(nn.parameters[name], before[name]) for name in before)


def test_a_network_of_other_sizes_has_a_table_or_losses_alone():
    rng = np.random.default_rng(0)
    X = rng.normal(size=(30, 5))
    y = datasets.one_hot(rng.integers(3, size=30))
    nn = NeuralNetwork(5, 4, 3, output="softmax", rng=rng)
    first = Playground(nn, X, y, validation=(X, y)).first()
    assert first["first"]["made"]["kind"] == "table"
    assert first["first"]["frame"]["parts"]["counts"] == 18
    narrow = NeuralNetwork(1, 4, 3, output="softmax", rng=rng)
    assert Playground(narrow, X[:, :1], y).first()["first"]["made"]["kind"] == "table"
    numbers = NeuralNetwork(5, 4, 2, output="identity", loss="mse", rng=rng)
    first = Playground(numbers, X, y[:, :2]).first()
    assert "counts" not in first["first"]["frame"]["parts"]


def test_wrong_settings_are_named():
    for name, value in (("learning_rate", 0), ("validation", 3)):
        with pytest.raises(ValueError, match=f"^{name}: expected "):
            own(**{name: value})[1].first()


def test_in_jupyter_it_is_a_widget_and_in_the_book_a_page(monkeypatch):
    monkeypatch.delenv("PLAINNET_BOOK", raising=False)
    for playground in (own()[1], Playground()):
        data, _ = playground._repr_mimebundle_()
        assert data["text/plain"] == playground.plain_text() and "\n" not in data["text/plain"]
        assert "plainnet-desk" in playground.first()["shell"]
    with pytest.raises(ValueError, match=r"^network: expected none where a page is built"):
        own()[1].parts()
    parts = Playground().parts()
    assert {*parts} == {"view", "html", "data", "later", "picture"}
    shown = json.loads(parts["data"])["spec"]["first"]
    assert shown["made"]["state"] == json.loads(json.dumps(FIRST))
    assert {*json.loads(parts["later"])} == {*challenges.CHALLENGES}
    assert shown["frame"]["said"] in parts["html"]


def test_the_rate_and_the_batch_are_traits_in_jupyter():
    _, playground = own(learning_rate=0.3)
    live = playground.live()
    assert (live.learning_rate, live.batch_size) == (0.3, None)
    live.learning_rate, live.batch_size = 0.5, 8
    run = playground.talk.run
    run.train(2)
    playground.learning_rate = 0.25
    run.train(1)
    live.hear({"do": "rate", "value": 0.1})
    assert live.learning_rate == playground.learning_rate == 0.1
    run.train(1)
    lines = run.text().splitlines()
    assert [line for line in lines if "rate" in line] == [
        "    network, X, y, learning_rate=0.5, epochs=2,",
        "    network, X, y, learning_rate=0.25, epochs=1,",
        "    network, X, y, learning_rate=0.1, epochs=1,",
    ]
    assert all("batch_size=8" in line for line in lines if "batch" in line)
    for name, value in (("learning_rate", 0), ("batch_size", 99), ("batch_size", 0.5)):
        with pytest.raises(ValueError, match=f"^{name}: expected "):
            setattr(playground, name, value)
