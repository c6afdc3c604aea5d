"""The graph explorer: its numbers equal those of `Tensor` and of finite differences."""

import itertools
import re

import numpy as np
import pytest
from each import each

from plainnet.explorers.graph import LEAVES, TASKS
from plainnet.explorers.graph.examples import EXAMPLES
from plainnet.explorers.graph.places import BOX, TEXT, constants
from plainnet.explorers.graph.texts import factor, written
from plainnet.explorers.graph.walk import STEPS, moments, way_back
from plainnet.explorers.graph.words import WORDS

CASES = list(itertools.product(EXAMPLES, LEAVES))
every_case = each(("loss", "leaf"), CASES)
every_loss = each("loss", EXAMPLES)
EVALUATED = {
    "roads": lambda a, b: a**2 + a * b + b,
    "neuron": lambda w, x, b, y: (w * x + b - y) ** 2,
    "sigmoid": lambda w, x, b: np.log(1 + np.exp(-(w * x + b))),
}


def value(text):
    return float(text.replace("−", "-"))


def leaves(loss, leaf):
    return moments(loss, leaf)[0].values


def from_here(example, numbers, name):
    """The loss L from the ``numbers`` of leaves and of ``name``, by the formulas in the boxes."""
    known = dict(numbers)
    for made, text in example.written.items():
        if made != name:
            code = text.format(**{key: f"({number!r})" for key, number in known.items()})
            code = code.replace("²", "**2").replace("·", "*").replace("−", "-")
            known[made] = float(eval(code, {"exp": np.exp, "log": np.log}))
    return known["L"]


@every_case
def test_values_and_slopes_of_leaves_are_those_of_tensors(loss, leaf):
    example, last = EXAMPLES[loss], moments(loss, leaf)[-1]
    tensors = example.build(leaf)
    tensors["L"].backward()
    assert set(last.values) == set(last.slopes) == set(tensors) == set(example.names)
    for name, tensor in tensors.items():
        assert last.values[name] == float(tensor.data)
        if name not in example.written:
            assert last.slopes[name] == float(tensor.grad)
    assert last.values["L"] == pytest.approx(EVALUATED[loss](**leaves(loss, leaf)), rel=1e-12)


@every_case
def test_every_slope_is_that_of_a_nudge(loss, leaf):
    """Central differences, also for intermediate nodes, independently of their parents."""
    example, last = EXAMPLES[loss], moments(loss, leaf)[-1]
    for name in example.names:
        nudged = [
            from_here(example, last.values | {name: last.values[name] + h}, name)
            for h in (1e-5, -1e-5)
        ]
        assert last.slopes[name] == pytest.approx((nudged[0] - nudged[1]) / 2e-5, abs=1e-7)


@every_case
def test_what_is_handed_on_is_the_slope_times_the_local_slope(loss, leaf):
    slopes = {"L": 1.0}
    for name, handed in way_back(EXAMPLES[loss].build(leaf)):
        for given in handed:
            assert given.part == pytest.approx(slopes[name] * given.local, rel=1e-14)
            assert given.before == slopes.get(given.parent)
            assert given.after == (given.before or 0.0) + given.part
            slopes[given.parent] = given.after
    assert slopes == moments(loss, leaf)[-1].slopes


@every_loss
def test_the_edges_are_the_parents_of_tensors(loss):
    example = EXAMPLES[loss]
    tensors = example.build(2.0)
    names = {tensor: name for name, tensor in tensors.items()}
    edges = {
        (names[parent], name)
        for name, tensor in tensors.items()
        for parent in tensor.parents
        if parent in names
    }
    assert set(example.edges) == edges and len(example.edges) == len(edges)
    assert len(example.names) <= 10
    fixed = [parent for t in tensors["L"].order() for parent in t.parents if parent not in names]
    assert all(not parent.parents for parent in fixed)


@every_loss
def test_steps_go_forward_in_order_and_back_in_reverse(loss):
    example = EXAMPLES[loss]
    tensors = example.build(2.0)
    names = {tensor: name for name, tensor in tensors.items()}
    order = [names[t] for t in tensors["L"].order() if t.parents and t in names]
    steps = moments(loss, 2.0)
    assert len(steps) == STEPS + 1 and steps[0].kind == "start"
    assert [step.node for step in steps if step.kind == "forward"] == order
    assert [step.node for step in steps if step.kind == "hand"] == order[::-1]
    local = [step.node for step in steps if step.kind == "local"]
    assert local in ([], order[::-1])
    for before, after in itertools.pairwise(steps):
        assert before.values.items() <= after.values.items()
        assert set(before.slopes) <= set(after.slopes)
    assert set(steps[0].values) == set(example.names) - set(example.written)


@every_case
def test_each_step_shows_what_is_known_and_no_more(shown, loss, leaf):
    for step, moment in enumerate(moments(loss, leaf)):
        frame = shown.compute(step, leaf, loss)
        for column, known in (("values", moment.values), ("slopes", moment.slopes)):
            texts = dict(zip(frame["names"], frame[column], strict=True))
            assert {name for name, text in texts.items() if text} == set(known)
            for name, number in known.items():
                assert value(texts[name]) == pytest.approx(number, abs=5.1e-4)
                assert (texts[name] == "0") == (number == 0)
        edges = dict(zip(EXAMPLES[loss].edges, frame["locals"], strict=True))
        for edge, text in edges.items():
            assert text == (f"·{factor(moment.local[edge])}" if edge in moment.local else "")
        at_work = [node for _, node in EXAMPLES[loss].edges]
        assert frame["lit"] == [int(node == moment.node) for node in at_work]
        assert frame["way"] == {"forward": 1, "hand": -1}.get(moment.kind, 0)


@every_case
def test_each_sum_comes_out_and_its_result_is_in_the_box(shown, loss, leaf):
    count = 0
    for step, moment in enumerate(moments(loss, leaf)):
        frame = shown.compute(step, leaf, loss)
        assert len(frame["rows"]) <= 2  # there is space for two
        for row in frame["rows"]:
            left, *sums, result = row.split(" = ")
            if moment.kind == "local":
                parent = re.fullmatch(f"∂{moment.node}/∂(.)", left)[1]
                local = moment.local[parent, moment.node]
                assert sums == [] and value(result) == pytest.approx(local, abs=5.1e-4)
                continue
            code = sums[-1].replace("²", "**2").replace("·", "*").replace("−", "-")
            found = eval(code, {"exp": np.exp, "log": np.log})
            assert found == pytest.approx(value(result), rel=6e-3, abs=2e-3), row
            column = "slopes" if moment.kind == "hand" else "values"
            box = frame["names"].index(left.removeprefix("∂L/∂"))
            assert frame[column][box] == result
            assert frame["roles"][f"{column}.{box}"] == "curve"
            assert frame["roles"]["wide_box_y"][box] == "curve"
            count += 1
    assert count == len(EXAMPLES[loss].written) + len(EXAMPLES[loss].edges)


@every_loss
def test_the_first_slope_is_that_of_the_loss_for_itself(shown, loss):
    first = len(EXAMPLES[loss].written) + 1
    frame = shown.compute(first, 2.0, loss)
    place = frame["names"].index("L")
    assert frame["slopes"][place] == "1" and frame["roles"][f"slopes.{place}"] == "curve"


def test_where_two_roads_meet_the_slopes_are_added(shown):
    frame = shown.compute(STEPS, 2.0, "roads")
    assert frame["rows"] == ["∂L/∂a = 4 + 1·3 = 7", "∂L/∂b = 1 + 1·2 = 3"]
    assert "Two roads meet in a and b" in frame["sentence"]
    for loss in ("neuron", "sigmoid"):
        assert not any(" meet " in shown.compute(s, 2.0, loss)["sentence"] for s in range(STEPS))


def test_without_an_error_nothing_is_handed_on(shown):
    frame = shown.compute(**TASKS["none"])
    slopes = dict(zip(frame["names"], frame["slopes"], strict=True))
    assert slopes.pop("L") == "1" and set(slopes.values()) == {"0"}


@every_loss
def test_the_sentence_says_the_step_and_its_numbers(shown, loss):
    for step, moment in enumerate(moments(loss, -1.0)):
        frame = shown.compute(step, -1.0, loss)
        assert (
            frame["sentence"].startswith(f"Step {step} of {STEPS}")
            and "  " not in (frame["sentence"])
        )
        for row in frame["rows"]:
            assert row.split(" = ", 1)[1] in frame["sentence"] or moment.kind == "local"
        for given in moment.handed:
            expected = given.local if moment.kind == "local" else given.after
            assert f"for {given.parent} is " in frame["sentence"]
            assert written(expected) in frame["sentence"]
        is_first = step == len(EXAMPLES[loss].written) + 1
        assert (WORDS["first"] in frame["sentence"]) == is_first
        assert frame["sentence"].endswith(WORDS["end"]) == (step == STEPS)


def are_disjoint(form, one, other, sizes, by=0):
    """Whether two rectangles of these sizes around two places do not overlap."""
    pairs = zip(one, other, sizes, BOX[form], strict=True)
    return any(abs(a - b) * unit >= size + by for a, b, size, unit in pairs)


@each("form", ["wide", "tall"])
@each("graph", range(len(EXAMPLES)))
def test_no_box_and_no_text_lies_on_another_or_on_a_line(form, graph):
    drawn = constants()
    part = {
        name: list(zip(*(drawn[f"{form}_{name}_{axis}"][graph] for axis in "xy"), strict=True))
        for name in ("box", "line", "label")
    }
    halves = BOX[form][0] / 2, BOX[form][1] / 2
    label = [half + size for half, size in zip(halves, TEXT, strict=True)]
    for one, other in itertools.combinations(part["box"], 2):
        assert are_disjoint(form, one, other, BOX[form], by=3)
    for one, other in itertools.combinations(part["label"], 2):
        assert are_disjoint(form, one, other, [30, 15])  # a short label beside a long one
    for box, text in itertools.product(part["box"], part["label"]):
        assert are_disjoint(form, box, text, [label[0] - 8, label[1]])
    for xs, ys in part["line"]:
        ends = list(zip(xs, ys, strict=True))
        for box in part["box"]:
            for t in np.linspace(0, 1, 101) if box not in ends else ():
                place = [a + t * (b - a) for a, b in zip(*ends, strict=True)]
                assert are_disjoint(form, place, box, halves, by=3), f"a line runs through {box}"
    for name, box in drawn.items():
        if name.startswith(form) and "names" in box:  # an axis
            at = 0 if name.endswith("across") else 1
            values = [place[at] for place in part["box"]]
            assert box["from"] <= min(values) - 0.5 and max(values) + 0.5 <= box["to"]


def test_the_still_picture_and_its_words_have_every_number(shown):
    alt = shown.alt_text(shown.frame)
    last = shown.compute(STEPS, LEAVES[-1], "roads")
    for title, number, slope in zip(last["titles"], last["values"], last["slopes"], strict=True):
        assert f"{title} has the value {number} and the slope {slope}" in alt
    assert shown.plain_text() == "Graph: 12 steps forward and back × 3 losses × 5 values"


def test_a_number_has_at_most_three_decimals():
    numbers = [written(x) for x in (0.0, -0.0, 1.0, -2.0, 1.5, 0.1353, 54.598, 10.0)]
    assert numbers == ["0", "0", "1", "−2", "1.5", "0.135", "54.598", "10"]
    assert factor(-0.5) == "(−0.5)"
