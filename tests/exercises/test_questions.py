"""Questions: the numbers are those of the network, and no number is both right and wrong."""

import math

import numpy as np
import pytest
from each import each
from hypothesis import given
from hypothesis import strategies as st
from networks import network

from plainnet import NeuralNetwork, datasets, train
from plainnet.exercises import mistaken_answers
from plainnet.exercises.faulty_passes import Problem
from plainnet.exercises.mistakes import CATALOGUE, RIGHT
from plainnet.exercises.questions import choice, from_catalogue, number

X, y = datasets.xor()


def own_numbers(nn, learning_rate):
    """The right numbers, which the network itself computes, by subject and place."""
    record = nn.forward(X)
    arrays = {
        "forward": {"y_hat": record.y_hat},
        "loss": {"loss": np.asarray(nn.loss(record, y))},
        "backward": nn.backward(record, y),
    }
    train(nn, X, y, learning_rate=learning_rate, epochs=1)
    arrays["step"] = nn.parameters
    return {
        (subject, f"{name}{list(index)}" if index else name): value[index]
        for subject, named in arrays.items()
        for name, value in named.items()
        for index in np.ndindex(value.shape)
    }


def entry(place):
    """Split a place such as ``W1[0, 1]`` into its name and its index."""
    name, _, index = place.rstrip("]").partition("[")
    return name, tuple(map(int, index.split(","))) if index else ()


ALL_PLACES = [*own_numbers(network(), 0.5)]


def is_clear(question):
    """Whether no number counts both as the right answer and as a wrong one."""
    right = question.right
    return all(
        abs(answer.value - right.value) > answer.tolerance + right.tolerance
        for answer in question.answers
        if answer is not right
    )


@each(("subject", "place"), ALL_PLACES)
@each("seed", range(3))
def test_the_right_value_is_the_networks_own_and_wrong_ones_are_the_catalogues(
    subject, place, seed
):
    question = from_catalogue(
        "?", subject, place, network(seed=seed), X, y, message="so", learning_rate=2
    )
    right = question.right
    own = own_numbers(network(seed=seed), 2)[subject, place]
    assert math.isclose(right.value, own, rel_tol=1e-12)
    assert (question.prompt, right.message, question.is_choice) == ("?", "so", False)
    assert sum(answer.right for answer in question.answers) == 1
    assert is_clear(question)
    answers = mistaken_answers(subject, Problem(network(seed=seed), X, y, 2))
    name, index = entry(place)
    for answer in question.answers:
        for words in answer.message.split(", or ") if answer is not right else []:
            assert words in CATALOGUE[subject]
            wrong = answers[words][name][index]
            assert abs(answer.value - wrong) <= answer.tolerance + 1e-12  # close mistakes share one
            assert type(answer.value) is float


@each(("subject", "place"), ALL_PLACES)
def test_every_mistake_is_known_or_too_close_to_the_right_answer(subject, place):
    question = from_catalogue("?", subject, place, network(), X, y, learning_rate=2)
    known = {words for answer in question.answers for words in answer.message.split(", or ")}
    name, index = entry(place)
    problem, value = Problem(network(), X, y, 2), question.right.value
    for words, arrays in mistaken_answers(subject, problem).items():
        if words not in known and arrays[name].shape == RIGHT[subject](problem)[name].shape:
            # The tolerance of a mistake this close may be coarser, by a factor of 10 at most.
            assert abs(arrays[name][index] - value) <= 11 * question.right.tolerance, words
    assert len(known) > 5


def test_deeper_networks_and_other_losses_have_questions_too():
    nn = network(2, 3, 3, 1, seed=1, activation="tanh", loss="mse", bias=False)
    question = from_catalogue("?", "backward", "W1[1,2]", nn, X, y)
    assert math.isclose(question.right.value, nn.backward(nn.forward(X), y)["W1"][1, 2])
    assert any("W is not transposed" in answer.message for answer in question.answers)


# Questions that ask for a number.
def test_a_number_has_the_tolerance_of_its_last_digit():
    for value, digits, tolerance in (
        (0.718965, 3, 0.001),
        (-7.18965, 3, 0.01),
        (12.0, 3, 0.1),
        (-0.0, 3, 0.01),
        (0.05, 2, 0.001),
        (1e300, 3, 1e298),
        (1e-300, 3, 1e-302),
        (0.0, 3, 0.01),
        (0.5, 17, 1e-17),
        (12, 3, 0.0),
        (np.int64(12), 3, 0.0),
    ):
        answer = number("?", value, "so", digits=digits).right
        assert answer.value == value and not str(answer.value).startswith("-0.0")
        assert math.isclose(answer.tolerance, tolerance)


@each("value", [0, 0.0, -0.0, -3.5, 1e-300, -5e-324, 1.7e308, -1.7e308, 7, -7])
def test_mistakes_do_not_overlap_with_zero_negative_tiny_or_huge_numbers(value):
    mistakes = {"sign": -value, "half": value / 2, "none": 0.0, "same": value}
    question = number("?", value, "so", mistakes)
    assert question.right.value == value
    assert is_clear(question)
    if abs(value) in (3.5, 7, 1e-300):
        assert {"sign", "half", "none"} <= {answer.message for answer in question.answers}


@given(
    st.floats(allow_nan=False, allow_infinity=False) | st.integers(-1000, 1000),
    st.lists(st.floats(-2, 2) | st.integers(-3, 3), max_size=6),
    st.integers(1, 6),
)
def test_right_and_wrong_never_overlap(value, wrong, digits):
    mistakes = {f"near {i}": value * factor for i, factor in enumerate(wrong)}
    mistakes |= {f"at {i}": float(number) for i, number in enumerate(wrong)}
    mistakes = {words: number for words, number in mistakes.items() if math.isfinite(number)}
    question = number("?", value, "so", mistakes, digits)
    assert question.right.value == value
    assert is_clear(question)
    known = [words for answer in question.answers for words in answer.message.split(", or ")]
    assert set(known) <= {"so", *mistakes}
    assert len(known) == len(set(known))


def test_an_overlap_is_seen():
    question = number("?", 0.5, "so", {"wrong": 0.6})
    assert is_clear(question)
    right, wrong = question.answers
    close = type(wrong)(right.value + right.tolerance, "wrong", False, wrong.tolerance)
    assert not is_clear(type(question)("?", (right, close)))


def test_equal_mistakes_share_a_message_and_indistinguishable_ones_are_left_out():
    mistakes = {"a": 0.25, "b": 0.7, "c": 0.2500001, "d": 0.5001}
    right, ac, b = number("?", 0.5, "so", mistakes).answers
    assert (right.value, right.message) == (0.5, "so")
    assert (b.message, ac.message) == ("b", "a, or c")
    assert ac.value == pytest.approx(0.25, abs=1e-6)


def test_a_mistake_that_leads_to_zero_is_as_exact_as_the_right_answer():
    right, wrong = number("?", 0.00472, "so", {"nothing is left": 0.0}).answers
    assert wrong.tolerance == right.tolerance


def test_whole_numbers_are_asked_for_exactly():
    right, more, half = number("?", 9, "so", {"one more": 10, "half": 4.5}).answers
    assert right.tolerance == more.tolerance == 0
    assert half.tolerance > 0
    assert len(number("?", 9, "so", {"the same": 9}).answers) == 1


# Questions that ask for a choice.
def test_a_choice_has_one_right_answer_and_says_something_about_each():
    question = choice("Which?", "b", {"a": "no", "b": "yes", "c": "never"})
    assert question.is_choice
    assert (question.prompt, question.right.value, question.right.message) == ("Which?", "b", "yes")
    assert [(a.value, a.message, a.right) for a in question.answers] == [
        ("a", "no", False),
        ("b", "yes", True),
        ("c", "never", False),
    ]


@each("digits", [2, 3])
@each("seed", range(20))
def test_a_mistake_typed_with_the_asked_digits_is_not_taken_for_another(seed, digits):
    nn = NeuralNetwork(2, 2, 1, init="uniform", rng=np.random.default_rng(seed))
    for place in ("W1[0, 0]", "b1[0]", "W2[1, 0]", "b2[0]"):
        question = from_catalogue("?", "backward", place, nn, X, y, digits=digits)
        for answer in question.answers:
            typed = float(f"{answer.value:.{digits}g}")
            nearest = min(question.answers, key=lambda other: abs(other.value - typed))
            assert nearest is answer
