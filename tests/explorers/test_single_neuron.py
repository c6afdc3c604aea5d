"""The single neuron: its predictions, its decision boundary, and the side above one half."""

import itertools

import numpy as np
import pytest
from each import each
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.path import Path

from plainnet import NeuralNetwork
from plainnet.activations import sigmoid
from plainnet.explorers import SingleNeuron, ramp
from plainnet.explorers import single_neuron as one

SOME = [
    (2, 1, -1.5),
    (0, 0, 0.0),
    (0, 0, 1.5),
    (-6, 6, 0.0),
    (6, -6, 9.0),
    (1, 1, -9.0),
    (0, 3, -1.5),
]


@each("place", SOME, ids=str)
@each("task", one.TASKS)
def test_it_answers_as_a_network_of_one_neuron(place, task):
    w1, w2, b = place
    X, y = one.TASKS[task]()
    nn = NeuralNetwork(2, 1)
    nn.parameters = {"W1": np.array([[w1], [w2]], float), "b1": np.array([b])}
    record = nn.forward(X)
    frame = SingleNeuron().compute(w1, w2, b, task)
    for text, answer in zip(frame["shown"], record.y_hat.ravel(), strict=True):
        if text == "> 0.999":
            assert answer > 0.9995
        else:
            assert float(text) == pytest.approx(answer, rel=6e-3, abs=0)
            assert text != "1"
    assert frame["target"] == y.ravel().tolist()
    right = ((record.y_hat > 0.5) == (y > 0.5)).ravel()
    assert f"{right.sum()} of 4 right" in frame["sentence"]
    assert frame["count"].endswith(f"{right.sum()} of 4 right")
    assert [mark == "✓" for mark in frame["marks"]] == right.tolist()
    wrong = {f"marks.{at}": "wrong" for at in np.flatnonzero(~right)}
    assert frame["roles"] == wrong | ({"count": "solved"} if right.all() else {})
    assert [float(text.replace("−", "-")) for text in frame["weights"]] == list(place)
    assert f"loss is {nn.loss(record, y):.3g}." in frame["sentence"]
    assert frame["loss"] == frame["bar"][1] == pytest.approx(nn.loss(record, y), rel=6e-3)
    assert frame["bar"][0] == one.SHORTEST
    signs = [-1 if negative else 1 for negative in frame["negative"][:3]]
    weights = (np.array(frame["thick"][:3]) - 0.6) / 1.1 * signs
    np.testing.assert_allclose(weights, place, atol=0.05)
    for name, ok in zip(one.PATTERNS, right, strict=True):
        assert (name in frame["sentence"]) != ok


weight = st.floats(-6, 6).map(lambda value: round(value, 2))


@given(weight, weight, st.floats(-9, 9).map(lambda value: round(value, 2)), st.randoms())
def test_the_region_is_where_the_neuron_answers_more_than_one_half(w1, w2, b, random):
    for low, high in ((one.LOW, one.HIGH), (0, 1)):
        box = np.array([[low, low], [high, low], [high, high], [low, high]])
        region, line = one.cut(w1, w2, b, box)
        inside = Path(region) if len(region) > 2 else None
        for _ in range(20):
            point = np.array([random.uniform(low + 0.01, high - 0.01) for _ in "xy"])
            z = point @ [w1, w2] + b
            if abs(z) > 1e-3:  # matplotlib is inexact at edges
                assert bool(inside is not None and inside.contains_point(point)) == (z > 0)
        sides = {bool(corner @ [w1, w2] + b > 0) for corner in box}
        assert len(line) == (2 if len(sides) == 2 else 0)
        assert ((region >= low - 1e-9) & (region <= high + 1e-9)).all()
        for end in line:
            assert end @ [w1, w2] + b == pytest.approx(0, abs=1e-9)
            assert min(*(end - low), *(high - end)) == pytest.approx(0, abs=1e-9)


def test_the_line_and_the_ramp_of_a_place_are_those_of_its_neuron(shown):
    for w1, w2, b in itertools.product(one.WEIGHTS[::3], one.WEIGHTS[::4], one.BIASES[::2]):
        frame = shown.compute(w1, w2, b, "xor")
        (i, j), k = frame["at"], one.BIASES.index(b)
        assert (one.WEIGHTS[i], one.WEIGHTS[j]) == (w1, w2)
        line = np.array([frame["line_x"], frame["line_y"]])
        assert line.shape == (2, len(one.cut(w1, w2, b)[1]))
        np.testing.assert_allclose([w1, w2] @ line + b, 0, atol=6e-3)
        assert (frame["ramp_x"], frame["ramp_y"]) == ramp.ends(w1, w2, b)
        assert frame["ground"] == ("" if w1 or w2 else ramp.colour(sigmoid(np.array(b))))
        grips = shown.spec["grips"][i][j]
        assert [frame["grip_x"], frame["grip_y"]] == [places[k] for places in grips]
        arrow = np.array([frame["arrow_x"], frame["arrow_y"]])
        np.testing.assert_allclose((arrow[:, 1] - arrow[:, 0]) / one.ARROW, [w1, w2], atol=0.01)
        assert arrow[:, 1].tolist() == [shown.spec["tips"][at] for at in (i, j)]


def test_a_line_is_held_on_itself_and_outside_the_square_in_order(shown):
    for i, w1 in enumerate(one.WEIGHTS):
        for j, w2 in enumerate(one.WEIGHTS):
            places = shown.spec["grips"][i][j]
            if not (w1 or w2):
                assert places == [[None] * 13, [None] * 13]
                continue
            along = np.transpose(places) @ [w1, w2] / np.hypot(w1, w2)
            for k, b in enumerate(one.BIASES):
                place = np.array([axis[k] for axis in places])
                if len(one.cut(w1, w2, b)[1]):
                    assert place @ [w1, w2] + b == pytest.approx(0, abs=0.01)
                assert (place > one.LOW - 0.1).all() and (place < one.HIGH + 0.1).all()
            assert (np.diff(along) < 0).all(), "a larger bias moves the line against the weights"


def test_no_arrow_leaves_the_square_or_ends_on_a_pattern(shown):
    tips = np.array(shown.spec["tips"])
    assert tips.min() > one.LOW and tips.max() < one.HIGH
    assert np.abs(tips[:, None] - [0, 1]).min() > 0.05
    np.testing.assert_allclose(np.diff(tips), one.ARROW, atol=1e-3)


def test_the_bar_has_room_for_every_loss(shown):
    losses, axis = shown.all_frames()["loss"], shown.spec["losses"]
    assert axis["from"] < min(losses) and max(losses) < axis["to"]


def test_the_first_chips_have_the_same_line(shown):
    soft, sure, turned = (one.TO_TRY[name] for name in ("soft", "surer", "turned"))
    ends = [sorted(shown.compute(**state)["line_x"]) for state in (soft, sure, turned)]
    assert ends[0] == ends[1] == ends[2]
    right = [shown.compute(**state)["marks"].count("✓") for state in (soft, sure, turned)]
    assert right == [4, 4, 0]


def test_no_place_is_right_about_xor_and_some_are_about_the_others():
    most = dict.fromkeys(one.TASKS, 0)
    for w1, w2, b in itertools.product(one.WEIGHTS[::2], one.WEIGHTS[::2], one.BIASES):
        for task in one.TASKS:
            right = SingleNeuron.compute(None, w1, w2, b, task)["marks"].count("✓")
            most[task] = max(most[task], right)
    assert most == {"and": 4, "or": 4, "xor": 3}
