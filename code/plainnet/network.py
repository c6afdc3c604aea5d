"""The network: ``forward``, and ``backward`` as its mirror."""

from itertools import pairwise
from typing import NamedTuple

import numpy as np

from plainnet import _validation as valid
from plainnet.activations import ACTIVATIONS, OUTPUTS
from plainnet.initialisations import INITIALISATIONS
from plainnet.losses import LOSSES


class Record(NamedTuple):
    """What a forward pass computed: all that a backward pass needs.

    ``Z[l]`` is the pre-activation of layer l + 1; ``A[l]`` is what enters
    layer l + 1, so that ``A[0]`` is the input and the last ``A`` is the
    prediction ``y_hat``. One row a pattern.
    """

    Z: list
    A: list

    @property
    def y_hat(self) -> np.ndarray:
        """The prediction ŷ, shape (m, n_out)."""
        return self.A[-1]


def _loss_name(loss, output):
    """The name of the loss in the table, if it goes with the output."""
    valid.choice("loss", loss, LOSSES)
    if (loss, output) == ("cross_entropy", "softmax"):
        return "categorical_cross_entropy"
    taken = (output,) if output == "softmax" else (output, None)
    fit = [name for name, row in LOSSES.items() if row.output in taken]
    if loss not in fit:
        names = " or ".join(fit)
        raise valid.unfit("loss", f"{names} for the output {output}", loss)
    return loss


class NeuralNetwork:
    """A fully connected network.

    ``NeuralNetwork(input_size, hidden_size, output_size)`` has one hidden
    layer. More sizes make it deeper: ``NeuralNetwork(2, 8, 8, 1)`` has two
    hidden layers of 8 units.

    ``parameters`` holds the weights and biases by name, in the order in
    which they are drawn: ``W1`` of shape (n_in, n_out), ``b1`` of shape
    (n_out,), ``W2``, ``b2`` and so on. What `backward` returns has the same
    names and shapes; ``names`` has those names, layer by layer. You may put
    other arrays there: real numbers that are not float64 are converted when
    they are first used.

    ``activation`` and ``output`` name the activation of the hidden layers
    and of the last one, ``loss`` the loss, ``init`` the initialisation. For
    classes: ``NeuralNetwork(64, 32, 10, output="softmax")``, whose
    cross-entropy is the categorical one. ``bias=False`` leaves the biases
    out. ``rng`` is a `numpy.random.Generator`: the same seed gives the same
    network. Without it, every network is a different one.

    Raises a `ValueError` for sizes below 1, for unknown names, and for an
    output that does not go with the loss.
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
            raise valid.unfit("sizes", "an input and an output size", sizes)
        self.sizes = tuple(valid.whole("sizes", size) for size in sizes)
        g = valid.choice("activation", activation, ACTIVATIONS)
        last = valid.choice("output", output, OUTPUTS)
        self.activation_names = [activation] * (len(sizes) - 2) + [output]
        self.activations = [g] * (len(sizes) - 2) + [last]
        self.names = [(f"W{i}", f"b{i}") for i in range(1, len(sizes))]
        self.loss_name = _loss_name(loss, output)
        self.criterion = LOSSES[self.loss_name]
        init = valid.choice("init", init, INITIALISATIONS)
        rng = valid.generator("rng", rng)
        self.parameters = self._draw(init, valid.flag("bias", bias), rng)
        self.shapes = {k: p.shape for k, p in self.parameters.items()}

    def _draw(self, init, bias, rng):
        parameters, sizes = {}, pairwise(self.sizes)
        for (W, b), (n_in, n_out) in zip(self.names, sizes, strict=True):
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

    def __repr__(self):
        names = ", ".join([*self.activation_names, self.loss_name])
        return f"NeuralNetwork{self.sizes}: {names}"

    def forward(self, X) -> Record:
        """From input to prediction: in each layer Z = A W + b and A = g(Z).

        ``X`` has shape (m, n_in), one row a pattern. Returns a `Record` of
        every Z and A, whose ``.y_hat`` is the prediction.
        """
        Z, A, parameters = [], [valid.inputs(self, X)], self.parameters
        for i, g in enumerate(self.activations):
            W, b = self.names[i]
            Z.append(A[i] @ parameters[W] + parameters.get(b, 0.0))
            A.append(g.function(Z[i]))
        return Record(Z, A)

    def predict(self, X) -> np.ndarray:
        """The prediction ŷ alone, shape (m, n_out), for ``X`` (m, n_in)."""
        return self.forward(X).y_hat

    def loss(self, record, y) -> float:
        """The loss L of what `forward` returned against targets ``y``."""
        y = valid.targets(self, record, y)
        of = record.Z if self.criterion.from_logit else record.A
        return float(self.criterion.function(of[-1], y))

    def backward(self, record, y) -> dict[str, np.ndarray]:
        """From output to input: the gradient of the loss, layer by layer.

        With δ = ∂L/∂Z of a layer and A what entered it: ∂L/∂W = Aᵀ δ, and
        ∂L/∂b is δ summed over the patterns. The layer before it has δ Wᵀ ·
        g′(Z). Returns a dictionary with the names and shapes of
        ``parameters`` and changes nothing.
        """
        y, (Z, A) = valid.targets(self, record, y), record
        if self.criterion.from_logit:
            delta = self.criterion.gradient(Z[-1], y, A[-1])
        else:
            slope = self.activations[-1].derivative(Z[-1], A[-1])
            delta = self.criterion.gradient(A[-1], y) * slope
        gradients = dict.fromkeys(self.parameters)
        for i in reversed(range(len(self.names))):
            W, b = self.names[i]
            gradients[W] = A[i].T @ delta
            if b in gradients:
                gradients[b] = delta.sum(axis=0)
            if i > 0:
                g = self.activations[i - 1]
                slope = g.derivative(Z[i - 1], A[i])
                delta = (delta @ self.parameters[W].T) * slope
        return gradients
