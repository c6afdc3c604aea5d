"""The interval of a success rate is Wilson's: known values, its properties, its equation."""

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plainnet.lab.ensemble import success_interval


@pytest.mark.parametrize(
    ("solved", "runs", "interval"),
    [
        (0, 10, (0.0, 0.2775)),
        (5, 10, (0.2366, 0.7634)),
        (10, 10, (0.7225, 1.0)),
        (1, 1, (0.2065, 1.0)),
        (63, 300, (0.1677, 0.2596)),
    ],
)
def test_the_interval_of_a_rate_is_wilsons(solved, runs, interval):
    assert success_interval(solved, runs) == pytest.approx(interval, abs=5e-5)


@given(st.integers(1, 10_000).flatmap(lambda runs: st.tuples(st.integers(0, runs), st.just(runs))))
def test_an_interval_holds_its_rate_lies_within_0_and_1_and_mirrors(counts):
    solved, runs = counts
    low, high = success_interval(solved, runs)
    assert 0 <= low < high <= 1
    assert low - 1e-12 <= solved / runs <= high + 1e-12
    mirrored = success_interval(runs - solved, runs)
    assert mirrored == pytest.approx((1 - high, 1 - low), abs=1e-12)


@given(st.integers(1, 500))
def test_the_bounds_of_an_interval_solve_wilsons_equation(solved):
    runs = 500
    for bound in success_interval(solved, runs):
        z = (solved / runs - bound) / math.sqrt(bound * (1 - bound) / runs) if bound < 1 else 1.96
        assert abs(z) == pytest.approx(1.96, abs=1e-3)


@pytest.mark.parametrize("runs", [28, 100])
def test_about_95_of_100_intervals_hold_the_true_rate(runs):
    counts = range(runs + 1)
    bounds = [success_interval(solved, runs) for solved in counts]
    for rate in (0.5, 0.6, 0.7, 0.8, 0.9):
        held = [low <= rate <= high for low, high in bounds]
        chances = [math.comb(runs, k) * rate**k * (1 - rate) ** (runs - k) for k in counts]
        assert sum(itertools.compress(chances, held)) == pytest.approx(0.95, abs=0.02)
