"""Gradient descent: the update rule, and the loop around it."""

from functools import partial

import numpy as np

from plainnet import _arguments, _validation
from plainnet._checked import checked, is_checked, trusting
from plainnet._progress import bar
from plainnet._run_log import RunLog
from plainnet.training_outcomes import History


@checked(_arguments.step, all_or_nothing=True)
def descend(nn, gradients, learning_rate) -> None:
    """The update rule θ ← θ − α ∂L/∂θ, in place, where there is a gradient.

    Raises a `ValueError` if a gradient has another name or shape than the
    parameters, or is not finite. Whatever is raised, Ctrl-C included, all
    parameters are as they were.
    """
    for name, gradient in gradients.items():
        nn.parameters[name] -= learning_rate * gradient


# A run that diverges is reported, not warned of.
@np.errstate(over="ignore", invalid="ignore")
def train(
    nn,
    X,
    y,
    *,
    learning_rate,
    epochs,
    batch_size=None,
    rng=None,
    update=descend,
    validation=None,
    patience=None,
    every=1,
    snapshots=(),
    progress=False,
) -> History:
    """Train ``nn`` in place by gradient descent and return its `History`.

    ``X`` has shape (m, n_in), ``y`` shape (m, n_out). An epoch goes over
    all patterns once: ``batch_size=None`` makes one update from all of them
    together, a number one update from each ``batch_size`` patterns (the
    last batch may be smaller). They come in their order, as in the source
    document; with ``rng``, in a new random order each epoch.

    ``update`` is `descend`, or a new `WeightDecay`, `Momentum` or `Adam`.
    ``validation=(X, y)`` are data that training only looks at: the history
    has their loss, too, and a copy of the parameters with the smallest.
    With ``patience``, training ends after so many epochs without a smaller
    one; ``nn`` itself keeps the last parameters.

    ``every`` thins the history: it keeps each ``every``-th loss, and the
    last. ``snapshots`` lists the epochs after which the parameters are
    kept. ``progress=True`` shows a progress bar.

    Stops early also when the loss is no longer finite: the outcome is then
    ``diverged``, and ``loss`` is shorter. Raises a `ValueError` for data of
    a wrong shape or with NaN, a ``learning_rate`` that is not finite and
    above 0, or a wrong number of epochs or patterns.
    """
    X, y = _validation.data(nn, X, y)
    plan = _arguments.schedule(nn, epochs, every, snapshots, progress)
    seen = _arguments.validation(nn, validation, patience)
    log = RunLog(nn, *plan, *seen)
    size, rng = _arguments.batches(len(X), batch_size, rng)
    rules = _rules(nn, X, y, update, learning_rate)
    forward, loss, backward, step, alpha = rules
    record = forward(X)
    for epoch in bar(range(log.epochs + 1), progress, "epochs"):
        if epoch > 0:
            for inputs, targets in _batches(X, y, size, rng):
                batch = record if inputs is X else forward(inputs)
                step(nn, backward(batch, targets), alpha)
            record = forward(X)
        if log.ends(epoch, loss(record, y)):
            break
    return log.history(record.y_hat, y)


RULES = "descend, WeightDecay(), Momentum() or Adam()"


def _rules(nn, X, y, update, learning_rate):
    """``forward``, ``loss``, ``backward``, ``update`` and α, checked once.

    Where one of them is a function of the reader's own, every step goes on
    to be checked.
    """
    _validation.function("update", update, RULES)
    alpha = _validation.positive("learning_rate", learning_rate)
    rules = nn.forward, nn.loss, nn.backward
    if ours := all(map(is_checked, (*rules, update))):
        forward, _ = trusting(nn.forward, X)
        loss, (record, y) = trusting(nn.loss, forward(X), y)
        rules = forward, loss, trusting(nn.backward, record, y)[0]
    # Last: from here on ``update`` remembers the network.
    step, _ = trusting(update, nn, {}, alpha)
    return *rules, step if ours else partial(_step_of_a_reader, step), alpha


def _step_of_a_reader(step, nn, gradients, alpha):
    """Check the gradients, and step; a run that diverges may diverge."""
    parameters = nn.parameters
    gradients = _validation.gradients(gradients, parameters, finite=False)
    if not all(np.isfinite(value).all() for value in gradients.values()):
        step, _ = trusting(descend, nn, {}, alpha)
    step(nn, gradients, alpha)


def _batches(X, y, size, rng):
    """The batches of an epoch, each an X and a y; without a size, all."""
    if size is None:
        return [(X, y)]
    if rng is not None:
        order = rng.permutation(len(X))
        X, y = X.take(order, axis=0), y.take(order, axis=0)
    rows = [slice(i, i + size) for i in range(0, len(X), size)]
    return [(X[batch], y[batch]) for batch in rows]
