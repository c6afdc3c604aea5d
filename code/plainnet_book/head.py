"""Descriptions of pages for search engines and for previews of shared links.

The description is the beginning of the page.
"""

import html
import textwrap

from docutils import nodes
from markupsafe import Markup

LONGEST = 155  # characters, beyond which search engines cut a description


def connect(app) -> None:
    """Register with Sphinx, which asks for the metadata of each page."""
    app.connect("html-page-context", add_description)


def add_description(app, name, template, context, doctree) -> None:
    """Put the description of the page ``name`` into its head."""
    title = Markup(context.get("title", "")).striptags()
    about = description(doctree, f"{title}: {app.config.html_title}")
    shared = {"title": title, "description": about, "type": "article"}
    shared["site_name"] = app.config.html_title
    if address := context.get("pageurl"):
        shared["url"] = address
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
