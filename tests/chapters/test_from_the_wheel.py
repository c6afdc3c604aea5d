"""The wheel of the site is that of ``pip install .``, and has what downloaded notebooks need."""

import ast
import os
import subprocess
import sys
import zipfile
from email import message_from_bytes

import nbformat
import pytest
from packaging.requirements import Requirement

from plainnet_book import run_chapter
from plainnet_book.execution import ROOT, code_cells

CHAPTERS = ROOT / "chapters"
WHEEL = ROOT / "_build" / "html" / run_chapter.WHEEL
KEPT = "from plainnet import sweeps\nfor name in sweeps.ALL:\n    sweeps.load_sweep(name)"
STYLE = "import matplotlib.pyplot as plt\nplt.style.use('plainnet.book')"
STEPPER = "from plainnet.explorers import Stepper; Stepper().check()"
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


@pytest.fixture(scope="module")
def alone(tmp_path_factory):
    """A folder with the unpacked wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    with zipfile.ZipFile(WHEEL) as archive:
        archive.extractall(folder)
    return folder


def test_it_holds_the_package_with_all_its_files_and_nothing_else(alone):
    def files(folder):
        found = (path for path in folder.rglob("*") if path.is_file())
        held = {p.relative_to(folder).as_posix(): p.read_bytes() for p in found}
        return {name: data for name, data in held.items() if "__pycache__" not in name}

    assert files(alone / "plainnet") == files(ROOT / "code" / "plainnet")
    assert {path.name.partition("-")[0] for path in alone.iterdir()} == {"plainnet"}


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


@pytest.mark.parametrize(
    ("program", "file"),
    [
        (KEPT, "results/xor_success_map.json"),
        (STYLE, "book.mplstyle"),
        (STEPPER, "explorers/stepper/view.js"),
    ],
    ids=["sweeps", "style", "view"],
)
def test_what_a_notebook_reads_is_there_and_would_be_missed(alone, program, file):
    assert not run(alone, program)
    data = (alone / "plainnet" / file).read_bytes()
    (alone / "plainnet" / file).unlink()
    try:
        assert run(alone, program)
    finally:
        (alone / "plainnet" / file).write_bytes(data)


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
