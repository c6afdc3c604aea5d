"""The challenges of the playground: each sets up a state, and judges a run."""

from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

from plainnet.explorers.playground.state import checked
from plainnet.explorers.playground.words import WORDS
from plainnet.training_outcomes import SOLVED_BELOW


class Challenge(NamedTuple):
    """A challenge: the state in which it begins, one that solves it and after how many epochs.

    ``judge(run, memory)`` returns whether it is done, and the sentence about the run: its name in
    the words, and its values.
    """

    begins: dict
    solution: dict
    epochs: int
    judge: Callable


def two_units(run, memory) -> tuple:
    """All patterns of XOR right, with a loss below the book's limit, by two hidden units."""
    count = sum(run.state["hidden"])
    if count > 2:
        return False, "many", {"units": count}
    values = {"right": run.right(), "all": len(run.X)}
    values["limit"] = SOLVED_BELOW[run.nn.loss_name]
    return run.is_solved, "solved" if run.is_solved else "not yet", values


def few_units(run, memory) -> tuple:
    """Nineteen in twenty new points of the rings right; the fewer units, the better."""
    share = share_of(run)
    done = share >= 0.95
    return done, "units" if done else "share", {"units": sum(run.state["hidden"]), "share": share}


def winding(run, memory) -> tuple:
    """Nine in ten new points of the spirals right."""
    share = share_of(run)
    return share >= 0.9, "share", {"share": share}


OVERFITTED, CURED = 1.5, 1.1  # times the smallest loss on new points
LONG = 200  # epochs, after which a run that does not overfit is cured


def overfit(run, memory) -> tuple:
    """The loss on new points rises again; then, on the same data, another run keeps it low."""
    data = tuple(run.state[key] for key in ("data", "noise", "points", "seed", "added", "moved"))
    last, smallest = run.new_losses[-1], min(run.new_losses)
    times = last / max(smallest, 1e-9)
    if times > OVERFITTED and run.losses[-1] < last:
        memory[data] = min(smallest, memory.get(data, smallest))
        return False, "overfits", {"times": times}
    if data not in memory:
        return False, "fits", {"times": times}
    limit = OVERFITTED * memory[data]
    values = {"times": times, "epochs": run.epoch, "loss": last, "limit": limit}
    is_cured = run.epoch >= LONG and times < CURED and last < limit
    return is_cured, "cured" if is_cured else "to cure", values


def diverge(run, memory) -> tuple:
    """The loss is no number any more."""
    finite = "adam" if run.state["rule"] == "adam" else "finite"
    return run.diverged, "diverged" if run.diverged else finite, {"rate": run.rate}


def dead(run, memory) -> tuple:
    """A hidden ReLU answers 0 for all that the network is trained on, and gets no other inputs.

    Those of the first layer have the same inputs for ever; a later layer has if it is all silent,
    because no gradient reaches those before it then.
    """
    silent = run.silent()
    if run.nn.activation_names[0] != "relu":
        return False, "no relu", {}
    counts = Counter(layer for layer, _ in silent)
    dead = [each for each in silent if each[0] == 1 or counts[each[0]] == run.nn.sizes[each[0]]]
    layer, unit = (dead or silent or [(0, 0)])[0]
    word = "dead" if dead else "silent" if silent else "alive"
    return bool(dead), word, {"layer": layer, "unit": unit}


def reading(run, memory) -> tuple:
    """97 % of the images that it was not trained on."""
    share = share_of(run)
    return share >= 0.97, "share", {"share": share}


def share_of(run) -> float:
    """The share of new patterns that are right."""
    return run.right(new=True) / len(run.new[0])


XOR = {"data": "xor"}
WINDING = {"data": "spirals", "noise": 0.0}
SPIRAL = WINDING | {"hidden": (8, 8, 8), "rate": 0.01}
NOISY = {"data": "moons", "points": 100, "noise": 0.5, "seed": 5}
FEW = NOISY | {"hidden": (8, 8)}
READER = {"data": "digits", "hidden": (64,), "start": 0}
CHALLENGES = {
    "two units": Challenge(
        XOR | {"hidden": (1,)}, XOR | {"hidden": (2,), "start": 3}, 2000, two_units
    ),
    "few units": Challenge({"data": "rings"}, {"data": "rings", "hidden": (3,)}, 1000, few_units),
    "winding": Challenge(WINDING | {"hidden": (4,)}, SPIRAL, 2000, winding),
    "overfit": Challenge(NOISY, FEW, 1000, overfit),
    "diverge": Challenge(
        {"data": "line", "rule": "descent", "rate": 0.1},
        {"data": "line", "rule": "descent", "rate": 10.0},
        1000,
        diverge,
    ),
    "dead": Challenge(
        {"data": "rings", "activation": "relu"},
        {"data": "rings", "activation": "relu", "rule": "descent", "rate": 10.0},
        100,
        dead,
    ),
    "reading": Challenge({"data": "digits", "hidden": ()}, READER, 40, reading),
}


def verdict(name, run, memory) -> dict:
    """What a challenge says of a run: whether it is done, and the sentence.

    ``memory`` is a dictionary in which it keeps what it has to know of the runs before.
    """
    challenge = CHALLENGES[name]
    if run.state["data"] != challenge.begins["data"]:
        return {"done": False, "text": WORDS["challenge"][name]["other"]}
    done, word, values = challenge.judge(run, memory)
    return {"done": bool(done), "text": WORDS["challenge"][name][word].format(**values)}


def begins(name) -> dict:
    """The state in which a challenge begins."""
    return checked(CHALLENGES[name].begins)


def solves(name) -> dict:
    """A state that solves it."""
    return checked(CHALLENGES[name].solution)
