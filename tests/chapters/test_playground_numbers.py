"""The playground trains in a page, run in Node, as it trains here.

Rounding differs where products are computed in another order, and training may let it grow, at
large rates until the losses have nothing in common. So rates are moderate, and how fast it grows is
measured here, by runs whose weights are changed in their last bit before each epoch: a run is
compared for as long as that does not matter.
"""

import json
import subprocess

import numpy as np
import page_python
import pytest

from plainnet.explorers.playground.run import Run
from plainnet.explorers.playground.state import CHOICES, LAYERS, UNITS, checked
from plainnet_book import formulas
from plainnet_book.page_python import parts

pytestmark = [pytest.mark.thorough, pytest.mark.rests_on("code")]
SCRIPT = page_python.SCRIPT.with_name("program.mjs")
FEW, OF_DIGITS, MANY = 20, 2, 500  # epochs
COUNT = 60
LARGEST = {"descent": 1.0, "momentum": 0.1, "adam": 0.03}  # learning rates
MATTERS = 1e-13  # a change of the loss by last bits, from which on runs are not compared
LAST_BITS = 1.0 - 2.0**-53, 1.0, 1.0 + 2.0**-52
PROGRAM = """
import json
from plainnet.explorers.playground.run import Run
from plainnet.explorers.playground.state import checked

for given, epochs in json.loads('''{states}'''):
    run = Run.of_state(checked(given))
    run.train(epochs)
    print(json.dumps(run.losses))
"""
CALM = [
    {"rule": "descent", "rate": "0.3"},
    {"data": "xor"},
    {"data": "moons", "rule": "momentum", "rate": "0.1"},
    {"data": "blobs", "activation": "relu", "rule": "descent", "rate": "0.3"},
    {"data": "spirals", "activation": "sigmoid", "rule": "descent", "rate": "0.3"},
    {"data": "line", "batch": "10", "rule": "descent", "rate": "0.03"},
]


def random_states(seed):
    """States of any data set, network and rule."""
    rng = np.random.default_rng(seed)
    for _ in range(COUNT):
        given = {name: str(rng.choice(values)) for name, values in CHOICES.items()}
        if given["data"] == "digits" and given["batch"] in ("1", "10"):
            given["batch"] = "32"  # which takes a tenth of the time
        moderate = [rate for rate in CHOICES["rate"] if rate <= LARGEST[given["rule"]]]
        given["rate"] = str(rng.choice(moderate))
        sizes = UNITS[given["data"] == "digits"]
        given["hidden"] = "-".join(map(str, rng.choice(sizes, rng.integers(0, LAYERS + 1))))
        yield given | {"start": str(rng.integers(10**6))}


def in_the_page(states):
    """The losses of each state, as a page computes them."""
    program = PROGRAM.format(states=json.dumps(states))
    command = [formulas.node(), SCRIPT, page_python.FOLDER, parts.PYODIDE]
    done = subprocess.run(command, input=program, capture_output=True, encoding="utf8", check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return [np.array(json.loads(line), float) for line in done.stdout.splitlines()]


def here(given, epochs, rng=None):
    """The losses of a state here; with ``rng``, last bits are changed before each epoch."""
    run = Run.of_state(checked(given))
    for _ in range(epochs):
        for value in run.nn.parameters.values() if rng else ():
            value *= rng.choice(LAST_BITS, value.shape)
        run.train(1)
    return np.array(run.losses)


def test_the_losses_of_a_page_are_those_of_python_at_home(draw):
    if not parts.are_there():
        pytest.skip("make site: Pyodide is not there")
    few = [
        (given, OF_DIGITS if given["data"] == "digits" else FEW)
        for given in random_states(draw.randrange(10**6))
    ]
    states = [*few, *((given, MANY) for given in CALM)]
    found = in_the_page(states)
    assert len(found) == len(states)
    whole = []
    for (given, epochs), losses in zip(states, found, strict=True):
        expected = here(given, epochs)
        others = [here(given, epochs, np.random.default_rng(seed)) for seed in range(3)]
        length = min(map(len, (losses, expected, *others)))  # one may diverge sooner
        with np.errstate(invalid="ignore"):
            change = np.max([abs(other[:length] - expected[:length]) for other in others], axis=0)
        certain = np.append(change <= MATTERS, False).argmin()
        whole.append(certain > epochs)
        np.testing.assert_allclose(
            losses[:certain], expected[:certain], rtol=1e-10, atol=1e-10, err_msg=str(given)
        )
    assert all(whole[COUNT:]) and sum(whole) > 0.8 * COUNT
