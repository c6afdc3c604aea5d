"""What networks cost: `counts` counts, from the sizes; `architectures` has networks to count."""

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
