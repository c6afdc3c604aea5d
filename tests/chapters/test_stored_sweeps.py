"""Stored sweeps: none is out of date or superfluous, and a random sample of runs is repeated."""

import copy
import itertools
import math
from dataclasses import replace

import numpy as np
import pytest

from plainnet.lab import pytorch
from plainnet.lab.kept import RESULTS
from plainnet.sweeps import ALL, Sweep, load_sweep
from plainnet.sweeps.museum_sweep import MuseumSweep

pytestmark = pytest.mark.rests_on("code")

SAMPLE = 1000  # runs of each sweep that are repeated
CURVES = 60  # runs of each sweep whose curves are compared

# Training is chaotic if steps are large: there a change in the last bit, as between processors, can
# change how a run ends. On XOR, that is 0 of 1,000 runs for α < 15, and up to 17 above.
CHAOTIC, CHAOTIC_SHARE = 15.0, 0.04
SMOOTH = 3.0  # up to this rate, loss curves agree to 1e-12

# A wrong gradient can make training chaotic at any rate: for these exhibits, up to 82 of 200 starts
# end differently after a change in the last bit. For all others, it is 0 of 200 in each cell, and
# on another processor 4 of 500 in one cell, where the loss rises, and 0 of the other 41,500.
CHAOTIC_EXHIBITS = {
    *("derivative_at_output", "relu2deriv", "derivative_forgotten"),
    *("average_forgotten", "bias_not_updated", "wrong_axis"),
}
CHAOTIC_CELLS = {("sign_flipped", "tanh", 4.0)}
CHAOTIC_EXHIBITS_SHARE = 0.2
SMOOTH_EXHIBITS = 1.0


def has_outcomes(sweep):
    """False for digits and writing, which their own tests in `explorers` and `sweeps` repeat."""
    return isinstance(sweep, Sweep)


def rate(sweep, cell):
    """The learning rate; with momentum, the effective one."""
    return cell[-1] / (1.0 - sweep.momentum)


def is_chaotic(sweep, cell):
    wild = cell[0] in CHAOTIC_EXHIBITS or cell in CHAOTIC_CELLS
    return rate(sweep, cell) >= CHAOTIC or wild


def is_smooth(sweep, cell):
    limit = SMOOTH_EXHIBITS if isinstance(sweep, MuseumSweep) else SMOOTH
    return rate(sweep, cell) <= limit and not is_chaotic(sweep, cell)


def grouped(sweep, picks):
    """The picks grouped by width and activation, because these can be trained together."""
    return [
        list(group)
        for _, group in itertools.groupby(sorted(picks), key=lambda pick: sweep.cells[pick[0]][:2])
    ]


def changed_outcomes(sweep, result, picks):
    """Repeat the picks, pairs (number of a cell, seed); return those that now end differently."""
    changed = []
    for group in grouped(sweep, picks):
        history = sweep.train_runs([(sweep.cells[place], seed) for place, seed in group])
        changed += [
            pick
            for pick, now in zip(group, history.outcome, strict=True)
            if result.outcome[pick] != now
        ]
    return changed


def changed_curves(sweep, result, picks):
    """The picks, pairs (number of a cell, kind), whose repeated runs have other loss curves."""
    changed = []
    for group in grouped(sweep, picks):
        runs = [result.chosen[place][kind] for place, kind in group]
        again = [
            (sweep.cells[place], run["seed"]) for (place, _), run in zip(group, runs, strict=True)
        ]
        losses = sweep.train_runs(again, every=sweep.curve_step).loss.T
        changed += [
            pick
            for pick, run, loss in zip(group, runs, losses, strict=True)
            if not agree(run["loss"], loss)
        ]
    return changed


def agree(stored, loss):
    """Whether ``stored`` is ``loss`` rounded to four digits."""
    half_a_unit = 0.501 * 10.0 ** (np.floor(np.log10(loss)) - 3)
    return len(stored) == len(loss) and bool(np.all(np.abs(stored - loss) <= half_a_unit))


def chosen_runs(sweep, result):
    """The stored runs whose training is not chaotic, as pairs (number of a cell, kind)."""
    cells = enumerate(sweep.cells)
    return [(i, kind) for i, cell in cells if is_smooth(sweep, cell) for kind in result.chosen[i]]


@pytest.fixture(params=filter(has_outcomes, ALL.values()), ids=lambda sweep: sweep.name)
def sweep(request):
    return request.param


@pytest.fixture
def result(sweep):
    return sweep.load_result()


@pytest.mark.parametrize("name", ALL)
def test_the_result_is_up_to_date(name):
    assert ALL[name].name == name
    load_sweep(name)  # raises if it is out of date


def test_the_result_is_complete(sweep, result):
    assert result.outcome.shape == (len(sweep.cells), sweep.seeds)


def test_every_stored_file_belongs_to_a_sweep():
    stored = {*RESULTS.glob("*.json")} - {pytorch.KEPT}
    wanted = {sweep.path for sweep in ALL.values()}
    assert not stored - wanted, f"remove {stored - wanted}, or name its sweep in sweeps/registry.py"
    assert not wanted - stored, f"run `make sweeps`, and commit {wanted - stored}"


def test_the_chosen_runs_are_the_first_of_their_kind(sweep, result):
    for outcomes, runs in zip(result.outcome, result.chosen, strict=True):
        first = {k: list(outcomes).index(k) for k in ("solved", "stuck") if k in outcomes}
        seeds = {kind: run["seed"] for kind, run in runs.items()}
        assert seeds == first, f"run `make sweeps`: {sweep.path.name} was edited"


@pytest.mark.turns(2)
def test_a_sample_ends_as_it_did(sweep, result, draw):
    shape = len(sweep.cells), sweep.seeds
    runs = np.array(draw.sample(range(math.prod(shape)), SAMPLE))
    picks = list(zip(*(index.tolist() for index in np.unravel_index(runs, shape)), strict=True))
    chaotic = {pick for pick in picks if is_chaotic(sweep, sweep.cells[pick[0]])}
    share = CHAOTIC_EXHIBITS_SHARE if isinstance(sweep, MuseumSweep) else CHAOTIC_SHARE
    changed = set(changed_outcomes(sweep, result, picks))
    assert changed - chaotic == set(), f"{sweep.name}: these (cell, seed) end in another way now"
    assert len(changed) <= max(3, share * len(chaotic)), sorted(changed)


@pytest.mark.turns(2)
def test_a_sample_of_the_loss_curves_is_what_training_gives(sweep, result, draw):
    picks = chosen_runs(sweep, result)
    picks = draw.sample(picks, min(CURVES, len(picks)))
    changed = changed_curves(sweep, result, picks)
    assert changed == [], f"{sweep.name}: these (cell, kind) have another loss curve now"


# Tests of `changed_outcomes`, `changed_curves` and `agree`.
ON_TRIAL = pytest.mark.parametrize(
    "sweep", [ALL["xor_learning_rates"], ALL["bug_museum"]], indirect=True
)


@ON_TRIAL
def test_a_flipped_outcome_is_seen(sweep, result):
    place, seed = len(sweep.cells) // 3, sweep.seeds // 2
    picks = [(place, seed), (place, seed + 1), (0, 0), (len(sweep.cells) // 2, 0)]
    assert changed_outcomes(sweep, result, picks) == []
    outcome = result.outcome.copy()
    outcome[place, seed] = "solved" if outcome[place, seed] == "stuck" else "stuck"
    assert changed_outcomes(sweep, replace(result, outcome=outcome), picks) == [(place, seed)]


@ON_TRIAL
def test_a_flipped_digit_of_a_loss_curve_is_seen(sweep, result):
    picks = chosen_runs(sweep, result)[:6]
    assert changed_curves(sweep, result, picks) == []
    place, kind = picks[3]
    chosen = copy.deepcopy(result.chosen)
    chosen[place][kind]["loss"][0] *= 1.001  # of four digits, the last
    assert changed_curves(sweep, replace(result, chosen=chosen), picks) == [(place, kind)]


def test_rounding_is_allowed_and_no_more():
    loss = np.array([0.69315, 0.0100049, 9.99949])
    assert agree([0.6931, 0.01, 9.999], loss)
    assert agree([0.6932, 0.01, 9.999], loss)  # halfway between two numbers
    assert not agree([0.6933, 0.01, 9.999], loss)
    assert not agree([0.6931, 0.01001, 9.999], loss)
    assert not agree([0.6931, 0.01], loss)
