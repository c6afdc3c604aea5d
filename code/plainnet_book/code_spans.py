"""Highlighted code in which only words with a colour of their own become elements.

Most words of a program look like plain text in both themes. Elements for all of them would double
the number of elements on pages with much code, and slow browsers down.
"""

from pygments.formatters import HtmlFormatter
from pygments.token import Name, Punctuation, Text, Whitespace
from sphinx.highlighting import PygmentsBridge

PLAIN = {
    Name,
    Name.Namespace,
    Punctuation,
    Whitespace,
}  # token types that look like plain text in both themes


class Formatter(HtmlFormatter):
    """A Pygments formatter that makes no elements for words that look like plain text."""

    def format_unencoded(self, tokensource, outfile) -> None:
        """Write the tokens, those in ``PLAIN`` without an element."""
        tokens = ((Text if kind in PLAIN else kind, text) for kind, text in tokensource)
        super().format_unencoded(tokens, outfile)


def connect() -> None:
    """Make Sphinx use this formatter."""
    PygmentsBridge.html_formatter = Formatter
