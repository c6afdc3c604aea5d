"""What the package documents: all that ``chapters/api.md`` lists and that can be called."""

import importlib
import inspect
import re
from pathlib import Path

from plainnet.explorers import ALL

PAGE = Path(__file__).parents[3] / "chapters" / "api.md"


def documented(page=None) -> dict[str, object]:
    """Each function, class and method that the page lists, by its full name."""
    page = PAGE.read_text("utf8") if page is None else page
    found = {}
    for kind, name in re.findall(r"^\.\. auto(module|class):: (\S+)$", page, re.MULTILINE):
        found |= _members(name) if kind == "module" else {name: _class(name)}
    if "\n.. explorers::\n" in page:
        found |= {f"plainnet.explorers.{each.__name__}": each for each in ALL.values()}
    return found


def _class(dotted):
    module, _, name = dotted.rpartition(".")
    return getattr(importlib.import_module(module), name)


def _members(name):
    found = {}
    for member in vars(importlib.import_module(name)).values():
        if not _is_shown(member) or member.__module__ != name:
            continue
        found[f"{name}.{member.__qualname__}"] = member
        for method in vars(member).values() if inspect.isclass(member) else ():
            if inspect.isfunction(method) and _is_shown(method):
                found[f"{name}.{method.__qualname__}"] = method
    return found


def _is_shown(member):
    called = inspect.isfunction(member) or inspect.isclass(member)
    return called and not member.__name__.startswith("_") and bool(member.__doc__)
