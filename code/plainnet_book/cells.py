"""The purpose of a code cell, found from its source, the label of its fold, and broken cells."""

import ast
import re
from collections.abc import Iterator

from plainnet import explorers

SHOWN = set(explorers.__all__) - {"ALL"}
SETTING = re.compile(r"plt\.style\.use\(|plt\.rcParams|np\.set_printoptions\(|.* = datasets\.\w+\(")
SOLUTION = re.compile(r"\{solution-(start|end)\}")
ASSERTION = re.compile(r"np\.testing\.assert_\w+")
IMPORT = ast.Import | ast.ImportFrom
DEFINITION = ast.FunctionDef | ast.ClassDef
SCOPE = DEFINITION | ast.Lambda | ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp
FOLDED = {"hide-cell", "hide-input", "hide-output"}  # tags of Jupyter Book
NAMED = 3  # the largest number of names in a label
FENCE = re.compile(r" {0,3}(`{3,}(?!.*`)|~{3,}|:{3,}) *(.*)")
LABEL = re.compile(r"\(([\w-]+)\)=$|:label: *(\S+)|[`:]{3,} *\{solution(?:-start)?\} *(\S+)")
PRINTED = re.compile(r"getsource\((?:\w+\.)*(\w+)\)")  # a function whose source a cell prints


def kind(source, metadata=()) -> str:
    """The purpose of a cell: `call`, `setup`, `figure`, `assertions`, `definitions` or `code`.

    A `call` ends with an explorer or an answer box, unless that is given a name, such as a network
    which readers may replace by their own: this is `code`. `setup` has only imports, settings and
    the data set; `assertions` and `definitions` may also have imports. Everything else is `code`.
    Raises a `SyntaxError` if the source is not plain Python.
    """
    body = ast.parse(source).body
    own = [node for node in body if not isinstance(node, IMPORT)]
    if body and _called(body[-1]) in SHOWN:
        return "code" if any(isinstance(n, ast.Name) for n in body[-1].value.args) else "call"
    if all(SETTING.match(ast.unparse(node)) for node in own):
        return "setup"
    if "figure" in dict(metadata).get("mystnb", {}) or _called(own[-1]) == "plt.show":
        return "figure"
    if all(map(_asserts, own)):
        return "assertions"
    return "definitions" if all(isinstance(node, DEFINITION) for node in own) else "code"


def faults(notebook) -> Iterator[str]:
    """Where code is no Python, a fence swallows the cells after it, or a label is out of place."""
    yield from mislabelled(notebook)
    for number, cell in enumerate(notebook.cells, 1):
        if cell.cell_type == "code":
            try:
                ast.parse(cell.source)
            except SyntaxError as error:
                text = (error.text or "").strip()
                yield f"cell {number}, line {error.lineno}: {error.msg}: {text}"
        elif cell.cell_type == "markdown" and (fence := unclosed(cell.source)):
            yield f"cell {number}, {fence}"


def mislabelled(notebook) -> Iterator[str]:
    """The labels that occur twice on a page, and those of solutions without an exercise above."""
    first, options = {}, set()
    for number, cell in enumerate(notebook.cells, 1):
        for line, text in enumerate(cell.source.splitlines(), 1):
            place, found = f"cell {number}, line {line}", LABEL.match(text)
            if found and cell.cell_type == "markdown":
                label, is_solution = found[found.lastindex], found[3]
                options.add(found[2])
                if is_solution and label not in options:
                    yield f"{place}: no exercise above has the label {label}"
                elif not is_solution and first.setdefault(label, place) != place:
                    yield f"{place}: label {label} occurs above: {first[label]}"


def unclosed(text) -> str:
    """In words, a fence of Markdown that has no end, with its line, or ""."""
    fences = []  # those that are open: line, marks, kind
    for line, found in enumerate(map(FENCE.match, text.splitlines()), 1):
        if not found:
            continue
        marks, kind = found.groups()
        same = [fence for fence in fences if marks.startswith(fence[1])]
        if same and not kind and same[0] is fences[-1]:
            fences.pop()
        elif same and (not kind or fences[-1][2].startswith("{")):  # it ends an outer one, or
            break  # one with as many marks begins
        elif not fences or fences[-1][2].startswith("{"):
            fences.append((line, marks, kind))
    return "line {}: {}{} has no end".format(*fences[-1]) if fences else ""


def in_solutions(notebook) -> Iterator[bool]:
    """For each cell, whether it stands between ``{solution-start}`` and ``{solution-end}``."""
    inside = False
    for cell in notebook["cells"]:
        marks = SOLUTION.findall("".join(cell["source"])) if cell["cell_type"] == "markdown" else []
        inside = marks[-1] == "start" if marks else inside
        yield inside


def is_proof(source, later="") -> bool:
    """Whether a cell only makes assertions; it may define names that the cells ``later`` don't use.

    Such a cell prints and draws nothing, and it ends with an assertion.
    """
    tree = ast.parse(source)
    is_silent = not {"print", "plt.show"} & set(map(_called, ast.walk(tree)))
    if not is_silent or not tree.body or not _asserts(tree.body[-1]):
        return False
    own = set(defined(source))
    nodes = ast.walk(ast.parse(later)) if own else ()  # most define nothing, and pages are long
    return not any(isinstance(node, ast.Name) and node.id in own for node in nodes)


def defined(source) -> list[str]:
    """The names that a cell defines: functions and classes, then variables; no imported names."""
    nodes = [node for node in _outer(ast.parse(source)) if isinstance(node, ast.Name)]
    stored = [node.id for node in nodes if isinstance(node.ctx, ast.Store)]
    return list(dict.fromkeys([*_definitions(source), *stored]))


def label(source, metadata=(), has_output=False, say=str) -> str:
    """The label on the fold of a cell; the cell must have a tag that folds a part of it.

    Text between backticks is code. ``say`` translates a text.
    """
    tags, what = FOLDED & set(dict(metadata).get("tags", [])), kind(source, metadata)
    if tags == {"hide-output"}:
        printed = PRINTED.findall(source)
        return (
            say("Source of {names}").format(names=_listed(printed, say))
            if printed
            else say("Result")
        )
    if what == "setup":
        count = sum(isinstance(node, IMPORT) for node in ast.parse(source).body)
        words = {0: "Setup", 1: "Setup · 1 import"}.get(count, "Setup · {count} imports")
        return say(words).format(count=count)
    if what == "figure":
        return say("Code of this figure" if tags == {"hide-input"} else "Figure, with its code")
    if has_output:
        return say("Code of this result" if tags == {"hide-input"} else "Result, with its code")
    if what == "assertions":
        return say("What is asserted")
    own = _definitions(source) or defined(source)
    return say("Code of {names}").format(names=_listed(own, say))


def _definitions(source):
    return [node.name for node in ast.parse(source).body if isinstance(node, DEFINITION)]


def _listed(names, say):
    """Names as a list in words: `a`, `b` and 2 more."""
    names = [f"`{name}`" for name in names]
    if len(names) > NAMED:
        more = say("{count} more").format(count=len(names) - NAMED + 1)
        names = [*names[: NAMED - 1], more]
    if len(names) == 1:
        return names[0]
    return say("{first} and {last}").format(first=say(", ").join(names[:-1]), last=names[-1])


def _outer(node):
    """All nodes below a node, except those that have their own scope."""
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, SCOPE):
            yield child
            yield from _outer(child)


def _called(node):
    """The dotted name of the function that ``node`` calls; ``None`` if it is no call."""
    call = node.value if isinstance(node, ast.Expr) else node
    return ast.unparse(call.func) if isinstance(call, ast.Call) else None


def _asserts(node):
    if isinstance(node, ast.For | ast.With | ast.If):
        return all(map(_asserts, [*node.body, *getattr(node, "orelse", [])]))
    return isinstance(node, ast.Assert) or bool(ASSERTION.match(_called(node) or ""))
