"""Thousands of small networks trained at once, each as `train` would train it alone.

The networks of an ensemble differ in their start and their learning rate only, so that one NumPy
call can serve them all. The network is the last axis of every array, ``Z[pattern, unit, network]``:
each call runs over long contiguous rows, and writes into an array that is there already.
"""

import copy
import math
import sys
from itertools import pairwise

import numpy as np

from plainnet import _validation
from plainnet._progress import bar
from plainnet.lab.in_place import ACTIVATION_KERNELS, LOSS_KERNELS
from plainnet.network import NeuralNetwork
from plainnet.training_outcomes import History, _classify_runs, _kept_epochs, _tail_length

CACHE = 2**20  # bytes of one work array: more would leave the processor's cache
SETTINGS = dict.fromkeys(("activation", "output", "loss", "init", "bias"))  # but no generator


class Ensemble:
    """Many networks of the same sizes: ``Ensemble(2, 2, 1, seeds=range(1000))``.

    Network number i starts as ``NeuralNetwork(*sizes, rng=np.random.default_rng(seeds[i]))`` does,
    with the same ``settings``: ``activation``, ``output``, ``loss``, ``init``, ``bias``.
    ``parameters`` has the names of a network's; its arrays have one more axis, the last, for the
    networks. ``dtype=np.float32`` is faster and less exact.

    Raises a `ValueError` for seeds that are not whole numbers, for another ``dtype``, for settings
    of other names, for what `NeuralNetwork` rejects, and, before it computes anything, for more
    networks than fit into the memory that is free.
    """

    def __init__(self, *sizes, seeds, dtype=np.float64, **settings):
        if not isinstance(dtype, type | np.dtype) or dtype not in (np.float32, np.float64):
            raise _validation.unfit("dtype", "np.float32 or np.float64", dtype)
        for name in settings:
            _validation.choice("settings", name, SETTINGS)
        count = _validation.whole("the number of seeds", _length(seeds))
        sizes = [_validation.whole("sizes", size) for size in sizes]
        weights = sum(math.prod(pair) for pair in pairwise(sizes))
        each = np.dtype(dtype).itemsize * count + 24  # 24: the template, a start, and it in a row
        _validation.memory(weights * each, _validation.UNASKED * each // 8)  # to draw it takes long
        self.template = NeuralNetwork(*sizes, rng=np.random.default_rng(0), **settings)
        _validation.memory(self.template.parameter_count * each + 100 * count)
        seeds = _validation.listed("seeds", seeds)
        self.seeds = [_validation.whole("seeds", seed, least=0) for seed in seeds]
        self._theta = np.empty((self.template.parameter_count, count), dtype)
        for i, seed in enumerate(self.seeds):
            start = NeuralNetwork(*sizes, rng=np.random.default_rng(seed), **settings)
            self._theta[:, i] = np.concatenate([p.ravel() for p in start.parameters.values()])

    def __len__(self):
        return len(self.seeds)

    @property
    def parameters(self) -> dict[str, np.ndarray]:
        """Weights and biases by name, as views: ``W1`` has shape (n_in, n_out, networks)."""
        views, row = {}, 0
        for name, value in self.template.parameters.items():
            views[name] = self._theta[row : row + value.size].reshape(*value.shape, -1)
            row += value.size
        return views

    def network(self, i) -> NeuralNetwork:
        """Network number ``i`` as a `NeuralNetwork` of its own, a copy.

        −1 is the last one, as in a list. Raises a `ValueError` if there is no such network.
        """
        if _validation.whole("i", i, least=-len(self)) >= len(self):
            raise _validation.unfit("i", f"a whole number of at most {len(self) - 1}", i)
        nn = copy.deepcopy(self.template)
        for name, stack in self.parameters.items():
            nn.parameters[name][:] = stack[..., i]
        return nn

    def train(
        self, X, y, *, learning_rate, epochs, momentum=0.0, every=None, progress=False
    ) -> History:
        """Train all networks in place, each epoch one step from all patterns; return a `History`.

        ``learning_rate`` is one number, or one for each network. ``momentum`` is the β of
        `Momentum`. ``every`` keeps each ``every``-th loss, and the last; without it, only the first
        and the last are kept. A network whose loss is no longer finite has ``diverged``.

        Each network ends as `train` would end it, but for rounding, which grows where steps are
        large: on XOR, the losses of ``NeuralNetwork(2, 2, 1)`` agree to 1e-12 for α ≤ 3.

        Raises a `ValueError` as `train` does, and, before it starts, for a history or work arrays
        that do not fit into the memory that is free, and for learning rates that ``dtype`` cannot
        hold.
        """
        X, y = _validation.data(self.template, X, y)
        alpha = self._rates(learning_rate)
        momentum = _validation.fraction("momentum", momentum)
        epochs = _validation.whole("epochs", epochs)
        every = epochs if every is None else _validation.whole("every", every)
        size = _block_size(self.template.sizes, len(X), self._theta.itemsize)
        self._refuse_what_does_not_fit(len(X), epochs, every, size)
        with np.errstate(all="ignore"):  # raises for targets that do not suit it
            self.template.loss(self.template.forward(X), y)
        kept, ends = _kept_epochs(epochs, every), []
        losses = np.empty((len(kept), len(self)), self._theta.dtype)
        with np.errstate(all="ignore"):  # diverging runs are reported, not warned of
            for start in bar(range(0, len(self), size), progress, "blocks"):
                part = np.s_[..., start : start + size]
                block = _Block(self.template, self._theta[part], X, y, momentum)
                ends.append(block.train(alpha[part], epochs, kept, losses[part]))
                self._theta[part] = block.theta
                del block  # before the next one takes as much memory again
        return History(losses, np.concatenate(ends), kept)

    def _rates(self, learning_rate):
        """One rate for each network, in the precision of the ensemble."""
        rates = _validation.positives("learning_rate", learning_rate, len(self))
        with np.errstate(over="ignore", under="ignore"):
            held = rates.astype(self._theta.dtype)
        if not (np.isfinite(held) & (held > 0)).all():
            raise _validation.unfit("learning_rate", f"what {held.dtype} can hold", learning_rate)
        return held

    def _refuse_what_does_not_fit(self, m, epochs, every, size):
        """Raise a `ValueError` if training with ``m`` patterns needs more memory than is free."""
        sizes, rows = self.template.sizes, epochs // every + 2
        work = 4 * m * sum(sizes[1:]) + 3 * self.template.parameter_count
        tail = 3 * _tail_length(epochs)  # to judge it takes two copies
        numbers = rows * len(self) + min(size, len(self)) * (work + tail)
        one = 24 * m * sum(sizes)  # the data, and the template's forward pass
        _validation.memory(numbers * self._theta.itemsize + one + 100 * len(self) + 250 * rows)


def _block_size(sizes, m, itemsize=8) -> int:
    """How many networks train together, so that their arrays for ``m`` patterns fit a cache."""
    return int(np.clip(CACHE // (m * max(sizes[1:]) * itemsize), 64, 4096))


def _length(seeds):
    """How many there are; a range may have more than Python counts."""
    try:
        return len(seeds)
    except OverflowError:
        return sys.maxsize
    except TypeError:
        raise _validation.unfit("seeds", "a list or a range", seeds) from None


def _weighted_sum(A, W, work, Z):
    """Z[m, k] = Σᵢ A[m, i] W[i, k], for every network."""
    np.multiply(A[:, 0, None], W[0], out=Z)
    for i in range(1, A.shape[1]):
        np.multiply(A[:, i, None], W[i], out=work)
        np.add(Z, work, out=Z)


def _flat(array):
    """The last two axes as one: a view that `np.matmul` takes as a plain matrix."""
    return array.reshape(len(array), -1)


class _Layer:
    """One layer of a block: views of its weights and their gradient, and its work arrays.

    The last row of ``W`` holds the biases, if there are any.
    """

    def __init__(self, theta, gradient, m, n_in, n_out, activation):
        networks = theta.shape[-1]
        self.W, self.gradient = (a.reshape(-1, n_out, networks) for a in (theta, gradient))
        self.W_turned = self.W[:n_in].swapaxes(0, 1)
        self.Z, self.A, self.delta, self.work = np.empty((4, m, n_out, networks), theta.dtype)
        self.function, self.slope = ACTIVATION_KERNELS[activation]


class _Block:
    """Some networks of an ensemble that train together: `NeuralNetwork` and `train`, stacked."""

    def __init__(self, nn, theta, X, y, momentum):
        self.theta, self.momentum = theta.copy(), momentum
        self.gradient, self.velocity = np.zeros((2, *theta.shape), theta.dtype)
        self.bias = "b1" in nn.parameters
        self.X = np.hstack([X, np.ones((len(X), int(self.bias)))]).astype(theta.dtype)
        self.y = y.astype(theta.dtype)[:, :, None]
        self.loss_name, self.count = nn.loss_name, nn._loss.count(y)
        self.total_loss, self.total_delta, self.watch = LOSS_KERNELS[nn.loss_name]
        self.layers, row = [], 0
        for (n_in, n_out), activation in zip(pairwise(nn.sizes), nn.activation_names, strict=True):
            rows = slice(row, row + (n_in + self.bias) * n_out)
            views = self.theta[rows], self.gradient[rows]
            self.layers.append(_Layer(*views, len(X), n_in, n_out, activation))
            row = rows.stop

    def train(self, alpha, epochs, kept, losses):
        """Fill the rows of ``losses``, one for each epoch in ``kept``; return the outcomes."""
        tail_from = epochs - _tail_length(epochs)
        tail = np.empty((epochs - tail_from + 1, len(alpha)), alpha.dtype)
        loss, finite = np.empty_like(alpha), np.ones(len(alpha), dtype=bool)
        rows = dict(zip(kept.tolist(), losses, strict=True))
        for epoch in range(epochs + 1):
            if epoch > 0:
                self.backward()
                self.step(alpha)
            self.forward()
            self.loss(loss, self.total_loss if epoch in rows or epoch >= tail_from else self.watch)
            finite &= np.isfinite(loss)
            if epoch in rows:
                rows[epoch][:] = loss
            if epoch >= tail_from:
                tail[epoch - tail_from] = loss
        tail[-1, ~finite] = np.nan
        right = ((self.layers[-1].A > 0.5) == (self.y > 0.5)).all(axis=(0, 1))
        return _classify_runs(rows[0], tail, right, self.y[..., 0], self.loss_name)

    def forward(self):
        first, *_ = self.layers
        np.matmul(self.X, _flat(first.W), out=_flat(first.Z))
        first.function(first.Z, first.A)
        for before, layer in pairwise(self.layers):
            _weighted_sum(before.A, layer.W, layer.work, layer.Z)
            if self.bias:
                np.add(layer.Z, layer.W[-1], out=layer.Z)
            layer.function(layer.Z, layer.A)

    def loss(self, loss, total):
        total(self.layers[-1], self.y, loss)
        np.multiply(loss, 1.0 / self.count, out=loss)

    def backward(self):
        last = self.layers[-1]
        self.total_delta(last, self.y, last.delta)
        np.multiply(last.delta, 1.0 / self.count, out=last.delta)
        for layer, before in pairwise(reversed(self.layers)):
            for i in range(before.A.shape[1]):
                np.multiply(before.A[:, i, None], layer.delta, out=layer.work)
                np.add.reduce(layer.work, axis=0, out=layer.gradient[i])
            if self.bias:
                np.add.reduce(layer.delta, axis=0, out=layer.gradient[-1])
            _weighted_sum(layer.delta, layer.W_turned, before.work, before.delta)
            before.slope(before.Z, before.A, before.work)
            np.multiply(before.delta, before.work, out=before.delta)
        first = self.layers[0]
        np.matmul(self.X.T, _flat(first.delta), out=_flat(first.gradient))

    def step(self, alpha):
        step = self.gradient
        if self.momentum > 0.0:
            np.multiply(self.velocity, self.momentum, out=self.velocity)
            np.add(self.velocity, self.gradient, out=self.velocity)
            step = self.velocity
        np.multiply(step, alpha, out=self.gradient)
        np.subtract(self.theta, self.gradient, out=self.theta)
