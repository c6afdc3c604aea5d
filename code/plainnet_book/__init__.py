"""The Sphinx extension that executes the chapters and makes their pages self-contained.

`build` builds the site beside the last one, `execution` executes notebooks in parallel and keeps
their outputs, `kernels` starts a `kernel` for each, `keys` knows what the outputs depend on,
`progress` says how far it is.

`contents` reads titles and numbers from `_toc.yml`, `numbering` numbers equations, figures and
exercises by them, `reading_time` counts what stands on a page, `menu` shows all that. `cells` knows
what a cell is for, `folds` folds what need not be seen at once, `exercises` frames exercises,
`docstrings` shows the package's docstrings on the page `chapters/api`, `run_chapter` and `wheel`
bring a reader from a page to its running notebook.

`head` describes each page, `pages` changes its HTML alone, `formulas` its formulas, `pictures` its
figures, `definitions` brings definitions to their terms, `explorer_files` moves out what explorers
load later, `state_links` lets the text link to their states,
`code_spans` thins code out, `lean` gives all pages one style sheet and one script, and `search`
finds sections.
"""

import functools
import json
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlparse

import pybtex.plugin
from sphinx.errors import ExtensionError

from plainnet import explorers
from plainnet_book import (
    code_spans,
    contents,
    definitions,
    docstrings,
    execution,
    exercises,
    explorer_files,
    folds,
    formulas,
    head,
    lean,
    numbering,
    pages,
    pictures,
    run_chapter,
    state_links,
    wheel,
)
from plainnet_book.menu import Menu
from plainnet_book.progress import Progress
from plainnet_book.search import Search

HERE = Path(__file__).parent
CODE = HERE.parent
EXPLORERS = CODE / "plainnet" / "explorers"
LAST = 900  # the theme still rewrites its style sheets at the default priority


def say(line) -> None:
    """Tell the one who builds how far it is; on stderr, as Sphinx does with its warnings."""
    print(line, file=sys.stderr, flush=True)


def setup(app) -> dict:
    """Connect to Sphinx."""
    app.config.templates_path.insert(0, str(HERE / "templates"))
    # It would look through all that is installed, for every entry of every bibliography.
    pybtex.plugin._load_entry_point = functools.cache(pybtex.plugin._load_entry_point)
    docstrings.connect(app)
    run_chapter.connect(app)
    exercises.connect(app)
    folds.connect(app)
    formulas.connect(app, say)
    head.connect(app)
    state_links.connect(app)
    Progress(app, say)
    menu = Menu(app, contents.read(Path(app.srcdir) / "_toc.yml"))
    numbering.connect(app, menu.number)
    Search(app)
    app.connect("config-inited", derive_addresses)
    app.connect("builder-inited", begin_wheel)
    app.connect("env-get-outdated", lambda app, env, *_: env.found_docs)  # each build is whole
    app.connect("env-before-read-docs", execute_chapters)
    app.connect("build-finished", functools.partial(finish, number=menu.number), priority=LAST)
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
            source[0] = json.dumps(folds.labelled(pictures.lighter(chapter.executed())))

    app.connect("source-read", replace)


def begin_wheel(app) -> None:
    """Make the wheel beside all else; ``app.wheel`` is what `finish` waits for."""
    if app.builder.format == "html":
        app.wheel = ThreadPoolExecutor(1).submit(wheel.build, app.outdir)


def derive_addresses(app, config) -> None:
    """All that follows from the one setting ``repository: url``; nothing while it is empty."""
    options = config.html_theme_options
    address = options.get("repository_url", "")
    options.update(use_repository_button=bool(address), use_issues_button=bool(address))
    parts = urlparse(address)
    if parts.netloc == "github.com":
        owner, name = parts.path.strip("/").removesuffix(".git").split("/")
        config.html_baseurl = f"https://{owner}.github.io/{name}/"


def finish(app, exception, number) -> None:
    """Copy what pages need beside them, and rewrite the pages; ``number`` gives a page's number."""
    if exception or app.builder.format != "html":
        return
    out = Path(app.outdir)
    app.wheel.result()
    formulas.copy_mathjax(app)
    for folder in ("_static/plainnet", "_images"):  # a page may have no picture but a still one
        (out / folder).mkdir(exist_ok=True)
    html = {}
    for path in sorted({*out.glob("*.html"), *out.glob("chapters/**/*.html")}):
        html[path] = path.read_text("utf8")
    colours = code_spans.coloured((out / "_static" / "pygments.css").read_text("utf8"))
    terms = definitions.definitions(html.get(out / "chapters" / "glossary.html", ""))
    files = explorer_files.Files()
    for path, page in html.items():
        root = "../" * (len(path.relative_to(out).parts) - 1)
        page = formulas.kept_together(definitions.explained(page, terms))
        page = formulas.with_glyphs(page, app.glyphs)
        name = path.relative_to(out).with_suffix("").as_posix()
        if told := state_links.amiss(page):
            raise ExtensionError(f"{name}: " + "; ".join(told))
        page = pictures.on_page(page, path.parent)
        page = explorer_files.moved_out(page, root, files, number(name))
        html[path] = code_spans.thinned(pages.self_contained(page, root), colours)
    for name, content in files.items():
        (out / name).write_bytes(content)
    for path, page in lean.lean(html, out, book_style(), book_script()).items():
        path.write_text(page, "utf8")
    for name in ("_static/sphinx-thebe.js", "_static/sphinx-thebe.css", ".buildinfo"):
        (out / name).unlink(missing_ok=True)  # the last is for a build that goes on from here
    for path in out.glob("_images/*.png"):  # pages have them as WebP
        path.unlink()


def book_style() -> str:
    """The book's own style sheet: colours, the files of ``style``, paper's, and the explorers'."""
    paths = sorted(HERE.glob("style/*.css"), key=lambda path: (path.stem == "print", path.name))
    colours, *others = (EXPLORERS / f"{name}.css" for name in ("colours", "explorers", "drawing"))
    sheets = (colours, *paths, *others)
    heights = [explorer.style() for explorer in explorers.ALL.values()]
    return "".join([*(path.read_text("utf8") for path in sheets), *heights])


def book_script() -> str:
    """The book's own script: the files of ``page``, each in a scope of its own."""
    texts = [path.read_text("utf8") for path in sorted(HERE.glob("page/*.js"))]
    return "".join(f'(() => {{\n"use strict";\n{text}}})();\n' for text in texts)
