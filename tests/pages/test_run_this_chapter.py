"""From a page to its running notebook, with only the command that the page shows.

nbval executes the notebooks in the environment that the command creates with the wheel.
"""

import html
import json
import os
import re
import shlex
import subprocess
import sys
import urllib.request

import lab_server
import nbval_listed
import page_scripts
import pytest
import rotation

from plainnet_book import run_chapter, wheel
from plainnet_book.execution import ROOT

PAGE = "chapters/xor.html"
LINE = "[data-wheel]"
SCRIPTS = page_scripts.functions("jupyterlab.js")
KERNEL = "reader"


def line_at(site, root):
    """The command on the page for readers at the address ``root``."""
    page = (site.folder / PAGE).read_text("utf8")
    line = html.unescape(re.search(r"<pre data-wheel=[^>]*>(.*?)</pre>", page)[1])
    assert run_chapter.HERE in line
    return line.replace(run_chapter.HERE, root)


def shown_line(page, address):
    """The command that a reader copies."""
    page.goto(address)
    return page.locator(LINE).text_content()


@pytest.mark.parametrize("over", ["http", "file"])
def test_the_line_holds_the_address_at_which_the_reader_stands(chromium, site, over):
    page = chromium().page
    root = site.http if over == "http" else site.folder.as_uri()
    expected = f'pip install "plainnet[lab] @ {root}/{wheel.name()}"'
    assert shown_line(page, f"{root}/{PAGE}") == line_at(site, root) == expected


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


def downloaded(site, folder):
    """Download all notebooks into the ``folder``; return their names."""
    names = sorted(path.stem for path in nbval_listed.CHAPTERS.glob("*.ipynb"))
    for name in names:
        with urllib.request.urlopen(f"{site.http}/_sources/chapters/{name}.ipynb") as answer:
            (folder / f"{name}.ipynb").write_bytes(answer.read())
    return names


def test_every_notebook_can_be_downloaded_as_it_is_committed(site, tmp_path):
    names = downloaded(site, tmp_path)
    assert len(names) > 10
    for name in names:
        committed = nbval_listed.CHAPTERS / f"{name}.ipynb"
        assert (tmp_path / f"{name}.ipynb").read_bytes() == committed.read_bytes(), name


@pytest.fixture(scope="module")
def outside(site, tmp_path_factory):
    """A folder with ``notebooks``, and with ``env``, where only the page's command was run.

    Versions are pinned, so that new releases do not make tests fail; with ``PROVE=all``, they are
    those that a reader gets today.
    """
    folder = tmp_path_factory.mktemp("reader")
    (folder / "notebooks").mkdir()
    downloaded(site, folder / "notebooks")
    subprocess.run([sys.executable, "-m", "venv", folder / "env"], check=True)
    # HOME has pip's settings.
    variables = lab_server.clean(folder) | {"HOME": os.environ.get("HOME", "")}
    if not rotation.EVERYTHING:
        variables["PIP_CONSTRAINT"] = str(ROOT / "constraints.txt")
    line = shlex.split(line_at(site, site.http))
    pip = [folder / "env" / "bin" / "python", "-m", *line, "-q", "--disable-pip-version-check"]
    subprocess.run(pip, check=True, env=variables)
    return folder


@pytest.mark.thorough
def test_nbval_passes_every_cell_of_the_downloaded_notebooks(outside):
    """nbval is ours, the kernel the reader's, so that our packages do not hide missing ones."""
    kernel = outside / "data" / "kernels" / KERNEL / "kernel.json"
    kernel.parent.mkdir(parents=True)
    python = str(outside / "env" / "bin" / "python")
    start = [python, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    spec = {"argv": start, "display_name": KERNEL, "language": "python"}
    kernel.write_text(json.dumps(spec), "utf8")
    counts = nbval_listed.cells(outside / "notebooks")
    due = sorted(nbval_listed.due(counts))
    assert due
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--nbval"]
    command += [f"--nbval-kernel-name={KERNEL}", "--junitxml=report.xml", "-n2", "--dist=loadfile"]
    command += [f"notebooks/{name}.ipynb" for name in due]
    settings = {"cwd": outside, "env": lab_server.clean(outside)}
    run = subprocess.run(command, **settings, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout[-10_000:] + run.stderr
    wanted = {name: counts[name] for name in due}
    lines = list(nbval_listed.listed(wanted, nbval_listed.passed(outside / "report.xml")))
    print(*(line for line, _ in lines), sep="\n")
    print(f"executed by nbval from the wheel: {', '.join(due)}; the others in turn, or", end=" ")
    print("with PROVE=all")
    assert all(good for _, good in lines)


@pytest.mark.thorough
def test_xor_opens_in_its_jupyterlab(outside, chromium):
    python = outside / "env" / "bin" / "python"
    page = chromium().page
    with lab_server.running(python, outside, outside / "notebooks") as address:
        lab_server.run_all(page, f"{address}/lab/tree/xor.ipynb")
        page.wait_for_selector(".plainnet-explorer input[type=range]", timeout=120_000)
        page.wait_for_selector(".jp-MarkdownCell .myst > *")  # directives are rendered, too
        assert page.evaluate(SCRIPTS.unrendered) == []
