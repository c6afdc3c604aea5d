"""The forward and backward pass through a graph of tensors as a list of steps."""

from collections.abc import Iterator
from typing import NamedTuple

from plainnet.autograd import RULES
from plainnet.explorers.graph.examples import EXAMPLES

STEPS = 12  # the number of steps of each example; before the first, only leaves have values


class Handed(NamedTuple):
    """A slope passed to a parent; ``before`` is the parent's slope until then, or None."""

    parent: str
    local: float
    part: float
    before: float | None
    after: float


class Moment(NamedTuple):
    """One step: its ``kind``, the ``node`` at work, its ``operation``, and what is known after it.

    ``kind`` is ``start``, ``forward``, ``local`` (the local slopes appear) or ``hand`` (slopes are
    passed on). ``local`` has the local slopes so far, by parent and node; ``handed`` has those of
    this step. ``begins`` marks the start of the backward pass, at the loss itself.
    """

    kind: str
    node: str | None
    operation: str
    values: dict[str, float]
    slopes: dict[str, float]
    local: dict[tuple[str, str], float]
    handed: tuple[Handed, ...] = ()
    begins: bool = False


def way_back(tensors) -> Iterator[tuple[str, list[Handed]]]:
    """The backward pass, operation by operation, last first, as in `Tensor.backward`.

    The local slopes are what the rule of an operation returns for a slope of 1.
    """
    names = {tensor: name for name, tensor in tensors.items()}
    slopes = {"L": 1.0}
    for tensor in reversed(tensors["L"].order()):
        if not tensor.parents:
            continue
        rule, name = RULES[tensor.name][1], names[tensor]
        given = tensor._data, *(parent._data for parent in tensor.parents), *tensor.constants
        handed = []
        both = rule(1.0, *given), rule(slopes[name], *given)
        for parent, local, part in zip(tensor.parents, *both, strict=True):
            if (to := names.get(parent)) is None:  # a constant without a name
                continue
            before = slopes.get(to)
            slopes[to] = float(part) + (before or 0.0)
            handed.append(Handed(to, float(local), float(part), before, slopes[to]))
        yield name, handed


def moments(key, leaf) -> list[Moment]:
    """All steps of an example; if it has few operations, each takes two steps backward."""
    example = EXAMPLES[key]
    tensors = example.build(leaf)
    known = {name: float(tensor._data) for name, tensor in tensors.items()}
    values = {name: known[name] for name in example.names if name not in example.written}
    steps = [Moment("start", None, "", values, {}, {})]
    for tensor in tensors["L"].order():
        name = next((name for name, other in tensors.items() if other is tensor), None)
        if name in example.written:
            values = values | {name: known[name]}
            steps.append(Moment("forward", name, operation(tensors, name), values, {}, {}))
    slopes, local, is_slow = {"L": 1.0}, {}, 3 * len(example.written) == STEPS
    for name, handed in way_back(tensors):
        local = local | {(given.parent, name): given.local for given in handed}
        seen, begins = (name, operation(tensors, name), values), name == "L"
        if is_slow:
            steps.append(Moment("local", *seen, slopes, local, tuple(handed), begins))
        slopes = slopes | {given.parent: given.after for given in handed}
        begins = begins and not is_slow
        steps.append(Moment("hand", *seen, slopes, local, tuple(handed), begins))
    return steps


def operation(tensors, name) -> str:
    """The name of an operation in ``RULES``, with *fixed* added if a parent has no box."""
    tensor = tensors[name]
    is_fixed = any(
        all(parent is not other for other in tensors.values()) for parent in tensor.parents
    )
    return f"{tensor.name} fixed" if is_fixed else tensor.name
