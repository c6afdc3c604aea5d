"""What went wrong in an answer: known mistakes, a common factor, or the first wrong entry."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np

CLOSE = 1e-5  # the tolerance, relative to the largest right number or, in an update, change
NEAREST = 100.0  # a mistake that fits so many times worse than another one does not count
KNOWN = "it looks as if"  # so begins what explains the whole answer
UNKNOWN = "I don't recognise this one"
ROUNDED = ["to whole ones", "to 1 digit", *(f"to {digits} digits" for digits in range(2, 7))]


@dataclass(frozen=True)
class Expected:
    """What an answer is compared with: dictionaries of arrays, all with the same names.

    ``mistakes`` returns wrong answers by their words. If none of them fits, ``further`` yields more
    pairs of words and answers. ``scale`` says how large the numbers are; ``start`` has those from
    which an update began. If ``digits`` are given, an answer is rounded to so many after the point.
    """

    right: dict[str, np.ndarray]
    scale: float
    mistakes: Callable[[], dict] = dict
    further: Callable[[dict], Iterable] = lambda mistakes: ()
    start: dict[str, np.ndarray] = field(default_factory=dict)
    digits: int | None = None


def largest(named) -> float:
    """The largest absolute value in a dictionary of arrays."""
    return max(np.abs(value).max() for value in named.values())


def same(a, b, scale) -> bool:
    """Whether two arrays agree, on a ``scale`` that says how large the numbers are."""
    return _distance(a, b) <= CLOSE * scale


def _distance(a, b):
    return np.abs(a - b).max() if a.shape == b.shape else np.inf


def diagnosis(answers, expected) -> str:
    """The mistake that explains the whole answer, or two of them; otherwise what is wrong where."""
    right, scale, mistakes = expected.right, expected.scale, expected.mistakes()
    if whole := _fitting(answers, mistakes.items(), right, scale):
        return f"{KNOWN} " + ", or ".join(whole)
    if rounded := _rounded(answers, right):
        return f"{KNOWN} the numbers are rounded {rounded}; round only what you print"
    wrong = [name for name in right if not same(answers[name], right[name], scale)]
    alone = {name: _fitting(answers, mistakes.items(), [name], scale) for name in wrong}
    known = all(alone.values())
    shared = [words for words in alone[wrong[0]] if all(words in alone[name] for name in wrong)]
    if shared:
        return f"in {_listed(wrong)}, {', or '.join(shared)}"
    if not known and (two := _fitting(answers, expected.further(mistakes), right, scale)):
        return f"{KNOWN} " + "; or, ".join(two[:2])
    if not known and (way := _way(answers, expected, wrong)):
        return way
    if len(wrong) > 1 and _factor(answers, expected, wrong):
        alone = dict.fromkeys(wrong, ())  # a common factor says more than a mistake for each
    parts = list(_by_array(answers, expected, wrong, alone))
    if not any(alone.values()) and all(answers[n].shape == right[n].shape for n in wrong):
        parts.insert(0, UNKNOWN)
    return "; ".join(parts)


def _rounded(answers, right):
    """In words, how the right numbers were rounded to become these answers, or ""."""
    if any(answers[name].shape != right[name].shape or not answers[name].any() for name in right):
        return ""
    several = sum(value.size for value in right.values()) > 1  # one number may be whole by chance
    for digits, words in list(enumerate(ROUNDED))[0 if several else 1 :]:
        if all(np.allclose(answers[n], right[n].round(digits), 0, 1e-12) for n in right):
            return words
    return ""


def _fitting(answers, mistakes, names, scale):
    """The words of the mistakes that lead to these answers, without those that fit much worse."""
    distances = {
        words: max(_distance(answers[name], made[name]) for name in names)
        for words, made in mistakes
    }
    bound = min(CLOSE * scale, max(NEAREST * min(distances.values(), default=0.0), 1e-9 * scale))
    return [words for words, distance in distances.items() if distance <= bound]


def _way(answers, expected, wrong):
    """In words, the way in which all wrong arrays differ from the right ones, or ""."""
    pairs = {name: (answers[name], expected.right[name]) for name in wrong}
    for one, other in combinations(wrong, 2):
        exchanged = zip(pairs[one], reversed(pairs[other]), strict=True)
        if all(same(a, b, expected.scale) for a, b in exchanged):
            return f"{one} and {other} are exchanged"
    are = _are([_label(name, expected) for name in wrong])
    if all(
        min(b.shape, default=0) > 1 < b.ndim and same(a.T, b, expected.scale)
        for a, b in pairs.values()
    ):
        return f"{are} transposed"
    if all(_stops(a, b, expected.scale) for a, b in pairs.values()):
        return f"{are} 0 after the first numbers: does a loop end too early?"
    return ""


def _stops(a, b, scale):
    """Whether the first numbers of an array are right, not all 0, and its larger rest is 0."""
    if a.shape != b.shape or a.size < 3:
        return False
    a, rest = a.ravel(), (np.abs(a - b) > CLOSE * scale).ravel().cumsum() > 0
    return a[~rest].any() and not a[rest].any() and rest.mean() >= 0.5


def _by_array(answers, expected, wrong, alone):
    """The parts of a sentence: which arrays are right, and what is wrong with the others."""
    unknown = [name for name in wrong if not alone[name]]
    right = [name for name in expected.right if name not in wrong]
    if right and unknown:
        yield f"{_are(right)} right, {_are(wrong)} wrong"
    yield from (f"in {name}, {', or '.join(words)}" for name, words in alone.items() if words)
    if common := _factor(answers, expected, unknown):
        yield common
        return
    factors = {name: _factor(answers, expected, [name]) for name in unknown}
    yield from filter(None, factors.values())
    yield from [_difference(answers, expected, n) for n in unknown if not factors[n]][:1]


def _factor(answers, expected, names):
    """In words, the common factor by which these arrays differ from the right ones, or ""."""
    if any(answers[name].shape != expected.right[name].shape for name in names):
        return ""
    a, b = (
        np.concatenate([np.ravel(each[n] - expected.start.get(n, 0.0)) for n in names] or [[0.0]])
        for each in (answers, expected.right)
    )
    factor = float(a @ b / (b @ b)) if b.any() else 1.0
    several = np.count_nonzero(np.abs(b) > CLOSE * expected.scale) > 1
    differ = np.abs(a - factor * b).max() > CLOSE * max(np.abs(a).max(), CLOSE * expected.scale)
    if differ or abs(factor - 1.0) < 0.01 or not (several or _neat(factor)):
        return ""
    label = _listed([_label(name, expected) for name in names])
    of = "" if len(names) == len(expected.right) > 1 else f" of {label}"
    kind = "changes" if expected.start else "entries"
    return f"{f'all {kind}{of} are' if len(a) > 1 else f'{label} is'} {_times(factor)}"


def _neat(factor):
    """Whether a factor or its inverse is a whole number; a single number always has some factor."""
    size = max(abs(factor), 1.0 / max(abs(factor), 1e-9))
    return size <= 1000 and abs(size - round(size)) < 1e-6 * size


def _times(factor):
    size, sign = abs(factor), "of the wrong sign" if factor < 0 else ""
    if size < 1e-9:
        return "0"
    how = f"{size:.4g} times too large" if size > 1 else f"{1 / size:.4g} times too small"
    return " and ".join(filter(None, (sign, how if abs(size - 1.0) > 1e-4 else "")))


def _difference(answers, expected, name):
    """In words, the first wrong entry, or the wrong shape."""
    a, b, label = answers[name], expected.right[name], _label(name, expected)
    if a.shape != b.shape:
        fits = a.size == b.size and same(a.reshape(b.shape), b, expected.scale)
        has = "has the right numbers, but shape" if fits else "has shape"
        return f"{label} {has} {a.shape}; needed is shape {b.shape}"
    index = tuple(np.argwhere(np.abs(a - b) > CLOSE * expected.scale)[0])
    return f"{place(label, index)}: expected {b[index]:.6g}, got {a[index]:.6g}"


def place(name, index) -> str:
    """An entry of an array, as it is written in Python."""
    return f"{name}{list(map(int, index))}" if len(index) else name


def _label(name, expected):
    return name if len(expected.right) > 1 else "your answer"


def _listed(names):
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _are(names):
    return f"{_listed(names)} {'are' if len(names) > 1 else 'is'}"
