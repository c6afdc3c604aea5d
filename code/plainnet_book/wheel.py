"""The package as a wheel on the site, for readers who run the notebooks.

It includes the stored results next to the chapters (sweeps and PyTorch's answers), where
`plainnet.lab.kept` finds them.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import plainnet
from plainnet_book.execution import ROOT

NEEDED = ("pyproject.toml", "README.md", "LICENSE")
# Builds a wheel as pip does, in half the time.
SETUPTOOLS = """
import sys
from setuptools import build_meta
build_meta.build_wheel(sys.argv[1])
"""
CAPTURED = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
# 1980, the earliest date in a zip; equal files give an equal wheel
EPOCH = {"SOURCE_DATE_EPOCH": "315532800"}


def name() -> str:
    """The file name of the wheel."""
    return f"plainnet-{plainnet.__version__}-py3-none-any.whl"


def build(target, root=ROOT) -> Path:
    """Build the wheel into the folder ``target``, offline, and return its path.

    Raises a `subprocess.CalledProcessError`, and prints setuptools' output, if that fails.
    """
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder)
        for file in NEEDED:
            shutil.copyfile(root / file, source / file)
        package = source / "code" / "plainnet"
        ignored = shutil.ignore_patterns("__pycache__")
        code = root / "code" / "plainnet"
        shutil.copytree(code, package, ignore=ignored, copy_function=shutil.copyfile)
        for path in sorted((root / "chapters").rglob("*.json")):
            copy = package / "kept" / path.relative_to(root / "chapters")
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy)
        command = [sys.executable, "-P", "-c", SETUPTOOLS, str(Path(target).resolve())]
        run = subprocess.run(command, cwd=folder, env=os.environ | EPOCH, **CAPTURED)
        print(run.stdout if run.returncode else "", end="", file=sys.stderr)
        run.check_returncode()
    return Path(target) / name()
