"""What can be chosen in the playground: a state, and the check of one that comes from a link.

A state becomes source that is executed, so each of its values is one of those listed here, or a
number of a known form.
"""

import re
from typing import NamedTuple


class Data(NamedTuple):
    """A data set: the source that makes X and y, and what fits it.

    ``source`` is formatted with the ``noise`` and the number of ``points``. ``box`` has the lowest
    and highest x1 and x2 that are drawn, ``sizes`` the numbers of inputs and outputs, ``output``
    the activation of the last layer. ``start`` is the state in which a reader meets it.
    """

    source: str
    box: tuple | None
    sizes: tuple[int, int]
    output: str
    start: dict

    @property
    def is_drawn(self) -> bool:
        """Whether its points are drawn at random."""
        return "{noise" in self.source


SMALL = {"hidden": (4, 4), "activation": "tanh", "rule": "adam", "rate": 0.03, "batch": 0}
GATE = SMALL | {"hidden": (2,), "activation": "sigmoid", "rule": "descent", "rate": 1.0}
DIGITS = SMALL | {"hidden": (32,), "activation": "relu", "init": "he"}
DIGITS |= {"rule": "descent", "rate": 0.3, "batch": 32}
CORNERS = -0.5, 1.5, -0.5, 1.5
AROUND = -1.6, 1.6, -1.6, 1.6
DRAWN = "X, y = datasets.{name}({{points}}, {{noise:g}}, rng=rng)"
CLASSES = "X, y = datasets.blobs({{points}}, {{noise:g}}, {classes}, rng=rng)"
LINE = """X = rng.uniform(-1.0, 1.0, ({points}, 1))
y = 0.5 * X + rng.normal(0.0, {noise:g}, X.shape)"""
READ = """X, labels = datasets.digits()
y = datasets.one_hot(labels)"""


def _two(name, box):
    return Data(DRAWN.format(name=name), box, (2, 1), "sigmoid", SMALL)


DATA = {
    "and": Data("X, y = datasets.and_()", CORNERS, (2, 1), "sigmoid", GATE),
    "or": Data("X, y = datasets.or_()", CORNERS, (2, 1), "sigmoid", GATE),
    "nand": Data("X, y = datasets.and_()\ny = 1.0 - y", CORNERS, (2, 1), "sigmoid", GATE),
    "xor": Data("X, y = datasets.xor()", CORNERS, (2, 1), "sigmoid", GATE),
    "noisy_xor": _two("noisy_xor", (-0.6, 1.6, -0.6, 1.6)),
    "rings": _two("rings", AROUND),
    "moons": _two("two_moons", (-2.0, 3.0, -2.25, 2.75)),
    "spirals": _two("spirals", (-1.3, 1.3, -1.3, 1.3)),
    "blobs": Data(CLASSES.format(classes=3), (-2, 2, -2, 2), (2, 3), "softmax", SMALL),
    "five": Data(CLASSES.format(classes=5), (-2, 2, -2, 2), (2, 5), "softmax", SMALL),
    "line": Data(LINE, (-1.2, 1.2, -1.2, 1.2), (1, 1), "identity", SMALL),
    "digits": Data(READ, None, (64, 10), "softmax", DIGITS),
}
CHOICES = {  # of each setting, the values that it can have
    "data": tuple(DATA),
    "noise": (0.0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5),
    "points": (30, 100, 330),
    "activation": ("sigmoid", "tanh", "relu", "identity"),
    "init": ("xavier", "he", "uniform", "normal"),
    "loss": ("cross_entropy", "mse"),
    "rule": ("descent", "momentum", "adam"),
    "rate": (0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0, 100.0),
    "batch": (0, 1, 10, 32),
    "decay": (0.0, 0.0001, 0.001, 0.01, 0.1),
}
FIRST = {
    "data": "rings",
    "noise": 0.15,
    "points": 330,
    "hidden": (4, 4),
    "activation": "tanh",
    "init": "xavier",
    "loss": "cross_entropy",
    "rule": "adam",
    "rate": 0.03,
    "batch": 0,
    "decay": 0.0,
    "seed": 0,
    "start": 1,
    "added": (),
    "moved": (),
}
LAYERS = 4
UNITS = {True: (8, 16, 32, 64), False: (1, 2, 3, 4, 5, 6, 7, 8)}  # by whether it reads digits
SHORT = 20  # signs of a value that is repeated to the reader
OWN = 40  # points that a reader may add, and move
NUMBER = re.compile(r"\d{1,6}")
DECIMAL = re.compile(r"\d{1,3}(\.\d{1,4})?")
PLACE = re.compile(r"-?\d(\.\d{1,3})?")


def of_data(name) -> dict:
    """The state in which a reader meets a data set."""
    return FIRST | {"data": name} | DATA[name].start


def checked(given) -> dict:
    """A whole state of what a link or the page gives: settings by name, texts or values.

    What is missing, unknown or of another form gets its value of the first state of the data set.
    What does not go together is `mended`.
    """
    name = _plain(given.get("data"))
    state = of_data(name if name in DATA else FIRST["data"])
    for key, values in CHOICES.items():
        state[key] = next((v for v in values if _is(v, given.get(key))), state[key])
    state["hidden"] = _hidden(given.get("hidden"), state)
    for key in ("seed", "start"):
        if NUMBER.fullmatch(_plain(given.get(key))):
            state[key] = int(given[key])
    if DATA[state["data"]].box:
        for key in ("added", "moved"):
            state[key] = _points(given.get(key), key, state)
    return mended(state)


def _is(value, given):
    """Whether a link or the page gives this value; both may write 1.0 as 1."""
    text = _plain(given)
    if isinstance(value, str) or not DECIMAL.fullmatch(text):
        return value == text
    return value == float(text)


def _plain(value):
    """A value as the text that a link has for it."""
    return "" if isinstance(value, bool) else str(value)


def _hidden(given, state):
    parts = given.split("-") if isinstance(given, str) else given
    if not isinstance(parts, list | tuple):
        return state["hidden"]
    known = UNITS[state["data"] == "digits"]
    sizes = [size for part in parts[:LAYERS] for size in known if str(size) == str(part)]
    is_known = len(sizes) == len(parts[:LAYERS]) or list(parts) == [""]
    return tuple(sizes) if is_known else state["hidden"]


def _points(given, key, state):
    """Points of the reader's own, rows of numbers: (x1, x2, class), or (which, x1, x2).

    Those of a class that the data have not, or of a pattern that is gone, are left out.
    """
    rows = _rows(given)
    if not isinstance(rows, list | tuple):
        return ()
    n_in, n_out = DATA[state["data"]].sizes
    labels = 1 if n_in == 1 else max(2, n_out)
    found = []
    for row in rows[:OWN]:
        parts = [str(part) for part in (row.split(":") if isinstance(row, str) else row)]
        whole, places = (parts[-1:], parts[:-1]) if key == "added" else (parts[:1], parts[1:])
        is_place = len(places) == 2 and all(PLACE.fullmatch(part) for part in places)
        if not (is_place and NUMBER.fullmatch(whole[0])):
            continue
        number, (x1, x2) = int(whole[0]), map(float, places)
        if number < (labels if key == "added" else trained_on(state)):
            found.append((x1, x2, number) if key == "added" else (number, x1, x2))
    return tuple(found)


def _rows(given):
    return given.split(",") if isinstance(given, str) and given else given


def untaken(given, state) -> list[str]:
    """Those settings that are not as a link or the page gives them, as a link has them."""

    def is_taken(name, value):
        if name in ("added", "moved"):
            return len(_rows(value)) == len(state[name])
        return name in state and (_is(state[name], value) or _text(state[name]) == _text(value))

    asked = {name: _text(value) for name, value in given.items() if not is_taken(name, value)}
    return [f"{name}={text}" if len(text) < SHORT else name for name, text in asked.items()]


def mended(state) -> dict:
    """A state in which everything goes together.

    The output decides about the loss, weight decay needs plain descent, a batch is smaller than the
    data, and only data that are drawn have noise and a number of points.
    """
    data = DATA[state["data"]]
    more = {}
    if data.output != "sigmoid":
        more["loss"] = {"softmax": "cross_entropy", "identity": "mse"}[data.output]
    if state["rule"] != "descent":
        more["decay"] = 0.0
    if not data.is_drawn:
        more |= {"noise": FIRST["noise"], "points": FIRST["points"]}
    most = 1.0 / (more.get("decay", state["decay"]) or 1e-9)  # weight decay asks for less
    more["rate"] = max(rate for rate in CHOICES["rate"] if rate < most and rate <= state["rate"])
    if state["batch"] > trained_on(state):
        more["batch"] = max(b for b in CHOICES["batch"] if b <= trained_on(state))
    return state | more


def speed(state) -> int:
    """How many epochs a picture shows at first: few enough to watch how it learns."""
    return 10 if DATA[state["data"]].box == CORNERS else 1


def fitting(state) -> list[str]:
    """The settings that change something for these data."""
    data = DATA[state["data"]]
    without = {"seed"} if not data.is_drawn and state["data"] != "digits" else set()
    without |= set() if data.is_drawn else {"noise", "points"}
    without |= set() if data.output == "sigmoid" else {"loss"}
    return [name for name in state if name not in without]


def trained_on(state) -> int:
    """How many patterns the network is trained on."""
    if state["data"] == "digits":
        return 1078
    return round(0.6 * state["points"]) if DATA[state["data"]].is_drawn else 4


def link(state) -> str:
    """What a link says of a state: the settings that are not those of its data set's first."""
    usual = of_data(state["data"])
    parts = [f"data={state['data']}"]
    for key, value in state.items():
        if key == "data" or value == usual[key]:
            continue
        parts.append(f"{key}={_text(value)}")
    return "&".join(parts)


def _text(value):
    """A value as a link has it: units with hyphens, points with commas."""
    if not isinstance(value, list | tuple):
        return str(value)
    if not all(isinstance(part, list | tuple) for part in value):
        return "-".join(map(str, value))
    return ",".join(":".join(f"{part:g}" for part in row) for row in value)
