"""The Hessian: how the gradient itself changes, exactly; and its largest eigenvalue, the sharpness.

`forward` and `backward` are differentiated once more, along every direction in which one parameter
grows (the operator R of Pearlmutter 1994, *Fast exact multiplication by the Hessian*).
"""

import numpy as np

from plainnet import _validation
from plainnet.activations import sigmoid, sigmoid_derivative, softmax, tanh, tanh_derivative
from plainnet.network import Record

NUDGE = 1e-5  # for activations and losses that have no exact curvature here

# The second derivatives: g″ of activations; of losses, how the gradient changes with z, or with ŷ.
# For activations and losses that are not listed, they are measured by nudging.
CURVATURES = {
    "sigmoid": lambda z: sigmoid_derivative(z) * (1.0 - 2.0 * sigmoid(z)),
    "tanh": lambda z: -2.0 * tanh(z) * tanh_derivative(z),
    "relu": np.zeros_like,
    "identity": np.zeros_like,
}


def _moved_classes(z, moved):
    p = softmax(z)
    return p * (moved - np.sum(p * moved, axis=-1, keepdims=True)) / len(z)


LOSS_CURVATURES = {
    "mse": lambda y_hat, moved: 2.0 * moved / y_hat.size,
    "cross_entropy": lambda z, moved: sigmoid_derivative(z) * moved / z.size,
    "categorical_cross_entropy": _moved_classes,
}


def hessian(nn, X, y) -> np.ndarray:
    """∂²L/∂θᵢ∂θⱼ, shape (P, P) for the P parameters of ``nn``: a symmetric matrix.

    Rows and columns follow ``nn.parameters``, each array read row by row: for a 2-2-1 network W1
    (4), b1 (2), W2 (2), b2 (1). Costs about P backward passes. A relu counts as straight on both
    sides of its kink.

    Raises a `ValueError` if ``nn`` is not a network, for data of a wrong shape, and for numbers
    that are not finite, also in ``nn`` or in the matrix itself.
    """
    X, y = _validation.data(nn, X, y)
    with np.errstate(over="ignore", invalid="ignore"):  # the result is checked below
        matrix = _hessian(nn, X, y)
    if not np.isfinite(matrix).all():
        raise ValueError("nn: expected a finite Hessian; the weights or the inputs are too large")
    return matrix


def _hessian(nn, X, y):
    record = nn.forward(X)
    directions, column = {}, 0
    for name, value in nn.parameters.items():
        rows = np.eye(value.size, nn.parameter_count, column)
        directions[name] = rows.T.reshape(-1, *value.shape)
        column += value.size
    gradients = _backward(nn, record, y, directions, _forward(nn, record, directions))
    return np.hstack([gradients[name].reshape(column, -1) for name in nn.parameters])


def sharpness(nn, X, y) -> float:
    """λ_max, the largest eigenvalue of the Hessian: the curvature in the steepest direction.

    On a quadratic loss, gradient descent is stable below the learning rate 2/λ_max. Raises a
    `ValueError` as `hessian` does.
    """
    return float(np.linalg.eigvalsh(hessian(nn, X, y))[-1])


# Both passes of the network again, each line differentiated by the product rule: how its result
# changes when the parameters move along each direction. The directions are the first axis.
def _forward(nn, record, directions):
    """How every Z and A changes along each direction, as a `Record`; the input does not change."""
    moved_Z, moved_A = [], [np.zeros_like(record.A[0])]
    layers = zip(nn.names, nn.activations, record.Z, record.A[:-1], strict=True)
    for (W, b), g, Z, A in layers:
        moved_b = directions.get(b, np.zeros(Z.shape[1]))[..., None, :]
        moved_Z.append(moved_A[-1] @ nn.parameters[W] + A @ directions[W] + moved_b)
        moved_A.append(g.derivative(Z) * moved_Z[-1])
    return Record(moved_Z, moved_A)


def _backward(nn, record, y, directions, moved):
    """How every gradient changes along each direction."""
    delta, moved_delta = _output(nn, record, y, moved.Z[-1])
    activations = list(zip(nn.activation_names, nn.activations, strict=True))[:-1]
    hidden = list(zip(activations, record.Z[:-1], moved.Z[:-1], strict=True))
    layers = list(zip(nn.names, record.A[:-1], moved.A[:-1], strict=True))
    gradients = {}
    for (W, b), A, moved_A in reversed(layers):
        gradients[W] = moved_A.mT @ delta + A.T @ moved_delta
        gradients[b] = moved_delta.sum(axis=-2)
        if hidden:
            (name, g), Z, moved_Z = hidden.pop()
            back = delta @ nn.parameters[W].T
            moved_back = moved_delta @ nn.parameters[W].T + delta @ directions[W].mT
            slope = g.derivative(Z, A)
            moved_delta = moved_back * slope + back * _curvature(name, g, Z) * moved_Z
            delta = back * slope
    return gradients


def _output(nn, record, y, moved_Z):
    """δ = ∂L/∂Z of the last layer, and how it changes along each direction."""
    loss, g, Z, y_hat = nn.criterion, nn.activations[-1], record.Z[-1], record.y_hat
    if loss.from_logit:
        return loss.gradient(Z, y), _moved_gradient(nn, Z, y, moved_Z)
    slope, second = g.derivative(Z), _curvature(nn.activation_names[-1], g, Z)
    delta, moved = loss.gradient(y_hat, y), _moved_gradient(nn, y_hat, y, slope * moved_Z)
    return delta * slope, moved * slope + delta * second * moved_Z


def _curvature(name, g, z):
    """g″(z): exactly if it is known here, else by nudging z."""
    if name in CURVATURES:
        return CURVATURES[name](z)
    if g.kink:  # no nudge may cross the kink, at 0
        z = np.where(np.abs(z) > NUDGE, z, np.where(z > 0.0, NUDGE, -NUDGE) * 2.0)
    return (g.derivative(z + NUDGE) - g.derivative(z - NUDGE)) / (2.0 * NUDGE)


def _moved_gradient(nn, value, y, moved):
    """How the gradient of the loss changes along each direction: exactly, or else by nudging."""
    if nn.loss_name in LOSS_CURVATURES:
        return LOSS_CURVATURES[nn.loss_name](value, moved)
    slopes, gradient = [], nn.criterion.gradient
    for direction in moved:
        nudge = NUDGE / max(1.0, np.abs(direction).max())
        above, below = (gradient(value + sign * nudge * direction, y) for sign in (1.0, -1.0))
        slopes.append((above - below) / (2.0 * nudge))
    return np.array(slopes)
