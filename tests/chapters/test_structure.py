"""The house rules that a machine can read: imports, sizes, names, pins, tables of contents."""

import ast
import itertools
import re
import statistics
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import sizes
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from sizes import CORE

from plainnet_book import contents

ROOT = Path(__file__).parents[2]
CODE = ROOT / "code"
PACKAGE = CODE / "plainnet"
MODULES = sorted(CODE.glob("plainnet*/**/*.py"))
ONE_A_FILE = {"ids": lambda path: str(path.relative_to(ROOT))}

# The file list is the lesson plan is the import order: what stands here imports from rows above its
# own, and from its left. A folder is one room.
LEVELS = (
    (
        *("_validation", "_arguments", "_checked", "_uncertainty"),
        *("_progress", "_fingerprint", "_dependencies", "_kept", "_tensors"),
    ),
    ("activations", "losses", "initialisations", "datasets"),
    (
        *("network", "gradient_check", "training_outcomes"),
        *("_run_log", "optimisers", "gradient_descent", "autograd"),
    ),
    ("in_place", "ensemble", "hessian", "saving", "pytorch"),
    ("exercises", "model_size"),
    ("broken",),
    ("sweeps", "plots"),
    ("explorers",),
)
ALONE = {"plots": {"_validation"}}  # all that it imports of the package
TOP = {
    *("_config.yml", "_toc.yml", "chapters", "code", "requirements.txt", "tests"),
    *("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "CITATION.cff", "LICENSE", "LICENSE-text.md"),
    *("pyproject.toml", "constraints.txt", "runtime.txt", "Makefile", ".ci", ".github"),
    *(".gitignore", ".pre-commit-config.yaml"),
    "requirements-torch.txt",  # an extra: the book does without it
}
HOSTS = ("cdn.jsdelivr", "cdnjs.", "unpkg.com")


def tracked():
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    return listed.stdout.decode().split("\0")[:-1]


def test_the_lesson_is_written_for_a_page():
    """Pages print it: its lines have at most 76 characters, of 100 elsewhere."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf8"))["tool"]["ruff"]
    narrow = {Path(name).stem for name in settings["format"]["exclude"]}
    assert narrow == {*LEVELS[1], *LEVELS[2]}, "pyproject.toml: [tool.ruff.format] exclude"
    for name in narrow:
        lines = (PACKAGE / f"{name}.py").read_text("utf8").splitlines()
        assert max(map(len, lines)) <= 76, f"{name}.py: run `make format`"


# Imports.
def imported(tree):
    """The dotted names that a module imports, ``from a import b`` as ``a.b``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "write `from plainnet.x import y`, not `from .x import y`"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def homes():
    """Where each name that ``plainnet/__init__.py`` offers comes from: a function's module."""
    names = imported(ast.parse((PACKAGE / "__init__.py").read_text("utf8")))
    return {name.split(".")[-1]: name.split(".")[1] for name in names}


def parts(source):
    """The parts of plainnet that ``source`` imports, by module or by a name of the package."""
    names = [name.split(".") for name in imported(ast.parse(source))]
    ours = {name[1] if len(name) > 1 else name[0] for name in names if name[0] == "plainnet"}
    return {homes().get(name, name) for name in ours}


def wrong_imports(name, source):
    """What the part ``name`` of plainnet imports although it stands to its right or below it."""
    used = parts(source) - {name}
    if name in ALONE:
        return used - ALONE[name]
    order = list(itertools.chain(*LEVELS))
    return used - set(order[: order.index(name)])


def part(path):
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


PARTS = [path for path in MODULES if PACKAGE in path.parents and path.name != "__init__.py"]


@pytest.mark.parametrize("path", PARTS, **ONE_A_FILE)
def test_imports_run_one_way(path):
    name, here = part(path), "LEVELS in tests/chapters/test_structure.py"
    assert name in set(itertools.chain(*LEVELS)), f"add {name} to its row of {here}"
    wrong = wrong_imports(name, path.read_text("utf8"))
    assert wrong == set(), (
        f"{path.name} imports {wrong}, which do not stand before {name} in {here}: take what it "
        f"needs as an argument, or move it to a module that stands further on"
    )


@pytest.mark.parametrize(
    ("name", "source", "wrong"),
    [
        ("network", "from plainnet.gradient_descent import train", {"gradient_descent"}),
        ("network", "from plainnet import train", {"gradient_descent"}),
        ("losses", "import plainnet.network", {"network"}),
        ("losses", "import plainnet", {"plainnet"}),
        ("network", "from plainnet import LOSSES, _validation, datasets", set()),
        ("activations", "from plainnet import losses", {"losses"}),
        ("losses", "from plainnet import _validation, activations", set()),
        ("plots", "def f():\n    from plainnet.network import NeuralNetwork", {"network"}),
        ("plots", "from plainnet._validation import whole", set()),
        ("plots", "from plainnet import _fingerprint, _validation", {"_fingerprint"}),
        ("gradient_check", "from plainnet.gradient_descent import train", {"gradient_descent"}),
        ("gradient_descent", "from plainnet import plots", {"plots"}),
        ("explorers", "from plainnet import NeuralNetwork, plots, train", set()),
    ],
)
def test_an_import_the_wrong_way_is_seen(name, source, wrong):
    assert wrong_imports(name, source) == wrong


def told_rows(page):
    """The rows that a page tells: the names in each numbered line, up to its colon."""
    lines = re.findall(r"^\d+\. (`[^:\n]+):", page, re.MULTILINE)
    return tuple(tuple(re.findall(r"`(\w+)`", line)) for line in lines)


def test_the_page_how_it_hangs_together_tells_the_rooms():
    page = (ROOT / "chapters" / "how_it_hangs_together.md").read_text("utf8")
    assert told_rows(page) == LEVELS, (
        "chapters/how_it_hangs_together.md, The rooms: write one numbered line for each row of "
        "LEVELS, in its order: every name in backticks, a colon, and what the row is for"
    )


def test_rows_are_read_from_a_page():
    assert told_rows("1. `a`, `b`: so.\n2. `c`: uses `d`: yes\n3. **E**: f\n") == (
        ("a", "b"),
        ("c",),
    )


@pytest.mark.parametrize("name", [*CORE, *ALONE])
def test_the_core_stands_on_numpy_and_the_standard_library_alone(name):
    tree = ast.parse((PACKAGE / f"{name}.py").read_text("utf8"))
    roots = {dotted.partition(".")[0] for dotted in imported(tree)}
    inside_a_function = {
        "_progress": {"tqdm"},
        "_validation": {"psutil"},
        "plots": {"matplotlib"},
    }.get(name, set())
    more = roots - sys.stdlib_module_names - {"numpy", "plainnet"} - inside_a_function
    assert more == set(), f"{name}.py imports {more}; the lesson has NumPy alone"


def test_importing_plainnet_loads_numpy_only():
    heavy = (
        "matplotlib",
        "psutil",
        "tqdm",
        "ipywidgets",
        "anywidget",
        "traitlets",
        "IPython",
        "sphinx",
    )
    script = f"import plainnet, sys; print([name for name in {heavy!r} if name in sys.modules])"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert (loaded.stdout, loaded.stderr) == ("[]\n", ""), (
        "`import plainnet` loads more than NumPy: import it inside the function that uses it, or "
        "take its module out of plainnet/__init__.py"
    )


def test_the_package_knows_nothing_of_the_extension():
    for path in PARTS:
        roots = {name.partition(".")[0] for name in imported(ast.parse(path.read_text("utf8")))}
        assert "plainnet_book" not in roots, f"{path}: the package works without the extension"


def test_code_is_a_source_root_and_not_a_package():
    assert not (CODE / "__init__.py").exists(), "remove it: the standard library has a `code`"
    for path in (*MODULES, *sorted((ROOT / "tests").rglob("*.py"))):
        for name in imported(ast.parse(path.read_text("utf8"))):
            assert name.partition(".")[0] != "code", f"{path}: write plainnet, not code.plainnet"


def test_nothing_edits_the_path_of_modules():
    wanted = re.compile(r"\bsys\.path\b")
    for path in (*MODULES, *sorted((ROOT / "tests").rglob("*.py"))):
        used = [
            node
            for node in ast.walk(ast.parse(path.read_text("utf8")))
            if isinstance(node, ast.Attribute) and wanted.fullmatch(ast.unparse(node))
        ]
        assert not used, f"{path}: the package is installed; import it without sys.path"


# Sizes.
def test_lines_are_counted_without_docstrings_comments_and_blank_lines():
    source = '"""Title."""\n\n# why\ndef f(x):\n    """One.\n\n    Two."""\n    return x  #\n'
    assert sizes.code_lines(source) == {4, 8}
    assert sizes.function_sizes(source) == [("f", 2)]


def test_in_javascript_too():
    source = (
        "// why\nexport function f(x) {\n\n  /* so\n  */\n  return `1\n2`;\n}\n"
        "const g = (x) =>\n  x.map(() => 1);\nexport default {\n  h() {\n  },\n  k: (x) => x,\n};\n"
        "const out = (() => {\n  const n = 1;\n})();\n"
    )
    assert sizes.code_lines(source, ".js") == {2, 6, 7, 8, *range(9, 19)}
    functions = [("f", 4), ("g", 2), ("h", 2), ("k", 1)]
    assert sizes.function_sizes(source, ".js") == functions


@pytest.mark.parametrize("path", sizes.files(), **ONE_A_FILE)
def test_files_and_functions_are_short(path):
    told = "\n".join(sizes.too_long(path))
    assert not told, f"{told}\nSplit it by what it does; `make sizes` shows all."


def test_most_functions_can_be_read_at_a_glance():
    measured = [sizes.measured(path)[1] for path in MODULES]
    median = statistics.median(size for functions in measured for _, size in functions)
    assert median <= sizes.MEDIAN_FUNCTION, "split long functions; `make sizes` shows all"


def test_the_core_can_be_read_in_one_sitting():
    lines = sizes.core_lines()
    told = f"{lines} lines: move what is not read first elsewhere; `make sizes` shows all"
    assert lines <= sizes.CORE_LINES, told


LESSON = (*LEVELS[1], *LEVELS[2])  # pages print functions of these
PAGE_WIDTH = 76  # characters of code that a page has room for; chapters/ruff.toml says so, too


@pytest.mark.parametrize("name", LESSON)
def test_the_lesson_fits_a_page(name):
    lines = (PACKAGE / f"{name}.py").read_text("utf8").splitlines()
    long = [f"line {k}: {len(line)}" for k, line in enumerate(lines, 1) if len(line) > PAGE_WIDTH]
    assert not long, f"{name}.py: more than {PAGE_WIDTH} characters: {', '.join(long)}"


@pytest.mark.parametrize(("suffix", "line"), [(".py", "    x = 1\n"), (".js", "  x += 1;\n")])
def test_what_is_too_long_is_seen(tmp_path, suffix, line):
    head, end = {".py": ("def f():\n", "    pass\n"), ".js": ("function f(x) {\n", "}\n")}[suffix]
    path = (tmp_path / "long").with_suffix(suffix)
    most, lines = sizes.LONGEST_FUNCTION[suffix], sizes.LONGEST_FILE[suffix]
    path.write_text(head + line * (most - 2) + end)
    assert list(sizes.too_long(path)) == []
    path.write_text(head + line * (most - 1) + end)
    assert list(sizes.too_long(path)) == [f"{path.name}: f: {most + 1} lines, more than {most}"]
    path.write_text("x = 1\n" * (lines + 1))
    assert list(sizes.too_long(path)) == [f"{path.name}: {lines + 1} lines, more than {lines}"]


def undocumented(source):
    tree = ast.parse(source)
    nodes = [node for node in tree.body if isinstance(node, ast.ClassDef | ast.FunctionDef)]
    return [n.name for n in nodes if not n.name.startswith("_") and not ast.get_docstring(n)]


@pytest.mark.parametrize("path", [*PARTS, PACKAGE / "__init__.py"], **ONE_A_FILE)
def test_everything_public_has_a_docstring(path):
    source = path.read_text("utf8")
    assert ast.get_docstring(ast.parse(source)), f"{path}: say on its first line what it is for"
    assert undocumented(source) == [], f"{path}: give these a docstring, or a name with _"


# Complete programs as a learner writes them: they are printed, and one is to be cured.
AS_LEARNERS_WRITE = ("original_listing", "disc", "greenhouse", "half_adder", "post_office")


def untyped(source):
    """The public functions and methods that do not say what they return."""
    classes = [node for node in ast.parse(source).body if isinstance(node, ast.ClassDef)]
    bodies = [ast.parse(source).body, *(c.body for c in classes if not c.name.startswith("_"))]
    functions = [n for body in bodies for n in body if isinstance(n, ast.FunctionDef)]
    return [n.name for n in functions if not n.name.startswith("_") and n.returns is None]


@pytest.mark.parametrize("path", MODULES, **ONE_A_FILE)
def test_every_public_function_says_what_it_returns(path):
    names = [] if path.stem in AS_LEARNERS_WRITE else untyped(path.read_text("utf8"))
    assert names == [], f"{path.name}: add `-> …` to {', '.join(names)}"


def test_a_missing_return_type_is_seen():
    source = "def f(): pass\ndef _g(): pass\nclass H:\n def i(self) -> int: pass\n def j(s): pass\n"
    assert untyped(source) == ["f", "j"]


def test_a_missing_docstring_is_seen():
    assert undocumented("def f(): pass\ndef _g(): pass\nclass H: pass\n") == ["f", "H"]


def test_the_methods_of_the_network_have_docstrings():
    (network,) = (
        node
        for node in ast.parse((PACKAGE / "network.py").read_text("utf8")).body
        if isinstance(node, ast.ClassDef) and node.name == "NeuralNetwork"
    )
    methods = [node for node in network.body if isinstance(node, ast.FunctionDef)]
    public = [node for node in methods if not node.name.startswith("_")]
    silent = [node.name for node in public if not ast.get_docstring(node)]
    assert silent == [], f"network.py: give {silent} a docstring"
    assert {"forward", "backward", "predict", "loss"} <= {node.name for node in public}


# The repository.
def test_the_top_level_holds_only_what_was_agreed():
    more = {name.partition("/")[0] for name in tracked()} - TOP
    assert more == set(), f"{more}: put it into a folder that is there, or add it to TOP, here"


def named_hosts(text):
    return [host for host in HOSTS if host in text.lower()]


def test_no_file_names_another_host():
    exempt = ("tests/", "code/plainnet_book/pages.py")  # they say what must not be there
    for name in tracked():
        path = ROOT / name
        if not name.startswith(exempt) and path.is_file():
            hosts = named_hosts(path.read_bytes().decode("utf8", "ignore"))
            assert hosts == [], f"{name} names {hosts}: pages ask no other host; keep a copy"


def test_another_host_is_seen():
    assert named_hosts('<script src="https://CDN.jsdelivr.net/npm/x.js">') == ["cdn.jsdelivr"]


BOOK = contents.read(ROOT / "_toc.yml")


def test_every_chapter_is_in_the_table_of_contents_once_and_exists():
    found = [path for path in (ROOT / "chapters").rglob("*") if path.suffix in {".ipynb", ".md"}]
    kept = [path for path in found if not any(name.startswith(".") for name in path.parts)]
    there = {str(path.relative_to(ROOT).with_suffix("")) for path in kept}
    named = [re.sub(r"\.(ipynb|md)$", "", entry.file) for entry in BOOK]
    amiss = [f"add `- file: {name}`" for name in sorted(there - set(named))]
    amiss += [f"remove {name}: there is no such page" for name in sorted(set(named) - there)]
    amiss += [f"{name} stands there twice" for name in sorted(there) if named.count(name) > 1]
    assert not amiss, "_toc.yml: " + "; ".join(amiss)


def test_every_chapter_is_in_the_table_of_the_readme():
    chapters = [entry.file for entry in BOOK if not entry.is_appendix]
    rows = re.findall(r"^\|.*$", (ROOT / "README.md").read_text("utf8"), re.MULTILINE)
    named = set(re.findall(r"`(\w+)`", "\n".join(rows)))
    missing = {name.rpartition("/")[2] for name in chapters} - named
    assert not missing, f"README.md, What is in it: add {missing} to the table, with a few words"


def entries(bib):
    """The entries of a bibliography: key and text."""
    return dict(re.findall(r"^@\w+\{([^,]+),(.*?)^\}", bib, re.MULTILINE | re.DOTALL))


def cited(text):
    """The keys that {cite:t}`…` and {cite:p}`…` name."""
    lists = re.findall(r"\{cite:[tp]\}`([^`]+)`", text)
    return {key.strip() for listed in lists for key in listed.split(",")}


def test_every_reference_is_cited_in_a_chapter_and_can_be_found():
    known = entries((ROOT / "chapters" / "references.bib").read_text("utf8"))
    pages = {path.stem: path for path in (ROOT / "chapters").glob("*.ipynb")}
    text = "\n".join(path.read_text("utf8") for path in pages.values())
    missing, unused = cited(text) - set(known), set(known) - cited(text)
    assert not missing, f"chapters/references.bib: add {missing}, which a chapter cites"
    assert not unused, f"cite {unused} in a chapter, or take it out of chapters/references.bib"
    about = (ROOT / "chapters" / "references.md").read_text("utf8")
    for key, entry in known.items():
        assert re.search(r"\b(doi|isbn|url)\s*=", entry) or f"`{key}`" in about, (
            f"references.bib: give {key} a doi, isbn or url, or name it in references.md"
        )


def test_references_are_read_from_text():
    assert cited("{cite:t}`a, b` and {cite:p}`c`") == {"a", "b", "c"}
    assert entries("@book{a,\n  url = {x}\n}\n\n@misc{b,\n}\n") == {
        "a": "\n  url = {x}\n",
        "b": "\n",
    }


def requirement_names(lines):
    stripped = (line.partition("#")[0].strip() for line in lines)
    return {canonicalize_name(Requirement(s).name) for s in stripped if s and s[0] != "-"}


def asked_for():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf8"))["project"]
    groups = [project["dependencies"], *project.get("optional-dependencies", {}).values()]
    groups.append((ROOT / "requirements.txt").read_text("utf8").splitlines())
    return requirement_names(itertools.chain(*groups))


def test_everything_that_is_asked_for_is_pinned():
    lines = (ROOT / "constraints.txt").read_text("utf8").splitlines()
    missing = asked_for() - {"plainnet"} - requirement_names(lines)
    assert missing == set(), f"run `make constraints`: constraints.txt lacks {missing}"
    loose = [line for line in lines if line and not re.match(r"[\w.-]+==[\w.!+]+( ; |$)", line)]
    assert loose == [], f"run `make constraints`: not pinned by == in constraints.txt: {loose}"


def test_requirements_are_read_by_name():
    lines = ["-e .", "", "# why", "Sphinx_Exercise>=1,<2  # so", "appnope==1 ; sys_platform == 'x'"]
    assert requirement_names(lines) == {"sphinx-exercise", "appnope"}
