"""The sweeps of the book, by name."""

import numpy as np

from plainnet._validation import choice
from plainnet.broken.museum import EXHIBITS
from plainnet.sweeps.declaration import Sweep, SweepResult
from plainnet.sweeps.digits_sweep import DigitsSweep, ScikitLearn
from plainnet.sweeps.museum_sweep import MuseumSweep
from plainnet.sweeps.writing_sweep import WritingSweep

ALL = {
    sweep.name: sweep
    for sweep in (
        Sweep(
            name="xor_learning_rates",
            widths=(2, 3),
            learning_rates=tuple(float(f"{rate:.3g}") for rate in 10 ** np.linspace(-1.5, 1.5, 25)),
            seeds=1000,
            epochs=2000,
        ),
        Sweep(
            name="xor_success_map",
            widths=(1, 2, 3, 4, 5, 6, 8, 16),
            activations=("sigmoid", "tanh", "relu"),
            # Above 5, tanh is chaotic: a difference in the last bit can change how a run ends.
            learning_rates=(0.05, 0.1, 0.2, 0.3, 0.5, 1.0, 2.0, 3.0, 5.0),
            seeds=300,
            epochs=2000,
        ),
        MuseumSweep(
            name="bug_museum",
            widths=tuple(EXHIBITS),
            activations=("sigmoid", "tanh", "relu"),
            learning_rates=(0.5, 1.0, 2.0, 4.0),
            seeds=500,
            epochs=2000,
        ),
        DigitsSweep(
            name="digits",
            hidden=(8, 16, 32, 64),
            learning_rates=(0.01, 0.03, 0.1, 0.3, 1.0, 3.0),
            decays=(0.0, 0.001, 0.01),
            shown=(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, *range(10, 101, 2)),
            seen=(0, 1, 3, 6, 10, 20, 40, 100),
            # One image of each digit, in the order 0 to 9; most networks misread some of them.
            images=(11, 156, 63, 27, 246, 117, 6, 235, 267, 273),
        ),
        ScikitLearn(name="digits_scikit_learn", splits=20),
        WritingSweep(
            name="writing",
            shown=(0, 100, 1000, 10_000, 30_000),
            temperatures=(0.2, 0.5, 0.8, 1.0, 1.3),
            start="a learning rate ",
            length=120,
            times=(0, 1, 3, 10, 30, 100),
            secrets=8,
            views=(8, 20),
            skews=10,
        ),
    )
}


def load_sweep(name) -> SweepResult | dict | list:
    """Return the stored result of the sweep ``name``.

    Raises a `ValueError` if there is no such sweep, or its result is missing or out of date.
    """
    return choice("name", name, ALL).load_result()


def renew(executor=None) -> None:
    """Run each sweep whose result is missing or out of date, with a progress bar, and store it.

    ``executor`` is that of `Sweep.run`.
    """
    for sweep in ALL.values():
        try:
            sweep.load_result()
        except ValueError as error:
            print(error)
            sweep.save_result(sweep.run(executor, progress=True))
