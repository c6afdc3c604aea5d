"""Run the listings of the site by the Python of its pages, in Node, and compare what they print.

``make page-python`` takes all pages, ``make page-python NAME=xor`` one. A listing that prints
something else than the site shows, or takes too long to be tried, is listed in
``page_python.toml``, with the reason.
"""

import argparse
import json
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from bs4 import BeautifulSoup

from plainnet_book import formulas
from plainnet_book.execution import ROOT
from plainnet_book.page_python import parts

HERE = Path(__file__).parent
SITE = ROOT / "_build" / "html"
FOLDER = SITE / "_static" / "plainnet" / "python"
SHARE = 20  # at most one listing in so many may be listed


class Listing(NamedTuple):
    """A listing of a page: its cell, its first line, and the text that the site shows below it."""

    page: str
    cell: int
    begin: str
    shown: str


def exceptions() -> dict[tuple[str, str], str]:
    """The reasons of listed listings, by page and first line."""
    listed = tomllib.loads((HERE / "page_python.toml").read_text("utf8"))["listing"]
    return {(each["page"], each["begin"]): each["reason"] for each in listed}


def pages() -> list[str]:
    """The names of the pages with listings."""
    return sorted(path.stem for path in FOLDER.glob("*.js") if path.with_suffix(".bin").exists() is False)


def listings(page) -> Iterator[Listing]:
    """The listings of a page, in order."""
    soup = BeautifulSoup((SITE / "chapters" / f"{page}.html").read_text("utf8"), "html.parser")
    for box in soup.select("[data-cell]"):
        cell = int(box["data-cell"])
        shown = soup.select(f'[data-output="{cell}"] pre')
        text = "".join(each.get_text() for each in shown)
        yield Listing(page, cell, box.get_text().strip().split("\n")[0], text)


def ran(page, cells) -> dict[int, dict]:
    """What the cells print in Node, and how long they take. Raises an error if Node fails."""
    script = HERE / "page_python.mjs"
    command = [formulas.node(), script, FOLDER, parts.PYODIDE, page, json.dumps(cells)]
    run = subprocess.run(command, capture_output=True, encoding="utf8", check=False)
    if run.returncode:
        raise RuntimeError(f"{page}: {run.stderr[-2000:]}")
    lines = (json.loads(line) for line in run.stdout.splitlines() if line.startswith("{"))
    return {line["cell"]: line for line in lines}


def different(page, known) -> tuple[list[str], int]:
    """What is different on a page and not ``known``, and how many listings were compared."""
    all_of_them = [each for each in listings(page) if (page, each.begin) not in known]
    answers = ran(page, [each.cell for each in all_of_them])
    wrong = []
    for each in all_of_them:
        answer = answers[each.cell]
        text = answer["text"] + answer["error"]
        if answer["seconds"] > 2:
            print(f"# {page} {each.cell} {answer['seconds']:.1f} expected {answer['expected']:.1f} {each.begin}")
        if answer["above"] or _plain(text) != _plain(each.shown):
            wrong.append(f"{page}, cell {each.cell}, {each.begin}\n  here: {answer['above'] or text!r}\n  site: {each.shown!r}")
    return wrong, len(all_of_them)


def _plain(text):
    return "\n".join(line.rstrip() for line in text.strip().split("\n"))


def main() -> int:
    """Compare the pages named in the arguments, or all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", nargs="*")
    chosen = parser.parse_args().pages or pages()
    known = exceptions()
    with ThreadPoolExecutor(2) as pool:
        results = list(zip(chosen, pool.map(lambda page: different(page, known), chosen), strict=True))
    for page, (wrong, count) in results:
        print(f"{page}: {count - len(wrong)} of {count} print what the site shows")
        for each in wrong:
            print(each[:1500])
    return int(any(wrong for _, (wrong, _) in results))


if __name__ == "__main__":
    sys.exit(main())
