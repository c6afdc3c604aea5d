"""Check the backward pass of a reader's own class of tensors, on graphs of ``+`` and ``*``."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from plainnet.autograd import Tensor as Ours
from plainnet.exercises.diagnosis import CLOSE, same
from plainnet.exercises.feedback import (
    Feedback,
    UnfitError,
    in_words,
    judged,
    kind,
    numbers,
)

FORGOTTEN = "a path is forgotten: add the slopes of both"
ORDER = "the order of the walk: a tensor hands its slope on before all its paths have arrived"
SPREAD = "sum over what was broadcast"
OVERWRITTEN = "the grads are overwritten: a second walk adds to them"
LEFT = "slopes of what lies between are left from the first walk"
EARLY = "does the walk go back from the loss, in the reversed order?"
SHARED = "{a}.grad and {b}.grad are one array, so that a change of one changes both"


class _Graph(NamedTuple):
    """A computation, in words and as a function of its leaves; rows and columns are broadcast.

    ``wrong`` takes the leaves as arrays. It returns wrong slopes of the first leaf, by their words.
    """

    text: str
    made: Callable
    leaves: str
    rows: str = ""
    columns: str = ""
    wrong: Callable = lambda *_: {}


def _incomplete(x, w, c, d):
    short, long = w, w * c * d
    return {FORGOTTEN: [long], ORDER: [short, 2 * short + long, short + 2 * long]}


def _one_path(a, b, c):
    return {FORGOTTEN: [np.ones_like(a), c]}


def _two_ways(x, w, c, d, long_first=False):
    middle = x * w
    return middle * c * d + middle if long_first else middle + middle * c * d


CHAIN = _Graph("(a * b + c) * d", lambda a, b, c, d: (a * b + c) * d, "abcd")
SPREADING = (
    _Graph("a * r + s with rows r and s", lambda a, r, s: a * r + s, "ars", "rs"),
    _Graph("a * k with a column k", lambda a, k: a * k, "ak", columns="k"),
)
GRAPHS = (
    CHAIN,
    _Graph("x * x", lambda x: x * x, "x", wrong=lambda x: {FORGOTTEN: [x]}),
    _Graph("x + x", lambda x: x + x, "x", wrong=lambda x: {FORGOTTEN: [np.ones_like(x)]}),
    _Graph("m + m * c * d, where m = x * w", _two_ways, "xwcd", wrong=_incomplete),
    _Graph(
        "m * c * d + m, where m = x * w",
        lambda *leaves: _two_ways(*leaves, long_first=True),
        "xwcd",
        wrong=_incomplete,
    ),
    _Graph("a + b + a * c", lambda a, b, c: a + b + a * c, "abc", wrong=_one_path),
    _Graph("a * c + (a + b)", lambda a, b, c: a * c + (a + b), "abc", wrong=_one_path),
    *SPREADING,
)


def check_walk(Tensor) -> Feedback:
    """Check a class of your own that computes with ``+`` and ``*``, and has a method ``backward``.

    ``Tensor(array)`` makes a tensor, ``grad`` has its slopes after ``loss.backward()``, and another
    walk adds to them. If it has a method ``sum``, arrays have shape (2, 3), rows shape (3,) and
    columns shape (2, 1); otherwise each of them is a single number.
    """
    return judged(lambda: _walks(Tensor), Tensor)


def _walks(Tensor):
    if not callable(Tensor):
        raise UnfitError(f"this is {kind(Tensor)}; needed is the class itself, without brackets")
    for graph in GRAPHS:
        _check(Tensor, graph)
    _check_second_walk(Tensor)
    return Feedback(True, "Right. This class walks back.")


def _arrays(graph, is_summed):
    """An array for each leaf; each has a single number if the class has no ``sum``."""
    rng = np.random.default_rng(11)
    whole, row, column = ((2, 3), (3,), (2, 1)) if is_summed else ((1, 1), (1,), (1, 1))
    shapes = dict.fromkeys(graph.leaves, whole)
    shapes |= dict.fromkeys(graph.rows, row) | dict.fromkeys(graph.columns, column)
    return [rng.uniform(0.5, 2, shapes[name]) for name in graph.leaves]


def _walked(Tensor, graph, arrays, walks=1):
    """The leaves of a graph, after ``walks`` backward passes from the sum of its result."""
    leaves = [Tensor(array.copy()) for array in arrays]
    z = graph.made(*leaves)
    loss = z.sum() if hasattr(z, "sum") else z
    for _ in range(walks):
        loss.backward()
    return leaves


def _grads(Tensor, graph, walks=1):
    """The start of a message, the leaves' arrays, the grads that are found, and the right ones."""
    hint = f"; {SPREAD}" if graph in SPREADING else ""
    again = ", when walked twice," if walks > 1 else ","
    start = f"with {graph.text}{again}"
    try:
        is_summed = hasattr(Tensor(np.ones((2, 3))), "sum")
        arrays = _arrays(graph, is_summed)
        leaves = _walked(Tensor, graph, arrays, walks)
        grads = [leaf.grad for leaf in leaves]
    except (Exception, SystemExit) as error:
        if isinstance(error, KeyError) and any(hasattr(key, "grad") for key in error.args):
            hint = f"; {EARLY}"
        raise UnfitError(f"{start} your class raised {in_words(Tensor, error)}{hint}") from None
    right = [leaf.grad for leaf in _walked(Ours, graph, arrays, 1)]
    return start, arrays, grads, right


def _check(Tensor, graph):
    """Raise an `UnfitError` if the slopes of a graph are wrong."""
    start, arrays, grads, right = _grads(Tensor, graph)
    found = {}
    for name, grad, slopes in zip(graph.leaves, grads, right, strict=True):
        found[name] = _fit(f"{start} {name}.grad", grad, slopes, graph in SPREADING)
    wrong = [n for n, r in zip(graph.leaves, right, strict=True) if not _same(found[n], r)]
    if not wrong:
        return
    first = found[graph.leaves[0]]
    for words, several in graph.wrong(*arrays).items():
        if any(_same(first, slopes) for slopes in several):
            raise UnfitError(f"{start} {words}")
    name = wrong[0]
    difference = _difference(name, found[name], right[graph.leaves.index(name)])
    raise UnfitError(f"{start} {difference}{_sharing(graph.leaves, grads)}")


def _check_second_walk(Tensor):
    start, _, grads, right = _grads(Tensor, CHAIN, walks=2)
    found = [
        _fit(f"{start} {name}.grad", grad, slopes)
        for name, grad, slopes in zip(CHAIN.leaves, grads, right, strict=True)
    ]
    if all(_same(f, 2 * r) for f, r in zip(found, right, strict=True)):
        return
    if all(_same(f, r) for f, r in zip(found, right, strict=True)):
        raise UnfitError(f"{start} {OVERWRITTEN}")
    if all((f >= (2 - CLOSE) * r).all() for f, r in zip(found, right, strict=True)):
        raise UnfitError(f"{start} {LEFT}")
    name, f, r = next(
        row for row in zip(CHAIN.leaves, found, right, strict=True) if not _same(row[1], 2 * row[2])
    )
    raise UnfitError(f"{start} {_difference(name, f, 2 * r)}")


def _same(found, right):
    return same(found, right, np.abs(right).max())


def _fit(label, grad, right, is_spread=False):
    """A grad as an array with the shape of its tensor; of a single number, it may be a float."""
    if grad is None:
        raise UnfitError(f"{label} is None after the walk; no slope has arrived")
    grad = numbers(label, grad)
    if right.size == 1 and grad.ndim == 0:
        return grad.reshape(right.shape)
    if grad.shape != right.shape:
        hint = f": {SPREAD}" if is_spread and grad.size >= right.size else ""
        raise UnfitError(f"{label} has shape {grad.shape}; needed is {right.shape}{hint}")
    return grad


def _difference(name, found, right):
    if not found.any():
        return f"{name}.grad is 0; does the walk begin at the loss, with the slope 1?"
    at = tuple(map(int, np.argwhere(np.abs(found - right) > CLOSE * np.abs(right).max())[0]))
    return f"{name}.grad: at {at} it is {found[at]:.6g}; needed is {right[at]:.6g}"


def _sharing(leaves, grads):
    """A hint for the reader if two leaves share one array, otherwise an empty text."""
    for j, b in enumerate(grads):
        for i, a in enumerate(grads[:j]):
            if isinstance(a, np.ndarray) and isinstance(b, np.ndarray) and np.shares_memory(a, b):
                return f"; {SHARED.format(a=leaves[i], b=leaves[j])}"
    return ""
