"""Explorer: gradient descent, with and without momentum, in a valley of two parameters."""

import numpy as np

from plainnet import plots
from plainnet.explorers.descent_contour import texts, valley
from plainnet.explorers.descent_contour.valley import START, STEEP, STEPS, slowest, verdict
from plainnet.explorers.descent_contour.words import WORDS
from plainnet.explorers.explorer import Explorer, Slider
from plainnet.explorers.formatting import axis, digits, labels, minus

RATES = tuple(
    [round(0.05 * k, 2) for k in range(1, 45)] + [round(0.2 * k, 1) for k in range(12, 21)]
)
MOMENTA = (0.0, 0.5, 0.8, 0.9)
CONDITIONS = (1, 10, 30, 100)
STARTS_X = (-1.0, -0.6, -0.2, 0.2, 0.6, 1.0)
STARTS_Y = (-0.6, -0.2, 0.2, 0.6)
WIDE, HIGH, SHARE = 1.25, 1.0, 1.5
HALF = 0.025  # half a cell of the map of steps
BENDS = [k / 50 for k in range(43)]  # √β of points on the limit of creeping, as far as α = 0.025
OPACITIES = "c0", "a6", "8c", "70", "50", "30", "12"  # of the blue, from few steps to over 1,000
SHADES = [
    *(plots.COLOURS["curve"] + opacity for opacity in OPACITIES),
    plots.COLOURS["wrong"] + "40",
]
SHOWN = 8  # steps that are shown at first
HERE = {"start_x": START[0], "start_y": START[1]}
PLAIN = HERE | {"condition": 10, "momentum": 0.0}
RACE = HERE | {"step": 20, "momentum": 0.9}
TASKS = {
    "limit": PLAIN | {"learning_rate": 2.0},
    "valley": PLAIN | {"learning_rate": 1.8, "condition": 100},
    "bowl": PLAIN | {"learning_rate": 1.0, "condition": 1},
    "wins": RACE | {"learning_rate": 1.8, "condition": 100},
    "loses": RACE | {"learning_rate": 1.0, "condition": 1},
}


class DescentContour(Explorer):
    """Descent on L = ½ (x²/κ + y²): 53 learning rates, 4 momenta β, 4 κ, 24 starts, 50 steps.

    Across the valley the curvature is 1 for every κ, so the limit 2/λ_max of plain descent is 2.
    With momentum, a run of plain descent is shown beside it. A frame does not hold points but, for
    each step, the fraction of the start that is left along and across the valley; the map's axes
    ``from_x`` and ``from_y`` place 1 at the start. So all starts share the same frames.
    """

    view = "descent_contour"
    height = "606px", 560, "432px"
    reads = True
    drawn = "start_x", "start_y", "learning_rate", "momentum"

    def __init__(self):
        steps = tuple(range(STEPS + 1))
        contours = [valley.contours(condition, WIDE) for condition in CONDITIONS]
        best = [valley.fewest(condition) for condition in CONDITIONS]
        super().__init__(
            _controls(steps),
            tasks=[(WORDS["tasks"][name], state) for name, state in TASKS.items()],
            roles=dict.fromkeys(("swings_y", "diverges_y", "best_y"), "limit")
            | dict.fromkeys(("plain_along", "plain_across", "plain_needs"), "pinned")
            | {"contour_y": "pinned", "one": "ink"},
            words=WORDS,
            step=list(steps),
            **_axes(),
            contour_x=[xs for xs, _ in contours],
            contour_y=[ys for _, ys in contours],
            heights=[max(ys) for ys in contours[0][1]],
            levels=[WORDS["level"].format(level=level) for level in valley.LEVELS],
            starts_x=list(STARTS_X),
            starts_y=list(STARTS_Y),
            one=[1.0],
            rates=list(RATES),
            momenta=list(MOMENTA),
            counts=[valley.letters(condition) for condition in CONDITIONS],
            shades={"colours": SHADES, "letters": valley.LETTERS, "columns": len(valley.RATES)},
            **_limits(),
            best_x=[rate for rate, _, _ in best],
            best_y=[momentum for _, momentum, _ in best],
            fewest=[WORDS["fewest"].format(steps=texts.in_words(count)) for _, _, count in best],
            table=["step", "along", "across", "plain_along", "plain_across"],
        )

    def compute(self, start_x, start_y, learning_rate, momentum, condition) -> dict:
        """The fractions of the start that are left in each run, and the steps needed."""
        steps = texts.products(learning_rate, condition)
        along, across = (valley.left(step, momentum) for step in steps)
        plain_along, plain_across = (valley.left(step, 0.0) for step in steps)
        regime = verdict(*(slowest(step, momentum) for step in steps))
        role = "wrong" if regime in ("diverges", "forever") else "curve"
        coloured = ("along", "across", "beta", "chosen", "needs")
        return {
            "along": along,
            "across": across,
            "plain_along": plain_along if momentum else [],  # it would be the same
            "plain_across": plain_across if momentum else [],
            "race": momentum > 0,
            **_scaled("x", start_x, STARTS_X, WIDE),
            **_scaled("y", start_y, STARTS_Y, HIGH),
            "at_condition": CONDITIONS.index(condition),
            "start": minus(WORDS["start"].format(x=start_x, y=start_y)),
            "alpha": learning_rate,
            "beta": momentum,
            "chosen": WORDS["chosen"].format(learning_rate=learning_rate, momentum=momentum),
            **texts.race(learning_rate, momentum, condition),
            "roles": dict.fromkeys(coloured, role),
            "sentence": texts.sentence(learning_rate, momentum, condition),
        }

    def draw_still(self, ax, frame) -> None:
        x, y = np.meshgrid(np.linspace(-WIDE, WIDE, 101), np.linspace(-HIGH, HIGH, 81))
        condition = CONDITIONS[frame["at_condition"]]
        loss = 0.5 * STEEP * (x**2 / condition + y**2)
        ax.contour(x, y, loss, valley.LEVELS, colors="#777777", linewidths=1)
        xs = STARTS_X[frame["at_x"]] * np.array(frame["along"])
        ys = STARTS_Y[frame["at_y"]] * np.array(frame["across"])
        ax.plot(xs, ys, ".-", color=plots.COLOURS["curve"])
        ax.set(xlim=(-WIDE, WIDE), ylim=(-HIGH, HIGH), xlabel="x", ylabel="y")

    def alt_text(self, frame) -> str:
        return WORDS["still"].format(start=frame["start"], sentence=frame["sentence"])

    def plain_text(self) -> str:
        runs = [texts.needed(rate, momentum, 10) for rate in RATES for momentum in MOMENTA]
        low = sum(needs <= STEPS for needs in runs)
        frames = len(RATES) * len(MOMENTA) * len(CONDITIONS)
        return WORDS["summary"].format(frames=frames, low=low, runs=len(runs), steps=STEPS)


def _controls(steps):
    """The controls: time, the start, α and β, and the choice of κ."""
    return [
        Slider("step", WORDS["step"], steps, labels(steps), SHOWN, "cursor", WORDS["roll"]),
        _number("start_x", WORDS["start_x"], STARTS_X, START[0], (-WIDE, WIDE)),
        _number("start_y", WORDS["start_y"], STARTS_Y, START[1], (-HIGH, HIGH)),
        _number("learning_rate", WORDS["learning_rate"], RATES, 1.8, (0.001, RATES[-1])),
        Slider("momentum", WORDS["momentum"], MOMENTA, labels(MOMENTA)),
        Slider("condition", WORDS["condition"], CONDITIONS, labels(CONDITIONS), 1, "choice"),
    ]


def _number(name, label, values, start, own):
    """A slider for a number that may also be the reader's own."""
    at, symbol = values.index(start), WORDS["symbols"][name]
    more = {"own": own, "symbol": symbol, "fine": True}
    return Slider(name, label, values, labels(values), at, **more)


def _scaled(way, start, starts, size):
    """The index of a start, and so of its axis; one of the reader's own brings an axis along."""
    if start in starts:
        return {f"at_{way}": starts.index(start)}
    return {f"at_{way}": 0, f"from_{way}": [_from(start or 1e-9, size)]}


def _from(start, size):
    """The axis from −size to size in which a start is at 1."""
    return axis(-size / start, size / start, [0, 1], names=["", ""])


def _axes():
    """The axes of the map, in x and y and in fractions of each start, and of the small plots."""
    x, y, step = [-1, 0, 1], [-1, 0, 1], [0, 20, 40]
    (low, *_, high), (_, *_, top) = valley.RATES, valley.MOMENTA
    return {
        "x": axis(-WIDE, WIDE, x, WORDS["x"]),
        "y": axis(-HIGH, HIGH, y, WORDS["y"]),
        "from_x": [_from(start, WIDE) for start in STARTS_X],
        "from_y": [_from(start, HIGH) for start in STARTS_Y],
        "steps": axis(0, STEPS, step, WORDS["step"]),
        "same_steps": axis(0, STEPS, step),
        "shares_x": axis(-SHARE, SHARE, x, WORDS["share_x"]),
        "shares_y": axis(-SHARE, SHARE, y, WORDS["share_y"]),
        "alphas": axis(low - HALF, high + HALF, [1, 2, 3, 4], WORDS["learning_rate"]),
        "betas": axis(-HALF, top + HALF, MOMENTA, WORDS["momentum"], names=["0", "0.5", "", "0.9"]),
    }


def _limits():
    """The lines of the map of steps between its zones, and places for the names of these."""
    momenta = [bend**2 for bend in BENDS]
    swings, _ = valley.limits(momenta)
    ends = 0.0, valley.MOMENTA[-1] + HALF
    _, diverges = valley.limits(ends)
    return {
        "swings_x": digits(swings),
        "swings_y": digits(momenta),
        "diverges_x": digits(diverges),
        "diverges_y": list(ends),
        "zone_x": [0.31, 0.9, 3.5],
        "zone_y": [0.0, 0.75, 0.0],
    }
