"""The Sphinx extension that executes the chapters and makes their pages self-contained.

`build` builds the site next to the last one, `execution` executes notebooks in parallel and stores
their outputs, `kernels` starts a `kernel` for each, in which `figure_sizes` makes figures fit the
page, `keys` computes what the outputs depend on, and `progress` reports how far the build is.

`contents` reads titles and numbers from `_toc.yml`, `numbering` numbers equations, figures and
exercises by chapter, `reading_time` estimates how long a page takes, `menu` shows all of that, and
`lessons` adds it up for plans of lessons.
`cells` finds out what a cell is for, `printed` how its output looks, `folds` folds parts of a page,
`exercises` puts frames around exercises, `docstrings` shows the package's docstrings on the page
`chapters/api`, and `learning` and `run_chapter` let a reader run the notebook of a page.

`bibliography` sorts references, `head` adds descriptions, `headings` gives headings anchors that
last, and `overview` links to them at the top of a page. `pages` cleans up the HTML, `formulas`
typesets formulas, `pictures` optimises figures and gives them a `dark` version, `definitions` adds
the definitions of terms, `explorer_files` moves the data of explorers to files, `state_links` lets
the text link to states of explorers, and `search` builds the index of the search. `page_python`
lets listings run in the page, and with `class_answers` readers copy their answers for a teacher,
who collects them. `pdf` prints the built pages, and `question_bank` writes their questions for
Moodle.
"""

import functools
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from posixpath import dirname
from urllib.parse import urlparse

import pybtex.plugin
import rcssmin
import rjsmin
from sphinx.errors import ExtensionError

from plainnet import explorers
from plainnet.explorers import javascript
from plainnet_book import (
    bibliography,
    cells,
    class_answers,
    contents,
    definitions,
    docstrings,
    execution,
    exercises,
    explorer_files,
    folds,
    formulas,
    head,
    headings,
    languages,
    learning,
    lessons,
    numbering,
    overview,
    pages,
    pdf,
    pictures,
    printed,
    run_chapter,
    state_links,
)
from plainnet_book.menu import Menu
from plainnet_book.page_python import listings, parts
from plainnet_book.progress import Progress
from plainnet_book.search import Search

HERE = Path(__file__).parent
CODE = HERE.parent
EXPLORERS = CODE / "plainnet" / "explorers"
DARK_STYLE = "github-dark"
OFFLINE = "--no-index", "--no-deps", "--no-build-isolation", "--disable-pip-version-check"
EPOCH = {
    "SOURCE_DATE_EPOCH": "315532800"
}  # 1980, the earliest date in a zip: equal files, equal wheel
LAST = 900  # a priority, after the theme and other extensions
# The style sheets and scripts that pages load; extensions and Sphinx itself bring others.
SHEETS = {"pygments", "styles/furo", "copybutton", "plainnet/book"}
SCRIPTS = {"scripts/furo", "documentation_options", "clipboard.min", "copybutton", "plainnet/book"}


def report(line) -> None:
    """Print a line about the progress on stderr, where Sphinx prints its warnings."""
    print(line, file=sys.stderr, flush=True)


def setup(app) -> dict:
    """Register everything with Sphinx."""
    app.config.templates_path.insert(0, str(HERE / "templates"))
    # Without a cache, pybtex would search all installed packages for every bibliography entry.
    pybtex.plugin._load_entry_point = functools.cache(pybtex.plugin._load_entry_point)
    docstrings.connect(app)
    entries = listed(Path(app.srcdir))
    languages.connect(app, entries)
    run_chapter.connect(app)
    exercises.connect(app)
    printed.connect(app)
    folds.connect(app)
    listings.connect(app, report)
    class_answers.connect(app)
    formulas.connect(app, report)
    bibliography.connect(app)
    head.connect(app)
    headings.connect(app)
    state_links.connect(app)
    progress = Progress(app, report)
    menu = Menu(app, entries)
    lessons.connect(app, menu)
    overview.connect(app)
    numbering.connect(app, menu.number)
    Search(app, menu.entries)
    app.connect("config-inited", derive_addresses)
    app.connect("builder-inited", begin_wheel)
    app.connect("builder-inited", add_files)
    app.connect("html-page-context", choose_files, priority=LAST)
    app.connect("env-get-outdated", lambda app, env, *_: env.found_docs)  # always read all pages
    execute = functools.partial(execute_chapters, number=menu.number, progress=progress)
    app.connect("env-before-read-docs", execute)
    app.connect("build-finished", finish, priority=LAST)
    # Writing is not parallel, because there is only one Node process.
    return {"parallel_read_safe": True, "parallel_write_safe": False}


def listed(root) -> tuple[contents.Entry, ...]:
    """The pages of the book in ``root``. Raises an `ExtensionError` if one has no file."""
    try:
        entries = contents.read(root / "_toc.yml")
    except ValueError as error:
        raise ExtensionError(str(error)) from None
    missing, unlisted = contents.differences(entries, root)
    if missing:
        raise ExtensionError(
            f"_toc.yml lists {missing}, which are not there; {unlisted} are, and "
            "are not in it: mend its lines"
        )
    if wrong := languages.untitled(entries):
        raise ExtensionError(wrong)
    return entries


def execute_chapters(app, env, names, number, progress) -> None:
    """Execute the chapters that are to be read; Sphinx waits for each notebook with its outputs."""
    app.explorer_files = explorer_files.Files()
    paths = [env.doc2path(name) for name in names]
    executed = execution.begin([p for p in paths if p.endswith(".ipynb")], report=report)
    progress.executed = executed.values()

    def replace(app, name, source):
        path = Path(env.doc2path(name))
        if path.suffix == ".md" and (fence := cells.unclosed(source[0])):
            raise ExtensionError(f"{path}, {fence}")
        if future := executed.get(path):
            chapter = future.result()
            notebook = chapter.executed()
            notebook = pictures.lighter(notebook)
            if languages.is_chinese(name):
                app.chinese.mark(notebook, chapter.path)
            app.listings[name] = listings.content(notebook)
            notebook = folds.labelled(notebook, languages.words(name))
            placed = explorer_files.placed(notebook, name, app.explorer_files, number(name))
            source[0] = json.dumps(placed)

    app.connect("source-read", replace)


def begin_wheel(app) -> None:
    """Start making the wheel that `pip install .` installs; `finish` waits for ``app.wheel``."""
    shutil.rmtree(execution.ROOT / "_build" / "setuptools", ignore_errors=True)  # of an older one
    command = [sys.executable, "-m", "pip", "wheel", *OFFLINE, "-w", app.outdir, execution.ROOT]
    app.wheel = subprocess.Popen(command, env=os.environ | EPOCH, stdout=subprocess.DEVNULL)


def derive_addresses(app, config) -> None:
    """Derive addresses from the setting ``repository: url``, unless it is empty.

    The other options of the theme are those that Jupyter Book sets for its own theme.
    """
    config.pygments_dark_style = DARK_STYLE  # the theme has not declared it yet
    given = config.html_theme_options
    config.html_theme_options = {"top_of_page_buttons": []}
    if not (address := given.get("repository_url", "").rstrip("/").removesuffix(".git")):
        return
    branch = given.get("repository_branch", "main")
    config.html_theme_options |= {"source_repository": address, "source_branch": branch}
    parts = urlparse(address)
    if parts.netloc == "github.com":
        owner, name = parts.path.strip("/").split("/")
        config.html_baseurl = f"https://{owner}.github.io/{name}/"
        app.setup_extension("notfound.extension")  # whose page has absolute addresses
        config.notfound_urls_prefix = f"/{name}/"
        config.notfound_template = "404.html"


def add_files(app) -> None:
    """Write the book's own style sheet and script, and add them to all pages."""
    folder = Path(app.outdir) / "_static" / "plainnet"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "book.css").write_text(rcssmin.cssmin(book_style()), "utf8")
    (folder / "book.js").write_text(rjsmin.jsmin(book_script()), "utf8")
    app.add_css_file("plainnet/book.css", priority=LAST)
    app.add_js_file("plainnet/book.js", priority=LAST)


def choose_files(app, name, template, context, doctree) -> None:
    """Let a page load only the style sheets and scripts that the book uses."""
    for key, names, suffix in (("css_files", SHEETS, ".css"), ("script_files", SCRIPTS, ".js")):
        needed = {f"_static/{name}{suffix}" for name in names}
        needed |= formulas.files(app.config)
        context[key] = [file for file in context[key] if str(file.filename) in needed]


def finish(app, exception) -> None:
    """Write the files that pages need, and rewrite the pages, unless the build has failed."""
    if exception or ((app.warningiserror or app.keep_going) and app._warncount):
        return
    out = Path(app.outdir)
    if app.wheel.wait():
        raise ExtensionError("pip could not make the wheel of the package; it says why above")
    formulas.copy_mathjax(app)
    for folder in ("_static/plainnet/python", "_images"):  # they may not exist yet
        (out / folder).mkdir(exist_ok=True)
    html = {}
    for path in (*out.glob("*.html"), *out.glob("chapters/**/*.html")):
        name = path.relative_to(out).as_posix()
        html[name] = languages.unmarked(path.read_text("utf8"), name)
    terms = {
        folder: definitions.definitions(html.get(f"{folder}/glossary.html", ""))
        for folder in set(map(dirname, html))
    }
    for name, content in app.explorer_files.items():
        (out / name).write_bytes(content)
    is_whole = len(app.env.found_docs) > 1  # a page alone lacks the pages that it refers to
    for name, page in app.listings.items() if is_whole else ():
        page["notebook"] = learning.Edition(app, name).written(page["notebook"])
        text = json.dumps(page["notebook"], ensure_ascii=False, indent=1)
        (out / "_sources" / f"{name}.ipynb").write_text(f"{text}\n", "utf8")
    listings.write(app, out / run_chapter.WHEEL, out / "_static" / "plainnet" / "python")
    for name, page in html.items():
        page = formulas.without_breaks(definitions.explained(page, terms[dirname(name)]))
        page = formulas.with_glyphs(page, app.glyphs)
        specs = app.explorer_files.specs.get(name.removesuffix(".html"), {})
        if errors := state_links.broken(page, specs):
            raise ExtensionError(f"{name}: " + "; ".join(errors))
        page = pictures.on_page(page, (out / name).parent)
        if parts.are_there():
            page = page.replace("<html ", "<html data-python ", 1)
        (out / name).write_text(pages.with_policy(pages.self_contained(page)), "utf8")
    (out / ".buildinfo").unlink(missing_ok=True)  # for incremental builds
    for name in pdf.link(out, Path(app.srcdir) / "_build") if is_whole else ():
        report(f"{name} is not of this book any more, and the site does not offer it: make pdf")


def book_style() -> str:
    """The book's own style sheet: colours, the files of ``style``, and those of explorers."""
    paths = sorted(HERE.glob("style/*.css"), key=lambda path: (path.stem == "print", path.name))
    colours, *others = (EXPLORERS / f"{name}.css" for name in ("colours", "explorers", "drawing"))
    sheets = (colours, *paths, *others)
    views = *explorers.ALL.values(), explorers.Hand, explorers.Playground
    own = [each.style() for each in views]
    return "".join([*(path.read_text("utf8") for path in sheets), *own])


def book_script() -> str:
    """The book's own script: the files of ``page``, each in a scope of its own."""
    texts = [path.read_text("utf8") for path in sorted(HERE.glob("page/*.js"))]
    return "".join(map(javascript.closed, texts)) + class_answers.script() + listings.script()
