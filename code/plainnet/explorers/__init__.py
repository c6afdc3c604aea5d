"""Interactive figures and answer boxes: Python decides, JavaScript draws.

A new explorer is a folder here, with a module and a ``view.js``: ``ALL`` finds it. It has those
with sliders, by the names of their folders.
"""

import inspect
from importlib import import_module
from pathlib import Path

from plainnet.explorers.answer_box import AnswerBox
from plainnet.explorers.explorer import Explorer


def found(folder) -> dict[str, type[Explorer]]:
    """The explorers in the folders of ``folder`` that have a drawing, by their folders' names.

    What mounts itself, as answer boxes do, is none.
    """
    explorers = {}
    for name in sorted(path.parent.name for path in Path(folder).glob("*/view.js")):
        members = vars(import_module(f"plainnet.explorers.{name}")).values()
        classes = [m for m in members if inspect.isclass(m) and issubclass(m, Explorer)]
        explorers.update((name, c) for c in classes if vars(c).get("view") == name)
    return explorers


ALL = found(Path(__file__).parent)
globals().update({explorer.__name__: explorer for explorer in ALL.values()})

__all__ = ["ALL", "AnswerBox", *(explorer.__name__ for explorer in ALL.values())]
