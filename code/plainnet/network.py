"""The network: ``forward``, and ``backward`` as its mirror."""

from itertools import pairwise
from typing import NamedTuple

import numpy as np

from plainnet import _validation
from plainnet.activations import ACTIVATIONS
from plainnet.initialisations import INITIALISATIONS
from plainnet.losses import LOSSES


class Record(NamedTuple):
    """What a forward pass computed: all that a backward pass needs.

    ``Z[l]`` is the pre-activation of layer l + 1; ``A[l]`` is what enters layer l + 1, so that
    ``A[0]`` is the input and the last ``A`` is the prediction ``y_hat``. One row a pattern.
    """

    Z: list
    A: list

    @property
    def y_hat(self):
        """The prediction ŷ, shape (m, n_out)."""
        return self.A[-1]


class NeuralNetwork:
    """A fully connected network: ``NeuralNetwork(input_size, hidden_size, output_size)``.

    More sizes make it deeper: ``NeuralNetwork(2, 8, 8, 1)`` has two hidden layers of 8 units.

    ``parameters`` holds the weights and biases by name, in the order in which they are drawn:
    ``W1`` of shape (n_in, n_out), ``b1`` of shape (n_out,), ``W2``, ``b2`` and so on. What
    `backward` returns has the same names and shapes.

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
        self.loss_name, self._loss = loss, _validation.choice("loss", loss, LOSSES)
        if self._loss.from_logit and output != "sigmoid":
            raise ValueError(f"output: expected sigmoid with loss {loss!r}; got {output!r}")
        self.parameters = self._draw(
            _validation.choice("init", init, INITIALISATIONS),
            bias,
            _validation.generator("rng", rng),
        )

    def _draw(self, init, bias, rng):
        parameters = {}
        for layer, (n_in, n_out) in enumerate(pairwise(self.sizes), 1):
            parameters[f"W{layer}"] = init.draw(rng, (n_in, n_out), n_in, n_out)
            if bias and init.draws_biases:
                parameters[f"b{layer}"] = init.draw(rng, (n_out,), n_in, n_out)
            elif bias:
                parameters[f"b{layer}"] = np.zeros(n_out)
        return parameters

    @property
    def parameter_count(self):
        """How many numbers are learned: all weights and biases."""
        return sum(value.size for value in self.parameters.values())

    def forward(self, X):
        """From input to prediction, layer by layer: Z = A W + b, then A = g(Z).

        ``X`` has shape (m, n_in), one row a pattern. Returns a `Record` of every Z and A, whose
        ``.y_hat`` is the prediction.
        """
        Z, A = [], [_validation.matrix("X", X, columns=self.sizes[0])]
        for layer, g in enumerate(self.activations, 1):
            Z.append(A[-1] @ self.parameters[f"W{layer}"] + self.parameters.get(f"b{layer}", 0.0))
            A.append(g.function(Z[-1]))
        return Record(Z, A)

    def predict(self, X):
        """The prediction ŷ alone, shape (m, n_out), for ``X`` of shape (m, n_in)."""
        return self.forward(X).y_hat

    def loss(self, record, y):
        """The loss L, a float, of what `forward` returned against targets ``y``."""
        y = self._targets(record, y)
        return float(self._loss.function(self._loss_input(record), y))

    def backward(self, record, y):
        """From output to input, layer by layer: the gradient of the loss for each parameter.

        With δ = ∂L/∂Z of a layer and A what entered it: ∂L/∂W = Aᵀ δ, and ∂L/∂b is δ summed
        over the patterns. The layer before it has δ Wᵀ · g′(Z). Returns a dictionary with the names
        and shapes of ``parameters`` and changes nothing.
        """
        y = self._targets(record, y)
        delta = self._loss.gradient(self._loss_input(record), y)
        if not self._loss.from_logit:
            delta = delta * self.activations[-1].derivative(record.Z[-1])
        gradients = {}
        for layer in range(len(self.activations), 0, -1):
            gradients[f"W{layer}"] = record.A[layer - 1].T @ delta
            gradients[f"b{layer}"] = delta.sum(axis=0)
            if layer > 1:
                slope = self.activations[layer - 2].derivative(record.Z[layer - 2])
                delta = (delta @ self.parameters[f"W{layer}"].T) * slope
        return {name: gradients[name] for name in self.parameters}

    def _loss_input(self, record):
        return record.Z[-1] if self._loss.from_logit else record.y_hat

    def _targets(self, record, y):
        m, n_out = record.y_hat.shape
        y = _validation.matrix("y", y, rows=m, columns=n_out)
        if self._loss.from_logit and not ((y == 0) | (y == 1)).all():
            wrong = y[(y != 0) & (y != 1)][0]
            raise ValueError(f"y: expected labels 0 and 1 for cross-entropy; got {wrong}")
        return y
