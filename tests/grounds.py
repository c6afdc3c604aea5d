"""The grounds of a test, files on which its result depends: their names, and a digest of each.

``code``
    both packages, stored results, settings: all but the texts of pages and the tests
``file <path>``
    a file of the checkout
``cells <path>``
    the code cells of a notebook, or of all in a folder
``page <path>``
    a page of the built site with all that it loads, styles, scripts, fonts, pictures
``blocks <path>``
    the same without its text: what is left are the page around it, explorers and answer boxes
"""

import functools
import hashlib
import json
import os
import re
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).parents[1]
SITE = ROOT / "_build" / "html"
CODE = ("code", ".ci", "*.toml", "*.yml", "*.txt", "Makefile")
LINKED = {".html", ".ipynb", ".whl", ".pdf"}
PASSING = {"__pycache__", ".egg-info"}
ARTICLE = '<article role="main" id="furo-main-content">'
CONTENTS = re.compile(r'<div class="toc-sticky toc-scroll">.*?(?=</aside>)', re.DOTALL)
BLOCK = re.compile(
    r'<div class="plainnet-explorer" data-view="(\w+)" data-scripts="([^"]+)"[^>]*>\n.*?\n</div>',
    re.DOTALL,
)
LOADED = re.compile(r'(?:href|src|srcset|data-[a-z]+)="([^"#?]+)["#?]')
STYLED = re.compile(r"url\(['\"]?([^)'\"#?]+)")


def digest_of(*parts) -> str:
    """A digest of texts and bytes, in their order."""
    total = hashlib.sha256()
    for part in parts:
        data = part if isinstance(part, bytes) else str(part).encode()
        total.update(len(data).to_bytes(8, "big") + data)
    return total.hexdigest()


@functools.cache
def digest(ground) -> str:
    """A digest of the current content of a ground, even if its files do not exist."""
    kind, _, name = ground.partition(" ")
    if kind == "code":
        return digest_of_files(*CODE)
    if kind == "file":
        return digest_of_files(name)
    if kind == "cells":
        return digest_of(*cells(name))
    html = (SITE / name).read_text("utf8") if (SITE / name).is_file() else ""
    if kind == "blocks":
        html = with_body(html, "\n".join(block[0] for block in BLOCK.finditer(html)))
    return digest_of(html, *(digest_of_asset(path) for path in assets(SITE / name, html)))


def digest_of_files(*patterns) -> str:
    """A digest of the files, and of all files in the folders, that match the ``patterns``."""
    found = {path for pattern in patterns for path in ROOT.glob(pattern)}
    found |= {inner for path in found if path.is_dir() for inner in path.rglob("*")}
    files = [p for p in found if p.is_file() and not is_passing(p.relative_to(ROOT))]
    return digest_of(
        *(part for p in sorted(files) for part in (p.relative_to(ROOT), p.read_bytes()))
    )


def is_code(path) -> bool:
    """Whether a path of the checkout belongs to the ground ``code``."""
    return any(fnmatch(path, pattern) or path.startswith(f"{pattern}/") for pattern in CODE)


def cells(name):
    """The names of notebooks, each with the sources and tags of its code cells."""
    for path in sorted({ROOT / name, *(ROOT / name).glob("*")}):
        if path.suffix == ".ipynb" and path.exists():
            found = json.loads(path.read_text("utf8"))["cells"]
            code = [cell for cell in found if cell["cell_type"] == "code"]
            yield from (
                path.name,
                *((cell["source"], cell["metadata"].get("tags")) for cell in code),
            )


def is_passing(path) -> bool:
    """Whether a path is made by tools, such as a cache, and never committed."""
    return any(part.endswith(tuple(PASSING)) for part in path.parts)


def with_body(html, body) -> str:
    """A page with only ``body`` in its article; a page without an article stays unchanged.

    Its contents go, too: the script of the theme expects the sections that they name.
    """
    html = CONTENTS.sub("", html)
    start, end = html.find(ARTICLE), html.rfind("</article>")
    return html if start < 0 else f"{html[:start]}{ARTICLE}{body}{html[end:]}"


def assets(path, html) -> list[Path]:
    """The files that a page loads, and those that its style sheets load."""
    todo, found = named(path, LOADED.findall(html)), set()
    while todo:
        if (asset := todo.pop()) not in found:
            found.add(asset)
            if asset.suffix == ".css":
                todo += named(asset, STYLED.findall(asset.read_text("utf8")))
    return sorted(found)


def named(path, values) -> list[Path]:
    """The files of the site that a page or a style sheet names, without those it only links to."""
    names = {name for value in values for name in value.split(" ")}
    found = [Path(os.path.normpath(path.parent / name)) for name in names]
    return [file for file in found if file.suffix not in LINKED and is_file(file)]


@functools.cache
def is_file(path) -> bool:
    return os.path.isfile(path)  # False for a name that is too long, where pathlib raises


@functools.cache
def digest_of_asset(path) -> str:
    return digest_of(path.name, path.read_bytes())


@functools.cache
def pages() -> list[str]:
    """The names of the built pages, except the redirect to the first chapter, and ``404.html``.

    That one's addresses hold at its host only; ``tests/book/test_build.py`` looks at it.
    """
    found = sorted({*SITE.glob("*.html"), *SITE.glob("chapters/**/*.html")} - {SITE / "404.html"})
    kept = [path for path in found if 'http-equiv="Refresh"' not in path.read_text("utf8")[:2000]]
    return [str(path.relative_to(SITE)) for path in kept]
