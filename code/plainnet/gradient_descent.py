"""Gradient descent: the update rule, its two relatives with a memory, and the loop around them."""

import math
from functools import partial

import numpy as np

from plainnet import _validation
from plainnet._checked import checked, is_checked, trusting
from plainnet._progress import bar
from plainnet.training_outcomes import History, _kept_epochs, classify_run


def _step_fits(nn, gradients, learning_rate):
    """What `checked` asks before a step: of ``nn``, its parameters."""
    _validation.network(nn, needed=("parameters",))
    learning_rate = _validation.positive("learning_rate", learning_rate)
    return nn, _validation.gradients(gradients, nn.parameters), learning_rate


@checked(_step_fits, all_or_nothing=True)
def descend(nn, gradients, learning_rate) -> None:
    """The update rule θ ← θ − α ∂L/∂θ, in place, for every parameter that has a gradient.

    Raises a `ValueError` if a gradient has another name or shape than the parameters, or is not
    finite. Whatever is raised, Ctrl-C included, all parameters are as they were.
    """
    for name, gradient in gradients.items():
        nn.parameters[name] -= learning_rate * gradient


def _serves(update, nn, gradients, learning_rate):
    """What `checked` asks before a step that depends on those before it, on the same network."""
    fit = _step_fits(nn, gradients, learning_rate)
    if update.nn not in (None, nn):
        name = type(update).__name__
        raise ValueError(f"nn: expected the network that this {name} remembers; make a new {name}")
    update.nn = nn
    return update, *fit


class Momentum:
    """v ← β v + ∂L/∂θ, then θ ← θ − α v: a step that also goes where the last ones went.

    Called as `descend` is. It remembers ``velocity``, one v a parameter, and so serves one network
    only. Raises a `ValueError` for ``beta`` outside 0 ≤ β < 1, and when another network comes.
    """

    def __init__(self, beta=0.9):
        self.beta = _validation.fraction("beta", beta)
        self.velocity, self.nn = {}, None

    @checked(_serves)
    def __call__(self, nn, gradients, learning_rate):
        for name, gradient in gradients.items():
            self.velocity[name] = self.beta * self.velocity.get(name, 0.0) + gradient
            nn.parameters[name] -= learning_rate * self.velocity[name]


class Adam:
    """θ ← θ − α m̂ / (√v̂ + ε): each parameter gets a step size of its own.

    m and v are running means of the gradient g and of g², m ← β₁ m + (1 − β₁) g and
    v ← β₂ v + (1 − β₂) g². Both start at 0, which m̂ = m / (1 − β₁ᵗ) and v̂ = v / (1 − β₂ᵗ)
    correct at step t (Kingma and Ba 2015, algorithm 1). Called as `descend` is; serves one network
    only.
    """

    def __init__(self, beta1=0.9, beta2=0.999, epsilon=1e-8):
        self.betas = _validation.fraction("beta1", beta1), _validation.fraction("beta2", beta2)
        self.epsilon = _validation.positive("epsilon", epsilon)
        self.means, self.t, self.nn = {}, 0, None

    @checked(_serves)
    def __call__(self, nn, gradients, learning_rate):
        self.t += 1
        beta1, beta2 = self.betas
        for name, gradient in gradients.items():
            m, v = self.means.get(name, (0.0, 0.0))
            m = beta1 * m + (1.0 - beta1) * gradient
            v = beta2 * v + (1.0 - beta2) * gradient**2
            self.means[name] = m, v
            m_hat, v_hat = m / (1.0 - beta1**self.t), v / (1.0 - beta2**self.t)
            nn.parameters[name] -= learning_rate * (m_hat / (np.sqrt(v_hat) + self.epsilon))


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
    every=1,
    snapshots=(),
    progress=False,
) -> History:
    """Train ``nn`` in place by gradient descent and return its `History`.

    ``X`` has shape (m, n_in), ``y`` shape (m, n_out). An epoch goes over all patterns once:
    ``batch_size=None`` makes one update from all of them together, a number one update from each
    ``batch_size`` patterns (the last batch may be smaller). They come in their order, as in the
    source document; with ``rng``, in a new random order each epoch.

    ``update`` is `descend`, or a new `Momentum` or `Adam`. ``every`` thins the history: it keeps
    each ``every``-th loss, and the last. ``snapshots`` lists the epochs after which the parameters
    are kept. ``progress=True`` shows a progress bar.

    Stops early only when the loss is no longer finite: the outcome is then ``diverged``, and
    ``loss`` is shorter. Raises a `ValueError` for data of a wrong shape or with NaN, a
    ``learning_rate`` that is not finite and above 0, or a wrong number of epochs or patterns.
    """
    X, y, progress = *_validation.data(nn, X, y), _validation.flag("progress", progress)
    epochs, every, wanted = _schedule(nn, epochs, every, snapshots)
    batches = _batches(len(X), batch_size, rng)
    with np.errstate(over="ignore", invalid="ignore"):  # a diverging run is reported, not warned of
        forward, loss, backward, step, alpha = _rules(nn, X, y, update, learning_rate)
        record, losses, copies = forward(X), [], {}
        for epoch in bar(range(epochs + 1), progress, "epochs"):
            if epoch > 0:
                for rows in batches():  # `...` are all: `record` is their forward pass
                    batch = record if rows is ... else forward(X[rows])
                    step(nn, backward(batch, y[rows]), alpha)
                record = forward(X)
            losses.append(loss(record, y))
            if epoch in wanted:
                copies[epoch] = {name: value.copy() for name, value in nn.parameters.items()}
            if not math.isfinite(losses[-1]):
                break
    kept = _kept_epochs(len(losses) - 1, every)
    how = classify_run(losses, record.y_hat, y, nn.loss_name)
    return History(np.array(losses)[kept], how, kept, copies)


def _schedule(nn, epochs, every, snapshots):
    """These three, checked; the snapshots as a set."""
    epochs, every = _validation.whole("epochs", epochs), _validation.whole("every", every)
    some = snapshots if isinstance(snapshots, set) else _validation.listed("snapshots", snapshots)
    wanted = {_validation.whole("snapshots", epoch, least=0) for epoch in some}
    if max(wanted, default=0) > epochs:
        raise _validation.unfit("snapshots", f"epochs up to {epochs}", max(wanted))
    _validation.memory(40 * epochs + 8 * len(wanted) * nn.parameter_count, _validation.UNASKED)
    return epochs, every, wanted


def _rules(nn, X, y, update, learning_rate):
    """``forward``, ``loss``, ``backward``, ``update`` and α, checked once and not at every step.

    Where one of them is a function of the reader's own, every step goes on to be checked.
    """
    _validation.function("update", update, "descend, Momentum() or Adam()")
    alpha = _validation.positive("learning_rate", learning_rate)
    rules = nn.forward, nn.loss, nn.backward
    if ours := all(map(is_checked, (*rules, update))):
        forward, _ = trusting(nn.forward, X)
        loss, (record, y) = trusting(nn.loss, forward(X), y)
        rules = forward, loss, trusting(nn.backward, record, y)[0]
    step, _ = trusting(update, nn, {}, alpha)  # last: from here on it remembers the network
    return *rules, step if ours else partial(_step_of_a_reader, step), alpha


def _step_of_a_reader(step, nn, gradients, alpha):
    """Check the gradients, and step; those of a run that diverges make it diverge, and no error."""
    gradients = _validation.gradients(gradients, nn.parameters, finite=False)
    if not all(np.isfinite(gradient).all() for gradient in gradients.values()):
        step, _ = trusting(descend, nn, {}, alpha)
    step(nn, gradients, alpha)


def _batches(m, batch_size, rng):
    """A function that lists the rows of each batch of an epoch; ``...`` stands for all at once."""
    rng = rng if rng is None else _validation.generator("rng", rng)
    if batch_size is None:
        return lambda: [...]
    size = _validation.whole("batch_size", batch_size)
    if size > m:
        raise ValueError(f"batch_size: expected at most the {m} patterns, or None; got {size}")

    def batches():
        order = np.arange(m) if rng is None else rng.permutation(m)
        return [order[start : start + size] for start in range(0, m, size)]

    return batches
