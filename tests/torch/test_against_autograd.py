"""plainnet against PyTorch: `make test-torch` runs this, in an environment that has PyTorch."""

import importlib

import numpy as np
import pytest

from plainnet import (
    ACTIVATIONS,
    LOSSES,
    OUTPUTS,
    Adam,
    Momentum,
    NeuralNetwork,
    datasets,
    descend,
    train,
)
from plainnet.activations import Activation, sigmoid
from plainnet.lab import pytorch as bridge
from plainnet.losses import Loss

# Not "torch": without PyTorch, that is this folder.
pytest.importorskip("torch.nn", reason="PyTorch is optional: `make test-torch` has it")
torch = importlib.import_module("torch")

HIDDEN = [name for name in ACTIVATIONS if name in bridge.MODULES]
NETWORKS = 1000
TOLERANCE = 1e-10  # for relative errors of gradients; measured: at most 4e-14


def random_case(seed):
    """A network of random sizes and settings, with random data: up to 5 layers, 16 units wide."""
    rng = np.random.default_rng(seed)
    sizes = rng.integers(1, 17, rng.integers(2, 7))
    loss = rng.choice(list(bridge.LOSSES))
    output = LOSSES[loss].output or rng.choice(HIDDEN)
    nn = NeuralNetwork(
        *sizes,
        activation=rng.choice(HIDDEN),
        output=output,
        loss=loss,
        init=rng.choice(["uniform", "normal_zero_bias", "xavier", "he"]),
        bias=bool(rng.random() < 0.8),
        rng=rng,
    )
    m = rng.integers(1, 33)
    y = rng.integers(0, 2, (m, sizes[-1])).astype(float)
    if output == "softmax":
        y = datasets.one_hot(rng.integers(sizes[-1], size=m), sizes[-1])
    return nn, rng.standard_normal((m, sizes[0])), y


def autograd(nn, X, y):
    """PyTorch's prediction (logits, where its loss takes them), its loss and its gradient."""
    model, loss_function = bridge.twin(nn)
    output = model(torch.tensor(X))
    loss = loss_function(output, torch.tensor(y))
    loss.backward()
    gradients = {name: tensor.grad for name, tensor in bridge.tensors(model).items()}
    return output.detach().numpy(), loss.item(), bridge.arrays(gradients)


def relative_error(gradients, others):
    a, b = (np.concatenate([g[name].ravel() for name in gradients]) for g in (gradients, others))
    return np.linalg.norm(a - b) / max(np.linalg.norm(a) + np.linalg.norm(b), 1e-300)


def errors(cases, backward=NeuralNetwork.backward):
    """The relative errors of prediction, loss and gradient of each case."""
    for nn, X, y in cases:
        record = nn.forward(X)
        output, loss, gradients = autograd(nn, X, y)
        ours = record.Z[-1] if LOSSES[nn.loss_name].from_logit else record.y_hat
        yield (
            np.linalg.norm(output - ours) / max(np.linalg.norm(output), 1e-300),
            abs(nn.loss(record, y) - loss) / max(loss, 1e-15),  # with one class it is 0
            relative_error(backward(nn, record, y), gradients),
        )


def test_the_gradients_of_random_networks_are_those_of_autograd():
    worst = np.max(list(errors(map(random_case, range(NETWORKS)))), axis=0)
    print("largest relative errors of prediction, loss and gradient:", worst)
    assert (worst <= (1e-12, 1e-12, TOLERANCE)).all(), worst


def test_a_slope_that_is_wrong_by_a_millionth_is_seen():
    def wrong(nn, record, y):
        gradients = nn.backward(record, y)
        return gradients | {"W1": gradients["W1"] * (1 + 1e-6)}

    found = [error for _, _, error in errors(map(random_case, range(100)), wrong)]
    assert np.mean(np.array(found) > TOLERANCE) > 0.9  # the others have a dead first layer


def test_the_random_networks_differ_in_all_that_they_should():
    cases = [random_case(seed)[0] for seed in range(NETWORKS)]
    assert {len(nn.sizes) - 1 for nn in cases} == {1, 2, 3, 4, 5}
    assert {size for nn in cases for size in nn.sizes} == set(range(1, 17))
    hidden = {(nn.activation_names[0], nn.loss_name) for nn in cases if len(nn.sizes) > 2}
    assert hidden == {(name, loss) for name in HIDDEN for loss in bridge.LOSSES}
    assert {nn.activation_names[-1] for nn in cases} == set(bridge.MODULES)
    assert {"b1" in nn.parameters for nn in cases} == {True, False}


@pytest.mark.parametrize("bias", [True, False])
def test_the_twin_is_a_copy_and_can_be_read_back(bias):
    nn = NeuralNetwork(3, 4, 2, bias=bias, rng=np.random.default_rng(0))
    model, _ = bridge.twin(nn)
    back = bridge.arrays(bridge.tensors(model))
    assert list(back) == list(nn.parameters)
    assert all((back[name] == value).all() for name, value in nn.parameters.items())
    before = back["W1"].copy()
    nn.parameters["W1"] += 1.0
    assert (bridge.arrays(bridge.tensors(model))["W1"] == before).all()


def test_an_activation_and_a_loss_of_our_own_need_a_name_each(monkeypatch):
    softplus = Activation(lambda z: np.logaddexp(0.0, z), lambda z, a=None: sigmoid(z))
    huber = Loss(
        lambda y_hat, y: np.where((e := np.abs(y_hat - y)) < 1, e**2 / 2, e - 0.5).mean(),
        lambda y_hat, y: np.clip(y_hat - y, -1, 1) / y.size,
    )
    monkeypatch.setitem(ACTIVATIONS, "softplus", softplus)
    monkeypatch.setitem(OUTPUTS, "softplus", softplus)
    monkeypatch.setitem(LOSSES, "huber", huber)
    options = {"activation": "softplus", "output": "softplus", "loss": "huber"}
    nn = NeuralNetwork(2, 3, 2, **options, rng=np.random.default_rng(0))
    with pytest.raises(ValueError, match=r"^nn: expected one of .*; got 'softplus'$"):
        bridge.twin(nn)
    monkeypatch.setitem(bridge.MODULES, "softplus", "Softplus")
    with pytest.raises(ValueError, match=r"^nn: expected one of .*; got 'huber'$"):
        bridge.twin(nn)
    monkeypatch.setitem(bridge.LOSSES, "huber", "HuberLoss")
    X, y = np.random.default_rng(1).standard_normal((2, 5, 2))
    assert (np.array(list(errors([(nn, X, 3 * y)]))) < TOLERANCE).all()


# Losses of 1,000 steps.
UPDATES = {
    "sgd": (1.0, lambda: descend, torch.optim.SGD, {}),
    "momentum": (0.1, Momentum, torch.optim.SGD, {"momentum": 0.9}),
    "adam": (0.01, Adam, torch.optim.Adam, {}),
}
X, Y = datasets.xor()
TARGETS = {1: Y, 2: np.hstack([1 - Y, Y])}  # by the number of outputs


def start(seed, loss):
    hidden = ((2,), (8,), (4, 4))[seed % 3]
    output = LOSSES[loss].output or "sigmoid"
    n_out = 2 if output == "softmax" else 1
    rng = np.random.default_rng(seed)
    return NeuralNetwork(2, *hidden, n_out, loss=loss, output=output, rng=rng)


def losses(nn, make, learning_rate, steps=1000, **settings):
    model, loss_function = bridge.twin(nn)
    optimizer = make(model.parameters(), lr=learning_rate, **settings)
    inputs, targets, found = torch.tensor(X), torch.tensor(TARGETS[nn.sizes[-1]]), []
    for _ in range(steps + 1):
        optimizer.zero_grad()
        loss = loss_function(model(inputs), targets)
        found.append(loss.item())
        loss.backward()
        optimizer.step()
    return np.array(found)


def largest_difference(update, loss, seed, factor=1.0):
    rate, ours, theirs, settings = UPDATES[update]
    nn = start(seed, loss)
    targets = TARGETS[nn.sizes[-1]]
    history = train(nn, X, targets, learning_rate=rate * factor, epochs=1000, update=ours())
    return np.abs(history.loss - losses(start(seed, loss), theirs, rate, **settings)).max()


@pytest.mark.parametrize("loss", list(bridge.LOSSES))
@pytest.mark.parametrize("update", list(UPDATES))
def test_the_losses_of_1000_steps_agree(update, loss):
    worst = max(largest_difference(update, loss, seed) for seed in range(6))
    print("largest difference:", worst)
    assert worst <= 1e-12


def test_another_learning_rate_is_seen():
    assert largest_difference("sgd", "cross_entropy", 0, factor=1 + 1e-8) > 1e-12
