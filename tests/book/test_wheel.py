"""The wheel on the site: the package, with the stored results next to the chapters."""

import zipfile

import pytest

from plainnet.lab import kept
from plainnet_book import execution, wheel


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    return wheel.build(tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def files(built):
    with zipfile.ZipFile(built) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_it_holds_the_package_and_what_is_kept_and_nothing_else(files):
    package = execution.ROOT / "code" / "plainnet"
    wanted = {
        f"plainnet/{path.relative_to(package).as_posix()}": path.read_bytes()
        for path in package.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    wanted |= {
        f"plainnet/kept/{path.relative_to(kept.CHAPTERS).as_posix()}": path.read_bytes()
        for path in kept.CHAPTERS.rglob("*.json")
    }
    found = {name: data for name, data in files.items() if ".dist-info/" not in name}
    assert set(found) == set(wanted)
    assert found == wanted


def test_its_extra_brings_jupyterlab(files):
    metadata = next(text.decode() for name, text in files.items() if name.endswith("/METADATA"))
    assert 'Requires-Dist: jupyterlab<4.6,>=4.4; extra == "lab"' in metadata
    assert "jupyterlab-myst" not in metadata


def test_equal_files_make_an_equal_wheel(built, tmp_path):
    assert wheel.build(tmp_path).read_bytes() == built.read_bytes()
