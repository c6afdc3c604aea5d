"""``make fuzz``: calls functions of the package with malformed arguments; reports how they end."""

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
    """Calls of one function with faults of the same kind after the same arguments were changed."""

    door: str
    arguments: tuple
    kind: str
    error: str


class Example(NamedTuple):
    """One call that belongs to a `Hole`: its malformed arguments, and what came of them."""

    changes: tuple
    words: str
    number: int
    trace: str

    def __str__(self):
        return ", ".join(map(str, self.changes))


@contextlib.contextmanager
def workshop():
    """A temporary working directory for files that the calls write."""
    home = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        try:
            yield Path(folder)
        finally:
            os.chdir(home)


def make(number, seed, folder) -> tuple:
    """Make call ``number``; return its function's name, the changes, and how it ended.

    Every door has its turn before one has another.
    """
    names, draw = sorted(TABLE), random.Random(f"{seed} {number}")
    random.Random(seed).shuffle(names)
    name = names[number % len(names)]
    call, changes = malform(draw, good_call(name, draw, folder))
    return name, changes, judge(call, changes)


def run(numbers, seed) -> tuple:
    """Make these calls; return how many ended in each way, and the holes with their examples."""
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
    """The holes in words, without those of two arguments that one of the two shows alone."""
    for hole, examples in sorted(holes.items()):
        alone = (hole._replace(arguments=(argument,)) for argument in hole.arguments)
        if len(hole.arguments) == 1 or not any(one in holes for one in alone):
            best = min(examples, key=lambda each: (len(each.changes), len(str(each))))
            words = " ".join(best.words.replace(chr(0), "").split())[:160]
            yield f"{hole.door}: {best}"
            yield f"    {hole.kind}: {words} ({len(examples)} ×, CALL={best.number})"


def main(calls=5000, seed=None, number=None) -> bool:
    """Print how the calls end, for one ``number`` with traceback; return whether all is well."""
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
