"""The Sphinx extension that executes the chapters and makes their pages self-contained.

`execution` executes notebooks in parallel and keeps their outputs, `build` builds the site beside
the last one, `progress` says how far it is, `pages` changes one page's HTML, `icons` draws the
theme's icons without its 1.5 MB script, `formulas` typesets, `docstrings` shows the package's
docstrings on the page `chapters/api`.
"""

import gzip
import shutil
import sys
from pathlib import Path
from urllib.parse import urlparse

import nbformat
from sphinx.errors import ExtensionError

from plainnet.explorers import javascript
from plainnet_book import docstrings, execution, formulas, icons, pages
from plainnet_book.progress import Progress

HERE = Path(__file__).parent
CODE = HERE.parent
EXPLORERS = CODE / "plainnet" / "explorers"
LAST = 900  # the theme still rewrites its style sheets at the default priority
PAGE_BUDGET = 400_000  # bytes of a page's HTML, compressed
BLOCKING_BUDGET = 130_000  # bytes that a browser must load before it shows a page, compressed


def say(line) -> None:
    """Tell the one who builds how far it is; on stderr, as Sphinx does with its warnings."""
    print(line, file=sys.stderr, flush=True)


def setup(app) -> dict:
    """Connect to Sphinx."""
    docstrings.connect(app)
    formulas.connect(app, say)
    Progress(app, say)
    app.connect("config-inited", derive_addresses)
    app.connect("env-get-outdated", lambda app, env, *_: env.found_docs)  # each build is whole
    app.connect("env-before-read-docs", execute_chapters)
    app.connect("build-finished", finish, priority=LAST)
    return {"parallel_read_safe": True, "parallel_write_safe": False}  # there is one Node


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
    """Copy what pages need beside them, rewrite the pages, hold the budgets."""
    if exception or app.builder.format != "html":
        return
    out = Path(app.outdir)
    formulas.copy_mathjax(app)
    (out / "_static" / "plainnet").mkdir(exist_ok=True)
    for name, script in javascript.scripts().items():
        (out / "_static" / "plainnet" / f"{name}.js").write_text(script, "utf8")
    shutil.copy(EXPLORERS / "explorers.css", out / "_static" / "plainnet")
    (out / "_static" / "plainnet" / "book.css").write_text(book_style(), "utf8")
    (out / "_static" / "plainnet" / "book.js").write_text(book_script(), "utf8")
    html = {path: path.read_text("utf8") for path in sorted(out.rglob("*.html"))}
    fontawesome = out / "_static" / "scripts" / "fontawesome.js"
    (out / "_static" / "plainnet" / "icons.css").write_text(
        icons.style_sheet(fontawesome.read_text("utf8"), html.values()), "utf8"
    )
    for path, before in html.items():
        if "_static" in path.relative_to(out).parts:
            continue
        after = pages.self_contained(before, "../" * (len(path.relative_to(out).parts) - 1))
        after = formulas.with_glyphs(after, app.glyphs)
        if after != before:
            path.write_text(after, "utf8")
        weigh(path, after)
    for name in ("sphinx-thebe.js", "sphinx-thebe.css"):
        (out / "_static" / name).unlink(missing_ok=True)


def book_style() -> str:
    """The book's own style sheet: the files of ``style``, and what paper changes at the end."""
    paths = sorted(HERE.glob("style/*.css"), key=lambda path: (path.stem == "print", path.name))
    return "".join(path.read_text("utf8") for path in paths)


def book_script() -> str:
    """The book's own script: the files of ``page``, each in a scope of its own."""
    texts = [path.read_text("utf8") for path in sorted(HERE.glob("page/*.js"))]
    return "".join(f'(() => {{\n"use strict";\n{text}}})();\n' for text in texts)


def weigh(path, html) -> None:
    """Raise when a page, or what it loads before it shows, is over its budget."""
    blocking = [path.parent / name.partition("?")[0] for name in pages.render_blocking(html)]
    for what, data, budget in (
        ("HTML", [html.encode()], PAGE_BUDGET),
        ("render-blocking", [item.read_bytes() for item in blocking], BLOCKING_BUDGET),
    ):
        weight = sum(len(gzip.compress(part)) for part in data)
        if weight > budget:
            raise ExtensionError(f"{path.name}: {weight} bytes of {what}; the budget is {budget}")
