"""Autograd, rule by rule, against central differences; planted wrong rules must be detected."""

import numpy as np
import pytest
from autograd_cases import BINARY, CASES, by_nudging, drawn, error
from each import each

from plainnet import autograd
from plainnet.autograd import RULES, Tensor

TOLERANCE = 1e-8


def made(number):
    """The names of all operations that a case uses."""
    _, done, shapes = CASES[number]
    return {tensor.name for tensor in done(*map(Tensor, drawn(shapes))).order()}


def uncovered():
    """The names in ``RULES`` that no case uses."""
    return set(RULES) - set().union(*map(made, range(len(CASES))))


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
    assert not uncovered(), "tests/lesson/autograd_cases.py: give these a case"


def test_a_rule_without_a_case_is_seen(monkeypatch):
    monkeypatch.setitem(RULES, "tanh", (np.tanh, lambda g, z, a: (g * (1 - z**2),)))
    assert uncovered() == {"tanh"}


# Wrong rules, planted.
def is_seen(number, right):
    """Whether this case detects the planted rule: by wrong slopes, or by an error."""
    _, done, shapes = CASES[number]
    try:
        return not error(done, shapes, right[number]) < TOLERANCE
    except ValueError:
        return True


def planted(slopes, k, change):
    """The rule ``slopes``, with a ``change`` of the slopes that it returns for input ``k``."""

    def wrong(g, *values):
        parts = list(slopes(g, *values))
        parts[k] = change(parts[k])
        return tuple(parts)

    return wrong


CHANGES = {
    "by-a-millionth": lambda part: part * (1 + 1e-6),
    "turned": lambda part: -1.5 * part,  # not −1: two sums, in the case and in `loss`, would cancel
    "forgotten": lambda part: 0 * part,
    "twice": lambda part: 2 * part,
    "in-other-places": lambda part: part[..., ::-1] if part.ndim else part + 1,
}
# The least share of cases to detect a change: some slopes are of constants, or all the same.
LEAST = dict.fromkeys(RULES, 0.8) | dict.fromkeys(["+", "-", "/", "*", "max"], 0.5)


@each("change", CHANGES)
@each("name", RULES)
def test_a_wrong_rule_is_seen(name, change, right, monkeypatch):
    numbers = [k for k, case in enumerate(CASES) if case[0] == name]
    function, slopes = RULES[name]
    for k in range(2 if name in BINARY else 1):
        monkeypatch.setitem(RULES, name, (function, planted(slopes, k, CHANGES[change])))
        seen = [number for number in numbers if is_seen(number, right)]
        least = 0.4 if change == "in-other-places" else LEAST[name]
        assert len(seen) > least * len(numbers)


def two_inputs(names):
    return [k for k, (name, _, shapes) in enumerate(CASES) if name in names and len(shapes) == 2]


@pytest.mark.parametrize("name", sorted({*BINARY} - {"+"}))
def test_slopes_of_the_other_input_are_seen(name, right, monkeypatch):
    function, slopes = RULES[name]
    monkeypatch.setitem(RULES, name, (function, lambda *values: slopes(*values)[::-1]))
    assert all(is_seen(k, right) for k in two_inputs([name]))


@pytest.mark.parametrize(
    "wrong",
    [
        lambda g, shape: g,
        lambda g, shape: g[(0,) * (g.ndim - len(shape))].reshape(shape),
        lambda g, shape: np.resize(g.sum(), shape),
        lambda g, shape: g.sum(axis=tuple(range(g.ndim - len(shape)))),
        lambda g, shape: autograd_summed(g, shape) * np.prod(shape) / g.size,
    ],
    ids=["not-at-all", "the-first-row", "over-everything", "without-axes-of-size-1", "the-mean"],
)
def test_a_wrong_sum_over_what_was_spread_is_seen(wrong, right, monkeypatch):
    spread = [k for k in two_inputs(BINARY) if len({shape[:-2] for shape in CASES[k][2]}) > 1]
    spread += [k for k in two_inputs([*"+-*/"]) if len(set(CASES[k][2])) > 1]
    monkeypatch.setattr(autograd, "summed", wrong)
    assert sum(is_seen(k, right) for k in spread) > 0.4 * len(spread)


autograd_summed = autograd.summed
