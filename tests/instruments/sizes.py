"""How long the lesson, the files, their functions and the pages are: `make sizes`.

A line counts when it is neither blank, nor comment, nor docstring. Only the lesson, with all that
it imports, has a bound: tests/chapters/test_structure.py fails above it.
"""

import ast
import statistics
from pathlib import Path

from plainnet_book import contents, reading_time

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "code" / "plainnet"
LESSON = (
    *("activations", "losses", "initialisations", "datasets", "network", "gradient_check"),
    *("training_outcomes", "gradient_descent", "optimisers", "autograd"),
)
DOCUMENTED = ast.Module | ast.ClassDef | ast.FunctionDef
BOUND = 1000  # lines of the lesson with all that it imports


def code_lines(source):
    """The numbers of the lines that are neither blank, nor comment, nor docstring."""
    lines = enumerate(source.splitlines(), 1)
    numbers = {number for number, line in lines if line.strip() and line.strip()[0] != "#"}
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, DOCUMENTED) and ast.get_docstring(node):
            text = node.body[0]
            numbers -= set(range(text.lineno, text.end_lineno + 1))
    return numbers


def functions(source):
    """Each function of a Python source as a pair: how many of its lines count, and its name."""
    numbers = code_lines(source)
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef):
            yield len(numbers & set(range(node.lineno, node.end_lineno + 1))), node.name


def _imports(source):
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "write `from plainnet.x import y`, not `from .x import y`"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


# For each name that ``plainnet/__init__.py`` offers, where it comes from.
HOMES = {
    f"plainnet.{name.rpartition('.')[2]}": name
    for name in _imports((PACKAGE / "__init__.py").read_text("utf8"))
}


def imported(source):
    """What a source imports, as dotted names: ``from a import b`` is ``a.b``.

    A name that the package itself offers is replaced by that of its home.
    """
    return [HOMES.get(name, name) for name in _imports(source)]


def lesson(package=PACKAGE, names=LESSON):
    """The files of the lesson and those of the package that they import, directly or not."""
    files = [package / f"{name}.py" for name in names]
    for file in files:  # the list grows on the way
        for name in imported(file.read_text("utf8")):
            root, *parts = name.split(".")
            places = [package.joinpath(*parts[: n + 1]) for n in range(len(parts))]
            found = [path for p in places for path in (p.with_suffix(".py"), p / "__init__.py")]
            if root == "plainnet":
                files += [path for path in found if path.exists() and path not in files]
    return files


def lesson_size():
    """How many lines the lesson has with all that it imports, and a sentence that says so."""
    lines = sum(len(code_lines(path.read_text("utf8"))) for path in lesson())
    return lines, (
        f"The lesson and all that it imports have {lines:,} lines of code; "
        f"the bound is {BOUND}, so the slack is {BOUND - lines}. Move to lab/ what is no lesson."
    )


def page_file(entry):
    """The file of a page of the book."""
    names = [ROOT / f"{entry.file}{suffix}" for suffix in (".ipynb", ".md")]
    there = [path for path in names if path.exists()]
    assert there, f"_toc.yml: {entry.file}: there is no such notebook or text; rename or remove it"
    return there[0]


def _name(path):
    return f"{path.relative_to(ROOT)!s:58}"


def file_report():
    """Lines of each Python file and its longest function, and all lines of each JavaScript file."""
    sizes = []
    yield f"\n{'file':58}  lines  longest function"
    for path in sorted((ROOT / "code").rglob("*.py")):
        source = path.read_text("utf8")
        sizes += (found := list(functions(source)))
        size, name = max(found, default=("", ""))
        yield f"{_name(path)}  {len(code_lines(source)):5}  {size:4} {name}".rstrip()
    for path in sorted((ROOT / "code").rglob("*.js")):
        yield f"{_name(path)}  {len(path.read_text('utf8').splitlines()):5}"
    median = statistics.median(size for size, _ in sizes)
    size, name = max(sizes)
    yield f"{len(sizes)} functions of Python: median {median:g} lines, longest {size} ({name})"


def page_report():
    """Pages, with the minutes that they show."""
    yield f"\n{'page':38}  words  minutes"
    for entry in contents.read(ROOT / "_toc.yml"):
        size = reading_time.measure(reading_time.page(page_file(entry)))
        yield f"{f'{entry.number:>2} {entry.title}':38}  {size.words:5}  {size.minutes:7}"


def report():
    """The lines that `make sizes` prints."""
    yield lesson_size()[1]
    for path in lesson():
        yield f"{_name(path)}  {len(code_lines(path.read_text('utf8'))):5}"
    yield from file_report()
    yield from page_report()


if __name__ == "__main__":
    print(*report(), sep="\n")
