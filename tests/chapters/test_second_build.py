"""A second build in another folder from the same outputs is identical to the site."""

import os
import shutil
import subprocess
import sys

import pytest

from plainnet_book import execution

BUILT = execution.ROOT / "_build" / "html"


def files(folder):
    found = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}


@pytest.mark.thorough
def test_a_second_build_is_equal_to_the_byte(tmp_path):
    book = tmp_path / "another place"
    ignored = shutil.ignore_patterns("__pycache__", "*.egg-info")
    for name in ("chapters", "code"):
        shutil.copytree(execution.ROOT / name, book / name, ignore=ignored)
    for pattern in ("*.yml", "*.txt", "*.toml", "*.md", "LICENSE"):
        for path in execution.ROOT.glob(pattern):
            shutil.copy(path, book)
    shutil.copytree(execution.CACHE, book / "_build" / execution.CACHE.name)
    for pattern in ("plainnet*.pdf", "plainnet*.key"):  # the site offers them
        for path in BUILT.parent.glob(pattern):
            shutil.copy(path, book / "_build")
    command = [sys.executable, book / "code" / "plainnet_book" / "build.py"]
    variables = os.environ | {"PYTHONPATH": str(book / "code")}
    run = subprocess.run(command, env=variables, stderr=subprocess.PIPE, text=True)
    assert run.returncode == 0, run.stderr
    assert "execut" not in run.stderr, "build the site first: make site"
    one, other = files(BUILT), files(book / "_build" / "html")
    assert len(one) > 100 and set(one) == set(other)
    assert [name for name in one if one[name] != other[name]] == []
