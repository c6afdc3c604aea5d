"""``make fuzz``: malformed calls of the doors of the package, and how each of them ends."""

import collections
import contextlib
import os
import random
import re
import secrets
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from doors import TABLE, good_call
from judge import judge
from malformed import malform


class Hole(NamedTuple):
    """Calls that end alike, and not as the package promises."""

    door: str
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
    """A folder for what the calls write; afterwards it is gone."""
    home = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        try:
            yield Path(folder)
        finally:
            os.chdir(home)


def make(number, seed, folder) -> tuple:
    """Make call ``number``: its door, what was changed, and how it ended.

    Every door has its turn before one has another.
    """
    names, draw = sorted(TABLE), random.Random(f"{seed} {number}")
    random.Random(seed).shuffle(names)
    name = names[number % len(names)]
    call, changes = malform(draw, good_call(name, draw, folder))
    return name, changes, judge(call, changes)


def run(numbers, seed) -> tuple:
    """Make these calls: how many ended how, and the holes, each with its examples."""
    counts, holes = collections.Counter(), collections.defaultdict(list)
    with workshop() as folder:
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
            yield f"{hole.door}: {best}"
            yield f"    {hole.kind}: {words} ({len(examples)} ×, CALL={best.number})"


def main(calls=5000, seed=None, number=None) -> bool:
    """Print how the calls end, or call ``number`` alone with its traceback; whether all is well."""
    seed = secrets.randbits(32) if seed is None else seed
    numbers = range(calls) if number is None else [number]
    counts, holes = run(numbers, seed)
    print(*lines(holes), sep="\n")
    if number is not None:
        print(*(example.trace for examples in holes.values() for example in examples))
    ends = ", ".join(f"{count} {kind}" for kind, count in sorted(counts.items()) if count)
    print(f"{len(numbers)} malformed calls, SEED={seed}: {ends}")
    return not holes


if __name__ == "__main__":
    sys.exit(not main(*map(int, sys.argv[1:])))
