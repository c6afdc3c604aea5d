"""The bug museum: its right code is right, every other exhibit is wrong, and the checks see it."""

import numpy as np
import pytest
from each import each

from plainnet import NeuralNetwork, check_gradient, check_step, datasets, train
from plainnet.activations import ACTIVATIONS
from plainnet.broken import museum
from plainnet.broken.museum import EXHIBITS, backward_of, stack_of, start, step_of, train_stack
from plainnet.exercises import faulty_passes, mistakes

X, y = datasets.xor()
SHOWN = ("sigmoid", "tanh", "relu")
EACH = each("key", EXHIBITS)
EACH_ACTIVATION = each("activation", SHOWN)


def drawn(key, activation, count, init="normal"):
    """``count`` networks for an exhibit; by normal initialisation, their biases are random, too."""
    for seed in range(count):
        rng, hidden = np.random.default_rng(seed), EXHIBITS[key].hidden
        yield NeuralNetwork(2, hidden, 1, activation=activation, init=init, rng=rng)


def gradient_verdict(exhibit, nn):
    return check_gradient(nn, X, y, backward_of(exhibit))


def step_verdict(exhibit, nn):
    return check_step(nn, X, y, step_of(exhibit), 1.0)


def missed(verdicts):
    """Yield in what way ``verdicts`` on faulty code miss the fault."""
    errors = np.array([verdict.error for verdict in verdicts])
    if np.median(errors) <= 1e-2:
        yield f"the median error is {np.median(errors):.1e}"
    if any(verdict for verdict in verdicts if verdict.error > 1e-6):
        yield "a large error counts as right"


# The checks and the exhibits.
@EACH_ACTIVATION
@EACH
def test_each_fault_is_found_and_nothing_else(key, activation):
    exhibit = EXHIBITS[key]
    judge = step_verdict if exhibit.kind == "update" else gradient_verdict
    verdicts = [judge(exhibit, nn) for nn in drawn(key, activation, 200)]
    if activation in exhibit.faulty:
        assert list(missed(verdicts)) == []
    else:
        assert never_wrong(verdicts)


def never_wrong(verdicts):
    """Whether most say right and none says wrong; of dead networks, some cannot be judged."""
    return np.mean([bool(v) for v in verdicts]) > 0.8 and all(v.answer != "wrong" for v in verdicts)


@EACH_ACTIVATION
@EACH
def test_the_gradient_check_passes_faults_of_the_update_and_the_step_check_sees_all(
    key, activation
):
    exhibit, nns = EXHIBITS[key], [*drawn(key, activation, 20)]
    if exhibit.kind != "gradient":
        assert never_wrong([gradient_verdict(exhibit, nn) for nn in nns])
    if exhibit.kind != "update":
        verdicts = [step_verdict(exhibit, nn) for nn in nns]
        right = activation not in exhibit.faulty
        assert never_wrong(verdicts) if right else not any(v for v in verdicts if v.error > 1e-6)


def test_the_right_code_does_not_pass_for_a_fault():
    verdicts = [gradient_verdict(EXHIBITS["right"], nn) for nn in drawn("right", "tanh", 20)]
    assert list(missed(verdicts)) != []


@EACH_ACTIVATION
@EACH
def test_a_network_has_the_same_gradient_alone_and_in_a_stack(key, activation):
    exhibit, g = EXHIBITS[key], ACTIVATIONS[activation]
    stack, alone = (
        start(range(5), exhibit.hidden, activation),
        [*drawn(key, activation, 5, init="xavier")],
    )
    stack["B"] = np.repeat(stack_of(alone[0])["B"], 5, axis=0)
    found = exhibit.backward(stack, museum.forward(stack, X, g), y, g)
    for i, nn in enumerate(alone):
        for name, gradient in backward_of(exhibit)(nn, nn.forward(X), y).items():
            np.testing.assert_allclose(found[name][i].reshape(gradient.shape), gradient, atol=1e-15)


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
    for nn in drawn(key, activation, 10):
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
    for i, (nn, rate) in enumerate(
        zip(drawn(key, activation, 12, init="xavier"), rates, strict=True)
    ):
        expected = train(nn, X, y, learning_rate=rate, **settings)
        np.testing.assert_allclose(history.loss[:, i], expected.loss, rtol=0, atol=1e-10)
        assert history.outcome[i] == expected.outcome
        np.testing.assert_array_equal(history.epoch, expected.epoch)
        for name, value in nn.parameters.items():
            np.testing.assert_allclose(stack[name][i].reshape(value.shape), value, atol=1e-10)


def test_what_should_not_be_trained_stays():
    for key, names in {
        "bias_not_updated": ["b1", "B"],
        "hidden_frozen": ["W1", "b1", "B"],
        "random_feedback": ["B"],
    }.items():
        stack, before = start(range(3), 3, "tanh"), start(range(3), 3, "tanh")
        train_stack(stack, X, y, EXHIBITS[key], "tanh", learning_rate=1.0, epochs=5)
        assert [name for name in stack if np.array_equal(stack[name], before[name])] == names


@EACH_ACTIVATION
def test_without_the_average_the_learning_rate_is_four_times_as_large(activation):
    ends = []
    for key, rate in (("average_forgotten", 0.5), ("right", 2.0)):
        stack = start(range(20), 3, activation)
        settings = {"learning_rate": rate, "epochs": 500, "every": 10}
        ends.append(train_stack(stack, X, y, EXHIBITS[key], activation, **settings))
    np.testing.assert_array_equal(ends[0].loss, ends[1].loss)  # bit for bit: 4 is a power of 2


def test_a_run_that_is_no_longer_finite_has_diverged():
    def explode(stack, X, y, g, alpha, backward):
        stack["W2"][0] *= 1e200

    exhibit = EXHIBITS["right"]._replace(step=explode)
    history = train_stack(
        start(range(2), 3, "relu"), X, y, exhibit, "relu", learning_rate=1.0, epochs=5
    )
    assert history.outcome[0] == "diverged"
    assert history.outcome[1] != "diverged"
    assert history.epoch.tolist() == [0, 5]  # unless more are asked for


def test_a_stack_may_have_data_for_each_network():
    stack, g = start([0, 1], 3, "tanh"), ACTIVATIONS["tanh"]
    y_hat = museum.forward(stack, np.stack([X, X[::-1]]), g).y_hat
    np.testing.assert_array_equal(y_hat[0], museum.forward(stack, X, g).y_hat[0])
    np.testing.assert_allclose(y_hat[1], museum.forward(stack, X[::-1], g).y_hat[1], rtol=1e-15)
