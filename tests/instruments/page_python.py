"""Run the listings of the site by the Python of its pages, in Node, and compare what they print.

``make page-python`` takes all pages, ``make page-python NAME=xor`` one. A listing may print
something else than the site shows if nbval does not compare it either, because it differs from
machine to machine, or if `DIFFERENT` has it, with the reason.
"""

import argparse
import json
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from bs4 import BeautifulSoup

from plainnet_book import formulas
from plainnet_book.execution import ROOT
from plainnet_book.page_python import parts

SITE = ROOT / "_build" / "html"
FOLDER = SITE / "_static" / "plainnet" / "python"
SCRIPT = Path(__file__).with_suffix(".mjs")
VARIES = "tag_nbval-ignore-output"
SHARE = 0.05  # of the listings may print something else
DIFFERENT = {  # by page and a part of the listing
    ("gradient_descent", "ipywidgets"): "it lives in Jupyter, as the text says",
    ("history", "getsizeof"): "an address has 32 bits in the page, so objects are smaller",
    ("outlook", "right = {}"): "products are rounded otherwise, and one of ten deep runs parts",
}


class Listing(NamedTuple):
    """A listing of a page, with the text that the site shows below it."""

    page: str
    cell: int
    code: str
    shown: str
    may_differ: bool


class Result(NamedTuple):
    """What the Python of a page prints for a listing, or its error."""

    listing: Listing
    printed: str
    seconds: float
    expected: float

    @property
    def is_equal(self) -> bool:
        """Whether the site shows the same."""
        return _lines(self.printed) == _lines(self.listing.shown)


def pages() -> list[str]:
    """The names of the pages with listings."""
    names = {path.stem for path in FOLDER.glob("*.js")} - {*parts.ALL}
    return sorted(name.replace("zh-", "zh/") for name in names)


def listings(page) -> Iterator[Listing]:
    """The listings of a page, in order."""
    soup = BeautifulSoup((SITE / "chapters" / f"{page}.html").read_text("utf8"), "html.parser")
    outputs = defaultdict(str)
    for box in soup.select("[data-output]"):
        outputs[int(box["data-output"])] += "".join(pre.get_text() for pre in box.select("pre"))
    edition = json.loads((SITE / "_sources" / "chapters" / f"{page}.ipynb").read_text("utf8"))
    for box in soup.select(".tag_exercise [data-cell]"):  # its output is in the notebook alone
        cell = edition["cells"][int(box["data-cell"])]
        outputs[int(box["data-cell"])] = "".join(each.get("text", "") for each in cell["outputs"])
    for box in soup.select("[data-cell]"):
        cell, code = int(box["data-cell"]), box.get_text().strip()
        english = page.removeprefix("zh/")
        known = any(english == name and part in code for name, part in DIFFERENT)
        varies = box.find_parent(class_=VARIES) is not None
        yield Listing(page, cell, code, outputs[cell], known or varies)


def results(page) -> list[Result]:
    """What the listings of a page print in Node. Raises a `RuntimeError` if Node fails."""
    chosen = list(listings(page))
    cells = json.dumps([listing.cell for listing in chosen])
    command = [formulas.node(), SCRIPT, FOLDER, parts.PYODIDE, page.replace("/", "-"), cells]
    run = subprocess.run(command, capture_output=True, encoding="utf8", check=False)
    if run.returncode:
        raise RuntimeError(f"{page}: {run.stderr[-2000:]}")
    answers = [json.loads(line) for line in run.stdout.splitlines() if line.startswith("{")]
    return [
        Result(listing, "".join(answer["said"]), answer["seconds"], answer["expected"])
        for listing, answer in zip(chosen, answers, strict=True)
    ]


def wrong(found) -> list[str]:
    """A message for each of the results that differs and may not."""
    return [
        f"{listing.page}, cell {listing.cell}: {listing.code.splitlines()[0]}\n"
        f"  in the page: {result.printed[:500]!r}\n  on the site: {listing.shown[:500]!r}"
        for result in found
        for listing in [result.listing]
        if not (result.is_equal or listing.may_differ)
    ]


def _lines(text):
    return [line.rstrip() for line in text.strip().splitlines()]


def main() -> int:
    """Compare the pages named in the arguments, or all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", nargs="*")
    chosen = parser.parse_args().pages or pages()
    messages, differ, count = [], 0, 0
    with ThreadPoolExecutor(2) as pool:
        for page, found in zip(chosen, pool.map(results, chosen), strict=True):
            here = sum(not result.is_equal for result in found)
            slowest = max(found, key=lambda result: result.seconds)
            print(
                f"{page:20}{len(found) - here:4} of {len(found):3} print what the site shows, "
                f"in {sum(result.seconds for result in found):5.1f} s; slowest "
                f"{slowest.seconds:5.1f} s, {slowest.expected:5.1f} s expected"
            )
            messages, differ, count = [*messages, *wrong(found)], differ + here, count + len(found)
    print(f"{differ} of {count} differ, {differ / count:.1%}; at most {SHARE:.0%} may")
    print("\n".join(messages))
    return int(bool(messages) or differ > SHARE * count)


if __name__ == "__main__":
    sys.exit(main())
