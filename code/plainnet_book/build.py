"""Build the site: ``python code/plainnet_book/build.py``; with a chapter's name, that page alone.

(Run it by its path: ``-m`` would import the package, and first of all Sphinx, which takes time.)

Each build starts from the stored outputs of chapters only. It is made next to the current site,
which it replaces when it is complete. So a page never depends on earlier builds, and a build that
fails or is stopped leaves the last good site in place. Of two simultaneous builds, the second
waits.
"""

import contextlib
import queue
import re
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
QUIET = ["-W", "--keep-going", "-q"]  # warnings are errors, and all of them are reported
ALONE = ["-qq"]  # a single page lacks the targets of its links, so warnings are not shown
# Starts Jupyter Book without two things that take a quarter of its time: garbage collection, for
# which there is little to do, and a parser of addresses, which no notebook needs.
JUPYTER_BOOK = """
import gc, sys
gc.disable()
sys.modules["rfc3987_syntax"] = None
from jupyter_book.cli.main import main
try:
    main()
except RuntimeError as error:
    from sphinx.errors import SphinxError
    if not isinstance(error.__cause__, SphinxError):  # whose message Sphinx has printed
        raise
    sys.exit(1)
"""
CELL = re.compile(r"(?<=\.ipynb):(\d+)(\d{4})(?=: )")  # of a warning: its cell and next line
SILENCE = 6  # seconds without output after which a build reports that it is still running


def build(options=QUIET, root=ROOT, site="html", toc="") -> int:
    """Build the book in ``root`` and put it at ``_build/<site>``; return the exit code.

    A text ``toc`` takes the place of the table of contents.
    """
    folder = root / "_build"
    folder.mkdir(exist_ok=True)
    with no_other_build(folder):
        target, last = folder / site, folder / f"{site}.last"
        if last.exists() and not target.exists():  # the last build stopped within `replace`
            last.rename(target)
        for left in folder.glob(f"{site}.new-*"):  # left by killed builds
            shutil.rmtree(left, ignore_errors=True)
        # A new name, because processes of a killed build may still write to the old folder.
        new = Path(tempfile.mkdtemp(prefix=f"{site}.new-", dir=folder))
        jupyter_book = [sys.executable, "-P", "-c", JUPYTER_BOOK]
        if toc:
            (new / "toc.yml").write_text(toc, "utf8")
            options = [*options, "--toc", str(new / "toc.yml")]
        code = run([*jupyter_book, "build", str(root), "--path-output", str(new), *options])
        if not code:
            replace(target, new / "_build" / "html", last)
        shutil.rmtree(new, ignore_errors=True)
    return code


@contextlib.contextmanager
def no_other_build(folder) -> Iterator[None]:
    """Wait until no other build runs in ``folder``, then lock it; a killed build leaves no lock."""
    lock, patience = FileLock(folder / "lock"), 0
    while not lock.is_locked:
        try:
            lock.acquire(timeout=patience)
        except Timeout:
            report("waiting for another build in this folder to end")
            patience = SILENCE
    try:
        yield
    finally:
        lock.release()


def run(command) -> int:
    """Run a command, pass its stderr on, report during long silences; return its exit code.

    Its stdout is dropped: Jupyter Book's own messages name a folder that will be moved.
    """
    lines = queue.SimpleQueue()
    pipes = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, text=True, encoding="utf8", **pipes) as process:
        listener = threading.Thread(target=listen, args=(process.stderr, lines), daemon=True)
        listener.start()
        last, since = "starting Sphinx", time.monotonic()
        report(last)
        while True:
            try:
                line = lines.get(timeout=SILENCE)
            except queue.Empty:
                report(f"… {last}, for {time.monotonic() - since:.0f} s so far")
                continue
            if line is None:
                return process.wait()
            report(CELL.sub(lambda found: f", cell {found[1]}, line {int(found[2]) - 1}", line))
            last, since = line, time.monotonic()


def listen(stream, lines) -> None:
    """Put the lines of a stream into a queue, and ``None`` at its end."""
    with contextlib.suppress(ValueError):  # Ctrl-C closes the stream
        for line in stream:
            lines.put(line.rstrip("\n"))
    lines.put(None)


def report(line) -> None:
    """Print a line on stderr."""
    print(line, file=sys.stderr, flush=True)


def replace(target, new, last) -> None:
    """Put the folder ``new`` in the place of ``target``, which is called ``last`` meanwhile."""
    shutil.rmtree(last, ignore_errors=True)
    if target.exists():
        target.rename(last)
    new.rename(target)
    shutil.rmtree(last, ignore_errors=True)


def build_alone(name, root=ROOT) -> int:
    """Build only the page ``name`` of the chapters and put it at ``_build/chapter``."""
    if error := unknown(name, root):
        print(error, file=sys.stderr)
        return 2
    return build(ALONE, root, "chapter", f"format: jb-book\nroot: chapters/{name}\n")


def unknown(name, root=ROOT, kinds=("*.ipynb", "*.md")) -> str:
    """What to say if no chapter is called ``name``, such as ``xor`` or ``zh/xor``; else ""."""
    folder = root / "chapters"
    found = (page for kind in kinds for page in (*folder.glob(kind), *folder.glob(f"zh/{kind}")))
    names = sorted(page.relative_to(folder).with_suffix("").as_posix() for page in found)
    return "" if name in names else f"NAME: expected one of {', '.join(names)}; got {name!r}"


if __name__ == "__main__":
    try:
        sys.exit(build_alone(sys.argv[1]) if len(sys.argv) > 1 else build())
    except KeyboardInterrupt:
        sys.exit("interrupted")
