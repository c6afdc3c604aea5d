"""Gradient descent on a quadratic with known curvatures: L = ½ Σ λᵢ θᵢ²."""

import numpy as np


def descent(curvatures, start, learning_rate, momentum=0.0, steps=40) -> np.ndarray:
    """The path of v ← β v + λ θ, then θ ← θ − α v, from ``start``; shape (steps + 1, n).

    ``curvatures`` holds the λ of each coordinate. With ``momentum`` 0 it is plain gradient descent.
    """
    curvatures, theta = np.asarray(curvatures, float), np.asarray(start, float)
    velocity, path = np.zeros_like(theta), [theta]
    for _ in range(steps):
        velocity = momentum * velocity + curvatures * theta
        theta = theta - learning_rate * velocity
        path.append(theta)
    return np.array(path)


def loss(curvatures, path) -> np.ndarray:
    """L at each point of ``path``, shape (points,)."""
    return 0.5 * (path**2 @ np.asarray(curvatures, float))
