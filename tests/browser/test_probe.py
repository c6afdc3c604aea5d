"""The chapter `intro` in JupyterLab, with a kernel: the same explorer, computed on demand."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request

import drawn
import pytest

WINDOWING = "lab/user-settings/@jupyterlab/notebook-extension/tracker.jupyterlab-settings"
# What a reader would see of a directive, a role or an error that JupyterLab did not render.
RAW = """() => {
  const texts = [...document.querySelectorAll(".jp-MarkdownCell .myst")].map((node) => {
    const copy = node.cloneNode(true);
    copy.querySelectorAll("pre, code").forEach((code) => code.remove());
    return copy.textContent;
  });
  return texts.filter((text) => /:::|```|\\{[a-z-]+\\}`|Unknown|unhandled/.test(text));
}"""


@pytest.fixture(scope="module")
def lab(built, tmp_path_factory):
    """The address of a JupyterLab of its own, which sees nothing but a copy of the chapter."""
    home = tmp_path_factory.mktemp("lab")
    shutil.copytree(built.parents[1] / "chapters", home / "chapters")
    settings = home / "config" / WINDOWING
    settings.parent.mkdir(parents=True)
    settings.write_text(json.dumps({"windowingMode": "none"}), "utf8")
    foreign = ("PLAINNET", "JUPYTER", "IPYTHON", "JPY", "MPL")
    clean = {key: value for key, value in os.environ.items() if not key.startswith(foreign)}
    for name in ("config", "data", "runtime"):
        clean[f"JUPYTER_{name.upper()}_DIR"] = str(home / name)
    clean |= {"HOME": str(home), "IPYTHONDIR": str(home / "ipython")}
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = {
        "ServerApp.ip": "127.0.0.1",
        "ServerApp.port": port,
        "ServerApp.port_retries": 0,
        "ServerApp.root_dir": home / "chapters",
        "IdentityProvider.token": "",
        "ServerApp.allow_root": True,
        "ServerApp.open_browser": False,
    }
    command = [sys.executable, "-m", "jupyterlab", *(f"--{k}={v}" for k, v in options.items())]
    address = f"http://127.0.0.1:{port}"
    with (
        open(home / "log", "w") as log,
        subprocess.Popen(command, env=clean, stdout=log, stderr=log) as server,
    ):
        try:
            wait_for(f"{address}/api/status", server, home / "log")
            yield address
        finally:
            server.terminate()  # it ends its kernels, too
            try:
                server.wait(15)
            except subprocess.TimeoutExpired:
                server.kill()  # its kernels see that it has gone, and end


def wait_for(address, server, log):
    end = time.monotonic() + 60
    while server.poll() is None and time.monotonic() < end:
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except OSError:
            time.sleep(0.2)
    pytest.fail(f"JupyterLab did not start:\n{log.read_text()}")



def test_probe(chromium, lab):
    engine = chromium()
    page = engine.page
    page.goto(f"{lab}/lab/tree/xor.ipynb")
    page.get_by_text("| Idle").wait_for()
    page.wait_for_timeout(2000)
    print("XOR", engine.run(RAW))
    print(engine.run("() => [...document.querySelectorAll('.jp-MarkdownCell [title$=Found]')].map(n => n.title + n.textContent)"))
    print(engine.run("() => [...document.querySelectorAll('.jp-MarkdownCell .myst [class*=error], .jp-MarkdownCell .myst [class*=red]')].map(n => n.outerHTML.slice(0,300))"))
    page.screenshot(path="/tmp/probe/lab.png")
