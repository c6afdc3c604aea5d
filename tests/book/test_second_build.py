"""Two builds from two empty folders are equal to the byte, but for what cells tagged `timing` say.

The first is the one that is tested; for the second, every chapter is executed again.
"""

import json
import shutil
import subprocess
import sys

import pytest

from plainnet_book import execution, wheel

CHAPTERS = sorted(execution.ROOT.glob("chapters/*.ipynb"))
BUILT = execution.ROOT / "_build" / "html"


def outputs(chapter):
    return json.loads(chapter.kept.read_text("utf8"))


def is_timing(cell):
    return "timing" in cell.metadata.get("tags", [])


def differences(first, second):
    """The cells of a chapter that put out something else the second time, but for timings."""
    both = zip(first.cells, outputs(first), outputs(second), strict=True)
    for cell, one, other in both:
        if one != other and not is_timing(cell):
            yield f"{first.name}: {cell.source[:200]}"


def with_timings(first, second):
    """Give the second outputs the timings of the first, so that the pages can be compared."""
    both = zip(first.cells, outputs(first), outputs(second), strict=True)
    merged = [one if is_timing(cell) else other for cell, one, other in both]
    second.kept.write_text(json.dumps(merged), "utf8")


def files(folder):
    found = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}


@pytest.mark.thorough
def test_a_second_build_is_equal_to_the_byte(tmp_path, monkeypatch):
    book = tmp_path / "another place"
    ignored = shutil.ignore_patterns("__pycache__", "*.egg-info")
    for name in ("chapters", "code"):
        shutil.copytree(execution.ROOT / name, book / name, ignore=ignored)
    for name in ("_config.yml", "_toc.yml", "constraints.txt", *wheel.NEEDED):
        shutil.copy(execution.ROOT / name, book)
    monkeypatch.setenv("PYTHONPATH", str(book / "code"))
    firsts = execution.execute(CHAPTERS)
    again = [book / path.relative_to(execution.ROOT) for path in CHAPTERS]
    seconds = execution.execute(again, book / "_build" / "executed")
    assert [d for pair in zip(firsts, seconds, strict=True) for d in differences(*pair)] == []
    for pair in zip(firsts, seconds, strict=True):
        with_timings(*pair)
    subprocess.run([sys.executable, "-m", "plainnet_book.build"], check=True)
    one, other = files(BUILT), files(book / "_build" / "html")
    assert len(one) > 100 and set(one) == set(other)
    assert [name for name in one if one[name] != other[name]] == []
