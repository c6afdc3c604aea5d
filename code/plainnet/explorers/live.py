"""Explorers and answer boxes as widgets of Jupyter, in which the kernel answers."""

import functools

try:
    import anywidget
    import traitlets
except ModuleNotFoundError as error:
    error.msg += '; to be live, explorers need pip install "plainnet[explorers]"'
    raise


class Live(anywidget.AnyWidget):
    """Shows a `plainnet.explorers.widget.Widget`, which answers the messages of its JavaScript.

    ``spec`` and ``first`` are those of the widget shown; its ``numbers`` are traits, too, so that
    other widgets can be linked to them.
    """

    spec = traitlets.Dict().tag(sync=True)
    first = traitlets.Dict().tag(sync=True)

    def __init__(self, shown):
        super().__init__(spec=shown.spec, first=shown.first())
        self.shown = shown
        self.add_traits(**{name: traitlets.Any(getattr(shown, name)) for name in shown.numbers})
        if shown.numbers:
            self.observe(lambda change: setattr(shown, change.name, change.new), shown.numbers)
        self.on_msg(lambda _, message, __: self.hear(message))

    def hear(self, message) -> None:
        """Pass on a message, which may change a number."""
        self.shown.hear(message, self.send)
        for name in self.shown.numbers:
            setattr(self, name, getattr(self.shown, name))


@functools.cache
def _class_for(kind):
    """A class for each kind of widget: anywidget tells scripts and styles apart by classes."""
    return type(kind.__name__, (Live,), {"_esm": kind.script(), "_css": kind.css()})


def live(shown) -> Live:
    """A new widget of Jupyter that shows ``shown``."""
    return _class_for(type(shown))(shown)
