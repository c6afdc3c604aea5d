"""Figures: arrays in, axes out. Knows no network.

Use with ``plt.style.use("plainnet.book")``. One meaning has one colour through the whole book.
"""

import numpy as np

COLOURS = {
    "curve": "#0072B2",  # what is being looked at
    "pinned": "#B34E00",  # what it is compared with
    "solved": "#007A5A",
    "target 0": "#5B3A8E",  # patterns and regions of target 0 and 1, as in PuOr
    "target 1": "#B35806",
}


def loss_curve(ax, losses, epochs=None, *, label=None, solved_below=None, kind="curve"):
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


def decision_map(ax, x1, x2, y_hat, X, y):
    """Draw the prediction ``y_hat`` over the grid ``x1`` × ``x2``, and the patterns ``X``, ``y``.

    ``y_hat`` has shape (len(x2), len(x1)). The line marks ½; squares are target 0, circles target
    1. Returns ``ax``.
    """
    colours = ax.pcolormesh(x1, x2, y_hat, cmap="PuOr_r", vmin=0, vmax=1, rasterized=True)
    ax.contour(x1, x2, y_hat, levels=[0.5], colors="black")
    for target, marker in ((0, "s"), (1, "o")):
        ax.scatter(
            *X[y[:, 0] == target].T,
            s=90,
            marker=marker,
            color=COLOURS[f"target {target}"],
            edgecolors="white",
            linewidths=2,
            label=f"target {target}",
            zorder=3,
        )
    ax.figure.colorbar(colours, ax=ax, label="prediction ŷ")
    ax.set(xlabel="$x_1$", ylabel="$x_2$", aspect="equal")
    ax.grid(False)
    return ax


def success_rates(ax, labels, rates, intervals):
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


def success_curve(ax, learning_rates, rates, intervals, *, label, kind="curve"):
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
