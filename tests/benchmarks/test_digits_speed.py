"""The time of 30 epochs of a 64-32-10 network on digits, against a loop by hand and two peers.

Batches of 32 in the same order, from the same start, by plain gradient descent in float64 and one
thread; all sides by turns in one process. Reported is processor time: its median, and the median
ratio of two runs that follow each other. A machine that is busy for a while slows both,
so that this ratio varies by a few hundredths where that of the two medians varies by a tenth.
PyTorch and scikit-learn take part where they are installed; scikit-learn draws its own order.
"""

import copy
import statistics
import warnings

import numpy as np
import pytest
from ratios import report
from test_train_speed import timed

from plainnet import NeuralNetwork, datasets, train

EPOCHS, BATCH, RATE, TURNS = 30, 32, 0.1, 25
INPUTS, LABELS = datasets.digits()
X, y = datasets.split(INPUTS, datasets.one_hot(LABELS), rng=np.random.default_rng(0))[0]


def network():
    settings = {"activation": "relu", "output": "softmax", "init": "he"}
    return NeuralNetwork(64, 32, 10, **settings, rng=np.random.default_rng(0))


def orders():
    """The rows of each epoch, as `train` draws them."""
    rng = np.random.default_rng(1)
    return [rng.permutation(len(X)) for _ in range(EPOCHS)]


def ours():
    settings = {"learning_rate": RATE, "epochs": EPOCHS, "batch_size": BATCH}
    return train(network(), X, y, **settings, rng=np.random.default_rng(1)).loss


def by_hand():
    """The losses of the same training in NumPy, written out for this network."""
    W1, b1, W2, b2 = copy.deepcopy(network().parameters).values()

    def forward(inputs):
        Z1 = inputs @ W1 + b1
        A1 = np.maximum(0.0, Z1)
        Z2 = A1 @ W2 + b2
        return Z1, A1, Z2 - Z2.max(axis=1, keepdims=True)

    def loss():
        _, _, Z2 = forward(X)
        return -np.mean(np.sum(y * (Z2 - np.log(np.exp(Z2).sum(axis=1, keepdims=True))), axis=1))

    losses = [loss()]
    for order in orders():
        for first in range(0, len(X), BATCH):
            rows = order[first : first + BATCH]
            inputs, targets = X[rows], y[rows]
            Z1, A1, Z2 = forward(inputs)
            e = np.exp(Z2)
            delta2 = (e / e.sum(axis=1, keepdims=True) - targets) / len(rows)
            delta1 = (delta2 @ W2.T) * (Z1 > 0)
            W2 -= RATE * (A1.T @ delta2)
            b2 -= RATE * delta2.sum(axis=0)
            W1 -= RATE * (inputs.T @ delta1)
            b1 -= RATE * delta1.sum(axis=0)
        losses.append(loss())
    return losses


def in_pytorch():
    pytest.importorskip("torch.nn")  # not `torch`: the folder of our own tests has that name
    import torch

    from plainnet.lab import pytorch

    torch.set_num_threads(1)
    model, loss_function = pytorch.twin(network())
    optimizer = torch.optim.SGD(model.parameters(), lr=RATE)
    inputs, targets = torch.tensor(X), torch.tensor(y)

    def loss():
        with torch.no_grad():
            return loss_function(model(inputs), targets).item()

    losses = [loss()]
    for order in orders():
        for first in range(0, len(X), BATCH):
            rows = order[first : first + BATCH]
            optimizer.zero_grad()
            loss_function(model(inputs[rows]), targets[rows]).backward()
            optimizer.step()
        losses.append(loss())
    return losses


def in_scikit_learn():
    neural = pytest.importorskip("sklearn.neural_network")
    settings = {"solver": "sgd", "learning_rate_init": RATE, "momentum": 0.0, "alpha": 0.0}
    model = neural.MLPClassifier((32,), **settings, batch_size=BATCH, max_iter=EPOCHS, tol=0.0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that training stopped before it converged
        model.fit(X, y.argmax(axis=1))


@pytest.mark.parametrize("peer", [by_hand, in_pytorch, in_scikit_learn])
def test_what_digits_cost(peer):
    """Report our time divided by that of a ``peer`` right after it: the median of all turns."""
    times = []
    for _ in range(TURNS):
        time_of_ours, losses = timed(ours)
        time_of_peer, others = timed(peer)
        if others:
            np.testing.assert_allclose(losses, others, rtol=0, atol=1e-10)
        times.append((time_of_ours, time_of_peer))
    median = statistics.median(one for one, _ in times)
    ratio = statistics.median(one / other for one, other in times)
    report(f"64-32-10 on digits, by {peer.__name__}", ratio, f"{EPOCHS} epochs: {median:.2f} s")
