"""The check of a reader's own tensors: right classes in several styles, and each mistake."""

import numpy as np
import tensor_classes as mine
from each import each

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
WRONG = [
    (mine.Overwrites, f"with x * x, {FORGOTTEN}."),
    (mine.OverwritesFloats, f"with x * x, {FORGOTTEN}."),
    (mine.DepthFirst, f"with {PATHS[0]}, {ORDER}."),
    (mine.DepthFirstFromTheRight, f"with {PATHS[1]}, {ORDER}."),
    (mine.BreadthFirst, f"with {PATHS[0]}, {ORDER}."),
    (mine.HandsOnTwice, f"with {PATHS[0]}, {ORDER}."),
    (mine.HandsOnFloats, f"with {PATHS[0]}, {ORDER}."),
    (mine.Shares, "; a.grad and b.grad are one array, so that a change of one changes both."),
    (mine.FromTheLeaves, "a.grad is 0; does the walk begin at the loss, with the slope 1?"),
    (
        mine.NeverBegins,
        "with (a * b + c) * d, a.grad is None after the walk; no slope has arrived.",
    ),
    (mine.Spread, "r.grad has shape (2, 3); needed is (3,): sum over what was broadcast."),
    (mine.SpreadFloats, "r.grad has shape (1, 1); needed is (1,): sum over what was broadcast."),
    (mine.SpreadInPlace, "; sum over what was broadcast."),
    (mine.Anew, "d, when walked twice, the grads are overwritten: a second walk adds to them."),
    (mine.Kept, f"with (a * b + c) * d, when walked twice, {LEFT}."),
    (mine.Exchanged, "with (a * b + c) * d, a.grad: at (0, 0) it is "),
    (mine.Forgets, "with (a * b + c) * d, a.grad: at (0, 0) it is "),
    (mine.Half, "with (a * b + c) * d, a.grad: at (0, 0) it is "),
    (mine.NoBackward, "with (a * b + c) * d, your class raised AttributeError"),
    (mine.NoProduct, "with (a * b + c) * d, your class raised AttributeError"),
    (mine.RowsAlone, "a column k, k.grad has shape (2, 3); needed is (2, 1): sum over"),
    (mine.Forwards, "does the walk go back from the loss, in the reversed order?"),
    (mine.NoGrad, "with (a * b + c) * d, your class raised KeyError"),
    (mine.Text, "a.grad is the text 'g'; needed are real numbers."),
    (mine.Scalar, "a.grad has shape (); needed is (2, 3)."),
    (np.array, "your class raised AttributeError"),
    (lambda array: None, "your class raised TypeError"),
    (lambda: None, "your class raised TypeError"),
]


@each(("tensor", "says"), WRONG, ids=[t.__name__ for t, _ in WRONG])
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
