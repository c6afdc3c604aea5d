"""Build the site: ``python code/plainnet_book/build.py``; with a chapter's name, that page alone.

(By its path, so that it speaks at once: who imports the package waits for Sphinx.)

Each build starts from nothing but the chapters' kept outputs, beside the site that is there, and
takes its place when it is whole. So a page never depends on the builds before, and a build that
fails or is stopped leaves the last good site. Of two builds at once the second waits.
"""

import contextlib
import queue
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock, Timeout

ROOT = Path(__file__).parents[2]
QUIET = ["-W", "--keep-going", "-q"]  # warnings are errors, of which all are told
ALONE = ["-qq"]  # a page alone lacks what it links to: no word of that
# Jupyter Book, without what takes a quarter of its time and brings nothing: collecting garbage, of
# which there is little, and making a parser of addresses, which no notebook has to check.
JUPYTER_BOOK = """
import gc, sys
gc.disable()
sys.modules["rfc3987_syntax"] = None
from jupyter_book.cli.main import main
main()
"""
SILENCE = 6  # seconds after which a build says that it still goes on


def build(options=QUIET, root=ROOT, site="html") -> int:
    """Build the book in ``root`` and put it at ``_build/<site>``; return the exit code."""
    folder = root / "_build"
    folder.mkdir(exist_ok=True)
    with no_other_build(folder):
        target, last = folder / site, folder / f"{site}.last"
        if last.exists() and not target.exists():  # stopped between the two steps of `replace`
            last.rename(target)
        for left in folder.glob(f"{site}.new-*"):  # of builds that were killed
            shutil.rmtree(left, ignore_errors=True)
        # A name of its own: what a killed build started may still write for a moment.
        new = Path(tempfile.mkdtemp(prefix=f"{site}.new-", dir=folder))
        jupyter_book = [sys.executable, "-P", "-c", JUPYTER_BOOK]
        code = run([*jupyter_book, "build", str(root), "--path-output", str(new), *options])
        if not code:
            replace(target, new / "_build" / "html", last)
        shutil.rmtree(new, ignore_errors=True)
    return code


@contextlib.contextmanager
def no_other_build(folder) -> Iterator[None]:
    """Wait until no other build is at work in ``folder``. The lock of a killed one is free."""
    lock, patience = FileLock(folder / "lock"), 0
    while not lock.is_locked:
        try:
            lock.acquire(timeout=patience)
        except Timeout:
            tell("waiting for another build in this folder to end")
            patience = SILENCE
    try:
        yield
    finally:
        lock.release()


def run(command) -> int:
    """Run a command, pass on what it tells on stderr, and fill its silences; return its exit code.

    What it says on stdout are Jupyter Book's own words, which name a folder that will move.
    """
    lines = queue.SimpleQueue()
    pipes = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, text=True, encoding="utf8", **pipes) as process:
        listener = threading.Thread(target=listen, args=(process.stderr, lines), daemon=True)
        listener.start()
        last, since = "starting Sphinx", time.monotonic()
        tell(last)
        while True:
            try:
                line = lines.get(timeout=SILENCE)
            except queue.Empty:
                tell(f"… {last}, for {time.monotonic() - since:.0f} s so far")
                continue
            if line is None:
                return process.wait()
            tell(line)
            last, since = line, time.monotonic()


def listen(stream, lines) -> None:
    """Put the lines of a stream into a queue, and ``None`` at its end."""
    for line in stream:
        lines.put(line.rstrip("\n"))
    lines.put(None)


def tell(line) -> None:
    """Print a line on stderr."""
    print(line, file=sys.stderr, flush=True)


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
