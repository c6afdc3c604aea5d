"""*A network that writes*: what the page says of longer samples."""

from collections import Counter

import numpy as np
import pytest
from each import each
from from_chapter import functions

from plainnet import NeuralNetwork, datasets, sweeps, train
from plainnet.lab import next_letter
from plainnet.sweeps import writing_sweep

pytestmark = pytest.mark.rests_on("code", "cells chapters/writing.ipynb")


ORDER = np.random.default_rng(0).permutation(5163)
IN_ORDER = datasets.first_names()
SIGNS = ".abcdefghijklmnopqrstuvwxyz"
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


@each(("split", "start", "times"), [(0, 1, {0.8: 1.1, 0.5: 1.1}), (5, 15, {0.8: 1.8, 0.5: 2.6})])
def test_a_known_name_comes_more_often_than_a_new_one(split, start, times):
    """In 8,000 names: these are the least and the most of ten runs, at T = 0.8 and T = 0.5."""
    order = np.random.default_rng(split).permutation(5163)
    names = [IN_ORDER[i] for i in order]
    known, new = names[:4600], names[4600:]
    parts, coded = functions("writing", "parts", "coded", n=5, signs=SIGNS, one_hot=np.eye(27))
    rng, kinds = np.random.default_rng(start), {"activation": "relu", "init": "he"}
    nn = NeuralNetwork(5 * 27, 64, 27, **kinds, output="softmax", rng=rng)
    X, y = parts(known)
    for learning_rate, epochs in ((0.3, 10), (0.03, 2)):
        train(nn, X, y, learning_rate=learning_rate, epochs=epochs, batch_size=64, rng=rng)
    for temperature, expected in times.items():
        rng, made, finished = np.random.default_rng(5), 8000 * ["....."], []
        while made:
            e = np.exp(nn.forward(coded([name[-5:] for name in made])).Z[-1] / temperature)
            below = (e / e.sum(axis=1, keepdims=True)).cumsum(axis=1) < rng.random((len(made), 1))
            drawn = below.sum(axis=1)
            made = [name + SIGNS[at] for name, at in zip(made, drawn, strict=True)]
            finished += [name[5:-1] for name in made if name[-1] == "."]
            made = [name for name in made if name[-1] != "."]
        counts = [sum(name in part for name in finished) for part in (set(known), set(new))]
        assert round(counts[0] / 4600 / (counts[1] / 563), 1) == expected
