"""JavaScript for the page and for Jupyter, put together from modules.

``core/*.js`` and each ``<view>/view.js`` are modules, as editors and linters know them. But a page
that is opened from a folder may load none, and anywidget takes one text: so a module becomes a
function that is called at once, and what it exports becomes a part of the one global `plainnet`.
"""

import re
from collections import Counter
from pathlib import Path

HERE = Path(__file__).resolve().parent
CORE = sorted((HERE / "core").glob("*.js"))
IMPORT = re.compile(r'^import \{([^}]+)\} from "([^"]+)";\n', re.MULTILINE)
FROM_CORE = re.compile(r"\.(\./core)?/\w+\.js")  # a view may lie elsewhere
EXPORT = re.compile(r"^export (?=(?:async )?(?:function|const) (\w+))", re.MULTILINE)
TOP_LEVEL = re.compile(r"^(?:export )?(?:async )?(?:function|const|let) (\w+)", re.MULTILINE)
RENDER = "export default { render: plainnet.render };"


def core() -> str:
    """The script that makes `plainnet` of all that the modules of ``core`` export."""
    sources = [path.read_text("utf8") for path in CORE]
    counts = Counter(name for source in sources for name in TOP_LEVEL.findall(source))
    if twice := [name for name, count in counts.items() if count > 1]:
        raise ValueError(f"core: two modules define {', '.join(twice)}")
    exports = [name for source in sources for name in EXPORT.findall(source)]
    text = "".join(map(plain, CORE)) + f"return {{ {', '.join(exports)} }};\n"
    return f"var plainnet = {_closed(text)}"


def view(name, folder=None) -> str:
    """The script that adds the view ``name`` to ``plainnet.views``; ``folder`` is where it lies."""
    path = (folder or HERE / name) / "view.js"
    text = plain(path).replace("export default ", f"plainnet.views.{name} = ")
    return _closed(f"const {{ {', '.join(imports(path))} }} = plainnet;\n{text}")


def scripts() -> dict[str, str]:
    """The scripts that pages load, by name: ``core``, and after it the views of a page."""
    views = [path.parent.name for path in sorted(HERE.glob("*/view.js"))]
    return {"core": core(), **{name: view(name) for name in views}}


def module(name, folder=None) -> str:
    """All that anywidget needs to show the view ``name``, as one module."""
    return f"{core()}{view(name, folder)}{RENDER}"


def imports(path) -> list[str]:
    """The names that a module imports from the core.

    Raises a `ValueError` when there is no such file, or when it exports no such name.
    """
    imported = []
    for names, address in IMPORT.findall(path.read_text("utf8")):
        names, source = re.findall(r"\w+", names), HERE / "core" / Path(address).name
        if not FROM_CORE.fullmatch(address) or source not in CORE:
            raise ValueError(f"{path.parent.name}/{path.name}: the core has no {address}")
        if missing := sorted(set(names) - set(EXPORT.findall(source.read_text("utf8")))):
            where = f"{path.parent.name}/{path.name}"
            raise ValueError(f"{where}: {address} does not export {', '.join(missing)}")
        imported += names
    return imported


def plain(path) -> str:
    """The text of a module without its imports and exports; a default stays.

    Raises a `ValueError` when one is written in another way than those of this book.
    """
    imports(path)
    text = EXPORT.sub("", IMPORT.sub("", path.read_text("utf8")))
    if left := re.search(r"^(?:import|export(?! default ))\b.*", text, re.MULTILINE):
        raise ValueError(f"{path.parent.name}/{path.name}: not understood: {left[0]}")
    return text


def _closed(text):
    return f'(() => {{\n"use strict";\n{text}}})();\n'
