"""Twelve faults of real life: each shows the symptom that the page `debugging` describes.

A fixed program does not show it, and learns. Of the six cheap tests on that page, exactly those
that it names find the fault. Each test is a function here; it yields what a person would notice.
"""

import importlib
import json
import re
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest
from each import each

PAGE = Path(__file__).parents[2] / "chapters" / "debugging.ipynb"


def losses(program, X, y):
    return np.array([loss for loss, _ in program.train(X, y)[1]])


def shares(program):
    """The accuracy that training prints last, and those of the test code on old and new data."""
    X, y, X_new, y_new = program.data()
    theta, log = program.train(X, y)
    return log[-1][1], program.score(theta, X, y), program.score(theta, X_new, y_new)


# The six cheap tests.
def overfit_ten(program):
    X, y, *_ = program.data()
    loss, share = program.train(X[:10], y[:10])[1][-1]
    if not -1e-9 < loss < 0.1:
        yield f"the loss of ten patterns is {loss}"
    if share < 1:
        yield f"their accuracy is {share}"


def permute_targets(program):
    X, y, *_ = program.data()
    wrong = np.random.default_rng(3).permutation(y)
    own, others = losses(program, X, y), losses(program, X, wrong)
    if not own[-1] < min(own[0], others[-1] / 2):
        yield f"the loss goes from {own[0]} to {own[-1]}, with targets in random order {others[-1]}"


def print_five_rows(program):
    X, y, *_ = program.data()
    theta, _ = program.train(X, y)
    p = program.answers(theta, X)
    if np.ptp(p[:5]) < 0.001:
        yield "the answers are alike"
    if program.CLASSES == 2:
        right = [(answer > 0.5) == target for answer, target in zip(p[:5], y[:5], strict=True)]
        if np.mean(right) != program.score(theta, X[:5], y[:5]):
            yield "the rows show another accuracy than the program prints"
    if program.CLASSES and not set(np.unique(y[:5])) <= {0, 1}:
        yield f"the targets are {np.unique(y[:5])}"
    if program.CLASSES == 3 and not np.allclose(p[:5].sum(axis=1), 1):
        yield "the answers of a row do not sum to 1"


def look_at_columns(program):
    X, y, _, y_new = program.data()
    low, high = program.MEANT
    if X.min() > low + (high - low) / 3 or X.max() < high - (high - low) / 3:
        yield f"the inputs lie between {X.min()} and {X.max()}, not {low} and {high}"
    if program.CLASSES and (y.min() < 0 or y.max() > 1):
        yield f"the targets lie between {y.min()} and {y.max()}"
    if program.CLASSES and np.any(abs(y.mean(axis=0) - y_new.mean(axis=0)) > 0.3):
        yield f"the targets have the mean {y.mean(axis=0)}, new ones {y_new.mean(axis=0)}"
    if any(value.dtype.kind != "f" for value in program.train(X, y)[0].values()):
        yield "there are weights that are whole numbers"


def compare_the_start(program):
    X, y, *_ = program.data()
    start = losses(program, X, y)[0]
    if program.CLASSES and not abs(start - np.log(program.CLASSES)) < 0.1:
        yield f"the loss starts at {start}, not at ln {program.CLASSES}"


def run_the_test_code(program):
    printed, tested, _ = shares(program)
    if abs(printed - tested) > 0.02:
        yield f"training says {printed} of its data, the test code {tested}"


CHEAP = {
    1: overfit_ten,
    2: permute_targets,
    3: print_five_rows,
    4: look_at_columns,
    5: compare_the_start,
    6: run_the_test_code,
}


# The symptoms: each function says whether the program of its name shows one.
class Fault(NamedTuple):
    """A symptom; where the page describes it, and which cheap tests find it.

    ``row`` is the symptom in the table of the page, and ``label`` is where its link leads. A line
    there has these ``words`` and names the first test of ``found_by``.
    """

    symptom: object
    row: str
    label: str
    words: str
    found_by: tuple


FAULTS = {}
FLAT = "The loss is flat, or stays at ln(classes)", "db-flat"


def described(row, label, words, *found_by):
    """Note the fault whose symptom a function looks for, by the name of its program."""

    def note(symptom):
        FAULTS[symptom.__name__] = Fault(symptom, row, label, words, found_by)
        return symptom

    return note


def at_chance(share):
    return abs(share - 0.5) < 0.1


@described(
    "New data at chance, training data good", "db-apart", "permuted targets do about as well as", 2
)
def shuffled_apart(program):
    printed, tested, new = shares(program)
    return printed == tested == 1 and at_chance(new)


@described(
    "Weights kept as the best are not the best",
    "db-copies",
    "so `best` moves on with every step",
    6,
)
def best_by_reference(program):
    printed, tested, _ = shares(program)
    return tested < printed - 0.02


@described("The loss falls below 0", "db-below", "shows a minimum of −1", 4, 1, 3)
def minus_one(program):
    return losses(program, *program.data()[:2])[-1] < 0


@described(
    "The test code is bad on training data, too", "db-scaled", "new data are scaled otherwise", 6, 3
)
def scaled_otherwise(program):
    printed, tested, new = shares(program)
    return printed == 1 and at_chance(tested) and at_chance(new)


@described(
    "New data: some class is never right",
    "db-sorted",
    "the means of the targets differ between training and new data",
    4,
)
def sorted_classes(program):
    printed, tested, new = shares(program)
    return printed == tested > 0.95 and new == 0


@described(*FLAT, "a weight that is `int64`", 4, 1, 2, 3)
def whole_numbers(program):
    return np.ptp(losses(program, *program.data()[:2])) == 0


@described(*FLAT, "a minimum of 0", 4, 1, 2)
def bytes_that_wrap(program):
    stays = losses(program, *program.data()[:2])[-1] > 0.95 * np.log(2)
    return stays and all(map(at_chance, shares(program)))


@described("The loss grows, at once or later", "db-grows", "where it should multiply", 1, 2)
def rising_rate(program):
    path = losses(program, *program.data()[:2])
    return path.min() < path[0] / 100 and path[-1] > 1e100


@described(
    "The loss falls, but the accuracy does not",
    "db-metric",
    "shows more right answers than it counts, the metric is wrong",
    3,
    1,
)
def metric_shapes(program):
    X, y, *_ = program.data()
    log = program.train(X, y)[1]
    return log[-1][0] < 0.1 and all(share == 0.5 for _, share in log)


@described("The loss is `nan` or infinite", "db-nan", "an `exp` that overflows", 1, 2, 3)
def overflowing_exp(program):
    return np.isnan(losses(program, *program.data()[:2])[-1])


@described(
    "The loss starts far from ln(classes)", "db-start", "it starts at ln(patterns)", 5, 1, 2, 3
)
def softmax_axis(program):
    X, y, *_ = program.data()
    path = losses(program, X, y)
    return np.isclose(path[0], np.log(len(X))) and path[-1] > path[0]


@described(*FLAT, "every unit is dead", 1, 2, 3)
def dead_relus(program):
    X, y, *_ = program.data()
    theta, log = program.train(X, y)
    flat = np.allclose([loss for loss, _ in log[-100:]], np.log(2))
    return flat and not program.hidden(theta, X).any()


@pytest.fixture(autouse=True)
def quiet():
    """Silence NumPy's warnings, which the author of such a program has not read either."""
    with np.errstate(all="ignore"):
        yield


def program_of(name):
    return importlib.import_module(f"faults.{name}")


def found(program):
    """The numbers of the cheap tests that find something."""
    return tuple(number for number, test in CHEAP.items() if list(test(program)))


@each("name", FAULTS)
def test_a_faulty_program_shows_what_the_page_says_and_the_cheap_tests_find_it(name):
    assert FAULTS[name].symptom(program_of(name))
    assert found(program_of(name)) == tuple(sorted(FAULTS[name].found_by))


@each("name", FAULTS)
def test_a_fixed_program_does_not_and_learns_and_they_find_nothing(name, monkeypatch):
    program = program_of(name)
    monkeypatch.setattr(program, "FIXED", True)
    assert not FAULTS[name].symptom(program)
    X, y, X_new, y_new = program.data()
    theta, log = program.train(X, y)
    assert log[-1][0] < 0.7 * log[0][0]
    assert min(log[-1][1], program.score(theta, X_new, y_new)) > 0.85
    assert found(program) == ()


def test_too_many_patterns_shuffled_apart_are_not_even_learned_by_heart():
    program = program_of("shuffled_apart")
    X, y, *_ = program.data(m=2000)
    assert losses(program, X, y)[-1] > 0.95 * np.log(2)


# The page `debugging`.
@pytest.fixture(scope="module")
def page():
    cells = json.loads(PAGE.read_text("utf8"))["cells"]
    text = "\n\n".join("".join(c["source"]) for c in cells if c["cell_type"] == "markdown")
    return re.sub(r"\[([^]]*)\]\(#gl-[\w-]+\)", r"\1", text)  # without links to the glossary


def passage(page, label):
    """The text of the page between a label and the next one."""
    return re.split(r"^\([\w-]+\)=$", page.partition(f"\n({label})=\n")[2], flags=re.MULTILINE)[0]


@each("fault", FAULTS.values(), ids=FAULTS)
def test_the_table_leads_to_the_fault_and_the_page_names_the_test(fault, page):
    assert re.search(rf"^\| {re.escape(fault.row)} \| .*\(#{fault.label}\) \|$", page, re.MULTILINE)
    lines = [line for line in passage(page, fault.label).splitlines() if fault.words in line]
    assert len(lines) == 1, f"{fault.label}: {fault.words!r} stands in {len(lines)} lines"
    assert f"est {fault.found_by[0]}](#db-test-{fault.found_by[0]})" in lines[0]


def test_the_page_has_the_six_cheap_tests(page):
    tests = [passage(page, f"db-test-{number}") for number in CHEAP]
    assert [text.partition(". ")[0] for text in tests] == [f"**{number}" for number in CHEAP]
