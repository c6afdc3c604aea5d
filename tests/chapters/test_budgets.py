"""How much may stand on a page."""

import nbformat
import pytest
from sizes import ROOT, page_file, page_size

from plainnet_book import contents, reading_time
from plainnet_book.reading_time import Size

COURSE = {"words": 3500, "cells": 45}
OTHERS = {"words": 4500}
OWN = {
    "chapters/intro": {"words": 600},
    "chapters/background": {"words": 1300, "cells": 45},
    "chapters/debugging": {"words": 1800},
}
THEIR_OWN = ":label: ex-co-network"  # the exercise in which readers train a network of their own
TO_THEIR_OWN = {"words": 5000, "minutes": 60}
PAGES = contents.read(ROOT / "_toc.yml")


def budget(entry):
    return OWN.get(entry.file, COURSE if entry.part == contents.COURSE else OTHERS)


def amiss(size, budget):
    """What is wrong with a page's size, in texts."""
    return [
        f"{getattr(size, name)} {name}; the budget is {most}: make it shorter"
        for name, most in budget.items()
        if getattr(size, name) > most
    ]


@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.file)
def test_a_page_keeps_to_its_budget(entry):
    told = amiss(page_size(entry), budget(entry))
    assert not told, f"{entry.file}: {'; '.join(told)}"


def test_what_is_amiss_is_said():
    assert amiss(Size(words=4500, cells=99), OTHERS) == []
    assert amiss(Size(words=3501, cells=46), COURSE) == [
        "3501 words; the budget is 3500: make it shorter",
        "46 cells; the budget is 45: make it shorter",
    ]


def test_budgets_are_of_pages():
    unknown = set(OWN) - {entry.file for entry in PAGES}
    assert not unknown, f"take {unknown} out of OWN: there are no such pages"


def up_to(label, pages):
    """The cells of the pages, in order, up to the one that holds a label."""
    cells = [cell for page in pages for cell in page.cells]
    last = next(i for i, cell in enumerate(cells) if label in cell.source)
    return nbformat.v4.new_notebook(cells=cells[: last + 1])


def test_readers_soon_train_a_network_of_their_own():
    """From the first word of the book to the end of the exercise, and without other exercises."""
    way = up_to(THEIR_OWN, [reading_time.page(page_file(entry)) for entry in PAGES])
    size = reading_time.measure(way)._replace(exercises=0)
    assert size.words <= TO_THEIR_OWN["words"]
    assert size.minutes <= TO_THEIR_OWN["minutes"]
