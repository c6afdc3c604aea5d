"""Explorer: a pad for the reader's own digit, which a network reads while it learns."""

import numpy as np

from plainnet.explorers import contract
from plainnet.explorers.digits import SHADES
from plainnet.explorers.explorer import Slider
from plainnet.explorers.hand import film, pen, shell
from plainnet.explorers.hand import whole_numbers as whole
from plainnet.explorers.hand.scripted import drawings
from plainnet.explorers.hand.words import WORDS
from plainnet.explorers.widget import Widget
from plainnet.explorers.words import COMMON

RANDOM_IMAGES, RANDOM_DRAWINGS = 200, 20  # that the page reads to prove its numbers
FIRST = 2  # the stored digit that is there at first
LEVELS = 16  # shades of a hidden unit
PACE = 700  # milliseconds from one network to the next


class Hand(Widget):
    """A pad to draw a digit on: a network reads it, and its answers change while it learns.

    ``Hand()`` has nine networks, which are one while it learns from the training set of the chapter
    *Ten digits*. ``Hand(network)`` reads with a network of your own, shows its hidden units, and
    moves the drawing by single pixels.

    Here JavaScript computes, in whole numbers only (`plainnet.explorers.hand.whole_numbers`), and
    compares the numbers that it finds with Python's, each time the pad is shown.

    Raises a `ValueError` for a network that does not have 64 inputs, ReLU in its hidden layers and
    10 outputs with softmax, or whose sums could be too large for whole numbers.
    """

    view = "hand"

    def __init__(self, network=None):
        self.is_film = network is None
        self.networks = film.frames() if self.is_film else [whole.rounded(network)]
        self.stored = stored(is_centred=not self.is_film)
        layers, proof = self.networks[0], _proof(self.networks, self.stored)
        table = {"fine": whole.FINE, "exponentials": whole.EXPONENTIALS}
        super().__init__(
            {
                "view": self.view,
                "words": WORDS | _told(proof),
                "common": COMMON,
                "controls": [slider.spec() for slider in _sliders(self.is_film)],
                "ghosts": 0,
                "sizes": [64, *(len(b) for _, b in layers)],
                "networks": differences(self.networks),
                "table": {"unit": whole.scale(layers), **table},
                "levels": LEVELS,
                "stored": self.stored,
                "first": FIRST,
                "proof": proof,
            }
        )

    def check(self) -> None:
        contract.check(self.view, self.spec)

    def shown(self, strokes, network=-1, is_centred=True) -> dict:
        """What the pad shows of some strokes, read by the network with this index."""
        layers, table = self.networks[network], self.spec["table"]
        pixels = pen.pixels(pen.centred(strokes) if is_centred else strokes)
        hidden, logits = whole.read(layers, pixels[None])
        shares, percents = (whole.shares(logits, table["unit"], parts)[0] for parts in (1000, 100))
        digit = int(logits.argmax())
        kind = ("after" if network else "first") if self.is_film else "own"
        known = {"step": f"{film.STEPS[network]:,}", "digit": digit, "percent": percents[digit]}
        return {
            "strokes": strokes,
            "pixels": pixels.tolist(),
            "levels": [] if self.is_film else whole.levels(hidden[0], LEVELS),
            "shares": shares.tolist(),
            "percents": [WORDS["percent"].format(percent=percent) for percent in percents],
            "digit": digit,
            "says": WORDS["says"][kind].format(**known) + self.spec["words"]["others"][network],
        }

    def first(self) -> dict:
        """The HTML."""
        return {"shell": self.fallback_html(None)}

    def fallback_html(self, content) -> str:
        return shell.html(self.spec, self.shown(self.stored[FIRST], -1, self.is_film))

    def plain_text(self) -> str:
        *_, right = self.spec["proof"]["results"][-1]
        images = len(self.spec["proof"]["images"])
        return WORDS["summary"].format(count=len(self.networks), right=right, images=images)


def _sliders(is_film):
    steps, ways = [f"{step:,}" for step in film.STEPS], (WORDS["centred"], WORDS["as_it_lies"])
    lies = Slider("lies", WORDS["lies"], (0, 1), ways, int(not is_film), "choice")
    if not is_film:
        return [lies]
    more = {"kind": "time", "play": WORDS["train"], "pace": PACE}
    return [Slider("step", WORDS["step"], film.STEPS, steps, len(steps) - 1, **more), lies]


def _proof(networks, strokes):
    """What the page reads to prove its numbers, and what it should find (`result`)."""
    images, labels = film.test_images()
    random = whole.random_numbers(RANDOM_IMAGES * 64, len(SHADES)).reshape(-1, 64)
    return {
        "images": ["".join(SHADES[ink] for ink in image) for image in images],
        "labels": "".join(map(str, labels)),
        "random": RANDOM_IMAGES,
        "drawings": RANDOM_DRAWINGS,
        "results": [result(layers, (images, labels), random) for layers in networks],
        "pen": pen.digest_of(strokes + pen.random_strokes(RANDOM_DRAWINGS)),
    }


def _told(proof):
    """The texts that say how many images are read."""
    results, count = proof["results"], len(proof["images"])
    images = f"{len(results) * (count + RANDOM_IMAGES):,}"
    networks = WORDS["networks"][len(results) > 1].format(count=len(results))
    texts = {n: WORDS[n].format(images=images, networks=networks) for n in ("proving", "proved")}
    others = [WORDS["others"].format(count=count, right=right) for *_, right in results]
    return texts | {"others": others}


def stored(is_centred) -> list:
    """The strokes of ten digits, those of the first of the scripted hands."""
    first = [strokes for _, strokes in drawings()[:10]]
    return [pen.centred(strokes) for strokes in first] if is_centred else first


def differences(networks) -> list[list[int]]:
    """All weights and biases of each network, less those of the one before: smaller numbers."""
    flat = [np.concatenate([p.ravel() for layer in layers for p in layer]) for layers in networks]
    return np.diff(flat, axis=0, prepend=0).tolist()


def result(layers, known, random) -> list[int]:
    """What ``proof.js`` should find: digests of the logits and shares, and how many are right."""
    images, labels = known
    _, logits = whole.read(layers, np.concatenate([images, random]))
    shares = whole.shares(logits, whole.scale(layers), 10**6)
    right = logits[: len(labels)].argmax(axis=1) == labels
    return [whole.digest(logits), whole.digest(shares), int(right.sum())]
