"""Copies of glossary definitions on each page that links to them; a script shows them.

They are in a ``<template>``, which browsers do not draw. So a page loads nothing more, and without
JavaScript a term is an ordinary link.
"""

import re

ENTRY = re.compile(
    r'<dl class="simple myst" id="(gl-[\w-]+)">\s*<dt>(.*?)</dt><dd>(.*?)</dd>\s*</dl>', re.DOTALL
)
LINK = re.compile(r'<a class="reference internal" href="glossary\.html#(gl-[\w-]+)"')


def definitions(glossary) -> dict[str, str]:
    """The definitions in the HTML of the glossary, by the id of their entry.

    Each term links to its entry, and links between entries lead to the glossary, too.
    """
    return {
        name: f"<p>{_linked(term, name)}</p>\n{_from_outside(text)}"
        for name, term, text in ENTRY.findall(glossary)
    }


def explained(html, known) -> str:
    """A page other than the glossary, with the definition of each term that it links to.

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
    """The text with its links changed to lead from another page to the glossary."""
    return re.sub(r'(<a [^>]*href=")#', r"\1glossary.html#", text).strip()
