"""How much may stand on a page; what is above that may only become less."""

import json

import nbformat
import pytest
from sizes import page_file, page_sizes

from plainnet_book import contents, reading_time
from plainnet_book.reading_time import Size

COURSE = {"words": 3500, "cells": 45}
OTHERS = {"words": 4500}
OWN = {
    "chapters/intro": {"words": 600},
    "chapters/background": {"words": 1300, "cells": 45},
    "chapters/debugging": {"words": 1800},
}
SLACK = 1.03  # a ceiling is no further above what stands on the page
# Pages that were not rewritten yet: words and visible code cells. A number here may only fall, and
# an entry goes when its page keeps to the budget.
CEILINGS = {
    "chapters/outlook": {"words": 3781, "cells": 27},
}
THEIR_OWN = ":label: ex-co-network"  # the exercise in which readers train a network of their own
TO_THEIR_OWN = {"words": 5000, "minutes": 60}
SIZES = page_sizes()


def budget(entry):
    return OWN.get(entry.file, COURSE if entry.part == contents.COURSE else OTHERS)


def amiss(size, budget, ceiling):
    """What is wrong with a page's size, in texts; ``ceiling`` replaces the budget."""
    measured = {name: getattr(size, name) for name in budget}
    kept = all(measured[name] <= budget[name] for name in budget)
    if ceiling is None:
        yield from (
            f"{measured[name]} {name}; the budget is {budget[name]}: make it shorter"
            for name in budget
            if measured[name] > budget[name]
        )
    elif kept:
        yield "it keeps to the budget: take its line out of CEILINGS"
    else:
        for name in budget:
            if measured[name] > max(ceiling[name], budget[name]):
                yield f"{measured[name]} {name}; its ceiling is {ceiling[name]}, and may not rise"
            elif ceiling[name] > max(measured[name] * SLACK, budget[name]):
                yield f"{measured[name]} {name}; lower its ceiling of {ceiling[name]} to that"


@pytest.mark.parametrize("entry", SIZES, ids=lambda entry: entry.file)
def test_a_page_keeps_to_its_budget(entry):
    size, ceiling = SIZES[entry], CEILINGS.get(entry.file)
    told = list(amiss(size, budget(entry), ceiling))
    line = json.dumps({entry.file: {name: getattr(size, name) for name in budget(entry)}})[1:-1]
    assert not told, f"{entry.file}: {'; '.join(told)}\nits line in CEILINGS would be: {line},"


@pytest.mark.parametrize(
    ("words", "ceiling", "told"),
    [
        (4500, None, ""),
        (4501, None, "4501 words; the budget is 4500: make it shorter"),
        (5000, 5000, ""),
        (5000, 5150, ""),
        (5000, 5151, "5000 words; lower its ceiling of 5151 to that"),
        (5001, 5000, "5001 words; its ceiling is 5000, and may not rise"),
        (4500, 4600, "it keeps to the budget: take its line out of CEILINGS"),
    ],
)
def test_what_is_amiss_is_said(words, ceiling, told):
    size = Size(words=words, cells=99)
    assert "".join(amiss(size, OTHERS, ceiling and {"words": ceiling})) == told


def test_one_of_two_may_keep_to_the_budget():
    size = Size(words=3000, cells=50)
    assert list(amiss(size, COURSE, {"words": 3000, "cells": 50})) == []
    assert list(amiss(size, COURSE, {"words": 3000, "cells": 49})) == [
        "50 cells; its ceiling is 49, and may not rise"
    ]


def test_ceilings_are_of_pages():
    unknown = (set(CEILINGS) | set(OWN)) - {entry.file for entry in SIZES}
    assert not unknown, f"take {unknown} out of CEILINGS and OWN: there are no such pages"


def up_to(label, pages):
    """The cells of the pages, in order, up to the one that holds a label."""
    cells = [cell for page in pages for cell in page.cells]
    last = next(i for i, cell in enumerate(cells) if label in cell.source)
    return nbformat.v4.new_notebook(cells=cells[: last + 1])


def test_readers_soon_train_a_network_of_their_own():
    """From the first word of the book to the end of the exercise, and without other exercises."""
    way = up_to(THEIR_OWN, [reading_time.page(page_file(entry)) for entry in SIZES])
    size = reading_time.measure(way)._replace(exercises=0)
    assert size.words <= TO_THEIR_OWN["words"]
    assert size.minutes <= TO_THEIR_OWN["minutes"]
