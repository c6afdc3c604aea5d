"""Colour gradients of a neuron: their colours and ends agree with its predictions."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib import colormaps
from matplotlib.colors import to_rgb

from plainnet.activations import sigmoid
from plainnet.explorers import prediction_map, ramp

weight = st.floats(-9, 9).map(lambda value: round(value, 1))


def test_a_stop_has_the_colour_of_the_answer_there():
    z = ramp.EDGE * (2 * np.array(ramp.scale()["places"]) - 1)
    expected = colormaps["PuOr_r"](sigmoid(z))[:, :3]
    np.testing.assert_allclose([to_rgb(c) for c in ramp.scale()["colours"]], expected, atol=0.003)
    assert z[0] == -ramp.EDGE and z[-1] == ramp.EDGE and (np.diff(z) > 0).all()


def test_its_colours_are_those_of_the_map():
    for y_hat in (0.001, 0.26, 0.51, 0.8, 0.999):
        cell = prediction_map.COLOURS[prediction_map.levels(prediction_map.pack([y_hat]))[0]]
        assert np.abs(np.subtract(to_rgb(cell), to_rgb(ramp.colour(y_hat)))).max() < 0.06


@given(weight, weight, weight)
def test_at_its_ends_the_neuron_answers_what_the_stops_say(w1, w2, b):
    xs, ys = ramp.ends(w1, w2, b)
    if not (w1 or w2):
        assert xs == ys == []
        return
    z = w1 * np.array(xs) + w2 * np.array(ys) + b
    np.testing.assert_allclose(z, [-ramp.EDGE, ramp.EDGE], atol=0.006 * (abs(w1) + abs(w2)))
    across = np.array([xs[1] - xs[0], ys[1] - ys[0]])
    assert across @ [-w2, w1] == pytest.approx(0, abs=0.02 * (abs(w1) + abs(w2)))
    if np.hypot(w1, w2) > 0.5:  # up to rounding, the ends lie on the normal through the middle
        to_middle = np.array([xs[0], ys[0]]) - 0.5
        assert to_middle @ [-w2, w1] == pytest.approx(0, abs=0.02 * (abs(w1) + abs(w2)))
