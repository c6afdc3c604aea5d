"""Links from the text to states of explorers."""

import pytest
from docutils import nodes
from docutils.utils import new_document
from each import each

from plainnet.explorers import DescentLine
from plainnet_book import state_links

LINK = '<p><a class="reference internal" href="#{}">there</a></p>'


@pytest.fixture(scope="module")
def explorer():
    return {"descent_line": DescentLine().spec}


@each(
    ("address", "errors"),
    [
        ("descent_line&amp;learning_rate=0.5", []),
        ("descent_line&amp;learning_rate=0.5&amp;start=-1.5&amp;step=0", []),
        ("a-section", []),
        ("descent_line&amp;learning_rate=0.55", ["learning_rate=0.55: expected one of ["]),
        ("descent_line&amp;taste=1", ["taste=1: expected one of ['step', "]),
        ("stepper&amp;step=1", ["expected an explorer of the page, descent_line"]),
        (
            "descent_line&amp;step=31&amp;start=0",
            ["step=31: expected one of", "start=0: expected one of"],
        ),
    ],
)
def test_a_link_that_leads_nowhere_is_reported(explorer, address, errors):
    found = state_links.broken(LINK.format(address), explorer)
    assert len(found) == len(errors)
    for line, expected in zip(found, errors, strict=True):
        assert expected in line and line.startswith(f"#{address.replace('&amp;', '&')}: ")


def test_a_page_without_explorers_can_have_no_such_link():
    (error,) = state_links.broken(LINK.format("stepper&amp;step=1"), {})
    assert "expected an explorer of the page, which has none" in error


def test_the_links_are_hidden_from_myst():
    document = new_document("page")
    document += [
        nodes.reference(id_link=True, refuri="#stepper&step=1"),
        nodes.reference(id_link=True, refuri="#a-section"),
    ]
    state_links.StateLinks(document).apply()
    assert ["id_link" in link for link in document.findall(nodes.reference)] == [False, True]
