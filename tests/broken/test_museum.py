"""The bug museum: its right code is right, each exhibit is wrong, and the judge says so."""

import inspect
import re

import numpy as np
import pytest

from plainnet import NeuralNetwork, check_gradient, check_step, datasets, train
from plainnet.activations import ACTIVATIONS
from plainnet.broken import museum
from plainnet.broken.museum import EXHIBITS, backward_of, stack_of, start, step_of, train_stack
from plainnet.exercises import faulty_passes, mistakes
from plainnet.training_outcomes import classify_run

X, y = datasets.xor()
SHOWN = ("sigmoid", "tanh", "relu")
EACH = pytest.mark.parametrize("key", EXHIBITS)
EACH_ACTIVATION = pytest.mark.parametrize("activation", SHOWN)
ALPHA = 1.0  # of the step check


def points(key, activation, count):
    """So many random networks, all parameters drawn."""
    for seed in range(count):
        rng, hidden = np.random.default_rng(seed), EXHIBITS[key].hidden
        yield NeuralNetwork(2, hidden, 1, activation=activation, init="normal", rng=rng)


def gradient_verdict(exhibit, nn):
    return check_gradient(nn, X, y, backward_of(exhibit))


def step_verdict(exhibit, nn):
    return check_step(nn, X, y, step_of(exhibit), ALPHA)


def reasons_to_reject(exhibit, verdicts):
    """What speaks against ``verdicts`` on an exhibit that is a fault."""
    errors = np.array([verdict.error for verdict in verdicts])
    if np.median(errors) <= 1e-2:
        yield f"the median error is {np.median(errors):.1e}"
    if any(verdict for verdict in verdicts if verdict.error > 1e-6):
        yield "a large error counts as right"


# The judge and the exhibits.
@EACH_ACTIVATION
@EACH
def test_the_judge_finds_each_fault_and_only_faults(key, activation):
    exhibit = EXHIBITS[key]
    judge = step_verdict if exhibit.kind == "update" else gradient_verdict
    verdicts = [judge(exhibit, nn) for nn in points(key, activation, 200)]
    if activation in exhibit.faulty:
        assert list(reasons_to_reject(exhibit, verdicts)) == []
    else:
        assert never_wrong(verdicts)


def never_wrong(verdicts):
    """Whether most are right, and none is wrong: of some dead networks nobody can tell."""
    return np.mean([bool(v) for v in verdicts]) > 0.8 and all(v.answer != "wrong" for v in verdicts)


@EACH_ACTIVATION
@pytest.mark.parametrize("key", [key for key in EXHIBITS if EXHIBITS[key].kind != "gradient"])
def test_a_fault_of_the_update_passes_the_gradient_check(key, activation):
    nns = points(key, activation, 20)
    assert never_wrong([gradient_verdict(EXHIBITS[key], nn) for nn in nns])


@EACH_ACTIVATION
@pytest.mark.parametrize("key", [key for key in EXHIBITS if EXHIBITS[key].kind != "update"])
def test_the_step_check_sees_faults_of_the_gradient_too(key, activation):
    verdicts = [step_verdict(EXHIBITS[key], nn) for nn in points(key, activation, 20)]
    right = activation not in EXHIBITS[key].faulty
    assert never_wrong(verdicts) if right else not any(v for v in verdicts if v.error > 1e-6)


def test_the_right_code_is_no_fault():
    verdicts = [gradient_verdict(EXHIBITS["right"], nn) for nn in points("right", "tanh", 20)]
    assert list(reasons_to_reject(EXHIBITS["right"], verdicts)) != []


def test_the_kinds():
    kinds = {key: exhibit.kind for key, exhibit in EXHIBITS.items()}
    assert kinds.pop("right") == kinds.pop("right_on_four") == "right"
    assert {key for key in kinds if kinds[key] == "update"} == {
        *("updated_too_early", "bias_not_updated", "hidden_frozen")
    }
    for key in kinds:
        assert EXHIBITS[key].function.__name__ == key
        assert EXHIBITS[key].function.__doc__


@EACH_ACTIVATION
@EACH
def test_a_stack_has_the_gradient_that_the_judge_sees(key, activation):
    exhibit, g = EXHIBITS[key], ACTIVATIONS[activation]
    stack, alone = start(range(5), exhibit.hidden, activation), networks(key, activation, 5)
    stack["B"] = np.repeat(stack_of(alone[0])["B"], 5, axis=0)
    found = exhibit.backward(stack, museum.forward(stack, X, g), y, g)
    for i, nn in enumerate(alone):
        for name, gradient in backward_of(exhibit)(nn, nn.forward(X), y).items():
            np.testing.assert_allclose(found[name][i].reshape(gradient.shape), gradient, atol=1e-15)


def networks(key, activation, count):
    hidden = EXHIBITS[key].hidden
    rngs = [np.random.default_rng(seed) for seed in range(count)]
    return [NeuralNetwork(2, hidden, 1, activation=activation, rng=rng) for rng in rngs]


CATALOGUED = {
    "right": faulty_passes.backward,
    "derivative_at_output": "the derivative of the hidden activation is taken at A, not at Z",
    "derivative_forgotten": "the derivative of the hidden activation is left out: δ Wᵀ · g′(Z)",
    "sign_flipped": "the sign is flipped in the hidden layer",
    "average_forgotten": "the mean over the batch is missing",
    "extra_derivative": "there is a σ′ too much at the output: with cross-entropy it cancels",
    "updated_too_early": "the weights were updated before they were used on the way back",
    "bias_not_updated": "the hidden biases are not updated",
    "hidden_frozen": "the hidden layer is not updated",
}


@EACH_ACTIVATION
@pytest.mark.parametrize("key", CATALOGUED)
def test_an_exhibit_does_what_the_catalogue_of_mistakes_does(key, activation):
    exhibit, words = EXHIBITS[key], CATALOGUED[key]
    for nn in points(key, activation, 10):
        case = faulty_passes.make_problem(nn, X, y, 0.7)
        if exhibit.kind == "update":
            expected = mistakes.CATALOGUE["step"][words](case)
            step_of(exhibit)(nn, X, y, 0.7)
            found = nn.parameters
        else:
            expected = words if callable(words) else mistakes.CATALOGUE["backward"][words]
            expected, found = expected(case), backward_of(exhibit)(nn, nn.forward(X), y)
        for name, value in expected.items():
            np.testing.assert_allclose(found[name], value, atol=1e-14)


# Training.
@EACH_ACTIVATION
@pytest.mark.parametrize("key", ["right", "right_on_four"])
def test_the_right_code_trains_as_train_does(key, activation):
    rates = [0.5, 1.0, 2.0] * 4
    stack = start(range(12), EXHIBITS[key].hidden, activation)
    settings = {"epochs": 400, "every": 1}
    history = train_stack(stack, X, y, EXHIBITS[key], activation, learning_rate=rates, **settings)
    for i, (nn, rate) in enumerate(zip(networks(key, activation, 12), rates, strict=True)):
        expected = train(nn, X, y, learning_rate=rate, **settings)
        np.testing.assert_allclose(history.loss[:, i], expected.loss, rtol=0, atol=1e-10)
        assert history.outcome[i] == expected.outcome
        np.testing.assert_array_equal(history.epoch, expected.epoch)
        for name, value in nn.parameters.items():
            np.testing.assert_allclose(stack[name][i].reshape(value.shape), value, atol=1e-10)


def test_what_is_frozen_stays_and_the_feedback_never_moves():
    for key, names in {
        "bias_not_updated": ["b1", "B"],
        "hidden_frozen": ["W1", "b1", "B"],
        "random_feedback": ["B"],
    }.items():
        stack, before = start(range(3), 3, "tanh"), start(range(3), 3, "tanh")
        train_stack(stack, X, y, EXHIBITS[key], "tanh", learning_rate=1.0, epochs=5)
        assert [name for name in stack if np.array_equal(stack[name], before[name])] == names[::1]


@EACH_ACTIVATION
def test_without_the_average_the_learning_rate_is_four_times_as_large(activation):
    ends = []
    for key, rate in (("average_forgotten", 0.5), ("right", 2.0)):
        stack = start(range(20), 3, activation)
        settings = {"learning_rate": rate, "epochs": 500, "every": 10}
        ends.append(train_stack(stack, X, y, EXHIBITS[key], activation, **settings))
    np.testing.assert_array_equal(ends[0].loss, ends[1].loss)  # bit for bit: 4 is a power of 2


def test_outcomes_are_those_of_the_loss_curve():
    settings = {"learning_rate": 1.0, "epochs": 600}
    stack = start(range(30), 3, "relu")
    history = train_stack(
        stack,
        X,
        y,
        EXHIBITS["wrong_axis"]._replace(hidden=3, backward=museum.backward),
        "relu",
        every=1,
        **settings,
    )
    y_hat = museum.forward(stack, X, ACTIVATIONS["relu"]).y_hat
    named = [classify_run(history.loss[:, i], y_hat[i], y, "cross_entropy") for i in range(30)]
    assert list(history.outcome) == named
    assert len(set(named)) >= 2
    thin = train_stack(start(range(30), 3, "relu"), X, y, EXHIBITS["right"], "relu", **settings)
    np.testing.assert_array_equal(thin.loss, history.loss[[0, -1]])
    assert thin.epoch.tolist() == [0, 600]


def test_a_run_that_is_no_longer_finite_has_diverged():
    def explode(stack, X, y, g, alpha, backward):
        stack["W2"][0] *= 1e200

    exhibit = EXHIBITS["right"]._replace(step=explode)
    history = train_stack(
        start(range(2), 3, "relu"), X, y, exhibit, "relu", learning_rate=1.0, epochs=5
    )
    assert history.outcome[0] == "diverged"
    assert history.outcome[1] != "diverged"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"learning_rate": -1.0}, "learning_rate: expected a finite number above 0"),
        ({"learning_rate": [1.0, 2.0]}, "learning_rate: expected one number, or 3; got 2"),
        ({"epochs": 0}, "epochs: expected a whole number of at least 1"),
        ({"activation": "swish"}, "activation: expected one of"),
    ],
)
def test_a_wrong_argument_is_named(change, says):
    arguments = {"activation": "relu", "learning_rate": 1.0, "epochs": 3} | change
    with pytest.raises(ValueError, match=says):
        train_stack(start(range(3), 3, "relu"), X, y, EXHIBITS["right"], **arguments)


# What a reader calls, one by one.
G, RIGHT = ACTIVATIONS["tanh"], EXHIBITS["right"]
STACK_OF = "stack: expected a dictionary of W1, b1, W2, b2, B, such as start returns; got "


def stack(**change):
    return start([0, 1], 3, "tanh") | change


def without_biases():
    return NeuralNetwork(2, 3, 1, bias=False)


RECORD = museum.forward(stack(), X, G)
ALPHA_OF_TWO = "alpha: expected a number above 0, or 2 in shape (2, 1, 1); got "
MALFORMED = [
    *[
        (lambda key=key, given=given: EXHIBITS[key].backward(*given), says)
        for key in EXHIBITS
        for given, says in [
            ((None, RECORD, y, G), f"{STACK_OF}None"),
            ((stack(W1=None), RECORD, y, G), "W1: expected numbers; got None"),
            ((stack(b1=np.ones(3)), RECORD, y, G), "b1: expected shape (2, 1, 3), got shape (3,)"),
            (
                (stack(), None, y, G),
                "record: expected what forward of this stack returned; got None",
            ),
            ((stack(), RECORD, None, G), "y: expected numbers; got None"),
            ((stack(), RECORD, y[:2], G), "y: expected shape (4, 1), got shape (2, 1)"),
            ((stack(), RECORD, y, "tanh"), "g: expected an activation such as ACTIVATIONS['tanh']"),
        ]
    ],
    *[
        (lambda key=key, given=given: EXHIBITS[key].step(*given), says)
        for key in EXHIBITS
        for given, says in [
            (({}, X, y, G, 1.0), f"{STACK_OF}{{}}"),
            ((stack(), X[:, :1], y, G, 1.0), "X: expected shape (m, 2), got shape (4, 1)"),
            ((stack(), X, y * np.nan, G, 1.0), "y: expected finite numbers; got nan at (0, 0)"),
            ((stack(), X, y, None, 1.0), "g: expected an activation such as ACTIVATIONS['tanh']"),
            ((stack(), X, y, G, "a"), "alpha: expected numbers; got 'a'"),
            ((stack(), X, y, G, -1), f"{ALPHA_OF_TWO}-1"),
            ((stack(), X, y, G, [1, 2, 3]), f"{ALPHA_OF_TWO}[1, 2, 3]"),
            ((stack(), X, y, G, 1.0, 5), "backward: expected a function of stack, record, y and g"),
        ]
    ],
    (lambda: museum.forward(None, X, G), f"{STACK_OF}None"),
    (lambda: museum.forward(stack(), None, G), "X: expected numbers; got None"),
    (lambda: museum.forward(stack(), np.ones((3, 4, 2)), G), "X: expected shape (m, 2), got shape"),
    (lambda: museum.forward(stack(), X, "tanh"), "g: expected an activation such as"),
    (lambda: museum.gradients(None, X, X, y), "X: expected numbers; got None"),
    (
        lambda: museum.gradients(X, X[:2], X, y),
        "A1: expected shape (networks, 4, n), got shape (2, 2)",
    ),
    (lambda: museum.gradients(X, X, y, y), "delta1: expected as many columns as A1, one for each"),
    (
        lambda: museum.gradients(X, X, X.T, y),
        "delta1: expected shape (networks, 4, n), got shape (2, 4)",
    ),
    (
        lambda: museum.gradients(X, X, X, y[:2]),
        "delta2: expected shape (networks, 4, n), got shape (2, 1)",
    ),
    (lambda: start(None, 3, "tanh"), "seeds: expected a list or a range; got None"),
    (lambda: start([], 3, "tanh"), "the number of seeds: expected a whole number of at least 1"),
    (lambda: start([0.5], 3, "tanh"), "seeds: expected a whole number of at least 0; got 0.5"),
    (lambda: start(range(10**13), 3, "tanh"), "memory: this needs "),
    (lambda: start([0], 0, "tanh"), "hidden: expected a whole number of at least 1; got 0"),
    (lambda: start([0], 3, None), "activation: expected one of sigmoid, tanh, relu, identity; got"),
    *[
        (lambda make=make, given=given: make(given), "exhibit: expected one of EXHIBITS, or an Ex")
        for make in (backward_of, step_of)
        for given in (None, "right", museum.Exhibit, RIGHT._replace(step=5))
    ],
    (lambda: stack_of(None), "nn: expected a NeuralNetwork; got None"),
    (
        lambda: stack_of(NeuralNetwork(2, 3, 3, 1)),
        "nn: expected a network with one hidden layer and",
    ),
    (lambda: stack_of(without_biases()), "nn: expected a network with one hidden layer and biases"),
    (
        lambda: step_of(RIGHT)(NeuralNetwork(2, 3, 1), X, y, -1),
        "learning_rate: expected a finite number above 0; got -1",
    ),
    *[
        (
            lambda change=change: train_stack(
                **(
                    {"stack": stack(), "X": X, "y": y, "exhibit": RIGHT, "activation": "tanh"}
                    | {"learning_rate": 1.0, "epochs": 3}
                    | change
                )
            ),
            says,
        )
        for change, says in [
            ({"stack": 5}, f"{STACK_OF}5"),
            ({"X": None}, "X: expected numbers; got None"),
            ({"y": y[:2]}, "y: expected shape (4, 1), got shape (2, 1)"),
            ({"y": y + 1}, "y: expected labels 0 and 1 for cross-entropy; got 2.0"),
            ({"exhibit": "right"}, "exhibit: expected one of EXHIBITS, or an Exhibit; got 'right'"),
            ({"every": 0}, "every: expected a whole number of at least 1; got 0"),
            ({"every": 0.5}, "every: expected a whole number of at least 1; got 0.5"),
            ({"epochs": 10**400}, "memory: this needs "),
        ]
    ],
]


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(("call", "message"), MALFORMED)
def test_whatever_is_malformed_is_named(call, message):
    with pytest.raises(ValueError, match="^" + re.escape(message)):
        call()


def test_a_stack_may_have_data_for_each_network():
    both = np.stack([X, X[::-1]])
    y_hat = museum.forward(stack(), both, G).y_hat
    np.testing.assert_array_equal(y_hat[0], museum.forward(stack(), X, G).y_hat[0])
    np.testing.assert_allclose(y_hat[1], museum.forward(stack(), X[::-1], G).y_hat[1], rtol=1e-15)


def test_the_code_that_is_shown_has_no_decorator():
    assert inspect.getsource(museum.backward).startswith("def backward(")
