"""The preview picture for shared links: a drawn digit, and a network that learns to read it."""

import matplotlib.style
from matplotlib.figure import Figure

from plainnet import plots
from plainnet.explorers import Hand, hand
from plainnet.explorers.hand import film, pen
from plainnet.explorers.hand.words import WORDS

SIZE = 1200, 630  # pixels, the usual size of such previews
DOTS_PER_INCH = 100
STEPS = 0, 20, 2000
PEN = 24  # points


def draw(path, title) -> None:
    """Draw a digit, and how sure the network of `Hand` is after some steps, as a PNG at ``path``.

    The ``title`` is above them.
    """
    pad = Hand()
    strokes = pad.stored[hand.FIRST]
    with matplotlib.style.context(["plainnet.book", {"font.size": 20}]):
        figure = Figure([pixels / DOTS_PER_INCH for pixels in SIZE], dpi=DOTS_PER_INCH)
        drawing, *charts = figure.subplots(1, 1 + len(STEPS), width_ratios=[1.6, 1, 1, 1])
        for stroke in pen.centred(strokes):
            drawing.plot(
                *zip(*stroke, strict=True),
                solid_capstyle="round",
                color=plots.COLOURS["limit"],
                lw=PEN,
            )
        drawing.set(xlim=(0, pen.PAD), ylim=(pen.PAD, 0), aspect="equal", xticks=[], yticks=[])
        drawing.spines[:].set_visible(True)
        for ax, step in zip(charts, STEPS, strict=True):
            _answers(ax, step, pad.shown(strokes, film.STEPS.index(step)))
        figure.suptitle(title, size=56, weight="bold", x=0.03, y=0.97, ha="left", va="top")
        figure.text(0.965, 0.9, WORDS["title"], size=30, ha="right", va="center")
        figure.get_layout_engine().set(rect=(0.02, 0.02, 0.95, 0.8))
        figure.savefig(path, dpi=DOTS_PER_INCH, metadata={"Software": None})


def _answers(ax, step, shown):
    """The ten probabilities as bars, that of the answer in blue."""
    kinds = ["curve" if digit == shown["digit"] else "pinned" for digit in range(10)]
    ax.barh(range(10), shown["shares"], color=[plots.COLOURS[kind] for kind in kinds])
    ax.set(xlim=(0, 1000), ylim=(9.6, -0.6), xticks=[], yticks=range(10))
    ax.set_title(f"{step:,} steps", size=22, loc="left")
    ax.grid(visible=False)
