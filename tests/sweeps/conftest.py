"""Fixtures: an empty folder for results, and edits of the package's sources."""

import shutil

import pytest

from plainnet.lab import dependencies
from plainnet.lab.dependencies import Package


@pytest.fixture(autouse=True)
def store(tmp_path, monkeypatch):
    """A folder for results, which does not exist yet, in place of the real one."""
    monkeypatch.setattr("plainnet.lab.kept.RESULTS", tmp_path / "sweeps")
    return tmp_path / "sweeps"


@pytest.fixture
def edit(monkeypatch, tmp_path_factory):
    """Compute keys as if a text in the package's sources were another one."""
    here = dependencies.PACKAGE.folder

    def edit(before, after):
        folder, places = tmp_path_factory.mktemp("edited") / "plainnet", []
        ignored = shutil.ignore_patterns("__pycache__", "*.js", "*.css", "*.gz")
        shutil.copytree(here, folder, ignore=ignored)
        for path in folder.rglob("*.py"):
            text = path.read_text("utf8")
            places += [path] * text.count(before)
            path.write_text(text.replace(before, after), "utf8")
        assert places, "no source has this text"
        monkeypatch.setattr(dependencies, "PACKAGE", Package(folder))

    return edit
