"""Glossary definitions on the pages that link to them."""

import pytest

from plainnet_book import definitions

LINK = '<a class="reference internal" href="glossary.html#gl-loss">losses</a>'
PAGE = "<article><p>{}</p></article>"


def test_a_term_without_a_definition_stops_the_build():
    with pytest.raises(KeyError, match="gl-loss"):
        definitions.explained(PAGE.format(LINK), {})
