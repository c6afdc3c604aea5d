"""Run the tasks of a sweep: on all cores of this machine, or on an executor of the caller."""

import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor
from contextlib import closing, contextmanager, nullcontext

from plainnet._validation import unfit
from plainnet.gradient_descent import progress_bar


@contextmanager
def process_pool(workers=None) -> Iterator[Executor]:
    """An executor with ``workers`` processes of this machine; without a number, one for each core.

    NumPy computes with one thread in each process: for networks this small, starting a second
    thread takes longer than the work that it takes over.
    """
    import multiprocessing  # here, because Python in a browser does not have it
    from concurrent.futures import ProcessPoolExecutor

    context = multiprocessing.get_context("spawn")  # a fork would copy locks that are held
    on_ctrl_c = signal.signal, (signal.SIGINT, signal.SIG_DFL)  # a worker ends without a traceback
    before = os.environ.get("OMP_NUM_THREADS")
    os.environ["OMP_NUM_THREADS"] = "1"  # NumPy reads it when a worker imports it
    try:
        with ProcessPoolExecutor(workers, context, *on_ctrl_c) as executor:
            yield executor
    finally:
        del os.environ["OMP_NUM_THREADS"]
        if before is not None:
            os.environ["OMP_NUM_THREADS"] = before


def run_tasks(function: Callable, *arguments, executor=None, progress=False) -> list:
    """Do what ``list(map(function, *arguments))`` does; each call is a task for ``executor``.

    Without an executor, a `process_pool` runs the tasks. If a task raises an error, the tasks that
    have not started are cancelled; so they are on Ctrl-C.

    Raises a `ValueError` if ``executor`` is not an executor, and a `BrokenExecutor` if a worker
    dies.
    """
    if not isinstance(executor, Executor | None):
        raise unfit("executor", "an executor of concurrent.futures", executor)
    ticks = (None for _ in progress_bar(range(len(arguments[0])), progress, "tasks"))
    try:
        with process_pool() if executor is None else nullcontext(executor) as pool, closing(ticks):
            results = pool.map(function, *arguments)
            return [next(results) for _ in ticks]
    except BrokenExecutor as error:
        raise BrokenExecutor(
            "A worker died before its task was done, and no result was stored. Most often memory "
            "ran out: run it again with fewer workers, `make sweeps WORKERS=1`. (A script has to "
            'call `run` below `if __name__ == "__main__":`.)'
        ) from error
