"""The Hessian against differences of the gradient, for every activation and loss of the tables."""

import itertools
from types import SimpleNamespace

import numpy as np
import pytest
from each import each
from networks import ENDS

from plainnet import ACTIVATIONS, LOSSES, NeuralNetwork, datasets
from plainnet.activations import Activation
from plainnet.lab import hessian
from plainnet.lab.hessian import CURVATURES, LOSS_CURVATURES, sharpness

SIZES = [(2, 2, 1), (2, 3, 4, 2), (3, 1)]
KINDS = [
    (sizes, activation, *end, bias)
    for sizes, activation, end, bias in itertools.product(SIZES, ACTIVATIONS, ENDS, (True, False))
]


def case(sizes, activation, loss, output, bias, seed=3):
    rng = np.random.default_rng(seed)
    settings = {"activation": activation, "loss": loss, "output": output, "bias": bias}
    nn = NeuralNetwork(*sizes, **settings, init="normal", rng=rng)
    X, y = rng.standard_normal((5, sizes[0])), (rng.random((5, sizes[-1])) > 0.5) * 1.0
    if output == "softmax":
        y = datasets.one_hot(rng.integers(sizes[-1], size=5), sizes[-1])
    return nn, X, y


def by_differences(nn, X, y, epsilon=1e-5):
    def gradient():
        gradients = nn.backward(nn.forward(X), y)
        return np.concatenate([gradients[name].ravel() for name in nn.parameters])

    columns = []
    for value in nn.parameters.values():
        for index in np.ndindex(value.shape):
            before = value[index]
            value[index] = before + epsilon
            above = gradient()
            value[index] = before - epsilon
            columns.append((above - gradient()) / (2 * epsilon))
            value[index] = before
    return np.array(columns)


def error(a, n):
    return np.linalg.norm(a - n) / max(np.linalg.norm(a) + np.linalg.norm(n), 1e-300)


@each("kind", KINDS, ids=str)
def test_it_is_the_slope_of_the_gradient(kind):
    nn, X, y = case(*kind)
    before = {name: value.copy() for name, value in nn.parameters.items()}
    H = hessian.hessian(nn, X, y)
    assert H.shape == (nn.parameter_count, nn.parameter_count)
    np.testing.assert_allclose(H, H.T, atol=1e-12)
    assert error(H, by_differences(nn, X, y)) < 1e-8
    for name, value in before.items():
        assert (nn.parameters[name] == value).all()


def test_each_exact_curvature_belongs_to_an_entry_of_the_tables():
    assert set(CURVATURES) <= set(ACTIVATIONS)
    assert set(LOSS_CURVATURES) <= set(LOSSES)


@pytest.mark.parametrize("seed", range(3))
def test_what_has_no_exact_curvature_is_measured(seed, monkeypatch):
    kinds = [((2, 3, 2), g, "mse", g, True) for g in ACTIVATIONS]
    kinds += [((2, 3, 2), "tanh", loss, LOSSES[loss].output or "tanh", True) for loss in LOSSES]
    cases = [case(*kind, seed) for kind in kinds]
    for nn, X, _ in cases:  # larger inputs with smaller weights: the same z
        X[:, 0], nn.parameters["W1"][0] = 100 * X[:, 0], nn.parameters["W1"][0] / 100
    exact = [hessian.hessian(*each) for each in cases]
    monkeypatch.setattr(hessian, "CURVATURES", {})
    monkeypatch.setattr(hessian, "LOSS_CURVATURES", {})
    for setting, H in zip(cases, exact, strict=True):
        assert error(hessian.hessian(*setting), H) < 1e-9


def test_no_nudge_crosses_a_kink(monkeypatch):
    nn = NeuralNetwork(2, 3, 1, activation="relu", rng=np.random.default_rng(0))
    H = hessian.hessian(nn, *datasets.xor())  # at (0, 0) every z is 0
    monkeypatch.delitem(CURVATURES, "relu")
    assert (hessian.hessian(nn, *datasets.xor()) == H).all()


def test_beside_a_kink_the_curvature_is_that_of_its_side():
    g = Activation(lambda z: z**2 + z**3, lambda z: np.where(z > 0, 2 * z + 3 * z**2, 0), kink=True)
    z = np.array([-2.0, -1e-9, 0.0, 1e-9, 1.5])
    expected = np.array([0.0, 0.0, 0.0, 2.0, 11.0])
    np.testing.assert_allclose(hessian._curvature("own", g, z), expected, atol=1e-3)


def test_a_loss_is_nudged_as_little_for_a_long_direction_backwards_as_forwards():
    loss = SimpleNamespace(gradient=lambda value, y: value**3)
    nn = SimpleNamespace(loss_name="own", criterion=loss)
    moved = np.array([[1e5], [-1e5]])
    found = hessian._moved_gradient(nn, np.ones(1), None, moved)
    np.testing.assert_allclose(found, 3.0 * moved, rtol=1e-8)


def test_sharpness_is_the_curvature_in_the_steepest_direction():
    nn, X, y = case((2, 2, 1), "sigmoid", "cross_entropy", "sigmoid", True)
    H = hessian.hessian(nn, X, y)
    largest = sharpness(nn, X, y)
    directions = np.random.default_rng(0).standard_normal((200, 9))
    directions /= np.linalg.norm(directions, axis=1, keepdims=True)
    along = np.einsum("di,ij,dj->d", directions, H, directions)
    assert along.max() <= largest <= along.max() + 0.5
    assert largest == pytest.approx(np.linalg.eigvalsh(H).max())


def test_one_weight_on_a_parabola():
    """L = (w x − y)²: the second derivative is 2 x²."""
    nn = NeuralNetwork(1, 1, output="identity", loss="mse", bias=False)
    np.testing.assert_allclose(hessian.hessian(nn, [[1.5]], [[1.0]]), [[4.5]])


@pytest.mark.parametrize("call", [hessian.hessian, sharpness])
def test_a_matrix_that_is_not_finite_is_refused_without_a_warning(call):
    nn = NeuralNetwork(2, 2, 1, activation="identity", output="identity", loss="mse")
    for value in nn.parameters.values():
        value[...] = 1e200
    with pytest.raises(ValueError, match=r"^nn: expected a finite Hessian; the weights or"):
        call(nn, *datasets.xor())


def test_one_entry_that_is_not_finite_is_enough(monkeypatch):
    monkeypatch.setattr(hessian, "_hessian", lambda *given: np.array([[1.0, 2.0], [2.0, np.inf]]))
    with pytest.raises(ValueError, match="expected a finite Hessian"):
        hessian.hessian(NeuralNetwork(2, 2, 1), *datasets.xor())
