"""Checks that name the mistake: every mistake by its own words, and no right answer accused."""

import copy
import itertools
import re
from collections import OrderedDict
from fractions import Fraction
from functools import partial
from types import SimpleNamespace

import numpy as np
import pytest
from each import each
from hypothesis import given
from hypothesis import strategies as st
from networks import network

from plainnet import ACTIVATIONS, INITIALISATIONS, LOSSES, NeuralNetwork, datasets, descend
from plainnet import numerical_gradient as numerical
from plainnet.exercises import (
    check_backward,
    check_forward,
    check_loss,
    check_numbers,
    check_step,
    mistaken_answers,
)
from plainnet.exercises.faulty_passes import Problem, make_problem
from plainnet.exercises.mistakes import CATALOGUE, RIGHT

X, y = datasets.xor()
SEEMS = "Not yet: it looks as if "
UNKNOWN = "Not yet: I don't recognise this one; "


def drawn(m, n_in, n_out, labels, seed=5):
    rng = np.random.default_rng(seed)
    targets = rng.integers(2, size=(m, n_out)) if labels else rng.normal(size=(m, n_out))
    return rng.normal(size=(m, n_in)), targets.astype(float)


def check(subject, answer, problem):
    checks = {"forward": (check_forward, 2), "loss": (check_loss, 3)}
    checks |= {"backward": (check_backward, 4), "step": (check_step, 4)}
    judge, takes = checks[subject]
    return judge(answer, *problem[:takes])


def as_value(subject, answer, problem):
    """The result of ``answer`` for a problem, as a reader would hand it in."""
    arrays = answer(problem)
    return next(iter(arrays.values())) if subject in ("forward", "loss") else arrays


def as_function(subject, answer, problem):
    """A function as a reader would hand it in, which returns the result of ``answer``."""
    return {
        "forward": lambda nn, X: as_value(subject, answer, Problem(nn, X, None)),
        "loss": lambda y_hat, y: as_value(subject, answer, problem),
        "backward": lambda nn, record, y: answer(
            Problem(nn, record.A[0], y, problem.learning_rate)
        ),
        "step": lambda nn, X, y, learning_rate: answer(Problem(nn, X, y, learning_rate)),
    }[subject]


# Every mistake of the catalogue.
CASES = (
    Problem(network(), X, y, 0.3),
    Problem(network(3, 4, 2, loss="mse"), *drawn(5, 3, 2, labels=False), 0.4),
    Problem(network(3, 3, 3, 2, activation="tanh"), *drawn(6, 3, 2, labels=True), 0.2),
    Problem(network(2, 4, 3, output="tanh", loss="mse"), *drawn(5, 2, 3, labels=False), 0.6),
    Problem(
        network(3, 4, 3, output="softmax"), drawn(5, 3, 3, True)[0], np.eye(3)[[0, 2, 1, 1, 0]], 0.5
    ),
)
ENTRIES = [(subject, words) for subject, listed in CATALOGUE.items() for words in listed]


def test_the_words_of_the_catalogue_can_be_taken_apart_again():
    assert len(ENTRIES) >= 15
    assert set(CATALOGUE) == set(RIGHT)
    for _, words in ENTRIES:
        assert not re.search(r", or |\.$|\n|Not yet", words), words


@each(("subject", "words"), ENTRIES)
def test_a_mistake_is_recognised_by_its_own_words(subject, words):
    recognised = []
    for problem in CASES:
        answers = mistaken_answers(subject, problem)
        if words not in answers:
            continue  # in this case impossible, or no mistake
        mistake = CATALOGUE[subject][words]
        for answer in (as_value, as_function):
            feedback = check(subject, answer(subject, mistake, problem), problem)
            assert not feedback
            named = str(feedback).removesuffix(".").removeprefix(SEEMS).split(", or ")
            assert words in named, feedback
            for other in named:
                for name, value in answers[words].items():
                    np.testing.assert_allclose(answers[other][name], value, rtol=1e-9, atol=1e-12)
        recognised.append(named)
    assert [words] in recognised  # in some case it is named alone


# The same mistakes once more, made by hand for a 2-2-1 network.
def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def forward(nn, X, hidden=sigmoid, last=sigmoid, biases=(1, 1), turned=False):
    W1, b1, W2, b2 = nn.parameters.values()
    z = X @ (W1.T if turned else W1) + biases[0] * b1
    return last(hidden(z) @ W2 + biases[1] * b2)


def logs(p, t, log=np.log):
    """What each pattern adds to the cross-entropy."""
    return -log(np.where(t == 1, p, 1 - p))


def gradient(nn, record, y, *, slopes=None, delta=None, share=None):
    """A right gradient, pattern by pattern with np.outer, unless a part of it is replaced."""
    right = [g.derivative for g in nn.activations]
    total = {name: np.zeros_like(value) for name, value in nn.parameters.items()}

    def right_delta(p, t, z):
        return 2 * (p - t) * right[-1](z) if nn.loss_name == "mse" else p - t

    for m in range(len(y)):
        d = (delta or right_delta)(record.y_hat[m], y[m], record.Z[-1][m])
        d = d / (share or count(nn, y))
        for layer in range(len(right), 0, -1):
            total[f"W{layer}"] += np.outer(record.A[layer - 1][m], d)
            if f"b{layer}" in total:
                total[f"b{layer}"] += d
            if layer > 1:
                slope = (slopes or right)[layer - 2](record.Z[layer - 2][m])
                d = np.dot(nn.parameters[f"W{layer}"], d) * slope
    return total


def but(change):
    """A gradient that is right but for what ``change`` makes of it, of the record and of δ."""

    def backward(nn, record, y):
        right = gradient(nn, record, y)
        return right | change(right, record.A, (record.y_hat - y) / len(y), nn.parameters["W2"])

    return backward


def sigmoid_of_the_activation(z):
    return sigmoid(sigmoid(z)) * (1 - sigmoid(sigmoid(z)))


def new_weights_on_the_way_back(nn, X, y, learning_rate):
    record = nn.forward(X)
    d = (record.y_hat - y) / 4
    nn.parameters["W2"] -= learning_rate * np.dot(record.A[1].T, d)
    nn.parameters["b2"] -= learning_rate * d.sum(axis=0)
    back = np.dot(d, nn.parameters["W2"].T) * record.A[1] * (1 - record.A[1])
    nn.parameters["W1"] -= learning_rate * np.dot(X.T, back)
    nn.parameters["b1"] -= learning_rate * back.sum(axis=0)


BY_HAND = {
    "forward": [
        (partial(forward, biases=(0, 0)), "the biases are left out"),
        (partial(forward, biases=(1, 0)), "the bias of the last layer is left out"),
        (partial(forward, biases=(0, 1)), "the hidden biases are left out"),
        (partial(forward, hidden=np.asarray), "the hidden layer has no activation"),
        (partial(forward, last=np.asarray), "this is the last pre-activation z"),
        (partial(forward, turned=True), "a weight matrix is transposed"),
        (lambda nn, X: forward(nn, X).T, "the prediction is transposed"),
    ],
    "loss": [
        (lambda p, t: logs(p, t).sum(), "the mean is missing"),
        (lambda p, t: -logs(p, t).sum(), "the mean is missing: this is the sum, and"),
        (lambda p, t: logs(p, t, np.log10).mean(), "the logarithm has base 10"),
        (lambda p, t: logs(p, t).mean() / 2, "there is a factor ½ too much"),
        (lambda p, t: -logs(p, t).mean(), "the sign is flipped"),
        (lambda p, t: np.sqrt(logs(p, t).mean()), "there is a square root too much"),
        (lambda p, t: logs(1 - p, t).mean(), "the targets are swapped"),
        (lambda p, t: logs(p, t[:, 0]).mean(), "each answer meets every target"),
        (lambda p, t: abs(p - t).mean(), "this is the mean of |ŷ − y|"),
        (lambda p, t: (t * logs(p, t)).mean(), "the patterns with target 0 are left out"),
        (lambda p, t: ((p - t) ** 2).mean(), "this is the mean squared error"),
        (lambda p, t: logs(p, t)[-1, 0] / 4, "only the last pattern counts: `=` stands where"),
        (lambda p, t: logs(p, t)[-1, 0], "this is the loss of the last pattern alone"),
        (lambda p, t: logs(p, t)[0, 0], "this is the loss of the first pattern alone: is `ret"),
        (lambda p, t: logs(p, t).sum() / 3, "the mean divides by one pattern less than there are"),
    ],
    "backward": [
        (partial(gradient, share=1), "the mean over the batch is missing"),
        (partial(gradient, share=-4), "the sign is flipped: δ"),
        (partial(gradient, slopes=[np.ones_like]), "the derivative of the hidden activation is le"),
        (
            partial(gradient, slopes=[sigmoid_of_the_activation]),
            "the derivative of the hidden activation is taken",
        ),
        (
            partial(gradient, delta=lambda p, t, z: (p - t) * p * (1 - p)),
            "there is a σ′ too much at the output",
        ),
        (but(lambda right, A, d, W2: {"W2": A[0].T @ d}), "X stands where the hidden A belongs"),
        (
            but(lambda right, A, d, W2: {"W1": A[1].T @ (d @ W2.T * A[1] * (1 - A[1]))}),
            "the hidden A stands where X belongs",
        ),
        (
            but(lambda right, *_: {name: right[name] / 4 for name in ("b1", "b2")}),
            "the gradient of a bias is a mean",
        ),
        (
            but(lambda right, *_: {name: 2 * slope for name, slope in right.items()}),
            "there is a factor 2 too much",
        ),
        (
            but(lambda right, *_: {name: right[name].T for name in ("W1", "W2")}),
            "the gradient of the weights is transposed",
        ),
    ],
    "step": [(new_weights_on_the_way_back, "the weights were updated before they were used")],
}


@each(
    ("subject", "answer", "says"),
    [(subject, *row) for subject, rows in BY_HAND.items() for row in rows],
)
@each("seed", range(5))
def test_a_mistake_made_by_hand_is_recognised(subject, answer, says, seed):
    found = str(check(subject, answer, Problem(network(seed=seed), X, y, 0.3)))
    assert found.startswith(SEEMS + says)


def test_the_mean_is_over_patterns_and_outputs():
    nn, X, y, _ = CASES[1]
    assert y.shape == (5, 2)
    summed = np.sum((nn.predict(X) - y) ** 2)
    assert str(check_loss(summed, nn, X, y)) == f"{SEEMS}the mean is missing: this is the sum."
    right = gradient(nn, nn.forward(X), y)
    summed = {name: 10 * value for name, value in right.items()}
    assert str(check_backward(summed, nn, X, y)) == f"{SEEMS}the mean over the batch is missing."


@pytest.mark.parametrize("learning_rate", [1e-5, 1e-3, 0.1, 10])
def test_a_missing_update_is_seen_however_small_it_would_be(learning_rate):
    feedback = check_step(silent, network(), X, y, learning_rate)
    assert "nothing has changed" in str(feedback)


# Right answers, in the styles of readers.
@st.composite
def cases(draw):
    loss = draw(st.sampled_from(sorted(LOSSES)))
    output = LOSSES[loss].output or draw(st.sampled_from(sorted(ACTIVATIONS)))
    sizes = draw(st.lists(st.integers(1, 4), min_size=2, max_size=4))
    seed = draw(st.integers(0, 10_000))
    nn = network(
        *sizes,
        seed=seed,
        loss=loss,
        output=output,
        activation=draw(st.sampled_from(sorted(ACTIVATIONS))),
        init=draw(st.sampled_from(sorted(INITIALISATIONS))),
        bias=draw(st.booleans()),
    )
    labels, m = loss == "cross_entropy", draw(st.integers(1, 6))
    X, y = drawn(m, sizes[0], sizes[-1], labels, seed)
    if output == "softmax":
        y = datasets.one_hot(np.random.default_rng(seed).integers(sizes[-1], size=m), sizes[-1])
    data = X, y
    return Problem(nn, *data, draw(st.floats(0.01, 10)))


def own_forward(nn, X):
    A = [X]
    for layer, g in enumerate(nn.activations, 1):
        b = nn.parameters.get(f"b{layer}", np.zeros(nn.sizes[layer]))
        A.append(g.function(np.einsum("mi,ij->mj", A[-1], nn.parameters[f"W{layer}"]) + b))
    return A[-1]


def count(nn, y):
    """How many numbers the mean of a loss is over: patterns if it has classes, else elements."""
    return len(y) if nn.loss_name == "categorical_cross_entropy" else y.size


def own_loss(problem):
    def answer(y_hat, y):
        terms = {
            "mse": lambda p, t: (p - t) ** 2,
            "cross_entropy": lambda p, t: -t * np.log(p) - (1 - t) * np.log(1 - p),
            "categorical_cross_entropy": lambda p, t: -t * np.log(p),
        }[problem.nn.loss_name]
        return sum(map(terms, y_hat.ravel(), y.ravel())) / count(problem.nn, y)

    return answer


def in_place(nn, X, y, learning_rate):
    descend(nn, gradient(nn, nn.forward(X), y), learning_rate)


def returned(nn, X, y, learning_rate, old=1, rate=None):
    found, rate = gradient(nn, nn.forward(X), y), rate or learning_rate
    return {name: old * value - rate * found[name] for name, value in nn.parameters.items()}


def the_network(nn, X, y, learning_rate):
    in_place(nn, X, y, learning_rate)
    return nn


def new_arrays(nn, X, y, learning_rate):
    nn.parameters.update(returned(nn, X, y, learning_rate))


def rebound(nn, X, y, learning_rate):
    nn.parameters = returned(nn, X, y, learning_rate)


def styles(arrays):
    """A right dictionary of arrays, in all forms in which readers may hand it in."""
    row = {name: value[None] if value.ndim == 1 else value for name, value in arrays.items()}
    return [
        arrays,
        {name: value.tolist() for name, value in arrays.items()},
        {name: value.astype(np.float32) for name, value in arrays.items()},
        {name: np.asfortranarray(value) for name, value in arrays.items()},
        row,  # keepdims
        tuple(arrays.values()),
        list(arrays.values()),
        OrderedDict(reversed(arrays.items())),
        {"loss": None, "b9": "a note", 7: np.nan, **arrays},
        SimpleNamespace(parameters=arrays),
    ]


@given(cases())
def test_a_right_prediction_is_never_accused(problem):
    y_hat = own_forward(problem.nn, problem.X)
    answers = [y_hat, y_hat.tolist(), y_hat.astype(np.float32), problem.nn.forward(problem.X)]
    for answer in (*answers, own_forward, NeuralNetwork.predict, NeuralNetwork.forward):
        assert check_forward(answer, problem.nn, problem.X), answer


@given(cases())
def test_a_right_loss_is_never_accused(problem):
    nn, X, y, _ = problem
    loss = nn.loss(nn.forward(X), y)
    for answer in (loss, np.array(loss), np.float32(loss)):
        assert check_loss(answer, nn, X, y), answer
    if nn.loss_name == "mse" or np.abs(nn.forward(X).Z[-1]).max() < 15:  # else ŷ is rounded
        assert check_loss(own_loss(problem), nn, X, y)


@given(cases())
def test_a_right_gradient_is_never_accused(problem):
    nn, X, y, learning_rate = problem
    for answer in (*styles(nn.backward(nn.forward(X), y)), gradient, NeuralNetwork.backward):
        assert check_backward(answer, nn, X, y), answer
        assert check_backward(answer, nn, X, y, learning_rate), answer


@given(cases())
def test_a_right_update_is_never_accused(problem):
    moved = copy.deepcopy(problem.nn)
    in_place(moved, problem.X, problem.y, problem.learning_rate)
    functions = in_place, returned, the_network, new_arrays, rebound
    for answer in (*styles(moved.parameters), *functions, moved):
        feedback = check("step", answer, problem)
        assert feedback, (answer, feedback)


@given(seed=st.integers(0, 10_000), activation=st.sampled_from(["sigmoid", "tanh", "identity"]))
def test_a_numerical_gradient_is_exact_enough(seed, activation):
    for loss in ("mse", "cross_entropy"):
        nn = network(seed=seed, activation=activation, loss=loss)
        assert check_backward(lambda nn, record, y: numerical(nn, record.A[0], y), nn, X, y)


def test_one_layer_without_biases_has_a_dictionary_of_one():
    nn = network(2, 1, bias=False)
    right = nn.backward(nn.forward(X), y)
    assert check_backward(right, nn, X, y)
    assert str(check_backward({"W1": -right["W1"]}, nn, X, y)).startswith(SEEMS + "the sign")


# Where the mistake is.
def test_two_mistakes_in_different_arrays_are_named_one_by_one():
    nn = network()
    right = nn.backward(nn.forward(X), y)
    feedback = check_backward(right | {"b1": right["b1"] / 4, "W2": -right["W2"]}, nn, X, y)
    in_b1, in_W2 = str(feedback).removeprefix("Not yet: ").split("; in ")
    assert in_b1.startswith("in b1, ")
    assert "the gradient of a bias is a mean, not a sum" in in_b1
    assert in_W2.startswith("W2, the sign is flipped: δ")
    assert "mean" not in in_W2


@given(
    seed=st.integers(0, 10_000), entry=st.integers(0, 8), error=st.sampled_from([-0.7, 0.01, 3.0])
)
def test_an_unknown_mistake_gets_its_first_place(seed, entry, error):
    nn = network(seed=seed)
    right = nn.backward(nn.forward(X), y)
    places = [(name, i) for name, value in right.items() for i in np.ndindex(value.shape)]
    answer = copy.deepcopy(right)
    for name, index in places[entry:]:
        answer[name][index] += error
    name, index = places[entry]
    expected, got = right[name][index], answer[name][index]
    says = f"{name}{list(index)}: expected {expected:.6g}, got {got:.6g}."
    for given_as in (answer, lambda *_: answer):
        feedback = str(check_backward(given_as, nn, X, y)).removeprefix("Not yet: ")
        known, _, place = feedback.removeprefix(UNKNOWN.removeprefix("Not yet: ")).rpartition("; ")
        assert place == says
        fine = [n for n in right if np.array_equal(answer[n], right[n])]
        assert all(n in known.partition(" right, ")[0] for n in fine), feedback
        assert bool(known) == bool(fine)


def test_an_unknown_mistake_in_a_prediction_and_in_a_loss_has_its_place():
    nn = network()
    y_hat = nn.predict(X)
    y_hat[2] += 0.25
    where = f"your answer[2, 0]: expected {y_hat[2, 0] - 0.25:.6g}, got {y_hat[2, 0]:.6g}"
    assert str(check_forward(y_hat, nn, X)) == f"{UNKNOWN}{where}."
    loss = nn.loss(nn.forward(X), y)
    says = f"{UNKNOWN}your answer: expected {loss:.6g}, got 77."
    assert str(check_loss(77, nn, X, y)) == says


@given(seed=st.integers(0, 10_000), entry=st.integers(0, 8), sign=st.sampled_from([-1, 1]))
def test_the_tolerance_is_what_the_module_says(seed, entry, sign):
    nn = network(seed=seed)
    right = nn.backward(nn.forward(X), y)
    name, index = [(n, i) for n, value in right.items() for i in np.ndindex(value.shape)][entry]
    largest = max(np.abs(value).max() for value in right.values())
    for factor, accepted in ((0.99, True), (1.01, False)):
        answer = copy.deepcopy(right)
        answer[name][index] += sign * factor * 1e-5 * largest
        assert bool(check_backward(answer, nn, X, y)) == accepted


# Bad answers: one sentence that says what came and what is needed.
def raises(*arguments):
    raise LookupError("no\nsuch\n\nlayer.")


def inside_the_package(nn, record, y):
    return nn.forward(record.A[0].T)


def recursion(*arguments):
    return recursion(*arguments)


def silent(*arguments):
    pass


def leaves(*arguments):
    raise SystemExit(1)


class Opaque:
    def __array__(self, *arguments, **options):
        raise RuntimeError("no array")


GRADIENT = network().backward(network().forward(X), y)
A_DICTIONARY = "; needed is a dictionary of W1, b1, W2, b2"
MISSING_RETURN = "None (is a `return` missing?)"
BAD = [
    ("loss", silent, f"your answer is {MISSING_RETURN}; needed are real numbers"),
    ("loss", "0.7", "your answer is the text '0.7'; needed are real numbers"),
    ("loss", float("nan"), "your answer is nan; needed are finite numbers"),
    ("loss", {"loss": 0.7}, "your answer is of type dict; needed are real numbers"),
    ("loss", [[1, Fraction(1)]], "your answer[0, 1] is of type Fraction; needed are real numbers"),
    ("loss", (0.5, "1.0"), "your answer[1] is the text '1.0'; needed are real numbers"),
    ("loss", [0.7, 0.7], "your answer has shape (2,); needed is shape ()"),
    ("loss", lambda p: p, "your function raised TypeError: <lambda>() takes 1 positional"),
    ("forward", np.full((4, 1), np.nan), "your answer[0, 0] is nan; needed are finite numbers"),
    ("forward", [[1], [2, 3]], "your answer has rows of unequal lengths; needed is an array"),
    ("forward", np.array(["a"] * 4), "your answer is an array of <U1; needed are real numbers"),
    ("forward", Opaque(), "your answer is of type Opaque; needed are real numbers"),
    ("backward", silent, f"your answer is {MISSING_RETURN}{A_DICTIONARY}"),
    ("backward", "W1", f"your answer is the text 'W1'{A_DICTIONARY}"),
    ("backward", GRADIENT["W1"], f"your answer is an array of float64{A_DICTIONARY}"),
    ("backward", [1, 2, 3], f"your answer is of type list{A_DICTIONARY}"),
    ("backward", {"W1": 1, "b2": 2}, "your answer lacks b1, W2"),
    ("backward", GRADIENT | {"W2": None}, f"W2 is {MISSING_RETURN}; needed are real numbers"),
    ("backward", GRADIENT | {"b1": [1, np.inf]}, "b1[1] is inf; needed are finite numbers"),
    (
        "backward",
        GRADIENT | {"W1": np.eye(3)},
        "b1, W2 and b2 are right, W1 is wrong; W1 has shape (3, 3); needed is shape (2, 2)",
    ),
    ("backward", raises, "raises raised LookupError in line "),
    ("backward", inside_the_package, "inside_the_package raised ValueError in line "),
    ("backward", recursion, "recursion raised RecursionError in line "),
    ("backward", leaves, "leaves raised SystemExit in line "),
    ("backward", NeuralNetwork, "NeuralNetwork raised ValueError in line "),
    ("step", lambda nn, *_: nn.parameters.clear(), "your answer lacks W1, b1, W2, b2"),
]


def is_one_sentence(feedback):
    text = str(feedback)
    return (
        text.startswith("Not yet: ")
        and text.endswith(".")
        and not re.search(r"\n|\.\.|\. [A-Z]|Traceback|plainnet/|\.py", text)
    )


@each(("subject", "answer", "says"), BAD)
def test_a_bad_answer_gets_one_sentence(subject, answer, says):
    feedback = check(subject, answer, Problem(network(), X, y, 0.5))  # warnings are errors here
    assert not feedback
    assert str(feedback).startswith(f"Not yet: {says}")
    assert is_one_sentence(feedback)


def test_two_sentences_and_paths_are_seen():
    assert is_one_sentence("Not yet: it is 0.5.")
    for text in ("Right.", "Not yet: it is", "Not yet: A. B.", "Not yet: a/plainnet/x.py.", "\n."):
        assert not is_one_sentence(text)


def test_an_error_has_the_line_of_the_readers_own_code():
    first = inside_the_package.__code__.co_firstlineno
    feedback = check_backward(inside_the_package, network(), X, y)
    assert str(feedback) == (
        f"Not yet: inside_the_package raised ValueError in line {first + 1}: "
        "X: expected shape (m, 2); got shape (2, 4)."
    )
    first = raises.__code__.co_firstlineno
    assert str(check_backward(raises, network(), X, y)) == (
        f"Not yet: raises raised LookupError in line {first + 1}: no such layer."
    )


anything = st.recursive(
    st.none() | st.text(max_size=5) | st.floats() | st.complex_numbers() | st.integers(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["W1", "b1", "W2", "b2", "loss"]), inner, max_size=4)
    ),
    max_leaves=6,
)


@given(anything)
def test_whatever_comes_the_answer_is_a_finding(answer):
    problem = Problem(network(), X, y, 0.5)
    for subject in RIGHT:
        for given_as in (answer, lambda *_: answer):
            feedback = check(subject, given_as, problem)
            assert not feedback
            says = "Not answered yet: it is None."
            assert str(feedback).startswith(says) if given_as is None else is_one_sentence(feedback)


# Functions that change their arguments do not mislead the checks.
def spoils(nn, *arguments):
    """Overwrite everything in reach."""
    for name in nn.parameters:
        nn.parameters[name][:] = 7
    for argument in arguments:
        for array in itertools.chain(*argument) if isinstance(argument, tuple) else [argument]:
            if isinstance(array, np.ndarray):
                array[:] = 7
    return nn


@pytest.mark.parametrize("wrong", [GRADIENT, {name: -g for name, g in GRADIENT.items()}])
def test_spoiled_arguments_leave_the_verdict_and_the_data_alone(wrong):
    nn, inputs, targets = network(), X.copy(), y.copy()

    def backward(_, record, y):
        for array in (*record.Z, *record.A, y):
            array[:] = 7
        return wrong

    feedback = check_backward(backward, nn, inputs, targets)
    assert str(feedback) == str(check_backward(wrong, network(), X, y))
    for subject in ("forward", "step"):
        assert not check(subject, spoils, Problem(nn, inputs, targets, 0.5))
    assert (
        check_loss(0.7, nn, inputs, targets).message
        == check_loss(
            lambda y_hat, y: (y_hat.fill(7), y.fill(7), 0.7)[-1], nn, inputs, targets
        ).message
    )
    np.testing.assert_array_equal(inputs, X)
    np.testing.assert_array_equal(targets, y)
    for name, value in network().parameters.items():
        np.testing.assert_array_equal(nn.parameters[name], value)
    assert check_backward(GRADIENT, nn, inputs, targets)


@each(
    "change",
    [
        lambda nn: np.add(nn.parameters["W1"], 1e-9, out=nn.parameters["W1"]),
        lambda nn: nn.parameters.update(W1=np.zeros((3, 3))),
        lambda nn: nn.parameters.pop("W1"),
        lambda nn: setattr(nn, "parameters", None),
    ],
)
def test_a_function_that_changes_the_network_gets_a_message(change):
    def mine(nn, *_):
        change(nn)
        return GRADIENT

    assert str(check_backward(mine, network(), X, y)) == (
        "Not yet: mine changed the parameters of the network; it should only compute."
    )


def test_a_readers_own_network_may_change_meanwhile():
    nn = network()
    right = nn.backward(nn.forward(X), y)

    def backward(_, record, y):
        nn.parameters["W1"][:] = 0  # the network outside, not the copy that is handed in
        return {name: -value for name, value in right.items()}

    assert str(check_backward(backward, nn, X, y)).startswith(SEEMS + "the sign is flipped: δ")


# The feedback of a check.
def test_a_finding_is_its_sentence_and_its_truth():
    right, wrong = check_loss(network().loss(network().forward(X), y), network(), X, y), None
    wrong = check_loss(0, network(), X, y)
    assert (bool(right), str(right), repr(right)) == (True, "Right.", "Right.")
    assert not wrong
    assert str(wrong) == repr(wrong) == wrong.message
    with pytest.raises(AttributeError):
        wrong.right = True


def test_a_case_is_made_of_copies():
    nn, inputs = network(), X.copy()
    problem = make_problem(nn, inputs, y)
    assert problem.nn is not nn
    assert not np.shares_memory(problem.X, inputs)
    assert not np.shares_memory(problem.y, y)


# `check_numbers`, for numbers, arrays and dictionaries of them.
NUMBERS = [2.5, 3, [1.0, 2.0], [[1.0, -2.0], [0.0, 4.0]], {"W1": [[1.0]], "b1": [2.0]}]


@pytest.mark.parametrize("right", NUMBERS, ids=str)
def test_numbers_that_are_right_are_right(right):
    for answer in (right, *([np.array(right), tuple(np.array(right))] if np.ndim(right) else [])):
        assert repr(check_numbers(answer, right)) == "Right."


def test_only_so_many_digits_count():
    mistakes = {"it is upside down": 1 / 0.664}
    for answer, says in (
        (0.6611, "Right."),
        (1.5, "Not yet: I don't recognise this one; your ans"),
    ):
        assert str(check_numbers(answer, 0.6572, mistakes, digits=2)).startswith(says)
    assert str(check_numbers(1.508, 0.6572, mistakes, digits=2)) == f"{SEEMS}it is upside down."
    assert not check_numbers(0.6611, 0.6572) and check_numbers([0.2, 0.9], [0, 1], digits=0)


def test_a_known_mistake_in_numbers_is_named():
    mistakes = {"the mean is taken over the wrong axis": [2.0, 3.0], "the sum is meant": [4.0, 9.0]}
    assert check_numbers([1.5, 2.0], [1.5, 2.0], mistakes)
    for says, wrong in mistakes.items():
        assert repr(check_numbers(wrong, [1.5, 2.0], mistakes)) == f"{SEEMS}{says}."
    both = {"W1": [[1.0]], "b1": [2.0]}
    found = check_numbers(
        {"W1": [[1.0]], "b1": [4.0]}, both, {"b1 is doubled": {**both, "b1": [4]}}
    )
    assert repr(found) == f"{SEEMS}b1 is doubled."


@each(
    ("answer", "right", "says"),
    [
        (2.4, 2.5, f"{UNKNOWN}your answer: expected 2.5, got 2.4."),
        (0.1, 0, f"{UNKNOWN}your answer: expected 0, got 0.1."),
        ([1, 3], [1, 2], f"{UNKNOWN}your answer[1]: expected 2, got 3."),
        (
            [[1, 2]],
            [[1], [2]],
            "Not yet: your answer has the right numbers, but shape (1, 2); needed is shape (2, 1).",
        ),
        ({"a": [1, 2]}, {"a": [1, 3], "b": 0}, "Not yet: your answer lacks b."),
        (
            {"a": [1, 2], "b": 0},
            {"a": [1, 3], "b": 0},
            f"{UNKNOWN}b is right, a is wrong; a[1]: expected 3, got 2.",
        ),
        ("1", 1, "Not yet: your answer is the text '1'; needed are real numbers."),
        (np.nan, 1, "Not yet: your answer is nan; needed are finite numbers."),
        (1, {"a": 1}, "Not yet: your answer is of type int; needed is a dictionary of a."),
    ],
    ids=str,
)
def test_numbers_that_differ_have_their_place(answer, right, says):
    found = check_numbers(answer, right)
    assert not found
    assert repr(found) == says


def test_a_function_that_should_return_numbers_and_fails_is_feedback_too():
    assert repr(check_numbers(len, 1)).startswith("Not yet: len raised TypeError: len() takes")
    assert check_numbers(lambda: 1, 1)
