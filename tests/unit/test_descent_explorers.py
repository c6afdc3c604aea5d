"""The valleys, the line and the contours: against closed forms, `Momentum` and the Hessian."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plainnet import Momentum, NeuralNetwork, datasets, train
from plainnet.explorers import DescentContour, DescentLine, Sharpness
from plainnet.explorers import descent_contour as contour
from plainnet.explorers import descent_line as line
from plainnet.explorers import sharpness as sharp
from plainnet.explorers.quadratic import descent, loss
from plainnet.hessian import sharpness


# The valley.
@given(st.floats(0.1, 5), st.floats(-2, 2), st.floats(0.01, 0.5))
def test_a_step_multiplies_by_one_minus_alpha_lambda(curvature, start, learning_rate):
    path = descent([curvature], [start], learning_rate, steps=10)
    closed = start * (1 - learning_rate * curvature) ** np.arange(11)
    np.testing.assert_allclose(path[:, 0], closed, rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(loss([curvature], path), 0.5 * curvature * closed**2, atol=1e-12)


def test_momentum_is_that_of_the_package():
    """A network of one weight without bias on one pattern: L = (w x − y)², λ = 2 x²."""
    nn = NeuralNetwork(1, 1, output="identity", loss="mse", bias=False)
    nn.parameters["W1"][:] = 0.7
    X, y, seen = [[1.5]], [[0.0]], [0.7]
    update = Momentum(0.9)
    for _ in range(20):
        train(nn, X, y, learning_rate=0.1, epochs=1, update=update)
        seen.append(nn.parameters["W1"].item())
    path = descent([2 * 1.5**2], [0.7], 0.1, momentum=0.9, steps=20)
    np.testing.assert_allclose(path[:, 0], seen, rtol=1e-12)


# The line.
@pytest.mark.parametrize(
    ("rate", "regime"),
    [
        (0.05, "creeps"),
        (0.45, "creeps"),
        (0.5, "one step"),
        (0.55, "swings"),
        (0.95, "swings"),
        (1.0, "swings forever"),
        (1.05, "diverges"),
    ],
)
def test_the_regimes_meet_at_one_and_two_over_lambda(rate, regime):
    frame = DescentLine().compute(rate, 1.0)
    assert frame["regime"] == regime
    sides = np.sign(frame["path"])
    if regime == "creeps":
        assert set(sides) == {1} and frame["loss"][-1] < frame["loss"][0]
    elif regime == "one step":
        assert frame["path"][1:] == [0] * line.STEPS
    else:
        assert (sides[1:] == -sides[:-1]).all()
        assert (
            np.sign(frame["loss"][-1] - frame["loss"][0])
            == {
                "swings": -1,
                "swings forever": 0,
                "diverges": 1,
            }[regime]
        )


def test_the_marks_are_at_one_and_two_over_lambda():
    spec = DescentLine().spec
    assert [mark["at"] for mark in spec["marks"]] == [1 / line.CURVATURE, 2 / line.CURVATURE]
    assert {mark["at"] for mark in spec["marks"]} < set(line.RATES)
    np.testing.assert_allclose(spec["parabola"], np.array(spec["w"]) ** 2, rtol=1e-3)


# The contours.
def test_along_a_contour_the_loss_is_its_level():
    for condition, flat in zip(contour.CONDITIONS, DescentContour().spec["ellipse"], strict=True):
        for level, rx, ry in zip(contour.LEVELS, flat[::2], flat[1::2], strict=True):
            ends = np.array([[rx, 0.0], [0.0, ry], [rx / np.sqrt(2), ry / np.sqrt(2)]])
            found = loss((contour.STEEP / condition, contour.STEEP), ends)
            np.testing.assert_allclose(found, level, rtol=2e-3)


@given(st.floats(0.05, 1.95), st.sampled_from(contour.MOMENTA), st.floats(0.01, 1.0))
def test_the_slowest_factor_is_how_fast_a_path_shrinks(rate, momentum, curvature):
    factor = contour.slowest(rate * curvature, momentum)
    path = np.abs(descent([curvature], [1.0], rate, momentum, steps=800)[400:, 0])
    if factor > 0.995 or path.max() < 1e-100:
        return
    first, last = path[:200].max(), path[200:].max()
    assert (last / first) ** (1 / 200) == pytest.approx(factor, abs=0.01)


def test_without_momentum_the_limit_is_two_over_the_largest_curvature():
    explorer = DescentContour()
    for condition in contour.CONDITIONS:
        stable, limit, beyond = (explorer.compute(r, 0.0, condition) for r in (1.9, 2.0, 2.1))
        assert stable["loss"][-1] < stable["loss"][0] and abs(stable["across"][-1]) < 0.1
        assert abs(limit["across"][-1]) == pytest.approx(abs(contour.START[1]))
        assert abs(beyond["across"][-1]) > 10
        for frame, says in ((limit, "does not shrink"), (beyond, "α is too large")):
            assert says in frame["sentence"]
        assert "too large" not in stable["sentence"]


def test_the_verdict_names_the_direction_that_takes_longest():
    assert contour.verdict(0.9, 0.5) == "along"
    assert contour.verdict(0.5, 0.9) == "across"
    assert contour.verdict(0.9, 0.9) == "even"


# Sharpness.
@pytest.mark.parametrize(("rate", "seed"), [(0.316, 5), (1.0, 0), (5.62, 3), (10.0, 1)])
def test_sharpness_is_that_of_a_network_trained_alone(rate, seed):
    nn = NeuralNetwork(2, 2, 1, rng=np.random.default_rng(seed))
    X, y = datasets.xor()
    history = train(nn, X, y, learning_rate=rate, epochs=sharp.EPOCHS, snapshots=sharp.SHOWN)
    frame = Sharpness().compute(rate, seed)
    assert frame["outcome"] == history.outcome
    assert frame["limit"] == pytest.approx(2 / rate, rel=1e-3)
    np.testing.assert_allclose(frame["loss"], history.loss[list(sharp.SHOWN)], rtol=6e-4)
    for epoch, value in list(zip(sharp.SHOWN, frame["sharpness"], strict=True))[::7]:
        nn.parameters = history.snapshots[epoch]
        assert value == pytest.approx(sharpness(nn, X, y), rel=1e-3)


def test_the_sentence_counts_the_epochs_above_two_over_alpha():
    frame = Sharpness().compute(5.62, 1)
    above = sum(value > 2 / 5.62 for value in frame["sharpness"])
    assert f"above 2/α at {above} of these {len(sharp.SHOWN)}." in frame["sentence"]


def test_what_is_above_two_over_alpha_is_marked_and_it_starts_where_it_crosses():
    shown = Sharpness()
    frame, at = shown.frame, shown.position[0]
    marked = dict(zip(frame["above_epoch"], frame["above"], strict=True))
    assert all(value > frame["limit"] for value in marked.values())
    for epoch, value in zip(sharp.SHOWN, frame["sharpness"], strict=True):
        assert marked.get(epoch) == (value if value > frame["limit"] else None)
    assert frame["sharpness"][at] == max(frame["sharpness"]) and frame["sharpness"][at - 5] < 0.355
    assert shown.compute(0.316, 0)["above"] == [] and not shown.compute(0.316, 0)["limit_seen"]
