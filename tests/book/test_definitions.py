"""Glossary definitions on the pages that link to them."""

import pytest

from plainnet_book import definitions

LINK = '<a class="reference internal" href="glossary.html#gl-loss">losses</a>'
PAGE = "<article><p>{}</p></article>"


@pytest.mark.parametrize("text", ["no term", '<a href="#gl-loss">on the glossary</a>'])
def test_other_pages_stay_as_they_are(text):
    assert definitions.explained(PAGE.format(text), {}) == PAGE.format(text)


def test_a_term_without_a_definition_stops_the_build():
    with pytest.raises(KeyError, match="gl-loss"):
        definitions.explained(PAGE.format(LINK), {})
