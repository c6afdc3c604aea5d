"""Training with validation: its loss, the best parameters and patience; and weight decay."""

import copy

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plainnet import NeuralNetwork, WeightDecay, datasets, train

NOISY = datasets.noisy_xor(40, 0.5, rng=np.random.default_rng(0))
OTHERS = datasets.noisy_xor(40, 0.5, rng=np.random.default_rng(1))
SETTINGS = {"learning_rate": 3.0, "epochs": 60}


def network(seed=0):
    return NeuralNetwork(2, 6, 1, rng=np.random.default_rng(seed))


def loss_of(nn, X, y):
    return nn.loss(nn.forward(X), y)


def test_looking_changes_nothing():
    one, two = network(), network()
    seen = train(one, *NOISY, **SETTINGS, validation=OTHERS)
    not_seen = train(two, *NOISY, **SETTINGS)
    np.testing.assert_array_equal(seen.loss, not_seen.loss)
    for name, value in one.parameters.items():
        np.testing.assert_array_equal(value, two.parameters[name])
    assert not_seen.validation_loss is None and not_seen.best == {}


def test_the_validation_loss_stands_beside_the_loss():
    history = train(network(), *NOISY, **SETTINGS, validation=OTHERS, snapshots=range(61))
    assert history.validation_loss.shape == history.loss.shape
    nn = network()
    for epoch, parameters in history.snapshots.items():
        nn.parameters = parameters
        assert loss_of(nn, *OTHERS) == history.validation_loss[epoch]
        assert loss_of(nn, *NOISY) == history.loss[epoch]


def test_the_best_parameters_are_those_of_the_smallest_validation_loss_and_a_copy():
    nn = network()
    history = train(nn, *NOISY, **SETTINGS, validation=OTHERS)
    best = int(np.argmin(history.validation_loss))
    assert 0 < best < 60 and history.best_epoch == best
    kept, last = copy.deepcopy(history.best), loss_of(nn, *OTHERS)
    nn.parameters = copy.deepcopy(history.best)
    assert loss_of(nn, *OTHERS) == history.validation_loss[best] < last
    train(nn, *NOISY, **SETTINGS)
    for name, value in kept.items():
        np.testing.assert_array_equal(history.best[name], value)


@pytest.mark.parametrize("patience", [1, 3, 10])
def test_patience_ends_a_run_so_many_epochs_after_the_best(patience):
    history = train(network(), *NOISY, **SETTINGS, validation=OTHERS, patience=patience)
    whole = train(network(), *NOISY, **SETTINGS, validation=OTHERS)
    assert history.epoch[-1] == history.best_epoch + patience < 60
    np.testing.assert_array_equal(history.loss, whole.loss[: len(history.loss)])


def test_a_run_that_goes_on_falling_is_not_ended():
    history = train(network(), *NOISY, **SETTINGS, validation=NOISY, patience=60)
    assert history.epoch[-1] == 60


def test_a_thinned_history_thins_both_and_forgets_no_best():
    whole = train(network(), *NOISY, **SETTINGS, validation=OTHERS)
    thin = train(network(), *NOISY, **SETTINGS, validation=OTHERS, every=7)
    np.testing.assert_array_equal(thin.validation_loss, whole.validation_loss[thin.epoch])
    assert thin.best_epoch == whole.best_epoch


def test_a_run_that_diverges_ends_with_its_best_of_before():
    X, y = 1e150 * NOISY[0], NOISY[1]
    settings = {"activation": "identity", "output": "identity", "loss": "mse"}
    nn = NeuralNetwork(2, 2, 1, **settings, rng=np.random.default_rng(0))
    history = train(nn, X, y, **SETTINGS, validation=NOISY, patience=5)
    assert history.outcome == "diverged"
    assert history.best_epoch == 0 and np.isfinite(history.best["W1"]).all()
    assert len(history.validation_loss) == len(history.loss)


# Weight decay.
@given(decay=st.floats(0, 0.3), rate=st.floats(0.01, 3), seed=st.integers(0, 1000))
def test_decay_is_descent_on_a_loss_with_half_the_squares_of_the_weights(decay, rate, seed):
    nn = network(seed)
    before, gradients = copy.deepcopy(nn.parameters), nn.backward(nn.forward(NOISY[0]), NOISY[1])
    WeightDecay(decay)(nn, gradients, rate)
    for name, value in nn.parameters.items():
        slope = gradients[name] + decay * before[name] * name.startswith("W")
        np.testing.assert_allclose(value, before[name] - rate * slope, atol=1e-12)


def test_ten_digits_are_learned():
    X, labels = datasets.digits()
    y = datasets.one_hot(labels)
    parts = datasets.split(X, y, rng=np.random.default_rng(0))
    training, validation, (inputs, targets) = parts
    rng = np.random.default_rng(1)
    nn = NeuralNetwork(64, 32, 10, activation="relu", output="softmax", init="he", rng=rng)
    settings = {"learning_rate": 0.3, "epochs": 12, "batch_size": 32, "rng": rng}
    history = train(nn, *training, **settings, validation=validation)
    assert history.loss[0] == pytest.approx(np.log(10), rel=0.2)
    right = nn.predict(inputs).argmax(axis=1) == targets.argmax(axis=1)
    assert right.mean() > 0.94
