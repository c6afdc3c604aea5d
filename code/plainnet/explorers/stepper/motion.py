"""The animations of the diagram: which numbers glide, and what travels along the wires."""

from plainnet.explorers.stepper.worked_example import AGAIN, SLOTS

# A number glides from the place of a number from which it was computed.
ORIGINS = {
    **{"Z1": "X", "A1": "Z1", "Z2": "A1", "y_hat": "Z2", "loss": "y_hat", "delta2": "y_hat"},
    **{"dW2": "delta2", "db2": "delta2", "dA1": "delta2", "delta1": "dA1"},
    **{"dW1": "delta1", "db1": "delta1"},
    **{name: f"d{name}" for name in ("W1", "b1", "W2", "b2")},
}
UNITS = tuple(dict.fromkeys(slot.place for slot in SLOTS if " " not in slot.place))
WIRES = tuple(dict.fromkeys(tuple(slot.place.split()) for slot in SLOTS if " " in slot.place))
FIRST, SECOND = WIRES[:4], WIRES[4:]


def origin(slot) -> int:
    """The index in `SLOTS` of the number from which ``slot`` comes; -1 if it was given."""
    near = [
        (other.index != slot.index, other.index[-1:] != slot.index[-1:], place)
        for place, other in enumerate(SLOTS)
        if other.name == ORIGINS.get(slot.name)
    ]
    return min(near)[-1] if near else -1


def _forward(wires, stop=0):
    return [[*wire, stop] for wire in wires]


def _back(wires, stop=0):
    return [[end, start, stop] for start, end in wires]


# For each step, groups of moves from one unit to another; 1 if a move ends halfway, at the weight.
WAVES = {
    "Z1": [_forward(FIRST)],
    "Z2": [_forward(SECOND)],
    "dW2": [_forward(SECOND, 1) + _back(SECOND, 1)],
    "dA1": [_back(SECOND)],
    "dW1": [_forward(FIRST, 1) + _back(FIRST, 1)],
}
WAVES["again"] = [wave for name in AGAIN for wave in WAVES.get(name, ())]


def waves(name) -> list:
    """The moves along wires in step ``name``, as a list of groups that follow each other."""
    return WAVES.get(name, [])
