"""Thousands of small networks trained at once, each as `train` would train it alone.

The networks of an ensemble differ in their start and their learning rate only, so that one NumPy
call can serve them all. The network is the last axis of every array, ``Z[pattern, unit, network]``:
each call runs over long contiguous rows, and writes into an array that is there already.
"""

import copy
import math
from itertools import pairwise

import numpy as np

from plainnet import _validation
from plainnet._progress import bar
from plainnet.in_place import ACTIVATION_KERNELS, LOSS_KERNELS
from plainnet.network import NeuralNetwork
from plainnet.training_outcomes import History, _classify_runs, _tail_length, kept_epochs

CACHE = 2**20  # bytes of one work array: more would leave the processor's cache


class Ensemble:
    """Many networks of the same sizes: ``Ensemble(2, 2, 1, seeds=range(1000))``.

    Network number i starts as ``NeuralNetwork(*sizes, rng=np.random.default_rng(seeds[i]))`` does,
    with the same ``settings``: ``activation``, ``output``, ``loss``, ``init``, ``bias``.
    ``parameters`` has the names of a network's; its arrays have one more axis, the last, for the
    networks. ``dtype=np.float32`` is faster and less exact.

    Raises a `ValueError` for seeds that are not whole numbers, for another ``dtype``, for what
    `NeuralNetwork` rejects, and, before it computes anything, for more networks than fit into the
    memory that is free.
    """

    def __init__(self, *sizes, seeds, dtype=np.float64, **settings):
        if dtype not in (np.float32, np.float64):
            raise ValueError(f"dtype: expected np.float32 or np.float64; got {dtype!r}")
        if not hasattr(seeds, "__len__"):
            raise ValueError(f"seeds: expected a list or a range; got {seeds!r}")
        self.template = NeuralNetwork(*sizes, rng=np.random.default_rng(0), **settings)
        shape = self.template.parameter_count, _validation.whole("the number of seeds", len(seeds))
        _validation.memory(math.prod(shape) * np.dtype(dtype).itemsize + 100 * len(seeds))
        self.seeds = [_validation.whole("seeds", seed, least=0) for seed in seeds]
        self._theta = np.empty(shape, dtype)
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
        """Network number ``i`` as a `NeuralNetwork` of its own, a copy."""
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

        Raises a `ValueError` as `train` does, and, before it starts, for a history that does not
        fit into the memory that is free.
        """
        X, y = _validation.data(self.template, X, y)
        with np.errstate(all="ignore"):  # raises for targets that do not suit it
            self.template.loss(self.template.forward(X), y)
        alpha = _validation.positives("learning_rate", learning_rate, len(self))
        momentum = _validation.fraction("momentum", momentum)
        epochs = _validation.whole("epochs", epochs)
        every = epochs if every is None else _validation.whole("every", every)
        dtype, rows = self._theta.dtype, epochs // every + 2
        size = _block_size(self.template.sizes, len(X), dtype.itemsize)
        tail = 3 * _tail_length(epochs) * min(size, len(self))  # to judge it takes two copies
        _validation.memory(
            (rows * len(self) + tail) * dtype.itemsize + 100 * len(self) + 250 * rows
        )
        kept = kept_epochs(epochs, every)
        losses, alpha = np.empty((len(kept), len(self)), dtype), alpha.astype(dtype)
        ends = []
        with np.errstate(all="ignore"):  # diverging runs are reported, not warned of
            for start in bar(range(0, len(self), size), progress, "blocks"):
                part = np.s_[..., start : start + size]
                block = _Block(self.template, self._theta[part], X, y, momentum)
                ends.append(block.train(alpha[part], epochs, kept, losses[part]))
                self._theta[part] = block.theta
        return History(losses, np.concatenate(ends), kept)


def _block_size(sizes, m, itemsize=8) -> int:
    """How many networks train together, so that their arrays for ``m`` patterns fit a cache."""
    return int(np.clip(CACHE // (m * max(sizes[1:]) * itemsize), 64, 4096))


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
        self.loss_name = nn.loss_name
        self.total_loss, self.total_delta = LOSS_KERNELS[nn.loss_name]
        self.layers, row = [], 0
        for (n_in, n_out), activation in zip(pairwise(nn.sizes), nn.activation_names, strict=True):
            rows = slice(row, row + (n_in + self.bias) * n_out)
            views = self.theta[rows], self.gradient[rows]
            self.layers.append(_Layer(*views, len(X), n_in, n_out, activation))
            row = rows.stop

    def train(self, alpha, epochs, kept, losses):
        """Fill the rows of ``losses``, one for each epoch in ``kept``; return the outcomes."""
        before_tail = epochs - _tail_length(epochs)
        tail = np.empty((epochs - before_tail + 1, len(alpha)), alpha.dtype)
        loss, finite = np.empty_like(alpha), np.ones(len(alpha), dtype=bool)
        rows = dict(zip(kept.tolist(), losses, strict=True))
        for epoch in range(epochs + 1):
            if epoch > 0:
                self.backward()
                self.step(alpha)
            self.forward()
            self.loss(loss)
            finite &= np.isfinite(loss)
            if epoch in rows:
                rows[epoch][:] = loss
            if epoch >= before_tail:
                tail[epoch - before_tail] = loss
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

    def loss(self, loss):
        self.total_loss(self.layers[-1], self.y, loss)
        np.multiply(loss, 1.0 / self.y.size, out=loss)

    def backward(self):
        last = self.layers[-1]
        self.total_delta(last, self.y, last.delta)
        np.multiply(last.delta, 1.0 / self.y.size, out=last.delta)
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
