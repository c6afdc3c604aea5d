"""Executing the chapters in parallel, and storing their outputs until something changes.

The outputs of a chapter are stored in ``_build/executed``, in a file named after a digest of all
that they depend on: the chapter's code, the parts of the package that it uses, the stored results
next to the chapters, the installed versions. Changes of prose do not change it, nor do changes of
comments that no page prints. Sphinx gets the notebooks with these outputs.

In a Chinese chapter, the English one stands in for dear cells: `twins`.
"""

import asyncio
import functools
import hashlib
import itertools
import json
import logging
import os
import shutil
import sys
import threading
import time
from concurrent.futures import Future
from pathlib import Path

import nbclient
import nbformat
from nbconvert.filters import strip_ansi
from nbformat import NotebookNode
from sphinx.errors import ExtensionError

from plainnet_book import cells, figure_sizes, kernels, keys, twins
from plainnet_book.page_python import needs

ROOT = Path(__file__).parents[2]
STORED = {"text/plain", "text/latex"}  # forms of outputs that a committed notebook has
CACHE = ROOT / "_build" / "executed"
STATES = 4  # versions of the package for which a chapter's outputs stay stored
HEARTBEAT = 5  # seconds between two reports of progress
SWITCH = 0.0005  # seconds after which a thread lets another one go on
BYTES_PER_SECOND = 4000  # an estimate from a notebook's file size, until it has been executed once
# A package of colours, which the theme imports, makes this one print what it does.
logging.getLogger("traitlets").setLevel(logging.WARNING)
NO_DATA = {".py", ".pyc", ".js", ".css", ".md"}
RAN = kernels, needs, twins, figure_sizes
KERNELS = *(Path(module.__file__) for module in RAN), kernels.KERNEL


class ChapterError(ExtensionError):
    """What is wrong with a chapter: its file, and the cell with what it raised, for example."""


def read(path) -> NotebookNode:
    """The notebook in a file. Raises a `ChapterError` if there is none in it."""
    try:
        return nbformat.read(path, as_version=4)
    except ValueError as error:
        raise ChapterError(f"{path} is no notebook: {error.__cause__ or error}") from None


def environment_digest(root=ROOT) -> str:
    """A digest of what all outputs depend on apart from code: versions and data.

    Scripts and style sheets do not count: pages use them, but no output depends on them.
    """
    digest = hashlib.sha256(sys.version.encode())
    for path in KERNELS:
        digest.update(path.read_bytes())
    for path in sorted([*root.glob("code/plainnet/**/*.*"), root / "constraints.txt"]):
        if path.suffix not in NO_DATA:
            digest.update(str(path.relative_to(root)).encode() + path.read_bytes())
    return digest.hexdigest()


def code_cells(notebook) -> list[NotebookNode]:
    """The code cells that are not empty, in order."""
    return [c for c in notebook.cells if c.cell_type == "code" and c.source.strip()]


def reduced(output, forms=STORED) -> NotebookNode:
    """Drop all forms of an output except these."""
    if "data" in output:
        output.data = {kind: data for kind, data in output.data.items() if kind in forms}
        output.metadata = {}
    if "execution_count" in output:
        output.execution_count = 1
    return output


def digest(parts) -> str:
    """A short digest of data that JSON can hold."""
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:20]


class Chapter:
    """A notebook and the file of its outputs. ``environment`` comes from `environment_digest`.

    No other chapter stands in for one that is executed ``alone``.
    """

    def __init__(self, path, environment, cache=CACHE, alone=False):
        self.path = Path(path)
        self.is_chinese = self.path.parent.name == "zh"
        self.name = f"zh/{self.path.stem}" if self.is_chinese else self.path.stem
        self.notebook = read(path)
        self.cells = code_cells(self.notebook)
        self.sources = [cell.source for cell in self.cells]
        self.tags = [cell.metadata.get("tags", []) for cell in self.cells]
        self.parts = [environment, self.sources, self.tags]
        self.twin = None
        if self.is_chinese and not alone:
            self.twin = Chapter(self.path.parents[1] / self.path.name, environment, cache)
            self.parts.append("with its twin")
        self.state = digest([*self.parts, keys.state()])
        self.folder = cache / self.name
        # Holds the last state of the code and the key that was computed for it.
        self.last = self.folder / "last"
        self.place, self.since = 0, time.monotonic()  # the cell that runs
        self.built = []  # what the kernel recorded of each executed cell

    @functools.cached_property
    def output_file(self) -> Path:
        """The file for the chapter's outputs; finding its name takes long after code changed."""
        state, key = self.last.read_text("utf8").split() if self.last.exists() else ("", "")
        if state != self.state:
            key = digest([*self.parts, keys.used(self.sources, itertools.chain(*self.tags))])
        return self.folder / f"{key}.json"

    def is_executed(self) -> bool:
        """Whether its outputs are stored."""
        return any(self.folder.glob("*.json")) and self.output_file.exists()

    def executed(self) -> NotebookNode | None:
        """The notebook as it is on disk, with its stored outputs; ``None`` if there are none."""
        if not self.is_executed():
            return None
        notebook = read(self.path)
        outputs = json.loads(self.output_file.read_text("utf8"))
        for cell, kept in zip(code_cells(notebook), outputs, strict=True):
            cell.outputs = [nbformat.from_dict(data) for data in kept["outputs"]]
            cell.metadata.built = nbformat.from_dict(kept["built"])
        return notebook

    async def execute(self):
        """Execute all cells in a new kernel and store the outputs.

        Raises a `ChapterError` for a cell that raises and is not tagged ``raises-exception``.
        """
        kept = twins.stand_in(self) if self.twin and self.twin.is_executed() else {}
        client = nbclient.NotebookClient(
            self.notebook,
            timeout=600,
            kernel_name="python3",
            kernel_manager_class=kernels.Manager,
            shutdown_kernel="immediate",
            coalesce_streams=True,  # makes outputs independent of when the kernel flushes
            record_timing=False,
            extra_arguments=kernels.ARGUMENTS,
            resources={"metadata": {"path": str(self.path.parent)}},
            on_cell_execute=self.begin,
            on_cell_executed=self.note,
        )
        output_file = asyncio.create_task(
            asyncio.to_thread(lambda: self.output_file)
        )  # computed while the cells run
        try:
            await client.async_execute(env=os.environ | kernels.ENVIRONMENT)
        except nbclient.exceptions.CellExecutionError as error:
            text = strip_ansi(str(error))
            raise ChapterError(f"{self.path}, cell {self.place}:\n{text}") from None
        twins.keep(self, (await output_file).with_suffix(""))
        made = [
            kept.get(place) or {"outputs": cell.outputs, "built": built}
            for place, (cell, built) in enumerate(zip(self.cells, self.built, strict=True))
        ]
        write(self.output_file, json.dumps(made))
        self.store_key()
        files = sorted(self.folder.glob("*.json"), key=lambda path: path.stat().st_mtime)
        for old in files[:-STATES]:
            old.unlink()
            shutil.rmtree(old.with_suffix(""), ignore_errors=True)

    def begin(self, cell_index, **_) -> None:
        """Keep which cell runs, counted with the texts, and since when."""
        self.place, self.since = cell_index + 1, time.monotonic()

    def note(self, execute_reply, **_) -> None:
        """Keep what the kernel recorded of a cell: `kernel.Record`."""
        payload = execute_reply["content"]["payload"]
        record = next(each for each in payload if each["source"] == "record")
        self.built.append({name: record[name] for name in ("changed", "seconds", "made")})

    def store_key(self) -> None:
        """Store the key together with the state of the code from which it was computed."""
        write(self.last, f"{self.state} {self.output_file.stem}")


def write(path, text) -> None:
    """Write a text to a file in one step, so that nobody reads an incomplete one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".partial")
    partial.write_text(text, "utf8")
    partial.replace(path)


class Times:
    """The seconds that each chapter took last time, for estimating the remaining time."""

    def __init__(self, cache, chapters):
        self.path = cache / "seconds.json"
        self.known = json.loads(self.path.read_text("utf8")) if self.path.exists() else {}
        self.expected = {c: self.expect(c) for c in chapters}
        self.began = time.monotonic()

    def expect(self, chapter) -> float:
        return self.known.get(chapter.name, chapter.path.stat().st_size / BYTES_PER_SECOND)

    def left(self) -> float:
        """The estimated remaining seconds, from the fraction of the work that is done."""
        parts = [(s, len(c.built) / max(1, len(c.cells))) for c, s in self.expected.items()]
        total, done = sum(s for s, _ in parts), sum(s * part for s, part in parts)
        return (total - done) / done * (time.monotonic() - self.began) if done else total

    def store(self, chapter, seconds) -> None:
        self.known[chapter.name] = round(seconds, 1)
        self.path.write_text(json.dumps(self.known, indent=0, sort_keys=True), "utf8")


def begin(paths, **options) -> dict[Path, Future]:
    """Let `execute` run while the caller goes on; each future brings the `Chapter` of a notebook.

    If chapters fail, the futures of those that are not executed then raise its `ChapterError`.
    """
    futures = {Path(path): Future() for path in paths}

    def run():
        try:
            execute(paths, **options, done=lambda ready: futures[ready.path].set_result(ready))
        except BaseException as error:  # it would be lost in this thread
            for future in futures.values():
                if not future.done():
                    future.set_exception(error)

    # While the caller reads pages, a kernel would wait for each of its messages to be heard.
    sys.setswitchinterval(SWITCH)
    threading.Thread(target=run, daemon=True).start()
    return futures


def execute(
    paths, cache=CACHE, workers=None, report=print, alone=False, done=lambda ready: None
) -> list[Chapter]:
    """Execute those of the notebooks ``paths`` without stored outputs, and report the progress.

    ``workers`` kernels run at a time; by default, as many as there are processors. Each runs all
    cells if they run ``alone``. ``done`` is called with each chapter once it has outputs. Returns
    all chapters. Raises a `ChapterError` with the errors of all chapters that failed, and before it
    executes any if there are `cells.faults`.
    """
    environment = environment_digest()
    chapters = [Chapter(path, environment, cache, alone) for path in paths]
    if faults := [f"{c.path}, {fault}" for c in chapters for fault in cells.faults(c.notebook)]:
        raise ChapterError("\n".join(faults))
    todo = [chapter for chapter in chapters if not chapter.is_executed()]
    for chapter in chapters:
        if chapter not in todo:
            chapter.store_key()
            done(chapter)
    if todo:
        kernels.original()
        cache.mkdir(parents=True, exist_ok=True)
        asyncio.run(_execute(todo, Times(cache, todo), workers or os.cpu_count(), report, done))
    return chapters


async def _execute(todo, times, workers, report, ready):
    todo = sorted(todo, key=lambda chapter: chapter.is_chinese)  # which waits for its twin
    free, running, finished, failed = asyncio.Semaphore(workers), [], [], []
    done = {chapter.path: asyncio.Event() for chapter in todo}

    async def run(chapter):
        if chapter.twin and chapter.twin.path in done:
            await done[chapter.twin.path].wait()
        async with free:
            running.append(chapter)
            began, how = time.monotonic(), ""
            try:
                await chapter.execute()
                ready(chapter)
            except ChapterError as error:
                failed.append(str(error))
                how = " failed after"
            seconds = time.monotonic() - began
            running.remove(chapter)
            finished.append(chapter)
            done[chapter.path].set()
            times.store(chapter, seconds)
            left = f"about {times.left():.0f} s left" if len(finished) < len(todo) else "done"
            name = f"{chapter.name}{how} {seconds:.0f} s"
            report(f"executed {len(finished)} of {len(todo)}: {name}, {left}")

    async def heartbeat():
        while True:
            await asyncio.sleep(HEARTBEAT)
            each = ((c, len(c.notebook.cells), time.monotonic() - c.since) for c in running)
            now = ", ".join(f"{c.name} (cell {c.place} of {n}, for {s:.0f} s)" for c, n, s in each)
            report(f"executing {now}, about {times.left():.0f} s left")

    beat = asyncio.create_task(heartbeat())
    try:
        await asyncio.gather(*map(run, todo))
    finally:
        beat.cancel()
    if failed:
        raise ChapterError("\n".join(failed))
