"""The equations of one forward and one backward pass, and how they read with numbers in them."""

import numpy as np

from plainnet.explorers.numbers import bracketed, number

EQUATIONS = {
    "input": "x, y",
    "Z1": "Z = X W + b",
    "A1": "A = σ(Z)",
    "Z2": "Z = A W + b",
    "y_hat": "ŷ = σ(Z)",
    "dW2": "∂L/∂W = Aᵀ δ",
    "db2": "∂L/∂b = δ",
    "delta1": "δ_in = (δ Wᵀ) · σ′(Z_in), with σ′(Z_in) = A (1 − A)",
    "dW1": "∂L/∂W = Xᵀ δ",
    "db1": "∂L/∂b = δ",
    "update": "θ ← θ − α ∂L/∂θ",
    "again": "ŷ = f(x; θ)",
    "cross_entropy": {
        "loss": "L = −y ln ŷ − (1 − y) ln(1 − ŷ)",
        "delta2": "δ = ŷ − y",
    },
    "mse": {
        "loss": "L = (ŷ − y)²",
        "delta2": "δ = 2 (ŷ − y) · σ′(z), with σ′(z) = ŷ (1 − ŷ)",
    },
}


def written_out(name, loss, known, step):
    """The lines of arithmetic of step ``name``, from the numbers in ``known[step]``."""
    k = known[step]
    rows = {
        "input": lambda: [f"x = ({number(k['X'][0, 0])}, {number(k['X'][0, 1])})"],
        "Z1": lambda: [_sum(k["X"][0], k["W1"][:, j], k["b1"][j], k["Z1"][0, j]) for j in (0, 1)],
        "A1": lambda: [_sigmoid("a", k["Z1"][0, j], k["A1"][0, j]) for j in (0, 1)],
        "Z2": lambda: [_sum(k["A1"][0], k["W2"][:, 0], k["b2"][0], k["Z2"][0, 0])],
        "y_hat": lambda: [_sigmoid("ŷ", k["Z2"][0, 0], k["y_hat"][0, 0])],
        "loss": lambda: [_loss(loss, k["y_hat"][0, 0], k["y"][0, 0], k["loss"])],
        "delta2": lambda: [_delta(loss, k["y_hat"][0, 0], k["y"][0, 0], k["delta2"][0, 0])],
        "dW2": lambda: _products("a", k["A1"], k["delta2"], k["dW2"]),
        "db2": lambda: [f"∂L/∂b = {number(k['db2'][0])}"],
        "delta1": lambda: [_back(k, j) for j in (0, 1)],
        "dW1": lambda: _products("x", k["X"], k["delta1"], k["dW1"]),
        "db1": lambda: [f"∂L/∂b = {number(value)}" for value in k["db1"]],
        "update": lambda: _update(known[step - 1], k),
        "again": lambda: [
            f"ŷ = {number(k['y_hat'][0, 0])}",
            f"L = {number(known[step - 1]['loss'])} → {number(k['loss'])}",
        ],
    }
    return rows[name]()


def _sum(inputs, weights, bias, z):
    terms = [f"{bracketed(a)}·{bracketed(w)}" for a, w in zip(inputs, weights, strict=True)]
    return f"z = {' + '.join(terms)} + {bracketed(bias)} = {number(z)}"


def _sigmoid(name, z, a):
    return f"{name} = σ({number(z)}) = {number(a)}"


def _loss(loss, y_hat, y, value):
    if loss == "mse":
        return f"L = ({number(y_hat)} − {number(y)})² = {number(value)}"
    sure = number(y_hat) if y == 1 else f"(1 − {number(y_hat)})"
    return f"L = −ln {sure} = {number(value)}"


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


def _back(k, j):
    slope = f"{number(k['A1'][0, j])}·(1 − {number(k['A1'][0, j])})"
    product = f"{bracketed(k['delta2'][0, 0])}·{bracketed(k['W2'][j, 0])}·{slope}"
    return f"δ = {product} = {number(k['delta1'][0, j])}"


def _update(before, after):
    return [
        f"{name[0].lower()} = {number(value)} − 1·{bracketed(before[f'd{name}'][index])}"
        f" = {number(after[name][index])}"
        for name in ("W1", "b1", "W2", "b2")
        for index, value in np.ndenumerate(before[name])
    ]
