"""How runs end: plateaus in closed form, the five outcomes of made-up losses and real runs."""

import dataclasses
import math

import numpy as np
import pytest
from each import each
from hypothesis import given
from hypothesis import strategies as st

from plainnet import LOSSES, NeuralNetwork, datasets, train
from plainnet.losses import Loss
from plainnet.training_outcomes import (
    OUTCOMES,
    History,
    classify_run,
    classify_runs,
    last_tenth,
    plateaus,
    recorded_epochs,
    why_undefined,
)

X, y = datasets.xor()


def entropy(p):
    return -p * math.log(p) - (1 - p) * math.log(1 - p)


def test_the_plateaus_of_xor_in_closed_form():
    # The same prediction for two patterns, three or all four, and a right one for the others.
    expected = [2 / 4 * entropy(1 / 2), 3 / 4 * entropy(1 / 3), entropy(1 / 2)]
    np.testing.assert_allclose(plateaus(y, "cross_entropy"), expected, atol=1e-11)
    np.testing.assert_allclose(expected, [math.log(2) / 2, 0.477386, math.log(2)], atol=1e-6)
    np.testing.assert_allclose(plateaus(y, "mse"), [1 / 8, 1 / 6, 1 / 4], atol=1e-11)


@given(st.lists(st.sampled_from([0.0, 1.0]), min_size=1, max_size=12), st.data())
def test_a_plateau_is_the_least_loss_of_one_answer_for_some_patterns(targets, data):
    y = np.array(targets)[:, None]
    for loss, cost in (("mse", lambda p, t: (p - t) ** 2), ("cross_entropy", _cross_entropy)):
        found = plateaus(y, loss)
        ones = int(y.sum())
        if ones in (0, len(y)):
            assert found.size == 0
            continue
        k, j = data.draw(st.integers(1, ones)), data.draw(st.integers(1, len(y) - ones))
        p = k / (k + j)
        best = (k * cost(p, 1) + j * cost(p, 0)) / len(y)
        assert np.abs(found - best).min() < 1e-9
        assert best <= (k * cost(p * 0.99, 1) + j * cost(p * 0.99, 0)) / len(y)


def _cross_entropy(p, target):
    return -math.log(p if target else 1 - p)


@pytest.mark.parametrize(
    "y",
    [
        np.full((4, 1), 0.5),
        np.array([[0.0], [1.0], [0.5]]),
        np.ones((4, 2)),
        np.tile([[0.0], [1.0]], (60, 1)),
    ],
)
def test_no_plateaus_are_known_for_other_targets(y):
    assert plateaus(y, "mse").size == 0


def test_plateaus_are_known_for_up_to_100_patterns():
    for patterns, known in ((99, True), (100, True), (101, False)):
        assert (plateaus(np.arange(patterns)[:, None] % 2, "mse").size > 0) == known


def test_plateaus_of_a_list_of_targets():
    np.testing.assert_array_equal(plateaus(y.tolist(), "mse"), plateaus(y, "mse"))


def test_a_history_cannot_be_changed():
    history = train(NeuralNetwork(2, 2, 1), X, y, learning_rate=1, epochs=1)
    with pytest.raises(dataclasses.FrozenInstanceError):
        history.outcome = "solved"


ONE, MANY = np.array([0.7, 0.25]), np.array([[0.7, 0.7, 0.9, 0.9], [0.2, 0.2, 0.3, 0.4]])


@pytest.mark.parametrize(
    ("losses", "outcome", "shown"),
    [
        (ONE, "solved", "0.25, solved"),
        (ONE, None, "0.25, why"),
        (np.array([3.0, 2.0, 1.0]), "stuck", "1, stuck"),
        (MANY, np.array(["stuck", "solved", "stuck", "diverged"]), "0.275, 4 networks"),
        (MANY[:, :1], np.array(["solved"]), "0.2, 1 networks"),
        (MANY[:, :1], np.array([None]), "0.2, 1 networks"),
    ],
)
def test_a_history_shows_itself_in_one_line(losses, outcome, shown):
    history = History(losses, outcome, np.array([0, 50]), {1: {"W1": ONE}}, reason="why")
    assert repr(history) == f"History(50 epochs, loss {shown})"


RIGHT, WRONG = np.where(y == 1, 0.99, 0.01), np.full((4, 1), 0.5)
LN2 = math.log(2)


@each(
    ("expected", "losses", "y_hat"),
    [
        ("solved", np.geomspace(1, 0.019, 100), RIGHT),
        ("still learning", np.geomspace(1, 0.0201, 100), RIGHT),
        ("still learning", np.geomspace(1, 0.019, 100), np.where(y == 1, 0.49, 0.01)),
        ("stuck", np.full(101, LN2), WRONG),
        ("stuck", np.full(101, 0.4774 + 0.009), WRONG),
        ("stuck", np.full(101, 0.3466 - 0.009), WRONG),
        ("still learning", np.full(101, LN2 - 0.02), WRONG),  # flat, but on no plateau
        ("still learning", np.full(101, LN2 - 0.011), WRONG),
        ("still learning", np.full(101, LN2 + 0.011), WRONG),
        ("still learning", np.geomspace(1.2, LN2, 101), WRONG),  # on a plateau, but passing
        ("thrashing", np.full(101, LN2) + np.linspace(0, 0.1, 101), WRONG),
        ("thrashing", np.array([0.3, *np.geomspace(0.6, 0.5, 100)]), WRONG),  # above its start
        ("thrashing", 0.2 + 0.1 * (np.arange(101) % 2 == 0), WRONG),
        ("diverged", np.array([0.7, 5.0, np.inf]), WRONG),
        ("diverged", np.array([0.7, np.nan]), np.full((4, 1), np.nan)),
    ],
)
def test_the_outcome_of_made_up_losses(expected, losses, y_hat):
    assert classify_run(losses, y_hat, y, "cross_entropy") == expected


@pytest.mark.parametrize(
    ("fall", "expected"), [(0.009, "stuck"), (0.011, "still learning"), (0.019, "still learning")]
)
def test_a_run_is_stuck_when_its_last_tenth_stays_within_1_percent(fall, expected):
    losses = np.concatenate([np.full(90, 1.0), LN2 * np.linspace(1, 1 - fall, 11)])
    assert classify_run(losses, WRONG, y, "cross_entropy") == expected


def test_a_run_may_end_with_its_start():
    assert classify_run([np.inf], WRONG, y, "cross_entropy") == "diverged"


def test_mse_is_solved_below_half_the_loss_of_cross_entropy():
    for last, expected in (
        (0.0099, "solved"),
        (0.01, "still learning"),
        (0.0101, "still learning"),
    ):
        assert classify_run(np.geomspace(0.3, last, 100), RIGHT, y, "mse") == expected


def test_only_the_last_tenth_says_whether_a_run_is_stuck_or_thrashing():
    calm = np.full(900, LN2)
    early = np.concatenate([LN2 + np.abs(np.sin(np.arange(100))), calm])
    late = np.concatenate([calm, LN2 + 0.3 * np.abs(np.sin(np.arange(100)))])
    assert classify_run(early, WRONG, y, "cross_entropy") == "stuck"
    assert classify_run(late, WRONG, y, "cross_entropy") == "thrashing"


@each(
    ("epochs", "rises", "expected"),
    [
        (1000, 9, "still learning"),
        (1000, 10, "thrashing"),
        (1010, 10, "still learning"),  # of 101 steps: less than a tenth
        (1010, 11, "thrashing"),
        (10_000, 99, "still learning"),
        (10_000, 100, "thrashing"),
    ],
)
def test_a_tenth_of_rising_steps_is_thrashing_and_less_is_not(epochs, rises, expected):
    steps, tail = np.full(epochs, -1e-5), epochs // 10
    steps[-tail : rises - tail] = 1e-5
    losses = np.concatenate([[0.3], 0.3 + np.cumsum(steps)])
    assert classify_run(losses, WRONG, y, "cross_entropy") == expected


def test_the_1_percent_is_of_the_loss_with_which_the_last_tenth_begins():
    tail = LN2 * np.array([1, 0.991, *np.full(9, 0.99005)])
    losses = np.concatenate([np.full(90, 1.0), tail])
    assert classify_run(losses, WRONG, y, "cross_entropy") == "stuck"


def test_near_a_plateau_means_the_only_one_or_anywhere_if_none_is_known():
    for targets, expected in ([[0.0], [1.0]], "still learning"), (np.eye(2), "stuck"):
        y_hat = np.full(np.shape(targets), 0.5)
        assert classify_run([0.6, 0.6], y_hat, targets, "mse") == expected


# Where no outcome is defined.
REAL = np.array([[0.0], [0.3], [1.0], [0.0]])
UNDEFINED = [
    (REAL, "mse", "the targets are not all 0 or 1"),
    (np.where(y == 1, 1, -1), "mse", "the targets are not all 0 or 1"),
]


@pytest.mark.parametrize(("targets", "loss", "why"), UNDEFINED)
def test_other_targets_have_no_outcome_unless_they_diverged(targets, loss, why):
    assert why_undefined(targets, loss) == why
    for losses in ([0.7, 0.001], [0.7, 0.7], [0.7, 0.9]):  # for XOR: solved, stuck, thrashing
        assert classify_run(losses, targets, targets, loss) is None
    assert classify_run([0.7, np.nan], targets, targets, loss) == "diverged"
    tail = np.array([[0.5, 0.5, 0.5], [0.1, np.inf, 0.6]])
    many = classify_runs(tail[0], tail, np.ones(3, bool), targets, loss)
    assert many.tolist() == [None, "diverged", None]


def test_every_loss_of_the_package_has_an_outcome_for_labels():
    for loss in LOSSES:
        assert why_undefined(y, loss) == ""
        assert classify_run([0.7, 0.001], y, y, loss) == "solved"


def linear(loss="mse"):
    return NeuralNetwork(2, 1, output="identity", loss=loss, rng=np.random.default_rng(0))


@pytest.mark.parametrize(("learning_rate", "outcome"), [(0.1, None), (100, "diverged")])
def test_training_says_why_there_is_no_outcome(learning_rate, outcome):
    history = train(linear(), X, REAL, learning_rate=learning_rate, epochs=300)
    assert history.outcome == outcome
    assert history.reason == ("" if outcome else "the targets are not all 0 or 1")


def test_training_with_a_loss_of_the_readers_own_has_no_outcome(monkeypatch):
    absolute = Loss(lambda a, y: np.abs(a - y).mean(), lambda a, y: np.sign(a - y) / y.size)
    monkeypatch.setitem(LOSSES, "absolute", absolute)
    history = train(linear("absolute"), X, y, learning_rate=0.1, epochs=50)
    assert history.loss[-1] < history.loss[0]
    assert history.outcome is None
    assert history.reason == "no bound is known below which absolute counts as solved"
    assert classify_run([0.7, np.nan], y, y, "absolute") == "diverged"


# Many runs classified at once.
def curves(epochs, rng):
    """Made-up losses of every kind, shape (epochs + 1, runs)."""
    t = np.linspace(0, 1, epochs + 1)
    ends = [*plateaus(y, "cross_entropy"), *plateaus(y, "mse"), 0.2, 0.019, 0.009, 1e-6, 0.0, 5.0]
    listed = []
    for end in ends:
        for shape in (0 * t, 1 - t, t, (1 - t) ** 20, np.arange(epochs + 1) % 2, np.sin(99 * t)):
            for size in (1e-13, 1e-5, 0.004, 0.5):
                listed.append(np.abs(end + size * shape))
                listed.append(np.abs(end + size * shape * rng.random(epochs + 1)))
    for wrong in (np.nan, np.inf, -np.inf):
        for first in {0, epochs // 2, epochs}:
            listed.append(np.where(np.arange(epochs + 1) < first, 0.7, wrong))
    return np.column_stack(listed)


@each("loss", ["mse", "cross_entropy"])
@each("epochs", [1, 2, 9, 10, 19, 20, 100, 1000])
def test_many_runs_end_as_each_of_them_alone(epochs, loss):
    losses = curves(epochs, np.random.default_rng(epochs))
    right = np.arange(losses.shape[1]) % 3 > 0
    tail = losses[epochs - last_tenth(epochs) :]
    many = classify_runs(losses[0], tail, right, y, loss)
    alone = [
        classify_run(curve, RIGHT if ok else WRONG, y, loss)
        for curve, ok in zip(losses.T, right, strict=True)
    ]
    assert many.shape == right.shape
    assert many.tolist() == alone
    if epochs >= 20:
        assert set(alone) == set(OUTCOMES)


def test_rounding_is_not_thrashing_also_in_single_precision():
    rng = np.random.default_rng(0)
    exact = np.tile([0.2, 0.3, 0.55], (1001, 1))  # flat, and on no plateau: still learning
    noise = rng.integers(-2, 3, exact.shape)
    for dtype in (np.float32, np.float64):
        tail = (exact * (1 + noise * np.finfo(dtype).eps)).astype(dtype)
        assert (np.diff(tail, axis=0) > 0).mean() > 0.1
        ended = classify_runs(exact[0].astype(dtype), tail, np.zeros(3, bool), y, "cross_entropy")
        assert ended.tolist() == ["still learning"] * 3
    rising = np.where(np.arange(1001) % 2 == 0, 1.0, 1 + 1e-4)[:, None] * exact
    ended = classify_runs(
        exact[0] * 2, rising.astype(np.float32), np.zeros(3, bool), y, "cross_entropy"
    )
    assert ended.tolist() == ["thrashing"] * 3


@given(st.integers(1, 10**6))
def test_the_tail_is_the_last_tenth_of_the_epochs_and_at_least_one(epochs):
    assert max(1, epochs / 10 - 1) <= last_tenth(epochs) <= max(1, epochs / 10)


@given(st.integers(0, 100), st.integers(1, 150))
def test_recorded_epochs_are_the_start_each_kth_and_the_end(epochs, every):
    expected = [k for k in range(epochs + 1) if k % every == 0 or k == epochs]
    assert recorded_epochs(epochs, every).tolist() == expected


# Mini-batches.
NOISY = datasets.noisy_xor(40, 0.5, rng=np.random.default_rng(0))


def run(learning_rate, batch_size, seed=0):
    """The outcome of a run, its outcome with the batches not known, whether its loss fell."""
    nn = NeuralNetwork(2, 6, 1, rng=np.random.default_rng(seed))
    settings = {"learning_rate": learning_rate, "epochs": 300, "batch_size": batch_size}
    history = train(nn, *NOISY, **settings, rng=np.random.default_rng(1))
    alone = classify_run(history.loss, nn.predict(NOISY[0]), NOISY[1], "cross_entropy")
    return history.outcome, alone, history.loss[-1] < history.loss[0]


@pytest.mark.parametrize("batch_size", [1, 5, 39])
def test_mini_batches_that_learn_do_not_thrash(batch_size):
    learn = [run(rate, batch_size) for rate in (0.1, 0.3, 1, 3)]
    assert all(outcome != "thrashing" for outcome, _, falls in learn if falls)
    assert ("still learning", "thrashing", True) in learn


def test_mini_batches_whose_loss_ends_above_its_start_thrash():
    assert run(30, 5) == ("thrashing", "thrashing", False)


@pytest.mark.parametrize("batch_size", [None, 40])
def test_one_batch_of_all_patterns_can_thrash_below_its_start(batch_size):
    assert run(12, batch_size, seed=2) == ("thrashing", "thrashing", True)


@given(st.lists(st.floats(0, 2) | st.just(np.inf), min_size=2, max_size=40), st.booleans())
def test_mini_batches_change_nothing_else(losses, right):
    ended = [
        classify_run(losses, RIGHT if right else WRONG, y, "mse", batches)
        for batches in (False, True)
    ]
    assert ended[0] == ended[1] or (
        ended == ["thrashing", "still learning"] and losses[-1] <= losses[0]
    )
