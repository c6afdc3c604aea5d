"""Links of the text to states of explorers: ``[half of it](#descent_line&learning_rate=0.5)``.

The address names the explorer, and some of its controls with the keys of their values, as the link
of the explorer itself does. `amiss` says which of them lead nowhere.
"""

import html
import json
import re

from docutils import nodes
from sphinx.transforms import SphinxTransform

LINK = re.compile(r'href="(#\w+&amp;[^"]+)"')
DATA = re.compile(
    r'data-view="(\w+)"[^>]*>\n(?:(?!data-view=).)*?<script type="application/json">(.*?)</script>',
    re.DOTALL,
)


class Kept(SphinxTransform):
    """Leaves these links as they are; MyST would look for a heading of that name."""

    default_priority = 870  # MyST comes at 879

    def apply(self, **kwargs) -> None:
        """Take their mark from them."""
        for link in self.document.findall(nodes.reference):
            if link.get("id_link") and "&" in link["refuri"]:
                del link["id_link"]
                link["internal"] = True


def connect(app) -> None:
    """Connect to Sphinx."""
    app.add_transform(Kept)


def amiss(page) -> list[str]:
    """What is wrong with the links to states on a page, whose explorers still hold their data."""
    if not (links := [html.unescape(link) for link in LINK.findall(page)]):
        return []
    specs = {view: json.loads(data)["spec"] for view, data in DATA.findall(page)}
    return [f"{link}: {told}" for link in links for told in _wrong(link, specs)]


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
