"""The listings of the site that run in their page: their marks, and the files that they need.

Each listing has the place of its cell in the `learning` edition as ``data-cell``, and so has its
output as ``data-output``. A page's script has this notebook, which cells changed which names, and
how long they took (`content`).
"""

import builtins
import json
import keyword
import math
import re
import shutil
import zipfile

import rjsmin
from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from plainnet.explorers import javascript
from plainnet_book import folds, languages, learning, pictures, printed, run_chapter
from plainnet_book.explorer_files import digest
from plainnet_book.page_python import parts
from plainnet_book.page_python.session import Session
from plainnet_book.page_python.words import WORDS

HERE = parts.HERE
KEPT = "python", *parts.WHEELS  # parts that are made with the environment
OWN = "__init__", "needs", "session", "words"
MODULES = "dark", "figure_sizes", *(f"page_python/{name}" for name in OWN)
LONG = 4  # seconds after which a reader wants to know how long a cell will take
LEFT_OUT = re.compile(r"^plainnet/explorers/(?!colours\.css).*\.(js|css)$")


class marked(nodes.container):  # noqa: N801 - docutils names nodes in lower case
    """A part of a cell with its place in the notebook, as an attribute with the name ``mark``."""


MARKS = {"cell_code_source": "data-cell", "cell_code_output": "data-output"}


def connect(app, report) -> None:
    """Let listings run, or ``report`` why they don't."""
    app.listings = {}
    if not parts.are_there():
        report("listings do not run in their pages, because Pyodide could not be fetched")
        return
    app.add_node(marked, html=(_open, lambda self, node: self.body.append("</div>\n")))
    app.add_post_transform(Mark)
    app.connect("config-inited", lambda app, config: config.html_context.update(runs=True))


class Mark(SphinxPostTransform):
    """Marks sources and outputs of cells."""

    default_priority = folds.Fold.default_priority - 1

    def run(self) -> None:
        """Mark the cells of a page."""
        if (page := self.app.listings.get(self.env.docname)) is None:
            return
        about = known(page)
        for cell in list(self.document.findall(nodes.container)):
            if cell.get("nb_element") != "cell_code":
                continue
            index = page["places"][cell["cell_index"]]
            for part in [each for each in cell.children if each.get("nb_element") in MARKS]:
                place = {"mark": MARKS[part["nb_element"]], "cell": index}
                place |= about[index]
                cell.replace(part, marked("", *part.children, **(part.attributes | place)))


def _open(self, node):
    place = {node["mark"]: node["cell"]}
    if node["mark"] == "data-cell":
        place |= {f"data-{name}": node[name] for name in ("takes", "needs") if node[name]}
    self.body.append(self.starttag(node, "div", CLASS="docutils container", **place))


def content(executed) -> dict:
    """What running the cells of a chapter takes: its notebook, and what is known of each cell.

    ``places`` has the place of each cell in this notebook, by that in the ``executed`` chapter.
    """
    notebook, places = learning.outline(executed)
    built = {}
    for index, place in places.items():
        cell = executed.cells[index]
        if about := cell.metadata.get("built"):
            raises = any(output.output_type == "error" for output in cell.outputs)
            built[place] = about | ({"raises": True} if raises else {})
    return {"notebook": notebook, "built": built, "places": places}


def known(page) -> dict[int, dict]:
    """What a page tells of each cell: which others it ``needs``, as numbers with spaces between.

    Where a reader would notice, also how many seconds it ``takes``, roughly.
    """
    session = Session(json.dumps(page), send=None)
    found = {}
    for index in (index for index, source in enumerate(session.sources) if source):
        _, seconds, needs = session.plan(index, "{}")
        found[index] = {"takes": _rough(seconds) if seconds > LONG else None, "needs": needs}
    return found


def _rough(seconds):
    """The number with one digit that is not 0."""
    unit = 10 ** int(math.log10(seconds))
    return round(seconds / unit) * unit


def script() -> str:
    """The script of pages, in a scope of its own, with the words that it needs."""
    if not parts.are_there():
        return ""
    builtin = [name for name in dir(builtins) if name[0].islower()]
    words = [name for name in keyword.kwlist if name[0].islower()]
    known = {"ALL_WORDS": WORDS, "KEYWORDS": words, "BUILTINS": builtin, "SITE": run_chapter.HERE}
    known |= {"COLUMNS": printed.COLUMNS.pattern, "PHONE": pictures.PHONE}
    values = "".join(f"const {name} = {json.dumps(value)};\n" for name, value in known.items())
    values += "const WORDS = ALL_WORDS[document.documentElement.lang];\n"
    modules = javascript.in_order(HERE.glob("page/*.js"))
    return javascript.closed(values + javascript.joined(modules))


def parts_in(folder) -> dict:
    """For each part in a folder, its bytes and a digest, by which browsers know a new one."""
    found = {path.stem: path.read_bytes() for path in sorted(folder.glob("*.bin"))}
    return {name: {"bytes": len(data), "digest": digest(data)} for name, data in found.items()}


def write(app, wheel, folder) -> None:
    """Write all files into a folder of the site; ``wheel`` is the path of the package's wheel."""
    if not parts.are_there():
        return
    for part in KEPT:
        for suffix in (".bin", ".js"):
            shutil.copyfile(parts.HOME / f"{part}{suffix}", folder / f"{part}{suffix}")
    shutil.copyfile(HERE / "NOTICE.md", folder / "NOTICE.md")
    worker = rjsmin.jsmin((HERE / "worker.js").read_text("utf8"))
    parts.write("plainnet", {"worker.js": worker.encode(), "plainnet.zip": package(wheel)}, folder)
    about = {"parts": parts_in(folder)}
    for name, page in app.listings.items():
        root = "../" * name.count("/")
        page.pop("places")
        scripts = {view: root + path for view, path in app.explorer_files.scripts.items()}
        text = json.dumps(page | about | {"scripts": scripts}, ensure_ascii=False, sort_keys=True)
        (folder / f"{languages.file(name)}.js").write_text(
            f"window.plainnetPage = {text};\n", "utf8"
        )


def package(wheel) -> bytes:
    """The package without the scripts of explorers, and the modules that run cells, as a zip."""
    with zipfile.ZipFile(wheel) as archive:
        names = sorted(name for name in archive.namelist() if not LEFT_OUT.match(name))
        files = {name: archive.read(name) for name in names}
    for name in MODULES:
        files[f"plainnet_book/{name}.py"] = (HERE.parent / f"{name}.py").read_bytes()
    files["plainnet_book/__init__.py"] = b""
    return parts.zipped(files)
