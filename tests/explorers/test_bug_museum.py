"""The bug museum explorer: success rates, example runs, verdicts, lines of code."""

import json
import re
from pathlib import Path

import numpy as np
from each import each

from plainnet import NeuralNetwork, check_gradient, check_step, datasets, train
from plainnet.broken import museum
from plainnet.broken.museum import EXHIBITS
from plainnet.explorers.bug_museum import SETTINGS, differences, results
from plainnet.lab.ensemble import success_interval

SWEEP = results.SWEEP
CHAPTER = Path(__file__).parents[2] / "chapters/bug_museum.ipynb"
SOME = [
    ("right", "tanh", 1.0),
    ("derivative_at_output", "relu", 0.5),
    ("derivative_forgotten", "sigmoid", 4.0),
    ("average_forgotten", "relu", 1.0),
    ("updated_too_early", "tanh", 2.0),
    ("wrong_axis", "sigmoid", 1.0),
]
some_cells = each("cell", SOME, ids=str)


def test_every_exhibit_is_shown_once_the_right_code_first(shown):
    assert results.KEYS[0] == "right"
    assert len(set(results.KEYS)) == len(results.KEYS) == 12
    assert {*results.KEYS, "right_on_four"} == set(EXHIBITS)
    first, *labels = shown.sliders[0].labels
    assert first == EXHIBITS["right"].title
    for (key, number), label in zip(results.NUMBERS.items(), labels, strict=True):
        assert label == f"{number} · {EXHIBITS[key].title}"


def test_the_numbers_are_those_of_the_chapter():
    cells = json.loads(CHAPTER.read_text("utf8"))["cells"]
    text = "\n".join("".join(cell["source"]) for cell in cells)
    found = re.findall(r"^### (\w+) · .*?^beside\(\"(\w+)\"\)", text, re.DOTALL | re.MULTILINE)
    assert [(key, number) for number, key in found] == list(results.NUMBERS.items())


@some_cells
def test_the_rates_are_those_of_the_sweep_beside_the_right_code_of_the_same_size(shown, cell):
    key, *place = cell
    frame = shown.compute(*cell)
    right = "right_on_four" if EXHIBITS[key].hidden == 4 else "right"
    at = frame["at"]
    assert SETTINGS[at] == tuple(place)
    for kind, row, code in zip(("", "_right"), frame["rows"], (key, right), strict=True):
        solved = outcome_count((code, *place))
        displayed = [frame[f"shares{kind}"][at], *frame[f"interval{kind}"]]
        expected = [solved / 500, *success_interval(solved, 500)]
        np.testing.assert_allclose(displayed, 100 * np.array(expected), atol=0.0501)
        assert f": {solved} of 500, " in row and f"{displayed[0]:.1f} %" in row
    assert f"from {outcome_count(cell)} of 500 starts" in frame["sentence"]


@some_cells
def test_the_dots_are_the_rates_of_all_twelve_settings(shown, cell):
    key, *_ = cell
    frame, right = shown.compute(*cell), results.right_of(key)
    for kind, code in (("", key), ("_right", right)):
        shares = [outcome_count((code, *setting)) / 5 for setting in SETTINGS]
        np.testing.assert_allclose(frame[f"shares{kind}"], shares, atol=0.0501)
        place = shown.spec[f"places{kind}"][frame["at"]]
        assert frame[f"beside{kind}"] == [place, place]
    assert shown.spec["settings"][frame["at"]] == [
        SWEEP.activations.index(cell[1]),
        SWEEP.learning_rates.index(cell[2]),
    ]


@each("key", results.KEYS)
def test_the_stamps_on_a_card_are_the_checks_that_miss_its_fault(shown, key):
    marks = {"right": ["✓", "solved"], "cannot tell here": ["?", "muted"]}
    usual = "right" if key == "right" else "wrong"
    for activation, rate in SETTINGS:
        gradient, steps = results.verdicts(key, activation)
        stamps = shown.compute("right", activation, rate)["stamps"][results.KEYS.index(key)]
        answers = {"gradient": gradient.answer, "step": steps[rate].answer}
        found = {check: marks[answer] for check, answer in answers.items() if answer != usual}
        assert stamps == [[f"{check} {sign}", role] for check, (sign, role) in found.items()]


def outcome_count(cell):
    return int((results.result().outcome[SWEEP.cells.index(cell)] == "solved").sum())


@some_cells
def test_the_right_run_is_what_a_reader_gets_who_trains_one_network(shown, cell):
    key, activation, rate = cell
    _, seed, _ = results.run(cell)
    rng = np.random.default_rng(seed)
    nn = NeuralNetwork(2, EXHIBITS[key].hidden, 1, activation=activation, rng=rng)
    history = train(nn, *datasets.xor(), learning_rate=rate, epochs=2000, every=SWEEP.curve_step)
    frame = shown.compute(*cell)
    np.testing.assert_allclose(frame["loss_right"], history.loss, rtol=1e-3)
    assert frame["run"].startswith(f"Start {seed}")
    assert frame["loss"][0] == frame["loss_right"][0]


def test_the_run_of_an_exhibit_is_the_first_that_is_solved_else_stuck_else_seed_0():
    kinds = set()
    for number, cell in enumerate(SWEEP.cells):
        kind, seed, losses = results.run(cell)
        outcomes = list(results.result().outcome[number])
        wanted = next((kind for kind in ("solved", "stuck") if kind in outcomes), "other")
        assert kind == wanted and len(losses) == len(results.EPOCH)
        assert seed == (outcomes.index(wanted) if wanted != "other" else 0)
        assert kind != "solved" or losses[-1] < results.LIMIT
        kinds.add(kind)
    assert kinds == {"solved", "stuck", "other"}


@some_cells
def test_the_verdicts_are_the_judges(shown, cell):
    key, activation, rate = cell
    exhibit, (X, y) = EXHIBITS[key], datasets.xor()
    rng = np.random.default_rng(results.POINT)
    nn = NeuralNetwork(2, exhibit.hidden, 1, activation=activation, init="normal", rng=rng)
    gradient = check_gradient(nn, X, y, museum.backward_of(exhibit))
    step = check_step(nn, X, y, museum.step_of(exhibit), rate)
    frame = shown.compute(*cell)
    assert frame["verdicts"] == [str(gradient), str(step)]
    words = ["right" if verdict else "wrong" for verdict in (gradient, step)]
    assert frame["sentence"].endswith(f"Gradient check: {words[0]}. Step check: {words[1]}.")


@each("activation", SWEEP.activations)
@each("key", results.KEYS)
def test_where_the_judge_looks_it_finds_each_fault_and_only_faults(shown, key, activation):
    fault = activation in EXHIBITS[key].faulty
    gradient, steps = results.verdicts(key, activation)
    for rate in SWEEP.learning_rates:
        assert bool(steps[rate]) != fault
        assert bool(gradient) != (fault and EXHIBITS[key].kind == "gradient")
        sentence = shown.compute(key, activation, rate)["sentence"]
        name = {"relu": "ReLU"}.get(activation, activation)
        harmless = f"With {name} this is no fault." in sentence
        assert harmless == (not fault and key != "right")


def test_the_lines_are_those_that_differ():
    assert differences.changed(EXHIBITS["right"]) == ["", ""]
    assert differences.changed(EXHIBITS["average_forgotten"]) == [
        "delta2 = y_hat - y",
        "delta2 = (y_hat - y) / len(y)",
    ]
    for key in results.KEYS[1:]:
        wrong, right = differences.changed(EXHIBITS[key])
        lines = differences.statements(EXHIBITS[key].function)
        assert wrong and wrong != right
        instead = "\n".join(lines).replace(wrong, right, 1)
        source = museum.step if EXHIBITS[key].kind == "update" else museum.backward
        assert instead == "\n".join(differences.statements(source))


def test_what_differs_in_the_lines_is_marked_and_nothing_else(shown):
    assert differences.pieces("g(A1)", "g(Z1)") == [
        [["g(", False], ["A1", True], [")", False]],
        [["g(", False], ["Z1", True], [")", False]],
    ]
    assert differences.pieces("y_hat - y", "(y_hat - y) / len(y)") == [
        [["y_hat - y", False]],
        [["(", True], ["y_hat - y", False], [") / len(y)", True]],
    ]
    for key in results.KEYS[1:]:
        both = shown.compute(key, "tanh", 1.0)["code"]
        texts = ["".join(text for text, _ in pieces) for pieces in both]
        assert texts == differences.changed(EXHIBITS[key])
        same = ["".join(text for text, differs in pieces if not differs) for pieces in both]
        assert same[0] == same[1]
        assert any(differs for pieces in both for _, differs in pieces)
    assert shown.compute("right", "tanh", 1.0)["code"] == [[["no difference", False]]] * 2


def test_a_loss_that_is_not_finite_is_left_out():
    assert results.rounded([0.123456, np.inf, np.nan]) == [0.1235, None, None]
