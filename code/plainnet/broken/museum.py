"""The bug museum: wrong gradients and wrong updates, beside the right code.

A stack of networks with one hidden layer is a dictionary: ``W1`` of shape (networks, 2, hidden),
``b1`` of (networks, 1, hidden), ``W2`` of (networks, hidden, 1), ``b2`` of (networks, 1, 1). ``@``
multiplies each matrix of a stack, and ``.mT`` transposes each of them. ``B``, of the shape of
``W2``, is never trained: only `random_feedback` uses it. The loss is the cross-entropy.

Nothing here checks its arguments.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from plainnet.activations import ACTIVATIONS, sigmoid
from plainnet.gradient_descent import progress_bar
from plainnet.initialisations import xavier
from plainnet.network import NeuralNetwork, Record
from plainnet.training_outcomes import History, classify_runs, last_tenth, recorded_epochs


# The right code.
def forward(stack, X, g) -> Record:
    """The forward pass of all networks at once, with the hidden activation ``g``: a `Record`."""
    Z1 = X @ stack["W1"] + stack["b1"]
    A1 = g.function(Z1)
    Z2 = A1 @ stack["W2"] + stack["b2"]
    return Record([Z1, Z2], [X, A1, sigmoid(Z2)])


def backward(stack, record, y, g) -> dict[str, np.ndarray]:
    """The right gradient: δ of both layers, then `gradients`."""
    (Z1, _), (X, A1, y_hat) = record
    delta2 = (y_hat - y) / len(y)
    delta1 = delta2 @ stack["W2"].mT * g.derivative(Z1)
    return gradients(X, A1, delta1, delta2)


def gradients(X, A1, delta1, delta2) -> dict[str, np.ndarray]:
    """∂L/∂W = Aᵀ δ; ∂L/∂b is δ summed over the patterns."""
    return {
        "W1": X.T @ delta1,
        "b1": delta1.sum(axis=-2)[..., None, :],
        "W2": A1.mT @ delta2,
        "b2": delta2.sum(axis=-2)[..., None, :],
    }


def step(stack, X, y, g, alpha, backward=backward) -> None:
    """All gradients first, then every parameter moves, in place."""
    record = forward(stack, X, g)
    gradient = backward(stack, record, y, g)
    for name in ("W2", "b2", "W1", "b1"):
        stack[name] -= alpha * gradient[name]


# Wrong gradients.
def derivative_at_output(stack, record, y, g) -> dict[str, np.ndarray]:
    """g′ is taken at A. For ReLU that is right: A is above 0 exactly where Z is."""
    (_, _), (X, A1, y_hat) = record
    delta2 = (y_hat - y) / len(y)
    delta1 = delta2 @ stack["W2"].mT * g.derivative(A1)
    return gradients(X, A1, delta1, delta2)


def relu2deriv(stack, record, y, g) -> dict[str, np.ndarray]:
    """ReLU's derivative with ``>=``, at A. A ReLU's A is never negative, so it is 1 everywhere."""
    (_, _), (X, A1, y_hat) = record
    delta2 = (y_hat - y) / len(y)
    delta1 = delta2 @ stack["W2"].mT * (A1 >= 0)
    return gradients(X, A1, delta1, delta2)


def derivative_forgotten(stack, record, y, g) -> dict[str, np.ndarray]:
    """g′ is left out."""
    (_, _), (X, A1, y_hat) = record
    delta2 = (y_hat - y) / len(y)
    delta1 = delta2 @ stack["W2"].mT
    return gradients(X, A1, delta1, delta2)


def sign_flipped(stack, record, y, g) -> dict[str, np.ndarray]:
    """δ of the hidden layer has the wrong sign."""
    (Z1, _), (X, A1, y_hat) = record
    delta2 = (y_hat - y) / len(y)
    delta1 = -delta2 @ stack["W2"].mT * g.derivative(Z1)
    return gradients(X, A1, delta1, delta2)


def random_feedback(stack, record, y, g) -> dict[str, np.ndarray]:
    """Random numbers that never change take the place of W2 (Lillicrap and others 2016)."""
    (Z1, _), (X, A1, y_hat) = record
    delta2 = (y_hat - y) / len(y)
    delta1 = delta2 @ stack["B"].mT * g.derivative(Z1)
    return gradients(X, A1, delta1, delta2)


def average_forgotten(stack, record, y, g) -> dict[str, np.ndarray]:
    """The division by the number of patterns is left out."""
    (Z1, _), (X, A1, y_hat) = record
    delta2 = y_hat - y
    delta1 = delta2 @ stack["W2"].mT * g.derivative(Z1)
    return gradients(X, A1, delta1, delta2)


def extra_derivative(stack, record, y, g) -> dict[str, np.ndarray]:
    """σ′ stands at the output, as under the squared error; with the cross-entropy it cancels."""
    (Z1, _), (X, A1, y_hat) = record
    delta2 = (y_hat - y) / len(y) * y_hat * (1 - y_hat)
    delta1 = delta2 @ stack["W2"].mT * g.derivative(Z1)
    return gradients(X, A1, delta1, delta2)


def wrong_axis(stack, record, y, g) -> dict[str, np.ndarray]:
    """The gradient of b1 is summed over the units: it has the right shape if there are four."""
    (Z1, _), (X, A1, y_hat) = record
    delta2 = (y_hat - y) / len(y)
    delta1 = delta2 @ stack["W2"].mT * g.derivative(Z1)
    return gradients(X, A1, delta1, delta2) | {
        "b1": delta1.sum(axis=-1)[..., None, :],
    }


# Right gradients, wrong updates.
def updated_too_early(stack, X, y, g, alpha, backward=backward) -> None:
    """W2 has already moved when the gradient of the hidden layer is computed."""
    record = forward(stack, X, g)
    for name in ("W2", "b2", "W1", "b1"):
        gradient = backward(stack, record, y, g)
        stack[name] -= alpha * gradient[name]


def bias_not_updated(stack, X, y, g, alpha, backward=backward) -> None:
    """The hidden biases keep the value at which they started: 0."""
    record = forward(stack, X, g)
    gradient = backward(stack, record, y, g)
    for name in ("W2", "b2", "W1"):
        stack[name] -= alpha * gradient[name]


def hidden_frozen(stack, X, y, g, alpha, backward=backward) -> None:
    """Only the output layer learns; the hidden layer stays as it was drawn."""
    record = forward(stack, X, g)
    gradient = backward(stack, record, y, g)
    for name in ("W2", "b2"):
        stack[name] -= alpha * gradient[name]


class Exhibit(NamedTuple):
    """A gradient and an update, at most one of them wrong.

    ``faulty`` names the hidden activations with which the wrong one is a fault, ``hidden`` is the
    number of hidden units of the networks that it trains.
    """

    title: str
    backward: Callable = backward
    step: Callable = step
    faulty: tuple = ("sigmoid", "tanh", "relu")
    hidden: int = 3

    @property
    def kind(self) -> str:
        """What is wrong: ``gradient`` or ``update``; ``right`` if nothing is."""
        wrong = "gradient" if self.step is step else "update"
        return wrong if self.faulty else "right"

    @property
    def function(self) -> Callable:
        """The wrong function, whose docstring says what is wrong; `backward` if none is."""
        return self.step if self.kind == "update" else self.backward


EXHIBITS = {
    "right": Exhibit("the right code", faulty=()),
    "derivative_at_output": Exhibit(
        "derivative taken at the output", derivative_at_output, faulty=("sigmoid", "tanh")
    ),
    "relu2deriv": Exhibit("ReLU's derivative with >=", relu2deriv),
    "derivative_forgotten": Exhibit("derivative forgotten", derivative_forgotten),
    "sign_flipped": Exhibit("sign flipped in the hidden layer", sign_flipped),
    "random_feedback": Exhibit("random numbers instead of W2", random_feedback),
    "average_forgotten": Exhibit("average forgotten", average_forgotten),
    "extra_derivative": Exhibit("extra derivative at the output", extra_derivative),
    "updated_too_early": Exhibit("W2 updated too early", step=updated_too_early),
    "bias_not_updated": Exhibit("hidden bias never updated", step=bias_not_updated),
    "hidden_frozen": Exhibit("hidden layer frozen", step=hidden_frozen),
    "right_on_four": Exhibit("the right code, 4 hidden units", faulty=(), hidden=4),
    "wrong_axis": Exhibit("sum over the wrong axis", wrong_axis, hidden=4),
}


# Stacks and their training.
def start(seeds, hidden, activation) -> dict[str, np.ndarray]:
    """An untrained stack: network i is ``NeuralNetwork(2, hidden, 1, rng=default_rng(seeds[i]))``.

    ``B`` is drawn after the weights, from the same generator and by the same rule as ``W2``.
    """
    rngs = [np.random.default_rng(seed) for seed in seeds]
    alone = [NeuralNetwork(2, hidden, 1, activation=activation, rng=rng) for rng in rngs]
    names = alone[0].parameters
    stack = {name: np.stack([np.atleast_2d(nn.parameters[name]) for nn in alone]) for name in names}
    return stack | {"B": np.stack([xavier(rng, (hidden, 1), hidden, 1) for rng in rngs])}


def train_stack(
    stack, X, y, exhibit, activation, *, learning_rate, epochs, every=None, progress=False
) -> History:
    """Train the ``stack`` in place with the code of an `Exhibit`; return a `History`.

    It trains on the full batch. ``learning_rate`` is one number, or one for each network. The
    history has each ``every``-th loss and the last; without ``every``, the first and the last.
    """
    g, count = ACTIVATIONS[activation], len(stack["W1"])
    alpha = np.broadcast_to(learning_rate, count).reshape(-1, 1, 1)
    losses = np.empty((epochs + 1, count))
    with np.errstate(all="ignore"):  # the outcome says which runs diverged
        for epoch in progress_bar(range(epochs + 1), progress, "epochs"):
            if epoch > 0:
                exhibit.step(stack, X, y, g, alpha, exhibit.backward)
            record = forward(stack, X, g)
            losses[epoch] = np.logaddexp(0.0, (1.0 - 2.0 * y) * record.Z[1]).mean(axis=(1, 2))
        right = ((record.y_hat > 0.5) == (y > 0.5)).all(axis=(1, 2))
    losses[-1, ~np.isfinite(losses).all(axis=0)] = np.nan
    tail = losses[-1 - last_tenth(epochs) :]
    outcome = classify_runs(losses[0], tail, right, y, "cross_entropy")
    recorded = recorded_epochs(epochs, every or epochs)
    return History(losses[recorded], outcome, recorded)


NUMBERS = {  # the numbers of the exhibits in the chapter
    "derivative_at_output": "1",
    "relu2deriv": "1b",
    "derivative_forgotten": "2",
    "sign_flipped": "3",
    "random_feedback": "4",
    "average_forgotten": "5",
    "extra_derivative": "6",
    "wrong_axis": "7",
    "updated_too_early": "8",
    "bias_not_updated": "9",
    "hidden_frozen": "10",
}


# The exhibits for one `NeuralNetwork`, as `check_gradient` and `check_step` call them.
def stack_of(nn) -> dict[str, np.ndarray]:
    """A stack of ``nn`` alone: views of its parameters, so that a step changes ``nn`` itself.

    ``B`` is drawn from seed 0.
    """
    views = {name: p.reshape(1, -1, p.shape[-1]) for name, p in nn.parameters.items()}
    hidden, rng = nn.sizes[1], np.random.default_rng(0)
    return views | {"B": xavier(rng, (1, hidden, 1), hidden, 1)}


def backward_of(exhibit) -> Callable:
    """The exhibit's gradient as `check_gradient` wants it: a function of (nn, record, y)."""

    def backward(nn, record, y):
        gradients = exhibit.backward(stack_of(nn), record, y, nn.activations[0])
        return {name: gradients[name].reshape(p.shape) for name, p in nn.parameters.items()}

    return backward


def step_of(exhibit) -> Callable:
    """The exhibit's update as `check_step` wants it: a function of (nn, X, y, learning_rate)."""

    def step(nn, X, y, learning_rate):
        exhibit.step(stack_of(nn), X, y, nn.activations[0], learning_rate, exhibit.backward)

    return step
