"""Autograd: arrays that remember how they were made, and the walk back."""

import numpy as np

from plainnet import _tensors

# How z is made of a and b; and, by the chain rule, the slopes of the loss
# with respect to a and b, made of g, its slope with respect to z.
RULES = {
    "+": (np.add, lambda g, z, a, b: (g, g)),
    "-": (np.subtract, lambda g, z, a, b: (g, -g)),
    "*": (np.multiply, lambda g, z, a, b: (g * b, g * a)),
    "/": (np.divide, lambda g, z, a, b: (g / b, -g * z / b)),
    "@": (_tensors.product, lambda g, z, a, b: (g @ b.mT, a.mT @ g)),
    "max": (np.maximum, lambda g, z, a, b: (g * (a > b), g * (a <= b))),
    "exp": (np.exp, lambda g, z, a: (g * z,)),
    "log": (np.log, lambda g, z, a: (g / a,)),
    # with a constant, which has no slope
    "**": (np.power, lambda g, z, a, n: (g * n * a ** (n - 1),)),
    "sum": (_tensors.total, lambda g, z, a, axis: (g + np.zeros(a.shape),)),
    "reshape": (np.reshape, lambda g, z, a, shape: (g.reshape(a.shape),)),
    "turn": (np.transpose, lambda g, z, a, axes: (_tensors.back(g, axes),)),
    "[]": (_tensors.taken, lambda g, z, a, key: (_tensors.put(g, a, key),)),
}


def operation(name, *inputs, constants=()) -> "Tensor":
    """``RULES[name]`` done to inputs; a `Tensor` that remembers them."""
    parents = [x if isinstance(x, Tensor) else Tensor(x) for x in inputs]
    values = [parent._data for parent in parents]
    z = RULES[name][0](*values, *constants)
    return Tensor(z, (name, parents, constants))


def summed(g, shape) -> np.ndarray:
    """``g`` summed over all along which an array of ``shape`` was spread.

    What served many rows has a path through each; slopes of paths add up.
    """
    if g.shape == shape:
        return g
    g = g.sum(axis=tuple(range(g.ndim - len(shape))))
    once = tuple(axis for axis, size in enumerate(shape) if size == 1)
    return g.sum(axis=once, keepdims=True)


class Tensor(_tensors.Operators):
    """An array of float64 numbers that remembers how it was made.

    ``Tensor(data)`` copies ``data``, real numbers. What is computed with it
    is a `Tensor`, too; numbers and arrays may take part. ``data`` stays as
    it is, as the walk back needs it: after a step, make new tensors.
    ``grad`` is ``None`` until a loss made of this one walked ``backward``.
    Raises a `ValueError` unless it is an array of real numbers.
    """

    def __init__(self, data, made=None):
        self._data = _tensors.kept(data, made)
        self.name, self.parents, self.constants = made or ("", [], ())
        self.grad = None

    _operation = staticmethod(operation)

    def order(self) -> list:
        """All tensors that this one was made of, each after its parents."""
        ready, seen, waiting = [], set(), [(self, False)]
        while waiting:
            tensor, is_ready = waiting.pop()
            if is_ready:
                ready.append(tensor)
            elif tensor not in seen:
                seen.add(tensor)
                waiting.append((tensor, True))
                waiting.extend((parent, False) for parent in tensor.parents)
        return ready

    def backward(self) -> None:
        """Add the slopes of this loss to the ``grad`` of what is not made.

        A second walk adds them again: set ``grad`` to ``None`` or 0 before.
        Raises a `ValueError` unless this is one number.
        """
        slopes = {self: _tensors.first_slope(self._data)}
        for tensor in reversed(self.order()):
            g = slopes.pop(tensor)
            if not tensor.parents:
                so_far = 0.0 if tensor.grad is None else tensor.grad
                tensor.grad = so_far + g
                continue
            values = [parent._data for parent in tensor.parents]
            rule = RULES[tensor.name][1]
            parts = rule(g, tensor._data, *values, *tensor.constants)
            for parent, part in zip(tensor.parents, parts, strict=True):
                part = summed(part, parent.shape)
                slopes[parent] = part + slopes.get(parent, 0.0)
