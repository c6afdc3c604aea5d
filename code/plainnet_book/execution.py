"""Executes the chapters in parallel, and keeps what they put out until something changes.

The outputs of a chapter lie in ``_build/executed``, in a file whose name is a digest of all that
they depend on: the chapter's code, what it uses of the package, the kept results beside the
chapters, the versions of what is installed. A word of prose changes none of them, nor does a
comment that no page prints. Sphinx gets the chapters with them.
"""

import asyncio
import functools
import hashlib
import itertools
import json
import os
import sys
import time
from pathlib import Path

import nbclient
import nbformat
from nbconvert.filters import strip_ansi
from nbformat import NotebookNode

from plainnet_book import kernels, keys

ROOT = Path(__file__).parents[2]
KEPT = ROOT / "_build" / "executed"
STATES = 4  # of the package, for which a chapter's outputs are kept
HEARTBEAT = 5  # seconds
BYTES_PER_SECOND = 4000  # of a notebook's file: a guess, until it was executed once
NO_DATA = {".py", ".pyc", ".js", ".css", ".md"}
KERNELS = Path(kernels.__file__), kernels.KERNEL


class ChapterError(Exception):
    """A cell that raised: the chapter, the cell and the traceback."""


def environment_digest(root=ROOT) -> str:
    """A digest of what every chapter's outputs depend on beside code: versions, and data.

    Pages draw with scripts and style sheets, but no output depends on them.
    """
    digest = hashlib.sha256(sys.version.encode())
    for path in KERNELS:
        digest.update(path.read_bytes())
    files = [*root.glob("code/plainnet/**/*.*"), *root.glob("chapters/**/*.json")]
    for path in sorted([*files, root / "constraints.txt"]):
        if path.suffix not in NO_DATA:
            digest.update(str(path.relative_to(root)).encode() + path.read_bytes())
    return digest.hexdigest()


def code_cells(notebook) -> list[NotebookNode]:
    """The cells that are executed, in order."""
    return [c for c in notebook.cells if c.cell_type == "code" and c.source.strip()]


def digest(parts) -> str:
    """A name for what JSON can hold."""
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:20]


class Chapter:
    """A notebook, and where its outputs are kept. ``environment`` is `environment_digest`."""

    def __init__(self, path, environment, kept=KEPT):
        self.path, self.name = Path(path), Path(path).stem
        self.notebook = nbformat.read(path, as_version=4)
        self.cells = code_cells(self.notebook)
        self.sources = [cell.source for cell in self.cells]
        self.tags = [cell.metadata.get("tags", []) for cell in self.cells]
        self.parts = [environment, self.sources, self.tags]
        self.state = digest([*self.parts, keys.state()])
        self.folder = kept / self.name
        self.last = self.folder / "last"  # the state from which the last key followed, and the key
        self.done = 0  # cells executed so far

    @functools.cached_property
    def kept(self) -> Path:
        """Where its outputs are. To find that takes long where code changed since the last time."""
        state, key = self.last.read_text("utf8").split() if self.last.exists() else ("", "")
        if state != self.state:
            key = digest([*self.parts, keys.used(self.sources, itertools.chain(*self.tags))])
        return self.folder / f"{key}.json"

    def is_kept(self) -> bool:
        """Whether its outputs are kept."""
        return any(self.folder.glob("*.json")) and self.kept.exists()

    def executed(self) -> NotebookNode | None:
        """The notebook as it is on disk, with its kept outputs; ``None`` where there are none."""
        if not self.is_kept():
            return None
        notebook = nbformat.read(self.path, as_version=4)
        outputs = json.loads(self.kept.read_text("utf8"))
        for cell, output in zip(code_cells(notebook), outputs, strict=True):
            cell.outputs = [nbformat.from_dict(data) for data in output]
        return notebook

    async def execute(self):
        """Execute all cells in a kernel of their own and keep the outputs.

        Raises a `ChapterError` for a cell that raises and is not tagged ``raises-exception``.
        """
        client = nbclient.NotebookClient(
            self.notebook,
            timeout=600,
            kernel_name="python3",
            kernel_manager_class=kernels.Manager,
            shutdown_kernel="immediate",
            coalesce_streams=True,  # a line stands as it was printed, wherever the kernel flushed
            record_timing=False,
            extra_arguments=kernels.ARGUMENTS,
            resources={"metadata": {"path": str(self.path.parent)}},
            on_cell_executed=lambda **_: setattr(self, "done", self.done + 1),
        )
        kept = asyncio.create_task(asyncio.to_thread(lambda: self.kept))  # found meanwhile
        try:
            await client.async_execute(env=os.environ | kernels.ENVIRONMENT)
        except nbclient.exceptions.CellExecutionError as error:
            text = strip_ansi(str(error))
            raise ChapterError(f"{self.path}, code cell {self.done}:\n{text}") from None
        write(await kept, json.dumps([cell.outputs for cell in self.cells]))
        self.keep_key()
        files = sorted(self.folder.glob("*.json"), key=lambda path: path.stat().st_mtime)
        for old in files[:-STATES]:
            old.unlink()

    def keep_key(self) -> None:
        """Keep the key with the state from which it followed."""
        write(self.last, f"{self.state} {self.kept.stem}")


def write(path, text) -> None:
    """Write a text to a file, which never holds a part of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".partial")
    partial.write_text(text, "utf8")
    partial.replace(path)


class Times:
    """The seconds that each chapter took last time, to tell how many are left."""

    def __init__(self, kept, chapters):
        self.path = kept / "seconds.json"
        self.known = json.loads(self.path.read_text("utf8")) if self.path.exists() else {}
        self.expected = {c: self.expect(c) for c in chapters}
        self.began = time.monotonic()

    def expect(self, chapter) -> float:
        return self.known.get(chapter.name, chapter.path.stat().st_size / BYTES_PER_SECOND)

    def left(self) -> float:
        """Seconds left, from the share of the work that is done."""
        parts = [(s, c.done / max(1, len(c.cells))) for c, s in self.expected.items()]
        total, done = sum(s for s, _ in parts), sum(s * part for s, part in parts)
        return (total - done) / done * (time.monotonic() - self.began) if done else total

    def keep(self, chapter, seconds) -> None:
        self.known[chapter.name] = round(seconds, 1)
        self.path.write_text(json.dumps(self.known, indent=0, sort_keys=True), "utf8")


def execute(paths, kept=KEPT, workers=None, say=print) -> list[Chapter]:
    """Execute the notebooks ``paths`` that have no kept outputs, and say how far it is.

    ``workers`` kernels run at a time, as many as there are processors if it is not given.
    Returns every chapter. Raises a `ChapterError` with all cells that raised.
    """
    environment = environment_digest()
    chapters = [Chapter(path, environment, kept) for path in paths]
    todo = [chapter for chapter in chapters if not chapter.is_kept()]
    for chapter in chapters:
        if chapter not in todo:
            chapter.keep_key()
    if todo:
        kernels.original()
        kept.mkdir(parents=True, exist_ok=True)
        asyncio.run(_execute(todo, Times(kept, todo), workers or os.cpu_count(), say))
    return chapters


async def _execute(todo, times, workers, say):
    todo = sorted(todo, key=times.expect, reverse=True)
    free, running, finished, failed = asyncio.Semaphore(workers), [], [], []

    async def run(chapter):
        async with free:
            running.append(chapter)
            began = time.monotonic()
            try:
                await chapter.execute()
            except ChapterError as error:
                failed.append(str(error))
            seconds = time.monotonic() - began
            running.remove(chapter)
            finished.append(chapter)
            times.keep(chapter, seconds)
            left = f"about {times.left():.0f} s left" if len(finished) < len(todo) else "done"
            say(f"executed {len(finished)} of {len(todo)}: {chapter.name} {seconds:.0f} s, {left}")

    async def heartbeat():
        while True:
            await asyncio.sleep(HEARTBEAT)
            now = ", ".join(f"{c.name} (cell {c.done} of {len(c.cells)})" for c in running)
            say(f"executing {now}, about {times.left():.0f} s left")

    beat = asyncio.create_task(heartbeat())
    try:
        await asyncio.gather(*map(run, todo))
    finally:
        beat.cancel()
    if failed:
        raise ChapterError("\n".join(failed))
