"""Gradient descent: the update rule, and the loop around it."""

import copy
import math
from collections.abc import Iterable, Iterator

import numpy as np

from plainnet import _validation as valid
from plainnet.training_outcomes import History, classify_run, recorded_epochs, why_undefined


def descend(nn, gradients, learning_rate) -> None:
    """The update rule θ ← θ − α ∂L/∂θ, in place, where there is a gradient.

    Raises a `ValueError`, and changes nothing, if a gradient has another
    name or shape than the parameters, or the learning rate is not above 0.
    """
    gradients, learning_rate = valid.step(nn, gradients, learning_rate)
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
    Its steps are checked during the first epoch only.

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
    above 0, or a wrong number of epochs or patterns; and, under squared
    error, for targets that a sigmoid cannot reach.
    """
    log = Log(nn, epochs, every, snapshots, validation, patience)
    for _ in steps(nn, X, y, learning_rate, log, batch_size, rng, update, progress):
        pass
    return log.history()


def steps(
    nn, X, y, learning_rate, log, batch_size=None, rng=None, update=descend, progress=False
) -> Iterator[None]:
    """The run of `train` in steps, one for each update and each epoch.

    It is written down in ``log``, a new `Log`. This is for programs that
    show a run while it goes on, or stop it.
    """
    X, y = valid.data(nn, X, y)
    valid.reachable(nn, y)
    rng = None if rng is None else valid.generator("rng", rng)
    size = None if batch_size is None else valid.whole("batch_size", batch_size)
    if size is not None and size > len(X):
        raise valid.unfit("batch_size", f"at most the {len(X)} patterns, or None", size)
    valid.function("update", update, "descend, WeightDecay(), Momentum() or Adam()")
    alpha = valid.positive("learning_rate", learning_rate)
    log.mini_batches = size not in (None, len(X))
    record = nn.forward(X)
    try:
        for epoch in progress_bar(range(log.epochs + 1), progress, "epochs"):
            if epoch == 2:  # the first has shown that everything fits
                valid.IN_TRAINING.add(id(nn))
            if epoch > 0:
                for inputs, targets in _batches(X, y, size, rng):
                    batch = record if inputs is X else nn.forward(inputs)
                    update(nn, nn.backward(batch, targets), alpha)
                    yield
                record = nn.forward(X)
            if log.ends(epoch, record, y):
                break
            yield
    finally:
        valid.IN_TRAINING.discard(id(nn))


def progress_bar(iterable, wanted, unit) -> Iterable:
    """``iterable``, with a bar of tqdm that counts its items if ``wanted``.

    ``unit`` names them.
    """
    if not valid.flag("progress", wanted):
        return iterable
    from tqdm.auto import tqdm  # so that `import plainnet` needs NumPy only

    return tqdm(iterable, unit=unit)


def _batches(X, y, size, rng):
    """The batches of an epoch, each an X and a y; without a size, all."""
    if size is None:
        return [(X, y)]
    if rng is not None:
        order = rng.permutation(len(X))
        X, y = X.take(order, axis=0), y.take(order, axis=0)
    rows = [slice(i, i + size) for i in range(0, len(X), size)]
    return [(X[batch], y[batch]) for batch in rows]


class Log:
    """What is written down of a run, epoch by epoch, and when it ends.

    ``losses`` and ``validation_losses`` have one for each epoch so far. The
    arguments are those of `train`.
    """

    def __init__(self, nn, epochs, every=1, snapshots=(), validation=None, patience=None):
        self.nn, self.epochs = nn, valid.whole("epochs", epochs)
        self.every, self.losses = valid.whole("every", every), []
        epochs_wanted = valid.listed("snapshots", snapshots)
        self.wanted = {valid.whole("snapshots", k, least=0) for k in epochs_wanted}
        if (last := max(self.wanted, default=0)) > self.epochs:
            raise valid.unfit("snapshots", f"epochs up to {self.epochs}", last)
        if patience is not None and validation is None:
            needs = "None without validation=(X, y), whose loss it watches"
            raise valid.unfit("patience", needs, patience)
        self.patience = math.inf if patience is None else valid.whole("patience", patience)
        self.validation, self.snapshots = _validation_data(nn, validation), {}
        self.validation_losses, self.smallest = [], math.inf
        self.best, self.best_epoch = {}, 0

    def ends(self, epoch, record, y) -> bool:
        """Note the loss after an epoch; whether it was the last."""
        self.y_hat, self.y, loss = record.y_hat, y, self.nn.loss(record, y)
        self.losses.append(loss)
        if epoch in self.wanted:
            self.snapshots[epoch] = copy.deepcopy(self.nn.parameters)
        if self.validation is not None:
            self._validate(epoch)
        waited = epoch - self.best_epoch
        return waited >= self.patience or not math.isfinite(loss)

    def _validate(self, epoch):
        """Note the loss of the validation set, and the best parameters."""
        X, y = self.validation
        loss = self.nn.loss(self.nn.forward(X), y)
        self.validation_losses.append(loss)
        if epoch == 0 or loss < self.smallest:
            self.best = copy.deepcopy(self.nn.parameters)
            self.best_epoch = epoch
            # In this order, a loss that is NaN leaves it infinite.
            self.smallest = min(self.smallest, loss)

    def history(self) -> History:
        """The `History` of the run up to the last epoch."""
        losses, y, loss = np.array(self.losses), self.y, self.nn.loss_name
        epochs = recorded_epochs(len(losses) - 1, self.every)
        outcome = classify_run(losses, self.y_hat, y, loss, self.mini_batches)
        reason = "" if outcome else why_undefined(y, loss)
        seen = [losses[epochs], outcome, epochs, self.snapshots]
        if self.validation is not None:
            seen.append(np.array(self.validation_losses)[epochs])
            seen += [self.best, self.best_epoch]
        return History(*seen, reason=reason)


def _validation_data(nn, validation):
    if validation is None:
        return None
    if not isinstance(validation, tuple | list) or len(validation) != 2:
        raise valid.unfit("validation", "a pair (X, y)", validation)
    try:
        X, y = valid.data(nn, *validation)
    except ValueError as error:
        raise ValueError(f"validation: {error}") from None
    return X, y
