"""What the functions of the lesson ask of their arguments, so that the lesson need not say it.

Each function takes what the one that it serves takes, and returns it as fit: as arrays of floats,
whole numbers and generators. It raises a `ValueError` that names the argument, what was expected
and what came. `plainnet._checked.checked` puts the two together.
"""

import math
from itertools import pairwise

import numpy as np

from plainnet import _validation


# Of the tables.
def numbers(z, a=None) -> tuple:
    """For an activation, or its derivative."""
    shape = _validation.reals("z", z, finite=False).shape
    if a is not None:
        _validation.reals("a", a, shape, finite=False)
    return (z,) if a is None else (z, np.asarray(a))


def rows(z, a=None) -> tuple:
    """For an activation, or its derivative, that mixes the numbers of each row."""
    fit = _validation.reals("z", z)
    if fit.ndim == 0:
        raise _validation.unfit("z", "rows of numbers, one a class", z)
    return (fit,) if a is None else (fit, _validation.reals("a", a, fit.shape))


def labels(y) -> None:
    """Raise a `ValueError` unless each target is 0 or 1, as the cross-entropy needs it."""
    if (wrong := y[(y != 0) & (y != 1)]).size:
        raise ValueError(f"y: expected labels 0 and 1 for cross-entropy; got {wrong[0]}")


def predictions(y_hat, y) -> tuple:
    """For a loss of predictions, or its gradient."""
    y_hat = _validation.reals("y_hat", y_hat)
    return y_hat, _validation.reals("y", y, y_hat.shape)


def logits(z, y, y_hat=None) -> tuple:
    """For a loss of logits, or its gradient."""
    z = _validation.reals("z", z)
    labels(y := _validation.reals("y", y, z.shape))
    return (z, y) if y_hat is None else (z, y, _validation.reals("y_hat", y_hat, z.shape))


def class_logits(z, y, y_hat=None) -> tuple:
    """For a loss of classes, or its gradient, from logits."""
    z = _validation.matrix("z", z)
    one_hot(y := _validation.matrix("y", y, rows=z.shape[0], columns=z.shape[1]))
    if z.shape[1] > 1 and (z >= 0).all() and np.allclose(z.sum(axis=1), 1.0, rtol=0, atol=1e-9):
        raise ValueError(
            "z: expected logits, which softmax has not seen yet; got probabilities, "
            "since each row sums to 1"
        )
    return (z, y) if y_hat is None else (z, y, _validation.reals("y_hat", y_hat, z.shape))


def one_hot(y) -> None:
    """Raise a `ValueError` unless each row of targets has a single 1, and 0 elsewhere."""
    labels(y)
    if (wrong := np.flatnonzero(y.sum(axis=1) != 1)).size:
        row = wrong[0]
        raise ValueError(
            f"y: expected one-hot rows, a single 1 in each; row {row} sums to {y[row].sum():g}"
        )


def drawing(rng, shape, n_in, n_out) -> tuple:
    """For an initialisation."""
    shape = _validation.one_or_several("shape", shape)
    shape = tuple(_validation.whole("shape", size) for size in shape)
    n_in, n_out = _validation.whole("n_in", n_in), _validation.whole("n_out", n_out)
    _validation.memory(8 * max(math.prod(shape), n_in, n_out), _validation.UNASKED)
    return _validation.generator("rng", rng), shape, n_in, n_out


def points(m, noise, rng) -> tuple:
    """For a data set that is drawn: there is memory for ``m`` points and for drawing them."""
    m, noise = _validation.whole("m", m), _validation.positive("noise", noise, zero_allowed=True)
    _validation.memory(100 * m, _validation.UNASKED)
    return m, noise, _validation.generator("rng", rng)


def classes(labels, classes) -> tuple:
    """For labels that become one-hot rows."""
    classes = _validation.whole("classes", classes)
    labels = _validation.reals("labels", labels)
    if labels.ndim != 1 or labels.size == 0:
        raise ValueError(f"labels: expected shape (m,), got shape {labels.shape}")
    if (wrong := labels[~np.isin(labels, np.arange(classes))]).size:
        raise _validation.unfit("labels", f"whole numbers from 0 to {classes - 1}", wrong[0].item())
    return labels.astype(int), classes


def split(X, y, parts, rng) -> tuple:
    """For data that are shuffled and cut in three."""
    X, y = np.asarray(X), np.asarray(y)
    if X.ndim == 0 or y.ndim == 0 or len(X) != len(y):
        raise ValueError(f"y: expected as many rows as X has; got shapes {X.shape} and {y.shape}")
    shares = _validation.listed("parts", parts)
    shares = [_validation.positive("parts", share) for share in shares]
    if len(shares) != 3 or not math.isclose(sum(shares), 1.0):
        raise _validation.unfit("parts", "three shares that sum to 1", parts)
    ends = np.rint(np.cumsum(shares) * len(X)).astype(int)
    if min(np.diff([0, *ends])) < 1:
        raise ValueError(f"X: expected enough patterns for three parts {parts}; got {len(X)}")
    return X, y, ends, _validation.generator("rng", rng)


# Of a network.
def sizes(sizes) -> tuple:
    """For a new network: there is memory for its weights."""
    if len(sizes) < 2:
        raise ValueError(f"sizes: expected at least an input and an output size; got {sizes}")
    sizes = tuple(_validation.whole("sizes", size) for size in sizes)
    weights = sum(n_in * n_out for n_in, n_out in pairwise(sizes))
    _validation.memory(8 * weights, _validation.UNASKED)
    return sizes


def inputs(nn, X) -> tuple:
    """For a forward pass."""
    _validation.network(nn)
    return nn, _validation.matrix("X", X, columns=nn.sizes[0])


def targets(nn, record, y) -> tuple:
    """For a loss or a backward pass."""
    _validation.network(nn)
    record = _record(nn, record)
    m, n_out = record.y_hat.shape
    y = _validation.matrix("y", y, rows=m, columns=n_out)
    suit = {"sigmoid": labels, "softmax": one_hot}.get(nn._loss.output)
    if suit:
        suit(y)
    return nn, record, y


def _record(nn, record):
    """``record`` as arrays, if `forward` returned it; after a run that diverged, NaN is in it."""
    listed = getattr(record, "_fields", None) == ("Z", "A") and all(
        isinstance(part, list | tuple) for part in record
    )
    if not listed or [len(part) for part in record] != [len(nn.names), len(nn.sizes)]:
        raise _validation.unfit("record", "what forward of this network returned", record)
    rows = np.shape(_validation.reals("record.A[0]", record.A[0], finite=False))[:1]
    parts, fit = (("Z", record.Z, nn.sizes[1:]), ("A", record.A, nn.sizes)), []
    for name, arrays, sizes in parts:
        for i, (array, size) in enumerate(zip(arrays, sizes, strict=True)):
            fit.append(_validation.reals(f"record.{name}[{i}]", array, (*rows, size), finite=False))
    return type(record)(fit[: len(nn.names)], fit[len(nn.names) :])


# Of the judge.
def nudges(nn, X, y, epsilon=1e-5) -> tuple:
    """For parameters that are nudged: no whole numbers, which a nudge would not move."""
    for name, value in getattr(nn, "parameters", {}).items():
        if (kind := np.asarray(value).dtype).kind in "iub":
            raise ValueError(f"{name}: expected floats, which a nudge can move; got {kind}")
    X, y = _validation.data(nn, X, y)
    return nn, X, y, _validation.positive("epsilon", epsilon)


# Of training.
def step(nn, gradients, learning_rate) -> tuple:
    """For a step of gradient descent: of ``nn``, its parameters."""
    _validation.network(nn, needed=("parameters",))
    learning_rate = _validation.positive("learning_rate", learning_rate)
    return nn, _validation.gradients(gradients, nn.parameters), learning_rate


def step_with_memory(update, nn, gradients, learning_rate) -> tuple:
    """For a step that depends on those before it, on the same network."""
    fit = step(nn, gradients, learning_rate)
    if update.nn not in (None, nn):
        name = type(update).__name__
        raise ValueError(f"nn: expected the network that this {name} remembers; make a new {name}")
    update.nn = nn
    return update, *fit


def decay(update, nn, gradients, learning_rate) -> tuple:
    """For a step with weight decay, which must not turn the weights around."""
    nn, gradients, learning_rate = step(nn, gradients, learning_rate)
    if learning_rate * update.decay >= 1.0:
        most = f"below 1 / decay = {1.0 / update.decay:g}"
        raise _validation.unfit("learning_rate", most, learning_rate)
    return update, nn, gradients, learning_rate


def validation(nn, validation, patience) -> tuple:
    """For data that training only looks at, ``None`` without them; and for the patience."""
    if patience is not None:
        patience = _validation.whole("patience", patience)
    if validation is None and patience is not None:
        expected = "None without validation=(X, y), whose loss it watches"
        raise _validation.unfit("patience", expected, patience)
    if validation is None:
        return None, None
    if not isinstance(validation, tuple | list) or len(validation) != 2:
        raise _validation.unfit("validation", "a pair (X, y)", validation)
    try:
        X, y = _validation.data(nn, *validation)
        nn.loss(nn.forward(X), y)  # raises for targets that do not suit it
    except ValueError as error:
        raise ValueError(f"validation: {error}") from None
    return (X, y), patience


def schedule(nn, epochs, every, snapshots, progress) -> tuple:
    """For the loop: epochs, every, and the snapshots as a set."""
    _validation.flag("progress", progress)
    epochs, every = _validation.whole("epochs", epochs), _validation.whole("every", every)
    some = snapshots if isinstance(snapshots, set) else _validation.listed("snapshots", snapshots)
    wanted = {_validation.whole("snapshots", epoch, least=0) for epoch in some}
    if max(wanted, default=0) > epochs:
        raise _validation.unfit("snapshots", f"epochs up to {epochs}", max(wanted))
    _validation.memory(40 * epochs + 8 * len(wanted) * nn.parameter_count, _validation.UNASKED)
    return epochs, every, wanted


def batches(m, batch_size, rng) -> tuple:
    """For the batches of ``m`` patterns: a size, ``None`` for all at once, and a generator."""
    rng = rng if rng is None else _validation.generator("rng", rng)
    if batch_size is None:
        return None, rng
    size = _validation.whole("batch_size", batch_size)
    if size > m:
        raise ValueError(f"batch_size: expected at most the {m} patterns, or None; got {size}")
    return size, rng


def run(losses, y_hat, y) -> tuple:
    """For the judgement on a run: its losses, the prediction at its end, the targets."""
    precision = np.float32 if getattr(losses, "dtype", None) == np.float32 else float
    losses = _validation.reals("losses", losses, finite=False).astype(precision)
    y = _validation.matrix("y", y)
    y_hat = _validation.reals("y_hat", y_hat, y.shape, finite=False)
    if losses.ndim != 1:
        raise ValueError(f"losses: expected shape (epochs,), got shape {losses.shape}")
    if len(losses) < 2 and np.isfinite(losses).all():
        raise ValueError(f"losses: expected the start and at least one epoch; got {losses}")
    return losses, y_hat, y
