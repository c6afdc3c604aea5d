"""From a page to its running notebook, with nothing but the line that the page shows."""

import os
import re
import shlex
import subprocess
import sys
import urllib.request
from concurrent.futures import ThreadPoolExecutor

import lab_server
import page_scripts
import pytest

from plainnet_book import wheel
from plainnet_book.execution import ROOT

PAGE = "chapters/xor.html"
LINE = "[data-wheel]"
SCRIPTS = page_scripts.functions("jupyterlab.js")
SECONDS = 600  # that one notebook may take at most on a busy machine


def shown_line(page, address):
    """What a reader copies."""
    page.goto(address)
    return page.locator(LINE).text_content()


@pytest.mark.parametrize("over", ["http", "file"])
def test_the_line_holds_the_address_at_which_the_reader_stands(chromium, site, over):
    page = chromium().page
    root = site.http if over == "http" else site.folder.as_uri()
    expected = f'pip install "plainnet[lab] @ {root}/{wheel.name()}"'
    assert shown_line(page, f"{root}/{PAGE}") == expected


def test_the_block_opens_by_keyboard_and_leads_to_the_notebook(chromium, site):
    page = chromium().page
    page.goto(f"{site.http}/{PAGE}")
    assert not page.locator(LINE).is_visible()
    page.locator(".plainnet-run summary").focus()
    page.keyboard.press("Enter")
    assert page.locator(LINE).is_visible()
    with page.expect_download() as download:
        page.locator(".plainnet-run a[download]").click()
    committed = ROOT / "chapters" / "xor.ipynb"
    assert download.value.suggested_filename == "xor.ipynb"
    with open(download.value.path(), "rb") as file:
        assert file.read() == committed.read_bytes()


@pytest.mark.parametrize("width", [1280, 360])
def test_the_line_is_seen_whole_and_its_button_copies_it(chromium, site, width):
    page = chromium(width=width, permissions=["clipboard-read", "clipboard-write"]).page
    line = shown_line(page, f"{site.http}/{PAGE}")
    page.locator(".plainnet-run summary").click()
    assert page.locator(LINE).evaluate("(pre) => pre.scrollWidth <= pre.clientWidth")
    page.locator(LINE).hover()
    page.locator(".plainnet-run .highlight:first-of-type button").first.click()
    assert page.evaluate("navigator.clipboard.readText()") == line


def asking(site):
    """The notebooks of all pages that show the line, by their addresses."""
    for name in site.pages:
        html = (site.folder / name).read_text("utf8")
        for link in re.findall(r'<a href="\.\./(_sources/[^"]+\.ipynb)" download', html):
            yield f"{site.http}/{link}"


@pytest.fixture(scope="module")
def outside(site, browser, tmp_path_factory):
    """A folder with all ``notebooks``, and ``env``, which was made by the line and nothing else."""
    folder = tmp_path_factory.mktemp("reader")
    (folder / "notebooks").mkdir()
    page = browser.new_page()
    line = shlex.split(shown_line(page, f"{site.http}/{PAGE}"))
    page.close()
    subprocess.run([sys.executable, "-m", "venv", folder / "env"], check=True)
    home = os.environ.get("HOME", "")  # pip's settings lie there
    pip = [folder / "env" / "bin" / "python", "-m", *line, "-q", "--disable-pip-version-check"]
    subprocess.run(pip, check=True, env=lab_server.clean(folder) | {"HOME": home})
    for address in asking(site):
        target = folder / "notebooks" / address.rpartition("/")[2]
        target.write_bytes(urllib.request.urlopen(address).read())
    return folder


@pytest.mark.thorough
def test_every_downloaded_notebook_runs_to_its_end(outside):
    notebooks = sorted(outside.glob("notebooks/*.ipynb"))
    assert len(notebooks) > 10

    def failure(path):
        command = [outside / "env" / "bin" / "jupyter", "execute", "--timeout=600", path]
        run = subprocess.run(
            command, env=lab_server.clean(outside), capture_output=True, text=True, timeout=SECONDS
        )
        return run.returncode and f"{path.name}:\n{run.stderr[-2000:]}"

    with ThreadPoolExecutor(2) as pool:
        failures = list(filter(None, pool.map(failure, notebooks)))
    assert not failures, "\n".join(failures)


@pytest.mark.thorough
def test_xor_opens_in_its_jupyterlab(outside, chromium):
    python = outside / "env" / "bin" / "python"
    page = chromium().page
    with lab_server.running(python, outside, outside / "notebooks") as address:
        lab_server.run_all(page, f"{address}/lab/tree/xor.ipynb")
        page.wait_for_selector(".plainnet-explorer input[type=range]", timeout=120_000)
        page.wait_for_selector(".jp-MarkdownCell .myst > *")  # directives are rendered, too
        assert page.evaluate(SCRIPTS.unrendered) == []
