"""What the page *Valleys, momentum, Adam* says about XOR, from other starts and by other code."""

import numpy as np
import pytest
from from_chapter import functions

from plainnet import Adam, Momentum, datasets, descend, train

pytestmark = pytest.mark.rests_on("code", "cells chapters/optimisers.ipynb")

X, y = datasets.xor()
NAMES = "network", "solved", "solved_by_adam", "sign_test", "walk", "steps_needed"
network, solved, solved_by_adam, sign_test, walk, steps_needed = functions(
    "optimisers", *NAMES, X=X, y=y
)


def test_adam_solves_in_a_stack_what_it_solves_alone():
    together = solved_by_adam(0.03, range(500, 515))
    settings = {"learning_rate": 0.03, "epochs": 2000}
    for seed, below in zip(range(500, 515), together, strict=True):
        outcome = train(network(seed), X, y, update=Adam(), **settings).outcome
        assert (outcome == "solved") == below
    assert 0 < together.sum() < 15


def test_a_step_of_adam_is_alpha_while_gradients_stay_equal_and_shrinks_with_them():
    def steps(shrink):
        nn, adam, places = network(0), Adam(), []
        for k in range(501):
            places.append(nn.parameters["b2"].item())
            slopes = {name: np.full_like(v, shrink**k) for name, v in nn.parameters.items()}
            adam(nn, slopes, 0.03)
        return -np.diff(places) / 0.03

    assert steps(1) == pytest.approx(1, rel=1e-6)
    assert steps(0.99)[-1] < 0.1 and (steps(0.99) > 0).all()


def test_the_sign_test_counts_as_often_as_coins_fall():
    one = np.array([True] * 8 + [False] * 2 + [True] * 5)
    other = np.array([False] * 8 + [True] * 2 + [True] * 5)
    tosses = np.random.default_rng(0).integers(0, 2, (100_000, 10)).sum(axis=1)
    share = np.mean((tosses <= 2) | (tosses >= 8))
    assert sign_test(one, other) == (8, 2, pytest.approx(share, abs=0.005))
    assert sign_test(other, other) == (0, 0, 1.0)


@pytest.mark.parametrize("first", [1500, 5000])
def test_other_fresh_starts_say_the_same(first):
    seeds = range(first, first + 1000)
    plain, momentum = solved(5.0, 0.0, seeds)[-1], solved(0.5, 0.9, seeds)[-1]
    adam = solved_by_adam(0.03, seeds)
    for rival in (momentum, adam):
        only_plain, only_rival, p = sign_test(plain, rival)
        assert only_plain > 1.5 * only_rival and p < 0.005
    for rate, beta in ((6.0, 0.2), (7.0, 0.5)):
        count = solved(rate, beta, seeds)[-1].sum()
        assert count > plain.sum() - 15 and count > momentum.sum() + 20


def test_with_a_smaller_beta_momentum_keeps_up():
    """At the best of three rates for the first 500 starts, 827 and 809 of the fresh ones."""
    for beta, rates, best, fresh in ((0.2, (5, 6, 6.5), 6, 827), (0.5, (6, 7, 8), 7, 809)):
        counts = {rate: solved(rate, beta)[-1].sum() for rate in rates}
        assert max(counts, key=counts.get) == best and counts[best] > 402
        assert solved(best, beta, range(500, 1500))[-1].sum() == fresh


def test_no_other_rate_makes_up_for_it():
    """Plain descent at 5 solves 402 of the first 500 starts; Adam, and β from 0.9 on, fewer."""
    for beta, rates in ((0.9, (0.3, 0.6, 0.8, 2.0)), (0.95, (0.1, 0.2, 0.3))):
        for rate in rates:
            assert solved(rate, beta)[-1].sum() < 395
    for rate in (0.01, 0.1):
        assert solved_by_adam(rate).sum() < 290


def test_in_a_round_bowl_momentum_wins_at_a_rate_far_too_small_for_plain_descent():
    for alpha, plain, momentum in ((1.0, 1, 132), (0.01, 688, 124)):
        for update, steps in ((descend, plain), (Momentum(0.9), momentum)):
            assert steps_needed(walk(update, alpha, [1.0, 1.0], [1.0, 1.0], 1000)) == steps


def test_at_condition_10_no_rate_saves_a_beta_of_09_and_smaller_ones_win():

    def steps(update, alpha, kappa):
        return steps_needed(walk(update, alpha, [1 / kappa, 1.0], [1.0, 1.0], 5000))

    best = 2 / 1.1
    assert steps(descend, best, 10) == 35 and steps(descend, best / 2, 10) == 69
    assert min(steps(Momentum(0.9), rate, 10) for rate in np.linspace(0.05, 3.6, 72)) > 110
    assert max(steps(Momentum(beta), best, 10) for beta in (0.1, 0.2, 0.3, 0.5)) < 35
    for kappa, wins in ((36, False), (38, True)):
        best = 2 / (1 + 1 / kappa)
        assert (steps(Momentum(0.9), best, kappa) < steps(descend, best, kappa)) == wins


def test_adam_is_thrown_out_because_it_forgets_the_large_gradients():
    """With a v that only grows, it never is; the slower v forgets, the later it is."""

    def thrown_out(beta2, forgets=True):
        m = v = t = most = 0

        def update(point, gradients, alpha):
            nonlocal m, v, t, most
            g, t = gradients["w"], t + 1
            m, v = 0.9 * m + 0.1 * g, beta2 * v + (1 - beta2) * g**2
            most = np.maximum(most, v / (1 - beta2**t))
            size = v / (1 - beta2**t) if forgets else most
            point.parameters["w"] -= alpha * m / (1 - 0.9**t) / (np.sqrt(size) + 1e-8)

        path = np.linalg.norm(walk(update, 0.1, [0.01, 1.0], [1.0, 1.0], 14_000), axis=1)
        out = np.flatnonzero(path[1000:] > path[0] / 1000)
        return out[0] + 1000 if out.size else None

    assert thrown_out(0.999, forgets=False) is None
    assert 3000 < thrown_out(0.998) < 5000 < thrown_out(0.999) < 8000 < thrown_out(0.9995)
