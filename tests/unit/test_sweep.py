"""Sweeps: what is kept is what `train` does, and what is out of date or damaged is never shown."""

import ast
import dataclasses
import json
import os
import re
import shutil
import subprocess
import sys
import time
import tracemalloc

import numpy as np
import pytest

from plainnet import datasets, sweep, sweeps, train
from plainnet.outcomes import OUTCOMES
from plainnet.sweep import CODE, Sweep, without_docstrings

TINY = Sweep(
    name="tiny",
    widths=(2, 4),
    activations=("sigmoid", "tanh"),
    learning_rates=(0.1, 3.0),
    seeds=8,
    epochs=300,
)


@pytest.fixture(scope="module")
def result():
    return TINY.run()


@pytest.fixture(autouse=True)
def kept(tmp_path, monkeypatch):
    """A place for results of its own, which does not exist yet."""
    monkeypatch.setattr(sweep, "KEPT", tmp_path / "sweeps")
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
    for seed, losses in enumerate(plain.train(picks, every=1).loss.T):
        expected = train(plain.network(plain.cells[0], seed), X, y, learning_rate=0.5, epochs=40)
        np.testing.assert_allclose(losses, expected.loss, rtol=1e-9)
        assert plain.network(plain.cells[0], seed).loss_name == "mse"
    assert not np.allclose(changed.train(picks).loss[-1], plain.train(picks).loss[-1])


def test_a_run_is_reproducible_bit_for_bit(result):
    again = TINY.run()
    np.testing.assert_array_equal(again.outcome, result.outcome)
    assert again.chosen == result.chosen


# Keeping.
def test_a_saved_result_is_loaded_as_it_was(result, kept):
    assert TINY.path == kept
    TINY.save(result)
    loaded = TINY.load()
    assert loaded.sweep == TINY
    np.testing.assert_array_equal(loaded.outcome, result.outcome)
    assert loaded.chosen == result.chosen
    np.testing.assert_array_equal(loaded.count("stuck"), result.count("stuck"))


def test_two_saves_are_equal_byte_by_byte_and_small(result, kept):
    TINY.save(result)
    first = kept.read_bytes()
    TINY.save(TINY.load())
    assert kept.read_bytes() == first
    curves = sum(len(runs) for runs in result.chosen)
    assert len(first) < 1000 + result.outcome.size + curves * 50 * 10


def load_says(text):
    return pytest.raises(ValueError, match=rf"^tiny\.json: .*{text}; run `make sweeps`$")


def test_a_missing_result_is_an_error():
    with load_says("no result is kept"):
        TINY.load()


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
    TINY.save(result)
    with load_says("the result is out of date"):
        dataclasses.replace(TINY, **change).load()


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
    TINY.save(result)
    kept.write_text(damaged(kept.read_text("utf8"), how), "utf8")
    with load_says(says):
        TINY.load()


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b"7", b"\xff\xfe", b'{"key": 1'])
def test_what_is_no_result_at_all_is_an_error(result, kept, content):
    TINY.save(result)
    kept.write_bytes(content or kept.read_bytes()[:-20])
    with load_says("damaged"):
        TINY.load()


def test_only_what_is_out_of_date_is_renewed(result, kept, monkeypatch, capsys):
    monkeypatch.setattr(sweeps, "ALL", {"tiny": TINY})
    TINY.save(result)
    sweeps.renew()
    assert capsys.readouterr() == ("", "")
    kept.write_text("{")
    sweeps.renew()
    told, bar = capsys.readouterr()
    assert told == "tiny.json: the file is damaged; run `make sweeps`\n"
    assert "blocks" in bar
    assert sweeps.load("tiny").chosen == result.chosen


# The key.
def edited(here, name, before, after):
    text = (here / f"{name}.py").read_text("utf8")
    assert text.count(before) == 1
    (here / f"{name}.py").write_text(text.replace(before, after), "utf8")


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("losses", '"""mean((ŷ − y)²), without a factor ½."""', '"""The usual."""'),
        (
            "losses",
            "def mean_squared_error(y_hat, y):\n",
            "\n\n# Why?\n\n\ndef mean_squared_error(y_hat, y):\n",
        ),
        ("kernels", '"""The tables', '"""\nThese are the tables'),
        ("sweep", "    def cells(self):\n", "    # In order.\n    def cells(self):\n"),
        (
            "network",
            "        Z, A = [], [",
            "\n        # From left to right.\n\n        Z, A = [], [",
        ),
    ],
)
def test_a_docstring_a_comment_and_a_blank_line_leave_the_key(here, name, before, after):
    key = TINY.key()
    edited(here, name, before, after)
    assert TINY.key() == key


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("losses", "return 2.0 * (y_hat", "return 2.5 * (y_hat"),
        ("outcomes", '"mse": 0.01', '"mse": 0.02'),
        ("initialisations", "rng.uniform(-1.0, 1.0", "rng.uniform(-1.0, 1.1"),
        ("ensemble", "CACHE = 2**20", "CACHE = 2**21"),
        ("sweep", "CURVE = 40", "CURVE = 20"),
        ("checks", "least=1", "least=2"),
    ],
)
def test_a_changed_number_changes_the_key_and_outdates_the_result(
    result, here, name, before, after
):
    TINY.save(result)
    assert TINY.load().chosen == result.chosen
    edited(here, name, before, after)
    with load_says("the result is out of date"):
        TINY.load()


@pytest.mark.parametrize("name", CODE)
def test_the_key_covers_every_module_that_is_listed(here, name):
    key = TINY.key()
    with (here / f"{name}.py").open("a", encoding="utf8") as file:
        file.write("LAST = 1\n")
    assert TINY.key() != key


def test_the_key_leaves_out_other_modules(here):
    key = TINY.key()
    (here / "plots.py").write_text("")
    assert TINY.key() == key


def imported(source):
    """The modules of plainnet that ``source`` imports, wherever it does."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names = [alias.name.split(".") for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [[*node.module.split("."), alias.name] for alias in node.names]
        else:
            continue
        yield from (name[1] for name in names if name[0] == "plainnet")


def reached(name):
    """The module ``name`` and all that it imports, directly or not."""
    found, new = set(), {name}
    while new:
        found |= new
        sources = [(sweep.HERE / f"{module}.py").read_text("utf8") for module in new]
        new = {module for source in sources for module in imported(source)} - found
    return found


def test_the_code_is_the_sweep_and_all_that_it_imports():
    assert sorted(CODE) == sorted(reached("sweep"))


def test_imports_are_followed():
    source = "import plainnet.a\nfrom plainnet import b, c\nfrom plainnet.d import e\nimport f\n"
    assert set(imported(source)) == {"a", "b", "c", "d"}
    assert "activations" in reached("network")  # by way of `losses` or at once
    assert "sweep" not in reached("ensemble")


def test_docstrings_comments_and_blank_lines_are_left_out():
    source = '"""T."""\n\n# why\nclass A:\n    """B.\n\n    # C\n    """\n\n    x = "# no"  # e\n'
    assert without_docstrings(source) == 'class A:\n    x = "# no"  # e'
    assert without_docstrings(without_docstrings(source)) == without_docstrings(source)


SCRIPT = """
import json, sys
sys.dont_write_bytecode = True
name, *paths = sys.argv[1:]
scope = {}
exec(compile(json.loads(name), "sweep", "exec"), scope)
texts = [scope["without_docstrings"](open(path, encoding="utf8").read()) for path in paths]
sys.stdout.buffer.write(json.dumps(texts).encode())
"""


def other_pythons():
    """Other interpreters of this machine that start."""
    for minor in (11, 12, 13, 14):
        path = shutil.which(f"python3.{minor}", path=os.defpath + os.pathsep + os.environ["PATH"])
        version = [path, "-c", "import sys; print(sys.version_info[1])"]
        if path and sys.version_info[1] != minor:
            asked = subprocess.run(version, capture_output=True, text=True)
            if asked.stdout.strip() == str(minor):
                yield path


def test_the_key_does_not_depend_on_the_version_of_python():
    pythons = list(other_pythons())
    if not pythons:
        pytest.skip("there is no other Python")
    function = re.search(
        r"^def without_docstrings.*", (sweep.HERE / "sweep.py").read_text("utf8"), re.M | re.S
    )
    paths = [sweep.HERE / f"{name}.py" for name in CODE]
    here = [without_docstrings(path.read_text("utf8")) for path in paths]
    for python in pythons:
        command = [
            python,
            "-I",
            "-c",
            SCRIPT,
            json.dumps("import ast\n" + function[0]),
            *map(str, paths),
        ]
        there = subprocess.run(command, capture_output=True, check=True)
        assert json.loads(there.stdout) == here, python


# Memory and patience.
@pytest.mark.parametrize("change", [{"seeds": 10**12}, {"widths": (2, 10**6), "seeds": 10**8}])
def test_a_sweep_too_big_for_the_memory_is_refused_at_once(change, monkeypatch):
    big = dataclasses.replace(TINY, **change)
    monkeypatch.setattr(Sweep, "train", lambda *_, **__: pytest.fail("it has started"))
    tracemalloc.start()
    start = time.perf_counter()
    with pytest.raises(
        ValueError, match=r"^memory: this needs \d+\.\d GB, and \d+\.\d GB are free"
    ):
        big.run()
    seconds, (_, peak) = time.perf_counter() - start, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert seconds < 1
    assert peak < 100e6


@pytest.mark.parametrize("wanted", [False, True])
def test_a_progress_bar_comes_only_when_asked_for(wanted, capsys):
    dataclasses.replace(TINY, epochs=2).run(progress=wanted)
    out, err = capsys.readouterr()
    assert out == ""
    assert bool(err) == wanted
