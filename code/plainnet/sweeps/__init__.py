"""Experiments with thousands of small networks, whose results are kept beside the chapters.

`declaration` has the `Sweep` and how it runs, `museum_sweep` that of the bug museum, `registry` the
sweeps of the book. ``make sweeps`` runs those whose kept result is out of date.
"""

from plainnet.sweeps.declaration import Sweep, SweepResult
from plainnet.sweeps.museum_sweep import MuseumSweep
from plainnet.sweeps.registry import ALL, load_sweep, renew

__all__ = ["ALL", "MuseumSweep", "Sweep", "SweepResult", "load_sweep", "renew"]
