"""What `autograd` need not say: operators and methods of a tensor, its arguments, and errors."""

import copy

import numpy as np

from plainnet import _validation


def _binary(name):
    """The method for ``a + b``, and that for ``b + a`` where b is no tensor."""
    return (
        lambda self, other: self._operation(name, self, other),
        lambda self, other: self._operation(name, other, self),
    )


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

    def __repr__(self):
        return f"Tensor({self._data})"

    @property
    def data(self) -> np.ndarray:
        """The numbers, in an array that refuses to be changed."""
        return self._data.view(ReadOnly)

    @property
    def shape(self) -> tuple:
        """The shape of the numbers."""
        return self._data.shape

    def exp(self):
        """e to the power of each number."""
        return self._operation("exp", self)

    def log(self):
        """The natural logarithm of each number."""
        return self._operation("log", self)

    def maximum(self, other):
        """The larger one, number by number; where both are equal, ``other`` has the slope."""
        return self._operation("max", self, other)

    def sum(self, axis=None, keepdims=False):
        """The sum of all numbers, or along ``axis``, one or several."""
        total = self._operation("sum", self, constants=(axis,))
        return total if keepdims else total.reshape(total._data.squeeze(axis).shape)

    def mean(self, axis=None, keepdims=False):
        """The mean of all numbers, or along ``axis``, one or several."""
        total = self.sum(axis, keepdims)
        return total * (total._data.size / self._data.size)

    def reshape(self, *shape):
        """The same numbers in another ``shape``, in which −1 is what is left."""
        return self._operation("reshape", self, constants=(shape[0] if len(shape) == 1 else shape,))

    def transpose(self, *axes):
        """The axes in another order; in reverse, without ``axes``."""
        axes = axes or tuple(reversed(range(self._data.ndim)))
        return self._operation("turn", self, constants=(axes,))


class ReadOnly(np.ndarray):
    """An array that says why it refuses to be changed; what is computed from it is a plain one."""

    def __array_wrap__(self, array, context=None, return_scalar=False):
        array = np.asarray(array)
        return array[()] if return_scalar else array

    def _refuse(self, *_):
        raise ValueError(
            "data: expected to stay as it is, because `backward` needs it; got a change in place: "
            "make a new Tensor of the new numbers"
        )

    __setitem__ = __iadd__ = __isub__ = __imul__ = __itruediv__ = __ipow__ = _refuse


def kept(data, is_fresh) -> np.ndarray:
    """``data`` as a float64 array that cannot be changed: as it is if fresh, else as a copy."""
    data = np.asarray(data) if is_fresh else np.array(_validation.reals("data", data, finite=False))
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
    return z.transpose(np.argsort(axes))


def taken(a, key) -> np.ndarray:
    """``a[key]``."""
    return a[key]


def put(g, a, key) -> np.ndarray:
    """Zeros like ``a``, with each ``g`` where ``key`` took it from; what was taken twice, added."""
    slopes = np.zeros(a.shape)
    np.add.at(slopes, key, g)
    return slopes
