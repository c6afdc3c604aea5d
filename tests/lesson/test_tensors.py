"""The numbers of a tensor stay as they are, and what does not fit is refused with a reason."""

import copy

import numpy as np
import pytest

from plainnet.autograd import Tensor

A = np.array([[1.0, 2.0], [3.0, 4.0]])
KEPT = r"^data: expected to stay as it is, because `backward` needs it; got "


# Numbers that stay.
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


CHANGES = {
    "[...] =": lambda data: data.__setitem__(..., 0.0),
    "[0] =": lambda data: data.__setitem__(0, 0.0),
    "+=": lambda data: data.__iadd__(1.0),
    "-=": lambda data: data.__isub__(1.0),
    "*=": lambda data: data.__imul__(2.0),
    "/=": lambda data: data.__itruediv__(2.0),
    "**=": lambda data: data.__ipow__(2.0),
}


@pytest.mark.parametrize("part", [lambda d: d, lambda d: d[0], lambda d: d.T, lambda d: d.ravel()])
@pytest.mark.parametrize("change", CHANGES)
def test_a_change_in_place_is_refused(change, part):
    for a in (Tensor(A), Tensor(A) + 0.0, Tensor(A).reshape(4).reshape(2, 2)):
        before = np.array(a.data)
        with pytest.raises(ValueError, match=KEPT + "a change in place: make a new Tensor"):
            CHANGES[change](part(a.data))
        assert (a.data == before).all()


def test_as_a_reader_writes_it():
    a = Tensor(A)
    with pytest.raises(ValueError, match=KEPT):
        a.data -= 0.1 * A
    with pytest.raises(ValueError, match=KEPT):
        a.data[0, 1] += 1.0
    with pytest.raises(ValueError, match=KEPT + "other numbers: make a new Tensor"):
        a.data = A - 1.0
    with pytest.raises(ValueError, match="read-only"):
        np.add(a.data, 1.0, out=a.data)
    with pytest.raises(ValueError, match="WRITEABLE"):
        a.data.flags.writeable = True
    assert (a.data == A).all()


@pytest.mark.parametrize(
    "compute",
    [
        lambda data: data - 0.1 * A,
        lambda data: 2 * data,
        lambda data: data @ data,
        lambda data: A @ data,
        lambda data: data > 1,
        lambda data: data.sum(axis=0),
        lambda data: data.mean(axis=0, keepdims=True),
        lambda data: data.round(),
        lambda data: data.copy(),
        lambda data: np.exp(data),
        lambda data: np.maximum(data, 2),
        lambda data: np.where(data > 1, data, 0),
        lambda data: np.concatenate([data, data]),
        lambda data: np.array(data),
        lambda data: np.copy(data),
    ],
)
def test_what_is_computed_from_data_is_a_plain_array(compute):
    found = compute(Tensor(A).data)
    assert type(found) is np.ndarray
    found[0] = 0


def test_one_number_of_it_is_a_number():
    data = Tensor(A).data
    assert type(data.sum()) is type(data.max()) is type(data[0, 1]) is np.float64
    assert f"{Tensor(A).sum().data:.1f}" == "10.0" and float(Tensor(2.5).data) == 2.5


@pytest.mark.parametrize("make", [np.zeros_like, lambda d: d.astype(float), lambda d: d[[0, 1]]])
def test_a_copy_may_be_changed_whatever_its_class(make):
    a = Tensor(A)
    found = make(a.data)
    found += 1
    found[0] = 7
    assert (found[0] == 7).all() and (a.data == A).all()


def test_a_tensor_shows_its_numbers():
    a = Tensor(A)
    assert repr(a) == "Tensor([[1. 2.]\n [3. 4.]])" and a.shape == (2, 2)
    assert repr(a.data) == repr(A)


def test_a_copy_of_a_graph_is_a_graph():
    a = Tensor(A)
    loss, there = copy.deepcopy(((a * a).sum(), a))
    loss.backward()
    assert (there.grad == 2 * A).all() and a.grad is None


# What does not fit.
@pytest.mark.parametrize("value", ["a", None, 1j, ["a"], [[1, 2], [3]], {1}, [Tensor(1.0)], object])
def test_what_is_no_array_of_numbers_is_refused(value):
    with pytest.raises(ValueError, match=r"^data: expected numbers; got "):
        Tensor(value)
    with pytest.raises(ValueError, match=r"^data: expected numbers; got "):
        Tensor(A) + value


@pytest.mark.parametrize("made", [(), "abc", 1, ("+", [])])
def test_what_no_operation_made_is_refused(made):
    with pytest.raises(ValueError, match=r"^made: expected None, or what an operation remembers; "):
        Tensor(A, made)


@pytest.mark.parametrize("shape", [(2,), (1, 2), (0,), (2, 2)])
def test_a_walk_begins_at_one_number(shape):
    with pytest.raises(ValueError, match=r"^backward: expected a loss, one number; got shape \("):
        Tensor(np.ones(shape)).backward()


@pytest.mark.parametrize("pair", [(A, A[0]), (A[0], A), (A[0], A[0]), (A, 2.0)])
def test_a_vector_is_no_matrix(pair):
    with pytest.raises(ValueError, match=r"^@: expected matrices; got shapes \("):
        Tensor(pair[0]) @ pair[1]


@pytest.mark.parametrize("exponent", [Tensor(2.0), A, "2", None, float("nan"), 1j, 10**400])
def test_an_exponent_is_a_number(exponent):
    with pytest.raises(ValueError, match=r"^exponent: expected a number; got "):
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
