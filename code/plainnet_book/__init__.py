"""The Sphinx extension that makes the book's pages self-contained, and rebuilds what is outdated.

`pages` changes one page's HTML, `icons` draws the theme's icons without its 1.5 MB script,
`docstrings` shows the package's docstrings on the page `chapters/api`.
"""

import gzip
import hashlib
import os
import shutil
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlparse

from sphinx.errors import ExtensionError

from plainnet_book import docstrings, icons, pages

CODE = Path(__file__).parents[1]
EXPLORERS = CODE / "plainnet" / "explorers"
LAST = 900  # the theme still rewrites its style sheets at the default priority
PAGE_BUDGET = 400_000  # bytes of a page's HTML, compressed
BLOCKING_BUDGET = 130_000  # bytes that a browser must load before it shows a page, compressed


def setup(app):
    """Connect to Sphinx; kernels inherit PLAINNET_BOOK, which makes explorers show as HTML."""
    os.environ["PLAINNET_BOOK"] = "1"
    docstrings.connect(app)
    app.connect("config-inited", derive_addresses)
    app.connect("env-get-outdated", outdated_by_package)
    app.connect("build-finished", finish, priority=LAST)
    return {"parallel_read_safe": True}


def derive_addresses(app, config):
    """All that follows from the one setting ``repository: url``; nothing while it is empty."""
    options = config.html_theme_options
    address = options.get("repository_url", "")
    options.update(use_repository_button=bool(address), use_issues_button=bool(address))
    options["launch_buttons"] = {"binderhub_url": "https://mybinder.org"} if address else {}
    parts = urlparse(address)
    if parts.netloc == "github.com":
        owner, name = parts.path.strip("/").removesuffix(".git").split("/")
        config.html_baseurl = f"https://{owner}.github.io/{name}/"


def package_digest():
    """A digest of every file that the chapters' output depends on."""
    digest = hashlib.sha256()
    root = CODE.parent
    for path in sorted([*CODE.glob("plainnet/**/*"), *root.glob("chapters/sweeps/*.json")]):
        if path.suffix in {".py", ".js", ".css", ".mplstyle", ".json"}:
            digest.update(str(path.relative_to(root)).encode() + path.read_bytes())
    return digest.hexdigest()


def outdated_by_package(app, env, added, changed, removed):
    """Every chapter, when the package or the result of a sweep changed since they were read."""
    digest = package_digest()
    before, env.plainnet_digest = getattr(env, "plainnet_digest", digest), digest
    return [] if before == digest else sorted(env.found_docs)


def finish(app, exception):
    """Copy what pages need beside them, rewrite the pages, hold the budgets."""
    if exception or app.builder.format != "html":
        return
    out = Path(app.outdir)
    copy_mathjax(out / "_static" / "mathjax")
    (out / "_static" / "plainnet").mkdir(exist_ok=True)
    for path in (*EXPLORERS.glob("*.js"), EXPLORERS / "explorers.css"):
        shutil.copy(path, out / "_static" / "plainnet")
    shutil.copy(Path(__file__).parent / "book.css", out / "_static" / "plainnet")
    html = {path: path.read_text("utf8") for path in sorted(out.rglob("*.html"))}
    fontawesome = out / "_static" / "scripts" / "fontawesome.js"
    (out / "_static" / "plainnet" / "icons.css").write_text(
        icons.style_sheet(fontawesome.read_text("utf8"), html.values()), "utf8"
    )
    for path, before in html.items():
        if "_static" in path.relative_to(out).parts:
            continue
        after = pages.self_contained(before, "../" * (len(path.relative_to(out).parts) - 1))
        if after != before:
            path.write_text(after, "utf8")
        weigh(path, after)
    for name in ("sphinx-thebe.js", "sphinx-thebe.css"):
        (out / "_static" / name).unlink(missing_ok=True)


def copy_mathjax(target):
    """MathJax with its fonts, 1.7 MB of the package's 24 MB."""
    source = Path(find_spec("sphinx-mathjax-offline").origin).parent / "static" / "mathjax"
    for part in ("output/chtml/fonts/woff-v2", "input/tex/extensions"):
        shutil.copytree(source / part, target / part, dirs_exist_ok=True)
    shutil.copy(source / "tex-chtml.js", target)


def weigh(path, html):
    """Raise when a page, or what it loads before it shows, is over its budget."""
    blocking = [path.parent / name.partition("?")[0] for name in pages.render_blocking(html)]
    for what, data, budget in (
        ("HTML", [html.encode()], PAGE_BUDGET),
        ("render-blocking", [item.read_bytes() for item in blocking], BLOCKING_BUDGET),
    ):
        weight = sum(len(gzip.compress(part)) for part in data)
        if weight > budget:
            raise ExtensionError(f"{path.name}: {weight} bytes of {what}; the budget is {budget}")
