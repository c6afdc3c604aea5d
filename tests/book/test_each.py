"""Of a test with many rows each is tried, and the one that fails is named."""

from pathlib import Path

import pytest
from each import each

pytest_plugins = ["pytester"]
TEST = """
import os
import pytest
from each import each

@pytest.fixture
def most():
    return 2

@each("a, b", [(1, 1), (2, 3), pytest.param(4, 4, id="large")])
@each("k", [0, 1], ids=["none", "one"])
def test_it(a, b, k, most, monkeypatch):
    assert "ROW" not in os.environ
    monkeypatch.setenv("ROW", "here")
    assert a <= most
    assert a == b or k
"""


def test_each_row_is_tried_and_those_that_fail_are_named(pytester):
    pytester.syspathinsert(Path(__file__).parents[1])
    pytester.makepyfile(test_it=TEST)
    run = pytester.inline_run("-q", "-p", "no:xdist")
    reports = [r for r in run.getreports("pytest_runtest_logreport") if r.when == "call"]
    *rows, whole = reports
    assert whole.failed
    failed = [row.failed for row in rows]
    assert dict(zip((row.context.msg for row in rows), failed, strict=True)) == {
        "1-1-none": False,
        "1-1-one": False,
        "2-3-none": True,
        "2-3-one": False,
        "large-none": True,
        "large-one": True,
    }


def test_a_table_without_rows_is_an_error():
    with pytest.raises(AssertionError, match="no row for a, b"):
        each("a, b", [])
