"""The Hessian: how the gradient itself changes, exactly; and its largest eigenvalue, the sharpness.

`forward` and `backward` are differentiated once more, along every direction in which one parameter
grows (the operator R of Pearlmutter 1994, *Fast exact multiplication by the Hessian*).
"""

import numpy as np

from plainnet.activations import sigmoid, sigmoid_derivative, tanh, tanh_derivative
from plainnet.losses import LOSSES

# g″, the derivative of the derivative, for each name in ACTIVATIONS; and of each loss in LOSSES.
CURVATURES = {
    "sigmoid": lambda z: sigmoid_derivative(z) * (1.0 - 2.0 * sigmoid(z)),
    "tanh": lambda z: -2.0 * tanh(z) * tanh_derivative(z),
    "relu": np.zeros_like,
    "identity": np.zeros_like,
}
LOSS_CURVATURES = {
    "mse": lambda y_hat: np.full_like(y_hat, 2.0 / y_hat.size),
    "cross_entropy": lambda z: sigmoid_derivative(z) / z.size,
}


def hessian(nn, X, y):
    """∂²L/∂θᵢ∂θⱼ, shape (P, P) for the P parameters of ``nn``: a symmetric matrix.

    Rows and columns follow ``nn.parameters``, each array read row by row: for a 2-2-1 network W1
    (4), b1 (2), W2 (2), b2 (1). Costs about P backward passes. A relu counts as straight on both
    sides of its kink.
    """
    record = nn.forward(X)
    nn.loss(record, y)  # raises for targets that do not suit it
    directions, column = {}, 0
    for name, value in nn.parameters.items():
        rows = np.eye(value.size, nn.parameter_count, column)
        directions[name] = rows.T.reshape(-1, *value.shape)
        column += value.size
    moved = _backward(nn, record, np.asarray(y), directions, _forward(nn, record, directions))
    return np.hstack([moved[name].reshape(column, -1) for name in nn.parameters])


def sharpness(nn, X, y):
    """λ_max, the largest eigenvalue of the Hessian: the curvature in the steepest direction.

    On a quadratic loss, gradient descent is stable below the learning rate 2/λ_max.
    """
    return float(np.linalg.eigvalsh(hessian(nn, X, y))[-1])


def _forward(nn, record, directions):
    """How every Z moves when the parameters move along each direction: the rule for a product."""
    moved, moved_A = [], np.zeros_like(record.A[0])
    for layer, g in enumerate(nn.activations, 1):
        W, V = nn.parameters[f"W{layer}"], directions[f"W{layer}"]
        bias = directions.get(f"b{layer}", np.zeros(W.shape[1]))[..., None, :]
        moved.append(moved_A @ W + record.A[layer - 1] @ V + bias)
        moved_A = g.derivative(record.Z[layer - 1]) * moved[-1]
    return moved


def _backward(nn, record, y, directions, moved_Z):
    """How every gradient moves; each line is one of `backward`, differentiated."""
    delta, moved = _output(nn, record, y, moved_Z[-1])
    gradients = {}
    for layer in range(len(nn.activations), 0, -1):
        W, V = nn.parameters[f"W{layer}"], directions[f"W{layer}"]
        gradients[f"W{layer}"] = record.A[layer - 1].T @ moved
        gradients[f"b{layer}"] = moved.sum(axis=-2)
        if layer > 1:
            g, Z, to_Z = nn.activations[layer - 2], record.Z[layer - 2], moved_Z[layer - 2]
            slope, curvature = g.derivative(Z), CURVATURES[nn.activation_names[layer - 2]](Z)
            gradients[f"W{layer}"] = gradients[f"W{layer}"] + (slope * to_Z).mT @ delta
            moved = (moved @ W.T + delta @ V.mT) * slope + (delta @ W.T) * curvature * to_Z
            delta = (delta @ W.T) * slope
    return gradients


def _output(nn, record, y, moved_Z):
    """δ = ∂L/∂Z of the last layer, and how it moves."""
    loss, curvature = LOSSES[nn.loss_name], LOSS_CURVATURES[nn.loss_name]
    Z, y_hat = record.Z[-1], record.y_hat
    if loss.from_logit:
        return loss.gradient(Z, y), curvature(Z) * moved_Z
    slope, second = nn.activations[-1].derivative(Z), CURVATURES[nn.activation_names[-1]](Z)
    delta = loss.gradient(y_hat, y)
    return delta * slope, (curvature(y_hat) * slope**2 + delta * second) * moved_Z
