"""What explorers and answer boxes share: live in Jupyter, baked into the static page."""

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
BUDGET = 150_000  # bytes on the static page, compressed


class Widget(anywidget.AnyWidget):
    """Something that answers its reader, with a kernel or without. A subclass gives

    - ``view``, the name of its folder, in which ``view.js`` lies beside its module;
    - ``plain_text()``, one line of plain text, which notebooks store;
    - ``content()``, all that the JavaScript on the static page needs, ready for JSON;
    - ``fallback_html(content)``, the HTML until it is mounted, and without JavaScript. It is as
      high as the widget will be, so that nothing moves then.

    ``spec`` is what the JavaScript needs in any case. While the book is built (``PLAINNET_BOOK`` is
    set) the widget shows itself as HTML, elsewhere as a live widget.
    """

    view: ClassVar[str]
    folder: ClassVar[Path]

    spec = traitlets.Dict().tag(sync=True)

    _css = "".join(path.read_text("utf8") for path in STYLE_SHEETS)

    def __init_subclass__(cls, **kwargs):
        if "view" in vars(cls):  # anywidget makes subclasses of its own, which must keep theirs
            cls.folder = Path(inspect.getfile(cls)).parent
            cls._esm = javascript.module(cls.view, cls.folder)
        super().__init_subclass__(**kwargs)

    def content(self) -> dict:
        """What the static page is given as JSON."""
        return {"spec": self.spec}

    def page(self) -> str:
        """The HTML for the static page.

        Raises a `ValueError` when it is larger, compressed, than ``BUDGET``.
        """
        content = self.content()
        data = json.dumps(content, ensure_ascii=False, allow_nan=False)
        data = data.replace("<", "\\u003c")  # else a text could end the script element
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
