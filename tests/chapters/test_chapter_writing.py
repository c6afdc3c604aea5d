"""*A network that writes*: what the page says of longer samples."""

from collections import Counter

import numpy as np
import pytest
from from_chapter import functions

from plainnet import NeuralNetwork, datasets, sweeps, train
from plainnet.lab import next_letter
from plainnet.sweeps import writing_sweep

pytestmark = pytest.mark.rests_on("code", "cells chapters/writing.ipynb")


ORDER = np.random.default_rng(0).permutation(5163)
IN_ORDER = datasets.first_names()
NAMES = [IN_ORDER[i] for i in ORDER]


def longest_shared(sample, text):
    """The length of the longest piece of ``sample`` that stands in ``text``."""
    best = 0
    for at in range(len(sample)):
        while at + best < len(sample) and sample[at : at + best + 1] in text:
            best += 1
    return best


def test_samples_share_less_with_the_text_than_new_pages_do():
    nn = writing_sweep.unpacked(sweeps.load_sweep("writing")["book"])
    text, _, new_text = writing_sweep.parts()
    start = "a learning rate "
    sample = nn.write(start, 4000, 0.8, rng=np.random.default_rng(5))[len(start) :]
    assert 22 <= longest_shared(sample, text) <= 30  # the page says 26
    pages = [new_text[at : at + 4000] for at in range(0, 24_000, 4000)]
    assert min(longest_shared(page, text) for page in pages) == 35


def test_mixed_counts_of_three_letters_are_a_little_better_on_the_names():
    known = [f".....{name}." for name in NAMES[:4600]]
    pieces = [Counter() for _ in range(4)]
    for text in known:
        for at in range(5, len(text)):
            for length in range(4):
                pieces[length][text[at - length : at], text[at]] += 1
    alone, kinds = ([Counter() for _ in range(4)] for _ in range(2))
    for length, counted in enumerate(pieces):
        for (seen, _), count in counted.items():
            alone[length][seen] += count
            kinds[length][seen] += 1
    losses = []
    for text in (f".....{name}." for name in NAMES[4600:]):
        for at in range(5, len(text)):
            p = 1 / 27
            for length in range(4):
                seen = text[at - length : at]
                if total := alone[length][seen]:
                    kind = kinds[length][seen]
                    p = (pieces[length][seen, text[at]] + kind * p) / (total + kind)
            losses.append(-np.log(p))
    assert np.exp(np.mean(losses)).round(2) == 7.03


def test_the_mixtures_are_those_that_the_validation_pages_choose():
    text, choosing, _ = writing_sweep.parts()

    def perplexity(before, weight):
        losses = next_letter.losses_of_mixed_counts(text, before, choosing, weight)
        return np.exp(losses.mean())

    assert min(range(3, 6), key=lambda before: perplexity(before, 1)) == 4
    near = (7, 8), (8, 4), (8, 8), (8, 16), (9, 8)
    assert min(near, key=lambda pair: perplexity(*pair)) == (8, 8)


def test_a_known_name_comes_hardly_more_often_than_a_new_one():
    signs = ".abcdefghijklmnopqrstuvwxyz"
    given = {"n": 5, "signs": signs, "one_hot": np.eye(27)}
    parts, invent = functions("writing", "parts", "invent", **given)
    rng, kinds = np.random.default_rng(1), {"activation": "relu", "init": "he", "output": "softmax"}
    nn = NeuralNetwork(5 * 27, 64, 27, **kinds, rng=rng)
    X, y = parts(NAMES[:4600])
    for learning_rate, epochs in ((0.3, 10), (0.03, 2)):
        train(nn, X, y, learning_rate=learning_rate, epochs=epochs, batch_size=64, rng=rng)
    invent.__globals__["nn"] = nn
    made = [invent(rng, 0.8) for _ in range(5000)]
    lists = set(NAMES[:4600]), set(NAMES[4600:])
    known, new = (sum(name in part for name in made) for part in lists)
    assert 0.8 < (known / 4600) / (new / 563) < 1.7
