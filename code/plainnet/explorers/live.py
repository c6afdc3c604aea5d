"""Explorers and answer boxes as widgets of Jupyter, in which the kernel answers."""

import functools

import anywidget
import traitlets


class Live(anywidget.AnyWidget):
    """Shows a `plainnet.explorers.widget.Widget`, which answers the messages of its JavaScript.

    ``spec`` and ``first`` are those of the widget shown.
    """

    spec = traitlets.Dict().tag(sync=True)
    first = traitlets.Dict().tag(sync=True)

    def __init__(self, shown):
        super().__init__(spec=shown.spec, first=shown.first())
        self.on_msg(lambda _, message, __: shown.receive(message, self.send))


@functools.cache
def _class_for(kind):
    """A class for each kind of widget: anywidget tells scripts and styles apart by classes."""
    return type(kind.__name__, (Live,), {"_esm": kind.script(), "_css": kind.css()})


def live(shown) -> Live:
    """A new widget of Jupyter that shows ``shown``."""
    return _class_for(type(shown))(shown)
