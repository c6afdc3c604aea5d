"""Checks that name the mistake: for answers that a reader writes, and for answer boxes.

`checks` has the functions that readers call. `mistakes` is the catalogue of classic mistakes; each
is a function of `faulty_passes` in which a part is replaced. `feedback` compares an answer with the
right one, `diagnosis` says what went wrong, and `questions` makes the questions of answer boxes.
Where no mistake is known, `repair` tries small `changes` of the reader's cell until one is right.
`first_network` checks the network of the chapter `concepts`, `own_network` the gradient of any
other, `own_operation` an operation that a reader adds to `autograd`, and `own_walk` a class that a
reader writes in place of it. `course` has the checks of single exercises, and `planted`
judges programs with a fault that a reader has to find.
"""

from plainnet.exercises.checks import (
    check_backward,
    check_forward,
    check_guard,
    check_loss,
    check_numbers,
    check_step,
    mistaken_answers,
)
from plainnet.exercises.feedback import Feedback
from plainnet.exercises.first_network import check_network
from plainnet.exercises.own_network import check_own
from plainnet.exercises.own_operation import check_operation
from plainnet.exercises.own_walk import check_walk
from plainnet.exercises.planted import Planted

__all__ = [
    "Feedback",
    "Planted",
    "check_backward",
    "check_forward",
    "check_guard",
    "check_loss",
    "check_network",
    "check_numbers",
    "check_operation",
    "check_own",
    "check_step",
    "check_walk",
    "mistaken_answers",
]
