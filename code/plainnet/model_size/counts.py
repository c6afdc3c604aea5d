"""What a network costs: its parameters, its operations, its memory, counted from its sizes.

The rule for operations is that of Kaplan et al. 2020 (arXiv 2001.08361, section 2.1): each use of
a weight in a forward pass costs two, a multiplication and an addition, and a backward pass costs
about twice as much as the forward pass. Biases, activations, and the products of attention that
grow with the length of a text are left out.
"""

import math
from itertools import pairwise
from typing import NamedTuple

from plainnet._validation import unfit, whole

BYTES = 4  # of a number in single precision, float32
COPIES = 4  # in training with Adam: parameters, gradient, and two running means


class Part(NamedTuple):
    """``count`` equal parts of a network, each with weights of these ``sizes`` and with ``biases``.

    ``uses`` says how often a forward pass of one example multiplies by each weight: once in a
    dense layer, once for each place in a convolution, never where a row of a table is only looked
    up. Only ``active`` of the parts are used for one example; without that, all are.
    """

    name: str
    sizes: tuple
    biases: int = 0
    count: int = 1
    uses: int = 1
    active: int | None = None

    @property
    def parameters(self) -> int:
        """How many numbers are learned."""
        return self.count * (math.prod(self.sizes) + self.biases)

    @property
    def products(self) -> int:
        """How many multiplications with a weight a forward pass of one example takes."""
        active = self.count if self.active is None else self.active
        return active * self.uses * math.prod(self.sizes)

    def __str__(self):
        each = " · ".join(f"{size:,}" for size in self.sizes)
        each += f" + {self.biases:,}" if self.biases else ""
        if self.count > 1:
            each = f"{self.count:,} · ({each})" if self.biases else f"{self.count:,} · {each}"
        return each


def dense(*sizes) -> list[Part]:
    """The parts of ``NeuralNetwork(*sizes)``, one for each layer.

    Raises a `ValueError` for fewer than two sizes, and for sizes that are not whole numbers of at
    least 1.
    """
    if len(sizes) < 2:
        raise unfit("sizes", "at least an input and an output size", sizes)
    sizes = [whole("sizes", size) for size in sizes]
    return [Part(f"layer {n}", pair, pair[1]) for n, pair in enumerate(pairwise(sizes), 1)]


def parameter_count(parts) -> int:
    """How many numbers are learned in all ``parts``, a list of `Part`.

    This and the functions below raise a `ValueError` for anything else.
    """
    return sum(part.parameters for part in _parts(parts))


def forward_operations(parts) -> int:
    """The operations of a forward pass of one example, about two for each use of a weight."""
    return 2 * sum(part.products for part in _parts(parts))


def training_operations(parts) -> int:
    """The operations that one example costs in training, about those of three forward passes."""
    return 3 * forward_operations(parts)


def memory_bytes(parts, copies=1) -> int:
    """The bytes that ``copies`` of all parameters take in single precision.

    Training with Adam needs `COPIES`, and memory for the outputs of the layers on top. Raises a
    `ValueError` unless ``copies`` is a whole number of at least 1.
    """
    return BYTES * whole("copies", copies) * parameter_count(parts)


def _parts(parts):
    if not isinstance(parts, list | tuple) or not all(isinstance(part, Part) for part in parts):
        raise unfit("parts", "a list of Part, such as dense(2, 2, 1)", parts)
    return parts
