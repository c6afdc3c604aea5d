"""Programs with a planted fault, which a reader finds and mends.

A `Planted` gets the results and the functions of the program, as the reader left it. It asks two
questions. Does the program work? And is the fault gone? A program may work although the fault still
stands, for example from another start: then it is only covered up.
"""

from collections import Counter
from contextlib import redirect_stdout
from io import StringIO
from math import isclose

import numpy as np

from plainnet.exercises.feedback import Feedback, in_words

COVERED = "the fault is still there, and only covered up"
# For each exercise, how many of its hints were asked for. A page may make its `Planted` again.
tries = Counter()


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

        A program that does what it did before costs no hint, so a reader may print what they like.
        """
        try:
            with redirect_stdout(StringIO()), np.errstate(all="ignore"):
                found, loss = self.cured(*answers), float(self.loss(*answers))
            results = [np.sum(answer) for answer in answers if not callable(answer)]
            is_changed = not isclose(sum(results), self.unchanged, rel_tol=1e-6)
        except (Exception, SystemExit) as error:
            own = next(filter(callable, answers), None)
            return self._not_yet(f"the check ended with {in_words(own, error)}")
        shown = self.words.format(loss)
        left = found if isinstance(found, str) else "" if found else COVERED
        works = loss < self.goal
        if works and not left:
            return Feedback(True, f"Right: the fault is gone, and {shown}.")
        if not left:
            told = f"the fault is gone, but {shown}. Is the rest as it was given?"
            return Feedback(False, f"Not yet: {told}")
        if not is_changed:
            told = f"{shown}, and the fault is still there. Change a line, and check again."
            return Feedback(False, f"Not yet: {told}")
        return self._not_yet(f"{shown}, but {left}" if works else shown)

    def _not_yet(self, message):
        """The message with a hint, each time the next one; the last one stays."""
        tries[self.hints] += 1
        number = min(tries[self.hints], len(self.hints))
        hint = f"Hint {number} of {len(self.hints)}: {self.hints[number - 1]}"
        return Feedback(False, f"Not yet: {message}. {hint}")
