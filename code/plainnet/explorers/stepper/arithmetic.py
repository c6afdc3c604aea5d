"""The equations of a forward and a backward pass, in symbols and with numbers."""

import re

import numpy as np

from plainnet import language
from plainnet.explorers.formatting import bracketed, number

EQUATIONS = {
    "input": "x = (x₁, x₂), with target y",
    "Z1": "Z₁ = X W₁ + b₁",
    "A1": "A₁ = σ(Z₁)",
    "Z2": "Z₂ = A₁ W₂ + b₂",
    "y_hat": "ŷ = σ(Z₂)",
    "dW2": "∂L/∂W₂ = A₁ᵀ δ₂",
    "db2": "∂L/∂b₂ = Σ δ₂, over one pattern",
    "dA1": "∂L/∂A₁ = δ₂ W₂ᵀ",
    "delta1": "δ₁ = ∂L/∂A₁ · σ′(Z₁), and σ′(Z₁) = A₁ (1 − A₁)",
    "dW1": "∂L/∂W₁ = Xᵀ δ₁",
    "db1": "∂L/∂b₁ = Σ δ₁, over one pattern",
    "update": "θ ← θ − α ∂L/∂θ, and α = 1",
    "again": "ŷ = f(x; θ), with the new θ",
    "cross_entropy": {
        "loss": "L = ln(1 + eᵗ), with t = (1 − 2y) Z₂",
        "delta2": "δ₂ = (ŷ − y) / N, and N = 1",
    },
    "mse": {
        "loss": "L = (ŷ − y)² / N, and N = 1",
        "delta2": "δ₂ = 2 (ŷ − y) / N · σ′(Z₂), and σ′(Z₂) = ŷ (1 − ŷ)",
    },
}


NAMES = {"x1": "x₁", "x2": "x₂", "h1": "h₁", "h2": "h₂", "y": "out"}  # the names of the units
for texts in (EQUATIONS, NAMES):
    language.words(__name__, texts)
HIDDEN, FIRST = ("h1", "h2"), ("x1 h1", "x1 h2", "x2 h1", "x2 h2")
SECOND = ("h1 y", "h2 y")


def arithmetic_lines(name, loss, steps, step) -> list[list[str]]:
    """The arithmetic of step ``name``, from the numbers in ``steps[step]``.

    Each line has the name of its unit or wire, the sum, and the result.
    """
    return [
        [_named(place), *re.fullmatch(r"(.* [=→]) (.*)", line).groups()]
        for place, line in _lines(name, loss, steps, step)
    ]


def _named(place):
    return " → ".join(NAMES[unit] for unit in place.split())


def _lines(name, loss, steps, step):
    k = steps[step]
    if name in ("Z1", "A1", "dA1", "delta1", "db1"):
        return zip(HIDDEN, _hidden(name, k), strict=True)
    if name in ("dW1", "dW2"):
        first = name == "dW1"
        entered = ("x", k["X"], k["delta1"]) if first else ("a", k["A1"], k["delta2"])
        return zip(FIRST if first else SECOND, _products(*entered, k[name]), strict=True)
    if name == "update":
        return _update(steps[step - 1], k)
    if name == "input":
        return [(f"x{i + 1}", f"x = {number(value)}") for i, value in enumerate(k["X"][0])] + [
            ("y", f"y = {number(k['y'][0, 0])}")
        ]
    return [("y", line) for line in _output(name, loss, steps, step)]


def _hidden(name, k):
    """The lines of arithmetic of the two hidden units."""
    lines = {
        "Z1": lambda j: _sum(k["X"][0], k["W1"][:, j], k["b1"][j], k["Z1"][0, j]),
        "A1": lambda j: _sigmoid("a", k["Z1"][0, j], k["A1"][0, j]),
        "dA1": lambda j: _through(k, j),
        "delta1": lambda j: _back(k, j),
        "db1": lambda j: f"∂b = δ = {number(k['db1'][j])}",
    }
    return [lines[name](j) for j in (0, 1)]


def _output(name, loss, steps, step):
    """The lines of arithmetic of the output unit."""
    k = steps[step]
    lines = {
        "Z2": lambda: [_sum(k["A1"][0], k["W2"][:, 0], k["b2"][0], k["Z2"][0, 0])],
        "y_hat": lambda: [_sigmoid("ŷ", k["Z2"][0, 0], k["y_hat"][0, 0])],
        "loss": lambda: _loss(loss, k["Z2"][0, 0], k["y_hat"][0, 0], k["y"][0, 0], k["loss"]),
        "delta2": lambda: [_delta(loss, k["y_hat"][0, 0], k["y"][0, 0], k["delta2"][0, 0])],
        "db2": lambda: [f"∂b = δ = {number(k['db2'][0])}"],
        "again": lambda: [
            f"ŷ = {number(steps[step - 1]['y_hat'][0, 0])} → {number(k['y_hat'][0, 0])}",
            f"L = {number(steps[step - 1]['loss'])} → {number(k['loss'])}",
        ],
    }
    return lines[name]()


def _sum(inputs, weights, bias, z):
    terms = [f"{bracketed(a)}·{bracketed(w)}" for a, w in zip(inputs, weights, strict=True)]
    return f"z = {' + '.join(terms)} + {bracketed(bias)} = {number(z)}"


def _sigmoid(name, z, a):
    return f"{name} = σ({number(z)}) = {number(a)}"


def _loss(loss, z, y_hat, y, value):
    if loss == "mse":
        return [f"L = ({number(y_hat)} − {number(y)})² = {number(value)}"]
    t = number(-z if y == 1 else z)
    sure = number(y_hat) if y == 1 else f"(1 − {number(y_hat)})"
    return [f"L = ln(1 + exp({t})) = {number(value)}", f"−ln {sure} = {number(value)}"]


def _delta(loss, y_hat, y, delta):
    error = f"{number(y_hat)} − {number(y)}"
    if loss == "mse":
        slope = f"{number(y_hat)}·(1 − {number(y_hat)})"
        return f"δ = 2·({error})·{slope} = {number(delta)}"
    return f"δ = {error} = {number(delta)}"


def _products(name, entered, delta, gradient):
    """The lines ∂L/∂w = a δ for all weights of a layer."""
    return [
        f"∂w = {name}·δ = {bracketed(entered[0, i])}·{bracketed(delta[0, j])} = {number(slope)}"
        for (i, j), slope in np.ndenumerate(gradient)
    ]


def _through(k, j):
    product = f"{bracketed(k['delta2'][0, 0])}·{bracketed(k['W2'][j, 0])}"
    return f"∂a = {product} = {number(k['dA1'][0, j])}"


def _back(k, j):
    slope = f"{number(k['A1'][0, j])}·(1 − {number(k['A1'][0, j])})"
    return f"δ = {bracketed(k['dA1'][0, j])}·{slope} = {number(k['delta1'][0, j])}"


def _update(before, after):
    places = {"W1": FIRST, "b1": HIDDEN, "W2": SECOND, "b2": ("y",)}
    for name, named in places.items():
        entries = zip(named, np.ndenumerate(before[name]), strict=True)
        for place, (index, value) in entries:
            slope = bracketed(before[f"d{name}"][index])
            result = number(after[name][index])
            yield place, f"{name[0].lower()} = {number(value)} − {slope} = {result}"
