"""From the strokes of a pen to the 64 pixels that a network reads, in whole numbers.

The pad has 32 × 32 places, each with a grid of 64 × 64 points; a point is a pair of whole numbers,
x to the right and y down. A place has ink if its middle is near enough to a stroke, and a pixel
counts the places with ink among 4 × 4, as for the digits of the data set. ``pen.js`` repeats this.
"""

import numpy as np

from plainnet.explorers.hand.whole_numbers import digest, random_numbers

GRID = 64  # points from one place to the next
PLACES = 32
PAD = GRID * PLACES
RADIUS = 3 * GRID  # of the pen
HIGH, WIDE = 26 * GRID, 16 * GRID  # how large a centred drawing is at most
PIXEL = 4 * GRID


def centred(strokes) -> list[list]:
    """The strokes, moved to the middle of the pad and enlarged until they fill it."""
    strokes = [np.array(stroke, dtype=np.int64) for stroke in strokes]
    points = np.concatenate(strokes)
    low, high = points.min(axis=0), points.max(axis=0)
    width, height = (high - low).tolist()
    fills, of = (HIGH, height) if HIGH * width <= WIDE * height else (WIDE, width)
    return [
        (PAD // 2 + (2 * stroke - low - high) * fills // (2 * max(1, of))).tolist()
        for stroke in strokes
    ]


def pixels(strokes) -> np.ndarray:
    """The 64 pixels, from 0 to 16, row by row from the top."""
    middle = GRID * np.arange(PLACES, dtype=np.int64) + GRID // 2
    x, y = middle[None, :], middle[:, None]
    ink = np.zeros((PLACES, PLACES), dtype=bool)
    for stroke in strokes:
        for a, b in zip([stroke[0], *stroke], stroke, strict=False):
            ink |= _is_near(x, y, a, b)
    return ink.reshape(8, 4, 8, 4).sum(axis=(1, 3)).ravel()


def _is_near(x, y, a, b):
    """Whether a point is at most `RADIUS` away from the line from ``a`` to ``b``."""
    (ax, ay), (bx, by) = a, b
    dx, dy = bx - ax, by - ay
    along, square = (x - ax) * dx + (y - ay) * dy, dx * dx + dy * dy
    across = (x - ax) * dy - (y - ay) * dx
    before = (x - ax) ** 2 + (y - ay) ** 2 <= RADIUS**2
    after = (x - bx) ** 2 + (y - by) ** 2 <= RADIUS**2
    beside = across**2 <= RADIUS**2 * square
    return np.where(along <= 0, before, np.where(along >= square, after, beside))


def random_strokes(count, seed=1) -> list[list]:
    """``count`` drawings of two strokes, each with six points anywhere on the pad."""
    points = random_numbers(count * 24, PAD, seed).reshape(count, 2, 6, 2)
    return points.tolist()


def digest_of(drawings) -> int:
    """The digest of the pixels of drawings, of each as it lies and centred."""
    read = [pixels(each) for strokes in drawings for each in (strokes, centred(strokes))]
    return digest(np.array(read))
