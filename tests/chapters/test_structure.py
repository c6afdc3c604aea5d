"""The structure of the repository: imports, the length of the lesson, lists of pages, versions."""

import itertools
import re
import subprocess
import sys
import tomllib
from collections import Counter

import pytest
import sizes
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from sizes import PACKAGE, ROOT

import plainnet
from plainnet_book import contents

PARTS = [path for path in sorted(PACKAGE.rglob("*.py")) if path != PACKAGE / "__init__.py"]
ROOMS_PAGE = "chapters/how_it_hangs_together.md"
BOOK = contents.read(ROOT / "_toc.yml")


# Imports. The page *How it hangs together* lists the folders and modules in order.
def listed(page):
    """The modules in the order of a page: the names in each numbered line before its colon."""
    lines = re.findall(r"^\d+\. (`[^:\n]+):", page, re.MULTILINE)
    return re.findall(r"`(\w+)`", "\n".join(lines))


ROOMS = listed((ROOT / ROOMS_PAGE).read_text("utf8"))


def room(path):
    """A module of the package, or the folder that contains it."""
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def wrong_imports(name, source):
    """Modules that a file imports although they are not listed before it."""
    names = [dotted.split(".") for dotted in sizes.imported(source)]
    used = {parts[1] if len(parts) > 1 else parts[0] for parts in names if parts[0] == "plainnet"}
    used |= {parts[0] for parts in names if parts[0] == "plainnet_book"}
    return used - {name} - set(itertools.takewhile(lambda other: other != name, ROOMS))


def test_the_page_lists_every_room():
    rooms, there = Counter(ROOMS), set(map(room, PARTS))
    assert rooms == Counter(there), (
        f"{ROOMS_PAGE}, The rooms: add {sorted(there - set(rooms))} in backticks, each to its row, "
        f"before its colon; take out {sorted(rooms - Counter(there))}"
    )


def test_imports_run_one_way():
    wrong = [
        f"{path.relative_to(PACKAGE)} imports {name}"
        for path in PARTS
        for name in sorted(wrong_imports(room(path), path.read_text("utf8")))
    ]
    assert not wrong, (
        f"A file imports only from rooms that {ROOMS_PAGE} lists before its own, and nothing of "
        "plainnet_book: take what you need as an argument, or move code to a later room.\n"
        + "\n".join(wrong)
    )


@pytest.mark.parametrize(
    ("name", "source", "wrong"),
    [
        ("network", "from plainnet.gradient_descent import train", {"gradient_descent"}),
        ("network", "from plainnet import LOSSES, _validation, datasets", set()),
        ("losses", "def f():\n    import plainnet.network", {"network"}),
        ("explorers", "from plainnet_book import menu", {"plainnet_book"}),
    ],
)
def test_an_import_the_wrong_way_is_seen(name, source, wrong):
    assert wrong_imports(name, source) == wrong


def test_the_lesson_imports_numpy_and_the_standard_library_alone():
    known = {*sys.stdlib_module_names, "numpy", "plainnet", "tqdm"}
    for path in sizes.lesson():
        roots = {name.partition(".")[0] for name in sizes.imported(path.read_text("utf8"))}
        assert roots <= known, f"{path.name} imports {roots - known}: the lesson has NumPy alone"


def test_importing_the_package_or_its_plots_loads_numpy_only():
    script = (
        "import sys, numpy.random; before = set(sys.modules); import plainnet, plainnet.plots; "
        "new = {name.partition('.')[0] for name in set(sys.modules) - before}; "
        "print(new - sys.stdlib_module_names - {'numpy'})"
    )
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert (loaded.stdout, loaded.stderr) == ("{'plainnet'}\n", ""), (
        "import what is not NumPy inside the function that uses it"
    )


def test_code_is_a_folder_and_not_a_package():
    assert not (ROOT / "code" / "__init__.py").exists(), "it would hide Python's module `code`"


# The length of the lesson, the only length that has a limit.
def test_the_lesson_with_all_that_it_imports_can_be_read_in_one_sitting():
    lines, sentence = sizes.lesson_size()
    assert lines <= sizes.BOUND, f"{sentence} `make sizes` lists the files."


def test_lines_are_counted_without_docstrings_comments_and_blank_lines():
    source = '"""Title."""\n\n# why\ndef f(x):\n    """One.\n\n    Two."""\n    return x  #\n'
    assert sizes.code_lines(source) == {4, 8}
    assert list(sizes.functions(source)) == [(2, "f")]


def test_what_the_lesson_imports_is_found(tmp_path):
    sources = {
        "a.py": "from numpy import unused\ndef f():\n    from plainnet.judge.b import g",
        "judge/__init__.py": "",
        "judge/b.py": "from plainnet import c, train",
        "c.py": "import plainnet.a",
        "gradient_descent.py": "",
        "unused.py": "",
    }
    (tmp_path / "judge").mkdir()
    for name, source in sources.items():
        (tmp_path / name).write_text(source)
    found = {path.relative_to(tmp_path).as_posix() for path in sizes.lesson(tmp_path, ["a"])}
    assert found == set(sources) - {"unused.py"}


# Lists of pages and of references.
def test_every_page_is_in_the_table_of_contents_once():
    missing, unlisted = contents.differences(BOOK, ROOT)
    twice = [*Counter(entry.file for entry in BOOK) - Counter({entry.file for entry in BOOK})]
    assert not missing + unlisted + twice, (
        f"_toc.yml: add {unlisted}; take out {missing}, and {twice} in one place"
    )


def test_the_readme_is_short_and_leads_to_files_that_are_there_and_its_lines_run(capsys):
    text = (ROOT / "README.md").read_text("utf8")
    assert len(text.split()) <= 500, "move what is not asked at the door"
    assert all((ROOT / link).exists() for link in re.findall(r"\]\((?!https:)([^)]+)\)", text))
    lines = re.search(r"```python\n(.*?)```", text, re.DOTALL)[1]
    exec(lines, {})
    assert capsys.readouterr().out.splitlines() == re.findall(
        "^print.*  # (.*)$", lines, re.MULTILINE
    )


def test_every_reference_can_be_found():
    bibliography = (ROOT / "chapters" / "references.bib").read_text("utf8")
    about = (ROOT / "chapters" / "references.md").read_text("utf8")
    entries = dict(re.findall(r"^@\w+\{([^,]+),(.*?)^\}", bibliography, re.MULTILINE | re.DOTALL))
    without_address = [
        k for k, entry in entries.items() if not re.search(r"\b(doi|isbn|url)\s*=", entry)
    ]
    unexplained = [key for key in without_address if f"`{key}`" not in about]
    assert entries and not unexplained, (
        f"{unexplained}: add a doi, isbn or url, or say in references.md why"
    )


# The version is written in `plainnet/__init__.py`, the address of the repository in `_config.yml`.
# These files have to repeat them.
def text(name):
    return (ROOT / name).read_text("utf8")


def test_the_version_is_the_same_everywhere():
    citation = yaml.safe_load(text("CITATION.cff"))
    date = citation.get("date-released", "not yet published")
    wanted = {"CITATION.cff, version": plainnet.__version__}
    wanted["CHANGELOG.md, first heading"] = f"{plainnet.__version__}, {date}"
    heading = re.search(r"^## (.*)$", text("CHANGELOG.md"), re.MULTILINE)[1]
    found = dict(zip(wanted, (citation["version"], heading), strict=True))
    assert found == wanted, (
        "expected the version of code/plainnet/__init__.py, and in the heading also the "
        "`date-released` of CITATION.cff, or 'not yet published'"
    )


ADDRESS = yaml.safe_load(text("_config.yml"))["repository"]["url"]
REPEATED = {
    "CITATION.cff": "repository-code: {}",
    "pyproject.toml": '[project.urls]\nRepository = "{}"',
    "README.md": "git clone {} &&",
}


def unrepeated(address):
    """What has to be changed in files, once the repository has this address."""
    for name, lines in REPEATED.items():
        if lines.format(address) not in text(name):
            yield f"{name}: expected {lines.format(address)!r}"
    for link in re.findall(r"\]\((?!https:)[^)]+\)", text("README.md")):
        yield f"README.md: {link} leads nowhere on PyPI: write the whole address"


def test_the_address_is_the_same_everywhere():
    assert len([*unrepeated("https://example.org/other")]) >= len(REPEATED)
    errors = [*unrepeated(ADDRESS)] if ADDRESS else []
    assert not errors, f"the address in _config.yml is {ADDRESS}\n" + "\n".join(errors)


# Pinned versions.
def requirement_names(lines):
    stripped = (line.partition("#")[0].strip() for line in lines)
    return {canonicalize_name(Requirement(s).name) for s in stripped if s and s[0] != "-"}


def test_everything_that_is_asked_for_is_pinned():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf8"))["project"]
    asked = [*project["dependencies"], *(ROOT / "requirements.txt").read_text("utf8").splitlines()]
    asked += itertools.chain(*project["optional-dependencies"].values())
    pins = (ROOT / "constraints.txt").read_text("utf8").splitlines()
    missing = requirement_names(asked) - {"plainnet"} - requirement_names(pins)
    loose = [pin for pin in pins if pin and not re.match(r"[\w.-]+==[\w.!+]+( ; |$)", pin)]
    assert not missing | set(loose), f"run `make constraints`: {missing or loose} not pinned by =="
