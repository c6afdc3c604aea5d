"""Bundling the JavaScript modules for the page and for Jupyter.

``core/*.js`` and each ``<view>/view.js`` are modules, which editors and linters understand. But a
page opened from a folder may not load modules, and anywidget takes a single text. So each module
becomes a function that is called immediately, and its exports become members of the one global
object `plainnet`.
"""

import re
from collections import Counter
from graphlib import TopologicalSorter
from pathlib import Path

HERE = Path(__file__).resolve().parent
CORE = sorted((HERE / "core").glob("*.js"))
IMPORT = re.compile(r'^import \{([^}]+)\} from "([^"]+)";\n', re.MULTILINE)
FROM_CORE = re.compile(r"\.(\./core)?/\w+\.js")  # a view may be in another folder
EXPORT = re.compile(r"^export (?=(?:async )?(?:function|const) (\w+))", re.MULTILINE)
TOP_LEVEL = re.compile(r"^(?:export )?(?:async )?(?:function|const|let) (\w+)", re.MULTILINE)
RENDER = "export default { render: plainnet.render };"


def core() -> str:
    """The script that puts all exports of the modules in ``core`` into `plainnet`."""
    exports = [name for path in CORE for name in EXPORT.findall(path.read_text("utf8"))]
    text = joined(CORE) + f"return {{ {', '.join(exports)} }};\n"
    return f"var plainnet = {closed(text)}"


def view(name, folder=None) -> str:
    """The script that adds the view ``name`` to ``plainnet.views``; its files are in ``folder``."""
    paths = sorted((folder or HERE / name).glob("*.js"))
    names = dict.fromkeys(name for path in paths for name in imports(path))
    text = joined(in_order(paths)).replace("export default ", f"plainnet.views.{name} = ")
    return closed(f"const {{ {', '.join(names)} }} = plainnet;\n{text}")


def in_order(paths) -> list[Path]:
    """The modules, each after those of them that it imports.

    Raises a `FileNotFoundError` if one imports what is not there.
    """
    paths = sorted(path.resolve() for path in paths)
    graph = {}
    for path in paths:
        addresses = (address for _, address in IMPORT.findall(path.read_text("utf8")))
        imported = [(path.parent / address).resolve(strict=True) for address in addresses]
        graph[path] = [other for other in imported if other in paths]
    return list(TopologicalSorter(graph).static_order())


def scripts() -> dict[str, str]:
    """The scripts that pages load, by name: ``core`` first, then one for each view."""
    views = [path.parent.name for path in sorted(HERE.glob("*/view.js"))]
    return {"core": core(), **{name: view(name) for name in views}}


def module(name, folder=None) -> str:
    """A single module with all that anywidget needs to show the view ``name``."""
    return f"{core()}{view(name, folder)}{RENDER}"


def imports(path) -> list[str]:
    """The names that a module imports from the core.

    Raises a `ValueError` if a file does not exist or does not export such a name.
    """
    imported = []
    for names, address in IMPORT.findall(path.read_text("utf8")):
        names, source = re.findall(r"\w+", names), HERE / "core" / Path(address).name
        is_beside = (path.parent / address).exists() and path.parent != source.parent
        if is_beside and address.startswith("./"):
            source = path.parent / address
        elif not FROM_CORE.fullmatch(address) or source not in CORE:
            raise ValueError(f"{path.parent.name}/{path.name}: the core has no {address}")
        if missing := sorted(set(names) - set(EXPORT.findall(source.read_text("utf8")))):
            where = f"{path.parent.name}/{path.name}"
            raise ValueError(f"{where}: {address} does not export {', '.join(missing)}")
        imported += [] if source.parent == path.parent else names
    return imported


def plain(path) -> str:
    """The text of a module without imports and exports, except for a default export.

    Raises a `ValueError` for an import or export in a form that this module does not know.
    """
    imports(path)
    text = EXPORT.sub("", IMPORT.sub("", path.read_text("utf8")))
    if left := re.search(r"^(?:import|export(?! default ))\b.*", text, re.MULTILINE):
        raise ValueError(f"{path.parent.name}/{path.name}: not understood: {left[0]}")
    return text


def joined(paths) -> str:
    """The texts of modules that become one.

    Raises a `ValueError` if two of them define the same name.
    """
    sources = [path.read_text("utf8") for path in paths]
    counts = Counter(name for source in sources for name in TOP_LEVEL.findall(source))
    if twice := [name for name, count in counts.items() if count > 1]:
        raise ValueError(f"{paths[0].parent.name}: two modules define {', '.join(twice)}")
    return "".join(map(plain, paths))


def closed(text) -> str:
    """A script in a scope of its own."""
    return f'(() => {{\n"use strict";\n{text}}})();\n'
