"""One test that asks one question of many rows, each a subtest that is named if it fails."""

import functools
import inspect
import itertools

import pytest

PARAM = type(pytest.param())


def each(names, values, ids=None):
    """Decorate a test as `pytest.mark.parametrize` does, but make one test instead of one a row.

    ``ids`` names a row by a function of its value, or has the names of all rows; without it, a row
    is named by its ``id`` if it is a `pytest.param`, or by its values. With several decorators the
    question is asked of each combination. A ``monkeypatch`` is undone after each row; all other
    fixtures belong to all rows together.
    """
    names = names.split(", ") if isinstance(names, str) else names
    values = list(values)
    assert values, f"no row for {', '.join(names)}: the test would ask nothing"
    named = map(ids, values) if callable(ids) else ids or [""] * len(values)
    table = [_row(names, *pair) for pair in zip(named, values, strict=True)]

    def decorate(test):
        question, tables = getattr(test, "asks", (test, []))
        return _test(question, [table, *tables])

    return decorate


def _row(names, label, value):
    if isinstance(value, PARAM):
        assert not value.marks, "a row is no test, so it has no marks"
        label, value = value.id or label, value.values
    elif len(names) == 1:
        value = [value]
    label = label or "-".join(str(getattr(part, "__name__", part)) for part in value)
    return label, dict(zip(names, value, strict=True))


def _test(question, tables):
    """The test that asks a question of each combination of rows of the tables."""
    wanted = inspect.signature(question).parameters.values()
    given = {name for table in tables for name in table[0][1]}
    fixtures = {p.name: p for p in wanted if p.name not in given}

    @functools.wraps(question)
    def test(subtests, **values):
        for combined in itertools.product(*tables):
            label = "-".join(label for label, _ in combined)
            with subtests.test(label), pytest.MonkeyPatch.context() as monkeypatch:
                if "monkeypatch" in fixtures:
                    values["monkeypatch"] = monkeypatch
                question(**values, **{k: v for _, row in combined for k, v in row.items()})

    test.asks = question, tables
    own = inspect.Parameter("subtests", inspect.Parameter.POSITIONAL_OR_KEYWORD)
    test.__signature__ = inspect.Signature([own, *fixtures.values()])
    return test
