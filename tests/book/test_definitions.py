"""Glossary definitions on the pages that link to them."""

import re

import pytest

from plainnet_book import definitions

GLOSSARY = """
<dl class="simple myst" id="gl-loss">
<dt><strong>loss</strong> · 损失</dt><dd><p>A mean of the <a href="#gl-error">errors</a>.</p>
</dd>
</dl>
<dl class="simple myst" id="gl-error">
<dt><strong>error</strong></dt><dd><p>See <a href="xor.html">XOR</a>.</p></dd>
</dl>
<dl class="simple myst" id="gl-step">
<dt><strong>step</strong></dt><dd><p><a href="#gl-loss">Loss</a>,
<a href="#gl-error">error</a></p></dd>
</dl>
"""
LINK = '<a class="reference internal" href="glossary.html#gl-loss">losses</a>'
PAGE = "<article><p>{}</p></article>"


def test_definitions_are_read_from_the_page_of_the_glossary():
    known = definitions.definitions(GLOSSARY)
    assert list(known) == ["gl-loss", "gl-error", "gl-step"]
    assert known["gl-loss"] == (
        '<p><a href="glossary.html#gl-loss">loss</a> · 损失</p>\n'
        '<p>A mean of the <a href="glossary.html#gl-error">errors</a>.</p>'
    )
    assert '<a href="xor.html">' in known["gl-error"]
    links = re.findall('href="(.*?)"', known["gl-step"])
    assert links == ["glossary.html#gl-step", "glossary.html#gl-loss", "glossary.html#gl-error"]


def test_the_glyphs_of_a_formula_are_those_of_the_page():
    glyph = '<svg><use href="#tex-N-31"></use></svg>'
    glossary = GLOSSARY.replace("XOR</a>.", f"XOR</a> {glyph}.")
    assert definitions.definitions(glossary)["gl-error"].endswith(f" {glyph}.</p>")


def test_a_page_gets_the_definitions_of_its_terms_alone():
    page = definitions.explained(PAGE.format(LINK), definitions.definitions(GLOSSARY))
    assert page.count("<template") == 1 and page.index("</template>") < page.index("</article>")
    assert page.count('id="gl-loss"') == 1 and 'id="gl-error"' not in page
    assert 'href="glossary.html#gl-loss" data-term="gl-loss">losses</a>' in page


@pytest.mark.parametrize("text", ["no term", '<a href="#gl-loss">on the glossary</a>'])
def test_other_pages_stay_as_they_are(text):
    assert definitions.explained(PAGE.format(text), {}) == PAGE.format(text)


def test_a_term_without_a_definition_stops_the_build():
    with pytest.raises(KeyError, match="gl-loss"):
        definitions.explained(PAGE.format(LINK), {})
