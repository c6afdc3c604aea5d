"""Learning to write: each frame shows what the stored network wrote, and its probabilities."""

import numpy as np

from plainnet.explorers import writer
from plainnet.sweeps.writing_sweep import unpacked

SWEEP = writer.SWEEP


def frames(shown):
    for row, steps in enumerate(SWEEP.shown):
        for column, temperature in enumerate(SWEEP.temperatures):
            written = writer.book()["written"][row][column]
            yield shown.compute(steps, temperature), *written, row


def test_a_frame_has_the_letters_that_were_written(shown):
    for frame, text, likely, row in frames(shown):
        assert "".join(frame["letters"]).replace("¶", "\n") == text
        assert len(text) == len(frame["likely"]) == SWEEP.length == len(shown.spec["place"])
        assert f"{writer.book()['perplexity'][row][2]:.3g}" in frame["perplexity"]
        for at, letter in enumerate(text):
            signs, shares, drawn = likely[at]
            roles = frame["roles"][f"chosen.{at}"]
            assert roles.count("curve") == (letter in signs)
            assert frame["percent"][at] == drawn <= shares[0] + 0.5
            assert letter in signs or drawn <= shares[-1] + 0.5
            assert shares == frame["shares"][at] == sorted(shares, reverse=True)
            if letter in signs:
                assert abs(drawn - shares[signs.index(letter)]) <= 0.51
                assert roles.index("curve") == signs.index(letter)
                assert frame["drawn"][at] == frame["likely"][at][signs.index(letter)]


def test_the_shares_are_those_of_the_trained_network(shown):
    nn = unpacked(writer.book())  # its weights are rounded
    for column, temperature in enumerate(SWEEP.temperatures):
        text, likely = writer.book()["written"][-1][column]
        apart = []
        for at, (signs, percent, _) in enumerate(likely):
            shares = nn.shares(SWEEP.start + text[:at], temperature)
            best = [nn.signs.index(sign) for sign in signs]
            apart.append(np.abs(100 * shares[best] - percent).max())
        assert np.median(apart) < 2
        assert temperature < 0.8 or max(apart) < 12


def test_the_line_below_a_letter_is_the_bluer_the_likelier_it_was(shown):
    opaque = [int(writer.shade(percent)[-2:], 16) for percent in range(101)]
    assert opaque == sorted(opaque) and opaque[0] > 0 and opaque[-1] == 255
    for frame, *_ in frames(shown):
        assert frame["sure"] == [writer.shade(percent) for percent in frame["percent"]]


def test_the_text_is_read_out_with_the_mean_of_its_shares(shown):
    for frame, text, *_ in frames(shown):
        assert f"“… {' '.join(text.split())[: writer.TOLD]} …”" in frame["sentence"]
        assert f"on average {np.mean(frame['percent']):.0f} % likely" in frame["sentence"]
