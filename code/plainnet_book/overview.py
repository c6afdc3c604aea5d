"""The directive ``overview``: links to all parts of a page, for its first screen.

They are the sections of the page. Where some have sections themselves, these are listed by the
section that holds them; a list of references is listed by its first letters.
"""

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from plainnet_book import languages

BETWEEN = " · "


class Overview(nodes.General, nodes.Element):
    """The place of the links, until the page is known."""


class Directive(SphinxDirective):
    """An overview; it has no content."""

    def run(self) -> list:
        """The place of the links."""
        return [Overview()]


def connect(app) -> None:
    """Register with Sphinx."""
    app.add_directive("overview", Directive)
    app.connect("doctree-resolved", lambda app, doctree, name: write(doctree, name))


def write(doctree, name) -> None:
    """Write the links, after references are resolved."""
    for place in list(doctree.findall(Overview)):
        parts = {part: _links(part) for part in _sections(place.parent)}
        colon = languages.words(name)(": ")
        listed = [
            nodes.paragraph("", "", nodes.strong("", "", _link(part)), nodes.Text(colon), *links)
            for part, links in parts.items()
            if links
        ]
        place.replace_self(listed or nodes.paragraph("", "", *_joined(parts)))


def _sections(node):
    return [child for child in node.children if isinstance(child, nodes.section)]


def _links(part):
    """Links to the sections in a section or, if there are none, to the letters of references."""
    letters = {}
    for entry in part.findall(nodes.citation):
        letters.setdefault(entry[0].astext()[0].upper(), entry["ids"][0])
    found = (_reference(anchor, nodes.Text(letter)) for letter, anchor in sorted(letters.items()))
    return _joined(_sections(part)) or _between(found)


def _joined(sections):
    """Links to sections, without what all their titles begin with, such as a package's name."""
    titles = [section[0].astext() for section in sections]
    shared = {title.partition(".")[0] for title in titles if "." in title}
    is_shared = len(shared) == 1 and all("." in title for title in titles)
    return _between(_link(each, f"{min(shared)}." if is_shared else "") for each in sections)


def _between(links):
    """The links with a sign between them."""
    return [each for link in links for each in (nodes.Text(BETWEEN), link)][1:]


def _link(section, shared=""):
    title = [child.deepcopy() for child in section[0].children]
    if shared:
        title = [nodes.literal("", section[0].astext().removeprefix(shared))]
    return _reference(section["ids"][0], *title)


def _reference(anchor, *title):
    return nodes.reference("", "", *title, refuri=f"#{anchor}", internal=True)
