"""Random graphs of tensors, made by the same choices in plainnet and in PyTorch."""

import numpy as np

from plainnet.autograd import Tensor

SHAPES = [(), (1,), (3,), (1, 3), (2, 1), (2, 3), (3, 2), (4, 1, 3), (4, 2, 3), (4, 3, 2)]
LEAST, MOST, APART = 0.1, 10.0, 1e-3  # bounds of all sizes; least distance from a kink


class Ours:
    """The names by which a step calls plainnet, where those of PyTorch differ."""

    make, grad = Tensor, staticmethod(lambda a: a.grad)
    maximum, turn = staticmethod(Tensor.maximum), staticmethod(lambda a, axes: a.transpose(axes))
    total, mean, index = staticmethod(Tensor.sum), staticmethod(Tensor.mean), staticmethod(list)


def either(rng, several):
    return several[rng.integers(len(several))]


def fit(a, b):
    """Whether two shapes can be broadcast to one."""
    return all(x == y or 1 in (x, y) for x, y in zip(a[::-1], b[::-1], strict=False))


# Each function draws a step, and the places of its inputs in the list of tensors made so far.
def elementwise(rng, shapes):
    places = range(len(shapes))
    pairs = [(i, j) for i in places for j in places if fit(shapes[i], shapes[j])]
    steps = [
        *(lambda kind, a, b: a + b, lambda kind, a, b: a - b, lambda kind, a, b: a * b),
        *(lambda kind, a, b: a / b, lambda kind, a, b: kind.maximum(a, b)),
    ]
    return either(rng, steps), either(rng, pairs)


def product(rng, shapes):
    matrices = [k for k, shape in enumerate(shapes) if len(shape) > 1]
    pairs = [
        (i, j)
        for i in matrices
        for j in matrices
        if shapes[i][-1] == shapes[j][-2] and fit(shapes[i][:-2], shapes[j][:-2])
    ]
    return (lambda kind, a, b: a @ b, either(rng, pairs)) if pairs else alone(rng, shapes)


def alone(rng, shapes):
    """A function of each number; a constant may stand on either side."""
    n, c = float(rng.choice([2, 3, -1, 0.5, -1.5])), float(rng.uniform(0.5, 2))
    steps = [
        *(lambda kind, a: a.exp(), lambda kind, a: a.log(), lambda kind, a: a**n),
        *(lambda kind, a: c * a, lambda kind, a: c - a, lambda kind, a: a / c),
        *(lambda kind, a: c / a, lambda kind, a: a + c, lambda kind, a: -a),
    ]
    return either(rng, steps), [rng.integers(len(shapes))]


def reduced(rng, shapes):
    """A sum or a mean along some axes, which are counted from either end."""
    k, keep, name = rng.integers(len(shapes)), bool(rng.integers(2)), rng.choice(["total", "mean"])
    size = len(shapes[k])
    axes = rng.permutation(size)[: rng.integers(size) + 1] if size else ()
    axes = tuple(int(axis) - size * int(rng.integers(2)) for axis in axes)
    axis = axes[0] if len(axes) == 1 else axes
    return (lambda kind, a: getattr(kind, name)(a, axis, keep)), [k]


def arranged(rng, shapes):
    """Another order of axes, or another shape."""
    k = rng.integers(len(shapes))
    axes = tuple(map(int, rng.permutation(len(shapes[k]))))
    shape = either(rng, [(-1,), shapes[k][::-1], (*shapes[k], 1), (1, -1)])
    turned, reshaped = lambda kind, a: kind.turn(a, axes), lambda kind, a: a.reshape(shape)
    return either(rng, [turned, reshaped] if len(axes) > 1 else [reshaped]), [k]


def picked(rng, shapes):
    """Indexing along one axis: by a number, a slice, a list with repeats, or a mask."""
    several = [k for k, shape in enumerate(shapes) if shape]
    if not several:
        return alone(rng, shapes)
    k = either(rng, several)
    axis = rng.integers(len(shapes[k]))
    size = shapes[k][axis]
    parts = [int(rng.integers(-size, size)), slice(0, int(rng.integers(1, size + 1)))]
    parts += [rng.integers(0, size, 4).tolist(), (rng.permutation(size) < 2).tolist()]
    part, before = either(rng, parts), (slice(None),) * int(axis)

    def step(kind, a):
        return a[(*before, kind.index(part) if isinstance(part, list) else part)]

    return step, [k]


KINDS = [elementwise, elementwise, product, alone, reduced, arranged, picked]


def is_moderate(z):
    """Whether ``z`` can be compared: no extreme numbers, no kink nearby, not a / a (slope 0)."""
    if z.name == "/" and z.parents[0] is z.parents[1]:
        return False
    size = np.abs(z.data)
    inputs = [parent.data for parent in z.parents]
    at_a_kink = z.name == "max" and np.abs(inputs[0] - inputs[1]).min() < APART
    return 0 < size.size <= 500 and size.min() >= LEAST and size.max() <= MOST and not at_a_kink


def random_graph(seed) -> tuple:
    """The leaves of a graph, and its steps, each with the places of its inputs.

    A step whose numbers are small, large or near a kink is drawn again.
    """
    rng, steps = np.random.default_rng(seed), []
    shapes = [either(rng, SHAPES) for _ in range(rng.integers(2, 5))]
    leaves = [
        np.asarray(rng.uniform(0.3, 3, shape) * rng.choice([1, 1, 1, -1], shape))
        for shape in shapes
    ]
    made, wanted = [Tensor(leaf) for leaf in leaves], rng.integers(3, 16)
    while len(steps) < wanted:
        step, places = either(rng, KINDS)(rng, [tensor.shape for tensor in made])
        with np.errstate(all="ignore"):
            z = step(Ours, *(made[k] for k in places))
        if is_moderate(z):
            steps.append((step, places))
            made.append(z)
    return leaves, steps


def loss(kind, leaves, steps) -> tuple:
    """The sum of the squares of all tensors that no step uses, and the leaves as tensors."""
    tensors = [kind.make(leaf) for leaf in leaves]
    made, used = list(tensors), set()
    for step, places in steps:
        made.append(step(kind, *(made[k] for k in places)))
        used.update(map(int, places))
    ends = [(z * z).sum() for k, z in enumerate(made) if k not in used]
    return sum(ends[1:], ends[0]), tensors


def slopes(kind, leaves, steps) -> list:
    """The slopes of the `loss` with respect to each leaf."""
    total, tensors = loss(kind, leaves, steps)
    total.backward()
    return [kind.grad(tensor) for tensor in tensors]
