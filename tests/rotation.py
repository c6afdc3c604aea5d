"""Which part of the tests that take turns is run, and which files have changed recently.

A commit decides which part is taken, so the next commit takes another, and a failure comes again.
``PROVE=all`` takes everything, as the weekly workflow does.
"""

import functools
import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
EVERYTHING = os.environ.get("PROVE") == "all"
DAY = 24 * 60 * 60  # seconds


def git(*arguments) -> str | None:
    """The output of git; ``None`` where there is no git, no repository or no such commit."""
    try:
        run = subprocess.run(["git", "-C", ROOT, *arguments], capture_output=True, text=True)
    except FileNotFoundError:
        return None
    return None if run.returncode else run.stdout


@functools.cache
def commit() -> str:
    """The commit that is checked out."""
    return (git("rev-parse", "HEAD") or "none").strip()


@functools.cache
def base() -> str | None:
    """The commit since which changes count: ``BASE``, or the last one a day before ``HEAD``.

    ``None`` where there is none, as in a shallow clone: then everything counts as changed.
    """
    if told := os.environ.get("BASE"):
        return (git("rev-parse", "--verify", f"{told}^{{commit}}") or "").strip() or None
    if not (time := git("show", "-s", "--format=%ct", "HEAD")):
        return None
    found = git("rev-list", "-1", f"--before={int(time) - DAY}", "HEAD")
    return (found or "").strip() or None


@functools.cache
def changed() -> frozenset[str] | None:
    """The paths that differ from `base`, even uncommitted; ``None`` if all may differ."""
    if EVERYTHING or base() is None:
        return None
    names = git("diff", "--name-only", "--no-renames", base())
    new = git("ls-files", "--others", "--exclude-standard")
    return None if names is None or new is None else frozenset((names + new).splitlines())


def has_changed(*beginnings) -> bool:
    """Whether any path with one of these ``beginnings`` has changed."""
    paths = changed()
    return paths is None or any(path.startswith(beginnings) for path in paths)


def taken(names, parts) -> set:
    """One of ``parts`` equal parts of the ``names``, chosen by the commit and Python's version.

    All parts are disjoint, and together they are everything.
    """
    names = sorted(names, key=lambda name: hashlib.sha256(str(name).encode()).digest())
    if EVERYTHING:
        return set(names)
    first = int(hashlib.sha256(commit().encode()).hexdigest(), 16) + sys.version_info.minor
    return set(names[first % parts :: parts])
