"""How long code and pages are: `make sizes`. test_structure.py and test_budgets.py hold the bounds.

A line counts when it is neither blank, nor comment, nor docstring; a function when it has a name.
"""

import ast
import itertools
import statistics
import sys
from pathlib import Path

import tree_sitter
import tree_sitter_javascript

from plainnet_book import contents, reading_time

ROOT = Path(__file__).parents[2]
LONGEST_FUNCTION = {".py": 35, ".js": 60}
LONGEST_FILE = {".py": 175, ".js": 250}
MEDIAN_FUNCTION = 8  # of all in Python
CORE_LINES = 650
CORE = (
    *("_validation", "_progress", "activations", "losses", "initialisations", "datasets"),
    *("network", "gradient_check", "training_outcomes", "gradient_descent"),
)
NAMED = {"function_declaration": "name", "method_definition": "name"}
NAMED |= {"variable_declarator": "name", "pair": "key"}  # of an arrow function
JAVASCRIPT = tree_sitter.Parser(tree_sitter.Language(tree_sitter_javascript.language()))


def files(root=ROOT):
    """What has bounds: all Python and JavaScript of ``code``, and the JavaScript of ``tests``."""
    found = [*root.glob("code/**/*.py"), *root.glob("code/**/*.js"), *root.glob("tests/**/*.js")]
    return sorted(found, key=lambda path: (path.parent, path.name))


def code_lines(source, suffix=".py"):
    """The numbers of the lines that count."""
    return _javascript_lines(source) if suffix == ".js" else _python_lines(source)


def function_sizes(source, suffix=".py"):
    """Pairs: the name of each function, and how many of its lines count."""
    numbers = code_lines(source, suffix)
    spans = _javascript_functions(source) if suffix == ".js" else _python_functions(source)
    return [(name, len(numbers & set(range(start, end + 1)))) for name, start, end in spans]


def _python_lines(source):
    lines = source.splitlines()
    numbers = {n for n, line in enumerate(lines, 1) if line.strip() and line.strip()[0] != "#"}
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(
            node
        ):
            text = node.body[0]
            numbers -= set(range(text.lineno, text.end_lineno + 1))
    return numbers


def _python_functions(source):
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef):
            yield node.name, node.lineno, node.end_lineno


def _javascript_nodes(source):
    nodes = [JAVASCRIPT.parse(source.encode()).root_node]
    while nodes:
        node = nodes.pop()
        yield node
        nodes += reversed(node.children)


def _javascript_lines(source):
    words = [n for n in _javascript_nodes(source) if not n.children and n.type != "comment"]
    rows = (range(word.start_point.row + 1, word.end_point.row + 2) for word in words if word.text)
    return set(itertools.chain(*rows))


def _javascript_functions(source):
    for node in _javascript_nodes(source):
        value = node.child_by_field_name("value")
        if node.type not in NAMED or (value and not value.type.endswith("function")):
            continue
        if value or node.type.startswith(("function", "method")):
            name = node.child_by_field_name(NAMED[node.type]).text.decode()
            yield name, node.start_point.row + 1, node.end_point.row + 1


def measured(path):
    """How many lines of a file count, and its functions."""
    source = path.read_text("utf8")
    return len(code_lines(source, path.suffix)), function_sizes(source, path.suffix)


def too_long(path):
    """What to do about a file, in texts; none where it is within the bounds."""
    lines, functions = measured(path)
    if lines > LONGEST_FILE[path.suffix]:
        yield f"{path.name}: {lines} lines, more than {LONGEST_FILE[path.suffix]}"
    for name, size in functions:
        if size > LONGEST_FUNCTION[path.suffix]:
            yield f"{path.name}: {name}: {size} lines, more than {LONGEST_FUNCTION[path.suffix]}"


def core_lines(root=ROOT):
    """How many lines one reads in one sitting."""
    return sum(measured(root / "code" / "plainnet" / f"{name}.py")[0] for name in CORE)


def page_file(entry, root=ROOT):
    """The file of a page of the book."""
    names = [root / f"{entry.file}{suffix}" for suffix in (".ipynb", ".md")]
    return next(path for path in names if path.exists())


def page_size(entry, root=ROOT):
    """What stands on a page, as `reading_time` counts it."""
    return reading_time.measure(reading_time.page(page_file(entry, root)))


def page_report(root=ROOT):
    """The table of pages: chapters with the minutes that they show."""
    yield f"\n{'page':40}  words  visible cells  boxes  minutes"
    for entry in contents.read(root / "_toc.yml"):
        size = page_size(entry, root)
        name = f"{entry.number:>2} {entry.title}"
        yield f"  {name:38}  {size.words:5}  {size.cells:13}  {size.boxes:5}  {size.minutes:7}"


def report(root=ROOT):
    """The lines that `make sizes` prints."""
    totals = {".py": [], ".js": []}
    for room, paths in itertools.groupby(files(root), key=lambda path: path.parent):
        yield f"\n{f'{room.relative_to(root)}/':40}  lines  median  longest function"
        for path in paths:
            lines, functions = measured(path)
            totals[path.suffix] += [size for _, size in functions]
            name, size = max(functions, key=lambda pair: pair[1], default=("", 0))
            median = statistics.median([size for _, size in functions] or [0])
            yield f"  {path.name:38}  {lines:5}  {median:6g}  {size:4} {name}".rstrip()
    yield f"\nThe core has {core_lines(root)} lines; it fails above {CORE_LINES}."
    for kind, suffix in (("Python", ".py"), ("JavaScript", ".js")):
        yield (
            f"{kind}: {len(totals[suffix])} functions, median {statistics.median(totals[suffix]):g}"
            f"{f' (fails above {MEDIAN_FUNCTION})' if suffix == '.py' else ''}, longest "
            f"{max(totals[suffix])} (fails above {LONGEST_FUNCTION[suffix]}); a file fails above "
            f"{LONGEST_FILE[suffix]}."
        )


if __name__ == "__main__":
    print(*report(*map(Path, sys.argv[1:])), *page_report(*map(Path, sys.argv[1:])), sep="\n")
