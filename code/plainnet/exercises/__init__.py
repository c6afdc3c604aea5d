"""Checks that name the mistake: for answers that a reader writes, and for answer boxes.

`checks` has what a reader calls, `mistakes` the catalogue of classic mistakes: functions of
`faulty_passes`, each with a part that is replaced. `feedback` compares, `diagnosis` says what went
wrong, and `questions` makes answer boxes. `first_network` checks that of the chapter `concepts`,
`own_operation` and `own_walk` what a reader adds to `autograd`, or writes in its place.
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
from plainnet.exercises.own_operation import check_operation
from plainnet.exercises.own_walk import check_walk

__all__ = [
    "Feedback",
    "check_backward",
    "check_forward",
    "check_guard",
    "check_loss",
    "check_network",
    "check_numbers",
    "check_operation",
    "check_step",
    "check_walk",
    "mistaken_answers",
]
