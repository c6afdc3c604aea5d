"""JavaScript for the page and for Jupyter, put together from modules.

``core/*.js`` and each ``<view>/view.js`` are modules, as editors and linters know them. But a page
that is opened from a folder may load none, and anywidget takes one text: so a module becomes a
function that is called at once, and what it exports becomes a part of the one global `plainnet`.
"""

import re
from collections import Counter
from pathlib import Path

HERE = Path(__file__).parent
CORE = sorted((HERE / "core").glob("*.js"))
IMPORT = re.compile(r'^import \{([^}]+)\} from "([^"]+)";\n', re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:async )?(?:function|const) (\w+))", re.MULTILINE)
TOP_LEVEL = re.compile(r"^(?:export )?(?:async )?(?:function|const|let) (\w+)", re.MULTILINE)
RENDER = "export default { render: plainnet.render };"


def core():
    """The script that makes `plainnet` of all that the modules of ``core`` export."""
    sources = [path.read_text("utf8") for path in CORE]
    counts = Counter(name for source in sources for name in TOP_LEVEL.findall(source))
    if twice := [name for name, count in counts.items() if count > 1]:
        raise ValueError(f"core: two modules define {', '.join(twice)}")
    exports = [name for source in sources for name in EXPORT.findall(source)]
    return _closed("".join(map(plain, CORE)), f"return {{ {', '.join(exports)} }};", "var plainnet =")


def view(name):
    """The script that adds the view ``name`` to ``plainnet.views``."""
    path = HERE / name / "view.js"
    names = [name for names, _ in imports(path) for name in names]
    text = plain(path).replace("export default ", f"plainnet.views.{name} = ")
    return _closed(f"const {{ {', '.join(names)} }} = plainnet;\n{text}")


def scripts():
    """The scripts that pages load, by name: ``core``, and after it the views of a page."""
    views = [path.parent.name for path in sorted(HERE.glob("*/view.js"))]
    return {"core": core(), **{name: view(name) for name in views}}


def module(name):
    """All that anywidget needs to show the view ``name``, as one module."""
    return f"{core()}{view(name)}{RENDER}"


def imports(path):
    """What a module imports: pairs of the names and the file.

    Raises a `ValueError` when there is no such file, or when it exports no such name.
    """
    found = []
    for names, address in IMPORT.findall(path.read_text("utf8")):
        source = (path.parent / address).resolve()
        if not source.is_file():
            raise ValueError(f"{path.parent.name}/{path.name}: there is no {address}")
        names = re.findall(r"\w+", names)
        if missing := set(names) - set(EXPORT.findall(source.read_text("utf8"))):
            raise ValueError(
                f"{path.parent.name}/{path.name}: {address} does not export {', '.join(missing)}"
            )
        found.append((names, source))
    return found


def plain(path):
    """The text of a module without its imports and exports, but a default."""
    imports(path)
    return EXPORT.sub("", IMPORT.sub("", path.read_text("utf8")))


def _closed(text, end="", start=""):
    return f'{start}(() => {{\n"use strict";\n{text}{end}\n}})();\n'.lstrip()
