"""The update rule and the loop around it: by hand, bit for bit, and as published."""

import copy
from contextlib import suppress
from fractions import Fraction

import numpy as np
import pytest
from each import each
from hypothesis import given
from hypothesis import strategies as st
from networks import network

from plainnet import (
    Adam,
    Momentum,
    NeuralNetwork,
    WeightDecay,
    _validation,
    datasets,
    descend,
    train,
)
from plainnet.gradient_descent import Log, steps

X, y = datasets.xor()
MOONS = datasets.two_moons(7, rng=np.random.default_rng(0))
LINEAR = {"activation": "identity", "output": "identity", "loss": "mse"}
each_rule = each("update", [lambda: descend, WeightDecay, Momentum, Adam])


def equal(one, two):
    for name, value in one.items():
        np.testing.assert_array_equal(value, two[name])


def close(one, two):
    for name, value in one.items():
        np.testing.assert_allclose(value, two[name], rtol=1e-11, atol=1e-11)


def gradient_of(nn):
    return nn.backward(nn.forward(X), y)


def moved_by_hand(nn, X, y, learning_rate):
    gradients = nn.backward(nn.forward(X), y)
    return {name: value - learning_rate * gradients[name] for name, value in nn.parameters.items()}


@given(seed=st.integers(0, 10_000), learning_rate=st.floats(1e-3, 30))
def test_one_epoch_is_one_step_of_the_rule(seed, learning_rate):
    nn = network(seed=seed)
    expected = moved_by_hand(nn, X, y, learning_rate)
    train(nn, X, y, learning_rate=learning_rate, epochs=1)
    equal(nn.parameters, expected)


@each_rule
def test_an_update_moves_in_place_and_only_what_it_is_given(update):
    nn, rule = network(), update()
    rule(nn, gradient_of(nn), 0.1)
    before, W1 = copy.deepcopy(nn.parameters), nn.parameters["W1"]
    rule(nn, {"W1": np.ones((2, 2))}, 0.1)
    assert nn.parameters["W1"] is W1
    assert (before["W1"] != W1).all()
    equal(nn.parameters, before | {"W1": W1})


# When steps are checked; what is refused is in test_bad_input.py.
@pytest.mark.parametrize(("batch_size", "steps"), [(None, 1), (2, 2), (3, 2)])
def test_steps_are_checked_in_the_first_epoch_only(batch_size, steps):
    nn, checked = network(), []

    def own(nn, gradients, learning_rate):
        checked.append(id(nn) not in _validation.IN_TRAINING)
        descend(nn, gradients, learning_rate)

    train(nn, X, y, learning_rate=1, epochs=3, batch_size=batch_size, update=own)
    assert checked == [True] * steps + [False] * 2 * steps


@pytest.mark.parametrize("good", [0, 1, 3, 99])
def test_after_training_calls_are_checked_again_also_after_an_error(good):
    nn, steps = network(), []

    def own(nn, gradients, learning_rate):
        if len(steps) == good:
            raise ZeroDivisionError
        steps.append(descend(nn, gradients, learning_rate))

    with suppress(ZeroDivisionError):
        train(nn, X, y, learning_rate=1, epochs=5, update=own)
    assert len(steps) == min(good, 5)
    assert id(nn) not in _validation.IN_TRAINING
    with pytest.raises(ValueError, match=r"^X: expected shape \(m, 2\); got shape \(2,\)"):
        nn.predict(X[0])


def test_targets_are_checked_against_another_forward():
    nn = network()
    nn.forward = lambda X, forward=nn.forward: forward(X[:3])
    with pytest.raises(ValueError, match=r"^y: expected shape \(3, 1\); got shape \(4, 1\)"):
        train(nn, X, y, learning_rate=1, epochs=10)


@pytest.mark.parametrize("options", [{"output": "tanh"}, {"output": "identity"}])
def test_targets_beyond_0_and_1_are_for_other_outputs_than_a_sigmoid(options):
    train(network(**options, loss="mse"), X, 3 * y - 1, learning_rate=0.1, epochs=2)


# Weights and learning rates of other types than float.
@each_rule
@pytest.mark.parametrize("kind", [int, np.float32, np.int8, list])
def test_weights_of_another_kind_move_as_doubles_do(kind, update):
    whole, plain = network(), network()
    start = np.array([[3, -2], [1, 2]])
    whole.parameters["W1"] = start.tolist() if kind is list else start.astype(kind)
    plain.parameters["W1"] = start.astype(float)
    gradients = gradient_of(plain)
    for nn in (whole, plain):
        update()(nn, gradients, 0.5)
    equal(whole.parameters, plain.parameters)


@each_rule
@pytest.mark.parametrize("kind", [Fraction, np.float64, np.float32, np.float16, np.longdouble])
def test_a_learning_rate_of_any_kind_is_its_float(update, kind):
    one, two = network(), network()
    train(one, X, y, learning_rate=0.5, epochs=5, update=update())
    train(two, X, y, learning_rate=kind(0.5), epochs=5, update=update())
    equal(one.parameters, two.parameters)


# Update rules with a memory: momentum and Adam.
def discounted(gradients, beta, power=1):
    """Σₛ βᵗ⁻ˢ gₛ to a ``power``: the recursions of momentum and Adam, written out as a sum."""
    return sum(beta**age * g**power for age, g in enumerate(reversed(gradients)))


def steps_by_hand(nn, step, steps):
    """Subtract ``step(all gradients so far)`` from each parameter of ``nn``, again and again."""
    seen = []
    for _ in range(steps):
        seen.append(gradient_of(nn))
        for name in nn.parameters:
            nn.parameters[name] = nn.parameters[name] - step([g[name] for g in seen])
    return nn


@given(st.integers(0, 10_000), st.floats(0, 0.99), st.floats(0.01, 3))
def test_momentum_adds_up_all_gradients_each_older_one_times_beta(seed, beta, learning_rate):
    nn = network(seed=seed)
    by_hand = steps_by_hand(
        copy.deepcopy(nn), lambda g: learning_rate * discounted(g, beta), steps=8
    )
    train(nn, X, y, learning_rate=learning_rate, epochs=8, update=Momentum(beta))
    close(nn.parameters, by_hand.parameters)


@given(st.integers(0, 10_000), st.floats(0, 0.99), st.floats(0, 0.9999), st.floats(0.01, 1))
def test_adam_divides_the_mean_gradient_by_the_root_of_the_mean_square(seed, beta1, beta2, rate):
    def step(g):
        m_hat, v_hat = (
            (1 - beta) * discounted(g, beta, power) / (1 - beta ** len(g))
            for beta, power in ((beta1, 1), (beta2, 2))
        )
        return rate * m_hat / (np.sqrt(v_hat) + 1e-3)

    nn = network(seed=seed)
    by_hand = steps_by_hand(copy.deepcopy(nn), step, steps=8)
    train(nn, X, y, learning_rate=rate, epochs=8, update=Adam(beta1, beta2, epsilon=1e-3))
    close(nn.parameters, by_hand.parameters)


def test_a_beta_of_minus_zero_is_zero():
    assert str(Momentum(-0.0).beta) == "0.0"


def test_the_usual_settings_are_those_of_the_papers():
    assert Momentum().beta == 0.9
    assert (Adam().betas, Adam().epsilon) == ((0.9, 0.999), 1e-8)


# A backward, forward or loss of the reader's own is used, at every step.
def twice(backward):
    return lambda *args: {name: 2 * g for name, g in backward(*args).items()}


class Doubled(NeuralNetwork):
    backward = twice(NeuralNetwork.backward)


def in_a_subclass(nn):
    nn.__class__ = Doubled


def on_the_network(nn):
    nn.backward = twice(nn.backward)


@pytest.mark.parametrize("batch_size", [None, 3])
@pytest.mark.parametrize("replace", [in_a_subclass, on_the_network])
def test_another_backward_is_used_at_every_step(replace, batch_size):
    options = {"epochs": 20, "batch_size": batch_size}
    plain, doubled = network(), network()
    expected = train(plain, *MOONS, learning_rate=0.5, **options)
    replace(doubled)
    history = train(doubled, *MOONS, learning_rate=0.25, **options)
    equal(plain.parameters, doubled.parameters)
    np.testing.assert_array_equal(history.loss, expected.loss)


@pytest.mark.parametrize(("batch_size", "passes"), [(None, 11), (2, 31)])
def test_another_forward_is_used_at_every_step(batch_size, passes):
    class Counted(NeuralNetwork):
        passes = 0

        def forward(self, X):
            self.passes += 1
            return super().forward(X)

    nn = Counted(2, 2, 1)
    train(nn, X, y, learning_rate=1, epochs=10, batch_size=batch_size)
    assert nn.passes == passes


def test_another_loss_is_used_at_every_step():
    nn = network()
    nn.loss = lambda record, y: float(record.y_hat[0, 0])
    history = train(nn, X, y, learning_rate=1, epochs=10)
    assert history.loss[-1] == nn.predict(X)[0, 0] != history.loss[-2]


# Mini-batches, and the histories and snapshots of runs.
def batches_of(nn, X, y, **options):
    """Train ``nn`` and list the rows of each batch; the first column of ``X`` numbers them."""
    seen, forward = [], nn.forward
    nn.forward = lambda X: seen.append(X[:, 0].astype(int).tolist()) or forward(X)
    train(nn, X, y, learning_rate=0.1, **options)
    return [rows for rows in seen if len(rows) < len(X)]


NUMBERED = np.column_stack([np.arange(7), np.ones(7)]), np.ones((7, 1))


def test_a_batch_has_batch_size_patterns_in_order_and_the_last_one_the_rest():
    batches = batches_of(network(), *NUMBERED, epochs=2, batch_size=3)
    assert batches == [[0, 1, 2], [3, 4, 5], [6]] * 2


def test_with_a_generator_each_epoch_has_an_order_of_its_own():
    options = {"epochs": 6, "batch_size": 3}
    batches = batches_of(network(), *NUMBERED, rng=np.random.default_rng(0), **options)
    assert [len(rows) for rows in batches] == [3, 3, 1] * 6
    orders = [(*batches[i], *batches[i + 1], *batches[i + 2]) for i in range(0, 18, 3)]
    assert len({*orders, tuple(range(7))}) == 7
    assert all(sorted(order) == list(range(7)) for order in orders)
    again = batches_of(network(), *NUMBERED, rng=np.random.default_rng(0), **options)
    other = batches_of(network(), *NUMBERED, rng=np.random.default_rng(1), **options)
    assert batches == again != other


@pytest.mark.parametrize("size", [1, 3])
def test_each_batch_makes_one_update_from_its_own_patterns(size):
    nn = network()
    by_hand = copy.deepcopy(nn)
    history = train(nn, *MOONS, learning_rate=0.5, epochs=2, batch_size=size)
    X, y = MOONS
    for first in [*range(0, 7, size)] * 2:
        rows = slice(first, first + size)
        by_hand.parameters = moved_by_hand(by_hand, X[rows], y[rows], 0.5)
    equal(nn.parameters, by_hand.parameters)
    assert history.loss[-1] == by_hand.loss(by_hand.forward(X), y)
    assert len(history.loss) == 3


def test_snapshots_are_copies_of_the_parameters_after_these_epochs():
    nn = network()
    start = copy.deepcopy(nn.parameters)
    history = train(nn, X, y, learning_rate=1, epochs=10, snapshots=(0, 3, 10))
    assert list(history.snapshots) == [0, 3, 10]
    equal(history.snapshots[0], start)
    equal(history.snapshots[10], nn.parameters)
    again = network()
    train(again, X, y, learning_rate=1, epochs=3)
    equal(history.snapshots[3], again.parameters)
    nn.parameters["W1"][:] = 99
    assert not (history.snapshots[10]["W1"] == 99).any()


@pytest.mark.parametrize("batch_size", [None, 1])
def test_a_diverging_run_stops_early_without_a_warning(batch_size):
    nn = network(**LINEAR)
    history = train(nn, X, y, learning_rate=100, epochs=1000, batch_size=batch_size)
    assert history.outcome == "diverged"
    assert len(history.loss) < 1001
    assert np.isfinite(history.loss[:-1]).all()
    assert not np.isfinite(history.loss[-1])


@each_rule
@pytest.mark.parametrize("value", [np.inf, np.nan])
def test_a_gradient_that_is_not_finite_makes_a_run_diverge(update, value):
    nn = network()
    nn.backward = lambda *given: NeuralNetwork.backward(nn, *given) | {"b2": np.array([value])}
    assert train(nn, X, y, learning_rate=1, epochs=20, update=update()).outcome == "diverged"


def test_a_run_whose_start_is_not_finite_ends_there():
    history = train(network(**LINEAR), 1e200 * X, y, learning_rate=1, epochs=9, every=2)
    assert (history.outcome, list(history.epoch), list(history.loss)) == ("diverged", [0], [np.inf])


@pytest.mark.parametrize("start", [np.nan, np.inf])
@pytest.mark.parametrize(("later", "best"), [(None, 0), (0.5, 3)])
def test_there_are_best_parameters_also_where_the_validation_loss_is_not_finite(start, later, best):
    seen = [start] * 3 + [later or start] * 3
    nn, losses = network(), iter(seen)
    nn.loss = lambda record, y: next(losses) if len(y) == 2 else 0.7
    settings = {"learning_rate": 1, "epochs": 5, "snapshots": range(6)}
    history = train(nn, X, y, **settings, validation=(X[:2], y[:2]))
    assert history.best_epoch == best
    equal(history.best, history.snapshots[best])
    np.testing.assert_array_equal(history.validation_loss, seen)


# Histories that store only some of the epochs (`every`).
@given(epochs=st.integers(1, 30), every=st.integers(1, 40))
def test_every_keeps_the_start_each_kth_epoch_and_the_end(epochs, every):
    one, two = network(), network()
    whole = train(one, X, y, learning_rate=3, epochs=epochs)
    thin = train(two, X, y, learning_rate=3, epochs=epochs, every=every)
    assert list(whole.epoch) == list(range(epochs + 1))
    assert list(thin.epoch) == sorted({*range(0, epochs + 1, every), epochs})
    np.testing.assert_array_equal(thin.loss, whole.loss[thin.epoch])
    assert thin.outcome == whole.outcome
    equal(two.parameters, one.parameters)


@pytest.mark.parametrize("learning_rate", [1, 30])
def test_the_outcome_is_judged_from_all_epochs_also_those_that_are_not_kept(learning_rate):
    def run(every):
        return train(network(seed=1), X, y, learning_rate=learning_rate, epochs=3000, every=every)

    whole, ends = run(1), run(3000)
    assert ends.loss.shape == (2,)
    assert ends.outcome == whole.outcome
    assert whole.outcome in ("stuck", "thrashing")  # two losses do not show which


@pytest.mark.parametrize("every", [1, 7, 1000])
def test_a_thinned_history_of_a_diverging_run_ends_with_the_loss_that_is_not_finite(every):
    whole = train(network(**LINEAR), X, y, learning_rate=100, epochs=1000)
    options = {"every": every, "snapshots": (0, 900)}
    thin = train(network(**LINEAR), X, y, learning_rate=100, epochs=1000, **options)
    end = whole.epoch[-1]
    assert list(thin.epoch) == sorted({*range(0, end + 1, every), end})
    np.testing.assert_array_equal(thin.loss, whole.loss[thin.epoch])
    assert not np.isfinite(thin.loss[-1])
    assert thin.outcome == "diverged"
    assert list(thin.snapshots) == [0]


# The progress bar, and whole runs.
@each_rule
@pytest.mark.parametrize("batch_size", [None, 3])
@pytest.mark.parametrize("activation", ["sigmoid", "tanh", "relu", "identity"])
def test_training_in_pieces_is_one_long_training(update, batch_size, activation):
    """Also where a run is stepped by hand and left in the middle of its last epoch's losses."""
    runs = []
    for pieces in ([11], [1, 4, 6], [5, 6]):
        nn, rule, rng = network(activation=activation), update(), np.random.default_rng(5)
        settings = {"batch_size": batch_size, "rng": rng, "update": rule}
        losses = [nn.loss(nn.forward(MOONS[0]), MOONS[1])]
        for epochs in pieces:
            history = train(nn, *MOONS, learning_rate=0.1, epochs=epochs, **settings)
            losses += history.loss[1:].tolist()
        runs.append((nn.parameters, losses))
    nn, rng = network(activation=activation), np.random.default_rng(5)
    log = Log(nn, 1000)
    walk = steps(nn, *MOONS, 0.1, log, batch_size, rng, update())
    while len(log.losses) < 12:
        next(walk)
    runs.append((nn.parameters, log.losses))
    for parameters, losses in runs[1:]:
        equal(runs[0][0], parameters)
        assert losses == runs[0][1]


def test_a_step_is_an_update_or_an_epoch_and_the_last_is_that_which_diverged():
    nn = network()
    log = Log(nn, 3)
    walk = steps(nn, X, y, 0.5, log, batch_size=2)
    counts = [len(log.losses) for _ in walk]
    assert counts == [1, *(1, 1, 2), *(2, 2, 3), *(3, 3, 4)]
    nn = network(**LINEAR)
    log = Log(nn, 10_000)
    with np.errstate(all="ignore"):
        taken = sum(1 for _ in steps(nn, X, y, 1e9, log))
    assert not np.isfinite(log.losses[-1]) and taken == 2 * len(log.losses) - 2
    assert log.history().outcome == "diverged"
    assert id(nn) not in _validation.IN_TRAINING


def test_a_run_that_is_left_in_the_middle_is_no_longer_in_training(capsys):
    nn = network()
    walk = steps(nn, X, y, 0.5, Log(nn, 100))
    for _ in range(20):
        next(walk)
    assert id(nn) in _validation.IN_TRAINING
    walk.close()
    assert id(nn) not in _validation.IN_TRAINING
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("options", [{}, LINEAR], ids=["to the end", "diverging"])
def test_a_progress_bar_is_shown_beside_the_output_and_changes_nothing(capsys, options):
    plain = train(network(**options), X, y, learning_rate=100, epochs=300)
    assert capsys.readouterr() == ("", "")
    shown = train(network(**options), X, y, learning_rate=100, epochs=300, progress=True)
    out, err = capsys.readouterr()
    assert out == ""
    assert "epochs" in err
    np.testing.assert_array_equal(plain.loss, shown.loss)
    assert plain.outcome == shown.outcome


def test_training_leaves_the_data_alone():
    inputs, targets = X.copy(), y.copy()
    train(network(), inputs, targets, learning_rate=1, epochs=5, batch_size=1)
    np.testing.assert_array_equal(inputs, X)
    np.testing.assert_array_equal(targets, y)


def test_mazurs_worked_example_to_nine_digits():
    nn = NeuralNetwork(2, 2, 2, loss="mse")
    nn.parameters |= {
        "W1": np.array([[0.15, 0.25], [0.20, 0.30]]),
        "b1": np.array([0.35, 0.35]),
        "W2": np.array([[0.40, 0.50], [0.45, 0.55]]),
        "b2": np.array([0.60, 0.60]),
    }
    x, target = [[0.05, 0.10]], [[0.01, 0.99]]
    np.testing.assert_allclose(nn.predict(x), [[0.75136507, 0.772928465]], atol=5e-10)
    history = train(nn, x, target, learning_rate=0.5, epochs=1)
    assert history.loss[0] == pytest.approx(0.298371109, abs=5e-10)  # his ½ Σ is our mean of 2
    published = {  # weights only: he does not update biases; a row holds the weights into one unit
        "W1": [[0.149780716, 0.19956143], [0.24975114, 0.29950229]],
        "W2": [[0.35891648, 0.408666186], [0.511301270, 0.561370121]],
    }
    for name, weights in published.items():
        np.testing.assert_allclose(nn.parameters[name].T, weights, atol=5e-9)
