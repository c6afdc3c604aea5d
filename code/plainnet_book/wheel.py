"""The package as a wheel, which the site carries: one line makes an environment for its notebooks.

What is kept beside the chapters, stored sweeps and PyTorch's answers, travels inside it, where
`plainnet.lab.kept` finds it.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

from plainnet_book.execution import ROOT

NEEDED = ("pyproject.toml", "README.md", "LICENSE")
# As pip would, which needs twice the time.
SETUPTOOLS = """
import sys
from setuptools import build_meta
build_meta.build_wheel(sys.argv[1])
"""
CAPTURED = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
EPOCH = {"SOURCE_DATE_EPOCH": "315532800"}  # 1980, where a zip begins: equal files, equal wheel


def name(root=ROOT) -> str:
    """The file name of the wheel; raises a `KeyError` if ``pyproject.toml`` names no version."""
    project = tomllib.loads((root / "pyproject.toml").read_text("utf8"))["project"]
    return f"{project['name']}-{project['version']}-py3-none-any.whl"


def build(target, root=ROOT) -> Path:
    """Build the wheel into the folder ``target`` and return its path; no request is made.

    Raises a `subprocess.CalledProcessError`, with setuptools' words printed, if it can't be built.
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
            kept = package / "kept" / path.relative_to(root / "chapters")
            kept.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, kept)
        command = [sys.executable, "-P", "-c", SETUPTOOLS, str(Path(target).resolve())]
        run = subprocess.run(command, cwd=folder, env=os.environ | EPOCH, **CAPTURED)
        print(run.stdout if run.returncode else "", end="", file=sys.stderr)
        run.check_returncode()
    return Path(target) / name(root)
