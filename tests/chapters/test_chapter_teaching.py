"""What the page *For teachers* says of runs and of items for paper that no other page shows."""

import re

import numpy as np
import pytest
from each import each
from from_chapter import CHAPTERS

from plainnet import Ensemble, NeuralNetwork, activations, datasets, descend, losses
from plainnet.exercises.first_network import X, Y
from plainnet.gradient_check import numerical_gradient
from plainnet.lab.hessian import sharpness
from plainnet.training_outcomes import SOLVED_BELOW

SOLVED = SOLVED_BELOW["cross_entropy"]
PAGES = [CHAPTERS / "teaching.md", CHAPTERS / "zh" / "teaching.md"]
GROUNDS = "code", "cells chapters/concepts.ipynb", "file chapters/teaching.md"
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
    rates = [4, 4.5, 5, 5.5, 6, 8]
    _, losses = trained(datasets.xor(), 2, rates, 600)
    assert np.array(rates)[losses[:, -1] < 0.02].tolist() == [4.5, 5, 6]


@each("path", PAGES, ids=str)
def test_the_starts_for_marks_are_stuck_and_others_are_nearly_there(path):
    text = path.read_text("utf8")
    (line,) = re.findall(r"^- .*default_rng\(seed\).*$", text, re.MULTILINE)
    said = [float(number) for number in re.findall(r"[\d.]*\d", line.partition("2,000")[2])]
    many, (X, y) = Ensemble(2, 2, 1, seeds=range(60)), datasets.xor()
    run = many.train(X, y, learning_rate=1.0, epochs=2000)
    kinds = "stuck", "still learning"
    stuck, nearly = (np.flatnonzero(run.outcome[12:] == kind) + 12 for kind in kinds)
    assert all(np.all((many.network(seed).predict(X) > 0.5) == y) for seed in nearly)
    ends = run.loss[-1, nearly].round(4)
    assert said == [SOLVED, 12, 59, *stuck, *nearly, *ends]
    few, all_of_them = (np.sum(run.outcome[:count] == "solved") for count in (30, 60))
    assert re.search(rf"29\D+{few}\D+0\D+59\D+{all_of_them}\D", text)


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
