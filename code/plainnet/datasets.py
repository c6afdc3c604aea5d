"""Small data sets: ``X`` of shape (m, 2), ``y`` of (m, 1); digits, texts.

Data that are drawn raise a `ValueError` for an ``m`` below 1, a ``noise``
below 0, and an ``rng`` that is no `numpy.random.Generator`.
"""

import gzip
from pathlib import Path

import numpy as np

from plainnet import _validation as valid

DIGITS = Path(__file__).parent / "data" / "digits.csv.gz"
CORNERS = ((0.0, 0.0), (0.0, 1.0), (1.0, 0.0), (1.0, 1.0))


def _gate(*targets):
    return np.array(CORNERS), np.array(targets, dtype=float).reshape(4, 1)


def xor() -> tuple[np.ndarray, np.ndarray]:
    """The four patterns of exclusive or: 1 where exactly one input is 1."""
    return _gate(0, 1, 1, 0)


def and_() -> tuple[np.ndarray, np.ndarray]:
    """The four patterns of and: 1 where both inputs are 1."""
    return _gate(0, 0, 0, 1)


def or_() -> tuple[np.ndarray, np.ndarray]:
    """The four patterns of or: 1 where at least one input is 1."""
    return _gate(0, 1, 1, 1)


def _drawing(m, noise, rng):
    noise = valid.positive("noise", noise, zero_allowed=True)
    return valid.whole("m", m), noise, valid.generator("rng", rng)


def noisy_xor(m, noise=0.2, *, rng=None) -> tuple[np.ndarray, np.ndarray]:
    """``m`` points around the corners of XOR, with their corner's target.

    The corner is drawn uniformly; ``noise`` is the standard deviation added
    to each coordinate.
    """
    m, noise, rng = _drawing(m, noise, rng)
    X, y = xor()
    corner = rng.integers(4, size=m)
    return X[corner] + rng.normal(0.0, noise, (m, 2)), y[corner]


def two_moons(m, noise=0.1, *, rng=None) -> tuple[np.ndarray, np.ndarray]:
    """``m`` points on two interleaved half circles, one for each target.

    The upper one has target 0 and its centre at (0, 0), the lower one
    target 1 and its centre at (1, ½). ``noise`` is the standard deviation
    added to each coordinate.
    """
    m, noise, rng = _drawing(m, noise, rng)
    y = rng.integers(2, size=(m, 1)).astype(float)
    angle = rng.uniform(0.0, np.pi, (m, 1))
    upper = np.hstack([np.cos(angle), np.sin(angle)])
    lower = np.hstack([1.0 - np.cos(angle), 0.5 - np.sin(angle)])
    X = np.where(y == 0, upper, lower)
    return X + rng.normal(0.0, noise, (m, 2)), y


def rings(m, noise=0.1, *, rng=None) -> tuple[np.ndarray, np.ndarray]:
    """``m`` points on two circles around (0, 0), one for each target.

    The inner one has target 0 and the radius 0.4, the outer one target 1
    and the radius 1. ``noise`` is the standard deviation added to each
    coordinate.
    """
    m, noise, rng = _drawing(m, noise, rng)
    y = rng.integers(2, size=(m, 1)).astype(float)
    X = (0.4 + 0.6 * y) * _on_circle(rng.uniform(0.0, 1.0, (m, 1)))
    return X + rng.normal(0.0, noise, (m, 2)), y


def spirals(m, noise=0.05, *, rng=None) -> tuple[np.ndarray, np.ndarray]:
    """``m`` points on two spirals around (0, 0), one for each target.

    Each winds 1½ times while its radius grows from 0 to 1. They are half a
    turn apart, so that each lies between the windings of the other, as in
    the two spirals of Lang and Witbrock (1988), which wind three times.
    ``noise`` is the standard deviation added to each coordinate.
    """
    m, noise, rng = _drawing(m, noise, rng)
    y = rng.integers(2, size=(m, 1)).astype(float)
    radius = rng.uniform(0.0, 1.0, (m, 1))
    X = radius * _on_circle(1.5 * radius + 0.5 * y)
    return X + rng.normal(0.0, noise, (m, 2)), y


def blobs(m, noise=0.3, classes=3, *, rng=None) -> tuple[np.ndarray, np.ndarray]:
    """``m`` points around ``classes`` places of a circle; one-hot targets.

    The places lie evenly on the circle of radius 1 around (0, 0); ``y`` has
    shape (m, classes). ``noise`` is the standard deviation added to each
    coordinate.
    """
    m, noise, rng = _drawing(m, noise, rng)
    classes = valid.whole("classes", classes, least=2)
    labels = rng.integers(classes, size=m)
    X = _on_circle(labels[:, None] / classes)
    return X + rng.normal(0.0, noise, (m, 2)), one_hot(labels, classes)


def _on_circle(turns):
    """The points of the unit circle after so many turns from (1, 0)."""
    angle = 2.0 * np.pi * turns
    return np.hstack([np.cos(angle), np.sin(angle)])


def digits() -> tuple[np.ndarray, np.ndarray]:
    """1,797 handwritten digits: ``X`` (1797, 64), and labels (1797,).

    A row of ``X`` is an image of 8 × 8 pixels, row by row, from 0 (paper)
    to 1 (ink) in steps of 1/16. The labels are the whole numbers 0 to 9;
    `one_hot` makes targets of them. Source, citation and licence: see
    ``data/README.md`` beside this file (Alpaydin and Kaynak 1998).
    """
    table = np.loadtxt(DIGITS, delimiter=",")
    return table[:, :64] / 16.0, table[:, 64].astype(int)


def first_names() -> list[str]:
    """5,163 first names of the US census of 1990, in order of letters a to z.

    Source: see ``data/README.md`` beside this file.
    """
    return _read("first_names.txt.gz").split()


def book() -> dict[str, str]:
    """The text of this book in November 2026: that of each page, by name.

    A paragraph is a line. There are 37 signs: line break, space, small
    letters, ``.,:?'-()`` and 0, which stands for every number. Sentences with
    formulas or code are left out.
    """
    pages = _read("book.txt.gz").split("= ")[1:]
    return dict(page.split("\n", maxsplit=1) for page in pages)


def _read(name):
    return gzip.decompress(DIGITS.with_name(name).read_bytes()).decode()


def one_hot(labels, classes=None) -> np.ndarray:
    """Targets (m, classes): in each row a 1 at the label, 0 elsewhere.

    Without ``classes``, the largest label is the last class. Raises a
    `ValueError` for labels that are not of shape (m,), or not whole numbers
    from 0 to classes − 1.
    """
    labels = valid.reals("labels", labels)
    if labels.ndim != 1:
        raise ValueError(f"labels: expected shape (m,); got shape {labels.shape}")
    most = max(0, int(labels.max()))
    classes = most + 1 if classes is None else valid.whole("classes", classes)
    if labels.min() < 0 or most >= classes or (labels % 1 != 0).any():
        raise valid.unfit("labels", f"whole numbers from 0 to {classes - 1}", labels)
    targets = np.zeros((len(labels), classes))
    targets[np.arange(len(labels)), labels.astype(int)] = 1.0
    return targets


def split(X, y, parts=(0.6, 0.2, 0.2), *, by_class=False, rng=None) -> tuple:
    """Parts of the data, pairs (X, y): training, validation and test data.

    The rows of ``X`` and ``y`` are shuffled together and then cut, so that
    each part has about its share of ``parts``, two or more numbers that sum
    to 1. With ``by_class``, each part has about its share of every class:
    of the patterns with the same label, or the same row of ``y``. Raises a
    `ValueError` for different numbers of rows, for masked arrays, for other
    ``parts``, and for a part that would get no pattern.
    """
    if np.ma.isMA(X) or np.ma.isMA(y):
        raise ValueError("X, y: expected arrays without a mask; got a mask")
    X, y, rng = np.asarray(X), np.asarray(y), valid.generator("rng", rng)
    if X.ndim == 0 or y.ndim == 0 or len(X) != len(y):
        raise ValueError(f"y: expected as many rows as X has; got shapes {X.shape} and {y.shape}")
    shares = valid.listed("parts", parts)
    ends = np.cumsum([valid.positive("parts", share) for share in shares])
    if len(ends) < 2 or not np.isclose(ends[-1], 1.0, rtol=0):
        raise valid.unfit("parts", "two or more shares that sum to 1", parts)
    classes = np.zeros(len(X))
    if valid.flag("by_class", by_class):
        classes = np.unique(y, axis=0, return_inverse=True)[1].ravel()
    names, counts = np.unique(classes, return_counts=True)
    cuts = np.rint(np.outer(counts, ends)).astype(int)
    if np.diff(cuts.sum(axis=0), prepend=0).min() < 1:
        raise valid.unfit("X", "at least one pattern for each part", len(X))
    order, rows = rng.permutation(len(X)), []
    for name, cut in zip(names, cuts, strict=True):
        rows.append(np.split(order[classes[order] == name], cut[:-1]))
    parts = [np.concatenate(part) for part in zip(*rows, strict=True)]
    if by_class:
        parts = [rng.permutation(rows) for rows in parts]
    return tuple((X[rows], y[rows]) for rows in parts)
