"""A run of the playground: it executes the lines that the page shows, step by step."""

import math
from collections.abc import Iterator

import numpy as np

from plainnet.explorers.playground import listing
from plainnet.gradient_descent import Log, steps
from plainnet.training_outcomes import SOLVED_BELOW

MOST = 10**9  # epochs of a call: the reader ends it
QUIET = dict.fromkeys(("over", "invalid", "divide"), "ignore")  # a run may diverge


class Run:
    """A network, its data and settings of `train`, and what training did so far.

    ``new`` are patterns that are not trained on, or None. ``losses`` and ``new_losses`` have one
    for each epoch, ``calls`` the learning rates and sizes of batches, each with the number of its
    epochs. ``rate`` and ``batch_size`` may be set at any time. ``state`` is None for the network of
    a reader's own.
    """

    def __init__(self, nn, X, y, rate, settings, state=None):
        self.nn, self.X, self.y = nn, X, y
        self.new = settings.get("validation")
        self.rate, self.settings, self.state = rate, settings, state
        self.batch_size = settings.get("batch_size")
        self.losses, self.new_losses, self.calls = [], [], []
        self.diverged, self.is_whole = False, True  # between two epochs, not in one
        self._call()

    @classmethod
    def of_state(cls, state) -> "Run":
        """The run that the lines for a state begin."""
        names = executed(state)
        arguments = names["nn"], names["X"], names["y"], state["rate"]
        return cls(*arguments, names["settings"], state)

    @property
    def epoch(self) -> int:
        """How many epochs were trained."""
        return len(self.losses) - 1

    @np.errstate(**QUIET)
    def _call(self):
        """Begin a call of `train`, with the rule and the generator of those before."""
        self.calls = [call for call in self.calls if call[1]] + [[self.rate, 0, self.batch_size]]
        settings = self.settings | {"batch_size": self.batch_size}
        self.log = Log(self.nn, MOST, validation=settings.pop("validation", None))
        self.walk = steps(self.nn, self.X, self.y, self.rate, self.log, **settings)
        next(self.walk, None)  # the loss before the first update, which is known in later calls
        if not self.losses:
            self._note()

    def _note(self):
        self.losses.append(self.log.losses[-1])
        self.new_losses += self.log.validation_losses[-1:]
        self.diverged = not math.isfinite(self.losses[-1])

    @np.errstate(**QUIET)
    def step(self) -> None:
        """Take one step of the training, an update or the end of an epoch, unless it diverged."""
        if self.diverged:
            return
        if self.is_whole and self.calls[-1][::2] != [self.rate, self.batch_size]:
            self._call()
        known = len(self.log.losses)
        next(self.walk, None)
        self.is_whole = len(self.log.losses) > known
        if self.is_whole:
            self.calls[-1][1] += 1
            self._note()

    def train(self, epochs) -> None:
        """Train so many epochs, or until the run diverges."""
        last = self.epoch + epochs
        while self.epoch < last and not self.diverged:
            self.step()

    def text(self, epochs=500) -> str:
        """The lines that do what was done; before anything was, they train for ``epochs``."""
        calls = [call for call in self.calls if call[1]] or [[self.rate, epochs, self.batch_size]]
        if not self.state:
            return listing.of_own(self.settings, calls)
        return listing.listing(self.state, [call[:2] for call in calls])

    def right(self, new=False) -> int:
        """How many patterns are right: of those trained on, or of the new ones."""
        X, y = self.new if new else (self.X, self.y)
        return int(is_right(self.nn.predict(X), y).sum())

    @property
    def counts(self) -> bool:
        """Whether there are right and wrong answers; a number is only near or far."""
        return self.nn.activation_names[-1] in ("sigmoid", "softmax")

    @property
    def is_solved(self) -> bool:
        """Whether all patterns are right, and the loss is as small as the book asks."""
        limit = SOLVED_BELOW.get(self.nn.loss_name, math.inf)
        return self.counts and self.right() == len(self.X) and self.losses[-1] < limit

    @np.errstate(**QUIET)
    def silent(self) -> list[tuple[int, int]]:
        """The layers and numbers, from 1, of hidden ReLUs that are 0 for all patterns."""
        if self.nn.activation_names[0] != "relu":
            return []
        layers = enumerate(self.nn.forward(self.X).A[1:-1], 1)
        silent = [(layer, np.flatnonzero(A.max(axis=0) == 0)) for layer, A in layers]
        return [(layer, int(unit) + 1) for layer, units in silent for unit in units]


def executed(state) -> dict:
    """The names that the first lines for a state make, and ``settings``, the keywords of `train`.

    The state must be `checked`.
    """
    names = {}
    exec(listing.head(state), names)
    names["settings"] = eval(f"dict({', '.join(listing.settings(state))})", names)
    return names


def from_the_top(text) -> tuple[dict, list]:
    """Execute lines of `Run.text`, but record the calls of `train`: the names, and those calls.

    So they can be executed step by step. A call has its arguments and its keywords.
    """
    names, calls = {}, []
    at = text.index("history = train(")
    exec(text[:at], names)
    names["train"] = lambda *arguments, **keywords: calls.append((arguments, keywords))
    exec(text[at:], names)
    return names, calls


def walked(arguments, keywords) -> Iterator[None]:
    """The steps of a call of `train`, to its end."""
    keywords = dict(keywords)
    rate = keywords.pop("learning_rate")
    log = Log(arguments[0], keywords.pop("epochs"), validation=keywords.pop("validation", None))
    walk = steps(*arguments, rate, log, **keywords)
    while True:
        with np.errstate(**QUIET):
            try:
                next(walk)
            except StopIteration:
                return
        yield


def is_right(y_hat, y) -> np.ndarray:
    """Which answers are right."""
    if y.shape[1] > 1:
        return y_hat.argmax(axis=1) == y.argmax(axis=1)
    return ((y_hat > 0.5) == (y > 0.5))[:, 0]


def equal(one, two) -> bool:
    """Whether two networks have the same numbers, bit for bit."""
    return all(
        np.array_equal(value, two.parameters[name], equal_nan=True)
        for name, value in one.parameters.items()
    )
