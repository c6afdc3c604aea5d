"""Tries `check_gradient` on many networks, with the right gradient and with a planted fault.

`make judge` tries 10,000 and prints how often each verdict was given; test_judge.py tries some.
Network number ``seed`` goes through all pairs of activation, output and loss, and initialisation.
"""

import collections
import itertools
import sys

import numpy as np

from plainnet import ACTIVATIONS, INITIALISATIONS, NeuralNetwork, check_gradient, datasets, train
from plainnet.exercises import mistaken_answers
from plainnet.exercises.faulty_passes import make_problem

ENDS = [
    ("sigmoid", "cross_entropy"),
    ("softmax", "categorical_cross_entropy"),
    *((output, "mse") for output in ACTIVATIONS),
]
KINDS = list(itertools.product(ACTIVATIONS, ENDS, INITIALISATIONS))
SIZES = (2, 1), (2, 2, 1), (2, 3, 1), (2, 8, 8, 1), (3, 4, 2), (2, 4, 4, 4, 4, 1)
DATA = datasets.xor, datasets.and_, lambda: datasets.two_moons(12, rng=np.random.default_rng(0))
# A gradient counts as wrong above these relative errors: over all arrays, or in one of them.
OVERALL, IN_ONE = 2.1e-7, 2.1e-4


def network(seed):
    """A network, its data, and whether it is ``fresh``, ``extreme``, ``trained`` or ``diverged``.

    An extreme one has weights far from any that are drawn, or an output bias that decides alone.
    """
    rng = np.random.default_rng(seed)
    activation, (output, loss), init = KINDS[seed % len(KINDS)]
    sizes = SIZES[rng.integers(len(SIZES))]
    if output == "softmax":
        sizes = (*sizes[:-1], max(2, sizes[-1]))
    settings = {"activation": activation, "output": output, "loss": loss, "init": init}
    nn = NeuralNetwork(*sizes, **settings, bias=bool(rng.random() < 0.9), rng=rng)
    if sizes[0] == 2:
        X, y = DATA[rng.integers(len(DATA))]()
    else:
        X = rng.normal(0.0, rng.choice([0.1, 1.0, 10.0]), (6, sizes[0]))
        y = rng.integers(2, size=(6, sizes[-1])).astype(float)
    if output == "softmax":
        y = datasets.one_hot(rng.integers(sizes[-1], size=len(X)), sizes[-1])
    epochs = int(rng.choice([0, 0, 0, 50, 500, 3000]))
    if epochs == 0 and rng.random() < 0.3:
        factor, last = 10.0 ** rng.uniform(-3, 2), nn.names[-1][1]
        for name, value in nn.parameters.items():
            value *= factor
            value += rng.choice([0.0, rng.uniform(-40, 40)]) if name == last else 0.0
        alike = np.eye(sizes[-1])[[0] * len(y)] if output == "softmax" else np.ones_like(y)
        y = rng.choice([y, alike, np.roll(alike, 1, 1) if output == "softmax" else 0 * y])
        return nn, X, y, "extreme"
    if epochs == 0:
        return nn, X, y, "fresh"
    rate = float(rng.choice([0.1, 0.3, 1.0, 3.0]))
    outcome = train(nn, X, y, learning_rate=rate, epochs=epochs).outcome
    return nn, X, y, "diverged" if outcome == "diverged" else "trained"


def planted(nn, X, y, rng):
    """A gradient with a fault: one of the catalogue's, or a small one."""
    right = nn.backward(nn.forward(X), y)
    name = list(right)[rng.integers(len(right))]
    faults = dict(mistaken_answers("backward", make_problem(nn, X, y)))
    faults |= {
        "all a little too steep": {k: 1.0005 * g for k, g in right.items()},
        "one array a little too steep": right | {name: 1.001 * right[name]},
        "one array forgotten": right | {name: 0.0 * right[name]},
        "something added": {k: g + 1e-6 for k, g in right.items()},
    }
    faults = [f for f in faults.values() if all(f[k].size == g.size for k, g in right.items())]
    fault = faults[rng.integers(len(faults))]
    return {name: fault[name].reshape(g.shape) for name, g in right.items()}


def how_wrong(a, g):
    """‖a − g‖ / (‖a‖ + ‖g‖) over all arrays together, and the largest for any one of them."""

    def norms(arrays):
        return np.array([np.linalg.norm(arrays[name]) for name in g])

    difference, sizes = norms({name: a[name] - g[name] for name in g}), norms(a) + norms(g)
    size = np.linalg.norm(norms(a)) + np.linalg.norm(norms(g))
    overall = np.linalg.norm(difference) / max(size, 1e-300)
    return overall, (difference / np.maximum(sizes, 1e-300)).max()


def trial(seed):
    """Rows for the right and a wrong gradient: what was tried, the verdict, whether it is false."""
    nn, X, y, kind = network(seed)
    seen = {}

    def backward(nn, record, y):
        seen.update(X=record.A[0], gradient=nn.backward(record, y))
        return seen["gradient"]

    try:
        verdict = check_gradient(nn, X, y, backward)
    except ValueError as error:  # weights that are not finite, or all patterns on a kink
        return [(kind, f"refused: {str(error).split(':')[0]}", False)]
    rng = np.random.default_rng(seed)
    wrong = planted(nn, seen["X"], y, rng)
    of_wrong = check_gradient(nn, X, y, lambda *_: wrong)
    overall, in_one = how_wrong(wrong, seen["gradient"])
    counts = overall > OVERALL or in_one > IN_ONE
    fault = "with a fault" if counts else "with a fault too small to count"
    return [
        (kind, verdict.answer, verdict.answer == "wrong"),
        (f"{kind}, {fault}", of_wrong.answer, counts and of_wrong.answer == "right"),
    ]


def main(count):
    """Print the table, and each false verdict."""
    table, false = collections.Counter(), []
    with np.errstate(all="ignore"):
        for seed in range(count):
            for tried, answer, is_false in trial(seed):
                table[tried, answer] += 1
                false += [(seed, tried, answer)] if is_false else []
    for (tried, answer), times in sorted(table.items()):
        print(f"{tried:45} {answer:20} {times:6}")
    print(f"{len(false)} false verdicts", *false[:20], sep="\n")
    return 1 if false else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
