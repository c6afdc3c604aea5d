"""A new activation, loss or initialisation needs only a row in its table to work everywhere."""

import numpy as np
import pytest
from test_hessian import by_differences, error

from plainnet import (
    ACTIVATIONS,
    INITIALISATIONS,
    LOSSES,
    OUTPUTS,
    Ensemble,
    Momentum,
    NeuralNetwork,
    check_gradient,
    datasets,
    load,
    save,
    to_code,
    train,
)
from plainnet.activations import Activation, sigmoid
from plainnet.initialisations import Initialisation
from plainnet.lab import pytorch
from plainnet.lab.hessian import hessian
from plainnet.losses import Loss


def softplus(z):
    """ln(1 + e^z)."""
    return np.logaddexp(0.0, z)


def softplus_derivative(z, a=None):
    """σ(z), which is also 1 − e^(−a)."""
    return sigmoid(z) if a is None else -np.expm1(-a)


def cool(z):
    """A softmax of z/2, which mixes the units of a pattern."""
    e = np.exp(z / 2.0)
    return e / e.sum(axis=-1, keepdims=True)


def cool_derivative(z, a=None):
    """The diagonal of the Jacobian of `cool`."""
    return cool(z) * (1.0 - cool(z)) / 2.0


def huber(y_hat, y):
    """The mean of e²/2 for errors e below 1, of |e| − ½ for the others."""
    size = np.abs(y_hat - y)
    return np.where(size < 1.0, size**2 / 2.0, size - 0.5).mean()


def huber_gradient(y_hat, y):
    """The errors, clipped to −1 to 1, divided by the number of elements of ŷ."""
    return np.clip(y_hat - y, -1.0, 1.0) / y_hat.size


def cool_loss(z, y):
    """mean(−ln p) of the class of each pattern."""
    return -(y * np.log(cool(z))).sum() / len(z)


def cool_loss_gradient(z, y, y_hat=None):
    """(p − y) / 2, divided by the number of patterns."""
    return ((cool(z) if y_hat is None else y_hat) - y) / 2.0 / len(z)


def poisson(z, y):
    """mean(e^z − y z): the loss of counts y, from the logarithm of their rate."""
    return (np.exp(z) - y * z).mean()


def poisson_gradient(z, y, y_hat=None):
    """e^z − y, divided by the number of elements."""
    return (np.exp(z) - y) / y.size


def rate(z):
    """e^z."""
    return np.exp(z)


def rate_derivative(z, a=None):
    """e^z, which is also the activation a."""
    return np.exp(z) if a is None else a


def small(rng, shape, n_in, n_out):
    """Normal with standard deviation 0.3."""
    return rng.normal(0.0, 0.3, shape)


ROWS = [
    (ACTIVATIONS, "softplus", Activation(softplus, softplus_derivative)),
    (OUTPUTS, "softplus", Activation(softplus, softplus_derivative)),
    (OUTPUTS, "cool", Activation(cool, cool_derivative)),
    (OUTPUTS, "rate", Activation(rate, rate_derivative)),
    (LOSSES, "poisson", Loss(poisson, poisson_gradient, output="rate")),
    (LOSSES, "huber", Loss(huber, huber_gradient)),
    (LOSSES, "cool", Loss(cool_loss, cool_loss_gradient, output="cool")),
    (INITIALISATIONS, "small", Initialisation(small, draws_biases=True)),
]
KINDS = [
    {"activation": "softplus"},
    {"activation": "softplus", "output": "softplus", "loss": "mse"},
    {"activation": "softplus", "output": "softplus", "loss": "huber", "bias": False},
    {"activation": "tanh", "output": "identity", "loss": "huber"},
    {"activation": "tanh", "output": "rate", "loss": "poisson"},
    {"activation": "relu", "output": "cool", "loss": "cool"},
    {"activation": "softplus", "output": "cool", "loss": "cool"},
]
each_kind = pytest.mark.parametrize(
    "kind", KINDS, ids=lambda kind: "-".join(map(str, kind.values()))
)
X = np.random.default_rng(0).standard_normal((6, 2))
CLASSES = datasets.one_hot([0, 2, 1, 1, 0, 2])


@pytest.fixture(autouse=True)
def rows(monkeypatch):
    for table, name, entry in ROWS:
        monkeypatch.setitem(table, name, entry)


def case(kind, seed=0):
    """A network with two hidden layers, and targets: 0 and 1, for some losses 0 and 5."""
    nn = NeuralNetwork(2, 4, 3, 3, **kind, init="small", rng=np.random.default_rng(seed))
    return nn, 5.0 * CLASSES if nn.loss_name in ("huber", "poisson") else CLASSES


@each_kind
def test_its_gradient_is_right(kind):
    nn, y = case(kind)
    verdict = check_gradient(nn, X, y)
    assert verdict, verdict


def test_its_weights_and_biases_are_drawn():
    drawn = NeuralNetwork(2, 4, init="small", rng=np.random.default_rng(0))
    rng = np.random.default_rng(0)
    np.testing.assert_array_equal(drawn.parameters["W1"], rng.normal(0.0, 0.3, (2, 4)))
    np.testing.assert_array_equal(drawn.parameters["b1"], rng.normal(0.0, 0.3, 4))


@each_kind
@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_an_ensemble_trains_it_as_train_does(kind, dtype):
    options = {"learning_rate": 0.3, "epochs": 40, "every": 1}
    many = Ensemble(2, 4, 3, 3, seeds=range(4), **kind, init="small", dtype=dtype)
    history = many.train(X, case(kind)[1], **options, momentum=0.5)
    for seed in range(4):
        nn, y = case(kind, seed)
        each = train(nn, X, y, **options, update=Momentum(0.5))
        atol = 1e-9 if dtype is np.float64 else 1e-4
        np.testing.assert_allclose(history.loss[:, seed], each.loss, rtol=0, atol=atol)
        assert each.loss[-1] < each.loss[0]
        assert history.outcome[seed] == each.outcome and history.reason == each.reason
        assert (each.outcome is None) == (nn.loss_name not in ("mse", "cross_entropy"))


@each_kind
def test_its_hessian_is_the_slope_of_the_gradient(kind):
    nn, y = case(kind)
    H = hessian(nn, X, y)
    assert error(H, by_differences(nn, X, y)) < 1e-8
    np.testing.assert_allclose(H, H.T, atol=1e-9)


def test_for_hidden_layers_a_row_of_activations_is_enough(monkeypatch):
    nn, y = case(KINDS[0])
    H, loss = hessian(nn, X, y), nn.loss(nn.forward(X), y)
    monkeypatch.delitem(OUTPUTS, "softplus")
    nn, y = case(KINDS[0])
    assert (hessian(nn, X, y) == H).all()
    many = Ensemble(2, 4, 3, 3, seeds=[0], **KINDS[0], init="small")
    history = many.train(X, y, learning_rate=1, epochs=1)
    assert history.loss[0, 0] == pytest.approx(loss, abs=1e-15)


@each_kind
def test_it_can_be_taken_along(kind, tmp_path):
    nn, _ = case(kind)
    script = {}
    exec(to_code(nn), script)
    np.testing.assert_array_equal(script["predict"](X), nn.predict(X))
    save(nn, tmp_path / "nn.npz")
    np.testing.assert_array_equal(load(tmp_path / "nn.npz").predict(X), nn.predict(X))


def test_a_file_whose_row_is_not_there_is_refused(tmp_path, monkeypatch):
    save(case(KINDS[0])[0], tmp_path / "nn.npz")
    monkeypatch.delitem(ACTIVATIONS, "softplus")
    with pytest.raises(ValueError, match=r"nn\.npz: .* one of sigmoid, .*; got 'softplus'$"):
        load(tmp_path / "nn.npz")


@pytest.mark.parametrize(
    ("table", "name"), [(pytorch.MODULES, "softplus"), (pytorch.LOSSES, "huber")]
)
def test_what_has_no_name_in_pytorch_is_named(table, name, monkeypatch):
    known = ", ".join(table)
    message = f"^nn: expected one of {known}, which have a name in PyTorch; got '{name}'$"
    with pytest.raises(ValueError, match=message):
        table[name]
    monkeypatch.setitem(table, name, "Name")
    assert table[name] == "Name"
