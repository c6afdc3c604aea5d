"""The base class of explorers, which work live in Jupyter and without Python on the page."""

import html
import itertools
import math
import re
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from plainnet import _validation
from plainnet.explorers import contract, shell, words
from plainnet.explorers.deduplication import deduplicated
from plainnet.explorers.formatting import labels
from plainnet.explorers.widget import PICTURE, Widget

KINDS = dict.fromkeys(("slider", "choice", "time", "cursor"))
KEY = re.compile(r"[\w.-]+")
DECIMALS = 9  # of a number that a reader types: what is drawn is divided by some
LONGEST = 40  # characters of a typed number that a refusal shows
PARTS = 20  # from one value of a slider to the next, where it is dragged in between


class UnfitError(ValueError):
    """A number of the reader's own does not fit; the message is a sentence for the reader."""


@dataclass(frozen=True)
class Slider:
    """A control: the ``values`` it can take, their ``labels``, the index at which it starts.

    ``kind`` is ``slider``, ``choice`` (radio buttons), ``time`` (buttons to play, step and start
    over, and a slider: each value has its own frame) or ``cursor`` (the same, but a frame holds the
    series for all values, so `Explorer.compute` does not get the cursor's value). At most one
    control is a ``time`` or ``cursor``; choices come after the sliders. ``play`` is the label of
    the play button, ``pace`` the milliseconds per value, twice as many at the indices ``rests``.
    ``track`` holds a colour, or any other CSS background, for each value; a slider is filled from
    the index ``origin``, such as that of 0.
    ``marks`` turns a choice into cards: it names an entry of the frame that has, for each value, a
    list of pairs of a short text and its colour.

    Where Python runs, a reader may also type a number, if ``own`` has the smallest and the largest
    one, which are whole where only whole numbers fit; ``symbol`` is its short name. If the slider
    is ``fine``, it can be dragged to numbers between its values, too. Then `Explorer.compute` gets
    such numbers as well.
    """

    name: str
    label: str
    values: tuple
    labels: tuple
    start: int = 0
    kind: str = "slider"
    play: str | None = None
    pace: int | None = None
    rests: tuple | None = None
    track: tuple | None = None
    origin: int | None = None
    marks: str | None = None
    own: tuple | None = None
    symbol: str | None = None
    fine: bool | None = None

    def __post_init__(self):
        if not self.values or len(self.values) != len(self.labels):
            raise ValueError(f"{self.name}: expected one label for each of its values")
        if not 0 <= self.start < len(self.values):
            raise ValueError(f"{self.name}: expected a start below {len(self.values)}")
        _validation.choice(f"kind of {self.name}", self.kind, KINDS)

    @property
    def keys(self) -> list[str]:
        """The values as they stand in links; their indices, if some are not plain or are equal."""
        keys = [f"{value:g}" if isinstance(value, float) else str(value) for value in self.values]
        is_plain = all(map(KEY.fullmatch, keys)) and len(set(keys)) == len(keys)
        return keys if is_plain else [str(place) for place in range(len(keys))]

    def spec(self) -> dict:
        """The constants of the control for JavaScript."""
        parts = {name: getattr(self, name) for name in ("name", "label", "start", "kind", "keys")}
        optional = "play", "pace", "origin", "marks", "symbol", "fine"
        more = {name: getattr(self, name) for name in optional}
        more |= {"track": self.track and list(self.track), "rests": self.rests and list(self.rests)}
        parts |= {name: value for name, value in more.items() if value is not None}
        return parts | {"labels": list(self.labels)}

    def own_value(self, given) -> float:
        """The number that a reader typed, or dragged to.

        ``given`` is a text or, between the values, how many ``PARTS`` of the way from one to the
        next lie before it. Raises an `UnfitError`.
        """
        low, high = self.own
        if isinstance(given, str):
            form = words.OWN["whole" if isinstance(low, int) else "number"]
            got = given.strip()[:LONGEST]
            said = form.format(label=self.symbol, low=low, high=high, got=got)
            try:
                value = float(given.replace("−", "-").replace(",", "."))
            except ValueError:
                raise UnfitError(said) from None
            if not low <= value <= high or (isinstance(low, int) and value % 1):
                raise UnfitError(said)
            return int(value) if isinstance(low, int) else round(value, DECIMALS)
        value = np.interp(given / PARTS, range(len(self.values)), self.values)
        return float(f"{value:.4g}")

    def nearest(self, value) -> int:
        """The index of the value nearest to this number."""
        numbers = [v if isinstance(v, int | float) else math.inf for v in self.values]
        return int(np.argmin(np.abs(np.subtract(numbers, value))))


class Explorer(Widget):
    """Base class of interactive figures: a subclass computes, ``<view>/view.js`` draws.

    A subclass gives

    - ``view``, the name of the folder with its ``view.js`` (`plainnet.explorers.contract`), and
      ``height``, the height of the drawing in CSS, where 100cqw is its width; if a wide drawing has
      another layout, also the width in pixels from which it applies, and its height;
    - its layout: ``below``, the names of controls that are below the drawing; ``drawn``, of those
      that are only handles on it; ``beside``, true if ``more`` is to the right of the drawing on a
      wide page, and ``notes`` just below it; ``reads``, true if the first column of the table is
      the x of a curve: then a line below the drawing shows the table row under the pointer;
    - ``around()``, if its view fills ``notes`` or ``more``: the HTML that it puts there at first,
      and HTML of other contents that may be higher (`plainnet.explorers.shell`);
    - ``compute(**values)``: the frame for one value of every slider, a flat dictionary of texts,
      numbers and lists of numbers, rounded for JSON (``None`` for those that are not finite). Its
      ``sentence`` describes all that is drawn;
    - ``draw_still(ax, frame)``, which draws the picture for a page without JavaScript, and
      ``alt_text(frame)``, which describes that picture, if the sentence does not;
    - ``plain_text()``, one line for the plain text of a notebook that says what was computed;
      without it, the line has the title and the number of positions.

    It calls ``super().__init__(sliders, **constants)``. Among the constants are

    - ``words``, its texts, and ``table``, the keys of the columns of its table: keys of the frame
      or of constants, or of the frame's ``columns``, which has paths such as ``losses.3.5``;
    - ``rows``: the row of the table for each value of a cursor, if it is not the value's index;
    - ``roles``: for each entry that is drawn, its colour: a key of `plots.COLOURS`, ``ink`` or
      ``muted``; colours that change are in the ``roles`` of the frame;
    - ``tasks``: suggested states, as pairs of a label and the values of some sliders by name;
    - ``ghosts``: how many previous runs stay visible in grey, 0 by default, and come back when
      their curves are pressed; or ``best``: a key of frames, and the run with the smallest value so
      far stays visible, for each choice.

    The static page holds the frame of every position, which has one index per slider; ``frame`` is
    the one at the start. Where Python runs, `answer` gives any frame, also for numbers of the
    reader's own. An entry of a frame stands before a constant of the same name, so such a frame can
    have constants of its own.
    """

    height: ClassVar[tuple] = ("clamp(240px, 50cqw, 360px)",)
    below: ClassVar[tuple] = ()
    drawn: ClassVar[tuple] = ()
    beside: ClassVar[bool] = False
    reads: ClassVar[bool] = False

    @classmethod
    def style(cls) -> str:
        """The CSS of the view, with the height of its drawing, relative to the width around it."""
        svg = f'.plainnet-explorer[data-view="{cls.view}"] .plainnet-stage > svg'
        narrow, *wide = cls.height
        rules = [f"{svg} {{\n  height: calc({narrow});\n}}\n"]
        if wide:
            rule = f"  {svg} {{\n    height: calc({wide[1]});\n  }}\n"
            rules.append(f"@container (min-width: {wide[0]}px) {{\n{rule}}}\n")
        return "".join([super().style(), *rules])

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
        super().__init__(spec)
        self.position, self.frame = start, self.at(start)

    def check(self) -> None:
        contract.check(self.view, self.spec, self.frame, self.folder)

    def first(self) -> dict:
        """The HTML, the position and the frame."""
        html = self._shell({name: [value] for name, value in self.frame.items()})
        return {"shell": html, "position": self.position, "frame": self.frame}

    def indices(self, state) -> dict[str, int]:
        """The indices of the values of some sliders, such as 9 for ``{"learning_rate": 0.5}``.

        Raises a `ValueError` if there is no such slider or if it has no such value.
        """
        sliders = {slider.name: slider for slider in self.sliders}
        for name, value in state.items():
            _validation.choice("slider", name, sliders)
            if value not in sliders[name].values:
                raise ValueError(f"{name}: expected one of {sliders[name].values}; got {value!r}")
        return {name: sliders[name].values.index(value) for name, value in state.items()}

    def at(self, position, own=None) -> dict:
        """The frame at ``position``, a list with one index per slider.

        ``own`` has numbers in place of the values of some sliders, by name. Raises a `ValueError`
        for a position out of range.
        """
        self._inside(position)
        values = zip(self.sliders, position, strict=True)
        chosen = {s.name: s.values[index] for s, index in values if s.kind != "cursor"}
        return self.compute(**chosen | (own or {}))

    def answer(self, position, given) -> dict:
        """The ``frame``, with numbers that a reader typed or dragged to, by the names of sliders.

        Also the ``labels`` of these numbers, and the ``position`` nearest to them. Raises an
        `UnfitError` (`Slider.own_value`).
        """
        self._inside(position)
        sliders = {slider.name: slider for slider in self.sliders if slider.own}
        own = {name: sliders[name].own_value(number) for name, number in given.items()}
        near = [
            slider.nearest(own[slider.name]) if slider.name in own else index
            for slider, index in zip(self.sliders, position, strict=True)
        ]
        names = dict(zip(own, labels(own.values()), strict=True))
        return {"frame": self.at(near, own), "labels": names, "position": near}

    def _inside(self, position):
        sizes = [len(slider.values) for slider in self.sliders]
        inside = len(position) == len(sizes) and all(
            0 <= index < size for index, size in zip(position, sizes, strict=True)
        )
        if not inside:
            expected = f"one index a slider, below {sizes}"
            raise _validation.unfit("position", expected, list(position))

    def receive(self, message, send) -> None:
        """Answer a question: a ``position``, and the reader's ``own`` numbers."""
        try:
            reply = self.answer(message["position"], message["own"])
        except UnfitError as error:
            reply = {"error": str(error)}
        send(reply)

    @property
    def frame_sizes(self) -> list[int]:
        """The number of values for which each slider needs separate frames."""
        return [1 if s.kind == "cursor" else len(s.values) for s in self.sliders]

    def all_frames(self) -> dict[str, list]:
        """The frames of all positions as one list per key; the last slider varies fastest.

        A cursor does not move: it has no frames of its own.
        """
        positions = itertools.product(*map(range, self.frame_sizes))
        frames = [self.at(position) for position in positions]
        return {key: [frame[key] for frame in frames] for key in self.frame}

    def content(self) -> dict:
        """The constants, and the deduplicated frames of all positions."""
        return {"spec": self.spec, "frames": deduplicated(self.all_frames(), self.frame_sizes)}

    def alt_text(self, frame) -> str:
        """A description of the still picture."""
        return frame["sentence"]

    def plain_text(self) -> str:
        """The line that a notebook stores as the output."""
        positions = math.prod(len(slider.values) for slider in self.sliders)
        title = self.spec["words"]["title"]
        return words.COMMON["summary"].format(title=title, positions=positions)

    def around(self) -> dict[str, list[str]]:
        """The HTML for ``notes`` and ``more``; a subclass whose view fills them overrides this."""
        return {}

    def _shell(self, *given):
        layout = {name: getattr(self, name) for name in ("below", "drawn", "beside", "reads")}
        own = [(s.name, s.symbol) for s in self.sliders if s.own]
        return shell.shell(self.spec, self.frame, layout | {"own": own}, self.around(), *given)

    def fallback_html(self, content) -> str:
        """The explorer with its still picture in place of the drawing."""
        alt = html.escape(self.alt_text(self.frame))
        return self._shell(
            {name: entry["values"] for name, entry in content["frames"].items()},
            f'<img class="plainnet-still" alt="{alt}" src="{PICTURE}">',
        )

    def picture(self) -> str:
        """The still picture."""
        from plainnet.explorers import still  # pages have no Matplotlib at first

        return still.drawn(lambda ax: self.draw_still(ax, self.frame), (5.2, 3))
