"""Forty digits as strokes of a pen, drawn by this script: four writers, and ten digits of each.

They test the pad: neither its pen nor the network was changed after they had been read. Points are
pairs of whole numbers on a pad of 2048 × 2048.
"""

import re
from typing import NamedTuple

import numpy as np

PAD, MARGIN = 2048, 150


class Writer(NamedTuple):
    """How somebody writes. A digit is a string of control points "xxyy" on a grid of a hundred
    (y down, 99 high); a dot after a point makes it a sharp corner, a slash lifts the pen."""

    height: float  # of a digit, as a share of the pad's
    width: float  # of a digit, against the table's proportions
    slant: float  # leftward shift per unit down: positive leans to the right
    wobble: float  # size of the pen's unsteadiness, in pad units
    digits: tuple[str, ...]


WRITERS = (
    Writer(
        0.62,
        1.00,
        0.03,
        13,
        (  # a schoolchild: upright, round, careful, a little shaky
            "5600 3608 2032 1855 3088 5199 7388 8252 7718 6003 4804",
            "5000 5150 4999",
            "2222 3205 5200 7109 7427 6050 4274 2097. 4796 8097",
            "2412 4401 6705 7422 6340 4347. 6651 7872 6692 4499 2088",
            "3202 2735 2163. 5062 8460/6431 6365 6399",
            "3303 3022 2745. 4739 6945 7868 6690 4499 2091/3304 5503 7701",
            "6601 4520 2849 2273 3293 5199 7090 7670 6654 4753 2672",
            "2003 5004 7902. 6335 5066 4299",
            "6707 5000 3108 3029 4945 7163 7387 5299 2990 2770 4750 6834 7118 6003",
            "7217 5501 3108 2230 3448 5548 7017. 7155 6899",
        ),
    ),
    Writer(
        0.72,
        0.94,
        0.20,
        9,
        (  # a continental engineer: slanted, flagged 1, crossed 7
            "5901 4208 3046 3085 4799 6387 7148 6811 5501 4505",
            "2833 4720 6000. 5950 6099",
            "2519 3605 5200 6808 7126 6048 4274 2297. 5098 7896",
            "2604 5003 7402. 5925 4541. 6646 7669 6591 4599 2490",
            "5801 4034 2166. 5066 8564/6622 6460 6299",
            "7402 5502 3602. 3323 3043. 5038 7048 7670 6591 4599 2590",
            "6500 4520 3047 2673 3594 5299 6990 7370 6355 4756 2877",
            "2014 2203. 5004 8002. 6634 5266 4599/3252 5351 7649",
            "5047 3330 3311 5000 6911 6828 5047 3067 2788 4999 7389 7266 5047",
            "7221 6303 4500 2915 2835 4347 6140 7221. 7452 6683 4899 2891",
        ),
    ),
    Writer(
        0.54,
        1.12,
        0.12,
        11,
        (  # a hurried clerk: small, wide, loops, few lifts of the pen
            "6203 4202 2421 2055 3388 5399 7382 8045 7115 5301 3807",
            "5501 5233 4966 4799",
            "2022 3605 5600 7410 7430 6055 4482 2699 1188 2272 4378 6296 8991",
            "2609 4600 6806 6925 5539 4548 4245 5243 6953 7374 5896 3699 2089",
            "3303 2733 2155 3062 5256 7445/7608 6940 6270 5899",
            "7803 5502 3804. 3425 3044 5142 7055 7278 5696 3699 2089",
            "6203 4117 2645 2275 3795 6096 7580 7163 5255 3563 2680",
            "1912 3005 5206 7904 5941 4599",
            "7207 5200 3412 3529 5346 7065 7387 5099 2690 2771 4752 6833 7612 6102",
            "7213 5400 2912 2034 3349 5544 7115 7035 6567 5999",
        ),
    ),
    Writer(
        0.76,
        0.96,
        -0.06,
        6,
        (  # a draughtswoman: tall, bold, leaning back, serifs and feet
            "5600 4003 2822 2455 3188 5099 7087 7650 7017 5902 4503",
            "2922 4214 5200. 5250 5297/2799 5298 7799",
            "2424 3007 5000 7007 7627 6252 4078 2399. 2299 5099 7899",
            "2513 3703 5200 6806 7224 6541 4846 6751 7672 6891 5099 3396 2286",
            "6202 4235 2067. 5068 8567/6202 6250 6299",
            "3402 3224 3045. 5040 7048 7869 6991 4899 2490/3402 5503 7402",
            "5900 3925 2752 2372 3092 5099 7092 7772 6954 5047 3354 2469",
            "2202 5002 7902. 6634 5266 4499/3753 5453 7252",
            "5500 3606 2923 3541 5147 6840 7222 6405 4800/"
            "5547 3154 2373 3093 5199 7192 7872 6953 4847",
            "7527 6806 4800 2808 2129 2949 4856 6749 7527. 7558 6585 4599 2592",
        ),
    ),
)


def spline(knots: np.ndarray) -> np.ndarray:
    """A dense centripetal Catmull-Rom curve through the knots; its ends run straight on."""
    p = np.vstack([2 * knots[0] - knots[1], knots, 2 * knots[-1] - knots[-2]])
    t = np.cumsum([0, *np.sqrt(np.hypot(*np.diff(p, axis=0).T))])
    i = np.repeat(np.arange(1, len(p) - 2), 40)
    u = t[i] + (t[i + 1] - t[i]) * np.tile(np.linspace(0, 1, 40), len(p) - 3)

    def mix(a, b, j, k):  # from a at time t[j] to b at time t[k]
        w = ((u - t[j]) / (t[k] - t[j]))[:, None]
        return a * (1 - w) + b * w

    a, b, c = (mix(p[j], p[j + 1], j, j + 1) for j in (i - 1, i, i + 1))
    return mix(mix(a, b, i - 1, i + 1), mix(b, c, i, i + 2), i, i + 1)


def smooth(stroke: str) -> np.ndarray:
    """One stroke of the table as a dense line: a spline between each two of its corners."""
    runs = re.sub(r"(\d+)\.", r"\1.\1", stroke).split(".")
    return np.vstack([spline(np.array([divmod(int(w), 100) for w in r.split()])) for r in runs])


def draw(writer: Writer, text: str, rng: np.random.Generator) -> list[list[tuple[int, int]]]:
    """The strokes of one digit as a writer would: slanted, sized, placed, shaken, sampled."""
    slant, tall = writer.slant + rng.normal(0, 0.02), writer.height * rng.uniform(0.95, 1.04)
    shape = np.array([[writer.width, 0], [-slant, 1]]) * tall * PAD / 99
    lines = [smooth(stroke) @ shape for stroke in text.split("/")]
    low, high = np.vstack(lines).min(0), np.vstack(lines).max(0)
    shift = MARGIN - low + (PAD - 2 * MARGIN - (high - low)) * rng.uniform(0.2, 0.8, 2)
    paths = [np.cumsum([0, *np.hypot(*np.diff(line, axis=0).T)]) for line in lines]
    step, strokes = max(36, sum(path[-1] for path in paths) / 52), []
    for line, path in zip(lines, paths, strict=True):
        at = np.linspace(0, path[-1], round(path[-1] / step) + 1)
        waves = at[:, None, None] / rng.uniform(90, 260, (2, 3)) + rng.uniform(0, 6.3, (2, 3))
        ink = shift + np.stack([np.interp(at, path, line[:, k]) for k in (0, 1)], 1)
        strokes.append((ink + 1.7 * writer.wobble * np.sin(waves).mean(2)).round().astype(int))
    return [[tuple(point) for point in stroke.tolist()] for stroke in strokes]


def drawings() -> list[tuple[int, list]]:
    """All forty as (digit, strokes), writer after writer; the same at every call."""
    rng = np.random.default_rng(2048)
    return [
        (digit, draw(writer, text, rng))
        for writer in WRITERS
        for digit, text in enumerate(writer.digits)
    ]
