"""The network: ``forward``, and ``backward`` as its mirror."""

from itertools import pairwise
from typing import NamedTuple

import numpy as np

from plainnet import _validation
from plainnet._checked import checked
from plainnet.activations import ACTIVATIONS
from plainnet.initialisations import INITIALISATIONS
from plainnet.losses import LOSSES, _labels


class Record(NamedTuple):
    """What a forward pass computed: all that a backward pass needs.

    ``Z[l]`` is the pre-activation of layer l + 1; ``A[l]`` is what enters layer l + 1, so that
    ``A[0]`` is the input and the last ``A`` is the prediction ``y_hat``. One row a pattern.
    """

    Z: list
    A: list

    @property
    def y_hat(self) -> np.ndarray:
        """The prediction ŷ, shape (m, n_out)."""
        return self.A[-1]


def _input_fits(nn, X):
    """What `checked` asks before a forward pass."""
    _validation.network(nn)
    return nn, _validation.matrix("X", X, columns=nn.sizes[0])


def _record_fits(nn, record):
    """``record`` as arrays, if `forward` returned it; after a run that diverged, NaN is in it."""
    listed = isinstance(record, Record) and all(isinstance(part, list | tuple) for part in record)
    if not listed or [len(part) for part in record] != [len(nn.names), len(nn.sizes)]:
        raise _validation.unfit("record", "what forward of this network returned", record)
    rows = np.shape(_validation.reals("record.A[0]", record.A[0], finite=False))[:1]
    parts, fit = (("Z", record.Z, nn.sizes[1:]), ("A", record.A, nn.sizes)), []
    for name, arrays, sizes in parts:
        for i, (array, size) in enumerate(zip(arrays, sizes, strict=True)):
            fit.append(_validation.reals(f"record.{name}[{i}]", array, (*rows, size), finite=False))
    return Record(fit[: len(nn.names)], fit[len(nn.names) :])


def _targets_fit(nn, record, y):
    """What `checked` asks before a loss or a backward pass."""
    _validation.network(nn)
    record = _record_fits(nn, record)
    m, n_out = record.y_hat.shape
    y = _validation.matrix("y", y, rows=m, columns=n_out)
    if LOSSES[nn.loss_name].from_logit:
        _labels(y)
    return nn, record, y


class NeuralNetwork:
    """A fully connected network: ``NeuralNetwork(input_size, hidden_size, output_size)``.

    More sizes make it deeper: ``NeuralNetwork(2, 8, 8, 1)`` has two hidden layers of 8 units.

    ``parameters`` holds the weights and biases by name, in the order in which they are drawn:
    ``W1`` of shape (n_in, n_out), ``b1`` of shape (n_out,), ``W2``, ``b2`` and so on. What
    `backward` returns has the same names and shapes; ``names`` has those names, layer by layer.
    You may put in others: real numbers of another kind than float64 are converted when first used.

    ``activation`` and ``output`` name the activation of the hidden layers and of the last one,
    ``loss`` the loss, ``init`` the initialisation. ``bias=False`` leaves the biases out. ``rng`` is
    a `numpy.random.Generator`: the same seed gives the same network. Without it, each network
    is another one.

    Raises a `ValueError` for sizes below 1, for unknown names, and for cross-entropy with an
    output other than the sigmoid.
    """

    def __init__(
        self,
        *sizes,
        activation="sigmoid",
        output="sigmoid",
        loss="cross_entropy",
        init="xavier",
        bias=True,
        rng=None,
    ):
        if len(sizes) < 2:
            raise ValueError(f"sizes: expected at least an input and an output size; got {sizes}")
        self.sizes = tuple(_validation.whole("sizes", size) for size in sizes)
        _validation.choice("activation", activation, ACTIVATIONS)
        _validation.choice("output", output, ACTIVATIONS)
        self.activation_names = [activation] * (len(sizes) - 2) + [output]
        self.activations = [ACTIVATIONS[name] for name in self.activation_names]
        self.names = [(f"W{layer}", f"b{layer}") for layer in range(1, len(sizes))]
        self.loss_name, self._loss = loss, _validation.choice("loss", loss, LOSSES)
        if self._loss.from_logit and output != "sigmoid":
            raise ValueError(f"output: expected sigmoid with loss {loss!r}; got {output!r}")
        _validation.memory(8 * sum(a * b for a, b in pairwise(self.sizes)), _validation.UNASKED)
        self.parameters = self._draw(
            _validation.choice("init", init, INITIALISATIONS),
            _validation.flag("bias", bias),
            _validation.generator("rng", rng),
        )

    def _draw(self, init, bias, rng):
        parameters = {}
        for (W, b), (n_in, n_out) in zip(self.names, pairwise(self.sizes), strict=True):
            parameters[W] = init.draw(rng, (n_in, n_out), n_in, n_out)
            if bias and init.draws_biases:
                parameters[b] = init.draw(rng, (n_out,), n_in, n_out)
            elif bias:
                parameters[b] = np.zeros(n_out)
        return parameters

    @property
    def parameter_count(self) -> int:
        """How many numbers are learned: all weights and biases."""
        return sum(value.size for value in self.parameters.values())

    @checked(_input_fits)
    def forward(self, X) -> Record:
        """From input to prediction, layer by layer: Z = A W + b, then A = g(Z).

        ``X`` has shape (m, n_in), one row a pattern. Returns a `Record` of every Z and A, whose
        ``.y_hat`` is the prediction.
        """
        Z, A = [], [X]
        for (W, b), g in zip(self.names, self.activations, strict=True):
            Z.append(A[-1] @ self.parameters[W] + self.parameters.get(b, 0.0))
            A.append(g.function(Z[-1]))
        return Record(Z, A)

    def predict(self, X) -> np.ndarray:
        """The prediction ŷ alone, shape (m, n_out), for ``X`` of shape (m, n_in)."""
        return self.forward(X).y_hat

    @checked(_targets_fit)
    def loss(self, record, y) -> float:
        """The loss L, a float, of what `forward` returned against targets ``y``."""
        return float(self._loss.function(self._loss_input(record), y))

    @checked(_targets_fit)
    def backward(self, record, y) -> dict[str, np.ndarray]:
        """From output to input, layer by layer: the gradient of the loss for each parameter.

        With δ = ∂L/∂Z of a layer and A what entered it: ∂L/∂W = Aᵀ δ, and ∂L/∂b is δ summed
        over the patterns. The layer before it has δ Wᵀ · g′(Z). Returns a dictionary with the names
        and shapes of ``parameters`` and changes nothing.
        """
        delta = self._loss.gradient(self._loss_input(record), y)
        if not self._loss.from_logit:
            delta = delta * self.activations[-1].derivative(record.Z[-1], record.A[-1])
        hidden = list(zip(self.activations[:-1], record.Z[:-1], strict=True))
        gradients = dict.fromkeys(self.parameters)
        for (W, b), A in zip(reversed(self.names), reversed(record.A[:-1]), strict=True):
            gradients[W] = A.T @ delta
            if b in gradients:
                gradients[b] = delta.sum(axis=0)
            if hidden:
                g, Z = hidden.pop()  # of the layer before: A = g(Z)
                delta = (delta @ self.parameters[W].T) * g.derivative(Z, A)
        return gradients

    def _loss_input(self, record):
        return record.Z[-1] if self._loss.from_logit else record.y_hat
