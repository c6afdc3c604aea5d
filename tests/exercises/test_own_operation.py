"""`check_operation`: it accepts all of RULES, and names each mistake."""

import numpy as np
import pytest
from each import each

from plainnet.autograd import RULES
from plainnet.exercises import check_operation

A, B = np.array([[1.0, 2.0, 0.5], [0.25, 1.5, 3.0]]), np.array([[2.0, 0.75, 1.25], [3.5, 0.5, 1.0]])
ROW, COLUMN, ONE = np.array([1.75, 0.3, 2.25]), np.array([[0.6], [1.1]]), np.array(1.3)
STACK = np.linspace(0.5, 2, 30).reshape(5, 3, 2)
PAIRS = [(A, B), (A, ROW), (ROW, A), (A, COLUMN), (COLUMN, ROW), (A, ONE), (ONE, A), (ONE, ONE)]
ALONE = [(A,), (ROW,), (ONE,)]
CALLS = {
    **{name: [(pair, ()) for pair in PAIRS] for name in ("+", "-", "*", "/", "max")},
    "@": [(pair, ()) for pair in ((A, B.T), (A, STACK), (STACK, A), (STACK, np.ones((5, 2, 1))))],
    "exp": [(one, ()) for one in ALONE],
    "log": [(one, ()) for one in ALONE],
    "**": [(one, (n,)) for one in ALONE for n in (2.0, -1.0, 0.5)],
    "sum": [((A,), (axis,)) for axis in (None, 0, 1, (0, 1), -1)],
    "reshape": [((A,), (shape,)) for shape in ((6,), -1, (3, 2))],
    "transpose": [((STACK,), (axes,)) for axes in ((0, 1, 2), (2, 0, 1), (-1, 0, 1))],
    "[]": [((A,), (key,)) for key in (0, [0, 0, 1], (0, [1, 1]), A > 1, (..., None))],
}


@each("name", RULES)
def test_the_rules_of_the_lesson_are_right(name):
    for inputs, constants in CALLS[name]:
        feedback = check_operation(RULES[name], *inputs, constants=constants)
        assert feedback and str(feedback) == "Right.", feedback


RIGHT = {
    "tanh": ((np.tanh, lambda g, z, a: (g * (1 - z**2),)), (A,)),
    "a list": ([np.sqrt, lambda g, z, a: [g / (2 * z)]], (A,)),
    "three inputs": (
        (lambda a, b, c: a * b + c, lambda g, z, a, b, c: (g * b, g * a, g)),
        (A, B, ROW),
    ),
    "summed already": (
        (np.add, lambda g, z, a, b: (g, g.sum(axis=0))),
        (A, ROW),
    ),
    "whole numbers": ((np.square, lambda g, z, a: (2 * g * a,)), ([1, 2, 3],)),
    "no slope": ((lambda a: 0 * a + 2, lambda g, z, a: (0 * g,)), (A,)),
    "kink, 0": ((lambda a: np.maximum(a, 0), lambda g, z, a: (g * (a > 0),)), ([-1, 0, 1],)),
    "kink, 1": ((lambda a: np.maximum(a, 0), lambda g, z, a: (g * (a >= 0),)), ([-1, 0, 1],)),
    "kink, half": ((np.abs, lambda g, z, a: (g * np.sign(a),)), ([-1, 0, 1],)),
    "large": ((np.square, lambda g, z, a: (2 * g * a,)), ([1e5, -3e5],)),
}


@each("name", RIGHT)
def test_a_right_operation_is_not_accused(name):
    rule, inputs = RIGHT[name]
    assert check_operation(rule, *inputs), check_operation(rule, *inputs)


def times(slopes):
    return np.multiply, slopes


def in_place(place):
    """A rule that is right, and doubles one of its arguments on the way."""

    def slopes(*values):
        parts = RULES["*"][1](*values)
        values[place][...] *= 2
        return parts

    return times(slopes)


def spoils(a, b):
    a *= b
    return a


def forgets(g, z, a, b):
    (g * b, g * a)


def fails(g, z, a, b):
    return g @ b, a @ g


TUPLE = "needed is a tuple of 2 slopes"
EACH, NONE = f"{TUPLE}, one per input: write `(…,)`", "None (is a `return` missing?); needed"
PAIR = "the rule is not a pair; needed is (function, slopes), two functions"
G = "slope of input 0 is the same whatever `g` is; multiply by `g`"
FINITE = "needed are finite numbers"
WRONG = [
    *((rule, PAIR) for rule in (np.multiply, (np.multiply,), (np.multiply, 1.0))),
    ((*RULES["*"], None), PAIR),
    ((lambda a, b: None, lambda g, z, a, b: (g, g)), f"z is {NONE} are real numbers"),
    ((lambda a, b: a / (b - b), lambda g, z, a, b: (g, g)), f"z[0, 0] is inf; {FINITE}"),
    ((np.add, lambda g, z, a, b: (1, 1)), G),
    ((spoils, RULES["*"][1]), "the function changes input 0 in place; compute a new array"),
    *(
        (in_place(place), f"the rule changes {name} in place; compute a new array")
        for place, name in enumerate(("g", "z", "input 0", "input 1"))
    ),
]
WRONG_SLOPES = [
    (lambda g, z, a, b: g * b, f"the rule returns an array; {EACH}"),
    (lambda g, z, a, b: np.array([g * b, g * a]), f"the rule returns an array; {EACH}"),
    (lambda g, z, a, b: 1.0, f"the rule returns a number; {EACH}"),
    (lambda g, z, a, b: g.sum(), f"the rule returns a number; {EACH}"),
    (lambda g, z, a, b: (g * b,), "the rule returns 1 slope; needed: 2 slopes, one per input"),
    (lambda g, z, a, b: (g, g, g), "the rule returns 3 slopes; needed: 2 slopes, one per input"),
    (forgets, f"what the rule returns is {NONE} is a tuple of 2 slopes"),
    (lambda g, z, a, b: {"a": g}, f"what the rule returns is of type dict; {TUPLE}"),
    (lambda g, z, a, b: (b, a), G),
    (lambda g, z, a, b: (b, g * a), G),
    (lambda g, z, a, b: (g * b, -g * a), "slope of input 1: its sign is flipped"),
    (lambda g, z, a, b: (g * a, g * b), "the slopes of inputs 0 and 1 are swapped"),
    (
        lambda g, z, a, b: (g * b, (g * a).sum(axis=0)),
        "slope of input 1: it has shape (3,); needed is (2, 3), as the input",
    ),
    (
        lambda g, z, a, b: ((g * b).T, g * a),
        "slope of input 0: it has shape (3, 2); needed is (2, 3), as the input",
    ),
    (
        lambda g, z, a, b: (np.where(a == 2, np.nan, g * b), g * a),
        f"slope of input 0[0, 1] is nan; {FINITE}",
    ),
    (lambda g, z, a, b: ("b", g * a), "slope of input 0 is the text 'b'; needed are real numbers"),
]


@each(("rule", "says"), [*WRONG, *((times(slopes), says) for slopes, says in WRONG_SLOPES)])
def test_a_mistake_is_named(rule, says):
    feedback = check_operation(rule, A, B)
    assert not feedback and str(feedback) == f"Not yet: {says}."


def test_a_rule_that_raises_says_where():
    says = str(check_operation(times(fails), A, B))
    assert says.startswith("Not yet: the rule raised ValueError in line ") and "matmul" in says
    says = str(check_operation((lambda a: a.nothing, lambda g, z, a: (g,)), A))
    assert "the function raised AttributeError in line " in says


@pytest.mark.parametrize("factor", [2.0, 1.001, 0.0])
def test_numbers_that_are_wrong_are_shown(factor):
    feedback = check_operation(
        times(lambda g, z, a, b: (g * b, g * a * (1 + (factor - 1) * (a == 2)))), A, B
    )
    assert str(feedback).startswith("Not yet: slope of input 1: at (0, 1) it is ")
    assert ", by nudging " in str(feedback)


def test_a_single_number_has_no_place():
    says = str(check_operation((np.exp, lambda g, z, a: (3 * g * z,)), 1.0))
    assert says.startswith("Not yet: slope of input 0: it is ")


def test_after_broadcasting_two_shapes_are_right():
    feedback = check_operation((np.add, lambda g, z, a, b: (g, g.sum())), A, ROW)
    says = "slope of input 1: it has shape (); needed is (3,), as the input, or (2, 3), as z"
    assert str(feedback) == f"Not yet: {says}."
    assert not check_operation((np.add, lambda g, z, a, b: (g, g.mean(axis=0))), A, ROW)


def test_swapped_slopes_of_different_shapes_are_named():
    feedback = check_operation(times(lambda g, z, a, b: (g * a, g * b)), A, ROW)
    assert str(feedback) == "Not yet: the slopes of inputs 0 and 1 are swapped."


def test_at_a_kink_no_more_than_the_sides_is_right():
    wrong = (lambda a: np.maximum(a, 0), lambda g, z, a: (g * (a > 0) + 2 * g * (a == 0),))
    assert str(check_operation(wrong, [-1, 0, 1])).startswith("Not yet: slope of input 0: at (1,) ")


def test_an_operation_has_an_input():
    with pytest.raises(ValueError, match=r"^inputs: expected at least one array; got \(\)"):
        check_operation(RULES["*"])


def test_the_inputs_stay_as_they_are():
    a, b = A.copy(), B.copy()
    check_operation((spoils, RULES["*"][1]), a, b)
    check_operation(in_place(2), a, b)
    assert (a == A).all() and (b == B).all()
