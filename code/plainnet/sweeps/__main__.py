"""``make sweeps``: run the sweeps whose results are missing or out of date."""

import argparse
import sys
from concurrent.futures import BrokenExecutor

from plainnet.sweeps import renew
from plainnet.sweeps.running import process_pool


def main(arguments=None) -> None:
    """Read the command line and renew the results."""
    parser = argparse.ArgumentParser("python -m plainnet.sweeps", description=__doc__)
    parser.add_argument("--workers", type=int, help="how many processes; usually one for each core")
    try:
        with process_pool(parser.parse_args(arguments).workers) as executor:
            renew(executor)
    except (BrokenExecutor, ImportError) as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit("Interrupted: the sweep that was running has stored no result.")


if __name__ == "__main__":
    main()
