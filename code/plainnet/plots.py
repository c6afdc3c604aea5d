"""Figures: arrays in, axes out. Knows no network.

Use with ``plt.style.use("plainnet.book")``. One meaning has one colour through the whole book.
"""

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from matplotlib.axes import Axes

COLOURS = {
    "curve": "#0072B2",  # what is being looked at
    "pinned": "#B34E00",  # what it is compared with
    "solved": "#007A5A",
    "limit": "#9B2D7F",  # 2/λ and 2/α
    "target 0": "#5B3A8E",  # patterns and regions of target 0 and 1, as in PuOr
    "target 1": "#B35806",
}


def loss_curve(ax, losses, epochs=None, *, label=None, solved_below=None, kind="curve") -> "Axes":
    """Draw the ``losses`` of one run, on a logarithmic axis, against the epoch.

    ``epochs`` gives the epoch of each loss; without it they are 0, 1, 2 and so on.
    ``solved_below`` draws the line under which a run counts as solved. Returns ``ax``.
    """
    epochs = np.arange(len(losses)) if epochs is None else epochs
    ax.plot(epochs, losses, color=COLOURS[kind], label=label)
    ax.set(yscale="log", xlabel="epoch", ylabel="loss L")
    if solved_below is not None:
        ax.axhline(solved_below, color=COLOURS["solved"], linestyle="--", linewidth=1.2)
        ax.annotate(
            f"solved below {solved_below:g}",
            (0.02, solved_below),
            (0, -3),
            xycoords=("axes fraction", "data"),
            textcoords="offset points",
            va="top",
            color=COLOURS["solved"],
        )
    return ax


def decision_map(ax, x1, x2, y_hat, X, y) -> "Axes":
    """Draw the prediction ``y_hat`` over the grid ``x1`` × ``x2``, and the patterns ``X``, ``y``.

    ``y_hat`` has shape (len(x2), len(x1)). The line marks ½; squares are target 0, circles target
    1. Returns ``ax``.
    """
    colours = ax.pcolormesh(x1, x2, y_hat, cmap="PuOr_r", vmin=0, vmax=1, rasterized=True)
    ax.contour(x1, x2, y_hat, levels=[0.5], colors="black")
    patterns(ax, X, y)
    ax.figure.colorbar(colours, ax=ax, label="prediction ŷ")
    ax.set(xlabel="$x_1$", ylabel="$x_2$", aspect="equal")
    ax.grid(False)
    return ax


def patterns(ax, X, y, size=90) -> "Axes":
    """Draw the patterns ``X``: squares where the target ``y`` is 0, circles where it is 1.

    ``size`` is an area in square points. Returns ``ax``.
    """
    for target, marker in ((0, "s"), (1, "o")):
        ax.scatter(
            *np.asarray(X)[np.ravel(y) == target].T,
            s=size,
            marker=marker,
            color=COLOURS[f"target {target}"],
            edgecolors="white",
            linewidths=0.2 * size**0.5,
            label=f"target {target}",
            zorder=3,
        )
    return ax


def success_rates(ax, labels, rates, intervals) -> "Axes":
    """Draw one success rate a row, with its interval, and write it beside. Returns ``ax``.

    ``rates`` are fractions, ``intervals`` pairs (low, high) of fractions.
    """
    rows = np.arange(len(labels))[::-1]
    low, high = np.asarray(intervals).T
    ax.hlines(rows, low, high, color=COLOURS["curve"], linewidth=6, alpha=0.35)
    ax.plot(rates, rows, "o", color=COLOURS["curve"])
    for row, rate, right in zip(rows, rates, high, strict=True):
        ax.annotate(f"{rate:.0%}", (right, row), (8, 0), textcoords="offset points", va="center")
    ax.set(xlim=(-0.02, 1.12), xlabel="solved", yticks=rows, yticklabels=labels)
    ax.set_ylim(-0.6, len(labels) - 0.4)
    ax.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0 %", "25 %", "50 %", "75 %", "100 %"])
    ax.grid(axis="y", visible=False)
    return ax


def success_curve(ax, learning_rates, rates, intervals, *, label, kind="curve") -> "Axes":
    """Draw a success rate against the learning rate, on a logarithmic axis, with its band.

    ``rates`` are fractions, ``intervals`` pairs (low, high) of fractions. Returns ``ax``.
    """
    low, high = np.asarray(intervals).T
    ax.fill_between(learning_rates, low, high, color=COLOURS[kind], alpha=0.25, linewidth=0)
    ax.plot(learning_rates, rates, ".-", color=COLOURS[kind], label=label)
    ax.set(xscale="log", xlabel="learning rate α", ylabel="solved", ylim=(-0.02, 1.02))
    ax.set_yticks([0, 0.25, 0.5, 0.75, 1], ["0 %", "25 %", "50 %", "75 %", "100 %"])
    ax.set_xticks([0.1, 1, 10], ["0.1", "1", "10"])
    ax.legend(loc="center left", handlelength=1.2)
    return ax


def number_grid(ax, values, corner=(0, 0), *, marked=(), label="") -> "Axes":
    """Draw the array ``values`` as a table of numbers, its upper left cell at ``corner``.

    ``corner`` is (row, column), counted in cells, so that several tables fit on one ``ax``.
    ``marked`` lists the cells (row, column) that are coloured; ``label`` stands above. Returns
    ``ax``.
    """
    top, left = corner
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
        ax.text(*near, text, ha="center", va="center", fontsize=8, bbox=label, zorder=2)
    box = {"boxstyle": "round,pad=0.4", "facecolor": "white", "edgecolor": "#555555"}
    for name, text in nodes.items():
        ax.text(*places[name], text, ha="center", va="center", fontsize=8, bbox=box, zorder=3)
    ax.set(xlim=(-0.3, len(layers) - 0.7), ylim=(-1.0, 1.0))
    ax.axis("off")
    return ax
