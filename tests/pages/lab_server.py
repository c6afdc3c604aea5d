"""JupyterLab for tests, with its own settings and a given environment."""

import contextlib
import json
import os
import socket
import subprocess
import time
import urllib.request

import pytest

WINDOWING = "lab/user-settings/@jupyterlab/notebook-extension/tracker.jupyterlab-settings"
FOREIGN = ("PLAINNET", "JUPYTER", "IPYTHON", "JPY", "MPL", "PYTHONPATH")


def clean(home):
    """The environment variables without those of Jupyter; settings are read from ``home``."""
    variables = {k: value for k, value in os.environ.items() if not k.startswith(FOREIGN)}
    for name in ("config", "data", "runtime"):
        variables[f"JUPYTER_{name.upper()}_DIR"] = str(home / name)
    return variables | {"HOME": str(home), "IPYTHONDIR": str(home / "ipython")}


@contextlib.contextmanager
def running(python, home, folder):
    """The address of a JupyterLab with the Python ``python`` that can access only ``folder``."""
    settings = home / "config" / WINDOWING
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(json.dumps({"windowingMode": "none"}), "utf8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = {
        "ServerApp.ip": "127.0.0.1",
        "ServerApp.port": port,
        "ServerApp.port_retries": 0,
        "ServerApp.root_dir": folder,
        "IdentityProvider.token": "",
        "ServerApp.allow_root": True,
        "ServerApp.open_browser": False,
    }
    command = [python, "-m", "jupyterlab", *(f"--{k}={v}" for k, v in options.items())]
    address = f"http://127.0.0.1:{port}"
    with (
        open(home / "log", "w") as log,
        subprocess.Popen(command, env=clean(home), stdout=log, stderr=log) as server,
    ):
        try:
            wait_for(f"{address}/api/status", server, home / "log")
            yield address
        finally:
            server.terminate()  # it stops its kernels, too
            try:
                server.wait(15)
            except subprocess.TimeoutExpired:
                server.kill()  # kernels notice that, and end


def wait_for(address, server, log):
    """Wait at most a minute until ``address`` answers; otherwise fail with the text of ``log``."""
    end = time.monotonic() + 60
    while server.poll() is None and time.monotonic() < end:
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except OSError:
            time.sleep(0.2)
    pytest.fail(f"JupyterLab did not start:\n{log.read_text()}")


def run_all(page, address):
    """Open a notebook, and run all its cells."""
    page.goto(address)
    page.get_by_text("| Idle").wait_for(timeout=120_000)
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_text("Run All Cells", exact=True).click()
