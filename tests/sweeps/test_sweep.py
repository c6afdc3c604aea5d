"""Sweeps: what is stored is what `train` does, and a result that is out of date is never loaded."""

import dataclasses
import inspect
import json
import re
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from each import each

from plainnet import ACTIVATIONS, INITIALISATIONS, datasets, sweeps, train
from plainnet.sweeps import registry
from plainnet.sweeps.declaration import COMPUTING, Sweep
from plainnet.training_outcomes import OUTCOMES

TINY = Sweep(
    name="tiny",
    widths=(2, 4),
    activations=("sigmoid", "tanh"),
    learning_rates=(0.1, 3.0),
    seeds=8,
    epochs=300,
)
HERE = ThreadPoolExecutor(1)  # in this process; test_running.py has the other executors


@pytest.fixture(scope="module")
def result():
    return TINY.run(HERE)


@pytest.fixture
def file(result):
    """The file of the stored result."""
    TINY.save_result(result)
    return TINY.path


def alone(cell, seed):
    """The history of one network, trained by `train`."""
    X, y = datasets.xor()
    return train(TINY.network(cell, seed), X, y, learning_rate=cell[-1], epochs=TINY.epochs)


# The contents of a result.
def test_cells_are_in_the_order_of_the_axes():
    assert TINY.cells[:3] == [(2, "sigmoid", 0.1), (2, "sigmoid", 3.0), (2, "tanh", 0.1)]
    assert len(TINY.cells) == 8


def test_outcomes_and_counts_are_those_of_train(result):
    solved = np.zeros((2, 2, 2), dtype=int)
    for place, (cell, outcomes) in enumerate(zip(TINY.cells, result.outcome, strict=True)):
        trained = [alone(cell, seed).outcome for seed in range(TINY.seeds)]
        assert list(outcomes) == trained
        solved[np.unravel_index(place, solved.shape)] = trained.count("solved")
    np.testing.assert_array_equal(result.count(), solved)
    assert 0 < solved.sum() < solved.size * TINY.seeds
    total = sum(result.count(kind) for kind in OUTCOMES)
    np.testing.assert_array_equal(total, np.full((2, 2, 2), TINY.seeds))


def test_chosen_are_the_first_solved_and_the_first_stuck_run_with_their_curves(result):
    kinds = set()
    for cell, outcomes, runs in zip(TINY.cells, result.outcome, result.chosen, strict=True):
        first = {
            kind: list(outcomes).index(kind) for kind in ("solved", "stuck") if kind in outcomes
        }
        assert {kind: run["seed"] for kind, run in runs.items()} == first
        for run in runs.values():
            losses = alone(cell, run["seed"]).loss
            wanted = [*losses[: -1 : TINY.curve_step], losses[-1]]
            assert run["loss"] == [float(f"{loss:.4g}") for loss in wanted]
        kinds |= set(runs)
    assert kinds == {"solved", "stuck"}


def test_loss_momentum_data_and_init_reach_the_training():
    changed = Sweep("other", (2,), (0.5,), 3, 40, loss="mse", data="and_", momentum=0.5, init="he")
    X, y = datasets.and_()
    plain = dataclasses.replace(changed, momentum=0.0)
    picks = [(changed.cells[0], seed) for seed in range(3)]
    for seed, curve in enumerate(plain.train_runs(picks, every=1).loss.T):
        expected = train(plain.network(plain.cells[0], seed), X, y, learning_rate=0.5, epochs=40)
        np.testing.assert_allclose(curve, expected.loss, rtol=1e-9)
        assert plain.network(plain.cells[0], seed).loss_name == "mse"
    assert not np.allclose(changed.train_runs(picks).loss[-1], plain.train_runs(picks).loss[-1])


@pytest.mark.parametrize("wanted", [False, True])
def test_a_progress_bar_comes_only_when_asked_for(wanted, capsys):
    dataclasses.replace(TINY, epochs=2).run(HERE, progress=wanted)
    out, err = capsys.readouterr()
    assert out == ""
    assert bool(err) == wanted


# Stored results.
def test_a_stored_result_is_loaded_as_it_was(result, file):
    loaded = TINY.load_result()
    assert loaded.sweep == TINY
    np.testing.assert_array_equal(loaded.outcome, result.outcome)
    assert loaded.chosen == result.chosen


def test_two_files_of_a_result_are_equal_byte_by_byte_and_small(result, file):
    first = file.read_bytes()
    TINY.save_result(TINY.load_result())
    assert file.read_bytes() == first
    curves = sum(len(runs) for runs in result.chosen)
    assert len(first) < 1000 + result.outcome.size + curves * 50 * 10


def load_error(text):
    return pytest.raises(ValueError, match=rf"^tiny\.json: .*{text}; run `make sweeps`$")


def test_a_missing_result_is_an_error():
    with load_error("no result is kept"):
        TINY.load_result()


@each(
    "change",
    [
        {"widths": (2, 3)},
        {"learning_rates": (0.1, 3.1)},
        {"seeds": 7},
        {"epochs": 299},
        {"activations": ("tanh", "sigmoid")},
        {"data": "or_"},
        {"loss": "mse"},
        {"init": "he"},
        {"momentum": 0.1},
    ],
)
def test_a_result_of_other_settings_is_out_of_date_and_is_not_stored(result, file, change):
    other = dataclasses.replace(TINY, **change)
    with load_error("the result is out of date"):
        other.load_result()
    with pytest.raises(ValueError, match=r"^result: expected a result of the sweep tiny; got Swe"):
        other.save_result(result)


@pytest.mark.parametrize(
    ("error", "change"),
    [
        ("out of date", lambda content: content.update(key=content["key"][::-1])),
        ("damaged", lambda content: content.pop("key")),
        ("damaged", lambda content: content.pop("chosen")),
        ("damaged", lambda content: content["outcomes"].pop()),
        ("damaged", lambda content: content["chosen"].pop()),
        ("damaged", lambda content: content.update(outcomes=7)),
        ("damaged", lambda content: content.update(outcomes=["9" * 8] * 8)),
        ("damaged", lambda content: content.update(outcomes=["1" * 7, *["1" * 8] * 7])),
        ("damaged", lambda content: content.update(chosen=["{"] * 8)),
    ],
)
def test_an_edited_file_is_an_error(file, error, change):
    content = json.loads(file.read_text("utf8"))
    change(content)
    file.write_text(json.dumps(content), "utf8")
    with load_error(error):
        TINY.load_result()


@pytest.mark.parametrize("content", [b"", b"[]", b"\xff\xfe", b'{"key": 1'])
def test_a_file_with_something_else_is_an_error(file, content):
    file.write_bytes(content or file.read_bytes()[:-20])
    with load_error("damaged"):
        TINY.load_result()


def test_only_what_is_out_of_date_is_renewed(result, file, monkeypatch, capsys):
    monkeypatch.setattr(registry, "ALL", {"tiny": TINY})
    sweeps.renew(HERE)
    assert capsys.readouterr() == ("", "")
    file.write_text("{")
    sweeps.renew(HERE)
    message, bar = capsys.readouterr()
    assert message == "tiny.json: the file is damaged; run `make sweeps`\n"
    assert "| 4/4 [" in bar.splitlines()[-1]
    assert sweeps.load_sweep("tiny").chosen == result.chosen


# The key, which shows whether a stored result is out of date.
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('"""mean((ŷ − y)²), without a factor ½."""', '"""The usual."""'),
        (
            "def mean_squared_error(y_hat, y) -> float:\n",
            "# Why?\n\n\ndef mean_squared_error(y_hat, y) -> float:\n",
        ),
        ('f"{names} for the output {output}"', 'f"not for the output {output}"'),
        (
            "def tanh(z) -> np.ndarray:\n",
            "def cosh(z):\n    return np.cosh(z)\n\n\ndef tanh(z):\n",
        ),
    ],
    ids=["docstring", "comment", "error message", "function that nothing calls"],
)
def test_what_computes_nothing_does_not_change_the_key(edit, before, after):
    key = TINY.key()
    edit(before, after)
    assert TINY.key() == key


@each(
    ("before", "after"),
    [
        ("return np.tanh(z)\n", "return np.tanh(1.0 * z)\n"),
        ("return 2.0 * (y_hat", "return 2.5 * (y_hat"),
        ('"mse": 0.01', '"mse": 0.02'),
        ("rng.uniform(-1.0, 1.0", "rng.uniform(-1.0, 1.1"),
        ("CACHE = 2**20", "CACHE = 2**21"),
        ('"momentum": self.momentum', '"momentum": 0.0'),
        ("self.epochs // CURVE", "self.epochs // 20"),
    ],
)
def test_a_changed_number_changes_the_key(edit, before, after):
    key = TINY.key()
    edit(before, after)
    assert TINY.key() != key


def test_the_key_depends_on_every_method_that_a_run_calls():
    members = {name: getattr(value, "fget", value) for name, value in vars(Sweep).items()}
    methods = {name: value for name, value in members.items() if inspect.isfunction(value)}
    called, new = set(), {"run"}
    while new:
        called |= new
        sources = "".join(inspect.getsource(methods[name]) for name in new)
        new = set(re.findall(r"self\.(\w+)", sources)) & methods.keys() - called
    assert called - {"run"} == set(COMPUTING)


def test_the_key_depends_on_a_subclass_and_on_the_methods_that_it_extends():
    @dataclasses.dataclass(frozen=True)
    class Double(Sweep):
        def network(self, cell, seed):
            return super().network(cell, 2 * seed)

    texts = [text for _, text in Double(**vars(TINY))._code()]
    assert any("2 * seed" in text for text in texts)
    assert any("default_rng(seed)" in text for text in texts)


# Wrong settings and arguments.
GIVEN = {"name": "other", "widths": (2,), "learning_rates": (0.5,), "seeds": 2, "epochs": 3}
NOT_POSITIVE, NOT_WHOLE = "expected a finite number above 0; got ", "expected a whole number of at "
SETTINGS = [
    ({"widths": 2}, "widths: expected a tuple of at least one value; got 2"),
    ({"widths": ()}, "widths: expected a tuple of at least one value; got ()"),
    ({"widths": (2, 0)}, f"sizes: {NOT_WHOLE}least 1; got 0"),
    ({"learning_rates": (0.5, -1)}, f"learning_rates: {NOT_POSITIVE}-1"),
    ({"seeds": 0}, f"seeds: {NOT_WHOLE}least 1; got 0"),
    ({"epochs": 0.5}, f"epochs: {NOT_WHOLE}least 1; got 0.5"),
    ({"activations": "tanh"}, "activations: expected a tuple of at least one value; got 'tanh'"),
    ({"activations": ("x",)}, f"activation: expected one of {', '.join(ACTIVATIONS)}; got 'x'"),
    ({"data": "two_moons"}, "data: expected one of and_, or_, xor; got 'two_moons'"),
    ({"loss": "x"}, "loss: expected one of mse, cross_entropy"),
    ({"init": None}, f"init: expected one of {', '.join(INITIALISATIONS)}; got N"),
    ({"momentum": 1}, "momentum: expected a finite number 0 or more, below 1; got 1"),
]


@each(("change", "message"), SETTINGS, ids=[message for _, message in SETTINGS])
def test_the_error_for_a_wrong_setting_names_it(change, message):
    with pytest.raises(ValueError, match="^" + re.escape(message)):
        Sweep(**(GIVEN | change))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda _: sweeps.load_sweep("nope"), "name: expected one of xor_learning_rates, xor_"),
        (lambda result: result.count("x"), "kind: expected one of solved, stuck, "),
        (
            lambda _: TINY.train_runs([(TINY.cells[0], 0), (TINY.cells[-1], 0)]),
            "picks: expected cells that share width and activation; got ((2, 'sigmoid', 0.1), (4",
        ),
    ],
)
def test_the_error_for_a_wrong_argument_names_it(result, call, message):
    with pytest.raises(ValueError, match="^" + re.escape(message)):
        call(result)
