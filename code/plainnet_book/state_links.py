"""Links from the text to states of explorers: ``[half of it](#descent_line&learning_rate=0.5)``.

The address names the explorer and the values of some controls, as does the link that the explorer
itself shows. `broken` finds links that lead nowhere.
"""

import html
import re

from docutils import nodes
from sphinx.transforms import SphinxTransform

LINK = re.compile(r'href="(#\w+&amp;[^"]+)"')


class StateLinks(SphinxTransform):
    """Hides links to states of explorers from MyST, which would look for headings of such names."""

    default_priority = 870  # MyST's own transform has 879

    def apply(self, **kwargs) -> None:
        """Remove the attribute by which MyST finds these links."""
        for link in self.document.findall(nodes.reference):
            if link.get("id_link") and "&" in link["refuri"]:
                del link["id_link"]
                link["internal"] = True


def connect(app) -> None:
    """Register the transform with Sphinx."""
    app.add_transform(StateLinks)


def broken(page, specs) -> list[str]:
    """The errors in a page's links to states of explorers, whose constants are ``specs``."""
    links = [html.unescape(link) for link in LINK.findall(page)]
    return [f"{link}: {error}" for link in links for error in _wrong(link, specs)]


def _wrong(link, specs):
    view, *parts = link[1:].split("&")
    if view not in specs:
        yield f"expected an explorer of the page, {', '.join(specs) or 'which has none'}"
        return
    keys = {control["name"]: control["keys"] for control in specs[view]["controls"]}
    for part in parts:
        name, _, key = part.partition("=")
        if key not in keys.get(name, ()):
            yield f"{part}: expected one of {keys.get(name, list(keys))}"
