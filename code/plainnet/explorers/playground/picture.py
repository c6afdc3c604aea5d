"""What the playground draws of a run: whole numbers, which JavaScript only scales and colours."""

import contourpy
import numpy as np

SIDE, SMALL = 48, 24  # cells of the large map, and of a hidden unit's, along each side
TOP = 255  # levels go from 0 to this one
FINE = 65_535  # places go from 0 to this one
MOST = 32  # hidden units that have a map of their own
WIRES = 200  # of each layer, those with the largest weights
IMAGES, PIXELS = 6, 64
STEEP = {"digits": 1.0}  # the weight at which a wire is thick, if it is not the usual one
USUAL = 4.0
MARGIN = 0.15  # around the points of a reader's own, as a part of their range
CLASSES = 12  # at most so many are shown in a table


def kind(run) -> str:
    """What can be drawn of a run: ``plane``, ``line``, ``digits``, or a ``table`` of answers."""
    n_in, n_out = run.nn.sizes[0], run.nn.sizes[-1]
    if n_in == 2 and (n_out == 1 or run.nn.activation_names[-1] == "softmax"):
        return "plane"
    if (n_in, n_out) == (1, 1):
        return "line"
    return "digits" if (n_in, n_out) == (PIXELS, 10) else "table"


def box_of(run, given=None) -> tuple:
    """The lowest and highest x1 and x2 (of a line: x and y) that are drawn, if they are."""
    if given or kind(run) not in ("plane", "line"):
        return given or ()
    columns = np.hstack([run.X, run.y]) if kind(run) == "line" else run.X
    low, high = columns.min(axis=0), columns.max(axis=0)
    more = MARGIN * np.maximum(high - low, 1e-9)
    low, high = low - more, high + more
    return low[0], high[0], low[1], high[1]


def points(run, box) -> list[list[int]]:
    """Each pattern: its place, its class, whether it is a new one, and its row."""
    rows = []
    for is_new, (X, y) in enumerate([(run.X, run.y), *([run.new] if run.new else [])]):
        places = np.hstack([X, y]) if kind(run) == "line" else X
        x = _places(places[:, 0], box[0], box[1])
        height = _places(places[:, 1], box[2], box[3])
        labels = y.argmax(axis=1) if y.shape[1] > 1 else (y[:, 0] > 0.5)
        labels = np.zeros(len(y)) if kind(run) == "line" else labels
        columns = x, height, labels.astype(int), np.full(len(X), is_new), np.arange(len(X))
        rows += np.column_stack(columns).tolist()
    return rows


def frame(run, box) -> tuple[dict[str, int], bytes]:
    """The parts of a picture, by name with their lengths, and all their bytes, in this order."""
    with np.errstate(all="ignore"):
        parts = {"wires": wires(run)}
        parts |= {"plane": plane, "line": line, "digits": digits, "table": table}[kind(run)](
            run, box
        )
    return {name: len(data) for name, data in parts.items()}, b"".join(parts.values())


def wires(run) -> bytes:
    """For each wire four bytes: its layer, where it begins and ends, and the level of its weight.

    The level of a weight of 0 is 127; the wires of each layer with the largest weights come last.
    """
    found = []
    steep = STEEP.get(kind(run), USUAL)
    for layer, (name, _) in enumerate(run.nn.names):
        if layer == 0 and run.nn.sizes[0] > 2:
            continue  # too many inputs to draw
        W = run.nn.parameters[name]
        order = np.argsort(np.abs(W), axis=None)[-WIRES:]
        begin, end = np.unravel_index(order, W.shape)
        weights = _levels(np.tanh(W[begin, end] / steep), -1.0, 1.0, 254)
        found.append(np.column_stack([np.full(len(order), layer), begin, end, weights]))
    return np.vstack(found).astype(np.uint8).tobytes() if found else b""


def plane(run, box) -> dict[str, bytes]:
    """The maps of answers and of hidden units, and the lines at which it can't decide."""
    a, b = _centres(box[0], box[1], SIDE), _centres(box[2], box[3], SIDE)
    grid = np.column_stack([part.ravel() for part in np.meshgrid(a, b)])
    record = run.nn.forward(grid)
    every = (slice(None, None, SIDE // SMALL),) * 2
    units = [A.T.reshape(-1, SIDE, SIDE)[:, *every] for A in record.A[1:-1]]
    y_hat, Z = record.y_hat, record.Z[-1]
    if y_hat.shape[1] == 1:
        answers, heights = _levels(y_hat[:, 0], 0.0, 1.0), [_height(run, record)]
    else:
        first, classes = y_hat.max(axis=1), y_hat.shape[1]
        share = TOP // classes
        sure = _levels(first, 1.0 / classes, 1.0, share - 1)
        answers = (y_hat.argmax(axis=1) * share + sure).astype(np.uint8)
        heights = [Z[:, k] - np.delete(Z, k, axis=1).max(axis=1) for k in range(classes)]
    return {
        "units": _units(run, units),
        "answers": answers.tobytes(),
        **_lines([height.reshape(SIDE, SIDE) for height in heights]),
    }


def _height(run, record):
    """What is 0 where the answer is ½."""
    return record.Z[-1][:, 0] if run.counts else record.y_hat[:, 0] - 0.5


def line(run, box) -> dict[str, bytes]:
    """The curve of answers, and the maps of hidden units, which differ from left to right only."""
    x = np.linspace(box[0], box[1], 4 * SMALL + 1)
    record = run.nn.forward(x[:, None])
    units = [np.repeat(A[2::4].T[:, None, :], SMALL, axis=1) for A in record.A[1:-1]]
    heights = _places(record.y_hat[:, 0], box[2], box[3])
    curve = np.column_stack([_places(x, box[0], box[1]), heights])
    return {"units": _units(run, units), "lines": _fine(curve), "lengths": _fine([len(curve)])}


def digits(run, box=None) -> dict[str, bytes]:
    """What the first hidden units look for, how active others are; a table, and some images."""
    weights = run.nn.parameters[run.nn.names[0][0]] if len(run.nn.sizes) > 2 else np.zeros((64, 0))
    spread = 3.0 * weights.std() if weights.size else 1.0
    X, y = run.new or (run.X, run.y)
    record = run.nn.forward(X)
    truth, answer = y.argmax(axis=1), record.y_hat.argmax(axis=1)
    wrong, right = np.flatnonzero(truth != answer), np.flatnonzero(truth == answer)
    shown = np.r_[wrong, right][:IMAGES]
    active = [A[shown[0]] / max(A[shown[0]].max(), 1e-9) for A in record.A[2:-1]]
    return {
        "units": _levels(weights.T, -spread, spread).tobytes(),
        "active": _levels(np.concatenate([*active, []]), 0.0, 1.0).tobytes(),
        "counts": _table(truth, answer, 10),
        "images": _levels(X[shown], 0.0, 1.0).tobytes(),
        "shares": _levels(record.y_hat[shown], 0.0, 1.0).tobytes(),
        "truth": truth[shown].astype(np.uint8).tobytes(),
        "answer": answer[shown].astype(np.uint8).tobytes(),
    }


def table(run, box=None) -> dict[str, bytes]:
    """How often each class got each answer, if there are few classes."""
    X, y = run.new or (run.X, run.y)
    y_hat, classes = run.nn.predict(X), max(2, y.shape[1])
    if not run.counts or classes > CLASSES:
        return {}
    several = y.shape[1] > 1
    truth, answer = (a.argmax(axis=1) if several else (a[:, 0] > 0.5) for a in (y, y_hat))
    return {"counts": _table(truth, answer, classes)}


def _table(truth, answer, classes):
    counts = np.zeros((classes, classes))
    np.add.at(counts, (truth.astype(int), answer.astype(int)), 1)
    return _fine(counts)


def _units(run, units):
    """The levels of hidden units' maps; 0 is in the middle, unless they answer from 0 to 1."""
    name = run.nn.activation_names[0]
    if sum(map(len, units)) > MOST:
        return b""
    return b"".join(
        _levels(each, *((0.0, 1.0) if name == "sigmoid" else _around(each, name))).tobytes()
        for layer in units
        for each in layer
    )


def _around(values, name):
    high = 1.0 if name == "tanh" else max(float(np.abs(values).max()), 1e-9)
    return -high, high


def _lines(heights):
    """The lines where a height is 0: the places of their points, and how many points each has."""
    found = []
    for height in heights:
        if np.isfinite(height).all():
            found += contourpy.contour_generator(z=height).lines(0.0)
    places = [(points + 0.5) / SIDE * FINE for points in found]
    return {
        "lines": _fine(np.vstack(places)) if places else b"",
        "lengths": _fine([len(points) for points in found]),
    }


def _centres(low, high, count):
    return low + (np.arange(count) + 0.5) / count * (high - low)


def _levels(values, low, high, top=TOP):
    """Values as whole numbers from 0 at ``low`` to ``top`` at ``high``."""
    parts = np.nan_to_num(
        (np.asarray(values) - low) / (high - low), nan=0.0, posinf=1.0, neginf=0.0
    )
    return np.rint(np.clip(parts, 0.0, 1.0) * top).astype(np.uint8)


def _places(values, low, high):
    parts = np.nan_to_num((values - low) / (high - low), nan=0.0, posinf=9.0, neginf=-9.0)
    return np.rint(np.clip(parts, 0.0, 1.0) * FINE)


def _fine(values):
    return np.rint(values).astype("<u2").tobytes()
