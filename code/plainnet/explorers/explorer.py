"""The explorers with sliders: one widget, live in Jupyter and baked into the static page."""

import base64
import html
import io
import itertools
import math
import re
from dataclasses import dataclass
from typing import ClassVar

import matplotlib.style
import traitlets
from matplotlib.figure import Figure

from plainnet import _validation
from plainnet.explorers import contract, shell, still, words
from plainnet.explorers.thinning import thinned
from plainnet.explorers.widget import Widget

PIXELS_PER_INCH = 96  # of a page
KINDS = dict.fromkeys(("slider", "choice", "time", "cursor"))
KEY = re.compile(r"[\w.-]+")


@dataclass(frozen=True)
class Slider:
    """A control: the ``values`` it can take, their ``labels``, the index where it starts.

    ``kind`` is ``slider``, ``choice`` (a list: all values in sight), ``time`` (buttons to play, to
    step and to begin anew, and a slider: each value has its own frame) or ``cursor`` (the same,
    where a frame holds its whole series: `Explorer.compute` is not told where the cursor is). One
    control may be time; choices come after the sliders. ``play`` is the label of its first button,
    ``pace`` the milliseconds from one value to the next. ``track`` holds a colour for each value,
    or whatever else CSS has for a background; from the place ``origin``, such as that of 0, a
    slider is filled. What ``rewinds`` sets time back to its beginning when it is chosen. ``marks``
    makes cards of a choice: it names an entry of the frame with a list for each value, of pairs of
    a short text and its role.
    """

    name: str
    label: str
    values: tuple
    labels: tuple
    start: int = 0
    kind: str = "slider"
    play: str | None = None
    pace: int | None = None
    track: tuple | None = None
    rewinds: bool | None = None
    origin: int | None = None
    marks: str | None = None

    def __post_init__(self):
        if not self.values or len(self.values) != len(self.labels):
            raise ValueError(f"{self.name}: expected one label for each of its values")
        if not 0 <= self.start < len(self.values):
            raise ValueError(f"{self.name}: expected a start below {len(self.values)}")
        _validation.choice(f"kind of {self.name}", self.kind, KINDS)

    @property
    def keys(self) -> list[str]:
        """The values in an address: themselves where they are short texts, else their places."""
        keys = [f"{value:g}" if isinstance(value, float) else str(value) for value in self.values]
        is_plain = all(map(KEY.fullmatch, keys)) and len(set(keys)) == len(keys)
        return keys if is_plain else [str(place) for place in range(len(keys))]

    def spec(self) -> dict:
        """What the JavaScript needs of it."""
        parts = {name: getattr(self, name) for name in ("name", "label", "start", "kind", "keys")}
        optional = "play", "pace", "rewinds", "origin", "marks"
        more = {name: getattr(self, name) for name in optional}
        more["track"] = self.track and list(self.track)
        parts |= {name: value for name, value in more.items() if value is not None}
        return parts | {"labels": list(self.labels)}


class Explorer(Widget):
    """An interactive figure. A subclass says what it computes; ``<view>/view.js`` draws.

    A subclass gives

    - ``view``, the name of the folder with its ``view.js`` (`plainnet.explorers.contract`), and
      ``height``, that of the drawing in CSS, in which 100cqw are its width; where a wide drawing is
      laid out otherwise, also the pixels from which it is wide, and its height then;
    - where something stands: ``below``, the names of controls that stand below the drawing;
      ``drawn``, of those that are handles on it and nowhere else; ``beside``, true where ``more``
      stands to the right of the drawing if the page is wide, and ``notes`` between the drawing and
      what is below it; ``reads``, true where the first column of the table is the x of a curve:
      then a line below the drawing reads the curves, a row of the table under the pointer;
    - ``around()``, where its view fills ``notes`` or ``more``: what it puts there, as HTML, and
      what else it may put there that is higher (`plainnet.explorers.shell`);
    - ``compute(**values)``: the frame for one value of every slider, a flat dictionary of texts,
      numbers and lists of numbers, rounded for JSON (``None`` where one is not finite), among them
      the ``sentence`` that says it all;
    - ``draw_still(ax, frame)``, which draws the picture for a page without JavaScript, and
      ``alt_text(frame)``, which describes it, where the sentence does not do;
    - ``plain_text()``, one line that says what was computed, for a notebook's plain text; without
      it, the title and the number of positions.

    It calls ``super().__init__(sliders, **constants)``. Among the constants are

    - ``words``, its texts, and ``table``, the keys of the columns of its table: frame keys, or
      constants, or keys of the frame's ``columns``, which has paths such as ``losses.3.5``;
    - ``rows``: the row of the table at each value of a cursor, where they are not the same;
    - ``roles``: the colour of what is drawn, a key of `plots.COLOURS`, or ``ink`` or ``muted``, by
      the key that it shows; where it changes, the frame has such ``roles``, too;
    - ``tasks``: pairs of a label and a state, the values of some sliders by name;
    - ``ghosts``: how many of the last runs stay as a grey ghost, 0 if nothing is said; or
      ``best``: an entry of frames, and the run with the smallest so far stays, for each choice.

    ``position`` holds one index a slider, ``frame`` what Python computed there, and ``answered``
    the position to which the frame belongs. The static page holds the frame of every position.
    """

    height: ClassVar[tuple] = ("clamp(240px, 50cqw, 360px)",)
    below: ClassVar[tuple] = ()
    drawn: ClassVar[tuple] = ()
    beside: ClassVar[bool] = False
    reads: ClassVar[bool] = False

    shell = traitlets.Unicode().tag(sync=True)
    position = traitlets.List(traitlets.Int()).tag(sync=True)
    frame = traitlets.Dict().tag(sync=True)
    answered = traitlets.List(traitlets.Int()).tag(sync=True)

    def __init_subclass__(cls, **kwargs):
        if "view" in vars(cls):
            cls._css = Widget._css + cls.style()
        super().__init_subclass__(**kwargs)

    @classmethod
    def style(cls) -> str:
        """The rules for the height of the drawing; a stage is a container."""
        svg = f'.plainnet-explorer[data-view="{cls.view}"] .plainnet-stage > svg'
        narrow, *wide = cls.height
        rules = [f"{svg} {{\n  height: calc({narrow});\n}}\n"]
        if wide:
            rule = f"  {svg} {{\n    height: calc({wide[1]});\n  }}\n"
            rules.append(f"@container (min-width: {wide[0]}px) {{\n{rule}}}\n")
        return "".join(rules)

    def __init__(self, sliders, *, tasks=(), ghosts=0, best=None, roles=None, **constants):
        self.sliders = sliders
        start = [slider.start for slider in sliders]
        spec = {
            "view": self.view,
            "controls": [slider.spec() for slider in sliders],
            "common": words.COMMON,
            "tasks": [{"label": label, "state": self.indices(state)} for label, state in tasks],
            "ghosts": ghosts,
            "best": best,
            "roles": roles or {},
            **constants,
        }
        frame = self.at(start)
        contract.check(self.view, spec, frame, self.folder)
        super().__init__(spec=spec, position=start, frame=frame)
        self.shell = self._shell({name: [value] for name, value in frame.items()})

    def indices(self, state) -> dict[str, int]:
        """The places of the values of some sliders: ``{"learning_rate": 0.5}`` is at index 9, say.

        Raises a `ValueError` when there is no such slider, or when it has no such value.
        """
        sliders = {slider.name: slider for slider in self.sliders}
        for name, value in state.items():
            _validation.choice("slider", name, sliders)
            if value not in sliders[name].values:
                raise ValueError(f"{name}: expected one of {sliders[name].values}; got {value!r}")
        return {name: sliders[name].values.index(value) for name, value in state.items()}

    def at(self, position) -> dict:
        """The frame at ``position``, one index a slider."""
        values = zip(self.sliders, position, strict=True)
        return self.compute(
            **{
                slider.name: slider.values[index]
                for slider, index in values
                if slider.kind != "cursor"
            }
        )

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

    @property
    def frame_sizes(self) -> list[int]:
        """How many values of each slider have frames of their own."""
        return [1 if s.kind == "cursor" else len(s.values) for s in self.sliders]

    def all_frames(self) -> dict[str, list]:
        """The frames of all positions, the last slider fastest, one list for each key.

        A cursor stays: it has no frames of its own.
        """
        positions = itertools.product(*map(range, self.frame_sizes))
        frames = [self.at(position) for position in positions]
        return {key: [frame[key] for frame in frames] for key in self.frame}

    def content(self) -> dict:
        """The specification, and the frames of all positions, thinned."""
        return {"spec": self.spec, "frames": thinned(self.all_frames(), self.frame_sizes)}

    def alt_text(self, frame) -> str:
        """A description of the still picture."""
        return frame["sentence"]

    def plain_text(self) -> str:
        """What a notebook stores."""
        positions = math.prod(len(slider.values) for slider in self.sliders)
        return f"{self.spec['words']['title']}: {positions} positions"

    def around(self) -> dict[str, list[str]]:
        """Nothing, but where a view fills ``notes`` or ``more``."""
        return {}

    def _shell(self, *given):
        layout = {name: getattr(self, name) for name in ("below", "drawn", "beside", "reads")}
        return shell.shell(self.spec, self.frame, layout, self.around(), *given)

    def fallback_html(self, content) -> str:
        """All but the drawing, and in its place the still picture with its description."""
        kind, data = self._picture()
        return self._shell(
            {name: entry["values"] for name, entry in content["frames"].items()},
            f'<img class="plainnet-still" alt="{html.escape(self.alt_text(self.frame))}" '
            f'src="data:image/{kind};base64,{base64.b64encode(data).decode()}">',
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
