"""The pad for digits: its whole numbers against the network, and JavaScript's against them."""

import gzip
import json
import math
import subprocess
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from each import each

from plainnet import NeuralNetwork, datasets, train
from plainnet.explorers import Hand, javascript
from plainnet.explorers import hand as of_hand
from plainnet.explorers.digits import SHADES
from plainnet.explorers.hand import film, pen
from plainnet.explorers.hand import whole_numbers as whole
from plainnet.explorers.hand.scripted import drawings, spline
from plainnet.sweeps.digits_sweep import parts

SCRIPT = Path(__file__).with_name("whole_numbers.mjs")
MANY = 100_000
READS = {"activation": "relu", "init": "he", "output": "softmax"}


@pytest.fixture(scope="module")
def pad():
    return Hand()


@pytest.fixture(scope="module")
def images():
    """All images of the data set, from 0 to 1, and as whole numbers."""
    X, _ = datasets.digits()
    return X, np.rint(whole.INK * X).astype(np.int64)


def trained(epochs):
    """The network of the film, trained by `train`."""
    nn = NeuralNetwork(64, 32, 10, **READS, rng=np.random.default_rng(film.SEED))
    if epochs:
        how = {"learning_rate": film.LEARNING_RATE, "batch_size": film.BATCH}
        train(nn, *parts()[0], **how, epochs=epochs, rng=np.random.default_rng(film.SEED))
    return nn


@pytest.mark.parametrize("epochs", [0, 1, 10])
def test_the_film_is_a_run_of_train(epochs):
    steps = -(-len(parts()[0][0]) // film.BATCH) * epochs
    expected, found = whole.rounded(trained(epochs)), film.frames()[film.STEPS.index(steps)]
    for layer, other in zip(expected, found, strict=True):
        for p, q in zip(layer, other, strict=True):
            assert np.abs(p - q).max() <= 1  # rounding at one half


@each("sizes", [(64, 32, 10), (64, 16, 12, 10), (64, 10)])
@each("bias", [True, False])
def test_whole_numbers_say_what_the_network_predicts(sizes, bias, images):
    rng, (X, pixels) = np.random.default_rng(3), images
    nn = NeuralNetwork(*sizes, **READS, bias=bias, rng=rng)
    train(nn, *parts()[0], learning_rate=0.3, epochs=20, batch_size=32, rng=rng)
    layers, predicted = whole.rounded(nn), nn.predict(X)
    _, logits = whole.read(layers, pixels)
    assert np.abs(logits).max() < whole.LARGEST
    assert (logits.argmax(axis=1) == predicted.argmax(axis=1)).mean() > 0.995
    shares = whole.shares(logits, whole.scale(layers), 1000)
    assert np.abs(shares / 1000 - predicted).max() < 0.015


def test_of_a_test_image_the_film_says_what_the_network_predicts():
    nn, (pixels, _) = trained(10), film.test_images()
    _, logits = whole.read(film.frames()[film.STEPS.index(340)], pixels)
    predicted = nn.predict(parts()[2][0])
    assert logits.argmax(axis=1).tolist() == predicted.argmax(axis=1).tolist()
    shares = whole.shares(logits, whole.scale(film.frames()[0]), 1000)
    assert np.abs(shares / 1000 - predicted).max() < 0.006


def test_shares_are_the_rounded_quotients():
    logits = np.random.default_rng(0).integers(-(10**8), 10**8, (200, 10))
    unit = whole.scale(film.frames()[0])
    for row, found in zip(logits.tolist(), whole.shares(logits, unit, 100), strict=True):
        places = [Fraction(whole.FINE * (max(row) - z), unit) + Fraction(1, 2) for z in row]
        powers = [([*whole.EXPONENTIALS, 0])[min(math.floor(p), 14 * whole.FINE)] for p in places]
        exact = [math.floor(Fraction(100 * p, sum(powers)) + Fraction(1, 2)) for p in powers]
        assert found.tolist() == exact


@each(
    ("nn", "message"),
    [
        *(
            (NeuralNetwork(*sizes, **READS | other), "network: expected 64 inputs, relu in its")
            for sizes, other in (
                ((64, 8, 10), {"activation": "tanh"}),
                ((64, 8, 10), {"output": "sigmoid"}),
                ((63, 8, 10), {}),
                ((64, 8, 9), {}),
            )
        ),
        (NeuralNetwork(64, *[8] * 4, 10, **READS), "network: expected weights that are smaller, "),
        (5, "nn: expected a NeuralNetwork"),  # its sums would not be exact
    ],
)
def test_a_network_that_reads_no_digits_or_not_exactly_is_refused(nn, message):
    with pytest.raises(ValueError, match=f"^{message}"):
        Hand(nn)


def test_random_numbers_are_those_of_park_and_miller():
    assert whole.random_numbers(10_000, whole.PRIME)[-1] == 399268537  # as the C++ standard says


def test_ink_is_where_the_pen_was_near():
    middle = pen.GRID * (np.arange(pen.PLACES) + 0.5)
    x, y = np.meshgrid(middle, middle)
    for strokes in pen.random_strokes(5, seed=7):
        near = np.full(x.shape, np.inf)
        for stroke in strokes:
            for (ax, ay), (bx, by) in pairwise(stroke):
                t = np.linspace(0, 1, 2000)[:, None, None]
                away = np.hypot(x - ax - t * (bx - ax), y - ay - t * (by - ay))
                near = np.minimum(near, away.min(axis=0))
        low, high = ((near <= pen.RADIUS + by) for by in (-1, 1))
        low, high = (ink.reshape(8, 4, 8, 4).sum(axis=(1, 3)).ravel() for ink in (low, high))
        found = pen.pixels(strokes)
        assert (low <= found).all() and (found <= high).all() and found.max() <= whole.INK


def test_a_spline_goes_through_its_knots_and_is_straight_between_two():
    knots = np.array([[0, 0], [30, 40], [10, 60], [90, 0]])
    line = spline(knots).reshape(3, 40, 2)
    np.testing.assert_allclose(line[:, 0], knots[:-1], atol=1e-9)
    np.testing.assert_allclose(line[:, -1], knots[1:], atol=1e-9)
    straight = np.linspace(knots[0], knots[1], 40)
    np.testing.assert_allclose(spline(knots[:2]), straight, atol=1e-9)


def test_a_centred_drawing_fills_the_pad_and_lies_in_its_middle():
    for _, strokes in drawings():
        points = np.concatenate([np.array(s) for s in pen.centred(strokes)])
        low, high = points.min(axis=0), points.max(axis=0)
        assert np.abs(low + high - pen.PAD).max() <= 2
        assert np.isclose((high - low) / [pen.WIDE, pen.HIGH], 1, atol=0.01).any()
        assert (high - low <= [pen.WIDE + 1, pen.HIGH + 1]).all()
    assert pen.centred([[(5, 9)]]) == [[[pen.PAD // 2] * 2]]


def test_moved_by_a_pixel_an_image_is_moved_by_a_pixel():
    for _, strokes in drawings()[:10]:
        strokes = pen.centred(strokes)
        right = [[(x + pen.PIXEL, y) for x, y in stroke] for stroke in strokes]
        before, after = (pen.pixels(each).reshape(8, 8) for each in (strokes, right))
        assert (after[:, 1:] == before[:, :-1]).all()


def in_node(pad, proof):
    given = {"core": javascript.core(), "view": javascript.view("hand")}
    given |= {"spec": pad.spec, "proof": proof}
    done = subprocess.run(["node", SCRIPT], input=json.dumps(given), text=True, capture_output=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def known(pad, pixels, labels, random, drawn):
    """What JavaScript should find of these images, as many random ones, and random drawings."""
    numbers = whole.random_numbers(64 * random, whole.INK + 1).reshape(-1, 64)
    results = [of_hand.result(layers, (pixels, labels), numbers) for layers in pad.networks]
    return [results, pen.digest_of(pen.random_strokes(drawn))]


@pytest.mark.thorough
def test_in_node_every_sum_is_that_of_python(pad, images):
    _, pixels = images
    labels = datasets.digits()[1]
    texts = ["".join(SHADES[ink] for ink in image) for image in pixels]
    proof = {"images": texts, "labels": "".join(map(str, labels))}
    proof |= {"random": MANY, "drawings": 1000}
    assert in_node(pad, proof) == known(pad, pixels, labels, MANY, 1000)


@pytest.mark.parametrize("nn", [None, NeuralNetwork(64, 9, 7, 10, **READS, bias=False)], ids=str)
def test_in_node_the_proof_of_the_page_holds(nn):
    pad = Hand(nn)
    proof = pad.spec["proof"]
    results, _ = in_node(pad, proof)
    assert results == proof["results"]


def test_a_page_with_the_pad_is_light(pad):
    script = javascript.view("hand").encode() + Hand.style().encode()
    weight = len(gzip.compress(json.dumps(pad.parts()).encode() + script))
    assert weight < 60_000
