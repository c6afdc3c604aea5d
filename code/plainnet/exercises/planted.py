"""Programs with a planted fault, which a reader finds and mends.

A `Planted` gets the results and the functions of the program, as the reader left it. It asks two
questions. Does the program work? And is the fault gone? A program may work although the fault still
stands, for example from another start: then it is only covered up.
"""

from contextlib import redirect_stdout
from io import StringIO
from math import isclose

import numpy as np

from plainnet.exercises.feedback import Feedback, in_words
from plainnet.exercises.repair import program

COVERED = "the fault is still there, and only covered up"
LAST = "This was the last hint; the solution is below."
given = {}  # for each exercise, its tries; a page may make its `Planted` again


class Planted:
    """A fault in a program, with hints that a reader gets one by one.

    ``loss`` and ``cured`` are functions of the answers that `check` gets. ``loss`` returns a number
    that is below ``goal`` if the program works; ``words`` say what it is. ``cured`` returns whether
    the fault is gone, or words for what is still wrong. ``unchanged`` is the sum of all numbers
    among the answers of the program as it was given.
    """

    def __init__(self, loss, goal, cured, unchanged, hints, words="the loss is {:.3g}"):
        self.loss, self.goal, self.cured = loss, goal, cured
        self.unchanged, self.hints, self.words = unchanged, tuple(hints), words

    def check(self, *answers) -> Feedback:
        """Check what a program made: its results, numbers or arrays of them, and its functions.

        A program that says more, but is otherwise what it was, costs no further hint, so a reader
        may print what they like.
        """
        try:
            with redirect_stdout(StringIO()), np.errstate(all="ignore"):
                found, loss = self.cured(*answers), float(self.loss(*answers))
            results = [np.sum(answer) for answer in answers if not callable(answer)]
            is_changed = not isclose(sum(results), self.unchanged, rel_tol=1e-6)
        except (Exception, SystemExit) as error:
            own = next(filter(callable, answers), None)
            return self._not_yet(f"the check ended with {in_words(own, error)}")
        if not np.isfinite(loss):
            told = "the run overflowed, so there is no loss any more. Take the last change back"
            return Feedback(False, f"Not yet: {told}.")
        shown = self.words.format(loss)
        left = found if isinstance(found, str) else "" if found else COVERED
        works = loss < self.goal
        if works and not left:
            return Feedback(True, f"Right: the fault is gone, and {shown}.")
        if not left:
            told = f"the planted fault is gone, but {shown}. Is your line right, and the rest?"
            return Feedback(False, f"Not yet: {told}")
        if not is_changed:
            told = f"{shown}, as before; no change makes a difference yet. Change a line that does."
            return Feedback(False, f"Not yet: {told}")
        return self._not_yet(f"{shown}, but {left}" if works else shown)

    def _not_yet(self, message):
        """The message with a hint: the next one, unless the last try was the same program."""
        messages = given.setdefault(self.hints, [])
        if (code := program() or message) not in messages[-1:]:
            messages.append(code)
        count = len(self.hints)
        number = min(len(messages), count)
        hint = f"Hint {number} of {count}: {self.hints[number - 1]}"
        end = f" {LAST}" if len(messages) > count else ""
        return Feedback(False, f"Not yet: {message}.\n{hint}{end}")
