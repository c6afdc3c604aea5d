"""A page's code without the elements that nobody sees: a third of all that a page is made of.

Pygments wraps every word of a program, also those that look like the code around them.
"""

import re

RULE = re.compile(r'html\[data-theme="(\w+)"\] \.highlight(?: \.(\w+))? {([^}]*)}')
COLOUR = re.compile(r"(?<![\w-])color: *(#\w+)")
BLOCK = re.compile(r'<div class="highlight"><pre>.*?</pre>', re.DOTALL)
SPAN = re.compile(r'<span(?: class="(\w+)")?>([^<]*)</span>')


def coloured(style) -> set[str]:
    """The classes of code that look different from plain code, in Pygments' sheet ``style``."""
    rules = RULE.findall(style)
    plain = {theme: COLOUR.findall(rule) for theme, name, rule in rules if not name}
    return {
        name
        for theme, name, rule in rules
        if name and f"color: {plain[theme][0]}" != rule.partition("/*")[0].strip()
    }


def thinned(page, names) -> str:
    """The page without those elements in its code that have no class of ``names``, or no text."""

    def keep(span):
        name, text = span.groups()
        return span[0] if name in names and text.strip() else text

    return BLOCK.sub(lambda block: SPAN.sub(keep, block[0]), page)
