"""The base class of explorers and answer boxes: live in Jupyter, baked into the static page."""

import gzip
import inspect
import json
import os
from pathlib import Path
from typing import ClassVar

import anywidget
import traitlets

from plainnet.explorers import javascript

HERE = Path(__file__).parent
STYLE_SHEETS = HERE / "colours.css", HERE / "explorers.css", HERE / "drawing.css"
BUDGET = 150_000  # the largest size on the static page, compressed


class Widget(anywidget.AnyWidget):
    """An interactive element that works with or without a kernel. A subclass defines

    - ``view``, the name of its folder, which also contains its ``view.js`` and, perhaps, its
      ``style.css``;
    - ``plain_text()``, one line of plain text, which notebooks store;
    - ``content()``, the data for the JavaScript on the static page, ready for JSON;
    - ``fallback_html(content)``, the HTML until it is mounted, and without JavaScript. It must be
      as high as the widget, so that nothing moves when that is mounted.

    ``spec`` holds the data that the JavaScript needs in both cases. While the book is built
    (``PLAINNET_BOOK`` is set), the widget displays itself as HTML, otherwise as a live widget.
    """

    view: ClassVar[str]
    folder: ClassVar[Path]

    spec = traitlets.Dict().tag(sync=True)

    _css = "".join(path.read_text("utf8") for path in STYLE_SHEETS)

    def __init_subclass__(cls, **kwargs):
        if "view" in vars(cls):  # not for the subclasses that anywidget makes, which inherit it
            cls.folder = Path(inspect.getfile(cls)).parent
            cls._esm = javascript.module(cls.view, cls.folder)
            cls._css = Widget._css + cls.style()
        super().__init_subclass__(**kwargs)

    @classmethod
    def style(cls) -> str:
        """The CSS of the view: its ``style.css``, if it has one."""
        own = cls.folder / "style.css"
        return own.read_text("utf8") if own.exists() else ""

    def content(self) -> dict:
        """The data for the static page, ready for JSON."""
        return {"spec": self.spec}

    def page(self) -> str:
        """The HTML for the static page.

        Raises a `ValueError` if it is larger, compressed, than ``BUDGET``.
        """
        content = self.content()
        data = json.dumps(content, ensure_ascii=False, allow_nan=False)
        data = data.replace("<", "\\u003c")  # otherwise a text could close the script element
        page = (
            f'<div class="plainnet-explorer" data-view="{self.view}">\n'
            f"{self.fallback_html(content)}\n"
            f'<script type="application/json">{data}</script>\n</div>'
        )
        weight = len(gzip.compress(page.encode()))
        if weight > BUDGET:
            raise ValueError(f"{self.view}: expected at most {BUDGET} bytes; got {weight}")
        return page

    def _repr_mimebundle_(self, **kwargs):
        if os.environ.get("PLAINNET_BOOK"):
            return {"text/plain": self.plain_text(), "text/html": self.page()}, {}
        data, metadata = super()._repr_mimebundle_(**kwargs)
        return {**data, "text/plain": self.plain_text()}, metadata
