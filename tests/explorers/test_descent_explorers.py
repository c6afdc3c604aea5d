"""Descent explorers, compared with closed forms, with `Momentum` and with the Hessian."""

import itertools
import re

import numpy as np
import pytest
from colours import contrast
from each import each
from hypothesis import given
from hypothesis import strategies as st

from plainnet import Momentum, NeuralNetwork, datasets, train
from plainnet.explorers import DescentContour, DescentLine, Sharpness
from plainnet.explorers import descent_contour as contour
from plainnet.explorers import descent_line as line
from plainnet.explorers import sharpness as sharp
from plainnet.explorers.descent_contour import valley
from plainnet.explorers.quadratic import descent, loss
from plainnet.lab.hessian import hessian, sharpness


# Tests of gradient descent on a quadratic loss.
@given(st.floats(0.1, 5), st.floats(-2, 2), st.floats(0.01, 0.5))
def test_a_step_multiplies_by_one_minus_alpha_lambda(curvature, start, learning_rate):
    path = descent([curvature], [start], learning_rate, steps=10)
    closed = start * (1 - learning_rate * curvature) ** np.arange(11)
    np.testing.assert_allclose(path[:, 0], closed, rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(loss([curvature], path), 0.5 * curvature * closed**2, atol=1e-12)


def test_momentum_is_that_of_the_package():
    """A network with one weight and no bias on one pattern: L = (w x − y)², so λ = 2 x²."""
    nn = NeuralNetwork(1, 1, output="identity", loss="mse", bias=False)
    nn.parameters["W1"][:] = 0.7
    X, y, seen = [[1.5]], [[0.0]], [0.7]
    update = Momentum(0.9)
    for _ in range(20):
        train(nn, X, y, learning_rate=0.1, epochs=1, update=update)
        seen.append(nn.parameters["W1"].item())
    path = descent([2 * 1.5**2], [0.7], 0.1, momentum=0.9, steps=20)
    np.testing.assert_allclose(path[:, 0], seen, rtol=1e-12)


# Tests of the explorer `DescentLine`.
@each(
    ("rate", "regime", "end"),  # and whether it costs less or more than the start
    [
        (0.05, "creeps", -1),
        (0.45, "creeps", -1),
        (0.5, "at once", -1),
        (0.55, "swings", -1),
        (0.95, "swings", -1),
        (1.0, "forever", 0),
        (1.05, "diverges", 1),
    ],
)
def test_the_regimes_meet_at_one_and_two_over_lambda(rate, regime, end):
    frame = DescentLine().compute(rate, 1.0)
    assert line.WORDS["regimes"][regime] in frame["sentence"]
    sides = np.sign(frame["path"])
    assert np.sign(frame["loss"][-1] - frame["loss"][0]) == end
    if regime == "creeps":
        assert set(sides) == {1}
    elif regime == "at once":
        assert frame["path"][1:] == [0] * line.STEPS
    else:
        assert (sides[1:] == -sides[:-1]).all()


def test_the_marks_are_at_one_and_two_over_lambda():
    spec = DescentLine().spec
    marks = [1 / line.CURVATURE, 2 / line.CURVATURE]
    assert spec["strip"]["ticks"] == spec["limits"][1:3] == marks
    assert spec["strip"]["names"] == [f"1/λ = {marks[0]:g}", f"2/λ = {marks[1]:g}"]
    assert set(marks) < set(line.RATES)
    np.testing.assert_allclose(spec["parabola"], np.array(spec["parabola_w"]) ** 2, rtol=1e-3)


# Tests of the explorer `DescentContour`.
def test_along_a_contour_the_loss_is_its_level():
    spec = DescentContour().spec
    for at, condition in enumerate(contour.CONDITIONS):
        lines = zip(valley.LEVELS, spec["contour_x"][at], spec["contour_y"][at], strict=True)
        for level, xs, ys in lines:
            points = np.array([p for p in zip(xs, ys, strict=True) if None not in p])
            found = loss((contour.STEEP / condition, contour.STEEP), points)
            np.testing.assert_allclose(found, level, rtol=2e-3)
            assert np.abs(points[:, 0]).max() <= contour.WIDE + 1e-9
            assert points[:, 1].min() == -points[:, 1].max()


@given(
    st.sampled_from(contour.RATES),
    st.sampled_from(contour.MOMENTA),
    st.sampled_from(contour.CONDITIONS),
    st.sampled_from(contour.STARTS_X),
    st.sampled_from(contour.STARTS_Y),
)
def test_a_path_is_the_share_that_is_left_of_its_start(rate, momentum, condition, x, y):
    explorer = DescentContour()
    frame = explorer.compute(x, y, rate, momentum, condition)
    curvatures = contour.STEEP / condition, contour.STEEP
    for keys, beta in (
        (("along", "across"), momentum),
        (("plain_along", "plain_across"), 0.0),
    ):
        path = descent(curvatures, (x, y), rate, beta, contour.STEPS)
        if keys[0] == "plain_along" and not momentum:
            assert [frame[key] for key in keys] == [[], []]  # the same path is not told twice
            continue
        for key, start, true in zip(keys, (x, y), path.T, strict=True):
            np.testing.assert_allclose(np.multiply(frame[key], start), true, rtol=6e-3, atol=6e-4)
    for name, edge, start in (("x", contour.WIDE, x), ("y", contour.HIGH, y)):
        axis = explorer.spec[f"from_{name}"][frame[f"at_{name}"]]
        ends = np.multiply([axis["from"], axis["to"]], start)
        np.testing.assert_allclose(ends, [-edge, edge])
        assert axis["ticks"] == [0, 1]


@given(
    st.sampled_from(contour.RATES),
    st.sampled_from(contour.MOMENTA),
    st.sampled_from(contour.CONDITIONS),
)
def test_the_steps_to_a_thousandth_are_counted_along_a_path(rate, momentum, condition):
    frame = DescentContour().compute(*contour.START, rate, momentum, condition)
    curvatures = contour.STEEP / condition, contour.STEEP
    if max(contour.slowest(rate * each, momentum) for each in curvatures) > 1 - 1e-9:
        assert frame["needs"] == "to a thousandth: never"
        return
    path = np.abs(descent(curvatures, (1.0, 1.0), rate, momentum, steps=1000))
    last = max(np.flatnonzero(path.max(axis=1) > 0.001))
    steps = f"{last + 1} step{'s' if last else ''}" if last < 1000 else "over 1,000 steps"
    assert frame["needs"] == f"to a thousandth: {steps}"


def test_the_lines_of_the_map_are_where_a_path_begins_to_swing_and_to_diverge():
    spec = DescentContour().spec
    for rate, momentum in list(zip(spec["swings_x"], spec["swings_y"], strict=True))[::7]:
        before, after = (
            descent([1.0], [1.0], rate * part, momentum, 4000)[:, 0] for part in (0.9, 1.1)
        )
        assert (before >= 0).all() and (after < 0).any()
    (rate, momentum), (last, high) = zip(spec["diverges_x"], spec["diverges_y"], strict=True)
    assert (rate, last) == pytest.approx((2 * (1 + momentum), 2 * (1 + high)))
    for beta in contour.MOMENTA:
        limit = np.interp(beta, [momentum, high], [rate, last])
        assert contour.slowest(limit, beta) == pytest.approx(1.0)


@pytest.mark.parametrize("condition", contour.CONDITIONS)
def test_the_map_has_the_steps_needed_and_its_ring_the_fewest(condition):
    spec = DescentContour().spec
    at = contour.CONDITIONS.index(condition)
    letters = spec["counts"][at]
    assert spec["shades"]["columns"] * len(valley.MOMENTA) == len(letters) == 1600
    for cell, (momentum, rate) in enumerate(itertools.product(valley.MOMENTA, valley.RATES)):
        if cell % 7 and rate not in (1.0, 2.0):  # each costs a millisecond
            continue
        products = rate * contour.STEEP / condition, rate * contour.STEEP
        needs = max(valley.steps_needed(step, momentum) for step in products)
        if max(contour.slowest(step, momentum) for step in products) > 1 - 1e-9:
            expected = "h"
        else:
            expected = "abcdefg"[sum(needs > bound for bound in (10, 20, 40, 80, 160, 320))]
        assert letters[cell] == expected, (rate, momentum)
    counts = valley.counts(condition)
    row, column = (
        valley.MOMENTA.index(spec["best_y"][at]),
        valley.RATES.index(spec["best_x"][at]),
    )
    assert counts[row, column] == counts.min()
    assert re.search(r"\d+", spec["fewest"][at]).group() == f"{counts.min():g}"
    curvatures = contour.STEEP / condition, contour.STEEP
    path = descent(curvatures, (1.0, 1.0), spec["best_x"][at], spec["best_y"][at], 1000)
    assert np.flatnonzero(np.abs(path).max(axis=1) > 0.001)[-1] + 1 == counts.min()


def test_the_handle_stops_at_cells_of_the_map_and_texts_stand_out_from_all_shades():
    spec = DescentContour().spec
    assert sorted({*spec["best_y"]}) == spec["best_y"]  # the chapter says that the ring rises
    assert {*contour.RATES} <= {*valley.RATES} and {*contour.MOMENTA} <= {*valley.MOMENTA}
    for paper, ink in (("#ffffff", "#222222"), ("#121212", "#e6e6e6")):
        for colour in spec["shades"]["colours"]:
            ground, (*shade, opacity) = (bytes.fromhex(each[1:]) for each in (paper, colour))
            pairs = zip(shade, ground, strict=True)
            mixed = (round(below + opacity / 255 * (above - below)) for above, below in pairs)
            assert contrast("#" + bytes(mixed).hex(), ink) >= 4.5, (colour, paper)


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
        stable, limit, beyond = (
            explorer.compute(*contour.START, rate, 0.0, condition) for rate in (1.9, 2.0, 2.1)
        )
        assert abs(stable["across"][-1]) < 0.1
        assert abs(limit["across"][-1]) == 1.0
        assert abs(beyond["across"][-1]) > 100
        for frame, says in ((limit, "does not shrink"), (beyond, "α is too large")):
            assert says in frame["sentence"]
            assert frame["roles"]["across"] == "wrong" and frame["needs"].endswith("never")
        assert "too large" not in stable["sentence"] and stable["roles"]["across"] == "curve"


def test_the_verdict_names_the_direction_that_takes_longest():
    assert contour.verdict(0.9, 0.5) == "along"
    assert contour.verdict(0.5, 0.9) == "across"
    assert contour.verdict(0.9, 0.9) == "even"
    assert contour.verdict(0.98, 0.95) == "along"  # 342 steps, compared with 135


@pytest.mark.parametrize("momentum", contour.MOMENTA)
def test_the_sentence_agrees_with_its_counts(momentum):
    for rate, condition in itertools.product(contour.RATES[::3], contour.CONDITIONS):
        says = DescentContour().compute(*contour.START, rate, momentum, condition)["sentence"]
        found = re.search(
            r"thousandth: (?:\D*([\d,]+) steps?|never) along the valley, "
            r"(?:\D*([\d,]+) steps?|never) across it",
            says,
        )
        along, across = (count and int(count.replace(",", "")) for count in found.groups())
        if along and across and along + across > 60:
            assert ("equally fast" in says) <= (2 / 3 < along / across < 3 / 2), says


# Tests of the explorer `Sharpness`.
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
    highest, when, last = re.search(
        r"at most ([\d.]+), after (\d+) epochs, and ends at ([\d.]+)\.", frame["sentence"]
    ).groups()
    shown = dict(zip(sharp.SHOWN, frame["sharpness"], strict=True))
    told = [shown.get(epoch) for epoch in (int(when), sharp.EPOCHS)]
    assert told == pytest.approx([float(highest), float(last)], abs=1e-4)


def test_the_sentence_counts_the_epochs_above_two_over_alpha():
    frame = Sharpness().compute(5.62, 1)
    above = sum(value > 2 / 5.62 for value in frame["sharpness"])
    assert f"above 2/α at {above} of {len(sharp.SHOWN)} epochs." in frame["sentence"]


def test_what_is_above_two_over_alpha_is_marked_and_it_starts_where_it_crosses():
    shown = Sharpness()
    frame, at = shown.frame, shown.position[0]
    marked = dict(zip(frame["above_epoch"], frame["above"], strict=True))
    assert all(value > frame["limit"] for value in marked.values())
    for epoch, value in zip(sharp.SHOWN, frame["sharpness"], strict=True):
        assert marked.get(epoch) == (value if value > frame["limit"] else None)
    assert frame["sharpness"][at] == max(frame["sharpness"]) and frame["sharpness"][at - 5] < 0.355
    assert shown.compute(0.316, 0)["above"] == [] and not shown.compute(0.316, 0)["limit_seen"]


def test_the_factor_is_what_a_step_does_along_the_largest_curvature():
    """On the quadratic approximation, whose gradient is He at the distance e from its bottom."""
    rate, seed, place = 5.62, 4, sharp.SHOWN.index(520)
    nn = NeuralNetwork(2, 2, 1, rng=np.random.default_rng(seed))
    X, y = datasets.xor()
    train(nn, X, y, learning_rate=rate, epochs=520)
    H = hessian(nn, X, y)
    q = np.linalg.eigh(H)[1][:, -1]
    e = np.random.default_rng(0).normal(size=9)
    factor = q @ (e - rate * H @ e) / (q @ e)
    frame = Sharpness().compute(rate, seed)
    assert frame["factor"][place] == f"−{-factor:.2f}" == "−1.68"
    assert frame["hops"][place][:2] == pytest.approx([1, factor], abs=0.01)


def test_steps_that_lead_away_are_red_and_end_at_the_edge_of_the_panel():
    for rate, seed in ((5.62, 4), (10.0, 1), (0.316, 0)):
        frame = Sharpness().compute(rate, seed)
        for place, (value, factor) in enumerate(
            zip(frame["sharpness"], frame["factor"], strict=True)
        ):
            factor = float(factor.replace("−", "-"))
            assert factor == pytest.approx(1 - rate * value, abs=0.011)
            role = "wrong" if sharp.SHOWN[place] in frame["above_epoch"] else None
            assert frame["roles"].get(f"factor.{place}") == role
            assert factor <= -1 if role else factor >= -1
            path = list(zip(frame["hops"][place], frame["heights"][place], strict=True))
            landed = frame["landed"][place]
            assert path[: landed + 1] == [
                pytest.approx((factor**k, factor ** (2 * k)), abs=0.0051) for k in range(landed + 1)
            ]
            assert len(path) == min(landed + 2, 3)
            if landed < 2:  # the last end lies on the way, and on the edge
                ends = path[landed], (factor ** (landed + 1), factor ** (2 * landed + 2))
                (u, height), (end_u, end_height) = path[-1], np.subtract(*ends[::-1])
                parts = (u - ends[0][0]) / end_u, (height - ends[0][1]) / end_height
                assert parts[0] == pytest.approx(parts[1], abs=0.02)
                assert max(abs(u) / sharp.EDGE, height / sharp.EDGE**2) == pytest.approx(
                    1, abs=0.01
                )
