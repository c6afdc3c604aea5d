"""The packed site is one folder, so that unpacking strews no files."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from plainnet_book.execution import ROOT


@pytest.mark.rests_on("file Makefile")
def test_it_has_one_folder(tmp_path):
    page = tmp_path / "_build" / "html" / "chapters" / "a.html"
    page.parent.mkdir(parents=True)
    page.write_text("A page", "utf8")
    known = f"BIN={Path(sys.executable).parent}", "LESSON="
    command = ["make", "-C", tmp_path, "-f", ROOT / "Makefile", "--old-file=site", "zip", *known]
    subprocess.run(command, check=True, capture_output=True)
    made = zipfile.ZipFile(tmp_path / "_build" / "plainnet.zip")
    assert "plainnet/chapters/a.html" in made.namelist()
    assert {name.partition("/")[0] for name in made.namelist()} == {"plainnet"}
    assert {path.name for path in (tmp_path / "_build").iterdir()} == {"html", "plainnet.zip"}
