"""Prediction maps: the places of their cells, and the letter and colour of each."""

import html
import json

import numpy as np

from plainnet import NeuralNetwork
from plainnet.explorers import prediction_map


def test_the_cells_fill_the_square_the_lowest_row_first():
    points = prediction_map.grid(side=4)
    np.testing.assert_allclose(points[:4, 0], [-0.25, 0.25, 0.75, 1.25])
    np.testing.assert_allclose(points[:4, 1], -0.25)
    np.testing.assert_allclose(points[-1], 1.25)
    assert prediction_map.grid().shape == (prediction_map.SIDE**2, 2)


def test_a_letter_says_which_90th_a_prediction_is_in_and_one_half_has_one_up_to_rounding():
    packed = prediction_map.pack([0.0, 0.0111, 0.0112, 0.4999, 0.5, 0.9999, 1.0])
    assert prediction_map.levels(packed).tolist() == [0, 0, 1, 44, 45, 89, 89]
    packed = prediction_map.pack([0.5 - 1e-15, 0.5 + 1e-15])
    assert prediction_map.levels(packed).tolist() == [45, 45]


def test_letters_stay_as_they_are_in_json_and_html():
    letters = prediction_map.SCALE["letters"]
    assert len(set(letters)) == len(letters) == 90
    assert json.dumps(letters) == f'"{letters}"'
    assert html.escape(letters, quote=False).count("&") == 1  # from ">", which becomes "&gt;"


def test_the_colours_are_purple_below_one_half_and_orange_above():
    colours = [[int(c[i : i + 2], 16) for i in (1, 3, 5)] for c in prediction_map.COLOURS]
    assert len(colours) == len(prediction_map.LETTERS) == 90
    assert all(blue > red for red, _, blue in colours[:43])
    assert all(red > blue for red, _, blue in colours[47:])


def test_the_line_at_one_half_runs_where_the_prediction_is_one_half():
    nn = NeuralNetwork(2, 3, 1, init="normal", activation="tanh", rng=np.random.default_rng(4))
    xs, ys = prediction_map.half(nn.predict)
    points = np.array([(x, y) for x, y in zip(xs, ys, strict=True) if x is not None])
    assert len(points) > 3
    np.testing.assert_allclose(nn.predict(points), 0.5, atol=0.01)
    assert (np.abs(points - 0.5) <= 1).all()


def test_a_straight_line_needs_its_ends_alone():
    xs, ys = prediction_map.half(lambda X: X @ [[1.0], [0.0]])
    assert sorted(zip(xs, ys, strict=True)) == [(0.5, -0.5), (0.5, 1.5)]


def test_parts_of_the_line_are_apart_and_there_is_none_where_all_is_above():
    xs, ys = prediction_map.half(lambda X: np.abs(X[:, :1] - 0.5))
    places = list(zip(xs, ys, strict=True))
    assert places.pop(2) == (None, None)
    assert sorted(places) == [(0.0, -0.5), (0.0, 1.5), (1.0, -0.5), (1.0, 1.5)]
    assert prediction_map.half(lambda X: np.ones((len(X), 1))) == ([], [])


def test_a_bend_stays():
    line = np.array([[0.0, 0.0], [0.5, 0.001], [1.0, 0.0], [1.0, 1.0], [0.0, 0.0]])
    simple = prediction_map.simplified(line).tolist()
    assert simple == [[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 0.0]]
