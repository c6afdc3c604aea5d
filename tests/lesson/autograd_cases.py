"""Every operation of autograd with all its options, and its slopes by central differences.

Not a test itself: `test_autograd_rules.py` compares the values and the rules with these.
"""

import itertools

import numpy as np

from plainnet.autograd import Tensor

NUDGE = 1e-5
SHAPES = [
    *(((2, 3), (2, 3)), ((2, 3), (3,)), ((3,), (2, 3)), ((2, 3), ()), ((), (2, 3)), ((), ())),
    *(((2, 3), (2, 1)), ((1, 3), (2, 3)), ((2, 1), (1, 3)), ((2, 3), (4, 1, 3)), ((1, 1), (3,))),
]
STACKS = [
    *(((2, 3), (3, 4)), ((5, 2, 3), (3, 4)), ((2, 3), (5, 3, 4)), ((5, 2, 3), (5, 3, 4))),
    *(((1, 2, 3), (5, 3, 4)), ((6, 1, 2, 3), (5, 3, 4)), ((1, 3), (3, 1))),
]
ELEMENTWISE = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
    "max": lambda a, b: a.maximum(b),
}
BINARY = [*ELEMENTWISE, "@"]
ALONE = {
    "exp": [lambda a: a.exp()],
    "log": [lambda a: a.log()],
    "-": [lambda a: 1 - a, lambda a: a - 1],
    "*": [lambda a: -a, lambda a: 2 * a],
    "/": [lambda a: 1 / a, lambda a: a / 2],
    "**": [lambda a, n=n: a**n for n in (1, 2, 3, -1, 0.5, -1.5)],
    "reshape": [
        lambda a: a.reshape(24),
        lambda a: a.reshape(-1, 2),
        lambda a: a.reshape((4, 3, 2)),
        lambda a: a.reshape([1, 24, 1]),
    ],
    "transpose": [
        *(lambda a, axes=axes: a.transpose(*axes) for axes in itertools.permutations(range(3))),
        lambda a: a.transpose(),
        lambda a: a.transpose(-1, 0, 1),
        lambda a: a.transpose((1, 2, 0)),
        lambda a: a.transpose(np.array([1, 2, 0])),
        lambda a: a.reshape(24).transpose(np.int64(0)),
    ],
}
AXES = [None, 0, 1, 2, -1, (0,), (0, 1), (0, 2), (-1, 0), (0, 1, 2), ()]
MASK = np.arange(24).reshape(2, 3, 4) % 5 < 2
KEYS = [
    *(0, -1, slice(None), slice(0, 1), slice(None, None, -1), ..., None, (1, 2, 3)),
    *((..., 1), (slice(None), 1, slice(1, 3)), (slice(None), None, 0), (0, ..., slice(0, 4, 2))),
    *(
        [0, 0, 1],
        np.array([[0, 1], [1, 1]]),
        (slice(None), [2, 0, 0]),
        ([0, 1, 1, 1], [2, 0, 0, 0]),
    ),
    *((..., [0, 0, 3]), (0, [1, 1], slice(None)), ([0, 0], slice(None), [3, 3])),
    *(MASK, MASK[:, 0, 0], (slice(None), MASK[0, :, 0]), (MASK[..., 0], 1), np.zeros(2, bool)),
]


def cases():
    """Yield each case: its name in ``RULES``, the operation as a function, the input shapes."""
    for name, done in ELEMENTWISE.items():
        yield from ((name, done, shapes) for shapes in SHAPES)
    yield from (("@", lambda a, b: a @ b, shapes) for shapes in STACKS)
    for name, several in ALONE.items():
        yield from ((name, done, [(2, 3, 4)]) for done in several)
    for axis, keepdims, many in itertools.product(AXES, (False, True), ("sum", "mean")):
        options = {"axis": axis, "keepdims": keepdims}
        yield "sum", lambda a, how=many, o=options: getattr(a, how)(**o), [(2, 3, 4)]
    for axes in ((), (1, 0), (-1, 0), (0, -1)):
        yield "transpose", lambda a, b, axes=axes: (a @ b).transpose(*axes), [(2, 3), (3, 4)]
    for key in KEYS:
        yield "[]", lambda a, key=key: a[key], [(2, 3, 4)]


CASES = [(name, done, shapes) for name, done, shapes in cases()]


def drawn(shapes):
    """Arrays of these shapes, with shuffled numbers from 0.5 to 2, no two near each other."""
    sizes = [int(np.prod(shape)) for shape in shapes]
    numbers = np.random.default_rng(sum(sizes)).permutation(np.linspace(0.5, 2, sum(sizes)))
    parts = np.split(numbers, np.cumsum(sizes)[:-1])
    return [part.reshape(shape) for part, shape in zip(parts, shapes, strict=True)]


def loss(done, arrays):
    """A sum of all entries of the result, each with another weight; and the input tensors."""
    tensors = [Tensor(array) for array in arrays]
    z = done(*tensors)
    weights = np.cos(np.arange(z.data.size)).reshape(z.shape)
    return (z * weights).sum(), tensors


def by_nudging(done, arrays):
    """Yield the slopes of `loss` with respect to each array, by central differences."""
    for k, array in enumerate(arrays):
        slopes = np.zeros(array.shape)
        for at in np.ndindex(array.shape):
            ends = []
            for nudge in (NUDGE, -NUDGE):
                nudged = [each.copy() for each in arrays]
                nudged[k][at] += nudge
                ends.append(float(loss(done, nudged)[0].data))
            slopes[at] = (ends[0] - ends[1]) / (2 * NUDGE)
        yield slopes


def difference(found, right):
    """The largest difference of two arrays, relative to the largest entry of the right one."""
    if np.shape(found) != right.shape:
        return np.inf
    return np.abs(found - right).max() / max(np.abs(right).max(), 1e-3)


def error(done, shapes, right):
    """The largest relative difference of the backward pass from the ``right`` slopes."""
    total, tensors = loss(done, drawn(shapes))
    total.backward()
    return max(difference(t.grad, g) for t, g in zip(tensors, right, strict=True))
