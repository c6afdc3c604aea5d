"""*A network that writes*: what the page says of longer samples."""

import numpy as np

from plainnet import sweeps
from plainnet.sweeps import writing_sweep


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
    assert longest_shared(new_text, text) == 65
