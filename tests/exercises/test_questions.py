"""Questions: the numbers are the network's own, and right and wrong answers stay apart."""

import math
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plainnet import NeuralNetwork, datasets, train
from plainnet.exercises import mistaken_answers
from plainnet.exercises.faulty_passes import Problem
from plainnet.exercises.mistakes import CATALOGUE, RIGHT
from plainnet.exercises.questions import Answer, Question, choice, from_catalogue, number

X, y = datasets.xor()


def network(seed=0, *sizes, **options):
    options = {"init": "uniform", **options}
    return NeuralNetwork(*(sizes or (2, 2, 1)), rng=np.random.default_rng(seed), **options)


def own_numbers(nn, learning_rate):
    """What the network itself says, by subject and place."""
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
    """``W1[0, 1]`` as its name and its index."""
    name, _, index = place.rstrip("]").partition("[")
    return name, tuple(map(int, index.split(","))) if index else ()


PLACES = [*own_numbers(network(), 0.5)]


def apart(question):
    """Whether no number is close enough to the right answer and to a wrong one."""
    right = question.right
    return all(
        abs(answer.value - right.value) > answer.tolerance + right.tolerance
        for answer in question.answers
        if answer is not right
    )


@pytest.mark.parametrize(("subject", "place"), PLACES)
@pytest.mark.parametrize("seed", range(3))
def test_the_right_value_is_the_networks_own_and_wrong_ones_are_the_catalogues(
    subject, place, seed
):
    question = from_catalogue(
        "?", subject, place, network(seed), X, y, message="so", learning_rate=2
    )
    right = question.right
    own = own_numbers(network(seed), 2)[subject, place]
    assert math.isclose(right.value, own, rel_tol=1e-12)
    assert (question.prompt, right.message, question.is_choice) == ("?", "so", False)
    assert sum(answer.right for answer in question.answers) == 1
    assert apart(question)
    answers = mistaken_answers(subject, Problem(network(seed), X, y, 2))
    name, index = entry(place)
    for answer in question.answers:
        for words in answer.message.split(", or ") if answer is not right else []:
            assert words in CATALOGUE[subject]
            wrong = answers[words][name][index]
            assert abs(answer.value - wrong) <= answer.tolerance + 1e-12  # told together
            assert type(answer.value) is float


@pytest.mark.parametrize(("subject", "place"), PLACES)
def test_every_mistake_is_told_or_cannot_be_told_from_the_right_answer(subject, place):
    question = from_catalogue("?", subject, place, network(), X, y, learning_rate=2)
    told = {words for answer in question.answers for words in answer.message.split(", or ")}
    name, index = entry(place)
    problem, value = Problem(network(), X, y, 2), question.right.value
    for words, arrays in mistaken_answers(subject, problem).items():
        if words not in told and arrays[name].shape == RIGHT[subject](problem)[name].shape:
            # A mistake may have a coarser last digit, ten times at most as it is so close.
            assert abs(arrays[name][index] - value) <= 11 * question.right.tolerance, words
    assert len(told) > 5


def test_deeper_networks_and_other_losses_have_questions_too():
    nn = network(1, 2, 3, 3, 1, activation="tanh", loss="mse", bias=False)
    question = from_catalogue("?", "backward", "W1[1,2]", nn, X, y)
    assert math.isclose(question.right.value, nn.backward(nn.forward(X), y)["W1"][1, 2])
    assert any("W is not transposed" in answer.message for answer in question.answers)


# Places.
@pytest.mark.parametrize(
    ("subject", "place", "expected"),
    [
        ("forwards", "loss", "subject: expected one of forward, loss, backward, step"),
        (None, "loss", "subject: expected one of forward"),
        ("loss", "cost", "place: expected one of loss"),
        ("forward", "W1[0, 0]", "place: expected one of y_hat"),
        ("backward", "W3[0, 0]", "place: expected one of W1, b1, W2, b2"),
        ("backward", "", "place: expected one of W1, b1, W2, b2"),
        ("backward", None, "place: expected one of W1, b1, W2, b2"),
        ("backward", "[0, 0]", "place: expected one of W1, b1, W2, b2"),
        ("backward", "W1[0, 2]", r"place: expected W1 of shape \(2, 2\), as in W1\[0, 0\]"),
        ("backward", "W1[9, 0]", r"place: expected W1 of shape \(2, 2\), as in W1\[0, 0\]"),
        ("backward", "W1[-1, 0]", r"place: expected W1 of shape \(2, 2\), as in W1\[0, 0\]"),
        ("backward", "W1[0]", r"place: expected W1 of shape \(2, 2\), as in W1\[0, 0\]"),
        ("backward", "W1", r"place: expected W1 of shape \(2, 2\), as in W1\[0, 0\]"),
        ("backward", "W1[i, j]", r"place: expected W1 of shape \(2, 2\), as in W1\[0, 0\]"),
        ("backward", "W1[0, 0", r"place: expected W1 of shape \(2, 2\), as in W1\[0, 0\]"),
        ("backward", "W1[0, 0] or so", r"place: expected W1 of shape \(2, 2\), as in W1\[0, 0\]"),
        ("backward", "W1[0.0, 0]", r"place: expected W1 of shape \(2, 2\), as in W1\[0, 0\]"),
        ("step", "b1[0, 0]", r"place: expected b1 of shape \(2,\), as in b1\[0\]"),
        ("step", "b2[1]", r"place: expected b2 of shape \(1,\), as in b2\[0\]"),
        ("forward", "y_hat[4, 0]", r"place: expected y_hat of shape \(4, 1\), as in y_hat\[0, 0\]"),
        ("loss", "loss[0]", r"place: expected loss of shape \(\), as in loss; got 'loss\[0\]'"),
    ],
)
def test_a_bad_place_is_an_error_that_shows_a_good_one(subject, place, expected):
    with pytest.raises(ValueError, match="^" + expected):
        from_catalogue("?", subject, place, network(), X, y)


@pytest.mark.parametrize(
    ("expected", "arguments", "options"),
    [
        ("X: expected", (network(), X[:, :1], y), {}),
        ("y: expected", (network(), X, y[:2]), {}),
        ("y: expected", (network(), X, None), {}),
        ("nn: expected", (None, X, y), {}),
        ("learning_rate: expected", (network(), X, y), {"learning_rate": -1}),
        ("digits: expected", (network(), X, y), {"digits": 0}),
        ("digits: expected", (network(), X, y), {"digits": 2.5}),
    ],
)
def test_a_bad_argument_is_named(expected, arguments, options):
    with pytest.raises(ValueError, match="^" + expected):
        from_catalogue("?", "loss", "loss", *arguments, **options)


# Numbers.
def test_a_number_has_the_tolerance_of_its_last_digit():
    for value, digits, tolerance in (
        (0.718965, 3, 0.001),
        (-7.18965, 3, 0.01),
        (12.0, 3, 0.1),
        (0.05, 2, 0.001),
        (1e300, 3, 1e298),
        (1e-300, 3, 1e-302),
        (0.0, 3, 0.01),
        (12, 3, 0.0),
        (np.int64(12), 3, 0.0),
    ):
        answer = number("?", value, "so", digits=digits).right
        assert answer.value == value
        assert math.isclose(answer.tolerance, tolerance)


@pytest.mark.parametrize("value", [0, 0.0, -0.0, -3.5, 1e-300, -5e-324, 1.7e308, -1.7e308, 7, -7])
def test_mistakes_stay_apart_from_zero_negative_tiny_and_huge_numbers(value):
    mistakes = {"sign": -value, "half": value / 2, "none": 0.0, "same": value}
    question = number("?", value, "so", mistakes)
    assert question.right.value == value
    assert apart(question)
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
    assert apart(question)
    told = [words for answer in question.answers for words in answer.message.split(", or ")]
    assert set(told) <= {"so", *mistakes}
    assert len(told) == len(set(told))


def test_an_overlap_is_seen():
    question = number("?", 0.5, "so", {"wrong": 0.6})
    assert apart(question)
    right, wrong = question.answers
    close = type(wrong)(right.value + right.tolerance, "wrong", False, wrong.tolerance)
    assert not apart(type(question)("?", (right, close)))


def test_equal_mistakes_are_told_together_and_indistinguishable_ones_are_left_out():
    mistakes = {"a": 0.25, "b": 0.7, "c": 0.2500001, "d": 0.5001}
    right, b, ac = number("?", 0.5, "so", mistakes).answers
    assert (right.value, right.message) == (0.5, "so")
    assert (b.message, ac.message) == ("b", "a, or c")
    assert ac.value == pytest.approx(0.25, abs=1e-6)


def test_a_mistake_that_leads_to_zero_is_as_exact_as_the_right_answer():
    right, wrong = number("?", 0.00472, "so", {"nothing is left": 0.0}).answers
    assert wrong.tolerance == right.tolerance


def test_zero_has_no_sign():
    question = number("Which?", -0.0, "Right.", {"no": 1.0})
    assert str(question.answers[0].value) == "0.0"


def test_whole_numbers_are_asked_for_exactly():
    right, more, half = number("?", 9, "so", {"one more": 10, "half": 4.5}).answers
    assert right.tolerance == more.tolerance == 0
    assert half.tolerance > 0
    assert len(number("?", 9, "so", {"the same": 9}).answers) == 1


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf, None, "0.5", 1j, 10**400])
def test_what_is_no_finite_number_is_an_error(value):
    with pytest.raises(ValueError, match=r"^value: expected a finite number; got"):
        number("?", value, "so")
    with pytest.raises(ValueError, match=r"^mistakes\['x'\]: expected a finite number; got"):
        number("?", 1.0, "so", {"x": value})


# Choices.
def test_a_choice_has_one_right_answer_and_says_something_about_each():
    question = choice("Which?", "b", {"a": "no", "b": "yes", "c": "never"})
    assert question.is_choice
    assert (question.prompt, question.right.value, question.right.message) == ("Which?", "b", "yes")
    assert [(a.value, a.message, a.right) for a in question.answers] == [
        ("a", "no", False),
        ("b", "yes", True),
        ("c", "never", False),
    ]


@pytest.mark.parametrize(
    ("right", "answers", "expected"),
    [
        ("d", {"a": "no", "b": "yes"}, "right: expected one of a, b; got 'd'"),
        (None, {"a": "no", "b": "yes"}, "right: expected one of a, b; got None"),
        ("a", {}, "right: expected one of"),
        ("a", {"a": "yes"}, "the number of answers: expected a whole number of at least 2; got 1"),
    ],
)
def test_a_bad_choice_is_an_error(right, answers, expected):
    with pytest.raises(ValueError, match="^" + expected):
        choice("?", right, answers)


@pytest.mark.parametrize("digits", [2, 3])
@pytest.mark.parametrize("seed", range(20))
def test_a_mistake_typed_with_the_asked_digits_is_not_taken_for_another(seed, digits):
    nn = NeuralNetwork(2, 2, 1, init="uniform", rng=np.random.default_rng(seed))
    for place in ("W1[0, 0]", "b1[0]", "W2[1, 0]", "b2[0]"):
        question = from_catalogue("?", "backward", place, nn, X, y, digits=digits)
        for answer in question.answers:
            typed = float(f"{answer.value:.{digits}g}")
            nearest = min(question.answers, key=lambda other: abs(other.value - typed))
            assert nearest is answer


# Malformed arguments.
HALF, OTHER = Answer(0.5, "", True), Answer(0.6, "")
SAID, TEXTS = {"a": "no", "b": "yes"}, "expected a dictionary whose keys are texts; got "
BAD = [
    (lambda: choice(None, "a", SAID), "prompt: expected a text; got None"),
    (lambda: choice("?", [], SAID), "right: expected one of a, b; got []"),
    (lambda: choice("?", "a", None), f"answers: {TEXTS}None"),
    (lambda: choice("?", "a", ["a", "b"]), f"answers: {TEXTS}['a', 'b']"),
    (lambda: choice("?", "a", {"a": "", 1: ""}), f"answers: {TEXTS}"),
    (lambda: choice("?", "a", {"a": "", "b": 5}), "answers['b']: expected a text; got 5"),
    (lambda: number(5, 1, "so"), "prompt: expected a text; got 5"),
    *[
        (lambda value=value: number("?", value, "so"), "value: expected a finite number; got ")
        for value in (True, 10**5000, np.array([1.0]), [], np.ma.masked)
    ],
    (lambda: number("?", 1, None), "message: expected a text; got None"),
    (lambda: number("?", 1, "so", 5), f"mistakes: {TEXTS}5"),
    (lambda: number("?", 1, "so", [2]), f"mistakes: {TEXTS}[2]"),
    (lambda: number("?", 1, "so", []), f"mistakes: {TEXTS}[]"),
    (lambda: number("?", 1, "so", {2: 2}), f"mistakes: {TEXTS}{{2: 2}}"),
    (lambda: number("?", 1, "so", {"x": [2]}), "mistakes['x']: expected a finite number; got [2]"),
    (lambda: number("?", 1, "so", digits=1.5), "digits: expected a whole number of at least 1"),
    (lambda: number("?", 0.5, "so", digits=10**400), "digits: expected at most 17, as many as a"),
    *[
        (
            lambda name=name, value=value: from_catalogue(
                "?", "loss", "loss", network(), X, y, **({"message": "so"} | {name: value})
            ),
            f"{name}: expected a text; got {value!r}",
        )
        for name in ("message", "says")
        for value in (None, 5, [])
    ],
    (
        lambda: from_catalogue([], "loss", "loss", network(), X, y),
        "prompt: expected a text; got []",
    ),
    (
        lambda: from_catalogue("?", "backward", f"W1[{'9' * 5000}, 0]", network(), X, y),
        "place: expected W1 of shape (2, 2), as in W1[0, 0]; got 'W1[999",
    ),
    (lambda: Answer(None, ""), "value: expected a text or a number; got None"),
    (lambda: Answer(1.0, 5), "message: expected a text; got 5"),
    (lambda: Answer(1.0, "", 1), "right: expected True or False; got 1"),
    (lambda: Answer(1.0, "", True, -1), "tolerance: expected a finite number 0 or more; got -1"),
    (lambda: Question(5, (HALF,)), "prompt: expected a text; got 5"),
    (lambda: Question("?", HALF), "answers: expected a list or a range; got Answer("),
    (lambda: Question("?", (0.5,)), "answers: expected a list of Answer; got (0.5,)"),
    (lambda: Question("?", ()), "answers: expected exactly one that is right; got ()"),
    (lambda: Question("?", (HALF, HALF)), "answers: expected exactly one that is right; got "),
    (lambda: Question("?", (HALF, Answer("a", ""))), "answers: expected texts, or numbers; got "),
    (lambda: Question("?", (Answer("a", "", True),)), "answers: expected at least two to choose "),
    *[
        (
            lambda value=value: Question("?", (HALF, Answer(value, ""))),
            "answers: expected finite numbers, as JSON has no others; got ",
        )
        for value in (math.nan, math.inf, 10**400)
    ],
]


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(("call", "message"), BAD, ids=[message for _, message in BAD])
def test_a_malformed_argument_is_named(call, message):
    with pytest.raises(ValueError, match="^" + re.escape(message)):
        call()


def test_well_formed_answers_make_a_question():
    assert Question("?", (HALF, OTHER)).right is HALF
    assert number("?", 0.5, "so", digits=17).right.tolerance == pytest.approx(1e-17)


@pytest.mark.filterwarnings("error")
def test_every_kind_of_whole_number_counts_digits():
    plain, small = (number("?", 1.5, "Yes.", digits=d) for d in (1, np.uint8(1)))
    assert small == plain
