"""Gives Python the functions in the JavaScript files next to this module."""

from pathlib import Path
from types import SimpleNamespace

from plainnet.explorers.javascript import EXPORT, IMPORT

HERE = Path(__file__).parent


def functions(name):
    """The exports of the file ``name``, as texts for ``run``; each contains all that it uses."""
    text = HERE.joinpath(name).read_text("utf8")
    body = "".join(_bodies(name).values())
    return SimpleNamespace(
        **{
            function: f"(...given) => {{\n{body}return {function}(...given);\n}}"
            for function in EXPORT.findall(text)
        }
    )


def _bodies(name):
    """The sources of ``name`` and of what it imports; each file before those that import it."""
    text, bodies = HERE.joinpath(name).read_text("utf8"), {}
    for _, address in IMPORT.findall(text):
        bodies |= _bodies(address)
    return bodies | {name: EXPORT.sub("", IMPORT.sub("", text))}
