"""Ensembles: networks as `train` trains each alone, kernels as in the tables, no wasted memory."""

import copy
import inspect
import tracemalloc
from types import SimpleNamespace

import numpy as np
import pytest
from each import each
from hypothesis import given
from hypothesis import strategies as st
from networks import ENDS

from plainnet import (
    ACTIVATIONS,
    INITIALISATIONS,
    LOSSES,
    OUTPUTS,
    Ensemble,
    Momentum,
    NeuralNetwork,
    datasets,
    train,
)
from plainnet.lab import ensemble
from plainnet.lab.in_place import ACTIVATION_KERNELS, LOSS_KERNELS

X, y = datasets.xor()
TWO_TARGETS = np.hstack([y, 1 - y])
LINEAR = {"activation": "identity", "output": "identity", "loss": "mse"}


def alone(*sizes, seed=0, **settings):
    return NeuralNetwork(*sizes, rng=np.random.default_rng(seed), **settings)


def close(many, networks, atol):
    for i, nn in enumerate(networks):
        for name, value in nn.parameters.items():
            np.testing.assert_allclose(many.parameters[name][..., i], value, rtol=0, atol=atol)


def compared(*sizes, runs, learning_rate, epochs, X=X, y=y, momentum=0.0, **settings):
    """Train an ensemble, and each of its networks alone; return all, and the largest difference."""
    many = Ensemble(*sizes, seeds=range(runs), **settings)
    options = {"learning_rate": learning_rate, "epochs": epochs}
    history = many.train(X, y, **options, momentum=momentum, every=1)
    networks = [alone(*sizes, seed=seed, **settings) for seed in range(runs)]
    each = [train(nn, X, y, **options, update=Momentum(momentum)) for nn in networks]
    apart = np.abs(history.loss - np.column_stack([h.loss for h in each])).max()
    return many, history, networks, [h.outcome for h in each], apart


# Each network of an ensemble is trained as by `train`.
@pytest.mark.parametrize("learning_rate", [0.1, 1, 3])
def test_every_step_of_every_network_is_that_of_train(learning_rate):
    many, history, networks, outcomes, apart = compared(
        2, 2, 1, runs=20, epochs=500, learning_rate=learning_rate
    )
    assert apart <= 1e-12
    close(many, networks, atol=1e-11)
    assert history.outcome.tolist() == outcomes
    assert history.epoch.tolist() == list(range(501))


def test_with_large_steps_rounding_grows_and_outcomes_stay():
    _, history, _, outcomes, apart = compared(2, 2, 1, runs=20, epochs=1000, learning_rate=10)
    assert apart <= 1e-6
    assert history.outcome.tolist() == outcomes


def test_with_huge_steps_at_most_one_outcome_in_forty_is_another():
    _, history, _, outcomes, _ = compared(2, 2, 1, runs=40, epochs=600, learning_rate=30)
    assert "thrashing" in outcomes
    assert (history.outcome != outcomes).sum() <= 1


WITH_KERNELS = [end for end in ENDS if {*end} <= {*ACTIVATION_KERNELS, *LOSS_KERNELS}]


@each("bias", [True, False])
@each(("loss", "output"), ENDS)
@each("activation", ACTIVATIONS)
def test_every_activation_and_loss_with_two_outputs(activation, output, loss, bias):
    settings = {"activation": activation, "output": output, "loss": loss, "bias": bias}
    for momentum in (0.0, 0.9):
        classes = np.hstack([TWO_TARGETS[:, :1], 1 - TWO_TARGETS[:, :1]])
        targets = classes if output == "softmax" else TWO_TARGETS
        options = {"y": targets, "learning_rate": 0.1, "epochs": 20, "momentum": momentum}
        many, history, networks, outcomes, apart = compared(2, 3, 2, runs=3, **options, **settings)
        assert apart <= 1e-12
        close(many, networks, atol=1e-12)
        assert history.outcome.tolist() == outcomes


@each("init", INITIALISATIONS)
@each("sizes", [(2, 1), (2, 1, 1), (2, 4, 1), (2, 3, 4, 2), (2, 2, 3, 2, 1)])
def test_every_size_and_start(sizes, init):
    options = {"y": TWO_TARGETS[:, : sizes[-1]], "learning_rate": 0.3, "epochs": 15}
    many, _, networks, _, apart = compared(*sizes, runs=4, init=init, momentum=0.5, **options)
    assert apart <= 1e-12
    close(many, networks, atol=1e-12)


def test_other_data_than_xor():
    inputs, targets = datasets.two_moons(30, rng=np.random.default_rng(0))
    options = {"X": inputs, "y": targets, "learning_rate": 1, "epochs": 200}
    many, history, networks, outcomes, apart = compared(2, 8, 1, runs=6, init="he", **options)
    assert apart <= 1e-12
    close(many, networks, atol=1e-10)
    assert history.outcome.tolist() == outcomes


def test_each_network_has_its_own_learning_rate():
    rates = np.geomspace(0.1, 3, 6)
    many = Ensemble(2, 2, 1, seeds=[5] * 6)
    history = many.train(X, y, learning_rate=rates, epochs=200, every=1)
    for i, rate in enumerate(rates):
        nn = alone(2, 2, 1, seed=5)
        each = train(nn, X, y, learning_rate=rate, epochs=200)
        np.testing.assert_allclose(history.loss[:, i], each.loss, rtol=0, atol=1e-12)
    assert len(set(history.loss[-1])) == 6


def test_a_relu_network_that_diverges_is_reported_as_train_does_and_disturbs_no_other():
    settings = {"activation": "relu", "output": "identity", "loss": "mse"}
    rates = np.tile([0.01, 5.0], 10)
    many = Ensemble(2, 4, 1, seeds=range(20), **settings)
    history = many.train(X, y, learning_rate=rates, epochs=300)
    for i, rate in enumerate(rates):
        each = train(alone(2, 4, 1, seed=i, **settings), X, y, learning_rate=rate, epochs=300)
        assert history.outcome[i] == each.outcome
        if each.outcome != "diverged":
            assert history.loss[-1, i] == pytest.approx(each.loss[-1], abs=1e-12)
    assert (history.outcome[1::2] == "diverged").all()
    assert (history.outcome[::2] != "diverged").all()


def test_a_start_that_is_not_finite_has_diverged():
    many = Ensemble(2, 2, 1, seeds=range(3), **LINEAR)
    history = many.train(1e200 * X, y, learning_rate=1, epochs=2)
    assert history.outcome.tolist() == ["diverged"] * 3


def test_a_loss_that_is_finite_again_does_not_undo_that_a_network_diverged():
    settings = {"output": "relu", "loss": "mse", "bias": False}
    nn, many = alone(2, 1, **settings), Ensemble(2, 1, seeds=range(2), **settings)
    for parameters in (nn.parameters, many.parameters):
        parameters["W1"][...] = 1e160
    many.parameters["W1"][..., 1] = 0.5
    once = copy.deepcopy(many).train(X, y, learning_rate=4, epochs=20)
    history = many.train(X, y, learning_rate=4, epochs=20, every=1)
    assert once.outcome.tolist() == history.outcome.tolist()
    assert np.isinf(history.loss[0, 0])
    assert np.isfinite(history.loss[1:, 0]).all()  # all units are dead
    assert train(nn, X, y, learning_rate=4, epochs=20).outcome == "diverged"
    assert history.outcome[0] == "diverged" != history.outcome[1]


def test_a_network_with_one_wrong_answer_is_not_solved_however_small_its_loss():
    inputs = np.repeat([[-1.0], [1.0], [-0.001]], [20, 20, 1], axis=0)
    targets = np.repeat([[0.0], [1.0], [1.0]], [20, 20, 1], axis=0)
    many = Ensemble(1, 1, seeds=range(2), loss="mse")
    many.parameters["W1"][...], many.parameters["b1"][...] = 100.0, [0.0, 1.0]
    history = many.train(inputs, targets, learning_rate=1e-30, epochs=10)
    assert (history.loss < 0.01).all()
    assert history.outcome.tolist() == ["stuck", "solved"]


def test_for_targets_that_are_no_labels_the_only_outcome_is_diverged():
    inputs, many = np.linspace(0, 1, 21)[:, None], Ensemble(1, 1, seeds=[0, 0], **LINEAR)
    history = many.train(inputs, inputs, learning_rate=[0.1, 1e3], epochs=200)
    each = train(alone(1, 1, **LINEAR), inputs, inputs, learning_rate=0.1, epochs=200)
    assert history.outcome.tolist() == [each.outcome, "diverged"] == [None, "diverged"]
    assert history.reason == each.reason != ""


# Networks that are put into an ensemble, and taken out of it.
def test_each_network_starts_as_it_does_alone():
    many = Ensemble(2, 3, 1, seeds=[7, 0, 10**30], init="uniform")
    assert len(many) == 3
    for i, seed in enumerate(many.seeds):
        start = alone(2, 3, 1, seed=seed, init="uniform")
        for name, value in start.parameters.items():
            np.testing.assert_array_equal(many.parameters[name][..., i], value)
            np.testing.assert_array_equal(many.network(i).parameters[name], value)
    assert list(many.parameters) == list(start.parameters)
    assert many.parameters["W1"].shape == (2, 3, 3)


def test_networks_are_counted_as_the_items_of_a_list_are():
    many = Ensemble(2, 2, 1, seeds=[7, 0, 3])
    for i, same in ((-1, 2), (-3, 0), (np.int64(1), 1)):
        one, other = many.network(i).parameters, many.network(same).parameters
        assert all((one[name] == other[name]).all() for name in one)


def test_an_ensemble_takes_the_settings_of_a_network_but_its_generator():
    parameters = inspect.signature(NeuralNetwork).parameters.values()
    named = [p.name for p in parameters if p.kind is p.KEYWORD_ONLY]
    assert [*ensemble.SETTINGS, "rng"] == named


def test_a_network_taken_out_is_a_copy_that_goes_on_alone():
    many = Ensemble(2, 2, 1, seeds=range(5), activation="tanh")
    history = many.train(X, y, learning_rate=1, epochs=50)
    before = many.parameters["W1"].copy()
    nn = many.network(2)
    assert nn.loss(nn.forward(X), y) == pytest.approx(history.loss[-1, 2], abs=1e-14)
    train(nn, X, y, learning_rate=1, epochs=50)
    np.testing.assert_array_equal(many.parameters["W1"], before)
    further = many.train(X, y, learning_rate=1, epochs=50)
    assert nn.loss(nn.forward(X), y) == pytest.approx(further.loss[-1, 2], abs=1e-12)
    nn.parameters["W1"][:] = 99
    assert not (many.template.parameters["W1"] == 99).any()
    assert many.network(2).activation_names == ["tanh", "sigmoid"]


@pytest.mark.parametrize("momentum", [0.0, 0.9])
def test_training_twice_goes_on_from_the_parameters_with_a_new_memory(momentum):
    many, nn = Ensemble(2, 2, 1, seeds=range(3)), alone(2, 2, 1, seed=2)
    parts = []
    for epochs in (10, 20):
        options = {"learning_rate": 0.5, "epochs": epochs}
        history = many.train(X, y, **options, momentum=momentum, every=1)
        each = train(nn, X, y, **options, update=Momentum(momentum))
        np.testing.assert_allclose(history.loss[:, 2], each.loss, rtol=0, atol=1e-13)
        parts.append(history.loss)
    whole = Ensemble(2, 2, 1, seeds=range(3))
    loss = whole.train(X, y, learning_rate=0.5, epochs=30, momentum=momentum, every=1).loss
    assert np.array_equal(loss, np.concatenate([parts[0], parts[1][1:]])) == (momentum == 0)


# Blocks of networks, histories, the progress bar.
@pytest.mark.parametrize("momentum", [0.0, 0.9])
def test_the_borders_of_blocks_are_not_seen(monkeypatch, momentum):
    def run():
        many = Ensemble(2, 3, 1, seeds=range(150))
        rates = np.geomspace(0.1, 3, 150)
        options = {"learning_rate": rates, "epochs": 100, "momentum": momentum}
        return many, many.train(X, y, **options, every=10)

    assert ensemble._block_size((2, 3, 1), 4) > 150
    one, in_one = run()
    monkeypatch.setattr(ensemble, "CACHE", 1)
    assert ensemble._block_size((2, 3, 1), 4) == 64
    three, in_three = run()
    np.testing.assert_allclose(in_three.loss, in_one.loss, rtol=0, atol=1e-12)
    for name, value in one.parameters.items():
        np.testing.assert_allclose(three.parameters[name], value, rtol=0, atol=1e-11)
    np.testing.assert_array_equal(in_three.outcome, in_one.outcome)
    assert in_three.outcome.shape == (150,)


@given(sizes=st.lists(st.integers(1, 2000), min_size=2, max_size=4), m=st.integers(1, 10_000))
def test_a_block_holds_at_least_64_networks_and_fits_the_cache_if_it_holds_more(sizes, m):
    size = ensemble._block_size(sizes, m)
    assert 64 <= size <= 4096
    assert size == 64 or size * m * max(sizes[1:]) * 8 <= ensemble.CACHE
    assert size == 4096 or (size + 1) * m * max(sizes[1:]) * 8 > ensemble.CACHE


@given(epochs=st.integers(1, 30), every=st.none() | st.integers(1, 40))
def test_every_thins_the_history_and_changes_nothing_else(epochs, every):
    def run(every):
        many = Ensemble(2, 2, 1, seeds=range(3))
        return many.train(X, y, learning_rate=3, epochs=epochs, every=every)

    whole, thin = run(1), run(every)
    assert thin.epoch.tolist() == sorted({*range(0, epochs + 1, every or epochs), epochs})
    np.testing.assert_array_equal(thin.loss, whole.loss[thin.epoch])
    np.testing.assert_array_equal(thin.outcome, whole.outcome)


def test_a_progress_bar_is_shown_only_on_demand_and_changes_nothing(capsys):
    plain = Ensemble(2, 2, 1, seeds=range(3)).train(X, y, learning_rate=1, epochs=30)
    assert capsys.readouterr() == ("", "")
    many = Ensemble(2, 2, 1, seeds=range(3))
    shown = many.train(X, y, learning_rate=1, epochs=30, progress=True)
    out, err = capsys.readouterr()
    assert out == ""
    assert "blocks" in err
    np.testing.assert_array_equal(plain.loss, shown.loss)


def test_training_leaves_the_data_and_the_learning_rates_alone():
    inputs, targets, rates = X.copy(), y.copy(), np.ones(3)
    Ensemble(2, 2, 1, seeds=range(3)).train(inputs, targets, learning_rate=rates, epochs=5)
    np.testing.assert_array_equal(inputs, X)
    np.testing.assert_array_equal(targets, y)
    np.testing.assert_array_equal(rates, np.ones(3))


# Single precision.
@pytest.mark.parametrize(
    ("learning_rate", "epochs", "loss"),
    [(1, 2000, "cross_entropy"), (1, 2000, "mse"), (0.1, 20_000, "cross_entropy")],
)
def test_in_single_precision_at_most_one_outcome_in_a_hundred_is_another(
    learning_rate, epochs, loss
):
    options = {"learning_rate": learning_rate, "epochs": epochs}
    exact, single = (
        Ensemble(2, 2, 1, seeds=range(200), loss=loss, dtype=dtype)
        for dtype in (np.float64, np.float32)
    )
    expected, history = (many.train(X, y, **options) for many in (exact, single))
    assert {value.dtype.name for value in single.parameters.values()} == {"float32"}
    assert history.loss.dtype == np.float32
    assert (history.outcome != expected.outcome).sum() <= 2
    assert "thrashing" not in {*history.outcome, *expected.outcome}
    assert single.network(0).parameters["W1"].dtype == np.float64


# The kernels, which compute activations and losses in place.
POINTS = np.array([-1000, -40, -1, -1e-9, -0.0, 0, 1e-9, 1, 40, 1000])
both_precisions = each("dtype", [np.float32, np.float64])


def points(dtype):
    z = np.concatenate([POINTS, np.random.default_rng(0).normal(0, 5, 500)])
    return z.astype(dtype).reshape(2, 3, -1)


@both_precisions
@pytest.mark.parametrize("name", ACTIVATION_KERNELS)
def test_each_activation_kernel_is_the_function_and_the_derivative_of_the_table(name, dtype):
    z, (function, slope) = points(dtype), ACTIVATION_KERNELS[name]
    a, slopes, eps = np.full_like(z, np.nan), np.full_like(z, np.nan), np.finfo(dtype).eps
    function(z, a)
    slope(z, a, slopes)
    exact = z.astype(float)
    table = OUTPUTS[name]
    if name == "softmax":  # it sums over the units, which the table has on the last axis
        exact = np.moveaxis(exact, 1, -1)
        a, slopes = np.moveaxis(a, 1, -1), np.moveaxis(slopes, 1, -1)
    np.testing.assert_allclose(a, table.function(exact), rtol=8 * eps, atol=eps)
    np.testing.assert_allclose(slopes, table.derivative(exact), rtol=0, atol=4 * eps)
    np.testing.assert_array_equal(z, points(dtype))


@both_precisions
@pytest.mark.parametrize(("name", "output"), WITH_KERNELS)
def test_each_loss_kernel_is_the_loss_and_the_gradient_of_the_table(name, output, dtype):
    Z, loss, g = points(dtype), LOSSES[name], OUTPUTS[output]
    targets = np.array([[0, 1, 0] if output == "softmax" else [0, 1, 1], [1, 0, 0]], dtype)
    function, slope = ACTIVATION_KERNELS[output]
    layer = SimpleNamespace(Z=Z, slope=slope)
    layer.A, layer.delta, layer.work = (np.full_like(Z, np.nan) for _ in range(3))
    function(Z, layer.A)
    A, eps, total = layer.A.copy(), float(np.finfo(dtype).eps), np.empty(Z.shape[-1], dtype)
    of_loss, of_delta, _, of_count = LOSS_KERNELS[name]
    count = of_count(targets)
    of_loss(layer, targets[..., None], total)
    of_delta(layer, targets[..., None], layer.delta)
    np.testing.assert_array_equal(layer.Z, points(dtype))
    np.testing.assert_array_equal(layer.A, A)
    for i in range(Z.shape[-1]):
        z = Z[..., i].astype(float)
        entering = z if loss.from_logit else g.function(z)
        gradient = loss.gradient(entering, targets)
        if not loss.from_logit:
            gradient = gradient * g.derivative(z)
        expected = count * loss.function(entering, targets)
        assert total[i] == pytest.approx(expected, rel=8 * eps, abs=8 * eps)
        scale = max(1, np.abs(gradient).max())
        np.testing.assert_allclose(layer.delta[..., i] / count, gradient, atol=8 * eps * scale)


@each("place", [(0, 0), (1, 2)])
@each("wrong", [np.inf, -np.inf, np.nan])
@each("name", LOSS_KERNELS)
def test_what_is_watched_is_finite_where_the_loss_is(name, wrong, place):
    Z = np.random.default_rng(0).normal(size=(2, 3, 4))
    Z[*place, 1] = wrong
    layer = SimpleNamespace(Z=Z, A=Z, delta=np.empty_like(Z), work=np.empty_like(Z))
    watched = LOSS_KERNELS[name][2]
    total = np.empty(4)
    with np.errstate(all="ignore"):
        watched(layer, np.zeros((2, 3, 1)), total)
    assert np.isfinite(total).tolist() == [True, False, True, True]


@both_precisions
def test_cross_entropy_is_as_exact_as_its_value_is_large(dtype):
    # Right predictions: a small loss, not computed as the difference of two large numbers.
    Z = np.linspace(0, 15, 400, dtype=dtype).reshape(1, 1, -1)
    layer = SimpleNamespace(Z=Z, A=np.empty_like(Z), delta=np.empty_like(Z), work=np.empty_like(Z))
    ACTIVATION_KERNELS["sigmoid"][0](Z, layer.A)
    total = np.empty(400, dtype)
    LOSS_KERNELS["cross_entropy"][0](layer, np.ones((1, 1, 1), dtype), total)
    expected = np.logaddexp(0, -Z[0, 0].astype(float))
    np.testing.assert_allclose(total, expected, rtol=0, atol=2 * np.finfo(dtype).eps)


# Memory.
def peak(call):
    """The largest number of bytes that ``call`` held at once."""
    tracemalloc.start()
    try:
        call()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_training_longer_takes_no_more_memory(monkeypatch):
    monkeypatch.setattr(ensemble, "last_tenth", lambda epochs: 1)
    many = Ensemble(2, 3, 2, seeds=range(500))

    def cost(epochs):
        options = {"learning_rate": 1, "epochs": epochs, "momentum": 0.9}
        return peak(lambda: many.train(X, TWO_TARGETS, **options))

    cost(2)
    assert cost(300) - cost(2) < 500 * 8  # so no more than one float per network


@both_precisions
@pytest.mark.parametrize(("loss", "output"), WITH_KERNELS[:-1])  # not softmax: it needs sums
@pytest.mark.parametrize("activation", [name for name in ACTIVATIONS if name in ACTIVATION_KERNELS])
def test_a_step_makes_no_array(activation, output, loss, dtype):
    nn, networks = alone(2, 3, 2, activation=activation, output=output, loss=loss), 40_000
    theta = np.full((nn.parameter_count, networks), 0.1, dtype)
    block = ensemble._Block(nn, theta, X, TWO_TARGETS, 0.9)
    alpha, total = np.ones((2, networks), dtype)

    def step():
        block.backward()
        block.step(alpha)
        block.forward()
        block.loss(total, block.total_loss)

    block.forward()
    assert peak(step) < total.nbytes  # less than the smallest array; NumPy has buffers of 64 kB
