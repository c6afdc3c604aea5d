"""What networks cost: `counts` counts it from their sizes; `architectures` has real networks."""

from plainnet.model_size.counts import (
    COPIES,
    Part,
    dense,
    forward_operations,
    memory_bytes,
    parameter_count,
    training_operations,
)

__all__ = [
    "COPIES",
    "Part",
    "dense",
    "forward_operations",
    "memory_bytes",
    "parameter_count",
    "training_operations",
]
