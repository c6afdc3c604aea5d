"""The Sphinx extension that executes the chapters and makes their pages self-contained.

`execution` executes notebooks in parallel and keeps their outputs, `build` builds the site beside
the last one, `progress` says how far it is, `head` describes each page, `pages` changes one page's
HTML, `code_spans` thins its code out, `lean` gives all of them one style sheet and one script, and
`docstrings` shows the package's docstrings on the page `chapters/api`.
"""

import shutil
import sys
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlparse

import nbformat
from sphinx.errors import ExtensionError

from plainnet.explorers import javascript
from plainnet_book import code_spans, docstrings, execution, head, lean, pages
from plainnet_book.progress import Progress

HERE = Path(__file__).parent
CODE = HERE.parent
EXPLORERS = CODE / "plainnet" / "explorers"
LAST = 900  # the theme still rewrites its style sheets at the default priority


def say(line) -> None:
    """Tell the one who builds how far it is; on stderr, as Sphinx does with its warnings."""
    print(line, file=sys.stderr, flush=True)


def setup(app) -> dict:
    """Connect to Sphinx."""
    docstrings.connect(app)
    head.connect(app)
    Progress(app, say)
    app.connect("config-inited", derive_addresses)
    app.connect("env-get-outdated", lambda app, env, *_: env.found_docs)  # each build is whole
    app.connect("env-before-read-docs", execute_chapters)
    app.connect("build-finished", finish, priority=LAST)
    return {"parallel_read_safe": True}


def execute_chapters(app, env, names) -> None:
    """Execute what is to be read, and hand Sphinx the chapters with their outputs."""
    paths = [env.doc2path(name) for name in names]
    try:
        chapters = execution.execute([p for p in paths if p.endswith(".ipynb")], say=say)
    except execution.ChapterError as error:
        raise ExtensionError(f"a chapter does not run: {error}") from None
    executed = {chapter.name: chapter for chapter in chapters}

    def replace(app, name, source):
        if chapter := executed.get(name.rpartition("/")[2]):
            source[0] = nbformat.writes(chapter.executed())

    app.connect("source-read", replace)


def derive_addresses(app, config) -> None:
    """All that follows from the one setting ``repository: url``; nothing while it is empty."""
    options = config.html_theme_options
    address = options.get("repository_url", "")
    options.update(use_repository_button=bool(address), use_issues_button=bool(address))
    options["launch_buttons"] = {"binderhub_url": "https://mybinder.org"} if address else {}
    parts = urlparse(address)
    if parts.netloc == "github.com":
        owner, name = parts.path.strip("/").removesuffix(".git").split("/")
        config.html_baseurl = f"https://{owner}.github.io/{name}/"


def finish(app, exception) -> None:
    """Copy what pages need beside them, and rewrite the pages."""
    if exception or app.builder.format != "html":
        return
    out = Path(app.outdir)
    copy_mathjax(out / "_static" / "mathjax")
    (out / "_static" / "plainnet").mkdir(exist_ok=True)
    for name, script in javascript.scripts().items():
        (out / "_static" / "plainnet" / f"{name}.js").write_text(script, "utf8")
    colours = code_spans.coloured((out / "_static" / "pygments.css").read_text("utf8"))
    html = {}
    for path in sorted({*out.glob("*.html"), *out.glob("chapters/**/*.html")}):
        root = "../" * (len(path.relative_to(out).parts) - 1)
        page = pages.self_contained(path.read_text("utf8"), root)
        html[path] = code_spans.thinned(page, colours)
    for path, page in lean.lean(html, out, book_style(), book_script()).items():
        path.write_text(page, "utf8")
    for name in ("sphinx-thebe.js", "sphinx-thebe.css"):
        (out / "_static" / name).unlink(missing_ok=True)


def book_style() -> str:
    """The book's own style sheet: the files of ``style``, paper at the end, and the explorers'."""
    paths = sorted(HERE.glob("style/*.css"), key=lambda path: (path.stem == "print", path.name))
    return "".join(path.read_text("utf8") for path in (*paths, EXPLORERS / "explorers.css"))


def book_script() -> str:
    """The book's own script: the files of ``page``, each in a scope of its own."""
    texts = [path.read_text("utf8") for path in sorted(HERE.glob("page/*.js"))]
    return "".join(f'(() => {{\n"use strict";\n{text}}})();\n' for text in texts)


def copy_mathjax(target) -> None:
    """MathJax with its fonts, 1.7 MB of the package's 24 MB."""
    source = Path(find_spec("sphinx-mathjax-offline").origin).parent / "static" / "mathjax"
    for part in ("output/chtml/fonts/woff-v2", "input/tex/extensions"):
        shutil.copytree(source / part, target / part, dirs_exist_ok=True)
    shutil.copy(source / "tex-chtml.js", target)
