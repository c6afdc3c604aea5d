"""The base class of explorers and answer boxes: live in Jupyter, baked into the static page."""

import base64
import gzip
import inspect
import json
import os
import traceback
from pathlib import Path
from typing import ClassVar

from plainnet.explorers import javascript
from plainnet.explorers.words import OWN

HERE = Path(__file__).parent
STYLE_SHEETS = HERE / "colours.css", HERE / "explorers.css", HERE / "drawing.css"
BUDGET = 150_000  # the largest size on the static page, compressed
PARTS = "application/vnd.plainnet+json"  # the type of `parts` among a cell's outputs
PICTURE = "address-of-the-picture"  # in the HTML, until it has an address
PAGE = """<div class="plainnet-explorer" data-view="{view}"{attributes}>
{html}
</div>"""
DATA = '\n<script type="application/json">{}</script>'


class Widget:
    """An interactive element that works with or without a kernel. A subclass defines

    - ``view``, the name of its folder, which also contains its ``view.js`` and, perhaps, its
      ``style.css``;
    - ``plain_text()``, one line of plain text, which notebooks store;
    - ``content()``, the data for the JavaScript on the static page, ready for JSON;
    - ``fallback_html(content)``, the HTML until it is mounted, and without JavaScript. It must be
      as high as the widget, so that nothing moves when that is mounted;
    - ``picture()``, if that HTML shows one: its SVG. Its address in the HTML is ``PICTURE``;
    - ``check()``, which raises a `ValueError` for what its JavaScript reads and does not get;
    - ``receive(message, send)``, if its JavaScript asks Python something, in Jupyter or in a page
      in which Python runs: it answers by ``send(message)``, or ``send(message, [bytes])``;
    - ``first()``, what its JavaScript starts from in Jupyter;
    - ``numbers``, the names of attributes that are traits of its `live` widget, too.

    ``spec`` holds the data that the JavaScript needs in both cases. While the book is built
    (``PLAINNET_BOOK`` is set), the widget displays its `parts`, otherwise itself, by `live`.
    """

    view: ClassVar[str]
    folder: ClassVar[Path]
    numbers: ClassVar[tuple] = ()

    def __init__(self, spec):
        self.spec = spec

    def __init_subclass__(cls, **kwargs):
        if "view" in vars(cls):
            cls.folder = Path(inspect.getfile(cls)).parent
        super().__init_subclass__(**kwargs)

    @classmethod
    def style(cls) -> str:
        """The CSS of the view: its ``style.css``, if it has one."""
        own = cls.folder / "style.css"
        return own.read_text("utf8") if own.exists() else ""

    @classmethod
    def css(cls) -> str:
        """All CSS that the widget needs where no page has it."""
        return "".join(path.read_text("utf8") for path in STYLE_SHEETS) + cls.style()

    @classmethod
    def script(cls) -> str:
        """The module for anywidget that shows the view."""
        return javascript.module(cls.view, cls.folder)

    @classmethod
    def that_answers(cls) -> "Widget":
        """A widget that only answers messages; a subclass may make one sooner."""
        return cls()

    def check(self) -> None:
        """Raise a `ValueError` if the view reads an entry that it does not get."""

    def content(self) -> dict:
        """The data for the static page, ready for JSON."""
        return {"spec": self.spec}

    def later(self) -> dict:
        """Data that the page loads only when its reader needs them."""
        return {}

    def picture(self) -> str:
        """The SVG that stands in for it, or ""."""
        return ""

    def first(self) -> dict:
        """What the JavaScript starts from in Jupyter."""
        return {}

    def receive(self, message, send) -> None:
        """Answer a message of the JavaScript."""

    def hear(self, message, send) -> None:
        """`receive` a message; what fails is told in one sentence, and no exception."""
        try:
            self.receive(message, send)
        except Exception as error:
            send(failed(error))

    def parts(self) -> dict:
        """What the static page needs: view, HTML, data as JSON, perhaps a picture in SVG.

        Raises a `ValueError` if these are larger, compressed, than ``BUDGET``.
        """
        self.check()
        content = self.content()
        parts = {"view": self.view, "html": self.fallback_html(content), "data": data_json(content)}
        if later := self.later():
            parts["later"] = data_json(later)
        if picture := self.picture():
            parts["picture"] = picture
        weight = len(gzip.compress(json.dumps(parts).encode()))
        if weight > BUDGET:
            raise ValueError(f"{self.view}: expected at most {BUDGET} bytes; got {weight}")
        return parts

    def page(self) -> str:
        """The HTML with data and picture inside of it."""
        parts = self.parts()
        picture = base64.b64encode(parts.get("picture", "").encode()).decode()
        html = parts["html"].replace(PICTURE, f"data:image/svg+xml;base64,{picture}")
        html += DATA.format(parts["data"])
        return PAGE.format(view=self.view, attributes="", html=html)

    def live(self):  # noqa: ANN201 - its type needs Jupyter
        """A new widget of Jupyter that shows it, a `plainnet.explorers.live.Live`."""
        from plainnet.explorers.live import live  # only Jupyter has what it imports

        self.check()
        return live(self)

    def _repr_mimebundle_(self, **kwargs):
        if os.environ.get("PLAINNET_BOOK"):
            return {"text/plain": self.plain_text(), PARTS: self.parts()}, {}
        data, metadata = self.live()._repr_mimebundle_(**kwargs)
        return {**data, "text/plain": self.plain_text()}, metadata


def failed(error) -> dict:
    """What is sent where an exception came: a sentence with its type, and what a reader can do."""
    last = traceback.format_exception_only(error)[-1].splitlines()[0]
    return {"error": OWN["failed"].format(error=last), "failed": True}


def data_json(content) -> str:
    """Data as JSON; an escape keeps a text from closing the script element."""
    data = json.dumps(content, ensure_ascii=False, allow_nan=False)
    return data.replace("<", "\\u003c")
