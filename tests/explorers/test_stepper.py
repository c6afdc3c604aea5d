"""The stepper: the lines of code that it shows compute the same as `NeuralNetwork`."""

import itertools
import re

import numpy as np
import pytest
from each import each

from plainnet import NeuralNetwork, datasets, descend
from plainnet.explorers import Stepper
from plainnet.explorers.formatting import number
from plainnet.explorers.stepper import worked_example as stepping
from plainnet.explorers.stepper.arithmetic import EQUATIONS
from plainnet.explorers.stepper.mathematics import LOWERED, tree, trees
from plainnet.explorers.stepper.motion import WIRES, origin, waves

X, Y = datasets.xor()
PATTERNS = [(*x, *y) for x, y in zip(X.tolist(), Y.tolist(), strict=True)]
CASES = list(itertools.product(PATTERNS, ("cross_entropy", "mse")))
both = each(("pattern", "loss"), CASES)


def network(loss):
    nn = NeuralNetwork(2, 2, 1, loss=loss)
    for name, value in stepping.START.items():
        nn.parameters[name][:] = value
    return nn


@both
def test_every_number_is_that_of_the_network(pattern, loss):
    known = dict(zip(stepping.NAMES, stepping.trace(pattern, loss), strict=True))
    nn, x, y = network(loss), np.array([pattern[:2]]), np.array([pattern[2:]])
    record = nn.forward(x)
    gradients = nn.backward(record, y)
    before = known["db1"]
    for name, value in zip(("Z1", "Z2"), record.Z, strict=True):
        np.testing.assert_allclose(before[name], value, rtol=1e-12)
    for name, value in zip(("X", "A1", "y_hat"), record.A, strict=True):
        np.testing.assert_allclose(before[name], value, rtol=1e-12)
    assert before["loss"] == pytest.approx(nn.loss(record, y), rel=1e-12)
    for name, value in gradients.items():
        np.testing.assert_allclose(before[f"d{name}"], value, rtol=1e-10, atol=1e-15)
    np.testing.assert_allclose(before["delta2"].ravel(), gradients["b2"], rtol=1e-10)
    np.testing.assert_allclose(before["delta1"].ravel(), gradients["b1"], rtol=1e-10)
    descend(nn, gradients, stepping.LEARNING_RATE)
    for name, value in nn.parameters.items():
        np.testing.assert_allclose(known["update"][name], value, rtol=1e-12)
    assert known["again"]["loss"] == pytest.approx(nn.loss(nn.forward(x), y), rel=1e-12)
    assert known["again"]["loss"] < before["loss"]


@both
def test_the_code_that_is_shown_is_complete_and_runs(pattern, loss):
    frame = Stepper().compute(len(stepping.NAMES) - 1, pattern, loss)
    space = {"np": np, "sigmoid": stepping.sigmoid, "learning_rate": 1.0, **stepping.START}
    exec("\n".join(frame["code"]), space)
    nn, x, y = network(loss), np.array([pattern[:2]]), np.array([pattern[2:]])
    descend(nn, nn.backward(nn.forward(x), y), 1.0)
    for name, value in nn.parameters.items():
        np.testing.assert_allclose(space[name], value, rtol=1e-12)


@both
def test_each_step_shows_what_it_computes_and_lights_it_up(pattern, loss):
    stepper, seen = Stepper(), 0
    for step, name in enumerate(stepping.NAMES):
        frame = stepper.compute(step, pattern, loss)
        assert not {"0.000", "−0.000"} & set(frame["value"])  # of what is not 0
        shown = [bool(value) for value in frame["value"]]
        if name != "again":
            assert sum(shown) >= seen
            seen = sum(shown)
        lit = {slot.name for slot, on in zip(stepping.SLOTS, frame["lit"], strict=True) if on == 2}
        assert lit == {
            "input": {"X", "y"},
            "update": set(stepping.START),
            "again": {"Z1", "A1", "Z2", "y_hat", "loss"},
        }.get(name, {name})
        assert all(on == 0 or text for on, text in zip(frame["lit"], frame["value"], strict=True))
        assert sum(frame["active"]) == {"update": 4, "again": 5}.get(name, 1)
        for line, active in zip(frame["code"], frame["active"], strict=True):
            assert not active or name in (
                *line.replace(",", " ").split(),
                "input",
                "update",
                "again",
            )
    assert seen == len(stepping.SLOTS)


@both
def test_what_is_written_out_is_right_to_the_digits_shown(pattern, loss):
    """Each line of arithmetic, evaluated by Python, gives its last number."""
    stepper, count = Stepper(), 0
    for step, name in enumerate(stepping.NAMES):
        for _, *line in stepper.compute(step, pattern, loss)["numbers"]:
            row = " ".join(line)
            *_, sum_, result = row.replace("→", "=").split(" = ")  # "z = 1·0.8 + 0.1 = 0.9"
            if not re.fullmatch(r"(?:[−\d.()·+² σ]|ln|exp)+", sum_) or name == "again":
                continue
            code = sum_.replace("−", "-").replace("·", "*").replace("²", "**2")
            code = re.sub(r"ln ?(\(.*\)|[\d.]+)", r"log(\1)", code)
            code = re.sub(r"σ\(", "sigmoid(", code)
            value = eval(code, {"log": np.log, "exp": np.exp, "sigmoid": stepping.sigmoid})
            assert value == pytest.approx(float(result.replace("−", "-")), abs=2.1e-3), row
            count += 1
    assert count >= 24


def test_numbers_have_three_digits_and_a_true_minus():
    assert [number(v) for v in (0.0, 1.0, -0.4, 0.66512)] == ["0", "1", "−0.400", "0.665"]


def test_what_a_line_assigns_and_uses_is_read_from_it():
    assert stepping.lit(["a = b @ c", "b = b - 1"]) == {"a": 2, "b": 2, "c": 1}


@both
def test_each_sum_names_the_unit_or_the_wire_of_its_result(pattern, loss):
    stepper = Stepper()
    names = dict(zip(stepper.spec["units"], stepper.spec["unit_names"], strict=True))
    for step, name in enumerate(stepping.NAMES[:-1]):
        frame = stepper.compute(step, pattern, loss)
        shown = {
            (" → ".join(names[unit] for unit in slot.place.split()), value)
            for slot, value, on in zip(stepping.SLOTS, frame["value"], frame["lit"], strict=True)
            if on == 2
        }
        written = {(place, result) for place, sum_, result in frame["numbers"] if sum_[0] != "−"}
        assert written == shown, name


def test_a_line_of_mathematics_is_set_as_it_reads():
    every = [*EQUATIONS.values(), *EQUATIONS["mse"].values(), *EQUATIONS["cross_entropy"].values()]
    for line in (line for line in every if isinstance(line, str)):
        plain = re.sub(r"[\s/]|, (?=[a-z]{2})", "", line.translate(LOWERED))
        for raised, there in {"ᵀ": "⊤", "ᵗ": "t", "²": "2"}.items():
            plain = plain.replace(raised, there)
        read = "".join(map(letters, trees(line))).replace("/", "")
        assert read.replace("\u00a0", "") == plain


def letters(part):
    return part if isinstance(part, str) else "".join(map(letters, part[1:]))


def test_fractions_subscripts_and_transposes_are_set():
    w = ["msub", ["mi", "W"], ["mn", "2"]]
    slope = ["mfrac", *(["mrow", ["mo", "∂"], of] for of in (["mi", "L"], w))]
    assert tree("∂L/∂W₂ = A₁ᵀ")[1:] == [
        slope,
        ["mo", "="],
        ["msup", ["msub", ["mi", "A"], ["mn", "1"]], ["mo", "⊤"]],
    ]


def test_mathematics_that_is_not_understood_is_an_error():
    with pytest.raises(ValueError, match="mathematics: '₂ = 3' is not understood in 'W₁₂ = 3'"):
        tree("W₁₂ = 3")


def test_a_number_comes_from_one_that_its_line_uses():
    steps = {name: stepping.lit(stepping.code(PATTERNS[0], "mse")[name]) for name in stepping.STEPS}
    steps["dW2"] |= {"delta2": 1}
    for slot in stepping.SLOTS:
        source = origin(slot)
        if slot.name in ("X", "y"):
            assert source == -1
            continue
        (used,) = (step for step in steps.values() if step.get(slot.name) == 2)
        assert used[stepping.SLOTS[source].name] == 1


@each("name", stepping.NAMES)
def test_what_runs_along_a_wire_goes_the_way_of_the_pass(name):
    travels = [tuple(travel[:2]) for wave in waves(name) for travel in wave]
    isback = {travel not in WIRES for travel in travels}
    assert all(travel in WIRES or travel[::-1] in WIRES for travel in travels)
    assert isback == {
        "Z1": {False},
        "Z2": {False},
        "again": {False},
        "dA1": {True},
        "dW1": {False, True},
        "dW2": {False, True},
    }.get(name, set())
