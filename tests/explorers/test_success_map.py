"""The success map: its numbers are those of the sweep, and its Python code repeats its runs."""

import re

import numpy as np
import pytest
from each import each
from matplotlib.colors import to_rgb

from plainnet.explorers import SuccessMap, prediction_map
from plainnet.explorers.success_map import SCALE
from plainnet.explorers.success_map.runs import FINE, SWEEP, result
from plainnet.lab.ensemble import success_interval
from plainnet.training_outcomes import OUTCOMES


def chosen():
    """Every cell with every kind of run that it has."""
    cells = zip(SWEEP.cells, result().chosen, strict=True)
    return [(cell, kind) for cell, runs in cells for kind in runs]


@pytest.fixture(scope="module")
def explorer():
    return SuccessMap()


def frame_of(explorer, cell, run):
    width, activation, rate = cell
    return explorer.compute(width=width, activation=activation, learning_rate=rate, run=run)


def outcome_of(lines):
    """Run the Python code of a frame; return the value of the last line, and the network."""
    *before, last = lines.split("\n")
    names = {}
    exec("\n".join(before), names)
    return eval(last, names), names["nn"]


def test_the_percentages_are_those_of_the_sweep(explorer):
    counts = result().count()
    for a in range(len(SWEEP.activations)):
        for row, texts in enumerate(explorer.spec["percent"][a]):
            for column, text in enumerate(texts):
                share = 100 * counts[row, a, column] / SWEEP.seeds
                few, many = 0 < share < 0.5, 99.5 <= share < 100
                assert text == ("<1" if few else ">99" if many else f"{share:.0f}")
                colour = explorer.spec["colour"][a][row][column]
                assert abs(SCALE.index(colour) - share) <= 0.5


def test_the_colours_run_from_light_to_dark_and_the_ink_is_read_on_them():
    brightness = [sum(int(colour[i : i + 2], 16) for i in (1, 3, 5)) for colour in SCALE]
    assert brightness == sorted(brightness, reverse=True)
    assert len(set(SCALE)) > 90


@each("number", range(12))
def test_the_lines_of_python_repeat_the_run_that_is_shown(explorer, draw, number):
    cell, kind = draw.choice(chosen())
    frame = frame_of(explorer, cell, kind)
    outcome, nn = outcome_of(frame["python"])
    seed = result().chosen[SWEEP.cells.index(cell)][kind]["seed"]
    assert frame["outcome"] == f"seed {seed}: {kind}"
    assert outcome == kind
    assert frame["answers"] == prediction_map.pack(nn.predict(prediction_map.grid()))


@each("number", range(12))
def test_on_the_line_at_one_half_the_network_answers_one_half(explorer, draw, number):
    cell, kind = draw.choice(chosen())
    frame = frame_of(explorer, cell, kind)
    _, nn = outcome_of(frame["python"])
    points = [
        (x1, x2)
        for x1, x2 in zip(frame["half_x1"], frame["half_x2"], strict=True)
        if x1 is not None
    ]
    edges = np.linspace(prediction_map.LOW, prediction_map.HIGH, FINE + 1)
    answers = nn.predict(np.array(np.meshgrid(edges, edges)).reshape(2, -1).T) + 1e-9
    assert bool(points) == (answers.min() < 0.5 < answers.max())
    near = 0.03  # the line is straight between the points that were computed
    for x1, x2 in points:
        around = [[x1 + a, x2 + b] for a in (-near, 0, near) for b in (-near, 0, near)]
        there = nn.predict(np.array(around))
        assert there.min() <= 0.5 <= there.max() + 1e-9


def test_the_lines_of_python_fit_on_a_phone(explorer):
    longest = frame_of(explorer, (16, "sigmoid", 0.5), "solved")["python"].split("\n")
    assert max(map(len, longest)) <= 38


def test_the_ink_stands_out_from_its_cell(explorer):
    for colour, ink in zip(
        np.ravel(explorer.spec["colour"]), np.ravel(explorer.spec["ink"]), strict=True
    ):
        paper, letters = luminance(colour), luminance(ink)
        assert (max(paper, letters) + 0.05) / (min(paper, letters) + 0.05) >= 4.5


def luminance(colour):
    channels = np.array(to_rgb(str(colour)))
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    return linear @ [0.2126, 0.7152, 0.0722]


def test_it_begins_with_a_stuck_relu(explorer):
    assert [control["keys"][control["start"]] for control in explorer.spec["controls"]] == [
        "3",
        "1",
        "relu",
        "stuck",
    ]
    assert explorer.frame["outcome"].endswith("stuck")


@each("number", range(6))
def test_with_a_kernel_each_seed_can_be_looked_at(draw, number):
    cell, seed = draw.choice(SWEEP.cells), draw.randrange(SWEEP.seeds)
    frame = frame_of(SuccessMap(seeds=300), cell, seed)
    outcome, _ = outcome_of(frame["python"])
    assert outcome == result().outcome[SWEEP.cells.index(cell), seed]
    assert frame["outcome"] == f"seed {seed}: {outcome}"
    assert f"Seed {seed}: {outcome}" in frame["sentence"]


@each("number", range(20))
def test_the_loss_is_the_one_that_is_kept(explorer, draw, number):
    cell, kind = draw.choice(chosen())
    loss = result().chosen[SWEEP.cells.index(cell)][kind]["loss"]
    np.testing.assert_allclose(frame_of(explorer, cell, kind)["loss"], loss, rtol=6e-3)
    assert len(loss) == len(explorer.spec["epoch"])


def test_the_sentence_counts_every_start_and_gives_the_interval(explorer):
    counts = {name: result().count(name) for name in OUTCOMES}
    for place in np.ndindex(counts["solved"].shape):
        row, a, column = place
        cell = SWEEP.widths[row], SWEEP.activations[a], SWEEP.learning_rates[column]
        sentence = frame_of(explorer, cell, "solved")["sentence"]
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


def test_a_cell_without_such_a_run_says_so(explorer):
    frame = frame_of(explorer, (1, "tanh", 1.0), "solved")
    stuck = frame_of(explorer, (1, "tanh", 1.0), "stuck")
    assert ": 0 of 300 starts solved" in frame["sentence"]
    for name in ("answers", "python", "loss", "outcome"):  # the run of the other kind is shown
        assert frame[name] == stuck[name]
    frame = frame_of(explorer, (16, "sigmoid", 1.0), "stuck")
    assert "No start got stuck here. Seed " in frame["sentence"]
    assert frame["answers"] == frame_of(explorer, (16, "sigmoid", 1.0), "solved")["answers"]


def test_a_stuck_run_names_its_plateau(explorer):
    sentence = frame_of(explorer, (1, "tanh", 1.0), "stuck")["sentence"]
    assert re.search(r"Seed 0: stuck near the plateau at 0\.4774\.", sentence)


def test_more_seeds_than_there_are_is_an_error():
    with pytest.raises(ValueError, match="seeds: expected at most 300; got 301"):
        SuccessMap(seeds=301)
