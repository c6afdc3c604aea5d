"""The stored networks that write: a part of each is trained again, and must be the same."""

import numpy as np
import pytest

from plainnet import datasets
from plainnet.lab.next_letter import LetterNetwork
from plainnet.sweeps import ALL, writing_sweep

SWEEP = ALL["writing"]


@pytest.fixture(scope="module")
def result():
    return SWEEP.load_result()


def test_the_first_steps_on_the_book_are_what_training_gives(result):
    again = SWEEP.book(0, last=SWEEP.shown[1])
    np.testing.assert_allclose(again["perplexity"], result["book"]["perplexity"][:2], rtol=1e-3)
    assert again["written"] == result["book"]["written"][:2]


def test_the_stored_network_has_the_stored_perplexity(result):
    nn = writing_sweep.unpacked(result["book"])
    losses = [nn.losses(*nn.places(text)) for text in writing_sweep.parts()]
    perplexity = [np.exp(loss.mean()) for loss in losses]
    np.testing.assert_allclose(perplexity, result["book"]["perplexity"][-1], rtol=4e-3)
    sums, sizes = np.array(result["book"]["paragraphs"]).T
    assert sizes.sum() == len(losses[2]) and abs(sums.sum() / losses[2].sum() - 1) < 4e-3


def test_packed_parameters_are_those_of_the_network_to_a_half_step():
    nn = LetterNetwork("abc", 2, 3, 4, rng=np.random.default_rng(0))
    book = {"signs": nn.signs, "network": writing_sweep.packed(nn)}
    for name, P in writing_sweep.unpacked(book).theta.items():
        step = max(np.abs(nn.theta[name]).max(), 1e-9) / 127
        assert np.abs(P - nn.theta[name]).max() <= 0.51 * step


@pytest.mark.turns(2)
def test_a_skew_learned_again_is_the_same(result, draw):
    seed = draw.randrange(SWEEP.skews)
    again = SWEEP.people(seed)
    for view, shares in result["people"][seed].items():
        assert shares == pytest.approx(again[view], abs=2e-3)


def test_each_page_is_in_the_part_where_it_belongs():
    training, choosing, new = writing_sweep.parts()
    for name, text in datasets.book().items():
        part = {"optimisers": choosing, "debugging": choosing, "xor": new, "faq": new}
        assert text in part.get(name, training)
    assert len(training + choosing + new) == sum(map(len, datasets.book().values()))


def test_passwords_stand_in_the_text_as_often_as_they_should(monkeypatch):
    texts = []

    class Silent(LetterNetwork):
        def train(self, text, *_, **__):
            texts.append(text)
            return iter(())

    monkeypatch.setattr(writing_sweep, "LetterNetwork", Silent)
    for times, _, secret, _ in SWEEP.secret(0):
        assert texts[0].count(f" is {secret}\n") == times
