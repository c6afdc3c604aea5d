"""Downloaded notebooks find all that they need in the wheel, as far as tests can see statically.

`make test-all` also has nbval execute some of the notebooks in an environment with the wheel.
"""

import ast
import os
import re
import subprocess
import sys
import zipfile
from email import message_from_bytes

import nbformat
import pytest
from each import each
from packaging.requirements import Requirement

from plainnet_book import wheel
from plainnet_book.execution import ROOT, code_cells

CHAPTERS = ROOT / "chapters"
OUTSIDE = re.compile(r"\.\.(/|$)|/\w|~/|(_build|chapters|code|tests)/")
KEPT = "from plainnet import sweeps\nfor name in sweeps.ALL:\n    sweeps.load_sweep(name)"
STYLE = "import matplotlib.pyplot as plt\nplt.style.use('plainnet.book')"
pytestmark = pytest.mark.rests_on("code", "cells chapters")
ALONE = "import os, plainnet\nassert plainnet.__file__.startswith(os.getcwd()), plainnet.__file__\n"


def sources():
    """The source of every code cell of every chapter, with the name of the chapter."""
    for path in sorted(CHAPTERS.glob("*.ipynb")):
        for cell in code_cells(nbformat.read(path, as_version=4)):
            yield path.stem, cell.source


def imports(source):
    """The import statements of a cell, including those in functions."""
    found = (ast.Import, ast.ImportFrom)
    return [ast.unparse(node) for node in ast.walk(ast.parse(source)) if isinstance(node, found)]


def outside(source):
    """The strings in a cell that name files which are not downloaded."""
    nodes = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Constant))
    texts = [node.value for node in nodes if isinstance(node.value, str)]
    return [text for text in texts if OUTSIDE.match(text) or is_file_here(text)]


def is_file_here(text):
    """Whether ``text`` is the path of a file next to the chapters."""
    return len(text) < 100 and "\0" not in text and (CHAPTERS / text).is_file()


@pytest.fixture(scope="module")
def alone(tmp_path_factory):
    """A folder with the unpacked wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    with zipfile.ZipFile(wheel.build(folder)) as archive:
        archive.extractall(folder)
    return folder


def run(folder, program):
    """The error output of Python for a ``program`` that finds the package in ``folder``."""
    variables = {k: v for k, v in os.environ.items() if not k.startswith(("PLAINNET", "MPL"))}
    command = [sys.executable, "-W", "error", "-c", ALONE + program]
    settings = {"cwd": folder, "env": variables | {"PYTHONPATH": str(folder)}}
    ended = subprocess.run(command, **settings, capture_output=True, text=True)
    assert bool(ended.returncode) == bool(ended.stderr), ended.stderr
    return ended.stderr


def test_every_import_of_every_notebook_works(alone):
    found = {line for _, source in sources() for line in imports(source)}
    assert len(found) > 50
    assert not run(alone, "\n".join(sorted(found)))


def test_every_sweep_loads(alone):
    assert not run(alone, KEPT)


def test_the_style_sheet_is_there(alone):
    assert not run(alone, STYLE)


STEPPER = "from plainnet.explorers import Stepper; Stepper().check()"


@pytest.mark.parametrize(
    ("file", "program"),
    [
        ("plainnet/kept/sweeps/xor_success_map.json", KEPT),
        ("plainnet/book.mplstyle", STYLE),
        ("plainnet/explorers/stepper/view.js", STEPPER),
    ],
)
def test_a_file_that_is_missing_is_missed(alone, file, program):
    data = (alone / file).read_bytes()
    (alone / file).unlink()
    try:
        assert run(alone, program)
    finally:
        (alone / file).write_bytes(data)


def test_notebooks_import_nothing_that_the_wheel_does_not_bring(alone):
    (metadata,) = alone.glob("*.dist-info/METADATA")
    named = message_from_bytes(metadata.read_bytes()).get_all("Requires-Dist")
    extras = [{"extra": name} for name in ("", "figures", "explorers", "lab")]
    asked = [Requirement(line) for line in named]
    brought = {r.name for r in asked if not r.marker or any(map(r.marker.evaluate, extras))}
    assert {"numpy", "matplotlib"} <= brought
    known = sys.stdlib_module_names | brought | {"plainnet"}
    for name, source in sources():
        for line in imports(source):
            assert line.split()[1].partition(".")[0] in known, f"{name}: {line}"


def test_no_cell_reads_what_was_not_downloaded():
    found = [f"{name}: {text!r}" for name, source in sources() for text in outside(source)]
    assert not found, "\n".join(found)


@each(
    "source",
    [
        "open('../README.md')",
        "Path('..') / 'x'",
        "open('/etc/hostname')",
        "Path('~/x').expanduser()",
        "def f():\n    open('references.bib')",
        "open('sweeps/xor_success_map.json')",
        "open(f'chapters/{name}.md')",
    ],
)
def test_a_cell_that_reads_outside_is_seen(source):
    assert outside(source)


@each("source", ["'a/b'", "' / '", "'.'", "'/'", "'https://a.org/b'", "'...'"])
def test_other_texts_are_no_paths(source):
    assert not outside(source)
