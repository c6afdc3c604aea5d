"""What the page *For teachers* says of runs and of items for paper that no other page shows."""

import functools
import re

import numpy as np
import pytest
from each import each
from from_chapter import CHAPTERS, functions

from plainnet import Ensemble, NeuralNetwork, activations, datasets, descend, losses
from plainnet.exercises.first_network import X, Y
from plainnet.explorers import TrainingFilm, descent_contour
from plainnet.explorers import training_film as film
from plainnet.gradient_check import numerical_gradient
from plainnet.lab.ensemble import success_interval
from plainnet.lab.hessian import sharpness
from plainnet.training_outcomes import SOLVED_BELOW

SOLVED = SOLVED_BELOW["cross_entropy"]
PAGES = [CHAPTERS / "teaching.md", CHAPTERS / "zh" / "teaching.md"]
CELLS = "cells chapters/concepts.ipynb", "cells chapters/gradient_descent.ipynb"
GROUNDS = "code", *CELLS, "file chapters/teaching.md"
pytestmark = pytest.mark.rests_on(*GROUNDS, "file chapters/zh/teaching.md")


def trained(data, seed, rates, epochs):
    """The network that a class has written after training at these rates, and its losses."""
    many = Ensemble(2, 3, 1, seeds=[seed] * len(rates), init="normal")
    return many, many.train(*data, learning_rate=rates, epochs=epochs, every=1).loss.T


def test_rate_10_arrives_sooner_though_the_loss_jumps():
    """0.05 after 170 epochs instead of 806, and of the first 60 steps, many lead up."""
    _, (slow, fast) = trained((X, Y), 0, [2, 10], 810)
    assert [np.argmax(losses < 0.05) for losses in (slow, fast)] == [806, 170]
    assert np.sum(np.diff(fast[:61]) > 0) > 20 and np.all(np.diff(slow) < 0)


def test_on_its_way_the_loss_curves_by_0_22_so_the_limit_is_about_9():
    for epochs in (10, 100, 400):
        many, _ = trained((X, Y), 0, [2], epochs)
        assert sharpness(many.network(0), X, Y) == pytest.approx(0.22, abs=0.006)


def test_which_rates_free_start_2_on_xor():
    """The others rest with two answers of ½, and these are not always the same two."""
    rates = np.array([4, 4.5, 5, 5.5, 6, 8])
    many, losses = trained(datasets.xor(), 2, rates, 600)
    free = losses[:, -1] < 0.02
    assert rates[free].tolist() == [4.5, 5, 6]
    answers = [many.network(i).predict(datasets.xor()[0]) for i in np.flatnonzero(~free)]
    halves = [np.flatnonzero(abs(y_hat - 0.5) < 0.01).tolist() for y_hat in answers]
    assert halves == [[1, 3], [2, 3], [2, 3]]


def test_the_film_opens_after_the_epoch_at_which_the_loss_misleads():
    epoch, *starts = (slider.values[slider.start] for slider in TrainingFilm().sliders)
    assert epoch == 400 and starts == [0, 9]
    assert [film.history(seed).loss[300].round(2) for seed in starts] == [0.56, 0.48]


@functools.cache
def outcomes():
    """How the repaired network of the chapter ends, from each start that the page speaks of."""
    many = Ensemble(2, 2, 1, seeds=range(120))
    return many.train(*datasets.xor(), learning_rate=1.0, epochs=2000).outcome


def numbers(path, entry, behind):
    """The numbers in the only line of the page that has ``entry``, behind a text in it."""
    (line,) = re.findall(rf"^- .*{entry}.*$", path.read_text("utf8"), re.MULTILINE)
    found = re.findall(r"[-−]?[\d.]*\d", line.partition(behind)[2])
    return [float(number.replace("−", "-")) for number in found]


@each("path", PAGES, ids=str)
def test_what_a_step_promises_and_what_happens(path):
    loss, backward = functions("gradient_descent", "loss", "backward", y=Y)
    theta = np.random.default_rng(0).normal(size=13)
    slopes, rates = backward(theta), [1, 10, 100]
    happened = [round(loss(theta - alpha * slopes) - loss(theta), 4) for alpha in rates]
    promised = [round(-alpha * np.sum(slopes**2), 4) for alpha in rates]
    kept = [happened[0], promised[0], happened[1], promised[1], round(happened[2], 2)]
    said = numbers(path, r"\(#gd-step\)", "α")
    assert said[:8] == rates + kept
    *both, alpha, change = said[8:]
    assert [*both, alpha] == [3, -4, 0.01] and change == -alpha * np.sum(np.square(both))


@each("path", PAGES, ids=str)
def test_what_is_left_after_some_steps_on_a_parabola_and_in_a_valley(path):
    (walk,) = functions("gradient_descent", "walk")
    start, curvature, alpha, *path_said = numbers(path, r"\(#gd-stable-range\)", "2/\\lambda")[:6]
    assert path_said == pytest.approx(walk(alpha, curvature, start, 3)[1:])
    said = numbers(path, r"\(#gd-valley\)", "#op-valley")
    short, long, steep, one, over, *limits, steps, alpha = said[:9]
    curvatures = [steep, one / over]
    assert {short, long} <= {*descent_contour.CONDITIONS} and alpha in descent_contour.RATES
    assert long == steep / curvatures[1]
    assert [walk(a, c, 1, 1)[-1] for a, c in zip(limits, curvatures, strict=True)] == [-1, -1]
    y, x = walk(alpha, curvatures, [1, 1], int(steps))[-1].round(2)
    assert said[9:] == pytest.approx([1, alpha, over, steps, x, 1 - alpha * steep, steps, y])


@each("path", PAGES, ids=str)
def test_the_starts_for_marks_are_stuck_and_others_are_nearly_there(path):
    stuck, nearly = (np.flatnonzero(outcomes() == kind) for kind in ("stuck", "still learning"))
    said = numbers(path, r"default_rng\(seed\)", "2,000")
    assert said == [12, 119, *stuck[stuck >= 12], *nearly]


@each("path", PAGES, ids=str)
def test_how_many_of_a_class_raise_a_hand(path):
    few, many = (np.sum(outcomes()[:count] == "solved") for count in (28, 60))
    first = np.flatnonzero(outcomes()[:12] != "solved")  # those that are not among the marks
    interval = [round(100 * bound) for bound in success_interval(few, 28)]
    said = numbers(path, r"\(#one-lucky-seed-proves-nothing\)", "`solved`")
    assert said[:10] == [28, few, 60, many, *first, few, 28, *interval]


def network(*sizes, **parameters):
    """A network with these parameters; those that are not given are 0."""
    nn = NeuralNetwork(*sizes, bias="b1" in parameters)
    for name, value in nn.parameters.items():
        value[:] = parameters.get(name, 0)
    return nn


def answered(n):
    """An answer of 1 − n/100 where 1 is right: its slope for the bias, and a nudge of that."""
    nn = network(1, 1, b1=np.log((1 - n / 100) / (n / 100)))
    data = np.zeros((1, 1)), np.ones((1, 1))
    slope, before = numerical_gradient(nn, *data)["b1"][0], nn.loss(nn.forward(data[0]), data[1])
    nn.parameters["b1"] += 0.01
    return slope, nn.loss(nn.forward(data[0]), data[1]) - before


def stepped(at, slope, rate):
    """Where one step leads."""
    nn = network(1, 1, W1=at)
    descend(nn, {"W1": np.array([[slope]])}, rate)
    return nn.parameters["W1"].item()


def cost(share):
    return losses.binary_cross_entropy(np.log(share / (1 - share)), 1)


def is_nand(n, b):
    answers = network(2, 1, W1=-n, b1=b).predict(datasets.and_()[0])
    return np.array_equal(answers > 0.5, datasets.and_()[1] == 0)


def hidden(n):
    """The pre-activation and the answer of a network whose hidden units all answer ½."""
    nn = network(2, 2, 1, W2=[[n], [2]], b1=0, b2=-1)
    record = nn.forward(datasets.xor()[0])
    return record.Z[1][0, 0], record.y_hat[0, 0]


def shapes(n):
    X, W, b = np.zeros((n, 3)), np.zeros((3, 5)), np.zeros(5)
    return *(X @ W + b).shape, *(X.T @ X).shape


KEYS = {  # what the page says, the same as a formula, and how it is found
    r"$\ln(n + 1)$": (lambda n: np.log(n + 1), lambda n: cost(1 / (n + 1))),
    "$n - 1.5$": (
        lambda n: n - 1.5,
        lambda n: network(2, 1, W1=[[n], [-2]], b1=0.5).forward(np.ones((1, 2))).Z[0].item(),
    ),
    "$n$": (lambda n: [False, True], lambda n: [is_nand(n, n + d) for d in (-0.01, 0.01)]),
    "$2n$": (lambda n: [True, False], lambda n: [is_nand(n, 2 * n + d) for d in (-0.01, 0.01)]),
    "$-2n$": (
        lambda n: n * datasets.xor()[1].ravel(),
        lambda n: [n * a + n * b - 2 * n * a * b for a, b in datasets.xor()[0]],
    ),
    "$4n + 1$": (lambda n: 4 * n + 1, lambda n: NeuralNetwork(2, n, 1).parameter_count),
    "$1 - n/5$": (lambda n: 1 - n / 5, lambda n: stepped(1, n / 10, 2)),
    "$(n, 5)$": (lambda n: (n, 5, 3, 3), shapes),
    "$2n + 0.1$": (lambda n: 2 * n + 0.1, lambda n: ((n + 0.1) ** 2 - n**2) / 0.1),
    "$n/2$": (lambda n: n / 2, lambda n: hidden(n)[0]),
    "$1/(1 + e^{-n/2})$": (lambda n: 1 / (1 + np.exp(-n / 2)), lambda n: hidden(n)[1]),
    "$-n/100$": (lambda n: -n / 100, lambda n: answered(n)[0]),
    "$n/10000$": (lambda n: 1, lambda n: round(-answered(n)[1] / (n / 10_000), 2)),
    "$1 - n/10$": (lambda n: 1 - n / 10, lambda n: stepped(7, 2 * 7, n / 20) / 7),
    "$n < 20$": (lambda n: n < 20, lambda n: abs(stepped(1, 2, n / 20)) < 1),
    "$0.4n$": (lambda n: 0.4 * n, lambda n: stepped(n, 2 * n, 0.3)),
    r"$-\ln(1 - n/1000)$": (lambda n: -np.log(1 - n / 1000), lambda n: cost(1 - n / 1000)),
    r"$n \le 19$": (lambda n: n <= 19, lambda n: cost(1 - n / 1000) < SOLVED),
    "$0.9^n$": (lambda n: 0.9**n, lambda n: np.prod([0.9] * n)),
    "$1/(n + 2)$": (
        lambda n: [1 / (n + 2)] * 2,
        lambda n: activations.softmax(np.array([[0, 0, np.log(n)]]))[0, :2],
    ),
    "$n/(n + 2)$": (
        lambda n: n / (n + 2),
        lambda n: activations.softmax(np.array([[0, 0, np.log(n)]]))[0, 2],
    ),
    "$1 - n/400$": (lambda n: 1 - n / 400, lambda n: np.mean(np.arange(400) >= n)),
}


@each("key", KEYS)
def test_the_key_of_an_item_is_right_for_each_learner(key):
    says, finds = KEYS[key]
    for path in PAGES:
        assert key in path.read_text("utf8").partition("(teach-items)=")[2]
    for n in range(1, 31):
        assert finds(n) == pytest.approx(says(n), rel=1e-6), n
