"""Kept results, and what outdates them."""

import shutil

import pytest

from plainnet.lab import dependencies
from plainnet.lab.dependencies import Package


@pytest.fixture
def edit(monkeypatch, tmp_path_factory):
    """Pretend that a text in the package's sources, on which kept results depend, were another."""
    here = dependencies.PACKAGE.folder

    def edit(before, after):
        folder, places = tmp_path_factory.mktemp("edited") / "plainnet", []
        ignored = shutil.ignore_patterns("__pycache__", "*.js", "*.css", "*.gz")
        shutil.copytree(here, folder, ignore=ignored)
        for path in folder.rglob("*.py"):
            text = path.read_text("utf8")
            places += [path] * text.count(before)
            path.write_text(text.replace(before, after), "utf8")
        assert places, "the text stands nowhere"
        monkeypatch.setattr(dependencies, "PACKAGE", Package(folder))

    return edit
