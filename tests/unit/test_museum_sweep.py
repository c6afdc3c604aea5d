"""The museum's sweep: each cell trains its exhibit, and its key knows the museum's code."""

import numpy as np
import pytest

from plainnet import datasets, museum, sweep
from plainnet.museum import EXHIBITS
from plainnet.museum_sweep import CODE, MuseumSweep

TINY = MuseumSweep(
    name="tiny_museum",
    widths=("right", "sign_flipped", "wrong_axis"),
    activations=("tanh", "relu"),
    learning_rates=(0.5, 2.0),
    seeds=6,
    epochs=300,
)
X, y = datasets.xor()


def test_each_cell_trains_its_own_exhibit():
    result = TINY.run()
    assert result.count().shape == (3, 2, 2)
    for (key, activation, rate), outcomes in zip(TINY.cells, result.outcome, strict=True):
        stack = museum.start(range(6), EXHIBITS[key].hidden, activation)
        settings = {"learning_rate": rate, "epochs": 300}
        history = museum.train(stack, X, y, EXHIBITS[key], activation, **settings)
        np.testing.assert_array_equal(outcomes, history.outcome)
    assert result.count()[0].sum() > 0 == result.count()[1].sum()
    assert TINY.network(TINY.cells[-1], 0).sizes == (2, 4, 1)


def test_a_result_is_kept_and_read(tmp_path, monkeypatch):
    monkeypatch.setattr(sweep, "KEPT", tmp_path)
    result = TINY.run()
    TINY.save(result)
    loaded = TINY.load()
    np.testing.assert_array_equal(loaded.outcome, result.outcome)
    assert loaded.chosen == result.chosen


@pytest.mark.parametrize("name", [*CODE, "network"])
def test_a_result_of_other_code_is_out_of_date(name, here):
    before, path = TINY.key(), here / f"{name}.py"
    assert TINY.key() == before
    path.write_text(path.read_text("utf8") + "\n# a comment\n", "utf8")
    assert TINY.key() == before
    path.write_text(path.read_text("utf8") + "\nchanged = True\n", "utf8")
    assert TINY.key() != before
