"""The JavaScript that tests run on a page: functions of the files beside this module."""

from pathlib import Path
from types import SimpleNamespace

from plainnet.explorers.javascript import EXPORT, IMPORT

HERE = Path(__file__).parent


def functions(name):
    """What the file ``name`` exports, as texts for ``run``: each holds all that it needs."""
    text = HERE.joinpath(name).read_text("utf8")
    body = "".join(_bodies(name).values())
    return SimpleNamespace(
        **{
            function: f"(...given) => {{\n{body}return {function}(...given);\n}}"
            for function in EXPORT.findall(text)
        }
    )


def _bodies(name):
    """The files that ``name`` imports, each once and before who imports it, and its own."""
    text, bodies = HERE.joinpath(name).read_text("utf8"), {}
    for _, address in IMPORT.findall(text):
        bodies |= _bodies(address)
    return bodies | {name: EXPORT.sub("", IMPORT.sub("", text))}
