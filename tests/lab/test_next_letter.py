"""Networks that continue a text: gradients, training, probabilities; and counts."""

import numpy as np
import pytest
from each import each

from plainnet.lab import next_letter
from plainnet.lab.next_letter import LetterNetwork

TEXT = "the cat sat on the mat. the rat ate the oat. " * 3


@pytest.fixture
def nn(draw):
    rng = np.random.default_rng(draw.randrange(10**6))
    return LetterNetwork(sorted(set(TEXT)), before=3, embedding=4, hidden=7, rng=rng)


def mean_loss(nn):
    return nn.losses(*nn.places(TEXT)).mean()


def test_places_are_the_letters_before_and_the_one_that_follows(nn):
    seen, follows = nn.places("the cat")
    assert [nn.signs[i] for i in seen[0]] == list("the") and nn.signs[follows[0]] == " "
    assert seen.shape == (4, 3) and [nn.signs[i] for i in follows] == list(" cat")


def test_the_gradient_is_that_of_nudges(nn):
    gradient, epsilon = nn.gradient(*nn.places(TEXT)), 1e-5
    for name, P in nn.theta.items():
        slopes = np.zeros_like(P)
        for at in np.ndindex(P.shape):
            before = P[at]
            P[at] = before + epsilon
            up = mean_loss(nn)
            P[at] = before - epsilon
            slopes[at] = (up - mean_loss(nn)) / (2 * epsilon)
            P[at] = before
        np.testing.assert_allclose(gradient[name], slopes, atol=1e-7)


def test_losses_are_the_same_in_pieces(nn):
    places = nn.places(TEXT)
    np.testing.assert_allclose(nn.losses(*places, at_once=10), nn.losses(*places), atol=1e-14)


def test_training_counts_its_steps_and_lowers_the_loss(nn):
    start, rng = mean_loss(nn), np.random.default_rng(0)
    assert list(nn.train(TEXT, 300, batch_size=32, rng=rng)) == list(range(301))
    assert mean_loss(nn) < 0.5 < 2 < start


def test_a_step_is_one_of_gradient_descent_with_decay(nn):
    before = {name: P.copy() for name, P in nn.theta.items()}
    (seen, follows), rng = nn.places(TEXT), np.random.default_rng(3)
    at = np.random.default_rng(3).integers(len(seen), size=8)
    gradient = nn.gradient(seen[at], follows[at])
    for _ in nn.train(TEXT, 1, learning_rate=0.2, batch_size=8, decay=0.1, rng=rng):
        pass
    for name, P in nn.theta.items():
        kept = 1 - 0.2 * 0.1 if name in ("W1", "W2") else 1
        np.testing.assert_allclose(P, kept * before[name] - 0.2 * gradient[name], atol=1e-14)


def test_the_rate_falls_in_a_straight_line_to_a_fiftieth(nn, monkeypatch):
    monkeypatch.setattr(nn, "gradient", lambda *_: {"b2": np.ones(len(nn.signs))})
    ends = [nn.theta["b2"][0] for _ in nn.train(TEXT, 100, 1.0, rng=np.random.default_rng(0))]
    rates = -np.diff(ends)
    np.testing.assert_allclose(rates[:3], [1, 0.99, 0.98])
    np.testing.assert_allclose(rates[-2:], [0.02, 0.02])


@each("temperature", [0.5, 1.0, 3.0])
def test_shares_are_the_softmax_of_the_logits_by_the_temperature(nn, temperature):
    seen = nn.codes("cat")[None]
    e = np.exp(nn.forward(seen)[2][0] / temperature)
    np.testing.assert_allclose(nn.shares("the cat", temperature), e / e.sum(), rtol=1e-12)


def test_what_is_written_is_drawn_by_the_shares(nn):
    texts = [nn.write("the", 1, rng=np.random.default_rng(seed)) for seed in range(3000)]
    found = [sum(text[3] == sign for text in texts) / len(texts) for sign in nn.signs]
    np.testing.assert_allclose(found, nn.shares("the"), atol=0.05)
    assert nn.write("the", 5, rng=np.random.default_rng(1)).startswith("the")
    assert len(nn.write("the", 5, rng=np.random.default_rng(1))) == 8


def test_an_unknown_letter_is_named(nn):
    with pytest.raises(ValueError, match=r"^text: expected letters among ' \.aceh.*'; got 'Q'$"):
        nn.write("the Q", 1, rng=np.random.default_rng(0))


@each("name", ["before", "embedding", "hidden"])
def test_the_error_for_a_wrong_size_names_it(name):
    with pytest.raises(ValueError, match=f"^{name}: expected a whole number of at least 1; got 0"):
        LetterNetwork("ab", **{name: 0}, rng=np.random.default_rng(0))


# Counts, on a text whose counts can be made by hand.
def test_plain_counts_are_shares_of_what_followed():
    # In "abab ac", b follows a twice and c once; there are 4 signs.
    losses = next_letter.losses_of_counts("ababac", 1, "ab", add=0.5, first=1)
    np.testing.assert_allclose(losses, -np.log((2 + 0.5) / (3 + 0.5 * 3)))


def test_counts_of_no_letters_are_the_shares_of_the_letters():
    losses = next_letter.losses_of_counts("aab", 0, "xa", add=0.0, first=1)
    np.testing.assert_allclose(losses, -np.log(2 / 3))


def test_mixed_counts_weigh_each_length_by_the_kinds_that_followed():
    # "ababac": 6 letters of 3 kinds, a three times; a is followed by b, b, c: 2 kinds in 3.
    alone = (2 + 3 * (1 / 3)) / (6 + 3)
    losses = next_letter.losses_of_mixed_counts("ababac", 1, "ab", first=1)
    np.testing.assert_allclose(losses, -np.log((2 + 2 * alone) / (3 + 2)))


@each("before", range(5))
def test_mixed_counts_of_all_letters_sum_to_one(before):
    total = sum(
        np.exp(-next_letter.losses_of_mixed_counts(TEXT, before, "the ca" + sign)[-1])
        for sign in set(TEXT)
    )
    assert abs(total - 1) < 1e-12
