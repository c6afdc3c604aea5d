"""What moves in the diagram: where each number comes from, and what runs along the wires."""

from plainnet.explorers.stepper.worked_example import AGAIN, SLOTS

# A number is seen to come from the place of one that it was computed from.
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
    """The place in `SLOTS` of the number that ``slot`` comes from; -1 for what was given."""
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


# For each step, waves of travels: from a unit, to a unit; 1 if they stop at the weight between.
WAVES = {
    "Z1": [_forward(FIRST)],
    "Z2": [_forward(SECOND)],
    "dW2": [_forward(SECOND, 1) + _back(SECOND, 1)],
    "dA1": [_back(SECOND)],
    "dW1": [_forward(FIRST, 1) + _back(FIRST, 1)],
}
WAVES["again"] = [wave for name in AGAIN for wave in WAVES.get(name, ())]


def waves(name) -> list:
    """What runs along the wires in step ``name``, one wave after the other."""
    return WAVES.get(name, [])
