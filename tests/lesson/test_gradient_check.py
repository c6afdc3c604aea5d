"""Tests of the gradient checks: they must reject every wrong gradient and every wrong step."""

import copy
import dataclasses
import re

import numpy as np
import pytest
from each import each
from hypothesis import given
from hypothesis import strategies as st
from networks import ENDS, network

from plainnet import (
    ACTIVATIONS,
    OUTPUTS,
    NeuralNetwork,
    check_gradient,
    check_step,
    datasets,
    descend,
    numerical_gradient,
    train,
)
from plainnet.activations import Activation
from plainnet.gradient_check import TOLERANCE
from plainnet.judge import rounding

X, y = datasets.xor()
LINEAR, UNKNOWN = {"output": "identity", "loss": "mse"}, "cannot tell here"


def same_parameters(one, two):
    return all(
        np.array_equal(one.parameters[name], two.parameters[name]) for name in one.parameters
    )


def scaled(g, factor):
    return {name: factor * value for name, value in g.items()}


# What a wrong `backward` does to the right gradients ``g`` of the network ``nn``.
WRONG = {
    "one matrix turned": lambda nn, g: g | {"W1": g["W1"].T},
    "one sign flipped": lambda nn, g: g | {"W1": -g["W1"]},
    "last bias missing": lambda nn, g: g | {"b2": 0 * g["b2"]},
    "parameters instead": lambda nn, g: nn.parameters,
    "all signs flipped": lambda nn, g: scaled(g, -1),
    "average forgotten": lambda nn, g: scaled(g, len(X)),
    "doubled": lambda nn, g: scaled(g, 2),
    "slightly too steep": lambda nn, g: scaled(g, 1.0005),
    "zero": lambda nn, g: scaled(g, 0),
}


@each("loss", ["mse", "cross_entropy"])
@each("wrong", WRONG.values(), ids=WRONG)
def test_a_wrong_gradient_is_rejected(wrong, loss):
    nn = network(loss=loss)

    def backward(nn, record, y):
        return wrong(nn, nn.backward(record, y))

    verdict = check_gradient(nn, X, y, backward)
    assert not verdict
    assert str(verdict).startswith("wrong: ")
    assert verdict.worst in str(verdict)


@given(seed=st.integers(0, 10_000), entry=st.integers(0, 8))
def test_one_entry_0_05_percent_wrong_is_rejected_and_named(seed, entry):
    nn = network(seed=seed)
    where = [(name, i) for name, v in nn.parameters.items() for i in np.ndindex(v.shape)][entry]
    name, index = where
    right = nn.backward(nn.forward(X), y)
    size = np.sqrt(sum(np.sum(value**2) for value in right.values()))
    if abs(right[name][index]) < 0.01 * size:
        return  # a tiny entry: its fault hardly changes the norm

    def backward(nn, record, y):
        gradients = nn.backward(record, y)
        gradients[name][index] *= 1.0005
        return gradients

    verdict = check_gradient(nn, X, y, backward)
    assert not verdict
    assert verdict.worst == f"{name}{list(index)}"
    assert verdict.got == pytest.approx(1.0005 * verdict.expected, rel=1e-6)
    assert verdict.expected == pytest.approx(right[name][index], rel=1e-6)


@given(seed=st.integers(0, 10_000))
def test_the_right_gradient_is_accepted(seed):
    verdict = check_gradient(network(seed=seed), X, y)
    assert verdict
    assert verdict.error <= TOLERANCE
    assert str(verdict) == "right: the relative error is at most 1e-07"


def test_arrays_in_the_order_of_the_parameters_and_rows_made_by_keepdims_are_gradients():
    def backward(nn, record, y):
        return [np.atleast_2d(g) for g in nn.backward(record, y).values()]

    assert check_gradient(network(), X, y, backward)


def test_without_a_function_on_trial_it_is_the_networks_own():
    class Doubled(NeuralNetwork):
        def backward(self, record, y):
            return scaled(super().backward(record, y), 2)

    in_a_subclass, on_the_network = Doubled(2, 2, 1), network()
    on_the_network.backward = lambda *given: scaled(NeuralNetwork.backward(nn, *given), 2)
    nn = network()
    for wrong in (in_a_subclass, on_the_network):
        assert check_gradient(wrong, X, y).answer == "wrong"


def test_checking_leaves_network_and_data_as_they_were():
    nn = network(activation="relu", init="normal_zero_bias")
    before, inputs, targets = copy.deepcopy(nn), X.copy(), y.copy()
    numerical_gradient(nn, inputs, targets)
    check_gradient(nn, inputs, targets)
    check_step(nn, inputs, targets, right_step, 0.1)
    assert same_parameters(nn, before)
    np.testing.assert_array_equal(inputs, X)
    np.testing.assert_array_equal(targets, y)


def test_the_numerical_gradient_of_one_neuron_is_that_of_logistic_regression():
    nn = network(2, 1)
    numerical = numerical_gradient(nn, X, y)
    assert list(numerical) == ["W1", "b1"]
    error = nn.predict(X) - y
    np.testing.assert_allclose(numerical["W1"], X.T @ error / 4, atol=1e-10)
    np.testing.assert_allclose(numerical["b1"], error.mean(axis=0), atol=1e-10)


def test_the_nudge_is_by_default_1e_minus_5():
    nn, n = network(), numerical_gradient(network(), X, y, 1e-5)
    for name, value in numerical_gradient(nn, X, y).items():
        np.testing.assert_array_equal(value, n[name])
    assert check_gradient(nn, X, y) == check_gradient(nn, X, y, epsilon=1e-5)
    given = nn, X, y, right_step, 0.5
    assert check_step(*given) == check_step(*given, epsilon=1e-5)


def test_patterns_on_a_kink_are_redrawn():
    nn = network(activation="relu", init="he")  # zero biases: (0, 0) lies on every kink
    assert check_gradient(nn, X, y)
    assert check_gradient(nn, X, y, rng=np.random.default_rng(5))
    assert check_step(nn, X, y, right_step, 0.1)


def test_without_any_place_away_from_the_kinks_it_says_so():
    nn = network(activation="relu")
    nn.parameters["W1"][:] = nn.parameters["b1"][:] = 0
    with pytest.raises(ValueError, match=r"X: expected patterns away from the kinks of relu"):
        check_gradient(nn, X, y)


# Where a gradient is smaller than the error of its measurement, no verdict is possible.
def solved():
    """A network whose loss has become so small that its slopes drown in rounding."""
    nn = NeuralNetwork(
        *(2, 2, 1), loss="mse", output="identity", activation="tanh", rng=np.random.default_rng(1)
    )
    train(nn, X, y, learning_rate=0.3, epochs=5000)
    return nn


def filled(values, **settings):
    """A network whose arrays of these names are filled with these values."""
    nn = network(**settings)
    for name, value in values.items():
        nn.parameters[name][:] = value
    return nn


DARK = {  # how a network is made that cannot be judged, and the reason
    "solved": (solved, "the gradient of b2 has the size .*, .* off by .*; draw fresh weights"),
    "saturated": (  # σ is flat here
        lambda: filled({"b2": -30}, loss="mse"),
        "the gradient of .* has the size .*; draw fresh weights",
    ),
    "dead": (
        lambda: filled({"b1": -9}, activation="relu"),
        "layer 1 is dead, its relu is 0 for all patterns; draw fresh weights",
    ),
    "blind": (  # its relus pass only the pattern (0, 0), where the gradient of W1 is 0
        lambda: filled({"W1": -9, "b1": 1}, activation="relu"),
        "the gradient of W1 has the size 0, and .*; draw fresh weights",
    ),
    "huge": (
        lambda: filled(dict.fromkeys(("W1", "b1", "W2", "b2"), 1e200)),
        "the numbers are too large to be measured; draw smaller weights",
    ),
}


@each(("make", "reason"), DARK.values(), ids=DARK)
def test_where_nobody_can_tell_the_judge_says_so_and_why(make, reason):
    nn = make()
    for verdict in (check_gradient(nn, X, y), check_step(nn, X, y, right_step, 0.5)):
        assert verdict.answer == "cannot tell here"
        assert re.fullmatch(f"cannot tell here: {reason}", str(verdict))
        assert not verdict


def test_one_array_that_is_too_large_to_be_measured_is_enough():
    nn = network(activation="tanh", output="identity", loss="mse")
    nn.parameters["W2"][:] *= 1e80  # the slopes at W1 and b1 are 1e80 times as large as at W2
    wanted = "cannot tell here: the numbers are too large to be measured; draw smaller weights"
    assert str(check_gradient(nn, X, y, epsilon=1e-2)) == wanted


# Networks, by seed, of whose gradients rounding leaves little.
def confident(seed, *sizes, bias=None, **options):
    """A network so sure of its right predictions that the slope of its output is rounded away."""
    nn = network(*sizes, seed=seed, **options)
    nn.parameters[nn.names[-1][1]][:] = 14 + seed if bias is None else bias
    return nn, X, np.ones_like(y)


def deep(*sizes):
    """Its estimate of the rounding must not cancel to 0."""
    return lambda seed: confident(seed, *sizes, bias=12 + seed / 3)


def cancelling(seed):
    """A network whose sums are differences of numbers a million times as large."""
    nn = network(2, 1, 1, seed=seed, activation="identity", **LINEAR)
    nn.parameters["W1"][:] = [[1e6], [-1e6]]
    return nn, 1.0 + 1e-6 * np.random.default_rng(seed).standard_normal((4, 2)), y


def difference(sign):
    """What is left of a difference of large numbers is rounding."""

    def make(seed):
        nn = network(2, 1, seed=seed, **LINEAR)
        nn.parameters["b1"][:] = sign * 1e8
        return nn, X, nn.predict(X) + 1e-7

    return make


def pulled(seed):
    """Outputs that pull a unit both ways."""
    nn = network(2, 2, 2, seed=seed)
    nn.parameters["W2"][:], nn.parameters["b2"][:] = [[1.0, -1.0], [1.0, -1.0]], 28 + seed / 5
    return nn, X, np.ones((4, 2))


def large(seed):
    """Large numbers alone are no obstacle."""
    nn = network(2, 1, seed=seed, **LINEAR)
    return nn, 3000.0 * np.random.default_rng(seed).random((4, 2)), 1e4 * y


ROUNDED = {  # how many seeds, the answers that are found among them, and those that may be
    "confident": (confident, 40, {UNKNOWN}, {"right"}),
    "confident, mse": (lambda seed: confident(seed, loss="mse"), 40, {UNKNOWN}, {"right"}),
    "confident, 2-1": (deep(2, 1), 90, {"right", UNKNOWN}, {}),
    "confident, 2-2-1": (deep(2, 2, 1), 90, {"right", UNKNOWN}, {}),
    "confident, 2-2-2-1": (deep(2, 2, 2, 1), 90, {"right", UNKNOWN}, {}),
    "cancelling": (cancelling, 40, {UNKNOWN}, {"right"}),
    "distant": (lambda seed: (network(seed=seed, **LINEAR), X, 1e8 + y), 40, {UNKNOWN}, {"right"}),
    "a difference below 0": (difference(-1), 40, {UNKNOWN}, {}),
    "a difference above 0": (difference(1), 40, {UNKNOWN}, {}),
    "pulled": (pulled, 40, {}, {"right", UNKNOWN}),
    "large": (large, 5, {"right"}, {}),
}


@each(("make", "seeds", "found", "allowed"), ROUNDED.values(), ids=ROUNDED)
def test_what_rounding_does_inside_the_network_is_known(make, seeds, found, allowed):
    answers = {check_gradient(*make(seed)).answer for seed in range(seeds)}
    assert {*found} <= answers <= {*found, *allowed}


more_exact = pytest.mark.skipif(
    np.finfo(np.longdouble).eps >= np.finfo(float).eps, reason="no number is more exact here"
)


def part(nn, inputs, targets):
    """The rounding error of the loss, as a share of the bound that the judge assumes."""
    A = inputs.astype(np.longdouble)
    for (W, b), g in zip(nn.names, nn.activations, strict=True):
        Z = A @ nn.parameters[W] + nn.parameters[b]
        A = g.function(Z)
    exact = nn.criterion.function(Z if nn.criterion.from_logit else A, targets)
    moved = abs(nn.loss(nn.forward(inputs), targets) - exact)
    return float(moved) / rounding._loss_rounding(nn, inputs, targets)


@more_exact
@each("sizes", [(2, 1), (2, 3, 1), (2, 4, 4, 1)])
@each(("loss", "output"), ENDS)
@each("activation", ACTIVATIONS)
@each("scale", [1, -10])
def test_rounding_moves_the_loss_by_what_the_judge_reckons_with(
    activation, output, loss, sizes, scale
):
    options, shares = {"activation": activation, "output": output, "loss": loss}, []
    for seed in range(25):
        inputs = scale * np.random.default_rng(seed).random((4, 2))
        targets = np.eye(3)[[0, 1, 2, 0]] if output == "softmax" else y
        nn = network(*sizes[:-1], targets.shape[1], seed=seed, **options)
        shares.append(part(nn, inputs, targets))
    assert all(0.0 <= share <= 1.0 for share in shares)
    assert max(shares) > 0.02


@more_exact
@pytest.mark.parametrize("target", [0.0, 1.0])
def test_rounding_moves_the_loss_of_a_confident_network_by_less(target):
    shares = []
    for seed in range(25):
        nn = network(2, 1, seed=seed)
        nn.parameters["b1"][:] = 16.0 * target - 8.0
        shares.append(part(nn, np.random.default_rng(seed).random((4, 2)), np.full((4, 1), target)))
    assert all(0.0 <= share <= 1.0 for share in shares)
    assert max(shares) > 0.02


@pytest.mark.parametrize("scale", [1.0, 1e2])
def test_at_a_loss_of_zero_a_measured_gradient_is_off_by_what_rounding_does_beside_it(scale):
    largest = 0.0
    for seed in range(30):
        nn = network(3, 1, seed=seed, output="identity", loss="mse")
        inputs = scale * np.random.default_rng(seed).standard_normal((5, 3))
        given = nn, inputs, nn.predict(inputs)
        n = numerical_gradient(*given)
        off = rounding.uncertainty(numerical_gradient, *given, 1e-5, n)
        assert all((off[name] > 0.0).all() for name in n)
        largest = max(largest, *(np.linalg.norm(n[name]) / np.linalg.norm(off[name]) for name in n))
    assert 0.005 < largest < 1.0


@each(
    ("epsilon", "least", "most"),
    [(1e-2, 0.32, 0.35), (1e-5, 0.05, 0.5), (1e-8, 0.05, 0.5)],  # truncation is 1/3; then rounding
)
@each(("loss", "output"), [end for end in ENDS if end[1] in ("sigmoid", "softmax")])
@each("activation", ["sigmoid", "tanh"])
def test_a_measured_gradient_is_off_by_what_the_judge_reckons_with(
    activation, output, loss, epsilon, least, most
):
    shares = []
    for seed in range(10):
        targets = np.eye(3)[[0, 1, 2, 0]] if output == "softmax" else y
        sizes, settings = (2, 3, targets.shape[1]), {"output": output, "loss": loss}
        nn = network(*sizes, seed=seed, activation=activation, **settings)
        right = nn.backward(nn.forward(X), targets)
        n = numerical_gradient(nn, X, targets, epsilon)
        off = rounding.uncertainty(numerical_gradient, nn, X, targets, epsilon, n)
        shares += [np.abs(n[name] - right[name]) / off[name] for name in n]
    assert all((share >= 0.0).all() for share in shares)
    assert least < max(share.max() for share in shares) < most


def test_the_rounding_of_a_gradient_does_not_grow_with_the_patterns():
    nn = network()
    twice = rounding._gradient_rounding(nn, np.vstack([X, X]), np.vstack([y, y]))
    for name, value in rounding._gradient_rounding(nn, X, y).items():
        np.testing.assert_allclose(value, twice[name], rtol=1e-12)


def test_an_activation_may_fall(monkeypatch):
    falling = Activation(lambda z: -np.tanh(z), lambda z, a=None: np.tanh(z) ** 2 - 1)
    monkeypatch.setitem(ACTIVATIONS, "falling", falling)
    monkeypatch.setitem(OUTPUTS, "falling", falling)
    rises, falls = network(activation="tanh"), network(activation="falling")
    falls.parameters["W2"] *= -1.0  # the same function
    for name, value in rounding._gradient_rounding(rises, X, y).items():
        np.testing.assert_array_equal(value, rounding._gradient_rounding(falls, X, y)[name])
    assert rounding._loss_rounding(rises, X, y) == rounding._loss_rounding(falls, X, y)
    assert check_gradient(falls, X, y)


def test_where_a_nudge_leaps_over_all_that_happens_nobody_is_condemned():
    for seed in range(20):
        nn = network(2, 4, 4, 4, 4, 1, seed=seed, activation="tanh", init="xavier")
        for value in nn.parameters.values():
            value *= 100
        verdict = check_gradient(nn, X, y)
        assert str(verdict).startswith("cannot tell here: the numbers are too large to be measured")


def test_one_pattern_over_which_a_nudge_leaps_is_enough():
    nn = network(2, 1, loss="mse")
    for value in nn.parameters.values():
        value[:] = 0
    inputs = np.array([[0.0, 0.0], [1e8, 0.0]])
    assert check_gradient(nn, inputs, np.ones((2, 1))).answer == "cannot tell here"


def test_a_wrong_gradient_is_not_excused_by_a_small_loss():
    def backward(nn, record, y):
        return {name: value + 0.01 for name, value in nn.backward(record, y).items()}

    for name in ("solved", "saturated", "dead", "blind"):
        make, _ = DARK[name]
        assert check_gradient(make(), X, y, backward).answer == "wrong"


def test_no_array_hides_behind_the_others():
    nn = network(2, 4, 4, 4, 4, 4, 4, 1, init="xavier")

    def backward(nn, record, y):
        gradients = nn.backward(record, y)
        return gradients | {"W1": 1.002 * gradients["W1"]}

    right = nn.backward(nn.forward(X), y)
    assert 0.002 * np.linalg.norm(right["W1"]) < TOLERANCE * np.linalg.norm(right["b7"])
    assert check_gradient(nn, X, y)
    verdict = check_gradient(nn, X, y, backward)
    assert verdict.answer == "wrong"
    assert verdict.worst.startswith("W1[")
    assert verdict.error == pytest.approx(0.002 / 2.002, rel=1e-2)
    assert str(verdict).startswith("wrong: the relative error is 1.0e-03, expected")


def test_of_several_arrays_behind_the_others_the_error_is_that_of_the_worst():
    nn = network(2, 4, 4, 4, 4, 4, 4, 1, init="xavier")

    def backward(nn, record, y):
        g = nn.backward(record, y)
        return g | {"W1": 1.002 * g["W1"], "b1": 1.004 * g["b1"]}

    assert check_gradient(nn, X, y, backward).error == pytest.approx(0.004 / 2.004, rel=1e-2)


@pytest.mark.parametrize("learning_rate", [1e-8, 1e-10, 1e-14])
def test_a_step_that_rounding_hides_is_not_condemned(learning_rate):
    verdict = check_step(network(), X, y, right_step, learning_rate)
    wanted = "cannot tell here: rounding hides so small a step; take a larger learning rate"
    assert verdict or str(verdict) == wanted
    assert str(check_step(network(), X, y, right_step, 1e-14)) == wanted


def test_the_order_of_the_gradients_does_not_matter():
    def backward(nn, record, y):
        return dict(reversed(nn.backward(record, y).items()))

    for nn in (network(), network(2, 4, 4, 1, init="xavier")):
        assert check_gradient(nn, X, y, backward)


def test_a_function_on_trial_that_overwrites_arrays_is_judged_by_what_it_returned():
    nn, inputs, targets = network(), X.copy(), y.copy()
    before = copy.deepcopy(nn)

    def overwrite(*arrays):
        for array in (*arrays, inputs, targets):
            array[:] = 1 - array

    def backward(nn, record, y):
        gradients = nn.backward(record, y)
        overwrite(*nn.parameters.values(), *record.A, *record.Z, y)
        return gradients

    def step(nn, X, y, learning_rate):
        right_step(nn, X, y, learning_rate)
        overwrite(X, y)

    assert check_gradient(nn, inputs, targets, backward)
    assert check_step(nn, inputs, targets, step, 0.5)
    assert same_parameters(nn, before)


def test_a_verdict_cannot_be_argued_with():
    verdict = check_gradient(network(), X, y)
    with pytest.raises(dataclasses.FrozenInstanceError):
        verdict.error = 0.0


# Updates, right and wrong.
def stepping(change):
    """A step of descent, with gradients and learning rate changed."""
    return lambda nn, X, y, rate: descend(nn, *change(nn.backward(nn.forward(X), y), rate))


right_step = stepping(lambda g, rate: (g, rate))


def updated_before_used_backwards(nn, X, y, learning_rate):
    record = nn.forward(X)
    gradients = nn.backward(record, y)
    descend(nn, {name: gradients[name] for name in ("W2", "b2")}, learning_rate)
    gradients = nn.backward(record, y)  # δ goes back through the new W2
    descend(nn, {name: gradients[name] for name in ("W1", "b1")}, learning_rate)


def one_pattern_after_the_other(nn, X, y, learning_rate):
    for x, target in zip(X[:, None], y[:, None], strict=True):
        right_step(nn, x, target, learning_rate)


@given(seed=st.integers(0, 10_000), learning_rate=st.floats(0.01, 10))
def test_the_update_rule_is_accepted(seed, learning_rate):
    verdict = check_step(network(seed=seed), X, y, right_step, learning_rate)
    assert verdict, verdict


STEPS = {  # each with the array that is worst
    "layer frozen": (stepping(lambda g, rate: ({k: g[k] for k in ("W2", "b2")}, rate)), "W1 b1"),
    "bias not updated": (stepping(lambda g, rate: ({k: g[k] for k in g if k != "b1"}, rate)), "b1"),
    "rate twice": (stepping(lambda g, rate: (g, rate**2)), "W b"),
    "rate doubled": (stepping(lambda g, rate: (g, 2 * rate)), "W b"),
    "uphill": (stepping(lambda g, rate: (scaled(g, -1), rate)), "W b"),
    "updated before used backwards": (updated_before_used_backwards, "W1 b1"),
    "one pattern after the other": (one_pattern_after_the_other, "W b"),
}


@each(("step", "worst"), STEPS.values(), ids=STEPS)
def test_a_wrong_step_is_rejected_although_the_gradient_is_right(step, worst):
    nn = network()
    verdict = check_step(nn, X, y, step, 0.5)
    assert not verdict
    assert verdict.worst.startswith(tuple(worst.split()))
    assert check_gradient(nn, X, y)
