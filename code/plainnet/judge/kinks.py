"""Replaces patterns at which a nudge would cross the kink of an activation."""

import numpy as np


def away_from_kinks(nn, X, epsilon, rng) -> np.ndarray:
    """A copy of ``X`` in which patterns near a kink are redrawn from the standard normal.

    Raises a `ValueError` if a thousand draws find no others.
    """
    X = X.copy()
    for _ in range(1000):
        near = _near_a_kink(nn, X, epsilon)
        if not near.any():
            return X
        X[near] = rng.standard_normal((int(near.sum()), X.shape[1]))
    raise ValueError("X: expected patterns away from the kinks of relu; 1000 redraws found none")


def _near_a_kink(nn, X, epsilon):
    """Which patterns ten nudges of one parameter might take across a kink."""
    record, near = nn.forward(X), np.zeros(len(X), dtype=bool)
    for g, Z, reach in zip(nn.activations, record.Z, reaches(nn, record), strict=True):
        near |= g.kink & (np.abs(Z) < 10.0 * epsilon * reach).any(axis=1)
    return near


def reaches(nn, record) -> list[np.ndarray]:
    """For each layer, how far a nudge of one parameter can move its Z, as a multiple of the nudge.

    A nudge of a weight moves the Z of its own layer by what the weight multiplies. On the way to
    the Z of a later layer, what it moves is multiplied by the weights in between.
    """
    found, reach = [], np.zeros_like(record.A[0])
    for (W, _), A in zip(nn.names, record.A[:-1], strict=True):
        own = np.abs(A).max(axis=1, initial=1.0, keepdims=True)
        reach = np.maximum(own, reach @ np.abs(nn.parameters[W]))
        found.append(reach)
    return found
