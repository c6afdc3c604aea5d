"""What the package documents: all that ``chapters/api.md`` lists and that takes arguments."""

import importlib
import inspect
import re
from pathlib import Path

from plainnet.explorers import ALL

PAGE = Path(__file__).parents[3] / "chapters" / "api.md"


def documented() -> dict[str, object]:
    """Each function, class and method that the page lists, by its name without ``plainnet.``."""
    found = {f"explorers.{each.__name__}": each for each in ALL.values()}
    page = PAGE.read_text("utf8")
    for kind, name in re.findall(
        r"^\.\. auto(module|class):: plainnet\.(\S+)$", page, re.MULTILINE
    ):
        found |= _members(name) if kind == "module" else {name: _class(name)}
    return {name: each for name, each in found.items() if inspect.signature(each).parameters}


def _class(dotted):
    module, _, name = dotted.rpartition(".")
    return getattr(importlib.import_module(f"plainnet.{module}"), name)


def _members(name):
    module, found = importlib.import_module(f"plainnet.{name}"), {}
    for member in vars(module).values():
        if not _is_shown(member) or member.__module__ != module.__name__:
            continue
        found[f"{name}.{member.__qualname__}"] = member
        for method in vars(member).values() if inspect.isclass(member) else ():
            if inspect.isfunction(method) and _is_shown(method):
                found[f"{name}.{method.__qualname__}"] = method
    return found


def _is_shown(member):
    called = inspect.isfunction(member) or inspect.isclass(member)
    name = getattr(member, "__name__", "_")
    return called and (name == "__call__" or (not name.startswith("_") and bool(member.__doc__)))
