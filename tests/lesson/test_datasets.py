"""The small data sets: exactly these patterns, these shapes, the same again from the same seed."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plainnet import datasets

DRAWN = {  # with the noise that is added when none is named
    datasets.noisy_xor: 0.2,
    datasets.two_moons: 0.1,
    datasets.rings: 0.1,
    datasets.spirals: 0.05,
    datasets.blobs: 0.3,
}


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
    assert y.shape == (m, 3 if make is datasets.blobs else 1)
    assert np.isin(y, (0, 1)).all()
    np.testing.assert_array_equal(X, again[0])
    np.testing.assert_array_equal(y, again[1])


@pytest.mark.parametrize("make", DRAWN)
def test_without_a_seed_or_with_another_the_data_are_others(make):
    assert not np.array_equal(make(20)[0], make(20)[0])
    one, two = (make(20, rng=np.random.default_rng(seed))[0] for seed in (1, 2))
    assert not np.array_equal(one, two)


@pytest.mark.parametrize("make", DRAWN)
def test_each_coordinate_has_a_noise_of_its_own(make):
    clean, noisy = (make(20_000, n, rng=np.random.default_rng(0))[0] for n in (0, 0.3))
    noise = noisy - clean
    np.testing.assert_allclose(np.cov(noise.T), 0.09 * np.eye(2), atol=0.003)
    np.testing.assert_allclose(noise.mean(axis=0), 0, atol=0.01)


def test_without_noise_each_ring_has_one_radius():
    X, y = datasets.rings(200, noise=0, rng=np.random.default_rng(0))
    np.testing.assert_allclose(np.hypot(*X.T), np.where(y[:, 0] == 0, 0.4, 1.0))
    angles = np.arctan2(*X.T)
    for target in (0, 1):
        assert np.ptp(angles[y[:, 0] == target]) > 6.0  # all the way round


def test_without_noise_a_spiral_winds_one_and_a_half_times_and_the_other_lies_opposite():
    X, y = datasets.spirals(500, noise=0, rng=np.random.default_rng(0))
    radius = np.hypot(*X.T)
    assert radius.min() < 0.02 and 0.98 < radius.max() <= 1
    angle = 2 * np.pi * 1.5 * radius + np.pi * y[:, 0]
    np.testing.assert_allclose(X, radius[:, None] * np.column_stack([np.cos(angle), np.sin(angle)]))


@pytest.mark.parametrize("classes", [2, 3, 5])
def test_without_noise_blobs_are_even_places_of_a_circle(classes):
    X, y = datasets.blobs(200, 0, classes, rng=np.random.default_rng(0))
    assert y.shape == (200, classes) and (y.sum(axis=1) == 1).all()
    for k in range(classes):
        angle = 2 * np.pi * k / classes
        place = np.cos(angle), np.sin(angle)
        own = X[y[:, k] == 1]
        np.testing.assert_allclose(own, np.broadcast_to(place, own.shape), atol=1e-15)


@pytest.mark.parametrize(("make", "noise"), DRAWN.items())
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


# The handwritten digits, and one-hot rows.
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
    np.testing.assert_array_equal(datasets.one_hot([1.0, np.uint8(0)], 3), [[0, 1, 0], [1, 0, 0]])


@given(st.lists(st.integers(0, 40), min_size=1))
def test_without_a_number_of_classes_the_largest_label_is_the_last_class(labels):
    y = datasets.one_hot(labels)
    assert y.shape == (len(labels), max(labels) + 1) and set(y.flat) <= {0.0, 1.0}
    np.testing.assert_array_equal(y.argmax(axis=1), labels)


def test_of_a_million_classes_it_makes_no_square():
    assert np.flatnonzero(datasets.one_hot([3, 999_999])).tolist() == [3, 1_999_999]


# Splits of data into parts.
SHARES = st.lists(st.integers(1, 9), min_size=2, max_size=5)


def drawn_split(y, shares, seed, **options):
    """The shares, scaled to sum to 1, and a split of ``y`` whose X numbers the rows."""
    rng, parts = np.random.default_rng(seed), [share / sum(shares) for share in shares]
    return parts, datasets.split(np.arange(len(y)), y, parts, **options, rng=rng)


@given(m=st.integers(50, 200), shares=SHARES, seed=st.integers(0, 2**32))
def test_a_split_keeps_rows_together_and_loses_none(m, shares, seed):
    shares, parts = drawn_split(-np.arange(m), shares, seed)
    for rows, y in parts:
        np.testing.assert_array_equal(rows, -y)
    assert sorted(np.concatenate([rows for rows, _ in parts])) == list(range(m))
    for (rows, _), share in zip(parts, shares, strict=True):
        assert abs(len(rows) - share * m) <= 1


@pytest.mark.parametrize("column", [lambda y: y, lambda y: y[:, None], datasets.one_hot])
@given(counts=st.lists(st.integers(50, 90), min_size=1, max_size=4), shares=SHARES)
def test_by_class_each_part_has_its_share_of_every_class(column, counts, shares):
    labels = np.repeat(range(len(counts)), counts)
    shares, parts = drawn_split(column(labels), shares, 0, by_class=True)
    assert sorted(np.concatenate([rows for rows, _ in parts])) == list(range(len(labels)))
    for (rows, y), share in zip(parts, shares, strict=True):
        np.testing.assert_array_equal(y, column(labels)[rows])
        found = np.bincount(labels[rows], minlength=len(counts))
        assert (np.abs(found - share * np.array(counts)) <= 1).all()


def test_by_class_the_rows_of_each_part_are_shuffled():
    _, parts = drawn_split(np.repeat([0, 1], 500), [1, 1], 0, by_class=True)
    for rows, y in parts:
        assert np.corrcoef(np.arange(500), y)[0, 1] ** 2 < 0.02
        assert np.corrcoef(np.arange(500), rows)[0, 1] ** 2 < 0.02


def test_the_same_seed_gives_the_same_split_and_another_another():
    X, labels = datasets.digits()
    for options in ({}, {"by_class": True}):
        one, two, three = (
            datasets.split(X, labels, **options, rng=np.random.default_rng(seed))[2][1]
            for seed in (1, 1, 2)
        )
        np.testing.assert_array_equal(one, two)
        assert not np.array_equal(one, three)


def test_without_a_generator_each_split_is_another():
    numbers = np.arange(100)
    one, other = (datasets.split(numbers, numbers)[0][0] for _ in range(2))
    assert one.tolist() != other.tolist()


@pytest.mark.parametrize(
    ("parts", "seed", "expected"),
    [
        ([], 0, [[4, 6, 2, 7, 3, 5], [9, 0], [8, 1]]),
        ([(0.5, 0.25, 0.25)], 7, [[6, 8, 0, 7, 4, 1], [10, 3, 12, 2], [5, 9, 11]]),
    ],
)
def test_a_split_can_be_repeated_from_its_seed(parts, seed, expected):
    numbers, rng = np.arange(sum(map(len, expected))), np.random.default_rng(seed)
    assert [y.tolist() for _, y in datasets.split(numbers, numbers, *parts, rng=rng)] == expected


def test_a_part_can_be_one_pattern():
    assert [len(y) for _, y in datasets.split([1, 2], [3, 4], (0.5, 0.5))] == [1, 1]


# Texts.
def test_there_are_5163_first_names_in_small_letters():
    names = datasets.first_names()
    assert len(names) == len(set(names)) == 5163
    assert names == sorted(names) and {"mary", "aaron"} <= set(names)
    assert set("".join(names)) == set("abcdefghijklmnopqrstuvwxyz")


def test_the_book_has_25_pages_of_37_signs_in_paragraphs():
    pages = datasets.book()
    assert len(pages) == 25 and {"xor", "glossary", "how_it_hangs_together"} <= pages.keys()
    assert all(text.endswith("\n") and "\n\n" not in text for text in pages.values())
    assert set("".join(pages.values())) == set("\n abcdefghijklmnopqrstuvwxyz.,:?'-0()")
    assert pages["xor"].startswith("find out why a network does not learn xor, ")
