"""Autograd, rule by rule, against central differences; planted wrong rules must be detected."""

import numpy as np
import pytest
from autograd_cases import BINARY, CASES, by_nudging, drawn, error
from each import each

from plainnet.autograd import RULES, Tensor

TOLERANCE = 1e-8


def made(number):
    """The names of all operations that a case uses."""
    _, done, shapes = CASES[number]
    return {tensor.name for tensor in done(*map(Tensor, drawn(shapes))).order()}


@pytest.fixture(scope="module")
def right():
    """The slopes of every case by central differences, with no rule replaced."""
    return [list(by_nudging(done, drawn(shapes))) for _, done, shapes in CASES]


@each("number", range(len(CASES)), ids=lambda k: f"{CASES[k][0]}-{k}")
def test_the_walk_back_is_right_for(number, right):
    name, done, shapes = CASES[number]
    assert name in made(number)
    assert error(done, shapes, right[number]) < TOLERANCE


class Plain(np.ndarray):
    """A NumPy array with those methods of a tensor that NumPy's arrays lack."""

    exp, log = (lambda self: np.exp(self)), (lambda self: np.log(self))
    maximum = lambda self, other: np.maximum(self, other)  # noqa: E731


@each("number", range(len(CASES)), ids=lambda k: f"{CASES[k][0]}-{k}")
def test_the_numbers_are_those_of_numpy_for(number):
    _, done, shapes = CASES[number]
    arrays = drawn(shapes)
    found = done(*map(Tensor, arrays)).data
    expected = np.asarray(done(*(array.view(Plain) for array in arrays)))
    np.testing.assert_allclose(found, expected, rtol=1e-14, strict=True)


def test_every_rule_has_a_case():
    missing = set(RULES) - set().union(*map(made, range(len(CASES))))
    assert not missing, "tests/lesson/autograd_cases.py: give these a case"


# Wrong rules, planted.
def planted(slopes, k):
    """The rule ``slopes``, of which the slopes for input ``k`` are too steep by a millionth."""

    def wrong(g, *values):
        parts = list(slopes(g, *values))
        parts[k] = parts[k] * (1 + 1e-6)
        return tuple(parts)

    return wrong


@each("k", [0, 1])
@each("name", RULES)
def test_a_wrong_rule_is_seen(name, k, right, monkeypatch):
    function, slopes = RULES[name]
    monkeypatch.setitem(RULES, name, (function, planted(slopes, k if name in BINARY else 0)))
    cases = [(case, slopes) for case, slopes in zip(CASES, right, strict=True) if case[0] == name]
    seen = [error(done, shapes, slopes) >= TOLERANCE for (_, done, shapes), slopes in cases]
    assert np.mean(seen) > 0.5  # some slopes are of constants
