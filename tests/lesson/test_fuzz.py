"""Nothing that is documented ends in a bare error, whatever it is given: a part of `make fuzz`."""

import contextlib
import inspect
import os
import random
import subprocess
import sys
import time
import warnings

import numpy as np
import pytest
import run
from good_calls import NOT_CALLED, TABLE, good_call
from goods import Goods
from interface import documented
from judge import judge
from makers import Call
from malformed import Change, malform, parts_of

from plainnet import NeuralNetwork
from plainnet._validation import positive
from plainnet.training_outcomes import History

QUICK = 600
TABLE_FILE = "tests/instruments/fuzz/good_calls.py"
DOCUMENTED = {name.removeprefix("plainnet."): value for name, value in documented().items()}
CALLED = [name for name, value in DOCUMENTED.items() if inspect.signature(value).parameters]


def parameters(function):
    given = inspect.signature(function).parameters.values()
    return {one.name for one in given if one.kind not in (one.VAR_KEYWORD, one.VAR_POSITIONAL)}


# The table.
@pytest.mark.parametrize(
    "name", [n for n in DOCUMENTED if inspect.signature(DOCUMENTED[n]).parameters]
)
def test_all_that_is_documented_has_a_good_call(name):
    assert (name in TABLE) != (name in NOT_CALLED), (
        f"{TABLE_FILE}: add to TABLE how good arguments of it are made, or to NOT_CALLED why not"
    )


def test_what_has_a_good_call_is_documented():
    called = {name.removesuffix(".__call__") for name in (*TABLE, *NOT_CALLED)}
    assert called <= set(DOCUMENTED), f"{TABLE_FILE}: remove {called - set(DOCUMENTED)}"


def test_functions_classes_and_methods_are_read_from_a_page():
    page = ".. automodule:: plainnet.network\n\n.. autoclass:: plainnet.explorers.AnswerBox\n"
    methods = {f"plainnet.network.NeuralNetwork.{name}" for name in ("forward", "loss")}
    assert {"plainnet.explorers.AnswerBox", "plainnet.network.Record"} | methods < set(
        documented(page)
    )
    assert not any("._" in name or "AnswerBox." in name for name in documented(page))


@pytest.mark.parametrize("name", TABLE)
def test_a_good_call_is_good(name):
    function = DOCUMENTED.get(name)
    with run.workshop() as folder:
        for number in range(5):
            call = good_call(name, function, Goods(random.Random(number), folder / "work"))
            end = judge(call)
            assert end == (False, [], ""), end.trace
    missing = parameters(function) - set(call.arguments) if function else set()
    assert not missing, f"{TABLE_FILE}: {name}: give it {', '.join(missing)}, too"


# The malformed calls.
def test_malformed_calls_end_well_or_in_an_error_that_names_the_argument():
    """The same calls each time: a change of the package is judged; `make fuzz` tries others."""
    command = [sys.executable, run.__file__, str(QUICK), "1"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, f"{done.stdout}{done.stderr}\nagain: make fuzz SEED=1"


def test_a_seed_makes_the_same_calls_again():
    with run.workshop() as folder:
        told = [[run.make(n, seed, folder)[:2] for n in range(20)] for seed in (1, 1, 2)]
    first, again, other = ([(name, *map(str, made)) for name, made in calls] for calls in told)
    assert first == again != other


def test_one_argument_is_changed_and_sometimes_two():
    good = {"a": 1.5, "b": [0.5, {"c": "text"}], "d": "name"}
    draw, places = random.Random(0), set()
    for _ in range(300):
        call, changes = malform(draw, Call(print, dict(good)))
        assert len(changes) in (1, 2)
        places |= {change.where for change in changes}
        changed = {change.where[0] for change in changes}
        assert all(call.arguments[name] is good[name] for name in set(good) - changed)
    assert places == {"a", "b", "b[0]", "b[1]", "b[1]['c']", "d"}


def test_a_network_is_changed_in_its_parameters():
    nn = NeuralNetwork(2, 2, 1)
    [(where, part, put)] = parts_of(nn)
    assert (where, part) == (".parameters", nn.parameters)
    assert put(None).parameters is None
    assert nn.parameters is part


# The judge, with functions that are to be seen through.
def bare(value):
    return value.shape


def numpys(value):
    return np.ones(int(value))[3]


def hangs(value):
    while True:
        with contextlib.suppress(Exception):
            time.sleep(9)


def works(value):
    while True:
        with contextlib.suppress(Exception):
            value += 1


def waits(value):
    time.sleep(2 * value)  # longer than the seconds of work


def warns(value):
    warnings.warn("so", stacklevel=1)


def silent(value):
    with np.errstate(all="ignore"):
        return {"a": [np.log(np.float64(value))]}


def changes_and_refuses(value):
    value["b"] = 1
    positive("value", value)


def writes_and_refuses(value):
    value.write_text("more")
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


def found(function, value, folders=(), good=1.0):
    call = Call(function, {"value": value})
    end = judge(call, [Change("value", "…", good, value)], folders, seconds=0.3)
    return [fault.kind for fault in end.faults]


def test_who_works_is_stopped_after_seconds_of_work():
    """Not of waiting, which would be ten times as many."""
    before = time.process_time()
    assert found(works, 1) == ["hang"]
    assert time.process_time() - before < 1.5


@pytest.mark.parametrize(
    ("function", "value", "kinds"),
    [
        (bare, 1, ["bare error"]),
        (numpys, 2, ["bare error"]),
        (hangs, 1, ["hang"]),
        (works, 1, ["hang"]),
        (waits, 0.3, []),
        (warns, 1, ["warning"]),
        (silent, -1.0, ["silent NaN"]),
        (silent, 0.0, ["silent NaN"]),
        (swallows, float("nan"), ["NaN accepted"]),
        (swallows, np.array([1.0, np.nan]), ["NaN accepted"]),
        (changes_and_refuses, {"a": 0}, ["changed"]),
        (changes_a_network, NeuralNetwork(2, 2, 1), ["silent NaN"]),
        (forgets, 1.0, ["silent NaN"]),
        (lambda value: print(value), "text", ["output"]),
        (lambda value: os.close(value), 1, ["output"]),
        (lambda value: os.write(2, b"text"), 1, ["output"]),
        (tells, 1.0, []),
        (refuses, -1.0, []),
        (refuses, float("nan"), []),
        (swallows, 1.0, []),
    ],
)
def test_the_judge_sees(function, value, kinds):
    assert found(function, value) == kinds


def test_the_judge_sees_a_file_that_a_refused_call_wrote(tmp_path):
    assert found(writes_and_refuses, tmp_path / "a", [tmp_path]) == ["changed"]


def test_the_streams_are_as_before_whatever_was_closed(capfd):
    found(lambda value: os.close(value), 1)
    os.write(1, b"still here")
    assert capfd.readouterr().out == "still here"


def test_what_takes_too_much_memory_ends():
    with run.limited_memory(2**28):
        assert found(lambda value: bytes(2**29), 1) == ["bare error"]


def test_a_hole_is_reported_with_the_shortest_call_through_it():
    hole = run.Hole("train", ("nn",), "bare error", "TypeError network.py:1")
    both = hole._replace(arguments=("X", "nn"))
    changes = [Change("nn.parameters", "dict.fromkeys(v)", {}, {}), Change("nn", "None", 1, None)]
    examples = [run.Example((change,), "TypeError: so", n, "") for n, change in enumerate(changes)]
    assert list(run.lines({hole: examples, both: examples})) == [
        "train: nn = None",
        "    bare error: TypeError: so (2 ×, CALL=1)",
    ]
