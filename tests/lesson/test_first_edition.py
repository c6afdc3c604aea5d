"""What a reader of the first edition wrote or kept still works."""

import importlib

import numpy as np
import pytest

import plainnet
from plainnet import NeuralNetwork, _first_edition, datasets

NOTEBOOK = """
from plainnet import gradient_check, step_check, museum, patients, questions, sweeps
from plainnet.gradient_check import gradient_check as judge
from plainnet.outcomes import success_interval, outcome
from plainnet.listing import Listing
from plainnet.variants import case_of
from plainnet.costs import parameters, dense
from plainnet.architectures import ALL
from plainnet.exercises import made
from plainnet.explorers.worked_pass import START

nn = NeuralNetwork(2, 2, 1, rng=np.random.default_rng(0))
assert gradient_check(nn, X, y) and judge(nn, X, y)
history = plainnet.train(nn, X, y, learning_rate=1.0, epochs=9)
assert outcome(history.loss, nn.predict(X), y, "cross_entropy") == history.outcome
assert museum.train is plainnet.broken.museum.train_stack
assert patients.check is plainnet.broken.programs.check
assert sweeps.load is sweeps.load_sweep
assert parameters(dense(2, 2, 1)) == 9
assert made("loss", case_of(nn, X, y))
assert questions.from_catalogue("?", "loss", "loss", nn, X, y, says="so").right.message == "so"
"""


def test_a_notebook_with_the_old_names_runs():
    X, y = datasets.xor()
    scope = {"plainnet": plainnet, "NeuralNetwork": NeuralNetwork, "np": np, "X": X, "y": y}
    exec(NOTEBOOK, scope)


@pytest.mark.parametrize("old", _first_edition.MOVED)
def test_each_old_module_has_all_that_the_new_one_has(old):
    new, renamed = _first_edition.MOVED[old]
    module = importlib.import_module(f"plainnet.{old}")
    content = vars(importlib.import_module(f"plainnet.{new}"))
    for name, value in content.items():
        if not name.startswith("__"):
            assert getattr(module, name) is value or name in renamed.values()
    for name, before in renamed.items():
        assert getattr(module, before) is content[name]


def test_a_module_that_never_was_is_not_found():
    with pytest.raises(ModuleNotFoundError):
        importlib.import_module("plainnet.nothing")
