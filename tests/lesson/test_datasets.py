"""The small data sets: exactly these patterns, these shapes, the same again from the same seed."""

import tracemalloc

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plainnet import _validation, datasets

DRAWN = (datasets.noisy_xor, datasets.two_moons)


@pytest.mark.parametrize(
    ("gate", "rule"),
    [
        (datasets.xor, lambda a, b: a != b),
        (datasets.and_, lambda a, b: a and b),
        (datasets.or_, lambda a, b: a or b),
    ],
)
def test_a_gate_is_its_truth_table(gate, rule):
    X, y = gate()
    assert X.dtype == y.dtype == float
    np.testing.assert_array_equal(X, [[0, 0], [0, 1], [1, 0], [1, 1]])
    np.testing.assert_array_equal(y, [[float(rule(a, b))] for a, b in X])


def test_changing_a_pattern_does_not_change_the_next_call():
    X, y = datasets.xor()
    X += 1
    y += 1
    assert datasets.xor()[0].max() == datasets.xor()[1].max() == 1


@pytest.mark.parametrize("make", DRAWN)
@given(m=st.integers(1, 50), noise=st.floats(0, 2), seed=st.integers(0, 2**32))
def test_the_same_seed_gives_the_same_data(make, m, noise, seed):
    X, y = make(m, noise, rng=np.random.default_rng(seed))
    again = make(m, noise, rng=np.random.default_rng(seed))
    assert X.shape == (m, 2)
    assert y.shape == (m, 1)
    assert np.isin(y, (0, 1)).all()
    np.testing.assert_array_equal(X, again[0])
    np.testing.assert_array_equal(y, again[1])


@pytest.mark.parametrize("make", DRAWN)
def test_without_a_seed_or_with_another_the_data_are_others(make):
    assert not np.array_equal(make(20)[0], make(20)[0])
    one, two = (make(20, rng=np.random.default_rng(seed))[0] for seed in (1, 2))
    assert not np.array_equal(one, two)


def test_without_noise_noisy_xor_is_at_the_corners_with_their_targets():
    X, y = datasets.noisy_xor(200, noise=0, rng=np.random.default_rng(0))
    assert {tuple(corner) for corner in X} == set(datasets.CORNERS)
    np.testing.assert_array_equal(y[:, 0], X[:, 0] != X[:, 1])


def test_the_noise_of_noisy_xor_is_a_standard_deviation_and_corners_are_equally_likely():
    X, y = datasets.noisy_xor(40_000, noise=0.1, rng=np.random.default_rng(0))
    corner = np.round(X)
    assert np.std(X - corner) == pytest.approx(0.1, rel=0.02)
    np.testing.assert_allclose(corner.mean(axis=0), 0.5, atol=0.01)
    assert y.mean() == pytest.approx(0.5, abs=0.01)


def test_without_noise_two_moons_are_half_circles_of_radius_1():
    X, y = datasets.two_moons(300, noise=0, rng=np.random.default_rng(0))
    upper, lower = X[y[:, 0] == 0], X[y[:, 0] == 1]
    np.testing.assert_allclose(np.hypot(*upper.T), 1)
    np.testing.assert_allclose(np.hypot(*(lower - [1, 0.5]).T), 1)
    assert upper[:, 1].min() >= 0
    assert lower[:, 1].max() <= 0.5
    assert 100 < len(upper) < 200


def test_the_noise_of_two_moons_is_a_standard_deviation():
    clean, _ = datasets.two_moons(20_000, noise=0, rng=np.random.default_rng(0))
    noisy, _ = datasets.two_moons(20_000, noise=0.3, rng=np.random.default_rng(0))
    assert np.std(noisy - clean) == pytest.approx(0.3, rel=0.02)


@pytest.mark.parametrize("make", DRAWN)
def test_the_memory_that_is_asked_for_is_enough_and_not_much_more(make, monkeypatch):
    asked = []
    monkeypatch.setattr(_validation, "memory", lambda needed, _: asked.append(needed))
    tracemalloc.start()
    make(100_000)
    held = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert held <= asked[0] <= 3 * held


@pytest.mark.parametrize("make", DRAWN)
def test_each_coordinate_has_a_noise_of_its_own(make):
    clean, noisy = (make(20_000, n, rng=np.random.default_rng(0))[0] for n in (0, 0.3))
    noise = noisy - clean
    np.testing.assert_allclose(np.cov(noise.T), 0.09 * np.eye(2), atol=0.003)
    np.testing.assert_allclose(noise.mean(axis=0), 0, atol=0.01)


@pytest.mark.parametrize(("make", "noise"), [(datasets.noisy_xor, 0.2), (datasets.two_moons, 0.1)])
def test_the_noise_that_is_added_when_none_is_named(make, noise):
    unnamed, named = (
        make(9, rng=np.random.default_rng(0)),
        make(9, noise, rng=np.random.default_rng(0)),
    )
    np.testing.assert_array_equal(unnamed[0], named[0])


def test_noisy_xor_can_be_repeated_from_its_seed_draw_by_draw():
    X, y = datasets.noisy_xor(50, 0.3, rng=np.random.default_rng(7))
    rng = np.random.default_rng(7)
    corner = np.array(datasets.CORNERS)[[rng.integers(4) for _ in range(50)]]
    noise = [[0.3 * rng.standard_normal() for _ in range(2)] for _ in range(50)]
    np.testing.assert_allclose(X, corner + noise, atol=1e-14)
    np.testing.assert_array_equal(y[:, 0], corner[:, 0] != corner[:, 1])


def test_two_moons_can_be_repeated_from_its_seed_draw_by_draw():
    X, y = datasets.two_moons(50, 0.3, rng=np.random.default_rng(7))
    rng = np.random.default_rng(7)
    lower = np.array([rng.integers(2) for _ in range(50)])
    angle = np.pi * np.array([rng.random() for _ in range(50)])
    noise = [[0.3 * rng.standard_normal() for _ in range(2)] for _ in range(50)]
    turned = np.where(lower, -1, 1)[:, None] * np.column_stack([np.cos(angle), np.sin(angle)])
    np.testing.assert_allclose(X, turned + np.outer(lower, [1, 0.5]) + noise, atol=1e-14)
    np.testing.assert_array_equal(y[:, 0], lower)


# Digits.
def test_there_are_1797_digits_of_8_times_8_pixels_between_paper_and_ink():
    X, labels = datasets.digits()
    assert X.shape == (1797, 64) and labels.shape == (1797,)
    assert set(np.unique(16 * X)) == set(range(17))
    assert labels.dtype == int
    assert np.bincount(labels).tolist() == [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]


def test_the_first_digit_is_a_zero_with_a_hole():
    X, labels = datasets.digits()
    image = X[0].reshape(8, 8)
    assert labels[0] == 0
    assert image[3:5, 3].max() == 0 < image[3:5, 2].min() and image[3:5, 5].min() > 0


def test_a_one_hot_row_has_its_1_at_the_label():
    np.testing.assert_array_equal(datasets.one_hot([2, 0], 3), [[0, 0, 1], [1, 0, 0]])
    labels = np.arange(10)
    np.testing.assert_array_equal(datasets.one_hot(labels).argmax(axis=1), labels)
    assert datasets.one_hot([1.0, np.uint8(3)]).shape == (2, 10)


@given(m=st.integers(5, 200), seed=st.integers(0, 2**32))
def test_a_split_keeps_rows_together_and_loses_none(m, seed):
    X = np.arange(2 * m).reshape(m, 2)
    parts = datasets.split(X, X[:, 0] // 2, rng=np.random.default_rng(seed))
    for inputs, numbers in parts:
        np.testing.assert_array_equal(inputs[:, 0], 2 * numbers)
    shuffled = np.concatenate([numbers for _, numbers in parts])
    assert sorted(shuffled) == list(range(m))
    for (inputs, _), share in zip(parts, (0.6, 0.2, 0.2), strict=True):
        assert abs(len(inputs) - share * m) <= 1


def test_the_same_seed_gives_the_same_split_and_another_another():
    X, labels = datasets.digits()
    one, two, three = (
        datasets.split(X, labels, rng=np.random.default_rng(seed))[2][1] for seed in (1, 1, 2)
    )
    np.testing.assert_array_equal(one, two)
    assert not np.array_equal(one, three)
    assert len(set(three)) == 10  # shuffled, and not cut from a sorted list
