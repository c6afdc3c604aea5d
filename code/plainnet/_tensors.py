"""What `autograd` need not say: operators and methods of a tensor, its arguments, and errors."""

import copy
from typing import Self

import numpy as np

from plainnet import _validation


def _binary(name):
    """The method for ``a + b``, and that for ``b + a`` where b is no tensor."""
    return (
        lambda self, other: self._operation(name, self, other),
        lambda self, other: self._operation(name, other, self),
    )


KEPT = "data: expected to stay as it is, because `backward` needs it"


class Operators:
    """What operators and methods mean, in the names of ``RULES``; ``_operation`` does it."""

    __array_ufunc__ = None  # else NumPy would take `array * tensor` apart, number by number

    __add__, __radd__ = _binary("+")
    __sub__, __rsub__ = _binary("-")
    __mul__, __rmul__ = _binary("*")
    __truediv__, __rtruediv__ = _binary("/")
    __matmul__, __rmatmul__ = _binary("@")

    def __neg__(self):
        return self * -1.0

    def __pow__(self, exponent):
        return self._operation("**", self, constants=(_exponent(exponent),))

    def __getitem__(self, key):
        return self._operation("[]", self, constants=(copy.deepcopy(key),))

    def __array__(self, *_, **__):  # else NumPy would make an array of tensors, number by number
        raise ValueError(
            "Tensor: expected its own operations, which `backward` can undo; got a function of "
            "NumPy: give it `.data` if no slopes are needed"
        )

    def __repr__(self):
        return f"Tensor({self._data})"

    @property
    def data(self) -> np.ndarray:
        """The numbers, in an array that refuses to be changed."""
        return self._data.view(ReadOnly)

    @data.setter
    def data(self, numbers) -> None:
        raise ValueError(f"{KEPT}; got other numbers: make a new Tensor of them")

    @property
    def shape(self) -> tuple:
        """The shape of the numbers."""
        return self._data.shape

    def exp(self) -> Self:
        """e to the power of each number."""
        return self._operation("exp", self)

    def log(self) -> Self:
        """The natural logarithm of each number."""
        return self._operation("log", self)

    def maximum(self, other) -> Self:
        """The larger one, number by number; where both are equal, ``other`` has the slope."""
        return self._operation("max", self, other)

    def sum(self, axis=None, keepdims=False) -> Self:
        """The sum of all numbers, or along ``axis``, one or several."""
        total = self._operation("sum", self, constants=(axis,))
        return total if keepdims else total.reshape(total._data.squeeze(axis).shape)

    def mean(self, axis=None, keepdims=False) -> Self:
        """The mean of all numbers, or along ``axis``, one or several."""
        total = self.sum(axis, keepdims)
        return total * (total._data.size / self._data.size)

    def reshape(self, *shape) -> Self:
        """The same numbers in another ``shape``, in which −1 is what is left."""
        return self._operation("reshape", self, constants=(shape[0] if len(shape) == 1 else shape,))

    def transpose(self, *axes) -> Self:
        """The axes in another order; in reverse, without ``axes``."""
        axes = tuple(axes[0]) if len(axes) == 1 and np.ndim(axes[0]) else axes
        axes = axes or tuple(reversed(range(self._data.ndim)))
        return self._operation("turn", self, constants=(axes,))


def _guarded(name):
    """The method ``name`` of an array, refused by what must not be changed; a copy may be."""

    def change(self, *arguments):
        if not self.flags.writeable:
            raise ValueError(f"{KEPT}; got a change in place: make a new Tensor of the new numbers")
        return getattr(np.ndarray, name)(self, *arguments)

    return change


class ReadOnly(np.ndarray):
    """An array that says why it refuses to be changed; what is computed from it is a plain one."""

    def __array_wrap__(self, array, context=None, return_scalar=False):
        array = np.asarray(array)
        return array[()] if return_scalar else array

    def __repr__(self):
        return repr(np.asarray(self))

    def copy(self, order="C") -> np.ndarray:
        """A plain array of the same numbers, which may be changed."""
        return np.array(self, order=order)

    __setitem__ = _guarded("__setitem__")
    __iadd__, __isub__ = _guarded("__iadd__"), _guarded("__isub__")
    __imul__, __itruediv__ = _guarded("__imul__"), _guarded("__itruediv__")
    __ipow__ = _guarded("__ipow__")


def kept(data, made=None) -> np.ndarray:
    """``data`` as a float64 array that cannot be changed; what an operation ``made`` is no copy."""
    if made is None:
        data = np.array(_validation.reals("data", data, finite=False))
    elif not isinstance(made, tuple) or len(made) != 3:
        raise _validation.unfit("made", "None, or what an operation remembers", made)
    data = np.asarray(data)
    data.flags.writeable = False
    return data


def first_slope(loss) -> np.ndarray:
    """The slope of a ``loss`` with respect to itself, 1."""
    if loss.size != 1:
        raise ValueError(
            f"backward: expected a loss, one number; got shape {loss.shape}: take its sum or mean"
        )
    return np.ones_like(loss)


def _exponent(value):
    if not np.isfinite(exponent := _validation.as_float(value)):
        raise _validation.unfit("exponent", "a number", value)
    return exponent


# What stands in ``RULES``, and is not in NumPy under one name.
def product(a, b) -> np.ndarray:
    """``a @ b``, of matrices or stacks of them."""
    if a.ndim < 2 or b.ndim < 2:
        raise ValueError(f"@: expected matrices; got shapes {a.shape} and {b.shape}")
    return a @ b


def total(a, axis) -> np.ndarray:
    """The sum along ``axis``, which stays, with size 1."""
    return a.sum(axis, keepdims=True)


def back(z, axes) -> np.ndarray:
    """Undo ``a.transpose(axes)``."""
    return z.transpose(np.argsort(np.mod(axes, z.ndim)))  # −1 is the last one


def taken(a, key) -> np.ndarray:
    """``a[key]``."""
    return a[key]


def put(g, a, key) -> np.ndarray:
    """Zeros like ``a``, with each ``g`` where ``key`` took it from; what was taken twice, added."""
    slopes = np.zeros(a.shape)
    np.add.at(slopes, key, g)
    return slopes
