"""Sweeps: what is kept is what `train` does, and what is out of date or damaged is never shown."""

import dataclasses
import inspect
import json
import re
import time
import tracemalloc
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from plainnet import datasets, sweeps, train
from plainnet.sweeps import registry
from plainnet.sweeps.declaration import COMPUTING, Sweep, SweepResult
from plainnet.training_outcomes import OUTCOMES

TINY = Sweep(
    name="tiny",
    widths=(2, 4),
    activations=("sigmoid", "tanh"),
    learning_rates=(0.1, 3.0),
    seeds=8,
    epochs=300,
)
HERE = ThreadPoolExecutor(1)  # in this process; tests/sweeps/test_executors.py has the others


@pytest.fixture(scope="module")
def result():
    return TINY.run(HERE)


@pytest.fixture(autouse=True)
def kept(tmp_path, monkeypatch):
    """A place for results of its own, which does not exist yet."""
    monkeypatch.setattr("plainnet.lab.kept.KEPT", tmp_path / "sweeps")
    return tmp_path / "sweeps" / "tiny.json"


def alone(cell, seed, tiny=TINY):
    """The history of one network, trained by `train`."""
    X, y = datasets.xor()
    assert (tiny.data, tiny.momentum) == ("xor", 0.0)
    return train(tiny.network(cell, seed), X, y, learning_rate=cell[-1], epochs=tiny.epochs)


# What a result says.
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


def test_another_loss_momentum_and_data_reach_the_training():
    changed = Sweep("other", (2,), (0.5,), 3, 40, loss="mse", data="and_", momentum=0.5, init="he")
    X, y = datasets.and_()
    plain = dataclasses.replace(changed, momentum=0.0)
    picks = [(changed.cells[0], seed) for seed in range(3)]
    for seed, curve in enumerate(plain.train_runs(picks, every=1).loss.T):
        expected = train(plain.network(plain.cells[0], seed), X, y, learning_rate=0.5, epochs=40)
        np.testing.assert_allclose(curve, expected.loss, rtol=1e-9)
        assert plain.network(plain.cells[0], seed).loss_name == "mse"
    assert not np.allclose(changed.train_runs(picks).loss[-1], plain.train_runs(picks).loss[-1])


def test_a_run_is_reproducible_bit_for_bit(result):
    again = TINY.run(HERE)
    np.testing.assert_array_equal(again.outcome, result.outcome)
    assert again.chosen == result.chosen


# Keeping.
def test_a_saved_result_is_loaded_as_it_was(result, kept):
    assert TINY.path == kept
    TINY.save_result(result)
    loaded = TINY.load_result()
    assert loaded.sweep == TINY
    np.testing.assert_array_equal(loaded.outcome, result.outcome)
    assert loaded.chosen == result.chosen
    np.testing.assert_array_equal(loaded.count("stuck"), result.count("stuck"))


def test_two_saves_are_equal_byte_by_byte_and_small(result, kept):
    TINY.save_result(result)
    first = kept.read_bytes()
    TINY.save_result(TINY.load_result())
    assert kept.read_bytes() == first
    curves = sum(len(runs) for runs in result.chosen)
    assert len(first) < 1000 + result.outcome.size + curves * 50 * 10


def load_says(text):
    return pytest.raises(ValueError, match=rf"^tiny\.json: .*{text}; run `make sweeps`$")


def test_a_missing_result_is_an_error():
    with load_says("no result is kept"):
        TINY.load_result()


@pytest.mark.parametrize(
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
def test_a_result_of_other_settings_is_out_of_date(result, change):
    TINY.save_result(result)
    with load_says("the result is out of date"):
        dataclasses.replace(TINY, **change).load_result()


def damaged(content, how):
    content = json.loads(content)
    how(content)
    return json.dumps(content)


@pytest.mark.parametrize(
    ("says", "how"),
    [
        ("out of date", lambda content: content.update(key=content["key"][::-1])),
        ("out of date", lambda content: content.update(key=None)),
        ("damaged", lambda content: content.pop("key")),
        ("damaged", lambda content: content.pop("outcomes")),
        ("damaged", lambda content: content.pop("chosen")),
        ("damaged", lambda content: content["outcomes"].pop()),
        ("damaged", lambda content: content["chosen"].pop()),
        ("damaged", lambda content: content.update(outcomes=7)),
        ("damaged", lambda content: content.update(outcomes=["x" * 8] * 8)),
        ("damaged", lambda content: content.update(outcomes=["9" * 8] * 8)),
        ("damaged", lambda content: content.update(outcomes=["1" * 7] * 8)),
        ("damaged", lambda content: content.update(outcomes=["1" * 7, *["1" * 8] * 7])),
        ("damaged", lambda content: content.update(chosen=["{"] * 8)),
        ("damaged", lambda content: content.update(chosen=[{}] * 8)),
    ],
)
def test_a_doctored_file_is_an_error(result, kept, says, how):
    TINY.save_result(result)
    kept.write_text(damaged(kept.read_text("utf8"), how), "utf8")
    with load_says(says):
        TINY.load_result()


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b"7", b"\xff\xfe", b'{"key": 1'])
def test_what_is_no_result_at_all_is_an_error(result, kept, content):
    TINY.save_result(result)
    kept.write_bytes(content or kept.read_bytes()[:-20])
    with load_says("damaged"):
        TINY.load_result()


def test_only_what_is_out_of_date_is_renewed(result, kept, monkeypatch, capsys):
    monkeypatch.setattr(registry, "ALL", {"tiny": TINY})
    TINY.save_result(result)
    sweeps.renew(HERE)
    assert capsys.readouterr() == ("", "")
    kept.write_text("{")
    sweeps.renew(HERE)
    told, bar = capsys.readouterr()
    assert told == "tiny.json: the file is damaged; run `make sweeps`\n"
    assert "| 8/8 [" in bar.splitlines()[-1]
    assert sweeps.load_sweep("tiny").chosen == result.chosen


# The key.
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('"""mean((ŷ − y)²), without a factor ½."""', '"""The usual."""'),
        (
            "def mean_squared_error(y_hat, y) -> float:\n",
            "# Why?\n\n\ndef mean_squared_error(y_hat, y) -> float:\n",
        ),
        ("'cross_entropy' with output", "'cross_entropy', with output"),
    ],
)
def test_what_computes_nothing_leaves_the_key(edit, before, after):
    key = TINY.key()
    edit(before, after)
    assert TINY.key() == key


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("return np.tanh(z)\n", "return np.tanh(1.0 * z)\n"),
        ("return 2.0 * (y_hat", "return 2.5 * (y_hat"),
        ('"mse": 0.01', '"mse": 0.02'),
        ("rng.uniform(-1.0, 1.0", "rng.uniform(-1.0, 1.1"),
        ("CACHE = 2**20", "CACHE = 2**21"),
        ("momentum=self.momentum", "momentum=0.0"),
        ("self.epochs // CURVE", "self.epochs // 20"),
    ],
)
def test_a_changed_number_changes_the_key_and_outdates_the_result(result, edit, before, after):
    TINY.save_result(result)
    assert TINY.load_result().chosen == result.chosen
    edit(before, after)
    with load_says("the result is out of date"):
        TINY.load_result()


def test_a_new_function_that_nobody_calls_leaves_the_key(edit):
    key = TINY.key()
    edit("def tanh(z) -> np.ndarray:\n", "def cosh(z):\n    return np.cosh(z)\n\n\ndef tanh(z):\n")
    assert TINY.key() == key


def test_the_code_has_every_method_that_a_run_calls():
    """But those that refuse, and what brings the tasks to workers and back."""
    members = {name: getattr(value, "fget", value) for name, value in vars(Sweep).items()}
    methods = {name: value for name, value in members.items() if inspect.isfunction(value)}
    called, new = set(), {"run"}
    while new:
        called |= new
        sources = (inspect.getsource(getattr(m, "fget", m)) for m in map(methods.get, new))
        named = {name for source in sources for name in re.findall(r"self\.(\w+)", source)}
        new = {
            name
            for name in named
            if callable(getattr(methods.get(name), "fget", methods.get(name)))
        } - called
    assert called - {"run", "_refuse_what_does_not_fit"} == set(COMPUTING)


def test_the_code_is_that_of_a_subclass_and_of_what_it_stands_on():
    @dataclasses.dataclass(frozen=True)
    class Double(Sweep):
        def network(self, cell, seed):
            return super().network(cell, 2 * seed)

    texts = [text for _, text in Double(**vars(TINY))._code()]
    assert any("2 * seed" in text for text in texts)
    assert any("default_rng(seed)" in text for text in texts)


# Memory and patience.
@pytest.mark.parametrize("change", [{"seeds": 10**12}, {"widths": (2, 10**6), "seeds": 10**8}])
def test_a_sweep_too_big_for_the_memory_is_refused_at_once(change, monkeypatch):
    big = dataclasses.replace(TINY, **change)
    monkeypatch.setattr(Sweep, "train_runs", lambda *_, **__: pytest.fail("it has started"))
    tracemalloc.start()
    start = time.perf_counter()
    with pytest.raises(
        ValueError, match=r"^memory: this needs \d+\.\d GB, and \d+\.\d GB are free"
    ):
        big.run(HERE)
    seconds, (_, peak) = time.perf_counter() - start, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert seconds < 1
    assert peak < 100e6


@pytest.mark.parametrize("wanted", [False, True])
def test_a_progress_bar_comes_only_when_asked_for(wanted, capsys):
    dataclasses.replace(TINY, epochs=2).run(HERE, progress=wanted)
    out, err = capsys.readouterr()
    assert out == ""
    assert bool(err) == wanted


# Malformed settings, and arguments.
ABOVE_0, WHOLE = (
    "expected a finite number above 0; got ",
    "expected a whole number of at least 1; got ",
)
GIVEN = {"widths": (2,), "learning_rates": (0.5,), "seeds": 2, "epochs": 3}
SETTINGS = [
    ({"name": None}, "name: expected a short text that can name a file; got None"),
    ({"name": "a/b"}, "name: expected a short text that can name a file; got 'a/b'"),
    ({"widths": 2}, "widths: expected a list or a range; got 2"),
    ({"widths": ()}, "widths: expected at least one; got ()"),
    ({"widths": (2, 0)}, f"widths: {WHOLE}0"),
    ({"widths": ("a",)}, f"widths: {WHOLE}'a'"),
    ({"learning_rates": None}, "learning_rates: expected a list or a range; got None"),
    ({"learning_rates": []}, "learning_rates: expected at least one; got []"),
    ({"learning_rates": (0.5, -1)}, f"learning_rates: {ABOVE_0}-1"),
    ({"learning_rates": (float("nan"),)}, f"learning_rates: {ABOVE_0}nan"),
    ({"seeds": 0}, f"seeds: {WHOLE}0"),
    ({"seeds": [0, 1]}, f"seeds: {WHOLE}[0, 1]"),
    ({"epochs": 0.5}, f"epochs: {WHOLE}0.5"),
    ({"activations": "tanh"}, "activations: expected a list or a range; got 'tanh'"),
    ({"activations": ()}, "activations: expected at least one; got ()"),
    (
        {"activations": ("x",)},
        "activations: expected one of sigmoid, tanh, relu, identity; got 'x'",
    ),
    ({"activations": ([],)}, "activations: expected one of sigmoid, tanh, relu, identity; got []"),
    ({"data": "x"}, "data: expected one of and_, or_, xor; got 'x'"),
    ({"data": "two_moons"}, "data: expected one of and_, or_, xor; got 'two_moons'"),
    ({"data": datasets.xor}, "data: expected one of and_, or_, xor; got <function"),
    ({"loss": "x"}, "loss: expected one of mse, cross_entropy; got 'x'"),
    (
        {"init": None},
        "init: expected one of uniform, normal, normal_zero_bias, xavier, he; got None",
    ),
    ({"momentum": 1}, "momentum: expected a number from 0 to below 1; got 1"),
    ({"momentum": "x"}, "momentum: expected a finite number 0 or more; got 'x'"),
]


@pytest.mark.parametrize(("change", "message"), SETTINGS, ids=[message for _, message in SETTINGS])
def test_a_malformed_setting_is_named(change, message):
    with pytest.raises(ValueError, match="^" + re.escape(message)):
        Sweep(**({"name": "other"} | GIVEN | change))


def test_lists_and_numbers_of_numpy_are_the_settings_that_they_stand_for():
    lists = {"widths": np.array([2]), "learning_rates": [np.float32(0.5)], "seeds": np.int64(2)}
    plain, other = Sweep("other", **GIVEN), Sweep("other", **GIVEN | lists)
    assert other == plain and other.key() == plain.key()
    assert Sweep("whole", (2,), (1, np.float64(2)), 1, 1, momentum=0).learning_rates == (1, 2)


def test_settings_stand_in_the_key_as_they_were_given():
    for rates in ((1, 2), (1.0, 2.0)):
        sweep = dataclasses.replace(TINY, learning_rates=rates)
        assert repr(sweep.learning_rates) == repr(rates)


CELL = TINY.cells[0]
NAMES = "outcome: expected an array of "
ARGUMENTS = [
    (
        lambda result: sweeps.load_sweep("nope"),
        "name: expected one of xor_learning_rates, xor_succ",
    ),
    (
        lambda result: sweeps.load_sweep("nope"),
        "name: expected one of xor_learning_rates, xor_success_map",
    ),
    (
        lambda result: sweeps.load_sweep(["xor"]),
        "name: expected one of xor_learning_rates, xor_success_map",
    ),
    (
        lambda result: sweeps.load_sweep(None),
        "name: expected one of xor_learning_rates, xor_success",
    ),
    (
        lambda result: sweeps.renew(5),
        "executor: expected one of concurrent.futures, or its like su",
    ),
    (
        lambda result: TINY.run(5),
        "executor: expected one of concurrent.futures, or its like such as",
    ),
    (lambda result: TINY.run(HERE, np.ones(2)), "progress: expected True or False; got array("),
    (
        lambda result: TINY.save_result(None),
        "result: expected a SweepResult of the sweep tiny; got N",
    ),
    (
        lambda result: dataclasses.replace(TINY, epochs=299).save_result(result),
        "result: expected a SweepResult of the sweep tiny; got SweepResult(sweep=Sweep(name='tiny'",
    ),
    (lambda result: result.count("x"), "kind: expected one of solved, stuck, "),
    (lambda result: result.count([]), "kind: expected one of solved, stuck, "),
    (
        lambda result: SweepResult(5, result.outcome, result.chosen),
        "sweep: expected a Sweep; got 5",
    ),
    (lambda result: SweepResult(TINY, None, []), f"{NAMES}names, of shape (8, 8); got None"),
    (
        lambda result: SweepResult(TINY, result.outcome[1:], []),
        f"{NAMES}names, of shape (8, 8); got array(",
    ),
    (
        lambda result: SweepResult(TINY, np.full((8, 8), "x"), []),
        f"{NAMES}{', '.join(OUTCOMES)}; got array(",
    ),
    *[
        (lambda result, chosen=chosen: SweepResult(TINY, result.outcome, chosen), f"{says}; got ")
        for chosen, says in [
            (None, "chosen: expected a list or a range"),
            ([], "chosen: expected one dictionary for each of 8 cells"),
            ([1] * 8, "chosen: expected dictionaries of solved and stuck runs"),
            ([{"x": 1}] * 8, "chosen: expected dictionaries of solved and stuck runs"),
            ([{"solved": 1}] * 8, "chosen: expected runs with their seed and loss"),
            (
                [{"solved": {"seed": "a", "loss": []}}] * 8,
                "seed: expected a whole number of at least 0",
            ),
            ([{"solved": {"seed": 0, "loss": "a"}}] * 8, "loss: expected numbers"),
        ]
    ],
    (lambda result: TINY.network(None, 0), "cell: expected a list or a range; got None"),
    (
        lambda result: TINY.network((2, "tanh"), 0),
        "cell: expected (width, activation, learning rate)",
    ),
    (
        lambda result: TINY.network(CELL, "a"),
        "seed: expected a whole number of at least 0; got 'a'",
    ),
    *[
        (
            lambda result, picks=picks: TINY.train_runs(picks),
            "picks: expected pairs (cell, seed) that share width and activation; got ",
        )
        for picks in (None, 5, [], [1], [CELL], [(CELL, "a")], [(CELL, -1)], [((9, "x", 1), 0)])
    ],
    (
        lambda result: TINY.train_runs([(TINY.cells[0], 0), (TINY.cells[-1], 0)]),
        "picks: expected pairs (cell, seed) that share width and activation; got ",
    ),
    (
        lambda result: TINY.train_runs([(CELL, 0)], 0.5),
        "every: expected a whole number of at least 1",
    ),
]


@pytest.mark.parametrize(("call", "message"), ARGUMENTS, ids=[says for _, says in ARGUMENTS])
def test_a_malformed_argument_is_named(result, call, message):
    with pytest.raises(ValueError, match="^" + re.escape(message)):
        call(result)


def test_more_than_a_float_can_count_is_too_much_memory_all_the_same():
    for change in ({"widths": (10**400,)}, {"seeds": 10**400}):
        with pytest.raises(ValueError, match=r"^memory: this needs \d+\.\d GB"):
            dataclasses.replace(TINY, **change).run(HERE)
