"""Thousands of small networks trained at once, each as `train` would train it alone.

The networks of an ensemble differ in their start and their learning rate only, so that one NumPy
call can serve them all. The network is the last axis of every array, ``Z[pattern, unit, network]``:
each call runs over long contiguous rows, and writes into an array that is there already.
"""

import copy
from itertools import pairwise

import numpy as np

from plainnet import _validation
from plainnet.gradient_descent import progress_bar
from plainnet.lab.in_place import activation_kernels, loss_kernels
from plainnet.network import NeuralNetwork
from plainnet.training_outcomes import (
    History,
    classify_runs,
    last_tenth,
    recorded_epochs,
    why_undefined,
)

CACHE = 2**20  # bytes of one work array: more would leave the processor's cache
SETTINGS = dict.fromkeys(("activation", "output", "loss", "init", "bias"))  # without ``rng``


class Ensemble:
    """Many networks of the same sizes: ``Ensemble(2, 2, 1, seeds=range(1000))``.

    Network number i starts as ``NeuralNetwork(*sizes, rng=np.random.default_rng(seeds[i]))`` does,
    with the same ``settings``: ``activation``, ``output``, ``loss``, ``init``, ``bias``.
    ``parameters`` has the names of a network's; its arrays have one more axis, the last, for the
    networks. ``dtype=np.float32`` is faster and less exact.

    Raises a `ValueError` for seeds that are not whole numbers, for another ``dtype``, for settings
    of other names, and for what `NeuralNetwork` rejects.
    """

    def __init__(self, *sizes, seeds, dtype=np.float64, **settings):
        if not isinstance(dtype, type | np.dtype) or dtype not in (np.float32, np.float64):
            raise _validation.unfit("dtype", "np.float32 or np.float64", dtype)
        for name in settings:
            _validation.choice("settings", name, SETTINGS)
        seeds = _validation.listed("seeds", seeds)
        self.seeds = [_validation.whole("seeds", seed, least=0, below=np.inf) for seed in seeds]
        if not self.seeds:
            raise _validation.unfit("seeds", "at least one", seeds)
        self.template = NeuralNetwork(*sizes, rng=np.random.default_rng(0), **settings)
        self._theta = np.empty((self.template.parameter_count, len(self.seeds)), dtype)
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
        """Train all networks in place, with one full-batch step per epoch; return a `History`.

        ``learning_rate`` is one number, or one for each network. ``momentum`` is the β of
        `Momentum`. The history has each ``every``-th loss, and the last; without ``every``, it has
        only the first and the last. A network whose loss is no longer finite has ``diverged``.

        Each network ends as `train` would end it, up to rounding errors, which grow where steps are
        large: on XOR, the losses of ``NeuralNetwork(2, 2, 1)`` agree to 1e-12 for α ≤ 3.

        Raises a `ValueError` as `train` does, and for learning rates that ``dtype`` cannot hold.
        """
        X, y = _validation.data(self.template, X, y)
        _validation.reachable(self.template, y)
        alpha = self._rates(learning_rate)
        momentum = _validation.fraction("momentum", momentum)
        epochs = _validation.whole("epochs", epochs)
        every = epochs if every is None else _validation.whole("every", every)
        size = _block_size(self.template.sizes, len(X), self._theta.itemsize)
        recorded, ends = recorded_epochs(epochs, every), []
        losses = np.empty((len(recorded), len(self)), self._theta.dtype)
        with np.errstate(all="ignore"):  # diverging runs are reported, not warned of
            for start in progress_bar(range(0, len(self), size), progress, "blocks"):
                part = np.s_[..., start : start + size]
                block = _Block(self.template, self._theta[part], X, y, momentum)
                ends.append(block.train(alpha[part], epochs, recorded, losses[part]))
                self._theta[part] = block.theta
                del block  # frees its memory before the next one is made
        outcome = np.concatenate(ends)
        reason = why_undefined(y, self.template.loss_name)
        return History(losses, outcome, recorded, reason=reason)

    def _rates(self, learning_rate):
        """One rate for each network, in the precision of the ensemble."""
        several = isinstance(learning_rate, _validation.LISTS)
        rates = _validation.listed("learning_rate", learning_rate) if several else [learning_rate]
        rates = np.array([_validation.positive("learning_rate", rate) for rate in rates])
        if len(rates) not in (1, len(self)):
            expected = f"one number, or {len(self)}"
            raise ValueError(f"learning_rate: expected {expected}; got {len(rates)}")
        with np.errstate(over="ignore", under="ignore"):
            held = np.broadcast_to(rates.astype(self._theta.dtype), len(self))
        if not (np.isfinite(held) & (held > 0)).all():
            raise _validation.unfit("learning_rate", f"what {held.dtype} can hold", learning_rate)
        return held


def success_interval(solved, runs) -> tuple[float, float]:
    """The 95 % interval (low, high) for a success rate (Wilson 1927).

    The rate is ``solved`` of ``runs``. Unlike solved/runs ± two standard
    errors it stays between 0 and 1, also when none is solved.

    Raises a `ValueError` unless both are whole numbers, and for more solved
    than runs.
    """
    n = _validation.positive("runs", _validation.whole("runs", runs))
    if _validation.whole("solved", solved, least=0) > runs:
        raise _validation.unfit("solved", f"at most runs={runs}", solved)
    rate, z2 = solved / n, 1.959964**2
    scale = 1 + z2 / n
    centre = (rate + z2 / (2 * n)) / scale
    half = np.sqrt(z2 * (rate * (1 - rate) / n + z2 / (4 * n * n))) / scale
    return float(max(0.0, centre - half)), float(min(1.0, centre + half))


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

    def __init__(self, theta, gradient, m, n_in, n_out, kernels):
        networks = theta.shape[-1]
        self.W, self.gradient = (a.reshape(-1, n_out, networks) for a in (theta, gradient))
        self.W_turned = self.W[:n_in].swapaxes(0, 1)
        self.Z, self.A, self.delta, self.work = np.empty((4, m, n_out, networks), theta.dtype)
        self.function, self.slope = kernels


class _Block:
    """Networks of an ensemble that train together: `NeuralNetwork` and `train` for all at once."""

    def __init__(self, nn, theta, X, y, momentum):
        self.theta, self.momentum = theta.copy(), momentum
        self.gradient, self.velocity = np.zeros((2, *theta.shape), theta.dtype)
        self.bias = "b1" in nn.parameters
        self.X = np.hstack([X, np.ones((len(X), int(self.bias)))]).astype(theta.dtype)
        self.y = y.astype(theta.dtype)[:, :, None]
        self.loss_name, kernels = nn.loss_name, loss_kernels(nn.loss_name, nn.criterion)
        self.total_loss, self.total_delta, self.watched, count = kernels
        self.count = count(self.y)
        self.layers, row = [], 0
        activations = zip(nn.activation_names, nn.activations, strict=True)
        for (n_in, n_out), g in zip(pairwise(nn.sizes), activations, strict=True):
            rows = slice(row, row + (n_in + self.bias) * n_out)
            views = self.theta[rows], self.gradient[rows]
            self.layers.append(_Layer(*views, len(X), n_in, n_out, activation_kernels(*g)))
            row = rows.stop

    def train(self, alpha, epochs, recorded, losses):
        """Fill the rows of ``losses``, one for each epoch in ``recorded``; return the outcomes."""
        tail_from = epochs - last_tenth(epochs)
        tail = np.empty((epochs - tail_from + 1, len(alpha)), alpha.dtype)
        loss, finite = np.empty_like(alpha), np.ones(len(alpha), dtype=bool)
        rows = dict(zip(recorded.tolist(), losses, strict=True))
        for epoch in range(epochs + 1):
            if epoch > 0:
                self.backward()
                self.step(alpha)
            self.forward()
            needed = epoch in rows or epoch >= tail_from
            self.loss(loss, self.total_loss if needed else self.watched)
            finite &= np.isfinite(loss)
            if epoch in rows:
                rows[epoch][:] = loss
            if epoch >= tail_from:
                tail[epoch - tail_from] = loss
        tail[-1, ~finite] = np.nan
        right = ((self.layers[-1].A > 0.5) == (self.y > 0.5)).all(axis=(0, 1))
        return classify_runs(rows[0], tail, right, self.y[..., 0], self.loss_name)

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
