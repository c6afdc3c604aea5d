"""The equations of one forward and one backward pass, and how they read with numbers in them."""

import numpy as np

from plainnet.explorers.formatting import bracketed, number

EQUATIONS = {
    "input": "X, y",
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
    "update": "θ ← θ − α ∂L/∂θ",
    "again": "ŷ = f(x; θ), with the new θ",
    "cross_entropy": {
        "loss": "L = ln(1 + eᵗ) with t = (1 − 2y) Z₂",
        "delta2": "δ₂ = (ŷ − y) / N, and N = 1",
    },
    "mse": {
        "loss": "L = (ŷ − y)² / N, and N = 1",
        "delta2": "δ₂ = 2 (ŷ − y) / N · σ′(Z₂), and σ′(Z₂) = ŷ (1 − ŷ)",
    },
}


def arithmetic_lines(name, loss, steps, step) -> list[str]:
    """The lines of arithmetic of step ``name``, from the numbers in ``steps[step]``."""
    k = steps[step]
    rows = {
        "input": lambda: [f"x = ({number(k['X'][0, 0])}, {number(k['X'][0, 1])})"],
        "Z1": lambda: [_sum(k["X"][0], k["W1"][:, j], k["b1"][j], k["Z1"][0, j]) for j in (0, 1)],
        "A1": lambda: [_sigmoid("a", k["Z1"][0, j], k["A1"][0, j]) for j in (0, 1)],
        "Z2": lambda: [_sum(k["A1"][0], k["W2"][:, 0], k["b2"][0], k["Z2"][0, 0])],
        "y_hat": lambda: [_sigmoid("ŷ", k["Z2"][0, 0], k["y_hat"][0, 0])],
        "loss": lambda: _loss(loss, k["Z2"][0, 0], k["y_hat"][0, 0], k["y"][0, 0], k["loss"]),
        "delta2": lambda: [_delta(loss, k["y_hat"][0, 0], k["y"][0, 0], k["delta2"][0, 0])],
        "dW2": lambda: _products("a", k["A1"], k["delta2"], k["dW2"]),
        "db2": lambda: [f"∂L/∂b = {number(k['db2'][0])}"],
        "dA1": lambda: [_through(k, j) for j in (0, 1)],
        "delta1": lambda: [_back(k, j) for j in (0, 1)],
        "dW1": lambda: _products("x", k["X"], k["delta1"], k["dW1"]),
        "db1": lambda: [f"∂L/∂b = {number(value)}" for value in k["db1"]],
        "update": lambda: _update(steps[step - 1], k),
        "again": lambda: [
            f"ŷ = {number(k['y_hat'][0, 0])}",
            f"L = {number(steps[step - 1]['loss'])} → {number(k['loss'])}",
        ],
    }
    return rows[name]()


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
    """∂L/∂w = a δ for every weight of a layer."""
    return [
        f"∂L/∂w = {name}·δ = {bracketed(entered[0, i])}·{bracketed(delta[0, j])} = {number(slope)}"
        for (i, j), slope in np.ndenumerate(gradient)
    ]


def _through(k, j):
    product = f"{bracketed(k['delta2'][0, 0])}·{bracketed(k['W2'][j, 0])}"
    return f"∂L/∂a = {product} = {number(k['dA1'][0, j])}"


def _back(k, j):
    slope = f"{number(k['A1'][0, j])}·(1 − {number(k['A1'][0, j])})"
    return f"δ = {bracketed(k['dA1'][0, j])}·{slope} = {number(k['delta1'][0, j])}"


def _update(before, after):
    return [
        f"{name[0].lower()} = {number(value)} − 1·{bracketed(before[f'd{name}'][index])}"
        f" = {number(after[name][index])}"
        for name in ("W1", "b1", "W2", "b2")
        for index, value in np.ndenumerate(before[name])
    ]
