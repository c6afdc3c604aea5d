"""The packages that browser tests need are installed if missing, and nothing else."""

import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / ".ci" / "install-system-packages"
ALL = "chromium", "WebKitWebDriver", "Xvfb", "firefox-esr"


@pytest.mark.parametrize(
    ("wanted", "there", "enough"),
    [
        ("chromium", ["chromium"], True),
        ("chromium", ["chromium-headless-shell"], True),
        ("chromium", ALL[1:], False),
        ("browsers", ALL, True),
        ("browsers", ("chromium-headless-shell", *ALL[1:]), True),
        *(("browsers", [name for name in ALL if name != missing], False) for missing in ALL),
    ],
)
def test_a_missing_browser_is_asked_for_in_one_line(tmp_path, wanted, there, enough):
    for name in (*there, "id"):  # only these commands exist, so nothing can be installed
        (tmp_path / name).write_text("#!/bin/sh\n")
        (tmp_path / name).chmod(0o755)
    given = ["/bin/sh", str(SCRIPT), wanted]
    run = subprocess.run(given, env={"PATH": str(tmp_path)}, capture_output=True, text=True)
    assert (run.returncode == 0) is enough
    assert run.stderr.count("\n") == (not enough)
    assert ("chromium-headless-shell" in run.stderr) is not enough
