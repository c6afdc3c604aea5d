"""A reader with a keyboard sees where the focus is, in the light and in the dark."""

import io

import numpy as np
import page_scripts
import pytest
from engines import PAGE
from PIL import Image

SCRIPTS = page_scripts.functions("focus_seen.js")
CLEAR = 60  # of 255: the least difference of a channel that counts as seen
SEEN = 0.3  # of the pixels around a target: a ring of one pixel around most of it


def picture(engine, box):
    return np.asarray(Image.open(io.BytesIO(engine.page.screenshot(clip=box))).convert("RGB"), int)


def share_changed(engine, kind):
    """How many pixels the focus changes, as a share of those around the target."""
    box = engine.run(SCRIPTS.focusOn, kind)
    if min(box["width"], box["height"]) <= 0:
        return -1  # out of sight
    focused = picture(engine, box)
    engine.run(SCRIPTS.leave)
    changed = (abs(focused - picture(engine, box)) > CLEAR).any(axis=2).sum()
    return changed / (2 * (box["width"] + box["height"]))


@pytest.mark.parametrize(
    ("page", "scheme"),
    [
        ("chapters/xor.html", "light"),
        ("chapters/xor.html", "dark"),
        ("chapters/playground.html", "light"),
        ("chapters/intro.html", "dark"),
        ("chapters/concepts.html", "dark"),  # with handles
    ],
)
def test_the_focus_is_seen(chromium, page, scheme):
    engine = chromium(color_scheme=scheme, reduced_motion="reduce")
    engine.open(page)
    engine.run(PAGE.scrollThrough)
    engine.press("Tab")  # so that the browser shows a focus that a script sets
    kinds = engine.run(SCRIPTS.kinds)
    assert len(kinds) > 10
    shares = {kind: share_changed(engine, kind) for kind in kinds}
    assert {kind: share for kind, share in shares.items() if share < SEEN} == {}
