"""The explorers with sliders: one widget, live in Jupyter and baked into the static page."""

import base64
import html
import io
import itertools
from dataclasses import dataclass

import matplotlib.style
import traitlets
from matplotlib.figure import Figure

from plainnet import _validation
from plainnet.explorers import contract, still, words
from plainnet.explorers.widget import Widget

PIXELS_PER_INCH = 96  # of a page
KINDS = dict.fromkeys(("slider", "steps", "play", "choice"))


@dataclass(frozen=True)
class Slider:
    """A control: the ``values`` it can take, their ``labels``, the index where it starts.

    ``kind`` is ``slider``, ``steps`` (a slider with a button on each side), ``play`` (a slider with
    a button that moves it on by itself), or ``choice`` (a few values, all in sight). Choices come
    after the sliders; one slider may play.
    """

    name: str
    label: str
    values: tuple
    labels: tuple
    start: int = 0
    kind: str = "slider"

    def __post_init__(self):
        if not self.values or len(self.values) != len(self.labels):
            raise ValueError(f"{self.name}: expected one label for each of its values")
        if not 0 <= self.start < len(self.values):
            raise ValueError(f"{self.name}: expected a start below {len(self.values)}")
        _validation.choice(f"kind of {self.name}", self.kind, KINDS)


class Explorer(Widget):
    """An interactive figure. A subclass says what it computes; ``<view>/view.js`` draws.

    A subclass gives

    - ``view``, the name of the folder with its ``view.js`` (`plainnet.explorers.contract`), and
      ``room`` (`Widget`);
    - ``compute(**values)``: the frame for one value of every slider, a flat dictionary of texts,
      numbers and lists of numbers, rounded for JSON (``None`` where one is not finite), among them
      the ``sentence`` that says it all;
    - ``draw_still(ax, frame)``, which draws the picture for a page without JavaScript, and
      ``alt_text(frame)``, which describes it;
    - ``plain_text()``, one line that says what was computed, for a notebook's plain text.

    It calls ``super().__init__(sliders, **constants)``. Among the constants, ``words`` holds its
    texts and ``table`` the keys of the columns of its table: frame keys, or constants.

    ``position`` holds one index a slider, ``frame`` what Python computed there, and ``answered``
    the position to which the frame belongs. The static page holds the frame of every position.
    """

    position = traitlets.List(traitlets.Int()).tag(sync=True)
    frame = traitlets.Dict().tag(sync=True)
    answered = traitlets.List(traitlets.Int()).tag(sync=True)

    def __init__(self, sliders, **constants):
        self.sliders = sliders
        controls = [
            {
                "name": s.name,
                "label": s.label,
                "labels": list(s.labels),
                "start": s.start,
                "kind": s.kind,
            }
            for s in sliders
        ]
        start = [s.start for s in sliders]
        spec = {"view": self.view, "controls": controls, "common": words.COMMON, **constants}
        frame = self.at(start)
        contract.check(self.view, spec, frame)
        super().__init__(spec=spec, position=start, frame=frame)

    def at(self, position) -> dict:
        """The frame at ``position``, one index a slider."""
        values = zip(self.sliders, position, strict=True)
        return self.compute(**{slider.name: slider.values[index] for slider, index in values})

    @traitlets.validate("position")
    def _inside(self, proposal):
        sizes = [len(slider.values) for slider in self.sliders]
        inside = len(proposal.value) == len(sizes) and all(
            0 <= index < size for index, size in zip(proposal.value, sizes, strict=True)
        )
        if not inside:
            raise traitlets.TraitError(
                f"position: expected one index a slider, below {sizes}; got {proposal.value}"
            )
        return proposal.value

    @traitlets.observe("position")
    def _moved(self, change):
        self.frame = self.at(change.new)
        self.answered = change.new  # after the frame: equal frames would send nothing

    def all_frames(self) -> dict[str, list]:
        """The frames of all positions, the last slider fastest, one list for each key."""
        positions = itertools.product(*(range(len(slider.values)) for slider in self.sliders))
        frames = [self.at(position) for position in positions]
        return {key: [frame[key] for frame in frames] for key in self.frame}

    def content(self) -> dict:
        """The specification, and the frames of all positions."""
        return {"spec": self.spec, "frames": self.all_frames()}

    def fallback_html(self) -> str:
        """The still picture with its description."""
        kind, data = self._picture()
        return (
            f'<img class="plainnet-still" alt="{html.escape(self.alt_text(self.frame))}" '
            f'src="data:image/{kind};base64,{base64.b64encode(data).decode()}">'
        )

    def _picture(self):
        with matplotlib.style.context("plainnet.book"):
            figure = Figure(figsize=(5.2, 3))
            self.draw_still(figure.add_subplot(), self.frame)
            svg, png = io.StringIO(), io.BytesIO()
            figure.savefig(svg, format="svg")
            figure.savefig(png, format="png", dpi=2 * PIXELS_PER_INCH)
        text = still.tidy(svg.getvalue())
        if still.is_dense(text, png.getvalue()):
            return "webp", still.lossless(png.getvalue())
        return "svg+xml", text.encode()
