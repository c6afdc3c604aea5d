"""A small book of one's own: a copy of the package and the settings, with other chapters."""

import os
import shutil
import sys

from plainnet_book import execution

SETTINGS = (
    "_config.yml",
    "constraints.txt",
    "pyproject.toml",
    "CITATION.cff",
    "README.md",
    "LICENSE",
)


def begin(folder, toc):
    """Copy all but the chapters, write ``_toc.yml``; return the folder for the chapters."""
    root, chapters = execution.ROOT, folder / "chapters"
    shutil.copytree(root / "code", folder / "code", ignore=shutil.ignore_patterns("__pycache__"))
    for name in SETTINGS:
        shutil.copy(root / name, folder)
    chapters.mkdir()
    for name in ("favicon.svg", "references.bib"):
        shutil.copy(root / "chapters" / name, chapters)
    (folder / "_toc.yml").write_text(toc, "utf8")
    return chapters


def build(folder, *arguments):
    """What starts a build of the book: the command and the environment."""
    command = [sys.executable, folder / "code" / "plainnet_book" / "build.py", *arguments]
    return command, os.environ | {"PYTHONPATH": str(folder / "code")}
