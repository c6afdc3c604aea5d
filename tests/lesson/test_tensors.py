"""The numbers of a tensor cannot be changed, and bad input is refused with a reason."""

import copy

import numpy as np
import pytest
from each import each

from plainnet.autograd import Tensor

A = np.array([[1.0, 2.0], [3.0, 4.0]])
MASKED = np.ma.masked_array([0.5, 0.5], [True, False])


# Data that cannot be changed.
def test_data_is_copied():
    mine = A.copy()
    a = Tensor(mine)
    loss = (a * a).sum()
    mine[...] = 100.0
    loss.backward()
    assert (a.data == A).all() and (a.grad == 2 * A).all()


def test_constants_and_keys_are_copied():
    a, constant, key = Tensor(A), A.copy(), [0, 0]
    loss = (a[key] * constant).sum()
    constant[...], key[1] = 100.0, 1
    loss.backward()
    assert a.grad.tolist() == [[4, 6], [0, 0]]


def test_data_cannot_be_changed_in_place():
    a = Tensor(A)
    for tensor in (a, a + 0.0, a.reshape(4).reshape(2, 2), a.transpose(), a[:1]):
        with pytest.raises(ValueError, match=r"^output array is read-only$"):
            tensor.data += 1.0
        with pytest.raises(ValueError, match=r"^assignment destination is read-only$"):
            tensor.data[0, 1] = 1.0
        with pytest.raises(AttributeError, match="data"):
            tensor.data = A
    assert (a.data == A).all()


def test_a_tensor_shows_its_numbers():
    a = Tensor(A)
    assert repr(a) == "Tensor([[1. 2.]\n [3. 4.]])" and a.shape == (2, 2)
    assert repr(a.data) == repr(A)


def test_a_copy_of_a_graph_is_a_graph():
    a = Tensor(A)
    loss, there = copy.deepcopy(((a * a).sum(), a))
    loss.backward()
    assert (there.grad == 2 * A).all() and a.grad is None


# Bad input.
@each("value", ["a", None, 1j, ["a"], [[1, 2], [3]], {1}, [Tensor(1.0)], object, MASKED])
def test_what_is_no_array_of_numbers_is_refused(value):
    with pytest.raises(ValueError, match=r"^data: expected numbers; got "):
        Tensor(value)
    with pytest.raises(ValueError, match=r"^data: expected numbers; got "):
        Tensor(A) + value


@pytest.mark.parametrize("shape", [(2,), (1, 2), (0,), (2, 2)])
def test_a_walk_begins_at_one_number(shape):
    with pytest.raises(ValueError, match=r"^backward: expected a loss, a number; got shape \("):
        Tensor(np.ones(shape)).backward()


@pytest.mark.parametrize("pair", [(A, A[0]), (A[0], A), (A[0], A[0]), (A, 2.0)])
def test_a_vector_is_no_matrix(pair):
    with pytest.raises(ValueError, match=r"^@: expected matrices; got shapes \("):
        Tensor(pair[0]) @ pair[1]


@pytest.mark.parametrize("exponent", [Tensor(2.0), "2", None])
def test_an_exponent_is_a_number(exponent):
    with pytest.raises(TypeError):
        Tensor(A) ** exponent
    with pytest.raises(TypeError, match="unsupported operand"):
        2.0 ** Tensor(A)


@pytest.mark.parametrize("function", [np.exp, lambda a: np.maximum(a, 0), lambda a: np.add(A, a)])
def test_a_function_of_numpy_takes_no_tensor(function):
    with pytest.raises(TypeError, match=r"operand 'Tensor' does not support ufuncs"):
        function(Tensor(A))


@pytest.mark.parametrize(
    "function",
    [
        lambda a: np.dot(a, A),
        lambda a: np.stack([a, a]),
        lambda a: np.where(A > 0, a, 0),
        np.asarray,
        np.linalg.norm,
    ],
)
def test_nor_does_one_that_would_make_an_array_of_tensors(function):
    with pytest.raises(ValueError, match=r"^Tensor: expected its own operations, .* `\.data`"):
        function(Tensor(A))
