"""Autograd: arrays that remember how they were made, and the walk back."""

import copy
import operator
from typing import Self

import numpy as np

from plainnet import _validation as valid


def product(a, b) -> np.ndarray:
    """``a @ b``, of matrices or stacks of them."""
    if a.ndim < 2 or b.ndim < 2:
        shapes = f"{a.shape} and {b.shape}"
        raise ValueError(f"@: expected matrices; got shapes {shapes}")
    return a @ b


def total(a, axis) -> np.ndarray:
    """The sum along ``axis``, which stays, with size 1."""
    return a.sum(axis, keepdims=True)


def undo(z, axes) -> np.ndarray:
    """Undo ``a.transpose(axes)``."""
    return z.transpose(np.argsort(np.mod(axes, z.ndim)))  # −1: the last one


def put_back(g, a, key) -> np.ndarray:
    """Zeros like ``a``, and each ``g`` added where ``key`` took it from."""
    slopes = np.zeros(a.shape)
    np.add.at(slopes, key, g)
    return slopes


# How z is made of a and b; and, by the chain rule, the slopes of the loss
# with respect to a and b, made of g, its slope with respect to z.
RULES = {
    "+": (np.add, lambda g, z, a, b: (g, g)),
    "-": (np.subtract, lambda g, z, a, b: (g, -g)),
    "*": (np.multiply, lambda g, z, a, b: (g * b, g * a)),
    "/": (np.divide, lambda g, z, a, b: (g / b, -g * z / b)),
    "@": (product, lambda g, z, a, b: (g @ b.mT, a.mT @ g)),
    "max": (np.maximum, lambda g, z, a, b: (g * (a > b), g * (a <= b))),
    "exp": (np.exp, lambda g, z, a: (g * z,)),
    "log": (np.log, lambda g, z, a: (g / a,)),
    # with a constant, which has no slope
    "**": (np.power, lambda g, z, a, n: (g * n * a ** (n - 1),)),
    "sum": (total, lambda g, z, a, axis: (g + np.zeros(a.shape),)),
    "reshape": (np.reshape, lambda g, z, a, shape: (g.reshape(a.shape),)),
    "transpose": (np.transpose, lambda g, z, a, axes: (undo(g, axes),)),
    "[]": (operator.getitem, lambda g, z, a, key: (put_back(g, a, key),)),
}


def operation(name, *inputs, constants=()) -> "Tensor":
    """``RULES[name]`` done to inputs; a `Tensor` that remembers them."""
    parents = [x if isinstance(x, Tensor) else Tensor(x) for x in inputs]
    values = [parent.data for parent in parents]
    z = RULES[name][0](*values, *constants)
    return Tensor(z, name, parents, constants)


def summed(g, shape) -> np.ndarray:
    """``g`` summed along the axes on which ``shape`` was broadcast.

    A number that was used several times has a path through each use, and
    the slopes of paths add up.
    """
    if g.shape == shape:
        return g
    g = g.sum(axis=tuple(range(g.ndim - len(shape))))
    once = tuple(axis for axis, size in enumerate(shape) if size == 1)
    return g.sum(axis=once, keepdims=True)


def both_sides(name) -> tuple:
    """The methods for ``a + b``, and for ``b + a`` if b is no tensor."""
    return (
        lambda self, other: operation(name, self, other),
        lambda self, other: operation(name, other, self),
    )


class Tensor:
    """An array of float64 numbers that remembers how it was made.

    ``Tensor(data)`` copies ``data``, real numbers. What is computed with it
    is a `Tensor`, too; numbers and arrays may take part. ``data`` cannot be
    changed, because the walk back needs it: after a step, make new tensors.
    ``grad`` is ``None`` until `backward` of a loss that was made of this
    tensor. Raises a `ValueError` unless ``data`` are real numbers.
    """

    __array_ufunc__ = None  # else NumPy computes `array * tensor` itself

    def __init__(self, data, name="", parents=(), constants=()):
        if not parents:
            data = np.array(valid.reals("data", data, finite=False))
        self._data = np.asarray(data)
        self._data.flags.writeable = False
        self.name, self.parents, self.constants = name, parents, constants
        self.grad = None

    @property
    def data(self) -> np.ndarray:
        """The numbers, in an array that cannot be changed."""
        return self._data

    @property
    def shape(self) -> tuple:
        """The shape of the numbers."""
        return self._data.shape

    def order(self) -> list:
        """This tensor and all it was made of, each after its parents."""
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
        """Add the slopes of this loss to the ``grad`` of its first tensors.

        Those are the tensors that no operation made. A second walk adds the
        slopes again: set ``grad`` to ``None`` or 0 before. Raises a
        `ValueError` unless this is one number.
        """
        if self.data.size != 1:
            got = f"got shape {self.shape}; take the sum or the mean"
            raise ValueError(f"backward: expected a loss, a number; {got}")
        slopes = {self: np.ones(self.shape)}
        for tensor in reversed(self.order()):
            g = slopes.pop(tensor)
            if not tensor.parents:
                so_far = 0.0 if tensor.grad is None else tensor.grad
                tensor.grad = so_far + g
                continue
            values = [parent.data for parent in tensor.parents]
            rule = RULES[tensor.name][1]
            parts = rule(g, tensor.data, *values, *tensor.constants)
            for parent, part in zip(tensor.parents, parts, strict=True):
                part = summed(part, parent.shape)
                slopes[parent] = part + slopes.get(parent, 0.0)

    __add__, __radd__ = both_sides("+")
    __sub__, __rsub__ = both_sides("-")
    __mul__, __rmul__ = both_sides("*")
    __truediv__, __rtruediv__ = both_sides("/")
    __matmul__, __rmatmul__ = both_sides("@")

    def __neg__(self):
        return self * -1.0

    def __pow__(self, exponent):
        return operation("**", self, constants=(exponent,))

    def __getitem__(self, key):
        return operation("[]", self, constants=(copy.deepcopy(key),))

    def __array__(self, *_, **__):
        own = "its own operations, or its `.data`, which has no slopes"
        raise valid.unfit("Tensor", own, np.asarray)

    def __repr__(self):
        return f"Tensor({self.data})"

    def exp(self) -> Self:
        """e to the power of each number."""
        return operation("exp", self)

    def log(self) -> Self:
        """The natural logarithm of each number."""
        return operation("log", self)

    def maximum(self, other) -> Self:
        """The larger number; if they are equal, ``other`` has the slope."""
        return operation("max", self, other)

    def sum(self, axis=None, keepdims=False) -> Self:
        """The sum of all numbers, or along ``axis``, one or several."""
        z = operation("sum", self, constants=(axis,))
        return z if keepdims else z.reshape(z.data.squeeze(axis).shape)

    def mean(self, axis=None, keepdims=False) -> Self:
        """The mean of all numbers, or along ``axis``, one or several."""
        z = self.sum(axis, keepdims)
        return z * (z.data.size / self.data.size)

    def reshape(self, *shape) -> Self:
        """The same numbers in a ``shape``, in which −1 is what is left."""
        shape = shape[0] if len(shape) == 1 else shape
        return operation("reshape", self, constants=(shape,))

    def transpose(self, *axes) -> Self:
        """The axes in another order; in reverse, without ``axes``."""
        axes = axes[0] if len(axes) == 1 and np.ndim(axes[0]) else axes
        axes = tuple(axes) or tuple(reversed(range(self.data.ndim)))
        return operation("transpose", self, constants=(axes,))
