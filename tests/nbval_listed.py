"""Whether nbval looked at every chapter: ``python tests/nbval_listed.py REPORT``, a JUnit file.

Lists each chapter with the number of its cells that passed; exits with 1 when a cell of one was not
run, did not pass or was skipped.
"""

import json
import sys
import xml.etree.ElementTree as ElementTree
from collections import Counter
from pathlib import Path

CHAPTERS = Path(__file__).parents[1] / "chapters"


def cells(folder):
    """The number of code cells of each notebook."""
    books = {path.stem: json.loads(path.read_text("utf8")) for path in folder.glob("*.ipynb")}
    return {
        name: sum(cell["cell_type"] == "code" for cell in book["cells"])
        for name, book in sorted(books.items())
    }


def passed(report):
    """The number of cells of each notebook that passed, by a JUnit report."""
    found = Counter()
    for case in ElementTree.parse(report).iter("testcase"):
        if not len(case.findall("failure") + case.findall("error") + case.findall("skipped")):
            found[case.get("classname").removesuffix(".ipynb").rpartition(".")[2]] += 1
    return found


def listed(wanted, found):
    """A line for each notebook, and whether all of its cells passed."""
    for name, count in wanted.items():
        yield f"{name}: {found[name]} of {count} cells passed", found[name] == count


if __name__ == "__main__":
    lines = list(listed(cells(CHAPTERS), passed(sys.argv[1])))
    print(*(line for line, _ in lines), sep="\n")
    sys.exit(not (lines and all(good for _, good in lines)))
