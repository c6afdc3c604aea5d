"""Figures: arrays in, axes out, without knowledge of networks.

Use with ``plt.style.use("plainnet.book")``. One meaning has one colour through the whole book.

All functions raise a `ValueError` that names the argument which cannot be drawn, and then have
drawn nothing.
"""

import itertools
from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from plainnet import language
from plainnet._validation import choice, function, listed, matrix, positive, reals, unfit, whole

if TYPE_CHECKING:
    from matplotlib.axes import Axes

COLOURS = {  # explorers/colours.css has the same, and their dark versions
    "curve": "#0072b2",  # what a figure is about
    "pinned": "#8a8a8a",  # what that is compared with, such as a previous run
    "limit": "#222222",  # a line that it should reach or not cross, such as 2/λ
    "solved": "#007a5a",  # a run that succeeds, and what is right
    "wrong": "#b91c1c",
    "target 0": "#5b3a8e",  # only for patterns and regions of target 0 and 1, as in the map PuOr
    "target 1": "#b35806",
}
COLOURS |= {"sigmoid": "#243a9e", "tanh": "#b3478f", "relu": "#5f6a00"}

WORDS = {
    "epoch": "epoch",
    "loss": "loss L",
    "solved": "solved",
    "solved_below": "solved below {limit:g}",
    "prediction": "prediction ŷ",
    "target": "target {target}",
    "rate": "learning rate α",
    "training": "training",
    "validation": "validation",
}
language.words(__name__, WORDS)


def loss_curve(ax, history, epochs=None, *, label=None, solved_below=None, kind="curve") -> "Axes":
    """Draw the losses of one run against the epoch.

    ``history`` is the `History` that `train` returned. If it has a validation loss, that is drawn
    as well, and the loss of the training data is the grey line beside it. In place of a history you
    may give a list of losses; their epochs are then ``epochs``, or 0, 1, 2 and so on.

    The axis of the losses is logarithmic as soon as one of the runs on ``ax``, with the line of
    ``solved_below``, spans more than a factor of 10. ``label`` names the run for `label_ends`,
    ``kind`` its colour in ``COLOURS``. ``solved_below`` draws the line under which a run counts as
    solved. Returns ``ax``.

    The losses are 0 or more; those at the end, of a run that diverged, may not be finite.
    """
    _axes(ax)
    epochs, curves = _curves(history, epochs)
    colours = {"training": COLOURS["pinned"], "": choice("kind", kind, COLOURS)}
    run = "" if label is None else _text("label", label)
    limit = None if solved_below is None else positive("solved_below", solved_below)
    for name, losses in curves.items():
        text = ", ".join(filter(None, [run, WORDS.get(name, "")])) or None
        ax.plot(epochs, losses, color=colours.get(name, colours[""]), label=text)
        above_0 = [loss for loss in (*losses, limit) if loss and np.isfinite(loss)]
        if above_0 and max(above_0) / 10 > min(above_0):
            ax.set_yscale("log")
    ax.set(xlabel=WORDS["epoch"], ylabel=WORDS["loss"])
    if limit is not None:
        ax.axhline(limit, color=COLOURS["solved"], linestyle="--", linewidth=1.2)
        under = {"xycoords": ("axes fraction", "data"), "textcoords": "offset points", "va": "top"}
        text, colour = WORDS["solved_below"].format(limit=limit), COLOURS["solved"]
        ax.annotate(text, (0.02, limit), (0, -3), color=colour, **under)
    return label_ends(ax) if "validation" in curves else ax


def label_ends(ax) -> "Axes":
    """Write the label of each line at its end, in its colour; call it last. Returns ``ax``."""
    _axes(ax)
    lines = [line for line in ax.lines if not line.get_label().startswith("_")]
    names = [line.get_label() for line in lines]
    for text in [text for text in ax.texts if text.get_text() in names]:
        text.remove()  # of an earlier call
    ends = [_end(line) for line in lines]
    rows = _apart([y for _, y in ends], [_height(ax, name) for name in names])
    beside = {"xycoords": "axes fraction", "textcoords": "offset points", "va": "center"}
    for line, (x, _), y in zip(lines, ends, rows, strict=True):
        ax.annotate(line.get_label(), (x, y), (6, 0), color=_ink(line.get_color()), **beside)
    return ax


def _height(ax, name):
    """How high a text is in the font that is set, as a part of the axes' height."""
    text = ax.text(0, 0, name)
    lines, box = 1 + name.count("\n"), text.get_window_extent()
    text.remove()
    least = 1.2 * lines * text.get_fontsize() * ax.figure.dpi / 72
    return max(least, box.height) / ax.bbox.height


def decision_map(ax, predict, X, y, *, margin=0.25) -> "Axes":
    """Draw a network's predictions for every point of the plane, and the patterns ``X``, ``y``.

    ``predict`` takes points, shape (n, 2), and returns predictions, shape (n, 1), as ``nn.predict``
    does. ``X`` has shape (m, 2); the targets ``y``, shape (m, 1) or (m,), are 0 or 1. The map
    reaches beyond the patterns by ``margin``, a fraction of their width and height. The black line
    marks a prediction of ½; squares are target 0, circles target 1. Returns ``ax``.
    """
    _axes(ax)
    predict = function("predict", predict, "a function, such as nn.predict")
    X, y = _targets(X, y)
    x1, x2 = _sides(X, positive("margin", margin, zero_allowed=True))
    points = np.stack(np.meshgrid(x1, x2), axis=-1).reshape(-1, 2)
    y_hat = matrix("predict", predict(points), rows=len(points), columns=1)
    y_hat = y_hat.reshape(len(x2), len(x1))
    colours = ax.pcolormesh(x1, x2, y_hat, cmap="PuOr_r", vmin=0, vmax=1, rasterized=True)
    if y_hat.min() < 0.5 < y_hat.max():
        ax.contour(x1, x2, y_hat, levels=[0.5], colors="black")
    patterns(ax, X, y, size=np.clip(4000 / len(X), 20, 90))
    ax.figure.colorbar(colours, ax=ax, label=WORDS["prediction"])
    width, height = float(np.ptp(x1)), float(np.ptp(x2))
    alike = max(width, height) < 4 * min(width, height)  # else equal units would make a stripe
    ax.set(xlabel="$x_1$", ylabel="$x_2$", aspect="equal" if alike else "auto")
    ax.grid(False)
    return ax


def patterns(ax, X, y, size=90) -> "Axes":
    """Draw the patterns ``X``: squares where the target ``y`` is 0, circles where it is 1.

    ``X`` has shape (m, 2), ``y`` shape (m, 1) or (m,). ``size`` is an area in square points.
    Returns ``ax``.
    """
    _axes(ax)
    (X, y), size = _targets(X, y), positive("size", size)
    style = {"s": size, "edgecolors": "white", "linewidths": 0.2 * size**0.5, "zorder": 3}
    for target, marker in ((0, "s"), (1, "o")):
        points, colour = X[y == target].T, COLOURS[f"target {target}"]
        name = WORDS["target"].format(target=target)
        ax.scatter(*points, marker=marker, color=colour, label=name, **style)
    return ax


def success_rates(ax, labels, rates, intervals) -> "Axes":
    """Draw one success rate per row, with its interval, and write it beside. Returns ``ax``.

    ``labels`` are texts, ``rates`` fractions from 0 to 1, ``intervals`` pairs (low, high) of them.
    """
    _axes(ax)
    labels = [_text("labels", label) for label in listed("labels", labels)]
    rates, low, high = _rates(rates, intervals, len(labels))
    rows = np.arange(len(labels))[::-1]
    ax.hlines(rows, low, high, color=COLOURS["curve"], linewidth=6, alpha=0.5)
    ax.plot(rates, rows, "o", color=COLOURS["curve"])
    for row, rate, right in zip(rows, rates, high, strict=True):
        ax.annotate(f"{rate:.0%}", (right, row), (8, 0), textcoords="offset points", va="center")
    ax.set(xlim=(-0.02, 1.12), xlabel=WORDS["solved"], yticks=rows, yticklabels=labels)
    ax.set_ylim(-0.6, len(labels) - 0.4)
    ax.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0 %", "25 %", "50 %", "75 %", "100 %"])
    ax.grid(axis="y", visible=False)
    return ax


def success_curve(ax, learning_rates, rates, intervals, *, label, kind="curve") -> "Axes":
    """Draw success rates against learning rates, on a logarithmic axis, with a band of intervals.

    ``rates`` are fractions from 0 to 1, ``intervals`` pairs (low, high) of them. Returns ``ax``.
    """
    _axes(ax)
    learning_rates = listed("learning_rates", learning_rates)
    learning_rates = [positive("learning_rates", rate) for rate in learning_rates]
    rates, low, high = _rates(rates, intervals, len(learning_rates))
    colour, label = choice("kind", kind, COLOURS), _text("label", label)
    ax.fill_between(learning_rates, low, high, color=colour, alpha=0.25, linewidth=0)
    ax.plot(learning_rates, rates, ".-", color=colour)
    middle = int(np.flatnonzero(rates >= rates.max() / 2).mean())
    below = {"xytext": (0, -8), "textcoords": "offset points", "ha": "center", "va": "top"}
    ax.annotate(label, (learning_rates[middle], rates[middle]), color=_ink(colour), **below)
    ax.set(xscale="log", xlabel=WORDS["rate"], ylabel=WORDS["solved"], ylim=(-0.02, 1.02))
    ax.set_yticks([0, 0.25, 0.5, 0.75, 1], ["0 %", "25 %", "50 %", "75 %", "100 %"])
    ax.set_xticks([0.1, 1, 10], ["0.1", "1", "10"])
    return ax


def number_grid(ax, values, corner=(0, 0), *, marked=(), label="") -> "Axes":
    """Draw ``values``, shape (m, n), as a table of numbers, its upper left cell at ``corner``.

    ``corner`` is (row, column), counted in cells, so that several tables fit on one ``ax``.
    ``marked`` lists the cells (row, column) of the table that are coloured; ``label`` stands above.
    Returns ``ax``.
    """
    _axes(ax)
    values, (top, left) = matrix("values", values), reals("corner", corner, (2,))
    marked, label = _cells(marked, values.shape), _text("label", label)
    for (row, column), value in np.ndenumerate(values):
        x, y = left + column, top + row
        colour = COLOURS["curve"] if (row, column) in marked else "#ffffff"
        box = [x, x + 1, x + 1, x], [y, y, y + 1, y + 1]
        ax.fill(*box, facecolor=f"{colour}40", edgecolor="#555555", linewidth=1)
        text = f"{value:g}".replace("-", "−")
        ax.text(x + 0.5, y + 0.5, text, ha="center", va="center")
    ax.text(left, top - 0.15, label)
    ax.set_aspect("equal")
    ax.set_axis_off()
    ax.yaxis.set_inverted(True)
    return ax


def network_diagram(ax, layers, nodes, edges) -> "Axes":
    """Draw a network from left to right: a box for each unit, a line for each weight.

    ``layers`` lists the names of the units, layer by layer; ``nodes`` maps a name to the text in
    its box, ``edges`` a pair of names to the text on the line between them. Returns ``ax``.
    """
    _axes(ax)
    layers = [listed("layers", units) for units in listed("layers", layers)]
    names = [_text("layers", name) for units in layers for name in units]
    if not names or len(set(names)) < len(names):
        raise unfit("layers", "names of units, each of them once", layers)
    pairs = list(itertools.product(names, repeat=2))
    nodes, edges = _texts("nodes", nodes, names), _texts("edges", edges, pairs)
    places = {
        name: (column, (len(units) - 1) / 2 - row)
        for column, units in enumerate(layers)
        for row, name in enumerate(units)
    }
    for (start, end), text in edges.items():
        (x, y), (to_x, to_y) = places[start], places[end]
        ax.plot([x, to_x], [y, to_y], color=COLOURS["curve"], linewidth=1.2, zorder=1)
        label = {"boxstyle": "square,pad=0.1", "facecolor": "white", "edgecolor": "none"}
        near = x + 0.62 * (to_x - x), y + 0.62 * (to_y - y)
        ax.text(*near, text, ha="center", va="center", bbox=label, zorder=2)
    box = {"boxstyle": "round,pad=0.4", "facecolor": "white", "edgecolor": "#555555"}
    for name, text in nodes.items():
        ax.text(*places[name], text, ha="center", va="center", bbox=box, zorder=3)
    ax.set(xlim=(-0.3, len(layers) - 0.7), ylim=(-1.0, 1.0))
    ax.axis("off")
    return ax


def _axes(ax):
    """Raise a `ValueError` unless ``ax`` can be drawn on."""
    try:
        from matplotlib.axes import Axes  # here, so that importing this module loads NumPy only
    except ModuleNotFoundError as error:
        error.msg += '; figures need pip install "plainnet[figures]"'
        raise
    if not isinstance(ax, Axes) or ax.name != "rectilinear":
        raise unfit("ax", "axes of matplotlib, such as plt.gca()", ax)


def _text(argument, value):
    if not isinstance(value, str):
        raise unfit(argument, "a text", value)
    return value


def _texts(argument, value, known):
    """``value``, if it maps some of the names that are ``known`` to texts."""
    if not isinstance(value, Mapping):
        raise unfit(argument, "a dictionary of texts", value)
    for name, text in value.items():
        if name not in known:
            raise unfit(argument, "names, or pairs of them, that layers has", name)
        _text(f"{argument}[{name!r}]", text)
    return value


def _numbers(argument, value, count=None, least=0.0, diverges=False):
    """``value`` as an array of ``count`` finite numbers; without ``count``, of one or more.

    Where a run ``diverges``, the numbers at its end need not be finite.
    """
    array = reals(argument, value, None if count is None else (count,), finite=False)
    if array.ndim != 1 or len(array) == 0:
        raise ValueError(f"{argument}: expected shape (n,), not empty; got shape {array.shape}")
    finite = array[: np.isfinite(array).sum()] if diverges else array
    if finite.size and (reals(argument, finite) < least).any():
        raise unfit(argument, f"numbers of {least:g} or more", array)
    return array


def _rates(rates, intervals, count):
    """The rates, and both ends of their intervals."""
    rates, intervals = _numbers("rates", rates, count), reals("intervals", intervals, (count, 2))
    low, high = intervals.T
    if rates.max() > 1:
        raise unfit("rates", "numbers from 0 to 1", rates)
    if low.min() < 0 or (low > high).any() or high.max() > 1:
        raise unfit("intervals", "pairs (low, high) of numbers from 0 to 1", intervals)
    return rates, low, high


def _curves(history, epochs):
    """The epochs, and the losses by name: of a history, or of the numbers in place of one."""
    curves = {"": history}
    if hasattr(history, "validation_loss"):
        epochs = history.epoch if epochs is None else epochs
        curves = {"training": history.loss, "validation": history.validation_loss}
        if history.validation_loss is None:
            curves = {"": history.loss}
    curves = {name: _numbers("history", c, diverges=True) for name, c in curves.items()}
    for losses in curves.values():
        epochs = range(len(losses)) if epochs is None else epochs
        epochs = _numbers("epochs", epochs, len(losses))
    return epochs, curves


def _ink(colour):
    """The ``colour`` for letters: a darker grey in place of that of lines."""
    from matplotlib.colors import same_color  # here, as in `_axes`

    return "#555555" if same_color(colour, COLOURS["pinned"]) else colour


def _end(line):
    """The last point of ``line`` that is inside the axes, in fractions of these."""
    ax = line.axes
    ax.viewLim  # noqa: B018  (limits are computed when they are read)
    points = ax.transAxes.inverted().transform(line.get_transform().transform(line.get_xydata()))
    inside = ((points > -0.001) & (points < 1.001)).all(axis=1)
    return points[inside][-1] if inside.any() else (1, 0.5)


def _apart(places, sizes):
    """The ``places``, moved until spans of these ``sizes`` around them are above 0 and apart."""
    places, sizes = np.array(places), np.array(sizes)
    order = np.argsort(-places.round(3), kind="stable")  # of equal places, the first is upper
    for _ in range(100):
        places = np.maximum(places, sizes / 2)
        for high, low in itertools.pairwise(order):
            overlap = (sizes[low] + sizes[high]) / 2 - (places[high] - places[low])
            places[[low, high]] += max(overlap, 0) / 2 * np.array([-1, 1])
    return places


def _sides(X, margin):
    """The places x1 and x2 of a grid over the patterns and a margin: 101 rising numbers each."""
    low, high = X.min(axis=0), X.max(axis=0)
    low, high = low - 0.5 * (low == high), high + 0.5 * (low == high)  # 1 wide if all are equal
    with np.errstate(over="ignore", invalid="ignore"):
        beyond = margin * (high - low)
        x1, x2 = np.linspace(low - beyond, high + beyond, 101, axis=1)
        if not (np.diff([x1, x2]) > 0).all():
            raise unfit("X", "patterns that a grid of finite numbers can cover", X)
    return x1, x2


def _targets(X, y):
    """``X`` with shape (m, 2) and ``y`` with shape (m,), whose entries are all 0 or 1."""
    X, y = matrix("X", X, columns=2), reals("y", y)
    if y.shape not in ((len(X),), (len(X), 1)):
        raise ValueError(f"y: expected shape ({len(X)}, 1); got shape {y.shape}")
    if not ((y == 0) | (y == 1)).all():
        raise unfit("y", "targets 0 and 1", y)
    return X, y.ravel()


def _cells(marked, shape):
    """``marked`` as pairs (row, column) in a table of this shape."""
    pairs = [listed("marked", cell) for cell in listed("marked", marked)]
    cells = [tuple(whole("marked", place, least=0) for place in pair) for pair in pairs]
    if not set(cells) <= set(np.ndindex(shape)):
        raise unfit("marked", f"cells (row, column) of a table of shape {shape}", marked)
    return cells
