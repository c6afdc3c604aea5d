"""The museum's sweep: each cell trains its exhibit, and its key depends on the museum's code."""

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


def test_each_cell_trains_its_own_exhibit():
    X, y = datasets.xor()
    result = TINY.run(ThreadPoolExecutor(1))
    assert result.count().shape == (3, 2, 2)
    for (key, activation, rate), outcomes in zip(TINY.cells, result.outcome, strict=True):
        stack = museum.start(range(6), EXHIBITS[key].hidden, activation)
        settings = {"learning_rate": rate, "epochs": 300}
        history = museum.train_stack(stack, X, y, EXHIBITS[key], activation, **settings)
        np.testing.assert_array_equal(outcomes, history.outcome)
    assert result.count()[0].sum() > 0 == result.count()[1].sum()
    assert TINY.network(TINY.cells[-1], 0).sizes == (2, 4, 1)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("delta2 = y_hat - y\n", "delta2 = 2 * (y_hat - y)\n"),
        ('for name in ("W2", "b2"):', 'for name in ("W2",):'),
        ("shown.hidden, activation)", "3, activation)"),
    ],
)
def test_other_code_changes_the_key(edit, before, after):
    key = TINY.key()
    edit(before, after)
    assert TINY.key() != key


def test_a_title_and_a_docstring_do_not_change_the_key(edit, monkeypatch):
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
        ({"loss": "mse"}, "loss: expected 'cross_entropy', as in the museum; got 'mse'"),
        ({"init": "he"}, "init: expected 'xavier', as in the museum; got 'he'"),
        ({"momentum": 0.5}, "momentum: expected 0.0, as in the museum; got 0.5"),
    ],
)
def test_the_error_for_a_wrong_setting_names_it(change, message):
    with pytest.raises(ValueError, match="^" + re.escape(message)):
        dataclasses.replace(TINY, **change)
