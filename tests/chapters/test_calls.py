"""Everything that chapters call of the package while they run counts in their keys."""

import os
import subprocess
import sys
from pathlib import Path

import proof
import pytest
import rotation

HERE = Path(__file__).parent
CHAPTERS = HERE.parents[1] / "chapters"
TAKEN = rotation.taken([path.stem for path in CHAPTERS.glob("*.ipynb")], 22)
MODE = {"PLAINNET_BOOK": "1", "MPLBACKEND": "agg", "OMP_NUM_THREADS": "1"}


def run(path):
    command = [sys.executable, HERE / "calls.py", path]
    settings = {"cwd": CHAPTERS, "env": os.environ | MODE, "capture_output": True, "text": True}
    return subprocess.run(command, **settings)


@pytest.mark.rests_on("code")
@pytest.mark.parametrize("name", sorted(TAKEN))
def test_what_a_chapter_calls_counts_in_its_key(name):
    proof.rest_on(f"cells chapters/{name}.ipynb")
    ended = run(CHAPTERS / f"{name}.ipynb")
    assert ended.returncode == 0, ended.stderr
