"""What a network costs: its parameters, its operations, its memory, counted from its sizes.

The rule for operations is that of Kaplan et al. 2020 (arXiv 2001.08361, section 2.1): each use of
a weight in a forward pass costs two, a multiplication and an addition, and a backward pass costs
about twice as much as the forward pass. Biases, activations, and the products of attention that
grow with the length of a text are left out.
"""

import math
from itertools import pairwise
from typing import NamedTuple

from plainnet._checked import checked
from plainnet._validation import listed, unfit, whole

BYTES = 4  # of a number in single precision, float32
COPIES = 4  # in training with Adam: the parameter, its slope, and two running means


class Part(NamedTuple):
    """``count`` equal parts of a network: weights of these ``sizes``, and so many ``biases``.

    ``uses`` says how often a forward pass of one example multiplies with each weight: once in a
    dense layer, once for each place in a convolution, never where a row of a table is only looked
    up. ``active`` parts take part in it: all of them, unless it is given.

    Raises a `ValueError` unless all are whole numbers of at least 1, or 0 for ``biases``,
    ``uses`` and ``active``.
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


def _part_fits(part, name, sizes, biases=0, count=1, uses=1, active=None):
    """What `checked` asks before a `Part` is made."""
    if not isinstance(name, str):
        raise unfit("name", "a text", name)
    sizes = tuple(whole("sizes", size) for size in listed("sizes", sizes))
    if not sizes:
        raise unfit("sizes", "at least one", sizes)
    biases, count = whole("biases", biases, least=0), whole("count", count)
    active = active if active is None else whole("active", active, least=0)
    return part, name, sizes, biases, count, whole("uses", uses, least=0), active


Part.__new__ = checked(_part_fits)(Part.__new__)  # a NamedTuple may define none of its own


def _parts(value):
    """``value``, if it is a list of `Part`."""
    for part in listed("parts", value):
        if not isinstance(part, Part):
            raise unfit("parts", "a list of Part, such as dense(2, 2, 1)", part)
    return value


def dense(*sizes) -> list[Part]:
    """The parts of ``NeuralNetwork(*sizes)``, one a layer.

    Raises a `ValueError` for fewer than two sizes, and for sizes below 1.
    """
    if len(sizes) < 2:
        raise unfit("sizes", "at least an input and an output size", sizes)
    sizes = [whole("sizes", size) for size in sizes]
    return [Part(f"layer {n}", pair, pair[1]) for n, pair in enumerate(pairwise(sizes), 1)]


def parameter_count(parts) -> int:
    """How many numbers are learned."""
    return sum(part.parameters for part in _parts(parts))


def forward_operations(parts) -> int:
    """The operations of a forward pass of one example, about: two for each use of a weight."""
    return 2 * sum(part.products for part in _parts(parts))


def training_operations(parts) -> int:
    """The operations that one example costs in training, about: three forward passes."""
    return 3 * forward_operations(parts)


def memory_bytes(parts, copies=1) -> int:
    """The bytes that so many copies of all parameters take, in single precision.

    `COPIES` of them are needed to train with Adam. What the layers put out comes on top.
    """
    return BYTES * whole("copies", copies) * parameter_count(parts)
