"""Gradient descent: the update rule, and the loop around it."""

from dataclasses import dataclass, field

import numpy as np

from plainnet import checks
from plainnet.outcomes import outcome


@dataclass(frozen=True)
class History:
    """What `train` saw.

    ``loss[t]`` is the loss over all patterns after t epochs, ``loss[0]`` that of the start.
    ``outcome`` is one of the five of `plainnet.outcomes`. ``snapshots[t]`` holds a copy of the
    parameters after t epochs, for the epochs that were asked for.
    """

    loss: np.ndarray
    outcome: str
    snapshots: dict = field(default_factory=dict, repr=False)


def descend(nn, gradients, learning_rate):
    """The update rule θ ← θ − α ∂L/∂θ, in place, for every parameter that has a gradient.

    Raises a `ValueError` if a gradient has another name or shape than the parameters.
    """
    learning_rate = checks.positive("learning_rate", learning_rate)
    checks.gradients(gradients, nn.parameters)
    for name, gradient in gradients.items():
        nn.parameters[name] -= learning_rate * gradient


def train(nn, X, y, *, learning_rate, epochs, batch_size=None, snapshots=()):
    """Train ``nn`` in place by gradient descent and return its `History`.

    ``X`` has shape (m, n_in), ``y`` shape (m, n_out). ``batch_size=None`` makes one update an epoch
    from all patterns together; ``batch_size=1`` makes one update a pattern, in their order, as the
    source document does. ``snapshots`` lists the epochs after which the parameters are kept.

    Prints nothing. Stops early only when the loss is no longer finite: the outcome is then
    ``diverged``, and ``loss`` is shorter. Raises a `ValueError` for data of a wrong shape or with
    NaN, a ``learning_rate`` that is not finite and above 0, or a wrong number of epochs.
    """
    learning_rate = checks.positive("learning_rate", learning_rate)
    epochs = checks.whole("epochs", epochs)
    if batch_size not in (None, 1):
        raise ValueError(f"batch_size: expected None (all patterns) or 1; got {batch_size!r}")
    wanted = {checks.whole("snapshots", epoch, least=0) for epoch in snapshots}
    if max(wanted, default=0) > epochs:
        raise ValueError(f"snapshots: expected epochs up to {epochs}; got {max(wanted)}")
    X = checks.matrix("X", X, columns=nn.sizes[0])
    y = checks.matrix("y", y, rows=len(X), columns=nn.sizes[-1])
    losses, kept = [], {}
    with np.errstate(over="ignore", invalid="ignore"):  # a diverging run is reported, not warned of
        for epoch in range(epochs + 1):
            record = nn.forward(X)
            losses.append(nn.loss(record, y))
            if epoch in wanted:
                kept[epoch] = {name: value.copy() for name, value in nn.parameters.items()}
            if epoch == epochs or not np.isfinite(losses[-1]):
                break
            if batch_size is None:
                descend(nn, nn.backward(record, y), learning_rate)
            else:
                _one_at_a_time(nn, X, y, learning_rate)
    return History(np.array(losses), outcome(losses, record.y_hat, y, nn.loss_name), kept)


def _one_at_a_time(nn, X, y, learning_rate):
    for x, target in zip(X[:, None, :], y[:, None, :], strict=True):
        descend(nn, nn.backward(nn.forward(x), target), learning_rate)
