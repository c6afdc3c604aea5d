"""Figures: axes in, axes out, and exactly the numbers that were given."""

import subprocess
import sys

import matplotlib.style
import numpy as np
import pytest
from each import each
from matplotlib.colors import same_color, to_rgba
from matplotlib.figure import Figure

from plainnet import NeuralNetwork, datasets, plots, train

LOSSES = np.array([0.7, 0.5, 0.2, 0.01])
NAN, INF = float("nan"), float("inf")


def axes():
    return Figure().add_subplot()


def squares():
    X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    return X, np.array([[0.0], [1.0], [1.0], [0.0]])


def history(**settings):
    nn = NeuralNetwork(2, 2, 1, rng=np.random.default_rng(0))
    return train(nn, *datasets.xor(), learning_rate=1.0, epochs=11, **settings)


def test_a_loss_curve_draws_the_losses_of_a_history_against_its_epochs():
    ax, run = axes(), history(every=5)
    assert plots.loss_curve(ax, run, label="seed 0") is ax
    (line,) = ax.lines
    np.testing.assert_array_equal(line.get_xdata(), [0, 5, 10, 11])
    np.testing.assert_array_equal(line.get_ydata(), run.loss)
    assert line.get_label() == "seed 0"
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("epoch", "loss L")


@pytest.mark.parametrize(
    ("label", "names"),
    [
        (None, ["training", "validation"]),
        ("seed 0", ["seed 0, training", "seed 0, validation"]),
    ],
)
def test_a_loss_curve_shows_the_validation_loss_beside_that_of_training(label, names):
    run = history(every=5, validation=datasets.xor())
    ax = plots.loss_curve(axes(), run, label=label, kind="relu")
    for line, losses, kind in zip(
        ax.lines, (run.loss, run.validation_loss), ("pinned", "relu"), strict=True
    ):
        np.testing.assert_array_equal(line.get_xdata(), [0, 5, 10, 11])
        np.testing.assert_array_equal(line.get_ydata(), losses)
        assert same_color(line.get_color(), plots.COLOURS[kind])
    assert [text.get_text() for text in ax.texts] == names


@each("epochs", [None, [0, 10, 20, 50]])
def test_a_loss_curve_can_be_given_losses_alone_or_with_their_epochs(epochs):
    ax = plots.loss_curve(axes(), LOSSES, epochs)
    np.testing.assert_array_equal(ax.lines[0].get_xdata(), epochs or [0, 1, 2, 3])
    np.testing.assert_array_equal(ax.lines[0].get_ydata(), LOSSES)
    assert not ax.texts


@each(
    ("runs", "limit", "scale"),
    [
        ([[2.0, 0.19]], None, "log"),
        ([[2.0, 0.21]], None, "linear"),
        ([[2.0, 0.21]], 0.02, "log"),  # the line of the limit has to be seen, too
        ([[2.0, 0.21], [2.0, 0.01], [2.0, 0.5]], None, "log"),
        ([[2.0, 0.0]], None, "linear"),  # 0 has no place on a logarithmic axis
        ([[0.0, 0.0]], None, "linear"),
        ([[1.0, 20.0, INF]], None, "log"),
    ],
)
def test_the_axis_is_logarithmic_where_losses_span_more_than_a_factor_of_10(runs, limit, scale):
    ax = axes()
    for losses in runs:
        plots.loss_curve(ax, losses, solved_below=limit)
    assert ax.get_yscale() == scale


def test_a_loss_curve_marks_where_a_run_counts_as_solved():
    ax = plots.loss_curve(axes(), LOSSES, solved_below=0.02)
    _, limit = ax.lines
    np.testing.assert_array_equal(limit.get_ydata(), [0.02, 0.02])
    assert [text.get_text() for text in ax.texts] == ["solved below 0.02"]


@each("kind", plots.COLOURS)
def test_one_meaning_has_one_colour(kind):
    ax = plots.loss_curve(axes(), LOSSES, kind=kind)
    assert same_color(ax.lines[0].get_color(), plots.COLOURS[kind])
    assert len(set(map(to_rgba, plots.COLOURS.values()))) == len(plots.COLOURS)


def ends(ax):
    """What stands at the ends of the lines: the text, its colour and its box, by name."""
    ax.figure.draw_without_rendering()
    return {text.get_text(): (text.get_color(), text.get_window_extent()) for text in ax.texts}


def test_a_label_stands_beside_the_end_of_its_line_in_its_colour():
    ax = axes()
    ax.plot([0, 1, 2], [0, 3, 1], color=plots.COLOURS["wrong"], label="a")
    ax.plot([0, 1], [2, 3], color=plots.COLOURS["pinned"], label="b")
    ax.plot([0, 2], [4, 4])
    assert plots.label_ends(ax) is ax
    for name, end, colour in (
        ("a", (2, 1), plots.COLOURS["wrong"]),
        ("b", (1, 3), "#555555"),  # the grey of lines is too faint for letters
    ):
        color, box = ends(ax)[name]
        x, y = ax.transData.transform(end)
        assert same_color(color, colour)
        assert 2 < box.x0 - x < 15 and abs((box.y0 + box.y1) / 2 - y) < 4
    assert len(ax.texts) == 2


@each("size", [8, 10, 16])
@each("scale", ["linear", "log"])
def test_labels_of_lines_that_meet_do_not_overlap_and_keep_their_order(scale, size, monkeypatch):
    monkeypatch.setitem(matplotlib.rcParams, "font.size", size)
    ax = axes()
    for name, last in {"c": 1.02, "a": 1, "b\nb": 1.01, "far": 9}.items():
        ax.plot([0, 1], [5, last], label=name)
    ax.set_yscale(scale)
    boxes = {name: box for name, (_, box) in ends(plots.label_ends(ax)).items()}
    assert boxes["far"].y0 > boxes["c"].y1 > boxes["c"].y0 >= boxes["b\nb"].y1
    assert boxes["b\nb"].y0 >= boxes["a"].y1 > boxes["a"].y0 > ax.bbox.y0 - 2
    if size <= 10:  # larger labels have no room at their lines, because none is below the axes
        assert boxes["b\nb"].y0 < ax.transData.transform((1, 1.01))[1] < boxes["b\nb"].y1


def test_a_line_that_leaves_the_axes_is_labelled_where_it_leaves_them():
    ax = axes()
    ax.plot([0, 1, 2, 3], [0, 1, 2, 3], label="on")
    ax.plot([0, 1, 2, 3], [0, 1, INF, NAN], label="diverges")
    ax.axhline(0.5, label="limit")
    ax.set(xlim=(0, 2), ylim=(0, 4))
    boxes = {name: box for name, (_, box) in ends(plots.label_ends(ax)).items()}
    for name, end in {"on": (2, 2), "diverges": (1, 1), "limit": (2, 0.5)}.items():
        x, y = ax.transData.transform(end)
        assert 2 < boxes[name].x0 - x < 15 and boxes[name].y0 < y < boxes[name].y1


def test_labels_of_lines_that_end_at_the_bottom_stay_above_it():
    ax = axes()
    ax.plot([0, 1], [1, 0], label="a")
    ax.plot([0, 1], [1, 0], label="b")
    ax.set(ylim=(0, 1))
    assert min(box.y0 for _, box in ends(plots.label_ends(ax)).values()) > ax.bbox.y0 - 2


def test_labels_are_written_once():
    ax = axes()
    for name in "ab":
        ax.plot([0, 1], [0, ord(name)], label=name)
        plots.label_ends(ax)
    assert [text.get_text() for text in ax.texts] == ["a", "b"]


def slope(points):
    """Predictions that rise from lower left to upper right; ½ where x1 + x2 = 1."""
    return 1 / (1 + np.exp(1 - points.sum(axis=1, keepdims=True)))


def test_a_decision_map_draws_the_predictions_the_line_at_one_half_and_the_patterns():
    X, y = squares()
    ax = axes()
    assert plots.decision_map(ax, slope, X, y, margin=0.5) is ax
    mesh, contour, zeros, ones = ax.collections
    corners = mesh.get_coordinates()
    places = (corners[:-1, :-1] + corners[1:, 1:]) / 2
    np.testing.assert_allclose(places[[0, -1], [0, -1]], [[-0.5, -0.5], [1.5, 1.5]])
    drawn = mesh.get_array().reshape(-1, 1)
    np.testing.assert_allclose(drawn, slope(places.reshape(-1, 2)))
    assert mesh.get_clim() == (0, 1)
    assert list(contour.levels) == [0.5]
    np.testing.assert_allclose(contour.get_paths()[0].vertices.sum(axis=1), 1, atol=1e-3)
    np.testing.assert_array_equal(zeros.get_offsets(), X[[0, 3]])
    np.testing.assert_array_equal(ones.get_offsets(), X[[1, 2]])
    assert [zeros.get_label(), ones.get_label()] == ["target 0", "target 1"]
    assert same_color(zeros.get_facecolor()[0], plots.COLOURS["target 0"])
    assert len(zeros.get_paths()[0].vertices) != len(ones.get_paths()[0].vertices)  # the markers
    assert ax.get_aspect() == 1


@pytest.mark.parametrize(
    ("X", "margin", "x1", "x2"),
    [
        ([[0, 0], [2, 1]], 0.25, (-0.5, 2.5), (-0.25, 1.25)),
        ([[0, 0], [2, 1]], 0, (0, 2), (0, 1)),
        ([[3, 0], [3, 1]], 0, (2.5, 3.5), (0, 1)),
        ([[3, 5]], 1, (1.5, 4.5), (3.5, 6.5)),
    ],
)
def test_a_decision_map_reaches_beyond_the_patterns(X, margin, x1, x2):
    asked = []

    def predict(points):
        asked.append(points)
        return points[:, :1]

    plots.decision_map(axes(), predict, X, np.zeros(len(X)), margin=margin)
    np.testing.assert_allclose(asked[0].min(axis=0), [x1[0], x2[0]])
    np.testing.assert_allclose(asked[0].max(axis=0), [x1[1], x2[1]])


@pytest.mark.filterwarnings("error")
def test_a_decision_map_of_predictions_on_one_side_has_no_line():
    X, y = squares()
    ax = plots.decision_map(axes(), lambda points: np.full((len(points), 1), 0.7), X, y)
    assert len(ax.collections) == 3


def test_a_decision_map_of_coordinates_in_other_units_fills_its_axes():
    X, y = squares()
    ax = plots.decision_map(axes(), slope, X * [1, 1000], y)
    assert ax.get_aspect() == "auto"


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(("count", "size"), [(1, 90), (200, 20), (10**4, 20), (80, 50)])
def test_many_patterns_are_drawn_smaller(count, size):
    X = np.random.default_rng(0).normal(size=(count, 2))
    ax = plots.decision_map(axes(), slope, X, np.arange(count) % 2)
    assert ax.collections[-1].get_sizes() == [size]


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


def test_a_success_curve_is_named_below_its_middle_in_its_colour():
    ax, rates = axes(), [0.1, 0.2, 1, 2, 10]
    for label, best, kind in (("a", 1.0, "relu"), ("b", 0.6, "pinned")):
        solved = best * np.array([0, 0.5, 1, 0.9, 0.1])
        bands = np.stack([solved, solved], axis=1)
        assert plots.success_curve(ax, rates, solved, bands, label=label, kind=kind) is ax
        np.testing.assert_array_equal(ax.lines[-1].get_xydata(), np.transpose([rates, solved]))
    for (name, (colour, box)), y in zip(ends(ax).items(), (1.0, 0.6), strict=True):
        x, top = ax.transData.transform((1, y))
        assert same_color(colour, {"a": plots.COLOURS["relu"], "b": "#555555"}[name])
        assert 0 < top - box.y1 < 15 and abs((box.x0 + box.x1) / 2 - x) < 2


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


def test_without_matplotlib_they_name_the_line_that_installs_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib.axes", None)
    with pytest.raises(ModuleNotFoundError, match=r'; figures need pip install "plainnet\[figures'):
        plots.label_ends(None)


def test_plots_know_no_network():
    script = f"""
import sys, types
package = types.ModuleType("plainnet")
package.__path__ = {list(sys.modules["plainnet"].__path__)!r}
sys.modules["plainnet"] = package  # without running plainnet/__init__.py
import plainnet.plots
assert 'plainnet.network' not in sys.modules
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


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("end", [[INF], [NAN], [INF, NAN, NAN]])
def test_a_run_that_diverged_is_drawn_up_to_its_end(end):
    for losses in ([0.7, 20, *end], end):
        ax = plots.loss_curve(axes(), losses, solved_below=0.02)
        ax.figure.canvas.draw()
        np.testing.assert_array_equal(ax.lines[0].get_ydata(), losses)


def test_lists_of_whole_numbers_can_be_drawn():
    X, y = (array.astype(int).tolist() for array in squares())
    plots.loss_curve(axes(), [3, 2, 1], [0, 1, 2]).figure.canvas.draw()
    plots.decision_map(axes(), slope, X, y).figure.canvas.draw()
    plots.patterns(axes(), X, y, size=np.int64(50)).figure.canvas.draw()
    plots.number_grid(axes(), [[1, 0], [0, 1]], [1, 2]).figure.canvas.draw()
    bands = [(0, 1), (1, 1)]
    plots.success_rates(axes(), ["a", "b"], [0, 1], bands).figure.canvas.draw()
    plots.success_curve(axes(), [1, 2], [0, 1], bands, label="a").figure.canvas.draw()
