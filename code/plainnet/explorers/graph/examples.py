"""Three small losses as graphs of tensors, and the places of their nodes."""

from collections.abc import Callable
from typing import NamedTuple

from plainnet.autograd import Tensor


class Example(NamedTuple):
    """A loss that depends on a few numbers.

    ``build`` takes the value of the first leaf and returns all tensors by name, each after its
    parents. ``written`` has the text of each operation, with the names of its parents in braces.
    ``wide`` and ``tall`` have the centre of each node, in units of boxes to the right and down.
    """

    build: Callable[[float], dict[str, Tensor]]
    written: dict[str, str]
    wide: dict[str, tuple[float, float]]
    tall: dict[str, tuple[float, float]]

    @property
    def names(self) -> list[str]:
        """The names of the nodes with a box; fixed numbers, such as the 1 in 1 + u, have none."""
        return list(self.wide)

    @property
    def edges(self) -> list[tuple[str, str]]:
        """Pairs of a parent and the node that is computed from it."""
        parents = {
            name: [p for p in self.names if f"{{{p}}}" in self.written.get(name, "")]
            for name in self.names
        }
        return [(parent, name) for name in self.written for parent in parents[name]]


def roads(a) -> dict[str, Tensor]:
    """A sum of three terms in which a and b occur twice each."""
    a, b = Tensor(a), Tensor(3.0)
    q = a**2
    p = a * b
    s = q + p
    return {"a": a, "b": b, "q": q, "p": p, "s": s, "L": s + b}


def neuron(w) -> dict[str, Tensor]:
    """The squared error of a neuron without an activation function."""
    w, x, b, y = (Tensor(value) for value in (w, 1.5, 0.5, 2.0))
    p = w * x
    z = p + b
    e = z - y
    return {"w": w, "x": x, "b": b, "y": y, "p": p, "z": z, "e": e, "L": e**2}


def sigmoid(w) -> dict[str, Tensor]:
    """The cross-entropy of a sigmoid neuron for the target 1."""
    w, x, b = (Tensor(value) for value in (w, 1.5, -1.0))
    p = w * x
    z = p + b
    n = -z
    u = n.exp()
    v = 1.0 + u
    return {"w": w, "x": x, "b": b, "p": p, "z": z, "n": n, "u": u, "v": v, "L": v.log()}


EXAMPLES = {
    "roads": Example(
        roads,
        {"q": "{a}²", "p": "{a}·{b}", "s": "{q} + {p}", "L": "{s} + {b}"},
        wide={
            **{"a": (0, 0.2), "b": (0, 3), "q": (1.6, 0), "p": (1.6, 1.6)},
            **{"s": (3.2, 0.8), "L": (4.8, 1.9)},
        },
        tall={
            **{"a": (0, 0), "b": (2.1, 0), "q": (0, 2), "p": (1.05, 2)},
            **{"s": (0.5, 4), "L": (1.4, 6)},
        },
    ),
    "neuron": Example(
        neuron,
        {"p": "{w}·{x}", "z": "{p} + {b}", "e": "{z} − {y}", "L": "{e}²"},
        wide={
            **{"w": (0, 1.5), "x": (0, 0), "b": (1.6, 0), "y": (3.2, 0)},
            **{"p": (1.6, 1.5), "z": (3.2, 1.5), "e": (4.8, 1.5), "L": (4.8, 3)},
        },
        tall={
            **{"w": (0.2, 0), "x": (1.9, 0), "b": (1.9, 1.5), "y": (1.9, 3)},
            **{"p": (0.2, 1.5), "z": (0.2, 3), "e": (0.2, 4.5), "L": (0.2, 6)},
        },
    ),
    "sigmoid": Example(
        sigmoid,
        {"p": "{w}·{x}", "z": "{p} + {b}", "n": "(−1)·{z}"}
        | {"u": "exp({n})", "v": "1 + {u}", "L": "log({v})"},
        wide={
            **{"w": (0, 1.5), "x": (0, 0), "b": (1.6, 0), "p": (1.6, 1.5), "z": (3.2, 1.5)},
            **{"n": (4.8, 1.5), "u": (4.8, 3), "v": (3.2, 3), "L": (1.6, 3)},
        },
        tall={
            **{"w": (0.2, 0), "x": (1.9, 0), "b": (1.9, 1.5), "p": (0.2, 1.5), "z": (0.2, 3)},
            **{"n": (1.9, 3), "u": (1.9, 4.5), "v": (0.2, 4.5), "L": (0.2, 6)},
        },
    ),
}
