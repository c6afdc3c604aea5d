"""The museum's sweep: each cell trains its exhibit, and its key knows the museum's code."""

import dataclasses
import re
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from plainnet import datasets
from plainnet.broken import museum
from plainnet.broken.museum import EXHIBITS
from plainnet.sweeps.museum_sweep import MuseumSweep

TINY = MuseumSweep(
    name="tiny_museum",
    widths=("right", "sign_flipped", "wrong_axis"),
    activations=("tanh", "relu"),
    learning_rates=(0.5, 2.0),
    seeds=6,
    epochs=300,
)
HERE = ThreadPoolExecutor(1)  # in this process; tests/sweeps/test_executors.py has the others
X, y = datasets.xor()


def test_each_cell_trains_its_own_exhibit():
    result = TINY.run(HERE)
    assert result.count().shape == (3, 2, 2)
    for (key, activation, rate), outcomes in zip(TINY.cells, result.outcome, strict=True):
        stack = museum.start(range(6), EXHIBITS[key].hidden, activation)
        settings = {"learning_rate": rate, "epochs": 300}
        history = museum.train_stack(stack, X, y, EXHIBITS[key], activation, **settings)
        np.testing.assert_array_equal(outcomes, history.outcome)
    assert result.count()[0].sum() > 0 == result.count()[1].sum()
    assert TINY.network(TINY.cells[-1], 0).sizes == (2, 4, 1)


def test_a_result_is_kept_and_read(tmp_path, monkeypatch):
    monkeypatch.setattr("plainnet.lab.kept.KEPT", tmp_path)
    result = TINY.run(HERE)
    TINY.save_result(result)
    loaded = TINY.load_result()
    np.testing.assert_array_equal(loaded.outcome, result.outcome)
    assert loaded.chosen == result.chosen


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("delta2 = y_hat - y\n", "delta2 = 2 * (y_hat - y)\n"),
        ('for name in ("W2", "b2"):', 'for name in ("W2",):'),
        ("EXHIBITS[key].hidden, activation)", "3, activation)"),
        ("return 2.0 * (y_hat", "return 2.5 * (y_hat"),
    ],
)
def test_a_result_of_other_code_is_out_of_date(edit, before, after):
    key = TINY.key()
    edit(before, after)
    assert TINY.key() != key


def test_a_title_and_a_docstring_leave_a_result_valid(edit, monkeypatch):
    key, right = TINY.key(), EXHIBITS["right"]
    monkeypatch.setitem(EXHIBITS, "right", right._replace(title="another title"))
    edit('"""g′ is left out."""', '"""Another one."""')
    assert TINY.key() == key
    edit('"sign flipped in the hidden layer"', '"the sign of the hidden layer flipped"')
    assert TINY.key() == key
    monkeypatch.setitem(EXHIBITS, "right", right._replace(hidden=5))
    assert TINY.key() != key


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"widths": (3,)}, "widths: expected one of right, derivative_at_output, "),
        ({"widths": ([],)}, "widths: expected one of right, derivative_at_output, "),
        ({"loss": "mse"}, "loss: expected 'cross_entropy', as the museum has it; got 'mse'"),
        ({"init": "he"}, "init: expected 'xavier', as the museum has it; got 'he'"),
        ({"momentum": 0.5}, "momentum: expected 0.0, as the museum has it; got 0.5"),
        ({"epochs": None}, "epochs: expected a whole number of at least 1; got None"),
    ],
)
def test_a_malformed_setting_is_named(change, message):
    with pytest.raises(ValueError, match="^" + re.escape(message)):
        dataclasses.replace(TINY, **change)


def test_a_malformed_cell_or_run_is_named():
    for call, says in [
        (lambda: TINY.network((3, "tanh", 1.0), 0), "cell: expected one of right, derivative_at"),
        (lambda: TINY.network(5, 0), "cell: expected a list or a range; got 5"),
        (lambda: TINY.train_runs([((3, "tanh", 0.5), 0)]), "picks: expected pairs (cell, seed)"),
    ]:
        with pytest.raises(ValueError, match="^" + re.escape(says)):
            call()
