"""From a page to its running notebook, with only the lines that the page shows.

nbval executes the notebooks in the environment that these lines create with the wheel.
"""

import html
import json
import os
import re
import subprocess
import sys
import urllib.request
from pathlib import Path

import lab_server
import nbformat
import page_scripts
import pytest
import rotation

from plainnet_book import run_chapter
from plainnet_book.execution import ROOT, code_cells

PAGE = "chapters/xor.html"
LINE = "[data-wheel]"
SCRIPTS = page_scripts.functions("jupyterlab.js")
KERNEL = "reader"
NAMES = sorted(path.stem for path in (ROOT / "chapters").glob("*.ipynb"))


def lines_at(site, root):
    """The lines on the page for readers at the address ``root``, for each system."""
    page = (site.folder / PAGE).read_text("utf8")
    blocks = re.findall(r"<pre data-wheel=[^>]*>(.*?)</pre>", page, re.DOTALL)
    assert all(run_chapter.HERE in block for block in blocks)
    return [html.unescape(block).replace(run_chapter.HERE, root) for block in blocks]


@pytest.mark.parametrize("over", ["http", "file"])
def test_the_block_opens_by_keyboard_and_has_the_readers_address(chromium, site, over):
    """In the lines for each system, and in the notebook to which it leads."""
    page = chromium().page
    root = site.http if over == "http" else site.folder.as_uri()
    page.goto(f"{root}/{PAGE}")
    shown = page.locator(LINE).all_text_contents()
    assert shown == lines_at(site, root) and len(shown) == 3
    assert all(f'"plainnet[lab] @ {root}/{run_chapter.WHEEL}"' in lines for lines in shown)
    assert not page.locator(LINE).first.is_visible()
    page.locator(".plainnet-run summary").focus()
    page.keyboard.press("Enter")
    assert page.locator(LINE).first.is_visible()
    with page.expect_download() as download:
        page.locator(".plainnet-run a[download]").click()
    assert download.value.suggested_filename == "xor.ipynb"
    edition = json.loads((site.folder / "_sources/chapters/xor.ipynb").read_text("utf8"))
    wanted = json.dumps(edition).replace(run_chapter.HERE, root)
    assert json.loads(download.value.path().read_text("utf8")) == json.loads(wanted)


@pytest.mark.parametrize("width", [1280, 360])
def test_the_lines_are_seen_whole_and_their_button_copies_them(chromium, site, width):
    page = chromium(width=width, permissions=["clipboard-read", "clipboard-write"]).page
    page.goto(f"{site.http}/{PAGE}")
    page.locator(".plainnet-run summary").click()
    for lines in page.locator(LINE).all():
        assert lines.evaluate("(pre) => pre.scrollWidth <= pre.clientWidth")
    lines = page.locator(LINE).first
    lines.hover()
    page.locator(".plainnet-run .highlight button").first.click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.strip() == lines.text_content().strip()


def downloaded(site, folder):
    """Download all notebooks into the ``folder``."""
    for name in NAMES:
        with urllib.request.urlopen(f"{site.http}/_sources/chapters/{name}.ipynb") as answer:
            notebook = nbformat.reads(answer.read().decode(), as_version=4)
        for output in (output for cell in code_cells(notebook) for output in cell.outputs):
            for form in ("text/html", "image/png"):  # nbval compares texts
                output.get("data", {}).pop(form, None)
        nbformat.write(notebook, folder / f"{name}.ipynb")


@pytest.fixture(scope="module")
def outside(site, tmp_path_factory):
    """A folder with ``notebooks``, and with ``book``, made by the page's first two lines alone.

    Versions are pinned, so that new releases do not make tests fail; with ``PROVE=all``, they are
    those that a reader gets today.
    """
    folder = tmp_path_factory.mktemp("reader")
    (folder / "notebooks").mkdir()
    downloaded(site, folder / "notebooks")
    # HOME has pip's settings.
    variables = lab_server.clean(folder) | {"HOME": os.environ.get("HOME", "")}
    variables["PATH"] = f"{beginners_python(folder, variables)}:{variables['PATH']}"
    if not rotation.EVERYTHING:
        variables["PIP_CONSTRAINT"] = str(ROOT / "constraints.txt")
    made, brought, _ = lines_at(site, site.http)[0].splitlines()
    for line in (made, f"{brought} -q --disable-pip-version-check"):
        subprocess.run(line, shell=True, check=True, cwd=folder, env=variables)
    return folder


def beginners_python(folder, variables):
    """A folder with a ``python3``: the system's, into which pip refuses to install; else ours."""
    (home := folder / "bin").mkdir()
    system, python = Path("/usr/bin/python3"), home / "python3"
    can = "import ensurepip, sys; sys.exit(sys.version_info < (3, 11))"
    if system.exists() and not subprocess.run([system, "-c", can], env=variables).returncode:
        python.symlink_to(system)
        run = [python, "-m", "pip", "install", "plainnet"]
        refused = subprocess.run(run, capture_output=True, text=True, env=variables)
        assert "externally-managed" in refused.stderr or "No module named pip" in refused.stderr
    else:
        python.symlink_to(sys._base_executable)
    return home


@pytest.mark.thorough
def test_nbval_passes_every_cell_of_the_downloaded_notebooks(request):
    """Of those that changed: .ci/run executes all in `chapters`; before a release, PROVE=all.

    nbval is ours, the kernel the reader's, so that our packages do not hide missing ones.
    """
    due = [name for name in NAMES if rotation.has_changed(f"chapters/{name}.ipynb")]
    if not due:
        pytest.skip("no notebook changed")
    outside = request.getfixturevalue("outside")
    kernel = outside / "data" / "kernels" / KERNEL / "kernel.json"
    kernel.parent.mkdir(parents=True)
    python = str(outside / "book" / "bin" / "python")
    start = [python, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    spec = {"argv": start, "display_name": KERNEL, "language": "python"}
    kernel.write_text(json.dumps(spec), "utf8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--nbval"]
    command += [f"--nbval-kernel-name={KERNEL}", "-n2", "--dist=loadfile"]
    command += [f"notebooks/{name}.ipynb" for name in due]
    settings = {"cwd": outside, "env": lab_server.clean(outside)}
    run = subprocess.run(command, **settings, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout[-10_000:] + run.stderr
    print(f"executed by nbval from the wheel: {', '.join(due)}")


@pytest.mark.thorough
def test_xor_opens_in_its_jupyterlab(outside, chromium):
    python = outside / "book" / "bin" / "python"
    page = chromium().page
    with lab_server.running(python, outside, outside / "notebooks") as address:
        lab_server.run_all(page, f"{address}/lab/tree/xor.ipynb")
        page.wait_for_selector(".plainnet-explorer input[type=range]", timeout=120_000)
        page.wait_for_function(SCRIPTS.areRendered, timeout=30_000)
