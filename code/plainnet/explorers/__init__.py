"""Interactive figures and answer boxes: Python decides, JavaScript draws.

A new explorer is a folder here, with a module and a ``view.js``: ``ALL`` finds it. It has those
with sliders, by the names of their folders.
"""

import inspect
from importlib import import_module
from pathlib import Path

from plainnet.explorers.answer_box import AnswerBox
from plainnet.explorers.explorer import Explorer


def _explorer_of(name):
    """The explorer whose folder has this name; None for what mounts itself, as answer boxes do."""
    members = vars(import_module(f"plainnet.explorers.{name}")).values()
    found = [m for m in members if inspect.isclass(m) and issubclass(m, Explorer)]
    return next((member for member in found if vars(member).get("view") == name), None)


_FOLDERS = sorted(path.parent.name for path in Path(__file__).parent.glob("*/view.js"))
ALL = {name: found for name in _FOLDERS if (found := _explorer_of(name))}
globals().update({explorer.__name__: explorer for explorer in ALL.values()})

__all__ = ["ALL", "AnswerBox", *(explorer.__name__ for explorer in ALL.values())]
