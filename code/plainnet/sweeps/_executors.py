"""Where the tasks of a sweep run: on all cores of this machine, or on what the caller brings.

An executor of `concurrent.futures` is all that is needed, so clusters come with the engines that
have one: Dask, MPI, ipyparallel.
"""

import multiprocessing
import os
import platform
import signal
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import (
    BrokenExecutor,
    CancelledError,
    Executor,
    ProcessPoolExecutor,
    as_completed,
)
from contextlib import ExitStack, contextmanager, nullcontext

from plainnet._progress import bar
from plainnet._validation import unfit

MOST = 61  # processes that Windows can wait for
PATIENCE = 10  # seconds for a cluster to answer


@contextmanager
def processes(workers=None) -> Iterator[Executor]:
    """An executor on this machine: so many ``workers``, or one for each core.

    The networks are so small that a second thread costs more than it brings: NumPy gets one.
    """
    context = multiprocessing.get_context("spawn")  # a fork would copy locks that are held
    start = signal.signal, (signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends a worker, without a word
    before = os.environ.get("OMP_NUM_THREADS")
    os.environ["OMP_NUM_THREADS"] = "1"  # NumPy reads it when a worker loads it
    try:
        with ProcessPoolExecutor(workers or min(os.cpu_count(), MOST), context, *start) as executor:
            yield executor
    finally:
        del os.environ["OMP_NUM_THREADS"]
        if before is not None:
            os.environ["OMP_NUM_THREADS"] = before


@contextmanager
def cluster(address) -> Iterator[Executor]:
    """An executor on the workers of the Dask scheduler at ``address``.

    Raises an `ImportError` without Dask, and a `ConnectionError` if no such scheduler answers, or
    one without workers; each says what to do.
    """
    try:
        from distributed import Client
    except ImportError:
        raise ImportError("Dask is missing: `pip install -e '.[cluster]'`") from None
    with ExitStack() as stack:
        try:
            client = stack.enter_context(Client(address, timeout=PATIENCE))
            client.wait_for_workers(1, timeout=PATIENCE)
        except (OSError, ValueError) as error:
            raise ConnectionError(
                f"{address}: no Dask scheduler with workers answers there; start `dask scheduler`, "
                f"then `dask worker {address}` on each machine"
            ) from error
        yield client.get_executor()


def refuse_other(executor) -> None:
    """Raise a `ValueError` unless ``executor`` is one, or ``None``."""
    if not (executor is None or isinstance(executor, Executor)):
        like = "one of concurrent.futures, or its like such as Dask's Client(…).get_executor()"
        raise unfit("executor", like, executor)


@contextmanager
def mapping(executor, sweep, tasks, progress=False) -> Iterator[Callable]:
    """Give a function ``run(method, *arguments)`` that does what `map` does, on ``executor``.

    ``method`` is one of ``sweep``. The results come in the order of the arguments, whatever is done
    first. The bar counts ``tasks`` over all calls. What still waits for a worker when an error
    comes, or Ctrl-C, is cancelled.

    Raises a `ValueError` if ``executor`` is none, or a worker has other code than this process, and
    a `BrokenExecutor` that names the sweep if a worker is lost for good.
    """
    refuse_other(executor)
    futures, ticks = [], (None for _ in bar(range(tasks), progress, "tasks"))
    next(ticks)  # the bar is there, and empty
    key = sweep.key()

    with processes() if executor is None else nullcontext(executor) as executor:

        def run(method, *arguments):
            futures.clear()
            for each in zip(*arguments, strict=True):
                futures.append(executor.submit(run_task, key, sweep, method, *each))
            for future in as_completed(futures):
                future.result()  # raises what the task raised
                next(ticks, None)
            return [future.result() for future in futures]

        try:
            yield run
        except _lost() as error:
            raise BrokenExecutor(
                f"{sweep.name}: a worker died before its task was done, and nothing was saved. "
                "Most often memory ran out: run it again with fewer workers, `make sweeps "
                'WORKERS=1`. (A script calls `run` below `if __name__ == "__main__":`.)'
            ) from error
        finally:
            ticks.close()
            for future in futures:
                future.cancel()


def run_task(key, sweep, method, *arguments) -> object:
    """What a worker does: ``method``, if its code is that of the process that asks."""
    if sweep.key() != key:
        raise ValueError(
            f"{sweep.name}: the worker on {platform.node()} has another version of plainnet; "
            "install the same one there"
        )
    return method(*arguments)


def _lost():
    """The errors by which executors tell that a worker, or all of them, are gone."""
    dask = sys.modules.get("distributed")
    return BrokenExecutor, CancelledError, *([dask.KilledWorker] if dask else [])
