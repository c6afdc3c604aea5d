"""The twelve settings of an exhibit, pairs of an activation and a learning rate, on one axis."""

from plainnet.explorers.bug_museum.results import SWEEP, percents, solved

SETTINGS = [(name, rate) for name in SWEEP.activations for rate in SWEEP.learning_rates]
GAP = 0.3  # between the settings of two activations
APART = 0.18  # the distance of each dot from the middle of its setting


def places() -> list[float]:
    """The places of the settings on the axis, with a gap between two activations."""
    size = len(SWEEP.learning_rates)
    return [round(place + GAP * (place // size), 1) for place in range(len(SETTINGS))]


def shares(key, right, at) -> dict:
    """The success rates of both codes in percent; the setting number ``at`` also has intervals."""
    both = [[percents(solved((code, *place))) for place in SETTINGS] for code in (key, right)]
    ours, theirs = ([share for share, *_ in of_one] for of_one in both)
    middle = places()[at]
    return {
        "at": at,
        "shares": ours,
        "shares_right": theirs,
        "interval": both[0][at][1:],
        "interval_right": both[1][at][1:],
        "beside": [round(middle - APART, 2)] * 2,
        "beside_right": [round(middle + APART, 2)] * 2,
    }
