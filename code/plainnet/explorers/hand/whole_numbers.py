"""A network's forward pass in whole numbers, which JavaScript (``reading.js``) repeats exactly.

Pixels are whole numbers from 0 to 16. The weights of each layer are rounded to 1/1024, and its
biases to the same fraction of its sums. Sums of whole numbers do not depend on the order in which
they are added, so below 2⁵³ they are the same in every language. ``EXPONENTIALS`` makes
probabilities of them. In a browser, NumPy's whole numbers have 32 bits unless they are told to have
64.
"""

import numpy as np

from plainnet import _validation as valid

INK = 16  # the darkest pixel
UNIT = 1024  # a weight of 1
FINE = 64  # entries of the table for a difference of 1 between logits
EXPONENTIALS = [round(1e6 * float(np.exp(-k / FINE))) for k in range(14 * FINE)]
LARGEST = 2**44  # of any sum, so that no product with it exceeds 2⁵³
PRIME = 2**31 - 1
FACTOR = 48271  # of the generator by Park and Miller, whose products stay below 2⁵³


def rounded(nn) -> list[tuple[np.ndarray, np.ndarray]]:
    """The weights (n_in, n_out) and biases (n_out,) of each layer of ``nn`` as whole numbers.

    Raises a `ValueError` for a network that reads no digits: it needs 64 inputs, ReLU in its hidden
    layers and ten outputs with softmax; and for one whose sums could exceed 2⁴⁴.
    """
    valid.network(nn, finite=True)
    *hidden, output = nn.activation_names
    reads = (nn.sizes[0], nn.sizes[-1], {*hidden} - {"relu"}, output) == (64, 10, set(), "softmax")
    if not reads:
        expected = "64 inputs, relu in its hidden layers, and 10 outputs with softmax"
        raise valid.unfit("network", expected, nn)
    layers, unit, largest = [], INK, np.full(64, INK)  # the largest inputs of a layer
    for W, b in nn.names:
        weights = np.rint(UNIT * nn.parameters[W])
        unit *= UNIT
        biases = np.rint(unit * nn.parameters.get(b, np.zeros(weights.shape[1])))
        low, largest = (
            largest @ np.maximum(0, sign * weights) + np.maximum(0, sign * biases)
            for sign in (-1, 1)
        )
        if max(low.max(), largest.max()) > LARGEST:
            raise valid.unfit("network", "weights that are smaller, or fewer layers", nn)
        layers.append((weights.astype(np.int64), biases.astype(np.int64)))
    return layers


def read(layers, pixels) -> tuple[np.ndarray, np.ndarray]:
    """The sums of the last hidden layer, and the ten logits, for each row of ``pixels`` (m, 64).

    They are whole numbers; the logits are in units of `scale`.
    """
    hidden = pixels
    for W, b in layers[:-1]:
        hidden = np.maximum(0, hidden @ W + b)
    W, b = layers[-1]
    return hidden, hidden @ W + b


def scale(layers) -> int:
    """How many units of these logits are 1."""
    return INK * UNIT ** len(layers)


def shares(z, unit, parts) -> np.ndarray:
    """The softmax of each row of logits ``z``, in so many ``parts`` of the whole, rounded."""
    behind = z.max(axis=1, keepdims=True) - z
    places = (2 * FINE * behind + unit) // (2 * unit)
    table = np.array([*EXPONENTIALS, 0], dtype=np.int64)
    e = table[np.minimum(places, len(EXPONENTIALS))]
    total = e.sum(axis=1, keepdims=True)
    return (2 * parts * e + total) // (2 * total)


def levels(sums, count) -> list[int]:
    """A shade for each of the ``sums``: 0 for 0, and ``count`` for the largest."""
    largest = max(1, int(sums.max()))
    return (-(-count * sums // largest)).tolist()


def digest(values) -> int:
    """A whole number that changes, in all likelihood, with any of the whole numbers ``values``."""
    values = np.ravel(values).astype(np.int64)
    weights = np.arange(values.size) % 997 + 1
    return int((values % PRIME * weights).sum() % PRIME)


def random_numbers(count, below, seed=1) -> np.ndarray:
    """``count`` whole numbers below ``below`` from a generator that JavaScript has, too."""
    numbers = np.empty(count, dtype=np.int64)
    for i in range(count):
        seed = seed * FACTOR % PRIME
        numbers[i] = seed % below
    return numbers
