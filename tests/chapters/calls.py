"""Execute a chapter, and print the functions of the package that ran but do not count in its key.

``python tests/chapters/calls.py chapters/xor.ipynb``; it prints nothing if none is missed.
"""

import importlib
import sys
from pathlib import Path

import nbformat
from IPython.core.interactiveshell import InteractiveShell

from plainnet.lab.dependencies import PACKAGE, Reached
from plainnet_book import execution


def called(sources) -> set:
    """The functions of the package that run while these cells do, after all imports."""
    seen, shell = set(), InteractiveShell.instance()

    def watch(frame, event, _):
        if event == "call":
            seen.add(frame.f_code)

    for source in sources:
        sys.setprofile(watch)
        result = shell.run_cell(source)
        sys.setprofile(None)
        result.raise_error()
    return {code for code in seen if Path(code.co_filename).is_relative_to(PACKAGE.folder)}


def not_reached(sources) -> list[str]:
    """The functions that run but do not count in the key of the cells: file, line and name."""
    reached = Reached(errors=True)
    reached.read("\n".join(sources))
    for name in reached.modules:
        importlib.import_module(name)
    missed = []
    for code in called(sources):
        place = Path(code.co_filename).relative_to(PACKAGE.folder).with_suffix("").parts
        module = PACKAGE.module(".".join(("plainnet", *place)).removesuffix(".__init__"))
        lines = ((module.first(node), node.end_lineno, node) for node in module.statements)
        inside = [node for a, b, node in lines if a <= code.co_firstlineno <= b]
        if not reached.known.issuperset(inside):
            missed.append(f"{module.name}:{code.co_firstlineno} {code.co_qualname}")
    return sorted(missed)


if __name__ == "__main__":
    chapter = nbformat.read(sys.argv[1], as_version=4)
    missed = not_reached([cell.source for cell in execution.code_cells(chapter)])
    sys.stderr.write("".join(f"{line}\n" for line in missed))
    sys.exit(bool(missed))
