"""A sweep stores the same bytes on every executor, and nothing if a worker dies."""

import functools
import itertools
import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager

import numpy as np
import pytest

from plainnet import sweeps
from plainnet.sweeps import MuseumSweep, Sweep, SweepResult, registry, running
from plainnet.sweeps.__main__ import main

PLAIN = Sweep(
    name="plain",
    widths=(2, 512),
    activations=("sigmoid", "relu"),
    learning_rates=(0.1, 2.0),
    seeds=40,
    epochs=60,
)
MUSEUM = MuseumSweep(
    name="museum",
    widths=("right", "sign_flipped", "wrong_axis"),
    activations=("tanh", "relu"),
    learning_rates=(0.5, 2.0),
    seeds=20,
    epochs=150,
)
HERE = ThreadPoolExecutor(1)
DIED = r"^A worker died before its task was done, .*`make sweeps WORKERS=1`"


class LastFirst(Executor):
    """An executor that waits until it has all tasks, and starts with the last one."""

    def __init__(self):
        self.waiting = []

    def submit(self, function, *arguments):
        if not self.waiting:
            threading.Timer(0.3, self.work).start()
        self.waiting.append((Future(), function, arguments))
        return self.waiting[-1][0]

    def work(self):
        while self.waiting:
            future, function, arguments = self.waiting.pop()
            future.set_result(function(*arguments))


class OneReplaced(Executor):
    """``executor``, but task ``number`` calls ``function`` with ``arguments`` instead."""

    def __init__(self, executor, number, function, *arguments):
        self.executor, self.number, self.other = executor, number, (function, *arguments)
        self.futures = []

    def submit(self, *task):
        task = self.other if len(self.futures) == self.number else task
        self.futures.append(self.executor.submit(*task))
        return self.futures[-1]


def stored(sweep, executor):
    """The bytes that ``sweep`` stores when it runs on ``executor``."""
    sweep.save_result(sweep.run(executor))
    return sweep.path.read_bytes()


@functools.cache
def trained_together(sweep):
    """The bytes that ``sweep`` stores if one call trains all cells with equal width, activation."""
    outcomes, chosen = [], []
    for _, group in itertools.groupby(sweep.cells, key=lambda cell: cell[:2]):
        cells = list(group)
        history = sweep.train_runs(itertools.product(cells, range(sweep.seeds)))
        outcomes.append(history.outcome.reshape(len(cells), sweep.seeds))
        chosen += sweep._chosen(cells, outcomes[-1])
    sweep.save_result(SweepResult(sweep, np.concatenate(outcomes), chosen))
    return sweep.path.read_bytes()


@pytest.fixture(params=[PLAIN, MUSEUM], ids=lambda sweep: sweep.name)
def sweep(request):
    return request.param


# Every executor stores the same bytes.
@pytest.fixture(scope="module")
def two_processes():
    with running.process_pool(2) as executor:
        yield executor


@pytest.mark.parametrize("executor", [ThreadPoolExecutor(3), LastFirst(), "two_processes"])
def test_every_executor_stores_what_one_training_of_all_stores(sweep, executor, request):
    executor = request.getfixturevalue(executor) if isinstance(executor, str) else executor
    assert stored(sweep, executor) == trained_together(sweep)


def test_without_an_executor_all_cores_work(monkeypatch):
    asked = []

    @contextmanager
    def process_pool(workers=None):
        asked.append(workers)
        yield HERE

    monkeypatch.setattr(running, "process_pool", process_pool)
    assert stored(PLAIN, None) == trained_together(PLAIN)
    assert set(asked) == {None}


def test_a_block_of_an_ensemble_is_a_task_and_gives_the_same_bits():
    cells = PLAIN.cells[4:6]
    assert cells[0][:2] == (512, "sigmoid")
    blocks = PLAIN._blocks(cells)
    assert [len(block) for block in blocks] == [64, 16]
    together = PLAIN.train_runs(itertools.chain(*blocks), every=1).loss
    separate = [PLAIN.train_runs(block, every=1).loss for block in blocks]
    np.testing.assert_array_equal(np.hstack(separate), together)
    assert len(MUSEUM._blocks(MUSEUM.cells[:2])) == 1


def test_these_sweeps_would_show_a_mix_up(sweep):
    result = sweep.run(HERE)
    rows = result.outcome.reshape(-1, len(sweep.learning_rates) * sweep.seeds)
    assert len({tuple(row) for row in rows}) == len(rows)
    assert {kind for runs in result.chosen for kind in runs} == {"solved", "stuck"}


# Worker processes.
def test_the_package_can_be_imported_where_there_are_no_processes():
    """As in a browser's Python, which lacks these two modules."""
    missing = dict.fromkeys(["multiprocessing", "concurrent.futures.process"])
    script = f"import sys; sys.modules.update({missing}); import plainnet.sweeps"
    subprocess.run([sys.executable, "-c", script], check=True)


@pytest.mark.parametrize("before", [None, "3"])
def test_a_worker_has_one_thread_and_ends_with_ctrl_c(monkeypatch, before):
    monkeypatch.delenv("OMP_NUM_THREADS", raising=False)
    if before:
        monkeypatch.setenv("OMP_NUM_THREADS", before)
    with running.process_pool(1) as executor:
        number = executor.submit(os.getenv, "OMP_NUM_THREADS").result()
        handler = executor.submit(signal.getsignal, signal.SIGINT).result()
        assert executor.submit(os.getpid).result() != os.getpid()
    assert (number, handler) == ("1", signal.SIG_DFL)
    assert os.environ.get("OMP_NUM_THREADS") == before


def test_a_worker_that_is_killed_ends_run_and_bar_and_nothing_is_stored(store, monkeypatch, capsys):
    monkeypatch.setattr(registry, "ALL", {"plain": PLAIN})
    with running.process_pool(2) as executor:
        killing = OneReplaced(executor, 2, signal.raise_signal, signal.SIGKILL)
        with pytest.raises(BrokenExecutor, match=DIED):
            sweeps.renew(killing)
        assert capsys.readouterr().err.endswith("\n")  # before the command prints the error
        with pytest.raises(BrokenExecutor, match=DIED):
            PLAIN.run(executor)  # the executor is broken before its first task
    assert not store.exists()


SCRIPT = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job ignores it
from pathlib import Path
from plainnet.lab import kept
from plainnet.sweeps import Sweep, registry
from plainnet.sweeps.__main__ import main
if __name__ == "__main__":
    kept.RESULTS = Path({store!r})
    registry.ALL = {{"endless": Sweep("endless", (2, 3, 4), (0.5, 1.0), 2000, epochs=10**6)}}
    main([])
"""


@pytest.mark.thorough
def test_ctrl_c_ends_all_processes_at_once_and_stores_nothing(tmp_path, store):
    script = tmp_path / "script.py"
    script.write_text(SCRIPT.format(store=str(store)))
    with subprocess.Popen(
        [sys.executable, script], stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        deadline = time.monotonic() + 60
        while len(members(process.pid)) < 3:  # the script, a helper process, a worker
            assert time.monotonic() < deadline
            time.sleep(0.1)
        time.sleep(1)
        start = time.monotonic()
        os.killpg(process.pid, signal.SIGINT)
        errors = process.communicate(timeout=30)[1]
        assert time.monotonic() - start < 10
        while members(process.pid):  # multiprocessing's helper ends a little later
            assert time.monotonic() - start < 20
    assert errors.endswith("\nInterrupted: the sweep that was running has stored no result.\n")
    assert "Traceback" not in errors
    assert not store.exists()


def members(group):
    """The processes of a process group."""
    listed = subprocess.run(["pgrep", "-g", str(group)], capture_output=True, text=True)
    return listed.stdout.split()


# Errors.
@pytest.mark.parametrize("executor", [4, ThreadPoolExecutor])
def test_what_is_not_an_executor_is_an_error_at_once(executor):
    with pytest.raises(ValueError, match=r"^executor: expected an executor of concurrent\.fut"):
        PLAIN.run(executor)


def failing():
    raise KeyError("a task's own error")


def test_an_error_in_a_task_is_raised_unchanged_and_ends_the_run():
    one = OneReplaced(ThreadPoolExecutor(1), 1, failing)
    with pytest.raises(KeyError, match="a task's own error"):
        PLAIN.run(one)
    assert len(one.futures) == 6
    assert sum(future.cancelled() for future in one.futures) >= 3


# The command line.
def test_the_command_takes_a_number_of_workers(monkeypatch, capsys):
    asked, pool = [], running.process_pool
    monkeypatch.setattr(registry, "ALL", {"plain": PLAIN})
    monkeypatch.setattr(
        "plainnet.sweeps.__main__.process_pool", lambda number: asked.append(number) or pool(number)
    )
    main(["--workers=1"])
    assert asked == [1]
    assert "plain.json: no result is kept" in capsys.readouterr().out
    assert PLAIN.path.read_bytes() == trained_together(PLAIN)


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (BrokenExecutor("A worker died"), r"^A worker died$"),
        (ImportError("scikit-learn is missing"), r"^scikit-learn is missing$"),
        (KeyboardInterrupt(), r"^Interrupted: the sweep that was running has stored no result\.$"),
    ],
)
def test_the_command_ends_with_a_sentence_and_without_a_traceback(monkeypatch, error, message):
    def renew(executor):
        raise error

    monkeypatch.setattr("plainnet.sweeps.__main__.renew", renew)
    with pytest.raises(SystemExit, match=message):
        main([])
