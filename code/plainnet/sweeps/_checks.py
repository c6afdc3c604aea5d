"""Checks of what a `Sweep` is declared with, and of what its methods are given."""

import inspect
import operator
import re

from plainnet import datasets
from plainnet._validation import choice, fraction, listed, positive, reals, unfit, whole
from plainnet.activations import ACTIVATIONS
from plainnet.initialisations import INITIALISATIONS
from plainnet.losses import LOSSES

FILE_NAME = re.compile(r"[\w .-]{1,60}")
AXES = ("widths", "learning_rates", "activations")
DATA = {  # what can be called without arguments, and has one output
    name: function
    for name, function in inspect.getmembers(datasets, inspect.isfunction)
    if not inspect.signature(function).parameters and name != "digits"
}
LABELLED = {name: loss for name, loss in LOSSES.items() if loss.output != "softmax"}
KNOWN = {"activations": ACTIVATIONS, "data": DATA, "loss": LABELLED, "init": INITIALISATIONS}


def setting(name, value) -> str | int | float:
    """One setting, or one value of an axis, as JSON can hold it."""
    if name in KNOWN:
        choice(name, value, KNOWN[name])
        return value
    if name in ("learning_rates", "momentum"):
        number = (fraction if name == "momentum" else positive)(name, value)
        return value if isinstance(value, int | float) else number
    return whole(name, value)


def settings(sweep) -> dict:
    """All settings but the name, each as ``sweep._setting`` returns it; the axes are tuples."""
    if not isinstance(sweep.name, str) or not FILE_NAME.fullmatch(sweep.name):
        raise unfit("name", "a short text that can name a file", sweep.name)
    fit = {}
    for name, value in vars(sweep).items():
        if name in AXES:
            fit[name] = tuple(sweep._setting(name, each) for each in listed(name, value))
            if not fit[name]:
                raise unfit(name, "at least one", value)
        elif name != "name":
            fit[name] = sweep._setting(name, value)
    return fit


def network_fits(sweep, cell, seed) -> tuple:
    """What `checked` asks before a network; sizes and names are checked when it is made."""
    if len(listed("cell", cell)) != 3:
        raise unfit("cell", "(width, activation, learning rate)", cell)
    positive("the learning rate of the cell", cell[2])
    return sweep, cell, whole("seed", seed, least=0)


def picks_fit(sweep, picks, every=None, progress=False) -> tuple:
    """What `checked` asks before runs are trained."""
    try:
        pairs = [(tuple(cell), operator.index(seed)) for cell, seed in picks]
        known = {cell for cell, _ in pairs} <= set(sweep.cells)
        known &= all(seed >= 0 for _, seed in pairs)
    except (TypeError, ValueError):  # no pairs, no cells, no whole numbers
        pairs, known = [], False
    if not known or len({cell[:2] for cell, _ in pairs}) != 1:
        raise unfit("picks", "pairs (cell, seed) that share width and activation", picks)
    return sweep, pairs, every, progress


def chosen_fit(cells, count) -> None:
    """Raise a `ValueError` unless ``cells`` is what a result holds of ``count`` cells."""
    if len(listed("chosen", cells)) != count:
        raise unfit("chosen", f"one dictionary for each of {count} cells", cells)
    for runs in cells:
        if not isinstance(runs, dict) or not runs.keys() <= {"solved", "stuck"}:
            raise unfit("chosen", "dictionaries of solved and stuck runs", runs)
        for run in runs.values():
            if not isinstance(run, dict) or run.keys() != {"seed", "loss"}:
                raise unfit("chosen", "runs with their seed and loss", run)
            whole("seed", run["seed"], least=0)
            reals("loss", run["loss"], finite=False)
