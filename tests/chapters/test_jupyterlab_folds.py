"""JupyterLab opens a notebook as the page shows it: what the page folds is collapsed there."""

import re

import nbformat
import pytest
from bs4 import BeautifulSoup

from plainnet_book.execution import ROOT, code_cells

CHAPTERS = sorted((ROOT / "chapters").glob("*.ipynb"))


def in_sight(html, place):
    """The texts of code blocks in ``place`` that are in no fold."""
    blocks = BeautifulSoup(html, "html.parser").select(f"{place} pre")
    return [without_numbers(b.get_text()) for b in blocks if not b.find_parent("details")]


def without_numbers(text):
    """A text in which timings, which differ from run to run, look alike."""
    return re.sub(r"\d[\d.,]*", "0", text.strip())


def open_in_jupyterlab(notebook):
    """The sources, and the printed texts, of the cells in which these are not collapsed."""
    sources, texts = [], []
    for cell in code_cells(notebook):
        settings = cell.metadata.get("jupyter", {})
        if not settings.get("source_hidden"):
            sources.append(without_numbers(cell.source))
        is_answered = "exercise" not in cell.metadata.get("tags", [])
        if is_answered and not settings.get("outputs_hidden"):
            streams = [each for each in cell.outputs if each.output_type == "stream"]
            texts += [without_numbers(stream.text) for stream in streams]
    return sources, texts


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_jupyterlab_shows_what_the_page_shows(path):
    html = (ROOT / "_build" / "html" / "chapters" / f"{path.stem}.html").read_text("utf8")
    sources, texts = open_in_jupyterlab(nbformat.read(path, 4))
    assert in_sight(html, ".cell_input") == sources
    assert in_sight(html, ".cell_output .stream") == texts
