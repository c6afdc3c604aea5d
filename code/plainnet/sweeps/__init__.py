"""Experiments with thousands of small networks, whose results are stored beside the chapters.

`registry` lists the sweeps of the book. `declaration` has the class `Sweep`, `museum_sweep` and
`digits_sweep` have those with rules of their own, and `running` spreads their tasks over the cores.
``make sweeps`` runs the sweeps whose stored results are missing or out of date.
"""

from plainnet.sweeps.declaration import Sweep, SweepResult
from plainnet.sweeps.museum_sweep import MuseumSweep
from plainnet.sweeps.registry import ALL, load_sweep, renew

__all__ = ["ALL", "MuseumSweep", "Sweep", "SweepResult", "load_sweep", "renew"]
