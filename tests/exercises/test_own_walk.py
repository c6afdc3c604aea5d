"""The check of a reader's own tensors: right classes in several styles, and each mistake."""

import numpy as np
import tensor_classes as mine
from each import each
from tensor_classes import but

from plainnet import autograd
from plainnet.exercises import check_walk

RIGHT = [
    autograd.Tensor,
    mine.Micro,
    mine.Float,
    mine.Zero,
    mine.Path,
    lambda array: mine.Micro(array),
]


@each("tensor", RIGHT)
def test_a_right_class_is_not_accused(tensor):
    feedback = check_walk(tensor)
    assert feedback and str(feedback) == "Right. This class walks back."


PATHS = ["m + m * c * d, where m = x * w", "m * c * d + m, where m = x * w"]
FORGOTTEN = "a path is forgotten: add the slopes of both"
ORDER = "the order of the walk: a tensor hands its slope on before all its paths have arrived"
LEFT = "slopes of what lies between are left from the first walk"
BEGIN = "with (a * b + c) * d"


def keep(change):
    """A class that keeps as the grad of a leaf what ``change`` makes of its slope."""
    return but(keep=lambda self, g: setattr(self, "grad", change(g)))


def overwrites(self, slopes, g):
    slopes[self] = self.fitted(g)


def by_rows_alone(self, g):
    return g.sum(axis=tuple(range(g.ndim - self.data.ndim)))


def product(rule):
    """A class whose product has the slopes ``rule(g, a, b)``."""

    def times(self, other):
        a, b = self.data, other.data
        return type(self)(a * b, (self, other), lambda g: rule(g, a, b))

    return but(__mul__=times)


def from_the_right(self):
    return mine.DepthFirst.order(self, turned=list)


WRONG = [
    (but(give=overwrites), f"with x * x, {FORGOTTEN}."),
    (but(mine.Float, give=overwrites), f"with x * x, {FORGOTTEN}."),
    (mine.DepthFirst, f"with {PATHS[0]}, {ORDER}."),
    (but(order=from_the_right), f"with {PATHS[1]}, {ORDER}."),
    (mine.BreadthFirst, f"with {PATHS[0]}, {ORDER}."),
    (mine.HandsOnTwice, f"with {PATHS[0]}, {ORDER}."),
    (but(mine.HandsOnTwice, sum=property()), f"with {PATHS[0]}, {ORDER}."),
    (mine.Shares, "; a.grad and b.grad are one array, so that a change of one changes both."),
    (mine.FromTheLeaves, "a.grad is 0; does the walk begin at the loss, with the slope 1?"),
    (but(backward=lambda self: None), f"{BEGIN}, a.grad is None after the walk; no slope has arr"),
    (but(fitted=lambda self, g: g), "r.grad has shape (2, 3); needed is (3,): sum over what was"),
    (
        but(mine.Float, fitted=lambda self, g: g, keep=mine.Micro.keep),
        "r.grad has shape (1, 1); needed is (1,): sum over what was broadcast.",
    ),
    (mine.SpreadInPlace, "; sum over what was broadcast."),
    (keep(lambda g: g), "d, when walked twice, the grads are overwritten: a second walk adds to"),
    (mine.Kept, f"{BEGIN}, when walked twice, {LEFT}."),
    (product(lambda g, a, b: (g * a, g * b)), f"{BEGIN}, a.grad: at (0, 0) it is "),
    (product(lambda g, a, b: (b, a)), f"{BEGIN}, a.grad: at (0, 0) it is "),
    (keep(lambda g: 2.0 * g), f"{BEGIN}, a.grad: at (0, 0) it is "),
    (but(backward=property()), f"{BEGIN}, your class raised AttributeError"),
    (but(__mul__=lambda self, other: self.nothing), f"{BEGIN}, your class raised AttributeError"),
    (but(fitted=by_rows_alone), "a column k, k.grad has shape (2, 3); needed is (2, 1): sum over"),
    (
        but(order=lambda self: mine.Micro.order(self)[::-1]),
        "does the walk go back from the loss, in the reversed order?",
    ),
    (
        but(grad=property(lambda self: {}["grad"], lambda self, value: None)),
        f"{BEGIN}, your class raised KeyError",
    ),
    (keep(lambda g: "g"), "a.grad is the text 'g'; needed are real numbers."),
    (keep(np.sum), "a.grad has shape (); needed is (2, 3)."),
    (np.array, "your class raised AttributeError"),
    (lambda array: None, "your class raised TypeError"),
    (lambda: None, "your class raised TypeError"),
]


@each(("tensor", "says"), WRONG)
def test_a_mistake_is_named(tensor, says):
    feedback = check_walk(tensor)
    assert not feedback and str(feedback).startswith("Not yet: with ") and says in str(feedback)
    assert str(feedback).endswith((".", "?")) and not str(feedback).endswith("..")


def test_a_message_has_the_line_of_an_error():
    class Raises(mine.Micro):
        def backward(self):
            raise ValueError("so.")

    line = Raises.backward.__code__.co_firstlineno + 1
    assert str(check_walk(Raises)).endswith(f"raised ValueError in line {line}: so.")


def test_what_is_no_class_gets_a_sentence():
    says = "this is of type Micro; needed is the class itself, without brackets"
    assert str(check_walk(mine.Micro(1.0))) == f"Not yet: {says}."
