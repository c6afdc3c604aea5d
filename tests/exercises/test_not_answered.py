"""*Not answered yet* is what every check says while `...` stands in an answer; and its verdicts.

A page tells a verdict from the beginning of the text, so each check begins it in the same ways.
"""

import functools

import numpy as np
import pytest
import tensor_classes as mine
from each import each

from plainnet import NeuralNetwork, datasets
from plainnet.broken import programs
from plainnet.exercises import (
    check_backward,
    check_forward,
    check_guard,
    check_loss,
    check_network,
    check_numbers,
    check_operation,
    check_own,
    check_step,
    check_walk,
    first_network,
)

X, y = datasets.xor()
NN = NeuralNetwork(2, 3, 1, rng=np.random.default_rng(0))
OPEN = "Not answered yet."
NONE = "Not answered yet: it is None. Is a `return` missing?"
NETWORK = first_network._answers, first_network._slopes


def linear(theta, X):
    return X @ theta


CHECKS = {  # what a check of an answer is called, and such a check
    "forward": lambda answer: check_forward(answer, NN, X),
    "loss": lambda answer: check_loss(answer, NN, X, y),
    "backward": lambda answer: check_backward(answer, NN, X, y),
    "step": lambda answer: check_step(answer, NN, X, y, 0.3),
    "numbers": lambda answer: check_numbers(answer, [1.0, 2.0]),
    "numbers of": lambda answer: check_numbers(lambda: answer(1, 2), [1.0, 2.0]),
    "guard": check_guard,
    "network, forward": lambda answer: check_network(answer, NETWORK[1], np.ones(13)),
    "network, gradient": lambda answer: check_network(NETWORK[0], answer, np.ones(13)),
    "operation": lambda answer: check_operation((np.multiply, answer), X, y),
    "walk": check_walk,
    "own": lambda answer: check_own(linear, answer, np.ones((2, 1)), X, y, "mse"),
    "spirals": programs.check_own,
}


def statement(*given): ...


def returned(*given):
    return ...


def inside(*given):
    values = [1.0, (2.0, ...)]
    return np.array(values)


def broken(*given):
    raise UntoldError


class UntoldError(Exception):
    __str__ = broken


class Broken(dict):
    """All that can be asked of it ends with an error."""

    __repr__ = __eq__ = __hash__ = __len__ = __iter__ = __array__ = __float__ = __bool__ = broken
    __getattr__ = __deepcopy__ = values = keys = items = __getitem__ = __contains__ = broken


IN_ITSELF = []
IN_ITSELF.append(IN_ITSELF)


def in_a_loop(*given):
    for _ in given:
        ...
    return 0.0


def nested(*given):
    def inner():
        return given[0] + ...

    return inner()


def by_a_name(*given, what=...):
    return what


FUNCTIONS = [statement, returned, inside, in_a_loop, nested, lambda *given: ...]
FUNCTIONS += [functools.partial(returned, 1), functools.wraps(returned)(lambda *given: 1.0)]


@each("answer", FUNCTIONS)
@each("name", CHECKS)
def test_a_function_with_dots_is_not_answered(name, answer):
    feedback = CHECKS[name](answer)
    assert not feedback and str(feedback) == OPEN


@pytest.mark.parametrize("name", ["numbers", "forward", "loss"])
def test_what_a_function_returns_may_be_open_too(name):
    assert str(CHECKS[name](by_a_name)) == OPEN


VALUES = [..., None, [..., 1.0], [[1.0, (2.0, ...)]], {"W1": ...}, {"W1": [0.0, ...]}]
VALUES += [np.array([..., 1.0]), np.array([[1.0], [...]], dtype=object)]


@each("answer", VALUES, ids=str)
@each("name", [name for name in CHECKS if name != "numbers of"])
def test_a_value_with_dots_is_not_answered(name, answer):
    if answer is None and name == "operation":
        return  # None is a rule like any other that is no function
    assert str(CHECKS[name](answer)) == (NONE if answer is None else OPEN)


def test_a_theta_with_dots_is_not_answered():
    for theta in (..., None, [...] * 13):
        assert str(check_network(*NETWORK, theta)) == (NONE if theta is None else OPEN)
        told = str(check_own(lambda theta, X: X, returned, theta, X, y))
        assert told == (NONE if theta is None else OPEN)


def test_a_class_with_dots_in_its_walk_is_not_answered():
    class Open(mine.Micro):
        def backward(self):
            for _ in range(2):
                ...

    class Inherits(Open):
        pass

    def backward(loss):
        slopes = {loss: ...}
        return slopes

    given = type("Given", (mine.Micro,), {"backward": backward})
    for tensor in (Open, Inherits, given):
        assert str(check_walk(tensor)) == OPEN


def rounded_up(nn, X):
    return nn.predict(X)[..., 0] + 1.0


def test_the_dots_of_an_index_are_an_answer():
    assert check_numbers(lambda: np.array([[1.0], [2.0]])[..., 0], [1.0, 2.0])
    assert check_forward(lambda nn, X: nn.predict(X)[..., [0]], NN, X)
    assert str(check_forward(rounded_up, NN, X)).startswith("Not yet: ")


def test_a_right_answer_with_dots_elsewhere_is_right():
    def forward(nn, X):
        unused = ...
        return nn.predict(X) if unused is ... else None

    def guarded(y_hat, y):
        assert y_hat.shape == y.shape, f"{y_hat.shape}, {y.shape}, {...}"
        return np.mean((y_hat - y) ** 2)

    assert check_forward(forward, NN, X) and check_guard(guarded)
    assert check_operation((np.negative, lambda g, z, a: (-g, ...)[:1]), X)


@pytest.mark.parametrize("answer", [..., returned, lambda *given: [...]])
def test_a_check_of_a_chapter_may_call_an_answer_itself(answer):
    assert str(check_numbers(lambda: answer(1) + 1, 1.0)) == OPEN


def test_dots_are_found_without_the_source():
    names = {}
    exec("def one(): return len((1, (2, ...)))", names)  # as where no source is kept
    assert str(check_numbers(names["one"], 1.0)) == OPEN


@each("name", CHECKS)
def test_a_verdict_is_told_by_how_a_text_begins(name):
    odd = Broken(), lambda *given: Broken(), IN_ITSELF, lambda *given: IN_ITSELF, broken
    plain = lambda *given: None, lambda *given: 7.0, len, 7, "x", [], {}, np.ones(3), X
    large = 10**400, np.longdouble("1e400")
    for place, answer in enumerate((*plain, *odd, *large)):
        feedback = CHECKS[name](answer)
        assert not feedback and str(feedback).startswith(("Not yet: ", "Not yet:\n")), place
