"""What the system must have for the browser tests is asked for, and nothing that is there."""

import subprocess
from pathlib import Path

import pytest

NEED = Path(__file__).parents[2] / ".ci" / "need"
OTHERS = "WebKitWebDriver", "xvfb-run"


@pytest.mark.parametrize(
    ("there", "enough"),
    [
        ((*OTHERS, "chromium"), True),
        ((*OTHERS, "chromium-headless-shell"), True),
        (OTHERS, False),
        (("chromium", "xvfb-run"), False),
    ],
)
def test_a_missing_browser_is_asked_for(tmp_path, there, enough):
    for name in (*there, "id"):  # all that this system has: nothing could be installed
        (tmp_path / name).write_text("#!/bin/sh\n")
        (tmp_path / name).chmod(0o755)
    given = ["/bin/sh", str(NEED), "browsers"]
    run = subprocess.run(given, env={"PATH": str(tmp_path)}, capture_output=True, text=True)
    assert (run.returncode == 0) is enough
    assert ("chromium-headless-shell" in run.stderr) is not enough
