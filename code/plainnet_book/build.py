"""Build the site: ``python -m plainnet_book.build``; with the name of a chapter, that page alone.

Each build starts from nothing but the chapters' kept outputs, beside the site that is there, and
takes its place when it is whole. So a page never depends on the builds before, and a build that
fails or is stopped leaves the last good site.
"""

import shutil
import subprocess
import sys
from pathlib import Path

from plainnet_book.execution import ROOT

QUIET = ["-W", "--keep-going", "-q"]  # warnings are errors, of which all are told
ALONE = ["-qq"]  # a page alone lacks what it links to: no word of that


def build(options=QUIET, root=ROOT, site="html") -> int:
    """Build the book in ``root`` and put it at ``_build/<site>``; return the exit code."""
    new, last = root / "_build" / f"{site}.new", root / "_build" / f"{site}.last"
    target = root / "_build" / site
    if last.exists() and not target.exists():  # stopped between the two steps of `replace`
        last.rename(target)
    shutil.rmtree(new, ignore_errors=True)
    jupyter_book = shutil.which("jupyter-book", path=Path(sys.executable).parent)
    command = [jupyter_book, "build", str(root), "--path-output", str(new), *options]
    # Progress, warnings and errors are told on stderr; Jupyter Book's own words name ``new``.
    code = subprocess.run(command, stdout=subprocess.DEVNULL).returncode
    if not code:
        replace(target, new / "_build" / "html", last)
        shutil.rmtree(new)
    return code


def replace(target, new, last) -> None:
    """Put the folder ``new`` where ``target`` is; ``last`` is free."""
    shutil.rmtree(last, ignore_errors=True)
    if target.exists():
        target.rename(last)
    new.rename(target)
    shutil.rmtree(last, ignore_errors=True)


def build_alone(name, root=ROOT) -> int:
    """Build the page ``name`` of the chapters and put it at ``_build/chapter``."""
    kinds = "*.ipynb", "*.md"
    names = sorted(page.stem for kind in kinds for page in (root / "chapters").glob(kind))
    if name not in names:
        print(f"NAME: expected one of {', '.join(names)}; got {name!r}", file=sys.stderr)
        return 2
    toc = root / "_build" / "chapter.yml"
    toc.parent.mkdir(exist_ok=True)
    toc.write_text(f"format: jb-book\nroot: chapters/{name}\n", "utf8")
    return build([*ALONE, "--toc", str(toc)], root, "chapter")


if __name__ == "__main__":
    sys.exit(build_alone(sys.argv[1]) if len(sys.argv) > 1 else build())
