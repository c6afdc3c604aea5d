"""``make sweeps``: run the sweeps whose results are out of date, here or on a cluster."""

import argparse
import sys
from concurrent.futures import BrokenExecutor

from plainnet.sweeps import _executors, renew


def main(arguments=None) -> None:
    """Read the command line and renew the results."""
    parser = argparse.ArgumentParser("python -m plainnet.sweeps", description=__doc__)
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--workers", type=int, help="processes on this machine: one for each core")
    where.add_argument("--scheduler", help="the address of a Dask scheduler: tcp://localhost:8786")
    asked = parser.parse_args(arguments)
    if asked.workers is not None and asked.workers < 1:
        parser.error(f"--workers: expected a whole number of at least 1; got {asked.workers}")
    address, workers = asked.scheduler, asked.workers
    try:
        with _executors.cluster(address) if address else _executors.processes(workers) as executor:
            renew(executor)
    except (BrokenExecutor, ConnectionError, ImportError) as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
