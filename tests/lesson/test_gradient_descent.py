"""The update rule and the loop around it: by hand, bit for bit, and as published."""

import copy
import functools
import inspect
import itertools
import sys
from fractions import Fraction
from types import SimpleNamespace

import numpy as np
import psutil
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plainnet import (
    OUTCOMES,
    Adam,
    Momentum,
    NeuralNetwork,
    WeightDecay,
    _validation,
    datasets,
    descend,
    train,
)

X, y = datasets.xor()
MOONS = datasets.two_moons(7, rng=np.random.default_rng(0))
LINEAR = {"activation": "identity", "output": "identity", "loss": "mse"}


def network(*sizes, seed=0, **options):
    options = {"init": "uniform", **options}
    return NeuralNetwork(*(sizes or (2, 2, 1)), rng=np.random.default_rng(seed), **options)


def equal(one, two):
    for name, value in one.items():
        np.testing.assert_array_equal(value, two[name])


def close(one, two):
    for name, value in one.items():
        np.testing.assert_allclose(value, two[name], rtol=1e-11, atol=1e-11)


def moved_by_hand(nn, X, y, learning_rate):
    gradients = nn.backward(nn.forward(X), y)
    return {name: value - learning_rate * gradients[name] for name, value in nn.parameters.items()}


@given(seed=st.integers(0, 10_000), learning_rate=st.floats(1e-3, 30))
def test_one_epoch_is_one_step_of_the_rule(seed, learning_rate):
    nn = network(seed=seed)
    expected = moved_by_hand(nn, X, y, learning_rate)
    train(nn, X, y, learning_rate=learning_rate, epochs=1)
    equal(nn.parameters, expected)


def test_descend_moves_in_place_and_only_what_it_is_given():
    nn = network()
    before = copy.deepcopy(nn.parameters)
    W1 = nn.parameters["W1"]
    descend(nn, {"W1": np.ones((2, 2))}, 0.25)
    assert nn.parameters["W1"] is W1
    equal(nn.parameters, before | {"W1": before["W1"] - 0.25})


# Whatever is raised, all is as it was.
def interrupted(function, line):
    """Call ``function``, and raise KeyboardInterrupt before the line-th line of the update rule."""
    code = inspect.unwrap(descend).__code__
    lines = itertools.count(1)

    def trace(frame, event, argument):
        if frame.f_code is not code:
            return None if event == "call" else trace
        if event == "line" and next(lines) == line:
            raise KeyboardInterrupt
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        function()
    except KeyboardInterrupt:
        return True
    finally:
        sys.settrace(before)
    return False


def test_ctrl_c_leaves_all_parameters_as_they_were():
    nn = network()
    before, gradients = copy.deepcopy(nn.parameters), gradient_of(nn)
    arrays = dict(nn.parameters)
    for line in range(1, 9):  # the loop comes to each parameter, and moves it
        assert interrupted(lambda: descend(nn, gradients, 0.5), line)
        equal(nn.parameters, before)
        assert all(nn.parameters[name] is array for name, array in arrays.items())
    expected = {name: value - 0.5 * gradients[name] for name, value in before.items()}
    assert not interrupted(lambda: descend(nn, gradients, 0.5), 99)
    equal(nn.parameters, expected)


BAD_GRADIENTS = {
    "complex": (lambda g: 1j * g, r"gradients\['W2'\]: expected numbers; got "),
    "not a number": (lambda g: g * np.nan, r"gradients\['W2'\]: expected finite numbers; got nan"),
    "infinite": (lambda g: g + np.inf, r"gradients\['W2'\]: expected finite numbers; got inf"),
    "a masked array": (
        lambda g: np.ma.masked_less(g, 0),
        r"gradients\['W2'\]: expected numbers; got masked_",
    ),
    "nothing": (lambda g: None, r"gradients\['W2'\]: expected numbers; got None"),
    "text": (lambda g: "0", r"gradients\['W2'\]: expected numbers; got '0'"),
    "of another shape": (np.ravel, r"gradients\['W2'\]: expected shape \(2, 1\), got shape"),
}


@pytest.mark.parametrize("update", [lambda: descend, WeightDecay, Momentum, Adam])
@pytest.mark.parametrize("bad", BAD_GRADIENTS)
def test_refused_gradients_leave_all_as_it_was(bad, update):
    nn, rule = network(), update()
    spoil, message = BAD_GRADIENTS[bad]
    rule(nn, gradient_of(nn), 0.5)
    before, memory = copy.deepcopy(nn.parameters), copy.deepcopy(getattr(rule, "__dict__", {}))
    gradients = gradient_of(nn)
    gradients["W2"] = spoil(gradients["W2"])
    with pytest.raises(ValueError, match=f"^{message}"):
        rule(nn, gradients, 0.5)
    equal(nn.parameters, before)
    if hasattr(rule, "nn"):
        memory["nn"] = rule.nn
        assert repr(vars(rule)) == repr(memory)


@pytest.mark.parametrize("gradients", [None, [], 5, "W1"])
def test_what_is_no_dictionary_of_gradients_is_refused(gradients):
    told = r"^gradients: expected a dictionary of W1, b1, W2, b2( \(is|; )"
    with pytest.raises(ValueError, match=told):
        descend(network(), gradients, 0.5)


def test_parameters_whose_names_are_no_texts_are_named():
    nn = network()
    nn.parameters = {1: np.ones(2)}
    with pytest.raises(ValueError, match=r"^gradients: expected one of 1; got 'W1'"):
        descend(nn, {"W1": np.ones(2)}, 0.5)


# Kinds of numbers.
@pytest.mark.parametrize("kind", [int, np.float32, np.int8, list])
@pytest.mark.parametrize("update", [lambda: descend, WeightDecay, Momentum, Adam])
def test_weights_of_another_kind_learn_as_doubles_do(kind, update):
    whole, plain = network(), network()
    start = np.array([[3, -2], [1, 2]])
    whole.parameters["W1"] = start.tolist() if kind is list else start.astype(kind)
    plain.parameters["W1"] = start.astype(float)
    expected = train(plain, X, y, learning_rate=0.5, epochs=20, update=update())
    history = train(whole, X, y, learning_rate=0.5, epochs=20, update=update())
    np.testing.assert_array_equal(history.loss, expected.loss)
    equal(whole.parameters, plain.parameters)


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (np.ma.array([[1.0, 2.0], [3.0, 4.0]], mask=[[0, 0], [0, 1]]), "expected numbers; got "),
        (np.ones((2, 2)) * 1j, "expected numbers; got "),
        ([["1", "2"], ["3", "4"]], "expected numbers; got "),
        (np.full((2, 2), np.nan), r"expected finite numbers; got nan at \(0, 0\)"),
        (np.ones((2, 3)), r"expected shape \(2, 2\), got shape \(2, 3\)"),
        (None, "expected numbers; got None"),
    ],
)
def test_weights_that_are_none_are_refused_by_name(value, message):
    nn = network()
    nn.parameters["b2"], nn.parameters["W1"] = np.array([1]), value
    with pytest.raises(ValueError, match=f"^W1: {message}"):
        train(nn, X, y, learning_rate=0.5, epochs=5)
    assert nn.parameters["W1"] is value
    assert nn.parameters["b2"].dtype == int


@pytest.mark.parametrize("decorate", [lambda rule: rule, lambda rule: functools.partial(rule)])
def test_a_run_that_diverges_with_a_rule_of_the_readers_own_is_told_so(decorate):
    def own(nn, gradients, learning_rate):
        descend(nn, {name: 1e3 * g for name, g in gradients.items()}, learning_rate)

    nn = network(2, 4, 1, loss="mse", output="identity", activation="relu")
    assert train(nn, X, y, learning_rate=1e3, epochs=200, update=decorate(own)).outcome == (
        "diverged"
    )


@pytest.mark.parametrize("value", [np.inf, np.nan])
def test_a_gradient_that_is_not_finite_makes_a_run_diverge_with_a_rule_of_the_readers_own(value):
    def own(nn, gradients, learning_rate):
        descend(nn, gradients, learning_rate)

    nn = network()
    nn.backward = lambda *given: NeuralNetwork.backward(nn, *given) | {"b2": np.array([value])}
    assert train(nn, X, y, learning_rate=1, epochs=20, update=own).outcome == "diverged"


# Updates with a memory.
def gradient_of(nn):
    return nn.backward(nn.forward(X), y)


def discounted(gradients, beta, power=1):
    """Σₛ βᵗ⁻ˢ gₛ over all gradients so far: what the recursions amount to, written out."""
    return sum(beta**age * g**power for age, g in enumerate(reversed(gradients)))


def steps_by_hand(nn, step, steps):
    """Move ``nn`` by ``step(gradients so far)``, parameter by parameter."""
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


@given(st.integers(0, 10_000), st.floats(1e-3, 10))
def test_the_first_step_of_adam_has_the_length_of_the_learning_rate(seed, learning_rate):
    nn = network(seed=seed)
    before, gradients = copy.deepcopy(nn.parameters), gradient_of(nn)
    train(nn, X, y, learning_rate=learning_rate, epochs=1, update=Adam())
    for name, g in gradients.items():
        step, off = before[name] - nn.parameters[name], 1e-8 / np.abs(g)  # ε beside |g|
        bound = learning_rate * (off + 1e-6)
        assert (np.abs(step - learning_rate * np.sign(g)) <= bound).all()


def test_without_a_memory_momentum_is_descend():
    one, two = network(), network()
    train(one, X, y, learning_rate=3, epochs=50)
    train(two, X, y, learning_rate=3, epochs=50, update=Momentum(0.0))
    equal(one.parameters, two.parameters)


remembering = pytest.mark.parametrize("update", [Momentum, Adam])


@remembering
def test_an_update_with_a_memory_serves_one_network_only(update):
    rule, other = update(), network(seed=1)
    train(network(), X, y, learning_rate=1, epochs=2, update=rule)
    before, memory = copy.deepcopy(other.parameters), copy.deepcopy(vars(rule))
    with pytest.raises(ValueError, match=f"^nn: .* remembers; make a new {update.__name__}$"):
        train(other, X, y, learning_rate=1, epochs=2, update=rule)
    equal(other.parameters, before)
    assert repr(vars(rule) | {"nn": None}) == repr(memory | {"nn": None})


@remembering
def test_with_the_same_memory_training_goes_on_where_it_stopped(update):
    whole, parts, rule = network(), network(), update()
    history = train(whole, X, y, learning_rate=0.1, epochs=30, update=update())
    first = train(parts, X, y, learning_rate=0.1, epochs=10, update=rule)
    second = train(parts, X, y, learning_rate=0.1, epochs=20, update=rule)
    np.testing.assert_array_equal(history.loss, [*first.loss, *second.loss[1:]])
    equal(whole.parameters, parts.parameters)


@remembering
def test_an_update_with_a_memory_moves_in_place_and_only_what_it_is_given(update):
    nn, rule = network(), update()
    rule(nn, gradient_of(nn), 0.1)
    before, W1 = copy.deepcopy(nn.parameters), nn.parameters["W1"]
    rule(nn, {"W1": np.ones((2, 2))}, 0.1)
    assert nn.parameters["W1"] is W1
    assert (before["W1"] != W1).all()
    equal(nn.parameters, before | {"W1": W1})


@remembering
def test_a_call_that_fails_leaves_the_memory_alone(update):
    nn, rule = network(), update()
    with pytest.raises(ValueError, match=r"^learning_rate: "):
        rule(nn, gradient_of(nn), -1)
    assert vars(rule) == vars(update())


@remembering
def test_a_training_that_is_refused_leaves_the_memory_alone(update):
    nn, rule = network(), update()
    with pytest.raises(ValueError, match=r"^y: expected labels 0 and 1"):
        train(nn, X, y + 0.5, learning_rate=1, epochs=5, update=rule)
    assert vars(rule) == vars(update())
    train(network(seed=1), X, y, learning_rate=1, epochs=5, update=rule)


# Checked once; but what a reader puts in the place of our own is used, and its results are checked.
def checks_made(monkeypatch, epochs, update, **options):
    """How often a function of `_validation` is called while a network trains."""
    made, nn = [], network()

    def noting(check):
        return lambda *args, **named: made.append(check) or check(*args, **named)

    with monkeypatch.context() as context:
        for name, check in inspect.getmembers(_validation, inspect.isfunction):
            context.setattr(_validation, name, noting(check))
        train(nn, *MOONS, learning_rate=0.1, epochs=epochs, update=update, **options)
    return len(made)


@pytest.mark.parametrize("batch_size", [None, 3])
@pytest.mark.parametrize("update", [lambda: descend, WeightDecay, Momentum, Adam])
def test_a_longer_run_checks_no_more(monkeypatch, update, batch_size):
    short, long = (
        checks_made(monkeypatch, epochs, update(), batch_size=batch_size) for epochs in (5, 50)
    )
    assert 0 < short == long


def test_what_a_reader_has_written_is_checked_at_every_step(monkeypatch):
    def own(nn, gradients, learning_rate):
        descend(nn, gradients, learning_rate)

    assert checks_made(monkeypatch, 50, own) - checks_made(monkeypatch, 5, own) >= 45


def twice(backward):
    return lambda *args: {name: 2 * g for name, g in backward(*args).items()}


def test_a_wrapper_that_looks_like_our_own_is_used():
    """`functools.wraps` gives it all attributes of what it wraps."""
    doubled, decorated, moved = network(), network(), network()
    doubled.backward = twice(doubled.backward)
    decorated.backward = functools.wraps(decorated.backward)(twice(decorated.backward))
    update = functools.wraps(descend)(lambda nn, g, alpha: descend(nn, g, 2 * alpha))
    for nn, settings in ((doubled, {}), (decorated, {}), (moved, {"update": update})):
        train(nn, *MOONS, learning_rate=0.5, epochs=5, **settings)
    equal(decorated.parameters, doubled.parameters)
    equal(moved.parameters, doubled.parameters)


class Doubled(NeuralNetwork):
    backward = twice(NeuralNetwork.backward)


def in_a_subclass(nn, monkeypatch):
    nn.__class__ = Doubled


def on_the_network(nn, monkeypatch):
    nn.backward = twice(nn.backward)


def in_the_class(nn, monkeypatch):
    monkeypatch.setattr(NeuralNetwork, "backward", twice(NeuralNetwork.backward))


@pytest.mark.parametrize("batch_size", [None, 3])
@pytest.mark.parametrize("update", [lambda: descend, Momentum])
@pytest.mark.parametrize("replace", [in_a_subclass, on_the_network, in_the_class])
def test_another_backward_is_used_at_every_step(monkeypatch, replace, update, batch_size):
    options = {"epochs": 20, "batch_size": batch_size}
    plain, doubled = network(), network()
    expected = train(plain, *MOONS, learning_rate=0.5, update=update(), **options)
    replace(doubled, monkeypatch)
    history = train(doubled, *MOONS, learning_rate=0.25, update=update(), **options)
    equal(plain.parameters, doubled.parameters)
    np.testing.assert_array_equal(history.loss, expected.loss)


def test_the_backward_of_another_network_is_used():
    nn, other, by_hand = network(), network(seed=1), network()
    nn.backward = other.backward
    train(nn, X, y, learning_rate=1, epochs=3)
    for _ in range(3):
        descend(by_hand, other.backward(by_hand.forward(X), y), 1)
    equal(nn.parameters, by_hand.parameters)


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


def test_an_update_built_on_ours_is_used_at_every_step():
    class Halved(Momentum):
        def __call__(self, nn, gradients, learning_rate):
            super().__call__(nn, gradients, learning_rate / 2)

    one, two = network(), network()
    train(one, X, y, learning_rate=0.5, epochs=20, update=Momentum())
    train(two, X, y, learning_rate=1, epochs=20, update=Halved())
    equal(one.parameters, two.parameters)


@pytest.mark.parametrize("update", [lambda: descend, WeightDecay, Momentum, Adam])
def test_a_wrong_gradient_late_in_the_run_is_seen(update):
    nn, calls = network(), []

    def backward(record, y):
        calls.append(y)
        gradients = NeuralNetwork.backward(nn, record, y)
        return gradients if len(calls) < 5 else gradients | {"b1": np.ones((1, 2))}

    nn.backward = backward
    with pytest.raises(ValueError, match=r"^gradients\['b1'\]: expected shape \(2,\), got"):
        train(nn, X, y, learning_rate=1, epochs=10, update=update())
    assert len(calls) == 5


def test_the_targets_are_checked_against_another_forward():
    nn = network()
    nn.forward = lambda X, forward=nn.forward: forward(X[:3])
    with pytest.raises(ValueError, match=r"^y: expected shape \(3, 1\), got shape \(4, 1\)"):
        train(nn, X, y, learning_rate=1, epochs=10)


@pytest.mark.parametrize("update", [lambda: descend, WeightDecay, Momentum, Adam])
def test_a_learning_rate_of_any_kind_is_its_float(update):
    one, two = network(), network()
    train(one, X, y, learning_rate=0.5, epochs=5, update=update())
    train(two, X, y, learning_rate=Fraction(1, 2), epochs=5, update=update())
    equal(one.parameters, two.parameters)


# Batches.
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


def test_each_batch_makes_one_update_from_its_own_patterns():
    nn = network()
    by_hand = copy.deepcopy(nn)
    history = train(nn, *MOONS, learning_rate=0.5, epochs=2, batch_size=3)
    X, y = MOONS
    for rows in (slice(0, 3), slice(3, 6), slice(6, 7)) * 2:
        by_hand.parameters = moved_by_hand(by_hand, X[rows], y[rows], 0.5)
    equal(nn.parameters, by_hand.parameters)
    assert history.loss[-1] == by_hand.loss(by_hand.forward(X), y)
    assert len(history.loss) == 3


def test_one_batch_of_all_patterns_is_no_batches():
    one, two = network(), network()
    whole = train(one, *MOONS, learning_rate=1, epochs=50)
    batch = train(two, *MOONS, learning_rate=1, epochs=50, batch_size=7)
    np.testing.assert_allclose(batch.loss, whole.loss, atol=1e-12)
    close(two.parameters, one.parameters)


def test_the_same_generator_gives_the_same_run_bit_for_bit():
    def run(seed):
        rng, nn = np.random.default_rng(seed), network()
        train(nn, *MOONS, learning_rate=1, epochs=20, batch_size=2, rng=rng, update=Adam())
        return nn.parameters

    equal(run(0), run(0))
    assert not np.array_equal(run(0)["W1"], run(1)["W1"])


def test_batch_size_1_makes_an_update_for_each_pattern_in_order():
    nn = network()
    by_hand = copy.deepcopy(nn)
    history = train(nn, X, y, learning_rate=0.5, epochs=2, batch_size=1)
    for i in (0, 1, 2, 3) * 2:
        by_hand.parameters = moved_by_hand(by_hand, X[i : i + 1], y[i : i + 1], 0.5)
    equal(nn.parameters, by_hand.parameters)
    assert history.loss[-1] == by_hand.loss(by_hand.forward(X), y)
    assert len(history.loss) == 3


@pytest.mark.parametrize("batch_size", [None, 1])
def test_the_history_starts_with_the_loss_of_the_start_and_ends_with_that_of_the_end(batch_size):
    nn = network()
    start = nn.loss(nn.forward(X), y)
    history = train(nn, X, y, learning_rate=1, epochs=20, batch_size=batch_size)
    assert history.loss[0] == start
    assert history.loss[-1] == nn.loss(nn.forward(X), y)
    assert history.loss.shape == (21,)
    assert history.outcome in OUTCOMES


def test_training_goes_on_where_it_stopped():
    whole, parts = network(), network()
    history = train(whole, X, y, learning_rate=1, epochs=30)
    first = train(parts, X, y, learning_rate=1, epochs=10)
    second = train(parts, X, y, learning_rate=1, epochs=20)
    np.testing.assert_array_equal(history.loss, [*first.loss, *second.loss[1:]])
    equal(whole.parameters, parts.parameters)


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


@pytest.mark.parametrize("kind", [list, tuple, set, np.array, lambda _: range(0, 11, 5)])
def test_a_set_or_any_kind_of_list_asks_for_snapshots(kind):
    history = train(network(), X, y, learning_rate=1, epochs=10, snapshots=kind([0, 5, 10]))
    assert list(history.snapshots) == [0, 5, 10]


@pytest.mark.parametrize(
    ("options", "needed"),
    [
        ({"epochs": 10**11}, "4000.0 GB"),
        ({"epochs": 10**4, "snapshots": range(10**4)}, "16.8 GB"),  # 210,001 numbers each time
    ],
)
def test_a_training_that_does_not_fit_is_refused_before_it_begins(monkeypatch, options, needed):
    nn = network(40, 5000, 1)
    nn.forward = None
    monkeypatch.setattr(psutil, "virtual_memory", lambda: SimpleNamespace(available=10**9))
    with pytest.raises(ValueError, match=f"^memory: this needs {needed}, and 1.0 GB are free; "):
        train(nn, np.ones((4, 40)), y, learning_rate=1, **options)


def test_without_asking_there_are_no_snapshots():
    assert train(network(), X, y, learning_rate=1, epochs=3).snapshots == {}


@pytest.mark.parametrize("batch_size", [None, 1])
def test_a_diverging_run_stops_early_without_a_warning(batch_size):
    nn = network(**LINEAR)
    history = train(nn, X, y, learning_rate=100, epochs=1000, batch_size=batch_size)
    assert history.outcome == "diverged"
    assert len(history.loss) < 1001
    assert np.isfinite(history.loss[:-1]).all()
    assert not np.isfinite(history.loss[-1])


def test_a_run_whose_start_is_not_finite_ends_there():
    history = train(network(**LINEAR), 1e200 * X, y, learning_rate=1, epochs=9, every=2)
    assert (history.outcome, list(history.epoch), list(history.loss)) == ("diverged", [0], [np.inf])


# A thinned history.
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
    assert whole.outcome in ("stuck", "thrashing")  # what two losses cannot tell


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


# Progress.
def test_training_prints_nothing(capsys):
    train(network(), X, y, learning_rate=1, epochs=50, batch_size=2, every=7)
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("options", [{}, LINEAR], ids=["to the end", "diverging"])
def test_a_progress_bar_is_shown_beside_the_output_and_changes_nothing(capsys, options):
    plain = train(network(**options), X, y, learning_rate=100, epochs=300)
    shown = train(network(**options), X, y, learning_rate=100, epochs=300, progress=True)
    out, err = capsys.readouterr()
    assert out == ""
    assert "epochs" in err
    np.testing.assert_array_equal(plain.loss, shown.loss)
    assert plain.outcome == shown.outcome


@pytest.mark.parametrize("batch_size", [None, 1])
def test_the_same_seed_gives_the_same_run_bit_for_bit(batch_size):
    options = {"learning_rate": 3, "epochs": 300, "batch_size": batch_size}
    one, two = network(seed=5), network(seed=5)
    np.testing.assert_array_equal(
        train(one, X, y, **options).loss, train(two, X, y, **options).loss
    )
    equal(one.parameters, two.parameters)


def test_training_leaves_the_data_alone():
    inputs, targets = X.copy(), y.copy()
    train(network(), inputs, targets, learning_rate=1, epochs=5, batch_size=1)
    np.testing.assert_array_equal(inputs, X)
    np.testing.assert_array_equal(targets, y)


def test_a_good_run_solves_xor():
    nn = network(2, 8, 1, activation="tanh")
    history = train(nn, X, y, learning_rate=1, epochs=1000)
    assert history.outcome == "solved"
    np.testing.assert_array_equal(nn.predict(X) > 0.5, y == 1)


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
    assert history.loss[0] == pytest.approx(0.298371109, abs=5e-10)  # ½ and 2 outputs: the same
    published = {  # he keeps the biases, so only the weights; a row holds what enters one unit
        "W1": [[0.149780716, 0.19956143], [0.24975114, 0.29950229]],
        "W2": [[0.35891648, 0.408666186], [0.511301270, 0.561370121]],
    }
    for name, weights in published.items():
        np.testing.assert_allclose(nn.parameters[name].T, weights, atol=5e-9)
