"""The success map: its numbers are those of the sweep, and its Python code repeats its runs."""

import re

import numpy as np
from colours import contrast
from each import each
from matplotlib.colors import to_hex

from plainnet.explorers import SuccessMap, prediction_map
from plainnet.explorers.success_map import SCALE
from plainnet.explorers.success_map.runs import FINE, SWEEP, result
from plainnet.lab.ensemble import success_interval
from plainnet.training_outcomes import OUTCOMES


def chosen():
    """Every cell with every kind of run that it has."""
    cells = zip(SWEEP.cells, result().chosen, strict=True)
    return [(cell, kind) for cell, runs in cells for kind in runs]


def frame_of(shown, cell, run):
    width, activation, rate = cell
    return shown.compute(width=width, activation=activation, learning_rate=rate, run=run)


def outcome_of(lines):
    """Run the Python code of a frame; return the value of the last line, and the network."""
    *before, last = lines.split("\n")
    names = {}
    exec("\n".join(before), names)
    return eval(last, names), names["nn"]


def test_the_percentages_are_those_of_the_sweep(shown):
    counts = result().count()
    for a in range(len(SWEEP.activations)):
        for row, texts in enumerate(shown.spec["percent"][a]):
            for column, text in enumerate(texts):
                share = 100 * counts[row, a, column] / SWEEP.seeds
                few, many = 0 < share < 0.5, 99.5 <= share < 100
                assert text == ("<1" if few else ">99" if many else f"{share:.0f}")
                colour = shown.spec["colour"][a][row][column]
                assert abs(SCALE.index(colour) - share) <= 0.5


def test_the_colours_run_from_light_to_dark_and_the_ink_is_read_on_them():
    brightness = [sum(int(colour[i : i + 2], 16) for i in (1, 3, 5)) for colour in SCALE]
    assert brightness == sorted(brightness, reverse=True)
    assert len(set(SCALE)) > 90


@each("number", range(12))
def test_the_lines_of_python_repeat_the_run_whose_loss_answers_and_line_are_shown(
    shown, draw, number
):
    cell, kind = draw.choice(chosen())
    frame = frame_of(shown, cell, kind)
    outcome, nn = outcome_of(frame["python"])
    run = result().chosen[SWEEP.cells.index(cell)][kind]
    np.testing.assert_allclose(frame["loss"], run["loss"], rtol=6e-3)
    assert len(run["loss"]) == len(shown.spec["epoch"])
    assert frame["outcome"] == f"seed {run['seed']}: {kind}"
    assert outcome == kind
    assert frame["answers"] == prediction_map.pack(nn.predict(prediction_map.grid()))
    places = zip(frame["half_x1"], frame["half_x2"], strict=True)
    points = [place for place in places if place[0] is not None]
    edges = np.linspace(prediction_map.LOW, prediction_map.HIGH, FINE + 1)
    answers = nn.predict(np.array(np.meshgrid(edges, edges)).reshape(2, -1).T) + 1e-9
    assert bool(points) == (answers.min() < 0.5 < answers.max())
    near = 0.03  # the line is straight between the points that were computed
    for x1, x2 in points:
        around = [[x1 + a, x2 + b] for a in (-near, 0, near) for b in (-near, 0, near)]
        there = nn.predict(np.array(around))
        assert there.min() <= 0.5 <= there.max() + 1e-9


def test_the_lines_of_python_fit_on_a_phone(shown):
    longest = frame_of(shown, (16, "sigmoid", 0.5), "solved")["python"].split("\n")
    assert max(map(len, longest)) <= 38


def test_the_ink_stands_out_from_its_cell(shown):
    for colour, ink in zip(
        np.ravel(shown.spec["colour"]), np.ravel(shown.spec["ink"]), strict=True
    ):
        assert contrast(to_hex(str(colour)), to_hex(str(ink))) >= 4.5


@each("number", range(6))
def test_with_a_kernel_each_seed_can_be_looked_at(draw, number):
    cell, seed = draw.choice(SWEEP.cells), draw.randrange(SWEEP.seeds)
    frame = frame_of(SuccessMap(seeds=300), cell, seed)
    outcome, _ = outcome_of(frame["python"])
    assert outcome == result().outcome[SWEEP.cells.index(cell), seed]
    assert frame["outcome"] == f"seed {seed}: {outcome}"
    assert f"Seed {seed}: {outcome}" in frame["sentence"]


def test_the_sentence_counts_every_start_and_gives_the_interval(shown):
    counts = {name: result().count(name) for name in OUTCOMES}
    for place in np.ndindex(counts["solved"].shape):
        row, a, column = place
        cell = SWEEP.widths[row], SWEEP.activations[a], SWEEP.learning_rates[column]
        sentence = frame_of(shown, cell, "solved")["sentence"]
        solved = counts["solved"][place]
        low, high = (100 * end for end in success_interval(int(solved), SWEEP.seeds))
        assert sentence.startswith(f"{cell[0]} hidden unit")
        name = {"relu": "ReLU"}.get(cell[1], cell[1])
        assert f", {name}, α = {cell[2]:g}: {solved} of 300 starts" in sentence
        assert f"% ({low:.0f}–{high:.0f} %)" in sentence
        others = {name: int(n) for n, name in re.findall(r"; (\d+) ([a-z ]+)", sentence)}
        assert others == {
            name: n[place] for name, n in counts.items() if n[place] and name != "solved"
        }
        assert solved + sum(others.values()) == SWEEP.seeds


def test_a_cell_without_such_a_run_says_so(shown):
    frame = frame_of(shown, (1, "tanh", 1.0), "solved")
    stuck = frame_of(shown, (1, "tanh", 1.0), "stuck")
    assert ": 0 of 300 starts solved" in frame["sentence"]
    for name in ("answers", "python", "loss", "outcome"):  # the run of the other kind is shown
        assert frame[name] == stuck[name]
    frame = frame_of(shown, (16, "sigmoid", 1.0), "stuck")
    assert "No start got stuck here. Seed " in frame["sentence"]
    assert frame["answers"] == frame_of(shown, (16, "sigmoid", 1.0), "solved")["answers"]


def test_a_stuck_run_names_its_plateau(shown):
    sentence = frame_of(shown, (1, "tanh", 1.0), "stuck")["sentence"]
    assert re.search(r"Seed 0: stuck near the plateau at 0\.4774\.", sentence)
