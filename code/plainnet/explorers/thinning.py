"""Frames for the page without repetition: an entry is kept for the controls that change it."""

import math

import numpy as np


def thinned(frames, sizes) -> dict[str, dict]:
    """For each entry, ``by``, the places of the controls that change it, and its ``values`` there.

    ``frames`` has a list for each entry, with a value at each position of controls that have so
    many values, the last fastest.
    """
    return {key: _entry(values, sizes) for key, values in frames.items()}


def _entry(values, sizes):
    kept = np.arange(math.prod(sizes)).reshape(sizes)
    for axis in range(len(sizes)):
        first = kept.take([0], axis)
        pairs = np.broadcast_arrays(kept, first)
        if all(values[i] == values[j] for i, j in zip(*(p.flat for p in pairs), strict=True)):
            kept = first
    by = [axis for axis, size in enumerate(kept.shape) if size > 1]
    return {"by": by, "values": [values[i] for i in kept.flat]}
