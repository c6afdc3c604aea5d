"""The single neuron: its answers, its line, and the side on which it answers more than one half."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.path import Path

from plainnet import NeuralNetwork
from plainnet.explorers import SingleNeuron
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


@pytest.mark.parametrize("place", SOME, ids=str)
@pytest.mark.parametrize("task", one.TASKS)
def test_it_answers_as_a_network_of_one_neuron(place, task):
    w1, w2, b = place
    X, y = one.TASKS[task]()
    nn = NeuralNetwork(2, 1)
    nn.parameters = {"W1": np.array([[w1], [w2]], float), "b1": np.array([b])}
    record = nn.forward(X)
    frame = SingleNeuron().compute(w1, w2, b, task)
    np.testing.assert_allclose(frame["answer"], record.y_hat.ravel(), atol=6e-4)
    assert frame["target"] == y.ravel().tolist()
    right = ((record.y_hat > 0.5) == (y > 0.5)).ravel()
    assert frame["right"] == right.astype(int).tolist()
    assert f"{right.sum()} of 4 right" in frame["sentence"]
    assert f"loss is {nn.loss(record, y):.3g}." in frame["sentence"]
    for name, ok in zip(one.PATTERNS, right, strict=True):
        assert (name in frame["sentence"]) != ok


weight = st.floats(-6, 6).map(lambda value: round(value, 2))


@given(weight, weight, st.floats(-9, 9).map(lambda value: round(value, 2)), st.randoms())
def test_the_region_is_where_the_neuron_answers_more_than_one_half(w1, w2, b, random):
    region, line = one.cut(w1, w2, b)
    inside = Path(region) if len(region) > 2 else None
    for _ in range(30):
        point = np.array([random.uniform(one.LOW + 0.01, one.HIGH - 0.01) for _ in "xy"])
        z = point @ [w1, w2] + b
        if abs(z) > 1e-3:  # matplotlib is not exact on an edge
            assert bool(inside is not None and inside.contains_point(point)) == (z > 0)
    for end in line:
        assert end @ [w1, w2] + b == pytest.approx(0, abs=1e-9)
        assert (end >= one.LOW - 1e-9).all() and (end <= one.HIGH + 1e-9).all()
    assert len(line) in (0, 2)


def test_no_place_is_right_about_xor_and_some_are_about_the_others():
    most = dict.fromkeys(one.TASKS, 0)
    for w1, w2, b in itertools.product(one.WEIGHTS[::2], one.WEIGHTS[::2], one.BIASES):
        for task in one.TASKS:
            right = sum(SingleNeuron.compute(None, w1, w2, b, task)["right"])
            most[task] = max(most[task], right)
    assert most == {"and": 4, "or": 4, "xor": 3}


def test_no_answer_is_shown_as_1():
    shown = SingleNeuron().compute(6, 6, 9.0, "or")["shown"]
    assert shown == ["> 0.999"] * 4
    assert SingleNeuron().compute(0, 0, 1.5, "or")["shown"] == ["0.818"] * 4


def test_the_summary_counts_the_neurons_that_are_right():
    assert "2,197 neurons" in SingleNeuron().plain_text()
    assert SingleNeuron().plain_text().endswith("for XOR 0")
