"""The catalogue: classic mistakes in a forward pass, a loss, a gradient and an update.

An entry has the words for a reader who made the mistake, and a function that makes it on purpose.
Like the right one, this function takes a `Problem` and returns a dictionary of arrays. For some
networks it fails, or makes no difference. The checks compare a reader's answer with all entries; if
none explains it, with `two_at_once`.
"""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import combinations

from plainnet.exercises.faulty_passes import backward, forward, loss, step
from plainnet.exercises.mistakes_backward import BACKWARD, STEP
from plainnet.exercises.mistakes_forward import FORWARD, LOSS

RIGHT = {"forward": forward, "loss": loss, "backward": backward, "step": step}
CATALOGUE = {"forward": FORWARD, "loss": LOSS, "backward": BACKWARD, "step": STEP}
LAYERED = {"weight", "bias", "back", "slope", "entered", "total", "z", "a"}  # parts of each layer


def two_at_once(subject, problem, listed) -> Iterator[tuple[str, Callable]]:
    """Rarer mistakes: two at once, one in a single layer, a wrong gradient in an update.

    ``listed`` has the words of the mistakes that can be made here; for an update, also of those in
    its gradient.
    """
    rows = {words: row for words, row in CATALOGUE[subject].items() if words in listed}
    if subject == "step":
        wrong = [(words, row) for words, row in _with_parts(BACKWARD) if words in listed]
        inside = {words: partial(step, **row.keywords) for words, row in wrong}
        yield from inside.items()
        rows |= inside
    rows = dict(_with_parts(rows))
    for words, row in rows.items():
        layers = len(problem.nn.names) - bool(row.keywords.keys() & {"back", "slope"})
        if layers > 1 and row.keywords.keys() <= LAYERED:
            for layer in range(1, layers + 1):
                yield f"{words}, in layer {layer} only", _in_layer(layer, row)
    for (first, one), (second, other) in combinations(rows.items(), 2):
        yield f"{first}, and {second}", partial(one.func, **_both(one.keywords, other.keywords))


def _with_parts(rows):
    """The entries that replace parts of a pass; a few others compute everything in another way."""
    return [(words, row) for words, row in rows.items() if isinstance(row, partial)]


def _in_layer(number, row):
    parts = {name: partial(_only, part, number) for name, part in row.keywords.items()}
    return partial(row.func, **parts)


def _only(part, number, value, at):
    return part(value, at) if at.layer == number else value


def _both(one, other):
    """The parts of two mistakes; if both replace the same one, the second acts on the first."""
    shared = {name: partial(_after, one[name], other[name]) for name in one if name in other}
    return one | other | shared


def _after(first, second, value, at):
    return second(first(value, at), at)
