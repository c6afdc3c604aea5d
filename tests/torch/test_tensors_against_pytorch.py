"""plainnet's autograd against PyTorch's, on random graphs: `make test-torch` runs this."""

import importlib
from functools import cache

import numpy as np
import pytest
from random_graphs import LEAST, MOST, Ours, loss, random_graph, slopes

from plainnet.autograd import RULES

# Not "torch": without PyTorch, that is this folder.
pytest.importorskip("torch.nn", reason="PyTorch is optional: `make test-torch` has it")
torch = importlib.import_module("torch")

GRAPHS = 1000
TOLERANCE = 1e-10  # relative to a gradient's largest entry; measured: at most 7e-15
CANCELLED = 1e-13


class Theirs:
    """The names by which a step calls PyTorch, where those of plainnet differ."""

    make = staticmethod(lambda array: torch.tensor(array, requires_grad=True))
    grad = staticmethod(lambda a: a.grad.numpy())
    maximum, turn, index = torch.maximum, torch.permute, torch.tensor
    total, mean = torch.sum, torch.mean


graph = cache(random_graph)


@cache
def right(seed):
    return slopes(Theirs, *graph(seed))


def relative_difference(g, h):
    """The largest difference of two gradients, relative to the largest entry of the second.

    Where all paths cancel, as in (2a) / a, rounding is all that is left, in both.
    """
    if g.shape != h.shape:
        return np.inf
    if is_cancelled(h):
        return 0.0 if is_cancelled(g) else np.inf
    return np.abs(g - h).max() / np.abs(h).max()


def is_cancelled(g):
    return np.abs(g).max() < CANCELLED


def difference(seed):
    """The largest relative difference of any gradient of a graph."""
    return max(map(relative_difference, slopes(Ours, *graph(seed)), right(seed)))


def names(seed):
    """The operations of a graph, in order."""
    return [tensor.name for tensor in loss(Ours, *graph(seed))[0].order() if tensor.name]


def test_the_gradients_of_random_graphs_are_those_of_pytorch():
    worst = max(map(difference, range(GRAPHS)))
    print("largest relative difference:", worst)
    assert worst <= TOLERANCE
    rounding = [h for seed in range(GRAPHS) for h in right(seed) if h.any() and is_cancelled(h)]
    assert len(rounding) <= 2


def test_the_losses_are_the_same():
    for seed in range(100):
        (ours, _), (theirs, _) = (loss(kind, *graph(seed)) for kind in (Ours, Theirs))
        assert abs(float(ours.data) - theirs.item()) <= 1e-13 * abs(theirs.item())


@pytest.mark.parametrize("name", RULES)
def test_a_rule_that_is_wrong_by_a_millionth_is_seen(name, monkeypatch):
    function, rule = RULES[name]

    def wrong(*values):
        return tuple(part * (1 + 1e-6) for part in rule(*values))

    using = [seed for seed in range(200) if name in names(seed)]
    monkeypatch.setitem(RULES, name, (function, wrong))
    seen = [difference(seed) > TOLERANCE for seed in using]
    assert np.mean(seen) > 0.9 and len(using) >= 10


def test_the_random_graphs_differ_in_all_that_they_should():
    found = [names(seed) for seed in range(GRAPHS)]
    assert {name for each in found for name in each} == set(RULES)
    assert min(map(len, found)) < 10 < 25 < max(map(len, found))
    assert {len(graph(seed)[0]) for seed in range(GRAPHS)} == {2, 3, 4}
    tensors = [t for seed in range(GRAPHS) for t in loss(Ours, *graph(seed))[1]]
    assert {t.data.ndim for t in tensors} == {0, 1, 2, 3}
    assert all((np.abs(t.data) >= LEAST).all() and (np.abs(t.data) <= MOST).all() for t in tensors)
