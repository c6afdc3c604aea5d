"""``make fuzz``: malformed calls of all that the package documents, and how each of them ends."""

import collections
import contextlib
import os
import random
import re
import resource
import secrets
import shutil
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

import psutil
from good_calls import TABLE, good_call
from goods import Goods
from interface import documented
from judge import judge
from malformed import malform

from plainnet.lab import kept as keeping

FUNCTIONS = documented()
MEMORY = 2**31  # bytes that the calls may take beside what there is


class Hole(NamedTuple):
    """Calls that end alike, and not as the package promises."""

    function: str
    arguments: tuple
    kind: str
    error: str


class Example(NamedTuple):
    """One call through a hole: what was malformed, what came of it."""

    changes: tuple
    words: str
    number: int
    trace: str

    def __str__(self):
        return ", ".join(map(str, self.changes))


@contextlib.contextmanager
def workshop():
    """A folder for what the calls write, with the results of the sweeps; afterwards it is gone."""
    home, kept = Path.cwd(), keeping.KEPT
    with tempfile.TemporaryDirectory() as folder:
        keeping.KEPT = Path(folder, "kept")
        shutil.copytree(kept, keeping.KEPT)
        Path(folder, "work").mkdir()
        os.chdir(Path(folder, "work"))
        try:
            yield Path(folder)
        finally:
            os.chdir(home)
            keeping.KEPT = kept


@contextlib.contextmanager
def limited_memory(more=MEMORY):
    """Who takes more gets a `MemoryError`, and the machine goes on."""
    before = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (psutil.Process().memory_info().vms + more, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)


def make(number, seed, folder) -> tuple:
    """Make call ``number``: its name, what was changed, and how it ended.

    Every function has its turn before one has another.
    """
    names, draw = sorted(TABLE), random.Random(f"{seed} {number}")
    random.Random(seed).shuffle(names)
    name = names[number % len(names)]
    for path in Path(folder, "work").iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    good = good_call(name, FUNCTIONS.get(f"plainnet.{name}"), Goods(draw, folder / "work"))
    call, changes = malform(draw, good)
    return name, changes, judge(call, changes, [folder])


def run(numbers, seed) -> tuple:
    """Make these calls: how many ended how, and the holes, each with its examples."""
    counts, holes = collections.Counter(), collections.defaultdict(list)
    with workshop() as folder, limited_memory():
        for number in numbers:
            name, changes, end = make(number, seed, folder)
            counts["refused by name" if end.refused else "accepted"] += not end.faults
            arguments = tuple(sorted({re.match(r"\w+", change.where)[0] for change in changes}))
            for fault in end.faults:
                counts[fault.kind] += 1
                hole = Hole(name, arguments, fault.kind, fault.error)
                holes[hole].append(Example(tuple(changes), fault.words, number, end.trace))
    return counts, holes


def lines(holes):
    """The holes in words; those through two arguments only if none of the two alone is enough."""
    for hole, examples in sorted(holes.items()):
        alone = (hole._replace(arguments=(argument,)) for argument in hole.arguments)
        if len(hole.arguments) == 1 or not any(one in holes for one in alone):
            best = min(examples, key=lambda each: (len(each.changes), len(str(each))))
            words = " ".join(best.words.replace(chr(0), "").split())[:160]
            yield f"{hole.function}: {best}"
            yield f"    {hole.kind}: {words} ({len(examples)} ×, CALL={best.number})"


def main(calls=5000, seed=None, number=None) -> bool:
    """Print how the calls end, or call ``number`` alone with its traceback; whether all is well."""
    seed = secrets.randbits(32) if seed is None else seed
    numbers = range(calls) if number is None else [number]
    counts, holes = run(numbers, seed)
    print(*lines(holes), sep="\n")
    if number is not None:
        print(*(example.trace for examples in holes.values() for example in examples))
    told = ", ".join(f"{count} {kind}" for kind, count in sorted(counts.items()) if count)
    print(f"{len(numbers)} malformed calls, SEED={seed}: {told}")
    return not holes


if __name__ == "__main__":
    sys.exit(not main(*map(int, sys.argv[1:])))
