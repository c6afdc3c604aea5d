"""Autograd against back-propagation: the same networks and losses, written with tensors alone."""

import itertools

import numpy as np
from each import each
from networks import ENDS, targets

from plainnet import ACTIVATIONS, NeuralNetwork
from plainnet.autograd import RULES, Tensor

TOLERANCE = 1e-12  # relative to each gradient's largest entry; measured: at most 1.4e-14
DEPTHS = {1: (2,), 2: (2, 3), 3: (2, 3, 2), 4: (2, 4, 3, 2)}


def softmax(z):
    e = z.exp()
    return e / e.sum(axis=1, keepdims=True)


FUNCTIONS = {
    "sigmoid": lambda z: 1 / (1 + (-z).exp()),
    "tanh": lambda z: 2 / (1 + (-2 * z).exp()) - 1,
    "relu": lambda z: z.maximum(0),
    "identity": lambda z: z,
    "softmax": softmax,
}
LOSS = {  # each a function of prediction and target
    "mse": lambda y_hat, y: ((y_hat - y) ** 2).mean(),
    "cross_entropy": lambda y_hat, y: -(y * y_hat.log() + (1 - y) * (1 - y_hat).log()).mean(),
    "categorical_cross_entropy": lambda y_hat, y: -(y * y_hat.log()).sum() / len(y),
}


def loss_of(nn, X, y):
    """The loss of the network, computed with tensors, and its parameters as tensors."""
    parameters = {name: Tensor(array) for name, array in nn.parameters.items()}
    a = X
    for (W, b), activation in zip(nn.names, nn.activation_names, strict=True):
        z = a @ parameters[W]
        a = FUNCTIONS[activation](z + parameters[b] if b in parameters else z)
    return LOSS[nn.loss_name](a, y), parameters


def differences(nn, X, y):
    """Yield the relative difference of the loss, then the largest one of each gradient."""
    record = nn.forward(X)
    right = nn.backward(record, y)
    loss, parameters = loss_of(nn, X, y)
    loss.backward()
    yield abs(float(loss.data) - nn.loss(record, y)) / nn.loss(record, y)
    for name, tensor in parameters.items():
        size = np.abs(right[name]).max()
        yield np.abs(tensor.grad - right[name]).max() / (size or 1e-300)


def networks(activation, loss, output, depth, bias=True):
    """Yield three networks with data, skipping those with a gradient of zeros (a dead layer)."""
    found = 0
    for seed in itertools.count():
        rng = np.random.default_rng(seed)
        n_out = 3 if output == "softmax" else 2
        settings = {"activation": activation, "loss": loss, "output": output, "bias": bias}
        nn = NeuralNetwork(*DEPTHS[depth], n_out, init="uniform", rng=rng, **settings)
        X, y = rng.standard_normal((5, 2)), targets(5, n_out, output, rng)
        if all(gradient.any() for gradient in nn.backward(nn.forward(X), y).values()):
            yield nn, X, y
            found += 1
        if found == 3:
            return


@each("depth", DEPTHS)
@each(("loss", "output"), ENDS)
@each("activation", [name for name in FUNCTIONS if name in ACTIVATIONS])
def test_the_walk_back_is_back_propagation_for(activation, loss, output, depth):
    worst = [max(differences(*case)) for case in networks(activation, loss, output, depth)]
    print("largest relative difference:", max(worst))
    assert max(worst) <= TOLERANCE


def test_also_without_biases():
    cases = networks("tanh", "cross_entropy", "sigmoid", 3, bias=False)
    assert max(max(differences(*case)) for case in cases) <= TOLERANCE


@each("name", ["@", "+", "*", "-", "/", "exp", "log", "sum"])
def test_a_rule_that_is_wrong_by_a_billionth_is_seen(name, monkeypatch):
    function, slopes = RULES[name]

    def wrong(*values):
        return tuple(part * (1 + 1e-9) for part in slopes(*values))

    monkeypatch.setitem(RULES, name, (function, wrong))
    cases = networks("sigmoid", "cross_entropy", "sigmoid", 2)
    assert min(max(differences(*case)) for case in cases) > TOLERANCE
