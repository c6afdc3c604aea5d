"""The preview picture for shared links: the losses of networks, some of which get stuck."""

import matplotlib.style
from matplotlib.figure import Figure

from plainnet import Ensemble, datasets, plots

SIZE = 1200, 630  # pixels, the usual size of such previews
DOTS_PER_INCH = 100
STARTS = 12


def draw(path, title) -> None:
    """Draw the losses of ``STARTS`` networks on XOR below a ``title``, as a PNG at ``path``."""
    X, y = datasets.xor()
    networks = Ensemble(2, 2, 1, seeds=range(STARTS))
    runs = networks.train(X, y, learning_rate=1.0, epochs=2000, every=5)
    solved = runs.outcome == "solved"
    with matplotlib.style.context(["plainnet.book", {"font.size": 22}]):
        figure = Figure([pixels / DOTS_PER_INCH for pixels in SIZE], dpi=DOTS_PER_INCH)
        ax = figure.subplots()
        for losses, good in zip(runs.loss.T, solved, strict=True):
            plots.loss_curve(ax, losses, runs.epoch, kind="curve" if good else "pinned")
        subtitle = f"{STARTS} networks learn XOR; {STARTS - solved.sum()} of them get stuck"
        ax.set_title(subtitle, size=26, loc="left", pad=16)
        figure.suptitle(title, size=56, weight="bold", x=0.03, y=0.97, ha="left", va="top")
        figure.get_layout_engine().set(rect=(0.02, 0.02, 0.95, 0.8))
        figure.savefig(path, dpi=DOTS_PER_INCH, metadata={"Software": None})
