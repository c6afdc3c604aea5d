"""Figures: axes in, axes out, and exactly the numbers that were given."""

import subprocess
import sys

import matplotlib.style
import numpy as np
import pytest
from matplotlib.colors import same_color, to_rgba
from matplotlib.figure import Figure

from plainnet import plots

LOSSES = np.array([0.7, 0.5, 0.2, 0.01])


def axes():
    return Figure().add_subplot()


def squares():
    X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    return X, np.array([[0.0], [1.0], [1.0], [0.0]])


def test_a_loss_curve_draws_its_losses_against_the_epoch():
    ax = axes()
    assert plots.loss_curve(ax, LOSSES, label="seed 0") is ax
    (line,) = ax.lines
    np.testing.assert_array_equal(line.get_xdata(), [0, 1, 2, 3])
    np.testing.assert_array_equal(line.get_ydata(), LOSSES)
    assert line.get_label() == "seed 0"
    assert ax.get_yscale() == "log"
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("epoch", "loss L")


def test_a_loss_curve_can_be_given_its_epochs():
    ax = plots.loss_curve(axes(), LOSSES, [0, 10, 20, 50])
    np.testing.assert_array_equal(ax.lines[0].get_xdata(), [0, 10, 20, 50])


def test_a_loss_curve_marks_where_a_run_counts_as_solved():
    ax = plots.loss_curve(axes(), LOSSES, solved_below=0.02)
    _, limit = ax.lines
    np.testing.assert_array_equal(limit.get_ydata(), [0.02, 0.02])
    assert [text.get_text() for text in ax.texts] == ["solved below 0.02"]


@pytest.mark.parametrize("kind", plots.COLOURS)
def test_one_meaning_has_one_colour(kind):
    ax = plots.loss_curve(axes(), LOSSES, kind=kind)
    assert same_color(ax.lines[0].get_color(), plots.COLOURS[kind])
    assert len(set(map(to_rgba, plots.COLOURS.values()))) == len(plots.COLOURS)


def test_a_decision_map_draws_the_grid_the_line_at_one_half_and_the_patterns():
    x1, x2 = np.linspace(0, 1, 5), np.linspace(0, 1, 4)
    y_hat = np.linspace(0, 1, 20).reshape(4, 5)
    X, y = squares()
    ax = axes()
    assert plots.decision_map(ax, x1, x2, y_hat, X, y) is ax
    mesh, contour, zeros, ones = ax.collections
    np.testing.assert_array_equal(mesh.get_array().reshape(4, 5), y_hat)
    assert mesh.get_clim() == (0, 1)
    assert list(contour.levels) == [0.5]
    np.testing.assert_array_equal(zeros.get_offsets(), X[[0, 3]])
    np.testing.assert_array_equal(ones.get_offsets(), X[[1, 2]])
    assert [zeros.get_label(), ones.get_label()] == ["target 0", "target 1"]
    assert same_color(zeros.get_facecolor()[0], plots.COLOURS["target 0"])
    assert len(zeros.get_paths()[0].vertices) != len(ones.get_paths()[0].vertices)  # the shapes


def test_success_rates_are_drawn_and_written_one_a_row_from_the_top():
    ax = axes()
    drawn = plots.success_rates(ax, ["a", "b"], [0.25, 1.0], [(0.1, 0.4), (0.9, 1.0)])
    assert drawn is ax
    np.testing.assert_array_equal(ax.lines[0].get_xydata(), [[0.25, 1], [1.0, 0]])
    segments = [segment.tolist() for segment in ax.collections[0].get_segments()]
    assert segments == [[[0.1, 1], [0.4, 1]], [[0.9, 0], [1.0, 0]]]
    assert [text.get_text() for text in ax.texts] == ["25%", "100%"]
    assert [label.get_text() for label in ax.get_yticklabels()] == ["a", "b"]
    assert list(ax.get_yticks()) == [1, 0]


def test_a_number_grid_shows_each_number_in_its_place_and_marks_cells():
    ax = axes()
    values = np.array([[0.25, -1.0, 2.0], [0.0, 0.5, 3.0]])
    assert plots.number_grid(ax, values, (1, 4), marked=[(1, 2)], label="W") is ax
    assert [text.get_text() for text in ax.texts] == ["0.25", "−1", "2", "0", "0.5", "3", "W"]
    assert ax.texts[1].get_position() == (5.5, 1.5)
    boxes = [patch.get_xy()[:4].tolist() for patch in ax.patches]
    assert boxes[5] == [[6, 2], [7, 2], [7, 3], [6, 3]]
    coloured = [same_color(patch.get_facecolor()[:3], "white") for patch in ax.patches]
    assert coloured == [True] * 5 + [False]
    plots.number_grid(ax, values)  # a second one on the same axes
    assert ax.yaxis.get_inverted() and len(ax.patches) == 12


@pytest.mark.parametrize("style", ["default", "plainnet.book"])
def test_every_figure_can_be_drawn_in_the_style_of_the_book(style):
    X, y = squares()
    with matplotlib.style.context(style):
        figure = Figure()
        one, two, three = figure.subplots(3)
        plots.loss_curve(one, LOSSES, solved_below=0.02)
        plots.decision_map(two, [0, 1], [0, 1], np.array([[0, 1], [1, 0.2]]), X, y)
        plots.success_rates(three, ["a"], [0.5], [(0.2, 0.8)])
        figure.canvas.draw()


def test_plots_know_no_network():
    network = "plainnet.network"
    script = f"""
import sys, types
package = types.ModuleType("plainnet")
package.__path__ = {list(sys.modules["plainnet"].__path__)!r}
sys.modules["plainnet"] = package  # without running plainnet/__init__.py
import plainnet.plots
assert {network!r} not in sys.modules
assert "matplotlib" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", script], check=True)


def test_a_network_diagram_has_a_box_for_each_unit_and_a_line_for_each_weight():
    layers, ax = [["x1", "x2"], ["h1", "h2"], ["y"]], axes()
    nodes = {name: f"unit {name}" for layer in layers for name in layer}
    edges = {("x1", "h1"): "0.8", ("x2", "h1"): "−0.4", ("h2", "y"): "−0.7"}
    assert plots.network_diagram(ax, layers, nodes, edges) is ax
    assert len(ax.lines) == len(edges)
    at = {text.get_text(): text.get_position() for text in ax.texts}
    assert set(at) == {*nodes.values(), *edges.values()}
    columns = [{at[nodes[name]][0] for name in layer} for layer in layers]
    assert columns == [{0}, {1}, {2}]
    assert at["unit x1"][1] > at["unit x2"][1] and at["unit y"][1] == 0
    for line, (start, end) in zip(ax.lines, edges, strict=True):
        ends = list(zip(*line.get_data(), strict=True))
        assert ends == [at[nodes[start]], at[nodes[end]]]
