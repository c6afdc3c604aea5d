"""Descriptions of pages for search engines and for previews of shared links.

The description is the beginning of the page. If the site has an address (`repository: url` in
``_config.yml``), previews also have a picture, which is drawn while the book is built.
"""

import html
import textwrap

from docutils import nodes
from markupsafe import Markup

from plainnet_book import cover

LONGEST = 155  # characters, beyond which search engines cut a description
PICTURE = "_static/plainnet/cover.png"


def connect(app) -> None:
    """Register with Sphinx, which asks for the metadata of each page."""
    app.connect("html-page-context", add_description)
    app.connect("build-finished", draw_picture)


def add_description(app, name, template, context, doctree) -> None:
    """Put the description of the page ``name`` into its head."""
    title = Markup(context.get("title", "")).striptags()
    about = description(doctree, f"{title}: {app.config.html_title}")
    shared = {"title": title, "description": about, "type": "article"}
    shared["site_name"] = app.config.html_title
    if address := context.get("pageurl"):
        shared |= {"url": address, "image": app.config.html_baseurl + PICTURE}
    tags = [("name", "description", about)]
    tags += [("property", f"og:{key}", value) for key, value in shared.items()]
    context["metatags"] = context.get("metatags", "") + "".join(
        f'\n    <meta {kind}="{key}" content="{html.escape(text)}" />' for kind, key, text in tags
    )


def description(doctree, otherwise) -> str:
    """The first paragraph of a page, cut between words; ``otherwise`` if it has none."""
    section = next(doctree.findall(nodes.section), None) if doctree else None
    paragraphs = (node.astext() for node in section or () if isinstance(node, nodes.paragraph))
    return textwrap.shorten(next(paragraphs, otherwise), LONGEST, placeholder="…")


def draw_picture(app, exception) -> None:
    """Draw the preview picture, if the site has an address and so can be shared."""
    if app.config.html_baseurl and not exception:
        path = app.outdir / PICTURE
        path.parent.mkdir(parents=True, exist_ok=True)
        cover.draw(path, app.config.html_title)
