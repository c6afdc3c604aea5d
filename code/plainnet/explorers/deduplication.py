"""Stores frames without repetition: each entry only once for the controls that change it."""

import math

import numpy as np


def deduplicated(frames, sizes) -> dict[str, dict]:
    """For each entry, ``by``, the indices of controls that change it, and its ``values`` for them.

    ``frames`` has a list for each entry, with one value for every combination of positions.
    ``sizes`` are the numbers of positions of the controls; the last control varies fastest.
    """
    return {key: _entry(values, sizes) for key, values in frames.items()}


def _entry(values, sizes):
    places = np.arange(math.prod(sizes)).reshape(sizes)
    for axis in range(len(sizes)):
        first = places.take([0], axis)
        pairs = np.broadcast_arrays(places, first)
        if all(values[i] == values[j] for i, j in zip(*(p.flat for p in pairs), strict=True)):
            places = first
    by = [axis for axis, size in enumerate(places.shape) if size > 1]
    return {"by": by, "values": [values[i] for i in places.flat]}
