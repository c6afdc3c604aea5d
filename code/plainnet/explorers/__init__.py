"""Interactive figures and answer boxes: Python computes, JavaScript draws.

A new explorer is a new folder here, with an ``__init__.py`` and a ``view.js``; nothing has to be
registered. ``ALL`` holds the explorers with sliders, by the names of their folders; the answer box,
the playground and the pad for digits have views of their own.
"""

import inspect
from importlib import import_module
from pathlib import Path

try:
    import contourpy  # noqa: F401
except ModuleNotFoundError as error:
    error.msg += '; explorers need pip install "plainnet[explorers]"'
    raise

from plainnet.explorers.answer_box import AnswerBox
from plainnet.explorers.explorer import Explorer
from plainnet.explorers.hand import Hand
from plainnet.explorers.playground import Playground
from plainnet.explorers.widget import Widget


def found(folder) -> dict[str, type[Explorer]]:
    """The explorers in ``folder``, each in a folder of its own, by the names of these folders.

    Views that mount themselves, such as the answer box, are left out.
    """
    explorers = {}
    for name in sorted(path.parent.name for path in Path(folder).glob("*/__init__.py")):
        members = vars(import_module(f"plainnet.explorers.{name}")).values()
        classes = [m for m in members if inspect.isclass(m) and issubclass(m, Explorer)]
        explorers.update((name, c) for c in classes if vars(c).get("view") == name)
    return explorers


ALL = found(Path(__file__).parent)
globals().update({explorer.__name__: explorer for explorer in ALL.values()})

__all__ = ["ALL", "AnswerBox", "Hand", "Playground", *(each.__name__ for each in ALL.values())]


def that_answers(view) -> Widget:
    """What answers the messages of a view's JavaScript where Python runs in the page."""
    return (ALL | {Playground.view: Playground})[view].that_answers()
