"""Where a sweep runs changes no byte of what it saves, and a worker that dies saves nothing."""

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
from plainnet.sweeps import MuseumSweep, Sweep, SweepResult, _executors, registry
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
LONG = Sweep("long", (2, 3, 4), (0.5, 3.0, 10.0), seeds=1000, epochs=1000)  # a task: a second
HERE = ThreadPoolExecutor(1)
DIED = r": a worker died before its task was done, and nothing was saved\..*`make sweeps WORKERS=1`"


class LastFirst(Executor):
    """Begins when it has been given everything, and with what it was given last."""

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


class OneIsOther(Executor):
    """``executor``, but task number ``number`` is to call ``function`` with ``arguments``."""

    def __init__(self, executor, number, function, *arguments):
        self.executor, self.number, self.other = executor, number, (function, *arguments)
        self.futures = []

    def submit(self, *task):
        task = self.other if len(self.futures) == self.number else task
        self.futures.append(self.executor.submit(*task))
        return self.futures[-1]


@pytest.fixture(autouse=True)
def kept(tmp_path, monkeypatch):
    """A place for results of its own."""
    monkeypatch.setattr("plainnet.lab.kept.KEPT", tmp_path)
    return tmp_path


def saved(sweep, executor):
    """What ``sweep`` saves, run on ``executor``."""
    sweep.save_result(sweep.run(executor))
    return sweep.path.read_bytes()


@functools.cache
def trained_together(sweep):
    """What ``sweep`` saves if all that shares width and activation is trained in one call."""
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


# The same bytes.
@pytest.mark.parametrize(
    "executor",
    [HERE, ThreadPoolExecutor(3), LastFirst()],
    ids=["one thread", "three threads", "last first"],
)
def test_threads_save_what_one_training_of_all_saves(sweep, executor):
    assert saved(sweep, executor) == trained_together(sweep)


@pytest.fixture(scope="module")
def two_processes():
    with _executors.processes(2) as executor:
        yield executor


def test_processes_save_the_same(sweep, two_processes):
    assert saved(sweep, two_processes) == trained_together(sweep)


def test_without_an_executor_all_cores_work(monkeypatch):
    asked = []

    @contextmanager
    def processes(workers=None):
        asked.append(workers)
        yield HERE

    monkeypatch.setattr(_executors, "processes", processes)
    assert saved(PLAIN, None) == trained_together(PLAIN)
    assert asked == [None]


def test_a_block_of_an_ensemble_is_a_task_of_its_own_and_keeps_every_bit():
    cells = PLAIN.cells[4:6]
    assert cells[0][:2] == (512, "sigmoid")
    blocks = PLAIN._blocks(cells)
    assert [len(block) for block in blocks] == [64, 16]
    together = PLAIN.train_runs(itertools.chain(*blocks), every=1).loss
    apart = [PLAIN.train_runs(block, every=1).loss for block in blocks]
    np.testing.assert_array_equal(np.hstack(apart), together)
    assert len(MUSEUM._blocks(MUSEUM.cells[:2])) == 1


def test_the_tiny_sweeps_have_something_to_mix_up(sweep):
    sweep.path.write_bytes(trained_together(sweep))
    result = sweep.load_result()
    rows = result.outcome.reshape(-1, len(sweep.learning_rates) * sweep.seeds)
    assert len({tuple(row) for row in rows}) == len(rows)
    assert {kind for runs in result.chosen for kind in runs} == {"solved", "stuck"}


# Processes.
@pytest.mark.parametrize("before", [None, "3"])
def test_a_worker_has_one_thread_and_ends_with_ctrl_c(monkeypatch, before):
    monkeypatch.delenv("OMP_NUM_THREADS", raising=False)
    if before:
        monkeypatch.setenv("OMP_NUM_THREADS", before)
    with _executors.processes(1) as executor:
        number = executor.submit(os.getenv, "OMP_NUM_THREADS").result()
        handler = executor.submit(signal.getsignal, signal.SIGINT).result()
        assert executor.submit(os.getpid).result() != os.getpid()
    assert (number, handler) == ("1", signal.SIG_DFL)
    assert os.environ.get("OMP_NUM_THREADS") == before


def test_a_worker_that_is_killed_is_named_and_nothing_is_saved(kept, monkeypatch):
    monkeypatch.setattr(registry, "ALL", {"plain": PLAIN})
    with _executors.processes(2) as executor:
        killing = OneIsOther(executor, 2, signal.raise_signal, signal.SIGKILL)
        with pytest.raises(BrokenExecutor, match=f"^plain{DIED}"):
            sweeps.renew(killing)
        with pytest.raises(BrokenExecutor, match=f"^plain{DIED}"):
            PLAIN.run(executor)  # it is broken already when it gets its first task
    assert list(kept.iterdir()) == []


SCRIPT = """
from pathlib import Path
from plainnet.sweeps import Sweep, kept, registry, renew
if __name__ == "__main__":
    kept.KEPT = Path({kept!r})
    registry.ALL = {{"endless": Sweep("endless", (2, 3, 4), (0.5, 1.0), 2000, epochs=10**6)}}
    renew()
"""


@pytest.mark.thorough
@pytest.mark.skipif(os.name == "nt", reason="sends the signal of Ctrl-C to a group of processes")
def test_ctrl_c_ends_all_at_once_and_saves_nothing(kept):
    script = kept / "script.py"
    script.write_text(SCRIPT.format(kept=str(kept)))
    with subprocess.Popen(
        [sys.executable, script], stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        deadline = time.monotonic() + 60
        while len(group := members(process.pid)) < 3:  # itself, multiprocessing's own, a worker
            assert time.monotonic() < deadline
            time.sleep(0.1)
        time.sleep(1)
        start = time.monotonic()
        os.killpg(process.pid, signal.SIGINT)
        process.wait(timeout=30)
        assert time.monotonic() - start < 10
        while members(process.pid):  # multiprocessing's own ends a little later
            assert time.monotonic() - start < 20, group
    assert list(kept.iterdir()) == [script]


def members(group):
    """The processes of a process group."""
    listed = subprocess.run(["pgrep", "-g", str(group)], capture_output=True, text=True)
    return listed.stdout.split()


# Errors.
@pytest.mark.parametrize("executor", [4, True, "processes", ThreadPoolExecutor])
def test_what_is_no_executor_is_refused_at_once(executor):
    with pytest.raises(ValueError, match=r"^executor: expected one of concurrent\.futures"):
        PLAIN.run(executor)


def failing():
    raise KeyError("a task's own error")


def test_an_error_of_a_task_comes_as_it_is_and_ends_the_run():
    one = OneIsOther(ThreadPoolExecutor(1), 1, failing)
    with pytest.raises(KeyError, match="a task's own error"):
        PLAIN.run(one)
    assert len(one.futures) == 6
    assert sum(future.cancelled() for future in one.futures) >= 3


def test_a_cancelled_task_is_an_executor_that_is_gone():
    class Gone(ThreadPoolExecutor):
        def submit(self, *task):
            future = Future()
            future.cancel()
            future.set_running_or_notify_cancel()
            return future

    with pytest.raises(BrokenExecutor, match=f"^plain{DIED}"):
        PLAIN.run(Gone())


def test_a_worker_with_other_code_is_refused(edit):
    class Elsewhere(ThreadPoolExecutor):
        def submit(self, *task):
            edit("return np.tanh(z)\n", "return np.tanh(1.0 * z)\n")
            return super().submit(*task)

    with pytest.raises(ValueError, match=r"^plain: the worker on .* has another version of plain"):
        PLAIN.run(Elsewhere(1))


# The command line.
@pytest.fixture
def renewed(monkeypatch):
    """Two tiny sweeps are all there are."""
    monkeypatch.setattr(registry, "ALL", {sweep.name: sweep for sweep in (PLAIN, MUSEUM)})
    return lambda: [sweep.path.read_bytes() for sweep in (PLAIN, MUSEUM)]


def test_the_command_takes_a_number_of_workers(renewed, capsys, monkeypatch):
    asked, processes = [], _executors.processes
    monkeypatch.setattr(_executors, "processes", lambda n: asked.append(n) or processes(n))
    main(["--workers=1"])
    assert asked == [1]
    assert "plain.json: no result is kept" in capsys.readouterr().out
    assert renewed() == [trained_together(sweep) for sweep in (PLAIN, MUSEUM)]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--workers=0"], "--workers: expected a whole number of at least 1; got 0"),
        (["--workers=two"], "argument --workers: invalid int value: 'two'"),
        (["--workers=2", "--scheduler=tcp://localhost:1"], "not allowed with argument --workers"),
    ],
)
def test_a_wrong_command_says_what_is_wrong(arguments, says, capsys):
    with pytest.raises(SystemExit):
        main(arguments)
    assert says in capsys.readouterr().err


def test_the_command_tells_of_a_worker_that_died_without_a_traceback(monkeypatch):
    def renew(executor):
        raise BrokenExecutor("plain: a worker died")

    monkeypatch.setattr("plainnet.sweeps.__main__.renew", renew)
    with pytest.raises(SystemExit, match=r"^plain: a worker died$"):
        main([])


def test_without_dask_the_command_says_how_to_get_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(SystemExit, match=r"^Dask is missing: `pip install -e '\.\[cluster\]'`$"):
        main(["--scheduler=tcp://localhost:8786"])


# Dask.
@pytest.fixture(scope="module")
def cluster():
    """Two worker processes on this machine, and their scheduler."""
    with local_cluster(2) as cluster:
        yield cluster


def local_cluster(workers):
    from distributed import LocalCluster

    free = {"host": "127.0.0.1", "dashboard_address": "127.0.0.1:0"}  # two free ports
    return LocalCluster(n_workers=workers, threads_per_worker=1, **free)


@pytest.mark.thorough
def test_dask_saves_the_same(sweep, cluster):
    with _executors.cluster(cluster.scheduler_address) as executor:
        assert saved(sweep, executor) == trained_together(sweep)


def kill_one_that_trains(client):
    """Kill a Dask worker in the middle of a task, and return the task's name."""
    pids, deadline = client.run(os.getpid), time.monotonic() + 60
    while time.monotonic() < deadline:
        for worker, calls in client.call_stack().items():
            for task, frames in calls.items():
                if "in train_runs" in str(frames):
                    os.kill(pids[worker], signal.SIGKILL)
                    return task
    pytest.fail("no task was seen")


@pytest.mark.thorough
def test_a_dask_worker_that_is_killed_in_a_task_changes_no_byte(cluster):
    with (
        cluster.get_client() as client,
        ThreadPoolExecutor(1) as killer,
        _executors.cluster(cluster.scheduler_address) as executor,
    ):
        killed = killer.submit(kill_one_that_trains, client)
        content = saved(LONG, executor)
    steps = [line[1:3] for line in cluster.scheduler.story(killed.result())]
    assert ("processing", "released") in steps[: steps.index(("processing", "memory"))]
    assert content == trained_together(LONG)


@pytest.mark.thorough
def test_a_task_that_kills_each_dask_worker_is_given_up(cluster, kept, monkeypatch):
    monkeypatch.setattr(cluster.scheduler, "allowed_failures", 0)
    with _executors.cluster(cluster.scheduler_address) as executor:
        killing = OneIsOther(executor, 1, signal.raise_signal, signal.SIGKILL)
        with pytest.raises(BrokenExecutor, match=f"^plain{DIED}") as error:
            PLAIN.run(killing)
    assert type(error.value.__cause__).__name__ == "KilledWorker"
    assert list(kept.iterdir()) == []


@pytest.mark.thorough
def test_the_command_takes_the_address_of_a_scheduler(cluster, renewed, monkeypatch):
    monkeypatch.delattr(_executors, "processes")
    main([f"--scheduler={cluster.scheduler_address}"])
    assert renewed() == [trained_together(sweep) for sweep in (PLAIN, MUSEUM)]


@pytest.mark.thorough
@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "nonsense://127.0.0.1:9", "no workers"])
def test_without_scheduler_or_workers_the_command_says_what_to_start(address, monkeypatch):
    monkeypatch.setattr(_executors, "PATIENCE", 1)
    monkeypatch.setattr("plainnet.sweeps.__main__.renew", lambda _: pytest.fail("it went on"))
    with local_cluster(0) as empty:
        address = empty.scheduler_address if address == "no workers" else address
        with pytest.raises(SystemExit, match=rf"^{address}: no Dask .*`dask worker {address}`"):
            main([f"--scheduler={address}"])
