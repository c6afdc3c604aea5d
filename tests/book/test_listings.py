"""Python in the page: the parts that it is packed in, the page's script, and its words."""

import ast
import base64
import calendar
import gzip
import json
import re
import shutil
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from types import SimpleNamespace

import nbformat
import numpy
import pytest
import rotation

import plainnet_book
from plainnet import explorers
from plainnet.explorers import javascript
from plainnet_book import formulas, run_chapter
from plainnet_book.page_python import listings, parts
from plainnet_book.page_python.words import WORDS

needs_parts = pytest.mark.skipif(not parts.are_there(), reason="make site: Pyodide is not there")
PACKED = [name for names in parts.WHEELS.values() for name in names]
LICENCE = re.compile(r"\.dist-info/.*(LICEN[CS]E|COPYING)[^/]*$")


# Parts.
def unpacked(path):
    """The files of a part, as a page unpacks it."""
    data = gzip.decompress(path.read_bytes())
    at = 4 + int.from_bytes(data[:4], "little")
    files = {}
    for name, size in json.loads(data[4:at]).items():
        files[name] = data[at : at + size]
        at += size
    assert at == len(data)
    return files


FILES = {"ä.txt": "ä".encode(), "empty": b"", "bytes": bytes(range(256))}


def test_a_part_holds_its_files_and_so_does_its_script(tmp_path):
    parts.write("some", FILES, tmp_path)
    assert unpacked(tmp_path / "some.bin") == FILES
    script = (tmp_path / "some.js").read_text("ascii")
    assert script.startswith('(window.plainnetParts ??= {})["some"] = "')
    content = re.search(r'= "([^"]*)";\n$', script)[1]
    assert base64.b64decode(content) == (tmp_path / "some.bin").read_bytes()


def test_equal_files_give_equal_bytes_in_other_years(tmp_path, monkeypatch):
    written = []
    for name, date in (("one", 2001), ("other", 2002)):
        now = calendar.timegm((date, 1, 1, 0, 0, 0))
        monkeypatch.setattr(time, "time", lambda now=now: now)
        (tmp_path / name).mkdir()
        path = tmp_path / name / "a.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            order = [*FILES][:: 1 if name == "one" else -1]
            for file in ("folder/", *order):
                archive.writestr(zipfile.ZipInfo(file, (date, 1, 1, 0, 0, 0)), FILES.get(file, b""))
        parts.write("some", {"a.zip": parts.stored(path)}, tmp_path / name)
        written.append([(tmp_path / name / f"some.{end}").read_bytes() for end in ("bin", "js")])
    assert written[0] == written[1]


def test_types_headers_and_records_are_left_out_and_nothing_else(tmp_path):
    left = "a/b.pyi", "a/c.h", "a-1.dist-info/RECORD", "numpy/f2py/x.py", "PIL/_webp.so"
    kept = "a/b.py", "a/data.npz", "a-1.dist-info/LICENSE", "numpy/ma/core.py", "PIL/Image.py"
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name in (*left, *kept):
            archive.writestr(name, name)
    (tmp_path / "packed.zip").write_bytes(parts.stored(path))
    assert {*zipfile.ZipFile(tmp_path / "packed.zip").namelist()} == {*kept}


def test_all_that_numpy_lists_is_packed(tmp_path):
    """So that ``from numpy import *`` works."""
    (tmp_path / "packed.zip").write_bytes(parts.stored(parts.wheel("numpy")))
    packed = zipfile.ZipFile(tmp_path / "packed.zip")
    source = packed.read("numpy/__init__.py").decode()
    listed = re.search(r"__numpy_submodules__ = (\{.*?\})", source, re.DOTALL)
    names = {name.split("/")[1].removesuffix(".py") for name in packed.namelist()}
    assert ast.literal_eval(listed[1]) - {"test"} <= names
    assert not packed.read("numpy/f2py/__init__.py")


# The wheels.
@pytest.fixture
def copied(tmp_path, monkeypatch):
    """A copy of the folder ``wheels``, which `parts` uses."""
    shutil.copytree(parts.HERE / "wheels", tmp_path / "wheels")
    monkeypatch.setattr(parts, "HERE", tmp_path)


@needs_parts
def test_the_wheels_are_those_of_pyodides_list(copied):
    parts.check_wheels()


@needs_parts
@pytest.mark.parametrize("name", ["numpy", "six"])
def test_a_changed_wheel_is_refused_by_its_name(copied, name):
    path = parts.wheel(name)
    path.write_bytes(path.read_bytes() + b"\0")
    with pytest.raises(ValueError, match=rf"^{re.escape(path.name)}: expected the digest \w+; got"):
        parts.check_wheels()


def test_nothing_else_lies_beside_the_wheels():
    there = {path.name for path in (parts.HERE / "wheels").iterdir()}
    assert there == {parts.wheel(name).name for name in PACKED}


@pytest.mark.parametrize("name", PACKED)
def test_a_packed_wheel_keeps_its_licence(name, tmp_path):
    (tmp_path / "packed.zip").write_bytes(parts.stored(parts.wheel(name)))
    names = zipfile.ZipFile(tmp_path / "packed.zip").namelist()
    assert any(map(LICENCE.search, names))


def test_the_notice_names_all_that_runs_in_the_page_with_its_version():
    notice = (parts.HERE / "NOTICE.md").read_text("utf8")
    rows = re.findall(r"^\| ([\w-]+)[^|]* \| (\d[\w.]+) \|", notice, re.MULTILINE)
    wheels = dict(parts.wheel(name).name.split("-")[:2] for name in PACKED)
    pinned = json.loads((parts.HERE / "package.json").read_text("utf8"))["dependencies"]
    assert {name.lower().replace("-", "_"): version for name, version in rows} == wheels | pinned


@needs_parts
def test_what_make_packed_is_what_the_folder_holds():
    for part, names in parts.WHEELS.items():
        packed = unpacked(parts.HOME / f"{part}.bin")
        assert packed == {f"{name}.zip": parts.stored(parts.wheel(name)) for name in names}
    assert {*unpacked(parts.HOME / "python.bin")} == {*parts.CORE, parts.LIBRARY}


# The package in the page.
@pytest.fixture(scope="module")
def package(tmp_path_factory):
    """The folder of the unpacked package, and the names of its files."""
    app = SimpleNamespace(outdir=(folder := tmp_path_factory.mktemp("package")))
    plainnet_book.begin_wheel(app)
    assert not app.wheel.wait()
    packed = listings.package(folder / run_chapter.WHEEL)
    (folder / "plainnet.zip").write_bytes(packed)
    with zipfile.ZipFile(folder / "plainnet.zip") as archive:
        archive.extractall(folder / "unpacked")
        return folder / "unpacked", archive.namelist()


ALONE = """
import importlib, json, pkgutil, sys

sys.path[:0] = sys.argv[1:]
from plainnet_book.page_python import session

import plainnet

missing = {}
for module in pkgutil.walk_packages(plainnet.__path__, "plainnet."):
    try:
        importlib.import_module(module.name)
    except ModuleNotFoundError as error:
        missing[module.name] = error.name
print(json.dumps([plainnet.__file__, missing]))
"""


def test_the_package_has_the_python_of_explorers_alone(package):
    _, names = package
    assert "plainnet/network.py" in names and "plainnet_book/page_python/session.py" in names
    shown = [name for name in names if name.startswith("plainnet/explorers/")]
    assert [name for name in shown if not name.endswith(".py")] == [
        "plainnet/explorers/colours.css"
    ]
    assert {f"plainnet/explorers/{view}/__init__.py" for view in explorers.ALL} <= {*shown}
    ours = {name for name in names if name.startswith("plainnet_book/")}
    modules = {f"plainnet_book/{name}.py" for name in listings.MODULES}
    assert ours == {"plainnet_book/__init__.py", *modules}


def test_the_package_is_imported_with_numpy_and_what_draws_alone(package, tmp_path):
    folder, _ = package
    home = Path(numpy.__file__).parents[1]
    for path in (home / "numpy", home / "numpy.libs"):
        if path.exists():
            (tmp_path / path.name).symlink_to(path)
    command = [sys.executable, "-I", "-S", "-c", ALONE, folder, tmp_path]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    file, missing = json.loads(run.stdout)
    assert Path(file).is_relative_to(folder)
    assert {*missing.values()} <= {"contourpy", "anywidget", "PIL"}, missing
    alone = {name for name, package in missing.items() if package != "contourpy"}
    assert alone <= {"plainnet.explorers.live", "plainnet.explorers.still"}


# The script of pages.
JAVASCRIPT = "".join(path.read_text("utf8") for path in sorted(parts.HERE.glob("page/*.js")))
USED = {*re.findall(r"\bWORDS\.(\w+)", JAVASCRIPT)}
for words in re.findall(r"\b(?:button|chip)\(([^,]+),", JAVASCRIPT):
    USED |= {*re.findall(r'"(\w+)"', words)}


def test_both_languages_have_the_same_words():
    assert WORDS["en"].keys() == WORDS["zh-CN"].keys()
    for name, words in WORDS["en"].items():
        gaps = re.findall(r"\{\w+\}", words)
        assert sorted(re.findall(r"\{\w+\}", WORDS["zh-CN"][name])) == sorted(gaps), name


def test_every_word_is_used():
    python = [(parts.HERE / f"{name}.py").read_text("utf8") for name in ("session", "listings")]
    in_python = {word for word in WORDS["en"] if any(f'"{word}"' in text for text in python)}
    assert len(USED) > 20 and {*WORDS["en"]} == USED | in_python


def test_a_word_is_filled_with_values_that_the_script_has():
    gaps = {gap for name in USED for gap in re.findall(r"\{(\w+)\}", WORDS["en"][name])}
    assert gaps == {"seconds", "begin", "came", "all", "error"}
    assert all(re.search(rf"\b{gap}\b[:,]|\b{gap} }}", JAVASCRIPT) for gap in gaps - {"all"})


@needs_parts
def test_the_script_of_pages_is_one_that_node_reads(tmp_path):
    (tmp_path / "script.js").write_text(listings.script(), "utf8")
    subprocess.run([formulas.node(), "--check", tmp_path / "script.js"], check=True)
    assert not re.search(r"^\s*(import|export)\b", listings.script(), re.MULTILINE)
    assert listings.script() in plainnet_book.book_script()


def written(folder, **modules):
    (folder / "page").mkdir()
    for name, text in modules.items():
        (folder / "page" / f"{name}.js").write_text(text, "utf8")


def test_each_module_stands_after_those_that_it_imports(tmp_path):
    use = 'import {{ {0} }} from "./{0}.js";\nexport const {1} = {0};\n'
    written(tmp_path, a=use.format("b", "a"), b=use.format("c", "b"), c="export const c = 1;\n")
    paths = javascript.in_order(tmp_path.glob("page/*.js"))
    assert [path.stem for path in paths] == ["c", "b", "a"]


def test_without_the_parts_no_listing_runs_and_the_build_says_so_in_one_line(monkeypatch, tmp_path):
    monkeypatch.setattr(parts, "are_there", lambda: False)
    messages, app = [], SimpleNamespace()  # nothing is added to Sphinx
    listings.connect(app, messages.append)
    assert len(messages) == 1 and "\n" not in messages[0] and "Pyodide" in messages[0]
    assert listings.script() == ""
    assert "plainnet-begin" not in plainnet_book.book_script()
    listings.write(app, None, tmp_path)
    assert not list(tmp_path.iterdir())


# What a page knows of its cells.
ERROR = nbformat.v4.new_output("error", ename="E", evalue="", traceback=[])


def chapter(*cells):
    """What is known of an executed chapter: of each cell its source, seconds and outputs."""
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("Text.")])
    for source, seconds, *outputs in cells:
        built = {"built": {"changed": [], "seconds": seconds}}
        book.cells.append(nbformat.v4.new_code_cell(source, metadata=built, outputs=outputs))
    return listings.content(book)


def test_a_reader_is_told_how_long_a_cell_takes_if_that_is_long():
    cells = [("a = 1", 1.0), ("b = a", 2.6), ("c = 1", 0.7), ("d = b", 40.0)]
    page = chapter(*cells)
    told = {cell: about["takes"] for cell, about in listings.known(page).items()}
    assert {cell: takes for cell, takes in told.items() if takes} == {2: 5, 3: 20, 5: 200}


def test_a_page_knows_which_cells_raise():
    page = chapter(("1", 0.1), ("1 / 0", 0.2, ERROR))
    assert page["built"] == {
        2: {"changed": [], "seconds": 0.1},
        3: {"changed": [], "seconds": 0.2, "raises": True},
    }


def test_a_changed_part_has_another_digest_and_so_another_address(tmp_path):
    parts.write("some", FILES, tmp_path)
    before = listings.parts_in(tmp_path)
    assert before["some"]["bytes"] == (tmp_path / "some.bin").stat().st_size
    parts.write("some", FILES | {"empty": b"1"}, tmp_path)
    assert listings.parts_in(tmp_path)["some"]["digest"] != before["some"]["digest"]


# Versions to come.
WASM = re.compile(r"/([\w.-]+wasm32\.whl)")
HAS_ONE = "pydantic-core"  # and had one when this test was written


def wheels_for_browsers(name):
    """The names of all wheels of a package for browsers, as pip tells why it cannot use them."""
    asked = "index", "versions", "-vv", "--disable-pip-version-check", "--no-input", name
    run = subprocess.run([sys.executable, "-m", "pip", *asked], capture_output=True, text=True)
    if run.returncode:
        pytest.skip(f"no index of packages answers: {run.stderr.strip().splitlines()[-1]}")
    return {*WASM.findall(run.stdout + run.stderr)}


@pytest.mark.skipif(not rotation.EVERYTHING, reason="asks an index of packages: PROVE=all")
def test_no_newer_numpy_can_be_had_for_pages():
    assert wheels_for_browsers(HAS_ONE), "pip does not tell of wheels for browsers any more"
    there = sorted(wheels_for_browsers("numpy"))
    assert not there, f"NumPy has wheels for browsers now, so the pin can be raised: {there[-1]}"
