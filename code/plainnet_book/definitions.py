"""Definitions of the glossary on each page that links to them, for the script that shows them.

They lie in a ``<template>``, which no browser draws: a page asks for nothing more, and without
JavaScript a term is a link like any other.
"""

import re

ENTRY = re.compile(
    r'<dl class="simple myst" id="(gl-[\w-]+)">\s*<dt>(.*?)</dt><dd>(.*?)</dd>\s*</dl>', re.DOTALL
)
LINK = re.compile(r'<a class="reference internal" href="glossary\.html#(gl-[\w-]+)"')


def definitions(glossary) -> dict[str, str]:
    """What the HTML of the glossary's page says of each term, by the id of its entry.

    The term itself is a link to its entry; links within the glossary lead there, too.
    """
    return {
        name: f"<p>{_linked(term, name)}</p>\n{_from_outside(text)}"
        for name, term, text in ENTRY.findall(glossary)
    }


def explained(html, known) -> str:
    """A page beside the glossary, with the definition of each term that it links to.

    Raises a `KeyError` for a term that is not in ``known``, which is what `definitions` returns.
    """
    used = dict.fromkeys(LINK.findall(html))
    if not used:
        return html
    html = LINK.sub(lambda match: f'{match[0]} data-term="{match[1]}"', html)
    entries = "\n".join(f'<div id="{name}">{known[name]}</div>' for name in used)
    template = f'<template class="plainnet-definitions">\n{entries}\n</template>\n'
    return html.replace("</article>", f"{template}</article>", 1)


def _linked(term, name):
    return re.sub("<strong>(.*?)</strong>", rf'<a href="glossary.html#{name}">\1</a>', term)


def _from_outside(text):
    """The text, whose links lead to the glossary; the glyphs of a formula are each page's own."""
    return re.sub(r'(<a [^>]*href=")#', r"\1glossary.html#", text).strip()
