"""Gradient descent: update rules, two with a memory, and their loop."""

import copy
import math
from functools import partial

import numpy as np

from plainnet import _arguments, _validation
from plainnet._checked import checked, is_checked, trusting
from plainnet._progress import bar
from plainnet.training_outcomes import History, _kept_epochs, classify_run


@checked(_arguments.step, all_or_nothing=True)
def descend(nn, gradients, learning_rate) -> None:
    """The update rule θ ← θ − α ∂L/∂θ, in place, where there is a gradient.

    Raises a `ValueError` if a gradient has another name or shape than the
    parameters, or is not finite. Whatever is raised, Ctrl-C included, all
    parameters are as they were.
    """
    for name, gradient in gradients.items():
        nn.parameters[name] -= learning_rate * gradient


class WeightDecay:
    """W ← (1 − α λ) W − α ∂L/∂W for weights; biases as `descend` does.

    λ is ``decay``: each step also shrinks every weight by a small part of
    itself, as if λ/2 Σ W² were added to the loss. Called as `descend` is.
    Raises a `ValueError` for a ``decay`` below 0, and where α λ ≥ 1.
    """

    def __init__(self, decay=1e-4):
        self.decay = _validation.positive("decay", decay, zero_allowed=True)

    @checked(_arguments.decay)
    def __call__(self, nn, gradients, learning_rate):
        for name, gradient in gradients.items():
            if name.startswith("W"):
                nn.parameters[name] *= 1.0 - learning_rate * self.decay
            nn.parameters[name] -= learning_rate * gradient


class Momentum:
    """v ← β v + ∂L/∂θ, then θ ← θ − α v: it also goes where it went before.

    Called as `descend` is. It remembers ``velocity``, one v a parameter,
    and so serves one network only. Raises a `ValueError` for ``beta``
    outside 0 ≤ β < 1, and when another network comes.
    """

    def __init__(self, beta=0.9):
        self.beta = _validation.fraction("beta", beta)
        self.velocity, self.nn = {}, None

    @checked(_arguments.step_with_memory)
    def __call__(self, nn, gradients, learning_rate):
        for name, gradient in gradients.items():
            self.velocity[name] = (
                self.beta * self.velocity.get(name, 0.0) + gradient
            )
            nn.parameters[name] -= learning_rate * self.velocity[name]


class Adam:
    """θ ← θ − α m̂ / (√v̂ + ε): each parameter gets a step size of its own.

    m and v are running means of the gradient g and of g², m ← β₁ m + (1 −
    β₁) g and v ← β₂ v + (1 − β₂) g². Both start at 0, which m̂ = m / (1 −
    β₁ᵗ) and v̂ = v / (1 − β₂ᵗ) correct at step t (Kingma and Ba 2015,
    algorithm 1). Called as `descend` is; serves one network only.
    """

    def __init__(self, beta1=0.9, beta2=0.999, epsilon=1e-8):
        beta1 = _validation.fraction("beta1", beta1)
        self.betas = beta1, _validation.fraction("beta2", beta2)
        self.epsilon = _validation.positive("epsilon", epsilon)
        self.means, self.t, self.nn = {}, 0, None

    @checked(_arguments.step_with_memory)
    def __call__(self, nn, gradients, learning_rate):
        self.t += 1
        beta1, beta2 = self.betas
        for name, gradient in gradients.items():
            m, v = self.means.get(name, (0.0, 0.0))
            m = beta1 * m + (1.0 - beta1) * gradient
            v = beta2 * v + (1.0 - beta2) * gradient**2
            self.means[name] = m, v
            m_hat = m / (1.0 - beta1**self.t)
            v_hat = v / (1.0 - beta2**self.t)
            step = m_hat / (np.sqrt(v_hat) + self.epsilon)
            nn.parameters[name] -= learning_rate * step


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
    log = _Log(nn, *plan, *_arguments.validation(nn, validation, patience))
    batches = _batches(len(X), batch_size, rng)
    rules = _rules(nn, X, y, update, learning_rate)
    forward, loss, backward, step, alpha = rules
    record = forward(X)
    for epoch in bar(range(log.epochs + 1), progress, "epochs"):
        if epoch > 0:
            # `...` stands for all rows: `record` is their forward pass
            for rows in batches():
                batch = record if rows is ... else forward(X[rows])
                step(nn, backward(batch, y[rows]), alpha)
            record = forward(X)
        if log.ends(epoch, loss(record, y)):
            break
    return log.history(record.y_hat, y)


class _Log:
    """What is written down of a run, epoch by epoch, and when it ends."""

    def __init__(self, nn, epochs, every, wanted, validation, patience):
        self.nn, self.epochs, self.every = nn, epochs, every
        self.wanted, self.snapshots, self.losses = wanted, {}, []
        self.validation, self.validation_losses = validation, []
        self.patience, self.best, self.best_epoch = patience, {}, 0

    def ends(self, epoch, loss):
        """Note the ``loss`` after an epoch; whether it was the last."""
        self.losses.append(loss)
        if epoch in self.wanted:
            self.snapshots[epoch] = copy.deepcopy(self.nn.parameters)
        if self.validation is not None:
            self._validate(epoch)
        ends = self.patience and epoch - self.best_epoch >= self.patience
        return ends or not math.isfinite(loss)

    def _validate(self, epoch):
        X, y = self.validation
        loss = self.nn.loss(self.nn.forward(X), y)
        if loss < min(self.validation_losses, default=math.inf):
            self.best = copy.deepcopy(self.nn.parameters)
            self.best_epoch = epoch
        self.validation_losses.append(loss)

    def history(self, y_hat, y):
        """The `History` of a run that ended with ``y_hat``."""
        kept = _kept_epochs(len(self.losses) - 1, self.every)
        how = classify_run(self.losses, y_hat, y, self.nn.loss_name)
        seen = [np.array(self.losses)[kept], how, kept, self.snapshots]
        if self.validation is not None:
            losses = np.array(self.validation_losses)[kept]
            seen += [losses, self.best, self.best_epoch]
        return History(*seen)


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


def _batches(m, batch_size, rng):
    """A function that lists the rows of an epoch's batches, ``...`` for
    all."""
    size, rng = _arguments.batches(m, batch_size, rng)
    if size is None:
        return lambda: [...]

    def batches():
        order = np.arange(m) if rng is None else rng.permutation(m)
        return [order[start : start + size] for start in range(0, m, size)]

    return batches
