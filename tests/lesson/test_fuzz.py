"""No public function ends in a bare error, whatever it is given: a part of `make fuzz`."""

import contextlib
import inspect
import random
import subprocess
import sys
import time
import warnings

import numpy as np
import run
from doors import FUNCTIONS, LEFT_OUT, TABLE, Call, good_call
from each import each
from judge import judge
from malformed import Change, malform

from plainnet import NeuralNetwork
from plainnet._validation import positive
from plainnet.training_outcomes import History

QUICK = 600
DOORS = "tests/instruments/fuzz/doors.py"


def left_out(name):
    """The entries of LEFT_OUT that cover ``name``: itself, its class, module or subpackage."""
    return [other for other in LEFT_OUT if f"{name}.".startswith(f"{other}.")]


# Tests that TABLE and LEFT_OUT together name all that is documented.
@each("name", FUNCTIONS)
def test_all_that_is_documented_is_a_door_or_is_left_out(name):
    assert (name in TABLE) + len(left_out(name)) == 1, (
        f"{DOORS}: add to TABLE how good arguments of it are made, or to NOT_CALLED why not"
    )


def test_nothing_else_stands_in_the_table():
    known = {other for name in FUNCTIONS for other in (name, *left_out(name))}
    gone = {*TABLE, *LEFT_OUT} - known
    assert not gone, f"{DOORS}: remove {gone}"


def test_functions_classes_and_methods_are_documented():
    some = {"network.NeuralNetwork", "network.NeuralNetwork.loss", "optimisers.Adam.__call__"}
    assert {*some, "datasets.split", "explorers.AnswerBox", "explorers.SuccessMap"} < set(FUNCTIONS)
    assert not any("._" in name.replace("__call__", "") for name in FUNCTIONS)


@each("name", TABLE)
def test_a_good_call_is_good(name):
    with run.workshop() as folder:
        for number in range(5):
            call = good_call(name, random.Random(number), folder)
            end = judge(call)
            assert end == (False, [], ""), end.trace
    known = inspect.signature(FUNCTIONS[name]).parameters.values()
    missing = {one.name for one in known if one.kind not in (one.VAR_KEYWORD, one.VAR_POSITIONAL)}
    assert missing <= set(call.arguments), f"{DOORS}: {name}: give it all of {missing}"


# The malformed calls.
def test_malformed_calls_end_well_or_in_an_error_that_names_the_argument():
    """The same calls on each run, so that the package alone decides; `make fuzz` tries others."""
    command = [sys.executable, run.__file__, str(QUICK), "1"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, f"{done.stdout}{done.stderr}\nagain: make fuzz SEED=1"


def test_a_seed_makes_the_same_calls_again():
    with run.workshop() as folder:
        made = [[run.make(n, seed, folder)[:2] for n in range(20)] for seed in (1, 1, 2)]
    first, again, other = ([(name, *map(str, changes)) for name, changes in one] for one in made)
    assert first == again != other


def test_one_argument_is_changed_and_sometimes_two():
    nn = NeuralNetwork(2, 2, 1)
    good = {"a": 1.5, "b": [0.5, {"c": "text"}], "self": nn, "flag": True}
    draw, places, before = random.Random(0), set(), dict(nn.parameters)
    for _ in range(900):
        call, changes = malform(draw, Call(print, dict(good)))
        assert len(changes) in (1, 2)
        places |= {change.where for change in changes}
        changed = {change.where.replace(".", "[").split("[")[0] for change in changes}
        assert all(call.arguments[name] is good[name] for name in set(good) - changed)
    parameters = [f"self.parameters['{name}']" for name in before]
    places -= {place for place in places if "][" in place}
    assert places == {"a", "b", "b[0]", "b[1]", "flag", "self.parameters", *parameters}
    assert nn.parameters == before


# The judge of calls, tried on small functions, most of which have a fault.
def bare(value):
    return value.shape


def numpys(value):
    return np.ones(int(value))[3]


def works(value):
    while True:
        with contextlib.suppress(Exception):
            value += 1


def warns(value):
    warnings.warn("so", stacklevel=1)


def silent(value):
    with np.errstate(all="ignore"):
        return {"a": [np.log(np.float64(value))]}


def changes_and_refuses(value):
    value["b"] = 1
    positive("value", value)


def changes_a_network(value):
    value.parameters["W1"][0] = np.nan


def swallows(value):
    return 1.0


def forgets(value):
    return History(np.array([np.nan]), "stuck", np.array([0]))


def tells(value):
    return History(np.array([np.nan]), "diverged", np.array([0]))


def refuses(value):
    positive("value", value)


def found(function, value):
    end = judge(Call(function, {"value": value}), [Change("value", "…", 1.0, value)], seconds=0.3)
    return [fault.kind for fault in end.faults]


@each(
    ("function", "value", "kinds"),
    [
        (bare, 1, ["bare error"]),
        (numpys, 2, ["bare error"]),
        (works, 1, ["hang"]),
        (warns, 1, ["warning"]),
        (silent, -1.0, ["silent NaN"]),
        (silent, 0.0, ["silent NaN"]),
        (swallows, float("nan"), ["NaN accepted"]),
        (swallows, np.array([1.0, np.nan]), ["NaN accepted"]),
        (changes_and_refuses, {"a": 0}, ["changed"]),
        (changes_a_network, NeuralNetwork(2, 2, 1), ["silent NaN"]),
        (forgets, 1.0, ["silent NaN"]),
        (lambda value: value(), bare, []),  # a reader's function, called with wrong arguments
        (lambda value: time.sleep(value), 0.5, []),  # waiting does not count as hanging
        (tells, 1.0, []),
        (refuses, -1.0, []),
        (refuses, float("nan"), []),
        (swallows, 1.0, []),
    ],
)
def test_the_judge_sees(function, value, kinds):
    assert found(function, value) == kinds


def test_a_hole_is_reported_with_the_shortest_call_through_it():
    hole = run.Hole("train", ("nn",), "bare error", "TypeError network.py:1")
    both = hole._replace(arguments=("X", "nn"))
    changes = [Change("nn.parameters", "dict.fromkeys(v)", {}, {}), Change("nn", "None", 1, None)]
    examples = [run.Example((change,), "TypeError: so", n, "") for n, change in enumerate(changes)]
    assert list(run.lines({hole: examples, both: examples})) == [
        "train: nn = None",
        "    bare error: TypeError: so (2 ×, CALL=1)",
    ]
