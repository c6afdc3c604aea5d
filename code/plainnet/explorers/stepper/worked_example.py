"""A forward pass, a backward pass and an update as lines of code that are run step by step."""

import ast
import functools
from typing import NamedTuple

import numpy as np

from plainnet.activations import sigmoid

START = {
    "W1": np.array([[0.8, 0.3], [-0.4, 0.9]]),
    "b1": np.array([0.1, -0.2]),
    "W2": np.array([[1.2], [-0.7]]),
    "b2": np.array([0.2]),
}
LEARNING_RATE = 1.0
STEPS = {  # for each step, the lines of code that run in it
    "input": ["X, y = np.array([[{0:g}, {1:g}]]), np.array([[{2:g}]])"],
    "Z1": ["Z1 = X @ W1 + b1"],
    "A1": ["A1 = sigmoid(Z1)"],
    "Z2": ["Z2 = A1 @ W2 + b2"],
    "y_hat": ["y_hat = sigmoid(Z2)"],
    "loss": {
        "cross_entropy": ["loss = np.logaddexp(0, (1 - 2 * y) * Z2).mean()"],
        "mse": ["loss = ((y_hat - y) ** 2).mean()"],
    },
    "delta2": {
        "cross_entropy": ["delta2 = (y_hat - y) / y.size"],
        "mse": ["delta2 = 2 * (y_hat - y) / y.size * y_hat * (1 - y_hat)"],
    },
    "dW2": ["dW2 = A1.T @ delta2"],
    "db2": ["db2 = delta2.sum(axis=0)"],
    "dA1": ["dA1 = delta2 @ W2.T"],
    "delta1": ["delta1 = dA1 * A1 * (1 - A1)"],
    "dW1": ["dW1 = X.T @ delta1"],
    "db1": ["db1 = delta1.sum(axis=0)"],
    "update": [f"{name} = {name} - learning_rate * d{name}" for name in START],
}
AGAIN = ("Z1", "A1", "Z2", "y_hat", "loss")  # the last step repeats these
NAMES = (*STEPS, "again")
# All other steps belong to the backward pass.
PARTS = dict.fromkeys(("input", *AGAIN, "again"), "forward") | {"update": "update"}


class Slot(NamedTuple):
    """The place of a number in the diagram: in the box of a unit, or at a wire such as ``x1 h1``.

    ``cell`` is its row and column in a box that has columns for values and for slopes.
    """

    place: str
    label: str
    name: str
    index: tuple
    cell: tuple = (0, 0)


def _slots():
    for i in range(2):
        yield Slot(f"x{i + 1}", "x₁x₂"[2 * i : 2 * i + 2], "X", (0, i))
    for j in range(2):
        rows = ("b", "b1", (j,), (0, 0)), ("z", "Z1", (0, j), (1, 0)), ("a", "A1", (0, j), (2, 0))
        back = ("∂a", "dA1", (0, j), (2, 1)), ("δ", "delta1", (0, j), (1, 1))
        yield from (Slot(f"h{j + 1}", *row) for row in (*rows, *back, ("∂b", "db1", (j,), (0, 1))))
    rows = ("b", "b2", (0,), (0, 0)), ("z", "Z2", (0, 0), (1, 0)), ("ŷ", "y_hat", (0, 0), (2, 0))
    rows = (*rows, ("y", "y", (0, 0), (2, 1)), ("L", "loss", (), (3, 0)))
    rows = (*rows, ("δ", "delta2", (0, 0), (1, 1)), ("∂b", "db2", (0,), (0, 1)))
    yield from (Slot("y", *row) for row in rows)
    for label, prefix in (("w", ""), ("∂w", "d")):
        for i, j in np.ndindex(2, 2):
            yield Slot(f"x{i + 1} h{j + 1}", f"{label}{'₁₂'[i]}{'₁₂'[j]}", f"{prefix}W1", (i, j))
        for j in range(2):
            yield Slot(f"h{j + 1} y", f"{label}{'₁₂'[j]}", f"{prefix}W2", (j, 0))


SLOTS = tuple(_slots())
SHOWN = {slot.name for slot in SLOTS}


def code(pattern, loss) -> dict[str, list[str]]:
    """The lines of code of each step, by its name, for one pattern (x1, x2, y) and one loss."""
    lines = {name: step[loss] if isinstance(step, dict) else step for name, step in STEPS.items()}
    return lines | {"input": [lines["input"][0].format(*pattern)]}


@functools.cache
def trace(pattern, loss) -> list[dict[str, np.ndarray]]:
    """All numbers known after each step, by name; the code is run step by step."""
    space = {"np": np, "sigmoid": sigmoid, "learning_rate": LEARNING_RATE, **START}
    lines, steps = code(pattern, loss), []
    for name in NAMES:
        if name == "again":  # removes the slopes, which belong to the old weights
            space = {key: value for key, value in space.items() if key[0] != "d"}
        for line in at_work(name, lines):
            exec(line, space)
        steps.append({key: np.asarray(space[key]) for key in SHOWN & space.keys()})
    return steps


def at_work(name, lines) -> list[str]:
    """The lines of code that run in step ``name``."""
    return [line for step in (AGAIN if name == "again" else [name]) for line in lines[step]]


def lit(lines) -> dict[str, int]:
    """The names that ``lines`` assign, with the value 2, and those they only use, with 1."""
    names = {}
    for node in ast.walk(ast.parse("\n".join(lines))):
        if isinstance(node, ast.Name):
            names[node.id] = max(names.get(node.id, 0), 1 + isinstance(node.ctx, ast.Store))
    return names
