"""Tensors: slopes of all paths add up, grads accumulate, operators take numbers and arrays."""

import operator

import numpy as np
import pytest
from each import each

from plainnet.autograd import Tensor

A, B = np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([[0.5, -1.0], [2.0, 0.25]])


def walked(loss, *tensors):
    """The grads of ``tensors`` after one more backward pass."""
    loss.backward()
    return [tensor.grad for tensor in tensors]


# Paths from a tensor to the loss.
def test_slopes_of_two_paths_add_up():
    a, b = Tensor(A), Tensor(B)
    c = a * b
    [a_grad, b_grad] = walked((c * c + c).sum(), a, b)
    assert np.allclose(a_grad, (2 * A * B + 1) * B) and np.allclose(b_grad, (2 * A * B + 1) * A)


@each(
    ("done", "slopes"),
    [
        (lambda a: a + a, 2 + 0 * A),
        (lambda a: a - a, 0 * A),
        (lambda a: a * a, 2 * A),
        (lambda a: a / a, 0 * A),
        (lambda a: a @ a, A.sum(axis=1) + A.sum(axis=0)[:, None]),
        (lambda a: a.maximum(a), 1 + 0 * A),
    ],
)
def test_one_tensor_may_be_both_inputs(done, slopes):
    a = Tensor(A)
    assert np.allclose(*walked(done(a).sum(), a), slopes)


def test_slopes_wait_until_all_paths_have_arrived():
    a = Tensor(A)
    b = a * 2
    c = b * 3
    d = b + c  # b has a short path to the loss, and a longer one through c
    assert np.allclose(*walked((d + b).sum(), a), 2 * (1 + 3 + 1))


def test_a_tensor_stands_after_its_parents_and_once():
    a = Tensor(A)
    b = a + a
    loss = (b * a + b).sum()
    order = loss.order()
    assert len(set(order)) == len(order) and order[-1] is loss
    assert all(order.index(parent) < place for place, t in enumerate(order) for parent in t.parents)


def test_a_long_chain_is_no_recursion():
    a = Tensor([1.0])
    b = a
    for _ in range(5000):
        b = b + 1
    assert walked(b.sum(), a) == [[1.0]]


# Grads after one backward pass, and after several.
def test_a_second_walk_adds_as_much_again():
    a = Tensor(A)
    middle = a * B
    loss = (middle * middle).sum()
    once = walked(loss, a)[0].copy()
    assert (walked(loss, a)[0] == 2 * once).all()
    assert (walked(loss, a)[0] == 3 * once).all()
    assert middle.grad is None and loss.grad is None


@pytest.mark.parametrize("start", [None, 0, 0.0, np.zeros((2, 2))])
def test_a_grad_that_is_set_back_starts_anew(start):
    a = Tensor(A)
    loss = (a * a).sum()
    walked(loss)
    a.grad = start
    assert (walked(loss, a)[0] == 2 * A).all()


def test_grads_of_two_losses_add_up():
    a = Tensor(A)
    walked((a * 3).sum())
    assert (walked((a * B).sum(), a)[0] == 3 + B).all()


def test_a_loss_that_nobody_made_is_its_own_slope():
    a = Tensor([[3.0]])
    assert walked(a, a)[0].tolist() == [[1.0]]


def test_grads_share_no_memory():
    a, b, c = Tensor(A), Tensor(B), Tensor(A)
    constant = np.ones((2, 2))
    d = (a + b) + (c - constant)
    loss = d.reshape(4).reshape(2, 2).sum(axis=0).sum()
    found = walked(loss, a, b, c)
    others = [t.data for t in loss.order()] + [constant]
    for k, grad in enumerate(found):
        assert not any(np.shares_memory(grad, other) for other in found[:k] + others)
    found[0] += 100.0
    assert (found[1] == 1).all() and (found[2] == 1).all() and (constant == 1).all()
    assert (walked(loss, b)[0] == 2).all() and (a.grad == 102).all()


def test_a_grad_that_was_set_is_not_changed_in_place():
    a, mine = Tensor(A), np.zeros((2, 2))
    a.grad = mine
    walked(a.sum())
    assert (mine == 0).all()


# Operands on the left and on the right of an operator.
OPERATORS = [operator.add, operator.sub, operator.mul, operator.truediv]


@each("other", [2, 2.0, np.float64(2), B, B[0], B.tolist(), True])
@each("done", OPERATORS)
def test_numbers_and_arrays_take_part_on_either_side(done, other):
    for pair in ((Tensor(A), other), (other, Tensor(A)), (Tensor(A), Tensor(other))):
        z = done(*pair)
        plain = [each.data if isinstance(each, Tensor) else np.asarray(each) for each in pair]
        assert isinstance(z, Tensor) and (z.data == done(*plain)).all()


def test_matrices_on_either_side():
    assert ((A @ Tensor(B)).data == A @ B).all() and ((Tensor(A) @ B).data == A @ B).all()
    b = Tensor(B)
    assert np.allclose(*walked((A @ b).sum(), b), np.repeat(A.sum(axis=0)[:, None], 2, axis=1))


def test_whole_numbers_become_doubles():
    assert Tensor([1, 2]).data.dtype == float and Tensor(True).data == 1.0
    assert (Tensor([1, 2]) / 2).data.tolist() == [0.5, 1.0]


def test_a_power_of_nothing_has_no_slope():
    a = Tensor(A)
    assert (walked((a**0).sum(), a)[0] == 0).all()
